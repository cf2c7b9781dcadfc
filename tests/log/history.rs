//! What the records say of days, weeks and stretches.

use std::time::Duration;

use jiff::civil::date;
use stretch_tui::log::feel::Pair;
use stretch_tui::log::history::{DayMark, History, WEEKS};
use stretch_tui::log::record::{Record, StretchOutcome};

use super::folder::{Folder, local, record};

const NOW: &str = "2026-11-26T12:00:00+01:00[Europe/Berlin]";

/// The history of records with their starts, given the oldest first.
fn history(records: Vec<Record>) -> History {
    History::of(records.into_iter().rev(), local(NOW))
}

fn partial(mut record: Record) -> Record {
    record.stretches[0].outcome = StretchOutcome::Partial;
    record.stretches[0].done = 1;
    record
}

#[test]
fn a_week_goes_from_monday_to_sunday_by_the_local_date() {
    let history = history(vec![
        // A Sunday night, and the Monday a minute later.
        record("01", "2026-11-22T23:59:30+01:00"),
        record("02", "2026-11-23T00:00:30+01:00"),
        // Before midnight here, after midnight in UTC.
        record("03", "2026-11-24T00:30:00+01:00"),
        partial(record("04", "2026-11-25T10:00:00+01:00")),
        record("05", "2026-11-25T11:00:00+01:00"),
        partial(record("06", "2026-11-26T09:00:00+01:00")),
    ]);
    let weeks = history.weeks();
    assert_eq!((weeks.len(), weeks[0].monday), (WEEKS as usize, date(2026, 9, 7)));
    assert_eq!(
        weeks[10].days,
        [DayMark::None, DayMark::None, DayMark::None, DayMark::None, DayMark::None, DayMark::None, DayMark::Done]
    );
    let week = history.week();
    assert_eq!(week.monday, date(2026, 11, 23));
    assert_eq!(week.days[..4], [DayMark::Done, DayMark::Done, DayMark::Done, DayMark::Partly]);
    assert_eq!((week.active_days(), week.active), (4, Duration::from_secs(5 * 300)));
}

#[test]
fn a_change_of_the_clocks_moves_no_day() {
    // In Berlin the night of 25 October 2026 has an hour twice, and that of 29 March one too few.
    for (now, starts) in [
        (
            "2026-10-26T08:00:00+01:00[Europe/Berlin]",
            ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T23:30:00+01:00"],
        ),
        (
            "2026-03-30T08:00:00+02:00[Europe/Berlin]",
            ["2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T23:30:00+02:00"],
        ),
    ] {
        let records = starts.iter().enumerate().map(|(id, start)| record(&id.to_string(), start)).rev();
        let history = History::of(records, local(now));
        let weeks = history.weeks();
        assert_eq!(weeks[10].days[6], DayMark::Done, "{now}");
        assert_eq!((weeks[10].active_days(), weeks[11].active_days()), (1, 0), "{now}");
        assert_eq!(history.days_since(history.today())["cat-camel"], 1, "{now}");
    }
}

#[test]
fn the_goal_of_every_day_leaves_one_out() {
    let days = |count: u32| {
        let records =
            (1..=count).map(|day| record(&day.to_string(), &format!("2026-11-{:02}T10:00:00+01:00", 22 + day)));
        History::of(records.rev(), local("2026-11-29T20:00:00+01:00[Europe/Berlin]")).week()
    };
    for (count, goal, reached) in
        [(3, 3, true), (2, 3, false), (6, 7, true), (5, 7, false), (6, 6, true), (0, 1, false)]
    {
        assert_eq!(days(count).reaches(goal), reached, "{count} of {goal}");
    }
}

#[test]
fn a_session_and_what_continues_it_are_one() {
    let mut first = partial(record("01", "2026-11-26T08:00:00+01:00"));
    first.stopped_at = Some(3);
    (first.before, first.stretches[0].of, first.stretches[0].done) = (Some(6), 2, 1);
    let mut second = record("02", "2026-11-26T09:00:00+01:00");
    second.continues = Some("01".to_owned());
    (second.stretches[0].of, second.stretches[0].done, second.after) = (1, 1, Some(4));
    let history = history(vec![first, second]);
    let [session] = history.sessions() else { panic!("{:?}", history.sessions()) };
    assert!(session.is_whole());
    assert_eq!((session.active(), session.parts().len()), (Duration::from_secs(600), 2));
    let feelings = history.feelings();
    assert_eq!((feelings[0].sessions, feelings[0].before, feelings[0].after), (1, 6.0, 4.0));
    // What the summary of a session says counts its parts as one as well, and the record as it is given.
    let last = history.sessions()[0].last().clone();
    let pairs = history.pairs_with(&Record { after: Some(9), ..last });
    assert_eq!(pairs, [Pair { before: 6, after: 9 }]);
    assert!(history.left(None).is_none());
}

#[test]
fn what_was_left_out_longest_comes_first() {
    let mut neck = record("01", "2026-11-01T10:00:00+01:00");
    neck.stretches[0].id = "neck-stretch:seated".to_owned();
    let mut skipped = record("02", "2026-11-25T10:00:00+01:00");
    (skipped.stretches[0].id, skipped.stretches[0].outcome) = ("rolls".to_owned(), StretchOutcome::Skipped);
    let history = history(vec![neck, skipped, record("03", "2026-11-26T10:00:00+01:00")]);
    let left_out = history.left_out(["cat-camel", "neck-stretch", "rolls"].into_iter());
    assert_eq!(left_out, [("rolls", None), ("neck-stretch", Some(25)), ("cat-camel", Some(0))]);
    // For the set of a day only the days before it count, so that the set stays the same all day.
    let days = history.days_since(date(2026, 11, 26));
    assert_eq!(days.get("neck-stretch"), Some(&25));
    assert_eq!(days.get("cat-camel"), None);
}

#[test]
fn no_more_is_read_than_is_needed() {
    let folder = Folder::new("needed");
    let mut text = "rubbish that nobody reads today\n".to_owned();
    for day in 1..200 {
        let start = date(2026, 5, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        text += &(serde_json::to_string(&record(&day.to_string(), &format!("{start}T10:00:00+02:00"))).unwrap() + "\n");
    }
    folder.put("a.jsonl", text);
    let history = History::reading(&folder.store(), local("2026-11-16T12:00:00+01:00[Europe/Berlin]"), 7);
    assert_eq!((history.sessions().len(), history.unread().lines), (8, 0));
}
