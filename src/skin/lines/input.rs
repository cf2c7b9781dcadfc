//! What comes in from outside: lines, signals, the end of the terminal, as one kind of event.
//!
//! Each is found by a thread that waits for it; nothing here knows what a line means.

use std::{
    io::{self, BufRead, IsTerminal, Read},
    sync::mpsc::{Receiver, Sender},
};

use crate::exit::{self, HANGUP};

pub(crate) enum LineEvent {
    Line(String),
    Closed,
    /// A signal asks it to end: its number.
    End(i32),
    /// A process of ours has ended.
    #[cfg_attr(not(unix), expect(dead_code, reason = "there is no signal that says so"))]
    Child,
}

/// The longest line that is read, in bytes, with its line break. What is longer is no command, and nor is a part of it.
const LONGEST_LINE: u64 = 1024;

/// Reads lines, each when it is asked for, until there are no more or nobody wants them. `typed` tells whether they
/// are from a terminal.
pub(super) fn lines(sender: &Sender<LineEvent>, requests: &Receiver<()>, typed: bool) {
    let mut input = io::stdin().lock();
    while requests.recv().is_ok() {
        exit::provoke("lines");
        let Ok(Some(line)) = line(&mut input) else { break };
        if sender.send(LineEvent::Line(line)).is_err() {
            return;
        }
    }
    // A terminal may have an end like a file, by Ctrl-D; that it goes away is another thing, and may be seen later.
    if !typed || !has_gone(&input) {
        let _ = sender.send(LineEvent::Closed);
    }
    if typed && goes(&input) {
        // Whoever had hangups ignored wants it to go on.
        let _ = sender.send(if exit::heeds(HANGUP) { LineEvent::End(HANGUP) } else { LineEvent::Closed });
    }
}

/// The next line, if there is one; of a line that is too long its beginning, and no more than that.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let length = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if length == 0 {
        return Ok(None);
    }
    let whole = line.ends_with(b"\n") || (length as u64) < LONGEST_LINE;
    if !whole {
        input.skip_until(b'\n')?;
        // The mark keeps its beginning from being taken for a command.
        line.extend_from_slice("\u{2026}".as_bytes());
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}

/// Whether a terminal has gone away.
#[cfg(unix)]
pub(super) fn has_gone(terminal: &(impl IsTerminal + std::os::fd::AsFd)) -> bool {
    !terminal.is_terminal() || end_within(terminal, Some(&rustix::event::Timespec::default()))
}

/// Waits until a terminal goes away, if that can be waited for.
#[cfg(unix)]
fn goes(terminal: &impl std::os::fd::AsFd) -> bool {
    end_within(terminal, None)
}

#[cfg(unix)]
fn end_within(terminal: &impl std::os::fd::AsFd, time: Option<&rustix::event::Timespec>) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};

    // Polled for no event, it still reports its end, from the first moment on.
    let mut requests = [PollFd::new(terminal, PollFlags::empty())];
    rustix::io::retry_on_intr(|| poll(&mut requests, time)).is_ok_and(|count| count > 0)
}

#[cfg(not(unix))]
pub(super) fn has_gone(terminal: &impl IsTerminal) -> bool {
    !terminal.is_terminal()
}

#[cfg(not(unix))]
fn goes(_: &impl IsTerminal) -> bool {
    false
}

#[cfg(unix)]
pub(super) fn signals(sender: Sender<LineEvent>) -> io::Result<()> {
    use signal_hook::{
        consts::signal::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
    };

    let mut signals = Signals::new(exit::heeded(&[SIGINT, SIGQUIT, SIGTERM, SIGHUP]))?;
    signals.add_signal(SIGCHLD)?;
    let mut requests = exit::TerminationRequests::default();
    let listen = move || {
        for signal in signals.forever() {
            exit::provoke("signals");
            if signal == SIGCHLD {
                // After the end nobody needs to know.
                let _ = sender.send(LineEvent::Child);
            } else {
                let told = sender.send(LineEvent::End(signal)).is_ok();
                requests.by(signal, told);
            }
        }
    };
    std::thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}
