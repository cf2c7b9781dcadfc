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
    /// A process of ours has ended, or several have.
    Child,
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
        let event = match event::read() {
            Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => Event::Key(key),
            // Where there are signals, one has told already.
            Ok(event::Event::Resize(..)) if cfg!(not(unix)) => Event::Resized,
            Ok(_) => continue,
            Err(_) => Event::Gone,
        };
        if sender.send(event).is_err() || event == Event::Gone {
            return;
        }
    }
}

/// Catches signals, and watches for the end of the terminal: it does not always come with a signal, and
/// crossterm would read it over and over, at full speed.
#[cfg(unix)]
fn signals(sender: Sender<Event>) -> io::Result<()> {
    use std::os::unix::net::UnixStream;

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::{
        consts::signal::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
    };

    let (read, write) = UnixStream::pair()?;
    let caught = [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT, SIGCHLD];
    let mut signals = SignalDelivery::with_pipe(read, write, SignalOnly, caught)?;
    let mut asked = crate::ended::Asked::default();
    let listen = move || loop {
        let terminal = rustix::stdio::stdin();
        // Asked for nothing, the terminal still tells its end.
        let mut both = [PollFd::new(signals.get_read(), PollFlags::IN), PollFd::new(&terminal, PollFlags::empty())];
        let gone = match poll(&mut both, None) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => true,
            Ok(_) => !both[1].revents().is_empty(),
        };
        let signals = signals.pending().map(|signal| match signal {
            SIGWINCH => Event::Resized,
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Continued,
            SIGCHLD => Event::Child,
            signal => Event::End(signal),
        });
        for event in signals.chain(gone.then_some(Event::Gone)) {
            let told = sender.send(event).is_ok();
            match event {
                Event::Gone => return,
                Event::End(signal) => asked.by(signal, told),
                _ => {}
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}
