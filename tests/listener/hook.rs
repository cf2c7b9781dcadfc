//! Hooks: what they are told, and that they never take more than their share.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use serde_json::Value;
use stretch_tui::events::{NAMES, SessionEvent};
use stretch_tui::listener::Listener;
use stretch_tui::listener::hook::{Hooks, LIMIT, MOST};
use stretch_tui::session::Command;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::cue::CueKind;

use super::harness::{Harness, START};
use super::tempdir::{DEADLINE, TempDir, is_ours, pid, runs, until};

fn hooks<const N: usize>(commands: [(&str, Vec<String>); N]) -> Hooks {
    let commands = commands.map(|(event, command)| (event.to_owned(), command));
    Hooks::new(BTreeMap::from(commands), Clock::new(1.0))
}

/// Stays until it is ended.
const LONG: &str = "sleep 1000 & log \"$$ $!\"; wait";

#[test]
fn an_event_is_on_its_input_and_in_its_environment() {
    let place = TempDir::new("event");
    let tell = place.script("cat > \"$0/$STRETCH_EVENT.json\"; env > \"$0/$STRETCH_EVENT.env\"");
    let mut hooks = Hooks::new(NAMES.iter().map(|name| ((*name).to_owned(), tell.clone())).collect(), Clock::new(1.0));
    let mut told = Harness::begun(&mut hooks);
    for _ in 0..3 {
        told.on(&mut hooks);
    }
    told.ask(Command::Pause, &mut hooks);
    hooks.shut_down(DEADLINE);
    assert_eq!(hooks.take_warning(), None);

    for (what, name) in [
        (CueKind::SessionStarted, "session_started"),
        (CueKind::Started, "segment_started"),
        (CueKind::Paused, "paused"),
    ] {
        let json = fs::read_to_string(place.file(&format!("{name}.json"))).unwrap();
        assert!(json.ends_with('\n') && json.lines().count() == 1);
        let object: Value = serde_json::from_str(&json).unwrap();
        let mut heard = told.heard(what);
        heard.cue.at = Duration::from_secs_f64(object["at"].as_f64().unwrap());
        let event = SessionEvent::of(&heard).unwrap();
        assert_eq!(object, serde_json::to_value(&event).unwrap());

        let environment = fs::read_to_string(place.file(&format!("{name}.env"))).unwrap();
        for (key, value) in object.as_object().unwrap() {
            let name = format!("STRETCH_{}=", key.to_uppercase());
            let line = environment.lines().find_map(|line| line.strip_prefix(&name));
            let expected = match value {
                Value::Null | Value::Array(_) => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            };
            assert_eq!(line, expected.as_deref(), "{key}");
        }
    }
}

#[test]
fn an_event_without_a_hook_starts_nothing() {
    let place = TempDir::new("other");
    let mut hooks = hooks([("resumed", place.script("log resumed")), ("cue", Vec::new())]);
    let mut told = Harness::begun(&mut hooks);
    told.ask(Command::Pause, &mut hooks);
    hooks.on_cue(&told.heard(CueKind::Halfway));
    assert_eq!((hooks.deadline(), hooks.take_warning()), (None, None));
    told.ask(Command::Resume, &mut hooks);
    assert_eq!(place.lines(1), ["resumed"]);
}

#[test]
fn a_hook_has_its_time_and_no_more() {
    let place = TempDir::new("limit");
    let commands = BTreeMap::from([("session_started".to_owned(), place.script(LONG))]);
    let mut hooks = Hooks::new(commands, Clock::new(20.0));
    Harness::begun(&mut hooks);
    let log = place.lines(1);
    let (child, grandchild) = (pid(&log[0]), pid(log[0].split_once(' ').unwrap().1));
    let end = START + LIMIT * 20;
    assert_eq!(hooks.deadline(), Some(end), "on the wall, whatever the speed");
    hooks.on_deadline(end.saturating_sub(Duration::from_nanos(1)));
    assert!(runs(child) && hooks.take_warning().is_none());
    hooks.on_deadline(end);
    assert!(!is_ours(child));
    until("what it started has ended", || !runs(grandchild));
    let slow = "hook for `session_started`: ended, since it took longer than 5s";
    assert_eq!(hooks.take_warning().as_deref(), Some(slow));
    assert_eq!((hooks.deadline(), hooks.take_warning()), (None, None));
}

