//! What of the user's own files is not in the library, and why: a file with errors, or an entry whose id is taken.

use crate::document::diagnostic::{Problem, Unreadable};

/// A file, or one entry of it, that is left out.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    pub file: String,
    /// The entry, such as "the stretch `cat-camel`", if the rest of the file is used.
    pub entry: Option<String>,
    pub unreadable: Option<Unreadable>,
    /// The errors, each with its line.
    pub problems: Vec<(usize, Problem)>,
    /// The ids and names of the routines and stretches in it that could be read.
    pub(crate) names: Vec<(String, String)>,
    /// Whether there may be others that could not be read.
    pub has_more: bool,
}

impl LeftOut {
    pub(crate) fn unreadable(error: Unreadable) -> Self {
        Self { file: error.file.clone(), unreadable: Some(error), has_more: true, ..Self::default() }
    }

    /// What follows from it, in a sentence without a full stop.
    pub(crate) fn consequence(&self) -> String {
        match &self.entry {
            Some(entry) => format!("{entry} in {} is left out until that is fixed", self.file),
            None => format!("{} is left out until that is fixed", self.file),
        }
    }
}
