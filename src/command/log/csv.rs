//! The records as CSV (RFC 4180): a header, and a line for each record.

use crate::log::record::{Record, StretchOutcome};
use crate::printable::printable;

/// The columns. docs/log.md lists them.
pub(super) const COLUMNS: [&str; 16] = [
    "id",
    "start",
    "end",
    "zone",
    "routine",
    "name",
    "dose",
    "planned_seconds",
    "active_seconds",
    "outcome",
    "done",
    "partial",
    "skipped",
    "continues",
    "before",
    "after",
];

pub(super) fn header() -> String {
    COLUMNS.join(",") + "\r\n"
}

pub(super) fn line(record: &Record) -> String {
    let stretches = |wanted| {
        let all = record.stretches.iter().filter(|stretch| stretch.outcome == wanted);
        all.map(|stretch| &*stretch.id).collect::<Vec<_>>().join(" ")
    };
    let number = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    let values: [String; COLUMNS.len()] = [
        record.id.clone(),
        record.start.to_string(),
        record.end.to_string(),
        record.zone.clone().unwrap_or_default(),
        record.routine.clone(),
        record.name.clone(),
        record.dose.clone(),
        record.planned_seconds.to_string(),
        record.active_seconds.to_string(),
        record.outcome.clone(),
        stretches(StretchOutcome::Done),
        stretches(StretchOutcome::Partial),
        stretches(StretchOutcome::Skipped),
        record.continues.clone().unwrap_or_default(),
        number(record.before),
        number(record.after),
    ];
    values.map(|value| quoted(&printable(&value))).join(",") + "\r\n"
}

/// A value, in quotes where it needs them.
fn quoted(value: &str) -> String {
    if value.contains([',', '"']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_value_keeps_its_commas_and_quotes() {
        assert_eq!(quoted("cat-camel"), "cat-camel");
        assert_eq!(quoted("Neck, then back"), "\"Neck, then back\"");
        assert_eq!(quoted("the \"long\" one"), "\"the \"\"long\"\" one\"");
    }
}
