//! Whole sessions in a pseudo-terminal: whatever happens, the terminal is left exactly as it was found.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod terminal {
    pub mod bell;
    pub mod ears;
    pub mod ends;
    pub mod log;
    #[cfg(feature = "pixels")]
    pub mod pictures;
    pub mod plain;
    pub mod pty;
    pub mod screen;
    pub mod settings;
    pub mod suspends;
    #[path = "../listener/tempdir.rs"]
    #[allow(dead_code, reason = "what other tests need")]
    pub mod tempdir;
}
