//! `stretch show`: one routine or stretch whole, with its timed plan.
//!
//! The plan comes first, since that is what is looked up; what is the same for several stretches of a
//! routine is said once.

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
    content::model::{Caution, Entry, Library, Loss, Stretch},
    format::{all_doses, clock, exact, reps},
    pages::{Advice, advice, lost_safety},
    plan::{Kind, Plan, Planned, Segment, Turn, choose::Choice},
    settings::{Drawing, Settings},
    words::{and_list, counted, with_article},
};

/// Shows what is named.
pub fn show(name: &str, as_json: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    let choice = find(&library, name)?;
    let plan = choice.plan(&library, settings.choices());
    if as_json {
        return print(&json(&ShownPlan::of(&plan)));
    }
    if settings.figure.is_given() && *settings.figure == Drawing::Pixels {
        let words = "`sextants`, `quadrants`, `braille`, `blocks` or `ascii`";
        return Err(Failure::Usage(format!("`show` prints text, and `pixels` is a picture: say {words} instead")));
    }
    // Only who asks for it now wants pictures in place of the plan.
    if let (true, Some(marker)) = (settings.figure.is_given(), settings.marker()) {
        return print(&key_poses(&library, &plan, marker));
    }
    let mut out = String::new();
    opening(&mut out, choice, &plan);
    timed(&mut out, &plan);
    stretches(&mut out, &plan);
    cautions(&mut out, &library, &plan);
    losses(&mut out, &library, &plan);
    sources(&mut out, &library, &plan);
    print(&out)
}

/// What it is, how long it takes and what it is for.
fn opening(out: &mut String, choice: Choice<'_>, plan: &Plan) {
    let (stretches, purpose) = match choice {
        Choice::Routine(routine) => (format!("{}, ", counted(plan.stretches.len(), "stretch")), &routine.summary),
        Choice::Stretch(stretch, _) => (String::new(), &stretch.purpose),
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

/// The plan, a line each segment.
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

/// The number and the name of a stretch, where there are several.
fn title(out: &mut String, plan: &Plan, index: usize, name: &str) {
    if plan.stretches.len() > 1 {
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
        paragraph(out, &format!("{}. ", index + 1), name);
    }
}

/// What is to be done in a segment.
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

/// The stretches of a plan with their numbers, one that comes again only once.
fn different(plan: &Plan) -> Vec<(usize, &Planned)> {
    let mut different: Vec<(usize, &Planned)> = Vec::new();
    for (index, planned) in plan.stretches.iter().enumerate() {
        if different.iter().all(|(_, known)| known.id() != planned.id()) {
            different.push((index, planned));
        }
    }
    different
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
    let stretch = &planned.stretch;
    let mut out = String::new();
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            paragraph(&mut out, &format!("  {label:10}"), text);
        }
    };
    // Of a single stretch this stands at the top.
    if plan.stretches.len() > 1 {
        line("for", stretch.purpose.as_deref().unwrap_or_default());
    }
    let doses: Vec<_> = stretch.sets.iter().map(|set| all_doses(set, planned.dose)).collect();
    line("dose", &doses.join("; "));
    line("felt", stretch.felt.as_deref().unwrap_or_default());
    line("muscles", &stretch.muscles.join(", "));
    let positions: Vec<_> = stretch.positions.iter().map(|position| position.phrase()).collect();
    line("position", &positions.join(" or "));
    let needs: Vec<_> = stretch.equipment.iter().map(|thing| with_article(thing)).collect();
    line("needs", &and_list(&needs));
    line("care", stretch.care.as_deref().unwrap_or_default());
    if planned.variant.is_none() {
        for variant in &stretch.variants {
            let about = variant.text.as_deref().map_or(String::new(), |text| format!(": {text}"));
            line("variant", &format!("{} ({}:{}){about}", variant.name, stretch.id, variant.id));
        }
    }
    out
}

/// The cautions by condition, since who has one looks for it: what holds for several stretches is said once.
fn cautions(out: &mut String, library: &Library, plan: &Plan) {
    let different = different(plan);
    let all: Vec<_> = different
        .iter()
        .flat_map(|(_, planned)| advice(library, &planned.stretch).into_iter().map(move |advice| (*planned, advice)))
        .collect();
    if all.is_empty() {
        return;
    }
    heading(out, "Cautions");
    for caution in &library.cautions {
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        for (planned, advice) in all.iter().filter(|(_, advice)| *advice.condition == *caution.name) {
            let (text, name) = (sentence(planned, advice), planned.name().into_owned());
            match lines.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(name),
                None => lines.push((text, vec![name])),
            }
        }
        match lines.as_slice() {
            [] => {}
            // What holds for all of it needs no list of names.
            [(text, names)] if names.len() == different.len() => {
                paragraph(out, "  - ", &format!("{}: {text}", caution.name));
            }
            lines => {
                paragraph(out, "  - ", &format!("{}:", caution.name));
                for (text, names) in lines {
                    paragraph(out, "    - ", &format!("{}: {text}", names.join(", ")));
                }
            }
        }
    }
    out.push('\n');
    paragraph(out, "", "When not to stretch at all: `stretch learn stop-signs`.");
}

/// What the user's own files no longer say about safety of what stood in their place.
fn losses(out: &mut String, library: &Library, plan: &Plan) {
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
    let lost: Vec<_> = lost.map(|loss| lost_safety(loss, library)).collect();
    if lost.is_empty() {
        return;
    }
    heading(out, "Left out by your own files");
    for text in lost {
        paragraph(out, "  - ", &text);
    }
}

fn sentence(planned: &Planned, advice: &Advice<'_>) -> String {
    let chosen = planned.variant.as_ref().map(|(id, _)| id.as_str());
    // Where a variant that suits is chosen, there is nothing to suggest.
    let suits = advice.variants.iter().any(|variant| Some(&*variant.id.name) == chosen);
    let variants = if suits { Vec::new() } else { advice.variants.clone() };
    Advice { variants, ..advice.clone() }.sentence()
}

fn sources(out: &mut String, library: &Library, plan: &Plan) {
    let ids: Vec<_> = plan.stretches.iter().flat_map(|planned| &planned.stretch.sources).collect();
    let cited = library.sources.iter().filter(|source| ids.iter().any(|id| id.name == source.id.name));
    let cited: Vec<_> = cited.collect();
    if !cited.is_empty() {
        heading(out, "Sources");
        for source in cited {
            paragraph(out, "  - ", &source.title);
        }
    }
}
