//! The plain coach where there are keys: lines and nothing else, in a terminal that is left alone.

use rustix::process::Signal;

use super::pty::{BEFORE, Pty};
use super::settings::place;

/// The coach, asked for and as a terminal that can do nothing else has it.
const WAYS: [(&str, &str); 2] =
    [(r#"exec "$STRETCH" run cat-camel --plain"#, "xterm"), (r#"exec "$STRETCH" run cat-camel"#, "dumb")];

const KEYS: &str = "Enter pauses and goes on. s tells when not to stretch, w says it again, n is next, p is back, q quits, \
                    and ? tells every key. Press Enter after each.";

fn coach((script, term): (&str, &str)) -> Pty {
    let pty = Pty::run(script, &[], &[("TERM", term)]);
    pty.tells("Then: ", 1);
    pty.left_in_order();
    pty
}

/// Asserts that what came out is text, below what stood there before.
#[track_caller]
fn is_text(pty: &Pty) {
    pty.left_in_order();
    let seen = pty.seen();
    let text = str::from_utf8(&seen.bytes).unwrap();
    assert!(text.starts_with(BEFORE));
    assert!(text.chars().all(|letter| !letter.is_control() || ['\r', '\n'].contains(&letter)), "{text:?}");
}

#[test]
fn keys_followed_by_enter() {
    for way in WAYS {
        let mut pty = coach(way);
        pty.tells(KEYS, 1);
        for (line, answer, times) in [
            ("", "Paused.\r\nEnter goes on.", 1),
            ("", "Go on.", 1),
            ("w", " to go.", 2),
            ("n", "6 reps.", 1),
            ("+", "Rep 1 of 7.", 1),
            ("p", "Then: ", 2),
            ("", "Paused.", 2),
            ("s", "Emergency: call for help now.", 1),
            ("m", "Sound off.", 1),
            ("m", "Sound on.", 1),
            ("what?", "w says again what to do.", 1),
            ("q", "Stopped.", 1),
        ] {
            pty.press(format!("{line}\n"));
            pty.tells(answer, times);
        }
        assert_eq!(pty.ends(), 0);
        is_text(&pty);
    }
}

#[test]
fn signals() {
    for way in WAYS {
        let mut pty = coach(way);
        pty.press("\x03");
        pty.tells("Stopped.", 1);
        assert_eq!(pty.ends(), 130);
        is_text(&pty);
        for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)] {
            let mut pty = coach(way);
            pty.signal(signal);
            assert_eq!(pty.ends(), code);
            pty.tells("Stopped.", 1);
            is_text(&pty);
        }
    }
}

#[test]
fn the_terminal_goes_away() {
    let mut pty = coach(WAYS[0]);
    pty.close();
    assert_eq!(pty.ends(), 129);
    // A shell that takes no notice stands between, so that no signal comes, and nothing else that ends the lines.
    let script = r#"stty eof undef; trap : HUP; "$STRETCH" run cat-camel --plain; exit $?"#;
    let mut pty = Pty::run(script, &[], &[]);
    pty.tells("Then: ", 1);
    pty.close();
    assert_eq!(pty.ends(), 129);
}

