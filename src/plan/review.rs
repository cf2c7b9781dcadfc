//! What only a plan can tell about content: sessions without an end, and words there is no time to read.
//!
//! It must never plan what cannot be done: the count of the steps is looked at before their times.

use std::{collections::HashMap, time::Duration};

use super::{
    Kind, Plan, Segment, Turn,
    build::{CHANGE, PREPARE, reading_time},
};
use crate::content::{
    diagnostic::{Place, Problem, in_order},
    model::{Dose, Each, Library, Stretch, Variant},
};

/// The longest session there can be.
pub const LONGEST_SESSION: Duration = Duration::from_secs(4 * 60 * 60);

/// Plans everything at its longest, and reports what is wrong with it.
#[must_use]
pub fn review(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut lengths = HashMap::new();
    for stretch in &library.stretches {
        let variants = stretch.variants.iter().map(Some);
        for variant in std::iter::once(None).chain(variants) {
            let mut length = at_least(stretch, variant);
            let mut id = stretch.id.name.clone();
            if length <= LONGEST_SESSION {
                let plan = Plan::of_stretch(stretch, variant, Some(Dose::Full).into());
                hurried(&plan, &mut problems);
                length = plan.total();
                id.clone_from(&plan.id);
            }
            let place = variant.map_or(stretch.id.place, |variant| variant.id.place);
            endless(&id, length, place, &mut problems);
            lengths.insert((&*stretch.id.name, variant.map(|variant| &*variant.id.name)), length);
        }
    }
    for routine in &library.routines {
        // Stretches follow each other without a gap, so a routine is as long as they are together.
        let length = routine.stretches.iter().filter_map(|reference| {
            lengths.get(&(&*reference.stretch.name, reference.variant.as_ref().map(|variant| &*variant.name)))
        });
        endless(&routine.id, length.sum(), routine.id.place, &mut problems);
    }
    in_order(&mut problems);
    problems.dedup();
    problems
}

/// A time that a stretch surely takes, found without planning it.
fn at_least(stretch: &Stretch, variant: Option<&Variant>) -> Duration {
    let replaced = |id: &str| {
        let sets = variant.map_or(&[][..], |variant| &variant.sets);
        sets.iter().find(|set| set.id.as_deref() == Some(id))
    };
    let sets = stretch.sets.iter().map(|set| set.id.as_deref().and_then(replaced).unwrap_or(set));
    let turns = sets.map(|set| {
        let times = set.steps.iter().map(|step| match &step.each {
            Each::Once => 1,
            Each::Sides(sides) => sides.len(),
            Each::Ways(ways) => ways.len(),
        });
        set.rounds.full.saturating_mul(u32::try_from(times.sum::<usize>()).unwrap_or(u32::MAX))
    });
    // Each turn is gone into by a change, or by the longer getting ready.
    CHANGE.min(PREPARE).saturating_mul(turns.fold(0, u32::saturating_add))
}

fn endless(id: &str, length: Duration, place: Place, problems: &mut Vec<Problem>) {
    if length > LONGEST_SESSION {
        let (minutes, most) = (length.as_secs().div_ceil(60), LONGEST_SESSION.as_secs() / 3600);
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let message = format!("`{id}` takes {hours} h {minutes} min at the full dose, and the most is {most} h");
        problems.push(Problem::error(place, message).help("make it shorter: fewer rounds or reps, shorter holds"));
    }
}

/// Texts that are seen for the first time in a changeover too short to read them in.
fn hurried(plan: &Plan, problems: &mut Vec<Problem>) {
    let new = |segment: &&Segment| segment.kind == Kind::Change(Turn::Step) && segment.round == 1;
    for segment in plan.segments.iter().filter(new) {
        let Some(step) = plan.step(segment) else { continue };
        let reading = reading_time(&plan.instruction(segment));
        if reading > CHANGE {
            let (needs, has) = (reading.as_secs(), CHANGE.as_secs());
            let message = format!("this takes {needs} seconds to read, and the step starts after {has}");
            let help = "say it shorter, or put the step into a set of its own: that has time for reading";
            let problem = Problem::warning(step.place, message).help(help);
            problems.push(problem.together("steps start before their words can be read"));
        }
    }
}
