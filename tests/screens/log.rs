//! What the log brings to the screens: how it feels, what could not be saved, and going on with a session that was left.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::ZonedDateTime;
use stretch_tui::log::history::History;
use stretch_tui::log::reader::Records;
use stretch_tui::log::record::Record;
use stretch_tui::log::recorder::Recorder;
use stretch_tui::log::store::Store;
use stretch_tui::progress::PastSessions;
use stretch_tui::session::Advance;
use stretch_tui::tui::app::Reply;

use super::pictures::accepted;
use super::stage::{SIZES, Size, Stage};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens-log").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn now() -> ZonedDateTime {
    "2026-11-26T10:12:03+01:00[Europe/Berlin]".parse().unwrap()
}

fn store(folder: &Path) -> Store {
    Store::new(folder, Some(folder.join("state")))
}

/// A person who wants to note how it feels.
fn noting(folder: &Path, size: Size) -> Stage {
    let store = store(folder);
    let recorder = Recorder::new(Some(store), Box::new(now));
    waiting(size).changed(|app| app.with_recorder(Some(recorder)).with_feel(true))
}

/// The app as the settings have it, whose first stretch waits.
fn waiting(size: Size) -> Stage {
    Stage::paced(Advance::First, size)
}

/// Does a whole session from the waiting first stretch on, with the keys before and after it.
fn whole(stage: &mut Stage, before: &str, after: &str) {
    stage.run("cat-camel");
    stage.press(before);
    stage.press("enter");
    stage.wait_for_rest();
    if !after.is_empty() {
        stage.press(after);
    }
}

fn last(folder: &Path) -> Record {
    Records::open(&store(folder)).next().unwrap().record
}

#[test]
fn how_it_feels_is_asked_where_the_session_waits_and_at_its_end() {
    let stage = |keys: &'static str| {
        move |size| {
            let mut stage = noting(&folder("asked"), size);
            stage.run("cat-camel");
            if !keys.is_empty() {
                stage.press(keys);
            }
            stage
        }
    };
    accepted("feel_asked", &stage(""), &SIZES);
    accepted("feel_before", &stage("9 right"), &SIZES);
    accepted("feel_help", &stage("?"), &SIZES);
    let after = |size| {
        let mut stage = noting(&folder("after"), size);
        whole(&mut stage, "6", "4 left");
        stage
    };
    accepted("feel_after", &after, &SIZES);
}

#[test]
fn the_numbers_are_in_the_record() {
    for (before, after, noted) in [
        ("6", "4", (Some(6), Some(4))),
        ("right right", "left", (Some(1), Some(0))),
        ("0 left", "9 right right", (Some(0), Some(10))),
        // Two digits for ten, and only right after each other.
        ("1 0", "1 right 0", (Some(10), Some(0))),
        ("5 backspace", "3", (None, Some(3))),
        ("5", "", (Some(5), None)),
    ] {
        let folder = folder("numbers");
        let mut stage = noting(&folder, (80, 24));
        whole(&mut stage, before, after);
        stage.press("enter");
        let record = last(&folder);
        assert_eq!((record.before, record.after), noted, "{before} / {after}");
    }
}

#[test]
fn it_is_not_asked_of_anybody_who_does_not_want_it() {
    let folder = folder("unwanted");
    let unwanted = noting(&folder, (80, 24)).changed(|app| app.with_feel(false));
    let without_log = waiting((80, 24)).changed(|app| app.with_feel(true));
    for mut stage in [unwanted, without_log] {
        whole(&mut stage, "7", "7");
        assert!(!stage.shot().has("pain now"), "{}", stage.shot().picture());
        // Left is still the way back.
        assert_eq!(stage.ask("left"), Reply::Quit);
    }
    assert_eq!((last(&folder).before, last(&folder).after), (None, None));
}

