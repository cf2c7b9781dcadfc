//! Keys, signals and the end of the terminal, all through one channel.
//!
//! One thread waits for keys and one for signals; neither decides anything. The loop waits on the channel
//! alone, so a signal is answered at once and a screen at rest costs nothing.

use std::{
    io,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use crossterm::event::{self, KeyEvent, KeyEventKind};

/// Something that happened outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The window may have another size.
    Resized,
    /// The user wants the shell for a while (Ctrl-Z from outside).
    Suspend,
    /// The program was continued after a stop.
    Continued,
    /// A signal asks it to end: its number.
    End(i32),
    /// The terminal is gone.
    Gone,
}

/// The one channel, and the threads that feed it.
pub struct Events {
    /// Where events arrive.
    pub channel: Receiver<Event>,
    /// For the thread that reads keys, until it is started.
    keys: Option<Sender<Event>>,
}

impl Events {
    /// Starts to catch signals.
    ///
    /// # Errors
    /// When the system gives no thread, or signals cannot be caught.
    pub fn listen() -> io::Result<Self> {
        let (sender, channel) = channel();
        #[cfg(unix)]
        signals(sender.clone())?;
        Ok(Self { channel, keys: Some(sender) })
    }

    /// Starts to read keys, if that has not been started yet.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn read_keys(&mut self) -> io::Result<()> {
        if let Some(sender) = self.keys.take() {
            thread::Builder::new().name("keys".into()).spawn(move || keys(&sender))?;
        }
        Ok(())
    }
}

/// Reads keys until the terminal or the listener is gone.
fn keys(sender: &Sender<Event>) {
    loop {
        let event = wait().and_then(|()| event::read());
        let event = match event {
            Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => Event::Key(key),
            Ok(event::Event::Resize(..)) => Event::Resized,
            Ok(_) => continue,
            Err(_) => Event::Gone,
        };
        if sender.send(event).is_err() || event == Event::Gone {
            return;
        }
    }
}

/// Waits until there is something to read. crossterm alone would read the end of a terminal that is gone
/// over and over, at full speed.
#[cfg(unix)]
fn wait() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};

    // What crossterm has read already is not in the terminal any more.
    if event::poll(std::time::Duration::ZERO)? {
        return Ok(());
    }
    let stdin = rustix::stdio::stdin();
    let mut descriptors = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut descriptors, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let [descriptor] = &descriptors;
        if descriptor.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        return Ok(());
    }
}

#[cfg(not(unix))]
fn wait() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::{
        consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::Signals,
    };

    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP => Event::Suspend,
                SIGCONT => Event::Continued,
                signal => Event::End(signal),
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
