//! A value and where it comes from.

use std::ops::Deref;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    pub value: T,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File {
        /// The line, from 1.
        line: usize,
    },
    /// An option of the command line, with the same name.
    CommandLine,
    /// What the person has said in About you.
    About,
    /// A variable of the environment, by name.
    Environment(&'static str),
}

impl<T> Setting<T> {
    /// Another value with the same origin.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Setting<U> {
        Setting { value: change(self.value), origin: self.origin }
    }

    /// The value that was given on the command line, or else the one in the file, or else the default.
    pub(crate) fn first(given: Option<T>, written: Option<Self>, default: Self) -> Self {
        let given = given.map(|value| Self { value, origin: Origin::CommandLine });
        given.or(written).unwrap_or(default)
    }

    /// Whether it was given on the command line.
    pub(crate) fn is_given(&self) -> bool {
        self.origin == Origin::CommandLine
    }
}

impl<T> Deref for Setting<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
