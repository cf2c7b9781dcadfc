//! Keys, signals and the end of the terminal, all through one queue.
//!
//! One thread waits for keys and one for signals; neither decides anything. The loop waits on the queue
//! alone, so a signal is answered at once and a screen at rest costs nothing.

pub mod keyboard;
pub mod queue;

use std::{io, sync::Arc, thread};

use crossterm::event::KeyEvent;

#[cfg(unix)]
use crate::exit::{INTERRUPT, TerminationRequests, provoke};
use queue::Queue;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalEvent {
    Key(KeyEvent),
    Pasted,
    /// One of the first letters of a paste, for where text is typed. It is never a key.
    PastedLetter(char),
    /// The terminal has replied whether it shows pictures.
    Pictures(bool),
    /// The window may have another size.
    Resized,
    /// The user wants the shell for a while (Ctrl-Z from outside).
    Suspend,
    /// The program was continued after a stop.
    Continued,
    /// A process of ours has ended, or several have.
    Child,
    /// A signal asks it to end: its number.
    End(i32),
    Gone,
}

/// What has happened, and the threads that tell of it.
pub struct Events {
    pub queue: Arc<Queue>,
    /// Whether keys are read by now.
    reads: bool,
}

impl Events {
    /// Starts to catch signals.
    ///
    /// # Errors
    /// When the system gives no thread, or signals cannot be caught.
    pub fn listen() -> io::Result<Self> {
        let queue = Arc::default();
        #[cfg(unix)]
        signals(Arc::clone(&queue))?;
        Ok(Self { queue, reads: false })
    }

    /// Starts to read keys, if that has not been started yet.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn read_keys(&mut self) -> io::Result<()> {
        if !self.reads {
            self.reads = true;
            let queue = Arc::clone(&self.queue);
            thread::Builder::new().name("keys".into()).spawn(move || keys(&queue))?;
        }
        Ok(())
    }

    /// Events that come from nowhere but a queue.
    #[cfg(test)]
    pub(super) fn of(queue: Arc<Queue>) -> Self {
        Self { queue, reads: true }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.queue.close();
    }
}

/// Reads keys until the terminal or the loop is gone. It never waits for the loop: what comes faster than that is dropped by
/// the queue, and Ctrl-C is found in it at once, also while the loop is stuck with a terminal that does not read.
#[cfg(unix)]
fn keys(queue: &Queue) {
    use std::time::Instant;

    use keyboard::Keyboard;
    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        io::{Errno, read},
        stdio::stdin,
    };

    let start = Instant::now();
    let mut requests = TerminationRequests::default();
    let mut keyboard = Keyboard::default();
    let mut bytes = [0; 4096];
    loop {
        let left = keyboard.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let events = match poll(&mut [PollFd::new(&stdin(), PollFlags::IN)], left.as_ref()) {
            Err(Errno::INTR) => continue,
            Ok(0) => keyboard.quiet(start.elapsed()),
            _ => match read(stdin(), &mut bytes).inspect(|_| provoke("keys")) {
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Ok(0) | Err(_) => vec![TerminalEvent::Gone],
                Ok(length) => keyboard.read(bytes.get(..length).unwrap_or_default(), start.elapsed()),
            },
        };
        for event in events {
            if !queue.put(event) || event == TerminalEvent::Gone {
                return;
            }
            if event.ends() {
                requests.in_time(INTERRUPT);
            }
        }
    }
}

/// Reads keys until the loop is gone.
#[cfg(not(unix))]
fn keys(queue: &Queue) {
    use crossterm::event::{self, KeyEventKind};
    loop {
        let event = match event::read() {
            Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => TerminalEvent::Key(key),
            Ok(event::Event::Resize(..)) => TerminalEvent::Resized,
            Ok(_) => continue,
            Err(_) => TerminalEvent::Gone,
        };
        if !queue.put(event) || event == TerminalEvent::Gone {
            return;
        }
    }
}

/// Catches signals, and watches for the end of the terminal: it does not always come with a signal, and may come before
/// keys are read.
#[cfg(unix)]
fn signals(queue: Arc<Queue>) -> io::Result<()> {
    use std::os::unix::net::UnixStream;

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::{
        consts::signal::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
    };

    let (read, write) = UnixStream::pair()?;
    let asking = crate::exit::heeded(&[SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP]);
    let caught = asking.into_iter().chain([SIGWINCH, SIGCONT, SIGCHLD]);
    let mut signals = SignalDelivery::with_pipe(read, write, SignalOnly, caught)?;
    let mut requests = TerminationRequests::default();
    let listen = move || loop {
        let terminal = rustix::stdio::stdin();
        // Polled for no event, the terminal still reports its end.
        let mut both = [PollFd::new(signals.get_read(), PollFlags::IN), PollFd::new(&terminal, PollFlags::empty())];
        let gone = match poll(&mut both, None) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => true,
            Ok(_) => !both[1].revents().is_empty(),
        };
        let signals = signals.pending().map(|signal| match signal {
            SIGWINCH => TerminalEvent::Resized,
            SIGTSTP => TerminalEvent::Suspend,
            SIGCONT => TerminalEvent::Continued,
            SIGCHLD => TerminalEvent::Child,
            signal => TerminalEvent::End(signal),
        });
        provoke("signals");
        for event in signals.chain(gone.then_some(TerminalEvent::Gone)) {
            let told = queue.put(event);
            match event {
                TerminalEvent::Gone => return,
                TerminalEvent::End(signal) => requests.by(signal, told),
                _ => {}
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}
