//! The display: kept awake while time passes, and not a moment longer.

use stretch_tui::listener::Listener;
use stretch_tui::listener::inhibit_sleep::InhibitSleep;
use stretch_tui::session::Command;

use super::harness::Harness;
use super::tempdir::{TempDir, is_ours, pid, runs, until};

const PROGRAM: &str = if cfg!(target_os = "macos") { "caffeinate" } else { "systemd-inhibit" };

fn place(name: &str) -> TempDir {
    let place = TempDir::new(name);
    place.program(PROGRAM);
    place
}

/// Does what is due.
fn on_deadline(awake: &mut InhibitSleep, told: &Harness) {
    if let Some(due) = awake.deadline() {
        assert_eq!(due, told.now, "at once");
        awake.on_deadline(due);
    }
}

#[test]
fn it_is_kept_awake_while_time_passes() {
    let place = place("awake");
    let mut awake = InhibitSleep::new(place.path(), false).unwrap();
    let mut told = Harness::begun(&mut awake);
    let mut asked = 0;
    for command in [Command::Pause, Command::Pause, Command::Stop] {
        assert!(awake.deadline().is_some(), "not at the cue itself: others have something to do there");
        on_deadline(&mut awake, &told);
        asked += 1;
        let log = place.lines(asked);
        let process = pid(&log[asked - 1]);
        told.on(&mut awake);
        on_deadline(&mut awake, &told);
        assert!(runs(process));
        told.ask(command, &mut awake);
        assert!(!is_ours(process), "{command:?}");
        on_deadline(&mut awake, &told);
        assert_eq!(place.log().len(), asked, "not asked for while nothing runs");
        told.ask(Command::Resume, &mut awake);
    }
    on_deadline(&mut awake, &told);
    assert_eq!(place.log().len(), asked, "not after the end");
}

#[test]
fn a_session_that_stands_at_once_asks_for_nothing() {
    let place = place("awake-paused");
    let mut awake = InhibitSleep::new(place.path(), false).unwrap();
    let mut told = Harness::begun(&mut awake);
    told.ask(Command::Pause, &mut awake);
    assert_eq!(awake.deadline(), None);
}

#[test]
#[cfg(not(target_os = "macos"))]
fn the_display_is_what_is_asked_for() {
    let place = place("awake-words");
    let mut awake = InhibitSleep::new(place.path(), false).unwrap();
    let told = Harness::begun(&mut awake);
    on_deadline(&mut awake, &told);
    let words = "systemd-inhibit --what=idle --who=stretch --why=a stretching session --mode=block cat";
    assert!(place.lines(1)[0].ends_with(words));
}

#[test]
fn dropping_it_ends_it() {
    let place = place("awake-drop");
    let mut awake = InhibitSleep::new(place.path(), false).unwrap();
    let told = Harness::begun(&mut awake);
    on_deadline(&mut awake, &told);
    let process = pid(&place.lines(1)[0]);
    drop(awake);
    assert!(!is_ours(process));
}

#[test]
fn a_failure_is_silent_and_not_tried_again() {
    let place = place("awake-fails");
    place.touch("fails");
    let mut awake = InhibitSleep::new(place.path(), false).unwrap();
    let mut told = Harness::begun(&mut awake);
    on_deadline(&mut awake, &told);
    let process = pid(&place.lines(1)[0]);
    until("it has failed", || {
        awake.reap();
        !is_ours(process)
    });
    told.ask(Command::Pause, &mut awake);
    told.ask(Command::Resume, &mut awake);
    assert_eq!((awake.deadline(), awake.take_warning()), (None, None));
}

#[test]
fn over_ssh_and_without_a_program_there_is_nobody() {
    let place = TempDir::new("awake-none");
    assert!(InhibitSleep::new(place.path(), false).is_none());
    place.program(PROGRAM);
    assert!(InhibitSleep::new(place.path(), true).is_none());
    assert!(InhibitSleep::new(place.path(), false).is_some());
}
