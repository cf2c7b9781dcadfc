//! The screens as one state: what an event makes of it, what it shows, and when it changes by itself.
//!
//! It reads no clock and touches no terminal; both are handed in, so that whole evenings of key presses
//! are tested in microseconds.

mod playing;

use std::{
    cell::{Ref, RefCell},
    time::Duration,
};

use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
    widgets::Widget,
};

use self::playing::Scroll;
use super::{
    ability::{Ability, PATIENCE},
    ears::Ears,
    foot::Foot,
    input::TerminalEvent,
    keys::{Action, Place, action},
    screens::{
        Frame,
        help::{Help, HelpView},
        home::{Home, HomeView, Item, Preview},
        player::{Player, Stage},
        read::{Read, ReadView, scrolled},
        summary::{SummaryView, rows},
    },
    theme::{Theme, Themes},
    typing::Typing,
};
use crate::{
    content::model::Library,
    ended::HANGUP,
    figure::{Canvas, Marker},
    listener::{Listeners, flash::Flash},
    pages::Page,
    plan::{Choices, Plan},
    session::{Command, Pace, Session, clock::Clock, summary::Summary},
};

/// The whole program, as far as it can be seen.
pub struct App {
    library: Library,
    home: Home,
    screen: Screen,
    theme: Theme,
    marker: Option<Marker>,
    /// Whether the figure is a picture.
    pictures: Ability,
    /// The pixels of a cell.
    cell: Size,
    reduced_motion: bool,
    /// What the figure was drawn on last.
    canvas: RefCell<Canvas>,
    pace: Pace,
    ears: Ears,
    themes: Option<Themes>,
    /// When the theme is to be kept.
    settles: Option<Duration>,
    foot: Foot,
    clock: Clock,
    area: Rect,
    now: Duration,
    /// Whether something was done since it was last asked for.
    changed: bool,
}

enum Screen {
    Home,
    Read(Read),
    Player { session: Box<Session>, question: Option<Question>, scroll: Scroll },
    Summary { summary: Summary, plan: Box<Plan>, scroll: usize },
    Help { help: Help, behind: Box<Screen> },
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
    /// Go on.
    Continue,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// End, because the user wants to.
    Quit,
    /// End with the code of a signal: its number.
    Signal(i32),
}

/// How long after its last change a theme is kept: somebody who goes through them all wants one.
const SETTLING: Duration = Duration::from_secs(1);

/// The number of SIGINT, the same on every system that has signals.
const INTERRUPT: i32 = 2;

