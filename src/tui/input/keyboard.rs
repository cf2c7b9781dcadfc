//! From the bytes of a terminal to keys, and to what is no key: pasted text.
//!
//! It reads nothing and waits for nothing: bytes and the time are handed in. Whatever comes, it never waits for the end
//! of something that may never end, and of text it keeps no more than somebody may want to look for.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::TerminalEvent;
use crate::tui::graphics;

/// How long an Escape may be the beginning of something longer.
const ESCAPE: Duration = Duration::from_millis(50);

/// How long anything else that has begun may be silent before it counts as ended.
const SILENCE: Duration = Duration::from_secs(1);

/// The most bytes of one paste. What follows is looked at again, so that Ctrl-C is found in it.
const MOST_PASTED: usize = 1 << 20;

/// The most letters of a paste that are kept, and the most of what can be typed.
pub const MOST_LETTERS: usize = 40;

/// So many characters of text in one read are no typing.
const PASTED: usize = 8;

/// How long after such a read its rest may come.
const REST: Duration = Duration::from_millis(100);

/// What ends a paste; what begins it is an ordinary sequence.
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// The longest sequence of a key, in bytes. Longer ones are followed to their end and mean nothing.
const LONGEST: usize = 16;

/// The longest answer that is looked at, in bytes. Longer ones mean nothing.
const LONGEST_ANSWER: usize = 128;

#[derive(Debug, Default)]
enum Sequence {
    #[default]
    Ground,
    /// `ESC`, which may be the key.
    Escape,
    /// `ESC [` and what came after it.
    Control(Vec<u8>),
    /// `ESC O`.
    Single,
    /// An answer of the terminal, up to `BEL` or `ESC \`, from the byte after its `ESC` on.
    Answer(Vec<u8>),
    /// `ESC` after an answer: its end, or the beginning of something else.
    Ending(Vec<u8>),
    /// Coordinates of a mouse: so many bytes.
    Mouse(u8),
    /// A letter of several bytes.
    Letter(Vec<u8>),
    /// Pasted text: its length, how much of its end has been seen, and its first bytes.
    Paste { length: usize, end: usize, first: Vec<u8> },
}

/// A keyboard, as it comes through a terminal.
#[derive(Debug, Default)]
pub struct Keyboard {
    state: Sequence,
    /// When the last bytes came.
    last: Duration,
    /// Until when what comes belongs to text that came all at once.
    rest: Option<Duration>,
    events: Vec<TerminalEvent>,
}

impl Keyboard {
    /// Takes in the bytes of one read at a reading of the clock.
    pub fn read(&mut self, bytes: &[u8], now: Duration) -> Vec<TerminalEvent> {
        let mut before = self.quiet(now);
        self.last = now;
        if bytes == [0x03] {
            // Alone it is pressed, even in a paste: somebody wants to get out of one that does not end.
            self.end();
        }
        for byte in bytes {
            self.byte(*byte);
        }
        let events = std::mem::take(&mut self.events);
        let pasted = is_pasted(&events);
        if pasted || self.rest.is_some_and(|rest| now < rest) {
            let stays = |event: &TerminalEvent| *event == ctrl_c() || matches!(event, TerminalEvent::Pictures(_));
            before.extend(events.iter().copied().filter(stays));
            if pasted {
                self.rest = Some(now + REST);
                before.push(TerminalEvent::Pasted);
                before.extend(letters_of(&events));
            }
        } else {
            before.extend(events);
        }
        before
    }

    /// Ends what has been silent for too long at a reading of the clock.
    pub fn quiet(&mut self, now: Duration) -> Vec<TerminalEvent> {
        if self.deadline().is_some_and(|deadline| deadline <= now) && matches!(self.end(), Sequence::Escape) {
            self.key(KeyCode::Esc);
        }
        std::mem::take(&mut self.events)
    }

