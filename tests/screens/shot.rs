//! What is on a screen: its words, its number, and a picture of it for the snapshots.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::number::{BigNumber, bounds, has_a_bar};

/// A screen as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    buffer: Buffer,
    rows: Vec<String>,
    /// What the window was filled with.
    base: Cell,
}

impl Shot {
    /// Reads a buffer that was filled with a style before anything was drawn.
    pub fn new(buffer: Buffer, base: Style) -> Self {
        let mut ground = Cell::EMPTY;
        ground.set_style(base);
        let rows = (0..buffer.area.height).map(|row| text_of(&buffer, row, ground_of(&buffer))).collect();
        Self { buffer, rows, base: ground }
    }

    /// The rows as text, without the spaces at their ends.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The first row with these words in it, wherever in the row.
    pub fn row_of(&self, words: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.contains(words))
    }

    /// Whether these words are on the screen, in one row.
    pub fn has(&self, words: &str) -> bool {
        self.row_of(words).is_some()
    }

    /// Whether a text is on the screen whole, in however many rows.
    pub fn tells(&self, text: &str) -> bool {
        squeezed(&self.rows.concat()).contains(&squeezed(text))
    }

    /// The rows that have a bar in them.
    pub fn bars(&self) -> Vec<usize> {
        self.rows.iter().enumerate().filter(|(_, row)| is_bar(row)).map(|(at, _)| at).collect()
    }

    /// The chosen line of a list, without its mark.
    pub fn chosen(&self) -> Option<&str> {
        self.rows.iter().find_map(|row| row.trim_start().strip_prefix("▸ "))
    }

    /// How many cells of each bar are filled, from the top.
    pub fn filled(&self) -> Vec<usize> {
        self.bars().into_iter().map(|row| self.rows[row].matches(['━', '█']).count()).collect()
    }

    /// The rows without bars and figure: all that is read.
    pub fn read(&self) -> Vec<String> {
        let seen = |c, in_bar| if is_drawn(c) || (in_bar && c == '█') { ' ' } else { c };
        self.rows.iter().map(|row| row.chars().map(|c| seen(c, is_bar(row))).collect()).collect()
    }

    /// Whether any cell has a colour.
    pub fn is_coloured(&self) -> bool {
        self.buffer.content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset)
    }

    /// The cells of which a look is left to the terminal: a colour that is not named, or one that is dimmed.
    pub fn left_to_the_terminal(&self) -> usize {
        let named = |colour| matches!(colour, Color::Indexed(16..));
        let is_left = |cell: &&Cell| !named(cell.fg) || !named(cell.bg) || cell.modifier.contains(Modifier::DIM);
        self.seen().filter(is_left).count()
    }

    /// The cells with another background than the window has. Half blocks show two colours that way, and blanks theirs.
    pub fn off_the_ground(&self) -> usize {
        let is_off = |cell: &&Cell| cell.bg != self.base.bg && !matches!(cell.symbol(), "▀" | "▄" | " ");
        self.seen().filter(is_off).count()
    }

    /// The cells that are drawn: not those under the second half of a wide letter.
    fn seen(&self) -> impl Iterator<Item = &Cell> {
        let is_seen = |x, y| x == 0 || self.buffer[(x - 1, y)].symbol().width() < 2;
        self.buffer.area.positions().filter(move |at| is_seen(at.x, at.y)).map(|at| &self.buffer[at])
    }

    /// The time left of the session, as the heading says it.
    pub fn time_left(&self) -> Option<&str> {
        self.rows.iter().find_map(|row| row.strip_suffix(" left")?.rsplit(' ').next())
    }

    /// The number that leads: in big digits, or before its unit where they do not fit.
    pub fn number(&self) -> Option<String> {
        self.big_number().map(|number| number.read()).or_else(|| self.small_number())
    }

    /// The number in big digits.
    pub fn big_number(&self) -> Option<BigNumber<'_>> {
        BigNumber::on(&self.buffer)
    }

    /// Whether the big digits are solid, as they are in work and only there; none without big digits.
    pub fn is_solid(&self) -> Option<bool> {
        self.big_number().map(|number| number.is_solid())
    }

    /// The area of the mark of a side.
    pub fn mark(&self) -> Option<Rect> {
        let is_accent = |cell: &Cell| cell.symbol() == " " && cell.bg == Color::Cyan;
        bounds(self.buffer.area, |at| is_accent(&self.buffer[at]) && !has_a_bar(&self.buffer, at.y))
    }

    fn small_number(&self) -> Option<String> {
        const UNITS: [&str; 5] = ["seconds", "second", "minutes", "get", "of"];
        // A wide heading says `2 of 7` of the stretches.
        self.rows.iter().skip_while(|row| row.is_empty()).skip(1).find_map(|row| {
            let words: Vec<_> = row.split_whitespace().collect();
            let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == ':');
            let pair = words.windows(2).find(|pair| is_number(pair[0]) && UNITS.contains(&pair[1]))?;
            Some(pair[0].to_owned())
        })
    }

    /// The screen for a snapshot: its rows, then the look of everything that is not plain, run by run.
    pub fn picture(&self) -> String {
        let area = self.buffer.area;
        let mut picture = format!("{} x {} {}", area.width, area.height, look(&self.base, &Cell::EMPTY));
        picture.truncate(picture.trim_end().len());
        picture.push('\n');
        for (row, text) in self.rows.iter().enumerate() {
            writeln!(picture, "{row:>2} │{text}").unwrap();
        }
        let looks: Vec<_> = (0..area.height).map(|row| (row, self.looks(row))).collect();
        for alike in looks.chunk_by(|(_, one), (_, other)| one == other) {
            let ((first, looks), (last, _)) = (&alike[0], alike.last().unwrap());
            if !looks.is_empty() {
                let rows = if first == last { format!("{first}") } else { format!("{first}-{last}") };
                writeln!(picture, "{rows:>5}: {looks}").unwrap();
            }
        }
        picture
    }

    /// The looks of a row: `2-14 bold, 60 cyan`. Cells without ink have none.
    fn looks(&self, row: u16) -> String {
        let cells: Vec<_> =
            (0..self.buffer.area.width).map(|x| (x, look(&self.buffer[(x, row)], &self.base))).collect();
        let runs = cells.chunk_by(|(_, one), (_, other)| one == other).filter(|run| !run[0].1.is_empty());
        let told = runs.map(|run| {
            let (first, last) = (run[0].0, run.last().unwrap().0);
            if first == last { format!("{first} {}", run[0].1) } else { format!("{first}-{last} {}", run[0].1) }
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

/// The ground of most cells.
fn ground_of(buffer: &Buffer) -> Color {
    let count = |ground: Color| buffer.content.iter().filter(|cell| cell.bg == ground).count();
    let mut grounds: Vec<Color> = Vec::new();
    for cell in &buffer.content {
        if !grounds.contains(&cell.bg) {
            grounds.push(cell.bg);
        }
    }
    grounds.into_iter().max_by_key(|ground| count(*ground)).unwrap_or_default()
}

/// What is seen of a cell as text: a blank on another ground than the window's is a block, but between words.
fn shown(cell: &Cell, ground: Color) -> &str {
    let is_reversed = cell.modifier.contains(Modifier::REVERSED) && !cell.modifier.contains(Modifier::BOLD);
    let is_filled = cell.bg != ground || is_reversed;
    if is_filled && cell.symbol() == " " { "█" } else { cell.symbol() }
}

fn text_of(buffer: &Buffer, row: u16, ground: Color) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = shown(&buffer[(x, row)], ground);
        text.push_str(symbol);
        x += u16::try_from(symbol.width()).unwrap().max(1);
    }
    text.truncate(text.trim_end().len());
    text
}

/// Whether a row of text has a bar in it: a line, after a ground where it is the bar of the work.
fn is_bar(row: &str) -> bool {
    row.contains(['━', '─']) && row.matches(['━', '─', '█']).count() > 8
}

/// Whether a character is part of a bar or of the figure. Big digits are not: they are to be read.
fn is_drawn(c: char) -> bool {
    matches!(c, '━' | '─' | '┿' | '┼' | '\u{2800}'..='\u{28ff}')
}

/// Whether a character is part of a big digit.
fn is_of_a_digit(c: char) -> bool {
    matches!(c, '█' | '\u{2550}'..='\u{256c}')
}

/// A text without anything that is not to be read, and without spaces: wrapping does not matter to it.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_drawn(*c) && !is_of_a_digit(*c)).collect()
}

/// The look of a cell in words; nothing for plain text on what is the ground.
fn look(cell: &Cell, ground: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != ground.fg {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != ground.bg {
        words.push(format!("on-{}", cell.bg).to_lowercase());
    }
    words.extend(cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    words.join("+")
}
