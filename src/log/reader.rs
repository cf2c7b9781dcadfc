//! All files of a log read as one: every record once, the newest first, as its later lines have it.
//!
//! It keeps the ids of what it has read and nothing else, and reads no further than it is asked to.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::record::{Amendment, LogLine, Record};
use super::store::Store;
use super::tail::Tail;

/// What of a log cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Lines in what was read of the files.
    pub lines: usize,
    /// Files, and the folder itself.
    pub files: usize,
}

/// A record as it is now, with the line that it comes from.
#[derive(Clone, Debug)]
pub struct LogEntry {
    pub record: Record,
    /// Its place in time among the lines of all files: a line that amends it is written later than that.
    pub at: Timestamp,
    line: Vec<u8>,
    amended: Option<Amendment>,
}

impl LogEntry {
    /// The record as one JSON object without a line break. Keys that this version does not know are kept.
    pub fn json(&self) -> String {
        let line = || String::from_utf8_lossy(&self.line).trim().to_owned();
        let Some(amended) = &self.amended else { return line() };
        let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(&self.line) else { return line() };
        object.insert("after".to_owned(), amended.after.into());
        serde_json::to_string(&object).unwrap_or_default()
    }
}

/// The records of a log, the newest first.
#[derive(Debug, Default)]
pub struct Records {
    tails: Vec<Tail>,
    /// What is known of records by their ids, before they come.
    amendments: HashMap<String, Amendment>,
    /// The ids of the records that have come, as their bits: a copy of a file has the same ones.
    seen: HashSet<u64>,
    /// Lines written before this are not wanted.
    since: Option<Timestamp>,
    unread: Unread,
}

impl Records {
    pub fn open(store: &Store) -> Self {
        let mut records = Self::default();
        let Ok(files) = store.files() else {
            records.unread.files = 1;
            return records;
        };
        for path in files {
            match Tail::open(&path) {
                Ok(tail) => records.tails.push(tail),
                Err(_) => records.unread.files += 1,
            }
        }
        records
    }

    /// Reads no further back than to what was written at a point in time.
    pub fn since(self, since: Timestamp) -> Self {
        Self { since: Some(since), ..self }
    }

    /// What could not be read so far.
    pub fn unread(&self) -> Unread {
        let lines = self.tails.iter().map(|tail| tail.faults).sum::<usize>() + self.unread.lines;
        Unread { lines, ..self.unread.clone() }
    }

    /// The newest line of all files, with its place in time. A file that can be read no further is left out, and so is a
    /// line that cannot be read.
    fn line(&mut self) -> Option<(Timestamp, LogLine, Vec<u8>)> {
        loop {
            let (at, index) = self.newest()?;
            if self.since.is_some_and(|since| at < since) {
                return None;
            }
            if let Some((line, bytes)) = self.tails.get_mut(index)?.take() {
                return Some((at, line, bytes));
            }
        }
    }

    /// The place in time of the newest line, and the index of its file.
    fn newest(&mut self) -> Option<(Timestamp, usize)> {
        let mut newest: Option<(Timestamp, usize)> = None;
        let mut index = 0;
        while let Some(tail) = self.tails.get_mut(index) {
            match tail.newest() {
                Ok(Some(at)) if newest.is_none_or(|(latest, _)| at > latest) => newest = Some((at, index)),
                Ok(_) => {}
                Err(_) => {
                    self.unread.lines += tail.faults;
                    self.unread.files += 1;
                    self.tails.swap_remove(index);
                    // The last one stands in its place now.
                    newest = None;
                    index = 0;
                    continue;
                }
            }
            index += 1;
        }
        newest
    }
}

impl Iterator for Records {
    type Item = LogEntry;

    fn next(&mut self) -> Option<LogEntry> {
        loop {
            let (at, line, bytes) = self.line()?;
            if self.seen.contains(&bits(line.id())) {
                continue;
            }
            match line {
                LogLine::Amendment(older) => match self.amendments.get_mut(&older.id) {
                    // What was written later counts.
                    Some(newer) => {
                        newer.forgotten |= older.forgotten;
                        newer.after = newer.after.or(older.after);
                    }
                    None => {
                        self.amendments.insert(older.id.clone(), older);
                    }
                },
                LogLine::Record(mut record) => {
                    self.seen.insert(bits(&record.id));
                    let amended = self.amendments.remove(&record.id);
                    if amended.as_ref().is_some_and(|amended| amended.forgotten) {
                        continue;
                    }
                    let amended = amended.filter(|amended| amended.after.is_some());
                    record.after = amended.as_ref().map_or(record.after, |amended| amended.after);
                    return Some(LogEntry { record: *record, at, line: bytes, amended });
                }
            }
        }
    }
}

/// An id as bits: its hexadecimal digits, or of any other id its FNV-1a hash (Fowler, Noll and Vo).
pub(super) fn bits(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_else(|_| fnv(id.bytes()))
}

/// The FNV-1a hash of some bytes, the same on every machine and in every version.
pub(crate) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
