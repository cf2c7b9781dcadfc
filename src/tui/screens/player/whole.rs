//! Whether the words of a stretch fit into the usual window: a warning of `stretch check`.

use std::cell::RefCell;
use std::time::Duration;

use ratatui::layout::Rect;

use super::{Player, Stage};
use crate::content::model::{Dose, Library};
use crate::document::diagnostic::Problem;
use crate::figure::Marker;
use crate::plan::Plan;
use crate::plan::lookup::Target;
use crate::session::{Pace, Session};

/// The window that the words should fit into.
const USUAL: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// A warning for each step whose words have to be scrolled in the usual window. For a library whose sessions have passed the
/// check of their length.
pub(crate) fn review(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for stretch in &library.stretches {
        for variant in std::iter::once(None).chain(stretch.variants.iter().map(Some)) {
            of_plan(library, Target::Stretch(stretch, variant).plan(library, Dose::Light), &mut problems);
        }
    }
    problems.dedup();
    problems
}

fn of_plan(library: &Library, plan: Plan, problems: &mut Vec<Problem>) {
    let (figures, canvas) = (library.figures(), &RefCell::default());
    let marker = Some(Marker::Braille);
    let stage = Stage { figures, marker, cells: marker, reduced_motion: true, canvas };
    let pace = Pace { longest_gap: Duration::MAX, ..Pace::default() };
    let (mut session, _) = Session::new(plan, pace, Duration::ZERO);
    // In a later round the words are those of the first.
    let first_round: Vec<_> =
        session.plan().segments.iter().filter(|one| one.round == 1).map(|one| one.start).collect();
    for start in first_round {
        session.advance_to(start);
        let Some(snapshot) = session.snapshot().filter(|_| Player::overflow(&session, stage, false, USUAL) > 0) else {
            continue;
        };
        let (columns, height) = (USUAL.width, USUAL.height);
        let message = format!("a window of {columns} x {height} cannot show all of these words at once");
        let help = "say it shorter, here or in `setup`: to read it all, one has to scroll while time passes";
        let problem = Problem::warning(snapshot.part.step.place, message).help(help);
        problems.push(problem.together("steps cannot be shown whole in the usual window"));
    }
}
