//! What was done and what was passed over, when a session is over.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Frame, fits, too_small};
use crate::{
    format::clock,
    plan::Plan,
    session::{End, summary::Summary},
    tui::{
        keys::{Action, Place},
        theme::Theme,
        widgets::pen::{Align, Cut, Pen, columns, shortened},
    },
};

/// The summary on the screen.
pub struct SummaryView<'a> {
    /// What came of the session.
    pub summary: &'a Summary,
    /// Its plan, for the names.
    pub plan: &'a Plan,
    /// The first stretch in sight.
    pub scroll: usize,
    /// The looks.
    pub theme: Theme,
}

fn body(area: Rect) -> Rect {
    let body = Frame::compact(area).body;
    let roomy = u16::from(body.height >= 14);
    let (body, _) = body.cut_top(roomy).1.cut_bottom(roomy);
    Rect { width: body.width.min(64), ..body }
}

/// The rows that the list of stretches has.
#[must_use]
pub fn rows(area: Rect) -> usize {
    usize::from(body(area).height).saturating_sub(HEAD + FOOT)
}

/// The rows above the list, and below it.
const HEAD: usize = 3;
const FOOT: usize = 2;

impl Widget for &SummaryView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let did = &self.summary.stretches;
        let title = match self.summary.end {
            _ if did.iter().all(|did| did.none()) => "Nothing done this time.",
            End::Completed if did.iter().all(|did| did.all()) => "Well done.",
            End::Completed => "Well done, with some left out.",
            End::Stopped => "Stopped here. What you did counts.",
        };
        if !fits(area) {
            too_small(area, buffer, self.theme, title);
            return;
        }
        let frame = Frame::compact(area);
        let left = format!("{} left", clock(self.summary.remaining));
        frame.heading(buffer, self.theme, &self.plan.name, &left);
        let mut pen = Pen::new(buffer, body(area));
        let style = if did.iter().all(|did| did.none()) { self.theme.text() } else { self.theme.good() };
        pen.line(0, title, Align::Left, self.theme.strong().patch(style));
        let (active, planned) = (clock(self.summary.active), clock(self.summary.planned));
        pen.line(1, &format!("{active} of {planned} planned."), Align::Left, self.theme.text());

        let rows = rows(area);
        let first = self.scroll.min(self.plan.stretches.len().saturating_sub(rows));
        let lines = self.plan.stretches.iter().zip(&self.summary.stretches).skip(first).take(rows);
        let head = u16::try_from(HEAD).unwrap_or(0);
        for (row, (planned, did)) in (head..).zip(lines) {
            let (mark, word, style) = match did {
                did if did.all() => ("✓", "done".to_owned(), self.theme.good()),
                did if did.none() => ("–", "not done".to_owned(), self.theme.quiet()),
                did => ("◐", format!("{} of {}", did.done, did.of), self.theme.text()),
            };
            pen.put(0, row, mark, style);
            let width = pen.area().width;
            let room = width.saturating_sub(4 + columns(&word));
            pen.put(2, row, &shortened(&planned.name(), room), self.theme.text());
            pen.put(width.saturating_sub(columns(&word)), row, &word, style);
        }
        let note = "Pain that stays? Stop signs: press s.";
        let row = pen.area().height.saturating_sub(1);
        pen.line(row, note, Align::Left, self.theme.caution());
        let scrolls = self.plan.stretches.len() > rows;
        frame.keys_with(buffer, self.theme, Place::Summary, &|action, word| match action {
            Action::Down => scrolls.then_some("scroll"),
            _ => Some(word),
        });
    }
}
