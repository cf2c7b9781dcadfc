//! Looks as the numbers of an SGR sequence, `ESC [ ... m` (ECMA-48, 8.3.117).

use std::io::Write;

use ratatui::style::{Color, Modifier};

/// The modifiers there are, with the codes that switch them on and off. Bold and dim go off together.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The numbers between `ESC [` and `m`.
#[derive(Default)]
pub(super) struct Codes(pub(super) Vec<u8>);

impl Codes {
    pub(super) fn number(&mut self, code: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        let _ = write!(self.0, "{code}");
    }

    fn numbers(&mut self, codes: &[u8]) {
        for code in codes {
            self.number(*code);
        }
    }

    pub(super) fn modifiers(&mut self, from: Modifier, to: Modifier) {
        if from == to {
            return;
        }
        let gone = from - to;
        let mut last_off = 0;
        for (modifier, _, off) in MODIFIERS {
            if gone.contains(modifier) && off != last_off {
                self.number(off);
                last_off = off;
            }
        }
        for (modifier, on, off) in MODIFIERS {
            // Switching one of a pair off has switched off its partner too.
            let is_lost = || MODIFIERS.iter().any(|(other, _, theirs)| *theirs == off && gone.contains(*other));
            if to.contains(modifier) && (!from.contains(modifier) || is_lost()) {
                self.number(on);
            }
        }
    }

    pub(super) fn colour(&mut self, colour: Color, base: u8) {
        let bright = base + 60;
        match colour {
            Color::Reset => self.number(base + 9),
            Color::Black => self.number(base),
            Color::Red => self.number(base + 1),
            Color::Green => self.number(base + 2),
            Color::Yellow => self.number(base + 3),
            Color::Blue => self.number(base + 4),
            Color::Magenta => self.number(base + 5),
            Color::Cyan => self.number(base + 6),
            Color::Gray => self.number(base + 7),
            Color::DarkGray => self.number(bright),
            Color::LightRed => self.number(bright + 1),
            Color::LightGreen => self.number(bright + 2),
            Color::LightYellow => self.number(bright + 3),
            Color::LightBlue => self.number(bright + 4),
            Color::LightMagenta => self.number(bright + 5),
            Color::LightCyan => self.number(bright + 6),
            Color::White => self.number(bright + 7),
            Color::Indexed(index) => self.numbers(&[base + 8, 5, index]),
            Color::Rgb(red, green, blue) => self.numbers(&[base + 8, 2, red, green, blue]),
        }
    }
}
