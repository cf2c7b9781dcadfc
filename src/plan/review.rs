//! What only a plan can tell about content: sessions without an end, and words there is no time to read.

use std::time::Duration;

use super::{
    Kind, Plan, Segment, Turn,
    build::{CHANGE, reading_time},
    choose::Choice,
};
use crate::content::{
    diagnostic::{Place, Problem},
    model::{Dose, Library},
};

/// The longest session there can be.
pub const LONGEST_SESSION: Duration = Duration::from_secs(4 * 60 * 60);

/// Plans everything at its longest, and reports what is wrong with it.
#[must_use]
pub fn review(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for routine in &library.routines {
        let plan = Choice::Routine(routine).plan(library, Some(Dose::Full));
        endless(&plan, routine.id.place, &mut problems);
    }
    for stretch in &library.stretches {
        let variants = stretch.variants.iter().map(Some);
        for variant in std::iter::once(None).chain(variants) {
            let plan = Choice::Stretch(stretch, variant).plan(library, Some(Dose::Full));
            endless(&plan, variant.map_or(stretch.id.place, |variant| variant.id.place), &mut problems);
            hurried(&plan, &mut problems);
        }
    }
    problems.sort_by_key(|problem| problem.place);
    problems.dedup();
    problems
}

fn endless(plan: &Plan, place: Place, problems: &mut Vec<Problem>) {
    if plan.total() > LONGEST_SESSION {
        let (hours, most) = (plan.total().as_secs_f64() / 3600.0, LONGEST_SESSION.as_secs() / 3600);
        let message = format!("`{}` takes {hours:.1} hours at the full dose, and at most {most} can be done", plan.id);
        problems.push(Problem::error(place, message).help("fewer rounds, or shorter holds"));
    }
}

/// Texts that are seen for the first time in a changeover too short to read them in.
fn hurried(plan: &Plan, problems: &mut Vec<Problem>) {
    let new = |segment: &&Segment| segment.kind == Kind::Change(Turn::Step) && segment.round == 1;
    for step in plan.segments.iter().filter(new).filter_map(|segment| plan.step(segment)) {
        let reading = reading_time(&step.text);
        if reading > CHANGE {
            let (needs, has) = (reading.as_secs(), CHANGE.as_secs());
            let message = format!("the text takes {needs} s to read, and {has} s before its step starts");
            let help = "say it shorter, or put the step into a set of its own: that has time for reading";
            problems.push(Problem::warning(step.place, message).help(help));
        }
    }
}
