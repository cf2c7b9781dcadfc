//! From the text of a content file to its entries: which keys there are, and what they mean.
//!
//! Each entry is looked at alone here; what entries say about each other is for [`super::check`].

use std::{sync::Arc, time::Duration};

use toml::de::DeTable;

use super::{
    diagnostic::{FileId, Problem, Sources},
    model::{
        Action, Cause, Caution, Concern, Dose, Dosed, Each, General, Library, Phase, Point, Position, Reach, Reference,
        Routine, Set, Side, Source, Step, StopSign, Stretch, Tempo, Urgency, Variant, Work,
    },
    placeholder,
    reader::{Fields, ID_LENGTH, Length, Limits, Reader, seconds},
};

/// The schema this program reads.
pub const SCHEMA: u32 = 1;

/// The most characters of a name or heading.
pub const NAME_LENGTH: Length = 40;
/// The most characters of the line of caution: it is shown in one line.
pub const CARE_LENGTH: Length = 72;
/// The most characters of any other text.
pub const TEXT_LENGTH: Length = 400;
/// The longest hold or move, in seconds.
pub const LONGEST_WORK: f64 = 600.0;
/// The most reps of a step.
pub const MOST_REPS: f64 = 200.0;
/// The most rounds of a set.
pub const MOST_ROUNDS: f64 = 20.0;
/// The longest tempo or phase, in seconds.
pub const LONGEST_TEMPO: f64 = 60.0;
/// The shortest tempo or phase, in seconds.
pub const SHORTEST_TEMPO: f64 = 0.5;
/// The most ways or phases of a step.
pub const MOST_PARTS: usize = 8;

const SECONDS: Limits = Limits { range: 1.0..=LONGEST_WORK, whole: false, unit: "seconds" };
const TEMPO: Limits = Limits { range: SHORTEST_TEMPO..=LONGEST_TEMPO, whole: false, unit: "seconds" };
const REPS: Limits = Limits { range: 1.0..=MOST_REPS, whole: true, unit: "reps" };
const ROUNDS: Limits = Limits { range: 1.0..=MOST_ROUNDS, whole: true, unit: "rounds" };
const ANY_SCHEMA: Limits = Limits { range: 1.0..=1_000_000.0, whole: true, unit: "" };

/// Reads one file. The entries are only to be used when no problem is an error.
pub fn parse(sources: &Sources, file: FileId) -> (Library, Vec<Problem>) {
    let reader = Reader::new(file);
    let (document, syntax) = DeTable::parse_recoverable(sources.text(file));
    for error in &syntax {
        let place = reader.place(&error.span().unwrap_or_default());
        let mut message = error.message().trim().replace('\n', " ");
        if message.is_empty() {
            message = "this is not TOML".into();
        }
        reader.report(Problem::error(place, message).help("see https://toml.io for how TOML is written"));
    }
    // A value that could not be read would only be complained about twice.
    let library = if syntax.is_empty() { document_of(&reader, document.get_ref()) } else { Library::default() };
    (library, reader.into_problems())
}

fn document_of(reader: &Reader, table: &DeTable<'_>) -> Library {
    let mut fields = reader.fields("a content file", table, reader.place(&(0..0)));
    if let Some(value) = fields.require("schema", "1") {
        let mut probe = reader.fields("a content file", table, reader.place(&value.span()));
        match probe.number("schema", &ANY_SCHEMA) {
            Some(schema) if schema > f64::from(SCHEMA) => {
                let message =
                    format!("this file is written for schema {schema}, and this program reads schema {SCHEMA}");
                let problem = Problem::error(reader.place(&value.span()), message);
                reader.report(problem.help("use a newer stretch, or write the file for the older schema"));
                // What a newer schema means by its keys is not for this program to judge.
                return Library::default();
            }
            _ => {}
        }
    }
    let library = Library {
        title: fields.required_text("title", NAME_LENGTH, "\"Wrists\""),
        aim: fields.text("aim", TEXT_LENGTH),
        sources: fields.tables("source", "a source").into_iter().map(source).collect(),
        causes: fields.tables("cause", "a cause").into_iter().map(cause).collect(),
        benefits: fields.tables("benefit", "a benefit").into_iter().map(point).collect(),
        techniques: fields.tables("technique", "a technique").into_iter().map(point).collect(),
        cautions: fields.tables("caution", "a caution").into_iter().map(caution).collect(),
        stop_signs: fields.tables("stop-sign", "a stop-sign").into_iter().filter_map(stop_sign).collect(),
        stretches: fields.tables("stretch", "a stretch").into_iter().map(stretch).map(Arc::new).collect(),
        routines: fields.tables("routine", "a routine").into_iter().map(routine).collect(),
    };
    fields.finish();
    library
}

