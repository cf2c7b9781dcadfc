//! Printing in columns and paragraphs, no wider than the terminal.

use std::fmt::Write as _;

/// The most columns of text: what reads well, or what the terminal has.
pub fn width() -> usize {
    const COMFORTABLE: u16 = 80;
    let terminal = crossterm::terminal::size().map_or(COMFORTABLE, |(columns, _)| columns);
    usize::from(terminal.clamp(30, COMFORTABLE))
}

/// Adds a paragraph: the first line after `first`, every other after as many spaces.
pub fn paragraph(out: &mut String, first: &str, text: &str) {
    let indent = " ".repeat(textwrap::core::display_width(first));
    let options = textwrap::Options::new(width()).initial_indent(first).subsequent_indent(&indent);
    let _ = writeln!(out, "{}", textwrap::fill(text, options));
}
