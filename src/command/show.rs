//! `stretch show`: everything about a routine or a stretch.
//!
//! The plan comes first, since it is what people look up. What several stretches of a routine share is said once.

mod sentences;

use std::process::ExitCode;

use super::figure::key_poses;
use super::json::{ShownPlan, json};
use super::name::find;
use super::text::{heading, paragraph};
use super::{Failure, library_with_log, print};
use crate::changes;
use crate::coach::equipment;
use crate::content::model::{Caution, Entry, Library, Loss, Stretch};
use crate::format::{SIGN, Unit, all_doses, clock, exact, reps};
use crate::pages::{Condition, conditions, different, lost_safety};
use crate::plan::adapt::Adaptation;
use crate::plan::lookup::Target;
use crate::plan::{Kind, Part, Plan, Planned, Turn};
use crate::settings::{Drawing, Settings};
use crate::words::{and_list, capital, counted, with_article};

pub(crate) fn show(name: &str, as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let (library, choices, _) = library_with_log(settings)?;
    let target = find(&library, name)?;
    let plan = target.plan(&library, &choices);
    if as_json {
        return print(&json(&ShownPlan::of(&library, &plan)));
    }
    if settings.figure.is_given() && *settings.figure == Drawing::Pixels {
        let words = "`sextants`, `quadrants`, `braille`, `blocks` or `ascii`";
        return Err(Failure::Usage(format!("`show` prints text, and `pixels` is a picture: say {words} instead")));
    }
    // A figure from the settings does not replace the plan; one asked for on the command line does.
    if let (true, Some(marker)) = (settings.figure.is_given(), settings.marker()) {
        return print(&key_poses(&library, &plan, marker));
    }
    if plan.stretches.is_empty() {
        let mut out = String::new();
        paragraph(&mut out, "", &capital(&changes::nothing_left(&library, &plan, &choices)));
        points(&mut out, CHANGED, &changed(&library, &plan));
        return print(&out);
    }
    if *settings.plain {
        return print(&sentences::printed(&library, target, &plan, &choices));
    }
    let mut out = String::new();
    opening(&mut out, target, &plan);
    points(&mut out, CHANGED, &changed(&library, &plan));
    timed(&mut out, &plan);
    stretches(&mut out, &plan);
    cautions(&mut out, &library, &plan);
    points(&mut out, LEFT_OUT, &losses(&library, &plan));
    points(&mut out, "Sources", &sources(&library, &plan));
    print(&out)
}

const CHANGED: &str = "Changed for you";

/// What is changed for the person, why, and what that rests on.
fn changed(library: &Library, plan: &Plan) -> Vec<String> {
    let sentence = |adaptation: &Adaptation| {
        let sources = adaptation.sources(library);
        let sources = if sources.is_empty() { String::new() } else { format!(" ({})", sources.join("; ")) };
        adaptation.sentence() + &sources
    };
    plan.adaptations.iter().map(sentence).collect()
}

const LEFT_OUT: &str = "Left out by your own files";

/// How many stretches a routine has, and what a routine or a stretch is for.
fn size_and_purpose<'a>(target: Target<'a>, plan: &Plan) -> (String, Option<&'a String>) {
    match target {
        Target::Routine(routine) => {
            (format!("{}, ", counted(plan.stretches.len(), "stretch")), routine.summary.as_ref())
        }
        Target::Stretch(stretch, _) => (String::new(), stretch.purpose.as_ref()),
    }
}

/// What it is, how long it takes and what it is for.
fn opening(out: &mut String, target: Target<'_>, plan: &Plan) {
    let (stretches, purpose) = size_and_purpose(target, plan);
    paragraph(out, "", &format!("{} ({})", plan.name, plan.id));
    paragraph(out, "", &format!("{stretches}{} at the {} dose", clock(plan.total()), plan.dose));
    if let Some(needs) = equipment(plan, 0) {
        paragraph(out, "", &needs);
    }
    if let Some(purpose) = purpose {
        out.push('\n');
        paragraph(out, "", purpose);
    }
}

/// The plan, with a line for each segment.
fn timed(out: &mut String, plan: &Plan) {
    heading(out, "Plan");
    row(out, "start", "length", "kind", "what");
    for (index, planned) in plan.stretches.iter().enumerate() {
        title(out, plan, index, &planned.name());
        for part in plan.parts().filter(|part| part.segment.stretch == index) {
            let segment = part.segment;
            row(out, &exact(segment.start), &exact(segment.length), segment.kind.word(), &what(part));
        }
    }
    if plan.stretches.len() > 1 {
        out.push('\n');
    }
    row(out, &exact(plan.total()), "", "", "the end");
}

fn row(out: &mut String, start: &str, length: &str, kind: &str, what: &str) {
    paragraph(out, &format!("  {start:>7}  {length:>7}  {kind:7}  "), what);
}

/// The number and the name of a stretch, if there are several.
fn title(out: &mut String, plan: &Plan, index: usize, name: &str) {
    if plan.stretches.len() > 1 {
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
        paragraph(out, &format!("{}. ", index + 1), name);
    }
}

