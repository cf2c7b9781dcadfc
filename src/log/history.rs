//! What the records say: the days, the minutes, what was left out, and how it felt.
//!
//! It is given the date and never asks a clock. It must never count a day that was missed.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};

use super::feel::{Pair, Verdict, is_worse_twice, verdict};
use super::reader::{Records, Unread};
use super::record::{Record, RecordedStretch, StretchOutcome};
use super::resume;
use super::store::Store;
use crate::time::from_seconds;

/// How many weeks are shown and counted, with this one.
pub const WEEKS: u32 = 12;
/// With a goal of every day, one may be missed.
const ENOUGH: u32 = 6;

/// A session as one, even if it was left and resumed.
#[derive(Clone, Debug)]
pub struct LoggedSession {
    /// Its records, the last one first.
    parts: Vec<Record>,
}

/// What was done on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    None,
    /// Some session, but none whole.
    Partly,
    /// At least one whole session.
    Done,
}

/// A week from Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: Date,
    pub days: [DayMark; 7],
    pub active: Duration,
}

/// How it felt before and after the sessions of one routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling {
    /// The id of the routine, and its name when it was done last.
    pub routine: String,
    pub name: String,
    /// The sessions with both numbers, and the mean of each.
    pub sessions: usize,
    pub before: f64,
    pub after: f64,
    pub verdict: Verdict,
    /// Whether the last two sessions both made it worse.
    pub is_worse_twice: bool,
}

/// The sessions of the last weeks.
#[derive(Clone, Debug)]
pub struct History {
    /// The newest first.
    sessions: Vec<LoggedSession>,
    now: ZonedDateTime,
    unread: Unread,
}

impl LoggedSession {
    pub fn start(&self) -> super::moment::Moment {
        self.first().start
    }

    fn first(&self) -> &Record {
        self.parts.last().unwrap_or(&self.parts[0])
    }

    /// Its last record.
    pub fn last(&self) -> &Record {
        &self.parts[0]
    }

    /// The time that was planned when it began.
    pub fn planned(&self) -> Duration {
        from_seconds(self.first().planned_seconds)
    }

    /// How it felt before.
    pub fn before(&self) -> Option<u8> {
        self.first().before
    }

    /// How it felt after.
    pub fn after(&self) -> Option<u8> {
        self.last().after
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

    fn pair(&self) -> Option<Pair> {
        Some(Pair { before: self.before()?, after: self.after()? })
    }
}

impl History {
    /// The sessions of the last [`WEEKS`]; `now` is the local time.
    pub fn read(store: &Store, now: ZonedDateTime) -> Self {
        Self::reading(store, now, 7 * WEEKS)
    }

    /// The sessions of as many days, whatever the time of day.
    pub fn reading(store: &Store, now: ZonedDateTime, days: u32) -> Self {
        let since = now.timestamp().checked_sub(((i64::from(days) + 1) * 24).hours()).unwrap_or(Timestamp::MIN);
        let mut records = Records::open(store).since(since);
        let sessions = joined(records.by_ref().map(|entry| entry.record));
        Self { sessions, now, unread: records.unread() }
    }

    /// The sessions of some records, the newest first.
    pub fn of(records: impl IntoIterator<Item = Record>, now: ZonedDateTime) -> Self {
        Self { sessions: joined(records), now, unread: Unread::default() }
    }

    pub fn sessions(&self) -> &[LoggedSession] {
        &self.sessions
    }

    /// What could not be read.
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// The weeks up to this one, the first one first.
    pub fn weeks(&self) -> Vec<Week> {
        let this = monday(self.today());
        let mondays = (0..WEEKS).rev().filter_map(|ago| this.checked_sub((7 * i64::from(ago)).days()).ok());
        let mut weeks: Vec<_> =
            mondays.map(|monday| Week { monday, days: [DayMark::None; 7], active: Duration::ZERO }).collect();
        for session in &self.sessions {
            let date = session.start().date();
            let monday = monday(date);
            let Some(week) = weeks.iter_mut().find(|week| week.monday == monday) else { continue };
            week.active += session.active();
            let mark = &mut week.days[weekday(date)];
            *mark = match *mark {
                DayMark::Done => DayMark::Done,
                _ if session.is_whole() => DayMark::Done,
                _ => DayMark::Partly,
            };
        }
        weeks
    }

    /// This week.
    pub fn week(&self) -> Week {
        let this = monday(self.today());
        let none = Week { monday: this, days: [DayMark::None; 7], active: Duration::ZERO };
        self.weeks().pop().unwrap_or(none)
    }

