//! The menu on the screen: the list, and beside it the chosen item.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::item::ItemDetail;
use super::{FIND_KEYS, Home, Item, KEYS, PROGRAM, Preview, brand, has_variants, list};
use crate::content::model::Library;
use crate::format::clock;
use crate::log::resume::Start;
use crate::pages::{self, Page};
use crate::tui::keys::Action;
use crate::tui::screens::{Frame, fits};
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{Align, SplitRect, Writer, columns, shortened};
use crate::words::counted;

pub(crate) struct HomeView<'a> {
    pub(crate) home: &'a Home,
    pub(crate) library: &'a Library,
    pub(crate) preview: Preview<'a>,
    /// A message to the user.
    pub(crate) notice: Option<&'a str>,
    /// A session that was left and can be resumed.
    pub(crate) left: Option<&'a Start>,
    /// The text to find, while one is typed.
    pub(crate) find: Option<&'a str>,
    pub(crate) theme: Theme,
}

/// The least columns for the item beside the list. In a narrower window it is a screen of its own.
const WIDE: u16 = 72;

/// Whether the item stands beside the list in a window.
pub(crate) fn is_wide(area: Rect) -> bool {
    area.width >= WIDE
}

struct MenuPlaces {
    list: Rect,
    /// The chosen item, if there is room for it.
    item: Option<Rect>,
    /// In a narrow window: its time and its conditions.
    lines: Rect,
}

impl MenuPlaces {
    fn of(area: Rect) -> Self {
        let body = Frame::new(area).body;
        let gap = u16::from(body.height >= 24);
        let body = body.cut_top(gap).1.cut_bottom(gap).0;
        if is_wide(area) {
            let (list, gap) = (31, if body.width >= 90 { 3 } else { 2 });
            let (list, rest) = body.cut_left(list);
            return Self { list, item: Some(rest.cut_left(gap).1), lines: Rect::ZERO };
        }
        let (list, lines) = body.cut_bottom(2);
        Self { list: Rect { width: list.width.saturating_sub(1), ..list }, item: None, lines }
    }
}

/// How to go on with a session that was left, in one line of a width.
fn offer(left: &Start, width: u16) -> String {
    let key = KEYS.name_of(Action::Resume);
    let short = format!("{key} goes on with {}", left.plan.name);
    let long = left.stretch().map(|stretch| format!("{short}, from {stretch}"));
    long.filter(|long| columns(long) <= width).unwrap_or(short)
}

