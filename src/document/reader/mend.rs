//! Mending the faults of a file's TOML that would hide what stands below them: a value or a header that is not closed, a
//! key without its `=`.
//!
//! A mend puts in what is plainly missing, or takes out what cannot be understood. It must never lead to an error that
//! the author did not make.

use std::{borrow::Cow, ops::Range};

use toml::de::DeTable;

use super::syntax::{Fault, TOO_DEEP, line_of};

/// A part of a text, and what is read in its place.
pub struct Mend {
    pub part: Range<usize>,
    pub with: String,
}

/// The mends of a text, in its order.
#[derive(Default)]
pub struct Mends(Vec<Mend>);

impl Mends {
    /// Adds a mend. Nothing is mended twice.
    pub fn add(&mut self, mend: Mend) -> bool {
        let at = self.0.partition_point(|known| known.part.start <= mend.part.start);
        let is_free = |known: &Mend| known.part.end <= mend.part.start && known.part != mend.part;
        let before = at.checked_sub(1).and_then(|before| self.0.get(before)).is_none_or(is_free);
        let after = self.0.get(at).is_none_or(|after| mend.part.end <= after.part.start);
        if before && after {
            self.0.insert(at, mend);
        }
        before && after
    }

    /// The text with its mends.
    pub fn applied<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let (mut mended, mut done) = (String::with_capacity(text.len()), 0);
        for Mend { part, with } in &self.0 {
            mended.push_str(text.get(done..part.start).unwrap_or_default());
            mended.push_str(with);
            done = part.end;
        }
        mended.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(mended)
    }

    /// Where a part of the mended text stands in the text as it was.
    pub fn original(&self, part: &Range<usize>) -> Range<usize> {
        self.original_byte(part.start)..self.original_byte(part.end)
    }

    fn original_byte(&self, at: usize) -> usize {
        // Two bytes that are the same one, each in its text; from there on both go on alike up to the next mend.
        let (mut was, mut is) = (0, 0);
        for Mend { part, with } in &self.0 {
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

/// What closes each value of a text that is not closed where something new plainly begins. What is told of it is nothing
/// where another fault is the reason.
pub fn closing(text: &str, most: usize) -> Vec<(Mend, Option<Fault>)> {
    let starts = starts(text);
    let start = |at: usize| starts.get(at).copied().unwrap_or(text.len());
    let mut closing = Vec::new();
    let mut at = 0;
    while at < starts.len() {
        let begin = start(at);
        let open_to = |last: usize| Open::of(text.get(begin..start(last + 1)).unwrap_or_default());
        let (mut last, mut open) = (at, open_to(at));
        if open.ends.starts_with('}') {
            // The lines of a table begin with keys, too.
            let is_inside = |next: &usize| !is_header(line_at(text, start(*next)));
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
            // Nobody reads more of them, and each takes its time.
            let message = "more values are not closed, from here on";
            let fault = Fault::new(part.clone(), message, "mend those above, and check the file again");
            let rest = Mend { part: begin..text.len(), with: String::new() };
            closing.push((rest, Some(Fault { reach: begin..text.len() + 1, is_lost: true, ..fault })));
            break;
        }
        closing.push(open.closing(text, part));
    }
    closing
}

/// The most lines that a table is looked through for its end.
const LONGEST_TABLE: usize = 16;

/// A part of a text with a value that is not closed.
struct Open {
    /// What closes it; nothing if it is closed.
    ends: String,
    /// Whether a text in it has no closing quote, which may hide what follows it on its line.
    lacks_quote: bool,
    is_too_deep: bool,
}

impl Open {
    fn of(part: &str) -> Self {
        let mut open = Self { ends: String::new(), lacks_quote: false, is_too_deep: false };
        // Nearly every value is closed, and only these can go on below their line.
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

    fn closing(self, text: &str, part: Range<usize>) -> (Mend, Option<Fault>) {
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
            let mend = Mend { part: part.clone(), with: "\n".to_owned() };
            let (message, help) = TOO_DEEP;
            let fault = Fault::new(fault.at, message, help).of_its_table(text);
            return (mend, Some(Fault { covers: part, ..fault }));
        }
        // A comment may stand on the line above.
        let with = format!("\n{}\n", self.ends);
        let is_clear = DeTable::parse(&[value, &with].concat()).is_ok();
        let fault = if is_clear { fault } else { fault.of_its_table(text) };
        let fault = Fault {
            covers: part.clone(),
            reach: fault.reach.start.min(part.start)..fault.reach.end.max(part.end),
            ..fault
        };
        (Mend { part: part.end..part.end, with }, (!self.lacks_quote).then_some(fault))
    }
}

/// The mend of a line that has a fault, which hides what stands below it.
pub fn of_line(text: &str, at: usize, said: &str) -> Option<(Mend, Fault)> {
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
        return Some((Mend { part: at..at + 1, with: String::new() }, fault.of_its_line(text)));
    }
    (said.starts_with("key with no value") || said.starts_with("missing value for key"))
        .then(|| key(text, &line, &shown))
}

/// A header that is not as it should be, written as what it plainly is.
fn header(text: &str, line: &Range<usize>, shown: &Range<usize>) -> (Mend, Fault) {
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
        return (Mend { part: shown.clone(), with: header }, fault.of_its_line(text));
    }
    let help = "a header is a name between brackets, like `[[stretch]]`";
    let fault = Fault::new(shown.clone(), "this is not a header", help).of_its_entry(text);
    // What stands below it must not be taken for a part of what stands above.
    (Mend { part: shown.clone(), with: format!("[-{}]", line.start) }, fault)
}

