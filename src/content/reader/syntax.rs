//! Reading TOML as such: what a fault in it is called, and what to do about those that come up often.
//!
//! A fault does not keep the rest of the file from being read. What is read near it may be wrong only because of it, and
//! nothing is said of that. It knows nothing of what a file is about.

use std::ops::Range;

use toml::{Spanned, de::DeTable};

use super::{
    Reader,
    number::{plain_number, plain_range},
};
use crate::content::diagnostic::{MOST_PROBLEMS, Problem};

impl Reader {
    /// The TOML of the file's text, as far as it can be read; every fault is reported. Nothing if it is no TOML at all.
    pub fn toml<'t>(&self, text: &'t str) -> Option<Spanned<DeTable<'t>>> {
        if let Some((at, message, help)) = foreign(text) {
            self.report(Problem::error(self.place(&at), message).help(help));
            self.lost_entries();
            return None;
        }
        let (document, mut faults) = DeTable::parse_recoverable(text);
        faults.sort_by_key(|fault| fault.span().unwrap_or_default().start);
        let is_open = faults.iter().any(|fault| fault.message().starts_with(NOT_CLOSED));
        // Nobody reads more of them, and each takes its time.
        let rest = faults.split_off(faults.len().min(MOST_PROBLEMS));
        let found = faults.iter().map(|fault| Fault::new(text, fault.span().unwrap_or_default(), fault.message()));
        let told = told(text, found, is_open);
        if let Some(first) = rest.first().filter(|_| !is_open) {
            let place = self.place(&first.span().unwrap_or_default());
            let problem = Problem::error(place, format!("the TOML has {} more faults from here on", rest.len()));
            self.report(problem.help("mend those above, and check the file again"));
        }
        for Fault { at, message, help, reach, .. } in told {
            self.problems.borrow_mut().push(Problem::error(self.place(&at), message).help(help));
            self.silence(reach);
            self.lost_entries();
        }
        Some(document)
    }
}

/// A fault in the TOML, with what to do about it.
struct Fault {
    at: Range<usize>,
    message: String,
    help: String,
    /// What of the file may look wrong only because of it.
    reach: Range<usize>,
    /// Whether it is about a value, and not about what values stand in.
    is_of_a_value: bool,
    is_in_a_list: bool,
}

/// What is said of a list without an end, and of what comes after it.
const NOT_CLOSED: &str = "unclosed array,";
const IN_A_LIST: [&str; 2] = ["array elements", "in array"];

/// What is said of faults that go no further than their line.
const OF_A_LINE: [&str; 4] =
    ["must be quoted", "duplicate key", "basic string, expected `\"`", "literal string, expected `'`"];

impl Fault {
    fn new(text: &str, span: Range<usize>, said: &str) -> Self {
        let said = said.trim().replace('\n', " ");
        let is_in_a_list = said.starts_with(NOT_CLOSED) || IN_A_LIST.iter().any(|said_of| said.contains(said_of));
        let line = line_of(text, span.start);
        let of_a_value = |at, message, help| {
            let reach = line.start..line.end + 1;
            Self { at, message, help, reach, is_of_a_value: true, is_in_a_list }
        };
        if let Some((at, key, number)) = meant_as_number(text, &line) {
            let value = text.get(at.clone()).unwrap_or_default();
            let message = format!("`{value}` is not a number");
            // Without a unit it may be meant as a text.
            let has_unit = value.starts_with(|c: char| c.is_ascii_digit()) && !number.starts_with('[');
            let text = if has_unit { String::new() } else { format!(", or for a text `{key} = \"{value}\"`") };
            return of_a_value(at, message, format!("write `{key} = {number}`{text}"));
        }
        let value = text.get(span.clone()).unwrap_or_default();
        // In a list or a table, where several stand on a line.
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
            return of_a_value(span, "these are curly quotes, and a text stands between straight ones".into(), help);
        }
        if said.contains("multi-line") && (said.ends_with("expected `\"`") || said.ends_with("expected `'`")) {
            let quotes = if said.contains("basic") { "\"\"\"" } else { "'''" };
            // Everything from its start to the end of the file is taken for a part of the text.
            let start = text.get(..span.start).and_then(|before| before.rfind(quotes)).unwrap_or(span.start);
            return Self {
                at: start..start + quotes.len(),
                message: "this text has no closing quotes".into(),
                help: format!("end it with `{quotes}`"),
                reach: entry_of(text, start).start..text.len() + 1,
                is_of_a_value: false,
                is_in_a_list,
            };
        }
        let (message, help) = explained(&said, span.is_empty());
        if OF_A_LINE.iter().any(|said_of| said.contains(said_of)) {
            return of_a_value(span, message.into(), help.into());
        }
        let reach = entry_of(text, span.start);
        Self { at: span, message: message.into(), help: help.into(), reach, is_of_a_value: false, is_in_a_list }
    }
}

