//! Words and lists as people write them: counts with their nouns, articles, "a, b and c".

use std::fmt::Display;

pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A list in a sentence: `a mat`, `a chair and a mat`, `a chair, a mat and a towel`.
pub(crate) fn and_list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A thing with its article: `a mat`, `an elastic band`. A plural, or a thing that has an article or a number, stays as
/// it is.
pub(crate) fn with_article(thing: &str) -> String {
    const FIRST_WORDS: [&str; 8] = ["a", "an", "the", "some", "your", "one", "two", "three"];
    let first = thing.split(' ').next().unwrap_or_default();
    let several = thing.ends_with('s') && !thing.ends_with("ss");
    if several || FIRST_WORDS.contains(&first) || first.starts_with(|c: char| c.is_ascii_digit()) {
        return thing.to_owned();
    }
    let article = if thing.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {thing}")
}

/// A count with its noun: `1 rep`, `12 reps`.
pub(crate) fn counted(count: impl Display, noun: &str) -> String {
    let count = count.to_string();
    match (&*count, noun.strip_suffix("ry")) {
        ("1", _) => format!("{count} {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ries"),
        _ if noun.ends_with("ch") => format!("{count} {noun}es"),
        _ => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(counted(1, "stretch"), "1 stretch");
        assert_eq!(counted(7, "stretch"), "7 stretches");
        assert_eq!(counted(2, "rep"), "2 reps");
    }

    #[test]
    fn things_are_listed_with_their_articles() {
        for (thing, said) in [
            ("mat", "a mat"),
            ("elastic band", "an elastic band"),
            ("exercise mats", "exercise mats"),
            ("two cushions", "two cushions"),
            ("a chair", "a chair"),
            ("small glass", "a small glass"),
            ("your own pillow", "your own pillow"),
        ] {
            assert_eq!(with_article(thing), said);
        }
        let items = ["a chair", "a mat", "a towel"].map(str::to_owned);
        assert_eq!(and_list(&items[..1]), "a chair");
        assert_eq!(and_list(&items[..2]), "a chair and a mat");
        assert_eq!(and_list(&items), "a chair, a mat and a towel");
    }
}
