//! From changed cells to bytes, as few as will do: over a slow line every byte is time.
//!
//! It keeps the pen (position and style) from one frame to the next, and takes the shortest way from where
//! the pen is to where it must be. One frame is one write. What is on the screen is the same as with
//! ratatui's own crossterm backend: a test holds it to the buffer through a terminal emulator.

mod codes;

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

use codes::Codes;

use crate::ascii;

/// Writes frames to a terminal whose size it is told.
#[derive(Debug)]
pub struct Ansi<W> {
    out: W,
    size: Size,
    frame: Vec<u8>,
    /// Where the pen is; unknown after something else wrote, and after the last column.
    writer: Option<Position>,
    style: Style,
    cursor_hidden: bool,
    /// Whether nothing but ASCII is written.
    in_ascii: bool,
    /// Where in the frame its last text ends, and whether that is a block element.
    text_end: usize,
    ends_in_block: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What a blank shows beside its ground.
const SHOWN_ON_BLANK: Modifier = Modifier::UNDERLINED.union(Modifier::CROSSED_OUT);

impl Style {
    /// The ground a blank has in this style: that of its ink in reverse video. None where that is the terminal's own ink, or
    /// one that a weight may change.
    fn ground(self) -> Option<Color> {
        let inked = self.fg != Color::Reset && (self.modifier - Modifier::REVERSED).is_empty();
        if self.modifier.contains(Modifier::REVERSED) { Some(self.fg).filter(|_| inked) } else { Some(self.bg) }
    }

    /// Whether a blank looks the same in both: it shows its ground and its lines, and nothing else.
    fn is_alike_on_blank(self, other: Self) -> bool {
        let lined = (self.modifier | other.modifier).intersects(SHOWN_ON_BLANK);
        self == other || (!lined && self.ground().is_some() && self.ground() == other.ground())
    }

    /// The styles in which a blank may look as in another, those near to this one first: its ink is not seen, and what is
    /// the ink here may be the ground there.
    fn for_blank(self, other: Self) -> [Self; 3] {
        let reversed = Self { modifier: self.modifier ^ Modifier::REVERSED, ..self };
        let grounded = Self { bg: other.bg, modifier: self.modifier - Modifier::REVERSED, ..self };
        [reversed, grounded, other]
    }
}

/// Whether terminals differ in how many columns a cell takes: what is made of several characters, such as an emoji with a
/// variation selector, and pictures, whose width depends on which Unicode they know. It must never decide where
/// something else stands.
#[must_use]
pub(super) fn is_of_doubtful_width(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(_), Some(_)) => true,
        (Some('\u{2300}'..='\u{2bff}'), None) => symbol.width() != 1,
        (Some(character), None) => ('\u{1f000}'..'\u{1fb00}').contains(&character),
        (None, _) => false,
    }
}

