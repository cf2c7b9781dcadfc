//! Bytes of a terminal as keys: every encoding, pieces of one, and what must never become a key.

use super::*;

const START: Duration = Duration::from_secs(5);

fn key(code: KeyCode) -> TerminalInput {
    TerminalInput::Key(code.into())
}

fn ctrl_c() -> TerminalInput {
    TerminalInput::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL))
}

fn letters(text: &str) -> Vec<TerminalInput> {
    text.chars().map(|letter| key(KeyCode::Char(letter))).collect()
}

/// Everything that comes of one read and the silence after it, but for the letters of a paste.
fn read(bytes: &[u8]) -> Vec<TerminalInput> {
    let mut keyboard = Keyboard::default();
    let mut events = keyboard.read(bytes, START);
    events.extend(keyboard.quiet(START + SILENCE));
    assert_eq!(keyboard.deadline(), None, "nothing is waited for any more");
    without_letters(events)
}

fn without_letters(events: Vec<TerminalInput>) -> Vec<TerminalInput> {
    events.into_iter().filter(|event| !matches!(event, TerminalInput::PastedLetter(_))).collect()
}

/// The letters of a paste that come of one read.
fn pasted(bytes: &[u8]) -> String {
    let letter = |event| if let TerminalInput::PastedLetter(letter) = event { Some(letter) } else { None };
    Keyboard::default().read(bytes, START).into_iter().filter_map(letter).collect()
}

#[test]
fn the_first_letters_of_a_paste_are_there_for_who_types() {
    assert_eq!(pasted("\x1b[200~neck\x07 stretch\r\n\x1b[201~".as_bytes()), "neck stretch");
    assert_eq!(pasted("\x1b[200~\u{9996}\u{80a9}\x1b[201~".as_bytes()), "\u{9996}\u{80a9}");
    assert_eq!(pasted(b"neck stretch"), "neck stretch", "also where the terminal marks none");
    let long = format!("\x1b[200~{}\x1b[201~", "\u{9996}".repeat(500));
    assert_eq!(pasted(long.as_bytes()).chars().count(), MOST_LETTERS);
    assert_eq!(pasted(b"\x1b[200~neck"), "", "not before its end");
}

#[test]
fn the_keys_of_the_table_and_their_kin() {
    for (bytes, code) in [
        ("\r", KeyCode::Enter),
        ("\t", KeyCode::Tab),
        ("\x1b", KeyCode::Esc),
        ("\x7f", KeyCode::Backspace),
        ("\x1b[A", KeyCode::Up),
        ("\x1bOB", KeyCode::Down),
        ("\x1b[1;1C", KeyCode::Right),
        ("\x1bOD", KeyCode::Left),
        ("\x1b[H", KeyCode::Home),
        ("\x1b[1~", KeyCode::Home),
        ("\x1bOF", KeyCode::End),
        ("\x1b[8~", KeyCode::End),
        ("\x1b[5~", KeyCode::PageUp),
        ("\x1b[6~", KeyCode::PageDown),
        ("\x1bOP", KeyCode::F(1)),
        ("\x1b[11~", KeyCode::F(1)),
        ("\x1b[[A", KeyCode::F(1)),
        ("\x1b[15~", KeyCode::F(5)),
        ("\x1b[21~", KeyCode::F(10)),
        ("\x1b[24~", KeyCode::F(12)),
        ("\x1b[Z", KeyCode::BackTab),
        ("\u{e9}", KeyCode::Char('\u{e9}')),
        ("\u{1f600}", KeyCode::Char('\u{1f600}')),
    ] {
        assert_eq!(read(bytes.as_bytes()), [key(code)], "{bytes:?}");
    }
    let with = |code, modifiers| [TerminalInput::Key(KeyEvent::new(code, modifiers))];
    assert_eq!(read(b"\x03"), [ctrl_c()]);
    assert_eq!(read(b"\x1a"), with(KeyCode::Char('z'), KeyModifiers::CONTROL));
    assert_eq!(read(b"\x1bx"), with(KeyCode::Char('x'), KeyModifiers::ALT));
    assert_eq!(read(b"\x1b[1;5A"), with(KeyCode::Up, KeyModifiers::CONTROL));
    assert_eq!(read(b"\x1b\x1b"), [key(KeyCode::Esc), key(KeyCode::Esc)]);
}