#[test]
fn twice_worse_brings_a_kind_word_and_once_does_not() {
    let folder = folder("worse");
    for (after, is_told) in [("8", false), ("7", true), ("6", false)] {
        let mut stage = noting(&folder, (80, 24));
        whole(&mut stage, "5", after);
        assert_eq!(stage.shot().has("last two times"), is_told, "{}", stage.shot().picture());
        stage.press("enter");
    }
    let worse = |size| {
        let folder = self::folder("worse");
        for _ in 0..2 {
            let mut stage = noting(&folder, size);
            whole(&mut stage, "5", "8");
            stage.press("enter");
        }
        let mut stage = noting(&folder, size);
        whole(&mut stage, "5", "8");
        stage
    };
    accepted("feel_worse_twice", &worse, &SIZES);
}

#[test]
fn what_is_not_saved_is_told() {
    let unsaved = |size| {
        let recorder = Recorder::new(None, Box::new(now));
        let mut stage = waiting(size).changed(|app| app.with_recorder(Some(recorder)));
        stage.run("cat-camel");
        stage.press("enter");
        stage.wait_for_rest();
        stage
    };
    accepted("unsaved", &unsaved, &SIZES);
}

/// The menu after a session that was left in its third stretch, as it opens.
fn opening(folder: &Path, size: Size) -> Stage {
    let mut stage = noting(folder, size);
    stage.run("full");
    stage.press("enter");
    stage.wait_seconds(60.0);
    stage.press("N N");
    stage.wait_seconds(20.0);
    stage.press("q enter");
    let (recorder, read) = (Recorder::new(Some(store(folder)), Box::new(now)), store(folder));
    waiting(size).changed(|mut app| {
        app.words_first();
        app.with_recorder(Some(recorder)).with_log_later(Box::new(move || History::reading(&read, now(), 1)))
    })
}

/// The same menu when it has read the log.
fn left(folder: &Path, size: Size) -> Stage {
    let mut stage = opening(folder, size);
    assert!(stage.draws_again());
    stage
}

#[test]
fn a_session_that_was_left_is_offered_in_one_line_until_something_is_started() {
    accepted("left_home", &|size| left(&folder("left"), size), &SIZES);
    let resumed = |size| {
        let mut stage = left(&folder("left-resumed"), size);
        stage.press("r");
        stage
    };
    accepted("left_resumed", &resumed, &SIZES);
    let mut stage = left(&folder("left-once"), (80, 24));
    assert!(stage.shot().has("r goes on with Full routine, from"), "{}", stage.shot().picture());
    stage.press("enter enter q enter q");
    assert!(!stage.shot().has("goes on with"), "{}", stage.shot().picture());
    stage.press("r");
    assert!(stage.shot().has("there is no session to go on with"), "{}", stage.shot().picture());
}

#[test]
fn a_session_that_is_left_now_is_offered_in_the_menu_at_once() {
    let folder = folder("left-now");
    let past = PastSessions::new(store(&folder), now, 3);
    for keys in ["enter", "q"] {
        let mut stage = noting(&folder, (80, 24)).changed(|app| app.with_past_sessions(Some(past.clone())));
        stage.play("desk-break");
        stage.press("enter");
        stage.wait_seconds(60.0);
        stage.press(&format!("q enter {keys}"));
        assert!(stage.shot().has("r goes on with Desk break, from"), "{}", stage.shot().picture());
    }
}

#[test]
fn a_resumed_session_is_a_record_that_names_the_one_it_continues() {
    let folder = folder("left-record");
    let mut stage = left(&folder, (80, 24));
    let first = last(&folder);
    stage.press("r enter");
    stage.wait_for_rest();
    assert!(stage.shot().has("Well done, with some left out."), "{}", stage.shot().picture());
    let second = last(&folder);
    assert_eq!((second.continues.as_deref(), &*second.outcome), (Some(&*first.id), "completed"));
    let history = History::reading(&store(&folder), now(), 1);
    assert_eq!(history.sessions().len(), 1);
}

#[test]
fn the_log_is_read_once_the_menu_is_in_sight() {
    let mut stage = opening(&folder("later"), (80, 24));
    assert!(!stage.shot().has("goes on with"), "{}", stage.shot().picture());
    assert!(stage.draws_again(), "another frame is due at once");
    assert!(stage.shot().has("r goes on with Full routine, from"), "{}", stage.shot().picture());
    assert!(!stage.draws_again());
}
