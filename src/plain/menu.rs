//! The menu in lines: what there is to do by number, what the chosen thing is, and the pages to read.
//!
//! It is told a line and answers with lines. What it says of a choice is short, since all of it is heard: it must never
//! say again what has just been heard, nor start anything before it has said what that is.

mod event_loop;
mod words;

pub use event_loop::run;

use crate::{
    content::model::{Dose, Library},
    pages::{self, Block, Page},
    plan::{
        Choices, Plan,
        choose::{Choice, NameError, left_out, left_out_beginnings},
    },
};

/// The menu of a library.
#[derive(Debug)]
pub struct Menu<'a> {
    library: &'a Library,
    choices: Choices,
    place: Place,
}

/// Where in the menu somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Nothing is chosen.
    #[default]
    Top,
    /// This is: an index into the items, and into the variants of a stretch from 1, with 0 for the stretch itself.
    Chosen { item: usize, variant: usize },
    /// The pages.
    Pages,
    /// A part of a page, which is the next to be read.
    Reading { page: Page, part: usize },
}

/// What comes of a line.
#[derive(Debug)]
pub enum Reply {
    /// Lines to hear.
    Tell(String),
    /// A session.
    Start(Box<Plan>),
    /// The end.
    Leave,
}

/// The fewest lines that are read at a time, where there are as many.
const PART: usize = 10;

impl<'a> Menu<'a> {
    /// A menu of everything in a library.
    #[must_use]
    pub fn new(library: &'a Library, choices: Choices) -> Self {
        Self { library, choices, place: Place::default() }
    }

    /// What a line asks for.
    pub fn read(&mut self, line: &str) -> Reply {
        let (reads, library) = (matches!(self.place, Place::Pages | Place::Reading { .. }), self.library);
        let told = match (line.to_lowercase().as_str(), self.place) {
            ("", Place::Chosen { item, variant }) => match self.item(item, variant) {
                Some(choice) => {
                    self.place = Place::Top;
                    return Reply::Start(Box::new(choice.plan(library, self.choices)));
                }
                None => self.back(),
            },
            ("", Place::Top) => self.choose(0, 0),
            ("", Place::Pages) => self.turn_to(Page::ALL[0]),
            ("", Place::Reading { page, part }) => self.go_on_reading(page, part),
            ("q", Place::Top) => return Reply::Leave,
            ("q", _) => self.back(),
            ("?", _) if reads => words::pages(),
            ("?", _) => words::list(library, self.choices) + &words::all_keys(library),
            ("l", _) => {
                self.place = Place::Pages;
                words::pages()
            }
            ("s", _) => super::stop_signs(library).unwrap_or_else(|| super::NO_STOP_SIGNS.into()),
            ("d", _) => self.change_dose(),
            ("v", Place::Chosen { item, variant }) => self.change_variant(item, variant),
            ("c", Place::Chosen { item, variant }) => match self.plan(item, variant) {
                Some(plan) => words::conditions(library, &plan),
                None => self.back(),
            },
            ("v" | "c", _) => words::CHOOSE_FIRST.into(),
            _ if reads => self.find_page(line),
            _ => self.find(line),
        };
        Reply::Tell(told)
    }

    /// Everything there is to choose, and how.
    #[must_use]
    pub fn opening(&self) -> String {
        words::list(self.library, self.choices) + &words::hint(self.library)
    }

    /// Told when the menu is there again.
    fn back(&mut self) -> String {
        self.place = Place::Top;
        words::BACK.into()
    }