fn source(mut fields: Fields<'_>) -> Source {
    let source = Source {
        id: fields.id("\"nhs\""),
        title: fields.required_text("title", TEXT_LENGTH, "\"NHS, back pain\""),
        url: fields.text("url", TEXT_LENGTH),
    };
    fields.finish();
    source
}

fn cause(mut fields: Fields<'_>) -> Cause {
    let cause = Cause {
        id: fields.id("\"posture\""),
        name: name(&mut fields),
        text: fields.required_text("text", TEXT_LENGTH, "\"Long spells of sitting.\""),
        stretches: fields.references("stretches"),
        sources: fields.references("sources"),
    };
    fields.finish();
    cause
}

fn point(mut fields: Fields<'_>) -> Point {
    let point = Point {
        id: fields.id("\"breath\""),
        name: name(&mut fields),
        text: fields.required_text("text", TEXT_LENGTH, "\"Keep breathing.\""),
        sources: fields.references("sources"),
    };
    fields.finish();
    point
}

fn caution(mut fields: Fields<'_>) -> Caution {
    let id = fields.id("\"sore-knees\"");
    let name = name(&mut fields);
    let text = fields.text("text", TEXT_LENGTH);
    let sources = fields.references("sources");
    let covers = fields.word("covers", Reach::WORDS);
    let general = if fields.has("covers") {
        let (action, note) = (action(&mut fields), note(&mut fields));
        covers.zip(action).map(|(covers, action)| General { covers, action, note })
    } else {
        for key in ["do", "note"] {
            if fields.get(key).is_some() {
                let message =
                    format!("`{key}` says what to do in the stretches that `covers` names, and there is no `covers`");
                let problem = Problem::error(fields.place_of(key), message);
                fields.reader.report(problem.help("add `covers`, or say it in the [[stretch.caution]] of a stretch"));
            }
        }
        None
    };
    fields.finish();
    Caution { id, name, text, general, sources }
}

fn stop_sign(mut fields: Fields<'_>) -> Option<StopSign> {
    let id = fields.id("\"chest-pain\"");
    let name = name(&mut fields);
    let urgency = match fields.has("level") {
        true => fields.word("level", Urgency::WORDS),
        false => fields.require("level", "\"stop\"").and(None),
    };
    let missing = !fields.has("signs");
    let signs = fields.texts("signs", TEXT_LENGTH);
    if missing {
        fields.require("signs", "[\"chest pain\"]");
    } else {
        not_empty(&fields, "signs", "at least one sign");
    }
    let text = fields.text("text", TEXT_LENGTH);
    let sources = fields.references("sources");
    fields.finish();
    Some(StopSign { id, name, urgency: urgency?, signs, text, sources })
}

