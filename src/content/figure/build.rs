//! From what files say of figures to the figure's model: names are looked up, and what does not fit together is said.
//!
//! An entry of the user's that takes a built-in one's place may break others that were right before. What is wrong is
//! then said of the newest entry that has part in it: that is the one its author can mend.

mod motion;
mod pose;
mod rig;

use std::{collections::BTreeSet, sync::Arc};

use super::{
    FigureDefinitions,
    definition::{PoseDefinition, RigDefinition},
};
use crate::{
    content::{check::MOST_ADVISED, model::Entry},
    document::{
        diagnostic::{FileId, Place, Problem, Severity, Sources},
        field::Field,
        id::Id,
        names::{listed, nearest},
    },
    figure::model::{Figures, Point, Pose, Rig},
};

/// The most entries that can be like each other in a row.
pub const MOST_LIKE: usize = 8;

/// Puts together what the files say; `written` is in the order of its ids. Whatever cannot be built is left out.
pub fn build(written: &FigureDefinitions, sources: &Sources, built_in: FileId, problems: &mut Vec<Problem>) -> Figures {
    let mut builder = Builder { written, sources, built_in, problems, said: BTreeSet::new() };
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

/// An entry in messages: what it is called, and its id.
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

/// What a problem is about: the entry being built, and the newest of those it is built from.
#[derive(Clone, Copy)]
struct About<'a> {
    entry: NamedEntry<'a>,
    newest: NamedEntry<'a>,
}

/// A rig that has been built.
struct BuiltRig<'a> {
    index: usize,
    rig: Arc<Rig>,
    far: Option<Point>,
    newest: NamedEntry<'a>,
}

/// A pose that has been built.
struct BuiltPose<'a> {
    pose: Pose,
    newest: NamedEntry<'a>,
}

struct Builder<'a, 'p> {
    written: &'a FigureDefinitions,
    sources: &'a Sources,
    built_in: FileId,
    problems: &'p mut Vec<Problem>,
    /// What has been said: what is inherited would be said again of every heir.
    said: BTreeSet<(Place, String)>,
}

/// An entry that leaves out what it shares with the one it is like.
trait Like: Entry {
    /// The one it is like.
    fn like(&self) -> &Field<Id>;
}

impl Like for RigDefinition {
    fn like(&self) -> &Field<Id> {
        &self.like
    }
}

impl Like for PoseDefinition {
    fn like(&self) -> &Field<Id> {
        &self.like
    }
}

/// An entry and those it is like, the nearest first.
struct Family<'a, E> {
    line: Vec<&'a E>,
    /// Whether the line is unbroken, so that what none of them has is missing.
    whole: bool,
}

impl<'a, E: Like> Family<'a, E> {
    /// What the nearest of them says.
    fn find<T>(&self, pick: impl Fn(&'a E) -> &'a Field<T>) -> Field<&'a T> {
        let said = self.line.iter().map(|entry| pick(entry)).find(|said| said.is_present());
        said.map_or(if self.whole { Field::Absent } else { Field::Invalid }, Field::as_ref)
    }

    fn about(&self, own: &'a E) -> About<'a> {
        let entry = NamedEntry::new(own);
        About { entry, newest: self.line.iter().map(|entry| NamedEntry::new(*entry)).fold(entry, NamedEntry::newer) }
    }
}

impl<'a> Builder<'a, '_> {
    /// Reports a problem, unless it has been said already.
    fn report(&mut self, problem: Problem, about: About<'_>) {
        let NamedEntry { noun, id } = about.newest;
        if problem.place.file >= id.place.file {
            if self.said.insert((problem.place, problem.message.clone())) {
                self.problems.push(problem);
            }
        } else if self.said.insert((id.place, String::new())) {
            // One is enough: it is the entry that is wrong, not everything that was right before.
            let entry = about.entry;
            let file = self.sources.name(entry.id.place.file);
            let message = format!(
                "with this {noun}, the {} `{}` in {file} no longer fits: {}",
                entry.noun, entry.id, problem.message
            );
            let problem = Problem { place: id.place, message, help: Vec::new(), ..problem };
            let wrong = if problem.severity == Severity::Error { "would be" } else { "may be" };
            self.problems.push(problem.help(format!(
                "`{id}` takes another one's place, and what uses that {wrong} broken: give it an id of its own"
            )));
        }
    }

