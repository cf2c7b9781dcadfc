//! What was done, when a session is over: the time first, then each stretch that was done, then what helps next.
//!
//! What was left out is one line: it is known, and nobody has to make up for it.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Frame;
use super::player::{GAP, HOW_MUCH, Rating, Stage, WIDE};
use crate::format::clock;
use crate::log::feel::worse_twice;
use crate::plan::Plan;
use crate::session::End;
use crate::session::summary::{StretchResult, Summary};
use crate::time::whole_seconds;
use crate::tui::keys::shared::{
    BOTTOM, DOWN, HELP, LEAVE, PAGE_DOWN, PAGE_UP, RATE, RATE_HIGHER, RATE_LOWER, STOP_SIGNS, TOP, UNRATE, UP,
};
use crate::tui::keys::{Action, Binding, Keys, key, letter};
use crate::tui::theme::Theme;
use crate::tui::widgets::caution::caution_line;
use crate::tui::widgets::digits::{Digits, Ink, Size};
use crate::tui::widgets::scale::scale;
use crate::tui::widgets::writer::{Align, SplitRect, Writer, columns, shortened, wrapped};
use crate::words::counted;
use crate::{changes, coach};

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of the summary",
    own: &[
        UP,
        DOWN,
        STOP_SIGNS,
        PAGE_DOWN,
        PAGE_UP,
        TOP,
        BOTTOM,
        Binding::new(Action::Menu, &[key(KeyCode::Enter)], "to the menu").hint("menu"),
        LEAVE,
        HELP,
    ],
};

/// The keys of the summary where it is asked how it feels.
pub(crate) static RATING_KEYS: Keys = Keys {
    title: "The keys of the summary",
    own: &[
        UP,
        DOWN,
        RATE_HIGHER,
        RATE_LOWER,
        RATE,
        UNRATE,
        STOP_SIGNS,
        PAGE_DOWN,
        PAGE_UP,
        TOP,
        BOTTOM,
        Binding::new(Action::Menu, &[key(KeyCode::Enter)], "to the menu").hint("menu"),
        Binding { keys: &[key(KeyCode::Esc), letter('q'), letter('h')], ..LEAVE },
        HELP,
    ],
};

pub(crate) struct SummaryView<'a> {
    pub(crate) summary: &'a Summary,
    pub(crate) plan: &'a Plan,
    /// Where it is asked how it feels: what was answered.
    pub(crate) rating: Option<Rating>,
    /// Whether it felt worse after this routine twice running.
    pub(crate) is_worse_twice: bool,
    /// Why it is not in the log, if it should be.
    pub(crate) unsaved: Option<&'a str>,
    pub(crate) scroll: usize,
    pub(crate) stage: Stage<'a>,
    pub(crate) theme: Theme,
}

/// The most columns of the words.
const COLUMN: u16 = 60;

enum SummaryRow {
    Text(String, Style),
    Caution(String),
    Stretch(usize, StretchResult),
    Scale(Rating),
}

struct SummaryLayout {
    figure: Rect,
    title: Rect,
    /// The time, and its size if it is in big digits.
    time: Rect,
    size: Option<Size>,
    lines: Rect,
}

