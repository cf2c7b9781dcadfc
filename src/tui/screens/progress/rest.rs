//! What stands beside the calendar, section by section: what to mind, the weeks together, what was left out, how it felt.

use super::{RowTexts, paragraph};
use crate::progress::{self, EMPTY, Progress, SCALE, ago};
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{columns, shortened, wrapped};
use crate::words::counted;

/// The columns before a bar and after it.
const LABEL: u16 = 8;
const NUMBER: u16 = 5;
/// The most cells of a bar: two for each point of the scale.
const BAR: u16 = 20;

/// What is told of an empty log.
pub(super) fn nothing(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    let mut sections = vec![paragraph(EMPTY, width, theme.text())];
    sections.extend(progress.unread().map(|unread| paragraph(&unread, width, theme.quiet())));
    sections.join(&RowTexts::new())
}

/// What to leave for now, with the key of the stop signs.
pub(super) fn worse(progress: &Progress, key: &str, width: u16, theme: Theme) -> Vec<RowTexts> {
    let mut rows = Vec::new();
    for note in progress.worse() {
        let note = format!("! {note} Stop signs: {key}");
        for line in wrapped(&note, width) {
            let sign = line.starts_with('!').then(|| (0, "!".to_owned(), theme.sign()));
            rows.push([(0, line, theme.caution())].into_iter().chain(sign).collect());
        }
    }
    rows
}

/// The sections after that; some may be empty.
pub(super) fn sections(progress: &Progress, width: u16, theme: Theme) -> Vec<Vec<RowTexts>> {
    let of = |text: Option<String>, style| text.map_or_else(Vec::new, |text| paragraph(&text, width, style));
    vec![
        of(progress.in_all(), theme.text()),
        left_out(progress, width, theme),
        feelings(progress, width, theme),
        of(progress.unread(), theme.quiet()),
    ]
}

fn left_out(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    if progress.left_out.is_empty() {
        return Vec::new();
    }
    let row = |(name, days): &(String, Option<u32>)| {
        let ago = ago(*days);
        let column = width.saturating_sub(columns(&ago));
        let name = shortened(name, column.saturating_sub(1));
        vec![(0, name, theme.text()), (column, ago, theme.quiet())]
    };
    let heading = vec![(0, "Left out longest".to_owned(), theme.quiet())];
    std::iter::once(heading).chain(progress.left_out.iter().map(row)).collect()
}

fn feelings(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    if progress.feelings.is_empty() {
        return Vec::new();
    }
    let cells = width.saturating_sub(LABEL + NUMBER).min(BAR);
    let bar = |label: &str, value: f64, style| {
        let full = |cell: &u16| f64::from(*cell) + 0.5 <= value * f64::from(cells) / 10.0;
        let (done, left): (Vec<_>, Vec<_>) = (0..cells).partition(full);
        let (done, left) = ("━".repeat(done.len()), "─".repeat(left.len()));
        let left_at = LABEL + columns(&done);
        vec![
            (0, label.to_owned(), theme.text()),
            (LABEL, done, style),
            (left_at, left, theme.quiet()),
            (LABEL + cells + 1, format!("{value:>4.1}"), theme.text()),
        ]
    };
    let mut rows = vec![vec![(0, "How it felt, from 0 to 10".to_owned(), theme.quiet())]];
    for feeling in &progress.feelings {
        let count = counted(feeling.sessions, "session");
        let column = width.saturating_sub(columns(&count));
        let name = shortened(&feeling.name, column.saturating_sub(1));
        rows.push(vec![(0, name, theme.text()), (column, count, theme.quiet())]);
        rows.push(bar("before", feeling.before, theme.text()));
        rows.push(bar("after", feeling.after, theme.accent()));
        rows.push(vec![(LABEL, progress::verdict(feeling).to_owned(), theme.text())]);
        rows.push(RowTexts::new());
    }
    rows.extend(paragraph(&format!("{SCALE}."), width, theme.quiet()));
    rows
}