const PLAIN: Style = Style { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl<W: Write> Ansi<W> {
    /// A terminal of this size in columns and rows, in its plain style, its cursor shown.
    pub fn new(out: W, size: Size) -> Self {
        let frame = Vec::with_capacity(4096);
        Self {
            out,
            size,
            frame,
            writer: None,
            style: PLAIN,
            cursor_hidden: false,
            in_ascii: false,
            text_end: 0,
            ends_in_block: false,
        }
    }

    /// Writes nothing but ASCII, if that is what there is.
    #[must_use]
    pub fn in_ascii(self, in_ascii: bool) -> Self {
        Self { in_ascii, ..self }
    }

    /// Tells the size the terminal has now; the next draw lays everything out anew.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.writer = None;
    }

    /// Forgets what was known of the terminal, after something else wrote to it.
    pub fn forget(&mut self) {
        self.writer = None;
        self.style = PLAIN;
        self.frame.extend_from_slice(b"\x1b[0m");
        self.cursor_hidden = false;
    }

    /// Writes what is no text with the pen at a position.
    pub fn place(&mut self, at: Position, bytes: &[u8]) {
        self.go_to(at);
        self.frame.extend_from_slice(bytes);
        // Where it leaves the pen is up to the terminal.
        self.writer = None;
    }

    fn go_to(&mut self, to: Position) {
        let way = match self.writer {
            Some(writer) if writer == to => return,
            Some(writer) => near(writer, to),
            None => None,
        };
        if let Some(way) = way {
            way.write(&mut self.frame);
        } else {
            let (row, column) = (to.y + 1, to.x + 1);
            let _ = match (row, column) {
                (1, 1) => self.frame.write_all(b"\x1b[H"),
                (row, 1) => write!(self.frame, "\x1b[{row}H"),
                (row, column) => write!(self.frame, "\x1b[{row};{column}H"),
            };
        }
        self.writer = Some(to);
    }

    fn restyle(&mut self, to: Style) {
        if to != self.style {
            self.frame.extend_from_slice(b"\x1b[");
            self.frame.extend_from_slice(&self.way(to).0);
            self.frame.push(b'm');
            self.style = to;
        }
    }

    /// The fewest codes that lead to a style.
    fn way(&self, to: Style) -> Codes {
        let (mut change, mut anew) = (Codes::default(), Codes::default());
        // A lone 0 may be left out.
        if to == PLAIN {
            return anew;
        }
        change.modifiers(self.style.modifier, to.modifier);
        for (old, new, base) in [(self.style.fg, to.fg, 30), (self.style.bg, to.bg, 40)] {
            if new != old {
                change.colour(new, base);
            }
        }
        anew.push(b"0");
        anew.modifiers(Modifier::empty(), to.modifier);
        for (colour, base) in [(to.fg, 30), (to.bg, 40)] {
            if colour != Color::Reset {
                anew.colour(colour, base);
            }
        }
        if anew.0.len() < change.0.len() { anew } else { change }
    }

    /// Takes the nearest style in which a blank looks as it is meant to.
    fn restyle_for_blank(&mut self, to: Style) {
        if !self.style.is_alike_on_blank(to) {
            let alike = self.style.for_blank(to).into_iter().filter(|style| style.is_alike_on_blank(to));
            let nearest = alike.min_by_key(|style| self.way(*style).0.len());
            self.restyle(nearest.unwrap_or(to));
        }
    }
}

/// The most cells that are also tried in the order of their styles: of more, most lie side by side.
const MOST_SORTED: usize = 600;

/// Changes nothing, but ends what is drawn at once. xterm draws what comes in a row as one text, in which a block element
/// from a font reaches into the cells beside it; when it goes and they stay, a line of it would be left there.
const SHIFT_IN: u8 = 0x0f;

/// A cell that is to be written.
#[derive(Clone, Copy)]
struct Changed<'a> {
    at: Position,
    cell: &'a Cell,
}

impl Changed<'_> {
    fn style(&self) -> Style {
        Style { fg: self.cell.fg, bg: self.cell.bg, modifier: self.cell.modifier }
    }

    /// Whether it takes one column in every terminal, so that it may be written before what is to its left.
    fn is_one_column(&self) -> bool {
        let symbol = self.cell.symbol();
        symbol.len() == 1 || (symbol.width() == 1 && !is_of_doubtful_width(symbol))
    }
}

impl<W: Write> Ansi<W> {
    fn write(&mut self, changed: Changed<'_>) {
        let (Position { x, y }, symbol) = (changed.at, changed.cell.symbol());
        self.go_to(changed.at);
        if symbol == " " {
            self.restyle_for_blank(changed.style());
        } else {
            self.restyle(changed.style());
        }
        let is_block = matches!(symbol.chars().next(), Some('\u{2580}'..='\u{259f}'));
        if self.text_end == self.frame.len() && (is_block || self.ends_in_block) {
            self.frame.push(SHIFT_IN);
        }
        let width = if symbol.len() == 1 { 1 } else { u16::try_from(symbol.width()).unwrap_or(1) };
        if self.in_ascii && !symbol.is_ascii() {
            self.frame.extend_from_slice(ascii::cell(symbol, width).as_bytes());
        } else {
            self.frame.extend_from_slice(symbol.as_bytes());
        }
        (self.text_end, self.ends_in_block) = (self.frame.len(), is_block);
        let next = x.saturating_add(width);
        // Terminals differ in where the pen is after the last column, and after what they differ about.
        let known = next < self.size.width && !is_of_doubtful_width(symbol);
        self.writer = known.then_some(Position { x: next, y });
    }

    /// Writes the first cell and all that can be written in its style, then the first that is left, and so on.
    fn write_by_style(&mut self, mut cells: Vec<Changed<'_>>) {
        while !cells.is_empty() {
            self.write(cells.remove(0));
            cells.retain(|changed| {
                let is_blank = changed.cell.symbol() == " ";
                let style = changed.style();
                let is_next = self.style == style || (is_blank && self.style.is_alike_on_blank(style));
                if is_next {
                    self.write(*changed);
                }
                !is_next
            });
        }
    }
}

