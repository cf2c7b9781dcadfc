//! The screens as one state: what an event makes of it, what it shows, and when it changes by itself.
//!
//! It reads no clock and touches no terminal; both are handed in, so that whole evenings of key presses
//! are tested in microseconds.

mod choosing;
mod playing;
mod sight;

use std::{
    cell::{Ref, RefCell},
    iter,
    time::Duration,
};

use ratatui::layout::{Rect, Size};

use self::playing::Scroll;
use super::{
    ability::{Ability, PATIENCE},
    feedback::Feedback,
    foot::Foot,
    input::TerminalEvent,
    keys::{Action, Keys},
    screens::{
        help::{self, Help},
        home::{self, Home, Item},
        player,
        read::Read,
        summary,
    },
    theme::{Theme, Themes},
    typing::Typing,
};
use crate::{
    content::model::Library,
    exit::{HANGUP, INTERRUPT},
    figure::{Canvas, Marker},
    listener::Listeners,
    pages::{self, Page},
    plan::{Choices, Plan},
    session::{Command, Pace, Session, clock::Clock, summary::Summary},
    tui::flash::Flash,
};

/// The whole program, as far as it can be seen.
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
    pace: Pace,
    feedback: Feedback,
    themes: Option<Themes>,
    /// When the theme is to be kept.
    settles: Option<Duration>,
    /// What there is to tell of the theme, and until when.
    told: Option<(String, Duration)>,
    foot: Foot,
    clock: Clock,
    area: Rect,
    now: Duration,
    /// Whether something was done since it was last asked for.
    changed: bool,
}

enum Screen {
    Home,
    Find {
        text: String,
        before: Option<Item>,
    },
    Item {
        scroll: usize,
    },
    Read(Read),
    Player {
        session: Box<Session>,
        question: Option<Question>,
        scroll: Scroll,
    },
    Summary {
        summary: Summary,
        plan: Box<Plan>,
        scroll: usize,
    },
    /// `stood` says whether the session behind it stood still before.
    Help {
        help: Help,
        stood: bool,
    },
}

