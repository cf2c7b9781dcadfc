//! Files laid over each other: an entry is added, or takes the place of another one where it says so.
//!
//! It must never let an entry disappear that nobody asked to replace.

use std::sync::Arc;

use super::{
    load::{BUILT_IN, BUILT_IN_FIGURES},
    model::{Caution, CautionAction, Entry, Scope, StopSign, Stretch, StretchCaution, find},
};
use crate::{
    document::{
        diagnostic::{Place, Problem, Sources},
        id::Id,
        names::{folded, nearest},
    },
    words::counted,
};

/// What an entry says about safety, and the one that takes its place does not.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The kind of entry: a stretch, a caution or a stop sign.
    pub noun: &'static str,
    pub id: String,
    /// The stretches that a caution concerned without their naming it.
    pub covered: Option<Scope>,
    /// What is lost; at least one thing.
    pub lost: Vec<Lost>,
}

/// One thing that is said no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is, such as "no `care`".
    pub what: String,
    /// The condition it is about, if it is about one.
    pub condition: Option<String>,
}

impl Loss {
    /// What is lost, in words; `name` gives a condition its name.
    #[must_use]
    pub fn words<'a>(&'a self, name: impl Fn(&'a str) -> &'a str) -> String {
        let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
        for Lost { what, condition } in &self.lost {
            let names = condition.as_deref().map(&name);
            match parts.iter_mut().find(|(known, _)| known == what) {
                Some((_, known)) => known.extend(names),
                None => parts.push((what, names.into_iter().collect())),
            }
        }
        let parts = parts.iter().map(|(what, names)| match names.as_slice() {
            [] => (*what).to_owned(),
            names => format!("{what}: {}", names.join(", ")),
        });
        parts.collect::<Vec<_>>().join("; ")
    }
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
    pub fn lay<T: Entry + Guarding>(&mut self, entries: &mut Vec<T>, over: Vec<T>) {
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
                        self.note_loss(&entry, known);
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

    /// Notes what an entry no longer says about safety of what the one says whose place it takes.
    fn note_loss<T: Entry + Guarding>(&mut self, entry: &T, replaced: &T) {
        let lost = entry.loses(replaced);
        if lost.is_empty() {
            return;
        }
        let id = entry.id();
        let noted = Loss { noun: T::NOUN, id: id.name.clone(), covered: replaced.covers(), lost };
        let noun = T::NOUN.replace('-', " ");
        let message =
            format!("`{id}` says less about safety than the {noun} that it replaces: {}", noted.words(|id| id));
        self.warnings.push(Problem::warning(id.place, message).help("write here again what still holds"));
        self.losses.push(noted);
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
    fn loses(&self, _replaced: &Self) -> Vec<Lost> {
        Vec::new()
    }

    /// The stretches it concerns without their naming it.
    fn covers(&self) -> Option<Scope> {
        None
    }
}

impl Lost {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), condition: None }
    }

    fn about(condition: &Id, what: impl Into<String>) -> Self {
        Self { what: what.into(), condition: Some(condition.name.clone()) }
    }

    /// A text that is there no longer, whatever another one says.
    fn text(key: &str, was: Option<&String>, is: Option<&String>) -> Option<Self> {
        let text = was.filter(|_| is.is_none())?;
        Some(Self::new(format!("no `{key}` (\u{201c}{text}\u{201d})")))
    }

    /// The action, if it is less serious than it was.
    fn action(was: CautionAction, is: CautionAction) -> Option<String> {
        (is > was).then(|| format!("`{is}` in place of `{was}`"))
    }
}

impl Guarding for Arc<Stretch> {
    fn loses(&self, replaced: &Self) -> Vec<Lost> {
        let mut lost = less_in(self, replaced);
        for variant in &replaced.variants {
            let mut was = replaced.with(variant);
            // Whoever did a variant that is gone does the stretch, which has a care line of its own.
            let same = find(&self.variants, &variant.id);
            let is = same.map_or_else(|| Stretch::clone(self), |same| self.with(same));
            let left_out = |set: &Id| same.is_some_and(|same| same.without.iter().any(|out| **out == **set));
            if same.is_none() {
                was.care = None;
            }
            was.concerns.retain(|concern| !concern.set.as_ref().is_some_and(left_out));
            let less = less_in(&is, &was);
            let new: Vec<_> = less.into_iter().filter(|less| !lost.contains(less)).collect();
            let of_variant = |Lost { what, condition }| {
                let what = format!("in the variant `{}` {what}", variant.id);
                Lost { what, condition }
            };
            lost.extend(new.into_iter().map(of_variant));
        }
        lost
    }
}

