//! Numbers as people write them, with a unit or as a word: what to write instead.

use toml::de::DeValue;

/// The seconds, reps or rounds that a number with a unit means, if that is clear.
pub(crate) fn plain_number(text: &str) -> Option<String> {
    let text = text.trim();
    let word = text.split(' ').next()?.to_lowercase();
    if let Some((_, number)) = WORDS.iter().find(|(known, _)| *known == word) {
        return plain_number(&format!("{number}{}", text.get(word.len()..)?));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let number = digits.parse().ok().filter(|number: &f64| number.is_finite())?;
    let minutes = |number: f64| Some(format!("{}", number * 60.0));
    match unit.trim().to_lowercase().as_str() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" | "x" | "times" | "rep" | "reps" | "round" | "rounds" => {
            // Unchanged if it is valid in TOML.
            let is_toml = DeValue::parse(digits).is_ok();
            Some(if is_toml { digits.to_owned() } else { number.to_string() })
        }
        "m" | "min" | "mins" | "minute" | "minutes" => minutes(number),
        clock => {
            let seconds = clock.strip_prefix(':').filter(|seconds| seconds.len() == 2)?;
            Some(format!("{}", number * 60.0 + f64::from(seconds.parse::<u8>().ok()?)))
        }
    }
}

const WORDS: [(&str, u32); 16] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("sixty", 60),
];

/// The range `[low, high]` that two numbers with something between them mean, if that is clear.
pub(crate) fn plain_range(text: &str) -> Option<String> {
    const BETWEEN: [&str; 5] = ["-", "\u{2013}", "\u{2014}", "..", " to "];
    let (low, high) = BETWEEN.into_iter().find_map(|between| text.split_once(between))?;
    let (low, high) = (low.trim(), high.trim());
    // In `1-2 min` both are minutes. In `1-1:30` the first could be either.
    let unit = high.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_bare = low.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_bare && unit.starts_with(':') {
        return None;
    }
    let low = if is_bare { format!("{low}{unit}") } else { low.to_owned() };
    Some(format!("[{}, {}]", plain_number(&low)?, plain_number(high)?))
}

#[cfg(test)]
mod tests {
    use super::{plain_number, plain_range};

    #[test]
    fn finds_the_number_that_is_meant() {
        for (said, meant) in [
            ("5s", "5"),
            ("2.5 sec", "2.5"),
            (" 10 x", "10"),
            ("2 min", "120"),
            ("1:30", "90"),
            ("15", "15"),
            ("Five", "5"),
            ("two min", "120"),
            (".5 s", "0.5"),
            ("5. s", "5"),
            ("05", "5"),
            ("15.0", "15.0"),
        ] {
            assert_eq!(plain_number(said).as_deref(), Some(meant), "{said}");
        }
        for odd in ["", "s", "5 apples", "1:3", "1:300", "5-10", "..", "\u{bd}"] {
            assert_eq!(plain_number(odd), None, "{odd}");
        }
    }

    #[test]
    fn finds_the_range_that_is_meant() {
        for (said, meant) in [
            ("10-20", "[10, 20]"),
            ("10 \u{2013} 20 s", "[10, 20]"),
            ("1-2 min", "[60, 120]"),
            ("30 s to 1 min", "[30, 60]"),
            ("0:30-1:30", "[30, 90]"),
            ("10 to 20", "[10, 20]"),
            ("10 - 20 s", "[10, 20]"),
            ("10\u{2014}20x", "[10, 20]"),
            ("2..3", "[2, 3]"),
            ("05-10", "[5, 10]"),
        ] {
            assert_eq!(plain_range(said).as_deref(), Some(meant), "{said}");
        }
        for odd in ["", "-", "5", "-5", "5-", "1-1:30", "a-b", "1-2-3"] {
            assert_eq!(plain_range(odd), None, "{odd}");
        }
    }
}
