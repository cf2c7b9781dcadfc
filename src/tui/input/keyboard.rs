//! Turns the bytes of a terminal into keys, and pasted text into what is no key.
//!
//! It reads nothing and waits for nothing: bytes and the time are handed in. It never waits for the end of something
//! that may not end, and keeps no more of a text than can be looked for.

mod sequence;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{MOST_LETTERS, TerminalInput};
use crate::playback::event::Input;
use crate::tui::graphics;

/// How long an Escape may be the beginning of something longer.
const ESCAPE: Duration = Duration::from_millis(50);
/// How long anything else that has begun may be silent before it counts as over.
const SILENCE: Duration = Duration::from_secs(1);
/// The most bytes of one paste. What follows is looked at again, so that Ctrl-C is found in it.
const MOST_PASTED: usize = 1 << 20;
/// As many characters of text in one read are not typed.
const PASTED: usize = 8;
/// How long after such a read its rest may come.
const REST: Duration = Duration::from_millis(100);
/// What ends a paste; what begins it is an ordinary sequence.
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// The longest sequence of a key, in bytes. Longer ones are followed to their end and mean nothing.
const LONGEST: usize = 16;
/// The longest answer that is read, in bytes. Longer ones mean nothing.
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
    /// Coordinates of a mouse: the number of bytes to come.
    Mouse(u8),
    /// A letter of several bytes.
    Letter(Vec<u8>),
    /// Pasted text: its length, how much of the sequence that ends it has come, and its first bytes.
    Paste { length: usize, end: usize, first: Vec<u8> },
}

/// The keyboard of a terminal.
#[derive(Debug, Default)]
pub(crate) struct Keyboard {
    state: Sequence,
    /// When the last bytes came.
    last: Duration,
    /// Until when input belongs to text that came all at once.
    rest: Option<Duration>,
    inputs: Vec<TerminalInput>,
}

impl Keyboard {
    /// Takes in the bytes of one read at a reading of the clock.
    pub(crate) fn read(&mut self, bytes: &[u8], now: Duration) -> Vec<TerminalInput> {
        let mut before = self.quiet(now);
        self.last = now;
        if bytes == [0x03] {
            // Alone it was pressed, even in a paste: the user wants out of one that does not end.
            self.end();
        }
        for byte in bytes {
            self.byte(*byte);
        }
        let inputs = std::mem::take(&mut self.inputs);
        let pasted = is_pasted(&inputs);
        if pasted || self.rest.is_some_and(|rest| now < rest) {
            before.extend(inputs.iter().copied().filter(Input::is_urgent));
            if pasted {
                self.rest = Some(now + REST);
                before.push(TerminalInput::Pasted);
                let letters = inputs.iter().filter_map(TerminalInput::letter).take(MOST_LETTERS);
                before.extend(letters.map(TerminalInput::PastedLetter));
            }
        } else {
            before.extend(inputs);
        }
        before
    }

    /// Ends what has been silent for too long at a reading of the clock.
    pub(crate) fn quiet(&mut self, now: Duration) -> Vec<TerminalInput> {
        if self.deadline().is_some_and(|deadline| deadline <= now) && matches!(self.end(), Sequence::Escape) {
            self.key(KeyCode::Esc);
        }
        std::mem::take(&mut self.inputs)
    }

    /// The reading of the clock at which [`quiet`](Self::quiet) has something to end.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        match self.state {
            Sequence::Ground => None,
            Sequence::Escape => Some(self.last + ESCAPE),
            _ => Some(self.last + SILENCE),
        }
    }

    /// Goes back to the ground state, and returns the one before.
    fn end(&mut self) -> Sequence {
        std::mem::take(&mut self.state)
    }

    fn key(&mut self, key: impl Into<KeyEvent>) {
        self.inputs.push(typed(key));
    }

    fn byte(&mut self, byte: u8) {
        match self.end() {
            Sequence::Paste { length, end, first } => self.paste(byte, length, end, first),
            Sequence::Mouse(left) if byte >= 0x20 => {
                if left > 1 {
                    self.state = Sequence::Mouse(left - 1);
                }
            }
            Sequence::Answer(mut bytes) if byte >= 0x20 => {
                if bytes.len() < LONGEST_ANSWER {
                    bytes.push(byte);
                }
                self.state = Sequence::Answer(bytes);
            }
            Sequence::Answer(bytes) if byte == 0x1b => self.state = Sequence::Ending(bytes),
            Sequence::Answer(_) if byte == 0x07 => {}
            Sequence::Ending(bytes) if byte == b'\\' => {
                let reply = graphics::reply(&bytes).filter(|_| bytes.len() < LONGEST_ANSWER);
                self.inputs.extend(reply.map(TerminalInput::Pictures));
            }
            Sequence::Escape | Sequence::Ending(_) => self.escape(byte),
            Sequence::Control(bytes) if byte >= 0x20 => self.control(bytes, byte),
            Sequence::Single if byte >= 0x20 => self.inputs.extend(sequence::named(byte).map(typed)),
            Sequence::Letter(bytes) => self.letter(bytes, byte),
            // Nothing has begun, or a control code interrupts it.
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
            // The end of an answer that began long before.
            b'\\' => {}
            0x1b => {
                self.key(KeyCode::Esc);
                self.state = Sequence::Escape;
            }
            _ => {
                let first = self.inputs.len();
                self.ground(byte);
                for input in self.inputs.iter_mut().skip(first) {
                    if let TerminalInput::Key(key) = input {
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
                self.inputs.push(TerminalInput::Pasted);
                self.state = Sequence::Paste { length: 0, end: 0, first: Vec::new() };
            }
            (b"", b'M') => self.state = Sequence::Mouse(3),
            (bytes, _) if bytes.len() == LONGEST => {}
            (bytes, last) => self.inputs.extend(sequence::key(bytes, last).map(typed)),
        }
    }

    fn letter(&mut self, mut bytes: Vec<u8>, byte: u8) {
        bytes.push(byte);
        match str::from_utf8(&bytes).map(|text| text.chars().next()) {
            Ok(letter) => self.key(KeyCode::Char(letter.unwrap_or_default())),
            Err(error) if error.error_len().is_none() => self.state = Sequence::Letter(bytes),
            // Not a letter after all; the byte that interrupts it may be a key.
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
            self.inputs.extend(letters.map(TerminalInput::PastedLetter));
        } else if length < MOST_PASTED {
            self.state = Sequence::Paste { length: length + 1, end, first };
        }
    }
}

fn typed(key: impl Into<KeyEvent>) -> TerminalInput {
    TerminalInput::Key(key.into())
}

/// Whether the keys of one read are text that was not typed: too much at once, and not one key held down.
fn is_pasted(inputs: &[TerminalInput]) -> bool {
    let is_text = |input: &&TerminalInput| match input {
        TerminalInput::Key(key) if key.modifiers.contains(KeyModifiers::ALT) => false,
        TerminalInput::Key(key) if key.modifiers.contains(KeyModifiers::CONTROL) => key.code == KeyCode::Char('j'),
        TerminalInput::Key(key) => matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab),
        _ => false,
    };
    let mut text = inputs.iter().filter(is_text);
    let Some(first) = text.next() else { return false };
    let (count, alike) = text.fold((1, true), |(count, alike), input| (count + 1, alike && input == first));
    count >= PASTED && !alike
}
