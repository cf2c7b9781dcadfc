//! The menu: routines, stretches and reading pages, and beside them what the chosen one is.

mod care;
mod item;
mod list;
mod places;
mod reel;
mod view;
mod words;

use std::{borrow::Cow, time::Duration};

pub use item::ItemView;
pub use reel::Preview;
pub use view::{HomeView, is_wide};

use crate::{
    content::model::{Dose, Library, find},
    document::{id::Id, names::folded},
    pages::{self, Page},
    plan::{Choices, Plan, lookup::Target},
    tui::keys::{Action, Context},
};

/// The state of the menu.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Everything that can be chosen, in order.
    items: Vec<Item>,
    chosen: Option<Item>,
    /// The dose asked for, and the time between the work.
    choices: Choices,
    /// The variant chosen of each stretch: 0 for the stretch itself, then its variants from 1.
    variants: Vec<usize>,
    /// The length of each item as chosen, in their order; none for pages.
    totals: Vec<Option<Duration>>,
    /// The reading of the clock from which on the chosen one shows itself, once it does.
    since: Option<Duration>,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A routine, by its index in the library.
    Routine(usize),
    /// A stretch, by its index in the library.
    Stretch(usize),
    /// One of the stretches of a routine, by the indices of both.
    Part {
        routine: usize,
        at: usize,
    },
    Page(Page),
}

impl Home {
    /// A menu of everything in a library.
    #[must_use]
    pub fn new(library: &Library, choices: Choices) -> Self {
        // What comes from one file stands together.
        let by_file = |ids: Vec<&Id>| {
            let file = |id: &Id| library.titles.iter().position(|(file, _)| *file == id.place.file);
            let mut order: Vec<(Option<usize>, usize)> = ids.into_iter().map(file).zip(0..).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, index)| index)
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

    fn add_up(&mut self, library: &Library) {
        self.totals = self.items.iter().map(|item| Some(self.plan(library, *item)?.total())).collect();
    }

    /// The menu is seen from a reading of the clock on: what is chosen shows itself.
    pub fn begin(&mut self, now: Duration) {
        self.since = Some(now);
    }

    /// Where it is, as far as keys go: among everything, or among the stretches of a routine.
    #[must_use]
    pub fn context(&self) -> Context {
        if let Some(Item::Part { .. }) = self.chosen { Context::Routine } else { Context::Home }
    }

    #[must_use]
    pub fn chosen(&self) -> Option<Item> {
        self.chosen
    }

