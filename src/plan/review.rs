//! Checks of content that need a plan: sessions that are too long, and words that there is no time to read.
//!
//! A plan is only made once the number of steps shows that it is not huge.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Duration;

use super::build::{CHANGE, PREPARE, reading_time, speaking_time};
use super::lookup::Target;
use super::{Kind, Part, Plan, Turn};
use crate::content::model::{Dose, Library, Stretch, Tempo, Variant, Work};
use crate::document::diagnostic::{Place, Problem, in_order};

pub const LONGEST_SESSION: Duration = Duration::from_secs(4 * 60 * 60);

/// Plans everything at the full dose, and reports what is wrong with it.
pub fn review(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut lengths = HashMap::new();
    for stretch in &library.stretches {
        let variants = stretch.variants.iter().map(Some);
        for variant in std::iter::once(None).chain(variants) {
            let mut length = at_least(stretch, variant);
            let mut id = stretch.id.name.clone();
            if length <= LONGEST_SESSION {
                let plan = Target::Stretch(stretch, variant).plan(library, Dose::Full);
                check_reading_time(&plan, &mut problems);
                check_phases(&plan, &mut problems);
                length = plan.total();
                id.clone_from(&plan.id);
            }
            let place = variant.map_or(stretch.id.place, |variant| variant.id.place);
            check_length(&id, length, place, &mut problems);
            lengths.insert((&*stretch.id.name, variant.map(|variant| &*variant.id.name)), length);
        }
    }
    for routine in &library.routines {
        // A routine is at least as long as its stretches, and not much longer.
        let lengths = routine.stretches.iter().filter_map(|reference| {
            lengths.get(&(&*reference.stretch.name, reference.variant.as_ref().map(|variant| &*variant.name)))
        });
        let mut length = lengths.sum();
        if length <= LONGEST_SESSION {
            length = Target::Routine(routine).plan(library, Dose::Full).total();
        }
        check_length(&routine.id, length, routine.id.place, &mut problems);
    }
    in_order(&mut problems);
    problems.dedup();
    problems
}

/// A lower bound of the time a stretch takes, found without planning it.
fn at_least(stretch: &Stretch, variant: Option<&Variant>) -> Duration {
    let stretch = variant.map_or(Cow::Borrowed(stretch), |variant| Cow::Owned(stretch.with(variant)));
    let turns = stretch.sets.iter().map(|set| {
        let times = set.steps.iter().map(|step| step.each.times());
        set.rounds.full.saturating_mul(u32::try_from(times.sum::<usize>()).unwrap_or(u32::MAX))
    });
    // Before each turn there is a change or a getting ready.
    CHANGE.min(PREPARE).saturating_mul(turns.fold(0, u32::saturating_add))
}

fn check_length(id: &str, length: Duration, place: Place, problems: &mut Vec<Problem>) {
    if length > LONGEST_SESSION {
        let (minutes, most) = (length.as_secs().div_ceil(60), LONGEST_SESSION.as_secs() / 3600);
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let message = format!("`{id}` takes {hours} h {minutes} min at the full dose, and the most is {most} h");
        problems.push(Problem::error(place, message).help("make it shorter: fewer rounds or reps, shorter holds"));
    }
}

/// Phases that are shorter than their words take to say: a voice leaves those words out.
fn check_phases(plan: &Plan, problems: &mut Vec<Problem>) {
    for step in plan.stretches.iter().flat_map(|planned| &planned.stretch.sets).flat_map(|set| &set.steps) {
        let Work::Reps { tempo: Tempo::Phases(phases), .. } = &step.work else { continue };
        for phase in phases.iter().filter(|phase| speaking_time(&phase.text) > phase.length) {
            let message = format!("the phase \u{201c}{}\u{201d} is over before it is said", phase.text);
            let help = "give it more seconds, or fewer words: a voice leaves it out";
            let problem = Problem::warning(step.place, message).help(help);
            problems.push(problem.together("phases are over before they are said"));
        }
    }
}

/// Texts that first appear in a changeover too short to read them.
fn check_reading_time(plan: &Plan, problems: &mut Vec<Problem>) {
    let is_new = |part: &Part<'_>| part.segment.kind == Kind::Change(Turn::Step) && part.segment.round == 1;
    for part in plan.parts().filter(is_new) {
        let reading = reading_time(&part.instruction());
        if reading > CHANGE {
            let (needs, has) = (reading.as_secs(), CHANGE.as_secs());
            let message = format!("this takes {needs} seconds to read, and the step starts after {has}");
            let help = "say it shorter, or put the step into a set of its own: that has time for reading";
            let problem = Problem::warning(part.step.place, message).help(help);
            problems.push(problem.together("steps start before their words can be read"));
        }
    }
}