#[test]
fn what_is_no_key_is_nothing_and_swallows_nothing() {
    for bytes in [
        &b"\x1b[?99999999c"[..],
        b"\x1b[99999999999999;1R",
        b"\x1b[<0;10;10M\x1b[<0;10;10m",
        b"\x1b[M !!",
        b"\x1b[I\x1b[O",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[201~",
        b"\x1b[97;1u",
        b"\xff\xfe\x80",
        b"\xe2\x82",
    ] {
        assert_eq!(read(bytes), [], "{bytes:?}");
        let with_a_key = [bytes, b"q"].concat();
        assert_eq!(read(&with_a_key), letters("q"), "{bytes:?}");
    }
    let long = [b"\x1b[", &b"1;".repeat(5000)[..], b"Aq"].concat();
    assert_eq!(read(&long), letters("q"));
}

#[test]
fn a_reply_about_pictures_is_an_event_and_never_a_key() {
    let (yes, no) = (&b"\x1b_Gi=1398034022;OK\x1b\\"[..], &b"\x1b_Gi=1398034022;ENOTSUP:q\x1b\\"[..]);
    assert_eq!(read(yes), [TerminalInput::Pictures(true)]);
    assert_eq!(read(no), [TerminalInput::Pictures(false)]);
    assert_eq!(
        read(&[b"j", yes, b"k"].concat()),
        [&letters("j"), &[TerminalInput::Pictures(true)][..], &letters("k")].concat()
    );
    for cut in 1..yes.len() {
        let mut keyboard = Keyboard::default();
        let (first, second) = yes.split_at(cut);
        let mut events = keyboard.read(first, START);
        // After the first byte nobody can tell yet that it is no key; after that a slow line changes nothing.
        let later = START + if cut == 1 { ESCAPE / 2 } else { SILENCE / 2 };
        events.extend(keyboard.quiet(later));
        events.extend(keyboard.read(second, later));
        assert_eq!(events, [TerminalInput::Pictures(true)], "cut after {cut}");
    }
    // About something else, without an end, or much too long: nothing.
    let long = [&yes[..18], &b"x".repeat(5000), b"\x1b\\"].concat();
    for bytes in [&b"\x1b_Gi=31;OK\x1b\\"[..], b"\x1b]Gi=1398034022;OK\x1b\\", b"\x1b_Gi=1398034022;OK", &long] {
        assert_eq!(read(bytes), [], "{:?}", bytes.get(..30));
    }
    // What is pasted just before does not swallow it.
    let mut keyboard = Keyboard::default();
    keyboard.read(b"sudo apt install qu", START);
    assert_eq!(keyboard.read(yes, START + REST / 2), [TerminalInput::Pictures(true)]);
}

#[test]
fn a_key_in_two_reads_is_one_key() {
    let mut keyboard = Keyboard::default();
    assert_eq!(keyboard.read(b"\x1b", START), []);
    assert_eq!(keyboard.read(b"[", START + ESCAPE / 2), []);
    assert_eq!(keyboard.read(b"A", START + SILENCE / 2), [key(KeyCode::Up)]);
    assert_eq!(keyboard.read(b"\xc3", START), []);
    assert_eq!(keyboard.read(b"\xa9", START), letters("\u{e9}"));
}

#[test]
fn escape_is_a_key_as_soon_as_nothing_follows() {
    let mut keyboard = Keyboard::default();
    assert_eq!(keyboard.read(b"\x1b", START), []);
    assert_eq!(keyboard.deadline(), Some(START + ESCAPE));
    assert_eq!(keyboard.quiet(START + ESCAPE), [key(KeyCode::Esc)]);
    assert_eq!(keyboard.read(b"\x1b", START), []);
    assert_eq!(keyboard.read(b"[A", START + ESCAPE), [[key(KeyCode::Esc)].to_vec(), letters("[A")].concat());
}

#[test]
fn half_a_sequence_is_given_up_after_a_second() {
    for half in [&b"\x1b["[..], b"\x1b[<0;1", b"\x1bO", b"\x1b]11;", b"\x1b[M ", b"\xe2\x82", b"\x1b[200~abc"] {
        let mut keyboard = Keyboard::default();
        keyboard.read(half, START);
        assert_eq!(keyboard.quiet(START + SILENCE * 9 / 10), []);
        assert_eq!(keyboard.read(b"q", START + SILENCE), letters("q"), "{half:?}");
    }
    // Nobody has to wait for that with Ctrl-C, but in a paste, which may hold one.
    for half in [&b"\x1b["[..], b"\x1b[<0;1", b"\x1bO", b"\x1b]11;", b"\x1b[M ", b"\xe2\x82"] {
        assert_eq!(read(&[half, b"\x03"].concat()), [ctrl_c()], "{half:?}");
    }
}

#[test]
fn a_paste_is_one_event_whatever_is_in_it() {
    for text in ["", "q", "import os, this\n", "\x1b[A\x1b[201q\x04\x1b", "\u{1f600}\x1b\x1b["] {
        let pasted = format!("\x1b[200~{text}\x1b[201~q");
        assert_eq!(read(pasted.as_bytes()), [&[TerminalInput::Pasted], &letters("q")[..]].concat(), "{text:?}");
        let mut keyboard = Keyboard::default();
        let events: Vec<_> = pasted.bytes().flat_map(|byte| keyboard.read(&[byte], START)).collect();
        assert_eq!(
            without_letters(events),
            [&[TerminalInput::Pasted], &letters("q")[..]].concat(),
            "byte by byte: {text:?}"
        );
    }
}

#[test]
fn a_paste_without_an_end_ends_by_silence() {
    let mut keyboard = Keyboard::default();
    assert_eq!(keyboard.read(b"\x1b[200~import os", START), [TerminalInput::Pasted]);
    let later = START + SILENCE / 2;
    assert_eq!(keyboard.read(b"\x03 still the same paste", later), []);
    assert_eq!(keyboard.deadline(), Some(later + SILENCE));
    assert_eq!(keyboard.quiet(later + SILENCE), []);
    assert_eq!(keyboard.read(b"q", later + SILENCE), letters("q"));
}

#[test]
fn ctrl_c_alone_leaves_a_paste() {
    let mut keyboard = Keyboard::default();
    keyboard.read(b"\x1b[200~import os", START);
    assert_eq!(keyboard.read(b"\x03", START), [ctrl_c()]);
    assert_eq!(keyboard.deadline(), None);
}

#[test]
fn a_paste_without_an_end_ends_by_its_size() {
    let mut keyboard = Keyboard::default();
    keyboard.read(b"\x1b[200~", START);
    let piece = b"0123456789abcdef".repeat(256);
    for _ in 0..=MOST_PASTED / piece.len() {
        let events = without_letters(keyboard.read(&piece, START));
        assert!(events.iter().all(|event| *event == TerminalInput::Pasted));
    }
    assert_eq!(keyboard.read(b"\x03", START), [ctrl_c()]);
}

#[test]
fn much_text_at_once_is_pasted_text() {
    for text in ["import os, this\r", "12345678", "jkjkjkjk", "\r\n\r\n\r\n\r\n", "\x1b[Anpm run lint"] {
        assert_eq!(read(text.as_bytes()), [TerminalInput::Pasted], "{text:?}");
    }
    assert_eq!(read(b"npm run\x03 lint"), [ctrl_c(), TerminalInput::Pasted]);
    for text in ["1234567", "jjjjjjjjjjjjjjjj"] {
        assert_eq!(read(text.as_bytes()), letters(text), "{text:?}");
    }
    assert_eq!(read(&b"\x1b[A\x1b[B".repeat(50)).len(), 100, "arrows are no text");
}

#[test]
fn its_rest_may_come_a_little_later() {
    let mut keyboard = Keyboard::default();
    assert_eq!(without_letters(keyboard.read(b"sudo apt install qu", START)), [TerminalInput::Pasted]);
    assert_eq!(keyboard.read(b"ux\r", START + REST / 2), []);
    assert_eq!(keyboard.read(b"\x03", START + REST / 2), [ctrl_c()]);
    assert_eq!(keyboard.read(b"q", START + REST), letters("q"));
}
