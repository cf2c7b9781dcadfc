//! A made-up log: twelve weeks of somebody in Berlin up to Thursday, 26 November 2026, with the end of summer time in them.

use std::fs;
use std::path::Path;

use jiff::ZonedDateTime;
use stretch_tui::log::moment::Moment;
use stretch_tui::log::record::{Record, RecordedChoices, RecordedStretch, SCHEMA, StretchOutcome};
use stretch_tui::log::store::Store;
use stretch_tui::progress::PastSessions;

/// Each session: its start, what it was, its minutes, how many of its stretches were done, and how it felt before and after.
/// A session that begins with `+` continues the one above it.
const SESSIONS: &str = "
    2026-09-07T07:40:00+02:00  full        10  6  5 4
    2026-09-09T07:41:00+02:00  full        10  6  5 4
    2026-09-11T12:10:00+02:00  desk-break   3  3  -
    2026-09-14T07:38:00+02:00  full         4  2  -
    2026-09-16T07:50:00+02:00  full        10  6  6 4
    2026-09-28T07:44:00+02:00  full        10  6  4 3
    2026-09-29T12:05:00+02:00  desk-break   3  3  -
    2026-10-01T07:40:00+02:00  full        10  6  5 3
    2026-10-02T16:30:00+02:00  desk-break   1  1  -
    2026-10-05T07:42:00+02:00  full        10  6  4 3
    2026-10-12T07:42:00+02:00  full        10  6  4 3
    2026-10-13T12:15:00+02:00  desk-break   3  3  -
    2026-10-15T07:40:00+02:00  full        10  6  4 4
    2026-10-17T10:00:00+02:00  full        10  6  4 3
    2026-10-24T23:58:00+02:00  desk-break   3  3  -
    2026-10-25T02:30:00+02:00  desk-break   3  3  3 3
    2026-10-25T02:30:00+01:00  desk-break   3  3  2 3
    2026-10-26T00:01:00+01:00  desk-break   3  3  -
    2026-10-28T07:45:00+01:00  full         4  2  4 -
  + 2026-10-28T08:30:00+01:00  full         6  4  - 3
    2026-10-30T07:45:00+01:00  full        10  6  4 2
    2026-11-03T07:45:00+01:00  full        10  6  3 2
    2026-11-04T12:20:00+01:00  desk-break   3  3  -
    2026-11-10T07:45:00+01:00  full        10  6  3 2
    2026-11-12T07:45:00+01:00  full        10  6  3 2
    2026-11-13T12:00:00+01:00  desk-break   2  2  -
    2026-11-17T07:45:00+01:00  full        10  6  3 2
    2026-11-19T12:00:00+01:00  desk-break   3  3  -
    2026-11-23T12:00:00+01:00  desk-break   3  3  2 2
    2026-11-24T07:40:00+01:00  full         6  3  3 3
    2026-11-26T10:12:00+01:00  desk-break   3  3  -
";

/// The stretches of each routine, in order.
const FULL: [&str; 6] = [
    "shoulder-rolls",
    "neck-stretch",
    "arm-press-curls",
    "lat-side-stretch",
    "upper-back-extension",
    "cat-camel:small",
];
const DESK_BREAK: [&str; 3] = ["shoulder-rolls", "arm-press-curls", "lat-side-stretch"];

/// The time on the wall when it is looked at.
pub fn now() -> ZonedDateTime {
    "2026-11-26T10:30:00+01:00[+01:00]".parse().unwrap()
}

/// The time four days later, when a new week has just begun.
pub fn monday() -> ZonedDateTime {
    "2026-11-30T00:30:00+01:00[+01:00]".parse().unwrap()
}

/// The twelve weeks.
pub fn twelve_weeks() -> Vec<Record> {
    records(SESSIONS)
}

/// The same, and twice a routine after which it was worse.
pub fn with_worse() -> Vec<Record> {
    let more = "
        2026-11-24T18:00:00+01:00  neck-and-shoulders  5  2  2 4
        2026-11-25T18:00:00+01:00  neck-and-shoulders  5  2  3 5";
    records(&[SESSIONS, more].concat())
}

/// Records as [`SESSIONS`] has them, in the order in which they ended.
fn records(sessions: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for (number, line) in (1..).zip(sessions.lines().filter(|line| !line.trim().is_empty())) {
        let (continues, line) = line.trim().strip_prefix('+').map_or((false, line), |rest| (true, rest));
        let words: Vec<&str> = line.split_whitespace().collect();
        let [start, routine, minutes, done, feeling @ ..] = words.as_slice() else { panic!("{line}") };
        let continues = records.last().filter(|_| continues).map(|record| record.id.clone());
        records.push(record(number, [start, routine], [minutes, done].map(|n| n.parse().unwrap()), feeling, continues));
    }
    records.sort_by_key(|record| record.end.timestamp);
    records
}

fn record(
    number: usize,
    [start, routine]: [&str; 2],
    [minutes, done]: [u8; 2],
    feeling: &[&str],
    continues: Option<String>,
) -> Record {
    let start = Moment::read(start).unwrap();
    let end = start.timestamp + jiff::SignedDuration::from_mins(minutes.into());
    let (name, stretches) = match routine {
        "full" => ("Full routine", &FULL[..]),
        "desk-break" => ("Desk break", &DESK_BREAK[..]),
        "neck-and-shoulders" => ("Neck and shoulders", &FULL[..2]),
        other => panic!("{other}"),
    };
    // What goes on has those that were left.
    let stretches = if continues.is_some() { &stretches[stretches.len() - usize::from(done)..] } else { stretches };
    let stretch = |(index, id): (usize, &&str)| {
        let is_done = index < usize::from(done);
        let outcome = if is_done { StretchOutcome::Done } else { StretchOutcome::Skipped };
        RecordedStretch { id: (*id).to_owned(), outcome, done: is_done.into(), of: 1, active_seconds: 60.0 }
    };
    let is_whole = stretches.len() == usize::from(done);
    Record {
        schema: SCHEMA,
        id: format!("{number:012x}"),
        start,
        end: Moment::read(&end.to_string()).unwrap(),
        zone: Some("Europe/Berlin".to_owned()),
        routine: routine.to_owned(),
        name: name.to_owned(),
        dose: "standard".to_owned(),
        choices: RecordedChoices::default(),
        changes: Vec::new(),
        stretches: stretches.iter().enumerate().map(stretch).collect(),
        planned_seconds: 60.0 * f64::from(minutes),
        active_seconds: 60.0 * f64::from(minutes),
        outcome: if is_whole { "completed" } else { "stopped" }.to_owned(),
        plan: String::new(),
        stopped_at: (!is_whole).then_some(3),
        continues,
        before: feeling.first().and_then(|number| number.parse().ok()),
        after: feeling.get(1).and_then(|number| number.parse().ok()),
    }
}

/// A log with some lines in a folder of its own, as the menu reads it.
pub fn past_sessions(folder: &str, lines: &[String], wall: fn() -> ZonedDateTime, goal: u32) -> PastSessions {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("progress").join(folder);
    let _ = fs::remove_dir_all(&folder);
    let store = Store::new(&folder, None);
    fs::create_dir_all(store.folder()).unwrap();
    fs::write(store.folder().join("0123456789ab.jsonl"), lines.concat()).unwrap();
    PastSessions::new(store, wall, goal)
}

/// The lines of records.
pub fn lines(records: &[Record]) -> Vec<String> {
    records.iter().map(|record| serde_json::to_string(record).unwrap() + "\n").collect()
}
