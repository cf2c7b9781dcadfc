//! What stands beside the calendar, section by section: what to mind, the weeks together, what was left out, how it felt.

use super::{RowTexts, paragraph};
use crate::log::history::WEEKS;
use crate::progress::{self, Progress, ago};
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{columns, wrapped};
use crate::words::counted;

/// The columns before a bar and after it.
const LABEL: u16 = 8;
const NUMBER: u16 = 5;
/// The most cells of a bar: two for each point of the scale.
const BAR: u16 = 20;

/// What is told of an empty log.
pub(super) fn nothing(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    let [first, then] = progress.nothing();
    let mut sections = vec![paragraph(&first, width, theme.strong()), paragraph(&then, width, theme.text())];
    sections.extend(progress.unread().map(|unread| paragraph(&unread, width, theme.quiet())));
    sections.join(&RowTexts::new())
}

/// What to leave for now, with the key of the stop signs.
pub(super) fn worse(progress: &Progress, key: &str, width: u16, theme: Theme) -> Vec<RowTexts> {
    let mut rows = Vec::new();
    if let Some(note) = progress.worse() {
        // The key would be lost at the end of a line.
        for line in wrapped(&format!("! {note}"), width).into_iter().chain([format!("Stop signs: {key}")]) {
            let sign = line.starts_with('!').then(|| (0, "!".to_owned(), theme.sign()));
            rows.push([(0, line, theme.caution())].into_iter().chain(sign).collect());
        }
    }
    rows
}

/// The sections after that; some may be empty.
pub(super) fn sections(progress: &Progress, width: u16, theme: Theme) -> Vec<Vec<RowTexts>> {
    vec![
        in_all(progress, width, theme),
        left_out(progress, width, theme),
        feelings(progress, width, theme),
        progress.unread().map_or_else(Vec::new, |unread| paragraph(&unread, width, theme.quiet())),
    ]
}

fn left_out(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    if progress.left_out.is_empty() {
        return Vec::new();
    }
    let named = |(name, days): &(String, Option<u32>)| with_end(name, ago(*days, progress.is_young()), width, theme);
    let heading = heading("Left out longest", theme);
    std::iter::once(heading).chain(progress.left_out.iter().flat_map(named)).collect()
}

fn in_all(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    let Some([days, time, mean]) = progress.in_all() else { return Vec::new() };
    let rows = [("You stretched on", days), ("In all", time), ("A week with sessions", format!("about {mean}"))];
    let rows = rows.into_iter().flat_map(|(what, end)| with_end(what, end, width, theme));
    std::iter::once(heading(&format!("The last {WEEKS} weeks"), theme)).chain(rows).collect()
}

fn heading(text: &str, theme: Theme) -> RowTexts {
    vec![(0, text.to_owned(), theme.quiet())]
}

/// A text, and at the right what belongs to it; in a row of its own where there is no room beside the text.
fn with_end(text: &str, end: String, width: u16, theme: Theme) -> Vec<RowTexts> {
    let column = width.saturating_sub(columns(&end));
    let mut rows = paragraph(text, width, theme.text());
    let end = (column, end, theme.quiet());
    match rows.last_mut().filter(|row| row.iter().all(|(_, text, _)| columns(text) + 2 <= column)) {
        Some(last) => last.push(end),
        None => rows.push(vec![end]),
    }
    rows
}

fn feelings(progress: &Progress, width: u16, theme: Theme) -> Vec<RowTexts> {
    if progress.feelings.is_empty() {
        return Vec::new();
    }
    let cells = width.saturating_sub(LABEL + NUMBER).min(BAR);
    let bar = |label: &str, value: f64, sessions, style| {
        let full = |cell: &u16| f64::from(*cell) + 0.5 <= value * f64::from(cells) / 10.0;
        let (done, left): (Vec<_>, Vec<_>) = (0..cells).partition(full);
        let (done, left) = ("━".repeat(done.len()), "─".repeat(left.len()));
        let left_at = LABEL + columns(&done);
        vec![
            (0, label.to_owned(), theme.text()),
            (LABEL, done, style),
            (left_at, left, theme.quiet()),
            (LABEL + cells + 1, format!("{:>4}", progress::number(value, sessions)), theme.text()),
        ]
    };
    let mut rows = paragraph("How it felt: 0 no pain, 10 the worst", width, theme.quiet());
    for feeling in &progress.feelings {
        rows.extend(with_end(&feeling.name, counted(feeling.sessions, "session"), width, theme));
        rows.push(bar("before", feeling.before, feeling.sessions, theme.text()));
        rows.push(bar("after", feeling.after, feeling.sessions, theme.accent()));
        rows.push(vec![(LABEL, progress::verdict(feeling).to_owned(), theme.text())]);
        rows.push(RowTexts::new());
    }
    rows.pop();
    rows
}
