//! What the records say: the days, the minutes, what was left out, and how it felt.
//!
//! It is given the date and never asks a clock. It must never count a day that was missed.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};

use super::feel::{Pair, Verdict, is_worse_twice, verdict};
use super::logged_session::{LoggedSession, RESUMABLE, joined};
use super::reader::{LogEntry, Records, Unread};
use super::record::{Record, StretchOutcome};
use super::store::Store;

/// How many weeks are shown and counted, with this one.
pub const WEEKS: u32 = 12;
/// With a goal of every day, one may be missed.
const ENOUGH: u32 = 6;

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

impl History {
    /// The sessions of the last [`WEEKS`]; `now` is the local time.
    pub fn read(store: &Store, now: ZonedDateTime) -> Self {
        Self::reading(store, now, 7 * WEEKS)
    }

    /// The sessions of as many days, whatever the time of day.
    pub fn reading(store: &Store, now: ZonedDateTime, days: u32) -> Self {
        let ago = SignedDuration::from_hours(24 * (i64::from(days) + 1));
        let since = now.timestamp().checked_sub(ago).unwrap_or(Timestamp::MIN);
        let mut records = Records::open(store).since(since);
        let sessions = joined(records.by_ref().map(|entry| entry.record));
        Self { sessions, now, unread: records.unread() }
    }

    /// The sessions that can be resumed, and some of those before today: of at most so many days, and no more than the
    /// newest `most`.
    pub fn lately(store: &Store, now: ZonedDateTime, days: u32, most: usize) -> Self {
        let today = now.date();
        let since = |ago: SignedDuration| now.timestamp().checked_sub(ago).unwrap_or(Timestamp::MIN);
        let resumable = since(SignedDuration::try_from(2 * RESUMABLE).unwrap_or_default());
        let mut records = Records::open(store).since(since(SignedDuration::from_hours(24 * i64::from(days))));
        let (mut wanted, mut before) = (Vec::new(), 0);
        for LogEntry { record, at, .. } in records.by_ref() {
            before += usize::from(record.start.date() < today);
            if before > most && at < resumable {
                break;
            }
            wanted.push(record);
        }
        Self { sessions: joined(wanted), unread: records.unread(), now }
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
                let known = since.entry(stretch_of(id).to_owned()).or_insert(days);
                *known = days.min(*known);
            }
        }
        since
    }

    /// How it felt before and after the sessions of the routine of a record, the last one first. The record counts as it is
    /// given, whatever the log has of it.
    pub fn pairs_with(&self, record: &Record) -> Vec<Pair> {
        let logged = self.sessions.iter().flat_map(LoggedSession::parts);
        let others = logged.filter(|other| other.routine == record.routine && other.id != record.id).cloned();
        joined([record.clone()].into_iter().chain(others)).iter().filter_map(LoggedSession::pair).collect()
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
    /// [`RESUMABLE`]. `routine` asks for that of one routine.
    pub fn left(&self, routine: Option<&str>) -> Option<&LoggedSession> {
        let now = self.now.timestamp();
        let is_recent = |record: &Record| {
            let ago = now.duration_since(record.end.timestamp);
            Duration::try_from(ago).is_ok_and(|ago| ago <= RESUMABLE)
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

/// The id of a stretch without that of its variant.
fn stretch_of(id: &str) -> &str {
    id.split(':').next().unwrap_or(id)
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