    fn items(&self) -> Vec<Choice<'a>> {
        items(self.library).collect()
    }

    /// An item, as a variant of it.
    fn item(&self, item: usize, variant: usize) -> Option<Choice<'a>> {
        Some(match *self.items().get(item)? {
            Choice::Stretch(stretch, _) => {
                let variant = variant.checked_sub(1).and_then(|variant| stretch.variants.get(variant));
                Choice::Stretch(stretch, variant)
            }
            routine @ Choice::Routine(_) => routine,
        })
    }

    fn plan(&self, item: usize, variant: usize) -> Option<Plan> {
        Some(self.item(item, variant)?.plan(self.library, self.choices))
    }

    fn choose(&mut self, item: usize, variant: usize) -> String {
        let Some(choice) = self.item(item, variant) else { return words::NOTHING.into() };
        self.place = Place::Chosen { item, variant };
        words::chosen(self.library, choice, self.choices) + &words::keys(self.library, choice, self.choices)
    }

    fn change_dose(&mut self) -> String {
        self.choices.dose = match self.choices.dose {
            None => Some(Dose::Light),
            Some(Dose::Light) => Some(Dose::Standard),
            Some(Dose::Standard) => Some(Dose::Full),
            Some(Dose::Full) => None,
        };
        let plan = match self.place {
            Place::Chosen { item, variant } => self.plan(item, variant),
            _ => None,
        };
        words::dose(self.choices.dose, plan.as_ref())
    }

    fn change_variant(&mut self, item: usize, variant: usize) -> String {
        let count = match self.item(item, variant) {
            Some(Choice::Stretch(stretch, _)) => stretch.variants.len(),
            _ => 0,
        };
        let variant = (variant + 1) % (count + 1);
        let Some(choice) = self.item(item, variant).filter(|_| count > 0) else { return words::NO_VARIANTS.into() };
        self.place = Place::Chosen { item, variant };
        // The keys are known by now.
        words::chosen(self.library, choice, self.choices)
    }

    /// What a number, a name or a beginning means.
    fn find(&mut self, line: &str) -> String {
        let items = self.items();
        let number = line.trim_end_matches('.').parse().ok().and_then(|number: usize| number.checked_sub(1));
        if let Some(item) = number.filter(|item| *item < items.len()) {
            return self.choose(item, 0);
        }
        if let Some(left_out) = left_out(self.library, line) {
            return words::cannot_be_used(line, left_out);
        }
        let error = match Choice::find(self.library, line) {
            Ok(choice) => return self.choose_named(choice),
            Err(error) => error,
        };
        match (left_out_beginnings(self.library, line).as_slice(), &error) {
            ([(left_out, id), ..], NameError::Unknown { .. }) => words::cannot_be_used(id, left_out),
            _ if number.is_some() => words::no_number(line, items.len()),
            _ => words::no_name(&error, &items),
        }
    }

    fn choose_named(&mut self, choice: Choice<'a>) -> String {
        let item = self.items().iter().position(|item| words::id(*item) == words::id(choice));
        let variant = match choice {
            Choice::Stretch(stretch, Some(chosen)) => {
                stretch.variants.iter().position(|variant| *variant.id.name == *chosen.id.name).map_or(0, |at| at + 1)
            }
            _ => 0,
        };
        self.choose(item.unwrap_or_default(), variant)
    }

    fn find_page(&mut self, line: &str) -> String {
        let number = line.trim_end_matches('.').parse().ok().and_then(|number: usize| number.checked_sub(1));
        match number.and_then(|index| Page::ALL.get(index).copied()).map_or_else(|| Page::find(line), Ok) {
            Ok(page) => self.turn_to(page),
            Err(error) => words::no_page(&error),
        }
    }

    fn turn_to(&mut self, page: Page) -> String {
        let title = format!("{}.\n", page.title());
        title + &self.go_on_reading(page, 0)
    }

    /// The next part of a page, and what comes after it.
    fn go_on_reading(&mut self, page: Page, part: usize) -> String {
        let parts = parts(self.library, page);
        let Some(lines) = parts.get(part) else {
            let next = page.next();
            return if next == Page::ALL[0] { self.back() } else { self.turn_to(next) };
        };
        self.place = Place::Reading { page, part: part + 1 };
        let next = (part + 1 == parts.len()).then(|| page.next());
        lines.clone() + &words::reading_on(next)
    }
}

/// Everything that can be started: the routines, then the stretches.
fn items(library: &Library) -> impl Iterator<Item = Choice<'_>> {
    let stretches = library.stretches.iter().map(|stretch| Choice::Stretch(stretch, None));
    library.routines.iter().map(Choice::Routine).chain(stretches)
}

/// A page in parts that can be heard at a time: whole entries of it.
fn parts(library: &Library, page: Page) -> Vec<String> {
    let blocks = pages::page(library, page);
    let mut parts = vec![String::new()];
    for block in &blocks {
        if let Some(part) = parts.last_mut() {
            part.push_str(&super::line(block));
            if *block == Block::Gap && part.lines().count() >= PART {
                parts.push(String::new());
            }
        }
    }
    parts
}