    /// What the choice is from.
    fn list(&self, library: &Library) -> Cow<'_, [Item]> {
        match self.chosen {
            Some(Item::Part { routine, .. }) => {
                let parts = library.routines.get(routine).map_or(0, |routine| routine.stretches.len());
                (0..parts).map(|at| Item::Part { routine, at }).collect()
            }
            _ => Cow::Borrowed(&self.items),
        }
    }

    /// The items whose names have a text in them, in whatever case.
    #[must_use]
    pub fn found(&self, library: &Library, text: &str) -> Vec<Item> {
        let wanted = folded(text);
        let has_it = |item: &&Item| folded(self.name(library, **item)).contains(&wanted);
        self.items.iter().filter(has_it).copied().collect()
    }

    /// What is done when an item is started, if it is something to do.
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
            Item::Page(_) => None,
        }
    }

    /// The plan of an item, if it is something to do.
    #[must_use]
    pub fn plan(&self, library: &Library, item: Item) -> Option<Plan> {
        let dose = self.choices.dose.or(own_dose(library, item));
        Some(self.target(library, item)?.plan(library, Choices { dose, ..self.choices }))
    }

    fn total(&self, library: &Library, item: Item) -> Option<Duration> {
        match self.items.iter().position(|known| *known == item) {
            Some(at) => self.totals.get(at).copied().flatten(),
            None => Some(self.plan(library, item)?.total()),
        }
    }

    /// The name of an item, without that of its variant.
    fn name<'a>(&self, library: &'a Library, item: Item) -> &'a str {
        match (item, self.target(library, item)) {
            (Item::Page(page), _) => page.title(),
            (_, Some(Target::Routine(routine))) => &routine.name,
            (_, Some(Target::Stretch(stretch, _))) => &stretch.name,
            (_, None) => "",
        }
    }

    /// The name of the variant that is chosen of an item.
    fn variant<'a>(&self, library: &'a Library, item: Item) -> Option<&'a str> {
        match self.target(library, item)? {
            Target::Stretch(_, Some(variant)) => Some(&variant.name),
            _ => None,
        }
    }

    /// Moves the choice, at a reading of the clock.
    pub fn choose(&mut self, action: Action, library: &Library, now: Duration) {
        let list = self.list(library).into_owned();
        self.choose_in(&list, action, library, now);
    }

    /// Moves the choice within a part of the list.
    pub fn choose_in(&mut self, among: &[Item], action: Action, library: &Library, now: Duration) {
        let at = among.iter().position(|item| Some(*item) == self.chosen).unwrap_or(0);
        let last = among.len().saturating_sub(1);
        let groups = list::groups(library, among);
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => (at + 1).min(last),
            Action::Top => 0,
            Action::Bottom => last,
            Action::Following => groups.iter().copied().find(|start| *start > at).unwrap_or(0),
            Action::Previous => {
                let before = groups.iter().rev().copied().find(|start| *start < at);
                before.or(groups.last().copied()).unwrap_or(0)
            }
            _ => at,
        };
        if let Some(item) = among.get(to) {
            self.choose_item(*item, now);
        }
    }

    /// Chooses an item, at a reading of the clock.
    pub fn choose_item(&mut self, item: Item, now: Duration) {
        if self.chosen != Some(item) {
            self.chosen = Some(item);
            self.since = Some(now);
        }
    }

    /// Chooses what a plan was made from, or the first thing of it, at a reading of the clock.
    pub fn choose_planned(&mut self, plan: &Plan, library: &Library, now: Duration) {
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

    /// Goes into the chosen routine, to its first stretch. Returns whether one is chosen.
    pub fn enter_routine(&mut self, library: &Library, now: Duration) -> bool {
        let Some(Item::Routine(routine)) = self.chosen else { return false };
        let part = Item::Part { routine, at: 0 };
        if self.target(library, part).is_some() {
            self.choose_item(part, now);
        }
        true
    }

    /// Goes back to the routine whose stretches are listed. Returns whether they were.
    pub fn leave_routine(&mut self, now: Duration) -> bool {
        let Some(Item::Part { routine, .. }) = self.chosen else { return false };
        self.choose_item(Item::Routine(routine), now);
        true
    }

    /// The next dose: light, standard, full, and each thing's own again.
    pub fn change_dose(&mut self, library: &Library) {
        self.choices.dose = match self.choices.dose {
            None => Some(Dose::Light),
            Some(Dose::Light) => Some(Dose::Standard),
            Some(Dose::Standard) => Some(Dose::Full),
            Some(Dose::Full) => None,
        };
        self.add_up(library);
    }

    /// The next variant of the chosen stretch, at a reading of the clock.
    pub fn change_variant(&mut self, library: &Library, now: Duration) {
        let Some(Item::Stretch(index)) = self.chosen else { return };
        let all = library.stretches.get(index).map_or(0, |stretch| stretch.variants.len());
        if let Some(variant) = self.variants.get_mut(index).filter(|_| all > 0) {
            *variant = (*variant + 1) % (all + 1);
            self.since = Some(now);
            self.add_up(library);
        }
    }
}

/// Whether an item can be done in another way.
fn has_variants(library: &Library, item: Item) -> bool {
    let Item::Stretch(index) = item else { return false };
    library.stretches.get(index).is_some_and(|stretch| !stretch.variants.is_empty())
}

/// The dose an item is meant for where that is not the usual one.
fn own_dose(library: &Library, item: Item) -> Option<Dose> {
    match item {
        Item::Routine(routine) | Item::Part { routine, .. } => Some(library.routines.get(routine)?.dose),
        Item::Stretch(_) | Item::Page(_) => None,
    }
}