#[test]
fn only_so_many_run_at_once() {
    let place = TempDir::new("many");
    let waits = place.script("log $$; until [ -e \"$0/go\" ]; do sleep 0.01; done");
    let mut hooks = hooks([("cue", waits)]);
    let told = Harness::begun(&mut hooks);
    for _ in 0..MOST + 2 {
        hooks.on_cue(&told.heard(CueKind::Halfway));
    }
    let many = "hook for `cue`: left out, since 8 hooks were still running";
    assert_eq!((hooks.take_warning().as_deref(), hooks.take_warning()), (Some(many), None));
    place.touch("go");
    let log = place.lines(MOST);
    until("they have ended", || {
        hooks.reap();
        hooks.deadline().is_none()
    });
    assert!(log.iter().all(|line| !is_ours(pid(line))), "they are reaped");
    hooks.on_cue(&told.heard(CueKind::Halfway));
    hooks.shut_down(DEADLINE);
    assert_eq!(place.log().len(), MOST + 1, "what was left out is not made up for, and there is room again");
}

#[test]
fn what_fails_is_told_once_a_hook_and_session() {
    let place = TempDir::new("fails");
    let mut hooks = hooks([
        ("cue", place.script("log $$; exit 7")),
        ("rep", place.script("exit 8")),
        ("paused", vec!["no-such-hook".into()]),
    ]);
    for _ in 0..2 {
        let mut told = Harness::begun(&mut hooks);
        for what in [CueKind::Halfway, CueKind::Halfway] {
            hooks.on_cue(&told.heard(what));
        }
        while told.session.snapshot().unwrap().rep.is_none() {
            told.on(&mut hooks);
        }
        told.ask(Command::Pause, &mut hooks);
        told.ask(Command::Resume, &mut hooks);
        told.ask(Command::Pause, &mut hooks);
        hooks.shut_down(DEADLINE);
        let mut warnings: Vec<_> = std::iter::from_fn(|| hooks.take_warning()).collect();
        warnings.sort();
        let missing = "hook for `paused`: it cannot be started: No such file or directory (os error 2): `no-such-hook`";
        let failing =
            ["hook for `cue`: it failed with exit code 7", missing, "hook for `rep`: it failed with exit code 8"];
        assert_eq!(warnings, failing);
    }
}

#[test]
fn another_trouble_of_the_same_hook_is_told_too() {
    let place = TempDir::new("two-troubles");
    let mut hooks = hooks([("cue", place.script("mkdir \"$0/once\" && exit 1; sleep 1000"))]);
    let told = Harness::begun(&mut hooks);
    hooks.on_cue(&told.heard(CueKind::Halfway));
    hooks.shut_down(DEADLINE);
    hooks.on_cue(&told.heard(CueKind::Halfway));
    hooks.on_deadline(START + LIMIT);
    let warnings: Vec<_> = std::iter::from_fn(|| hooks.take_warning()).collect();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
}

#[test]
fn those_still_running_have_a_grace() {
    let place = TempDir::new("hook-grace");
    let mut last = hooks([("session_ended", place.script("until [ -e \"$0/go\" ]; do sleep 0.01; done; log done"))]);
    Harness::begun(&mut last).ask(Command::Stop, &mut last);
    place.touch("go");
    last.shut_down(DEADLINE);
    assert_eq!(place.log(), ["done"]);

    let mut last = hooks([("session_ended", place.script(LONG))]);
    Harness::begun(&mut last).ask(Command::Stop, &mut last);
    let child = pid(&place.lines(2)[1]);
    last.shut_down(Duration::ZERO);
    assert!(!is_ours(child));
}

#[test]
fn dropping_them_ends_them() {
    let place = TempDir::new("hook-drop");
    let mut hooks = hooks([("session_started", place.script(LONG))]);
    Harness::begun(&mut hooks);
    let child = pid(&place.lines(1)[0]);
    drop(hooks);
    assert!(!is_ours(child));
}
