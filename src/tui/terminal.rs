//! The terminal, taken and given back: raw mode, the alternate screen, the cursor, and how it treats pastes and long lines.
//!
//! Whatever way the program ends, [`leave`] has run before its last word: it is called by the guard's
//! drop, by the panic hook in whichever thread, before every stop and exit. It must never fail halfway.

use std::{
    io::{self, Write},
    sync::{Mutex, MutexGuard, PoisonError},
};

use ratatui::{
    Terminal,
    layout::{Rect, Size},
};

use super::{app::App, backend::Ansi};
use crate::{ascii, ended};

/// Whether the terminal is ours at this moment. Locked while something is written, so that nothing follows
/// what gives it back, whichever thread does so.
static TAKEN: Mutex<bool> = Mutex::new(false);

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Alternate screen on, its cells cleared, what is pasted marked as such, no line longer than its row; and the way back: plain
/// style, cursor shown, and all of that undone.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?7l";
const LEAVE: &[u8] = b"\x1b[0m\x1b[?25h\x1b[?7h\x1b[?2004l\x1b[?1049l";

/// A terminal that is ours until it is dropped.
pub struct Guard {
    /// What to draw on.
    pub terminal: Terminal<Ansi<Tty>>,
}

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it cannot be put into raw mode or written to; it is then as it was.
    pub fn new() -> io::Result<Self> {
        ended::after_a_panic();
        let size = size()?;
        enter()?;
        match Terminal::new(Ansi::new(Tty, size).in_ascii(ascii::is_only())) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }
}

/// What the loop draws on.
pub(super) trait Window {
    /// Its area.
    fn area(&self) -> io::Result<Rect>;

    /// Draws what an app shows.
    fn draw(&mut self, app: &App) -> io::Result<()>;

    /// Looks up its size anew; the next draw is for that size, and draws everything: a window made smaller and larger
    /// again in a moment has its old size, and not what was on it.
    fn resize(&mut self) -> io::Result<()>;

    /// Takes it again after something else had it, and has the next draw draw everything.
    fn retake(&mut self) -> io::Result<()>;
}

impl Window for Guard {
    fn area(&self) -> io::Result<Rect> {
        Ok(Rect::from(self.terminal.size()?))
    }

    fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| frame.render_widget(app, frame.area())).map(drop)
    }

    fn resize(&mut self) -> io::Result<()> {
        let size = size()?;
        self.terminal.backend_mut().resize(size);
        self.terminal.resize(size.into())
    }

    fn retake(&mut self) -> io::Result<()> {
        // After a stop that nobody announced it is still ours by the book, whatever a shell made of it meanwhile.
        leave();
        enter()?;
        self.terminal.backend_mut().forget();
        self.resize()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    let mut taken = taken();
    crossterm::terminal::enable_raw_mode()?;
    *taken = true;
    drop(taken);
    Tty.write_all(ENTER).inspect_err(|_| leave())
}

/// Gives the terminal back as it was found. Does nothing if it is not ours.
pub fn leave() {
    let mut taken = taken();
    if *taken {
        *taken = false;
        // A terminal that is gone cannot be left any better.
        let _ = write_all(LEAVE);
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Gives the terminal back as far as that goes while somebody may be stuck writing to it.
#[cfg(unix)]
pub fn abandon() {
    if let Err(std::sync::TryLockError::WouldBlock) = TAKEN.try_lock() {
        let _ = crossterm::terminal::disable_raw_mode();
    } else {
        leave();
    }
}

fn size() -> io::Result<Size> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// Standard output without a buffer of its own: a frame is written when it is whole. What comes when the
/// terminal is not ours any more is left out.
#[derive(Debug)]
pub struct Tty;

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = taken();
        if *taken {
            write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = rustix::io::retry_on_intr(|| rustix::io::write(rustix::stdio::stdout(), bytes))?;
        bytes = bytes.get(written..).unwrap_or_default();
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}
