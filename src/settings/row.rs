//! A setting as text: what `stretch config`, the template and docs/config.md say about it.

use super::kind::{TomlValue, ValueKind};
use super::{Origin, Setting};

pub struct SettingRow {
    /// Its name in the file, and after `--` on the command line.
    pub name: &'static str,
    /// What it is for, in a sentence or two.
    pub meaning: &'static str,
    pub allowed: String,
    pub(super) value: TomlValue,
    pub(super) origin: Origin,
}

impl SettingRow {
    pub(super) fn new<T>(
        name: &'static str,
        meaning: &'static str,
        kind: &impl ValueKind<T>,
        setting: &Setting<T>,
    ) -> Self {
        // A doc comment has a space after its slashes.
        let meaning = meaning.trim_start();
        Self { name, meaning, allowed: kind.allowed(), value: kind.write(setting), origin: setting.origin }
    }

    /// What happens while it is not set.
    pub fn unset(&self) -> Option<&'static str> {
        if let TomlValue::Unset(meaning, _) = self.value { Some(meaning) } else { None }
    }

    /// Its value in TOML; where it is not set, one that it could have.
    pub fn example(&self) -> &str {
        match &self.value {
            TomlValue::One(value) | TomlValue::Unset(_, value) => value,
            TomlValue::Several(_) => "[]",
        }
    }
}
