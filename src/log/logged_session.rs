//! A session as one, even if it was left and resumed, and how records become sessions.

use std::collections::HashMap;
use std::time::Duration;

use jiff::SignedDuration;

use super::feel::Pair;
use super::moment::Moment;
use super::record::{Record, RecordedStretch, StretchOutcome};
use crate::time::from_seconds;

/// How long a session that was left can be resumed.
pub const RESUMABLE: Duration = Duration::from_secs(12 * 60 * 60);

/// A session as one, even if it was left and resumed.
#[derive(Clone, Debug)]
pub struct LoggedSession {
    /// Its records, the last one first.
    parts: Vec<Record>,
}

impl LoggedSession {
    pub fn start(&self) -> Moment {
        self.first().start
    }

    pub(super) fn first(&self) -> &Record {
        self.parts.last().unwrap_or(&self.parts[0])
    }

    /// Its last record.
    pub fn last(&self) -> &Record {
        &self.parts[0]
    }

    /// Its records, the last one first.
    pub fn parts(&self) -> &[Record] {
        &self.parts
    }

    /// The time that was planned when it began.
    pub fn planned(&self) -> Duration {
        from_seconds(self.first().planned_seconds)
    }

    /// How it felt before.
    pub fn before(&self) -> Option<u8> {
        self.parts.iter().rev().find_map(|record| record.before)
    }

    /// How it felt after.
    pub fn after(&self) -> Option<u8> {
        self.parts.iter().find_map(|record| record.after)
    }

    pub fn active(&self) -> Duration {
        self.parts.iter().map(|record| from_seconds(record.active_seconds)).sum()
    }

    /// What came of each stretch in all its parts, by its id.
    pub fn stretches(&self) -> Vec<(&str, StretchOutcome)> {
        let mut did: Vec<(&str, StretchOutcome, usize, usize)> = Vec::new();
        // The first part has all stretches, a later one those that were left.
        for (part, record) in self.parts.iter().rev().enumerate() {
            for RecordedStretch { id, outcome, done, of, .. } in &record.stretches {
                let Some(known) = did.iter_mut().find(|(known, ..)| known == id) else {
                    did.push((id, *outcome, *done, *of));
                    continue;
                };
                known.2 += done;
                known.3 += if part == 0 { *of } else { 0 };
                known.1 = match (known.1, outcome) {
                    _ if known.2 >= known.3 => StretchOutcome::Done,
                    (StretchOutcome::Skipped, StretchOutcome::Skipped) => StretchOutcome::Skipped,
                    _ => StretchOutcome::Partial,
                };
            }
        }
        did.into_iter().map(|(id, outcome, ..)| (id, outcome)).collect()
    }

    /// Whether all of it was done.
    pub fn is_whole(&self) -> bool {
        self.stretches().iter().all(|(_, outcome)| *outcome == StretchOutcome::Done)
    }

    pub(super) fn pair(&self) -> Option<Pair> {
        Some(Pair { before: self.before()?, after: self.after()? })
    }
}

/// The newest sessions of some records, at most so many, and whether there are more. It asks for few more records than those
/// of these sessions.
pub fn newest(records: impl IntoIterator<Item = Record>, most: usize) -> (Vec<LoggedSession>, bool) {
    let mut joining = Joining::default();
    for record in records {
        if joining.sessions.len() > most && joining.is_whole(most, &record) {
            break;
        }
        joining.add(record);
    }
    let has_more = joining.sessions.len() > most;
    joining.sessions.truncate(most);
    (joining.sessions, has_more)
}

/// The sessions of some records, the newest first. A record and those that it continues are one session.
pub(super) fn joined(records: impl IntoIterator<Item = Record>) -> Vec<LoggedSession> {
    let mut joining = Joining::default();
    records.into_iter().for_each(|record| joining.add(record));
    joining.sessions
}

/// Sessions whose records come one by one, the newest first.
#[derive(Default)]
struct Joining {
    sessions: Vec<LoggedSession>,
    /// The session that each record belongs to which has not come yet.
    awaited: HashMap<String, usize>,
}

impl Joining {
    fn add(&mut self, record: Record) {
        let index = self.awaited.remove(&record.id).unwrap_or(self.sessions.len());
        if let Some(earlier) = &record.continues {
            self.awaited.insert(earlier.clone(), index);
        }
        match self.sessions.get_mut(index) {
            Some(session) => session.parts.push(record),
            None => self.sessions.push(LoggedSession { parts: vec![record] }),
        }
    }

    /// Whether none of the first sessions can have a part in a record or those after it.
    fn is_whole(&self, first: usize, record: &Record) -> bool {
        let limit = SignedDuration::try_from(2 * RESUMABLE).unwrap_or_default();
        self.awaited.values().filter(|index| **index < first).all(|index| {
            let start = self.sessions.get(*index).map(|session| session.start().timestamp);
            start.is_none_or(|start| start.duration_since(record.end.timestamp) > limit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records by their ids, the newest first, an hour apart; each may continue an earlier one.
    fn records(ids: &[(&str, Option<&str>)]) -> Vec<Record> {
        let record = |(hours, (id, continues)): (usize, &(&str, Option<&str>))| {
            let day = 26 - hours / 24;
            let hour = 23 - hours % 24;
            let continues = continues.map_or("null".to_owned(), |id| format!("{id:?}"));
            let line = format!(
                r#"{{"schema":1,"id":"{id}","start":"2026-11-{day:02}T{hour:02}:00:00Z","end":"2026-11-{day:02}T{hour:02}:10:00Z",
                "routine":"full","stretches":[],"planned_seconds":600,"active_seconds":60,"outcome":"stopped",
                "continues":{continues}}}"#
            );
            serde_json::from_str(&line).unwrap()
        };
        ids.iter().enumerate().map(record).collect()
    }

    fn ids(sessions: &[LoggedSession]) -> Vec<Vec<&str>> {
        sessions.iter().map(|session| session.parts.iter().map(|part| &*part.id).collect()).collect()
    }

    #[test]
    fn the_newest_sessions_have_all_their_parts() {
        let all = records(&[("f", Some("d")), ("e", None), ("d", Some("b")), ("c", None), ("b", None), ("a", None)]);
        let (sessions, has_more) = newest(all.clone(), 1);
        assert_eq!((ids(&sessions), has_more), (vec![vec!["f", "d", "b"]], true));
        let (sessions, has_more) = newest(all.clone(), 3);
        assert_eq!((ids(&sessions), has_more), (vec![vec!["f", "d", "b"], vec!["e"], vec!["c"]], true));
        let (sessions, has_more) = newest(all, 4);
        assert_eq!((sessions.len(), has_more), (4, false));
        assert!(newest(records(&[("a", None)]), 0).1);
    }

    #[test]
    fn a_part_that_never_comes_is_not_waited_for() {
        let mut all = vec![("z", Some("forgotten"))];
        let older: Vec<_> = (0..100).map(|number| format!("{number}")).collect();
        all.extend(older.iter().map(|id| (&**id, None)));
        let mut read = 0;
        let (sessions, _) = newest(records(&all).into_iter().inspect(|_| read += 1), 2);
        assert_eq!(ids(&sessions), [vec!["z"], vec!["0"]]);
        assert!(read < 30, "{read}");
    }
}
