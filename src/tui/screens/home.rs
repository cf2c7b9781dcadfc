//! The menu: routines, stretches and reading pages, and beside them what the chosen one is.

mod detail;
mod view;

use std::time::Duration;

pub use detail::Preview;
pub use view::HomeView;

use crate::{
    content::model::Library,
    pages::Page,
    plan::{Choices, choose::Choice},
    tui::keys::Action,
};

/// The state of the menu.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What is chosen: an index into the items.
    chosen: usize,
    /// The dose asked for, and the time between the work.
    pub choices: Choices,
    /// The variant chosen of each stretch: 0 for the stretch itself, then its variants from 1.
    variants: Vec<usize>,
    /// The length of each routine and stretch as chosen, in the order of the items.
    totals: Vec<Duration>,
    /// The reading of the clock at which something else was chosen, once it was.
    changed: Option<Duration>,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A routine or a stretch.
    Do(Choice<'a>),
    /// A page.
    Read(Page),
}

impl Home {
    /// A menu of everything in a library.
    #[must_use]
    pub fn new(library: &Library, choices: Choices) -> Self {
        let mut home = Self { choices, variants: vec![0; library.stretches.len()], ..Self::default() };
        home.plan(library);
        home
    }

    fn plan(&mut self, library: &Library) {
        let totals = items(library, &self.variants).into_iter().filter_map(|item| match item {
            Item::Do(choice) => Some(choice.plan(library, self.choices).total()),
            Item::Read(_) => None,
        });
        self.totals = totals.collect();
    }

    /// The chosen item.
    #[must_use]
    pub fn item<'a>(&self, library: &'a Library) -> Option<Item<'a>> {
        items(library, &self.variants).get(self.chosen).copied()
    }

    /// Chooses what a plan is of, by its id, if that is one thing of the menu.
    pub fn choose_plan(&mut self, library: &Library, id: &str) {
        let (name, variant) = id.split_once(':').map_or((id, None), |(name, variant)| (name, Some(variant)));
        let routine = library.routines.iter().position(|routine| *routine.id == *name);
        let stretch = library.stretches.iter().position(|stretch| *stretch.id == *name);
        if let Some((stretch, chosen)) = stretch.and_then(|at| library.stretches.get(at).zip(self.variants.get_mut(at)))
        {
            let variant = stretch.variants.iter().position(|known| variant.is_some_and(|id| *known.id == *id));
            *chosen = variant.map_or(0, |at| at + 1);
            self.plan(library);
        }
        self.chosen = routine.or(stretch.map(|at| library.routines.len() + at)).unwrap_or(self.chosen);
    }

    /// Moves the choice, at a reading of the clock.
    pub fn choose(&mut self, action: Action, library: &Library, now: Duration) {
        let before = self.chosen;
        let last = items(library, &self.variants).len().saturating_sub(1);
        let groups = groups(library);
        self.chosen = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => (self.chosen + 1).min(last),
            Action::Top => 0,
            Action::Bottom => last,
            Action::Following => groups.iter().copied().find(|start| *start > self.chosen).unwrap_or(0),
            Action::Previous => {
                let before = groups.iter().rev().copied().find(|start| *start < self.chosen);
                before.or(groups.last().copied()).unwrap_or(0)
            }
            _ => self.chosen,
        };
        if self.chosen != before {
            self.changed = Some(now);
        }
    }

    /// The next dose.
    pub fn change_dose(&mut self, library: &Library) {
        let dose = match (self.choices.dose, self.item(library)) {
            (None, Some(Item::Do(Choice::Routine(routine)))) => routine.dose,
            (dose, _) => dose.unwrap_or_default(),
        };
        self.choices.dose = Some(dose.next());
        self.plan(library);
    }

    /// The next variant of the chosen stretch, at a reading of the clock.
    pub fn change_variant(&mut self, library: &Library, now: Duration) {
        let stretch = self.chosen.checked_sub(library.routines.len());
        let all = stretch.and_then(|index| library.stretches.get(index)).map_or(0, |stretch| stretch.variants.len());
        if let Some(variant) = stretch.and_then(|index| self.variants.get_mut(index)) {
            *variant = (*variant + 1) % (all + 1);
            self.changed = Some(now);
            self.plan(library);
        }
    }
}

fn items<'a>(library: &'a Library, variants: &[usize]) -> Vec<Item<'a>> {
    let routines = library.routines.iter().map(|routine| Item::Do(Choice::Routine(routine)));
    let stretches = library.stretches.iter().enumerate().map(|(index, stretch)| {
        let variant = variants.get(index).and_then(|variant| stretch.variants.get(variant.checked_sub(1)?));
        Item::Do(Choice::Stretch(stretch, variant))
    });
    routines.chain(stretches).chain(Page::ALL.map(Item::Read)).collect()
}

/// The first item of each group that has any.
fn groups(library: &Library) -> Vec<usize> {
    let (routines, stretches) = (library.routines.len(), library.stretches.len());
    let mut groups = vec![0, routines, routines + stretches];
    groups.dedup();
    groups
}
