//! A log in a folder of its own, and made-up records.

use std::fs;
use std::path::PathBuf;

use jiff::ZonedDateTime;
use stretch_tui::log::moment::Moment;
use stretch_tui::log::reader::Records;
use stretch_tui::log::record::{Record, RecordedChoices, RecordedStretch, SCHEMA, StretchOutcome};
use stretch_tui::log::store::Store;

/// A folder that is gone at the end of a test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("stretch-log-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn store(&self) -> Store {
        Store::new(&self.0.join("data"), Some(self.0.join("state")))
    }

    /// Puts a file into the log.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.store().folder()).unwrap();
        fs::write(self.store().folder().join(name), bytes).unwrap();
    }

    /// The only file of the log.
    pub fn file(&self) -> PathBuf {
        let files = self.store().files().unwrap();
        assert_eq!(files.len(), 1, "{files:?}");
        files.into_iter().next().unwrap()
    }

    /// The ids of the records, the newest first.
    pub fn ids(&self) -> Vec<String> {
        Records::open(&self.store()).map(|entry| entry.record.id).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn moment(text: &str) -> Moment {
    Moment::read(text).unwrap()
}

pub fn local(text: &str) -> ZonedDateTime {
    text.parse().unwrap()
}

/// A whole session of one stretch that took five minutes.
pub fn record(id: &str, start: &str) -> Record {
    let stretch = RecordedStretch {
        id: "cat-camel".to_owned(),
        outcome: StretchOutcome::Done,
        done: 2,
        of: 2,
        active_seconds: 300.0,
    };
    Record {
        schema: SCHEMA,
        id: id.to_owned(),
        start: moment(start),
        end: moment(start),
        zone: None,
        routine: "full".to_owned(),
        name: "Full routine".to_owned(),
        dose: "standard".to_owned(),
        choices: RecordedChoices::default(),
        changes: Vec::new(),
        stretches: vec![stretch],
        planned_seconds: 300.0,
        active_seconds: 300.0,
        outcome: "completed".to_owned(),
        plan: String::new(),
        stopped_at: None,
        continues: None,
        before: None,
        after: None,
    }
}

/// The lines of some records, each of a day in November 2026.
pub fn lines(records: &[(&str, u32)]) -> String {
    let line = |(id, day): &(&str, u32)| {
        serde_json::to_string(&record(id, &format!("2026-11-{day:02}T10:00:00+01:00"))).unwrap() + "\n"
    };
    records.iter().map(line).collect()
}
