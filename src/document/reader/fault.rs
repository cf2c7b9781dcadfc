//! A fault in the TOML: what it is called, what to do about it, and how much of the file it makes doubtful.

use std::ops::Range;

use super::lines::{entry_of, is_of_a_key, line_of, part_of, table_of};
use super::number::{plain_number, plain_range};

pub(crate) struct Fault {
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
    /// Other faults in here come from this one, and are not reported.
    pub(crate) covers: Range<usize>,
    /// Values in here may look wrong only because of it.
    pub(crate) reach: Range<usize>,
    /// Whether entries may be missing because of it.
    pub(crate) is_lost: bool,
}

/// The parser's message about a line that goes on after its value.
pub(crate) const REST_OF_A_LINE: &str = "unexpected key or value";
/// The parser's messages about a text without quotes: they depend on its first letter.
const UNQUOTED: [&str; 3] = ["must be quoted", "invalid boolean", "invalid float, expected `"];

/// The parser's messages about faults that affect only their line.
const OF_A_LINE: [&str; 7] = [
    "missing opening quote",
    "duplicate key",
    "basic string, expected `\"`",
    "literal string, expected `'`",
    REST_OF_A_LINE,
    "escape",
    "visible characters",
];

/// The parser's messages about faults that affect only the list or table they are in.
const OF_A_VALUE: [&str; 4] = ["array elements", "in array", "inline table", "key-value pairs"];

impl Fault {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (covers, reach) = (at.clone(), at.clone());
        Self { at, message: message.into(), help: help.into(), covers, reach, is_lost: false }
    }

    /// Makes the line doubtful, and hides other faults in it.
    pub(crate) fn of_its_line(self, text: &str) -> Self {
        let line = line_of(text, self.at.start);
        let line = line.start..line.end + 1;
        Self { covers: line.clone(), reach: line, ..self }
    }

    /// Makes the entry doubtful.
    pub(crate) fn of_its_entry(self, text: &str) -> Self {
        let reach = entry_of(text, self.at.start);
        Self { reach, is_lost: true, ..self.of_its_line(text) }
    }

    /// Makes the table doubtful, without the tables within it.
    pub(crate) fn of_its_table(self, text: &str) -> Self {
        let reach = table_of(text, self.at.start);
        Self { reach, is_lost: true, ..self.of_its_line(text) }
    }

    /// A fault that the parser found: `said` is its message.
    pub(crate) fn found(text: &str, span: Range<usize>, said: &str) -> Self {
        let said = said.trim().replace('\n', " ");
        let line = line_of(text, span.start);
        let of_a_value = |at: Range<usize>, message, help| {
            let covers = at.clone();
            Self { covers, ..Self::new(at, message, help).of_its_line(text) }
        };
        if let Some((at, key, number)) = meant_as_number(text, &line) {
            let value = text.get(at.clone()).unwrap_or_default();
            let message = format!("`{value}` is not a number");
            // It may be meant as a text if it has no unit.
            let has_unit = value.starts_with(|c: char| c.is_ascii_digit()) && !number.starts_with('[');
            let text = if has_unit { String::new() } else { format!(", or for a text `{key} = \"{value}\"`") };
            return of_a_value(at, message, format!("write `{key} = {number}`{text}"));
        }
        let value = text.get(span.clone()).unwrap_or_default();
        // In a list or a table several values share a line.
        if let Some(number) = plain_number(value).or_else(|| plain_range(value)).filter(|number| number != value) {
            let message = format!("`{value}` is not a number");
            return of_a_value(span, message, format!("write `{number}`"));
        }
        if value.starts_with(CURLY) {
            let straight = format!("\"{}\"", value.trim_matches(CURLY));
            let help = match key_of(text, &line, span.start) {
                Some(key) => format!("write straight ones: `{key} = {straight}`"),
                None => format!("write straight ones: `{straight}`"),
            };
            return of_a_value(span, "these are curly quotes, and a text needs straight ones".into(), help);
        }
        let (message, help) = explained(&said, span.is_empty());
        let is_of = |parts: &[&str]| parts.iter().any(|part| said.contains(part));
        let is_header = text.get(line).is_some_and(|line| line.trim_start().starts_with('['));
        if is_header && said.starts_with(REST_OF_A_LINE) {
            let message = "the header ends here, and the line does not";
            return of_a_value(span, message.into(), "write what follows on a line of its own".into());
        }
        if (is_of(&UNQUOTED) || is_of(&OF_A_LINE)) && !(is_header && said.contains("duplicate key")) {
            return of_a_value(span, message.into(), help.into());
        }
        if is_of(&OF_A_VALUE) {
            let reach = part_of(text, span.start);
            return Self { reach, is_lost: true, ..Self::new(span, message, help) };
        }
        let covers = span.clone();
        let fault = Self::new(span, message, help);
        let fault =
            if said.contains("key") && !is_header { fault.of_its_table(text) } else { fault.of_its_entry(text) };
        Self { covers, ..fault }
    }
}

