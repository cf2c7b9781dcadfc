//! The event stream as a process: what a program that follows along reads and writes.

use std::io::Write;

use serde_json::Value;

use super::process::{Running, printed, stretch};

fn event(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// The events of a routine that nobody disturbs.
fn events(name: &str) -> Vec<Value> {
    printed(&["run", name, "--events", "--speed", "1000"]).lines().map(event).collect()
}

#[test]
fn the_events_are_the_plan_of_show() {
    for name in ["full", "desk-break", "lat-side-stretch"] {
        let shown: Value = serde_json::from_str(&printed(&["show", name, "--json", "--by-ear"])).unwrap();
        let events = events(name);
        assert!(events.iter().all(|event| event["schema"] == 1));
        assert!(events.is_sorted_by(|one, next| one["at"].as_f64() <= next["at"].as_f64()));

        let (first, last) = (&events[0], events.last().unwrap());
        assert_eq!((&first["event"], &first["routine"]), (&"session_started".into(), &shown["id"]));
        assert_eq!(first["total_seconds"], shown["total_seconds"]);
        assert_eq!((&last["event"], &last["outcome"]), (&"session_ended".into(), &"completed".into()));
        assert_eq!(
            (&last["seconds_active"], &last["seconds_planned"]),
            (&first["total_seconds"], &first["total_seconds"])
        );

        let segments = shown["segments"].as_array().unwrap();
        assert_eq!(first["segments"], segments.len());
        let of = |name: &'static str| events.iter().filter(move |event| event["event"] == name);
        assert_eq!(of("segment_started").count(), segments.len());
        assert_eq!(of("segment_ended").count(), segments.len());
        for (index, ((started, ended), segment)) in
            of("segment_started").zip(of("segment_ended")).zip(segments).enumerate()
        {
            assert_eq!((&started["index"], &ended["index"]), (&index.into(), &index.into()));
            assert_eq!(started["at"], segment["start"]);
            for key in ["kind", "stretch", "step", "side", "way", "round", "seconds", "text"] {
                assert_eq!(started[key], segment[key], "{key} of {index}");
            }
            assert_eq!((&ended["outcome"], &ended["seconds"]), (&"done".into(), &segment["seconds"]));
        }
    }
}

#[test]
fn commands_are_obeyed_and_what_is_none_is_answered() {
    let mut running = Running::new(&mut stretch(&["run", "desk-break", "--events"]));
    let started = event(&running.line());
    let total = started["total_seconds"].as_f64().unwrap();
    for (command, answer) in [
        ("next", r#""outcome":"done""#),
        ("pause", r#""event":"paused""#),
        ("more 5", r#""kind":"adjusted""#),
        ("less 5", r#""kind":"adjusted""#),
        ("restart", r#""event":"moved""#),
        ("nonsense", "there is no command `nonsense`: there are pause, resume, next"),
        ("nxet", "did you mean `next`?"),
        ("more", "`more` needs a whole number of seconds from 1 to 600"),
        ("more -5", "`more` needs"),
        ("less 5.5", "`less` needs"),
        ("more 601", "`more` needs"),
        ("resume", r#""event":"resumed""#),
        ("next", r#""outcome":"skipped""#),
        ("back", r#""event":"segment_started","index":0"#),
        ("next-stretch", r#""event":"stretch_ended""#),
        ("previous-stretch", r#""event":"segment_started""#),
        ("", ""),
        ("quit", r#""outcome":"stopped""#),
    ] {
        running.say(command);
        if !answer.is_empty() {
            let line = running.line_with(answer);
            if command == "more 5" {
                assert_eq!(event(&line)["total_seconds"].as_f64(), Some(total + 10.0), "both rounds");
            }
        }
    }
    assert_eq!(running.ends(), (Some(0), vec![]));
}

#[test]
fn a_line_without_an_end_is_no_command() {
    let mut running = Running::new(&mut stretch(&["run", "cat-camel", "--events"]));
    for long in [
        "quit".repeat(10_000),
        "a".repeat(1024) + "quit",
        " ".repeat(1024) + "quit",
        "quit".to_owned() + &" ".repeat(1024),
    ] {
        running.say(&long);
        assert_eq!(event(&running.line_with("error"))["event"], "error");
    }
    running.say("quit");
    running.line_with("stopped");
    assert_eq!(running.ends().0, Some(0));
}

#[test]
fn the_end_of_the_commands_is_not_the_end_of_the_session() {
    let mut running = Running::new(&mut stretch(&["run", "cat-camel", "--events", "--speed", "1000"]));
    running.input = None;
    let (code, lines) = running.ends();
    assert_eq!(code, Some(0));
    assert_eq!(event(lines.last().unwrap())["outcome"], "completed");
}

#[test]
fn who_pauses_and_goes_leaves_nothing_standing() {
    let mut running = Running::new(&mut stretch(&["run", "cat-camel", "--events", "--speed", "1000"]));
    running.say("pause");
    running.line_with("paused");
    running.input = None;
    running.line_with("resumed");
    assert_eq!(running.ends().0, Some(0));
}

#[test]
fn nothing_comes_after_the_end() {
    // Whether a line comes with the end is a matter of luck: it did in two of three sessions.
    for _ in 0..10 {
        let arguments = ["run", "lat-side-stretch", "--events", "--speed", "1000"];
        let mut running = Running::new(&mut stretch(&arguments));
        let mut input = running.input.take().unwrap();
        let talker = std::thread::spawn(move || while writeln!(input, "bogus").is_ok() {});
        let (code, lines) = running.ends();
        talker.join().unwrap();
        assert_eq!(code, Some(0));
        assert!(lines.iter().any(|line| line.contains("bogus")), "{lines:?}");
        assert_eq!(event(lines.last().unwrap())["event"], "session_ended");
    }
}
