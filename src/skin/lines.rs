//! A session in lines: the loop of the skins without a screen. Lines go out as things happen, and lines that come
//! in are commands.
//!
//! Like the loop of the screens it waits for the next event or the next moment at which something happens, and does
//! nothing in between. What a line says is the business of the skins.

mod input;
mod outside;
mod patience;

use std::{
    io::{self, Write},
    time::{Duration, Instant},
};

pub use self::outside::Outside;
pub(crate) use self::{input::LineEvent, outside::write, patience::Patience};
use crate::{
    ascii,
    exit::ExitReason,
    listener::{Listener, Listeners},
    plan::Plan,
    session::{Command, LONGEST_WAIT, Pace, Session, clock::Clock, cue::Cue, cue_event::CueEvent},
};

/// A skin that is made of lines.
pub trait Skin {
    /// The lines of a cue, each with its line break.
    fn tell(&mut self, heard: &CueEvent<'_>) -> String;

    /// What a line that came in asks for.
    fn read(&mut self, line: &str, session: &Session) -> Request;

    /// The lines that say that it leaves in so many seconds unless a line comes. `first` tells whether they are the
    /// first to say so.
    fn leaves_in(&self, _seconds: u128, _first: bool) -> String {
        String::new()
    }
}

/// What a line that came in asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Nothing,
    Of(Command),
    /// Something of the session, after lines that say what it does.
    Telling(String, Command),
    Mute,
    Answer(String),
}

/// What a session in lines is made of.
pub struct Lines<'a> {
    skin: &'a mut dyn Skin,
    listeners: &'a mut Listeners,
    clock: Clock,
    /// Whether lines that come in are commands.
    reads: bool,
    /// Whether nobody may be heard.
    muted: bool,
    /// When it leaves because nobody is there, and whether it has.
    patience: Patience,
    deserted: bool,
    /// How long it has waited already for what came after the end, on the wall.
    lingered: Duration,
}

impl<'a> Lines<'a> {
    /// A skin beside which listeners listen. `reads` tells whether lines that come in are commands.
    pub fn new(skin: &'a mut dyn Skin, listeners: &'a mut Listeners, clock: Clock, reads: bool) -> Self {
        let patience = Patience::default();
        Self { skin, listeners, clock, reads, muted: false, patience, deserted: false, lingered: Duration::ZERO }
    }

    /// Leaves by itself, so long after the last line, where it waits for one.
    #[must_use]
    pub fn with_linger(self, after: Option<Duration>) -> Self {
        Self { patience: Patience::new(after, self.clock), ..self }
    }
}

