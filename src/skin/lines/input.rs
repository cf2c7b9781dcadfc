//! Lines that come in, read one at a time when they are asked for. The menu and every session that is started from it
//! share them.

use std::io::{self, BufRead, IsTerminal, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::exit;
use crate::playback::event::Event;
use crate::playback::event_loop::EventLoop;
use crate::playback::queue::Queue;
use crate::session::clock::Clock;
use crate::terminal::has_gone;

pub(crate) struct LineInput {
    events: EventLoop<String>,
    /// One line at a time: a writer that is faster than us has to wait, so that no memory fills with lines.
    requests: Sender<()>,
}

impl LineInput {
    /// Catches signals, and reads lines if they are commands.
    pub(crate) fn open(clock: Clock, reads: bool) -> io::Result<Self> {
        let events = EventLoop::open(clock)?;
        let (requests, requested) = channel();
        if reads {
            let queue = Arc::clone(events.queue());
            // Ask now: a terminal that disappears later no longer reports as one.
            let is_typed = io::stdin().is_terminal();
            thread::Builder::new().name("lines".into()).spawn(move || lines(&queue, requested, is_typed))?;
        }
        Ok(Self { events, requests })
    }

    pub(crate) fn events(&self) -> &EventLoop<String> {
        &self.events
    }

    /// Asks for the next line; asking again before it comes changes nothing. Returns whether there may be one.
    pub(crate) fn ask(&self) -> bool {
        self.requests.send(()).is_ok()
    }
}

/// The longest line that is read, in bytes, with its line break. No command is longer, and no part of such a line is one.
const LONGEST_LINE: u64 = 1024;

/// Reads lines, each when it is asked for, until there are no more. `is_typed` says whether they are from a terminal.
fn lines(queue: &Queue<String>, requests: Receiver<()>, is_typed: bool) {
    let mut input = io::stdin().lock();
    while requests.recv().is_ok() {
        exit::provoke("lines");
        let Ok(Some(line)) = line(&mut input) else { break };
        // What was asked for meanwhile was this line.
        requests.try_iter().for_each(drop);
        if !queue.put(Event::Input(line)) {
            return;
        }
    }
    // First of all, so that nobody asks in vain after the end.
    drop(requests);
    // A terminal may have an end like a file, by Ctrl-D; that it goes away is another event.
    if !is_typed || !has_gone(&input) {
        queue.put(Event::Closed);
    }
}

/// The next line, if there is one; of a line that is too long its beginning, and no more than that.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let length = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if length == 0 {
        return Ok(None);
    }
    let is_whole = line.ends_with(b"\n") || (length as u64) < LONGEST_LINE;
    if !is_whole {
        input.skip_until(b'\n')?;
        // The mark keeps its beginning from being taken for a command.
        line.extend_from_slice("\u{2026}".as_bytes());
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}
