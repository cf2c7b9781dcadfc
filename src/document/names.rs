//! How names are compared, and what is suggested for an unknown one.

use unicode_normalization::char::decompose_canonical;

use super::diagnostic::Problem;
use super::id::Id;

/// A name as it is compared, whatever its case and however its accents are composed.
pub(crate) fn folded(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let mut folded = String::new();
    name.to_lowercase().chars().for_each(|letter| decompose_canonical(letter, |part| folded.push(part)));
    folded
}

/// The candidate nearest to `word`, if it is near enough to be a typing error.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    // With more than a third of its letters wrong it is another word.
    let slips = (word.chars().count() / 3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate whose beginning is nearest to `word`.
pub(crate) fn nearest_beginning<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.trim().chars().count();
    if letters == 0 {
        return None;
    }
    let beginning = |text: &'a str| text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end]);
    let all: Vec<_> = candidates.into_iter().map(|candidate| (beginning(candidate), candidate)).collect();
    let near = nearest(word, all.iter().map(|(beginning, _)| *beginning))?;
    all.iter().find(|(beginning, _)| *beginning == near).map(|(_, candidate)| *candidate)
}

/// The most problems for which the nearest name is looked up: a file with more of them would take seconds.
const MOST_ADVISED: usize = 1000;

/// The error about an id that nothing has. It suggests the nearest of `names`; if none is near, its help is `list` and
/// the names, or `none` if there are no names. `found` is the number of problems before this one.
pub(crate) fn unknown(message: String, id: &Id, names: &[&str], [list, none]: [&str; 2], found: usize) -> Problem {
    let near = if found < MOST_ADVISED { nearest(id, names.iter().copied()) } else { None };
    let problem = Problem::error(id.place, message);
    match near {
        Some(_) => problem.did_you_mean(near),
        None if names.is_empty() => problem.help(none),
        None => problem.help(format!("{list} {}", listed(names))),
    }
}

/// The first few names, and how many more there are.
fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    match names.split_at_checked(MOST) {
        Some((first, rest)) if !rest.is_empty() => format!("{} and {} more", first.join(", "), rest.len()),
        _ => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, nearest, nearest_beginning};

    #[test]
    fn offers_slips_and_nothing_else() {
        let ids = ["cat-camel", "lat-side-stretch", "neck-stretch"];
        assert_eq!(nearest("cat-camle", ids), Some("cat-camel"));
        assert_eq!(nearest("Neck-Strech", ids), Some("neck-stretch"));
        assert_eq!(nearest("yoga", ids), None);
        assert_eq!(nearest("", ids), None);
        assert_eq!(nearest("b", ["a"]), None);
    }

    #[test]
    fn offers_what_begins_nearly_so() {
        let names = ["cat-camel", "Lat side stretch", "f\u{fc}sse"];
        assert_eq!(nearest_beginning("lta", names), Some("Lat side stretch"));
        assert_eq!(nearest_beginning("lat-sdie", names), Some("Lat side stretch"));
        assert_eq!(nearest_beginning("f\u{fc}ss", ["f\u{fc}sse"]), Some("f\u{fc}sse"));
        assert_eq!(nearest_beginning("yoga", names), None);
        assert_eq!(nearest_beginning("", names), None);
    }

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        assert_eq!(folded(" Fu\u{308}SSE "), folded("f\u{fc}sse"));
        assert_ne!(folded("f\u{fc}sse"), folded("fusse"));
    }
}
