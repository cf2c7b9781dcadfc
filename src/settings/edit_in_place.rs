//! Saving a setting: one value of the config file changes, and every other byte stays as it is.
//!
//! It must never overwrite a file that it could not read, and never leave a file half written.

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::file::CONFIG;
use super::toml_text::quoted;
use crate::document::file::{ReadFailure, read};
use crate::document::reader::Value;
use crate::document::save::{self, Privacy};
use crate::printable::printable;

/// Saves a setting as a word in the config file. Creates the file and its folder if they do not exist.
/// Fails when the file cannot be read, is not TOML, or cannot be written, with a line for the screen. The file is
/// unchanged then.
pub fn save(path: &Path, name: &str, word: &str) -> Result<(), String> {
    set(path, name, word).map_err(|reason| {
        // The path comes last: a narrow screen cuts off the end of the line.
        let shown = printable(&path.display().to_string());
        format!("{name} not saved: {reason} ({shown})")
    })
}

fn set(path: &Path, name: &str, word: &str) -> Result<(), String> {
    let text = match read(path, &CONFIG) {
        Ok(text) => text,
        Err(ReadFailure::NotThere(_)) => String::new(),
        Err(ReadFailure::Unreadable(error)) => return Err(printable(&error.message)),
        Err(ReadFailure::NotUtf8(..)) => return Err("the file is not UTF-8, `stretch config` shows where".into()),
    };
    let new = with_value(&text, name, word)?;
    if new == text {
        return Ok(());
    }
    save::save(path, &new, Privacy::Usual).map_err(|error| format!("it cannot be written: {error}"))
}

/// The text of a config file with a setting set to a word.
/// Fails when the text is not TOML, or has no place for the setting, with a sentence that says what to do.
pub fn with_value(text: &str, name: &str, word: &str) -> Result<String, String> {
    let broken = || "the file has errors, `stretch config` shows them".to_owned();
    let document = DeTable::parse(text).map_err(|_| broken())?;
    let value = quoted(word);
    let new = match document.get_ref().get(name) {
        Some(old) if matches!(old.get_ref(), DeValue::Table(_)) => return Err(broken()),
        Some(old) => replaced(text, &old.span(), &value),
        None => inserted(text, document.get_ref(), &format!("{name} = {value}")),
    };
    // Whatever the old text looks like, the new one must set this value.
    let sets = |document: &DeTable<'_>| match document.get(name).map(Value::get_ref) {
        Some(DeValue::String(text)) => text == word,
        _ => false,
    };
    match DeTable::parse(&new) {
        Ok(document) if sets(document.get_ref()) => Ok(new),
        _ => Err(format!("write `{name} = {value}` above the first header of the file")),
    }
}

fn replaced(text: &str, span: &Range<usize>, value: &str) -> String {
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    [before.unwrap_or_default(), value, after.unwrap_or_default()].concat()
}

/// The text with a new line: below where it is commented out, or else below the last setting, or else above the first
/// header.
fn inserted(text: &str, table: &DeTable<'_>, line: &str) -> String {
    let lines = TopLines::of(text, table);
    let key = line.split(" =").next().unwrap_or_default();
    let at = lines.commented_out(key).or_else(|| lines.last_setting()).unwrap_or_else(|| lines.before_header());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (before, after) = text.split_at(at);
    let open = if before.is_empty() || before.ends_with(['\n', '\u{feff}']) { "" } else { end };
    [before, open, line, end, after].concat()
}

/// The lines of a file above its first header, and the places of its values.
struct TopLines<'t> {
    above: Vec<(usize, &'t str)>,
    values: Vec<Range<usize>>,
    /// Where they end: at the first header, or at the end of the file.
    end: usize,
    has_header: bool,
}

impl<'t> TopLines<'t> {
    fn of(text: &'t str, table: &DeTable<'_>) -> Self {
        let mut values = Vec::new();
        leaves(table, &mut values);
        let mut above = Vec::new();
        // Some editors begin a file with a byte order mark, which must stay in front.
        let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
        for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
            let inside = values.iter().any(|value| value.start < start && start < value.end);
            // Outside of values, only a header begins with a bracket.
            if !inside && line.trim_start().starts_with('[') {
                return Self { above, values, end: start, has_header: true };
            }
            if !inside {
                above.push((start, line));
            }
            start += line.len();
        }
        Self { above, values, end: start, has_header: false }
    }

    /// Below the line that has the key as a comment.
    fn commented_out(&self, key: &str) -> Option<usize> {
        let is_commented = |line: &str| {
            let words = line.trim_start().strip_prefix('#').map(str::trim_start);
            let rest = words.and_then(|words| words.strip_prefix(key));
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        self.above.iter().find(|(_, line)| is_commented(line)).map(|(start, line)| start + line.len())
    }

    /// Below the last setting above the header.
    fn last_setting(&self) -> Option<usize> {
        let last = self.values.iter().filter(|value| value.end <= self.end).map(|value| value.end).max()?;
        let next = self.above.iter().map(|(start, _)| *start).find(|start| *start >= last);
        Some(next.unwrap_or(self.end))
    }

    /// Above the header and the comment right above it; where there is no header, at the end.
    fn before_header(&self) -> usize {
        if !self.has_header {
            return self.end;
        }
        let belongs = |line: &&(usize, &str)| line.1.trim_start().starts_with('#');
        let comment = self.above.iter().rev().take_while(belongs).last();
        comment.map_or(self.end, |(start, _)| *start)
    }
}

/// The places of all values that are not tables.
fn leaves(table: &DeTable<'_>, places: &mut Vec<Range<usize>>) {
    for value in table.values() {
        match value.get_ref() {
            DeValue::Table(table) => leaves(table, places),
            _ => places.push(value.span()),
        }
    }
}
