//! From what a user names to what is planned: ids, names, and unique beginnings of either.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::adapt::Adapted;
use super::fit::fit;
use super::{Choices, Plan, Planned};
use crate::content::model::{Dose, LeftOut, Library, Reference, Routine, Stretch, Variant, find};
use crate::document::names::{folded, nearest, nearest_beginning};
use crate::printable::printable;

/// Something that can be started.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    Routine(&'a Routine),
    /// A stretch, or a variant of it.
    Stretch(&'a Arc<Stretch>, Option<&'a Variant>),
}

/// A name that leads to nothing, or to more than one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    Unknown {
        name: String,
        /// The id with the nearest name.
        nearest: Option<String>,
    },
    /// Several things begin with it.
    Ambiguous { name: String, ids: Vec<String> },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, nearest: Some(near) } => {
                write!(f, "there is no `{}`: did you mean `{near}`?", printable(name))
            }
            Self::Unknown { name, nearest: None } => {
                write!(f, "there is no `{}`: `stretch list` shows what there is", printable(name))
            }
            Self::Ambiguous { name, ids } => {
                write!(f, "`{}` could be {}: write a little more of it", printable(name), ids.join(" or "))
            }
        }
    }
}

impl std::error::Error for NameError {}

impl<'a> Target<'a> {
    /// Everything that can be started: the routines, then the stretches.
    pub(crate) fn all(library: &'a Library) -> impl Iterator<Item = Self> {
        let stretches = library.stretches.iter().map(|stretch| Self::Stretch(stretch, None));
        library.routines.iter().map(Self::Routine).chain(stretches)
    }

    /// The id and the name of the routine or the stretch.
    pub(crate) fn names(self) -> (&'a str, &'a str) {
        match self {
            Self::Routine(routine) => (&routine.id, &routine.name),
            Self::Stretch(stretch, _) => (&stretch.id, &stretch.name),
        }
    }

    /// What a name means: an id or a name in any case, or a unique beginning of one; for a variant, the same after a
    /// colon. Fails when nothing or more than one thing is called that.
    pub fn find(library: &'a Library, name: &str) -> Result<Self, NameError> {
        let named = |target: Self| (target.names().0, target.names().1, target);
        let all: Vec<_> = Self::all(library).map(named).collect();
        let whole = one_of(name, &all);
        let (head, variant) = match name.split_once(':') {
            // A name may have a colon in it; an id has none.
            Some(parts) if whole.is_err() => parts,
            _ => return whole,
        };
        match one_of(head, &all)? {
            Self::Stretch(stretch, _) => {
                let all: Vec<_> = stretch.variants.iter().map(|v| (&*v.id.name, &*v.name, v)).collect();
                let whole = |id: String| format!("{}:{id}", stretch.id);
                one_of(variant, &all).map(|variant| Self::Stretch(stretch, Some(variant))).map_err(
                    |error| match error {
                        NameError::Unknown { nearest, .. } => {
                            NameError::Unknown { name: name.to_owned(), nearest: nearest.map(whole) }
                        }
                        NameError::Ambiguous { ids, .. } => {
                            NameError::Ambiguous { name: name.to_owned(), ids: ids.into_iter().map(whole).collect() }
                        }
                    },
                )
            }
            Self::Routine(routine) => {
                Err(NameError::Unknown { name: name.to_owned(), nearest: Some(routine.id.name.clone()) })
            }
        }
    }

    /// What has an id: a routine, the stretches for a cause, a stretch, or a variant of one.
    pub(crate) fn recorded(library: &'a Library, id: &str) -> Option<Self> {
        let cause = library.causes.iter().map(|cause| &cause.routine).find(|routine| *routine.id.name == *id);
        let (stretch, variant) = id.split_once(':').map_or((id, None), |(stretch, variant)| (stretch, Some(variant)));
        let whole = Self::all(library).find(|target| target.names().0 == stretch);
        match (whole, variant) {
            (Some(Self::Stretch(stretch, _)), Some(id)) => {
                let variant = stretch.variants.iter().find(|variant| *variant.id.name == *id)?;
                Some(Self::Stretch(stretch, Some(variant)))
            }
            (None, None) => cause.map(Self::Routine),
            (whole, None) => whole,
            _ => None,
        }
    }

