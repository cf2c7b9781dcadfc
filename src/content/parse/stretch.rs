//! Reading a stretch: its cautions, its sets and steps, its variants, and how each step is timed.
//!
//! It must never accept a step without a timing or with two.

use super::{action, name, placeholder};
use crate::content::limits::{
    CARE_LENGTH, HIGHEST_PRIORITY, LONGEST_TEMPO, LONGEST_WORK, MIDDLE_PRIORITY, MOST_PARTS, MOST_REPS, MOST_ROUNDS,
    NAME_LENGTH, SHORTEST_TEMPO, SHORTEST_WORK, TEXT_LENGTH, TODAY,
};
use crate::content::model::{
    Dosed, Phase, Position, Repeat, Set, Side, Step, Stretch, StretchCaution, Tempo, Variant, Work,
};
use crate::document::id::Id;
use crate::document::reader::{Fields, Limits, TableKind};
use crate::time::from_seconds;

const SECONDS: Limits = Limits { range: SHORTEST_WORK..=LONGEST_WORK, whole: false, unit: "seconds" };
const TEMPO: Limits = Limits { range: SHORTEST_TEMPO..=LONGEST_TEMPO, whole: false, unit: "seconds" };
const REPS: Limits = Limits { range: 1.0..=MOST_REPS, whole: true, unit: "reps" };
pub(super) const PRIORITY: Limits = Limits { range: 1.0..=HIGHEST_PRIORITY, whole: true, unit: "steps" };
pub(super) const ROUNDS: Limits = Limits { range: 1.0..=MOST_ROUNDS, whole: true, unit: "rounds" };
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