    /// The reading of the clock at which that is.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        match self.state {
            Sequence::Ground => None,
            Sequence::Escape => Some(self.last + ESCAPE),
            _ => Some(self.last + SILENCE),
        }
    }

    /// Goes back to the ground, and returns from where.
    fn end(&mut self) -> Sequence {
        std::mem::take(&mut self.state)
    }

    fn key(&mut self, key: impl Into<KeyEvent>) {
        self.events.push(TerminalEvent::Key(key.into()));
    }

    fn byte(&mut self, byte: u8) {
        match self.end() {
            Sequence::Paste { length, end, first } => self.paste(byte, length, end, first),
            Sequence::Mouse(left) if byte >= 0x20 => {
                if left > 1 {
                    self.state = Sequence::Mouse(left - 1);
                }
            }
            Sequence::Answer(bytes) if byte >= 0x20 => self.answer(bytes, byte),
            Sequence::Answer(bytes) if byte == 0x1b => self.state = Sequence::Ending(bytes),
            Sequence::Answer(_) if byte == 0x07 => {}
            Sequence::Ending(bytes) if byte == b'\\' => {
                let reply = graphics::reply(&bytes).filter(|_| bytes.len() < LONGEST_ANSWER);
                self.events.extend(reply.map(TerminalEvent::Pictures));
            }
            Sequence::Escape | Sequence::Ending(_) => self.escape(byte),
            Sequence::Control(bytes) if byte >= 0x20 => self.control(bytes, byte),
            Sequence::Single if byte >= 0x20 => self.single(byte),
            Sequence::Letter(bytes) => self.letter(bytes, byte),
            // Nothing has begun, or a control code breaks it off.
            _ => self.ground(byte),
        }
    }

    fn ground(&mut self, byte: u8) {
        let ctrl = |letter: u8| KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::CONTROL);
        match byte {
            0x1b => self.state = Sequence::Escape,
            b'\r' => self.key(KeyCode::Enter),
            b'\t' => self.key(KeyCode::Tab),
            0x7f => self.key(KeyCode::Backspace),
            0 => self.key(ctrl(b' ')),
            0x01..=0x1a => self.key(ctrl(byte - 1 + b'a')),
            0x1c..=0x1f => self.key(ctrl(byte - 0x1c + b'4')),
            0x20..=0x7e => self.key(KeyCode::Char(byte.into())),
            _ => self.letter(Vec::new(), byte),
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'[' => self.state = Sequence::Control(Vec::new()),
            b'O' => self.state = Sequence::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => self.state = Sequence::Answer(vec![byte]),
            // The end of an answer, which began long before.
            b'\\' => {}
            0x1b => {
                self.key(KeyCode::Esc);
                self.state = Sequence::Escape;
            }
            _ => {
                let first = self.events.len();
                self.ground(byte);
                for event in self.events.iter_mut().skip(first) {
                    if let TerminalEvent::Key(key) = event {
                        key.modifiers |= KeyModifiers::ALT;
                    }
                }
            }
        }
    }

    /// A byte of a sequence, after those before it.
    fn control(&mut self, mut bytes: Vec<u8>, byte: u8) {
        // The Linux console sends `ESC [ [ A` for F1.
        let goes_on = byte < 0x40 || (byte == b'[' && bytes.is_empty());
        if goes_on {
            if bytes.len() < LONGEST {
                bytes.push(byte);
            }
            self.state = Sequence::Control(bytes);
            return;
        }
        match (bytes.as_slice(), byte) {
            (b"200", b'~') => {
                self.events.push(TerminalEvent::Pasted);
                self.state = Sequence::Paste { length: 0, end: 0, first: Vec::new() };
            }
            (b"", b'M') => self.state = Sequence::Mouse(3),
            (bytes, _) if bytes.len() == LONGEST => {}
            (bytes, last) => {
                if let Some(key) = sequence(bytes, last) {
                    self.key(key);
                }
            }
        }
    }

    fn answer(&mut self, mut bytes: Vec<u8>, byte: u8) {
        if bytes.len() < LONGEST_ANSWER {
            bytes.push(byte);
        }
        self.state = Sequence::Answer(bytes);
    }

    fn single(&mut self, byte: u8) {
        if let Some(code) = named(byte) {
            self.key(code);
        }
    }

    fn letter(&mut self, mut bytes: Vec<u8>, byte: u8) {
        bytes.push(byte);
        match str::from_utf8(&bytes).map(|text| text.chars().next()) {
            Ok(letter) => self.key(KeyCode::Char(letter.unwrap_or_default())),
            Err(error) if error.error_len().is_none() => self.state = Sequence::Letter(bytes),
            // No letter after all; what broke it off may be a key.
            Err(_) if byte < 0x80 => self.ground(byte),
            Err(_) => {}
        }
    }

    fn paste(&mut self, byte: u8, length: usize, end: usize, mut first: Vec<u8>) {
        let end = match PASTE_ENDS.get(end) {
            Some(next) if *next == byte => end + 1,
            _ => usize::from(byte == 0x1b),
        };
        if end == 0 && first.len() < MOST_LETTERS * char::MAX.len_utf8() {
            first.push(byte);
        }
        if end == PASTE_ENDS.len() {
            let text = String::from_utf8_lossy(&first);
            let letters = text.chars().filter(|letter| !letter.is_control()).take(MOST_LETTERS);
            self.events.extend(letters.map(TerminalEvent::PastedLetter));
        } else if length < MOST_PASTED {
            self.state = Sequence::Paste { length: length + 1, end, first };
        }
    }
}

