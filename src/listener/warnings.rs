//! What went wrong for a listener, kept until it is asked for.
//!
//! The same trouble is told once in a session, however often it comes: a coach does not nag.

use std::collections::{BTreeSet, VecDeque};

#[derive(Debug)]
pub(super) struct OnceWarnings<K> {
    told: BTreeSet<K>,
    untold: VecDeque<String>,
}

impl<K> Default for OnceWarnings<K> {
    fn default() -> Self {
        Self { told: BTreeSet::new(), untold: VecDeque::new() }
    }
}

impl<K: Ord> OnceWarnings<K> {
    /// Adds one, unless this session has had one of its kind.
    pub fn add(&mut self, kind: K, message: impl FnOnce() -> String) {
        if self.told.insert(kind) {
            self.untold.push_back(message());
        }
    }

    /// A session begins: what is still wrong may be told again.
    pub fn begin(&mut self) {
        self.told.clear();
    }

    /// The next one to be told.
    pub fn next(&mut self) -> Option<String> {
        self.untold.pop_front()
    }
}
