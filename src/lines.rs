//! A session in lines: the loop of the skins without a screen. Lines go out as things happen, and lines that come
//! in are commands.
//!
//! Like the loop of the screens it waits for the next event or the next moment at which something happens, and does
//! nothing in between. What a line says is the business of the skins.

mod input;

use std::{
    io::{self, ErrorKind, IsTerminal, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

#[cfg(unix)]
use self::input::signals;
use self::input::{LineEvent, has_gone, lines};
use crate::{
    ascii,
    ended::{self, Ended, HANGUP},
    linger::Linger,
    listener::{Heard, Listener, Listeners},
    plan::Plan,
    session::{Command, LONGEST_WAIT, Pace, Session, clock::Clock, cue::Cue},
};

/// A skin that is made of lines.
pub trait Skin {
    /// The lines of a cue, each with its line break.
    fn tell(&mut self, heard: &Heard<'_>) -> String;

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
    /// Nothing.
    Nothing,
    /// Something of the session.
    Of(Command),
    /// Silence, or sound again.
    Mute,
    /// Lines to read, while the session stands still.
    Reading(String),
    /// Lines that answer it.
    Answer(String),
}

/// What a session in lines is made of.
pub struct Lines<'a> {
    /// The skin.
    skin: &'a mut dyn Skin,
    /// Who listens.
    listeners: &'a mut Listeners,
    /// The clock.
    clock: Clock,
    /// Whether lines that come in are commands.
    reads: bool,
    /// Whether nobody may be heard.
    muted: bool,
    /// When it leaves because nobody is there, and what of that has been counted.
    patience: Option<Linger>,
    counted: Option<u128>,
    /// How long it has waited already for what came after the end, on the wall.
    lingered: Duration,
}

/// What is outside: what happens there, and how the next line is asked for.
struct Outside {
    events: Receiver<LineEvent>,
    /// One line at a time: a writer that is faster than us has to wait, so that no memory fills with lines.
    next: Sender<()>,
}

impl Outside {
    fn ask(&self) {
        // Where no lines are read nobody listens.
        let _ = self.next.send(());
    }
}

impl<'a> Lines<'a> {
    /// A skin beside which listeners listen. `reads` tells whether lines that come in are commands.
    pub fn new(skin: &'a mut dyn Skin, listeners: &'a mut Listeners, clock: Clock, reads: bool) -> Self {
        Self { skin, listeners, clock, reads, muted: false, patience: None, counted: None, lingered: Duration::ZERO }
    }

    /// Leaves by itself, so long after the last line, where it waits for one.
    #[must_use]
    pub fn with_linger(self, after: Option<Duration>) -> Self {
        Self { patience: after.map(|after| Linger::new(after, self.clock)), ..self }
    }
}

impl Lines<'_> {
    /// Does a plan from its beginning to its end. What cannot be written because nobody reads any more ends it
    /// quietly.
    ///
    /// # Errors
    /// When signals cannot be caught, threads cannot be started, or lines cannot be written.
    pub fn run(&mut self, plan: Plan, pace: Pace) -> io::Result<Ended> {
        ended::after_a_panic();
        // Asked later, one that has gone meanwhile would seem never to have been one.
        let (on_terminal, typed) = (io::stdout().is_terminal(), io::stdin().is_terminal());
        let (sender, events) = channel();
        let (next, asked) = channel();
        #[cfg(unix)]
        signals(sender.clone())?;
        if self.reads {
            let sender = sender.clone();
            thread::Builder::new().name("lines".into()).spawn(move || lines(&sender, &asked, typed))?;
        }
        let ended = match self.follow(plan, pace, &Outside { events, next }) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Ended::Quit),
            // Whether or not a signal says so.
            Err(_) if on_terminal && has_gone(&io::stdout()) => Ok(Ended::Signal(HANGUP)),
            ended => ended,
        };
        // Until here a channel without lines and signals waited for nobody.
        drop(sender);
        if !matches!(ended, Ok(Ended::Quit)) {
            // Whoever sent a signal does not wait for last words.
            self.listeners.mute(true);
        }
        let grace = ended.as_ref().map_or(Duration::ZERO, |ended| ended.grace());
        self.listeners.finish(grace.saturating_sub(self.lingered));
        self.report();
        ended
    }

    fn follow(&mut self, plan: Plan, pace: Pace, outside: &Outside) -> io::Result<Ended> {
        let now = self.clock.now();
        let (mut session, cues) = Session::new(plan, pace, now);
        let told = self.tell(&cues, &session, now);
        let ended = told.and_then(|()| self.go_on(&mut session, outside));
        if session.end().is_none() {
            // Nobody reads any more, but whoever listens must hear that it is over.
            let now = self.clock.now();
            self.listeners.tell(&session.command(Command::Stop, now), &session, now);
        }
        ended
    }

    fn go_on(&mut self, session: &mut Session, outside: &Outside) -> io::Result<Ended> {
        let mut reads = self.reads;
        outside.ask();
        while session.end().is_none() {
            if !reads && session.stands_still() {
                // Nobody is there who could say when to go on.
                self.ask(Command::Resume, session)?;
            }
            // What has just been asked for may be what waits.
            self.nobody_is_there(session)?;
            let lingers = self.patience.and_then(|patience| patience.deadline());
            let event = self.wait(session.next_change().into_iter().chain(lingers).min(), &outside.events);
            if let Some(LineEvent::Child) = event {
                // The session may be waiting for what has ended.
                self.listeners.reap();
            }
            self.look(session)?;
            let now = self.clock.now();
            let is_line = matches!(event, Some(LineEvent::Line(_)));
            // A line that says that somebody is there says nothing else.
            let attends = is_line && self.patience.as_mut().is_some_and(|patience| patience.attend(now));
            self.counted.take_if(|_| attends);
            if session.end().is_some() {
                // What came with the end comes too late: nothing is said after it.
                break;
            }
            if self.nobody_is_there(session)? {
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
                    return Ok(Ended::Signal(signal));
                }
            }
            self.report();
        }
        Ok(self.linger(&outside.events))
    }

    /// Whether it is time to leave, because a line is waited for and none comes. The last seconds before that are told.
    fn nobody_is_there(&mut self, session: &Session) -> io::Result<bool> {
        let now = self.clock.now();
        let Some(patience) = &mut self.patience else { return Ok(false) };
        let leaves = patience.look(session.stands_still(), now);
        let left = patience.left(now);
        if left != self.counted
            && let Some(left) = left.filter(|_| !leaves)
        {
            write(&self.skin.leaves_in(left, self.counted.is_none()))?;
        }
        self.counted = left;
        Ok(leaves)
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
            Request::Reading(lines) => {
                write(&lines)?;
                self.ask(Command::Pause, session)
            }
            Request::Answer(lines) => write(&lines),
        }
    }

    /// Brings the session up to now.
    fn look(&mut self, session: &mut Session) -> io::Result<()> {
        let now = self.clock.now();
        session.set_speaking(self.listeners.is_speaking());
        let cues = session.look(now);
        self.tell(&cues, session, now)?;
        self.listeners.wake(now);
        Ok(())
    }

    /// Lets the listeners end what they began with the last cue: the voice says its last words.
    fn linger(&mut self, events: &Receiver<LineEvent>) -> Ended {
        let start = Instant::now();
        let now = self.clock.now();
        let (end, silent) = (now + self.clock.scaled(Ended::Quit.grace()), now + self.clock.scaled(LONGEST_WAIT));
        loop {
            let until = if self.listeners.is_speaking() { silent } else { end };
            let has_more = self.listeners.is_speaking() || self.listeners.deadline().is_some();
            if !has_more || self.clock.now() >= until {
                break;
            }
            match self.wait(Some(until), events) {
                Some(LineEvent::End(signal)) => return Ended::Signal(signal),
                Some(LineEvent::Child) => self.listeners.reap(),
                _ => {}
            }
            self.listeners.wake(self.clock.now());
        }
        self.lingered = start.elapsed().min(Ended::Quit.grace());
        Ended::Quit
    }

    fn ask(&mut self, command: Command, session: &mut Session) -> io::Result<()> {
        let now = self.clock.now();
        let cues = session.command(command, now);
        self.tell(&cues, session, now)
    }

    fn tell(&mut self, cues: &[Cue], session: &Session, now: Duration) -> io::Result<()> {
        let lines: String = cues.iter().map(|cue| self.skin.tell(&Heard { cue: *cue, session, now })).collect();
        let written = write(&lines);
        // Whoever listens hears of it all the same.
        self.listeners.tell(cues, session, now);
        written
    }

    /// Tells what went wrong, beside the lines.
    fn report(&mut self) {
        while let Some(trouble) = self.listeners.trouble() {
            let _ = writeln!(io::stderr(), "{}", ascii::written(&trouble));
        }
    }

    /// The next event, or none if a deadline comes first.
    fn wait(&self, next: Option<Duration>, events: &Receiver<LineEvent>) -> Option<LineEvent> {
        let deadline = next.into_iter().chain(self.listeners.deadline()).min();
        loop {
            let event = match deadline {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(deadline) => events.recv_timeout(self.clock.wall(deadline.saturating_sub(self.clock.now()))),
            };
            match (event, deadline) {
                (Ok(event), _) => return Some(event),
                // Woken early, nothing would have happened yet.
                (Err(RecvTimeoutError::Timeout), Some(deadline)) if self.clock.now() < deadline => {}
                (Err(RecvTimeoutError::Timeout), _) => return None,
                (Err(RecvTimeoutError::Disconnected), _) => return Some(LineEvent::Closed),
            }
        }
    }
}

/// Writes lines at once.
fn write(lines: &str) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(ascii::written(lines).as_bytes()).and_then(|()| out.flush())
}
