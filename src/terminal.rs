//! The terminal, taken and given back: raw mode, the alternate screen, the cursor, pastes and long lines.
//!
//! [`leave`] runs on every way out of the program: in the drop of what took the terminal, in the panic hook of any
//! thread, before every stop and exit. It must never fail halfway.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whether the terminal is ours at this moment. Locked while something is written, so that no thread writes after
/// another one has given it back.
static TAKEN: Mutex<bool> = Mutex::new(false);
/// Whether a picture may be on it, which has to be removed before the screen is given back.
static PICTURED: AtomicBool = AtomicBool::new(false);

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Alternate screen on and cleared, pastes marked, long lines cut; and the way back: plain style, cursor shown, and all of
/// that undone.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?7l";
const LEAVE: &[u8] = b"\x1b[0m\x1b[?25h\x1b[?7h\x1b[?2004l\x1b[?1049l";
/// Removes the one picture there is, by the kitty graphics protocol, and frees what the terminal keeps of it.
pub(crate) const REMOVE_PICTURE: &[u8] = b"\x1b_Ga=d,d=I,i=1398034021,q=2\x1b\\";

/// Takes the terminal. Fails when it cannot be put into raw mode or written to; it is then as it was.
pub(crate) fn enter() -> io::Result<()> {
    let mut taken = taken();
    crossterm::terminal::enable_raw_mode()?;
    *taken = true;
    drop(taken);
    Tty.write_all(ENTER).inspect_err(|_| leave())
}

/// Gives the terminal back as it was found. Does nothing if it is not ours.
pub(crate) fn leave() {
    let mut taken = taken();
    if *taken {
        *taken = false;
        // Nothing more can be done for a terminal that is gone.
        if PICTURED.swap(false, Ordering::SeqCst) {
            let _ = write_all(REMOVE_PICTURE);
        }
        let _ = write_all(LEAVE);
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Gives the terminal back as far as possible while another thread may be stuck writing to it.
#[cfg(unix)]
pub(crate) fn abandon() {
    if let Err(std::sync::TryLockError::WouldBlock) = TAKEN.try_lock() {
        let _ = crossterm::terminal::disable_raw_mode();
    } else {
        leave();
    }
}

#[cfg(feature = "pixels")]
pub(crate) fn note_picture(is_there: bool) {
    PICTURED.store(is_there, Ordering::SeqCst);
}

/// Removes the picture from the terminal, if there may be one.
#[cfg(feature = "pixels")]
pub(crate) fn remove_picture() -> io::Result<()> {
    if PICTURED.swap(false, Ordering::SeqCst) { Tty.write_all(REMOVE_PICTURE) } else { Ok(()) }
}

/// Standard output without a buffer of its own: a frame is written when it is whole. What comes when the terminal is
/// no longer ours is left out.
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

#[cfg(unix)]
pub(crate) fn has_gone(terminal: &(impl IsTerminal + std::os::fd::AsFd)) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    // Polled for no event, it still reports its end.
    let mut polled = [PollFd::new(terminal, PollFlags::empty())];
    let now = Timespec::default();
    !terminal.is_terminal() || rustix::io::retry_on_intr(|| poll(&mut polled, Some(&now))).is_ok_and(|count| count > 0)
}

#[cfg(not(unix))]
pub(crate) fn has_gone(terminal: &impl IsTerminal) -> bool {
    !terminal.is_terminal()
}
