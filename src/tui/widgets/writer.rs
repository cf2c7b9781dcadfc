//! Writing into an area and nowhere else: text that does not fit is shortened, wrapped or left out, and no
//! size, however small, is an error.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

pub(crate) struct Writer<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
}

/// Where a line of text stands in the width it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

impl<'b> Writer<'b> {
    /// A writer for the part of an area that is inside the buffer.
    pub(crate) fn new(buffer: &'b mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area }
    }

    pub(crate) fn area(&self) -> Rect {
        self.area
    }

    /// Writes at a column and row of the area, and returns how many columns it took.
    pub(crate) fn put(&mut self, column: u16, row: u16, text: &str, style: Style) -> u16 {
        if row >= self.area.height || column >= self.area.width {
            return 0;
        }
        let (x, y) = (self.area.x + column, self.area.y + row);
        let room = self.area.width - column;
        let (end, _) = self.buffer.set_stringn(x, y, text, room.into(), style);
        end - x
    }

    /// Fills columns of a row with the text colour of a style, or in reverse video if it has none.
    pub(crate) fn fill(&mut self, column: u16, row: u16, width: u16, style: Style) {
        let ground = match style.fg {
            Some(colour) if colour != Color::Reset => Style::new().bg(colour),
            _ => Style::new().add_modifier(Modifier::REVERSED),
        };
        self.put(column, row, &" ".repeat(width.into()), ground);
    }

    /// Fills all of the area; see [`Writer::fill`].
    pub(crate) fn fill_all(&mut self, style: Style) {
        (0..self.area.height).for_each(|row| self.fill(0, row, self.area.width, style));
    }

    /// Removes the fill from columns of a row.
    pub(crate) fn clear(&mut self, column: u16, row: u16, width: u16) {
        let ground = Style::new().remove_modifier(Modifier::REVERSED);
        self.put(column, row, &" ".repeat(width.into()), ground);
    }

    /// Writes one line, shortened with an ellipsis if it is too long.
    pub(crate) fn line(&mut self, row: u16, text: &str, align: Align, style: Style) {
        let column = self.start(text, align);
        self.put(column, row, &shortened(text, self.area.width), style);
    }

    /// The column in which a line begins.
    pub(crate) fn start(&self, text: &str, align: Align) -> u16 {
        let room = self.area.width.saturating_sub(columns(text));
        match align {
            Align::Left => 0,
            Align::Centre => room / 2,
            Align::Right => room,
        }
    }

    /// Writes a paragraph from a row on, wrapped at words, and returns how many rows it took. What does not
    /// fit below is left out, with an ellipsis at its end.
    pub(crate) fn paragraph(&mut self, row: u16, text: &str, align: Align, style: Style) -> u16 {
        let room = self.area.height.saturating_sub(row);
        let lines = match align {
            Align::Centre => balanced(text, self.area.width),
            _ => wrapped(text, self.area.width),
        };
        let fits = lines.len().min(room.into());
        for (index, line) in (0..).zip(lines.iter().take(fits)) {
            if usize::from(index) + 1 == fits && fits < lines.len() {
                let cut = shortened(&format!("{line} …"), self.area.width);
                self.line(row + index, &cut, align, style);
            } else {
                self.line(row + index, line, align, style);
            }
        }
        u16::try_from(fits).unwrap_or(u16::MAX)
    }
}

pub(crate) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A text cut to a width, with an ellipsis in its last column if anything is missing.
pub(crate) fn shortened(text: &str, width: u16) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if columns(&cut) >= width {
            cut.pop();
            break;
        }
    }
    if width > 0 {
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    cut
}

pub(crate) fn wrapped(text: &str, width: u16) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    textwrap::wrap(text, usize::from(width)).into_iter().map(String::from).collect()
}

/// A text in as few lines as [`wrapped`], but of much the same length: in the middle of a screen a last line
/// of one word looks lost.
pub(crate) fn balanced(text: &str, width: u16) -> Vec<String> {
    let lines = wrapped(text, width);
    let even = u16::try_from(usize::from(columns(text)).div_ceil(lines.len().max(1))).unwrap_or(width);
    (even..width).map(|width| wrapped(text, width)).find(|even| even.len() == lines.len()).unwrap_or(lines)
}

/// Cuts an area at one of its edges.
pub(crate) trait SplitRect: Sized {
    /// The top rows, and the rest.
    fn cut_top(self, rows: u16) -> (Self, Self);

    /// The rest, and the bottom rows.
    fn cut_bottom(self, rows: u16) -> (Self, Self);

    /// The left columns, and the rest.
    fn cut_left(self, columns: u16) -> (Self, Self);

    /// The area without some columns at either side.
    fn pad(self, columns: u16) -> Self;

    /// The middle of the area, at most this wide.
    fn middle(self, columns: u16) -> Self;
}

impl SplitRect for Rect {
    fn cut_top(self, rows: u16) -> (Self, Self) {
        let height = rows.min(self.height);
        (Self { height, ..self }, Self { y: self.y + height, height: self.height - height, ..self })
    }

    fn cut_bottom(self, rows: u16) -> (Self, Self) {
        self.cut_top(self.height - rows.min(self.height))
    }

    fn cut_left(self, columns: u16) -> (Self, Self) {
        let width = columns.min(self.width);
        (Self { width, ..self }, Self { x: self.x + width, width: self.width - width, ..self })
    }

    fn pad(self, columns: u16) -> Self {
        let columns = columns.min(self.width / 2);
        Self { x: self.x + columns, width: self.width - 2 * columns, ..self }
    }

    fn middle(self, columns: u16) -> Self {
        let width = columns.min(self.width);
        Self { x: self.x + (self.width - width) / 2, width, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_by_columns_not_characters() {
        assert_eq!(shortened("upper back", 20), "upper back");
        assert_eq!(shortened("upper back", 7), "upper…");
        assert_eq!(shortened("漢字漢字", 5), "漢字…");
        assert_eq!(shortened("abc", 1), "…");
        assert_eq!(shortened("abc", 0), "");
    }

    #[test]
    fn centred_lines_are_of_a_length() {
        assert_eq!(
            balanced("Lean to the left until you feel a gentle pull.", 40),
            ["Lean to the left until", "you feel a gentle pull."]
        );
        assert_eq!(balanced("One line.", 40), ["One line."]);
    }

    #[test]
    fn cuts_never_leave_the_area() {
        let area = Rect::new(2, 3, 10, 4);
        assert_eq!(area.cut_top(1), (Rect::new(2, 3, 10, 1), Rect::new(2, 4, 10, 3)));
        assert_eq!(area.cut_bottom(1), (Rect::new(2, 3, 10, 3), Rect::new(2, 6, 10, 1)));
        assert_eq!(area.cut_top(9), (area, Rect::new(2, 7, 10, 0)));
        assert_eq!(area.cut_left(4), (Rect::new(2, 3, 4, 4), Rect::new(6, 3, 6, 4)));
        assert_eq!(area.pad(9), Rect::new(7, 3, 0, 4));
        assert_eq!(area.middle(4), Rect::new(5, 3, 4, 4));
    }
}
