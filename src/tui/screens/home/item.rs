//! Everything about one item: its name and time, its picture on the stage, how it is done, its conditions. Beside the
//! list of the menu it shows as much as fits; as a screen of its own it scrolls.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::StatefulWidget;

use super::places::Places;
use super::reel::{self, ShownItem};
use super::words::ItemWords;
use super::{Home, ITEM_KEYS, Item, KEYS, Preview, brand, care, has_variants};
use crate::changes;
use crate::content::model::Library;
use crate::figure::Figure;
use crate::format::clock;
use crate::pages::{self, Page, demands, page};
use crate::plan::Plan;
use crate::plan::lookup::Target;
use crate::tui::keys::Action;
use crate::tui::screens::read::{lines, scrolled};
use crate::tui::screens::{Frame, fits};
use crate::tui::theme::{Name, Theme};
use crate::tui::widgets::scroll::scroll_mark;
use crate::tui::widgets::strip::{Heavy, strip as draw_strip};
use crate::tui::widgets::writer::{Align, SplitRect, Writer, columns, shortened, wrapped};
use crate::words::{capital, counted};

/// An item, beside the list or on a screen of its own.
#[derive(Clone, Copy)]
pub(crate) struct ItemDetail<'a> {
    pub(crate) home: &'a Home,
    pub(crate) library: &'a Library,
    pub(crate) preview: Preview<'a>,
    pub(crate) theme: Theme,
    /// The first visible row of its words; none if they do not scroll.
    pub(crate) scroll: Option<usize>,
}

/// What About you is, and what it is not.
const ABOUT_YOU: [&str; 4] = [
    "Say once what applies to you and where you stretch. Stretches are then left out, changed or noted for you, and you get \
     a small set for every day.",
    "This is no diagnosis and no treatment: it only knows what you say.",
    "Your answers stay on this machine, in a file that only you can read. You can change them later.",
    "Enter begins. Everything else works without it.",
];

const OWN_ROUTINE: [&str; 2] = [
    "Pick stretches, put them in your order, and give each its own dose and rounds. The total is in sight all the time.",
    "Enter begins. The key o on a routine makes a copy of it, or changes your own.",
];

/// Below this many rows the words say how it is done before what it is for.
const LOW: u16 = 9;

/// The parts of a routine or stretch, and their places.
struct Arranged<'a> {
    places: Places,
    shown: Option<ShownItem<'a>>,
    /// The stretch or the step that the stage shows.
    lit: Option<usize>,
    strip: Rect,
    room: Rect,
    /// What it is for, if that has a place of its own.
    about: Option<&'a str>,
    words: ItemWords,
}

