//! What reading a large log costs: `cargo bench --bench log`. The log is made up: 100,000 sessions in ten files, spread
//! evenly over ten years. The goals are 5 milliseconds for `status` and 50 for Progress.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::{env, fs, process};

use jiff::{SignedDuration, ZonedDateTime};
use stretch_tui::log::history::History;
use stretch_tui::log::moment::Moment;
use stretch_tui::log::reader::Records;
use stretch_tui::log::record::{Record, RecordedChoices, RecordedStretch, SCHEMA, StretchOutcome};
use stretch_tui::log::store::Store;
use stretch_tui::status::Status;

const SESSIONS: i32 = 100_000;
const FILES: usize = 10;
const DAYS: i32 = 3652;
const STRETCHES: [&str; 7] = [
    "shoulder-rolls",
    "neck-stretch",
    "arm-press-curls",
    "thoracic-extension",
    "lat-side-stretch",
    "upper-back-extension",
    "cat-camel",
];

fn main() {
    divan::main();
    let _ = fs::remove_dir_all(data());
}

fn data() -> PathBuf {
    env::temp_dir().join(format!("stretch-bench-{}", process::id()))
}

/// A Sunday evening, when the week is longest.
fn now() -> ZonedDateTime {
    let text = "2026-11-29T20:00[Europe/Berlin]";
    text.parse().unwrap_or_else(|_| ZonedDateTime::now())
}

/// The made-up log, written once.
fn store() -> &'static Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| {
        let (store, now) = (Store::new(&data(), None), now());
        let mut files = vec![String::new(); FILES];
        let every = SignedDuration::from_hours(24) * DAYS / SESSIONS;
        for (number, file) in (0..SESSIONS).zip((0..FILES).cycle()) {
            let start = &now - every * (SESSIONS - number);
            let end = &start + SignedDuration::from_secs(620);
            let record = record(format!("{number:012x}"), (&start).into(), (&end).into());
            let _ = writeln!(files[file], "{}", serde_json::to_string(&record).unwrap_or_default());
        }
        let written = fs::create_dir_all(store.folder()).and_then(|()| {
            let mut files = files.iter().enumerate();
            files.try_for_each(|(number, text)| fs::write(store.folder().join(format!("{number:012x}.jsonl")), text))
        });
        if let Err(error) = written {
            eprintln!("the log is not written: {error}");
        }
        store
    })
}

/// A whole session of seven stretches.
fn record(id: String, start: Moment, end: Moment) -> Record {
    let stretch = |id: &&str| RecordedStretch {
        id: (*id).to_owned(),
        outcome: StretchOutcome::Done,
        done: 2,
        of: 2,
        active_seconds: 88.5,
    };
    Record {
        schema: SCHEMA,
        id,
        start,
        end,
        zone: Some("Europe/Berlin".to_owned()),
        routine: "full".to_owned(),
        name: "Full routine".to_owned(),
        dose: "standard".to_owned(),
        choices: RecordedChoices::default(),
        changes: Vec::new(),
        stretches: STRETCHES.iter().map(stretch).collect(),
        planned_seconds: 620.0,
        active_seconds: 619.5,
        outcome: "completed".to_owned(),
        plan: "8c4f1e0b6a29d375".to_owned(),
        stopped_at: None,
        continues: None,
        before: Some(4),
        after: Some(3),
    }
}

/// What `stretch status` reads.
#[divan::bench]
fn status() -> Status {
    Status::of(Records::open(store()).map(|entry| (entry.at, entry.record)), now(), 3)
}

/// What Progress reads and counts.
#[divan::bench]
fn progress() -> usize {
    let history = History::read(store(), now());
    history.weeks().len() + history.left_out(STRETCHES.into_iter()).len() + history.feelings().len()
}

/// What `stretch log --json` reads.
#[divan::bench(sample_count = 5)]
fn all() -> usize {
    Records::open(store()).map(|entry| entry.json().len()).sum()
}
