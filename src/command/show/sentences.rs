//! `stretch show` in sentences, for speech output: the same in the same order, one line each.

use super::{LEFT_OUT, labelled, losses, size_and_purpose, sources, what};
use crate::coach::{equipment, side_or_way};
use crate::command::list::both_times;
use crate::content::model::Library;
use crate::format::{WORD, spoken};
use crate::pages::{Condition, conditions, different};
use crate::plan::lookup::Target;
use crate::plan::{Choices, Kind, Part, Plan};
use crate::words::{capital, counted};

pub(crate) fn printed(library: &Library, target: Target<'_>, plan: &Plan, choices: &Choices) -> String {
    let (count, purpose) = size_and_purpose(target, plan);
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
        lines.extend(plan.parts().filter(|part| part.segment.stretch == index).map(segment));
    }
    for (_, planned) in different(plan) {
        lines.push(format!("About {}.", planned.name()));
        let details = labelled(plan, planned, WORD);
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
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A part of a plan: what to do, on which side, how long, and how.
fn segment(part: Part<'_>) -> String {
    let (segment, how) = (part.segment, what(part));
    let time = spoken(segment.length);
    let to_do = match segment.kind {
        Kind::Prepare if part.setup().is_none() => return format!("{}, {time}.", capital(&how)),
        Kind::Prepare => "Get ready".to_owned(),
        Kind::Hold => "Hold".into(),
        Kind::Move => "Keep moving".into(),
        Kind::Reps { count, .. } => counted(count, "rep"),
        Kind::Change(_) => return format!("{}, {time}.", capital(&how)),
    };
    let each = side_or_way(part).filter(|_| segment.is_work()).map_or_else(String::new, |each| format!(", {each}"));
    let how = match segment.kind {
        Kind::Reps { .. } => part.instruction().into_owned(),
        _ => capital(&how),
    };
    ended(&format!("{to_do}{each}, {time}. {how}"))
}

/// A text with a full stop, if it has no end of sentence.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