impl<'a> ItemDetail<'a> {
    fn doing(&self) -> Option<(Target<'a>, Plan)> {
        let item = self.home.chosen()?;
        Some((self.home.target(self.library, item)?, self.home.plan(self.library, item)?))
    }

    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        match (self.home.chosen(), self.doing()) {
            (Some(item), _) if self.home.asks_at(self.library, item) => {
                self.text("About you", &ABOUT_YOU, area, buffer);
            }
            (Some(Item::OwnRoutine), _) => self.text("A routine of your own", &OWN_ROUTINE, area, buffer),
            (_, Some((_, plan))) if plan.stretches.is_empty() => {
                let why = capital(&changes::nothing_left(self.library, &plan, self.home.choices()));
                self.text(&plan.name, &[&why], area, buffer);
            }
            (_, Some((target, plan))) => self.doable(target, &plan, area, buffer),
            (Some(Item::Page(page)), None) => self.page(page, area, buffer),
            _ => {
                Writer::new(buffer, area).paragraph(0, "There is nothing here to do.", Align::Left, self.theme.text());
            }
        }
    }

    /// What an item is that has no plan: a title, and some paragraphs.
    fn text(&self, title: &str, paragraphs: &[&str], area: Rect, buffer: &mut Buffer) {
        let (top, rest) = area.cut_top(1);
        self.title(title, None, top, buffer);
        let mut writer = Writer::new(buffer, rest.cut_top(1).1);
        let gap = u16::from(area.height > 12);
        let mut row = 0;
        for paragraph in paragraphs {
            row += writer.paragraph(row, paragraph, Align::Left, self.theme.text()) + gap;
        }
    }

    /// The reading of the clock at which the picture changes, if it is visible.
    pub(super) fn next_movement(&self, area: Rect) -> Option<Duration> {
        if self.home.chosen().is_some_and(|item| self.home.asks_at(self.library, item)) {
            return None;
        }
        let (_, plan) = self.doing()?;
        self.shown(&plan, area)?.changes_in.map(|time| self.preview.now + time)
    }

    /// What the stage shows, if it is large enough.
    fn shown(&self, plan: &Plan, area: Rect) -> Option<ShownItem<'a>> {
        let marker = self.preview.marker?;
        // A clock that was set back does not start the reel again.
        let over = self.home.since.and_then(|since| self.preview.now.checked_sub(since));
        let shown = reel::shown(plan, self.library.figures(), over.filter(|_| !self.preview.reduced_motion))?;
        let stage = Places::of(area, true).stage;
        Figure::new(shown.motion, &shown.pose).marker(marker).fits(stage.width, stage.height).then_some(shown)
    }

    fn arranged(&self, target: Target<'a>, plan: &Plan, area: Rect) -> Arranged<'a> {
        let theme = self.theme;
        let shown = if self.preview.words_first { None } else { self.shown(plan, area) };
        // The stage is kept for a figure that is drawn after the words.
        let awaits = self.preview.words_first && self.preview.marker.is_some();
        let is_awaited = awaits && plan.parts().any(|part| part.step.motion.is_some());
        let places = Places::of(area, shown.is_some() || is_awaited);
        let several = matches!(target, Target::Routine(_));
        // The mark points at what moves, and in a routine also at the stretch at rest.
        let moves = shown.as_ref().is_some_and(|shown| shown.changes_in.is_some());
        let lit = shown.as_ref().map(|shown| shown.of).filter(|_| several || moves);
        let (strip, room) = match places.strip.height {
            _ if !several => (Rect::ZERO, places.words),
            0 => places.words.cut_top(1),
            _ => (places.strip, places.words),
        };
        let (purpose, variant) = match target {
            Target::Routine(routine) => (routine.summary.as_deref(), None),
            Target::Stretch(stretch, variant) => (stretch.purpose.as_deref(), variant),
        };
        // When to choose a variant matters more than what the stretch is for.
        let when = variant.and_then(|variant| variant.text.as_deref());
        let fits = |text: &str| wrapped(text, places.about.width).len() <= places.about.height.into();
        let about = [when, purpose].into_iter().flatten().find(|text| places.about.height > 0 && fits(text));
        let elsewhere = |text: Option<&'a str>| text.filter(|text| Some(*text) != about);
        let mut words = ItemWords::new(target, plan, lit, room.width, theme);
        words.begin_with(elsewhere(when), true, room.width, theme.text());
        if room.height < LOW {
            words.end_with(elsewhere(purpose), false, room.width, theme.quiet());
        } else {
            words.begin_with(elsewhere(purpose), false, room.width, theme.quiet());
        }
        Arranged { places, shown, lit, strip, room, about, words }
    }

    fn doable(&self, target: Target<'a>, plan: &Plan, area: Rect, buffer: &mut Buffer) {
        let theme = self.theme;
        let Arranged { places, shown, lit, strip, room, about, words } = self.arranged(target, plan, area);
        let several = matches!(target, Target::Routine(_));
        self.title(&plan.name, Some(plan), places.title, buffer);
        if let Some(about) = about {
            Writer::new(buffer, places.about).paragraph(0, about, Align::Left, theme.quiet());
        }
        if several {
            let lengths: Vec<_> = (0..plan.stretches.len()).map(|index| plan.length_of(index)).collect();
            let heavy = lit.map_or(Heavy::Done(Duration::ZERO), Heavy::Stretch);
            draw_strip(&mut Writer::new(buffer, strip), &lengths, heavy, [theme.accent(), theme.quiet()]);
        }
        if let Some((marker, shown)) = self.preview.marker.zip(shown) {
            let figure = Figure::new(shown.motion, &shown.pose).marker(marker).styles(theme.figure(marker));
            StatefulWidget::render(&figure, places.stage, buffer, &mut self.preview.canvas.borrow_mut());
        }
        let mut writer = Writer::new(buffer, room);
        match self.scroll {
            None => {
                let key = KEYS.name_of(if several { Action::Into } else { Action::Item });
                words.fitted(&mut writer, &key, theme);
            }
            Some(scroll) => {
                let (length, rows) = (words.length(), usize::from(room.height));
                let scroll = scroll.min(length.saturating_sub(rows));
                words.scrolled(&mut writer, scroll);
                scroll_mark(buffer, area.right() + 1, room, scroll, length, theme.quiet());
            }
        }
        self.care(plan, several, places.care, buffer);
    }

    /// The number of rows of the words, and how many are visible.
    fn rows(&self, area: Rect) -> (usize, usize) {
        let Some((target, plan)) = self.doing() else { return (0, 0) };
        let Arranged { words, room, .. } = self.arranged(target, &plan, area);
        (words.length(), room.height.into())
    }

    /// The name, and at the right its dose and time.
    fn title(&self, name: &str, plan: Option<&Plan>, area: Rect, buffer: &mut Buffer) {
        let theme = self.theme;
        let mut writer = Writer::new(buffer, area);
        let time = plan.map_or(String::new(), |plan| clock(plan.total()));
        let doses = plan.map_or(<_>::default(), |plan| match self.home.choices.dose {
            _ if self.home.choices.person.time.is_some() => {
                let minutes = self.home.choices.person.time.unwrap_or_default().as_secs() / 60;
                [format!("within {}  ", counted(minutes, "minute")), format!("{minutes} min  "), String::new()]
            }
            None => [format!("own dose ({})  ", plan.dose), format!("own ({})  ", plan.dose), "own  ".to_owned()],
            Some(dose) => [format!("{dose} dose  "), format!("{dose}  "), format!("{dose}  ")],
        });
        let left = |dose: &str| area.width.saturating_sub(columns(dose) + columns(&time) + 2);
        let without_variant = name.split(" (").next().unwrap_or(name);
        let forms = doses.iter().flat_map(|dose| [(name, dose), (without_variant, dose)]);
        let fitting = forms.clone().find(|(name, dose)| columns(name) <= left(dose));
        let Some((name, dose)) = fitting.or_else(|| forms.last()) else { return };
        writer.put(0, 0, &shortened(name, left(dose)), theme.strong());
        let column = area.width.saturating_sub(columns(dose) + columns(&time));
        writer.put(column, 0, dose, theme.quiet());
        writer.put(column + columns(dose), 0, &time, theme.strong());
    }

    /// The conditions in a line.
    pub(super) fn care(&self, plan: &Plan, several: bool, area: Rect, buffer: &mut Buffer) {
        let room = area.width.saturating_sub(5);
        let line = match changes::line(plan) {
            Some(changes) => {
                let forms = [changes, changes::count(plan)];
                let count = || format!("For you: {}.", counted(plan.adaptations.len(), "change"));
                forms.into_iter().find(|form| columns(form) <= room).unwrap_or_else(count)
            }
            // Of those that they have, none changes anything here.
            None if self.home.has_about && !self.home.asks => String::new(),
            None => care::line(&demands(self.library, plan), several, area.width),
        };
        if line.is_empty() {
            return;
        }
        let mut writer = Writer::new(buffer, area);
        let mark = self.theme.caution().add_modifier(Modifier::BOLD);
        let column = 2 + writer.put(0, 0, "!", mark) - 1 + writer.put(2, 0, &line, self.theme.text());
        writer.put(column + 2, 0, &KEYS.name_of(Action::Cautions), self.theme.strong());
    }

    /// The beginning of a page.
    fn page(&self, of: Page, area: Rect, buffer: &mut Buffer) {
        let (title, rest) = area.cut_top(1);
        self.title(of.title(), None, title, buffer);
        let (_, rest) = rest.cut_top(1);
        let lines = lines(page(self.library, of), rest.width, self.theme);
        let more = lines.len() > rest.height.into();
        let (rest, foot) = rest.cut_bottom(if more { 2 } else { 0 });
        let mut writer = Writer::new(buffer, rest);
        for (row, (indent, text, style)) in (0..rest.height).zip(lines) {
            writer.put(indent, row, &text, style);
        }
        if more {
            let mut writer = Writer::new(buffer, foot);
            let column = writer.put(0, 1, &KEYS.name_of(Action::Open), self.theme.text());
            writer.put(column + 1, 1, "read on", self.theme.quiet());
        }
    }
}