impl HomeView<'_> {
    /// The reading of the clock at which the picture beside the list changes, if it is visible.
    pub(crate) fn next_movement(&self, area: Rect) -> Option<Duration> {
        if !fits(area) {
            return None;
        }
        self.detail().next_movement(MenuPlaces::of(area).item?)
    }

    fn detail(&self) -> ItemDetail<'_> {
        let Self { home, library, preview, theme, .. } = *self;
        ItemDetail { home, library, preview, theme, scroll: None }
    }

    fn items(&self) -> Vec<Item> {
        match self.find {
            Some(text) => self.home.found(self.library, text),
            None => self.home.list(self.library).into_owned(),
        }
    }

    /// In a narrow window: the time and the conditions of the chosen item.
    fn lines(&self, area: Rect, buffer: &mut Buffer) {
        let (line, care) = area.cut_top(1);
        let Some(item) = self.home.chosen() else { return };
        let text = match (item, self.home.plan(self.library, item)) {
            (Item::Page(page), _) => page.about().to_owned(),
            (Item::OwnRoutine, _) => "Pick stretches, their order and their dose.".to_owned(),
            (item, _) if self.home.asks_at(self.library, item) => {
                let rest = "No diagnosis. Only you can read it.";
                Writer::new(buffer, care).line(0, rest, Align::Left, self.theme.quiet());
                "About you: say what applies to you.".to_owned()
            }
            (_, Some(plan)) if plan.stretches.is_empty() => "Nothing of it is left to do".to_owned(),
            (_, Some(plan)) => {
                let several = matches!(item, Item::Routine(_));
                self.detail().care(&plan, several, care, buffer);
                let doses = match self.home.choices.dose {
                    None => [format!("own dose ({})", plan.dose), format!("own ({})", plan.dose)],
                    Some(dose) => [format!("{dose} dose"), dose.to_string()],
                };
                let count = several.then(|| format!(" · {}", counted(plan.stretches.len(), "stretch")));
                let time = clock(plan.total()) + &count.unwrap_or_default();
                let [long, short] = doses.map(|dose| format!("{time} · {dose}"));
                if columns(&long) <= line.width { long } else { short }
            }
            (_, None) => String::new(),
        };
        Writer::new(buffer, line).line(0, &text, Align::Left, self.theme.quiet());
    }

    fn keys(&self, frame: &Frame, area: Rect, buffer: &mut Buffer) {
        let (home, library, item) = (self.home, self.library, self.home.chosen());
        let asks = item.is_some_and(|item| home.asks_at(library, item));
        let (wide, reads) = (is_wide(area), asks || matches!(item, Some(Item::Page(_) | Item::OwnRoutine)));
        let plan = item.and_then(|item| home.plan(library, item));
        let minds = plan.as_ref().is_some_and(|plan| pages::has_demands(library, plan));
        let is_empty = plan.is_some_and(|plan| plan.stretches.is_empty());
        frame.keys(buffer, self.theme, home.keys(), &|action, word| match action {
            Action::Open if asks => Some("begin"),
            Action::Open if item == Some(Item::OwnRoutine) => Some("make one"),
            Action::Resume => self.left.map(|_| word),
            Action::AboutYou => (home.has_about && !asks && item == home.items.first().copied()).then_some(word),
            Action::Open if reads => Some("read"),
            Action::Open if is_empty => Some("why"),
            Action::Open if !wide => Some("show"),
            Action::Into => (wide && !asks && !is_empty && matches!(item, Some(Item::Routine(_)))).then_some(word),
            Action::Down => (area.width >= 90).then_some(word),
            Action::Variant => item.is_some_and(|item| has_variants(library, item)).then_some(word),
            Action::Dose => (!reads && !is_empty).then_some(word),
            Action::Item => (wide && !reads && !is_empty).then_some(word),
            Action::Cautions => (minds && wide && !asks).then_some(word),
            // In the least window, Enter has to be told as well.
            Action::StopSigns if asks && !wide => Some("signs"),
            Action::StopSigns => pages::is_written(library, Page::StopSigns).then_some(word),
            _ => Some(word),
        });
    }

    pub(crate) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let (home, library, theme) = (self.home, self.library, self.theme);
        let Some(frame) =
            Frame::fitting(area, buffer, theme, home.chosen().map_or("", |item| home.name(library, item)))
        else {
            return;
        };
        let room = |brand: &str| frame.body.width.saturating_sub(columns(brand) + 2);
        let mut brand = brand(library);
        let offer = self.left.map(|left| offer(left, room(&brand)));
        let notice = self.notice.or(offer.as_deref()).unwrap_or_default();
        if columns(notice) > room(&brand) {
            // The message comes first.
            brand = PROGRAM.into();
        }
        frame.heading(buffer, theme, &brand, &shortened(notice, room(&brand)));
        let (items, places) = (self.items(), MenuPlaces::of(area));
        if items.is_empty() {
            let nothing = if self.find.is_some() { "Nothing has that in its name." } else { "There is nothing here." };
            Writer::new(buffer, places.list).paragraph(0, nothing, Align::Left, theme.quiet());
        } else {
            list::draw(home, library, &items, theme, places.list, buffer);
            match places.item {
                Some(side) => self.detail().draw(side, buffer),
                None => self.lines(places.lines, buffer),
            }
        }
        match self.find {
            Some(text) => frame.ask(buffer, theme, &FIND_KEYS, "find", text),
            None => self.keys(&frame, area, buffer),
        }
    }
}
