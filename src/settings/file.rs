//! The config file: what it sets, and every error in it.
//!
//! It must never write to the file, and never drop a correct setting because of an error in another one.

use std::path::PathBuf;

use super::fields::SettingFields;
use crate::document::diagnostic::{Problem, Sources, Unreadable, settled};
use crate::document::file::{ReadFailure, Wanted, read};
use crate::document::reader::{Reader, TableKind};
use crate::events;
use crate::printable::printable;

pub(super) const CONFIG: Wanted = Wanted {
    noun: "a config file",
    folder: "move the folder away: the settings are a file of that name",
    device: "move it away: the settings are a file of that name",
    large: "make it smaller, or check that it is the right one",
};

const ROOT: TableKind = TableKind { key: "", noun: "the config file", header: "" };
/// Options that are only for one run.
const FOR_ONE_RUN: [&str; 2] = ["speed", "events"];

/// The config file, whether it exists or not: what it sets, as [`super::table`] reads it, and its errors.
#[derive(Debug, Default)]
pub struct FileOf<S> {
    pub(crate) path: PathBuf,
    pub(super) settings: S,
    /// Whether it is valid TOML. Its values may have errors all the same.
    is_toml: bool,
    sources: Sources,
    problems: Vec<Problem>,
    unreadable: Option<Unreadable>,
}

impl<S: Default> FileOf<S> {
    /// Reads the file. A file that does not exist has no settings and no errors.
    pub(super) fn read_by(path: PathBuf, settings: fn(&mut SettingFields<'_>) -> S) -> Self {
        let name = path.display().to_string();
        let mut file = Self { path, ..Self::default() };
        match read(&file.path, &CONFIG) {
            Ok(text) => file.parse(name, text, settings),
            Err(ReadFailure::NotThere(_)) => {}
            Err(ReadFailure::Unreadable(error)) => file.unreadable = Some(error),
            Err(ReadFailure::NotUtf8(bytes, at)) => file.problems.push(file.sources.add_broken(name, &bytes, at)),
        }
        file
    }

    fn parse(&mut self, name: String, text: String, settings: fn(&mut SettingFields<'_>) -> S) {
        let id = self.sources.add(name, text);
        let reader = Reader::new(id, misplaced_key_hint);
        let settings = reader.toml(self.sources.text(id), |table| {
            let mut fields = SettingFields { document: reader.document(&ROOT, table), sources: &self.sources };
            let settings = settings(&mut fields);
            fields.document.finish();
            settings
        });
        // What a file that is not TOML was meant to say is a guess.
        if let Some(settings) = settings.filter(|_| !reader.has_faults()) {
            self.is_toml = true;
            self.settings = settings;
        }
        self.problems = settled(reader.finish().0, &self.sources);
    }

    /// What its errors mean for the settings.
    pub(crate) fn consequence(&self) -> String {
        let path = printable(&self.path.display().to_string());
        if self.is_toml {
            format!("invalid settings in {path} use their defaults")
        } else {
            format!("{path} is ignored until it is fixed")
        }
    }

    pub fn error_count(&self) -> usize {
        self.problems.len() + usize::from(self.unreadable.is_some())
    }

    /// Each error as it is shown to the user.
    pub fn errors(&self, colour: bool) -> Vec<String> {
        let unreadable = self.unreadable.iter().map(|error| error.render(colour));
        unreadable.chain(self.problems.iter().map(|problem| self.sources.render(problem, colour))).collect()
    }
}

/// What to do about a key that belongs somewhere else.
fn misplaced_key_hint(key: &str) -> Option<String> {
    if events::NAMES.contains(&key) {
        return Some("it is the name of an event: write it under a line `[hooks]`, at the end of the file".into());
    }
    FOR_ONE_RUN.contains(&key).then(|| format!("it is for one run only: write `--{key}` on the command line"))
}
