//! Checking the words in braces of a text.

use crate::content::model::Repeat;
use crate::content::placeholder::{ALL, WAY, placeholders};
use crate::document::names::nearest;
use crate::document::reader::Fields;
use crate::printable::printable;

/// Checks the placeholders of a step against its sides and ways; `each` is `None` if those are wrong.
pub(crate) fn check(fields: &Fields<'_>, text: &str, felt: Option<&str>, each: Option<&Repeat>) {
    for (key, text) in [("text", Some(text)), ("felt", felt)] {
        for found in placeholders(text.unwrap_or_default()) {
            let (message, help) = match found {
                Ok(name) if ALL.contains(&name) => {
                    let is_filled = match each {
                        Some(Repeat::Sides(_)) => name != WAY,
                        Some(Repeat::Ways(_)) => name == WAY,
                        Some(Repeat::Once) => false,
                        None => true,
                    };
                    if is_filled {
                        continue;
                    }
                    let needed = if name == WAY { "ways" } else { "sides" };
                    let help = format!("give the step `{needed}`, or take `{{{name}}}` out");
                    (format!("nothing fills in `{{{name}}}` here"), help)
                }
                Ok(name) => {
                    let help = match nearest(name, ALL) {
                        Some(near) => format!("did you mean `{{{near}}}`?"),
                        None => "there are {side}, {other} and {way}".to_owned(),
                    };
                    (format!("there is no placeholder `{{{}}}`", printable(name)), help)
                }
                Err(brace) => {
                    let help = "braces are for {side}, {other} and {way} alone".to_owned();
                    (format!("a `{brace}` without its partner"), help)
                }
            };
            fields.error(key, message, help);
        }
    }
}

/// Checks that texts without placeholders have no braces.
pub(crate) fn none(fields: &Fields<'_>, keys: &[&str]) {
    for key in keys {
        if fields.has_text(key, |text| text.bytes().any(|byte| matches!(byte, b'{' | b'}'))) {
            let message = format!("nothing is filled in between braces in `{key}`");
            fields.error(key, message, "{side}, {other} and {way} are for the `text` and `felt` of a step");
        }
    }
}
