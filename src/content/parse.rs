//! From the text of a content file to its entries: which keys there are, and what they mean.
//!
//! It checks each entry by itself; [`super::check`] compares entries.

mod dose;
mod placeholder;
mod stretch;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::limits::{ID_LENGTH, MOST_ENTRIES, NAME_LENGTH, TEXT_LENGTH};
use super::model::{
    Cause, Caution, CautionAction, Dose, GeneralCaution, Id, Library, ReadingPoint, Reference, Routine, Scope, Source,
    StopSign, Urgency,
};
use crate::document::diagnostic::{FileId, Place, Problem, Sources};
use crate::document::reader::{Fields, Reader, TableKind, Value};
use crate::figure::definition::FigureDefinitions;
use crate::figure::parse::figures;

/// The schema this program reads.
pub const SCHEMA: u32 = 1;
const FILE: TableKind = TableKind { key: "", noun: "a content file", header: "" };
const SOURCE: TableKind = TableKind { key: "source", noun: "a source", header: "[[source]]" };
const CAUSE: TableKind = TableKind { key: "cause", noun: "a cause", header: "[[cause]]" };
const BENEFIT: TableKind = TableKind { key: "benefit", noun: "a benefit", header: "[[benefit]]" };
const TECHNIQUE: TableKind = TableKind { key: "technique", noun: "a technique", header: "[[technique]]" };
const CAUTION: TableKind = TableKind { key: "caution", noun: "a caution", header: "[[caution]]" };
const STOP_SIGN: TableKind = TableKind { key: "stop-sign", noun: "a stop-sign", header: "[[stop-sign]]" };
const STRETCH: TableKind = TableKind { key: "stretch", noun: "a stretch", header: "[[stretch]]" };
const REFERENCE: TableKind =
    TableKind { key: "", noun: "a stretch of a routine", header: "{ id = \"wrist-flex\", dose = \"light\" }" };
const ROUTINE: TableKind = TableKind { key: "routine", noun: "a routine", header: "[[routine]]" };

#[derive(Default)]
pub struct ParsedFile {
    /// Its entries. They must only be used if no problem is an error.
    pub library: Library,
    /// Its definitions of figures, under the same condition.
    pub(crate) figures: FigureDefinitions,
    /// In the order of the file.
    pub problems: Vec<Problem>,
    /// Whether every entry could be read, so that an id that is not there can be called unknown.
    pub(crate) is_complete: bool,
    /// Where the ids are of the entries that replace others.
    pub(crate) replacing: Vec<Place>,
}

pub fn parse(sources: &Sources, file: FileId) -> ParsedFile {
    let reader = Reader::new(file, part_of_a_stretch);
    let (library, figures) = reader.toml(sources.text(file), |table| document_of(&reader, table)).unwrap_or_default();
    let replacing = reader.replacing();
    let (problems, is_complete) = reader.finish();
    ParsedFile { library, figures, problems, is_complete, replacing }
}

fn document_of(reader: &Reader, table: &DeTable<'_>) -> (Library, FigureDefinitions) {
    let mut fields = reader.document(&FILE, table);
    if fields.require("schema", "1").is_some_and(|value| reader.is_newer(value, SCHEMA)) {
        // This program cannot judge the keys of a newer schema.
        reader.lost_entries();
        return <_>::default();
    }
    let library = Library {
        title: fields.required_text("title", NAME_LENGTH, "\"Wrists\""),
        aim: fields.text("aim", TEXT_LENGTH),
        warm_up: fields.text("warm-up", TEXT_LENGTH),
        advice: fields.text("advice", TEXT_LENGTH),
        sources: fields.each(&SOURCE, source),
        causes: fields.each(&CAUSE, cause),
        benefits: fields.each(&BENEFIT, point),
        techniques: fields.each(&TECHNIQUE, point),
        cautions: fields.each(&CAUTION, caution),
        stop_signs: fields.each(&STOP_SIGN, stop_sign),
        stretches: fields.each(&STRETCH, |fields| Arc::new(stretch::stretch(fields))),
        routines: fields.each(&ROUTINE, routine),
        ..Library::default()
    };
    let figures = figures(&mut fields);
    fields.finish();
    (library, figures)
}

