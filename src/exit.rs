//! Why the program ends, the exit code that says so, and what has to be done first.

use std::panic;
use std::process::ExitCode;
use std::sync::Once;
use std::time::Duration;

use crate::{process, terminal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// A session came to its end, or the user left.
    Quit,
    /// A signal asked it to end: its number.
    Signal(i32),
}

/// The number of SIGHUP, which says that the terminal is gone; the same on every system that has signals.
pub(crate) const HANGUP: i32 = 1;
/// The number of SIGINT, the signal of Ctrl-C; the same on every system that has signals.
pub(crate) const INTERRUPT: i32 = 2;

/// The signals that ask the program to end. The loop answers the first one. A second one ends the program at once, and
/// so does a first one that comes after the loop has ended.
#[cfg(unix)]
#[derive(Debug, Default)]
pub(crate) struct TerminationRequests {
    is_repeated: bool,
}

#[cfg(unix)]
impl TerminationRequests {
    /// How long the loop has to answer, on top of its grace: it may be writing to a reader that does not read.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// Handles a signal; `delivered` is false where the loop has already ended. This may end the program, and every
    /// process of ours with it.
    pub(crate) fn on_signal(&mut self, signal: i32, delivered: bool) {
        if self.ends_now(signal, delivered) {
            exit_now(signal);
        }
        self.give_time(signal);
    }

    /// Gives the loop its time to answer, and ends the program if it does not.
    pub(crate) fn give_time(&mut self, signal: i32) {
        if !std::mem::replace(&mut self.is_repeated, true) {
            let patience = ExitReason::Signal(signal).grace() + Self::PATIENCE;
            // Without this thread a second signal still ends the program.
            let _ = std::thread::Builder::new().name("patience".into()).spawn(move || {
                provoke("patience");
                std::thread::sleep(patience);
                exit_now(signal);
            });
        }
    }

    /// Whether a signal leaves the loop no time to answer.
    fn ends_now(&self, signal: i32, delivered: bool) -> bool {
        // A window that is closed may send several hangups, and is in no hurry.
        signal != HANGUP && (self.is_repeated || !delivered)
    }
}

/// The signals among these that were not ignored when the program started. The others stay ignored, as `nohup` wants.
#[cfg(unix)]
pub(crate) fn heeded(signals: &[i32]) -> Vec<i32> {
    signals.iter().copied().filter(|signal| heeds(*signal)).collect()
}

/// Whether a signal was not ignored when the program was started.
#[cfg(unix)]
pub(crate) fn heeds(signal: i32) -> bool {
    // Bit 0 is signal 1.
    ignored() & (1 << (signal - 1)) == 0
}

/// The signals that are ignored, as a set of bits. Only Linux tells without unsafe code; elsewhere all are heeded.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let set = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    set.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or(0)
}

#[cfg(unix)]
fn exit_now(signal: i32) -> ! {
    terminal::abandon();
    process::end_all();
    std::process::exit(code(signal).into())
}

/// From here on a panic in any thread gives the terminal back and ends every process of ours before it is reported and
/// the program ends.
pub(crate) fn after_a_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            terminal::leave();
            process::end_all();
            report(info);
            // Without any one of its threads the program cannot go on.
            std::process::exit(1);
        }));
    });
}

/// Panics on purpose in the thread that the environment names, in a build for the tests of that.
#[cfg(feature = "provoke")]
pub(crate) fn provoke(thread: &str) {
    assert!(!std::env::var("STRETCH_PANIC").is_ok_and(|named| named == thread), "on purpose, in {thread}");
}

#[cfg(not(feature = "provoke"))]
pub(crate) fn provoke(_thread: &str) {}

impl ExitReason {
    /// How long listeners may take to end by themselves: the last sound, words and hooks. After a signal somebody waits
    /// for the program to end.
    pub fn grace(self) -> Duration {
        match self {
            Self::Quit => Duration::from_secs(5),
            Self::Signal(_) => Duration::from_secs(1),
        }
    }
}

impl From<ExitReason> for ExitCode {
    fn from(ended: ExitReason) -> Self {
        match ended {
            ExitReason::Quit => Self::SUCCESS,
            ExitReason::Signal(signal) => Self::from(code(signal)),
        }
    }
}

/// The exit code that a shell expects of a program that a signal ended.
fn code(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(1)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_second_signal_ends_it_now_unless_a_window_is_closed() {
        const TERM: i32 = 15;
        let (first, second) = (TerminationRequests { is_repeated: false }, TerminationRequests { is_repeated: true });
        assert!(!first.ends_now(TERM, true), "the loop answers");
        assert!(first.ends_now(TERM, false), "the loop is gone");
        assert!(second.ends_now(TERM, true) && second.ends_now(TERM, false));
        for requests in [first, second] {
            assert!(!requests.ends_now(HANGUP, true) && !requests.ends_now(HANGUP, false));
        }
    }
}
