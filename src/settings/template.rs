//! The config file that `stretch config --edit` begins with: every setting with its meaning, commented out.
//!
//! An unchanged template must have no effect.

use std::fmt::Write as _;

use textwrap::{Options, WordSplitter, fill};

use super::{Settings, row::SettingRow};
use crate::events::NAMES;

const HEAD: &str = "\
# The settings of `stretch`. What is commented out here is what holds without it: take out the `# ` in front of a line
# and change its value. `stretch config` shows what is in effect; an option on the command line beats what is in here.
";

#[must_use]
pub fn template() -> String {
    let rows: String = Settings::default().rows().iter().map(entry).collect();
    format!("{HEAD}{rows}{}", hooks())
}

fn entry(row: &SettingRow) -> String {
    let SettingRow { name, meaning, allowed, .. } = row;
    format!("\n{}# {name} = {}\n", comment(&format!("{meaning} Values: {allowed}.")), row.example())
}

fn hooks() -> String {
    let mut out = comment(&format!(
        "Programs to run at an event, each a list of words of which the first is the program; docs/hooks.md says more. \
         Events: {}.",
        NAMES.join(", ")
    ));
    // Writing to a string cannot fail.
    let _ = write!(out, "# [hooks]\n# {} = [\"notify-send\", \"Well done\"]\n", NAMES[NAMES.len() - 1]);
    format!("\n{out}")
}

/// A text as lines of comment.
fn comment(text: &str) -> String {
    let options = Options::new(118)
        .initial_indent("# ")
        .subsequent_indent("# ")
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    format!("{}\n", fill(text, options))
}