/// Quotes that word processors write.
const CURLY: [char; 7] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// The parser's message in plain words, and what to do.
fn explained(said: &str, is_empty: bool) -> (&str, &str) {
    if said.contains("must be quoted") && is_empty {
        ("there is no value here", "write one after the `=`, or take the line out")
    } else if said.contains("missing opening quote") {
        ("this text has no opening quote", "begin it with a quote, as it ends")
    } else if said.contains("invalid boolean") {
        ("this is neither true nor false, and no text in quotes", "put a text between quotes, like \"this\"")
    } else if said.contains("missing comma") {
        ("there is no comma here", "put one between the entries of a list or a table")
    } else if UNQUOTED.iter().any(|part| said.contains(part)) {
        ("this is neither a number nor a text in quotes", "put a text between quotes, like \"this\"")
    } else if said.contains("keys cannot be empty") {
        ("there is no key before the `=`", "write one, or take the line out")
    } else if said.contains("invalid unquoted key") {
        ("this is not a key", "a key is made of a-z, 0-9 and hyphens")
    } else if said.contains("escape") {
        ("no `\\` can stand before this character", "write `\\\\` for a backslash that is part of the text")
    } else if said.contains("recurs") {
        TOO_DEEP
    } else if said.contains("duplicate key") {
        ("this key is there twice", "take one of the two out")
    } else if said.starts_with(REST_OF_A_LINE) {
        ("the value ends here, and the line does not", "take out what follows; in a text, write a quote as `\\\"`")
    } else if said.ends_with("string, expected `\"`") || said.ends_with("string, expected `'`") {
        ("this text has no closing quote", "end it with a quote, on the same line")
    } else if said.contains("non-double-quote visible characters") {
        ("a text holds a control character", "take it out, or put a space in its place")
    } else if said.is_empty() {
        ("this is not TOML", TOML)
    } else {
        (said, TOML)
    }
}

pub(crate) const TOO_DEEP: (&str, &str) =
    ("this is nested too deep", "no file here needs that: take some brackets out");

const TOML: &str = "see https://toml.io for how TOML is written";

/// The key of a line, if only it and its `=` are before a byte.
fn key_of<'t>(text: &'t str, line: &Range<usize>, at: usize) -> Option<&'t str> {
    let key = text.get(line.start..at)?.trim().strip_suffix('=')?.trim();
    let is_key = !key.is_empty() && key.chars().all(is_of_a_key);
    is_key.then_some(key)
}

/// The value of a line if it is meant as a number or a range but is not one: its place, its key, and what to write.
fn meant_as_number<'t>(text: &'t str, line: &Range<usize>) -> Option<(Range<usize>, &'t str, String)> {
    let whole = text.get(line.clone())?;
    let after = whole.find('=')? + 1;
    let value = whole.get(after..)?.split('#').next()?;
    let start = line.start + after + (value.len() - value.trim_start().len());
    let value = value.trim();
    let key = key_of(text, line, start)?;
    let number = plain_number(value).or_else(|| plain_range(value)).filter(|number| number != value)?;
    Some((start..start + value.len(), key, number))
}
