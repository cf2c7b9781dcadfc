//! What is seen of the app, and when that changes by itself.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{App, Screen};
use crate::tui::screens::Frame;
use crate::tui::screens::about::AboutView;
use crate::tui::screens::editor::EditorView;
use crate::tui::screens::help::HelpView;
use crate::tui::screens::home::{HomeView, ItemView, Preview};
use crate::tui::screens::player::{Player, Stage};
use crate::tui::screens::read::ReadView;
use crate::tui::screens::summary::SummaryView;

impl App {
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
            Screen::Item { scroll } => self.item(*scroll).next_movement(self.area),
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
            find: if let Screen::Find { text, .. } = &self.screen { Some(text) } else { None },
            theme: self.theme,
        }
    }

    pub(super) fn item(&self, scroll: usize) -> ItemView<'_> {
        let (home, library, preview) = (&self.home, &self.library, self.preview());
        ItemView { home, library, preview, scroll, theme: self.theme }
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
            Screen::Home | Screen::Find { .. } => self.menu().render(area, buffer),
            Screen::Item { scroll } => self.item(*scroll).render(area, buffer),
            Screen::Read(read) => ReadView { read, library, theme }.render(area, buffer),
            Screen::About(about) => AboutView { about, library, theme }.render(area, buffer),
            Screen::Editor(editor) => {
                EditorView { editor, library, choices: self.home.choices(), theme }.render(area, buffer);
            }
            Screen::Player { question, scroll } => {
                if let Some(session) = self.playback.session() {
                    let (asking, muted) = (question.is_some(), self.playback.is_muted());
                    let (scroll, stage) = (scroll.of(session), self.stage());
                    Player { session, asking, muted, scroll, notice, stage, theme }.render(area, buffer);
                }
            }
            Screen::Summary { scroll } => {
                if let Some(session) = self.playback.session() {
                    let (summary, plan) = (&session.summary(), session.plan());
                    SummaryView { summary, plan, scroll: *scroll, stage: self.stage(), theme }.render(area, buffer);
                }
            }
            Screen::Help { help, .. } => HelpView { help: *help, theme }.render(area, buffer),
        }
        if let Some(line) = self.foot.line(self.now) {
            Frame::new(area).tell(buffer, theme, &line);
        }
        if let Some(flash) = &self.flash {
            flash.draw(area, theme.base(), buffer);
        }
    }
}
