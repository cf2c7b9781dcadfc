//! How names are compared, and "did you mean": the one place that decides when a word is near enough to another to be
//! offered.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: in whatever case, and however its accents are put together.
#[must_use]
pub fn folded(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.to_lowercase().nfc().collect() }
}

/// The candidate nearest to `word`, if it is near enough to be a slip of the fingers.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    // A third of the letters wrong is still a slip; more is another word, and so is any other word of two letters.
    let slips = (word.chars().count() / 3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate whose beginning is nearest to `word`, for who writes no more than the beginning of a name.
#[must_use]
pub fn nearest_beginning<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.trim().chars().count();
    if letters == 0 {
        return None;
    }
    let beginning = |text: &'a str| text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end]);
    let all: Vec<_> = candidates.into_iter().map(|candidate| (beginning(candidate), candidate)).collect();
    let near = nearest(word, all.iter().map(|(beginning, _)| *beginning))?;
    all.iter().find(|(beginning, _)| *beginning == near).map(|(_, candidate)| *candidate)
}

/// Ids one after the other, as many as can be taken in.
pub fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let ids: Vec<_> = ids.collect();
    match ids.get(..MOST).filter(|first| first.len() < ids.len()) {
        Some(first) => format!("{} and {} more", first.join(", "), ids.len() - MOST),
        None => ids.join(", "),
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