/// The first letters among the keys of a text that came all at once.
fn letters_of(events: &[TerminalEvent]) -> impl Iterator<Item = TerminalEvent> {
    let letters = events.iter().filter_map(|event| match event {
        TerminalEvent::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. })
            if !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            Some(TerminalEvent::PastedLetter(*letter))
        }
        _ => None,
    });
    letters.take(MOST_LETTERS)
}

fn ctrl_c() -> TerminalEvent {
    TerminalEvent::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL))
}

/// Whether the events of one read are text that nobody types: too much at once, and no key held down.
fn is_pasted(events: &[TerminalEvent]) -> bool {
    let is_text = |event: &&TerminalEvent| match event {
        TerminalEvent::Key(key) if key.modifiers.contains(KeyModifiers::ALT) => false,
        TerminalEvent::Key(key) if key.modifiers.contains(KeyModifiers::CONTROL) => key.code == KeyCode::Char('j'),
        TerminalEvent::Key(key) => matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab),
        _ => false,
    };
    let mut text = events.iter().filter(is_text);
    let Some(first) = text.next() else { return false };
    let (count, alike) = text.fold((1, true), |(count, alike), event| (count + 1, alike && event == first));
    count >= PASTED && !alike
}

/// The key of a letter, after `ESC O` or `ESC [`.
fn named(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        _ => return None,
    })
}