impl SummaryView<'_> {
    /// The number of rows, and how many are visible.
    pub(crate) fn rows(&self, area: Rect) -> (usize, usize) {
        let layout = self.layout(area);
        (self.lines(layout.lines.width, layout.size.is_some()).len(), layout.lines.height.into())
    }

    /// The figure stands where it stood in the session. The time is in digits if all lines fit below them.
    fn layout(&self, area: Rect) -> SummaryLayout {
        let body = Frame::new(area).body;
        let roomy = u16::from(body.height >= 14);
        let (body, _) = body.cut_top(roomy).1.cut_bottom(roomy);
        let has_figure = body.width >= WIDE && self.stage.at_ease().is_some();
        let edge = if has_figure { body.width * 12 / 25 + GAP } else { 0 };
        let (left, column) = body.cut_left(edge);
        let figure = left.cut_left(left.width.saturating_sub(GAP)).0;
        let column = column.cut_left(COLUMN).0;
        let (title, rest) = column.cut_top(1);
        let needed = u16::try_from(self.lines(column.width, true).len()).unwrap_or(u16::MAX);
        let (number, _) = self.time();
        let most = rest.height.saturating_sub(needed.saturating_add(2)).min(body.height * 2 / 5);
        let fits = |size: Size| size.width_of(&number) + 10 <= column.width;
        let size = Size::fitting(most, fits).filter(|_| !self.is_nothing());
        let time_rows = size.map_or(0, |size| size.height() + 1);
        let (time, lines) = rest.cut_top(time_rows);
        let (time, lines) = (time.cut_top(u16::from(size.is_some())).1, lines.cut_top(roomy).1);
        SummaryLayout { figure, title, time, size, lines }
    }

    fn is_nothing(&self) -> bool {
        self.summary.stretches.iter().all(|did| did.none())
    }

    fn title(&self) -> &'static str {
        let did = &self.summary.stretches;
        match self.summary.end {
            _ if self.is_nothing() => "Nothing done this time.",
            End::Completed if did.iter().all(|did| did.all()) => "Well done.",
            End::Completed => "Well done, with some left out.",
            End::Stopped => "Stopped here. What you did counts.",
        }
    }

    /// The time that was done, and its unit.
    fn time(&self) -> (String, &'static str) {
        match whole_seconds(self.summary.active) {
            1 => ("1".into(), "second"),
            seconds @ ..60 => (seconds.to_string(), "seconds"),
            _ => (clock(self.summary.active), "minutes"),
        }
    }

    /// The planned time, if it differs from the time done.
    fn planned(&self) -> Option<String> {
        let (done, planned) = (clock(self.summary.active), clock(self.summary.planned));
        (done != planned).then(|| format!("of {planned}"))
    }

    /// Everything below the time: how to come out of the position, what was done, what was not, what helps next.
    fn lines(&self, width: u16, with_digits: bool) -> Vec<SummaryRow> {
        let (summary, theme) = (self.summary, self.theme);
        let mut parts: Vec<Vec<SummaryRow>> = Vec::new();
        let paragraph = |words: Vec<String>, style| -> Vec<SummaryRow> {
            let lines = wrapped(&words.join(" "), width).into_iter().filter(|line| !line.is_empty());
            lines.map(|line| SummaryRow::Text(line, style)).collect()
        };
        let cautions = |text: &str| -> Vec<_> { wrapped(text, width).into_iter().map(SummaryRow::Caution).collect() };
        let key = KEYS.name_of(Action::StopSigns);
        if let Some(rating) = self.rating {
            let question = SummaryRow::Text(HOW_MUCH.to_owned(), theme.strong());
            parts.push(vec![question, SummaryRow::Scale(rating)]);
        }
        // Below it, so that the scale stays where it is.
        if self.is_worse_twice {
            let mut warning = cautions(&format!("! {}", worse_twice(&self.plan.name)));
            // The key would be lost at the end of a line.
            warning.push(SummaryRow::Caution(format!("Stop signs: {key}")));
            parts.push(warning);
        }
        if !with_digits && !self.is_nothing() {
            let planned = self.planned().map_or(String::new(), |planned| format!(" {planned}"));
            parts.push(paragraph(vec![format!("You did {}{planned}.", clock(summary.active))], theme.text()));
        }
        parts.push(paragraph(coach::way_out(self.plan, summary), theme.strong()));
        if let Some(why) = self.unsaved {
            let unsaved = format!("Not saved: {why}. When you quit, it is printed, so that it is not lost.");
            parts.push(paragraph(vec![unsaved], theme.text()));
        }
        if !self.is_nothing() {
            let did = summary.stretches.iter().enumerate().filter(|(_, did)| !did.none());
            let mut rows: Vec<_> = did.map(|(index, did)| SummaryRow::Stretch(index, *did)).collect();
            let left_out = summary.stretches.iter().filter(|did| did.none()).count();
            let told = || SummaryRow::Text(format!("– {} not done", counted(left_out, "stretch")), theme.quiet());
            rows.extend((left_out > 0).then(told));
            parts.push(rows);
        }
        parts.push(paragraph(changes::line(self.plan).into_iter().collect(), theme.quiet()));
        parts.push(paragraph(coach::last_words(self.plan, summary), theme.text()));
        if !self.is_worse_twice {
            parts.push(cautions(&format!("! Pain that stays? Stop signs: {key}")));
        }
        let mut lines = Vec::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if !lines.is_empty() {
                lines.push(SummaryRow::Text(String::new(), theme.text()));
            }
            lines.extend(part);
        }
        lines
    }

    fn stretch(&self, row: u16, index: usize, did: StretchResult, writer: &mut Writer<'_>) {
        let theme = self.theme;
        let (mark, part) = if did.all() { ("✓", String::new()) } else { ("◐", part_of(did)) };
        let name = self.plan.stretches.get(index).map_or_else(Default::default, |planned| planned.name());
        let width = writer.area().width;
        writer.put(0, row, mark, if did.all() { theme.good() } else { theme.text() });
        writer.put(2, row, &shortened(&name, width.saturating_sub(4 + columns(&part))), theme.text());
        writer.put(width.saturating_sub(columns(&part)), row, &part, theme.text());
    }

    fn draw_time(&self, layout: &SummaryLayout, buffer: &mut Buffer) {
        let Some(size) = layout.size else { return };
        let (number, unit) = self.time();
        let mut writer = Writer::new(buffer, layout.time);
        Digits { text: &number, ink: Ink::Solid, style: self.theme.text() }.draw(size, &mut writer);
        let column = size.width_of(&number) + GAP;
        let last = size.height() - 1;
        let planned = self.planned();
        writer.put(column, last - u16::from(planned.is_some()), unit, self.theme.text());
        planned.map(|planned| writer.put(column, last, &planned, self.theme.quiet()));
    }

    pub(crate) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let Some(frame) = Frame::fitting(area, buffer, self.theme, self.title()) else { return };
        let layout = self.layout(area);
        if let Some(shown) = self.stage.at_ease() {
            self.stage.draw(&shown, layout.figure, self.theme, &mut self.stage.canvas.borrow_mut(), buffer);
        }
        Writer::new(buffer, layout.title).line(0, self.title(), Align::Left, self.theme.strong());
        self.draw_time(&layout, buffer);
        let rows = usize::from(layout.lines.height);
        let lines = self.lines(layout.lines.width, layout.size.is_some());
        let scrolls = lines.len() > rows;
        let first = self.scroll.min(lines.len().saturating_sub(rows));
        let below = lines.len().saturating_sub(first + rows);
        let more = if below > 0 { format!("{below} more ↓") } else { String::new() };
        frame.heading(buffer, self.theme, &self.plan.name, &more);
        let mut writer = Writer::new(buffer, layout.lines);
        for (row, line) in (0..).zip(lines.iter().skip(first).take(rows)) {
            match line {
                SummaryRow::Text(text, style) => writer.line(row, text, Align::Left, *style),
                SummaryRow::Caution(text) => caution_line(&mut writer, row, text, Align::Left, self.theme),
                SummaryRow::Scale(rating) => scale(&mut writer, row, *rating, Align::Left, self.theme),
                SummaryRow::Stretch(index, did) => self.stretch(row, *index, *did, &mut writer),
            }
        }
        let keys = if self.rating.is_some() { &RATING_KEYS } else { &KEYS };
        frame.keys(buffer, self.theme, keys, &|action, word| match action {
            Action::Down => scrolls.then_some("scroll"),
            _ => Some(word),
        });
    }
}

/// How much of a stretch was done that was not done whole.
fn part_of(did: StretchResult) -> String {
    if did.done == 0 { "begun".to_owned() } else { format!("{} of {}", did.done, did.of) }
}
