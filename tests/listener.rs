//! Those who listen to a session, with small shell scripts for what they start: whatever happens, the right thing
//! runs, never too much of it, and nothing is left behind. Clocks are handed in; what a process does is waited for.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod listener {
    pub mod awake;
    pub mod beats;
    pub mod harness;
    pub mod hook;
    pub mod process;
    pub mod speech;
    pub mod tempdir;
}