/// The key of a number, as in `ESC [ 5 ~`.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The key of a whole sequence: what stands between `ESC [` and its last byte, and that byte.
fn sequence(bytes: &[u8], last: u8) -> Option<KeyEvent> {
    if let (b"[", b'A'..=b'E') = (bytes, last) {
        return Some(KeyCode::F(last - b'A' + 1).into());
    }
    let mut numbers = str::from_utf8(bytes).ok()?.split(';');
    let first = numbers.next()?;
    let held = numbers.next().and_then(|held| held.parse::<u8>().ok()).unwrap_or(1).saturating_sub(1);
    let code = match last {
        b'~' => numbered(first.parse().ok()?)?,
        b'Z' => KeyCode::BackTab,
        _ if matches!(first, "" | "1") => named(last)?,
        _ => return None,
    };
    let mut modifiers = KeyModifiers::empty();
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, held & bit != 0);
    }
    Some(KeyEvent::new(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(5);

    fn key(code: KeyCode) -> TerminalEvent {
        TerminalEvent::Key(code.into())
    }

    fn letters(text: &str) -> Vec<TerminalEvent> {
        text.chars().map(|letter| key(KeyCode::Char(letter))).collect()
    }

    /// Everything that comes of one read and the silence after it, but for the letters of a paste.
    fn read(bytes: &[u8]) -> Vec<TerminalEvent> {
        let mut keyboard = Keyboard::default();
        let mut events = keyboard.read(bytes, START);
        events.extend(keyboard.quiet(START + SILENCE));
        assert_eq!(keyboard.deadline(), None, "nothing is waited for any more");
        without_letters(events)
    }

    fn without_letters(events: Vec<TerminalEvent>) -> Vec<TerminalEvent> {
        events.into_iter().filter(|event| !matches!(event, TerminalEvent::PastedLetter(_))).collect()
    }

    /// The letters of a paste that come of one read.
    fn pasted(bytes: &[u8]) -> String {
        let letter = |event| if let TerminalEvent::PastedLetter(letter) = event { Some(letter) } else { None };
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
        let with = |code, modifiers| [TerminalEvent::Key(KeyEvent::new(code, modifiers))];
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
        assert_eq!(read(yes), [TerminalEvent::Pictures(true)]);
        assert_eq!(read(no), [TerminalEvent::Pictures(false)]);
        assert_eq!(
            read(&[b"j", yes, b"k"].concat()),
            [&letters("j"), &[TerminalEvent::Pictures(true)][..], &letters("k")].concat()
        );
        for cut in 1..yes.len() {
            let mut keyboard = Keyboard::default();
            let (first, second) = yes.split_at(cut);
            let mut events = keyboard.read(first, START);
            // After the first byte nobody can tell yet that it is no key; after that a slow line changes nothing.
            let later = START + if cut == 1 { ESCAPE / 2 } else { SILENCE / 2 };
            events.extend(keyboard.quiet(later));
            events.extend(keyboard.read(second, later));
            assert_eq!(events, [TerminalEvent::Pictures(true)], "cut after {cut}");
        }
        // About something else, without an end, or much too long: nothing.
        let long = [&yes[..18], &b"x".repeat(5000), b"\x1b\\"].concat();
        for bytes in [&b"\x1b_Gi=31;OK\x1b\\"[..], b"\x1b]Gi=1398034022;OK\x1b\\", b"\x1b_Gi=1398034022;OK", &long] {
            assert_eq!(read(bytes), [], "{:?}", bytes.get(..30));
        }
        // What is pasted just before does not swallow it.
        let mut keyboard = Keyboard::default();
        keyboard.read(b"sudo apt install qu", START);
        assert_eq!(keyboard.read(yes, START + REST / 2), [TerminalEvent::Pictures(true)]);
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
            assert_eq!(read(pasted.as_bytes()), [&[TerminalEvent::Pasted], &letters("q")[..]].concat(), "{text:?}");
            let mut keyboard = Keyboard::default();
            let events: Vec<_> = pasted.bytes().flat_map(|byte| keyboard.read(&[byte], START)).collect();
            assert_eq!(
                without_letters(events),
                [&[TerminalEvent::Pasted], &letters("q")[..]].concat(),
                "byte by byte: {text:?}"
            );
        }
    }

    #[test]
    fn a_paste_without_an_end_ends_by_silence() {
        let mut keyboard = Keyboard::default();
        assert_eq!(keyboard.read(b"\x1b[200~import os", START), [TerminalEvent::Pasted]);
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
            assert!(events.iter().all(|event| *event == TerminalEvent::Pasted));
        }
        assert_eq!(keyboard.read(b"\x03", START), [ctrl_c()]);
    }

    #[test]
    fn much_text_at_once_is_pasted_text() {
        for text in ["import os, this\r", "12345678", "jkjkjkjk", "\r\n\r\n\r\n\r\n", "\x1b[Anpm run lint"] {
            assert_eq!(read(text.as_bytes()), [TerminalEvent::Pasted], "{text:?}");
        }
        assert_eq!(read(b"npm run\x03 lint"), [ctrl_c(), TerminalEvent::Pasted]);
        for text in ["1234567", "jjjjjjjjjjjjjjjj"] {
            assert_eq!(read(text.as_bytes()), letters(text), "{text:?}");
        }
        assert_eq!(read(&b"\x1b[A\x1b[B".repeat(50)).len(), 100, "arrows are no text");
    }

    #[test]
    fn its_rest_may_come_a_little_later() {
        let mut keyboard = Keyboard::default();
        assert_eq!(without_letters(keyboard.read(b"sudo apt install qu", START)), [TerminalEvent::Pasted]);
        assert_eq!(keyboard.read(b"ux\r", START + REST / 2), []);
        assert_eq!(keyboard.read(b"\x03", START + REST / 2), [ctrl_c()]);
        assert_eq!(keyboard.read(b"q", START + REST), letters("q"));
    }
}
