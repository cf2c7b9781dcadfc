//! "Did you mean": the one place that decides when a word is near enough to another to be offered.

/// The candidate nearest to `word`, if it is near enough to be a slip of the fingers.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // A third of the letters wrong is still a slip; more is another word, and so is any other word of two letters.
    let slips = (word.chars().count() / 3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn offers_slips_and_nothing_else() {
        let ids = ["cat-camel", "lat-side-stretch", "neck-stretch"];
        assert_eq!(nearest("cat-camle", ids), Some("cat-camel"));
        assert_eq!(nearest("Neck-Strech", ids), Some("neck-stretch"));
        assert_eq!(nearest("yoga", ids), None);
        assert_eq!(nearest("", ids), None);
        assert_eq!(nearest("b", ["a"]), None);
    }
}
