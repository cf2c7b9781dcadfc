//! The words in braces that a step's text may hold, and what replaces them.

use std::borrow::Cow;

use super::model::Side;

pub(crate) const SIDE: &str = "side";
pub(crate) const OTHER: &str = "other";
pub(crate) const WAY: &str = "way";
pub(crate) const ALL: [&str; 3] = [SIDE, OTHER, WAY];

/// A text with its placeholders filled in.
pub(crate) fn fill<'a>(text: &'a str, side: Option<Side>, way: Option<&str>) -> Cow<'a, str> {
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
pub(crate) fn is_named(text: &str) -> bool {
    placeholders(text).any(|found| found.is_ok_and(|name| ALL.contains(&name)))
}

/// Where the first brace is. Nearly every text of a file has none, and bytes are compared faster than characters.
fn brace(text: &str) -> Option<usize> {
    text.bytes().position(|byte| matches!(byte, b'{' | b'}'))
}

/// What is between braces, or a brace that has no partner.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = Result<&str, char>> {
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
