//! `stretch list`: everything that can be started.

use std::{fmt::Write as _, process::ExitCode};

use serde::Serialize;

use super::{Failure, library, print, show::json};
use crate::{
    cli::Options,
    content::model::{Library, Stretch, Work},
    format::{clock, counted, seconds},
    plan::{Plan, choose::Choice},
};

/// The shape of `list --json`; docs/json.md says what each means.
#[derive(Serialize)]
struct Listing<'a> {
    schema: u32,
    routines: Vec<RoutineEntry<'a>>,
    stretches: Vec<StretchEntry<'a>>,
}

#[derive(Serialize)]
struct RoutineEntry<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
    total_seconds: f64,
    stretches: Vec<String>,
}

#[derive(Serialize)]
struct StretchEntry<'a> {
    id: &'a str,
    name: &'a str,
    purpose: &'a str,
    positions: Vec<String>,
    muscles: &'a [String],
    total_seconds: f64,
}

/// Prints the list.
pub fn list(as_json: bool, options: &Options) -> Result<ExitCode, Failure> {
    let library = library(options)?;
    if as_json { print(&json(&listing(&library, options))) } else { print(&printed(&library, options)) }
}

fn listing<'a>(library: &'a Library, options: &Options) -> Listing<'a> {
    let plan = |choice: Choice<'_>| choice.plan(library, options.dose);
    let routines = library.routines.iter().map(|routine| {
        let plan = plan(Choice::Routine(routine));
        RoutineEntry {
            id: &routine.id,
            name: &routine.name,
            summary: routine.summary.as_deref().unwrap_or_default(),
            total_seconds: plan.total().as_secs_f64(),
            stretches: plan.stretches.iter().map(|planned| planned.id()).collect(),
        }
    });
    let stretches = library.stretches.iter().map(|stretch| StretchEntry {
        id: &stretch.id,
        name: &stretch.name,
        purpose: stretch.purpose.as_deref().unwrap_or_default(),
        positions: stretch.positions.iter().map(ToString::to_string).collect(),
        muscles: &stretch.muscles,
        total_seconds: plan(Choice::Stretch(stretch, None)).total().as_secs_f64(),
    });
    Listing { schema: super::show::JSON_SCHEMA, routines: routines.collect(), stretches: stretches.collect() }
}

fn printed(library: &Library, options: &Options) -> String {
    let mut rows = Vec::new();
    for routine in &library.routines {
        let plan = Choice::Routine(routine).plan(library, options.dose);
        let about = format!("{}, {} dose", counted(plan.stretches.len(), "stretch"), plan.dose);
        rows.push(("Routines", routine.id.name.as_str(), plan, about));
    }
    for stretch in &library.stretches {
        let plan = Choice::Stretch(stretch, None).plan(library, options.dose);
        let about = doses(stretch, &plan);
        rows.push(("Stretches", stretch.id.name.as_str(), plan, about));
    }
    let width = rows.iter().map(|(_, id, ..)| id.len()).max().unwrap_or(0);
    let mut out = String::new();
    let mut group = "";
    for (heading, id, plan, about) in rows {
        if heading != group {
            let gap = if group.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{heading}");
            group = heading;
        }
        let _ = writeln!(out, "  {id:width$}  {:>5}  {about}", clock(plan.total()));
    }
    if out.is_empty() {
        out.push_str("There is nothing in the content files.\n");
    }
    out
}

/// The work of a stretch in a line: `hold 18 s each side, keep moving 13 s each way`.
fn doses(stretch: &Stretch, plan: &Plan) -> String {
    let steps = stretch.sets.iter().flat_map(|set| set.steps.iter().map(move |step| (set, step)));
    let parts = steps.map(|(set, step)| {
        let rounds = set.rounds.at(plan.dose);
        let rounds = if rounds > 1 { format!(" x{rounds}") } else { String::new() };
        format!("{}{}{rounds}", work(&step.work, plan), step.each.phrase())
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn work(work: &Work, plan: &Plan) -> String {
    match work {
        Work::Hold(time) => format!("hold {} s", seconds(time.at(plan.dose))),
        Work::Move(time) => format!("keep moving {} s", seconds(time.at(plan.dose))),
        Work::Reps { count, tempo } => {
            format!("{} of {} s", counted(count.at(plan.dose) as usize, "rep"), seconds(tempo.rep()))
        }
    }
}
