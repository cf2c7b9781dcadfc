//! Printing in columns and paragraphs, no wider than the terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

/// The most columns that read well, and the columns without a terminal.
const COMFORTABLE: u16 = 80;
/// The fewest columns of a layout. A narrower terminal wraps.
const NARROWEST: u16 = 20;

/// The columns of the terminal, within these limits.
pub(crate) fn width() -> usize {
    // The text in a file or a pipe must not depend on the window.
    let terminal = io::stdout().is_terminal().then(crossterm::terminal::size);
    let columns = terminal.and_then(Result::ok).map_or(COMFORTABLE, |(columns, _)| columns);
    usize::from(columns.clamp(NARROWEST, COMFORTABLE))
}

/// Adds a paragraph: the first line after `first`, every other after as many spaces. If that leaves too little room, the
/// text begins on a line of its own.
pub(crate) fn paragraph(out: &mut String, first: &str, text: &str) {
    out.push_str(&filled(first, text, width()));
}

/// Adds a heading and an empty line, with one before it unless it is the first line.
pub(crate) fn heading(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{text}\n");
}

fn filled(first: &str, text: &str, width: usize) -> String {
    const LITTLE: usize = 24;
    let indent = display_width(first);
    let margin = first.len() - first.trim_start().len();
    if indent > margin + 4 && width.saturating_sub(indent) < LITTLE.min(width / 2) {
        return format!("{}\n{}", first.trim_end(), filled(&" ".repeat(margin + 2), text, width));
    }
    let after = " ".repeat(indent);
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&after)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        // An address must stay in one piece, even if the line is too long.
        .break_words(!text.contains("://"));
    format!("{}\n", textwrap::fill(text, options).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = "Round up and come back to flat only, never hollow; antidisestablishmentarianism.";
        for width in 20..=80 {
            for first in ["", "  - ", "  muscles   ", "     0:12    0:48  reps     "] {
                let text = filled(first, text, width);
                assert!(text.lines().all(|line| display_width(line) <= width.max(27)), "{width}\n{text}");
                assert!(text.lines().skip(1).all(|line| display_width(line) <= width), "{width}\n{text}");
            }
        }
    }

    #[test]
    fn addresses_and_hyphens_stay_whole() {
        let address = "https://example.org/a-very-long-address-that-no-line-of-this-width-can-hold";
        assert_eq!(filled("    ", address, 30), format!("    {address}\n"));
        assert_eq!(filled("", "See it: Cat-camel", 12), "See it:\nCat-camel\n");
    }

    #[test]
    fn a_label_that_leaves_no_room_stands_alone() {
        assert_eq!(filled("  muscles   ", "erector spinae", 20), "  muscles\n    erector spinae\n");
    }
}
