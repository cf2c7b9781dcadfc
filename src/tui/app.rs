//! The screens as one state: what an event makes of it, what it shows, and when it changes by itself.
//!
//! It reads no clock and touches no terminal; both are handed in, so that whole evenings of key presses
//! are tested in microseconds.

mod choosing;
mod feel;
mod own;
mod playing;
mod screen;
mod theming;
mod update;

use std::cell::{Ref, RefCell};
use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::{Rect, Size};

use self::feel::Ratings;
pub use self::screen::ALL_KEYS;
use self::screen::{Question, Screen, Scroll};
use super::ability::{Ability, PATIENCE};
use super::flash::Flash;
use super::foot::Foot;
use super::screens::home::Home;
use super::theme::{Theme, Themes};
use super::typing::Typing;
use crate::about::AboutYou;
use crate::content::model::Library;
use crate::figure::{Canvas, Marker};
use crate::listener::Listeners;
use crate::log::history::History;
use crate::log::recorder::Recorder;
use crate::log::resume::Start;
use crate::plan::Choices;
use crate::playback::Playback;
use crate::progress::PastSessions;
use crate::session::Command;
use crate::session::clock::Clock;
use crate::session::cue::{Cue, CueKind};

/// The whole program, as far as it can be seen.
#[derive(Default)]
pub struct App {
    library: Library,
    home: Home,
    screen: Screen,
    /// The screens that a way back leads to, the last of them first.
    behind: Vec<Screen>,
    theme: Theme,
    marker: Option<Marker>,
    /// Whether the figure is a picture.
    pictures: Ability,
    /// The pixels of a cell.
    cell: Size,
    reduced_motion: bool,
    /// Whether the menu's first frame has no figure yet.
    words_first: bool,
    /// What the figure was drawn on last.
    canvas: RefCell<Canvas>,
    playback: Playback,
    /// What is known of the person; none where answers cannot be kept.
    about: Option<AboutYou>,
    /// The file for routines of the user's own; none where there is no folder for it.
    own_routines: Option<PathBuf>,
    /// How it feels, where the person wants to say so.
    ratings: Ratings,
    /// A session that was left in the middle, as long as it is offered.
    left: Option<Start>,
    /// Reads the log of the last days, once the menu is in sight.
    log_later: Option<Box<dyn FnOnce() -> History>>,
    /// The log; none where there is no folder for it.
    past: Option<PastSessions>,
    flash: Option<Flash>,
    /// What the user has to be told now.
    notice: Option<String>,
    /// What went wrong for listeners, in all sessions.
    warnings: Vec<String>,
    themes: Option<Themes>,
    /// When the theme is to be saved.
    saves_theme: Option<Duration>,
    /// What there is to tell of the theme, and until when.
    told: Option<(String, Duration)>,
    foot: Foot,
    area: Rect,
    now: Duration,
    /// Whether something was done since it was last asked for.
    changed: bool,
}

/// What the loop has to do after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Continue,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// End, because the user wants to.
    Quit,
    /// End with the code of a signal: its number.
    Signal(i32),
}

impl App {
    pub fn new(library: Library, choices: impl Into<Choices>, theme: Theme, playback: Playback) -> Self {
        let home = Home::new(&library, choices.into());
        let foot = Foot::new(playback.clock());
        Self { library, home, theme, playback, foot, changed: true, ..Self::default() }
    }

    /// Shows the figure, drawn with a marker; with `reduced_motion` without a movement between its key poses.
    pub fn with_figure(self, marker: Option<Marker>, reduced_motion: bool) -> Self {
        Self { marker, reduced_motion, ..self }
    }

    /// Shows the figure as a picture, as long as nothing says that the terminal cannot.
    pub fn with_pictures(self, wanted: bool) -> Self {
        Self { pictures: if wanted { Ability::Unknown } else { Ability::None }, ..self }
    }

    pub fn with_listeners(self, listeners: Listeners) -> Self {
        Self { playback: self.playback.with_listeners(listeners), ..self }
    }

    /// Writes its sessions down.
    pub fn with_recorder(self, recorder: Option<Recorder>) -> Self {
        Self { playback: self.playback.with_recorder(recorder), ..self }
    }

    /// Shows the signals of its sessions at the edge of the screen.
    pub fn with_flash(mut self, flash: Option<Flash>) -> Self {
        if let Some(flash) = &flash {
            self.playback.add(flash.clone());
        }
        Self { flash, ..self }
    }

    /// Lets the user say what applies to them.
    pub fn with_about(mut self, about: Option<AboutYou>) -> Self {
        if let Some(about) = &about {
            self.home = self.home.with_about(about.answers().is_none());
        }
        Self { about, ..self }
    }

    /// Lets the user save routines of their own to a file.
    pub fn with_own_routines(mut self, file: Option<PathBuf>) -> Self {
        if file.is_some() {
            self.home = self.home.with_own_routine();
        }
        Self { own_routines: file, ..self }
    }

    /// Lets the user look at past sessions.
    pub fn with_past_sessions(self, past: Option<PastSessions>) -> Self {
        Self { past, ..self }
    }

    /// Reads the log of the last days once the menu is in sight: the set for today goes by it, and a session that was left is
    /// offered.
    pub fn with_log_later(self, read: Box<dyn FnOnce() -> History>) -> Self {
        Self { log_later: Some(read), ..self }
    }