impl App {
    /// A menu of a library, whose sessions go at a pace.
    #[must_use]
    pub fn new(library: Library, choices: impl Into<Choices>, theme: Theme, pace: Pace) -> Self {
        let home = Home::new(&library, choices.into());
        Self {
            library,
            home,
            screen: Screen::Home,
            theme,
            marker: None,
            pictures: Ability::None,
            cell: Size::ZERO,
            reduced_motion: false,
            canvas: RefCell::default(),
            pace,
            ears: Ears::default(),
            themes: None,
            settles: None,
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
        Self { ears: Ears::new(listeners, flash), ..self }
    }

    /// Lets the user go through the themes.
    #[must_use]
    pub fn with_themes(self, themes: Themes) -> Self {
        Self { themes: Some(themes), ..self }
    }

    /// Has something told to the user on the first screen.
    #[must_use]
    pub fn with_notice(mut self, notice: Option<String>) -> Self {
        self.ears.notice = notice;
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

    /// Keeps what is to be kept, and brings those who listen to an end with the program; see [`Ears::finish`]. Returns
    /// what went wrong.
    pub fn finish_listening(&mut self, grace: Duration) -> Vec<String> {
        // On a way out without an event, such as a terminal that cannot be written to, nobody has been told.
        self.ask(Command::Stop, self.now);
        let mut troubles: Vec<_> = self.settle().into_iter().collect();
        troubles.extend(self.ears.finish(grace));
        troubles
    }

    /// Keeps the theme, if another was chosen. Returns what went wrong.
    fn settle(&mut self) -> Option<String> {
        self.settles = None;
        self.themes.as_mut().and_then(|themes| themes.settle().err())
    }

    fn settle_in_sight(&mut self) {
        if let Some(trouble) = self.settle() {
            self.ears.notice = Some(trouble);
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

    /// What it shows was drawn at a reading of the clock.
    pub fn drawn(&mut self, now: Duration) {
        if self.canvas().picture().is_some() {
            self.pictures.sent(now + self.clock.scaled(PATIENCE));
        }
    }

    /// Whether the terminal was asked about pictures and has not replied.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.pictures.deadline().is_some()
    }

    fn stage(&self) -> Stage<'_> {
        let Self { reduced_motion, canvas, .. } = self;
        Stage { figures: self.library.figures(), marker: self.marker(), reduced_motion: *reduced_motion, canvas }
    }

    /// Starts a session at a reading of the clock.
    pub fn play(&mut self, plan: Plan, now: Duration) {
        let (session, cues) = Session::new(plan, self.pace, now);
        let session = Box::new(session);
        self.ears.tell(&cues, &session, now);
        self.screen = Screen::Player { session, question: None, scroll: Scroll::default() };
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
        if let Some(session) = self.screen.session() {
            session.set_speaking(self.ears.is_speaking());
            let cues = session.look(now);
            self.ears.tell(&cues, session, now);
            self.changed |= !cues.is_empty();
        }
        self.ears.wake(now);
        self.changed |= self.pictures.gives_up(now);
        if self.settles.is_some_and(|settles| settles <= now) {
            self.settle_in_sight();
        }
        self.finish();
        if self.is_time_to_leave(now) { self.leave(Reply::Quit, now) } else { Reply::Continue }
    }

    /// Whether a key has been waited for long enough.
    fn is_time_to_leave(&mut self, now: Duration) -> bool {
        let waits = self.screen.session().is_none_or(|session| session.stands_still());
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
        if let Some(session) = self.screen.session() {
            let cues = session.command(command, now);
            self.ears.tell(&cues, session, now);
        }
    }

    /// The reading of the clock at which something changes by itself, on the screen or for the ear.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let told = [self.ears.deadline(), self.foot.deadline(), self.settles, self.pictures.deadline()];
        told.into_iter().chain([self.next_sight()]).flatten().min()
    }

    fn next_sight(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Player { session, .. } => {
                let number = session.next_change();
                let movement = Player::next_movement(session, self.stage(), self.area);
                number.into_iter().chain(movement).min()
            }
            Screen::Home => HomeView {
                home: &self.home,
                library: &self.library,
                preview: self.preview(),
                notice: None,
                theme: self.theme,
            }
            .next_movement(self.area),
            _ => None,
        }
    }

    /// Takes in an event at a reading of the clock.
    pub fn update(&mut self, event: TerminalEvent, now: Duration) -> Reply {
        let before = self.line();
        if event == TerminalEvent::Child {
            // The session may be waiting for what has ended.
            self.ears.reap();
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
        (self.foot.line(self.now).map(Into::into), self.ears.notice.clone())
    }

    /// Whether an event does nothing further. Only Ctrl-C always does.
    fn is_used_up(&mut self, event: TerminalEvent, now: Duration) -> bool {
        match event {
            TerminalEvent::Key(key) => self.foot.key(now) && action(self.place(), key) != Some(Action::QuitNow),
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
            TerminalEvent::Key(key) => match action(self.place(), key) {
                Some(action) => {
                    self.changed = true;
                    self.act(action, now)
                }
                None => Reply::Continue,
            },
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

    fn preview(&self) -> Preview<'_> {
        let Self { reduced_motion, now, canvas, .. } = self;
        Preview { marker: self.marker(), reduced_motion: *reduced_motion, now: *now, canvas }
    }

    fn place(&self) -> Place {
        self.screen.place()
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
                self.ask(Command::Pause, now);
                let help = Help { about: self.place(), scroll: 0 };
                let behind = Box::new(std::mem::replace(&mut self.screen, Screen::Home));
                self.screen = Screen::Help { help, behind };
                return Reply::Continue;
            }
            _ => {}
        }
        let area = self.area;
        match &mut self.screen {
            Screen::Home => return self.at_home(action, now),
            Screen::Read(read) => match action {
                Action::Quit => return Reply::Quit,
                Action::Leave => self.screen = Screen::Home,
                action => read.turn(action, &self.library, area),
            },
            Screen::Player { .. } => return self.in_session(action, now),
            Screen::Summary { summary, plan, scroll } => match action {
                Action::Quit => return Reply::Quit,
                Action::Leave => self.screen = Screen::Home,
                Action::StopSigns => self.screen = Screen::Read(Read::new(Page::StopSigns)),
                action => {
                    let view = SummaryView { summary, plan, scroll: *scroll, theme: self.theme };
                    *scroll = scrolled(*scroll, action, view.length(area), rows(area));
                }
            },
            Screen::Help { help, behind } => match action {
                Action::Leave => self.screen = std::mem::replace(behind, Screen::Home),
                action => help.turn(action, area),
            },
        }
        Reply::Continue
    }

