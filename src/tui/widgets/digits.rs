//! Numbers that can be read from across the room: seven strokes a digit, at any size.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::pen::Pen;

/// A number in big digits, in the middle of its area, as large as fits.
#[derive(Clone, Copy, Debug)]
pub struct Digits<'a> {
    /// Digits, colons and spaces as wide as a digit; anything else is left out.
    pub text: &'a str,
    /// What the strokes are made of.
    pub ink: Ink,
    /// Their colour.
    pub style: Style,
}

/// What strokes are made of: told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Work: blanks on a ground of the colour, which no terminal shows a seam between.
    Solid,
    /// Getting ready for work: an outline, of double lines.
    Outlined,
}

/// The measures of a digit. Cells are about twice as high as wide, so a stroke that runs down is twice as
/// many columns thick as one that runs across is rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The thickness of a stroke across, in rows.
    stroke: u16,
    /// The length of a stroke down, in rows, without the strokes across at its ends.
    reach: u16,
}

/// The sizes, from large to small.
const SIZES: [Size; 10] = [
    Size { stroke: 4, reach: 10 },
    Size { stroke: 3, reach: 9 },
    Size { stroke: 3, reach: 7 },
    Size { stroke: 2, reach: 6 },
    Size { stroke: 2, reach: 5 },
    Size { stroke: 2, reach: 4 },
    Size { stroke: 2, reach: 3 },
    Size { stroke: 1, reach: 3 },
    Size { stroke: 1, reach: 2 },
    Size { stroke: 1, reach: 1 },
];

impl Size {
    /// The largest that fits so many rows, with room for so many digits in the columns.
    #[must_use]
    pub fn fitting(rows: u16, columns: u16, digits: u16) -> Option<Self> {
        SIZES.into_iter().find(|size| {
            let width = digits * (size.width() + size.gap());
            size.height() <= rows && width.saturating_sub(size.gap()) <= columns
        })
    }

    /// The height in rows.
    #[must_use]
    pub fn height(self) -> u16 {
        3 * self.stroke + 2 * self.reach
    }

    fn width(self) -> u16 {
        2 * self.side() + (self.height() / 2).max(2)
    }

    /// The columns of a stroke down.
    fn side(self) -> u16 {
        2 * self.stroke
    }

    fn gap(self) -> u16 {
        self.side()
    }

    fn width_of(self, c: char) -> u16 {
        if c == ':' { self.side() } else { self.width() }
    }
}

/// The strokes of a digit, one bit each: the three across from the top, then the four down: upper left,
/// upper right, lower left, lower right. A one is drawn by itself.
fn strokes(digit: char) -> Option<u8> {
    Some(match digit {
        '0' => 0b101_1111,
        '2' => 0b111_0110,
        '3' => 0b111_0101,
        '4' => 0b010_1101,
        '5' => 0b111_1001,
        '6' => 0b111_1011,
        '7' => 0b100_0101,
        '8' => 0b111_1111,
        '9' => 0b111_1101,
        _ => return None,
    })
}

impl Digits<'_> {
    /// Draws the number in one of the sizes.
    pub fn draw(&self, size: Size, pen: &mut Pen<'_>) {
        let shown = || self.text.chars().filter(|c| matches!(c, '0'..='9' | ':' | ' '));
        let width: u16 = shown().map(|c| size.width_of(c) + size.gap()).sum::<u16>().saturating_sub(size.gap());
        let mut column = pen.area().width.saturating_sub(width) / 2;
        let row = pen.area().height.saturating_sub(size.height()) / 2;
        for c in shown() {
            match (c, strokes(c)) {
                (_, Some(strokes)) => self.digit(strokes, size, column, row, pen),
                ('1', _) => self.one(size, column, row, pen),
                (':', _) => self.colon(size, column, row, pen),
                _ => {}
            }
            column += size.width_of(c) + size.gap();
        }
    }

    fn digit(&self, strokes: u8, size: Size, column: u16, row: u16, pen: &mut Pen<'_>) {
        let has = |bit: u8| strokes & (1 << bit) != 0;
        let (thick, right) = (size.side(), column + size.width() - size.side());
        let half = size.stroke + size.reach;
        if self.ink == Ink::Outlined {
            self.outlined(strokes, size, column, row, pen);
            return;
        }
        for (bit, y) in [(6, 0), (5, half), (4, 2 * half)] {
            // A stroke across reaches into the corners that a stroke down does not hold already.
            if has(bit) {
                self.block(column, row + y, size.width(), size.stroke, pen);
            }
        }
        for (bit, x, y) in [(3, column, 0), (2, right, 0), (1, column, half), (0, right, half)] {
            if has(bit) {
                self.block(x, row + y, thick, half + size.stroke, pen);
            }
        }
    }

    /// A digit of double lines, in the middle of where its strokes would be.
    fn outlined(&self, strokes: u8, size: Size, column: u16, row: u16, pen: &mut Pen<'_>) {
        let has = |bit: u8| strokes & (1 << bit) != 0;
        let (left, right) = (column, column + size.width() - 1);
        let half = size.stroke + size.reach;
        let rows = [0, half, 2 * half].map(|y| row + y + size.stroke / 2);
        for (line, y) in rows.into_iter().enumerate() {
            let across = has(6 - u8::try_from(line).unwrap_or_default());
            for x in left..=right {
                // The strokes down that end at a corner, above it and below it.
                let (above, below) = match (x == left, x == right) {
                    (true, _) => (line > 0 && has([3, 3, 1][line]), line < 2 && has([3, 1, 1][line])),
                    (_, true) => (line > 0 && has([2, 2, 0][line]), line < 2 && has([2, 0, 0][line])),
                    _ => (false, false),
                };
                let symbol = joint((above, below), (across && x > left, across && x < right));
                pen.put(x, y, symbol, self.style);
            }
        }
        for (bit, x, line) in [(3, left, 0), (2, right, 0), (1, left, 1), (0, right, 1)] {
            if has(bit) {
                (rows[line] + 1..rows[line + 1]).for_each(|y| _ = pen.put(x, y, "║", self.style));
            }
        }
    }

    /// A one has a flag, below its top where a seven has none: a bare stroke beside another would be read as
    /// a pause and not as eleven. Where it stands alone it is in the middle of its place.
    fn one(&self, size: Size, column: u16, row: u16, pen: &mut Pen<'_>) {
        let back = if self.text.trim() == "1" { (size.width() - 2 * size.side()) / 2 } else { 0 };
        let right = column + size.width() - size.side() - back;
        match self.ink {
            Ink::Solid => {
                self.block(right - size.side(), row + size.stroke, size.side(), size.stroke, pen);
                self.block(right, row, size.side(), size.height(), pen);
            }
            Ink::Outlined => {
                let right = right + size.side() - 1;
                let (top, bottom) = (row + size.stroke / 2, row + size.height() - 1 - (size.stroke - 1) / 2);
                (top..=bottom).for_each(|y| _ = pen.put(right, y, "║", self.style));
                let flag = "═".repeat(size.side().into());
                pen.put(right - size.side(), top, &(flag + "╗"), self.style);
            }
        }
    }

    fn colon(&self, size: Size, column: u16, row: u16, pen: &mut Pen<'_>) {
        let upper = size.stroke + (size.reach - size.stroke) / 2;
        for y in [upper, size.height() - upper - size.stroke] {
            match self.ink {
                Ink::Solid => self.block(column, row + y, size.side(), size.stroke, pen),
                Ink::Outlined => {
                    pen.put(column, row + y + size.stroke / 2, &"═".repeat(size.side().into()), self.style);
                }
            }
        }
    }

    fn block(&self, column: u16, row: u16, width: u16, height: u16, pen: &mut Pen<'_>) {
        for y in row..row + height {
            pen.fill(column, y, width, self.style);
        }
    }
}

