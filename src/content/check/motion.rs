//! The motions that steps name: they are there, and go with the breath of the step.
//!
//! Runs only where a user's file is loaded: a test holds the built-in content, and looking would read the figures.

use super::MOST_ADVISED;
use crate::{
    content::{
        figure::definition::MotionDefinition,
        model::{Library, Step, Tempo, Work, find},
    },
    document::{
        diagnostic::{FileId, Problem, Sources},
        id::Id,
        names::{listed, nearest},
    },
    figure::Mode,
};

/// Checks the motion of every step against the library's figures. `own` are the motions as they are written, where a
/// user's file has any: those that could not be built are no less there.
/// User's files come after `built_in`.
pub fn motions(
    library: &Library,
    own: &[MotionDefinition],
    (sources, built_in): (&Sources, FileId),
    problems: &mut Vec<Problem>,
) {
    for stretch in &library.stretches {
        let sets = stretch.sets.iter().chain(stretch.variants.iter().flat_map(|variant| &variant.sets));
        for step in sets.flat_map(|set| &set.steps) {
            // Nothing but a file of the user's can make a built-in step wrong.
            let Some(id) = step.motion.as_ref().filter(|id| !own.is_empty() || id.place.file > built_in) else {
                continue;
            };
            match library.figures().motion(id) {
                Some(motion) => {
                    breath(step, (id, own), motion.phase_count(), sources, problems);
                    timing(step, (id, own), motion.mode, problems);
                }
                // One that could not be built, or whose id is wrong, has been reported.
                None if find(own, id).is_some() || find(own, "").is_some() => {}
                None => {
                    let looking = problems.len() < MOST_ADVISED;
                    problems.push(unknown(library, id, looking));
                }
            }
        }
    }
}

fn unknown(library: &Library, id: &Id, looking: bool) -> Problem {
    let motions = library.figures().motions.keys().map(String::as_str);
    let problem = Problem::error(id.place, format!("there is no motion `{id}`"));
    let near = nearest(id, motions.clone().filter(|_| looking));
    match near {
        Some(_) => problem.did_you_mean(near),
        None => problem.help(format!("add a `[motion.{id}]`, or name one of {}", listed(motions))),
    }
}

/// Warns where the figure would not be seen in the position, or would jump.
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

/// Checks that words and figure breathe together: another number of phases would show something else than is said.
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
    // A motion without phases of its own spans the whole rep.
    if moved == 0 || moved == said {
        return;
    }
    let message = format!("the motion `{id}` has {moved} phases, and the step has {said}");
    problems.push(match find(own, id).filter(|motion| motion.id.place.file > id.place.file) {
        // The later file is the one that can be changed.
        Some(motion) => {
            let (line, _) = sources.position(id.place);
            let step = format!("the step is in {}, line {line}", sources.name(id.place.file));
            Problem::error(motion.id.place, message).help(format!("{step}: give the motion as many, or another id"))
        }
        None => Problem::error(id.place, message).help("name another motion, or give one of them as many as the other"),
    });
}
