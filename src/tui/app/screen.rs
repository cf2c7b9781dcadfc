//! The screens that there are: what each keeps, which keys it has, what they do on it, how it is drawn and when it changes
//! by itself.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{App, Reply};
use crate::pages::Page;
use crate::session::Session;
use crate::session::summary::Summary;
use crate::tui::keys::{Action, Keys};
use crate::tui::screens::Frame;
use crate::tui::screens::about::{self, About, AboutReply};
use crate::tui::screens::editor::{self, Editor, EditorReply};
use crate::tui::screens::help::{self, Help};
use crate::tui::screens::home::{self, Home, HomeView, Item, ItemDetail, Preview};
use crate::tui::screens::player::{self, Player, Stage};
use crate::tui::screens::progress::{self, ProgressScreen};
use crate::tui::screens::read::{self, Read, ReadText};
use crate::tui::screens::summary::{self, SummaryView};

#[derive(Default)]
pub(super) enum Screen {
    #[default]
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
    Progress(Box<ProgressScreen>),
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

/// The keys of every screen, which the help and the tests go by.
pub static ALL_KEYS: [&Keys; 16] = [
    &about::KEYS,
    &editor::KEYS,
    &editor::NAME_KEYS,
    &home::KEYS,
    &home::ROUTINE_KEYS,
    &home::FIND_KEYS,
    &home::ITEM_KEYS,
    &read::KEYS,
    &read::CAUTIONS_KEYS,
    &progress::KEYS,
    &player::KEYS,
    &player::RATING_KEYS,
    &player::QUESTION_KEYS,
    &summary::KEYS,
    &summary::RATING_KEYS,
    &help::KEYS,
];

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
            Self::Progress(_) => &progress::KEYS,
            Self::Player { question: None, .. } => &player::KEYS,
            Self::Player { .. } => &player::QUESTION_KEYS,
            Self::Summary { .. } => &summary::KEYS,
            Self::Help { .. } => &help::KEYS,
        }
    }
}

impl App {
    /// What an action does that means the same on no other screen.
    pub(super) fn act_here(&mut self, action: Action, now: Duration) -> Reply {
        let area = self.area;
        match &mut self.screen {
            Screen::Home | Screen::Find { .. } | Screen::Item { .. } => return self.choosing(action, now),
            Screen::Read(read) => match (action, &read.text) {
                (Action::Start(index), ReadText::Page(Page::Causes)) => self.start_cause(index, now),
                _ => read.turn(action, &self.library, area),
            },
            Screen::About(about) => match about.act(action, &self.library, area) {
                AboutReply::Stay => {}
                AboutReply::Leave => return self.back(),
                AboutReply::Done(answers) => self.answered(answers, now),
            },
            Screen::Editor(editor) => match editor.act(action, &self.library) {
                EditorReply::Stay => {}
                EditorReply::Leave => return self.back(),
                EditorReply::Tell(message) => self.foot.tell(message.to_owned(), now),
                EditorReply::Save(routine) => self.save_routine(routine, now),
            },
            Screen::Progress(progress) => progress.turn(action, area),
            Screen::Player { question: None, .. } => self.in_session(action, now),
            Screen::Player { question: Some(Question { stood }), .. } => {
                let stood = *stood;
                return self.in_question(action, stood, now);
            }
            Screen::Summary { .. } if action == Action::Menu => {
                self.leave_summary();
                if let Some(session) = self.playback.session() {
                    self.home.choose_planned(session.plan(), &self.library, now);
                }
                self.screen = Screen::Home;
                self.behind.clear();
            }
            Screen::Summary { .. } => self.scroll_summary(action),
            Screen::Help { help, .. } => help.turn(action, area),
        }
        Reply::Continue
    }

    pub(super) fn stage(&self) -> Stage<'_> {
        let Self { marker: cells, reduced_motion, canvas, .. } = self;
        let (cells, reduced_motion) = (*cells, *reduced_motion);
        Stage { figures: self.library.figures(), marker: self.marker(), cells, reduced_motion, canvas }
    }

    /// The reading of the clock at which a figure moves.
    pub(super) fn next_movement(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Player { .. } => Player::next_movement(self.playback.session()?, self.stage(), self.area),
            Screen::Home | Screen::Find { .. } => self.menu().next_movement(self.area),
            Screen::Item { scroll } => self.item(*scroll).next_movement_on_screen(self.area),
            _ => None,
        }
    }

    pub(super) fn menu(&self) -> HomeView<'_> {
        let told = self.told.as_ref().map(|(told, _)| &**told);
        HomeView {
            home: &self.home,
            library: &self.library,
            preview: self.preview(),
            notice: told.or(self.notice.as_deref()),
            left: self.left.as_ref().filter(|_| matches!(self.screen, Screen::Home)),
            find: if let Screen::Find { text, .. } = &self.screen { Some(text) } else { None },
            theme: self.theme,
        }
    }

    pub(super) fn item(&self, scroll: usize) -> ItemDetail<'_> {
        let (home, library, preview) = (&self.home, &self.library, self.preview());
        ItemDetail { home, library, preview, scroll: Some(scroll), theme: self.theme }
    }

    /// What came of a session, on the screen.
    pub(super) fn summary<'a>(&'a self, session: &'a Session, summary: &'a Summary, scroll: usize) -> SummaryView<'a> {
        SummaryView {
            summary,
            plan: session.plan(),
            rating: self.rating(),
            is_worse_twice: self.is_worse_twice(),
            unsaved: self.playback.why_unsaved(),
            scroll,
            stage: self.stage(),
            theme: self.theme,
        }
    }

    fn preview(&self) -> Preview<'_> {
        let Self { reduced_motion, now, canvas, words_first, .. } = self;
        let (reduced_motion, words_first) = (*reduced_motion, *words_first);
        Preview { marker: self.marker(), reduced_motion, now: *now, canvas, words_first }
    }
}

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let (library, theme, notice) = (&self.library, self.theme, self.notice.as_deref());
        buffer.set_style(area, theme.base());
        self.canvas.borrow_mut().begin();
        match &self.screen {
            Screen::Home | Screen::Find { .. } => self.menu().draw(area, buffer),
            Screen::Item { scroll } => self.item(*scroll).draw_screen(area, buffer),
            Screen::Read(read) => read.draw(library, theme, area, buffer),
            Screen::About(about) => about.draw(library, theme, area, buffer),
            Screen::Editor(editor) => editor.draw(library, self.home.choices(), theme, area, buffer),
            Screen::Progress(progress) => progress.draw(library, theme, area, buffer),
            Screen::Player { question, scroll } => {
                if let Some(session) = self.playback.session() {
                    let (asking, muted) = (question.is_some(), self.playback.is_muted());
                    let (scroll, stage) = (scroll.of(session), self.stage());
                    let rating = self.rating();
                    Player { session, asking, muted, rating, scroll, notice, stage, theme }.draw(area, buffer);
                }
            }
            Screen::Summary { scroll } => {
                if let Some(session) = self.playback.session() {
                    self.summary(session, &session.summary(), *scroll).draw(area, buffer);
                }
            }
            Screen::Help { help, .. } => help.draw(theme, area, buffer),
        }
        if let Some(line) = self.foot.line(self.now) {
            Frame::new(area).tell(buffer, theme, &line);
        }
        if let Some(flash) = &self.flash {
            flash.draw(area, theme.base(), buffer);
        }
    }
}
