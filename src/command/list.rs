//! `stretch list`: everything that can be started.

use std::process::ExitCode;

use super::{
    Failure,
    json::{Listing, json},
    library, print,
    text::{heading, paragraph},
};
use crate::{
    coach::equipment,
    content::model::Library,
    format::{clock, doses},
    plan::{Choices, Plan, choose::Choice},
    settings::Settings,
    words::counted,
};

/// Prints the list.
pub fn list(as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    if as_json {
        return print(&json(&Listing::of(&library, settings.choices())));
    }
    print(&printed(&library, settings.choices()))
}

/// A thing that can be started.
struct Listed<'a> {
    id: &'a str,
    time: String,
    name: &'a str,
    about: String,
}

/// What a thing is about, and what has to be at hand for it.
fn with_needs(about: String, plan: &Plan) -> String {
    match equipment(plan, 0) {
        Some(needs) => format!("{about}\n{needs}"),
        None => about,
    }
}

fn printed(library: &Library, choices: Choices) -> String {
    let routines = library.routines.iter().map(|routine| {
        let plan = Choice::Routine(routine).plan(library, choices);
        let about = format!("{}, {} dose", counted(plan.stretches.len(), "stretch"), plan.dose);
        let about = with_needs(about, &plan);
        Listed { id: &routine.id, time: clock(plan.total()), name: &routine.name, about }
    });
    let stretches = library.stretches.iter().map(|stretch| {
        let plan = Choice::Stretch(stretch, None).plan(library, choices);
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
        out.push_str("There is nothing to start: the content has no routines and no stretches.\n");
    }
    out
}
