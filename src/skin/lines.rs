//! A session in lines. Lines go out as things happen, and lines that come in are commands.
//!
//! What a line says is up to the skins that are made of lines.

mod countdown;
mod input;
mod last_words;
mod rating;

use std::io::{self, Write};
use std::time::{Duration, Instant};

pub(crate) use self::countdown::LingerCountdown;
pub(crate) use self::input::LineInput;
use self::last_words::LastWords;
use self::rating::RatingLines;
use crate::ascii;
use crate::exit::ExitReason;
use crate::log::resume::Start;
use crate::playback::Playback;
use crate::playback::event::Event;
use crate::playback::event_loop::EventHandler;
use crate::session::cue::{Cue, CueKind};
use crate::session::cue_event::CueEvent;
use crate::session::{Command, Session};

/// A skin that is made of lines.
pub trait Skin {
    /// The lines of a cue, each with its line break.
    fn tell(&mut self, event: &CueEvent<'_>) -> String;

    /// What a line that came in asks for.
    fn read(&mut self, line: &str, session: &Session) -> Request;

    /// The lines that say that it leaves in so many seconds unless a line comes. `is_first` says whether they are the
    /// first to say so.
    fn leaves_in(&self, _seconds: u128, _is_first: bool) -> String {
        String::new()
    }
}

/// What a line that came in asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Nothing,
    Of(Command),
    /// A command, after lines that say what it does.
    Telling(String, Command),
    Mute,
    Answer(String),
}

/// A session in the lines of a skin.
pub(crate) struct Lines<'a> {
    skin: &'a mut dyn Skin,
    input: &'a LineInput,
    playback: Playback,
    /// Whether lines that come in are commands, as long as they come.
    reads: bool,
    countdown: LingerCountdown,
    /// Whether it leaves because nobody is there.
    is_deserted: bool,
    /// How long it has waited for last words, on the wall.
    lingered: Duration,
    rating: RatingLines,
}

impl<'a> Lines<'a> {
    /// A session that leaves by itself so long after the last line, on the wall, where it waits for one. `reads` says
    /// whether lines that come in are commands.
    pub(crate) fn new(
        skin: &'a mut dyn Skin,
        input: &'a LineInput,
        playback: Playback,
        reads: bool,
        linger: Option<Duration>,
    ) -> Self {
        let countdown = LingerCountdown::new(linger, playback.clock());
        Self {
            skin,
            input,
            playback,
            reads,
            countdown,
            is_deserted: false,
            lingered: Duration::ZERO,
            rating: RatingLines::default(),
        }
    }

    /// Asks how it feels before and after the session, if lines that come in are commands.
    pub(crate) fn with_rating(self, is_wanted: bool) -> Self {
        Self { rating: RatingLines::new(is_wanted && self.reads), ..self }
    }

    /// Plays a session to its end. A closed pipe at standard output ends it quietly.
    pub(crate) fn run(mut self, start: Start) -> io::Result<ExitReason> {
        let ended = self.play(start);
        // Whoever sends a signal from here on does not want to wait.
        self.input.events().close();
        self.shut_down(ended)
    }

    /// The same in the middle of something else. Returns nothing if that goes on now.
    pub(crate) fn run_within(mut self, start: Start) -> io::Result<Option<ExitReason>> {
        let ended = self.play(start);
        let ended = self.shut_down(ended)?;
        Ok((self.is_deserted || ended != ExitReason::Quit).then_some(ended))
    }

    fn play(&mut self, start: Start) -> io::Result<ExitReason> {
        let (input, now) = (self.input, self.playback.clock().now());
        let cues = self.playback.start(start, now);
        let ended = self.print(&cues, now);
        if self.reads {
            input.ask();
        }
        let ended = ended.and_then(|()| input.events().run(self));
        let ended = match ended {
            Ok(ExitReason::Quit) => self.last_words(),
            ended => ended,
        };
        input.events().exit_reason(ended)
    }

    /// Lets the listeners end what they began with the last cue.
    fn last_words(&mut self) -> io::Result<ExitReason> {
        let start = Instant::now();
        let ended = self.input.events().run(&mut LastWords::new(&mut self.playback));
        self.lingered = start.elapsed().min(ExitReason::Quit.grace());
        ended
    }

    fn shut_down(&mut self, ended: io::Result<ExitReason>) -> io::Result<ExitReason> {
        // Whoever sent a signal does not wait for last words.
        let is_silent = !matches!(ended, Ok(ExitReason::Quit));
        let grace = ended.as_ref().map_or(Duration::ZERO, |ended| ended.grace());
        self.playback.shut_down(self.playback.clock().now(), grace.saturating_sub(self.lingered), is_silent);
        self.report();
        self.playback.unsaved().iter().for_each(|warning| warn(warning));
        ended
    }

