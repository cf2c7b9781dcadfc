//! What of the user's own files is not in the library, and why: a file that is broken, or an entry whose id is taken.
//!
//! It must never be a reason for anything else not to work.

use crate::document::diagnostic::{Problem, Unreadable};

/// A file of the user's own, or one entry of it, that is left out.
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub file: String,
    /// The entry, such as "the stretch `cat-camel`", where the rest of the file is used.
    pub entry: Option<String>,
    /// Why the file could not be read at all, if that is so.
    pub unreadable: Option<Unreadable>,
    /// What is wrong, each with its line.
    pub problems: Vec<(usize, Problem)>,
    /// The ids and names of the routines and stretches in it, as far as they could be read.
    pub names: Vec<(String, String)>,
    /// Whether there may be more names in it than those.
    pub has_more: bool,
}

impl LeftOut {
    /// A file that could not be read.
    #[must_use]
    pub fn unreadable(error: Unreadable) -> Self {
        Self {
            file: error.file.clone(),
            entry: None,
            unreadable: Some(error),
            problems: Vec::new(),
            names: Vec::new(),
            has_more: true,
        }
    }

    /// What becomes of it, in a sentence without a full stop.
    #[must_use]
    pub fn consequence(&self) -> String {
        match &self.entry {
            Some(entry) => format!("{entry} in {} is left out until that is mended", self.file),
            None => format!("{} is left out until that is mended", self.file),
        }
    }
}
