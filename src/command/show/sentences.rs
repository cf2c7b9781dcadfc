//! `stretch show` in sentences, for a screen reader: the same in the same order, a line for each.

use std::fmt::Write as _;

use super::{LEFT_OUT, labelled, losses, sources, what};
use crate::{
    coach::{equipment, side_or_way},
    command::list::both_times,
    content::model::Library,
    format::{all_spoken_doses, spoken},
    pages::{Condition, conditions, different},
    plan::{Choices, Kind, Plan, Segment, lookup::Target},
    words::{capital, counted},
};

pub fn printed(library: &Library, target: Target<'_>, plan: &Plan, choices: Choices) -> String {
    let (count, purpose) = match target {
        Target::Routine(routine) => {
            (format!("{}, ", counted(plan.stretches.len(), "stretch")), routine.summary.as_ref())
        }
        Target::Stretch(stretch, _) => (String::new(), stretch.purpose.as_ref()),
    };
    let mut lines = vec![
        format!("{}. Its id is {}.", plan.name, plan.id),
        format!("{count}{}, at the {} dose.", both_times(target, library, choices), plan.dose),
    ];
    lines.extend(equipment(plan, 0));
    lines.extend(purpose.cloned());
    lines.push("The plan by ear.".into());
    for (index, planned) in plan.stretches.iter().enumerate() {
        if plan.stretches.len() > 1 {
            lines.push(format!("Stretch {}: {}.", index + 1, planned.name()));
        }
        lines.extend(plan.segments.iter().filter(|segment| segment.stretch == index).map(|one| segment(plan, one)));
    }
    for (_, planned) in different(plan) {
        lines.push(format!("About {}.", planned.name()));
        let details = labelled(plan, planned, all_spoken_doses);
        lines.extend(details.iter().map(|(label, text)| ended(&format!("{}: {text}", capital(label)))));
    }
    let conditions = conditions(library, plan);
    if !conditions.is_empty() {
        lines.push("Cautions.".into());
        lines.extend(conditions.iter().flat_map(Condition::sentences));
        lines.push("When not to stretch at all: stretch learn stop-signs.".into());
    }
    let group = |title: &str, points: Vec<String>| {
        let title = (!points.is_empty()).then(|| format!("{title}."));
        title.into_iter().chain(points)
    };
    lines.extend(group(LEFT_OUT, losses(library, plan)));
    lines.extend(group("Sources", sources(library, plan).into_iter().map(ended).collect()));
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// A segment: what to do, on which side, for how long, and how.
fn segment(plan: &Plan, segment: &Segment) -> String {
    let (time, how) = (spoken(segment.length), what(plan, segment));
    let to_do = match segment.kind {
        Kind::Prepare if plan.setup(segment).is_none() => return format!("{}, {time}.", capital(&how)),
        Kind::Prepare => "Get ready".to_owned(),
        Kind::Hold => "Hold".into(),
        Kind::Move => "Keep moving".into(),
        Kind::Reps { count, .. } => counted(usize::try_from(count).unwrap_or(usize::MAX), "rep"),
        Kind::Change(_) => return format!("{}, {time}.", capital(&how)),
    };
    let each =
        side_or_way(plan, segment).filter(|_| segment.is_work()).map_or_else(String::new, |each| format!(", {each}"));
    let how = match segment.kind {
        Kind::Reps { .. } => plan.instruction(segment).into_owned(),
        _ => capital(&how),
    };
    ended(&format!("{to_do}{each}, {time}. {how}"))
}

/// The text with a full stop, unless it ends a sentence already.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
