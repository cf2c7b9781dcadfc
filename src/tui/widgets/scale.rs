//! The scale for how it feels: its numbers in a row, with what its ends mean.

use super::writer::{Align, Writer, columns};
use crate::log::feel::SCALE;
use crate::tui::theme::Theme;

/// What the ends mean, in as many words as there is room for.
const ENDS: [(&str, &str); 3] = [("no pain", "worst pain"), ("none", "worst"), ("", "")];

/// Writes the scale into a row, with the chosen number in a block.
pub(crate) fn scale(writer: &mut Writer<'_>, row: u16, chosen: Option<u8>, align: Align, theme: Theme) {
    // The blanks between the numbers belong to the block of either, so that nothing moves when another is chosen.
    let numbers = numbers(*SCALE.end() + 1) + " ";
    let length = columns(&numbers);
    let width = |(low, high): (&str, &str)| columns(low) + length + columns(high);
    let room = writer.area().width;
    let ends = ENDS.into_iter().find(|ends| width(*ends) <= room).unwrap_or_default();
    let mut column = match align {
        Align::Left => 0,
        _ => room.saturating_sub(width(ends)) / 2,
    };
    column += writer.put(column, row, ends.0, theme.quiet());
    writer.put(column, row, &numbers, theme.text());
    if let Some(chosen) = chosen {
        writer.put(column + columns(&self::numbers(chosen)), row, &format!(" {chosen} "), theme.block());
    }
    writer.put(column + length, row, ends.1, theme.quiet());
}

/// The numbers below one, each after a blank.
fn numbers(below: u8) -> String {
    SCALE.take_while(|number| *number < below).fold(String::new(), |text, number| text + &format!(" {number}"))
}
