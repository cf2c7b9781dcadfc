//! A panic in each thread of the program: the terminal is given back, the panic is reported, and the program ends.
//!
//! That needs a build that can be asked to panic: `cargo test --features provoke --test panics`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "terminal/pty.rs"]
#[allow(dead_code, reason = "what other tests need")]
mod pty;

use pty::Pty;
use rustix::process::Signal;

fn start(thread: &str, arguments: &[&str]) -> Pty {
    Pty::stretch_with(arguments, &[("STRETCH_PANIC", thread)])
}

/// Waits for the end, which is in order and says what has happened.
#[track_caller]
fn ends_in_order(pty: &mut Pty, thread: &str) {
    assert_eq!(pty.ends(), 1, "{thread}");
    pty.left_in_order();
    assert!(pty.text().contains(&format!("on purpose, in {thread}")), "{}", pty.text());
}

#[test]
fn on_the_screens() {
    ends_in_order(&mut start("main", &[]), "main");
    let mut pty = start("keys", &["run", "desk-break"]);
    pty.attends();
    pty.press("x");
    ends_in_order(&mut pty, "keys");
    let mut pty = start("signals", &[]);
    pty.shows("quit");
    pty.resize(100, 30);
    ends_in_order(&mut pty, "signals");
}

#[test]
#[cfg(feature = "pixels")]
fn with_a_picture_on_the_screen() {
    for thread in ["main", "keys"] {
        let mut pty = start(thread, &["run", "cat-camel", "--figure", "pixels"]);
        pty.tells("\x1b_Ga=T,", 1);
        if thread == "keys" {
            pty.press("x");
        }
        ends_in_order(&mut pty, thread);
        let bytes = String::from_utf8_lossy(&pty.seen().bytes).into_owned();
        let (screen, _) = bytes.rsplit_once("\x1b[?1049l").expect(thread);
        let (_, after) = screen.rsplit_once("\x1b_Ga=T,").expect(thread);
        assert!(after.contains("\x1b_Ga=d,d=I,"), "{thread}: a picture stays behind");
    }
}

#[test]
fn in_lines() {
    ends_in_order(&mut start("lines", &["run", "desk-break", "--plain"]), "lines");
    let mut pty = start("signals", &["run", "desk-break", "--plain"]);
    pty.tells("Arm press curls", 1);
    pty.press("\x03");
    ends_in_order(&mut pty, "signals");
}

#[cfg(feature = "tones")]
#[test]
fn while_it_plays() {
    for arguments in
        [&["run", "desk-break", "--sound", "tones"][..], &["run", "desk-break", "--plain", "--sound", "tones"]]
    {
        let arguments = [arguments, &["--advance", "auto", "--speed", "10"]].concat();
        ends_in_order(&mut start("tones", &arguments), "tones");
    }
}

/// That thread only begins when the program has been asked to end, and may come too late for it.
#[test]
fn while_it_ends() {
    for arguments in [&["run", "desk-break"][..], &["run", "desk-break", "--plain"]] {
        let mut pty = start("patience", arguments);
        pty.until("anything of it", |screen| screen.contents().contains("Arm press curls"));
        pty.signal(Signal::TERM);
        let code = pty.ends();
        // What ends by itself in time has no need of the thread.
        assert!(code == 143 || (code == 1 && pty.text().contains("on purpose, in patience")), "{code}");
        pty.left_in_order();
    }
}
