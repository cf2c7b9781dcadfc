//! Repairs to a copy of the TOML text, for faults that would hide what is below them: a value or a header that is not
//! closed, a key without its `=`.
//!
//! A repair adds what is clearly missing, or removes what cannot be understood. It must never cause an error that the
//! author did not make.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use super::fault::{Fault, TOO_DEEP};
use super::lines::{is_header, is_of_a_key, line_of, next_start, starts};

/// A part of a text, and what replaces it.
pub(crate) struct Repair {
    pub(crate) part: Range<usize>,
    pub(crate) with: String,
}

#[derive(Default)]
pub(crate) struct Repairs(Vec<Repair>);

impl Repairs {
    /// Adds a repair, unless it overlaps one that there is already.
    pub(crate) fn add(&mut self, repair: Repair) -> bool {
        let at = self.0.partition_point(|known| known.part.start <= repair.part.start);
        let is_free = |known: &Repair| known.part.end <= repair.part.start && known.part != repair.part;
        let before = at.checked_sub(1).and_then(|before| self.0.get(before)).is_none_or(is_free);
        let after = self.0.get(at).is_none_or(|after| repair.part.end <= after.part.start);
        if before && after {
            self.0.insert(at, repair);
        }
        before && after
    }

    pub(crate) fn applied<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let (mut repaired, mut done) = (String::with_capacity(text.len()), 0);
        for Repair { part, with } in &self.0 {
            repaired.push_str(text.get(done..part.start).unwrap_or_default());
            repaired.push_str(with);
            done = part.end;
        }
        repaired.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(repaired)
    }

    /// Where a part of the repaired text is in the original.
    pub(crate) fn original(&self, part: &Range<usize>) -> Range<usize> {
        self.original_byte(part.start)..self.original_byte(part.end)
    }

    fn original_byte(&self, at: usize) -> usize {
        // The same place in the original and in the repaired text, after the last repair before `at`.
        let (mut was, mut is) = (0, 0);
        for Repair { part, with } in &self.0 {
            let start = is + (part.start - was);
            if at < start {
                break;
            }
            if at < start + with.len() {
                return (part.start + at - start).min(part.end);
            }
            (was, is) = (part.end, start + with.len());
        }
        was + (at - is)
    }
}

/// Closes every value that is still open where the next table or key starts. There is no fault to report for a value
/// that is open because of another fault.
pub(crate) fn closing(text: &str, most: usize) -> Vec<(Repair, Option<Fault>)> {
    let starts = starts(text);
    let start = |at: usize| starts.get(at).copied().unwrap_or(text.len());
    let mut closing = Vec::new();
    let mut at = 0;
    while at < starts.len() {
        let begin = start(at);
        let open_to = |last: usize| Open::of(text.get(begin..start(last + 1)).unwrap_or_default());
        let (mut last, mut open) = (at, open_to(at));
        if open.ends.starts_with('}') {
            // Lines within an inline table start with keys, too.
            let is_inside = |next: &usize| !is_header(text.get(line_of(text, start(*next))).unwrap_or_default());
            let following = (at + 1..starts.len()).take(LONGEST_TABLE).take_while(is_inside);
            let mut longer = following.map(|last| (last, open_to(last)));
            (last, open) = longer.find(|(_, open)| !open.ends.starts_with('}')).unwrap_or((last, open));
        }
        let part = begin..start(last + 1);
        at = last + 1;
        if open.ends.is_empty() {
            continue;
        }
        if closing.len() == most {
            // Only so many are shown, and each takes time.
            let message = "more values are not closed, from here on";
            let fault = Fault::new(part.clone(), message, "fix those above, and check the file again");
            let rest = Repair { part: begin..text.len(), with: String::new() };
            closing.push((rest, Some(Fault { reach: begin..text.len() + 1, is_lost: true, ..fault })));
            break;
        }
        closing.push(open.closing(text, part));
    }
    closing
}

/// The most lines in which the end of an inline table is looked for.
const LONGEST_TABLE: usize = 16;

/// Whether a part of a text has a value that is not closed.
struct Open {
    /// What closes it; empty if it is closed.
    ends: String,
    /// Whether a text in it has no closing quote: that may hide the rest of its line.
    lacks_quote: bool,
    is_too_deep: bool,
}