    fn at_home(&mut self, action: Action, now: Duration) -> Reply {
        self.ears.notice = None;
        match action {
            Action::Theme => {
                if let Some(themes) = &mut self.themes {
                    self.ears.notice = Some(themes.turn());
                    self.theme = themes.theme();
                    self.settles = Some(now + self.clock.scaled(SETTLING));
                }
            }
            Action::Quit => return Reply::Quit,
            Action::Open => match self.home.item(&self.library) {
                Some(Item::Do(choice)) => {
                    let plan = choice.plan(&self.library, self.home.choices);
                    self.play(plan, now);
                }
                Some(Item::Read(page)) => self.screen = Screen::Read(Read::new(page)),
                None => {}
            },
            Action::StopSigns => self.screen = Screen::Read(Read::new(Page::StopSigns)),
            Action::LeftOut if !self.library.left_out.is_empty() => {
                self.screen = Screen::Read(Read::new(Page::LeftOut));
            }
            Action::Dose => self.home.change_dose(&self.library),
            Action::Variant => self.home.change_variant(&self.library, now),
            action => self.home.choose(action, &self.library, now),
        }
        Reply::Continue
    }
}

impl Screen {
    fn place(&self) -> Place {
        match self {
            Self::Home => Place::Home,
            Self::Read(_) => Place::Read,
            Self::Player { question: None, .. } => Place::Player,
            Self::Player { .. } => Place::Question,
            Self::Summary { .. } => Place::Summary,
            Self::Help { .. } => Place::Help,
        }
    }

    /// The session, also one that waits behind the help.
    fn session(&mut self) -> Option<&mut Session> {
        match self {
            Self::Player { session, .. } => Some(session),
            Self::Help { behind, .. } => behind.session(),
            _ => None,
        }
    }
}

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let (library, theme, notice) = (&self.library, self.theme, self.ears.notice.as_deref());
        buffer.set_style(area, theme.base());
        self.canvas.borrow_mut().begin();
        match &self.screen {
            Screen::Home => {
                HomeView { home: &self.home, library, preview: self.preview(), notice, theme }.render(area, buffer);
            }
            Screen::Read(read) => ReadView { read: *read, library, theme }.render(area, buffer),
            Screen::Player { session, question, scroll } => {
                Player {
                    session,
                    asking: question.is_some(),
                    muted: self.ears.muted,
                    scroll: scroll.of(session),
                    notice,
                    stage: self.stage(),
                    theme,
                }
                .render(area, buffer);
            }
            Screen::Summary { summary, plan, scroll } => {
                SummaryView { summary, plan, scroll: *scroll, theme }.render(area, buffer);
            }
            Screen::Help { help, .. } => HelpView { help: *help, theme }.render(area, buffer),
        }
        if let Some(line) = self.foot.line(self.now) {
            Frame::of(self.place(), area).tell(buffer, theme, &line);
        }
        self.ears.draw(area, theme.base(), buffer);
    }
}
