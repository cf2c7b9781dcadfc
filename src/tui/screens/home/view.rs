//! The list of what there is, and the places of everything around it.

use std::{borrow::Cow, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Home, Item, Preview,
    detail::{about, detail, next_movement},
    groups, items,
};
use crate::{
    content::model::Library,
    format::clock,
    plan::choose::Choice,
    tui::{
        keys::{Action, Place},
        screens::{Frame, fits, too_small},
        theme::Theme,
        widgets::pen::{Align, Cut, Pen, columns, shortened},
    },
};

/// The menu on the screen.
pub struct HomeView<'a> {
    /// Its state.
    pub home: &'a Home,
    /// What there is.
    pub library: &'a Library,
    /// The figure beside it.
    pub preview: Preview<'a>,
    /// What the user has to be told, once.
    pub notice: Option<&'a str>,
    /// The looks.
    pub theme: Theme,
}

/// The columns of the list.
const LIST_WIDTH: u16 = 33;

/// A line of the list.
enum ListLine<'a> {
    Heading(&'static str),
    Item(usize, Item<'a>),
    Gap,
}

impl Widget for &HomeView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if !fits(area) {
            let name = self.home.item(self.library).map_or(Cow::Borrowed(""), name);
            too_small(area, buffer, self.theme, &name);
            return;
        }
        let frame = Frame::compact(area);
        let dose = self.home.choices.dose.map_or(String::new(), |dose| format!("{dose} dose"));
        let right = self.notice.map_or(dose, |notice| self.shown(notice, frame.body.width));
        frame.heading(buffer, self.theme, &self.library.title, &right);
        let variants = match self.home.item(self.library) {
            Some(Item::Do(Choice::Stretch(stretch, _))) => !stretch.variants.is_empty(),
            _ => false,
        };
        let reading = matches!(self.home.item(self.library), Some(Item::Read(_)));
        frame.keys_with(buffer, self.theme, Place::Home, &|action, word| match action {
            Action::Variant => variants.then_some(word),
            Action::Dose => (!reading).then_some(word),
            Action::Open if reading => Some("read"),
            _ => Some(word),
        });

        let (body, foot) = places(&frame);
        self.stop_signs(foot, buffer);
        if let Some(side) = beside(body) {
            let (list, _) = body.cut_left(LIST_WIDTH);
            self.list(list, buffer);
            detail(self, side, buffer);
        } else {
            let (list, line) = body.cut_bottom(1);
            self.list(list, buffer);
            self.summary_line(line, buffer);
        }
    }
}

/// The body, and the foot with the line that leads to the stop signs.
fn places(frame: &Frame) -> (Rect, Rect) {
    let tall = frame.body.height >= 18;
    let (body, foot) = frame.body.cut_bottom(if tall { 2 } else { 1 });
    (body.cut_top(u16::from(tall)).1, foot)
}

/// The room beside the list, if the window is wide enough for any.
fn beside(body: Rect) -> Option<Rect> {
    (body.width >= LIST_WIDTH + 34).then(|| body.cut_left(LIST_WIDTH + 4).1)
}

