//! How the program came to its end, and the exit code that says so.

use std::process::ExitCode;

/// How a session or the screens ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By themselves, or because the user wanted to.
    Quit,
    /// Because of a signal: its number.
    Signal(i32),
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