/// The longest value that is written out in advice.
const SHOWN: usize = 60;

/// A key without an `=`, or what begins like one.
fn key(text: &str, line: &Range<usize>, shown: &Range<usize>) -> (Mend, Fault) {
    let whole = text.get(shown.clone()).unwrap_or_default();
    let (key, rest) = whole.split_at(whole.find(|c| !is_of_a_key(c)).unwrap_or(whole.len()));
    let value = rest.trim_start().trim_start_matches(':').trim_start();
    let at = shown.start + key.len();
    if !key.is_empty() && (value.is_empty() || value.starts_with('#')) {
        let fault = Fault::new(at..at, "this key has no value", "write `=` and a value after it, or take the line out");
        return (Mend { part: shown.clone(), with: format!("{key} = \"\"") }, fault.of_its_line(text));
    }
    let start = shown.end - value.len();
    let is_value = |end: usize| {
        let value = text.get(start..end).unwrap_or_default();
        DeTable::parse(&format!("{key} = {value}")).is_ok()
    };
    let below = || Some(after(text, line.end, begins)).filter(|end| is_value(*end));
    if let Some(end) = Some(line.end).filter(|end| is_value(*end)).or_else(below) {
        let help = if end == line.end && value.len() <= SHOWN {
            format!("write `{key} = {value}`")
        } else {
            format!("write `{key} =` before its value")
        };
        let fault = Fault::new(shown.clone(), format!("there is no `=` after `{key}`"), help);
        let part = line.start..end.max(line.end + 1);
        return (
            Mend { part: at..start, with: " = ".to_owned() },
            Fault { covers: part.clone(), reach: part, ..fault },
        );
    }
    let help = "write a key, `=` and a value, or take the line out";
    let fault = Fault::new(shown.clone(), "this is neither a header nor a key with its value", help);
    (Mend { part: shown.clone(), with: String::new() }, fault.of_its_table(text))
}

fn is_of_a_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// A line without the room around it.
fn trimmed(whole: &str, line: &Range<usize>) -> Range<usize> {
    let start = line.start + (whole.len() - whole.trim_start().len());
    start..start + whole.trim().len()
}

/// Where the lines begin that plainly begin something new; the first line does.
fn starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(|(at, line)| *at == 0 || begins(line)).map(|(at, _)| at).collect()
}

/// The most lines that are looked through for where something begins or ends: each fault looks for itself.
const FAR: usize = 200;

/// The part of a text that a byte belongs to: from a line that plainly begins something new to the next.
pub fn part_of(text: &str, at: usize) -> Range<usize> {
    before(text, at, begins).unwrap_or_default()..after(text, at, begins)
}

/// The table that a byte belongs to: from its header to the next.
pub fn table_of(text: &str, at: usize) -> Range<usize> {
    before(text, at, is_header).unwrap_or_default()..after(text, at, is_header)
}

/// Where the last line begins, up to that of a byte, that `is` so.
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

/// Where the first line begins, after that of a byte, that `is` so; the end of what is looked through if none is.
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

/// The line that begins at a byte.
fn line_at(text: &str, at: usize) -> &str {
    text.get(line_of(text, at)).unwrap_or_default()
}

/// Whether a line is a header, whole or not.
fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    let name = line.trim_start_matches('[');
    name.len() < line.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()) && !line.contains([',', '"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_of_a_mended_text_has_its_place_in_the_text_as_it_was() {
        let text = "ab cd ef";
        let mut mends = Mends::default();
        for (part, with) in [(3..5, "CDCD"), (2..2, "++"), (5..6, "")] {
            assert!(mends.add(Mend { part, with: with.to_owned() }));
        }
        assert!(!mends.add(Mend { part: 4..6, with: String::new() }));
        let mended = mends.applied(text);
        assert_eq!(mended, "ab++ CDCDef");
        let original: Vec<_> = (0..=mended.len()).map(|at| mends.original_byte(at)).collect();
        assert_eq!(original, [0, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7, 8]);
        assert_eq!(text.get(mends.original(&(9..11))), Some("ef"));
    }
}
