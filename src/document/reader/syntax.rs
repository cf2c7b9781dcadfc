//! Parsing the TOML of a file as far as possible, and reporting every fault in it.
//!
//! A fault does not end the reading. Values near it may be wrong only because of it, so problems there are not reported.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::Reader;
use super::fault::{Fault, REST_OF_A_LINE};
use super::repair::{closing, of_line};
use crate::document::diagnostic::{MOST_PROBLEMS, Place, Problem};
use crate::order::sorted;

/// How often a file is parsed after its faults were repaired.
const MOST_TRIES: usize = 4;

impl Reader {
    /// Parses a file's text and reads it; every fault is reported. `None` if the text is not TOML at all.
    pub(crate) fn toml<T>(&self, text: &str, read: impl FnOnce(&DeTable<'_>) -> T) -> Option<T> {
        if let Some((at, message, help)) = foreign(text) {
            self.report_faults(&[Fault { is_lost: true, ..Fault::new(at, message, help) }]);
            return None;
        }
        let mut found = Vec::new();
        let mut tries = 0;
        loop {
            let repaired = self.repairs.borrow().applied(text);
            let (document, errors) = DeTable::parse_recoverable(&repaired);
            let errors = sorted(errors, |error| error.span().unwrap_or_default().start as u64);
            tries += 1;
            if tries == MOST_TRIES || !self.repair(text, &errors, &mut found, tries == 1) {
                self.add_faults(text, &errors, &mut found);
                self.report_faults(&found);
                return Some(read(document.get_ref()));
            }
        }
    }

    /// Repairs faults that would hide what is below them; false if there are none.
    fn repair(&self, text: &str, errors: &[Error], found: &mut Vec<Fault>, is_first: bool) -> bool {
        let mut repairs = self.repairs.borrow_mut();
        let closing = if is_first && !errors.is_empty() { closing(text, MOST_PROBLEMS) } else { Vec::new() };
        let mut any = !closing.is_empty();
        for (repair, fault) in closing {
            repairs.add(repair);
            found.extend(fault);
        }
        // What is wrong with single lines shows only once every value is closed.
        if any {
            return true;
        }
        let place = |error: &Error| repairs.original(&error.span().unwrap_or_default()).start;
        let places: Vec<_> = errors.iter().take(MOST_PROBLEMS).map(place).collect();
        for (at, error) in places.into_iter().zip(errors) {
            if found.iter().any(|other| other.covers.contains(&at)) {
                continue;
            }
            if let Some((repair, fault)) = of_line(text, at, error.message())
                && repairs.add(repair)
            {
                found.push(fault);
                any = true;
            }
        }
        any
    }

    /// Adds the faults that are left, except those that come from others.
    fn add_faults(&self, text: &str, errors: &[Error], found: &mut Vec<Fault>) {
        let repairs = self.repairs.borrow();
        // Only so many are shown, and each takes time.
        let (errors, rest) = errors.split_at(errors.len().min(MOST_PROBLEMS));
        for error in errors {
            let span = repairs.original(&error.span().unwrap_or_default());
            let is_rest = error.message().starts_with(REST_OF_A_LINE);
            let explains = |other: &Fault| {
                other.covers.contains(&span.start) || other.at == span || (is_rest && other.reach.contains(&span.start))
            };
            if !found.iter().any(explains) {
                found.push(Fault::found(text, span, error.message()));
            }
        }
        if let Some(first) = rest.first() {
            let at = repairs.original(&first.span().unwrap_or_default());
            let message = format!("the TOML has {} more faults from here on", rest.len());
            let reach = at.start..text.len() + 1;
            let fault = Fault::new(at, message, "fix those above, and check the file again");
            found.push(Fault { reach, is_lost: true, ..fault });
        }
    }

    fn report_faults(&self, faults: &[Fault]) {
        for Fault { at, message, help, reach, is_lost, .. } in faults {
            let place = Place::new(self.file, at);
            self.problems.borrow_mut().push(Problem::error(place, message.as_str()).help(help.as_str()));
            self.doubtful.borrow_mut().push(reach.clone());
            if *is_lost {
                self.lost_entries();
            }
        }
    }
}

/// The format of a file that is not TOML: where it shows, what it is, and what to do.
fn foreign(text: &str) -> Option<(Range<usize>, &'static str, &'static str)> {
    const UTF_8: &str = "save it as UTF-8: most editors ask for the encoding when saving";
    if let Some(at) = text.find('\0')
        && text.bytes().filter(|byte| *byte == 0).count() * 4 >= text.len()
    {
        // In UTF-32 three of a letter's four bytes are zero, in UTF-16 one of two.
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
