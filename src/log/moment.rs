//! A point in time with the offset of the clock that showed it: what a record says of its start and its end.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time, and how far the local time there was from UTC. It is written as in RFC 3339, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub timestamp: Timestamp,
    offset: Offset,
}

impl Moment {
    /// The local date and time that the clock showed.
    pub fn local(self) -> DateTime {
        self.offset.to_datetime(self.timestamp)
    }

    /// The local date: a session belongs to the day on which it began, where it began.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// Reads what RFC 3339 allows. None for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let offset = pieces.to_numeric_offset()?;
        let timestamp = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
        Some(Self { timestamp, offset })
    }
}

impl From<&ZonedDateTime> for Moment {
    /// The same moment without its fraction of a second.
    fn from(zoned: &ZonedDateTime) -> Self {
        let second = Timestamp::from_second(zoned.timestamp().as_second());
        Self { timestamp: second.unwrap_or(zoned.timestamp()), offset: zoned.offset() }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp.display_with_offset(self.offset).fmt(f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| de::Error::custom("no date and time of RFC 3339"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_is_written() {
        for text in ["2026-11-26T10:12:03+01:00", "2026-07-01T23:59:59-03:30", "2026-01-01T00:00:00+00:00"] {
            assert_eq!(Moment::read(text).unwrap().to_string(), text);
        }
        assert_eq!(Moment::read("2026-11-26T10:12:03Z").unwrap().to_string(), "2026-11-26T10:12:03+00:00");
        for text in ["2026-11-26", "2026-11-26T10:12:03", "10:12", "yesterday", ""] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_session_belongs_to_the_day_where_it_began() {
        assert_eq!(Moment::read("2026-11-26T23:30:00-08:00").unwrap().date().to_string(), "2026-11-26");
        assert_eq!(Moment::read("2026-11-27T00:30:00+13:00").unwrap().date().to_string(), "2026-11-27");
    }
}
