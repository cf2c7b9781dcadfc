//! How far this week has come, in one line: for status bars and prompts.
//!
//! It reads only the newest records, is given the time, and must never write.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use crate::document::names::nearest;
use crate::format::when;
use crate::log::history::{History, monday};
use crate::log::logged_session::LoggedSession;
use crate::log::moment::Moment;
use crate::log::record::Record;
use crate::word_enum::word_enum;
use crate::words::counted;

/// This week, and the last session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The days of this week with a session.
    pub days: u32,
    /// The days that are wanted.
    pub goal: u32,
    /// The days that are left to that goal.
    pub left: u32,
    /// What was done this week.
    pub active: Duration,
    /// When the last session began.
    pub last: Option<Moment>,
    /// The same by the date of today, in words.
    last_said: String,
}

word_enum! {
    /// What stands in braces in a format.
    pub enum StatusField {
        Days = "days",
        Goal = "goal",
        Left = "left",
        Minutes = "minutes",
        Last = "last",
    }
}

/// A text with fields in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusFormat(Vec<FormatPart>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum FormatPart {
    Text(String),
    Field(StatusField),
}

impl Status {
    /// The status by some records with their places in time, the newest first. None is read after the first one before this week; `now` is the
    /// local time.
    pub fn of(records: impl Iterator<Item = (Timestamp, Record)>, now: ZonedDateTime, goal: u32) -> Self {
        let today = now.date();
        // A session that began this week may have ended elsewhere, where it was still the week before.
        let edge =
            monday(today).to_zoned_datetime(now.time_zone().clone()).map_or(now.timestamp(), |week| week.timestamp());
        let edge = edge - SignedDuration::from_hours(26);
        let mut wanted = Vec::new();
        for (at, record) in records {
            wanted.push(record);
            // By its place: a clock that was set back for a while hides nothing.
            if at < edge {
                break;
            }
        }
        let history = History::of(wanted, now);
        let week = history.week();
        // A clock that was ahead may have dated some of them after today.
        let starts = history.sessions().iter().map(LoggedSession::start).filter(|start| start.date() <= today);
        let last = starts.max_by_key(|start| start.timestamp);
        Self {
            days: week.active_days(),
            goal,
            left: week.left(goal),
            active: week.active,
            last,
            last_said: last.map_or("never".to_owned(), |last| when(last.local(), today)),
        }
    }

    /// The status with the fields of a format filled in.
    pub fn formatted(&self, format: &StatusFormat) -> String {
        let part = |part: &FormatPart| match part {
            FormatPart::Text(text) => text.clone(),
            FormatPart::Field(StatusField::Days) => self.days.to_string(),
            FormatPart::Field(StatusField::Goal) => self.goal.to_string(),
            FormatPart::Field(StatusField::Left) => self.left.to_string(),
            FormatPart::Field(StatusField::Minutes) => ((self.active.as_secs() + 30) / 60).to_string(),
            FormatPart::Field(StatusField::Last) => self.last_said.clone(),
        };
        format.0.iter().map(part).collect()
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, goal, last, last_said, .. } = self;
        match last {
            None => f.write_str("no session yet"),
            Some(_) if days > goal => write!(f, "{} this week, last {last_said}", counted(days, "day")),
            Some(_) => write!(f, "{days} of {} this week, last {last_said}", counted(goal, "day")),
        }
    }
}

impl FromStr for StatusFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut parts, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            plain += before;
            if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                plain += &from[..1];
                rest = after;
                continue;
            }
            let Some((name, after)) = from.strip_prefix('{').and_then(|inside| inside.split_once('}')) else {
                return Err("a brace stands alone: write `{{` or `}}` for one that is to be shown".to_owned());
            };
            parts.push(FormatPart::Text(std::mem::take(&mut plain)));
            parts.push(FormatPart::Field(field(name)?));
            rest = after;
        }
        parts.push(FormatPart::Text(plain + rest));
        Ok(Self(parts))
    }
}

