//! The words in braces that a step's text may hold, and what they stand for.

use std::borrow::Cow;

use super::model::{Repeat, Side};
use crate::{
    document::{diagnostic::Problem, names::nearest, reader::Fields},
    printable::printable,
};

const SIDE: &str = "side";
const OTHER: &str = "other";
const WAY: &str = "way";
const ALL: [&str; 3] = [SIDE, OTHER, WAY];

/// A text with its placeholders filled in.
#[must_use]
pub fn fill<'a>(text: &'a str, side: Option<Side>, way: Option<&str>) -> Cow<'a, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let mut filled = text.to_owned();
    if let Some(side) = side {
        filled = filled.replace("{side}", &side.to_string()).replace("{other}", &side.other().to_string());
    }
    if let Some(way) = way {
        filled = filled.replace("{way}", way);
    }
    Cow::Owned(filled)
}

/// Whether a text has a placeholder.
#[must_use]
pub fn is_named(text: &str) -> bool {
    placeholders(text).any(|found| found.is_ok_and(|name| ALL.contains(&name)))
}

/// Checks the placeholders of a step against its sides and ways.
pub(super) fn check(fields: &Fields<'_>, text: &str, felt: Option<&str>, each: Option<&Repeat>) {
    for (key, text) in [("text", Some(text)), ("felt", felt)] {
        for found in placeholders(text.unwrap_or_default()) {
            let place = fields.place_of(key);
            match found {
                Ok(name) if ALL.contains(&name) => {
                    let filled = match each {
                        Some(Repeat::Sides(_)) => name != WAY,
                        Some(Repeat::Ways(_)) => name == WAY,
                        Some(Repeat::Once) => false,
                        None => true,
                    };
                    if !filled {
                        let needed = if name == WAY { "ways" } else { "sides" };
                        let problem = Problem::error(place, format!("nothing fills in `{{{name}}}` here"));
                        fields
                            .reader
                            .report(problem.help(format!("give the step `{needed}`, or take `{{{name}}}` out")));
                    }
                }
                Ok(name) => {
                    let problem = Problem::error(place, format!("there is no placeholder `{{{}}}`", printable(name)));
                    fields.reader.report(match nearest(name, ALL) {
                        Some(near) => problem.help(format!("did you mean `{{{near}}}`?")),
                        None => problem.help("there are {side}, {other} and {way}"),
                    });
                }
                Err(brace) => {
                    let problem = Problem::error(place, format!("a `{brace}` without its partner"));
                    fields.reader.report(problem.help("braces are for {side}, {other} and {way} alone"));
                }
            }
        }
    }
}

/// Checks that a text that is shown as it is has nothing to fill in.
pub(super) fn none(fields: &Fields<'_>, key: &str) {
    if fields.has_text(key, |text| brace(text).is_some()) {
        let problem = Problem::error(fields.place_of(key), format!("nothing is filled in between braces in `{key}`"));
        fields.reader.report(problem.help("{side}, {other} and {way} are for the `text` and `felt` of a step"));
    }
}

/// Where the first brace is. Nearly every text of a file has none: bytes are looked at sooner than letters.
fn brace(text: &str) -> Option<usize> {
    text.bytes().position(|byte| matches!(byte, b'{' | b'}'))
}

/// What stands between braces, or the brace that has no partner.
fn placeholders(text: &str) -> impl Iterator<Item = Result<&str, char>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = brace(rest)?;
        let after = rest.get(open + 1..)?;
        if rest[open..].starts_with('}') {
            rest = after;
            return Some(Err('}'));
        }
        let Some(close) = brace(after).filter(|at| after[*at..].starts_with('}')) else {
            rest = after;
            return Some(Err('{'));
        };
        let name = &after[..close];
        rest = &after[close + 1..];
        Some(Ok(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_is_known() {
        let text = "Left the {side}, over to the {other}, going {way}.";
        assert_eq!(fill(text, Some(Side::Left), Some("back")), "Left the left, over to the right, going back.");
        assert_eq!(fill("no braces", None, None), "no braces");
    }

    #[test]
    fn finds_placeholders_and_loose_braces() {
        let found: Vec<_> = placeholders("a {side} b } c {other d {way}").collect();
        assert_eq!(found, [Ok("side"), Err('}'), Err('{'), Ok("way")]);
    }
}