impl HomeView<'_> {
    /// The reading of the clock at which the figure beside the list moves on, if it moves and is in sight.
    #[must_use]
    pub fn next_movement(&self, area: Rect) -> Option<Duration> {
        self.home.changed.filter(|_| fits(area))?;
        next_movement(self, beside(places(&Frame::compact(area)).0)?)
    }

    /// A notice beside the title, as much of it as there is room for.
    fn shown(&self, notice: &str, width: u16) -> String {
        shortened(notice, width.saturating_sub(columns(&self.library.title) + 2))
    }

    fn lines(&self, gaps: bool) -> Vec<ListLine<'_>> {
        let groups = groups(self.library);
        let (routines, stretches) = (self.library.routines.len(), self.library.stretches.len());
        let mut lines = Vec::new();
        for (index, item) in items(self.library, &self.home.variants).into_iter().enumerate() {
            if groups.contains(&index) {
                if index > 0 && gaps {
                    lines.push(ListLine::Gap);
                }
                lines.push(ListLine::Heading(match index {
                    index if index < routines => "Routines",
                    index if index < routines + stretches => "Stretches",
                    _ => "Learn",
                }));
            }
            lines.push(ListLine::Item(index, item));
        }
        lines
    }

    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let mut lines = self.lines(true);
        if lines.len() > area.height.into() {
            lines = self.lines(false);
        }
        let height = usize::from(area.height);
        let at = lines.iter().position(|line| matches!(line, ListLine::Item(index, _) if *index == self.home.chosen));
        // The chosen line stays in sight with a little around it, and the list never ends in an empty half.
        let first =
            at.unwrap_or(0).saturating_sub(height.saturating_sub(3).max(1)).min(lines.len().saturating_sub(height));
        let mut pen = Pen::new(buffer, area);
        for (row, line) in (0..area.height).zip(lines.iter().skip(first)) {
            match line {
                ListLine::Gap => {}
                ListLine::Heading(heading) => {
                    pen.put(0, row, heading, self.theme.quiet());
                }
                ListLine::Item(index, item) => self.item(*index, *item, row, &mut pen),
            }
        }
        let mut arrow = |row, more: bool, arrow| {
            if more {
                pen.put(area.width.saturating_sub(1), row, arrow, self.theme.quiet());
            }
        };
        arrow(0, first > 0, "↑");
        arrow(area.height.saturating_sub(1), first + height < lines.len(), "↓");
    }

    fn item(&self, index: usize, item: Item<'_>, row: u16, pen: &mut Pen<'_>) {
        let chosen = index == self.home.chosen;
        let style = if chosen { self.theme.chosen() } else { self.theme.text() };
        if chosen {
            pen.put(0, row, "▸", style);
        }
        let total = self.home.totals.get(index).map(|total| clock(*total)).unwrap_or_default();
        let width = pen.area().width;
        let room = width.saturating_sub(2 + 2 + columns(&total) + 1);
        let name = shortened(&short_name(item), room);
        pen.put(2, row, &name, style);
        let style = if chosen { style } else { self.theme.quiet() };
        pen.put(width.saturating_sub(columns(&total) + 2), row, &total, style);
    }

    /// In a narrow window, the chosen thing in a line.
    fn summary_line(&self, area: Rect, buffer: &mut Buffer) {
        let text = match self.home.item(self.library) {
            Some(Item::Do(choice)) => {
                let variant = match choice {
                    Choice::Stretch(_, Some(variant)) => format!(", {}", variant.name),
                    _ => String::new(),
                };
                about(&choice.plan(self.library, self.home.choices)) + &variant
            }
            Some(Item::Read(page)) => page.about().to_owned(),
            None => String::new(),
        };
        let text = if columns(&text) <= area.width { text } else { text.replace("  ·  ", " · ") };
        Pen::new(buffer, area).line(0, &text, Align::Left, self.theme.quiet());
    }

    fn stop_signs(&self, area: Rect, buffer: &mut Buffer) {
        let text = "When not to stretch: press s for the stop signs.";
        let short = "When not to stretch: s";
        let text = if columns(text) <= area.width { text } else { short };
        let row = area.height.saturating_sub(if area.height > 1 { 2 } else { 1 });
        Pen::new(buffer, area).line(row, text, Align::Left, self.theme.caution());
    }
}

fn name(item: Item<'_>) -> Cow<'_, str> {
    match item {
        Item::Do(Choice::Routine(routine)) => Cow::Borrowed(&routine.name),
        Item::Do(Choice::Stretch(stretch, None)) => Cow::Borrowed(&stretch.name),
        Item::Do(Choice::Stretch(stretch, Some(variant))) => Cow::Owned(format!("{} ({})", stretch.name, variant.name)),
        Item::Read(page) => Cow::Borrowed(page.title()),
    }
}

/// The name as it stands in the list, where a variant is only a mark.
fn short_name(item: Item<'_>) -> Cow<'_, str> {
    match item {
        Item::Do(Choice::Stretch(stretch, Some(_))) => Cow::Owned(format!("{} *", stretch.name)),
        item => name(item),
    }
}
