//! Ids: the names by which entries of a file refer to each other.

use std::{fmt, ops::Deref};

use super::diagnostic::Place;

/// The name by which entries refer to each other: `a-z`, `0-9` and hyphens.
#[derive(Clone, Debug, Default)]
pub struct Id {
    pub name: String,
    pub place: Place,
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
