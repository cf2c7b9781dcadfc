//! The kinds of values that settings take: how each is described, read from the config file, and written.

use std::ops::RangeInclusive;
use std::path::{self, PathBuf};
use std::time::Duration;

use toml::de::DeValue;

use super::fields::SettingFields;
use super::toml_text::{list, quoted};
use super::{Setting, Speak};
use crate::document::diagnostic::Problem;
use crate::document::reader::{EntryOf, Limits, Named};
use crate::format;
use crate::time::from_seconds;
use crate::word_enum::word_for;

pub(super) trait ValueKind<T> {
    /// The values it takes, as the template and docs/config.md list them.
    fn allowed(&self) -> String;

    /// Reads the value of a key. A value that is not allowed is reported.
    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<T>;

    fn write(&self, value: &T) -> TomlValue;
}

impl SettingFields<'_> {
    pub(crate) fn setting<T>(&mut self, key: &'static str, kind: &impl ValueKind<T>) -> Option<Setting<T>> {
        let value = self.document.get(key)?;
        Some(Setting { value: kind.read(self, key)?, origin: self.origin(value) })
    }
}

/// The value of a setting in TOML.
pub(super) enum TomlValue {
    /// Not set: what happens then, and a value that it could have.
    Unset(&'static str, String),
    One(String),
    /// A list in which each entry has its own origin: a text, or what is shown of one that is not UTF-8.
    Several(Vec<Setting<Result<String, String>>>),
}

/// One of a closed set of words.
pub(super) struct OneOf<T: 'static>(pub(crate) &'static [(&'static str, T)]);

impl<T: Copy + PartialEq> ValueKind<T> for OneOf<T> {
    fn allowed(&self) -> String {
        listed(self.0)
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<T> {
        fields.document.word(key, self.0)
    }

    fn write(&self, value: &T) -> TomlValue {
        TomlValue::One(quoted(word_for(self.0, value)))
    }
}

fn listed<T>(words: &[(&'static str, T)]) -> String {
    words.iter().map(|(word, _)| quoted(word)).collect::<Vec<_>>().join(", ")
}

pub(super) struct Flag;

impl ValueKind<bool> for Flag {
    fn allowed(&self) -> String {
        "true, false".into()
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<bool> {
        fields.document.flag(key)
    }

    fn write(&self, value: &bool) -> TomlValue {
        TomlValue::One(value.to_string())
    }
}

pub(super) struct Seconds(pub(crate) RangeInclusive<f64>);

impl ValueKind<Duration> for Seconds {
    fn allowed(&self) -> String {
        format!("{} to {} seconds", self.0.start(), self.0.end())
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<Duration> {
        let limits = Limits { range: self.0.clone(), whole: false, unit: "seconds" };
        fields.document.number(key, &limits).map(from_seconds)
    }

    fn write(&self, value: &Duration) -> TomlValue {
        TomlValue::One(format::seconds(*value))
    }
}

/// A whole number in a range, and its unit.
pub(super) struct Whole(pub(crate) RangeInclusive<u32>, pub(crate) &'static str);

impl<T: Copy + Into<u32> + TryFrom<u32>> ValueKind<T> for Whole {
    fn allowed(&self) -> String {
        format!("whole, {} to {} {}", self.0.start(), self.0.end(), self.1)
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<T> {
        let range = f64::from(*self.0.start())..=f64::from(*self.0.end());
        let number = fields.document.number(key, &Limits { range, whole: true, unit: self.1 })?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in the range")]
        T::try_from(number as u32).ok()
    }

    fn write(&self, value: &T) -> TomlValue {
        TomlValue::One((*value).into().to_string())
    }
}

/// What speaks: a word, or a command as a text or as a list.
pub(super) struct Speech;

impl ValueKind<Speak> for Speech {
    fn allowed(&self) -> String {
        listed(Speak::WORDS) + ", a command as a text or as a list of words"
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<Speak> {
        let value = fields.document.get(key)?;
        let reader = fields.document.reader;
        match value.get_ref() {
            DeValue::String(_) => {
                let problem = Problem::error(reader.place(&value.span()), format!("`{key}` is no command"));
                Speak::read(fields.text(&Named(key), value)?).map_err(|help| reader.report(problem.help(help))).ok()
            }
            DeValue::Array(_) => fields.command(key).map(Speak::Command),
            _ => {
                let help = "write \"off\", \"auto\" or a command like \"espeak-ng -v de\"";
                reader.wrong_type(&Named(key), value, "a text or a list of words", help);
                None
            }
        }
    }

    fn write(&self, value: &Speak) -> TomlValue {
        TomlValue::One(match value {
            Speak::Command(command) => list(command),
            word => quoted(word_for(Speak::WORDS, word)),
        })
    }
}

pub(super) struct Paths;

impl ValueKind<Vec<Setting<PathBuf>>> for Paths {
    fn allowed(&self) -> String {
        "a list of paths".into()
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<Vec<Setting<PathBuf>>> {
        texts(fields, key)
    }

    fn write(&self, paths: &Vec<Setting<PathBuf>>) -> TomlValue {
        several(paths, |path| {
            let text = path::absolute(path).unwrap_or_default().into_os_string().into_string();
            text.map_err(|_| path.display().to_string())
        })
    }
}

fn texts<T: for<'t> From<&'t str>>(fields: &mut SettingFields<'_>, key: &'static str) -> Option<Vec<Setting<T>>> {
    let texts = fields.document.list(key)?.iter().filter_map(|value| {
        Some(Setting { value: fields.nonempty_text(&EntryOf(key), value)?.into(), origin: fields.origin(value) })
    });
    Some(texts.collect())
}

fn several<T>(entries: &[Setting<T>], text: impl Fn(&T) -> Result<String, String>) -> TomlValue {
    if entries.is_empty() {
        return TomlValue::One("[]".into());
    }
    let entries = entries.iter().map(|entry| Setting { value: text(entry), origin: entry.origin });
    TomlValue::Several(entries.collect())
}

/// Names of conditions. Whether there are such conditions is known once the content is read.
pub(super) struct Names;

impl ValueKind<Vec<Setting<String>>> for Names {
    fn allowed(&self) -> String {
        "a list of conditions".into()
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<Vec<Setting<String>>> {
        texts(fields, key)
    }

    fn write(&self, names: &Vec<Setting<String>>) -> TomlValue {
        several(names, |name| Ok(name.clone()))
    }
}

/// Makes a kind for a setting without a default: what happens while it is not set, and an example of a value.
pub(super) struct OrUnset<K, T>(pub(crate) K, pub(crate) &'static str, pub(crate) T);

impl<T, K: ValueKind<T>> ValueKind<Option<T>> for OrUnset<K, T> {
    fn allowed(&self) -> String {
        self.0.allowed()
    }

    fn read(&self, fields: &mut SettingFields<'_>, key: &'static str) -> Option<Option<T>> {
        self.0.read(fields, key).map(Some)
    }

    fn write(&self, value: &Option<T>) -> TomlValue {
        match (value, self.0.write(value.as_ref().unwrap_or(&self.2))) {
            (None, TomlValue::One(example)) => TomlValue::Unset(self.1, example),
            (_, written) => written,
        }
    }
}
