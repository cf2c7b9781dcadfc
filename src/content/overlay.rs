//! Laying a file over those before it: an entry is added, or replaces another one if it says so.
//!
//! It must never let an entry disappear that no file asked to replace.

pub(crate) mod losses;

use super::model::{Entry, Id, Loss, find};
use crate::document::diagnostic::{Place, Problem, Sources};
use crate::document::names::nearest;
use losses::Compare;

/// An entry whose id is taken, so that it is not in the library.
pub(crate) struct Collision {
    pub(crate) noun: &'static str,
    pub(crate) id: Id,
    pub(crate) problem: Problem,
}

/// One file being laid over those before it.
pub(crate) struct Overlay<'a> {
    sources: &'a Sources,
    /// The ids of its entries that replace others.
    replacing: &'a [Place],
    pub(crate) warnings: Vec<Problem>,
    pub(crate) collisions: Vec<Collision>,
    pub(crate) losses: Vec<Loss>,
}

enum Slot {
    Added,
    InPlaceOf(usize),
    Taken,
}

impl<'a> Overlay<'a> {
    pub(crate) fn new(sources: &'a Sources, replacing: &'a [Place]) -> Self {
        Self { sources, replacing, warnings: Vec::new(), collisions: Vec::new(), losses: Vec::new() }
    }

    /// Lays the entries of the file over others; `compare` finds what a replacement says less about safety.
    pub(crate) fn lay<T: Entry>(&mut self, entries: &mut Vec<T>, over: Vec<T>, compare: Compare<T>) {
        if entries.is_empty() && self.replacing.is_empty() {
            *entries = over;
            return;
        }
        for entry in over {
            let ids: Vec<_> = entries.iter().map(Entry::id).collect();
            match self.slot(T::NOUN, entry.id(), &ids) {
                Slot::Added => entries.push(entry),
                Slot::Taken => {}
                Slot::InPlaceOf(at) => {
                    let Some(known) = entries.get_mut(at) else { continue };
                    if self.replaces(entry.id()) {
                        let (lost, covered) = compare(&entry, known);
                        self.note_loss(entry.id(), Loss { noun: T::NOUN, id: entry.id().name.clone(), covered, lost });
                    }
                    *known = entry;
                }
            }
        }
    }

    fn replaces(&self, id: &Id) -> bool {
        self.replacing.contains(&id.place)
    }

    fn slot(&mut self, noun: &'static str, id: &Id, known: &[&Id]) -> Slot {
        let at = known.iter().position(|known| known.name == id.name && !id.is_empty());
        match at.and_then(|at| Some((at, *known.get(at)?))) {
            // An id that is there twice in one file has been reported.
            Some((at, known)) if self.replaces(id) || known.place.file == id.place.file => Slot::InPlaceOf(at),
            Some((_, known)) => {
                let problem = self.taken(noun, known, noun, id);
                self.collisions.push(Collision { noun, id: id.clone(), problem });
                Slot::Taken
            }
            None => {
                if self.replaces(id) && !id.is_empty() {
                    let message = format!("there is no other {noun} `{id}` for this one to replace");
                    let near = nearest(id, known.iter().map(|known| known.name.as_str()));
                    let problem = Problem::warning(id.place, message).did_you_mean(near);
                    self.warnings.push(problem.help("take `replaces` out if this one is meant to be new"));
                }
                Slot::Added
            }
        }
    }

    fn note_loss(&mut self, id: &Id, loss: Loss) {
        if loss.lost.is_empty() {
            return;
        }
        let noun = loss.noun.replace('-', " ");
        let words = loss.words(|id| id);
        let message = format!("`{id}` says less about safety than the {noun} that it replaces: {words}");
        self.warnings.push(Problem::warning(id.place, message).help("write here again what still applies"));
        self.losses.push(loss);
    }

    /// Takes out the entries whose ids are taken by entries of another kind.
    pub(crate) fn keep_apart<T: Entry, O: Entry>(&mut self, entries: &mut Vec<T>, others: &[O]) {
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
        let file = self.sources.name(other.place.file);
        let place = if self.sources.is_built_in(other.place.file) {
            file.to_owned()
        } else {
            format!("{file}, line {}", self.sources.position(other.place).0)
        };
        let message = format!("there is a {other_noun} with the id `{id}` already, in {place}");
        let mut problem = Problem::error(id.place, message);
        if !matches!(noun, "stretch" | "routine") {
            problem = problem.help("to use that one, its id is enough: it need not be written again");
        }
        problem.help(match noun {
            noun if noun != other_noun => {
                "`stretch run` could not tell them apart: give this one another id".to_owned()
            }
            "prop" => {
                format!("give this one another id, or write `replaces = [\"{id}\"]` below `[prop]` to replace that one")
            }
            _ => "give this one another id, or write `replaces = true` in it to replace that one".to_owned(),
        })
    }
}
