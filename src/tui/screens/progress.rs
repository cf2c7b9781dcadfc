//! The last weeks: the days of this week first, a calendar below them, and beside it what else the log tells.
//!
//! Its words are those of [`crate::progress`]. A day without a session is a dot like any other; nothing here moves.

mod calendar;
mod rest;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Frame;
use super::player::GAP;
use super::read::scrolled;
use crate::content::model::Library;
use crate::pages::{self, Page};
use crate::progress::Progress;
use crate::tui::keys::shared::{BOTTOM, DOWN, HELP, LEAVE_READ, PAGE_DOWN, PAGE_UP, STOP_SIGNS, TOP, UP};
use crate::tui::keys::{Action, Keys};
use crate::tui::theme::{Name, Theme};
use crate::tui::widgets::digits::{Digits, Ink, Size};
use crate::tui::widgets::scroll::scroll_mark;
use crate::tui::widgets::writer::{Align, SplitRect, Writer, columns, wrapped};

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of Progress",
    own: &[UP, DOWN, STOP_SIGNS, PAGE_DOWN, PAGE_UP, TOP.hint("top"), BOTTOM.hint("end"), LEAVE_READ, HELP],
};

const TITLE: &str = "Progress";
/// The least columns for the rest beside the calendar instead of below it.
const WIDE: u16 = 72;
/// The least columns, beside the calendar, for weeks that stand further apart.
const ROOMY: u16 = 96;
/// The most columns of the rest.
const REST: u16 = 46;
/// The rows below the digits: a blank one, two for a kind word, a blank one, the calendar, a blank one, its legend.
const BELOW_DIGITS: u16 = 5 + calendar::ROWS + 1;

/// A row: texts with their columns and styles.
type RowTexts = Vec<(u16, String, Style)>;

#[derive(Clone, Debug)]
pub(crate) struct ProgressScreen {
    progress: Progress,
    scroll: usize,
}

/// Where everything stands. Where the calendar has no place of its own it is scrolled with the rest.
struct ProgressPlaces {
    lead: Rect,
    /// The size of the days of this week, if they are in big digits.
    size: Option<Size>,
    calendar: Option<Rect>,
    rest: Rect,
    /// The columns from one week of the calendar to the next.
    step: u16,
}

impl ProgressScreen {
    pub(crate) fn new(progress: Progress) -> Self {
        Self { progress, scroll: 0 }
    }

    pub(crate) fn turn(&mut self, action: Action, area: Rect) {
        let places = self.places(area);
        let rows = self.rows(&places, Theme::new(Name::Mono)).len();
        self.scroll = scrolled(self.scroll, action, rows, places.rest.height.into());
    }

    fn places(&self, area: Rect) -> ProgressPlaces {
        let body = Frame::new(area).body;
        let roomy = u16::from(body.height >= 14);
        let body = body.cut_top(roomy).1.cut_bottom(roomy).0;
        let without_mark = |rest: Rect| Rect { width: rest.width.saturating_sub(2), ..rest };
        if area.width < WIDE || self.progress.is_empty() {
            let rest = Rect { width: body.width.saturating_sub(2).min(REST), ..body };
            let step = if calendar::width(3) <= rest.width { 3 } else { 2 };
            return ProgressPlaces { lead: Rect::ZERO, size: None, calendar: None, rest, step };
        }
        let step = if body.width >= ROOMY { 3 } else { 2 };
        let (left, rest) = body.cut_left(calendar::width(step));
        let rest = without_mark(rest.cut_left(GAP + u16::from(step > 2)).1);
        let rest = rest.cut_left(REST).0;
        let (number, words) = self.progress.days().unwrap_or_default();
        let fits = |size: Size| size.width_of(&number.to_string()) + GAP + columns(&words) <= left.width;
        let most = left.height.saturating_sub(BELOW_DIGITS).min(left.height / 4);
        let Some(size) = Size::fitting(most, fits) else {
            let (lead, below) = body.cut_top(1);
            let (top, below) = (left.y + 1 + roomy, below.cut_top(roomy).1);
            let calendar = Rect { y: top, height: below.height, ..left };
            return ProgressPlaces {
                lead,
                size: None,
                calendar: Some(calendar),
                rest: Rect { y: top, height: below.height, ..rest },
                step,
            };
        };
        let (lead, below) = left.cut_top(size.height() + 4);
        ProgressPlaces { lead, size: Some(size), calendar: Some(below), rest, step }
    }

