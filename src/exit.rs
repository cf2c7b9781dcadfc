//! How the program came to its end, and the exit code that says so.

use std::{panic, process::ExitCode, sync::Once, time::Duration};

use crate::{process, terminal};

/// How a session or the screens ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// By themselves, or because the user wanted to.
    Quit,
    /// Because of a signal: its number.
    Signal(i32),
}

/// The number of the signal that says that the terminal is gone, the same on every system that has signals.
pub const HANGUP: i32 = 1;

/// The number of the signal of Ctrl-C, the same on every system that has signals.
pub const INTERRUPT: i32 = 2;

/// The signals that ask the program to end. The loop answers the first. A second one ends the program at once, and so
/// does a first one that comes after the loop has ended.
#[cfg(unix)]
#[derive(Debug, Default)]
pub struct TerminationRequests {
    before: bool,
}

#[cfg(unix)]
impl TerminationRequests {
    /// How long the loop has to answer, beside its grace: it may be writing to somebody who does not read.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// Takes in a signal, and whether the loop was still there to hear of it. This may end the program, and every
    /// process of ours with it.
    pub fn by(&mut self, signal: i32, told: bool) {
        if self.insists(signal, told) {
            exit_now(signal);
        }
        self.in_time(signal);
    }

    /// Gives the loop its time to answer, and ends the program where it does not.
    pub fn in_time(&mut self, signal: i32) {
        if !self.before {
            self.before = true;
            let patience = ExitReason::Signal(signal).grace() + Self::PATIENCE;
            // If there can be no such thread, a second signal still ends the program.
            let _ = std::thread::Builder::new().name("patience".into()).spawn(move || {
                provoke("patience");
                std::thread::sleep(patience);
                exit_now(signal);
            });
        }
    }

    /// Whether a signal says that somebody does not want to wait.
    fn insists(&self, signal: i32, told: bool) -> bool {
        // A window that is closed says so more than once, and does not wait.
        signal != HANGUP && (self.before || !told)
    }
}

/// Those of some signals that were not ignored when the program started. The others stay ignored, as `nohup` wants.
#[cfg(unix)]
#[must_use]
pub fn heeded(signals: &[i32]) -> Vec<i32> {
    signals.iter().copied().filter(|signal| heeds(*signal)).collect()
}

/// Whether a signal was not ignored when the program was started.
#[must_use]
pub fn heeds(signal: i32) -> bool {
    // Bit 0 is signal 1.
    ignored() & (1 << (signal - 1)) == 0
}

/// The signals that are ignored, as a set of bits. Only Linux tells it without unsafe code; elsewhere all are heeded.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let set = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    set.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or(0)
}

/// Ends the program here and now, whatever the loop is doing.
#[cfg(unix)]
fn exit_now(signal: i32) -> ! {
    terminal::abandon();
    process::end_all();
    std::process::exit(code(signal).into())
}

/// Sees to it that a panic, in whichever thread, gives the terminal back if it is ours and ends every process of
/// ours, before it is reported and the program ends.
pub fn after_a_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            terminal::leave();
            process::end_all();
            report(info);
            // Whichever thread it was, the session cannot be trusted to go on without it.
            std::process::exit(1);
        }));
    });
}

/// For a build for the tests of that.
///
/// # Panics
/// In a thread that the environment names.
#[cfg(feature = "provoke")]
pub fn provoke(thread: &str) {
    assert!(!std::env::var("STRETCH_PANIC").is_ok_and(|named| named == thread), "on purpose, in {thread}");
}

#[cfg(not(feature = "provoke"))]
pub fn provoke(_thread: &str) {}

impl ExitReason {
    /// How long what the session has begun may take to come to an end of its own: its last signal, its last words,
    /// its last hooks. After a signal somebody waits.
    #[must_use]
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

/// What a shell expects of a program that a signal ended.
fn code(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(1)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn who_asks_twice_insists_but_for_a_window_that_is_closed() {
        const TERM: i32 = 15;
        let (fresh, before) = (TerminationRequests { before: false }, TerminationRequests { before: true });
        assert!(!fresh.insists(TERM, true), "the loop answers");
        assert!(fresh.insists(TERM, false), "the loop is gone");
        assert!(before.insists(TERM, true) && before.insists(TERM, false));
        for requests in [fresh, before] {
            assert!(!requests.insists(HANGUP, true) && !requests.insists(HANGUP, false));
        }
    }
}