/// The question whether to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    /// Whether it stood still before.
    stood: bool,
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
    /// A menu of a library, whose sessions go at a pace.
    #[must_use]
    pub fn new(library: Library, choices: impl Into<Choices>, theme: Theme, pace: Pace) -> Self {
        let home = Home::new(&library, choices.into());
        Self {
            library,
            home,
            screen: Screen::Home,
            behind: Vec::new(),
            theme,
            marker: None,
            pictures: Ability::None,
            cell: Size::ZERO,
            reduced_motion: false,
            words_first: false,
            canvas: RefCell::default(),
            pace,
            feedback: Feedback::default(),
            themes: None,
            settles: None,
            told: None,
            foot: Foot::new(Clock::new(1.0)),
            clock: Clock::new(1.0),
            area: Rect::ZERO,
            now: Duration::ZERO,
            changed: true,
        }
    }

    /// Shows the figure, drawn with a marker; with `reduced_motion` without a movement between its key poses.
    #[must_use]
    pub fn with_figure(self, marker: Option<Marker>, reduced_motion: bool) -> Self {
        Self { marker, reduced_motion, ..self }
    }

    /// Shows the figure as a picture, as long as nothing says that the terminal cannot.
    #[must_use]
    pub fn with_pictures(self, wanted: bool) -> Self {
        Self { pictures: if wanted { Ability::Unknown } else { Ability::None }, ..self }
    }

    /// Has its sessions listened to, and their signals seen at the edge of the screen if there is a flash.
    #[must_use]
    pub fn with_listeners(self, listeners: Listeners, flash: Option<Flash>) -> Self {
        Self { feedback: Feedback::new(listeners, flash), ..self }
    }

    /// Lets the user go through the themes.
    #[must_use]
    pub fn with_themes(self, themes: Themes) -> Self {
        Self { themes: Some(themes), ..self }
    }

    /// Has something told to the user on the first screen.
    #[must_use]
    pub fn with_notice(mut self, notice: Option<String>) -> Self {
        self.feedback.notice = notice;
        self
    }

    /// Goes by a clock that may be faster than the wall's; to be said before anything with a time of its own.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, foot: self.foot.by(clock), ..self }
    }

    /// Leaves by itself, so long after the last key, wherever it waits for one.
    #[must_use]
    pub fn with_linger(mut self, after: Option<Duration>) -> Self {
        if let Some(after) = after {
            self.foot.lingers(after);
        }
        self
    }

    /// The window opened while somebody may be typing in another one: those keys are left out.
    pub fn opened_over(&mut self, typing: Typing) {
        self.foot.opened_over(typing);
    }

    /// Whether it has changed since this was last asked: whether a frame is worth drawing before anything is due.
    pub fn changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Keeps what is to be kept, and brings those who listen to an end with the program; see [`Feedback::shut_down`]. Returns
    /// what went wrong.
    pub fn finish_listening(&mut self, grace: Duration) -> Vec<String> {
        // On a way out without an event, such as a terminal that cannot be written to, nobody has been told.
        self.ask(Command::Stop, self.now);
        let mut warnings: Vec<_> = self.settle().into_iter().collect();
        warnings.extend(self.feedback.shut_down(grace));
        warnings
    }

    /// Keeps the theme, if another was chosen. Returns what went wrong.
    fn settle(&mut self) -> Option<String> {
        self.settles = None;
        self.themes.as_mut().and_then(|themes| themes.settle().err())
    }

    fn settle_in_sight(&mut self) {
        if let Some(warning) = self.settle() {
            self.feedback.notice = Some(warning);
            self.told = None;
        }
    }

    /// What the figure is drawn with now.
    fn marker(&self) -> Option<Marker> {
        let pictured = self.pictures.is_on() && self.theme.is_coloured() && self.cell.width > 0 && self.cell.height > 0;
        if pictured { self.marker.map(|_| Marker::Pixels(self.cell)) } else { self.marker }
    }

    /// What the figure was drawn on: a picture is fetched from there.
    #[must_use]
    pub fn canvas(&self) -> Ref<'_, Canvas> {
        self.canvas.borrow()
    }

    /// What it shows was drawn at a reading of the clock. Returns whether it has more to show at once.
    pub fn drawn(&mut self, now: Duration) -> bool {
        if self.canvas().picture().is_some() {
            self.pictures.sent(now + self.clock.scaled(PATIENCE));
        }
        std::mem::take(&mut self.words_first)
    }

    /// Whether the terminal was asked about pictures and has not replied.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.pictures.deadline().is_some()
    }

    /// Begins with a session at a reading of the clock: the way back from it leads out of the program.
    pub fn play(&mut self, plan: Plan, now: Duration) {
        self.screen = self.player(plan, now);
        self.behind.clear();
    }

    /// Leaves the figure out of the first frame of the menu: nobody waits for it to read the words.
    pub fn words_first(&mut self) {
        self.words_first = true;
    }

    /// Begins with the menu at a reading of the clock.
    pub fn begin(&mut self, now: Duration) {
        self.now = now;
        self.home.begin(now);
    }

    fn player(&mut self, plan: Plan, now: Duration) -> Screen {
        let (session, cues) = Session::new(plan, self.pace, now);
        let session = Box::new(session);
        self.feedback.tell(&cues, &session, now);
        Screen::Player { session, question: None, scroll: Scroll::default() }
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
                    self.ask(Command::Resume, self.now);
                }
                Reply::Continue
            }
            None => Reply::Quit,
        }
    }

    /// Tells the size of the window.
    pub fn resize(&mut self, area: Rect) {
        self.changed |= area != self.area;
        self.area = area;
    }

    /// Tells the pixels of a cell of the window; zero if that is not known.
    pub fn rescale(&mut self, cell: Size) {
        self.changed |= cell != self.cell;
        self.cell = cell;
    }

    /// Brings the session, if one is on, up to a reading of the clock. That may be the end, if nobody is there.
    pub fn look(&mut self, now: Duration) -> Reply {
        self.now = now;
        if let Some(session) = session(&mut self.screen, &mut self.behind) {
            session.set_speaking(self.feedback.is_speaking());
            let cues = session.look(now);
            self.feedback.tell(&cues, session, now);
            self.changed |= !cues.is_empty();
        }
        self.feedback.on_deadline(now);
        self.changed |= self.pictures.gives_up(now);
        if self.settles.is_some_and(|settles| settles <= now) {
            self.settle_in_sight();
        }
        self.changed |= self.told.take_if(|(_, until)| *until <= now).is_some();
        self.finish();
        if self.is_time_to_leave(now) { self.leave(Reply::Quit, now) } else { Reply::Continue }
    }

    /// Whether a key has been waited for long enough.
    fn is_time_to_leave(&mut self, now: Duration) -> bool {
        let waits = session(&mut self.screen, &mut self.behind).is_none_or(|session| session.stands_still());
        self.foot.look(waits, now)
    }

    /// Leaves. Whoever listens must hear that it is over.
    fn leave(&mut self, how: Reply, now: Duration) -> Reply {
        self.ask(Command::Stop, now);
        self.finish();
        how
    }

    /// Asks something of the session, if one is on.
    fn ask(&mut self, command: Command, now: Duration) {
        if let Some(session) = session(&mut self.screen, &mut self.behind) {
            let cues = session.command(command, now);
            self.feedback.tell(&cues, session, now);
        }
    }

    /// The reading of the clock at which something changes by itself, on the screen or for the ear.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let told = self.told.as_ref().map(|(_, until)| *until);
        let all = [
            self.next_sight(),
            self.feedback.deadline(),
            self.foot.deadline(),
            self.settles,
            self.pictures.deadline(),
            told,
        ];
        all.into_iter().flatten().min()
    }

    /// Takes in an event at a reading of the clock.
    pub fn update(&mut self, event: TerminalEvent, now: Duration) -> Reply {
        let before = self.line();
        if event == TerminalEvent::Child {
            // The session may be waiting for what has ended.
            self.feedback.reap();
        }
        let used_up = self.is_used_up(event, now);
        if let Reply::Quit = self.look(now) {
            return Reply::Quit;
        }
        let flow = if used_up { Reply::Continue } else { self.take_in(event, now) };
        self.changed |= self.line() != before;
        match flow {
            Reply::Quit | Reply::Signal(_) => self.leave(flow, now),
            Reply::Continue | Reply::Suspend => {
                self.finish();
                // What has just been asked for may be what waits.
                if self.is_time_to_leave(now) { self.leave(Reply::Quit, now) } else { flow }
            }
        }
    }

    /// The line at the foot, and the notice.
    fn line(&self) -> (Option<String>, Option<String>) {
        (self.foot.line(self.now).map(Into::into), self.feedback.notice.clone())
    }

    /// Whether an event does nothing further. Only Ctrl-C always does.
    fn is_used_up(&mut self, event: TerminalEvent, now: Duration) -> bool {
        match event {
            TerminalEvent::Key(key) => self.foot.key(now) && self.keys().action(key) != Some(Action::QuitNow),
            TerminalEvent::Pasted => self.foot.key(now),
            TerminalEvent::Continued => {
                self.foot.attend(now);
                false
            }
            _ => false,
        }
    }

    fn take_in(&mut self, event: TerminalEvent, now: Duration) -> Reply {
        match event {
            TerminalEvent::Key(key) => {
                if let Some(action) = self.keys().action(key) {
                    self.changed = true;
                    return self.act(action, now);
                }
                self.type_key(key, now);
                Reply::Continue
            }
            TerminalEvent::PastedLetter(letter) => {
                self.type_in(letter, now);
                Reply::Continue
            }
            TerminalEvent::Pasted if matches!(self.screen, Screen::Find { .. }) => Reply::Continue,
            TerminalEvent::Pasted => {
                self.foot.tell("pasted text is left out".into(), now);
                Reply::Continue
            }
            TerminalEvent::Pictures(can) => {
                self.pictures.replied(can);
                self.changed |= !can;
                Reply::Continue
            }
            TerminalEvent::Resized => {
                self.changed = true;
                Reply::Continue
            }
            TerminalEvent::Suspend => self.suspend(now),
            TerminalEvent::Continued => {
                self.ask(Command::Pause, now);
                self.changed = true;
                Reply::Continue
            }
            TerminalEvent::Child => Reply::Continue,
            TerminalEvent::End(signal) => Reply::Signal(signal),
            TerminalEvent::Gone => Reply::Signal(HANGUP),
        }
    }

    /// Gets ready to give way to the shell, which may be for ever.
    fn suspend(&mut self, now: Duration) -> Reply {
        self.ask(Command::Pause, now);
        self.settle_in_sight();
        self.changed = true;
        Reply::Suspend
    }

    fn keys(&self) -> &'static Keys {
        match &self.screen {
            Screen::Home => self.home.keys(),
            Screen::Find { .. } => &home::FIND_KEYS,
            Screen::Item { .. } => &home::ITEM_KEYS,
            Screen::Read(read) => read.keys(),
            Screen::Player { question: None, .. } => &player::KEYS,
            Screen::Player { .. } => &player::QUESTION_KEYS,
            Screen::Summary { .. } => &summary::KEYS,
            Screen::Help { .. } => &help::KEYS,
        }
    }

    /// Goes on to the summary when the session is over.
    fn finish(&mut self) {
        let over = match &self.screen {
            Screen::Player { session, .. } if session.end().is_some() => Some(session),
            _ => None,
        };
        if let Some(session) = over {
            let (summary, plan) = (session.summary(), Box::new(session.plan().clone()));
            self.screen = Screen::Summary { summary, plan, scroll: 0 };
            self.foot.untell();
        }
    }

    fn act(&mut self, action: Action, now: Duration) -> Reply {
        match action {
            Action::QuitNow => return Reply::Signal(INTERRUPT),
            Action::Suspend => return self.suspend(now),
            Action::Help => {
                // Nobody holds a stretch while reading about keys.
                let stood = self.screen.session().is_none_or(|session| session.stands_still());
                self.ask(Command::Pause, now);
                let help = Help { about: self.keys(), scroll: 0 };
                self.open(Screen::Help { help, stood });
                return Reply::Continue;
            }
            Action::StopSigns if !pages::is_written(&self.library, Page::StopSigns) => return Reply::Continue,
            Action::StopSigns => {
                // Whoever looks at them has a reason to stand still.
                self.ask(Command::Pause, now);
                self.open(Screen::Read(Read::new(Page::StopSigns)));
                return Reply::Continue;
            }
            Action::Leave => return self.leave_screen(now),
            _ => {}
        }
        let area = self.area;
        match &mut self.screen {
            Screen::Home | Screen::Find { .. } | Screen::Item { .. } => return self.choosing(action, now),
            Screen::Read(read) => read.turn(action, &self.library, area),
            Screen::Player { .. } => return self.in_session(action, now),
            Screen::Summary { plan, .. } if action == Action::Menu => {
                self.home.choose_planned(plan, &self.library, now);
                self.screen = Screen::Home;
                self.behind.clear();
            }
            Screen::Summary { .. } => self.scroll_summary(action),
            Screen::Help { help, .. } => help.turn(action, area),
        }
        Reply::Continue
    }
}

/// The session, also one that waits behind another screen.
fn session<'a>(screen: &'a mut Screen, behind: &'a mut [Screen]) -> Option<&'a mut Session> {
    iter::once(screen).chain(behind).find_map(Screen::session)
}

impl Screen {
    fn session(&mut self) -> Option<&mut Session> {
        if let Self::Player { session, .. } = self { Some(session) } else { None }
    }
}
