//! Names on the command line: what they mean, and what to write instead of unknown ones.

use super::Failure;
use crate::content::model::Library;
use crate::plan::lookup::{NameError, Target, left_out, left_out_beginnings, left_out_near};
use crate::printable::printable;

/// What a name means. A name from a file that is left out is an error, and never taken for another name.
pub(crate) fn find<'a>(library: &'a Library, name: &str) -> Result<Target<'a>, Failure> {
    if let Some(left_out) = left_out(library, name) {
        let message = format!("`{}` cannot be used: {}", name.trim(), left_out.consequence());
        return Err(Failure::Other(printable(&message)));
    }
    Target::find(library, name).map_err(|error| match error {
        NameError::Unknown { nearest: None, .. } if name.trim().is_empty() => {
            Failure::Usage("the name is empty: `stretch list` shows what there is".into())
        }
        NameError::Unknown { .. } => unknown(library, name, &error),
        error @ NameError::Ambiguous { .. } => Failure::Usage(error.to_string()),
    })
}

/// The error for a name that the library does not have.
fn unknown(library: &Library, name: &str, error: &NameError) -> Failure {
    if let Some(no_variant) = no_variant(library, name) {
        return match error {
            NameError::Unknown { nearest: Some(_), .. } => Failure::Usage(error.to_string()),
            _ => Failure::Usage(no_variant),
        };
    }
    match left_out_beginnings(library, name).as_slice() {
        [] => {}
        [(file, id)] => {
            return Failure::Other(printable(&format!("`{id}` cannot be used: {}", file.consequence())));
        }
        several => {
            let ids: Vec<_> = several.iter().map(|(file, id)| format!("`{id}` (in {}, left out)", file.file)).collect();
            return Failure::Other(printable(&format!("`{}` could be {}", name.trim(), ids.join(" or "))));
        }
    }
    if let Some((file, id)) = left_out_near(library, name) {
        let message = format!("there is no `{}`: did you mean `{id}` (in {}, left out)?", name.trim(), file.file);
        return Failure::Usage(printable(&message));
    }
    let unread: Vec<_> =
        library.left_out.iter().filter(|left_out| left_out.has_more).map(|left_out| &*left_out.file).collect();
    if unread.is_empty() {
        return Failure::Usage(error.to_string());
    }
    let (name, unread) = (name.trim(), unread.join(" or "));
    Failure::Other(printable(&format!(
        "there is no `{name}`, unless it is in {unread}: that is left out until it is fixed"
    )))
}

/// If the stretch before the colon exists and the variant after it does not: the variants of the stretch.
fn no_variant(library: &Library, name: &str) -> Option<String> {
    let (head, variant) = name.split_once(':')?;
    let Ok(Target::Stretch(stretch, _)) = Target::find(library, head) else { return None };
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
