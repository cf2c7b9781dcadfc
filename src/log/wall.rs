//! The clock on the wall: the local time now.
//!
//! `jiff` looks through all time zones of the system for the local one, which takes longer than to read a week of the log.
//! Here only its file is read, where it is in its usual place; otherwise `jiff` finds it.

use std::env::{self, VarError};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

const ZONES: &str = "/usr/share/zoneinfo";
/// The folders of the same zones with and without leap seconds. Their names are none of zones.
const NO_ZONES: [&str; 2] = ["posix", "right"];

pub(crate) fn now() -> ZonedDateTime {
    let path = match env::var("TZ") {
        Ok(name) => Some(path_of(&name)),
        Err(VarError::NotPresent) => fs::read_link("/etc/localtime").ok().map(|link| Path::new("/etc").join(link)),
        Err(VarError::NotUnicode(_)) => None,
    };
    match path.and_then(|path| zone(&path)) {
        Some(zone) => Timestamp::now().to_zoned_datetime(zone),
        None => ZonedDateTime::now(),
    }
}

/// The file of the zone that `TZ` names.
fn path_of(name: &str) -> PathBuf {
    Path::new(ZONES).join(name.strip_prefix(':').unwrap_or(name))
}

/// The zone in a file, if its path says its name.
fn zone(path: &Path) -> Option<TimeZone> {
    let (_, name) = path.to_str()?.split_once("zoneinfo/")?;
    let is_zone = NO_ZONES.iter().all(|folder| !name.starts_with(folder)) && !name.contains("..");
    TimeZone::tzif(name, &fs::read(path).ok().filter(|_| is_zone)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_zone_that_is_named() {
        for name in ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"] {
            // Not every system has the files there.
            let Some(zone) = zone(&path_of(&format!(":{name}"))) else { continue };
            let right = TimeZone::get(name).unwrap();
            assert_eq!(zone.iana_name(), right.iana_name());
            for time in ["1990-06-01T00:00Z", "2026-01-01T00:00Z", "2026-07-01T12:00Z", "2090-10-29T01:30Z"] {
                let time: Timestamp = time.parse().unwrap();
                assert_eq!(zone.to_offset(time), right.to_offset(time), "{name} {time}");
            }
        }
        for name in ["", "CET-1CEST", "right/Europe/Berlin", "../zoneinfo/Europe/Berlin", "/etc/localtime", "nowhere"] {
            assert!(zone(&path_of(name)).is_none(), "{name}");
        }
    }
}
