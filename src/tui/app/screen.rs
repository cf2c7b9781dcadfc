//! The screens that there are, each with what it shows.

use super::playing::Scroll;
use crate::tui::{
    keys::Context,
    screens::{
        help::Help,
        home::{Home, Item},
        read::Read,
    },
};

pub(super) enum Screen {
    Home,
    Find {
        text: String,
        /// What was chosen before.
        before: Option<Item>,
    },
    Item {
        scroll: usize,
    },
    Read(Read),
    /// The session of the app.
    Player {
        question: Option<Question>,
        scroll: Scroll,
    },
    /// What came of that session.
    Summary {
        scroll: usize,
    },
    Help {
        help: Help,
        /// Whether the session behind it stood still before.
        stood: bool,
    },
}

/// The question whether to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Whether the session stood still before.
    pub stood: bool,
}

impl Screen {
    /// Which keys mean something on it, over the menu.
    pub fn context(&self, home: &Home) -> Context {
        match self {
            Self::Home => home.context(),
            Self::Find { .. } => Context::Find,
            Self::Item { .. } => Context::Item,
            Self::Read(read) => read.context(),
            Self::Player { question: None, .. } => Context::Player,
            Self::Player { .. } => Context::Question,
            Self::Summary { .. } => Context::Summary,
            Self::Help { .. } => Context::Help,
        }
    }
}
