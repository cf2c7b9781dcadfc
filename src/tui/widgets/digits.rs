//! Numbers that can be read from across the room: seven strokes a digit, at any size.

use ratatui::style::Style;

use super::writer::Writer;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits<'a> {
    /// Digits, colons, and spaces as wide as a digit. Anything else is left out.
    pub(crate) text: &'a str,
    pub(crate) ink: Ink,
    pub(crate) style: Style,
}

/// What strokes are made of. The kinds differ without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Work: blanks on a coloured ground, between which no terminal shows a seam.
    Solid,
    /// Work in its last seconds: the ground of the window, seen through a block that was filled before.
    Carved,
    /// Getting ready for work: an outline, of double lines.
    Outlined,
}

/// The measures of a digit. Cells are about twice as high as wide, so a stroke that runs down is twice as
/// many columns thick as one that runs across is rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// The thickness of a stroke across, in rows.
    stroke: u16,
    /// The length of a stroke down, in rows, without the strokes across at its ends.
    reach: u16,
}

/// The stroke and the reach of each size.
const SIZES: [(u16, u16); 10] = [(4, 10), (3, 9), (3, 7), (2, 6), (2, 5), (2, 4), (2, 3), (1, 3), (1, 2), (1, 1)];

impl Size {
    /// The largest size of at most `rows` rows that fits.
    pub(crate) fn fitting(rows: u16, fits: impl Fn(Self) -> bool) -> Option<Self> {
        let mut sizes = SIZES.into_iter().map(|(stroke, reach)| Self { stroke, reach });
        sizes.find(|size| size.height() <= rows && fits(*size))
    }

    pub(crate) fn width_of(self, text: &str) -> u16 {
        let widths = shown(text).map(|c| self.width_of_one(c) + self.side());
        widths.sum::<u16>().saturating_sub(self.side())
    }

    /// The columns of a mark.
    pub(crate) fn mark(self) -> u16 {
        2 * self.side() + self.stroke
    }

    pub(crate) fn height(self) -> u16 {
        3 * self.stroke + 2 * self.reach
    }

    fn width(self) -> u16 {
        2 * self.side() + (self.height() / 2).max(2)
    }

    /// The columns of a stroke down, and between two digits.
    fn side(self) -> u16 {
        2 * self.stroke
    }

    fn width_of_one(self, c: char) -> u16 {
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
    /// Draws the number at the upper left corner of a writer.
    pub(crate) fn draw(&self, size: Size, writer: &mut Writer<'_>) {
        let mut column = 0;
        for c in shown(self.text) {
            match (c, strokes(c)) {
                (_, Some(strokes)) => self.digit(strokes, size, column, writer),
                ('1', _) => self.one(size, column, writer),
                (':', _) => self.colon(size, column, writer),
                _ => {}
            }
            column += size.width_of_one(c) + size.side();
        }
    }

    fn digit(&self, strokes: u8, size: Size, column: u16, writer: &mut Writer<'_>) {
        let has = |bit: u8| strokes & (1 << bit) != 0;
        let (thick, right) = (size.side(), column + size.width() - size.side());
        let half = size.stroke + size.reach;
        if self.ink == Ink::Outlined {
            self.outlined(strokes, size, column, writer);
            return;
        }
        for (bit, y) in [(6, 0), (5, half), (4, 2 * half)] {
            if has(bit) {
                self.block(column, y, size.width(), size.stroke, writer);
            }
        }
        for (bit, x, y) in [(3, column, 0), (2, right, 0), (1, column, half), (0, right, half)] {
            if has(bit) {
                self.block(x, y, thick, half + size.stroke, writer);
            }
        }
    }

    /// A digit of double lines, in the middle of where its strokes would be.
    fn outlined(&self, strokes: u8, size: Size, column: u16, writer: &mut Writer<'_>) {
        let has = |bit: u8| strokes & (1 << bit) != 0;
        let (left, right) = (column, column + size.width() - 1);
        let half = size.stroke + size.reach;
        let rows = [0, half, 2 * half].map(|y| y + size.stroke / 2);
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
                writer.put(x, y, symbol, self.style);
            }
        }
        for (bit, x, line) in [(3, left, 0), (2, right, 0), (1, left, 1), (0, right, 1)] {
            if has(bit) {
                (rows[line] + 1..rows[line + 1]).for_each(|y| _ = writer.put(x, y, "║", self.style));
            }
        }
    }

    /// A one has a flag, below its top where a seven has none: a bare stroke beside another would be read as
    /// a pause and not as eleven. Where it stands alone it is in the middle of its place.
    fn one(&self, size: Size, column: u16, writer: &mut Writer<'_>) {
        let back = if self.text.trim() == "1" { (size.width() - 2 * size.side()) / 2 } else { 0 };
        let right = column + size.width() - size.side() - back;
        match self.ink {
            Ink::Solid | Ink::Carved => {
                self.block(right - size.side(), size.stroke, size.side(), size.stroke, writer);
                self.block(right, 0, size.side(), size.height(), writer);
            }
            Ink::Outlined => {
                let right = right + size.side() - 1;
                let (top, bottom) = (size.stroke / 2, size.height() - 1 - (size.stroke - 1) / 2);
                (top..=bottom).for_each(|y| _ = writer.put(right, y, "║", self.style));
                let flag = "═".repeat(size.side().into());
                writer.put(right - size.side(), top, &(flag + "╗"), self.style);
            }
        }
    }

    fn colon(&self, size: Size, column: u16, writer: &mut Writer<'_>) {
        let upper = size.stroke + (size.reach - size.stroke) / 2;
        for y in [upper, size.height() - upper - size.stroke] {
            match self.ink {
                Ink::Solid | Ink::Carved => self.block(column, y, size.side(), size.stroke, writer),
                Ink::Outlined => {
                    writer.put(column, y + size.stroke / 2, &"═".repeat(size.side().into()), self.style);
                }
            }
        }
    }

    fn block(&self, column: u16, row: u16, width: u16, height: u16, writer: &mut Writer<'_>) {
        for y in row..row + height {
            match self.ink {
                Ink::Carved => writer.clear(column, y, width),
                _ => writer.fill(column, y, width, self.style),
            }
        }
    }
}

