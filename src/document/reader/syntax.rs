//! Reading TOML as such: what a fault in it is called, and what to do about those that come up often.
//!
//! A fault does not keep the rest of the file from being read. What is read near it may be wrong only because of it, and
//! nothing is said of that. It knows nothing of what a file is about.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::{
    Reader,
    mend::{closing, of_line, part_of, table_of},
    number::{plain_number, plain_range},
};
use crate::document::diagnostic::{MOST_PROBLEMS, Place, Problem};

/// How often a file is read anew after its faults were mended.
const MOST_TRIES: usize = 4;

impl Reader {
    /// Has the TOML of a file's text read, as far as it can be; every fault is reported. Nothing if it is no TOML at all.
    pub fn toml<T>(&self, text: &str, read: impl FnOnce(&DeTable<'_>) -> T) -> Option<T> {
        if let Some((at, message, help)) = foreign(text) {
            self.tell(&[Fault { is_lost: true, ..Fault::new(at, message, help) }]);
            return None;
        }
        let mut told = Vec::new();
        let mut tries = 0;
        loop {
            let mended = self.mends.borrow().applied(text);
            let (document, mut faults) = DeTable::parse_recoverable(&mended);
            in_order(&mut faults);
            tries += 1;
            if tries == MOST_TRIES || !self.mend(text, &faults, &mut told, tries == 1) {
                self.told_of(text, &faults, &mut told);
                self.tell(&told);
                return Some(read(document.get_ref()));
            }
        }
    }

    /// Mends what would hide something; false if nothing does.
    fn mend(&self, text: &str, faults: &[Error], told: &mut Vec<Fault>, is_first: bool) -> bool {
        let mut mends = self.mends.borrow_mut();
        let closing = if is_first && !faults.is_empty() { closing(text, MOST_PROBLEMS) } else { Vec::new() };
        let mut any = !closing.is_empty();
        for (mend, fault) in closing {
            mends.add(mend);
            told.extend(fault);
        }
        // Only then it can be seen what is wrong with the lines.
        if any {
            return true;
        }
        let found: Vec<_> = faults.iter().take(MOST_PROBLEMS).collect();
        let found: Vec<_> = found
            .into_iter()
            .map(|fault| (mends.original(&fault.span().unwrap_or_default()), fault.message()))
            .collect();
        for (span, said) in found {
            if told.iter().any(|other| other.covers.contains(&span.start)) {
                continue;
            }
            if let Some((mend, fault)) = of_line(text, span.start, said)
                && mends.add(mend)
            {
                told.push(fault);
                any = true;
            }
        }
        any
    }

    /// Adds the faults that are left, unless they come from those that are told already.
    fn told_of(&self, text: &str, faults: &[Error], told: &mut Vec<Fault>) {
        let mends = self.mends.borrow();
        // Nobody reads more of them, and each takes its time.
        let (found, rest) = faults.split_at(faults.len().min(MOST_PROBLEMS));
        for fault in found {
            let span = mends.original(&fault.span().unwrap_or_default());
            let is_rest = fault.message().starts_with(REST_OF_A_LINE);
            let is_told = |other: &Fault| {
                other.covers.contains(&span.start) || other.at == span || (is_rest && other.reach.contains(&span.start))
            };
            let is_told = told.iter().any(is_told);
            if !is_told {
                told.push(Fault::read(text, span, fault.message()));
            }
        }
        if let Some(first) = rest.first() {
            let at = mends.original(&first.span().unwrap_or_default());
            let message = format!("the TOML has {} more faults from here on", rest.len());
            let reach = at.start..text.len() + 1;
            let fault = Fault::new(at, message, "mend those above, and check the file again");
            told.push(Fault { reach, is_lost: true, ..fault });
        }
    }

    fn tell(&self, faults: &[Fault]) {
        for Fault { at, message, help, reach, is_lost, .. } in faults {
            let place = Place::new(self.file, at);
            self.problems.borrow_mut().push(Problem::error(place, message.as_str()).help(help.as_str()));
            self.silence(reach.clone());
            if *is_lost {
                self.lost_entries();
            }
        }
    }
}

/// A fault in the TOML, with what to do about it.
#[derive(Debug)]
pub struct Fault {
    pub at: Range<usize>,
    pub message: String,
    pub help: String,
    /// Where other faults come from this one.
    pub covers: Range<usize>,
    /// What of the file may look wrong only because of it.
    pub reach: Range<usize>,
    /// Whether entries may be missing because of it.
    pub is_lost: bool,
}

/// What is said of a line that goes on after its value, which may be because of the value.
const REST_OF_A_LINE: &str = "unexpected key or value";

/// What is said of a text without quotes, which depends on its first letter.
const UNQUOTED: [&str; 3] = ["must be quoted", "invalid boolean", "invalid float, expected `"];

/// What is said of faults that go no further than their line.
const OF_A_LINE: [&str; 7] = [
    "missing opening quote",
    "duplicate key",
    "basic string, expected `\"`",
    "literal string, expected `'`",
    REST_OF_A_LINE,
    "escape",
    "visible characters",
];

/// What is said of faults that go no further than the list or table they are in.
const OF_A_VALUE: [&str; 4] = ["array elements", "in array", "inline table", "key-value pairs"];

impl Fault {
    pub fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (covers, reach) = (at.clone(), at.clone());
        Self { at, message: message.into(), help: help.into(), covers, reach, is_lost: false }
    }

