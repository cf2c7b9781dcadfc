//! Turns changed cells into as few bytes as possible: over a slow line every byte takes time.
//!
//! It keeps the pen (position and style) from one frame to the next, and takes the shortest way from where the pen is to
//! where it must be. One frame is one write. A test compares what a terminal emulator shows with the buffer.

mod codes;
mod style;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use crate::ascii;
use style::{PLAIN, Style};

/// Writes frames to a terminal.
pub struct Ansi<W> {
    out: W,
    size: Size,
    frame: Vec<u8>,
    /// Where the pen is. Not known after something else has written, and after the last column.
    pen: Option<Position>,
    style: Style,
    cursor_hidden: bool,
    in_ascii: bool,
    /// Where in the frame the last text ends, and whether that is a block element.
    text_end: usize,
    ends_in_block: bool,
}

/// Whether terminals differ in how many columns a symbol takes: one made of several characters, such as an emoji with a
/// variation selector, or a pictograph, whose width depends on the version of Unicode. Nothing else may be placed by it.
pub(super) fn is_of_doubtful_width(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(_), Some(_)) => true,
        (Some('\u{2300}'..='\u{2bff}'), None) => symbol.width() != 1,
        (Some(character), None) => ('\u{1f000}'..'\u{1fb00}').contains(&character),
        (None, _) => false,
    }
}

impl<W: Write> Ansi<W> {
    /// A terminal of this size in columns and rows, in its plain style, its cursor shown.
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            size,
            frame: Vec::with_capacity(4096),
            pen: None,
            style: PLAIN,
            cursor_hidden: false,
            in_ascii: false,
            text_end: 0,
            ends_in_block: false,
        }
    }

    /// Writes nothing but ASCII if `in_ascii`.
    pub(crate) fn in_ascii(self, in_ascii: bool) -> Self {
        Self { in_ascii, ..self }
    }

    /// Takes on a new size. The terminal may have moved the pen.
    pub(crate) fn resize(&mut self, size: Size) {
        self.size = size;
        self.pen = None;
    }

    /// Assumes nothing about the terminal: something else has written to it.
    pub(crate) fn forget(&mut self) {
        self.pen = None;
        self.style = PLAIN;
        self.frame.extend_from_slice(b"\x1b[0m");
        self.cursor_hidden = false;
    }

    /// Writes bytes that are not text, such as a picture, at a position.
    #[cfg(feature = "pixels")]
    pub(crate) fn place(&mut self, at: Position, bytes: &[u8]) {
        self.go_to(at);
        self.frame.extend_from_slice(bytes);
        // Where the pen is after that depends on the terminal.
        self.pen = None;
    }

    fn go_to(&mut self, to: Position) {
        if self.pen == Some(to) {
            return;
        }
        if !self.pen.is_some_and(|from| move_near(&mut self.frame, from, to)) {
            let _ = match (to.y + 1, to.x + 1) {
                (1, 1) => self.frame.write_all(b"\x1b[H"),
                (row, 1) => write!(self.frame, "\x1b[{row}H"),
                (row, column) => write!(self.frame, "\x1b[{row};{column}H"),
            };
        }
        self.pen = Some(to);
    }

    fn restyle(&mut self, to: Style) {
        if to != self.style {
            self.frame.extend_from_slice(b"\x1b[");
            self.frame.extend_from_slice(&self.style.codes_to(to).0);
            self.frame.push(b'm');
            self.style = to;
        }
    }

    /// Takes on the nearest style in which a blank looks as it should.
    fn restyle_for_blank(&mut self, to: Style) {
        if !self.style.is_alike_on_blank(to) {
            let alike = self.style.for_blank(to).into_iter().filter(|style| style.is_alike_on_blank(to));
            let nearest = alike.min_by_key(|style| self.style.codes_to(*style).0.len());
            self.restyle(nearest.unwrap_or(to));
        }
    }

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
        // Terminals differ in where the pen is after the last column and after a symbol of doubtful width.
        let known = next < self.size.width && !is_of_doubtful_width(symbol);
        self.pen = known.then_some(Position { x: next, y });
    }

    /// Writes the first cell and all others of its style, then the first that is left, and so on.
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

/// The most cells that are also tried in the order of their styles. In larger frames most cells of a style are neighbours.
const MOST_SORTED: usize = 600;
/// Shift In: changes nothing, but makes xterm draw what it has. It draws adjacent characters as one text, in which a block
/// element of a font reaches into the cells beside it; when it goes and they stay, a line of it would be left there.
const SHIFT_IN: u8 = 0x0f;

/// A cell that is to be written.
#[derive(Clone, Copy)]
struct Changed<'a> {
    at: Position,
    cell: &'a Cell,
}

impl Changed<'_> {
    fn style(&self) -> Style {
        Style::of(self.cell)
    }

    /// Whether it takes one column in every terminal, so that cells to its left can be written later.
    fn is_one_column(&self) -> bool {
        let symbol = self.cell.symbol();
        symbol.len() == 1 || (symbol.width() == 1 && !is_of_doubtful_width(symbol))
    }
}

/// Moves the pen within its row or to the row below, if that is where it has to go: shorter than naming row and column. In
/// raw mode a line feed keeps the column.
fn move_near(frame: &mut Vec<u8>, from: Position, to: Position) -> bool {
    match to.y.checked_sub(from.y) {
        Some(0) => {}
        Some(1) => frame.push(b'\n'),
        _ => return false,
    }
    let _ = match i32::from(to.x) - i32::from(from.x) {
        0 => Ok(()),
        1 => frame.write_all(b"\x1b[C"),
        columns @ 2.. => write!(frame, "\x1b[{columns}C"),
        columns @ -4..0 => (columns..0).try_for_each(|_| frame.write_all(b"\x08")),
        columns => write!(frame, "\x1b[{}D", -columns),
    };
    true
}

impl<W: Write> Backend for Ansi<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<Changed<'a>> = content.map(|(x, y, cell)| Changed { at: Position { x, y }, cell }).collect();
        let (start, writer, style) = (self.frame.len(), self.pen, self.style);
        for changed in &cells {
            self.write(*changed);
        }
        if cells.len() > MOST_SORTED || !cells.iter().all(Changed::is_one_column) {
            return Ok(());
        }
        // Where colours alternate it may be shorter to go over the frame once for each of them.
        let in_order = (self.frame.split_off(start), self.pen, self.style);
        (self.pen, self.style) = (writer, style);
        self.text_end = 0;
        self.write_by_style(cells);
        if self.frame.len() - start >= in_order.0.len() {
            self.frame.truncate(start);
            self.frame.extend_from_slice(&in_order.0);
            (self.pen, self.style) = (in_order.1, in_order.2);
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
        Ok(self.pen.unwrap_or_default())
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