    /// Lets the user go through the themes.
    pub fn with_themes(self, themes: Themes) -> Self {
        Self { themes: Some(themes), ..self }
    }

    /// Tells the user something on the first screen.
    pub fn with_notice(self, notice: Option<String>) -> Self {
        Self { notice, ..self }
    }

    /// Leaves by itself so long after the last key, on the wall, wherever it waits for one.
    pub fn with_linger(self, after: Option<Duration>) -> Self {
        Self { foot: self.foot.with_linger(after), ..self }
    }

    pub(crate) fn clock(&self) -> Clock {
        self.playback.clock()
    }

    /// The window opened while the user may be typing in another one: those keys are left out.
    pub fn opened_over(&mut self, typing: Typing) {
        self.foot.opened_over(typing);
    }

    /// Whether it has changed since this was last asked: whether a frame is worth drawing before anything is due.
    pub fn changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Saves the theme and shuts down the listeners, which may take `grace` on the wall. Returns what went wrong.
    pub fn shut_down(&mut self, grace: Duration) -> Vec<String> {
        // A user who leaves wants no last words.
        self.playback.shut_down(self.now, grace, true);
        self.collect_warnings();
        let warnings = self.save_theme().into_iter().chain(std::mem::take(&mut self.warnings));
        warnings.chain(self.playback.unsaved()).collect()
    }

    fn marker(&self) -> Option<Marker> {
        let pictured = self.pictures.is_on() && self.theme.is_coloured() && self.cell.width > 0 && self.cell.height > 0;
        if pictured { self.marker.map(|_| Marker::Pixels(self.cell)) } else { self.marker }
    }

    /// What the figure was drawn on, with the picture if it is one.
    pub fn canvas(&self) -> Ref<'_, Canvas> {
        self.canvas.borrow()
    }

    /// Tells that a frame was drawn, at a reading of the clock. Returns whether another one is to be drawn at once.
    pub fn drawn(&mut self, now: Duration) -> bool {
        if self.canvas().picture().is_some() {
            self.pictures.sent(now + self.clock().scaled(PATIENCE));
        }
        let is_first = std::mem::take(&mut self.words_first);
        if let Some(read) = self.log_later.take().filter(|_| is_first) {
            self.take_in_log(&read(), now);
        }
        is_first
    }

    /// Whether the terminal was asked about pictures and has not replied.
    pub(crate) fn is_asking(&self) -> bool {
        self.pictures.deadline().is_some()
    }

    /// Begins with a session at a reading of the clock: the way back from it leads out of the program.
    pub fn play(&mut self, start: impl Into<Start>, now: Duration) {
        let notice = self.notice.take();
        self.screen = self.player(start.into(), now);
        // It can be read until the work begins.
        self.notice = notice.or(self.notice.take());
        self.behind.clear();
    }

    /// Leaves the figure out of the first frame of the menu, so that the words are there sooner.
    pub fn words_first(&mut self) {
        self.words_first = true;
    }

    /// Begins with the menu at a reading of the clock.
    pub fn begin(&mut self, now: Duration) {
        self.now = now;
        self.home.begin(now);
    }

    fn player(&mut self, start: Start, now: Duration) -> Screen {
        // It was offered, and something was started.
        self.left = None;
        let cues = self.playback.start(start, now);
        self.forget_ratings();
        self.take_in_cues(&cues);
        Screen::Player { question: None, scroll: Scroll::default() }
    }

    /// Goes on to another screen, from which there is a way back.
    fn open(&mut self, screen: Screen) {
        self.behind.push(std::mem::replace(&mut self.screen, screen));
    }

    /// Goes one level back; from the first, out of the program.
    fn back(&mut self) -> Reply {
        match self.behind.pop() {
            Some(screen) => {
                if let Screen::Help { stood: false, .. } = std::mem::replace(&mut self.screen, screen) {
                    self.command(Command::Resume, self.now);
                }
                Reply::Continue
            }
            None => Reply::Quit,
        }
    }

    pub fn resize(&mut self, area: Rect) {
        self.changed |= area != self.area;
        self.area = area;
    }

    /// Tells the pixels of a cell of the window; zero if that is not known.
    pub fn rescale(&mut self, cell: Size) {
        self.changed |= cell != self.cell;
        self.cell = cell;
    }

    fn command(&mut self, command: Command, now: Duration) {
        let cues = self.playback.command(command, now);
        self.take_in_cues(&cues);
    }

    fn take_in_cues(&mut self, cues: &[Cue]) {
        self.changed |= !cues.is_empty();
        if cues.iter().any(|cue| cue.kind == CueKind::Started) {
            // The notice has been there for a while.
            self.notice = None;
        }
        self.collect_warnings();
    }

    fn collect_warnings(&mut self) {
        while let Some(warning) = self.playback.take_warning() {
            self.notice = Some(warning.clone());
            // Shown in every session that has it, printed once when all are over.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// The reading of the clock at which something changes by itself, to be seen or heard.
    pub fn deadline(&self) -> Option<Duration> {
        let told = self.told.as_ref().map(|(_, until)| *until);
        let all = [
            self.next_movement(),
            self.playback.deadline(),
            self.foot.deadline(),
            self.saves_theme,
            self.pictures.deadline(),
            told,
        ];
        all.into_iter().flatten().min()
    }
}
