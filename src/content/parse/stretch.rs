//! Reading a stretch: its cautions, its sets and steps, its variants, and how each step is timed.
//!
//! It must never let a step through with no timing or with two.

use std::time::Duration;

use super::{action, name, not_empty};
use crate::{
    content::{
        limits::{
            CARE_LENGTH, LONGEST_TEMPO, LONGEST_WORK, MOST_PARTS, MOST_REPS, MOST_ROUNDS, NAME_LENGTH, SHORTEST_TEMPO,
            SHORTEST_WORK, TEXT_LENGTH,
        },
        model::{Dosed, Phase, Position, Repeat, Set, Side, Step, Stretch, StretchCaution, Tempo, Variant, Work},
        placeholder,
    },
    document::{
        diagnostic::Problem,
        id::Id,
        reader::{Fields, Limits, TableKind},
    },
    time::from_seconds,
};

const SECONDS: Limits = Limits { range: SHORTEST_WORK..=LONGEST_WORK, whole: false, unit: "seconds" };
const TEMPO: Limits = Limits { range: SHORTEST_TEMPO..=LONGEST_TEMPO, whole: false, unit: "seconds" };
const REPS: Limits = Limits { range: 1.0..=MOST_REPS, whole: true, unit: "reps" };
const ROUNDS: Limits = Limits { range: 1.0..=MOST_ROUNDS, whole: true, unit: "rounds" };

const CONCERN: TableKind = TableKind { key: "caution", noun: "a stretch's caution", header: "[[stretch.caution]]" };
const SET: TableKind = TableKind { key: "set", noun: "a set", header: "[[stretch.set]]" };
const STEP: TableKind = TableKind { key: "step", noun: "a step", header: "[[stretch.set.step]]" };
const CHANGE: Limits = Limits { range: 1.0..=LONGEST_TEMPO, whole: false, unit: "seconds" };

const VARIANT: TableKind = TableKind { key: "variant", noun: "a variant", header: "[[stretch.variant]]" };
const VARIANT_SET: TableKind = TableKind { key: "set", noun: "a variant's set", header: "[[stretch.variant.set]]" };
const VARIANT_STEP: TableKind = TableKind { key: "step", noun: "a step", header: "[[stretch.variant.set.step]]" };
const VARIANT_CONCERN: TableKind =
    TableKind { key: "caution", noun: "a variant's caution", header: "[[stretch.variant.caution]]" };
const PHASE: TableKind = TableKind { key: "phases", noun: "a phase", header: "{ text = \"Breathe in\", seconds = 4 }" };

