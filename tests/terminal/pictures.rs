//! The figure as a picture: what is sent, what the terminal's reply does, and that nothing of it stays behind.

use rustix::process::Signal;

use super::pty::Pty;
use super::suspends::shell;

const SHOWS: &str = "\x1b_Ga=T,";
const REMOVES: &str = "\x1b_Ga=d,d=I,i=1398034021,q=2\x1b\\";
const ASKS: &str = "\x1b_Ga=q,";
const YES: &str = "\x1b_Gi=1398034022;OK\x1b\\";
const NO: &str = "\x1b_Gi=1398034022;EBADPNG:no\x1b\\";

/// A session that is paused, in a terminal that replies to its question in so many pieces.
fn paused<'a>(reply: impl IntoIterator<Item = &'a [u8]>) -> Pty {
    let mut pty = Pty::stretch(&["run", "cat-camel", "--figure", "pixels"]);
    pty.tells(ASKS, 1);
    for piece in reply {
        pty.press(piece);
    }
    pty.attends();
    pty.press(" ");
    pty.shows("PAUSED");
    assert_eq!(pty.count(SHOWS), 1);
    pty
}

/// The same, and the terminal can.
fn pictured() -> Pty {
    paused([YES.as_bytes()])
}

/// Whether the figure is there in cells.
fn in_cells(text: &str) -> bool {
    let rows = text.lines().skip(2).take(18);
    let mut cells = rows.flat_map(|row| row.chars().take(36));
    cells.any(|cell| matches!(cell, '\u{2580}'..='\u{259f}' | '\u{2800}'..='\u{28ff}' | '\u{1fb00}'..='\u{1fb3b}'))
}

/// Asserts that the last picture was removed before the screen was left, for every time it was.
#[track_caller]
fn nothing_stays(pty: &Pty) {
    let bytes = String::from_utf8_lossy(&pty.seen().bytes).into_owned();
    for screen in bytes.split("\x1b[?1049l").filter(|screen| screen.contains("\x1b[?1049h")) {
        let last = screen.rfind(SHOWS).expect("a picture was shown");
        assert!(screen[last..].contains(REMOVES), "a picture stays behind");
    }
}

#[test]
fn it_goes_on_every_way_out() {
    for (keys, code) in [("qq", 0), ("\x03", 130)] {
        let mut pty = pictured();
        pty.press(keys);
        assert_eq!(pty.ends(), code, "{keys:?}");
        nothing_stays(&pty);
        pty.left_as_found();
    }
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut pty = pictured();
        pty.signal(signal);
        assert_eq!(pty.ends(), code, "{signal:?}");
        nothing_stays(&pty);
        pty.left_as_found();
    }
}

#[test]
fn it_goes_for_the_shell_and_comes_back() {
    let mut pty = shell(&[]);
    pty.press("\"$STRETCH\" run cat-camel --advance auto --figure pixels\n");
    pty.tells(ASKS, 1);
    pty.press(YES);
    pty.attends();
    for way in ["key", "signal"] {
        if way == "key" {
            pty.press("\x1a");
        } else {
            pty.signal(Signal::TSTP);
        }
        pty.prompts();
        nothing_stays(&pty);
        let shown = pty.count(SHOWS);
        pty.press("fg\n");
        pty.is_paused();
        pty.tells(SHOWS, shown + 1);
    }
    assert_eq!(pty.count(ASKS), 1, "it is asked once");
    pty.press("\x03");
    pty.prompts();
    nothing_stays(&pty);
}

#[test]
fn it_goes_with_its_screen_and_with_the_size_of_the_window() {
    let mut pty = pictured();
    pty.press("?");
    pty.shows("The keys of");
    pty.tells(REMOVES, 1);
    pty.press("q");
    pty.tells(SHOWS, 2);
    pty.resize(100, 30);
    pty.tells(REMOVES, 2);
    pty.tells(SHOWS, 3);
    pty.resize(40, 12);
    pty.tells(REMOVES, 3);
    pty.press("\x03");
    assert_eq!(pty.ends(), 130);
    assert_eq!(pty.count(SHOWS), 3, "there is no room for it");
    nothing_stays(&pty);
}

#[test]
fn nothing_is_sent_while_nothing_moves() {
    let mut pty = pictured();
    for _ in 0..3 {
        // Other things are drawn meanwhile.
        pty.press("m");
        pty.shows("muted");
        pty.press("m");
        pty.until("not muted", |screen| !screen.contents().contains("muted"));
    }
    assert!(!in_cells(&pty.text()), "{}", pty.text());
    pty.press("\x03");
    pty.ends();
    assert_eq!(pty.count(SHOWS), 1);
}

#[test]
fn a_terminal_that_cannot_gets_cells() {
    for reply in [NO, ""] {
        let mut pty = paused([reply.as_bytes()]);
        // Without an reply within a second.
        pty.until("cells", |screen| in_cells(&screen.contents()));
        pty.tells(REMOVES, 1);
        // The terminal changes its mind.
        pty.press(YES);
        pty.press("m");
        pty.shows("muted");
        assert!(in_cells(&pty.text()));
        pty.press("\x03");
        assert_eq!(pty.ends(), 130, "{reply:?}");
        assert_eq!(pty.count(SHOWS), 1);
        pty.left_as_found();
    }
}

#[test]
fn a_reply_is_never_a_key() {
    let mut pty = paused(YES.as_bytes().chunks(1));
    pty.press("m");
    pty.shows("muted");
    assert!(pty.text().contains("PAUSED"), "{}", pty.text());
    assert!(!in_cells(&pty.text()), "{}", pty.text());
    pty.press("\x03");
    assert_eq!(pty.ends(), 130);
}

#[test]
fn auto_takes_it_in_a_terminal_known_for_it_and_nowhere_else() {
    let kitty = [("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")];
    let over_ssh = [&kitty[..], &[("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")]].concat();
    for (env, shown) in [(&kitty[..], 1), (&over_ssh, 0), (&[], 0)] {
        let mut pty = Pty::stretch_with(&["run", "cat-camel"], env);
        pty.attends();
        pty.press(" ");
        pty.shows("PAUSED");
        if shown == 0 {
            pty.until("cells", |screen| in_cells(&screen.contents()));
        }
        pty.tells(SHOWS, shown);
        pty.press("\x03");
        assert_eq!(pty.ends(), 130, "{env:?}");
        assert_eq!(pty.count(SHOWS) > 0, shown > 0, "{env:?}");
    }
}