/// The quotes that word processors put in the place of straight ones.
const CURLY: [char; 7] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// A fault in other words, and advice for those that come up often.
fn explained(said: &str, is_empty: bool) -> (&str, &str) {
    if said.contains("must be quoted") && is_empty {
        ("there is no value here", "write one after the `=`, or take the line out")
    } else if said.contains("must be quoted") {
        ("this is neither a number nor a text in quotes", "put a text between quotes, like \"this\"")
    } else if said.contains("recurs") {
        ("this is nested too deep", "no file here needs that: take some brackets out")
    } else if said.contains("duplicate key") {
        ("this key is there twice", "take one of the two out")
    } else if said.starts_with("unclosed array table") {
        ("this header is not closed", "end it with `]]`")
    } else if said.starts_with("unclosed table") {
        ("this header is not closed", "end it with `]`")
    } else if said.contains("key with no value") {
        ("this key has no value", "write `=` and a value after it, or take the line out")
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

const TOML: &str = "see https://toml.io for how TOML is written";

/// The faults that are worth telling: one of a value, and one of a list that is not closed.
fn told(text: &str, faults: impl Iterator<Item = Fault>, is_open: bool) -> Vec<Fault> {
    let mut told: Vec<Fault> = Vec::new();
    for fault in faults {
        if is_open && fault.is_in_a_list {
            // Everything from its start to the end of the file is taken for a part of the list.
            let before = text.get(..fault.at.start).and_then(|before| before.rfind('='));
            let start = before.map_or(fault.at.start, |at| at + 1);
            let list = text.get(start..).unwrap_or_default();
            let at = start + list.len() - list.trim_start().len();
            told.push(Fault {
                at: at..at + 1,
                message: "this list is not closed".into(),
                help: "end it with a `]`".into(),
                reach: entry_of(text, at).start..text.len() + 1,
                is_of_a_value: false,
                is_in_a_list: true,
            });
            break;
        }
        let is_told = |last: &Fault| last.at == fault.at || (last.is_of_a_value && fault.at.start < last.at.end);
        if !told.last().is_some_and(is_told) {
            told.push(fault);
        }
    }
    told
}

/// The line of a file that a byte is on.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
    start..end
}

/// The entry of a file that a byte belongs to: from a header without a dot to the next. Tables in tables have one.
fn entry_of(text: &str, at: usize) -> Range<usize> {
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

/// The key of a line, if nothing but it and its `=` is before a byte.
fn key_of<'t>(text: &'t str, line: &Range<usize>, at: usize) -> Option<&'t str> {
    let key = text.get(line.start..at)?.trim().strip_suffix('=')?.trim();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    is_key.then_some(key)
}

/// What is meant as a number or a range and is none, as the value of a line: where it is, its key, and what to write.
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

/// What a file is written in, if that is not TOML: where it shows, what it is, and what to do.
fn foreign(text: &str) -> Option<(Range<usize>, &'static str, &'static str)> {
    const UTF_8: &str = "save it as UTF-8: most editors ask for the encoding when saving";
    if let Some(at) = text.find('\0')
        && text.bytes().filter(|byte| *byte == 0).count() * 4 >= text.len()
    {
        // Of a letter's four bytes three are nothing, of its two one.
        let is_wider = text.bytes().filter(|byte| *byte == 0).count() * 8 >= text.len() * 5;
        let message = if is_wider { "the file is UTF-32, not UTF-8" } else { "the file is UTF-16, not UTF-8" };
        return Some((at..at + 1, message, UTF_8));
    }
    let bytes = text.as_bytes();
    let lone = |at: &usize| bytes.get(*at) == Some(&b'\r') && bytes.get(*at + 1) != Some(&b'\n');
    if let Some(at) = text.match_indices('\r').map(|(at, _)| at).find(lone) {
        let message = "a line ends here with a carriage return and nothing else";
        return Some((at..at + 1, message, "save the file with the line ends of Unix or of Windows"));
    }
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_start_matches('\u{feff}').trim())
    });
    let mut lines = lines.into_iter();
    let (at, first) = lines.find(|(_, line)| !line.is_empty() && !line.starts_with('#'))?;
    let at = at..at + first.len();
    let write = "write it in TOML: lines like `key = \"value\"`, below headers like `[name]`";
    let is_list = first.strip_prefix('[').is_some_and(|rest| match rest.trim_start() {
        "" => lines.any(|(_, line)| line.starts_with(['{', '"', ']'])),
        rest => rest.starts_with('{'),
    });
    if first.starts_with('{') || is_list {
        return Some((at, "this looks like JSON", write));
    }
    let is_yaml = first == "---"
        || first.split_once(':').is_some_and(|(key, value)| {
            let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            is_word && (value.is_empty() || value.starts_with(' '))
        });
    is_yaml.then_some((at, "this looks like YAML", write))
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
