//! `stretch list`: every routine and stretch.

use std::process::ExitCode;

use super::{
    Failure,
    json::{Listing, json},
    library, print,
    text::{heading, paragraph},
};
use crate::{
    coach::{HEARING, equipment},
    content::model::Library,
    format::{clock, doses, spoken, spoken_doses},
    plan::{Choices, Pacing, Plan, lookup::Target},
    settings::Settings,
    words::{capital, counted},
};

pub fn list(as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    if as_json {
        return print(&json(&Listing::of(&library, settings.choices())));
    }
    let printed = if *settings.plain { in_sentences } else { printed };
    print(&printed(&library, settings.choices()))
}

struct Listed<'a> {
    id: &'a str,
    time: String,
    name: &'a str,
    about: String,
}

fn with_needs(about: String, plan: &Plan) -> String {
    match equipment(plan, 0) {
        Some(needs) => format!("{about}\n{needs}"),
        None => about,
    }
}

fn printed(library: &Library, choices: Choices) -> String {
    let routines = library.routines.iter().map(|routine| {
        let plan = Target::Routine(routine).plan(library, choices);
        let about = format!("{}, {} dose", counted(plan.stretches.len(), "stretch"), plan.dose);
        let about = with_needs(about, &plan);
        Listed { id: &routine.id, time: clock(plan.total()), name: &routine.name, about }
    });
    let stretches = library.stretches.iter().map(|stretch| {
        let plan = Target::Stretch(stretch, None).plan(library, choices);
        let sets: Vec<_> = stretch.sets.iter().map(|set| doses(set, plan.dose)).collect();
        let about = with_needs(sets.join("; "), &plan);
        Listed { id: &stretch.id, time: clock(plan.total()), name: &stretch.name, about }
    });
    let groups = [("Routines", routines.collect::<Vec<_>>()), ("Stretches", stretches.collect())];
    let rows = || groups.iter().flat_map(|(_, rows)| rows);
    let ids = rows().map(|row| row.id.len()).max().unwrap_or(0);
    let times = rows().map(|row| row.time.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, rows) in groups.iter().filter(|(_, rows)| !rows.is_empty()) {
        heading(&mut out, name);
        for Listed { id, time, name, about } in rows {
            let first = format!("  {id:ids$}  {time:>times$}  ");
            paragraph(&mut out, &first, &format!("{name}\n{about}"));
        }
    }
    if out.is_empty() {
        out.push_str(NOTHING);
    }
    out
}

const NOTHING: &str = "There is nothing to start: the content has no routines and no stretches.\n";

/// The list for a screen reader: a line for each, in sentences.
fn in_sentences(library: &Library, choices: Choices) -> String {
    let line = |target: Target<'_>, id: &str, about: fn(&Plan) -> String| {
        let plan = target.plan(library, choices);
        let needs = equipment(&plan, 0).map_or_else(String::new, |needs| format!(" {needs}"));
        let (name, about, times) = (&plan.name, capital(&about(&plan)), both_times(target, library, choices));
        format!("{name}: {times}. {about}.{needs} Its id is {id}.\n")
    };
    let routines = library.routines.iter().map(|routine| {
        line(Target::Routine(routine), &routine.id, |plan| {
            format!("{}, {} dose", counted(plan.stretches.len(), "stretch"), plan.dose)
        })
    });
    let stretches = library.stretches.iter().map(|stretch| {
        line(Target::Stretch(stretch, None), &stretch.id, |plan| {
            let sets = plan.stretches.iter().flat_map(|planned| &planned.stretch.sets);
            sets.map(|set| spoken_doses(set, plan.dose)).collect::<Vec<_>>().join("; ")
        })
    });
    let groups = [("Routines.\n", routines.collect::<String>()), ("Stretches.\n", stretches.collect())];
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
    let out: String = groups.map(|(group, lines)| group.to_owned() + &lines).collect();
    if out.is_empty() { NOTHING.to_owned() } else { out }
}

/// How long something takes on the screen and by ear, in words.
pub(super) fn both_times(target: Target<'_>, library: &Library, choices: Choices) -> String {
    let time = |by_ear| {
        let pacing = Pacing { by_ear, ..choices.pacing };
        spoken(target.plan(library, Choices { pacing, ..choices }).total())
    };
    format!("{}; {} by ear", time(None), time(Some(HEARING)))
}