    /// One that makes a line doubtful, and what belongs to it.
    pub fn of_its_line(self, text: &str) -> Self {
        let line = line_of(text, self.at.start);
        let line = line.start..line.end + 1;
        Self { covers: line.clone(), reach: line, ..self }
    }

    /// One that makes an entry doubtful.
    pub fn of_its_entry(self, text: &str) -> Self {
        let reach = entry_of(text, self.at.start);
        Self { reach, is_lost: true, ..self.of_its_line(text) }
    }

    /// One that makes a table doubtful, without those in it.
    pub fn of_its_table(self, text: &str) -> Self {
        let reach = table_of(text, self.at.start);
        Self { reach, is_lost: true, ..self.of_its_line(text) }
    }

    fn read(text: &str, span: Range<usize>, said: &str) -> Self {
        let said = said.trim().replace('\n', " ");
        let line = line_of(text, span.start);
        let of_a_value = |at: Range<usize>, message, help| {
            let covers = at.clone();
            Self { covers, ..Self::new(at, message, help).of_its_line(text) }
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

/// The quotes that word processors put in the place of straight ones.
const CURLY: [char; 7] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// A fault in other words, and advice for those that come up often.
fn in_order(faults: &mut [Error]) {
    faults.sort_by_key(|fault| fault.span().unwrap_or_default().start);
}

fn explained(said: &str, is_empty: bool) -> (&str, &str) {
    if said.contains("must be quoted") && is_empty {
        ("there is no value here", "write one after the `=`, or take the line out")
    } else if said.contains("missing opening quote") {
        ("this text has no opening quote", "begin it with a quote, as it ends")
    } else if said.contains("invalid boolean") {
        ("this is neither true nor false, and no text in quotes", "put a text between quotes, like \"this\"")
    } else if said.contains("missing comma") {
        ("there is no comma here", "put one between what stands side by side in a list or a table")
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

/// What is told of too many brackets in brackets.
pub const TOO_DEEP: (&str, &str) = ("this is nested too deep", "no file here needs that: take some brackets out");

const TOML: &str = "see https://toml.io for how TOML is written";

/// The line of a file that a byte is on.
pub fn line_of(text: &str, at: usize) -> Range<usize> {
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
    let is_yaml = ["---", "- ", "%YAML"].iter().any(|yaml| first.starts_with(yaml))
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
