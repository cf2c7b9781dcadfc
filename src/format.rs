//! Durations and doses as people read them.

use std::time::Duration;

use jiff::civil::{Date, DateTime, Weekday};

use crate::content::model::{Dose, Dosed, Set, Step, Work};
use crate::time::{self, whole_seconds};
use crate::words::counted;

/// Minutes and seconds, and hours where there are any: `0:08`, `6:41`, `1:02:03`. Rounded up to a whole second, so that
/// `0:00` means that nothing is left.
pub(crate) fn clock(time: Duration) -> String {
    let seconds = whole_seconds(time);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A duration as it is spoken: `1 minute 5 seconds`. Rounded up to a whole second.
pub fn spoken(time: Duration) -> String {
    let seconds = whole_seconds(time);
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let words: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| counted(n, unit)).collect();
    if words.is_empty() { counted(0, "second") } else { words.join(" ") }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A date in words: `26 November 2026`.
pub fn date(date: Date) -> String {
    let name = usize::try_from(date.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{} {name} {}", date.day(), date.year())
}

/// The time of day: `10:12`.
pub fn time_of_day(then: DateTime) -> String {
    format!("{:02}:{:02}", then.hour(), then.minute())
}

fn day_of_week(date: Date) -> &'static str {
    let day = usize::try_from(date.weekday().since(Weekday::Monday));
    day.ok().and_then(|day| DAYS.get(day)).unwrap_or(&"")
}

/// A date and a time by the date of today: `today 10:12`, `yesterday 10:12`, `Friday 10:12`, `1 November 2026`.
pub fn when(then: DateTime, today: Date) -> String {
    let days = then.date().until(today).map_or(0, |span| span.get_days());
    let time = time_of_day(then);
    match days {
        0 => format!("today {time}"),
        1 => format!("yesterday {time}"),
        2..7 => format!("{} {time}", day_of_week(then.date())),
        _ => date(then.date()),
    }
}

/// Like [`clock`], with a fraction of the second where there is one: `0:37.5`.
pub(crate) fn exact(time: Duration) -> String {
    let fraction = Duration::from_nanos(time.subsec_nanos().into());
    let whole = clock(time.saturating_sub(fraction));
    match seconds(fraction).strip_prefix("0.") {
        Some(digits) => format!("{whole}.{digits}"),
        None => whole,
    }
}

/// Seconds without a unit, and without a fraction where there is none: `18`, `2.5`.
pub(crate) fn seconds(time: Duration) -> String {
    time::seconds(time).to_string()
}

/// How the seconds of a dose are written.
pub(crate) type Unit = fn(Duration) -> String;

/// With the sign of the unit: `18 s`.
pub(crate) const SIGN: Unit = |time| format!("{} s", seconds(time));
/// In words, to be heard: `18 seconds`.
pub(crate) const WORD: Unit = |time| counted(seconds(time), "second");

/// Reps with their tempo: `12 reps of 3 s`.
pub(crate) fn reps(count: u32, rep: Duration, unit: Unit) -> String {
    format!("{} of {}", counted(count, "rep"), unit(rep))
}

/// What a step asks for at a dose: `hold 18 s`, `keep moving 13 s`, `12 reps of 3 s`.
fn work(work: &Work, dose: Dose, unit: Unit) -> String {
    match work {
        Work::Hold(time) => format!("hold {}", unit(time.at(dose))),
        Work::Move(time) => format!("keep moving {}", unit(time.at(dose))),
        Work::Reps { count, tempo } => reps(count.at(dose), tempo.rep(), unit),
    }
}

/// What a set asks for at a dose: `hold 18 s each side`, `hold 18 s, 3 times`, `3 times: hold 18 s, then
/// 12 reps of 3 s`.
pub(crate) fn doses(set: &Set, dose: Dose, unit: Unit) -> String {
    let steps = set.steps.iter().map(|step| format!("{}{}", work(&step.work, dose, unit), step.each.phrase()));
    let steps: Vec<_> = steps.collect();
    match (set.rounds.at(dose), steps.as_slice()) {
        (1, _) => steps.join(", then "),
        (rounds, [step]) => format!("{step}, {rounds} times"),
        (rounds, _) => format!("{rounds} times: {}", steps.join(", then ")),
    }
}

/// What a set asks for at a dose, each number with its values at the others: `hold 20 s (light 15) each side`.
pub(crate) fn all_doses(set: &Set, dose: Dose, unit: Unit) -> String {
    let step = |step: &Step| {
        let others = match &step.work {
            Work::Hold(time) | Work::Move(time) => others(*time, dose, seconds),
            Work::Reps { count, .. } => others(*count, dose, |count| count.to_string()),
        };
        format!("{}{others}{}", work(&step.work, dose, unit), step.each.phrase())
    };
    let steps: Vec<_> = set.steps.iter().map(step).collect();
    let (rounds, others) = (set.rounds.at(dose), others(set.rounds, dose, |rounds| rounds.to_string()));
    match (rounds, others.as_str()) {
        (1, "") => steps.join(", then "),
        (1, _) => format!("once{others}: {}", steps.join(", then ")),
        (rounds, _) => format!("{rounds} times{others}: {}", steps.join(", then ")),
    }
}

/// The values at the other doses, where they differ: ` (light 15)`.
fn others<T: Copy + PartialEq>(values: Dosed<T>, dose: Dose, show: impl Fn(T) -> String) -> String {
    let differ = |other: &&(&str, Dose)| values.at(other.1) != values.at(dose);
    let others: Vec<_> =
        Dose::WORDS.iter().filter(differ).map(|(word, other)| format!("{word} {}", show(values.at(*other)))).collect();
    if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::load::load;

    #[test]
    fn a_part_of_a_second_is_still_to_come() {
        assert_eq!(clock(Duration::ZERO), "0:00");
        assert_eq!(clock(Duration::from_millis(1)), "0:01");
        assert_eq!(clock(Duration::from_secs(401)), "6:41");
        assert_eq!(clock(Duration::from_secs(3723)), "1:02:03");
    }

    #[test]
    fn durations_are_said_in_words() {
        for (seconds, said) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (65, "1 minute 5 seconds"),
            (7200, "2 hours"),
            (3661, "1 hour 1 minute 1 second"),
        ] {
            assert_eq!(spoken(Duration::from_secs(seconds)), said);
        }
    }

    #[test]
    fn a_moment_is_named_by_its_distance_from_today() {
        let today = "2026-11-26".parse().unwrap();
        for (then, said) in [
            ("2026-11-26T10:12", "today 10:12"),
            ("2026-11-25T00:00", "yesterday 00:00"),
            ("2026-11-24T23:59", "Tuesday 23:59"),
            ("2026-11-20T07:05", "Friday 07:05"),
            ("2026-11-19T07:05", "19 November 2026"),
            ("2025-01-01T07:05", "1 January 2025"),
            // The clock was set back.
            ("2026-11-27T07:05", "27 November 2026"),
        ] {
            assert_eq!(when(then.parse().unwrap(), today), said);
        }
    }

    #[test]
    fn seconds_have_a_fraction_only_when_they_need_one() {
        assert_eq!(seconds(Duration::from_secs(18)), "18");
        assert_eq!(seconds(Duration::from_millis(2500)), "2.5");
    }

    #[test]
    fn exact_times_keep_their_fraction() {
        assert_eq!(exact(Duration::from_secs(65)), "1:05");
        assert_eq!(exact(Duration::from_millis(37_500)), "0:37.5");
    }

    #[test]
    fn doses_are_a_line_each_set() {
        let library = load(true, &[]).library;
        let lines = |id: &str, dose| {
            let stretch = library.stretches.iter().find(|stretch| *stretch.id == *id).unwrap();
            stretch.sets.iter().map(|set| doses(set, dose, SIGN)).collect::<Vec<_>>()
        };
        assert_eq!(lines("shoulder-rolls", Dose::Light), ["10 reps of 3 s each way"]);
        assert_eq!(lines("neck-stretch", Dose::Light), ["hold 15 s each side", "keep moving 10 s each way"]);
        assert_eq!(lines("upper-back-extension", Dose::Standard), ["hold 20 s, 3 times"]);
        assert_eq!(lines("arm-press-curls", Dose::Standard), ["3 times: hold 20 s, then hold 20 s"]);
    }

    #[test]
    fn doses_that_are_heard_have_their_unit_in_words() {
        let library = load(true, &[]).library;
        let set = |id: &str| &library.stretches.iter().find(|stretch| *stretch.id == *id).unwrap().sets[0];
        assert_eq!(doses(set("shoulder-rolls"), Dose::Light, WORD), "10 reps of 3 seconds each way");
        assert_eq!(
            all_doses(set("arm-press-curls"), Dose::Standard, WORD),
            "3 times (light 2, full 4): hold 20 seconds (light 15), then hold 20 seconds (light 15)"
        );
        assert_eq!(WORD(Duration::from_secs(1)), "1 second");
        assert_eq!(WORD(Duration::from_millis(2500)), "2.5 seconds");
    }

    #[test]
    fn all_doses_stand_beside_the_one_that_is_taken() {
        let library = load(true, &[]).library;
        let line = |id: &str, dose| {
            let stretch = library.stretches.iter().find(|stretch| *stretch.id == *id).unwrap();
            all_doses(&stretch.sets[0], dose, SIGN)
        };
        assert_eq!(
            line("arm-press-curls", Dose::Standard),
            "3 times (light 2, full 4): hold 20 s (light 15), then hold 20 s (light 15)"
        );
        assert_eq!(line("neck-stretch", Dose::Full), "3 times (light 1, standard 1): hold 20 s (light 15) each side");
        assert_eq!(line("neck-stretch", Dose::Light), "once (full 3): hold 15 s (standard 20, full 20) each side");
        assert_eq!(line("cat-camel", Dose::Standard), "6 reps of 8 s (light 5, full 10)");
    }
}
