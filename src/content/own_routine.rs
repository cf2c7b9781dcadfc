//! Saving a routine of the user's own: one entry of a content file is put in place, and every other byte stays as it is.
//!
//! It must never write over a file that it could not read.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use super::limits::NAME_LENGTH;
use super::load::CONTENT;
use super::model::{Dose, Entry, Reference, Routine, find};
use super::parse::parse;
use crate::document::diagnostic::{Severity, Sources};
use crate::document::file::{ReadFailure, read};
use crate::document::save::{Privacy, save as write};

/// The name of the file, in the folder for content.
pub(crate) const FILE: &str = "my-routines.toml";

const HEADER: &str = "\
# Routines of your own. `stretch` writes them here; you may change them too. docs/content.md describes every key.
schema = 1
title = \"My routines\"
";

/// Puts a routine into a file, in the place of one with its id or else at the end. The file is made where there is none.
/// Fails when the file cannot be read, has errors or cannot be written, in a sentence that says what to do. It is as it
/// was then.
pub fn save(path: &Path, routine: &Routine) -> Result<(), String> {
    let text = match read(path, &CONTENT) {
        Ok(text) => text,
        Err(ReadFailure::NotThere(_)) => HEADER.to_owned(),
        Err(ReadFailure::Unreadable(error)) => return Err(error.message),
        Err(ReadFailure::NotUtf8(..)) => return Err("it is not UTF-8: `stretch check` shows where".to_owned()),
    };
    let saved = with(&text, routine)?;
    write(path, &saved, Privacy::Usual).map_err(|error| format!("it cannot be written: {error}"))
}

/// The ids of the routines in a file; none where it cannot be read.
pub(crate) fn ids(path: &Path) -> Vec<String> {
    let text = read(path, &CONTENT).unwrap_or_default();
    routines(&text).unwrap_or_default().into_iter().map(|routine| routine.id.name).collect()
}

/// The text of a content file with a routine in it. Fails when the text has errors, or no place for the routine.
pub(crate) fn with(text: &str, routine: &Routine) -> Result<String, String> {
    let errors = || "it has errors: `stretch check` shows them".to_owned();
    let before = routines(text).ok_or_else(errors)?;
    let entry = entry(routine);
    let saved = if let Some(old) = find(&before, routine.id()) {
        let at = block(text, old.id.place.start as usize);
        [&text[..at.start], &entry, &text[at.end..]].concat()
    } else {
        let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
        [text, gap, &entry].concat()
    };
    // Whatever the file looks like: it says what was meant, and nothing else is lost.
    let after = routines(&saved).ok_or_else(errors)?;
    let kept = before.iter().all(|old| find(&after, old.id()).is_some());
    let is_there = find(&after, routine.id()).is_some_and(|saved| self::entry(saved) == entry);
    if kept && is_there { Ok(saved) } else { Err("write it by hand: this file has no place for it".to_owned()) }
}

/// The routines of a file; none where it has errors.
fn routines(text: &str) -> Option<Vec<Routine>> {
    let mut sources = Sources::default();
    let file = sources.add(FILE, text.to_owned());
    let parsed = parse(&sources, file);
    let is_right = parsed.problems.iter().all(|problem| problem.severity != Severity::Error);
    is_right.then_some(parsed.library.routines)
}

/// The lines of the entry around a byte, with the blank lines after it.
fn block(text: &str, at: usize) -> Range<usize> {
    let is_table = |line: &str| line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains(',');
    let is_header = |line: &str| line.trim_start().starts_with("[[") || is_table(line);
    let mut range = 0..text.len();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_header(line) {
            if start <= at {
                range.start = start;
            } else {
                range.end = start;
                break;
            }
        }
        start += line.len();
    }
    // A comment above the next header belongs to that.
    let inside = &text[range.clone()];
    let trailing: usize =
        inside.split_inclusive('\n').rev().take_while(|line| line.trim_start().starts_with('#')).map(str::len).sum();
    range.end -= trailing;
    range
}

/// A routine as an entry of a content file.
fn entry(routine: &Routine) -> String {
    let mut entry = format!("[[routine]]\nid = {}\nname = {}\n", quoted(&routine.id.name), quoted(&routine.name));
    // Writing to a string cannot fail.
    if let Some(summary) = &routine.summary {
        let _ = writeln!(entry, "summary = {}", quoted(summary));
    }
    if routine.dose != Dose::default() {
        let _ = writeln!(entry, "dose = \"{}\"", routine.dose);
    }
    let stretches: Vec<_> = routine.stretches.iter().map(|one| format!("    {},\n", reference(one))).collect();
    let _ = writeln!(entry, "stretches = [\n{}]", stretches.concat());
    entry
}

fn reference(one: &Reference) -> String {
    let id = match &one.variant {
        Some(variant) => format!("\"{}:{variant}\"", one.stretch),
        None => format!("\"{}\"", one.stretch),
    };
    let dose = one.dose.map_or(String::new(), |dose| format!(", dose = \"{dose}\""));
    let number = |key: &str, value: Option<u32>| value.map_or(String::new(), |value| format!(", {key} = {value}"));
    let own = dose + &number("rounds", one.rounds) + &number("priority", one.priority);
    if own.is_empty() { id } else { format!("{{ id = {id}{own} }}") }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The id of a routine by its name: `My morning!` is `my-morning`.
pub(crate) fn id_of(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    id.chars().take(NAME_LENGTH).collect()
}
