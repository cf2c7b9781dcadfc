//! The way out on which nothing is dropped: every process is ended, and no other begins. That is so for the rest
//! of a program's life, so this test has one of its own.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "listener/tempdir.rs"]
#[allow(dead_code, reason = "what other tests need")]
mod tempdir;

use std::process::Command;

use stretch_tui::process::{Process, ProcessInput, end_all};
use tempdir::{TempDir, pid, runs, until};

#[test]
fn everything_ends_from_whichever_thread() {
    let place = TempDir::new("end-all");
    let words = place.script("sleep 1000 & log $!; wait");
    let start = || Process::start(Command::new(&words[0]).args(&words[1..]), ProcessInput::Nothing);
    let mut processes = [(); 2].map(|()| start().unwrap());
    let grandchildren = place.lines(2);
    std::thread::spawn(end_all).join().unwrap();
    for process in &mut processes {
        until("it has ended", || process.ended().is_some());
    }
    for grandchild in grandchildren {
        until("what it started has ended", || !runs(pid(&grandchild)));
    }
    assert!(start().is_err());
}
