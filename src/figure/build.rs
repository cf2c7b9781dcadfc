//! From the definitions of figures to the figure's model: it looks up names, and reports what does not fit together.
//!
//! An entry of the user's that replaces a built-in one may break others that were right before. The problem is then
//! reported at the newest entry that is involved: that is the one its author can fix.

mod motion;
mod pose;
mod rig;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::definition::FigureDefinitions;
use super::limits::MOST_LIKE;
use super::model::{Figures, Point, Pose, Rig};
use crate::document::diagnostic::{Place, Problem, Severity, Sources};
use crate::document::field::Field;
use crate::document::id::{Entry, Id};
use crate::document::names::unknown;

/// Builds the figures. `written` must be sorted; what cannot be built is left out.
pub(crate) fn build(written: &FigureDefinitions, sources: &Sources, problems: &mut Vec<Problem>) -> Figures {
    let mut builder = Builder { written, sources, problems, reported: BTreeSet::new() };
    let mut figures = Figures::default();
    let mut rigs = Vec::with_capacity(written.rigs.len());
    for rig in &written.rigs {
        let built = builder.rig(rig, figures.rigs.len());
        figures.rigs.extend(built.as_ref().map(|built| Arc::clone(&built.rig)));
        rigs.push(built);
    }
    let poses: Vec<_> = written.poses.iter().map(|pose| builder.pose(pose, &rigs)).collect();
    for motion in &written.motions {
        if let Some(built) = builder.motion(motion, &poses, &rigs) {
            figures.motions.insert(motion.id.name.clone(), built);
        }
    }
    for (written, built) in written.poses.iter().zip(poses) {
        figures.poses.extend(built.map(|built| (written.id.name.clone(), built.pose)));
    }
    figures
}

#[derive(Clone, Copy)]
struct NamedEntry<'a> {
    noun: &'static str,
    id: &'a Id,
}

impl<'a> NamedEntry<'a> {
    fn new<T: Entry>(entry: &'a T) -> Self {
        Self { noun: T::NOUN, id: entry.id() }
    }

    /// The one of two that is in the later file.
    fn newer(self, other: Self) -> Self {
        if other.id.place.file > self.id.place.file { other } else { self }
    }
}

/// The entry being built, and the newest of those it is built from.
#[derive(Clone, Copy)]
struct ReportedEntry<'a> {
    entry: NamedEntry<'a>,
    newest: NamedEntry<'a>,
}

impl<'a> ReportedEntry<'a> {
    fn of<T: Entry>(entry: &'a T) -> Self {
        let entry = NamedEntry::new(entry);
        Self { entry, newest: entry }
    }
}

struct BuiltRig<'a> {
    index: usize,
    rig: Arc<Rig>,
    far: Option<Point>,
    newest: NamedEntry<'a>,
}

struct BuiltPose<'a> {
    pose: Pose,
    newest: NamedEntry<'a>,
}

struct Builder<'a, 'p> {
    written: &'a FigureDefinitions,
    sources: &'a Sources,
    problems: &'p mut Vec<Problem>,
    /// What has been reported: an inherited problem is found again in every entry that inherits it.
    reported: BTreeSet<(Place, String)>,
}

/// An entry and those it is like, the nearest first.
struct Family<'a, E> {
    line: Vec<&'a E>,
    /// Whether the line has its end, so that what none of them has is missing.
    is_complete: bool,
}

impl<'a, E: Entry> Family<'a, E> {
    /// What the nearest of them says.
    fn find<T>(&self, pick: impl Fn(&'a E) -> &'a Field<T>) -> Field<&'a T> {
        let field = self.line.iter().map(|entry| pick(entry)).find(|field| field.is_present());
        field.map_or(if self.is_complete { Field::Absent } else { Field::Invalid }, Field::as_ref)
    }

    fn about(&self, own: &'a E) -> ReportedEntry<'a> {
        let about = ReportedEntry::of(own);
        let newest = self.line.iter().map(|entry| NamedEntry::new(*entry)).fold(about.entry, NamedEntry::newer);
        ReportedEntry { newest, ..about }
    }
}

impl<'a> Builder<'a, '_> {
    /// Reports a problem, unless it has been reported already.
    fn report(&mut self, problem: Problem, about: ReportedEntry<'_>) {
        let NamedEntry { noun, id } = about.newest;
        if problem.place.file >= id.place.file {
            if self.reported.insert((problem.place, problem.message.clone())) {
                self.problems.push(problem);
            }
        } else if self.reported.insert((id.place, String::new())) {
            // Once is enough: the new entry is wrong, and not everything that it breaks.
            let entry = about.entry;
            let file = self.sources.name(entry.id.place.file);
            let message = format!(
                "with this {noun}, the {} `{}` in {file} no longer fits: {}",
                entry.noun, entry.id, problem.message
            );
            let problem = Problem { place: id.place, message, help: Vec::new(), ..problem };
            let wrong = if problem.severity == Severity::Error { "would be" } else { "may be" };
            self.problems.push(problem.help(format!(
                "`{id}` replaces another one, and what uses that {wrong} broken: give it an id of its own"
            )));
        }
    }

