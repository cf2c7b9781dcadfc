//! The bell, as it reaches the terminal.

use super::pty::Pty;

const BELL: &[u8] = b"\x07";

/// Waits until the bell has rung so many times.
#[track_caller]
fn rings(pty: &Pty, times: usize) {
    pty.tells("\x07", times);
}

/// The time left, with the rest of the line that it stands in.
fn top(pty: &Pty) -> String {
    pty.text().lines().next().unwrap().trim().to_owned()
}

#[test]
fn a_session_begins_with_three_beats() {
    let mut pty = Pty::stretch(&["run", "desk-break"]);
    rings(&pty, 3);
    // In a pause nothing else rings.
    pty.attends();
    pty.press(" ");
    pty.shows("PAUSED");
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
    assert_eq!(pty.count(BELL), 3);
}

#[test]
fn nobody_hears_it_who_does_not_want_to() {
    for (sound, is_heard) in [("bell", true), ("off", false)] {
        let mut pty = Pty::stretch(&["run", "cat-camel", "--speed", "200", "--sound", sound]);
        pty.shows("menu");
        pty.press("q");
        assert_eq!(pty.ends(), 0);
        pty.left_as_found();
        assert_eq!(pty.count(BELL) > 0, is_heard, "{sound}");
    }
}

#[test]
fn m_silences_it_at_once_and_brings_it_back() {
    let mut pty = Pty::stretch(&["run", "full"]);
    rings(&pty, 1);
    pty.attends();
    pty.press("m");
    pty.shows("muted");
    let rung = pty.count(BELL);
    // The other beats would have come within the first second.
    let first = top(&pty);
    pty.until("a second later", |screen| !screen.contents().contains(&first));
    for (key, sight) in [("n", "REPS"), ("N", "2 of 7"), (" ", "PAUSED"), ("N", "3 of 7")] {
        pty.press(key);
        pty.shows(sight);
    }
    assert_eq!(pty.count(BELL), rung);
    pty.press("m");
    pty.until("no longer muted", |screen| !screen.contents().contains("muted"));
    pty.press(" ");
    rings(&pty, rung + 1);
    pty.press("\x03");
    assert_eq!(pty.ends(), 130);
    pty.left_as_found();
}

#[test]
fn the_menu_has_none() {
    let mut pty = Pty::stretch(&[]);
    pty.shows("quit");
    for (key, sight) in [("?", "The keys of the menu"), ("?", "start"), ("jjkd", "dose"), ("q", "")] {
        pty.press(key);
        pty.shows(sight);
    }
    assert_eq!(pty.ends(), 0);
    assert_eq!(pty.count(BELL), 0);
}