pub(super) fn stretch(mut fields: Fields<'_>) -> Stretch {
    // The keys come before the tables: a key that is found inside one of those is then known for what it is.
    let stretch = Stretch {
        id: fields.entry_id("\"wrist-flex\""),
        name: name(&mut fields),
        purpose: fields.text("purpose", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        muscles: fields.texts("muscles", NAME_LENGTH).unwrap_or_default(),
        positions: fields.words("positions", Position::WORDS).unwrap_or_default(),
        equipment: fields.texts("equipment", NAME_LENGTH).unwrap_or_default(),
        setup: fields.required_text("setup", TEXT_LENGTH, "\"Sit tall, one arm out, palm up.\""),
        care: fields.text("care", CARE_LENGTH),
        leave: fields.text("leave", TEXT_LENGTH),
        sources: fields.references("sources"),
        concerns: fields.tables(&CONCERN).into_iter().filter_map(concern).collect(),
        sets: fields.tables(&SET).into_iter().map(|fields| set(fields, &STEP)).collect(),
        variants: fields.tables(&VARIANT).into_iter().map(variant).collect(),
    };
    if stretch.sets.is_empty() && (!fields.has("set") || fields.is_empty_list("set")) {
        let problem = Problem::error(fields.place, "a stretch needs at least one set");
        fields.reader.report(problem.help("add `[[stretch.set]]`, and below it `[[stretch.set.step]]`"));
    }
    for key in ["setup", "felt", "care", "leave"] {
        placeholder::none(&fields, key);
    }
    fields.finish();
    stretch
}

fn concern(mut fields: Fields<'_>) -> Option<StretchCaution> {
    let id = fields.id("\"sore-knees\"");
    let action = action(&mut fields);
    let note = fields.text("note", TEXT_LENGTH);
    let (variant, mut variants, set) =
        (fields.reference("variant"), fields.references("variants"), fields.reference("set"));
    if let Some(one) = variant {
        if fields.has("variants") {
            let problem = Problem::error(one.place, "a caution has `variant` or `variants`, not both");
            fields.reader.report(problem.help("put it into the list of `variants`"));
        }
        variants.push(one);
    }
    let sources = fields.references("sources");
    fields.finish();
    Some(StretchCaution { id, action: action?, note, variants, set, sources })
}

fn variant(mut fields: Fields<'_>) -> Variant {
    let variant = Variant {
        id: fields.id("\"chair\""),
        name: name(&mut fields),
        text: fields.text("text", TEXT_LENGTH),
        setup: fields.text("setup", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        care: fields.text("care", CARE_LENGTH),
        leave: fields.text("leave", TEXT_LENGTH),
        positions: fields.words("positions", Position::WORDS),
        equipment: fields.texts("equipment", NAME_LENGTH),
        without: fields.references("without"),
        concerns: fields.tables(&VARIANT_CONCERN).into_iter().filter_map(concern).collect(),
        sets: fields.tables(&VARIANT_SET).into_iter().map(|fields| set(fields, &VARIANT_STEP)).collect(),
    };
    for key in ["setup", "felt", "care", "leave"] {
        placeholder::none(&fields, key);
    }
    fields.finish();
    variant
}

fn set(mut fields: Fields<'_>, kind: &'static TableKind) -> Set {
    // An id that is wrong stands as an empty one: it is there, and has been reported.
    let place = fields.place_of("id");
    let id = fields.has("id").then(|| fields.reference("id").unwrap_or(Id { name: String::new(), place }));
    fields.get("id");
    let rounds = fields.dose("rounds", &ROUNDS).map_or(Dosed::even(1), counts);
    let steps: Vec<_> = fields.tables(kind).into_iter().filter_map(step).collect();
    if steps.is_empty() && (!fields.has("step") || fields.is_empty_list("step")) {
        let problem = Problem::error(fields.place, format!("{} needs at least one step", fields.kind.noun));
        let help = format!("add `{}` with a `text` and a `hold`, `reps` or `move`", kind.header);
        fields.reader.report(problem.help(help));
    }
    fields.finish();
    Set { id, rounds, steps }
}

fn step(mut fields: Fields<'_>) -> Option<Step> {
    let place = fields.place_of("text");
    let text = fields.required_text("text", TEXT_LENGTH, "\"Let your arms hang.\"");
    let felt = fields.text("felt", TEXT_LENGTH);
    let motion = fields.reference("motion");
    let each = each(&mut fields);
    let work = work(&mut fields);
    let change = fields.number("change", &CHANGE).map(from_seconds);
    placeholder::check(&fields, &text, felt.as_deref(), each.as_ref());
    fields.finish();
    Some(Step { text, place, felt, motion, work: work?, each: each?, change })
}

fn each(fields: &mut Fields<'_>) -> Option<Repeat> {
    let (has_sides, has_ways) = (fields.has("sides"), fields.has("ways"));
    let sides = fields.words("sides", Side::WORDS);
    let ways = fields.texts("ways", NAME_LENGTH);
    let complain = |key, message: &str, help: &str| {
        fields.reader.report(Problem::error(fields.place_of(key), message).help(help));
        None
    };
    match (has_sides, has_ways) {
        // An entry that is wrong has been reported; what is left of the list says nothing.
        (true, false) if sides.is_none() => None,
        (false, true) if ways.is_none() => None,
        (false, false) => Some(Repeat::Once),
        (true, true) => complain("ways", "a step has `sides` or `ways`, not both", "make two steps of it"),
        (true, false) => match sides.unwrap_or_default().as_slice() {
            [first, second] if first != second => Some(Repeat::Sides([*first, *second])),
            _ => complain("sides", "`sides` must name both sides", "write `sides = [\"left\", \"right\"]`"),
        },
        (false, true) => {
            let ways = ways.unwrap_or_default();
            let same = ways.iter().enumerate().any(|(i, way)| ways.iter().skip(i + 1).any(|other| other == way));
            if same || !(2..=MOST_PARTS).contains(&ways.len()) {
                let message = format!("`ways` must name from 2 to {MOST_PARTS} different ways");
                return complain("ways", &message, "write for example `ways = [\"backwards\", \"forwards\"]`");
            }
            Some(Repeat::Ways(ways))
        }
    }
}

fn work(fields: &mut Fields<'_>) -> Option<Work> {
    let kinds: Vec<_> = ["hold", "reps", "move"].into_iter().filter(|key| fields.has(key)).collect();
    let hold = fields.dose("hold", &SECONDS);
    let reps = fields.dose("reps", &REPS);
    let moving = fields.dose("move", &SECONDS);
    let tempo = tempo(fields, kinds.contains(&"reps"));
    match kinds.as_slice() {
        ["hold"] => Some(Work::Hold(durations(hold?))),
        ["reps"] => Some(Work::Reps { count: counts(reps?), tempo: tempo? }),
        ["move"] => Some(Work::Move(durations(moving?))),
        [] | [_] => {
            let problem = Problem::error(fields.place, "a step needs a timing: `hold`, `reps` or `move`");
            fields.reader.report(problem.help("add for example `hold = [15, 20]`"));
            None
        }
        [.., first, second] => {
            let message = format!("a step has one timing, and this one has `{first}` and `{second}`");
            let problem = Problem::error(fields.place_of(second), message);
            fields.reader.report(problem.help(format!("leave `{second}` out, or give it a step of its own")));
            None
        }
    }
}

/// How long a rep takes; `wanted` only where there are reps to time.
fn tempo(fields: &mut Fields<'_>, wanted: bool) -> Option<Tempo> {
    let present: Vec<_> = ["tempo", "phases"].into_iter().filter(|key| fields.has(key)).collect();
    let even = fields.number("tempo", &TEMPO).map(from_seconds).map(Tempo::Even);
    let phases = fields.tables(&PHASE);
    let count = phases.len();
    let phases: Vec<_> = phases.into_iter().filter_map(phase).collect();
    let reader = fields.reader;
    match present.as_slice() {
        [] if wanted => {
            let problem = Problem::error(fields.place_of("reps"), "reps need a `tempo` or `phases`");
            reader.report(problem.help("add for example `tempo = 3`, the seconds one rep takes"));
            None
        }
        [key] if !wanted => {
            let problem =
                Problem::error(fields.place_of(key), format!("`{key}` times reps, and this step has no `reps`"));
            reader.report(problem.help(format!("add `reps`, or leave `{key}` out")));
            None
        }
        ["tempo"] => even,
        ["phases"] => {
            if count > MOST_PARTS {
                let message = format!("`phases` has {count} entries, and at most {MOST_PARTS} make a rep");
                reader.report(Problem::error(fields.place_of("phases"), message).help("leave some out"));
            }
            not_empty(fields, "phases", "at least one phase");
            Some(Tempo::Phases(phases))
        }
        [_, _, ..] => {
            let problem = Problem::error(fields.place_of("phases"), "reps have a `tempo` or `phases`, not both");
            reader.report(problem.help("leave `tempo` out: the phases add up to it"));
            None
        }
        _ => None,
    }
}

fn phase(mut fields: Fields<'_>) -> Option<Phase> {
    let text = fields.required_text("text", NAME_LENGTH, "\"Breathe in\"");
    let length = fields.require("seconds", "4").and_then(|_| fields.number("seconds", &TEMPO));
    placeholder::none(&fields, "text");
    fields.finish();
    Some(Phase { text, length: from_seconds(length?) })
}

fn durations(values: Dosed<f64>) -> Dosed<Duration> {
    let Dosed { light, standard, full } = values;
    Dosed { light: from_seconds(light), standard: from_seconds(standard), full: from_seconds(full) }
}

fn counts(values: Dosed<f64>) -> Dosed<u32> {
    // The limits have made them whole and small.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = |value: f64| value as u32;
    Dosed { light: count(values.light), standard: count(values.standard), full: count(values.full) }
}
