//! The plain coach as a process.

use std::process::Stdio;
use std::time::Duration;

use stretch_tui::format::spoken;

use super::process::{Running, printed, stretch};

/// Everything that can be named on the command line.
const NAMES: [&str; 5] = ["full", "desk-break", "neck-and-shoulders", "floor", "cat-camel:flat"];

#[test]
fn with_no_terminal_at_all_it_simply_runs() {
    for name in NAMES {
        let lines = printed(&["run", name, "--plain", "--speed", "1000"]);
        assert!(lines.contains("\nWell done.\n"), "{lines}");
        // No control codes, no braille, nothing drawn.
        assert!(lines.chars().all(|c| c == '\n' || c.is_ascii_graphic() || c == ' '), "{lines}");
        assert!(lines.lines().all(|line| !line.is_empty() && line.len() <= 160), "{lines}");
        assert!(!lines.contains("Enter"), "there are no keys");
    }
}

#[test]
fn a_dumb_terminal_has_the_plain_coach_by_itself() {
    let output = stretch(&["run", "cat-camel", "--speed", "1000"]).env("TERM", "dumb").output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), printed(&["run", "cat-camel", "--plain", "--speed", "1000"]));
}

#[test]
fn each_line_is_there_when_it_matters() {
    let running = Running::new(&mut stretch(&["run", "cat-camel", "--plain"]));
    // Flushed at once: the session goes on for a minute, and these lines have come.
    running.line_with("Then: ");
}

#[test]
fn a_pipe_is_no_keyboard() {
    let mut running = Running::new(&mut stretch(&["run", "cat-camel", "--plain", "--speed", "1000"]));
    running.say("q");
    let (code, lines) = running.ends();
    assert_eq!(code, Some(0));
    assert!(lines.contains(&"Well done.".to_owned()));
}

#[test]
fn nobody_reading_ends_it_quietly() {
    for skin in ["--plain", "--events"] {
        let mut child = stretch(&["run", "full", skin, "--speed", "100"]).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{skin}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_and_says_what_was_done() {
    use rustix::process::{Pid, Signal, kill_process};

    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        for (skin, last) in [("--plain", "Stopped."), ("--events", r#""event":"session_ended","outcome":"stopped""#)] {
            let mut running = Running::new(&mut stretch(&["run", "cat-camel", skin]));
            running.line();
            kill_process(Pid::from_child(&running.child), signal).unwrap();
            let (ended, lines) = running.ends();
            assert_eq!(ended, Some(code), "{skin} {signal:?}");
            assert!(lines.iter().rev().take(2).any(|line| line.contains(last)), "{lines:?}");
        }
    }
}

#[test]
fn plain_lines_and_events_take_as_long_as_what_is_shown_by_ear() {
    for name in NAMES {
        let shown: serde_json::Value = serde_json::from_str(&printed(&["show", name, "--json", "--by-ear"])).unwrap();
        let total = Duration::from_secs_f64(shown["total_seconds"].as_f64().unwrap());
        let lines = printed(&["run", name, "--plain", "--speed", "1000"]);
        assert!(lines.lines().next().unwrap().contains(&spoken(total)), "{lines}");
        assert!(lines.lines().rev().take(2).any(|line| line.contains(&spoken(total))), "{lines}");
        let events = printed(&["run", name, "--events", "--speed", "1000"]);
        let started: serde_json::Value = serde_json::from_str(events.lines().next().unwrap()).unwrap();
        assert_eq!(started["total_seconds"], shown["total_seconds"]);
    }
}
