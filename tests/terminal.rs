//! Whole sessions in a pseudo-terminal: whatever happens, the terminal is left exactly as it was found.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod terminal {
    pub mod ends;
    pub mod pty;
    pub mod screen;
    pub mod suspends;
}
