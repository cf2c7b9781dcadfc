//! What to mind: words that read like any others, under a sign of their own colour.

use super::pen::{Align, Pen, balanced};
use crate::tui::theme::Theme;

/// What a caution begins with.
const SIGN: char = '!';

/// Writes a line of a caution.
pub fn caution_line(pen: &mut Pen<'_>, row: u16, line: &str, align: Align, theme: Theme) {
    pen.line(row, line, align, theme.caution());
    if line.starts_with(SIGN) {
        pen.put(pen.start(line, align), row, &SIGN.to_string(), theme.sign());
    }
}

/// Writes a caution into the last rows of a pen, beside what comes below it.
pub fn caution(pen: &mut Pen<'_>, text: &str, align: Align, theme: Theme) {
    let lines = balanced(text, pen.area().width);
    let first = pen.area().height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    (first..).zip(&lines).for_each(|(row, line)| caution_line(pen, row, line, align, theme));
}
