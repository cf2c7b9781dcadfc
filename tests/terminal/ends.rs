//! Every way out.

use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, io, panic, thread};

use ratatui::style::Color;
use ratatui::text::Line;
use rustix::process::Signal;
use stretch_tui::tui::window::Guard;

use super::pty::{BEFORE, Pty};

/// Arguments, keys that lead somewhere from there, and what is seen there.
type TempDir = (&'static [&'static str], &'static str, &'static str);

/// Keys, each with what is seen after it.
type Keys = &'static [(&'static str, &'static str)];

const HOME: TempDir = (&[], "", "quit");
const SESSION: TempDir = (&["run", "desk-break"], "", "GET READY");
const HELP: TempDir = (&[], "?", "The keys of the menu");
const PLACES: [TempDir; 3] = [HOME, SESSION, HELP];

fn go(place: TempDir) -> Pty {
    let (arguments, keys, sight) = place;
    let mut pty = Pty::stretch(arguments);
    if !keys.is_empty() {
        pty.shows("quit");
        pty.press(keys);
    }
    pty.shows(sight);
    if arguments.contains(&"run") {
        pty.attends();
    }
    pty
}

#[test]
fn by_keys() {
    let ways: [(TempDir, Keys, u32); 7] = [
        (HOME, &[("q", "")], 0),
        (HOME, &[("\x1b", "")], 0),
        (HELP, &[("q", "start"), ("q", "")], 0),
        (SESSION, &[("qq", "")], 0),
        (SESSION, &[("q", "Stop here?"), ("q", "")], 0),
        (SESSION, &[("\x1b", "Stop here?"), ("\r", "menu"), ("q", "")], 0),
        (SESSION, &[("\x1b", "Stop here?"), ("\x03", "")], 130),
    ];
    for (place, keys, code) in ways {
        let mut pty = go(place);
        for (key, sight) in keys {
            pty.press(key);
            pty.shows(sight);
        }
        assert_eq!(pty.ends(), code, "{place:?} {keys:?}");
        pty.left_as_found();
    }
}

#[test]
fn by_ctrl_c_and_signals() {
    for place in PLACES {
        let mut pty = go(place);
        pty.press("\x03");
        assert_eq!(pty.ends(), 130, "{place:?}");
        pty.left_as_found();
        for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
            let mut pty = go(place);
            pty.signal(signal);
            assert_eq!(pty.ends(), code, "{place:?} {signal:?}");
            pty.left_as_found();
        }
    }
}

#[test]
fn by_ctrl_c_while_nobody_reads_the_screen() {
    let mut pty = Pty::stretch(&[]);
    pty.shows("quit");
    assert_eq!(pty.ends_unread("?", "\x03"), 130);
}

#[test]
fn by_itself_when_nobody_is_there() {
    let mut pty = Pty::stretch(&["run", "desk-break", "--linger", "2"]);
    pty.attends();
    pty.press(" ");
    pty.shows("PAUSED");
    pty.shows("closes in 1 s");
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
    // Nor when nobody was there from the first moment.
    let mut pty = Pty::stretch(&["--linger", "1"]);
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
}

