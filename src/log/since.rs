//! The first day that is asked for: a date, or so many days up to today.

use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Date(Date),
    /// So many days, with today.
    Days(u16),
}

impl Since {
    /// The first day.
    pub fn day(self, today: Date) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Days(days) => today.checked_sub((i64::from(days) - 1).days()).unwrap_or(Date::MIN),
        }
    }
}

impl FromStr for Since {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let days = text.strip_suffix('d').and_then(|days| days.parse().ok()).filter(|days| *days > 0);
        let date = || text.parse().ok().filter(|_| text.len() == "2026-11-01".len()).map(Self::Date);
        days.map(Self::Days).or_else(date).ok_or("write a date like 2026-11-01, or a number of days like 14d")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_end_today() {
        let today = "2026-11-26".parse().unwrap();
        for (text, day) in [("2026-11-01", "2026-11-01"), ("1d", "2026-11-26"), ("14d", "2026-11-13")] {
            assert_eq!(text.parse::<Since>().unwrap().day(today).to_string(), day);
        }
        for text in ["", "d", "0d", "-3d", "14", "2026-13-01", "2026-11", "yesterday", "2026-11-01T10:00"] {
            assert!(text.parse::<Since>().is_err(), "{text}");
        }
    }
}
