//! `stretch show`: one routine or stretch whole, with its timed plan.

use std::{fmt::Write as _, process::ExitCode};

use serde::Serialize;

use super::{Failure, library, print, text::paragraph};
use crate::{
    cli::Options,
    content::model::{Library, find},
    format::{clock, exact},
    pages::conditions_in_full,
    plan::{Plan, Segment, choose::Choice},
};

/// The version of everything that is printed as JSON.
pub const JSON_SCHEMA: u32 = 1;

/// The shape of `show --json`; docs/json.md says what each means.
#[derive(Serialize)]
struct Shown<'a> {
    schema: u32,
    id: &'a str,
    name: &'a str,
    dose: String,
    total_seconds: f64,
    changes: [(); 0],
    segments: Vec<ShownSegment<'a>>,
}

#[derive(Serialize)]
struct ShownSegment<'a> {
    start: f64,
    seconds: f64,
    kind: &'static str,
    stretch: String,
    step: usize,
    side: Option<String>,
    way: Option<&'a str>,
    round: u32,
    text: String,
}

/// Shows what is named.
pub fn show(name: &str, as_json: bool, options: &Options) -> Result<ExitCode, Failure> {
    let library = library(options)?;
    let choice = Choice::find(&library, name)?;
    let plan = choice.plan(&library, options.dose);
    if as_json {
        return print(&json(&Shown {
            schema: JSON_SCHEMA,
            id: &plan.id,
            name: &plan.name,
            dose: plan.dose.to_string(),
            total_seconds: plan.total().as_secs_f64(),
            changes: [],
            segments: plan.segments.iter().map(|segment| shown(&plan, segment)).collect(),
        }));
    }
    let mut out = format!("{} ({})\n", plan.name, plan.id);
    if let Choice::Routine(routine) = choice
        && let Some(summary) = &routine.summary
    {
        paragraph(&mut out, "", summary);
    }
    for index in 0..plan.stretches.len() {
        stretch(&mut out, &library, &plan, index);
    }
    timed(&mut out, &plan);
    print(&out)
}

fn shown<'a>(plan: &'a Plan, segment: &Segment) -> ShownSegment<'a> {
    ShownSegment {
        start: segment.start.as_secs_f64(),
        seconds: segment.length.as_secs_f64(),
        kind: segment.kind.word(),
        stretch: plan.planned(segment).map_or(String::new(), |planned| planned.id()),
        step: plan.step_of(segment).0,
        side: segment.side.map(|side| side.to_string()),
        way: plan.way(segment),
        round: segment.round,
        text: text(plan, segment),
    }
}

/// What is said in a segment: how to get into position, or what to do.
fn text(plan: &Plan, segment: &Segment) -> String {
    plan.setup(segment).map_or_else(|| plan.instruction(segment).into_owned(), str::to_owned)
}

/// Everything about a stretch that is not in the plan.
fn stretch(out: &mut String, library: &Library, plan: &Plan, index: usize) {
    let Some(planned) = plan.stretches.get(index) else { return };
    let stretch = &planned.stretch;
    out.push('\n');
    if plan.stretches.len() > 1 {
        let _ = writeln!(out, "{}. {}", index + 1, planned.name());
    }
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            paragraph(out, &format!("  {label:10}"), text);
        }
    };
    line("for", stretch.purpose.as_deref().unwrap_or_default());
    line("felt", stretch.felt.as_deref().unwrap_or_default());
    line("muscles", &stretch.muscles.join(", "));
    let positions: Vec<_> = stretch.positions.iter().map(|position| position.phrase()).collect();
    line("position", &positions.join(" or "));
    line("needs", &stretch.equipment.join(", "));
    line("care", stretch.care.as_deref().unwrap_or_default());
    for caution in conditions_in_full(library, stretch) {
        line("caution", &caution);
    }
    if planned.variant.is_none() {
        for variant in &stretch.variants {
            let about = variant.text.as_deref().map_or(String::new(), |text| format!(": {text}"));
            line("variant", &format!("{} ({}:{}){about}", variant.name, stretch.id, variant.id));
        }
    }
    let sources = stretch.sources.iter().filter_map(|id| Some(find(&library.sources, id)?.title.as_str()));
    line("sources", &sources.collect::<Vec<_>>().join("; "));
}

/// The plan, a line each segment.
fn timed(out: &mut String, plan: &Plan) {
    let _ = writeln!(out, "\nPlan, {} dose", plan.dose);
    let _ = writeln!(out, "  {:>7}  {:>6}  {:7}  what", "start", "length", "kind");
    for segment in &plan.segments {
        let mut what = String::new();
        if segment.rounds > 1 {
            let _ = write!(what, "round {} of {}: ", segment.round, segment.rounds);
        }
        what.push_str(&text(plan, segment));
        let (start, length) = (exact(segment.start), exact(segment.length));
        paragraph(out, &format!("  {start:>7}  {length:>6}  {:7}  ", segment.kind.word()), &what);
    }
    let _ = writeln!(out, "  {:>7}  total", clock(plan.total()));
}

/// JSON for people and programs: indented, with a newline at the end.
pub fn json(value: &impl Serialize) -> String {
    // Only maps with keys that are no text, or a failing writer, could be an error here.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