/// The characters of a text that are drawn.
fn shown(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| matches!(c, '0'..='9' | ':' | ' '))
}

/// A sign as tall as the digits beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SideMark {
    Left,
    Right,
    Pause,
}

impl SideMark {
    /// Draws it at the left of a writer as wide as [`Size::mark`].
    pub(crate) fn draw(self, size: Size, writer: &mut Writer<'_>, style: Style) {
        let (height, stroke) = (size.height(), size.side());
        let point = 2 * stroke;
        for row in 0..height {
            let from_middle = (2 * row).abs_diff(height - 1);
            let width = (point * (height - from_middle) / height).max(1);
            match self {
                Self::Left => writer.fill(size.mark() - width, row, width, style),
                Self::Right => writer.fill(0, row, width, style),
                Self::Pause => {
                    writer.fill(0, row, stroke, style);
                    writer.fill(stroke + size.stroke, row, stroke, style);
                }
            }
        }
    }
}

/// A part of a double line that continues in some directions.
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

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;

    fn drawn(height: u16, draw: impl Fn(Size, &mut Writer<'_>)) -> Vec<String> {
        let size = Size::fitting(height, |_| true).unwrap();
        let area = Rect::new(0, 0, 80, height);
        let mut buffer = Buffer::empty(area);
        draw(size, &mut Writer::new(&mut buffer, area));
        let shown = |x, y| if buffer[(x, y)].modifier.is_empty() { buffer[(x, y)].symbol() } else { "█" };
        let row = |y| (0..area.width).map(|x| shown(x, y)).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    fn number(text: &str, ink: Ink) -> Vec<String> {
        drawn(5, |size, writer| Digits { text, ink, style: Style::new() }.draw(size, writer))
    }

    #[test]
    fn every_digit_looks_like_itself() {
        for ink in [Ink::Solid, Ink::Outlined] {
            let all: Vec<_> = ('0'..='9').map(|digit| number(&format!("{digit}:"), ink)).collect();
            for (index, digit) in all.iter().enumerate() {
                assert!(!all[index + 1..].contains(digit), "{index} looks like another");
            }
        }
        let all: Vec<_> = ('0'..='9').map(|digit| number(&digit.to_string(), Ink::Solid)).collect();
        assert_eq!(all[2], ["██████", "    ██", "██████", "██", "██████"]);
        assert_eq!(all[7], ["██████", "    ██", "    ██", "    ██", "    ██"]);
    }

    #[test]
    fn getting_ready_is_outlined() {
        assert_eq!(number("9", Ink::Outlined), ["╔════╗", "║    ║", "╚════╣", "     ║", "═════╝"]);
        assert_eq!(number("7", Ink::Outlined), ["═════╗", "     ║", "     ║", "     ║", "     ║"]);
        assert_eq!(number("4", Ink::Outlined), ["║    ║", "║    ║", "╚════╣", "     ║", "     ║"]);
    }

    #[test]
    fn a_one_alone_is_in_the_middle() {
        assert_eq!(number("1", Ink::Solid), ["   ██", " ████", "   ██", "   ██", "   ██"]);
        assert_eq!(number("11", Ink::Solid)[1], "  ████    ████");
        assert_eq!(number("1", Ink::Outlined)[0], "  ══╗");
    }

    #[test]
    fn carved_digits_are_the_ground_seen_through_a_block() {
        let carved = drawn(5, |size, writer| {
            (0..5).for_each(|row| writer.fill(0, row, 8, Style::new()));
            Digits { text: "1", ink: Ink::Carved, style: Style::new() }.draw(size, writer);
        });
        assert_eq!(carved, ["███  ███", "█    ███", "███  ███", "███  ███", "███  ███"]);
    }

    #[test]
    fn marks_are_as_tall_as_the_digits() {
        let mark = |mark: SideMark| drawn(5, |size, writer| mark.draw(size, writer, Style::new()));
        assert_eq!(mark(SideMark::Left), ["    █", "   ██", " ████", "   ██", "    █"]);
        assert_eq!(mark(SideMark::Right), ["█", "██", "████", "██", "█"]);
        assert_eq!(mark(SideMark::Pause), ["██ ██"; 5]);
    }

    #[test]
    fn they_grow_with_the_room() {
        let height = |rows| Size::fitting(rows, |_| true).map_or(0, Size::height);
        assert_eq!([4, 5, 8, 12, 40].map(height), [0, 5, 7, 12, 32]);
        assert_eq!(Size::fitting(40, |size| size.width_of("00") <= 13), None);
        assert_eq!(Size::fitting(5, |size| size.width_of("10:00") <= 34).map(Size::height), Some(5));
    }
}