/// A part of a line that goes on up, down, left and right.
fn joint((up, down): (bool, bool), (left, right): (bool, bool)) -> &'static str {
    match (up, down, left, right) {
        (false, false, false, false) => "",
        (false, false, _, _) => "═",
        (_, _, false, false) => "║",
        (false, true, false, true) => "╔",
        (false, true, true, false) => "╗",
        (true, false, false, true) => "╚",
        (true, false, true, false) => "╝",
        (true, true, false, true) => "╠",
        (true, true, true, false) => "╣",
        (false, true, true, true) => "╦",
        (true, false, true, true) => "╩",
        (true, true, true, true) => "╬",
    }
}

impl Widget for &Digits<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let digits = u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX);
        if let Some(size) = Size::fitting(area.height, area.width, digits) {
            self.draw(size, &mut Pen::new(buffer, area));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, ink: Ink, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        Digits { text, ink, style: Style::new() }.render(area, &mut buffer);
        let shown = |x, y| if buffer[(x, y)].modifier.is_empty() { buffer[(x, y)].symbol() } else { "█" };
        let row = |y| (0..width).map(|x| shown(x, y)).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    #[test]
    fn every_digit_looks_like_itself() {
        for ink in [Ink::Solid, Ink::Outlined] {
            let all: Vec<_> = ('0'..='9').map(|digit| drawn(&format!("{digit}:"), ink, 14, 5)).collect();
            for (index, digit) in all.iter().enumerate() {
                assert!(!all[index + 1..].contains(digit), "{index} looks like another");
            }
        }
        let all: Vec<_> = ('0'..='9').map(|digit| drawn(&digit.to_string(), Ink::Solid, 6, 5)).collect();
        assert_eq!(all[2], ["██████", "    ██", "██████", "██", "██████"]);
        assert_eq!(all[7], ["██████", "    ██", "    ██", "    ██", "    ██"]);
    }

    #[test]
    fn getting_ready_is_outlined() {
        assert_eq!(drawn("9", Ink::Outlined, 6, 5), ["╔════╗", "║    ║", "╚════╣", "     ║", "═════╝"]);
        assert_eq!(drawn("7", Ink::Outlined, 6, 5), ["═════╗", "     ║", "     ║", "     ║", "     ║"]);
        assert_eq!(drawn("4", Ink::Outlined, 6, 5), ["║    ║", "║    ║", "╚════╣", "     ║", "     ║"]);
    }

    #[test]
    fn a_one_alone_is_in_the_middle() {
        assert_eq!(drawn("1", Ink::Solid, 6, 5), ["   ██", " ████", "   ██", "   ██", "   ██"]);
        assert_eq!(drawn("11", Ink::Solid, 14, 5)[1], "  ████    ████");
        assert_eq!(drawn("1", Ink::Outlined, 6, 5)[0], "  ══╗");
    }

    #[test]
    fn they_grow_with_the_room() {
        let heights: Vec<_> = [4, 5, 8, 12, 40].map(|rows| Size::fitting(rows, 200, 2).map_or(0, Size::height)).into();
        assert_eq!(heights, [0, 5, 7, 12, 32]);
        assert_eq!(Size::fitting(40, 13, 2), None);
    }
}
