//! Ids: the names by which entries of a file refer to each other.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::diagnostic::Place;

/// The name by which entries refer to each other: `a-z`, `0-9` and hyphens.
#[derive(Clone, Debug, Default)]
pub struct Id {
    pub name: String,
    pub place: Place,
}

impl Id {
    /// Stands for an id that is missing or wrong, which has been reported.
    pub(crate) fn unusable(place: Place) -> Self {
        Self { name: String::new(), place }
    }
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

pub trait Entry {
    /// What such an entry is called in messages, and the name of its table.
    const NOUN: &'static str;

    fn id(&self) -> &Id;
}

impl<T: Entry> Entry for Arc<T> {
    const NOUN: &'static str = T::NOUN;

    fn id(&self) -> &Id {
        (**self).id()
    }
}

/// Implements [`Entry`] for types with a field `id`.
macro_rules! entries {
    ($($kind:ty => $noun:literal),* $(,)?) => {
        $(impl $crate::document::id::Entry for $kind {
            const NOUN: &'static str = $noun;

            fn id(&self) -> &$crate::document::id::Id {
                &self.id
            }
        })*
    };
}

pub(crate) use entries;

pub fn find<'a, T: Entry>(entries: &'a [T], id: &str) -> Option<&'a T> {
    entries.iter().find(|entry| **entry.id() == *id)
}
