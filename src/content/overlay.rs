//! Files laid over each other: an entry is added, or takes the place of another one where it says so.
//!
//! It must never let an entry disappear that nobody asked to replace.

use std::sync::Arc;

use super::{
    diagnostic::{Place, Problem, Sources},
    load::{BUILT_IN, BUILT_IN_FIGURES},
    model::{Caution, Entry, Id, Stretch, find},
};
use crate::nearest::nearest;

/// What is said about safety of a stretch, and not of the one that takes its place.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The stretch.
    pub stretch: String,
    /// The conditions it no longer speaks of.
    pub cautions: Vec<Id>,
    /// The line of caution that is gone.
    pub care: Option<String>,
}

/// An entry whose id is taken, and which is therefore not in the library.
pub(super) struct Collision {
    pub noun: &'static str,
    pub id: Id,
    pub problem: Problem,
}

/// One file being laid over what there is.
pub(super) struct Overlay<'a> {
    pub sources: &'a Sources,
    /// The ids of its entries that take the place of others.
    pub replacing: &'a [Place],
    /// What a careful author would want to be told.
    pub warnings: Vec<Problem>,
    pub collisions: Vec<Collision>,
    pub losses: Vec<Loss>,
}

impl<'a> Overlay<'a> {
    pub fn new(sources: &'a Sources, replacing: &'a [Place]) -> Self {
        Self { sources, replacing, warnings: Vec::new(), collisions: Vec::new(), losses: Vec::new() }
    }

    /// Lays the entries of the file over others.
    pub fn merge<T: Entry + Guarding>(&mut self, entries: &mut Vec<T>, over: Vec<T>) {
        if entries.is_empty() && self.replacing.is_empty() {
            *entries = over;
            return;
        }
        for entry in over {
            let id = entry.id();
            let asks = self.replacing.contains(&id.place);
            let known = entries.iter_mut().find(|known| **known.id() == **id && !id.is_empty());
            match known {
                // Twice in one file is reported with the file itself.
                Some(known) if asks || known.id().place.file == id.place.file => {
                    if asks {
                        self.losses.extend(entry.loses(known, &mut self.warnings));
                    }
                    *known = entry;
                }
                Some(known) => {
                    let problem = self.taken(T::NOUN, known.id(), T::NOUN, id);
                    self.collisions.push(Collision { noun: T::NOUN, id: id.clone(), problem });
                }
                None => {
                    if asks && !id.is_empty() {
                        let message = format!("there is no other {} `{id}` for this one to replace", T::NOUN);
                        let near = nearest(id, entries.iter().map(|entry| &**entry.id()));
                        let problem = Problem::warning(id.place, message).did_you_mean(near);
                        self.warnings.push(problem.help("take `replaces` out if this one is meant to be new"));
                    }
                    entries.push(entry);
                }
            }
        }
    }

    /// Takes out the entries that cannot be told from others by their id.
    pub fn keep_apart<T: Entry, O: Entry>(&mut self, entries: &mut Vec<T>, others: &[O]) {
        entries.retain(|entry| {
            let id = entry.id();
            let other = find(others, id).filter(|other| !id.is_empty() && other.id().place.file != id.place.file);
            if let Some(other) = other {
                let problem = self.taken(O::NOUN, other.id(), T::NOUN, id);
                self.collisions.push(Collision { noun: T::NOUN, id: id.clone(), problem });
            }
            other.is_none()
        });
    }

    /// The problem of an id that another entry has already.
    fn taken(&self, other_noun: &str, other: &Id, noun: &str, id: &Id) -> Problem {
        let (line, _) = self.sources.position(other.place);
        let file = self.sources.name(other.place.file);
        // Nobody can look up a line of what is built in.
        let is_built_in = [BUILT_IN, BUILT_IN_FIGURES].contains(&file);
        let place = if is_built_in { file.to_owned() } else { format!("{file}, line {line}") };
        let message = format!("there is a {other_noun} with the id `{id}` already, in {place}");
        let mut problem = Problem::error(id.place, message);
        if !matches!(noun, "stretch" | "routine") {
            problem = problem.help("to use that one, its id is enough: it need not be written again");
        }
        match noun {
            noun if noun != other_noun => {
                problem.help("`stretch run` could not tell them apart: give this one another id")
            }
            "prop" => problem.help(format!(
                "give this one another id, or write `replaces = [\"{id}\"]` below `[prop]` if it is to take that one's place"
            )),
            _ => problem
                .help("give this one another id, or write `replaces = true` in it if it is to take that one's place"),
        }
    }
}

/// An entry that may say something about safety.
pub(super) trait Guarding {
    /// What it no longer says of what the one says whose place it takes.
    fn loses(&self, _replaced: &Self, _warnings: &mut Vec<Problem>) -> Option<Loss> {
        None
    }
}

impl Guarding for Arc<Stretch> {
    fn loses(&self, replaced: &Self, warnings: &mut Vec<Problem>) -> Option<Loss> {
        let kept = |id: &Id| self.concerns.iter().any(|concern| *concern.id == **id);
        let mut cautions: Vec<Id> = Vec::new();
        for concern in &replaced.concerns {
            if !kept(&concern.id) && !cautions.iter().any(|id| **id == *concern.id) {
                cautions.push(concern.id.clone());
            }
        }
        let care = replaced.care.clone().filter(|_| self.care.is_none());
        if cautions.is_empty() && care.is_none() {
            return None;
        }
        let ids: Vec<_> = cautions.iter().map(|id| &*id.name).collect();
        let lost = match (ids.as_slice(), &care) {
            ([], _) => "the `care`".to_owned(),
            (ids, None) => format!("the cautions ({})", ids.join(", ")),
            (ids, Some(_)) => format!("the `care` and the cautions ({})", ids.join(", ")),
        };
        let message = format!("`{}` leaves out {lost} of the stretch that it replaces", self.id);
        let help = "write here again what still holds: `care`, and a `[[stretch.caution]]` for each condition";
        warnings.push(Problem::warning(self.id.place, message).help(help));
        Some(Loss { stretch: self.id.name.clone(), cautions, care })
    }
}

impl Guarding for Caution {
    fn loses(&self, replaced: &Self, warnings: &mut Vec<Problem>) -> Option<Loss> {
        if replaced.general.is_some() && self.general.is_none() {
            let message = format!(
                "the caution that `{}` replaces holds for stretches that do not name it, and this one does not",
                self.id
            );
            warnings.push(Problem::warning(self.id.place, message).help("add `covers`, `do` and `note`"));
        }
        None
    }
}

macro_rules! says_nothing_about_safety {
    ($($kind:ty),* $(,)?) => {
        $(impl Guarding for $kind {})*
    };
}

says_nothing_about_safety! {
    super::model::Source,
    super::model::Cause,
    super::model::Point,
    super::model::StopSign,
    super::model::Routine,
    super::figure::written::WrittenRig,
    super::figure::written::WrittenPose,
    super::figure::written::WrittenMotion,
    super::figure::written::WrittenProp,
}