    /// How many days ago each of some stretches was last done, wholly or in part; none if not in these weeks. What was left
    /// out longest comes first.
    pub fn left_out<'a>(&self, stretches: impl Iterator<Item = &'a str>) -> Vec<(&'a str, Option<u32>)> {
        let days = self.days_since(self.today().tomorrow().unwrap_or(self.today()));
        let mut left_out: Vec<_> = stretches.map(|id| (id, days.get(id).map(|days| days.saturating_sub(1)))).collect();
        left_out.sort_by_key(|(_, days)| std::cmp::Reverse(days.unwrap_or(u32::MAX)));
        left_out
    }

    /// How many days before a date each stretch was last done, by its id; what was done on that date does not count.
    pub fn days_since(&self, date: Date) -> BTreeMap<String, u32> {
        let mut since = BTreeMap::new();
        for session in &self.sessions {
            let days = session.start().date().until(date).map_or(0, |span| span.get_days());
            let Some(days) = u32::try_from(days).ok().filter(|days| *days > 0) else { continue };
            for (id, _) in session.stretches().iter().filter(|(_, outcome)| *outcome != StretchOutcome::Skipped) {
                let stretch = id.split(':').next().unwrap_or(id);
                let known = since.entry(stretch.to_owned()).or_insert(days);
                *known = days.min(*known);
            }
        }
        since
    }

    /// How it felt before and after, by routine, the one that was done last first.
    pub fn feelings(&self) -> Vec<Feeling> {
        let mut by_routine: Vec<(&Record, Vec<Pair>)> = Vec::new();
        for session in &self.sessions {
            let Some(pair) = session.pair() else { continue };
            let record = session.first();
            match by_routine.iter_mut().find(|(known, _)| known.routine == record.routine) {
                Some((_, pairs)) => pairs.push(pair),
                None => by_routine.push((record, vec![pair])),
            }
        }
        let count = by_routine.len();
        let feeling = |(record, pairs): (&Record, Vec<Pair>)| {
            let sessions = pairs.len();
            let mean = |of: fn(&Pair) -> u8| {
                let sum: u32 = pairs.iter().map(|pair| u32::from(of(pair))).sum();
                f64::from(sum) / f64::from(u32::try_from(sessions).unwrap_or(u32::MAX))
            };
            Feeling {
                routine: record.routine.clone(),
                name: record.name.clone(),
                sessions,
                before: mean(|pair| pair.before),
                after: mean(|pair| pair.after),
                verdict: verdict(&pairs, count),
                is_worse_twice: is_worse_twice(&pairs),
            }
        };
        by_routine.into_iter().map(feeling).collect()
    }

    /// The session that can be resumed: the last one of its routine, left in the middle no longer ago than
    /// [`resume::LIMIT`]. `routine` asks for that of one routine.
    pub fn left(&self, routine: Option<&str>) -> Option<&LoggedSession> {
        let now = self.now.timestamp();
        let is_recent = |record: &Record| {
            let ago = now.duration_since(record.end.timestamp);
            Duration::try_from(ago).is_ok_and(|ago| ago <= resume::LIMIT)
        };
        let mut newest = self.sessions.iter().filter(|session| {
            let is_asked = |asked| session.last().routine == asked;
            routine.is_none_or(is_asked)
        });
        newest.next().filter(|session| session.last().stopped_at.is_some() && is_recent(session.last()))
    }
}

impl Week {
    /// The days with a session.
    pub fn active_days(&self) -> u32 {
        self.days.iter().map(|mark| u32::from(*mark != DayMark::None)).sum()
    }

    /// Whether so many days are reached; of seven, six are enough.
    pub fn reaches(&self, goal: u32) -> bool {
        self.left(goal) == 0
    }

    /// How many days are left until so many are reached.
    pub fn left(&self, goal: u32) -> u32 {
        goal.min(ENOUGH).saturating_sub(self.active_days())
    }
}

/// The Monday of a date's week.
pub fn monday(date: Date) -> Date {
    let back = i64::try_from(weekday(date)).unwrap_or(0);
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The day of the week, from Monday, which is 0.
fn weekday(date: Date) -> usize {
    date.weekday().since(Weekday::Monday).try_into().unwrap_or(0)
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
fn joined(records: impl IntoIterator<Item = Record>) -> Vec<LoggedSession> {
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
        let limit = SignedDuration::try_from(2 * resume::LIMIT).unwrap_or_default();
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
