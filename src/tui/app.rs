//! The screens as one state: what an event makes of it, what it shows, and when it changes by itself.
//!
//! It reads no clock and touches no terminal; both are handed in, so that whole evenings of key presses
//! are tested in microseconds.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    ears::Ears,
    input::Event,
    keys::{Action, Place, action},
    screens::{
        help::{Help, HelpView},
        home::{Home, HomeView, Item, Preview},
        player::{Player, Stage},
        read::{Read, ReadView, scrolled},
        summary::{SummaryView, rows},
    },
    theme::{Theme, Themes},
};
use crate::{
    content::model::Library,
    ended::HANGUP,
    figure::Marker,
    listener::{Listeners, flash::Flash},
    pages::Page,
    plan::{Choices, Plan},
    session::{ADJUSTMENT, Command, Pace, Session, summary::Summary},
};

/// The whole program, as far as it can be seen.
pub struct App {
    library: Library,
    home: Home,
    screen: Screen,
    theme: Theme,
    marker: Option<Marker>,
    reduced_motion: bool,
    pace: Pace,
    ears: Ears,
    themes: Option<Themes>,
    area: Rect,
    now: Duration,
}

enum Screen {
    Home,
    Read(Read),
    Player { session: Box<Session>, question: Option<Question> },
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
pub enum Flow {
    /// Go on.
    Continue,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// End, because the user wants to.
    Quit,
    /// End with the code of a signal: its number.
    Signal(i32),
}

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
            reduced_motion: false,
            pace,
            ears: Ears::default(),
            themes: None,
            area: Rect::ZERO,
            now: Duration::ZERO,
        }
    }

    /// Shows the figure, drawn with a marker; with `reduced_motion` without a movement between its key poses.
    #[must_use]
    pub fn with_figure(self, marker: Option<Marker>, reduced_motion: bool) -> Self {
        Self { marker, reduced_motion, ..self }
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

    /// Brings those who listen to an end with the program; see [`Ears::finish`].
    pub fn finish_listening(&mut self, grace: Duration) -> Vec<String> {
        // On a way out without an event, such as a terminal that cannot be written to, nobody has been told.
        self.ask(Command::Stop, self.now);
        self.ears.finish(grace)
    }

    fn stage(&self) -> Stage<'_> {
        Stage { figures: self.library.figures(), marker: self.marker, reduced_motion: self.reduced_motion }
    }

    /// Starts a session at a reading of the clock.
    pub fn play(&mut self, plan: Plan, now: Duration) {
        let (session, cues) = Session::new(plan, self.pace, now);
        let session = Box::new(session);
        self.ears.tell(&cues, &session, now);
        self.screen = Screen::Player { session, question: None };
    }

    /// Tells the size of the window.
    pub fn resize(&mut self, area: Rect) {
        self.area = area;
    }

    /// Brings the session, if one is on, up to a reading of the clock.
    pub fn look(&mut self, now: Duration) {
        self.now = now;
        if let Some(session) = self.screen.session() {
            session.set_speaking(self.ears.is_speaking());
            let cues = session.look(now);
            self.ears.tell(&cues, session, now);
        }
        self.ears.wake(now);
        self.finish();
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
        self.next_sight().into_iter().chain(self.ears.deadline()).min()
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
    pub fn update(&mut self, event: Event, now: Duration) -> Flow {
        if event == Event::Child {
            // The session may be waiting for what has ended.
            self.ears.reap();
        }
        self.look(now);
        let flow = match event {
            Event::Key(key) => action(self.place(), key).map_or(Flow::Continue, |action| self.act(action, now)),
            Event::Resized | Event::Child => Flow::Continue,
            Event::Suspend => {
                self.ask(Command::Pause, now);
                Flow::Suspend
            }
            Event::Continued => {
                self.ask(Command::Pause, now);
                Flow::Continue
            }
            Event::End(signal) => Flow::Signal(signal),
            Event::Gone => Flow::Signal(HANGUP),
        };
        if let Flow::Quit | Flow::Signal(_) = flow {
            // Whoever listens must hear that it is over.
            self.ask(Command::Stop, now);
        }
        self.finish();
        flow
    }

    fn preview(&self) -> Preview {
        Preview { marker: self.marker, reduced_motion: self.reduced_motion, now: self.now }
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
        }
    }

    fn act(&mut self, action: Action, now: Duration) -> Flow {
        match action {
            Action::QuitNow => return Flow::Signal(INTERRUPT),
            Action::Suspend => {
                self.ask(Command::Pause, now);
                return Flow::Suspend;
            }
            Action::Help => {
                // Nobody holds a stretch while reading about keys.
                self.ask(Command::Pause, now);
                let help = Help { about: self.place(), scroll: 0 };
                let behind = Box::new(std::mem::replace(&mut self.screen, Screen::Home));
                self.screen = Screen::Help { help, behind };
                return Flow::Continue;
            }
            _ => {}
        }
        let area = self.area;
        match &mut self.screen {
            Screen::Home => return self.at_home(action, now),
            Screen::Read(read) => match action {
                Action::Quit => return Flow::Quit,
                Action::Leave => self.screen = Screen::Home,
                action => read.turn(action, &self.library, area),
            },
            Screen::Player { .. } => return self.in_session(action, now),
            Screen::Summary { summary, plan, scroll } => match action {
                Action::Quit => return Flow::Quit,
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
        Flow::Continue
    }

    fn at_home(&mut self, action: Action, now: Duration) -> Flow {
        self.ears.notice = None;
        match action {
            Action::Theme => {
                if let Some(themes) = &mut self.themes {
                    self.ears.notice = Some(themes.turn());
                    self.theme = themes.theme();
                }
            }
            Action::Quit => return Flow::Quit,
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
        Flow::Continue
    }

    fn in_session(&mut self, action: Action, now: Duration) -> Flow {
        let Screen::Player { session, question } = &mut self.screen else { return Flow::Continue };
        let stands = session.is_paused() || session.is_waiting();
        if let Some(Question { stood }) = *question {
            match action {
                // Asked once: a second q means it.
                Action::Quit => return Flow::Quit,
                Action::StopHere => self.ask(Command::Stop, now),
                Action::GoOn => {
                    *question = None;
                    if !stood {
                        self.ask(Command::Resume, now);
                    }
                }
                _ => {}
            }
            return Flow::Continue;
        }
        let command = match action {
            Action::Quit | Action::Leave => {
                *question = Some(Question { stood: stands });
                Command::Pause
            }
            Action::Pause if stands => Command::Resume,
            Action::Pause => Command::Pause,
            Action::RepsDone if session.is_waiting() => Command::Resume,
            Action::Next => Command::Next,
            Action::Back => Command::Back,
            Action::Restart => Command::Restart,
            Action::NextStretch => Command::NextStretch,
            Action::PreviousStretch => Command::PreviousStretch,
            Action::Longer => Command::Adjust(ADJUSTMENT),
            Action::Shorter => Command::Adjust(-ADJUSTMENT),
            Action::RepsDone => Command::Done,
            Action::SayAgain => Command::SayAgain,
            Action::Mute => {
                self.ears.mute();
                self.look(now);
                return Flow::Continue;
            }
            _ => return Flow::Continue,
        };
        self.ask(command, now);
        Flow::Continue
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
        match &self.screen {
            Screen::Home => {
                HomeView { home: &self.home, library, preview: self.preview(), notice, theme }.render(area, buffer);
            }
            Screen::Read(read) => ReadView { read: *read, library, theme }.render(area, buffer),
            Screen::Player { session, question } => {
                Player {
                    session,
                    asking: question.is_some(),
                    muted: self.ears.muted,
                    scroll: 0,
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
        self.ears.draw(area, theme.base(), buffer);
    }
}