    /// Its plan, at its own dose unless another is chosen.
    pub fn plan(self, library: &Library, choices: impl Into<Choices>) -> Plan {
        Self::joined(&[self], library, &choices.into())
    }

    /// The plan of several, one after the other, each at its own dose unless another is chosen.
    pub fn plan_all(all: &[Self], library: &Library, choices: impl Into<Choices>) -> Plan {
        Self::joined(all, library, &choices.into())
    }

    /// As [`Self::plan_all`], compiled once whatever the choices come from.
    fn joined(all: &[Self], library: &Library, choices: &Choices) -> Plan {
        let (mut ids, mut names, mut stretches, mut adaptations) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut person = Cow::Borrowed(&*choices.person);
        let routines = all.iter().filter_map(|target| match target {
            Self::Routine(routine) => Some(routine),
            Self::Stretch(..) => None,
        });
        for id in routines.clone().flat_map(|routine| &routine.conditions) {
            if !person.conditions.contains(&id.name) {
                person.to_mut().conditions.push(id.name.clone());
            }
        }
        let mut add = |stretch: &Arc<Stretch>, variant: Option<&Variant>, dose: Dose, reference: &Reference| {
            let dose = choices.dose.or(reference.dose).unwrap_or(dose);
            let adapted = Adapted::new(library, stretch, variant, dose, &person);
            stretches.extend(
                adapted
                    .planned
                    .map(|planned| planned.in_rounds(reference.rounds))
                    .map(|planned| Planned { priority: reference.priority.unwrap_or(planned.priority), ..planned }),
            );
            adaptations.extend(adapted.adaptations);
        };
        for target in all {
            match *target {
                Self::Routine(routine) => {
                    ids.push(routine.id.name.clone());
                    names.push(routine.name.clone());
                    for (stretch, variant, reference) in stretches_of(library, routine) {
                        add(stretch, variant, routine.dose, reference);
                    }
                }
                Self::Stretch(stretch, variant) => {
                    let asked = Planned::new(stretch, variant, Dose::default());
                    ids.push(asked.id());
                    names.push(asked.name().into_owned());
                    add(stretch, variant, Dose::default(), &Reference::default());
                }
            }
        }
        let (id, name) = (ids.join("+"), names.join(", "));
        let plan = |stretches| Plan::new(id.clone(), name.clone(), stretches, library, choices.pacing);
        let limit = routines.filter_map(|routine| routine.time).max();
        // One stretch alone is not made up to fill the time of a set.
        let most = if limit.is_some() && stretches.len() == 1 { Dose::Standard } else { Dose::Full };
        let mut plan = match choices.person.time.or(limit) {
            Some(time) => fit(&stretches, choices.dose.unwrap_or(most), time, plan),
            None => plan(stretches),
        };
        // A note on a stretch that there is no time for would only be in the way.
        let no_time: HashSet<_> = plan.adaptations.iter().map(|left| &*left.stretch).collect();
        adaptations.retain(|one| !no_time.contains(&*one.stretch));
        plan.adaptations.splice(0..0, adaptations);
        plan.choices = choices.clone();
        plan
    }
}

/// The stretches of a routine, each with its variant. References that lead nowhere are not in a checked library.
fn stretches_of<'a>(
    library: &'a Library,
    routine: &'a Routine,
) -> impl Iterator<Item = (&'a Arc<Stretch>, Option<&'a Variant>, &'a Reference)> {
    let by_id: HashMap<_, _> = library.stretches.iter().map(|stretch| (&*stretch.id.name, stretch)).collect();
    routine.stretches.iter().filter_map(move |reference| {
        let stretch = *by_id.get(&*reference.stretch.name)?;
        let variant = match &reference.variant {
            Some(id) => Some(find(&stretch.variants, id)?),
            None => None,
        };
        Some((stretch, variant, reference))
    })
}