impl Open {
    fn of(part: &str) -> Self {
        let mut open = Self { ends: String::new(), lacks_quote: false, is_too_deep: false };
        // Only these values can go on below their line.
        if !["[", "{", "\"\"\"", "'''"].iter().any(|opening| part.contains(opening)) {
            return open;
        }
        for fault in DeTable::parse_recoverable(part).1 {
            match fault.message() {
                said if said.starts_with("unclosed inline table") => open.ends.push('}'),
                said if said.starts_with("unclosed array,") => open.ends.push(']'),
                said if said.starts_with("invalid multi-line basic string, expected `\"`") => {
                    open.ends.insert_str(0, "\"\"\"");
                }
                said if said.starts_with("invalid multi-line literal string, expected `'`") => {
                    open.ends.insert_str(0, "'''");
                }
                said => {
                    open.lacks_quote |= said.contains("string, expected `");
                    open.is_too_deep |= said.contains("recurs");
                }
            }
        }
        open
    }

    fn closing(self, text: &str, part: Range<usize>) -> (Repair, Option<Fault>) {
        let value = text.get(part.clone()).unwrap_or_default();
        let after = value.find('=').map_or(0, |at| at + 1);
        let first = |what: char| value.get(after..).and_then(|value| value.find(what)).map(|at| after + at);
        let (opening, length, message) = match self.ends.get(..3) {
            Some(quotes @ ("\"\"\"" | "'''")) => (value.rfind(quotes), 3, "this text has no closing quotes"),
            _ if self.ends.ends_with(']') => (first('['), 1, "this list is not closed"),
            _ => (first('{'), 1, "this table is not closed"),
        };
        let opening = part.start + opening.unwrap_or_default();
        let help = format!("end it with {}", ["`", &self.ends, "`"].concat());
        let fault = Fault::new(opening..opening + length, message, help);
        if self.is_too_deep {
            let repair = Repair { part: part.clone(), with: "\n".to_owned() };
            let (message, help) = TOO_DEEP;
            let fault = Fault::new(fault.at, message, help).of_its_table(text);
            return (repair, Some(Fault { covers: part, ..fault }));
        }
        // The line before may end in a comment.
        let with = format!("\n{}\n", self.ends);
        let is_clear = DeTable::parse(&[value, &with].concat()).is_ok();
        let fault = if is_clear { fault } else { fault.of_its_table(text) };
        let fault = Fault {
            covers: part.clone(),
            reach: fault.reach.start.min(part.start)..fault.reach.end.max(part.end),
            ..fault
        };
        (Repair { part: part.end..part.end, with }, (!self.lacks_quote).then_some(fault))
    }
}

/// Repairs a line whose fault hides what is below it; `said` is the parser's message.
pub(crate) fn of_line(text: &str, at: usize, said: &str) -> Option<(Repair, Fault)> {
    let line = line_of(text, at);
    let whole = text.get(line.clone())?;
    let shown = trimmed(whole, &line);
    let is_header = whole.trim_start().starts_with('[');
    let is_invalid = match said {
        said if said.starts_with("unclosed array table") || said.starts_with("unclosed table") => true,
        said if said.starts_with("invalid unquoted key") => is_header,
        said if said.starts_with("unexpected key or value") => is_header && whole.trim().ends_with(']'),
        said if said.starts_with("key with no value") => {
            whole.trim().ends_with(']') && !whole.contains(['=', '"', '\'', ','])
        }
        _ => false,
    };
    if is_invalid {
        return Some(header(text, &line, &shown));
    }
    if said.starts_with("extra `=`") {
        let fault = Fault::new(at..at + 1, "there is one `=` too many here", "take it out");
        return Some((Repair { part: at..at + 1, with: String::new() }, fault.of_its_line(text)));
    }
    (said.starts_with("key with no value") || said.starts_with("missing value for key"))
        .then(|| key(text, &line, &shown))
}