impl Lines<'_> {
    /// Does a plan from its beginning to its end. What cannot be written because nobody reads any more ends it
    /// quietly.
    ///
    /// # Errors
    /// When signals cannot be caught, threads cannot be started, or lines cannot be written.
    pub fn run(&mut self, plan: Plan, pace: Pace) -> io::Result<ExitReason> {
        let outside = Outside::open(self.reads)?;
        let ended = self.follow(plan, pace, &outside);
        // Whoever sends a signal from here on does not want to wait.
        drop(outside);
        self.finish(ended)
    }

    /// The same in the middle of something else. Returns nothing if that goes on now.
    ///
    /// # Errors
    /// When lines cannot be written.
    pub fn run_within(&mut self, outside: &Outside, plan: Plan, pace: Pace) -> io::Result<Option<ExitReason>> {
        let ended = self.follow(plan, pace, outside);
        let ended = self.finish(ended)?;
        Ok((self.deserted || ended != ExitReason::Quit).then_some(ended))
    }

    /// Does a plan from its beginning to its end, and has whoever listens told of that.
    fn follow(&mut self, plan: Plan, pace: Pace, outside: &Outside) -> io::Result<ExitReason> {
        let now = self.clock.now();
        let (mut session, cues) = Session::new(plan, pace, now);
        let told = self.tell(&cues, &session, now);
        let ended = told.and_then(|()| self.go_on(&mut session, outside));
        if session.end().is_none() {
            // Nobody reads any more, but whoever listens must hear that it is over.
            let now = self.clock.now();
            self.listeners.tell(&session.command(Command::Stop, now), &session, now);
        }
        outside.ended(ended)
    }

    fn finish(&mut self, ended: io::Result<ExitReason>) -> io::Result<ExitReason> {
        if !matches!(ended, Ok(ExitReason::Quit)) {
            // Whoever sent a signal does not wait for last words.
            self.listeners.mute(true);
        }
        let grace = ended.as_ref().map_or(Duration::ZERO, |ended| ended.grace());
        self.listeners.shut_down(grace.saturating_sub(self.lingered));
        self.report();
        ended
    }

    fn go_on(&mut self, session: &mut Session, outside: &Outside) -> io::Result<ExitReason> {
        let mut reads = self.reads;
        if reads {
            outside.ask();
        }
        while session.end().is_none() {
            if !reads && session.stands_still() {
                // Nobody is there who could say when to go on.
                self.ask(Command::Resume, session)?;
            }
            // What has just been asked for may be what waits.
            self.nobody_is_there(session)?;
            let event = self.wait([session.next_change(), self.patience.deadline()], outside);
            if let Some(LineEvent::Child) = event {
                // The session may be waiting for what has ended.
                self.listeners.reap();
            }
            self.look(session)?;
            let now = self.clock.now();
            let is_line = matches!(event, Some(LineEvent::Line(_)));
            // A line that says that somebody is there says nothing else.
            let attends = is_line && self.patience.attend(now);
            if session.end().is_some() {
                // What came with the end comes too late: nothing is said after it. A signal is not for the session alone.
                if let Some(LineEvent::End(signal)) = event {
                    return Ok(ExitReason::Signal(signal));
                }
                break;
            }
            if self.nobody_is_there(session)? {
                self.deserted = true;
                self.ask(Command::Stop, session)?;
                break;
            }
            match event {
                None | Some(LineEvent::Child) => {}
                Some(LineEvent::Line(_)) if attends => outside.ask(),
                Some(LineEvent::Line(line)) => {
                    let asked = self.skin.read(&line, session);
                    self.answer(asked, session)?;
                    outside.ask();
                }
                Some(LineEvent::Closed) => reads = false,
                Some(LineEvent::End(signal)) => {
                    // The terminal that would show it may have gone.
                    let _ = self.ask(Command::Stop, session);
                    return Ok(ExitReason::Signal(signal));
                }
            }
            self.report();
        }
        Ok(self.linger(outside))
    }

    /// Whether it is time to leave, because a line is waited for and none comes. The last seconds before that are told.
    fn nobody_is_there(&mut self, session: &Session) -> io::Result<bool> {
        let now = self.clock.now();
        self.patience.look(session.stands_still(), now, |seconds, first| self.skin.leaves_in(seconds, first))
    }

    fn answer(&mut self, asked: Request, session: &mut Session) -> io::Result<()> {
        match asked {
            Request::Nothing => Ok(()),
            Request::Of(command) => self.ask(command, session),
            Request::Mute => {
                self.muted = !self.muted;
                self.listeners.mute(self.muted);
                write(if self.muted { "Sound off.\n" } else { "Sound on.\n" })?;
                self.look(session)
            }
            Request::Telling(lines, command) => {
                write(&lines)?;
                self.ask(command, session)
            }
            Request::Answer(lines) => write(&lines),
        }
    }

    /// Brings the session up to now.
    fn look(&mut self, session: &mut Session) -> io::Result<()> {
        let now = self.clock.now();
        session.set_speaking(self.listeners.is_speaking());
        let cues = session.advance_to(now);
        self.tell(&cues, session, now)?;
        self.listeners.on_deadline(now);
        Ok(())
    }

    /// Lets the listeners end what they began with the last cue: the voice says its last words.
    fn linger(&mut self, outside: &Outside) -> ExitReason {
        let start = Instant::now();
        let now = self.clock.now();
        let (end, silent) = (now + self.clock.scaled(ExitReason::Quit.grace()), now + self.clock.scaled(LONGEST_WAIT));
        loop {
            let until = if self.listeners.is_speaking() { silent } else { end };
            let has_more = self.listeners.is_speaking() || self.listeners.deadline().is_some();
            if !has_more || self.clock.now() >= until {
                break;
            }
            match self.wait([Some(until), None], outside) {
                Some(LineEvent::End(signal)) => return ExitReason::Signal(signal),
                Some(LineEvent::Child) => self.listeners.reap(),
                _ => {}
            }
            self.listeners.on_deadline(self.clock.now());
        }
        self.lingered = start.elapsed().min(ExitReason::Quit.grace());
        ExitReason::Quit
    }

    fn ask(&mut self, command: Command, session: &mut Session) -> io::Result<()> {
        let now = self.clock.now();
        let cues = session.command(command, now);
        self.tell(&cues, session, now)
    }

    fn tell(&mut self, cues: &[Cue], session: &Session, now: Duration) -> io::Result<()> {
        let lines: String = cues.iter().map(|cue| self.skin.tell(&CueEvent { cue: *cue, session, now })).collect();
        let written = write(&lines);
        // Whoever listens hears of it all the same.
        self.listeners.tell(cues, session, now);
        written
    }

    /// Tells what went wrong, beside the lines.
    fn report(&mut self) {
        while let Some(warning) = self.listeners.take_warning() {
            let _ = writeln!(io::stderr(), "{}", ascii::written(&warning));
        }
    }

    /// The next event, or none if a deadline comes first: one of these, or a listener's.
    fn wait(&self, deadlines: [Option<Duration>; 2], outside: &Outside) -> Option<LineEvent> {
        outside.wait(self.clock, deadlines.into_iter().flatten().chain(self.listeners.deadline()).min())
    }
}