/// A short way of moving the pen.
#[derive(Clone, Copy)]
struct PenMove {
    down: bool,
    sideways: i32,
}

impl PenMove {
    fn write(self, frame: &mut Vec<u8>) {
        if self.down {
            frame.push(b'\n');
        }
        let _ = match self.sideways {
            0 => Ok(()),
            1 => frame.write_all(b"\x1b[C"),
            columns @ 2.. => write!(frame, "\x1b[{columns}C"),
            columns @ -4..0 => (columns..0).try_for_each(|_| frame.write_all(b"\x08")),
            columns => write!(frame, "\x1b[{}D", -columns),
        };
    }
}

/// The way within the row, or to the row below: shorter than naming row and column. In raw mode a line
/// feed keeps the column.
fn near(from: Position, to: Position) -> Option<PenMove> {
    let down = match to.y.checked_sub(from.y)? {
        0 => false,
        1 => true,
        _ => return None,
    };
    Some(PenMove { down, sideways: i32::from(to.x) - i32::from(from.x) })
}

impl<W: Write> Backend for Ansi<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<Changed<'a>> = content.map(|(x, y, cell)| Changed { at: Position { x, y }, cell }).collect();
        let (start, writer, style) = (self.frame.len(), self.writer, self.style);
        for changed in &cells {
            self.write(*changed);
        }
        if cells.len() > MOST_SORTED || !cells.iter().all(Changed::is_one_column) {
            return Ok(());
        }
        // Where colours take turns it may be shorter to go over the frame once for each.
        let in_order = (self.frame.split_off(start), self.writer, self.style);
        (self.writer, self.style) = (writer, style);
        self.text_end = 0;
        self.write_by_style(cells);
        if self.frame.len() - start >= in_order.0.len() {
            self.frame.truncate(start);
            self.frame.extend_from_slice(&in_order.0);
            (self.writer, self.style) = (in_order.1, in_order.2);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_hidden {
            self.frame.extend_from_slice(b"\x1b[?25l");
            self.cursor_hidden = true;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.frame.extend_from_slice(b"\x1b[?25h");
        self.cursor_hidden = false;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.writer.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // Cleared cells take on the background of the pen.
        self.restyle(PLAIN);
        self.frame.extend_from_slice(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[0J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[0K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.frame.is_empty() {
            self.out.write_all(&self.frame)?;
            self.out.flush()?;
            self.frame.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use ratatui::{Terminal, buffer::Buffer, layout::Rect, style::Style as Look};

    use super::*;

    const SIZE: Size = Size { width: 24, height: 6 };

    type Written<'a> = (u16, u16, &'a str, Look);

    /// The bytes of each frame, and the last frame as it was meant.
    fn draw(frames: &[Vec<Written<'_>>]) -> (Vec<Vec<u8>>, Buffer) {
        let mut terminal = Terminal::new(Ansi::new(Vec::new(), SIZE)).unwrap();
        let (mut bytes, mut meant) = (Vec::new(), Buffer::empty(SIZE.into()));
        for texts in frames {
            let frame = terminal.draw(|frame| {
                for (x, y, text, look) in texts {
                    frame.buffer_mut().set_stringn(*x, *y, text, usize::from(SIZE.width - x), *look);
                }
            });
            meant = frame.unwrap().buffer.clone();
            bytes.push(std::mem::take(&mut terminal.backend_mut().out));
        }
        (bytes, meant)
    }

    /// What a terminal shows after these bytes is what the buffer says, cell for cell.
    fn assert_shown(bytes: &[u8], meant: &Buffer) {
        let (rows, columns) = (NonZero::new(SIZE.height).unwrap(), NonZero::new(SIZE.width).unwrap());
        let mut parser = vt100::Parser::new(rows, columns, 0);
        parser.process(bytes);
        let colour = |colour| match colour {
            Color::Reset => vt100::Color::Default,
            Color::Cyan => vt100::Color::Idx(6),
            Color::LightRed => vt100::Color::Idx(9),
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            other => panic!("not in this test: {other}"),
        };
        for position in Rect::from(SIZE).positions() {
            let (cell, wanted) = (parser.screen().cell(position.y, position.x).unwrap(), &meant[position]);
            if cell.is_wide_continuation() {
                continue;
            }
            let text = if cell.contents().is_empty() { " " } else { cell.contents() };
            assert_eq!(text, wanted.symbol(), "{position}");
            if text != " " {
                let (bold, dim) = (wanted.modifier.contains(Modifier::BOLD), wanted.modifier.contains(Modifier::DIM));
                // The emulator knows only one of the two at a time.
                let weight =
                    if bold && dim { cell.bold() != cell.dim() } else { (cell.bold(), cell.dim()) == (bold, dim) };
                assert!(weight, "{position}");
                assert_eq!(cell.fgcolor(), colour(wanted.fg), "{position}");
            }
            assert_eq!(cell.underline(), wanted.modifier.contains(Modifier::UNDERLINED), "{position}");
            // The ground of a blank may be ink in reverse video.
            if text == " " && cell.inverse() && cell.fgcolor() != vt100::Color::Default {
                assert_eq!(
                    cell.fgcolor(),
                    colour(if wanted.modifier.contains(Modifier::REVERSED) { wanted.fg } else { wanted.bg }),
                    "{position}"
                );
                continue;
            }
            assert_eq!(cell.inverse(), wanted.modifier.contains(Modifier::REVERSED), "{position}");
            assert_eq!(cell.bgcolor(), colour(wanted.bg), "{position}");
        }
    }

    fn looks() -> Vec<Look> {
        let plain = Look::new();
        vec![
            plain,
            plain.bold(),
            plain.dim(),
            plain.bold().fg(Color::Cyan),
            plain.reversed().underlined(),
            plain.fg(Color::LightRed).bg(Color::Cyan),
            plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 20, 255)),
        ]
    }

    // No failure files: a failing case prints its input, and the repository stays as it is.
    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
        #[test]
        fn any_frames_are_shown_as_they_are(
            frames in proptest::collection::vec(
                proptest::collection::vec((0..SIZE.width, 0..SIZE.height - 1, 0..3_usize, 0..7_usize), 0..12),
                1..6,
            ),
            wide in 0..7_usize,
        ) {
            let texts = ["x", "two words", "█▀ ━"];
            let mut frames: Vec<Vec<_>> = frames
                .iter()
                .map(|frame| frame.iter().map(|(x, y, text, look)| (*x, *y, texts[*text], looks()[*look])).collect())
                .collect();
            // Wide letters have a row to themselves: terminals differ in what is left of half a letter.
            for frame in frames.iter_mut().step_by(2) {
                frame.push((2, SIZE.height - 1, "wide 漢字 wide", looks()[wide]));
            }
            let (bytes, meant) = draw(&frames);
            assert_shown(&bytes.concat(), &meant);
        }
    }

    #[test]
    fn a_ground_fills_the_window_and_goes_without_a_trace() {
        let mut terminal = Terminal::new(Ansi::new(Vec::new(), SIZE)).unwrap();
        let mut bytes = Vec::new();
        let (plain, dark) = (Look::new(), Look::new().fg(Color::Indexed(251)).bg(Color::Indexed(234)));
        let light = dark.bg(Color::Indexed(230));
        let grounds = [(dark, false), (light, false), (plain, false), (light, false), (plain, true), (dark, true)];
        for (ground, anew) in grounds {
            if anew {
                // As after a change of the window's size.
                terminal.resize(SIZE.into()).unwrap();
            }
            let frame = terminal.draw(|frame| {
                frame.buffer_mut().set_style(SIZE.into(), ground);
                frame.buffer_mut().set_string(3, 1, "a word", Look::new().bold());
            });
            let meant = frame.unwrap().buffer.clone();
            bytes.append(&mut terminal.backend_mut().out);
            assert_shown(&bytes, &meant);
        }
    }

    #[test]
    fn block_elements_are_drawn_one_by_one() {
        let (written, _) = draw(&[vec![(2, 1, "▄▜a", Look::new())], vec![(2, 1, "words", Look::new())]]);
        assert!(String::from_utf8_lossy(&written[0]).contains("▄\u{f}▜\u{f}a"), "{:?}", written[0].escape_ascii());
        assert!(!written[1].contains(&SHIFT_IN));
    }

    #[test]
    fn colours_that_take_turns_are_written_one_after_the_other() {
        let (grey, cyan) = (Look::new().fg(Color::Indexed(246)), Look::new().fg(Color::Cyan));
        let frame = (0..8).map(|x| (2 * x, 1, "▌", if x % 2 == 0 { grey } else { cyan })).collect();
        let (written, meant) = draw(&[frame]);
        let text = String::from_utf8_lossy(&written[0]);
        assert_eq!((text.matches("246m").count(), text.matches("36m").count()), (1, 1), "{text:?}");
        assert_shown(&written[0], &meant);
    }

    #[test]
    fn a_blank_takes_its_ground_from_the_ink_there_is() {
        let grey = Look::new().fg(Color::Indexed(246));
        let (written, meant) =
            draw(&[vec![(2, 1, "▐", grey), (3, 1, "  ", grey.bg(Color::Indexed(246))), (5, 1, "▌", grey)]]);
        let text = String::from_utf8_lossy(&written[0]);
        assert!(text.contains("\u{1b}[7m  \u{1b}[27m▌"), "{text:?}");
        assert_shown(&written[0], &meant);
    }

    #[test]
    fn a_frame_without_a_change_writes_nothing() {
        let frame = vec![(2, 1, "still", Look::new().bold())];
        let (written, _) = draw(&[frame.clone(), frame]);
        assert_eq!(String::from_utf8_lossy(&written[1]), "");
    }

    #[test]
    fn a_change_of_a_few_cells_takes_few_bytes() {
        let first = vec![(4, 1, "██", Look::new()), (4, 2, "██", Look::new())];
        let (written, _) = draw(&[first, vec![]]);
        // To the first row, two spaces, down and back, two spaces.
        assert_eq!(String::from_utf8_lossy(&written[1]), "\x1b[2;5H  \n\x08\x08  ");
    }

    #[test]
    fn after_a_resize_the_pen_is_somewhere_else() {
        let mut terminal = Ansi::new(Vec::new(), SIZE);
        let mut cell = Cell::EMPTY;
        cell.set_symbol("x");
        let draw = |terminal: &mut Ansi<Vec<u8>>, x| {
            terminal.draw([(x, 1, &cell)].into_iter()).unwrap();
            terminal.flush().unwrap();
            String::from_utf8(std::mem::take(&mut terminal.out)).unwrap()
        };
        draw(&mut terminal, 3);
        assert_eq!(draw(&mut terminal, 4), "x", "it is there already");
        terminal.resize(SIZE);
        assert_eq!(draw(&mut terminal, 5), "\x1b[2;6Hx", "the terminal may have moved it");
    }

    /// Symbols that terminals differ about, and what takes one, two and four columns in their place: four terminals.
    const DOUBTFUL: [&str; 6] = [
        "\u{267b}\u{fe0f}",
        "\u{1f468}\u{200d}\u{1f469}",
        "\u{1f1e9}\u{1f1ea}",
        "\u{26a0}\u{fe0f}",
        "\u{1f9d8}",
        "\u{231a}",
    ];
    const STANDING_FOR: [&str; 4] = ["", "\u{1}", "\u{6f22}", "\u{6f22}\u{6f22}"];

    #[test]
    fn a_doubtful_width_stays_in_its_row() {
        for doubtful in DOUBTFUL {
            let name = format!("{doubtful} Wrists");
            let frames = [
                vec![(2, 1, &*name, Look::new()), (17, 1, "0:37", Look::new()), (2, 2, "plain", Look::new())],
                vec![(2, 1, &*name, Look::new()), (17, 1, "0:36", Look::new()), (4, 2, "left", Look::new().bold())],
                vec![(2, 2, &*name, Look::new()), (17, 2, "0:36 left", Look::new()), (19, 3, "x", Look::new())],
            ];
            let (bytes, meant) = draw(&frames);
            for stands in STANDING_FOR {
                let text = String::from_utf8(bytes.concat()).unwrap();
                let stands = if stands == "\u{1}" { "o" } else { stands };
                let text = if stands.is_empty() { text } else { text.replace(doubtful, stands) };
                let (rows, columns) = (NonZero::new(SIZE.height).unwrap(), NonZero::new(SIZE.width).unwrap());
                let mut parser = vt100::Parser::new(rows, columns, 0);
                parser.process(text.as_bytes());
                let row = |y: u16| parser.screen().rows(0, SIZE.width).nth(usize::from(y)).unwrap();
                // Rows that never had one are right to the cell, and in its own row what stands away from it.
                for y in [0, 3, 4, 5] {
                    let wanted: String = (0..SIZE.width).map(|x| meant[(x, y)].symbol()).collect();
                    assert_eq!(row(y).trim_end(), wanted.trim_end(), "{doubtful} as {stands}");
                }
                assert!(row(2).ends_with("0:36 le"), "{doubtful} as {stands}: {:?}", row(2));
            }
        }
    }
}