#[test]
#[cfg(target_os = "linux")]
fn not_by_a_signal_that_was_ignored_before() {
    for (name, signal) in [("HUP", Signal::HUP), ("INT", Signal::INT), ("TERM", Signal::TERM), ("TSTP", Signal::TSTP)] {
        let mut pty = Pty::run(&format!(r#"trap '' {name}; exec "$STRETCH" run desk-break"#), &[], &[]);
        pty.attends();
        pty.signal(signal);
        // Had it been heeded, it would have come before this key.
        pty.press("?");
        pty.shows("The keys of");
        pty.press("\x03");
        assert_eq!(pty.ends(), 130, "{name}");
        pty.left_as_found();

        let mut pty = Pty::run(&format!(r#"trap '' {name}; exec "$STRETCH" run cat-camel --plain"#), &[], &[]);
        pty.tells("Then: ", 1);
        pty.signal(signal);
        pty.press("q\n");
        assert_eq!(pty.ends(), 0, "{name}");
    }
}

#[test]
fn before_the_first_frame() {
    // A signal may come at any moment; the key has been waiting in the terminal all along.
    for delay in 0..12 {
        let mut pty = Pty::run(r#"exec "$STRETCH""#, &[], &[]);
        pty.until("anything", |screen| screen.alternate_screen() || screen.contents().contains(BEFORE));
        thread::sleep(Duration::from_millis(delay));
        pty.signal(Signal::TERM);
        pty.ends();
        pty.left_as_found();
    }
    let mut pty = Pty::stretch(&[]);
    pty.press("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn when_the_terminal_goes_away() {
    for place in PLACES {
        let mut pty = go(place);
        pty.close();
        assert_eq!(pty.ends(), 129, "{place:?}");
    }
}

/// A shell that takes no notice stands between, so that no signal comes; half an escape sequence has been read.
#[test]
fn when_the_terminal_goes_away_without_a_signal() {
    for half in ["", "\x1b[", "\u{e9}\x1b[<0;1"] {
        let script = r#"stty eof undef; trap "" HUP; "$STRETCH"; exit $?"#;
        let mut pty = Pty::run(script, &[], &[]);
        pty.shows("quit");
        pty.press(half);
        pty.close();
        assert_eq!(pty.ends(), 129, "{half:?}");
    }
}

#[test]
fn with_an_error() {
    // Nothing is touched before it is known what to show.
    for (arguments, code) in [(&["run", "nonsense"][..], 2), (&["--content", "/nonsense"], 1), (&["--nonsense"], 2)] {
        let mut pty = Pty::stretch(arguments);
        assert_eq!(pty.ends(), code);
        pty.left_in_order();
        assert!(!pty.seen().bytes.windows(4).any(|bytes| bytes == b"\x1b[?1"));
        let text = pty.text();
        assert!(text.starts_with(BEFORE) && text.contains("error: ") && text.contains("nonsense"), "{text}");
    }
    // A terminal that can be read and not written to.
    let mut pty = Pty::run(r#"exec "$STRETCH" 1</dev/tty"#, &[], &[]);
    assert_eq!(pty.ends(), 1);
    pty.left_in_order();
    assert!(pty.text().starts_with(BEFORE) && pty.text().contains("error: "), "{}", pty.text());
}

#[test]
fn with_an_error_or_a_panic_inside() {
    for kind in ["error", "main", "thread", "drawing"] {
        let test = env::current_exe().unwrap();
        let script = r#"exec "$@" --exact terminal::ends::child --nocapture --test-threads=1 --color never"#;
        // A backtrace takes its time to print, in which nothing else may be written.
        let mut pty = Pty::run(script, &[test.to_str().unwrap()], &[(CHILD, kind), ("RUST_BACKTRACE", "full")]);
        assert_ne!(pty.ends(), 0, "{kind}");
        pty.left_in_order();
        let bytes = String::from_utf8_lossy(&pty.seen().bytes).into_owned();
        let (ours, after) = bytes.rsplit_once("\x1b[?1049l").expect(kind);
        assert!(ours.contains("\x1b[?1049h") && ours.contains("drawn"), "{kind}");
        assert!(after.contains("on purpose") && !after.contains('\x1b'), "{kind}: {after:.300}");
    }
}

/// In the environment of the child: how it is to fail.
const CHILD: &str = "STRETCH_TEST_CHILD";

/// Not a test of its own: what [`with_an_error_or_a_panic_inside`] starts in a pseudo-terminal.
#[test]
fn child() -> io::Result<()> {
    let Ok(kind) = env::var(CHILD) else { return Ok(()) };
    let mut guard = Guard::new()?;
    let mut draw = |count: usize| {
        let line = Line::from(["drawn", "again"][count % 2]).style(Color::Red);
        guard.terminal.draw(|frame| frame.render_widget(line, frame.area())).map(drop)
    };
    draw(0)?;
    let fail = || panic!("on purpose");
    match kind.as_str() {
        "error" => return Err(io::Error::other("on purpose")),
        "main" => fail(),
        "thread" => drop(thread::spawn(fail).join()),
        "drawing" => {
            thread::spawn(fail);
            (1..).try_for_each(&mut draw)?;
        }
        kind => unreachable!("{kind}"),
    }
    Ok(())
}

#[test]
fn without_a_terminal() {
    for redirection in ["</dev/null", "| cat", ">/dev/null", "</dev/null | cat"] {
        for command in ["", "run full"] {
            // What the program writes on standard output is shown; its messages are read by `sed`.
            let script =
                format!(r#"{{ {{ "$STRETCH" {command} {redirection}; }} 2>&1 >&3 | sed 's/^/message: /' >&2; }} 3>&1"#);
            let mut pty = Pty::run(&script, &[], &[]);
            pty.ends();
            pty.left_in_order();
            let text = pty.text();
            let mut lines = text.lines().skip(1);
            assert!(text.contains("a terminal"), "{script}\n{text}");
            assert!(text.contains("message: error: "), "{script}\n{text}");
            assert!(lines.all(|line| line.starts_with("message: ")), "{script}\n{text}");
        }
    }
    let mut pty = Pty::run(r#"exec "$STRETCH" --no-plain 2>/dev/null"#, &[], &[("TERM", "dumb")]);
    assert_eq!(pty.ends(), 1);
    pty.left_as_found();
    let out = Command::new(env!("CARGO_BIN_EXE_stretch")).stdin(Stdio::null()).output().unwrap();
    assert_eq!((out.status.code(), out.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8(out.stderr).unwrap().contains("a terminal"));
}

#[test]
fn when_nobody_reads_the_results() {
    for arguments in ["list", "list --json", "show full", "show full --json", "learn", "--help", "--version"] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_stretch"));
        let out = command.args(arguments.split(' ')).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{arguments}");
        assert_eq!(out.status.code(), Some(0), "{arguments}");
    }
}
