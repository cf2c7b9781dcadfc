//! Numbers that are written as people say them, with a unit or in quotes: what the number alone would be.

/// The seconds, reps or rounds that are meant by a number with its unit; nothing if none can be made out.
pub fn plain_number(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let number: f64 = digits.parse().ok()?;
    let minutes = |number: f64| Some(format!("{}", number * 60.0));
    match unit.trim().to_lowercase().as_str() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" | "x" | "times" | "rep" | "reps" | "round" | "rounds" => {
            Some(digits.to_owned())
        }
        "m" | "min" | "mins" | "minute" | "minutes" => minutes(number),
        clock => {
            let seconds = clock.strip_prefix(':').filter(|seconds| seconds.len() == 2)?;
            Some(format!("{}", number * 60.0 + f64::from(seconds.parse::<u8>().ok()?)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn finds_the_number_that_is_meant() {
        for (said, meant) in
            [("5s", "5"), ("2.5 sec", "2.5"), (" 10 x", "10"), ("2 min", "120"), ("1:30", "90"), ("15", "15")]
        {
            assert_eq!(plain_number(said).as_deref(), Some(meant), "{said}");
        }
        for odd in ["", "s", "5 apples", "1:3", "1:300", "5-10", "..", "\u{bd}"] {
            assert_eq!(plain_number(odd), None, "{odd}");
        }
    }
}
