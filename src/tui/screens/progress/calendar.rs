//! The calendar: weeks as columns, their days as rows, a mark for each. Days to come have none.
//!
//! The marks must be read, so they have the colour of the text: an accent is too pale for that on some grounds.

use super::RowTexts;
use crate::log::history::{DayMark, WEEKS};
use crate::progress::Progress;
use crate::tui::theme::Theme;

/// Its rows: the months, and seven days.
pub(super) const ROWS: u16 = 8;

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
#[rustfmt::skip]
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The columns of the days' names.
const NAMES: u16 = 3;
const TODAY: &str = " ◂ today";

/// Its columns, with so many from one week to the next.
pub(super) fn width(step: u16) -> u16 {
    column(step, WEEKS.try_into().unwrap_or(u16::MAX)) - step + 1 + 8
}

/// The column of a week, by its index.
fn column(step: u16, week: u16) -> u16 {
    NAMES + step * week
}

pub(super) fn rows(progress: &Progress, step: u16, theme: Theme) -> Vec<RowTexts> {
    let mut rows = vec![months(progress, step, theme)];
    for (day, name) in DAYS.iter().enumerate() {
        let mut row = vec![(0, (*name).to_owned(), theme.quiet())];
        for (index, week) in (0..).zip(&progress.weeks) {
            let (sign, style) = match progress.mark(week, day) {
                Some(DayMark::Done) => ("●", theme.text()),
                Some(DayMark::Partly) => ("◐", theme.text()),
                Some(DayMark::None) => ("·", theme.quiet()),
                None => continue,
            };
            row.push((column(step, index), sign.to_owned(), style));
        }
        if day == progress.weekday() {
            // This week is the last column.
            row.push((width(step) - 8, TODAY.to_owned(), theme.text()));
        }
        rows.push(row);
    }
    rows
}

/// The names of the months, each above the first week that begins in it.
fn months(progress: &Progress, step: u16, theme: Theme) -> RowTexts {
    let months: Vec<_> = progress.weeks.iter().map(|week| week.monday.month()).collect();
    let mut row = RowTexts::new();
    for (index, month) in (0..).zip(&months) {
        let at = usize::from(index);
        let is_new = at == 0 || months.get(at - 1) != Some(month);
        // The first month may have one week, which is too narrow for its name.
        let has_room = months.get(at + 1).is_none_or(|next| next == month);
        let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month));
        if let Some(name) = name.filter(|_| is_new && has_room) {
            row.push((column(step, index), (*name).to_owned(), theme.quiet()));
        }
    }
    row
}

pub(super) fn legend(theme: Theme) -> RowTexts {
    let marks = [("●", "done", theme.text()), ("◐", "partly", theme.text()), ("·", "none", theme.quiet())];
    let mut row = RowTexts::new();
    let mut column = NAMES;
    for (mark, word, style) in marks {
        row.extend([(column, mark.to_owned(), style), (column + 2, word.to_owned(), theme.quiet())]);
        column += u16::try_from(word.len()).unwrap_or_default() + 5;
    }
    row
}