fn stretch(mut fields: Fields<'_>) -> Stretch {
    let stretch = Stretch {
        id: fields.id("\"wrist-flex\""),
        name: name(&mut fields),
        purpose: fields.text("purpose", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        muscles: fields.texts("muscles", NAME_LENGTH),
        positions: fields.words("positions", Position::WORDS),
        equipment: fields.texts("equipment", NAME_LENGTH),
        setup: fields.required_text("setup", TEXT_LENGTH, "\"Sit tall, one arm out, palm up.\""),
        care: fields.text("care", CARE_LENGTH),
        concerns: fields.tables("caution", "a stretch's caution").into_iter().filter_map(concern).collect(),
        sets: sets(&mut fields),
        variants: fields.tables("variant", "a variant").into_iter().map(variant).collect(),
        sources: fields.references("sources"),
    };
    if stretch.sets.is_empty() && !fields.has("set") {
        let problem = Problem::error(fields.place, "a stretch needs at least one set");
        fields.reader.report(problem.help("add `[[stretch.set]]`, and in it `[[stretch.set.step]]`"));
    }
    fields.finish();
    stretch
}

fn concern(mut fields: Fields<'_>) -> Option<Concern> {
    let id = fields.id("\"sore-knees\"");
    let action = action(&mut fields);
    let note = note(&mut fields);
    let (variant, set) = (fields.reference("variant"), fields.reference("set"));
    let sources = fields.references("sources");
    fields.finish();
    Some(Concern { id, action: action?, note, variant, set, sources })
}

fn variant(mut fields: Fields<'_>) -> Variant {
    let variant = Variant {
        id: fields.id("\"chair\""),
        name: name(&mut fields),
        text: fields.text("text", TEXT_LENGTH),
        setup: fields.text("setup", TEXT_LENGTH),
        felt: fields.text("felt", TEXT_LENGTH),
        care: fields.text("care", CARE_LENGTH),
        positions: fields.has("positions").then(|| fields.words("positions", Position::WORDS)),
        equipment: fields.has("equipment").then(|| fields.texts("equipment", NAME_LENGTH)),
        sets: sets(&mut fields),
    };
    for key in ["positions", "equipment"] {
        // Known whether or not they are there, so that a slip of the pen finds them.
        fields.get(key);
    }
    fields.finish();
    variant
}

fn sets(fields: &mut Fields<'_>) -> Vec<Set> {
    fields.tables("set", "a set").into_iter().map(set).collect()
}

fn set(mut fields: Fields<'_>) -> Set {
    let id = fields.reference("id");
    let rounds = fields.dose("rounds", &ROUNDS).map_or(Dosed::even(1), counts);
    let steps: Vec<_> = fields.tables("step", "a step").into_iter().filter_map(step).collect();
    if steps.is_empty() && !fields.has("step") {
        let problem = Problem::error(fields.place, "a set needs at least one step");
        fields.reader.report(problem.help("add `[[stretch.set.step]]` with a `text` and a `hold`, `reps` or `move`"));
    }
    fields.finish();
    Set { id, rounds, steps }
}

fn step(mut fields: Fields<'_>) -> Option<Step> {
    let place = fields.place_of("text");
    let text = fields.required_text("text", TEXT_LENGTH, "\"Let your arms hang.\"");
    let felt = fields.text("felt", TEXT_LENGTH);
    let each = each(&mut fields);
    let work = work(&mut fields);
    placeholder::check(&fields, &text, felt.as_deref(), each.as_ref());
    fields.finish();
    Some(Step { text, place, felt, work: work?, each: each? })
}

fn each(fields: &mut Fields<'_>) -> Option<Each> {
    let (sided, wayed) = (fields.has("sides"), fields.has("ways"));
    let sides = fields.words("sides", Side::WORDS);
    let ways = fields.texts("ways", NAME_LENGTH);
    let complain = |key, message: &str, help: &str| {
        fields.reader.report(Problem::error(fields.place_of(key), message).help(help));
        None
    };
    match (sided, wayed) {
        (false, false) => Some(Each::Once),
        (true, true) => complain("ways", "a step has `sides` or `ways`, not both", "make two steps of it"),
        (true, false) => match sides.as_slice() {
            [first, second] if first != second => Some(Each::Sides([*first, *second])),
            _ => complain("sides", "`sides` names both sides", "write `sides = [\"left\", \"right\"]`"),
        },
        (false, true) => {
            let same = ways.iter().enumerate().any(|(i, way)| ways.iter().skip(i + 1).any(|other| other == way));
            if same || !(2..=MOST_PARTS).contains(&ways.len()) {
                let message = format!("`ways` names from 2 to {MOST_PARTS} different ways");
                return complain("ways", &message, "write for example `ways = [\"backwards\", \"forwards\"]`");
            }
            Some(Each::Ways(ways))
        }
    }
}

fn work(fields: &mut Fields<'_>) -> Option<Work> {
    let kinds: Vec<_> = ["hold", "reps", "move"].into_iter().filter(|key| fields.has(key)).collect();
    let hold = fields.dose("hold", &SECONDS);
    let reps = fields.dose("reps", &REPS);
    let moving = fields.dose("move", &SECONDS);
    let tempo = tempo(fields, kinds == ["reps"]);
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
            fields.reader.report(problem.help(format!("leave `{second}` out, or make a step of its own of it")));
            None
        }
    }
}

