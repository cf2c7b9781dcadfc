//! How a problem is laid out for a person: what is wrong, the place, the line with a mark under it, what to do.
//!
//! The only way of text from a file to the terminal, so nothing leaves it that is not [`printable`].

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::diagnostic::Severity;
use crate::printable::printable;

/// The widest line that is shown whole; with the line number it fits a terminal of 80 columns.
const WHOLE: usize = 68;

/// The most characters shown before the mark and under it, where a line is not shown whole.
const MOST_BEFORE: usize = 16;
const MOST_MARKED: usize = 36;

/// A problem with all that is shown of it.
pub struct Report<'a> {
    pub severity: Severity,
    pub message: &'a str,
    pub excerpt: Option<Excerpt<'a>>,
    pub help: Vec<&'a str>,
}

/// A line of a file, in three parts: before the mark, under which it is, and after it.
pub struct Excerpt<'a> {
    pub path: &'a str,
    pub line: usize,
    pub column: usize,
    pub before: &'a str,
    pub marked: &'a str,
    pub after: &'a str,
}

impl Report<'_> {
    /// The report, without a line break at its end.
    pub fn render(&self, colour: bool) -> String {
        let paint = |code: &str, text: &str| {
            if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
        };
        let (word, code) = match self.severity {
            Severity::Error => ("error", "1;31"),
            Severity::Warning => ("warning", "1;33"),
        };
        let frame = |text: &str| paint("34", text);
        let mut out = format!("{}{}", paint(code, word), paint("1", &format!(": {}", printable(self.message))));
        let mut gutter = String::new();
        if let Some(Excerpt { path, line, column, before, marked, after }) = self.excerpt {
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
        for help in &self.help {
            let _ = write!(out, "\n{gutter} {} {}: {}", frame("="), paint("1", "help"), printable(help));
        }
        out
    }
}

/// The three parts of a line, safe to print, and of a long line only what is near the mark.
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

/// A part of a line of a file, safe to print, with room where its tabs are.
fn shown(text: &str) -> String {
    printable(&text.replace('\t', "    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(before: &str, marked: &str, after: &str) -> String {
        let excerpt = Excerpt { path: "a\x1b.toml", line: 12, column: 3, before, marked, after };
        let report =
            Report { severity: Severity::Error, message: "bad", excerpt: Some(excerpt), help: vec!["mend it"] };
        report.render(false)
    }

    #[test]
    fn the_mark_is_under_what_is_marked() {
        let expected = "error: bad\n  --> a␛.toml:12:3\n   |\n12 |     气 = 0;\n   |          ^\n   = help: mend it";
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
        let report = Report { severity: Severity::Warning, message: "odd", excerpt: None, help: vec!["look"] };
        let mut plain = report.render(true);
        for code in ["1;33", "1", "34", "0"] {
            plain = plain.replace(&format!("\x1b[{code}m"), "");
        }
        assert_eq!(plain, report.render(false));
    }
}
