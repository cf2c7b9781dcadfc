//! What was done and what was passed over, when a session is over.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{Frame, fits, too_small};
use crate::{
    coach,
    format::clock,
    plan::Plan,
    session::{
        End,
        summary::{Did, Summary},
    },
    tui::{
        keys::{Action, Place},
        theme::Theme,
        widgets::pen::{Align, Cut, Pen, columns, shortened, wrapped},
    },
};

/// The summary on the screen.
pub struct SummaryView<'a> {
    /// What came of the session.
    pub summary: &'a Summary,
    /// Its plan, for the names.
    pub plan: &'a Plan,
    /// The first line in sight.
    pub scroll: usize,
    /// The looks.
    pub theme: Theme,
}

/// A line of the summary.
enum SummaryRow {
    Text(String, Style),
    Stretch(usize, Did),
}

/// The rows that are in sight.
#[must_use]
pub fn rows(area: Rect) -> usize {
    usize::from(body(area).height)
}

fn body(area: Rect) -> Rect {
    let body = Frame::compact(area).body;
    let roomy = u16::from(body.height >= 14);
    let (body, _) = body.cut_top(roomy).1.cut_bottom(roomy);
    Rect { width: body.width.min(64), ..body }
}

impl SummaryView<'_> {
    /// How many rows it takes.
    #[must_use]
    pub fn length(&self, area: Rect) -> usize {
        self.lines(body(area).width).len()
    }

    fn title(&self) -> &'static str {
        let did = &self.summary.stretches;
        match self.summary.end {
            _ if did.iter().all(|did| did.none()) => "Nothing done this time.",
            End::Completed if did.iter().all(|did| did.all()) => "Well done.",
            End::Completed => "Well done, with some left out.",
            End::Stopped => "Stopped here. What you did counts.",
        }
    }

    /// Everything there is, in order: what was done, how to get up, a kind word, then stretch by stretch.
    fn lines(&self, width: u16) -> Vec<SummaryRow> {
        let (summary, theme) = (self.summary, self.theme);
        let nothing = summary.stretches.iter().all(|did| did.none());
        let style = if nothing { theme.text() } else { theme.good() };
        let (active, planned) = (clock(summary.active), clock(summary.planned));
        let gap = || SummaryRow::Text(String::new(), theme.text());
        let mut lines = vec![
            SummaryRow::Text(self.title().into(), theme.strong().patch(style)),
            SummaryRow::Text(format!("You did {active} of {planned}."), theme.text()),
            gap(),
        ];
        for (words, style) in [
            (coach::way_out(self.plan, summary), theme.strong()),
            (coach::last_words(self.plan, summary), theme.text()),
        ] {
            let words = wrapped(&words.join(" "), width).into_iter().filter(|line| !line.is_empty());
            let before = lines.len();
            lines.extend(words.map(|line| SummaryRow::Text(line, style)));
            if lines.len() > before {
                lines.push(gap());
            }
        }
        lines.extend(summary.stretches.iter().enumerate().map(|(index, did)| SummaryRow::Stretch(index, *did)));
        lines.extend([gap(), SummaryRow::Text("Pain that stays? Stop signs: press s.".into(), theme.caution())]);
        lines
    }

    fn stretch(&self, row: u16, index: usize, did: Did, pen: &mut Pen<'_>) {
        let theme = self.theme;
        let (mark, word, style) = match did {
            did if did.all() => ("✓", "done".to_owned(), theme.good()),
            did if did.none() => ("–", "not done".to_owned(), theme.quiet()),
            did => ("◐", format!("{} of {}", did.done, did.of), theme.text()),
        };
        let name = self.plan.stretches.get(index).map_or_else(Default::default, |planned| planned.name());
        let width = pen.area().width;
        pen.put(0, row, mark, style);
        pen.put(2, row, &shortened(&name, width.saturating_sub(4 + columns(&word))), theme.text());
        pen.put(width.saturating_sub(columns(&word)), row, &word, style);
    }
}

impl Widget for &SummaryView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if !fits(area) {
            too_small(area, buffer, self.theme, self.title());
            return;
        }
        let frame = Frame::compact(area);
        frame.heading(buffer, self.theme, &self.plan.name, "");
        let mut pen = Pen::new(buffer, body(area));
        let (lines, rows) = (self.lines(pen.area().width), rows(area));
        let scrolls = lines.len() > rows;
        let first = self.scroll.min(lines.len().saturating_sub(rows));
        for (row, line) in (0..).zip(lines.iter().skip(first).take(rows)) {
            match line {
                SummaryRow::Text(text, style) => pen.line(row, text, Align::Left, *style),
                SummaryRow::Stretch(index, did) => self.stretch(row, *index, *did, &mut pen),
            }
        }
        frame.keys_with(buffer, self.theme, Place::Summary, &|action, word| match action {
            Action::Down => scrolls.then_some("scroll"),
            _ => Some(word),
        });
    }
}