/// What to do about a key that belongs somewhere in a stretch.
fn part_of_a_stretch(key: &str) -> Option<String> {
    let below = |noun: &str, header: &str| Some(format!("it is a key of {noun}: write it below `{header}`"));
    match key {
        "set" | "variant" => Some(format!("it is part of a stretch: write `[[stretch.{key}]]`")),
        "step" => Some("it is part of a set: write `[[stretch.set.step]]`".into()),
        "rounds" => below("a set", "[[stretch.set]]"),
        "sides" | "ways" | "hold" | "reps" | "move" | "tempo" | "phases" | "motion" => {
            below("a step", "[[stretch.set.step]]")
        }
        "rest" | "pause" | "break" => Some(
            "the time between is added by itself: leave it out, or write `change = 10` in a step that needs longer to \
             come out of"
                .into(),
        ),
        _ => None,
    }
}

fn source(fields: &mut Fields<'_>) -> Source {
    let source = Source {
        id: fields.entry_id("\"nhs\""),
        title: fields.required_text("title", TEXT_LENGTH, "\"NHS, back pain\""),
        url: fields.text("url", TEXT_LENGTH),
    };
    if source.url.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        fields.error("url", "`url` is not the address of a page", "write all of it, from `https://` on");
    }
    source
}

fn cause(fields: &mut Fields<'_>) -> Cause {
    let (id, name) = (fields.entry_id("\"posture\""), name(fields));
    let whole = |stretch| Reference { stretch, ..Reference::default() };
    Cause {
        id: id.clone(),
        name: name.clone(),
        group: fields.text("group", NAME_LENGTH),
        text: fields.required_text("text", TEXT_LENGTH, "\"Long spells of sitting.\""),
        routine: Routine {
            id,
            name,
            stretches: fields.references("stretches").into_iter().map(whole).collect(),
            conditions: fields.references("cautions"),
            ..Routine::default()
        },
        sources: fields.references("sources"),
    }
}

fn point(fields: &mut Fields<'_>) -> ReadingPoint {
    ReadingPoint {
        id: fields.entry_id("\"breath\""),
        name: name(fields),
        text: fields.required_text("text", TEXT_LENGTH, "\"Keep breathing.\""),
        sources: fields.references("sources"),
    }
}

fn caution(fields: &mut Fields<'_>) -> Caution {
    let id = fields.entry_id("\"sore-knees\"");
    let name = name(fields);
    let aliases = fields.texts("aliases", NAME_LENGTH).unwrap_or_default();
    let condition = fields.flag("condition").unwrap_or(true);
    let text = fields.text("text", TEXT_LENGTH);
    let sources = fields.references("sources");
    let covers = fields.word("covers", Scope::WORDS);
    let general = if fields.has("covers") {
        let (action, note) = (action(fields), fields.text("note", TEXT_LENGTH));
        let variants = variants_by_stretch(fields);
        covers.zip(action).map(|(covers, action)| GeneralCaution { covers, action, note, variants })
    } else {
        for key in ["do", "note", "variants"] {
            if fields.get(key).is_some() {
                let help = "add `covers = \"all\"`, or write it in the `[[stretch.caution]]` of a stretch";
                fields.error(key, format!("`{key}` is for a caution with `covers`"), help);
            }
        }
        None
    };
    Caution { id, name, aliases, condition, text, general, sources }
}

