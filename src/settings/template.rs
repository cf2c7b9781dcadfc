//! The config file that `stretch config --edit` begins with: every setting with its meaning, commented out.
//!
//! An unchanged template must have no effect.

use std::fmt::Write as _;

use textwrap::{Options, WordSplitter, fill};

use super::Settings;
use super::row::SettingRow;
use crate::events::NAMES;

const HEAD: &str = "\
# The settings of `stretch`. The lines that are commented out show the defaults: to change one, remove the `# ` in front
# of it and edit the value. `stretch config` shows what is in effect. Options on the command line beat this file.
";

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
        "Programs to run at an event, each a list of words of which the first is the program; see docs/hooks.md. \
         Events: {}.",
        NAMES.join(", ")
    ));
    // Writing to a string cannot fail.
    let _ = write!(out, "# [hooks]\n# {} = [\"notify-send\", \"Well done\"]\n", NAMES[NAMES.len() - 1]);
    format!("\n{out}")
}

fn comment(text: &str) -> String {
    let options = Options::new(118)
        .initial_indent("# ")
        .subsequent_indent("# ")
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    format!("{}\n", fill(text, options))
}