/// What to do in a part.
fn what(part: Part<'_>) -> String {
    let (segment, text) = (part.segment, part.instruction());
    match segment.kind {
        Kind::Prepare => match (part.setup(), segment.rounds) {
            (Some(setup), 1) => setup.to_owned(),
            (Some(setup), rounds) => format!("{rounds} rounds. {setup}"),
            (None, 1) => "get ready for the next part".to_owned(),
            (None, rounds) => format!("get ready for the next part, {rounds} rounds"),
        },
        Kind::Hold | Kind::Move => text.into_owned(),
        Kind::Reps { count, rep } => format!("{}: {text}", reps(count, rep, SIGN)),
        Kind::Change(turn) => match (turn, segment.side, part.way) {
            (Turn::Side, Some(side), _) => format!("the {side} side"),
            (Turn::Way, _, Some(way)) => format!("the other way: {way}"),
            (Turn::Round, ..) => format!("round {} of {}", segment.round, segment.rounds),
            _ => "the next step".to_owned(),
        },
    }
}

/// Everything about the stretches that is not in the plan.
fn stretches(out: &mut String, plan: &Plan) {
    let details = different(plan).into_iter().map(|(index, planned)| (index, planned, labelled(plan, planned, SIGN)));
    let details: Vec<_> = details.filter(|(.., details)| !details.is_empty()).collect();
    if !details.is_empty() {
        heading(out, if plan.stretches.len() > 1 { "The stretches" } else { "The stretch" });
    }
    for (index, planned, details) in details {
        title(out, plan, index, &format!("{} ({})", planned.name(), planned.id()));
        for (label, text) in details {
            paragraph(out, &format!("  {label:10}"), &text);
        }
    }
}

/// What there is to say about a stretch, each with a label. `unit` writes the seconds of its doses.
fn labelled(plan: &Plan, planned: &Planned, unit: Unit) -> Vec<(&'static str, String)> {
    let stretch = &planned.stretch;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let sets: Vec<_> = stretch.sets.iter().map(|set| all_doses(set, planned.dose, unit)).collect();
    let positions: Vec<_> = stretch.positions.iter().map(|position| position.phrase()).collect();
    let needs: Vec<_> = stretch.equipment.iter().map(|thing| with_article(thing)).collect();
    let mut all = vec![
        // For a single stretch this is at the top.
        ("for", if plan.stretches.len() > 1 { text(&stretch.purpose) } else { String::new() }),
        ("dose", sets.join("; ")),
        ("felt", text(&stretch.felt)),
        ("muscles", stretch.muscles.join(", ")),
        ("position", positions.join(" or ")),
        ("needs", and_list(&needs)),
        ("care", text(&stretch.care)),
    ];
    if planned.variant.is_none() {
        all.extend(stretch.variants.iter().map(|variant| {
            let about = variant.text.as_deref().map_or(String::new(), |text| format!(": {text}"));
            ("variant", format!("{} ({}:{}){about}", variant.name, stretch.id, variant.id))
        }));
    }
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// The cautions by condition, since people look for the one they have.
fn cautions(out: &mut String, library: &Library, plan: &Plan) {
    let conditions = conditions(library, plan);
    if conditions.is_empty() {
        return;
    }
    heading(out, "Cautions");
    for Condition { name, lines, everywhere, .. } in conditions {
        match lines.as_slice() {
            // A line for all stretches needs no list of names.
            [(text, _)] if everywhere => paragraph(out, "  - ", &format!("{name}: {text}")),
            lines => {
                paragraph(out, "  - ", &format!("{name}:"));
                for (text, names) in lines {
                    paragraph(out, "    - ", &format!("{}: {text}", names.join(", ")));
                }
            }
        }
    }
    out.push('\n');
    paragraph(out, "", "When not to stretch at all: `stretch learn stop-signs`.");
}

/// The safety advice that the user's own entries leave out of the entries they replace.
fn losses(library: &Library, plan: &Plan) -> Vec<String> {
    let different = different(plan);
    let concerns = |loss: &Loss, stretch: &Stretch| match loss.noun {
        Stretch::NOUN => *stretch.id == *loss.id,
        Caution::NOUN => {
            stretch.concerns.iter().any(|concern| *concern.id == *loss.id)
                || loss.covered.is_some_and(|covered| covered.reaches(stretch))
        }
        _ => false,
    };
    let lost = library.losses.iter().filter(|loss| different.iter().any(|(_, one)| concerns(loss, &one.stretch)));
    lost.map(|loss| lost_safety(loss, library)).collect()
}

fn sources<'a>(library: &'a Library, plan: &Plan) -> Vec<&'a str> {
    let ids: Vec<_> = plan.stretches.iter().flat_map(|planned| &planned.stretch.sources).collect();
    let cited = library.sources.iter().filter(|source| ids.iter().any(|id| id.name == source.id.name));
    cited.map(|source| &*source.title).collect()
}

/// A list under a heading, unless it is empty.
fn points<T: AsRef<str>>(out: &mut String, title: &str, points: &[T]) {
    if !points.is_empty() {
        heading(out, title);
    }
    for text in points {
        paragraph(out, "  - ", text.as_ref());
    }
}