fn field(name: &str) -> Result<StatusField, String> {
    let words = || StatusField::WORDS.iter().map(|(word, _)| *word);
    let found = StatusField::WORDS.iter().find(|(word, _)| *word == name).map(|(_, field)| *field);
    found.ok_or_else(|| {
        let advice = nearest(name, words()).map(|near| format!("did you mean `{{{near}}}`?"));
        let all = || words().map(|word| format!("{{{word}}}")).collect::<Vec<_>>().join(" ");
        format!("there is no `{{{name}}}`: {}", advice.unwrap_or_else(|| format!("there are {}", all())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A session of four minutes on a day, at 10:12 in Berlin.
    fn record(day: &str) -> Record {
        let line = format!(
            r#"{{"schema":1,"id":"{day}","start":"{day}T10:12:00+01:00","end":"{day}T10:16:00+01:00","routine":"full",
            "stretches":[],"planned_seconds":240,"active_seconds":240,"outcome":"completed"}}"#
        );
        serde_json::from_str(&line).unwrap()
    }

    fn placed(day: &str) -> (Timestamp, Record) {
        let record = record(day);
        (record.end.timestamp, record)
    }

    /// The status on a Thursday at noon.
    fn status(days: &[&str], goal: u32) -> Status {
        let now = "2026-11-26T12:00[Europe/Berlin]".parse().unwrap();
        Status::of(days.iter().map(|day| placed(day)), now, goal)
    }

    #[test]
    fn it_is_one_line() {
        for (days, goal, line) in [
            (&[][..], 3, "no session yet"),
            (&["2026-11-26", "2026-11-24", "2026-11-23"], 3, "3 of 3 days this week, last today 10:12"),
            (&["2026-11-26", "2026-11-26"], 3, "1 of 3 days this week, last today 10:12"),
            (&["2026-11-25", "2026-11-22"], 1, "1 of 1 day this week, last yesterday 10:12"),
            (&["2026-11-22"], 3, "0 of 3 days this week, last Sunday 10:12"),
            (&["2026-11-02"], 3, "0 of 3 days this week, last 2 November 2026"),
            (&["2026-11-26", "2026-11-25"], 1, "2 days this week, last today 10:12"),
            // A clock was ahead.
            (&["2027-01-01", "2026-11-26"], 3, "1 of 3 days this week, last today 10:12"),
        ] {
            assert_eq!(status(days, goal).to_string(), line);
        }
    }

    #[test]
    fn with_a_goal_of_every_day_six_are_enough() {
        let days = ["2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23"];
        assert_eq!((status(&days, 7).left, status(&days, 5).left, status(&days, 3).left), (2, 1, 0));
    }

    #[test]
    fn no_more_is_read_than_the_first_session_before_this_week() {
        let mut read = 0;
        let days = ["2026-11-26", "2026-11-23", "2026-11-20", "2026-11-19", "2026-11-18"];
        let records = days.iter().map(|day| placed(day)).inspect(|_| read += 1);
        Status::of(records, "2026-11-26T12:00[Europe/Berlin]".parse().unwrap(), 3);
        assert_eq!(read, 3);
    }

    #[test]
    fn a_clock_that_was_set_back_hides_nothing() {
        let wrong = (record("2026-11-25").end.timestamp, record("1970-01-01"));
        let records = [placed("2026-11-26"), wrong, placed("2026-11-24"), placed("2026-11-23")];
        let status = Status::of(records.into_iter(), "2026-11-26T12:00[Europe/Berlin]".parse().unwrap(), 3);
        assert_eq!(status.to_string(), "3 of 3 days this week, last today 10:12");
    }

    #[test]
    fn a_format_is_filled_in() {
        let status = status(&["2026-11-25", "2026-11-24"], 3);
        let said = |format: &str| format.parse().map(|format| status.formatted(&format));
        assert_eq!(
            said("{days}/{goal}, {left} left, {minutes} min, {last}"),
            Ok("2/3, 1 left, 8 min, yesterday 10:12".into())
        );
        assert_eq!(said("{{\"text\": \"{days}\"}}"), Ok("{\"text\": \"2\"}".into()));
        assert_eq!(said(""), Ok(String::new()));
        assert_eq!(said("{dyas}"), Err("there is no `{dyas}`: did you mean `{days}`?".into()));
        assert!(said("{yoga}").unwrap_err().ends_with("there are {days} {goal} {left} {minutes} {last}"));
        for loose in ["{", "}", "{days", "days}", "{{}", "a } b"] {
            assert!(said(loose).unwrap_err().contains("a brace stands alone"), "{loose}");
        }
    }
}