pub(super) fn stretch(fields: &mut Fields<'_>) -> Stretch {
    // The keys come before the tables, so that a key that was written inside a table can be recognised.
    let stretch = Stretch {
        id: fields.entry_id("\"wrist-flex\""),
        name: name(fields),
        purpose: fields.text("purpose", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        muscles: fields.texts("muscles", NAME_LENGTH).unwrap_or_default(),
        positions: fields.words("positions", Position::WORDS).unwrap_or_default(),
        equipment: fields.texts("equipment", NAME_LENGTH).unwrap_or_default(),
        priority: fields.number("priority", &PRIORITY).map_or(MIDDLE_PRIORITY, count),
        setup: fields.required_text("setup", TEXT_LENGTH, "\"Sit tall, one arm out, palm up.\""),
        care: fields.text("care", CARE_LENGTH),
        leave: fields.text("leave", TEXT_LENGTH),
        sources: fields.references("sources"),
        concerns: fields.each(&CONCERN, concern).into(),
        sets: fields.each(&SET, |fields| set(fields, &STEP)),
        variants: fields.each(&VARIANT, variant).into(),
    };
    if *stretch.id == *TODAY {
        fields.error("id", "`today` is the set for every day, not a stretch", "give the stretch another id");
    }
    if stretch.sets.is_empty() && (!fields.has("set") || fields.is_empty_list("set")) {
        let help = "add `[[stretch.set]]`, and below it `[[stretch.set.step]]`";
        fields.reader.error(fields.place, "a stretch needs at least one set", help);
    }
    placeholder::none(fields, &["setup", "felt", "care", "leave"]);
    stretch
}

fn concern(fields: &mut Fields<'_>) -> Option<StretchCaution> {
    let id = fields.id("\"sore-knees\"");
    let action = action(fields);
    let note = fields.text("note", TEXT_LENGTH);
    let variant = fields.reference("variant");
    let mut variants = fields.references("variants");
    let set = fields.reference("set");
    if variant.is_some() && fields.has("variants") {
        let help = "put it into the list of `variants`";
        fields.error("variant", "a caution has `variant` or `variants`, not both", help);
    }
    variants.extend(variant);
    let sources = fields.references("sources");
    Some(StretchCaution { id, action: action?, note, variants, set, sources })
}

fn variant(fields: &mut Fields<'_>) -> Variant {
    let variant = Variant {
        id: fields.id("\"chair\""),
        name: name(fields),
        text: fields.text("text", TEXT_LENGTH),
        setup: fields.text("setup", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        care: fields.text("care", CARE_LENGTH),
        leave: fields.text("leave", TEXT_LENGTH),
        positions: fields.words("positions", Position::WORDS),
        equipment: fields.texts("equipment", NAME_LENGTH),
        without: fields.references("without"),
        concerns: fields.each(&VARIANT_CONCERN, concern),
        sets: fields.each(&VARIANT_SET, |fields| set(fields, &VARIANT_STEP)),
    };
    placeholder::none(fields, &["setup", "felt", "care", "leave"]);
    variant
}

fn set(fields: &mut Fields<'_>, kind: &'static TableKind) -> Set {
    let id = fields.get("id").map(|value| fields.reader.id(&"`id`", value));
    let id = id.map(|id| id.unwrap_or(Id::unusable(fields.place_of("id"))));
    let rounds = fields.dose("rounds", &ROUNDS).map_or(Dosed::even(1), |rounds| rounds.map(count));
    let steps: Vec<_> = fields.each(kind, step);
    if steps.is_empty() && (!fields.has("step") || fields.is_empty_list("step")) {
        let help = format!("add `{}` with a `text` and a `hold`, `reps` or `move`", kind.header);
        fields.reader.error(fields.place, format!("{} needs at least one step", fields.kind.noun), help);
    }
    Set { id, rounds, steps }
}

fn step(fields: &mut Fields<'_>) -> Option<Step> {
    let place = fields.place_of("text");
    let text = fields.required_text("text", TEXT_LENGTH, "\"Let your arms hang.\"");
    let felt = fields.text("felt", TEXT_LENGTH);
    let motion = fields.reference("motion");
    let each = each(fields);
    let work = work(fields);
    let change = fields.number("change", &CHANGE).map(from_seconds);
    placeholder::check(fields, &text, felt.as_deref(), each.as_ref());
    Some(Step { text, place, felt, motion, work: work?, each: each?, change })
}

fn each(fields: &mut Fields<'_>) -> Option<Repeat> {
    let (has_sides, has_ways) = (fields.has("sides"), fields.has("ways"));
    // A list with a wrong entry has been reported, and is `None`.
    let sides = fields.words("sides", Side::WORDS);
    let ways = fields.texts("ways", NAME_LENGTH);
    let (key, message, help) = match (has_sides, has_ways) {
        (false, false) => return Some(Repeat::Once),
        (true, true) => ("ways", "a step has `sides` or `ways`, not both".to_owned(), "make two steps of it"),
        (true, false) => match sides?.as_slice() {
            [first, second] if first != second => return Some(Repeat::Sides([*first, *second])),
            _ => ("sides", "`sides` must name both sides".to_owned(), "write `sides = [\"left\", \"right\"]`"),
        },
        (false, true) => {
            let ways = ways?;
            let is_twice = ways.iter().enumerate().any(|(at, way)| ways.iter().skip(at + 1).any(|other| other == way));
            if !is_twice && (2..=MOST_PARTS).contains(&ways.len()) {
                return Some(Repeat::Ways(ways));
            }
            let message = format!("`ways` must name from 2 to {MOST_PARTS} different ways");
            ("ways", message, "write for example `ways = [\"backwards\", \"forwards\"]`")
        }
    };
    fields.error(key, message, help);
    None
}

fn work(fields: &mut Fields<'_>) -> Option<Work> {
    let kinds: Vec<_> = ["hold", "reps", "move"].into_iter().filter(|key| fields.has(key)).collect();
    let hold = fields.dose("hold", &SECONDS);
    let reps = fields.dose("reps", &REPS);
    let moving = fields.dose("move", &SECONDS);
    let tempo = tempo(fields, kinds.contains(&"reps"));
    match kinds.as_slice() {
        ["hold"] => return Some(Work::Hold(hold?.map(from_seconds))),
        ["reps"] => return Some(Work::Reps { count: reps?.map(count), tempo: tempo? }),
        ["move"] => return Some(Work::Move(moving?.map(from_seconds))),
        [] | [_] => {
            let message = "a step needs a timing: `hold`, `reps` or `move`";
            fields.reader.error(fields.place, message, "add for example `hold = [15, 20]`");
        }
        [.., first, second] => {
            let message = format!("a step has one timing, and this one has `{first}` and `{second}`");
            fields.error(second, message, format!("leave `{second}` out, or give it a step of its own"));
        }
    }
    None
}

/// How long a rep takes; `is_needed` if there are reps to time.
fn tempo(fields: &mut Fields<'_>, is_needed: bool) -> Option<Tempo> {
    let present: Vec<_> = ["tempo", "phases"].into_iter().filter(|key| fields.has(key)).collect();
    let even = fields.number("tempo", &TEMPO).map(from_seconds).map(Tempo::Even);
    // A wrong phase is `None`: it counts, too.
    let phases: Vec<Option<Phase>> = fields.each(&PHASE, |fields| Some(phase(fields)));
    let count = phases.len();
    match present.as_slice() {
        ["tempo"] if is_needed => return even,
        ["phases"] if is_needed => {
            if count > MOST_PARTS {
                let message = format!("`phases` has {count} entries, and at most {MOST_PARTS} make a rep");
                fields.error("phases", message, "leave some out");
            }
            fields.not_empty("phases", "at least one phase");
            return Some(Tempo::Phases(phases.into_iter().flatten().collect()));
        }
        [] if is_needed => {
            let help = "add for example `tempo = 3`, the seconds one rep takes";
            fields.error("reps", "reps need a `tempo` or `phases`", help);
        }
        [] => {}
        [key] => {
            let message = format!("`{key}` times reps, and this step has no `reps`");
            fields.error(key, message, format!("add `reps`, or leave `{key}` out"));
        }
        _ => {
            let help = "leave `tempo` out: the phases add up to it";
            fields.error("phases", "reps have a `tempo` or `phases`, not both", help);
        }
    }
    None
}

fn phase(fields: &mut Fields<'_>) -> Option<Phase> {
    let text = fields.required_text("text", NAME_LENGTH, "\"Breathe in\"");
    let length = fields.require("seconds", "4").and_then(|_| fields.number("seconds", &TEMPO));
    placeholder::none(fields, &["text"]);
    Some(Phase { text, length: from_seconds(length?) })
}

/// A number that its limits have made whole and small.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn count(value: f64) -> u32 {
    value as u32
}
