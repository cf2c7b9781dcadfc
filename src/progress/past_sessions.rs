//! The log as the menu reads it: when the user asks for it, and never before.

use jiff::ZonedDateTime;

use super::Progress;
use crate::content::model::Library;
use crate::log::history::History;
use crate::log::resume::Start;
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
    /// Whether sessions are written down.
    is_logged: bool,
}

impl PastSessions {
    pub fn new(store: Store, wall: fn() -> ZonedDateTime, goal: u32) -> Self {
        Self { store, wall, goal, is_logged: true }
    }

    /// The same where sessions may not be written down.
    pub(crate) fn logged(self, is_logged: bool) -> Self {
        Self { is_logged, ..self }
    }

    /// The sessions of the last weeks.
    pub fn history(&self) -> History {
        History::read(&self.store, (self.wall)())
    }

    /// The session that was left last, if it can be resumed.
    pub(crate) fn left(&self, library: &Library, choices: &Choices) -> Option<Start> {
        let history = History::reading(&self.store, (self.wall)(), 1);
        Start::left(&history, library, choices, None).ok()
    }

    pub fn progress(&self, library: &Library, choices: &Choices) -> Progress {
        Progress::new(&self.history(), self.goal, library, choices).logged(self.is_logged)
    }
}