/// Writes a faulty header as it is clearly meant.
fn header(text: &str, line: &Range<usize>, shown: &Range<usize>) -> (Repair, Fault) {
    let whole = text.get(shown.clone()).unwrap_or_default();
    let after = whole.trim_start_matches('[');
    let (name_given, rest) = after.split_at(after.find([']', '}', ')', '#']).unwrap_or(after.len()));
    let words: Vec<_> = name_given.split(['.', ' ']).filter(|word| !word.is_empty()).collect();
    let is_plain = !words.is_empty() && words.iter().all(|word| word.chars().all(is_of_a_key));
    let (ends, comment) = rest.split_at(rest.find(|c| !matches!(c, ']' | '}' | ')' | ' ')).unwrap_or(rest.len()));
    if is_plain && (comment.is_empty() || comment.starts_with('#')) {
        let name = words.join(".");
        let is_list = whole.starts_with("[[") || ends.trim_end().len() > 1;
        let header = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
        let opens_as = if is_list { "[[" } else { "[" };
        let message = match () {
            () if name.split('.').count() != name_given.split('.').count() => {
                "a name in a header has dots, and no spaces"
            }
            () if whole.starts_with(opens_as) => "this header is not closed",
            () => "this header does not begin as it ends",
        };
        let fault = Fault::new(shown.clone(), message, format!("write `{header}`"));
        return (Repair { part: shown.clone(), with: header }, fault.of_its_line(text));
    }
    let help = "a header is a name between brackets, like `[[stretch]]`";
    let fault = Fault::new(shown.clone(), "this is not a header", help).of_its_entry(text);
    // What is below it must not become a part of the table above.
    (Repair { part: shown.clone(), with: format!("[-{}]", line.start) }, fault)
}

/// The longest value, in bytes, that a help line repeats.
const SHOWN: usize = 60;

/// Repairs a key without an `=`, or a line that begins like one.
fn key(text: &str, line: &Range<usize>, shown: &Range<usize>) -> (Repair, Fault) {
    let whole = text.get(shown.clone()).unwrap_or_default();
    let (key, rest) = whole.split_at(whole.find(|c| !is_of_a_key(c)).unwrap_or(whole.len()));
    let value = rest.trim_start().trim_start_matches(':').trim_start();
    let at = shown.start + key.len();
    if !key.is_empty() && (value.is_empty() || value.starts_with('#')) {
        let fault = Fault::new(at..at, "this key has no value", "write `=` and a value after it, or take the line out");
        return (Repair { part: shown.clone(), with: format!("{key} = \"\"") }, fault.of_its_line(text));
    }
    let start = shown.end - value.len();
    let is_value = |end: usize| {
        let value = text.get(start..end).unwrap_or_default();
        DeTable::parse(&format!("{key} = {value}")).is_ok()
    };
    let below = || Some(next_start(text, line.end)).filter(|end| is_value(*end));
    if let Some(end) = Some(line.end).filter(|end| is_value(*end)).or_else(below) {
        let help = if end == line.end && value.len() <= SHOWN {
            format!("write `{key} = {value}`")
        } else {
            format!("write `{key} =` before its value")
        };
        let fault = Fault::new(shown.clone(), format!("there is no `=` after `{key}`"), help);
        let part = line.start..end.max(line.end + 1);
        return (
            Repair { part: at..start, with: " = ".to_owned() },
            Fault { covers: part.clone(), reach: part, ..fault },
        );
    }
    let help = "write a key, `=` and a value, or take the line out";
    let fault = Fault::new(shown.clone(), "this is neither a header nor a key with its value", help);
    (Repair { part: shown.clone(), with: String::new() }, fault.of_its_table(text))
}

/// A line without the spaces around it.
fn trimmed(whole: &str, line: &Range<usize>) -> Range<usize> {
    let start = line.start + (whole.len() - whole.trim_start().len());
    start..start + whole.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_of_a_repaired_text_has_its_place_in_the_original() {
        let text = "ab cd ef";
        let mut repairs = Repairs::default();
        for (part, with) in [(3..5, "CDCD"), (2..2, "++"), (5..6, "")] {
            assert!(repairs.add(Repair { part, with: with.to_owned() }));
        }
        assert!(!repairs.add(Repair { part: 4..6, with: String::new() }));
        let repaired = repairs.applied(text);
        assert_eq!(repaired, "ab++ CDCDef");
        let original: Vec<_> = (0..=repaired.len()).map(|at| repairs.original_byte(at)).collect();
        assert_eq!(original, [0, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7, 8]);
        assert_eq!(text.get(repairs.original(&(9..11))), Some("ef"));
    }
}
