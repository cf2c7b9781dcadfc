//! What to mind: words that read like any others, under a sign of their own colour.

use super::writer::{Align, Writer, balanced};
use crate::tui::theme::Theme;

const SIGN: char = '!';

pub(crate) fn caution_line(writer: &mut Writer<'_>, row: u16, line: &str, align: Align, theme: Theme) {
    writer.line(row, line, align, theme.caution());
    if line.starts_with(SIGN) {
        writer.put(writer.start(line, align), row, &SIGN.to_string(), theme.sign());
    }
}

/// Writes a caution into the last rows of a writer.
pub(crate) fn caution(writer: &mut Writer<'_>, text: &str, align: Align, theme: Theme) {
    let lines = balanced(text, writer.area().width);
    let first = writer.area().height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    (first..).zip(&lines).for_each(|(row, line)| caution_line(writer, row, line, align, theme));
}