    fn is_over(&self) -> bool {
        self.playback.session().is_none_or(|session| session.end().is_some())
    }

    /// Does what a line asks for.
    fn answer(&mut self, line: &str, now: Duration) -> io::Result<()> {
        if let Some(lines) = self.rating.answer_before(line, &mut self.playback) {
            return write(&lines);
        }
        let Some(session) = self.playback.session() else { return Ok(()) };
        match self.skin.read(line, session) {
            Request::Nothing => Ok(()),
            Request::Of(command) => self.command(command, now),
            Request::Mute => {
                self.playback.toggle_mute();
                write(if self.playback.is_muted() { "Sound off.\n" } else { "Sound on.\n" })?;
                self.advance_to(now)
            }
            Request::Telling(lines, command) => {
                write(&lines)?;
                self.command(command, now)
            }
            Request::Answer(lines) => write(&(self.rating.reminder(&self.playback).to_owned() + &lines)),
        }
    }

    fn advance_to(&mut self, now: Duration) -> io::Result<()> {
        let cues = self.playback.advance_to(now);
        self.print(&cues, now)
    }

    fn command(&mut self, command: Command, now: Duration) -> io::Result<()> {
        let cues = self.playback.command(command, now);
        self.print(&cues, now)
    }

    fn print(&mut self, cues: &[Cue], now: Duration) -> io::Result<()> {
        let Some(session) = self.playback.session() else { return Ok(()) };
        let record = self.playback.record();
        let lines = cues.iter().map(|cue| self.skin.tell(&CueEvent { cue: *cue, session, now, record }));
        let lines: String = lines.collect();
        let waits = cues.iter().any(|cue| cue.kind == CueKind::Waiting);
        write(&(lines + if waits { self.rating.before(&self.playback) } else { "" }))
    }

    /// Prints what went wrong for listeners, beside the lines.
    fn report(&mut self) {
        while let Some(warning) = self.playback.take_warning() {
            warn(&warning);
        }
    }
}

/// Prints a warning beside the lines.
fn warn(warning: &str) {
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "{}", ascii::written(warning));
}

impl EventHandler<String> for Lines<'_> {
    fn before_wait(&mut self, now: Duration) -> io::Result<Option<ExitReason>> {
        self.report();
        let stands = |lines: &Self| lines.playback.session().is_some_and(Session::stands_still);
        if !self.reads && stands(self) {
            // Nobody is there who could say when to go on.
            self.command(Command::Resume, now)?;
        }
        if self.is_over() && self.reads && !self.is_deserted {
            write(self.rating.after(&self.playback))?;
        }
        let asks = self.rating.is_waiting() && self.reads;
        let waits = stands(self) || asks;
        if self.countdown.update(waits, now, |seconds, is_first| self.skin.leaves_in(seconds, is_first))? {
            self.is_deserted = true;
            self.command(Command::Stop, now)?;
            return Ok(Some(ExitReason::Quit));
        }
        Ok((self.is_over() && !asks).then_some(ExitReason::Quit))
    }

    fn deadline(&self) -> Option<Duration> {
        self.playback.deadline().into_iter().chain(self.countdown.deadline()).min()
    }

    fn on_event(&mut self, event: Event<String>, now: Duration) -> io::Result<Option<ExitReason>> {
        if event == Event::Child {
            // The session may be waiting for what has ended.
            self.playback.reap();
        }
        self.advance_to(now)?;
        match event {
            Event::End(signal) => {
                // The terminal that would show it may have gone.
                let _ = self.command(Command::Stop, now);
                return Ok(Some(ExitReason::Signal(signal)));
            }
            // What came with the end comes too late: nothing is said after it.
            Event::Input(_) if self.rating.is_waiting() && self.countdown.restart(now) => {}
            Event::Input(line) if self.rating.is_waiting() => {
                let asked = self.playback.session().map(|session| self.skin.read(&line, session));
                match asked {
                    // The stop signs are told at any time.
                    Some(Request::Telling(lines, Command::Pause)) => write(&lines)?,
                    _ => write(&self.rating.answer_after(&line, &mut self.playback))?,
                }
                if self.rating.is_waiting() {
                    self.input.ask();
                }
            }
            Event::Input(_) if self.is_over() => {}
            Event::Input(line) => {
                // A line that stops the countdown does nothing else.
                if !self.countdown.restart(now) {
                    self.answer(&line, now)?;
                }
                self.input.ask();
            }
            Event::Closed => self.reads = false,
            _ => {}
        }
        Ok(None)
    }
}

pub(crate) fn write(lines: &str) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(ascii::written(lines).as_bytes()).and_then(|()| out.flush())
}