    /// The index of the entry with an id. An unknown id is reported.
    fn lookup<T: Entry>(&mut self, entries: &[T], id: &Id, about: ReportedEntry<'_>) -> Option<usize> {
        let found = entries.binary_search_by(|entry| entry.id().name.as_str().cmp(&id.name)).ok();
        // An entry with a wrong id may be the one that is meant; it comes first.
        if found.is_none() && !id.is_empty() && entries.first().is_none_or(|entry| !entry.id().is_empty()) {
            let header = if T::NOUN == "prop" { "[prop]".to_owned() } else { format!("[{}.{id}]", T::NOUN) };
            let names: Vec<_> = entries.iter().map(|entry| &*entry.id().name).collect();
            let message = format!("there is no {} `{id}`", T::NOUN);
            let none = format!("write it below `{header}`");
            self.unknown(message, id, &names, [&format!("{none}, or name one of"), &none], about);
        }
        found
    }

    fn unknown(&mut self, message: String, id: &Id, names: &[&str], help: [&str; 2], about: ReportedEntry<'_>) {
        let problem = unknown(message, id, names, help, self.problems.len());
        self.report(problem, about);
    }

    /// What an entry or its family must say. Its absence is reported.
    fn need<E: Entry, T>(
        &mut self,
        family: &Family<'a, E>,
        pick: impl Fn(&'a E) -> &'a Field<T>,
        (key, example): (&str, &str),
        about: ReportedEntry<'_>,
    ) -> Option<&'a T> {
        match family.find(pick) {
            Field::Value(value) => Some(value),
            // It is reported of the last of the family.
            Field::Absent if family.line.len() > 1 => None,
            Field::Invalid => None,
            Field::Absent => {
                let NamedEntry { noun, id } = about.entry;
                let problem = Problem::error(id.place, format!("a {noun} needs `{key}`"));
                let help = format!("add for example `{key} = {example}`, or say in `like` which {noun} has it");
                self.report(problem.help(help), about);
                None
            }
        }
    }

    /// An entry and those it is like. The line ends early, with a report, if an id is unknown or comes back.
    fn family<E: Entry>(&mut self, entries: &'a [E], own: &'a E, like_of: fn(&E) -> &Field<Id>) -> Family<'a, E> {
        let place = like_of(own).as_ref().value().map_or(own.id().place, |id| id.place);
        let mut kin = vec![own];
        let mut like = like_of(own);
        while let Field::Value(id) = like {
            let Some(next) = self.next_of(&kin, entries, id, place) else {
                return Family { line: kin, is_complete: false };
            };
            kin.push(next);
            like = like_of(next);
        }
        Family { line: kin, is_complete: !like.is_invalid() }
    }

    /// The entry that the last of a line is like, by its id. `place` is where the first says what it is like.
    fn next_of<E: Entry>(&mut self, line: &[&'a E], entries: &'a [E], id: &Id, place: Place) -> Option<&'a E> {
        let own = *line.first()?;
        let about = ReportedEntry::of(own);
        let next = entries.get(self.lookup(entries, id, about)?)?;
        if let Some(back) = line.iter().position(|entry| std::ptr::eq(*entry, next)) {
            // Reported once, at the last entry of the circle.
            let newest = line.iter().skip(back).map(|entry| entry.id().place).max();
            if back == 0 && newest == Some(own.id().place) {
                let ids: Vec<_> = line.iter().chain([&own]).map(|entry| format!("`{}`", entry.id())).collect();
                let problem = Problem::error(place, format!("`like` goes in a circle: {}", ids.join(", ")));
                let help = format!("take `like` out of one {}, and write out what it needs", E::NOUN);
                self.report(problem.help(help), about);
            }
            return None;
        }
        if line.len() == MOST_LIKE {
            let message = format!("more than {MOST_LIKE} {}s are like each other in a row", E::NOUN);
            self.report(Problem::error(place, message).help("name the first of them in `like`"), about);
            return None;
        }
        Some(next)
    }
}
