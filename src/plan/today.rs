//! The small set for every day: a routine made for one person, from their causes, their conditions, the place and the time.

use std::sync::Arc;
use std::time::Duration;

use super::adapt::Adapted;
use super::lookup::Target;
use super::{Choices, Plan};
use crate::content::limits::TODAY;
use crate::content::model::{Cause, Dose, Library, Reference, Routine, Stretch};
use crate::document::id::Id;
use crate::order::sorted;

/// How long it lasts at most, unless the person says otherwise.
pub const TIME: Duration = Duration::from_secs(3 * 60);
/// The most stretches of it: two to four exercises are what people keep up (Bachmann 2018, Physikalische Medizin,
/// Rehabilitationsmedizin, Kurortmedizin 28:20; Palazzo 2016, Annals of Physical and Rehabilitation Medicine).
const MOST: usize = 4;
const LEAST: usize = 2;
/// The days after which it no longer matters how long a stretch was left out.
const LONG_AGO: u16 = u16::MAX;

/// The set for a person; none in a library without stretches.
pub fn today(library: &Library, choices: &Choices) -> Option<Routine> {
    let suits =
        |stretch: &Arc<Stretch>| Adapted::new(library, stretch, None, Dose::Light, &choices.person).planned.is_some();
    let all = library.stretches.iter().enumerate();
    let mut chosen: Vec<_> = all.clone().filter(|(_, stretch)| suits(stretch)).collect();
    let is_little = chosen.len() < LEAST;
    if is_little {
        // What would be in it says why it is not.
        chosen = all.collect();
    }
    // What answers why it hurts comes first, then what was left out longest, then what the content says.
    let worth = |stretch: &Arc<Stretch>| {
        let (suits, answers) = (is_little && suits(stretch), answers(library, choices, stretch));
        let days =
            choices.days_since.get(&stretch.id.name).map_or(LONG_AGO, |days| u16::try_from(*days).unwrap_or(LONG_AGO));
        u64::from(suits) << 56 | u64::from(answers) << 48 | u64::from(days) << 32 | u64::from(stretch.priority)
    };
    let mut chosen = sorted(chosen, |(_, stretch)| u64::MAX - worth(stretch));
    chosen.truncate(MOST);
    let ranks: Vec<_> = chosen.iter().map(|(index, _)| *index).collect();
    let chosen = sorted(chosen, |(index, _)| *index as u64);
    let priority = |index: usize| {
        let rank = ranks.iter().position(|ranked| *ranked == index).unwrap_or(MOST);
        // What has never been logged stays in the order of the content.
        (!choices.days_since.is_empty()).then(|| u32::try_from(MOST.saturating_sub(rank)).unwrap_or(0))
    };
    let routine = |stretches: Vec<Reference>| Routine {
        id: named(TODAY),
        name: "Today".to_owned(),
        summary: Some("A small set for every day.".to_owned()),
        stretches,
        time: Some(choices.person.time_today.unwrap_or(TIME)),
        ..Routine::default()
    };
    let reference = |(index, stretch): &(usize, &Arc<Stretch>)| Reference {
        stretch: named(&stretch.id),
        priority: priority(*index),
        ..Reference::default()
    };
    let all = routine(chosen.iter().map(reference).collect());
    let plan: Plan = Target::Routine(&all).plan(library, choices);
    let fits = |stretch: &Stretch| plan.stretches.iter().any(|planned| *planned.stretch.id == *stretch.id.name);
    let kept = chosen.iter().filter(|(_, stretch)| is_little || fits(stretch));
    let kept: Vec<_> = kept.map(reference).collect();
    (!kept.is_empty()).then(|| routine(kept))
}

/// Puts the set for a person first among the routines. A routine of the user's own with its id takes its place.
pub fn add(library: &mut Library, choices: &Choices) {
    let own = library.routines.iter().position(|routine| *routine.id.name == *TODAY);
    let routine = match own {
        Some(index) => {
            let routine = library.routines.remove(index);
            if routine.time.is_some() {
                // What was made before is made anew.
                today(library, choices)
            } else {
                // Without the place of its file it stands first, wherever it is saved.
                Some(Routine { id: named(TODAY), ..routine })
            }
        }
        None => today(library, choices),
    };
    if let Some(routine) = routine {
        library.routines.insert(0, routine);
    }
}

pub(crate) fn is_today(routine: &Routine) -> bool {
    *routine.id.name == *TODAY
}

/// How well a stretch answers why it hurts: a cause that is one of the person's conditions counts most, and then the first
/// cause of the library, which is the most common one.
fn answers(library: &Library, choices: &Choices, stretch: &Stretch) -> u8 {
    let has = |id: &Id| choices.person.conditions.contains(&id.name);
    let answers =
        |cause: &&Cause| cause.routine.stretches.iter().any(|reference| *reference.stretch == *stretch.id.name);
    let theirs = library.causes.iter().filter(answers).any(|cause| cause.routine.conditions.iter().any(has));
    let common = library.causes.first().is_some_and(|cause| answers(&cause));
    2 * u8::from(theirs) + u8::from(common)
}

fn named(name: &str) -> Id {
    Id { name: name.to_owned(), place: <_>::default() }
}
