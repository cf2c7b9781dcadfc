//! The motions that steps name: each must exist, and fit the timing of its steps.
//!
//! Runs only if a user's file is loaded: tests check the built-in content, and this check reads the figures.

use crate::content::model::{Id, Library, Step, Tempo, Work, find};
use crate::document::diagnostic::{Problem, Sources};
use crate::document::names::unknown;
use crate::figure::Mode;
use crate::figure::definition::MotionDefinition;

/// Checks the motion of every step. `own` are the definitions if a user's file has any: a motion that is there may still
/// be one that could not be built.
pub(crate) fn motions(library: &Library, own: &[MotionDefinition], sources: &Sources, problems: &mut Vec<Problem>) {
    for step in library.stretches.iter().flat_map(|stretch| stretch.all_steps()) {
        // Only definitions in a user's file can make a built-in step wrong.
        let Some(id) = step.motion.as_ref().filter(|id| !own.is_empty() || !sources.is_built_in(id.place.file)) else {
            continue;
        };
        let figures = library.figures();
        match figures.motion(id) {
            Some(motion) => {
                breath(step, (id, own), motion.phase_count(), sources, problems);
                timing(step, (id, own), motion.mode, problems);
            }
            // A motion that could not be built, or whose id is wrong, has been reported.
            None if find(own, id).is_some() || find(own, "").is_some() => {}
            None => {
                let names: Vec<_> = figures.motions.keys().map(String::as_str).collect();
                let list = format!("add a `[motion.{id}]`, or name one of");
                let help = [&*list, "leave it out: there are none"];
                problems.push(unknown(format!("there is no motion `{id}`"), id, &names, help, problems.len()));
            }
        }
    }
}

/// Warns if the figure would not stay in the position, or would jump.
fn timing(step: &Step, (id, own): (&Id, &[MotionDefinition]), mode: Mode, problems: &mut Vec<Problem>) {
    let (message, several, help) = match (&step.work, mode) {
        (Work::Hold(_), Mode::Loop | Mode::ThereAndBack) => (
            format!("the motion `{id}` ends where it began, and the figure would hold that"),
            "motions end where they began, and the figure would hold that",
            "a hold is shown by a motion with `mode = \"to\"`",
        ),
        (Work::Reps { .. } | Work::Move(_), Mode::To) => (
            format!("the motion `{id}` stays where it ends, and the figure would jump back for the next time"),
            "motions stay where they end, and the figure would jump back for the next time",
            "what is done again and again is shown by a motion with `mode = \"loop\"` or `\"there-and-back\"`",
        ),
        _ => return,
    };
    let place = find(own, id).map_or(id.place, |motion| motion.id.place.max(id.place));
    problems.push(Problem::warning(place, message).together(several).help(help));
}

/// Checks that the figure breathes as the words say: both must have the same number of phases.
fn breath(
    step: &Step,
    (id, own): (&Id, &[MotionDefinition]),
    moved: usize,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) {
    let said = match &step.work {
        Work::Reps { tempo: Tempo::Phases(phases), .. } => phases.len(),
        _ => return,
    };
    // A motion without phases takes the whole rep.
    if moved == 0 || moved == said {
        return;
    }
    let message = format!("the motion `{id}` has {moved} phases, and the step has {said}");
    problems.push(match find(own, id).filter(|motion| motion.id.place.file > id.place.file) {
        // The later file can be changed.
        Some(motion) => {
            let (line, _) = sources.position(id.place);
            let step = format!("the step is in {}, line {line}", sources.name(id.place.file));
            Problem::error(motion.id.place, message).help(format!("{step}: give the motion as many, or another id"))
        }
        None => Problem::error(id.place, message).help("name another motion, or give one of them as many as the other"),
    });
}
