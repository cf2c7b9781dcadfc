//! The parts of a TOML text by its lines, also where the TOML is not valid: the line, the table and the entry of a byte.

use std::ops::Range;

pub(crate) fn line_of(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
    start..end
}

/// The entry that a byte belongs to: from a header without a dot to the next one. Tables within tables have a dot.
pub(crate) fn entry_of(text: &str, at: usize) -> Range<usize> {
    let begins_one = |line: &str| line.trim_start().starts_with('[') && !(line.contains("[[") && line.contains('.'));
    let (mut from, mut start) = (0, 0);
    for line in text.split_inclusive('\n') {
        if begins_one(line) {
            if start > at {
                return from..start;
            }
            from = start;
        }
        start += line.len();
    }
    from..text.len() + 1
}

/// Whether a character can be part of a key without quotes.
pub(crate) fn is_of_a_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Where the lines begin that start a table or a key; the first line always counts.
pub(crate) fn starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(|(at, line)| *at == 0 || begins(line)).map(|(at, _)| at).collect()
}

/// The most lines to search for where something begins or ends: the search is repeated for each fault.
const FAR: usize = 200;

/// The part of a text that a byte belongs to: from a line that starts a table or a key to the next one.
pub(crate) fn part_of(text: &str, at: usize) -> Range<usize> {
    before(text, at, begins).unwrap_or_default()..next_start(text, at)
}

/// The table that a byte belongs to: from its header to the next.
pub(crate) fn table_of(text: &str, at: usize) -> Range<usize> {
    before(text, at, is_header).unwrap_or_default()..after(text, at, is_header)
}

/// Where the next line begins that starts a table or a key.
pub(crate) fn next_start(text: &str, at: usize) -> usize {
    after(text, at, begins)
}

/// Where the last line begins that `is` accepts, up to the line of a byte.
fn before(text: &str, at: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
    let mut line = line_of(text, at);
    for _ in 0..FAR {
        if is(text.get(line.clone())?) {
            return Some(line.start);
        }
        line = line_of(text, line.start.checked_sub(1)?);
    }
    None
}

/// Where the first line begins that `is` accepts, after the line of a byte; if there is none, where the search ended.
fn after(text: &str, at: usize, is: impl Fn(&str) -> bool) -> usize {
    let mut line = line_of(text, at);
    for _ in 0..FAR {
        if line.end >= text.len() {
            return text.len();
        }
        line = line_of(text, line.end + 1);
        if is(text.get(line.clone()).unwrap_or_default()) {
            break;
        }
    }
    line.start
}

fn begins(line: &str) -> bool {
    is_header(line)
        || line.split_once('=').is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.chars().all(|c| is_of_a_key(c) || c == '.')
        })
}

/// Whether a line is a header, complete or not.
pub(crate) fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    let name = line.trim_start_matches('[');
    name.len() < line.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()) && !line.contains([',', '"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_reaches_from_its_header_to_the_next() {
        let text = "a = 1\n[[b]]\nc = 1\n[[b.d]]\ne = 1\n[[f]]\n";
        let entry = |of: &str| text.get(entry_of(text, text.find(of).unwrap_or_default())).unwrap_or_default();
        assert_eq!(entry("a = "), "a = 1\n");
        assert_eq!(entry("c = "), "[[b]]\nc = 1\n[[b.d]]\ne = 1\n");
        assert_eq!(entry("e = "), entry("[[b]]"));
    }
}
