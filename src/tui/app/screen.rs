//! The screens that there are, each with what it shows.

use crate::session::Session;
use crate::tui::keys::Keys;
use crate::tui::screens::about::{self, About};
use crate::tui::screens::editor::Editor;
use crate::tui::screens::help::{self, Help};
use crate::tui::screens::home::{self, Home, Item};
use crate::tui::screens::read::Read;
use crate::tui::screens::{player, summary};

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
    About(About),
    Editor(Editor),
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

/// How far the words of a segment are scrolled; those of another begin at their beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scroll {
    pub(crate) segment: usize,
    pub(crate) rows: u16,
}

impl Scroll {
    pub(crate) fn of(self, session: &Session) -> u16 {
        let here = session.snapshot().is_some_and(|snapshot| snapshot.part.index == self.segment);
        if here { self.rows } else { 0 }
    }
}

/// The question whether to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Whether the session stood still before.
    pub(crate) stood: bool,
}

impl Screen {
    /// Whether letters are typed into it.
    pub(crate) fn takes_text(&self) -> bool {
        matches!(self, Self::Find { .. }) || matches!(self, Self::Editor(editor) if editor.is_naming())
    }

    /// The keys that mean something on it, over the menu.
    pub(crate) fn keys(&self, home: &Home) -> &'static Keys {
        match self {
            Self::Home => home.keys(),
            Self::Find { .. } => &home::FIND_KEYS,
            Self::Item { .. } => &home::ITEM_KEYS,
            Self::Read(read) => read.keys(),
            Self::About(_) => &about::KEYS,
            Self::Editor(editor) => editor.keys(),
            Self::Player { question: None, .. } => &player::KEYS,
            Self::Player { .. } => &player::QUESTION_KEYS,
            Self::Summary { .. } => &summary::KEYS,
            Self::Help { .. } => &help::KEYS,
        }
    }
}