/// The variants that suit a condition, by stretch.
fn variants_by_stretch(fields: &mut Fields<'_>) -> Vec<(Id, Vec<Id>)> {
    let reader = fields.reader;
    let help = "write `{ \"wrist-flex\" = [\"seated\"] }`";
    let pairs = fields.pairs("variants", help).into_iter().filter_map(|(stretch, value)| {
        let stretch = reader.id_from(&"a stretch in `variants`", &stretch.name, stretch.place)?;
        let DeValue::Array(list) = value.get_ref() else {
            reader.wrong_type(&"the variants of a stretch", value, "a list", help);
            return None;
        };
        let ids = list.iter().take(MOST_ENTRIES).filter_map(|id| reader.id(&"an entry of `variants`", id));
        Some((stretch, ids.collect()))
    });
    pairs.collect()
}

fn stop_sign(fields: &mut Fields<'_>) -> Option<StopSign> {
    let id = fields.entry_id("\"chest-pain\"");
    let name = name(fields);
    fields.require("level", "\"stop\"");
    let urgency = fields.word("level", Urgency::WORDS);
    fields.require("signs", "[\"chest pain\"]");
    let signs = fields.texts("signs", TEXT_LENGTH).unwrap_or_default();
    fields.not_empty("signs", "at least one sign");
    let text = fields.text("text", TEXT_LENGTH);
    let sources = fields.references("sources");
    Some(StopSign { id, name, urgency: urgency?, signs, text, sources })
}

fn routine(fields: &mut Fields<'_>) -> Routine {
    let id = fields.entry_id("\"wrists\"");
    let name = name(fields);
    let summary = fields.text("summary", TEXT_LENGTH);
    let dose = fields.word("dose", Dose::WORDS).unwrap_or_default();
    fields.require("stretches", "[\"wrist-flex\"]");
    let values = fields.list("stretches").unwrap_or_default();
    let stretches = values.iter().filter_map(|value| reference(fields.reader, value)).collect();
    if fields.is_empty_list("stretches") {
        let help = "name the ids of stretches, in the order in which they are done";
        fields.error("stretches", "a routine needs at least one stretch", help);
    }
    Routine { id, name, summary, stretches, dose, ..Routine::default() }
}

/// A stretch of a routine: its id, or a table with its id and how much of it is done.
fn reference(reader: &Reader, value: &Value<'_>) -> Option<Reference> {
    let DeValue::Table(table) = value.get_ref() else { return named(reader, value) };
    let mut fields = Fields::new(reader, &REFERENCE, table, reader.place(&value.span()), None);
    let named = fields.require("id", "\"wrist-flex\"").and_then(|id| named(reader, id));
    let dose = fields.word("dose", Dose::WORDS);
    let rounds = fields.number("rounds", &stretch::ROUNDS).map(stretch::count);
    let priority = fields.number("priority", &stretch::PRIORITY).map(stretch::count);
    fields.finish();
    Some(Reference { dose, rounds, priority, ..named? })
}

fn named(reader: &Reader, value: &Value<'_>) -> Option<Reference> {
    let what = "an entry of `stretches`";
    let text = reader.text_of(&what, value, 2 * ID_LENGTH + 1)?;
    let place = reader.place(&value.span());
    let (stretch, variant) = match text.split_once(':') {
        Some((stretch, variant)) => (stretch, Some(variant)),
        None => (text.as_str(), None),
    };
    if stretch.is_empty() || variant.is_some_and(str::is_empty) {
        let help = "write the id of a stretch, or `stretch:variant` with both ids";
        reader.error(place, format!("`{text}` names no stretch"), help);
        return None;
    }
    let stretch = reader.id_from(&what, stretch, place);
    let variant = variant.map(|variant| reader.id_from(&"the variant", variant, place));
    let variant = variant.map_or(Some(None), |id| id.map(Some))?;
    Some(Reference { stretch: stretch?, variant, ..Reference::default() })
}

fn name(fields: &mut Fields<'_>) -> String {
    fields.required_text("name", NAME_LENGTH, "\"Wrists\"")
}

fn action(fields: &mut Fields<'_>) -> Option<CautionAction> {
    fields.require("do", "\"ease\"")?;
    fields.word("do", CautionAction::WORDS)
}
