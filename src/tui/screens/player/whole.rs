//! Whether the usual window shows the words of a stretch whole: what `stretch check` tells an author.

use std::{cell::RefCell, time::Duration};

use ratatui::layout::Rect;

use super::{Player, Stage};
use crate::{
    content::model::{Dose, Library},
    document::diagnostic::Problem,
    figure::Marker,
    plan::{Plan, lookup::Target},
    session::{Pace, Session},
};

/// The window that the words should fit into.
const USUAL: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// A warning for each step whose words have to be scrolled in the usual window. The library must have no endless plans.
pub fn review(library: &Library) -> Vec<Problem> {
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
    for index in 0..session.plan().segments.len() {
        let segment = &session.plan().segments[index];
        // Later rounds have the words of the first.
        if segment.round > 1 {
            continue;
        }
        let start = segment.start;
        session.look(start);
        let rows = Player::overflow(&session, stage, USUAL);
        let Some(step) =
            session.snapshot().and_then(|snapshot| snapshot.plan.step(snapshot.segment)).filter(|_| rows > 0)
        else {
            continue;
        };
        let (columns, height) = (USUAL.width, USUAL.height);
        let message = format!("a window of {columns} x {height} cannot show all of these words at once");
        let help = "say it shorter, here or in `setup`: to read it all, one has to scroll while time passes";
        let problem = Problem::warning(step.place, message).help(help);
        problems.push(problem.together("steps cannot be shown whole in the usual window"));
    }
}
