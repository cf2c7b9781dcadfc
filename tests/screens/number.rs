//! Reads the number that is drawn in big digits, as an eye would: by its strokes, whatever its size.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

/// A number in big digits, in the colour of the text.
#[derive(Clone, Copy)]
pub struct BigNumber<'a> {
    buffer: &'a Buffer,
    ink: Ink,
    /// Where it is.
    pub area: Rect,
    /// Whether it stands in a block.
    pub is_in_a_block: bool,
}

/// What strokes are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Solid,
    Carved,
    Outlined,
}

/// The least area with all cells of a kind.
pub fn bounds(area: Rect, is_one: impl Fn(Position) -> bool) -> Option<Rect> {
    let cells = || area.positions().filter(|at| is_one(*at));
    let (left, right) = (cells().map(|at| at.x).min()?, cells().map(|at| at.x).max()?);
    let (top, bottom) = (cells().map(|at| at.y).min()?, cells().map(|at| at.y).max()?);
    Some(Rect::new(left, top, right - left + 1, bottom - top + 1))
}

/// Whether a cell is a part of an outline.
fn is_line(cell: &Cell) -> bool {
    cell.symbol().chars().all(|c| matches!(c, '\u{2550}'..='\u{256c}'))
}

/// Whether a row has a bar in it: what is over as a ground, and after that always some of the line that is left.
pub fn has_a_bar(buffer: &Buffer, row: u16) -> bool {
    (0..buffer.area.width).any(|x| buffer[(x, row)].symbol() == "─")
}

/// Whether a cell is filled with the colour of the text: not with words, which are bold.
fn is_filled(cell: &Cell) -> bool {
    cell.symbol() == " " && is_reversed(cell) && !cell.modifier.contains(Modifier::BOLD)
}

fn is_reversed(cell: &Cell) -> bool {
    cell.modifier.contains(Modifier::REVERSED)
}

impl<'a> BigNumber<'a> {
    /// The one there is in a window, if there is one.
    pub fn on(buffer: &'a Buffer) -> Option<Self> {
        let of_all =
            |is_one: fn(&Cell) -> bool| bounds(buffer.area, |at| is_one(&buffer[at]) && !has_a_bar(buffer, at.y));
        if let Some(area) = of_all(is_line) {
            let is_in_a_block = is_reversed(&buffer[area.positions().find(|at| is_line(&buffer[*at]))?]);
            return Some(Self { buffer, ink: Ink::Outlined, area, is_in_a_block });
        }
        let area = of_all(is_filled)?;
        let is_full = |x: u16| (area.top()..area.bottom()).all(|y| is_filled(&buffer[(x, y)]));
        let middle = area.y + area.height / 2;
        let is_whole = (area.left()..area.right()).all(|x| is_filled(&buffer[(x, middle)]));
        let solid = Self { buffer, ink: Ink::Solid, area, is_in_a_block: false };
        // A block is closed at both sides; an eight is, too, and across its middle.
        if !is_full(area.left()) || !is_full(area.right() - 1) || is_whole {
            return Some(solid);
        }
        let area = bounds(area, |at| !is_filled(&buffer[at]))?;
        let carved = Self { ink: Ink::Carved, area, is_in_a_block: true, ..solid };
        Some(if ["1", "2", "3"].contains(&&*carved.read()) { carved } else { solid })
    }

    /// Whether it is of work: not outlined.
    pub fn is_solid(&self) -> bool {
        self.ink != Ink::Outlined
    }

    /// What it says.
    pub fn read(&self) -> String {
        let area = self.area;
        let columns: Vec<_> =
            (area.left()..area.right()).filter(|x| (area.top()..area.bottom()).any(|y| self.inked(*x, y))).collect();
        let digits = columns.chunk_by(|one, other| one + 1 == *other);
        digits.map(|columns| self.digit(columns[0], *columns.last().unwrap())).collect()
    }

    fn inked(&self, x: u16, y: u16) -> bool {
        let cell = &self.buffer[(x, y)];
        match self.ink {
            Ink::Solid => is_filled(cell),
            Ink::Carved => !is_filled(cell),
            Ink::Outlined => is_line(cell),
        }
    }

    /// Reads a digit of seven strokes where its strokes have to be.
    fn digit(&self, left: u16, right: u16) -> char {
        let (top, bottom) = (self.area.top(), self.area.bottom() - 1);
        let quarter = (bottom - top) / 4;
        let (middle, centre) = (u16::midpoint(left, right), u16::midpoint(top, bottom));
        let (upper, lower) = (top + quarter, bottom - quarter);
        let strokes = [
            (middle, top),
            (middle, centre),
            (middle, bottom),
            (left, upper),
            (right, upper),
            (left, lower),
            (right, lower),
        ];
        let inked_in = |row| (left..=right).filter(|x| self.inked(*x, row)).count();
        if inked_in(top) == 0 {
            // Only a colon does not reach the top.
            return ':';
        }
        let (width, height) = (right - left + 1, bottom - top + 1);
        if 2 * inked_in(bottom) == usize::from(width) || 5 * width < 4 * height {
            // Only a one is half flag and half stroke down, or narrow.
            return '1';
        }
        match strokes.map(|(x, y)| u8::from(self.inked(x, y))) {
            [1, 0, 1, 1, 1, 1, 1] => '0',
            [1, 1, 1, 0, 1, 1, 0] => '2',
            [1, 1, 1, 0, 1, 0, 1] => '3',
            [0, 1, 0, 1, 1, 0, 1] => '4',
            [1, 1, 1, 1, 0, 0, 1] => '5',
            [1, 1, 1, 1, 0, 1, 1] => '6',
            [1, 0, 0, 0, 1, 0, 1] => '7',
            [1, 1, 1, 1, 1, 1, 1] => '8',
            [1, 1, 1, 1, 1, 0, 1] => '9',
            _ => '?',
        }
    }
}