/// The same on a screen of its own.
impl ItemDetail<'_> {
    fn body(area: Rect) -> Rect {
        let body = Frame::new(area).body;
        let gap = u16::from(body.height >= 14);
        let body = body.cut_top(gap).1.cut_bottom(gap).0;
        // The scroll mark stands at its right.
        Rect { width: body.width.saturating_sub(2).min(100), ..body }
    }

    /// The first visible row of its words after an action.
    pub(crate) fn scrolled(&self, action: Action, area: Rect) -> usize {
        let plain = Self { theme: Theme::new(Name::Mono), ..*self };
        let (length, rows) = plain.rows(Self::body(area));
        scrolled(self.scroll.unwrap_or_default(), action, length, rows)
    }

    /// The reading of the clock at which its picture changes.
    pub(crate) fn next_movement_on_screen(&self, area: Rect) -> Option<Duration> {
        fits(area).then(|| self.next_movement(Self::body(area)))?
    }

    pub(crate) fn draw_screen(&self, area: Rect, buffer: &mut Buffer) {
        let (library, home) = (self.library, self.home);
        let Some(frame) =
            Frame::fitting(area, buffer, self.theme, home.chosen().map_or("", |item| home.name(library, item)))
        else {
            return;
        };
        frame.heading(buffer, self.theme, &brand(library), "");
        self.draw(Self::body(area), buffer);
        let (length, rows) = self.rows(Self::body(area));
        let item = home.chosen();
        frame.keys(buffer, self.theme, &ITEM_KEYS, &|action, word| match action {
            Action::Down => (length > rows).then_some("scroll"),
            Action::Into => matches!(item, Some(Item::Routine(_))).then_some(word),
            Action::Variant => item.is_some_and(|item| has_variants(library, item)).then_some(word),
            Action::StopSigns => pages::is_written(library, Page::StopSigns).then_some(word),
            _ => Some(word),
        });
    }
}
