//! `stretch list`: every routine and stretch.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::json::{Listing, json};
use super::text::{heading, paragraph};
use super::{Failure, library_with_log, print};
use crate::changes;
use crate::coach::{HEARING, equipment};
use crate::content::model::Library;
use crate::format::{SIGN, Unit, WORD, clock, doses, spoken};
use crate::plan::lookup::Target;
use crate::plan::{Choices, Pacing, Plan};
use crate::settings::Settings;
use crate::words::{capital, counted};

pub(crate) fn list(as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let (library, choices, _) = library_with_log(settings)?;
    if as_json {
        return print(&json(&Listing::of(&library, &choices)));
    }
    let printed = if *settings.plain { in_sentences } else { printed };
    print(&printed(&library, &choices))
}

const NOTHING: &str = "There is nothing to start: the content has no routines and no stretches.\n";

/// The routines and the stretches, each group that is not empty under its heading.
type TargetGroups<'a> = Vec<(&'static str, Vec<(Target<'a>, Plan)>)>;

fn groups<'a>(library: &'a Library, choices: &Choices) -> TargetGroups<'a> {
    let planned = Target::all(library).map(|target| (target, target.plan(library, choices)));
    let (routines, stretches) = planned.partition(|(target, _)| matches!(target, Target::Routine(_)));
    let mut groups = vec![("Routines", routines), ("Stretches", stretches)];
    groups.retain(|(_, plans): &(_, Vec<_>)| !plans.is_empty());
    groups
}

/// What a routine or a stretch consists of. `unit` writes the seconds of a dose.
fn about(target: Target<'_>, plan: &Plan, unit: Unit) -> String {
    match target {
        _ if plan.stretches.is_empty() => "nothing of it is left to do".to_owned(),
        Target::Routine(_) => format!("{}, {} dose", counted(plan.stretches.len(), "stretch"), plan.dose),
        Target::Stretch(stretch, _) => {
            let sets: Vec<_> = stretch.sets.iter().map(|set| doses(set, plan.dose, unit)).collect();
            sets.join("; ")
        }
    }
}

fn printed(library: &Library, choices: &Choices) -> String {
    let groups = groups(library, choices);
    let plans = || groups.iter().flat_map(|(_, plans)| plans).map(|(_, plan)| plan);
    let ids = plans().map(|plan| plan.id.len()).max().unwrap_or(0);
    let times = plans().map(|plan| clock(plan.total()).len()).max().unwrap_or(0);
    let mut out = String::new();
    for (group, plans) in &groups {
        heading(&mut out, group);
        for (target, plan) in plans {
            let (id, time, name) = (&plan.id, clock(plan.total()), &plan.name);
            let needs = equipment(plan, 0).map_or_else(String::new, |needs| format!("\n{needs}"));
            let changes = changes::line(plan).map_or_else(String::new, |changes| format!("\n{changes}"));
            let text = format!("{name}\n{}{needs}{changes}", about(*target, plan, SIGN));
            paragraph(&mut out, &format!("  {id:ids$}  {time:>times$}  "), &text);
        }
    }
    if out.is_empty() { NOTHING.to_owned() } else { out }
}

/// The list in sentences, for speech output: one line each.
fn in_sentences(library: &Library, choices: &Choices) -> String {
    let mut out = String::new();
    for (group, plans) in groups(library, choices) {
        let _ = writeln!(out, "{group}.");
        for (target, plan) in plans {
            let needs = equipment(&plan, 0).map_or_else(String::new, |needs| format!(" {needs}"));
            let changes = changes::line(&plan).map_or_else(String::new, |changes| format!(" {changes}"));
            let (about, times) = (capital(&about(target, &plan, WORD)), both_times(target, library, choices));
            let _ = writeln!(out, "{}: {times}. {about}.{needs}{changes} Its id is {}.", plan.name, plan.id);
        }
    }
    if out.is_empty() { NOTHING.to_owned() } else { out }
}

/// How long something takes on the screen and by ear, in words.
pub(super) fn both_times(target: Target<'_>, library: &Library, choices: &Choices) -> String {
    let time = |by_ear| {
        let pacing = Pacing { by_ear, ..choices.pacing };
        spoken(target.plan(library, Choices { pacing, ..choices.clone() }).total())
    };
    format!("{}; {} by ear", time(None), time(Some(HEARING)))
}