    /// Everything that is scrolled.
    fn rows(&self, places: &ProgressPlaces, theme: Theme) -> Vec<RowTexts> {
        let (progress, width) = (&self.progress, places.rest.width);
        if progress.is_empty() {
            return rest::nothing(progress, width, theme);
        }
        let praise = || progress.praise().map_or_else(Vec::new, |praise| paragraph(&praise, width, theme.text()));
        // In the least window the calendar is in sight whole.
        let is_high = places.rest.height >= 14;
        let mut sections = vec![rest::worse(progress, &KEYS.name_of(Action::StopSigns), width, theme)];
        if places.calendar.is_none() {
            let mut first = paragraph(&progress.headline(), width, theme.strong());
            if is_high {
                first.extend(praise());
                first.push(RowTexts::new());
            }
            first.extend(calendar::rows(progress, places.step, theme));
            sections.extend([first, vec![calendar::legend(theme)]]);
        }
        if places.size.is_none() && !(is_high && places.calendar.is_none()) {
            sections.push(praise());
        }
        sections.extend(rest::sections(progress, width, theme));
        sections.retain(|section| !section.is_empty());
        sections.join(&RowTexts::new())
    }

    /// The days of this week: in big digits beside their words, with a kind word below, or in a sentence.
    fn draw_lead(&self, places: &ProgressPlaces, theme: Theme, buffer: &mut Buffer) {
        let progress = &self.progress;
        let mut writer = Writer::new(buffer, places.lead);
        let Some(size) = places.size else {
            writer.line(0, &progress.headline(), Align::Left, theme.strong());
            return;
        };
        let Some((number, words)) = progress.days() else {
            for (row, sentence) in (0..).zip(progress.headline().split_inclusive(". ")) {
                writer.line(row, sentence.trim_end(), Align::Left, theme.strong());
            }
            return;
        };
        let number = number.to_string();
        Digits { text: &number, ink: Ink::Solid, style: theme.text() }.draw(size, &mut writer);
        let (column, last) = (size.width_of(&number) + GAP, size.height() - 1);
        writer.put(column, last - 1, &words, theme.text());
        writer.put(column, last, &progress.minutes(), theme.quiet());
        if let Some(praise) = progress.praise() {
            writer.paragraph(size.height() + 1, &praise, Align::Left, theme.text());
        }
    }

    pub(crate) fn draw(&self, library: &Library, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let Some(frame) = Frame::fitting(area, buffer, theme, &self.progress.headline()) else { return };
        let places = self.places(area);
        let rows = self.rows(&places, theme);
        let height = usize::from(places.rest.height);
        let scroll = self.scroll.min(rows.len().saturating_sub(height));
        let more = match (scroll, rows.len().saturating_sub(scroll + height)) {
            (0, 0) => String::new(),
            (_, 0) => "end".into(),
            (_, below) => format!("{below} more ↓"),
        };
        frame.heading(buffer, theme, TITLE, &more);
        if let Some(calendar) = places.calendar {
            self.draw_lead(&places, theme, buffer);
            let mut left = calendar::rows(&self.progress, places.step, theme);
            left.extend((usize::from(calendar.height) > left.len() + 1).then(RowTexts::new));
            left.push(calendar::legend(theme));
            put(&left, &mut Writer::new(buffer, calendar));
        }
        put(rows.get(scroll..).unwrap_or_default(), &mut Writer::new(buffer, places.rest));
        scroll_mark(buffer, places.rest.right() + 1, places.rest, scroll, rows.len(), theme.quiet());
        let scrolls = rows.len() > height;
        frame.keys(buffer, theme, &KEYS, &|action, word| match action {
            Action::Down => scrolls.then_some("scroll"),
            Action::Top | Action::Bottom => (scrolls && area.width >= 60).then_some(word),
            // In the least window, scrolling has to be told as well.
            Action::StopSigns if scrolls && area.width < 60 => Some("signs"),
            Action::StopSigns => pages::is_written(library, Page::StopSigns).then_some(word),
            _ => Some(word),
        });
    }
}

fn paragraph(text: &str, width: u16, style: Style) -> Vec<RowTexts> {
    wrapped(text, width).into_iter().map(|line| vec![(0, line, style)]).collect()
}

fn put(rows: &[RowTexts], writer: &mut Writer<'_>) {
    for (row, texts) in (0..writer.area().height).zip(rows) {
        for (column, text, style) in texts {
            writer.put(*column, row, text, *style);
        }
    }
}
