//! Processes: started without a shell, ended whole, reaped.

use std::fs;
use std::process::Command;
use std::time::Duration;

use stretch_tui::process::{Process, ProcessInput, find_program, wait};

use super::tempdir::{DEADLINE, TempDir, is_ours, pid, runs, until};

fn start(words: &[String], input: ProcessInput<'_>) -> Process {
    Process::start(Command::new(&words[0]).args(&words[1..]), input).unwrap()
}

#[test]
fn all_it_started_ends_with_it() {
    let place = TempDir::new("group");
    let process = start(&place.script("sleep 1000 & log $!; log $$; wait"), ProcessInput::Nothing);
    let log = place.lines(2);
    let (grandchild, child) = (pid(&log[0]), pid(&log[1]));
    assert!(runs(child) && runs(grandchild));
    drop(process);
    assert!(!is_ours(child));
    until("the grandchild has ended", || !runs(grandchild));
}

#[test]
fn what_it_leaves_running_ends_when_it_does() {
    let place = TempDir::new("leaves");
    for (script, fails) in [("sleep 1000 & log $!", false), ("sleep 1000 & log $!; exit 3", true)] {
        let mut process = start(&place.script(script), ProcessInput::Nothing);
        let mut end = None;
        until("it ends", || {
            end = process.ended();
            end.is_some()
        });
        let left = pid(place.log().last().unwrap());
        until("what it left has ended", || !runs(left));
        assert_eq!(end.unwrap().is_err(), fails, "that is no failure of its own");
    }
}

/// As docs/hooks.md has it, with the `setsid` of util-linux.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn what_has_a_session_of_its_own_by_then_goes_on() {
    let place = TempDir::new("goes-on");
    let mut words = ["setsid", "--wait"].map(str::to_owned).to_vec();
    words.extend(place.script("(until [ -e \"$0/go\" ]; do sleep 0.01; done; log gone) &"));
    let mut process = start(&words, ProcessInput::Nothing);
    until("it ends", || process.ended().is_some());
    place.touch("go");
    assert_eq!(place.lines(1), ["gone"]);
}

#[test]
fn the_end_is_told_and_nothing_stays() {
    let place = TempDir::new("ends");
    for (script, expected) in [
        ("log $$; exit 3", Some("failed with exit code 3")),
        ("log $$; kill -9 $$", Some("was ended from outside (signal: 9 (SIGKILL))")),
        ("log $$", None),
    ] {
        let mut process = start(&place.script(script), ProcessInput::Nothing);
        let mut end = None;
        until("it ends", || {
            end = process.ended();
            end.is_some()
        });
        let failure = end.unwrap().err().map(|failure| failure.to_string());
        assert_eq!(failure.as_deref(), expected);
        assert!(!is_ours(pid(place.log().last().unwrap())));
        assert!(process.ended().is_some(), "it stays ended");
    }
}

#[test]
fn it_reads_what_it_is_given_and_the_end_of_it() {
    let place = TempDir::new("input");
    let mut process = start(&place.script("cat > \"$0/copy\"; log done"), ProcessInput::Text("a line\nand äöü"));
    place.lines(1);
    assert_eq!(fs::read_to_string(place.file("copy")).unwrap(), "a line\nand äöü");
    until("it ends", || process.ended().is_some());
}

#[test]
fn one_that_does_not_read_holds_nobody_up() {
    let place = TempDir::new("deaf");
    // More than any pipe takes. Were it waited for, the script would have ended by then.
    let mut process = start(&place.script("exec sleep 10"), ProcessInput::Text(&"x".repeat(1 << 22)));
    assert_eq!(process.ended(), None);
}

#[test]
fn an_open_pipe_stays_open_until_it_is_dropped() {
    let place = TempDir::new("open");
    let mut process = start(&place.script("log $$; cat; log closed"), ProcessInput::Open);
    let child = pid(&place.lines(1)[0]);
    assert_eq!(process.ended(), None);
    drop(process);
    assert!(!is_ours(child));
}

#[test]
fn programs_are_found_in_the_order_of_the_path() {
    let (first, second) = (TempDir::new("find-first"), TempDir::new("find-second"));
    let path = std::env::join_paths(["tests/listener".as_ref(), first.path(), second.path()]).unwrap();
    first.touch("speak");
    assert_eq!(find_program("speak", &path), None, "no program, only a file");
    second.program("speak");
    assert_eq!(find_program("speak", &path), Some(second.file("speak")));
    first.program("say");
    second.program("say");
    assert_eq!(find_program("say", &path), Some(first.file("say")));
    assert_eq!(find_program("recorder", &path), None, "where we happen to be is no place to look");
    assert_eq!(find_program("../find-second/say", &path), None, "no bare name");
    assert_eq!(find_program("", &path), None);
}

#[test]
fn waiting_ends_with_what_is_waited_for_or_its_time() {
    let mut looks = 0;
    wait(DEADLINE, || {
        looks += 1;
        looks == 3
    });
    assert_eq!(looks, 3);
    wait(Duration::ZERO, || false);
}
