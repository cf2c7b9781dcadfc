//! `stretch show`: everything about a routine or a stretch.
//!
//! The timed plan comes first, since it is looked up most. What several stretches of a routine share is printed once.

mod sentences;

use std::process::ExitCode;

use super::{
    Failure,
    figure::key_poses,
    json::{ShownPlan, json},
    library,
    name::find,
    print,
    text::{heading, paragraph},
};
use crate::{
    coach::equipment,
    content::model::{Caution, Dose, Entry, Library, Loss, Set, Stretch},
    format::{all_doses, clock, exact, reps},
    pages::{Condition, conditions, different, lost_safety},
    plan::{Kind, Plan, Planned, Segment, Turn, lookup::Target},
    settings::{Drawing, Settings},
    words::{and_list, counted, with_article},
};

pub fn show(name: &str, as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    let target = find(&library, name)?;
    let plan = target.plan(&library, settings.choices());
    if as_json {
        return print(&json(&ShownPlan::of(&plan)));
    }
    if settings.figure.is_given() && *settings.figure == Drawing::Pixels {
        let words = "`sextants`, `quadrants`, `braille`, `blocks` or `ascii`";
        return Err(Failure::Usage(format!("`show` prints text, and `pixels` is a picture: say {words} instead")));
    }
    // Only the option replaces the plan with the figure, not the config file.
    if let (true, Some(marker)) = (settings.figure.is_given(), settings.marker()) {
        return print(&key_poses(&library, &plan, marker));
    }
    if *settings.plain {
        return print(&sentences::printed(&library, target, &plan, settings.choices()));
    }
    let mut out = String::new();
    opening(&mut out, target, &plan);
    timed(&mut out, &plan);
    stretches(&mut out, &plan);
    cautions(&mut out, &library, &plan);
    points(&mut out, LEFT_OUT, &losses(&library, &plan));
    points(&mut out, "Sources", &sources(&library, &plan));
    print(&out)
}

/// The heading of the [`losses`].
const LEFT_OUT: &str = "Left out by your own files";

/// The name, the length and the purpose.
fn opening(out: &mut String, target: Target<'_>, plan: &Plan) {
    let (stretches, purpose) = match target {
        Target::Routine(routine) => (format!("{}, ", counted(plan.stretches.len(), "stretch")), &routine.summary),
        Target::Stretch(stretch, _) => (String::new(), &stretch.purpose),
    };
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
        for segment in plan.segments.iter().filter(|segment| segment.stretch == index) {
            row(out, &exact(segment.start), &exact(segment.length), segment.kind.word(), &what(plan, segment));
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

/// What to do in a segment.
fn what(plan: &Plan, segment: &Segment) -> String {
    let text = plan.instruction(segment).into_owned();
    match segment.kind {
        Kind::Prepare => match (plan.setup(segment), segment.rounds) {
            (Some(setup), 1) => setup.to_owned(),
            (Some(setup), rounds) => format!("{rounds} rounds. {setup}"),
            (None, 1) => "get ready for the next part".to_owned(),
            (None, rounds) => format!("get ready for the next part, {rounds} rounds"),
        },
        Kind::Hold | Kind::Move => text,
        Kind::Reps { count, rep } => format!("{}: {text}", reps(count, rep)),
        Kind::Change(turn) => match (turn, segment.side, plan.way(segment)) {
            (Turn::Side, Some(side), _) => format!("the {side} side"),
            (Turn::Way, _, Some(way)) => format!("the other way: {way}"),
            (Turn::Round, ..) => format!("round {} of {}", segment.round, segment.rounds),
            _ => "the next step".to_owned(),
        },
    }
}

/// Everything about the stretches that is not in the plan.
fn stretches(out: &mut String, plan: &Plan) {
    let details = different(plan).into_iter().map(|(index, planned)| (index, planned, details(plan, planned)));
    let details: Vec<_> = details.filter(|(.., details)| !details.is_empty()).collect();
    if !details.is_empty() {
        heading(out, if plan.stretches.len() > 1 { "The stretches" } else { "The stretch" });
    }
    for (index, planned, details) in details {
        title(out, plan, index, &format!("{} ({})", planned.name(), planned.id()));
        out.push_str(&details);
    }
}

fn details(plan: &Plan, planned: &Planned) -> String {
    let mut out = String::new();
    for (label, text) in labelled(plan, planned, all_doses) {
        paragraph(&mut out, &format!("  {label:10}"), &text);
    }
    out
}

/// Everything about a stretch, each with a label. `doses` writes its doses.
fn labelled(plan: &Plan, planned: &Planned, doses: fn(&Set, Dose) -> String) -> Vec<(&'static str, String)> {
    let stretch = &planned.stretch;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let sets: Vec<_> = stretch.sets.iter().map(|set| doses(set, planned.dose)).collect();
    let positions: Vec<_> = stretch.positions.iter().map(|position| position.phrase()).collect();
    let needs: Vec<_> = stretch.equipment.iter().map(|thing| with_article(thing)).collect();
    let mut all = vec![
        // For a single stretch, the purpose is at the top.
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

/// The cautions by condition: users look for the one they have.
fn cautions(out: &mut String, library: &Library, plan: &Plan) {
    let conditions = conditions(library, plan);
    if conditions.is_empty() {
        return;
    }
    heading(out, "Cautions");
    for Condition { name, lines, everywhere, .. } in conditions {
        match lines.as_slice() {
            // What applies to every stretch needs no list of names.
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

/// Safety texts of built-in entries that the user's own files replaced without them.
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
