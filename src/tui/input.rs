//! Keys as they come from the terminal, read by a thread that decides nothing.

#[cfg(any(unix, test))]
mod keyboard;

use std::sync::Arc;
use std::{io, thread};

use crossterm::event::{KeyEvent, KeyModifiers};

use super::keys::Action;
use super::screens::home;
use crate::playback::event::{Event, Input};
use crate::playback::queue::Queue;

/// The most letters of a paste that are kept, and the most of what can be typed.
pub(crate) const MOST_LETTERS: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalInput {
    Key(KeyEvent),
    Pasted,
    /// One of the first letters of a paste, for where text is typed. It is never a key.
    PastedLetter(char),
    /// The terminal has replied whether it shows pictures.
    Pictures(bool),
}

impl TerminalInput {
    /// The letter that a key types, if it does.
    pub(crate) fn letter(&self) -> Option<char> {
        let Self::Key(key) = self else { return None };
        let is_held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        key.code.as_char().filter(|_| !is_held)
    }

    fn is_ctrl_c(&self) -> bool {
        // Bound everywhere, so any screen says so.
        matches!(self, Self::Key(key) if home::KEYS.action(*key) == Some(Action::QuitNow))
    }
}

impl Input for TerminalInput {
    const FULL_SCREEN: bool = true;

    fn is_urgent(&self) -> bool {
        matches!(self, Self::Pictures(_)) || self.is_ctrl_c()
    }
}

pub(super) fn read_keys(queue: Arc<Queue<TerminalInput>>) -> io::Result<()> {
    thread::Builder::new().name("keys".into()).spawn(move || keys(&queue)).map(drop)
}

/// Reads keys until the terminal or the loop is gone. It never waits for the loop: the queue drops what comes faster than
/// the loop takes it in, and Ctrl-C is found at once, even while the loop is stuck with a terminal that does not read.
#[cfg(unix)]
fn keys(queue: &Queue<TerminalInput>) {
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, read};
    use rustix::stdio::stdin;

    use crate::exit::{INTERRUPT, TerminationRequests, provoke};
    use keyboard::Keyboard;

    let start = Instant::now();
    let mut requests = TerminationRequests::default();
    let mut keyboard = Keyboard::default();
    let mut bytes = [0; 4096];
    loop {
        let left = keyboard.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let inputs = match poll(&mut [PollFd::new(&stdin(), PollFlags::IN)], left.as_ref()) {
            Err(Errno::INTR) => continue,
            Ok(0) => keyboard.quiet(start.elapsed()),
            _ => match read(stdin(), &mut bytes).inspect(|_| provoke("keys")) {
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Ok(0) | Err(_) => {
                    queue.put(Event::Closed);
                    return;
                }
                Ok(length) => keyboard.read(bytes.get(..length).unwrap_or_default(), start.elapsed()),
            },
        };
        for input in inputs {
            if !queue.put(Event::Input(input)) {
                return;
            }
            if input.is_ctrl_c() {
                requests.give_time(INTERRUPT);
            }
        }
    }
}

/// Reads keys until the loop is gone.
#[cfg(not(unix))]
fn keys(queue: &Queue<TerminalInput>) {
    use crossterm::event::{self, KeyEventKind};
    loop {
        let event = match event::read() {
            Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => Event::Input(TerminalInput::Key(key)),
            Ok(event::Event::Resize(..)) => Event::Resized,
            Ok(_) => continue,
            Err(_) => Event::Closed,
        };
        if !queue.put(event) || event == Event::Closed {
            return;
        }
    }
}
