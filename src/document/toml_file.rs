//! A file of the program's own, such as the settings: what it says, and every error in it. It need not be there.
//!
//! It must never write to the file.

use std::path::PathBuf;

use toml::de::DeTable;

use super::diagnostic::{Problem, Sources, Unreadable, settled};
use super::file::{ReadFailure, Wanted, read};
use super::reader::Reader;
use crate::printable::printable;

#[derive(Debug, Default)]
pub struct TomlFile<T> {
    pub(crate) path: PathBuf,
    /// As far as it is right; none where there is no file.
    pub(crate) values: Option<T>,
    /// Whether it is valid TOML. Its values may have errors all the same.
    pub(crate) is_toml: bool,
    pub(crate) sources: Sources,
    problems: Vec<Problem>,
    unreadable: Option<Unreadable>,
}

impl<T: Default> TomlFile<T> {
    /// Reads the file; `hint` says what to do about a key that belongs somewhere else.
    pub(crate) fn read_by(
        path: PathBuf,
        wanted: &Wanted,
        hint: fn(&str) -> Option<String>,
        values: impl FnOnce(&Reader, &DeTable<'_>, &Sources) -> T,
    ) -> Self {
        let name = path.display().to_string();
        let mut file = Self { path, ..Self::default() };
        match read(&file.path, wanted) {
            Ok(text) => {
                let id = file.sources.add(name, text);
                let reader = Reader::new(id, hint);
                file.values = reader.toml(file.sources.text(id), |table| values(&reader, table, &file.sources));
                file.is_toml = file.values.is_some() && !reader.has_faults();
                file.problems = settled(reader.finish().0, &file.sources);
            }
            Err(ReadFailure::NotThere(_)) => {}
            Err(ReadFailure::Unreadable(error)) => file.unreadable = Some(error),
            Err(ReadFailure::NotUtf8(bytes, at)) => file.problems.push(file.sources.add_broken(name, &bytes, at)),
        }
        file
    }

    /// Its path, safe to print.
    pub(crate) fn shown(&self) -> String {
        printable(&self.path.display().to_string())
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