/// The left-out file of the user that has something by this name, if the library has not.
pub(crate) fn left_out<'a>(library: &'a Library, name: &str) -> Option<&'a LeftOut> {
    let wanted = [folded(name), folded(head_of(name))];
    let is_meant = |id: &str, name: &str| wanted.iter().any(|wanted| *wanted == id || *wanted == folded(name));
    if Target::all(library).map(Target::names).any(|(id, name)| is_meant(id, name)) {
        return None;
    }
    library.left_out.iter().find(|left_out| left_out.names.iter().any(|(id, name)| is_meant(id, name)))
}

/// What a name could mean in files that are left out, as the beginning of an id or a name: each file with the id.
/// For a name that means nothing in the library.
pub(crate) fn left_out_beginnings<'a>(library: &'a Library, name: &str) -> Vec<(&'a LeftOut, &'a str)> {
    let wanted = [folded(name), folded(head_of(name))];
    let wanted = || wanted.iter().filter(|wanted| !wanted.is_empty());
    let begins = |id: &str, name: &str| wanted().any(|it| id.starts_with(it) || folded(name).starts_with(it));
    names_left_out(library).filter(|(_, id, name)| begins(id, name)).map(|(file, id, _)| (file, id)).collect()
}

/// The thing in a left-out file whose id or name is nearer to a name than anything in the library.
pub(crate) fn left_out_near<'a>(library: &'a Library, name: &str) -> Option<(&'a LeftOut, &'a str)> {
    let wanted = head_of(name);
    let known: Vec<_> = Target::all(library).map(Target::names).flat_map(<[&str; 2]>::from).collect();
    let unused = names_left_out(library).flat_map(|(_, id, name)| [id, name]);
    let near = nearest(wanted, known.iter().copied().chain(unused)).filter(|near| !known.contains(near))?;
    names_left_out(library).find(|(_, id, name)| *id == near || *name == near).map(|(file, id, _)| (file, id))
}

/// What can be named in files that are left out: the file, the id and the name.
fn names_left_out(library: &Library) -> impl Iterator<Item = (&LeftOut, &str, &str)> {
    library.left_out.iter().flat_map(|file| file.names.iter().map(move |(id, name)| (file, &**id, &**name)))
}

/// A name without the variant after it.
fn head_of(name: &str) -> &str {
    name.split_once(':').map_or(name, |(head, _)| head)
}

/// The one thing a name means among (id, name, thing): an id before a name, a name before a beginning.
/// Fails when nothing or more than one thing is called that.
pub(crate) fn one_of<T: Copy>(name: &str, all: &[(&str, &str, T)]) -> Result<T, NameError> {
    let names: Vec<_> = all.iter().map(|(id, name, _)| (*id, *name)).collect();
    index_of(name, &names).map(|at| all[at].2)
}

/// As [`one_of`], with the index of the thing: compiled once for all types of things.
fn index_of(name: &str, all: &[(&str, &str)]) -> Result<usize, NameError> {
    let wanted = folded(name);
    let matches: [fn(&str, &str, &str) -> bool; 4] = [
        |wanted, id, _| id == wanted,
        |wanted, _, name| folded(name) == wanted,
        |wanted, id, _| !wanted.is_empty() && id.starts_with(wanted),
        |wanted, _, name| !wanted.is_empty() && folded(name).starts_with(wanted),
    ];
    for is_match in matches {
        let found = all.iter().enumerate().filter(|(_, (id, name))| is_match(&wanted, id, name));
        match found.collect::<Vec<_>>().as_slice() {
            [] => {}
            [(at, _)] => return Ok(*at),
            several => {
                let mut ids: Vec<_> = several.iter().map(|(_, (id, _))| (*id).to_owned()).collect();
                ids.dedup();
                return Err(NameError::Ambiguous { name: name.to_owned(), ids });
            }
        }
    }
    let words = all.iter().flat_map(|(id, name)| [(*id, *id), (*name, *id)]);
    let all = || words.clone().map(|(word, _)| word);
    let near = nearest(&wanted, all()).or_else(|| nearest_beginning(&wanted, all()));
    let near = words.clone().find(|(word, _)| Some(*word) == near).map(|(_, id)| id.to_owned());
    Err(NameError::Unknown { name: name.to_owned(), nearest: near })
}
