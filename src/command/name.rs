//! Names on the command line: what they mean, and what to write instead where they mean nothing.

use super::Failure;
use crate::{
    content::{diagnostic::printable, model::Library},
    plan::choose::{Choice, NameError, left_out},
};

/// What a name means. One that stood in a file that is left out is refused, and never taken for another.
pub fn find<'a>(library: &'a Library, name: &str) -> Result<Choice<'a>, Failure> {
    if let Some(left_out) = left_out(library, name) {
        let message = format!("`{}` cannot be used: {}", name.trim(), left_out.consequence());
        return Err(Failure::Other(printable(&message)));
    }
    Choice::find(library, name).map_err(|error| match error {
        NameError::Unknown { nearest: None, .. } if name.trim().is_empty() => {
            Failure::Usage("the name is empty: `stretch list` shows what there is".into())
        }
        NameError::Unknown { .. } if library.left_out.iter().any(|left_out| left_out.has_more) => {
            let unread = library.left_out.iter().filter(|left_out| left_out.has_more);
            let unread: Vec<_> = unread.map(|left_out| &*left_out.file).collect();
            let (name, unread) = (name.trim(), unread.join(" or "));
            let message =
                format!("there is no `{name}`, unless it is in {unread}: that is left out until it is mended");
            Failure::Other(printable(&message))
        }
        NameError::Unknown { nearest: None, .. } => {
            no_variant(library, name).map_or_else(|| Failure::Usage(error.to_string()), Failure::Usage)
        }
        error => Failure::Usage(error.to_string()),
    })
}

/// Where the stretch before the colon is there and the variant after it is not: the variants there are.
fn no_variant(library: &Library, name: &str) -> Option<String> {
    let (head, variant) = name.split_once(':')?;
    let Ok(Choice::Stretch(stretch, _)) = Choice::find(library, head) else { return None };
    let id = &stretch.id;
    let asked = printable(variant.trim());
    let variants: Vec<_> = stretch.variants.iter().map(|variant| format!("`{id}:{}`", variant.id)).collect();
    let there = variants.join(" and ");
    Some(match (variants.is_empty(), asked.is_empty()) {
        (true, _) => format!("`{id}` has no variants"),
        (false, true) => format!("the variant after `{id}:` is missing: there is {there}"),
        (false, false) => format!("`{id}` has no variant `{asked}`: there is {there}"),
    })
}
