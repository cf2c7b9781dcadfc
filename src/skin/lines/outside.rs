//! What goes on outside: lines, signals and ends as they come, and how the next line is asked for. It is the same for the
//! menu and every session that is started from it.

use std::{
    cell::Cell,
    io::{self, ErrorKind, IsTerminal, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

#[cfg(unix)]
use super::input::signals;
use super::input::{LineEvent, has_gone, lines};
use crate::{
    ascii,
    exit::{self, ExitReason, HANGUP},
    session::clock::Clock,
};

pub struct Outside {
    events: Receiver<LineEvent>,
    /// One line at a time: a writer that is faster than us has to wait, so that no memory fills with lines.
    next: Sender<()>,
    /// Whether a line has been asked for that has not come.
    asked: Cell<bool>,
    /// Whether no more lines will come.
    closed: Cell<bool>,
    on_terminal: bool,
    /// A channel without lines and signals would wait for nobody.
    _open: Sender<LineEvent>,
}

impl Outside {
    /// Catches signals, and reads lines if they are commands.
    ///
    /// # Errors
    /// When signals cannot be caught, or a thread cannot be started.
    pub fn open(reads: bool) -> io::Result<Self> {
        exit::after_a_panic();
        // Ask now: a terminal that disappears later no longer reports as one.
        let (on_terminal, typed) = (io::stdout().is_terminal(), io::stdin().is_terminal());
        let (sender, events) = channel();
        let (next, asked) = channel();
        #[cfg(unix)]
        signals(sender.clone())?;
        if reads {
            let sender = sender.clone();
            thread::Builder::new().name("lines".into()).spawn(move || lines(&sender, &asked, typed))?;
        }
        Ok(Self { events, next, asked: Cell::new(false), closed: Cell::new(false), on_terminal, _open: sender })
    }

    /// Asks for the next line, unless it has been asked for.
    pub(crate) fn ask(&self) {
        if !self.asked.replace(true) {
            // Where no lines are read nobody listens.
            let _ = self.next.send(());
        }
    }

    /// Whether no more lines will come.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// The next event, or none if a reading of the clock comes first.
    pub(crate) fn wait(&self, clock: Clock, deadline: Option<Duration>) -> Option<LineEvent> {
        let event = loop {
            let event = match deadline {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(deadline) => self.events.recv_timeout(clock.wall(deadline.saturating_sub(clock.now()))),
            };
            match (event, deadline) {
                (Ok(event), _) => break event,
                // Woken early, nothing would have happened yet.
                (Err(RecvTimeoutError::Timeout), Some(deadline)) if clock.now() < deadline => {}
                (Err(RecvTimeoutError::Timeout), _) => return None,
                (Err(RecvTimeoutError::Disconnected), _) => break LineEvent::Closed,
            }
        };
        match event {
            LineEvent::Line(_) => self.asked.set(false),
            LineEvent::Closed => self.closed.set(true),
            LineEvent::End(_) | LineEvent::Child => {}
        }
        Some(event)
    }

    /// How a loop that wrote lines ended. That nobody reads any more ends it quietly, and a terminal that has gone away
    /// as its signal would.
    pub(crate) fn ended(&self, ended: io::Result<ExitReason>) -> io::Result<ExitReason> {
        match ended {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitReason::Quit),
            // Whether or not a signal says so.
            Err(_) if self.on_terminal && has_gone(&io::stdout()) => Ok(ExitReason::Signal(HANGUP)),
            ended => ended,
        }
    }
}

pub(crate) fn write(lines: &str) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(ascii::written(lines).as_bytes()).and_then(|()| out.flush())
}
