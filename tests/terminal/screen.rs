//! What is written to the terminal while nobody leaves.

use std::thread;
use std::time::Duration;

use super::pty::{Pty, text};

#[test]
fn any_size() {
    let mut pty = Pty::stretch(&["run", "full"]);
    pty.attends();
    pty.press(" ");
    pty.shows("PAUSED");
    let still = pty.text();
    for (columns, rows) in [(40, 12), (120, 36), (250, 70), (8, 3), (1, 1), (200, 1), (1, 60), (80, 24)] {
        pty.resize(columns, rows);
        pty.until(&format!("{columns}x{rows}"), |screen| !screen.contents().trim().is_empty());
        if columns >= 40 && rows >= 12 {
            pty.shows("PAUSED");
            pty.shows("left");
            pty.shows("go on");
        }
    }
    pty.until("the same as before", |screen| text(screen) == still);
    for step in 0..50 {
        pty.resize(1 + step * 37 % 160, 1 + step * 11 % 50);
    }
    pty.resize(80, 24);
    pty.until("the same as before", |screen| text(screen) == still);
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    pty.left_in_order();
}

#[test]
fn no_colour() {
    for (arguments, no_color, coloured) in [
        (&["run", "full"][..], "", true),
        (&["run", "full", "--color", "always"], "1", true),
        (&["run", "full"], "1", false),
        (&["run", "full", "--color", "never"], "", false),
    ] {
        let mut pty =
            Pty::run(r#"exec "$STRETCH" --speed 20 --advance auto "$@""#, arguments, &[("NO_COLOR", no_color)]);
        pty.attends();
        // On to the work and its cautions, then to the menu by way of the question.
        pty.press("n");
        pty.until("the work", |screen| !screen.contents().contains("GET READY"));
        for (key, sight) in [("\x1b", "Stop here?"), ("\r", "menu"), ("\r", "dose")] {
            pty.press(key);
            pty.shows(sight);
        }
        pty.press("q");
        assert_eq!(pty.ends(), 0);
        pty.left_as_found();
        let codes = codes(&pty.seen().bytes);
        let is_colour = |code: &u8| matches!(code, 30..=38 | 40..=48 | 90..=107);
        assert_eq!(codes.iter().any(is_colour), coloured, "{arguments:?} {no_color:?} {codes:?}");
        assert!(codes.contains(&1) && codes.contains(&2), "bold and dim: {codes:?}");
    }
}

/// The codes of all styles.
fn codes(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic())?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.flat_map(|codes| codes.split(';').filter_map(|code| code.parse().ok()).collect::<Vec<_>>()).collect()
}

#[test]
fn at_rest_nothing_is_written() {
    // Otherwise what is chosen shows itself first.
    let mut pty = Pty::stretch(&["--reduced-motion"]);
    pty.shows("quit");
    pty.press("?");
    pty.shows("The keys of the menu");
    // Every key has been answered when this screen is there: what follows is the rest.
    pty.press("?");
    pty.shows("start");
    let written = || pty.seen().bytes.len();
    let mut before = 0;
    while before != written() {
        before = written();
        thread::sleep(Duration::from_millis(100));
    }
    thread::sleep(Duration::from_secs(1));
    assert_eq!(written(), before);
}

#[test]
fn pastes_are_marked_and_no_line_wraps_while_it_is_on() {
    let mut pty = Pty::stretch(&[]);
    pty.shows("quit");
    assert!(pty.seen().parser.screen().bracketed_paste());
    assert_eq!((pty.count("\x1b[?7l"), pty.count("\x1b[?7h")), (1, 0));
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!((pty.count("\x1b[?7l"), pty.count("\x1b[?7h")), (1, 1));
    pty.left_as_found();
}

#[test]
fn keys_do_not_count_yet_where_it_opens_over_something_else() {
    let foot = "keys count once nobody types";
    let mut pty = Pty::stretch(&["run", "desk-break"]);
    pty.tells(foot, 1);
    pty.press("\x03");
    assert_eq!(pty.ends(), 130);
    // The menu opens for who has asked for it just now.
    let mut pty = Pty::stretch(&[]);
    pty.press("q");
    assert_eq!((pty.ends(), pty.count(foot)), (0, 0));
}

#[test]
fn strange_input() {
    let paste = "x".repeat(5000);
    let strange: [&[u8]; 18] = [
        b"xyz123!@",
        paste.as_bytes(),
        "é€😀\u{301}".as_bytes(),
        b"\xff\xfe\x80",
        b"\xe2\x82",
        b"\x00\x01\x02",
        b"\x1b[15~\x1b[24~\x1bOQ\x1b[1;5A",
        b"\x1b[200~xyz\x1b[201~",
        b"import os, this\r",
        b"\x1b[200~import os, this\rsudo apt install quux\r\x1b[201~",
        b"\x1b[<0;10;10M\x1b[<0;10;10m\x1b[M !!",
        b"\x1b[99999999999999;1R",
        b"\x1b[?99999999c",
        b"\x1b[I\x1b[O",
        b"\x1b[",
        b"\x1b[<0;1",
        b"\x1b[1;",
        b"\x1bx",
    ];
    let mut pty = Pty::stretch(&[]);
    pty.shows("quit");
    for input in strange {
        let name = String::from_utf8_lossy(&input[..input.len().min(20)]).into_owned();
        pty.press(input);
        // What half a sequence swallows is its own end, and what comes right after much text belongs to it.
        pty.press("xxxM");
        pty.press_until("s", "EMERGENCY");
        pty.press("\x1b");
        pty.until(&format!("the menu after {name:?}"), |screen| !screen.contents().contains("EMERGENCY"));
    }
    // Escape alone is a key: here it asks, and asked again goes on.
    pty.press("j");
    pty.press("\r");
    pty.shows("WHEN YOU ARE READY");
    pty.press("\x1b");
    pty.shows("Stop here?");
    pty.press("\x1b");
    pty.until("the session again", |screen| !screen.contents().contains("Stop here?"));
    pty.press("\x03");
    assert_eq!(pty.ends(), 130);
    pty.left_as_found();
}

#[test]
fn ctrl_c_is_behind_nothing() {
    let keys = "jk".repeat(10_000);
    let arrows = "\x1b[A\x1b[B".repeat(10_000);
    let paste = format!("\x1b[200~{}", "import os, this\r".repeat(10_000));
    let held = "j".repeat(20_000);
    for flood in [&keys, &arrows, &paste, &held] {
        let mut pty = Pty::stretch(&[]);
        pty.shows("quit");
        pty.press(flood);
        pty.press_to_the_end("\x03");
        assert_eq!(pty.ends(), 130, "{flood:.20}");
        // Pressed once more after the end, it has been shown by the terminal.
        pty.left_in_order();
    }
}
