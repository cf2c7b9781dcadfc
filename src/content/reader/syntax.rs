//! Reading TOML as such: what a fault in it is called, and what to do about those that come up often.
//!
//! It knows nothing of what a file is about.

use toml::{Spanned, de::DeTable};

use super::Reader;
use crate::content::diagnostic::{Place, Problem};

impl Reader {
    /// The TOML of the file's text; nothing if there is any fault in it, and each is reported.
    pub fn toml<'t>(&self, text: &'t str) -> Option<Spanned<DeTable<'t>>> {
        let (document, faults) = DeTable::parse_recoverable(text);
        for fault in &faults {
            self.report(problem(self.place(&fault.span().unwrap_or_default()), fault.message()));
            self.lost_entries();
        }
        // A value that could not be read would only be complained about twice.
        faults.is_empty().then_some(document)
    }
}

/// A fault in the TOML itself, with advice for those that come up often.
fn problem(place: Place, message: &str) -> Problem {
    let said = message.trim().replace('\n', " ");
    let (message, help) = if said.contains("must be quoted") && place.start == place.end {
        ("there is no value here", "write one after the `=`, or take the line out")
    } else if said.contains("must be quoted") {
        ("this is neither a number nor a text in quotes", "put a text between quotes, like \"this\"")
    } else if said.contains("recurs") {
        ("this is nested too deep", "no file here needs that: take some brackets out")
    } else if said.contains("duplicate key") {
        ("this key is there twice", "take one of the two out")
    } else if said.contains("basic string") && said.ends_with("expected `\"`") {
        ("this text has no closing quote", "end it with a quote, on the same line")
    } else if said.contains("non-double-quote visible characters") {
        ("a text holds a control character", "take it out, or put a space in its place")
    } else if said.is_empty() {
        ("this is not TOML", "")
    } else {
        (said.as_str(), "")
    };
    let problem = Problem::error(place, message);
    if help.is_empty() { problem.help("see https://toml.io for how TOML is written") } else { problem.help(help) }
}
