//! How the program came to its end, and the exit code that says so.

use std::{panic, process::ExitCode, sync::Once, time::Duration};

use crate::{process, tui::terminal};

/// How a session or the screens ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By themselves, or because the user wanted to.
    Quit,
    /// Because of a signal: its number.
    Signal(i32),
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

impl Ended {
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

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Quit => Self::SUCCESS,
            // What a shell expects of a program that a signal ended.
            Ended::Signal(signal) => Self::from(u8::try_from(128 + signal).unwrap_or(1)),
        }
    }
}