/// How long a rep takes; `wanted` only where there are reps to time.
fn tempo(fields: &mut Fields<'_>, wanted: bool) -> Option<Tempo> {
    let present: Vec<_> = ["tempo", "phases"].into_iter().filter(|key| fields.has(key)).collect();
    let even = fields.number("tempo", &TEMPO).map(seconds).map(Tempo::Even);
    let phases = fields.tables("phases", "a phase");
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
            if phases.len() > MOST_PARTS {
                let message = format!("`phases` has {} entries, and at most {MOST_PARTS} make a rep", phases.len());
                reader.report(Problem::error(fields.place_of("phases"), message).help("leave some out"));
            }
            not_empty(fields, "phases", "at least one phase");
            Some(Tempo::Phases(phases.into_iter().filter_map(phase).collect()))
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
    fields.finish();
    Some(Phase { text, length: seconds(length?) })
}

fn routine(mut fields: Fields<'_>) -> Routine {
    let id = fields.id("\"wrists\"");
    let name = name(&mut fields);
    let summary = fields.text("summary", TEXT_LENGTH);
    let dose = fields.word("dose", Dose::WORDS).unwrap_or_default();
    let missing = !fields.has("stretches");
    let reader = fields.reader;
    let place = fields.place_of("stretches");
    let values = fields.list("stretches").unwrap_or_default();
    let stretches = values.iter().filter_map(|value| reference(reader, value)).collect();
    if missing {
        fields.require("stretches", "[\"wrist-flex\"]");
    } else if fields.is_empty_list("stretches") {
        let problem = Problem::error(place, "a routine needs at least one stretch");
        reader.report(problem.help("name stretches by their ids, in the order in which they are done"));
    }
    fields.finish();
    Routine { id, name, summary, stretches, dose }
}

fn reference(reader: &Reader, value: &super::reader::Value<'_>) -> Option<Reference> {
    let what = "an entry of `stretches`";
    let text = reader.text_of(what, value, 2 * ID_LENGTH + 1)?;
    let place = reader.place(&value.span());
    let (stretch, variant) = match text.split_once(':') {
        Some((stretch, variant)) => (stretch, Some(variant)),
        None => (text.as_str(), None),
    };
    let stretch = reader.id_from(what, stretch, place);
    let variant = variant.map(|variant| reader.id_from("the variant", variant, place));
    Some(Reference { stretch: stretch?, variant: variant.map_or(Some(None), |id| id.map(Some))? })
}

fn name(fields: &mut Fields<'_>) -> String {
    fields.required_text("name", NAME_LENGTH, "\"Wrists\"")
}

fn note(fields: &mut Fields<'_>) -> String {
    fields.required_text("note", TEXT_LENGTH, "\"Keep it small.\"")
}

fn action(fields: &mut Fields<'_>) -> Option<Action> {
    match fields.has("do") {
        true => fields.word("do", Action::WORDS),
        false => fields.require("do", "\"ease\"").and(None),
    }
}

/// Reports a list that is there and has nothing in it.
fn not_empty(fields: &Fields<'_>, key: &str, wanted: &str) {
    if fields.is_empty_list(key) {
        let problem = Problem::error(fields.place_of(key), format!("`{key}` is empty"));
        fields.reader.report(problem.help(format!("name {wanted}")));
    }
}

fn durations(values: Dosed<f64>) -> Dosed<Duration> {
    Dosed { light: seconds(values.light), standard: seconds(values.standard), full: seconds(values.full) }
}

fn counts(values: Dosed<f64>) -> Dosed<u32> {
    // The limits have made them whole and small.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = |value: f64| value as u32;
    Dosed { light: count(values.light), standard: count(values.standard), full: count(values.full) }
}
