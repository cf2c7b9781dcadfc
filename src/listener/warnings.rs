//! What went wrong for a listener, kept until it is asked for.
//!
//! The same problem is reported once a session, however often it comes: a coach does not nag.

use std::collections::{BTreeSet, VecDeque};

pub(super) struct OnceWarnings<K> {
    reported: BTreeSet<K>,
    waiting: VecDeque<String>,
}

impl<K> Default for OnceWarnings<K> {
    fn default() -> Self {
        Self { reported: BTreeSet::new(), waiting: VecDeque::new() }
    }
}

impl<K: Ord> OnceWarnings<K> {
    /// Adds one, unless this session has had one of its kind.
    pub(crate) fn add(&mut self, kind: K, message: impl FnOnce() -> String) {
        if self.reported.insert(kind) {
            self.waiting.push_back(message());
        }
    }

    /// A session begins: what is still wrong may be reported again.
    pub(crate) fn begin(&mut self) {
        self.reported.clear();
    }

    pub(crate) fn next(&mut self) -> Option<String> {
        self.waiting.pop_front()
    }
}