/// What a stretch, done one way, says less about safety than another one.
fn less_in(stretch: &Stretch, replaced: &Stretch) -> Vec<Lost> {
    let mut lost: Vec<_> = Lost::text("care", replaced.care.as_ref(), stretch.care.as_ref()).into_iter().collect();
    for was in &replaced.concerns {
        let less = less_about(&stretch.concerns, was).into_iter().map(|what| Lost::about(&was.id, what));
        let less: Vec<_> = less.filter(|less| !lost.contains(less)).collect();
        lost.extend(less);
    }
    lost
}

/// What these concerns say less about the condition of another one.
fn less_about(concerns: &[StretchCaution], was: &StretchCaution) -> Vec<String> {
    let same = || concerns.iter().filter(|concern| *concern.id == *was.id);
    if same().next().is_none() {
        return vec!["no word about".into()];
    }
    let covers = |concern: &&StretchCaution| match (&concern.set, &was.set) {
        (None, _) => true,
        (Some(set), Some(covered)) => **set == **covered,
        (Some(_), None) => false,
    };
    // The most serious of the concerns that cover at least as much.
    let covering = || same().filter(covers);
    let Some(is) = covering().min_by_key(|concern| concern.action) else {
        if was.set.is_some() {
            return vec!["a word about another set only".into()];
        }
        let weaker = same().map(|concern| concern.action).min();
        let weaker = weaker.and_then(|action| Lost::action(was.action, action));
        return weaker.into_iter().chain(["a word about one set only".into()]).collect();
    };
    let mut less: Vec<_> = Lost::action(was.action, is.action).into_iter().collect();
    if was.note.is_some() && !covering().any(|concern| concern.note.is_some()) {
        less.push("no `note`".to_owned());
    }
    let suits = |variant: &Id| covering().any(|concern| concern.variants.iter().any(|other| **other == **variant));
    let unsuited = was.variants.iter().filter(|variant| is.action != CautionAction::Skip && !suits(variant));
    less.extend(unsuited.map(|variant| format!("no hint at the variant `{variant}`")));
    less
}

impl Guarding for Caution {
    fn loses(&self, replaced: &Self) -> Vec<Lost> {
        let mut lost = Vec::new();
        if replaced.condition && !self.condition {
            lost.push(Lost::new("general advice in place of a condition"));
        }
        lost.extend(Lost::text("text", replaced.text.as_ref(), self.text.as_ref()));
        let gone: Vec<_> = replaced
            .aliases
            .iter()
            .filter(|alias| !self.is_called(alias))
            .map(|alias| format!("\u{201c}{alias}\u{201d}"))
            .collect();
        if !gone.is_empty() {
            lost.push(Lost::new(format!("no alias {}", gone.join(", "))));
        }
        match (&replaced.general, &self.general) {
            (None, _) => {}
            (Some(was), None) => lost.push(Lost::new(format!("no `covers = \"{}\"`", was.covers))),
            (Some(was), Some(is)) => {
                if is.covers != was.covers && is.covers != Scope::All {
                    lost.push(Lost::new(format!("`covers = \"{}\"` in place of \"{}\"", is.covers, was.covers)));
                }
                lost.extend(Lost::action(was.action, is.action).map(Lost::new));
                lost.extend(Lost::text("note", was.note.as_ref(), is.note.as_ref()));
                for (stretch, variants) in &was.variants {
                    let suits = |variant: &&Id| is.variants_of(stretch).iter().any(|other| **other == ***variant);
                    let unsuited =
                        variants.iter().filter(|variant| is.action != CautionAction::Skip && !suits(variant));
                    lost.extend(unsuited.map(|variant| Lost::new(format!("no hint at `{stretch}:{variant}`"))));
                }
            }
        }
        lost
    }

    fn covers(&self) -> Option<Scope> {
        self.general.as_ref().map(|general| general.covers)
    }
}

impl Caution {
    /// Whether this is one of its names.
    fn is_called(&self, name: &str) -> bool {
        let name = folded(name);
        self.aliases.iter().chain([&self.name]).any(|known| folded(known) == name)
    }
}

impl Guarding for StopSign {
    fn loses(&self, replaced: &Self) -> Vec<Lost> {
        let mut lost = Vec::new();
        if self.urgency > replaced.urgency {
            lost.push(Lost::new(format!("`{}` in place of `{}`", self.urgency, replaced.urgency)));
        }
        let (was, is) = (replaced.signs.len(), self.signs.len());
        if is < was {
            lost.push(Lost::new(format!("{} in place of {was}", counted(is, "sign"))));
        }
        lost.extend(Lost::text("text", replaced.text.as_ref(), self.text.as_ref()));
        lost
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
    super::model::ReadingPoint,
    super::model::Routine,
    super::figure::definition::RigDefinition,
    super::figure::definition::PoseDefinition,
    super::figure::definition::MotionDefinition,
    super::figure::definition::PropDefinition,
}
