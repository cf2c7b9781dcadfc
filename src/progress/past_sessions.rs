//! The log as the menu reads it: when the user asks for it, and never before.

use jiff::ZonedDateTime;

use super::Progress;
use crate::content::model::Library;
use crate::log::history::History;
use crate::log::store::Store;
use crate::plan::Choices;

/// What is told where there is no log.
pub(crate) const NO_FOLDER: &str = "there is no folder for the log: set STRETCH_DATA_DIR to one";

/// A log, and what is needed to read it.
#[derive(Clone, Debug)]
pub struct PastSessions {
    store: Store,
    /// The local time by the wall's clock.
    wall: fn() -> ZonedDateTime,
    /// The days of a week that the user wants to stretch on.
    goal: u32,
}

impl PastSessions {
    pub fn new(store: Store, wall: fn() -> ZonedDateTime, goal: u32) -> Self {
        Self { store, wall, goal }
    }

    /// The sessions of the last weeks.
    pub fn history(&self) -> History {
        History::read(&self.store, (self.wall)())
    }

    pub fn progress(&self, library: &Library, choices: &Choices) -> Progress {
        Progress::new(&self.history(), self.goal, library, choices)
    }
}
