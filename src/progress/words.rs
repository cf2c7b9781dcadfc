//! The words for a week, for what was left out, and for how it felt.
//!
//! Days have the names that people give them. It must never say more of numbers than they tell.

use std::time::Duration;

use super::whole_minutes;
use crate::format::spoken;
use crate::log::feel::Verdict;
use crate::log::history::{DayMark, Feeling, WEEKS, Week};
use crate::words::{and_list, counted};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A time in whole minutes, and hours where there are any.
pub(super) fn minutes(time: Duration) -> String {
    spoken(whole_minutes(time))
}

/// How long ago a day was; none if it was not in these weeks, in which case it was never if the log is young.
pub(crate) fn ago(days: Option<u32>, is_young: bool) -> String {
    match days {
        None if is_young => "not yet".to_owned(),
        None => format!("not in {WEEKS} weeks"),
        Some(0) => "today".to_owned(),
        Some(1) => "yesterday".to_owned(),
        Some(days) => format!("{days} days ago"),
    }
}

/// The days of a week so many weeks ago; none for a week without any.
pub(super) fn week(ago: u32, week: &Week) -> Option<String> {
    let days = DAYS.iter().zip(week.days).filter_map(|(name, mark)| match mark {
        DayMark::None => None,
        DayMark::Partly => Some(format!("{name} (partly)")),
        DayMark::Done => Some((*name).to_owned()),
    });
    let days: Vec<_> = days.collect();
    if days.is_empty() {
        return None;
    }
    let is_every = week.days == [DayMark::Done; 7];
    let (count, names) = (counted(days.len(), "day"), and_list(&days));
    let when = match days.len() {
        _ if is_every => ", every day".to_owned(),
        1 => format!(" on {names}"),
        _ => format!(" on {count}, {names}"),
    };
    let time = minutes(week.active);
    Some(match ago {
        // How many days it was has been told.
        0 if is_every => "This week it was every day.".to_owned(),
        0 => format!("This week it was {names}."),
        1 => format!("Last week: {time}{when}."),
        ago => format!("{ago} weeks ago: {time}{when}."),
    })
}

/// What was left out longest; those of the same day together. What was never done, if the log is young, is said by itself.
pub(super) fn left_out(left_out: &[(String, Option<u32>)], is_young: bool) -> Vec<String> {
    let (mut parts, mut sentences) = (Vec::new(), Vec::new());
    for together in left_out.chunk_by(|(_, one), (_, other)| one == other) {
        let names: Vec<_> = together.iter().map(|(name, _)| name.clone()).collect();
        match together.first().and_then(|(_, days)| *days) {
            None if is_young => sentences.push(format!("Not done yet: {}.", and_list(&names))),
            days => parts.push(format!("{}, {}", and_list(&names), ago(days, is_young))),
        }
    }
    sentences.extend((!parts.is_empty()).then(|| format!("Left out longest: {}.", parts.join("; "))));
    sentences
}

/// How one routine felt.
pub(super) fn feeling(feeling: &Feeling) -> String {
    let Feeling { name, sessions, before, after, .. } = feeling;
    let (count, verdict) = (counted(*sessions, "session"), verdict(feeling));
    let mean = if *sessions > 1 { " on average" } else { "" };
    let [before, after] = [before, after].map(|value| number(*value, *sessions));
    format!("{name}, {count}: {before} before and {after} after{mean}, {verdict}.")
}

/// A mean of some sessions; of one it is the number itself.
pub(crate) fn number(value: f64, sessions: usize) -> String {
    if sessions > 1 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// What the numbers of a routine say. It is told to be lower only where the mean is, too.
pub(crate) fn verdict(feeling: &Feeling) -> &'static str {
    match feeling.verdict {
        Verdict::TooFew => "too few sessions to tell",
        Verdict::Lower if feeling.after < feeling.before => "lower after than before",
        Verdict::Higher if feeling.after > feeling.before => "higher after than before",
        _ => "no clear difference",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_named_as_people_do() {
        let said = [Some(0), Some(1), Some(2), Some(84), None].map(|days| ago(days, false));
        assert_eq!(ago(None, true), "not yet");
        assert_eq!(said, ["today", "yesterday", "2 days ago", "84 days ago", "not in 12 weeks"]);
    }

    #[test]
    fn minutes_are_whole_and_at_least_one() {
        for (seconds, said) in
            [(0, "0 seconds"), (12, "1 minute"), (89, "1 minute"), (90, "2 minutes"), (3900, "1 hour 5 minutes")]
        {
            assert_eq!(minutes(Duration::from_secs(seconds)), said, "{seconds}");
        }
    }

    #[test]
    fn a_week_without_a_session_is_not_mentioned() {
        let days = |days| Week { monday: date(2026, 11, 23), days, active: Duration::from_secs(900) };
        let [none, partly, done] = [DayMark::None, DayMark::Partly, DayMark::Done];
        assert_eq!(week(1, &days([none; 7])), None);
        let some = days([done, none, none, partly, none, none, none]);
        let told = [0, 1, 2].map(|ago| week(ago, &some).unwrap());
        assert_eq!(told[0], "This week it was Monday and Thursday (partly).");
        assert_eq!(told[1], "Last week: 15 minutes on 2 days, Monday and Thursday (partly).");
        assert_eq!(week(1, &days([done; 7])).as_deref(), Some("Last week: 15 minutes, every day."));
        let one = week(2, &days([done, none, none, none, none, none, none]));
        assert_eq!(one.as_deref(), Some("2 weeks ago: 15 minutes on Monday."));
        assert_eq!(told[2], "2 weeks ago: 15 minutes on 2 days, Monday and Thursday (partly).");
    }

    #[test]
    fn what_was_left_out_as_long_stands_together() {
        let of = |all: &[(&str, Option<u32>)], is_young| {
            let all: Vec<_> = all.iter().map(|(name, days)| ((*name).to_owned(), *days)).collect();
            left_out(&all, is_young)
        };
        assert!(of(&[], false).is_empty());
        let all = [("Cat-camel", None), ("Rolls", None), ("Lat", Some(9))];
        assert_eq!(of(&all, false), ["Left out longest: Cat-camel and Rolls, not in 12 weeks; Lat, 9 days ago."]);
        assert_eq!(of(&all, true), ["Not done yet: Cat-camel and Rolls.", "Left out longest: Lat, 9 days ago."]);
    }

    #[test]
    fn a_verdict_never_contradicts_the_numbers_beside_it() {
        let of = |verdict, before, after| Feeling {
            routine: "full".to_owned(),
            name: "Full routine".to_owned(),
            sessions: 12,
            before,
            after,
            verdict,
            is_worse_twice: false,
        };
        let lower = feeling(&of(Verdict::Lower, 4.25, 3.1));
        assert_eq!(lower, "Full routine, 12 sessions: 4.2 before and 3.1 after on average, lower after than before.");
        assert_eq!(verdict(&of(Verdict::Lower, 3.0, 3.1)), "no clear difference");
        assert_eq!(verdict(&of(Verdict::Higher, 3.1, 3.0)), "no clear difference");
        assert_eq!(verdict(&of(Verdict::Higher, 3.0, 3.1)), "higher after than before");
        let one = feeling(&Feeling { sessions: 1, ..of(Verdict::TooFew, 3.0, 2.0) });
        assert_eq!(one, "Full routine, 1 session: 3 before and 2 after, too few sessions to tell.");
    }
}
