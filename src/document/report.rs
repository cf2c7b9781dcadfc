//! How a problem is shown: what is wrong, the place, the line with a mark under it, what to do.
//!
//! Text of a file reaches the terminal only from here, so all of it is made [`printable`].

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::diagnostic::{Problem, Severity, Sources, Unreadable};
use crate::printable::printable;

/// The most characters of a line that is shown whole; with the line number it fits a terminal of 80 columns.
const WHOLE: usize = 68;
/// The most characters shown before the mark and under it, where a line is not shown whole.
const MOST_BEFORE: usize = 16;
const MOST_MARKED: usize = 36;

impl Sources {
    /// A problem as text: message, place, the line, what to do.
    pub fn render(&self, problem: &Problem, colour: bool) -> String {
        let Problem { place, severity, message, help, .. } = problem;
        report(*severity, message, Some((self.name(place.file), self.line(*place))), help, colour)
    }
}

impl Unreadable {
    pub(crate) fn render(&self, colour: bool) -> String {
        let message = format!("{}: {}", self.file, self.message);
        report(Severity::Error, &message, None, std::slice::from_ref(&self.help), colour)
    }
}

/// A line of a file: its number, and its text before, in and after a place.
type ExcerptLine<'a> = (usize, &'a str, &'a str, &'a str);

/// A problem as text, without a line break at its end. `excerpt` is the file and the line that it is about.
fn report(
    severity: Severity,
    message: &str,
    excerpt: Option<(&str, ExcerptLine<'_>)>,
    help: &[String],
    colour: bool,
) -> String {
    let paint = |code: &str, text: &str| if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() };
    let (word, code) = match severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
    };
    let frame = |text: &str| paint("34", text);
    let mut out = format!("{}{}", paint(code, word), paint("1", &format!(": {}", printable(message))));
    let mut gutter = String::new();
    if let Some((path, (line, before, marked, after))) = excerpt {
        let column = before.chars().count() + 1;
        let number = line.to_string();
        gutter = " ".repeat(number.len());
        let (before, marked, after) = cut(before, marked, after);
        let (indent, marks) = (" ".repeat(before.width()), "^".repeat(marked.width().max(1)));
        let place = format!("{}:{line}:{column}", printable(path));
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{gutter}{} {place}", frame("-->"));
        let _ = write!(out, "\n{gutter} {}", frame("|"));
        let _ = write!(out, "\n{} {} {before}{marked}{after}", frame(&number), frame("|"));
        let _ = write!(out, "\n{gutter} {} {indent}{}", frame("|"), paint(code, &marks));
    }
    for help in help {
        let _ = write!(out, "\n{gutter} {} {}: {}", frame("="), paint("1", "help"), printable(help));
    }
    out
}

/// The three parts of a line, safe to print; a long line is cut to what is near the mark.
fn cut(before: &str, marked: &str, after: &str) -> (String, String, String) {
    if [before, marked, after].iter().map(|part| part.chars().take(WHOLE + 1).count()).sum::<usize>() <= WHOLE {
        return (shown(before), shown(marked), shown(after));
    }
    let before = match before.char_indices().rev().nth(MOST_BEFORE) {
        Some((start, _)) => format!("...{}", shown(before.get(start..).unwrap_or_default())),
        None => shown(before),
    };
    let marked = beginning_of(marked, MOST_MARKED);
    let room = WHOLE.saturating_sub(before.chars().count() + marked.chars().count());
    (before, marked, beginning_of(after, room))
}

/// The beginning of a text that may be long.
fn beginning_of(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", shown(text.get(..end).unwrap_or_default())),
        None => shown(text),
    }
}

/// A part of a line, safe to print, with spaces for tabs.
fn shown(text: &str) -> String {
    printable(&text.replace('\t', "    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(before: &str, marked: &str, after: &str) -> String {
        let excerpt = Some(("a\x1b.toml", (12, before, marked, after)));
        super::report(Severity::Error, "bad", excerpt, &["fix it".to_owned()], false)
    }

    #[test]
    fn the_mark_is_under_what_is_marked() {
        let expected = "error: bad\n  --> a␛.toml:12:6\n   |\n12 |     气 = 0;\n   |          ^\n   = help: fix it";
        assert_eq!(report("\t气 = ", "0", ";"), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let long = "x".repeat(1000);
        let shown = report(&long, "0", &long);
        assert!(shown.lines().all(|line| line.len() < 80), "{shown}");
        let mark = shown.lines().find_map(|line| line.find('^'));
        assert_eq!(mark, shown.lines().find_map(|line| line.find("0xxx")));
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let report = |colour| super::report(Severity::Warning, "odd", None, &["look".to_owned()], colour);
        let mut plain = report(true);
        for code in ["1;33", "1", "34", "0"] {
            plain = plain.replace(&format!("\x1b[{code}m"), "");
        }
        assert_eq!(plain, report(false));
    }
}