    /// The index of the entry that is named; one that is not there is reported.
    fn lookup<T: Entry>(&mut self, entries: &[T], id: &Id, about: About<'_>) -> Option<usize> {
        let found = entries.binary_search_by(|entry| entry.id().name.as_str().cmp(&id.name)).ok();
        // An entry whose own id is wrong may be the one that is meant, and it comes first.
        if found.is_none() && !id.is_empty() && entries.first().is_none_or(|entry| !entry.id().is_empty()) {
            let header = if T::NOUN == "prop" { "[prop]".to_owned() } else { format!("[{}.{id}]", T::NOUN) };
            let names = entries.iter().map(|entry| &*entry.id().name);
            let message = format!("there is no {} `{id}`", T::NOUN);
            self.unknown(message, id, names, &format!("or write it, under `{header}`"), about);
        }
        found
    }

    /// Reports a name that nothing has, in a message of its own.
    fn unknown<'n>(
        &mut self,
        message: String,
        id: &Id,
        names: impl Iterator<Item = &'n str> + Clone,
        or: &str,
        about: About<'_>,
    ) {
        let problem = Problem::error(id.place, message);
        let looking = self.problems.len() < MOST_ADVISED;
        let near = nearest(id, names.clone().filter(|_| looking));
        let there = listed(names);
        let problem = match near {
            Some(_) => problem.did_you_mean(near),
            None if there.is_empty() => problem.help("there are none at all: leave it out"),
            None if there.contains(',') => problem.help(format!("there are {there}")),
            None => problem.help(format!("there is {there} alone")),
        };
        let problem = if near.is_none() && !or.is_empty() { problem.help(or) } else { problem };
        self.report(problem, about);
    }

    /// What an entry and its family say, where they must say it.
    fn need<E: Like, T>(
        &mut self,
        family: &Family<'a, E>,
        pick: impl Fn(&'a E) -> &'a Field<T>,
        (key, example): (&str, &str),
        about: About<'_>,
    ) -> Option<&'a T> {
        match family.find(pick) {
            Field::Value(value) => Some(value),
            // What the one it is like does not have either is said of that one.
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

    /// An entry and those it is like. A line that leads nowhere or comes back is reported and broken off.
    fn family<E: Like>(&mut self, entries: &'a [E], own: &'a E) -> Family<'a, E> {
        let mut family = Family { line: vec![own], whole: true };
        loop {
            let like = match family.line.last().map(|last| last.like()) {
                Some(Field::Value(like)) => like,
                last => {
                    family.whole = !last.is_some_and(Field::is_invalid);
                    return family;
                }
            };
            let entry = NamedEntry::new(own);
            let about = About { entry, newest: entry };
            let Some(next) = self.lookup(entries, like, about).and_then(|index| entries.get(index)) else {
                family.whole = false;
                return family;
            };
            if let Some(back) = family.line.iter().position(|entry| std::ptr::eq(*entry, next)) {
                // Told once, of the one in the circle that was written last.
                let newest = family.line.iter().skip(back).map(|entry| entry.id().place).max();
                if back == 0 && newest == Some(own.id().place) {
                    let mut ids: Vec<_> = family.line.iter().map(|entry| format!("`{}`", entry.id())).collect();
                    ids.push(format!("`{}`", own.id()));
                    let place = family
                        .line
                        .first()
                        .and_then(|own| own.like().as_ref().value())
                        .map_or(like.place, |id| id.place);
                    let problem = Problem::error(place, format!("`like` goes in a circle: {}", ids.join(", ")));
                    let help = format!("take `like` out of one {}, and write out what it needs", E::NOUN);
                    self.report(problem.help(help), about);
                }
                family.whole = false;
                return family;
            }
            if family.line.len() == MOST_LIKE {
                let message = format!("more than {MOST_LIKE} {}s are like each other in a row", E::NOUN);
                let place = own.like().as_ref().value().map_or(own.id().place, |id| id.place);
                self.report(Problem::error(place, message).help("name the first of them in `like`"), about);
                family.whole = false;
                return family;
            }
            family.line.push(next);
        }
    }
}
