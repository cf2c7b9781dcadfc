//! The menu: routines, stretches and reading pages, and beside them what the chosen one is.

mod care;
mod item;
mod keys;
mod list;
mod places;
mod reel;
mod view;
mod words;

use std::borrow::Cow;
use std::time::Duration;

pub(crate) use item::ItemDetail;
pub(crate) use keys::{FIND_KEYS, ITEM_KEYS, KEYS, ROUTINE_KEYS};
pub(crate) use reel::Preview;
pub(crate) use view::{HomeView, is_wide};

use crate::about::MINUTES;
use crate::content::model::{Dose, Library, Routine, find};
use crate::document::id::Id;
use crate::document::names::folded;
use crate::order::sorted;
use crate::pages::{self, Page};
use crate::plan::lookup::Target;
use crate::plan::person::Person;
use crate::plan::today::is_today;
use crate::plan::{Choices, Plan};
use crate::tui::keys::{Action, Keys};
use crate::tui::screens::read::moved;

const PROGRAM: &str = "stretch";

/// The program's name and the library's.
fn brand(library: &Library) -> String {
    if library.title.is_empty() { PROGRAM.into() } else { format!("{PROGRAM}  ·  {}", library.title) }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Home {
    items: Vec<Item>,
    chosen: Option<Item>,
    choices: Choices,
    /// The chosen variant of each stretch: 0 for the stretch itself, variants from 1.
    variants: Vec<usize>,
    /// The length of each item; none for pages.
    totals: Vec<Option<Duration>>,
    /// The reading of the clock since which the chosen item is shown.
    since: Option<Duration>,
    /// Whether the person has said nothing about themselves yet.
    asks: bool,
    /// Whether what has been said can be changed.
    has_about: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A routine, by its index in the library.
    Routine(usize),
    /// A stretch, by its index in the library.
    Stretch(usize),
    /// One of the stretches of a routine, by the indices of both.
    Part {
        routine: usize,
        at: usize,
    },
    /// A routine of the user's own, to be put together.
    OwnRoutine,
    Page(Page),
}

impl Home {
    pub(crate) fn new(library: &Library, choices: Choices) -> Self {
        // What comes from one file stands together.
        let by_file = |ids: Vec<&Id>| {
            let file = |id: &Id| library.titles.iter().position(|(file, _)| *file == id.place.file);
            let all = ids.into_iter().map(file).zip(0..).collect();
            sorted(all, |(file, _)| file.map_or(0, |at| at as u64 + 1)).into_iter().map(|(_, index)| index)
        };
        let routines = by_file(library.routines.iter().map(|routine| &routine.id).collect()).map(Item::Routine);
        let stretches = by_file(library.stretches.iter().map(|stretch| &stretch.id).collect()).map(Item::Stretch);
        let pages = pages::written(library).into_iter().map(Item::Page);
        let items: Vec<_> = routines.chain(stretches).chain(pages).collect();
        let variants = vec![0; library.stretches.len()];
        let mut home = Self { chosen: items.first().copied(), items, choices, variants, ..Self::default() };
        home.add_up(library);
        home
    }

    /// Whether About you stands beside the set for today: as long as nothing has been said.
    pub(crate) fn with_about(self, asks: bool) -> Self {
        Self { asks, has_about: true, ..self }
    }

    /// Adds a line for a routine of the user's own, below the others.
    pub(crate) fn with_own_routine(mut self) -> Self {
        let routines = self.items.iter().take_while(|item| matches!(item, Item::Routine(_))).count();
        self.items.insert(routines, Item::OwnRoutine);
        self.totals.insert(routines, None);
        self
    }

    /// Whether an item is the set that is made for today, and nothing has been said for it yet.
    pub(crate) fn asks_at(&self, library: &Library, item: Item) -> bool {
        let is_made = |routine: &Routine| is_today(routine) && routine.time.is_some();
        self.asks && matches!(item, Item::Routine(index) if library.routines.get(index).is_some_and(is_made))
    }

    pub(crate) fn choices(&self) -> &Choices {
        &self.choices
    }

    pub(crate) fn add_up(&mut self, library: &Library) {
        self.totals = self.items.iter().map(|item| Some(self.plan(library, *item)?.total())).collect();
    }

    /// Begins to show the chosen item.
    pub(crate) fn begin(&mut self, now: Duration) {
        self.since = Some(now);
    }

    pub(crate) fn keys(&self) -> &'static Keys {
        if let Some(Item::Part { .. }) = self.chosen { &ROUTINE_KEYS } else { &KEYS }
    }

    pub(crate) fn chosen(&self) -> Option<Item> {
        self.chosen
    }

    fn list(&self, library: &Library) -> Cow<'_, [Item]> {
        match self.chosen {
            Some(Item::Part { routine, .. }) => {
                let parts = library.routines.get(routine).map_or(0, |routine| routine.stretches.len());
                (0..parts).map(|at| Item::Part { routine, at }).collect()
            }
            _ => Cow::Borrowed(&self.items),
        }
    }

    /// The items whose names contain a text, in any case.
    pub(crate) fn found(&self, library: &Library, text: &str) -> Vec<Item> {
        let wanted = folded(text);
        let has_it = |item: &&Item| folded(self.name(library, **item)).contains(&wanted);
        self.items.iter().filter(has_it).copied().collect()
    }

    /// What starting an item does; none for a page.
    fn target<'a>(&self, library: &'a Library, item: Item) -> Option<Target<'a>> {
        match item {
            Item::Routine(index) => Some(Target::Routine(library.routines.get(index)?)),
            Item::Stretch(index) => {
                let stretch = library.stretches.get(index)?;
                let variant = self.variants.get(index).and_then(|chosen| stretch.variants.get(chosen.checked_sub(1)?));
                Some(Target::Stretch(stretch, variant))
            }
            Item::Part { routine, at } => {
                let reference = library.routines.get(routine)?.stretches.get(at)?;
                let stretch = find(&library.stretches, &reference.stretch)?;
                let variant = reference.variant.as_ref().and_then(|id| find(&stretch.variants, id));
                Some(Target::Stretch(stretch, variant))
            }
            Item::OwnRoutine | Item::Page(_) => None,
        }
    }

    pub(crate) fn plan(&self, library: &Library, item: Item) -> Option<Plan> {
        let own = match item {
            Item::Routine(index) | Item::Part { routine: index, .. } => library.routines.get(index),
            _ => None,
        };
        let dose = self.choices.dose.or(own.map(|routine| routine.dose));
        Some(self.target(library, item)?.plan(library, Choices { dose, ..self.choices.clone() }))
    }

    fn total(&self, library: &Library, item: Item) -> Option<Duration> {
        match self.items.iter().position(|known| *known == item) {
            Some(at) => self.totals.get(at).copied().flatten(),
            None => Some(self.plan(library, item)?.total()),
        }
    }

    /// The name of an item without its variant.
    fn name<'a>(&self, library: &'a Library, item: Item) -> &'a str {
        match (item, self.target(library, item)) {
            (Item::Page(page), _) => page.title(),
            (Item::OwnRoutine, _) => "A routine of your own",
            (_, Some(Target::Routine(routine))) => &routine.name,
            (_, Some(Target::Stretch(stretch, _))) => &stretch.name,
            (_, None) => "",
        }
    }

    /// The name of the chosen variant of an item.
    fn variant<'a>(&self, library: &'a Library, item: Item) -> Option<&'a str> {
        match self.target(library, item)? {
            Target::Stretch(_, Some(variant)) => Some(&variant.name),
            _ => None,
        }
    }

    pub(crate) fn choose(&mut self, action: Action, library: &Library, now: Duration) {
        let list = self.list(library).into_owned();
        self.choose_in(&list, action, library, now);
    }

    /// Moves the choice within a part of the list.
    pub(crate) fn choose_in(&mut self, among: &[Item], action: Action, library: &Library, now: Duration) {
        let at = among.iter().position(|item| Some(*item) == self.chosen).unwrap_or(0);
        let last = among.len().saturating_sub(1);
        let groups = list::groups(library, among);
        let to = match action {
            Action::Following => groups.iter().copied().find(|start| *start > at).unwrap_or(0),
            Action::Previous => {
                let before = groups.iter().rev().copied().find(|start| *start < at);
                before.or(groups.last().copied()).unwrap_or(0)
            }
            _ => moved(at, action, last, 1),
        };
        if let Some(item) = among.get(to) {
            self.choose_item(*item, now);
        }
    }

    pub(crate) fn choose_item(&mut self, item: Item, now: Duration) {
        if self.chosen != Some(item) {
            self.chosen = Some(item);
            self.since = Some(now);
        }
    }

    /// Chooses the item that a plan was made from, or the first of several.
    pub(crate) fn choose_planned(&mut self, plan: &Plan, library: &Library, now: Duration) {
        let first = plan.id.split('+').next().unwrap_or_default();
        let (id, variant) = first.split_once(':').map_or((first, None), |(id, variant)| (id, Some(variant)));
        let routine = library.routines.iter().position(|routine| *routine.id == *id).map(Item::Routine);
        let stretch = || library.stretches.iter().position(|stretch| *stretch.id == *id);
        if let (Some(index), Some(variant)) = (stretch(), variant) {
            let known = library.stretches[index].variants.iter().position(|known| *known.id == *variant);
            self.variants[index] = known.map_or(0, |at| at + 1);
            self.add_up(library);
        }
        if let Some(item) = routine.or_else(|| stretch().map(Item::Stretch)) {
            self.choose_item(item, now);
        }
    }

    /// Goes to the first stretch of the chosen routine. Returns whether a routine is chosen.
    pub(crate) fn enter_routine(&mut self, library: &Library, now: Duration) -> bool {
        let Some(Item::Routine(routine)) = self.chosen else { return false };
        let part = Item::Part { routine, at: 0 };
        if self.target(library, part).is_some() {
            self.choose_item(part, now);
        }
        true
    }

    /// Goes back from its stretches to a routine. Returns whether they were listed.
    pub(crate) fn leave_routine(&mut self, now: Duration) -> bool {
        let Some(Item::Part { routine, .. }) = self.chosen else { return false };
        self.choose_item(Item::Routine(routine), now);
        true
    }

    /// The next dose: light, standard, full, and then each item's own.
    pub(crate) fn change_dose(&mut self, library: &Library) {
        self.choices.dose = Dose::after(self.choices.dose);
        self.add_up(library);
    }

    /// A minute more or less for every session; without an end above the most.
    pub(crate) fn change_time(&mut self, more: bool, library: &Library) {
        const MINUTE: Duration = Duration::from_secs(60);
        const MOST: Duration = Duration::from_secs(60 * *MINUTES.end() as u64);
        let mut person = Person::clone(&self.choices.person);
        let total = self.chosen.and_then(|item| self.total(library, item)).unwrap_or_default();
        let limit = match self.chosen {
            Some(Item::Routine(index)) => library.routines.get(index).and_then(|routine| routine.time),
            _ => None,
        };
        person.time = match (person.time.or(limit), more) {
            (None, true) => None,
            // The next whole minute below what it takes.
            (None, false) => Some(MINUTE * u32::try_from((total.as_secs().saturating_sub(1) / 60).max(1)).unwrap_or(1)),
            (Some(time), true) => Some(time + MINUTE).filter(|time| *time <= MOST),
            (Some(time), false) => Some(time.saturating_sub(MINUTE).max(MINUTE)),
        };
        self.choices.person = person.into();
    }

    pub(crate) fn change_variant(&mut self, library: &Library, now: Duration) {
        let Some(Item::Stretch(index)) = self.chosen else { return };
        let all = library.stretches.get(index).map_or(0, |stretch| stretch.variants.len());
        if let Some(variant) = self.variants.get_mut(index).filter(|_| all > 0) {
            *variant = (*variant + 1) % (all + 1);
            self.since = Some(now);
            self.add_up(library);
        }
    }
}

fn has_variants(library: &Library, item: Item) -> bool {
    let Item::Stretch(index) = item else { return false };
    library.stretches.get(index).is_some_and(|stretch| !stretch.variants.is_empty())
}
