//! The config file: what it sets, and every error in it.
//!
//! It must never write to the file, and never drop a correct setting because of an error in another one.

use std::path::PathBuf;

use super::fields::SettingFields;
use super::table::FileSettings;
use crate::document::file::Wanted;
use crate::document::reader::TableKind;
use crate::document::toml_file::TomlFile;
use crate::events;

pub(super) const CONFIG: Wanted = Wanted {
    noun: "a config file",
    folder: "move the folder away: the settings are a file of that name",
    device: "move it away: the settings are a file of that name",
    large: "make it smaller, or check that it is the right one",
};

const ROOT: TableKind = TableKind { key: "", noun: "the config file", header: "" };
/// Options that are only for one run.
const FOR_ONE_RUN: [&str; 2] = ["speed", "events"];

/// The config file, whether it exists or not.
pub type ConfigFile = TomlFile<FileSettings>;

impl ConfigFile {
    pub fn read(path: PathBuf) -> Self {
        Self::read_by(path, &CONFIG, misplaced_key_hint, |reader, table, sources| {
            let mut fields = SettingFields { document: reader.document(&ROOT, table), sources };
            let settings = FileSettings::read(&mut fields);
            fields.document.finish();
            settings
        })
    }

    /// What its errors mean for the settings.
    pub(crate) fn consequence(&self) -> String {
        if self.is_toml {
            format!("invalid settings in {} use their defaults", self.shown())
        } else {
            format!("{} is ignored until it is fixed", self.shown())
        }
    }
}

/// What to do about a key that belongs somewhere else.
fn misplaced_key_hint(key: &str) -> Option<String> {
    if events::NAMES.contains(&key) {
        return Some("it is the name of an event: write it under a line `[hooks]`, at the end of the file".into());
    }
    FOR_ONE_RUN.contains(&key).then(|| format!("it is for one run only: write `--{key}` on the command line"))
}