#[test]
fn each_stretch_is_begun_by_who_can() {
    let place = place("advance-plain", |_| "advance = \"key\"\n".into());
    let env = [("STRETCH_CONFIG_DIR", place.path().to_str().unwrap())];
    let mut pty = Pty::run(r#"exec "$STRETCH" run cat-camel --plain --speed 100"#, &[], &env);
    pty.tells("Enter begins.", 1);
    pty.press("\n");
    pty.tells("Well done.", 1);
    assert_eq!(pty.ends(), 0);
    is_text(&pty);
    // Where nobody can say when, it begins by itself.
    let mut pty = Pty::run(r#"exec "$STRETCH" run cat-camel --plain --speed 1000 </dev/null"#, &[], &env);
    assert_eq!(pty.ends(), 0);
    assert_eq!((pty.count("begin"), pty.count("Well done.")), (0, 1));
    is_text(&pty);
}

#[test]
fn what_nobody_attends_leaves_and_says_so_before() {
    let mut pty = Pty::run(r#"exec "$STRETCH" run cat-camel --plain --linger 4"#, &[], &[]);
    pty.tells("Then: ", 1);
    pty.press("\n");
    pty.tells("Nobody there? It ends in 2 seconds. Enter stays.", 1);
    pty.tells("\r\n1\r\n", 1);
    // That is all this line does: the pause stays one.
    pty.press("\n");
    pty.tells("Nobody there?", 2);
    pty.tells("Stopped.", 1);
    assert_eq!(pty.ends(), 0);
    assert_eq!(pty.count("Paused."), 1);
    is_text(&pty);
}

/// The menu in lines, asked for and as a terminal that can do nothing else has it.
fn menu(options: &str, term: &str) -> Pty {
    let pty = Pty::run(&format!(r#"exec "$STRETCH" {options}"#), &[], &[("TERM", term)]);
    pty.tells("q quits, and ? tells every key.", 1);
    pty.left_in_order();
    pty
}

#[test]
fn a_session_begins_in_the_menu_and_ends_there() {
    for (options, term) in [("--plain", "xterm"), ("", "dumb")] {
        let mut pty = menu(options, term);
        for (line, answer) in [
            ("cat", "Enter starts it"),
            ("", "6 reps."),
            ("", "Paused.\r\nEnter goes on."),
            ("q", "Stopped."),
            ("", "A small set for every day."),
            ("q", "The menu."),
        ] {
            let before = pty.count(answer);
            pty.press(format!("{line}\n"));
            pty.tells(answer, before + 1);
        }
        pty.press("q\n");
        assert_eq!(pty.ends(), 0);
        is_text(&pty);
    }
}

#[test]
fn every_way_out_of_the_menu() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        // In the menu, and in a session that began there.
        for lines in ["", "cat\n\n"] {
            let mut pty = menu("--plain", "xterm");
            pty.press(lines);
            if !lines.is_empty() {
                pty.tells("Then: ", 1);
            }
            match signal {
                Signal::INT => pty.press("\x03"),
                _ => pty.signal(signal),
            }
            assert_eq!(pty.ends(), code, "{lines:?}");
            pty.tells("Stopped.", usize::from(!lines.is_empty()));
            is_text(&pty);
        }
    }
    let mut pty = menu("--plain", "xterm");
    pty.close();
    assert_eq!(pty.ends(), 129);
    // The end of the lines is `q`; in a session it comes after the session.
    let mut pty = menu("--plain --speed 1000", "xterm");
    pty.press("\x04");
    assert_eq!(pty.ends(), 0);
    let mut pty = menu("--plain --speed 50", "xterm");
    pty.press("cat\n\n");
    pty.tells("Then: ", 1);
    pty.press("\x04");
    pty.tells("Well done.", 1);
    assert_eq!(pty.ends(), 0);
    is_text(&pty);
}

#[test]
fn a_menu_that_nobody_attends_leaves() {
    let mut pty = menu("--plain --linger 4", "xterm");
    pty.tells("Nobody there? It ends in 2 seconds. Enter stays.", 1);
    // That is all this line does.
    pty.press("\n");
    pty.tells("Nobody there?", 2);
    assert_eq!(pty.ends(), 0);
    assert_eq!(pty.count("Enter starts it"), 0);
    // What nobody attends in a session is not waited for in the menu again.
    let mut pty = menu("--plain --linger 2", "xterm");
    pty.press("cat\n\n");
    pty.tells("Then: ", 1);
    pty.press("\n");
    pty.tells("Stopped.", 1);
    assert_eq!(pty.ends(), 0);
    assert_eq!(pty.count("The menu."), 0);
    is_text(&pty);
}

#[test]
fn a_jump_to_another_stretch_says_how_to_come_back() {
    let mut pty = Pty::run(r#"exec "$STRETCH" run desk-break --plain"#, &[], &[]);
    pty.tells("Stretch 1 of 3: ", 1);
    for (line, answer) in [
        ("P", "Back to the beginning.\r\n"),
        ("N", "Capital P takes it back.\r\n"),
        ("P", "Back a stretch. Capital N takes it back.\r\n"),
    ] {
        pty.press(format!("{line}\n"));
        pty.tells(answer, 1);
    }
    pty.tells("Stretch 1 of 3: ", 3);
    pty.press("N\nN\nN\n");
    pty.tells("Well done.", 1);
    assert_eq!(pty.ends(), 0);
    // Nothing takes back the end.
    assert_eq!(pty.count("Capital P takes it back."), 3);
    is_text(&pty);
}
