//! `stretch log forget ID`: a line that says that a session is forgotten.
//!
//! It must never change the line of the session.

use std::collections::BTreeSet;
use std::process::ExitCode;

use jiff::{Timestamp, ToSpan};

use super::{store, tell_unread};
use crate::command::{Failure, print};
use crate::format::{date, time_of_day};
use crate::log::moment::Moment;
use crate::log::reader::Records;
use crate::log::record::{Amendment, Record, SCHEMA, line};
use crate::log::recorder::reason;
use crate::log::store::Store;
use crate::log::wall;
use crate::printable::printable;
use crate::settings::Settings;
use crate::words::counted;

/// The fewest characters that name a session.
const FEWEST: usize = 4;
/// How many sessions are named that an id could mean.
const MOST: usize = 5;

pub(crate) fn forget(id: &str, settings: &Settings) -> Result<ExitCode, Failure> {
    let store = store(settings)?;
    let found = find(id.trim(), &store)?;
    let amendments = found.parts.iter().map(|(id, at)| {
        line(&Amendment { schema: SCHEMA, id: id.clone(), at: now_after(*at), forgotten: true, after: None })
    });
    // In one write: all parts are forgotten, or none.
    store.append(&amendments.collect::<String>()).map_err(|error| {
        let folder = printable(&store.folder().display().to_string());
        Failure::Other(format!("it is not forgotten: {} ({folder})", reason(&error)))
    })?;
    let parts = match found.parts.len() {
        1 => String::new(),
        count => format!(", in {}", counted(count, "part")),
    };
    let stays = if found.parts.len() == 1 { "Its line stays" } else { "Their lines stay" };
    print(&format!(
        "Forgotten: {}{parts}. {stays} in the file, and nothing reads {} any more.\n",
        called(&found.record),
        if found.parts.len() == 1 { "it" } else { "them" }
    ))
}

/// A session that is to be forgotten.
struct Forgotten {
    /// The record that was named.
    record: Record,
    /// All its parts: the id of each, and its place in time.
    parts: Vec<(String, Timestamp)>,
}

/// The one session that an id means, or the beginning of one.
fn find(wanted: &str, store: &Store) -> Result<Forgotten, Failure> {
    if wanted.chars().count() < FEWEST {
        let message = format!("write at least {FEWEST} characters of the id: `stretch log` shows it");
        return Err(Failure::Usage(message));
    }
    let mut records = Records::open(store);
    let (mut found, mut links) = (Vec::new(), Vec::new());
    for entry in records.by_ref() {
        let record = entry.record;
        // An id may be the beginning of another one.
        let is_it = record.id == wanted;
        if let Some(earlier) = &record.continues {
            links.push((record.id.clone(), entry.at, earlier.clone()));
        }
        if found.len() <= MOST && record.id.to_lowercase().starts_with(&wanted.to_lowercase()) {
            found.push((is_it, record, entry.at));
        }
    }
    tell_unread(&records.unread());
    if found.iter().any(|(is_it, ..)| *is_it) {
        found.retain(|(is_it, ..)| *is_it);
    }
    match found.as_slice() {
        [] => Err(Failure::Usage(format!("there is no session `{}`: `stretch log` shows the ids", printable(wanted)))),
        [(_, record, at)] => Ok(Forgotten { record: record.clone(), parts: parts(record, *at, &links) }),
        several => {
            let ids: Vec<_> = several.iter().map(|(_, record, _)| format!("`{}`", printable(&record.id))).collect();
            Err(Failure::Usage(format!("it could be {}: write more of it", ids.join(" or "))))
        }
    }
}

/// The parts of a session, by the links between records: each with its own id and place, and the id that it continues.
fn parts(record: &Record, at: Timestamp, links: &[(String, Timestamp, String)]) -> Vec<(String, Timestamp)> {
    let mut ids = BTreeSet::from([&record.id]);
    let mut parts = vec![(record.id.clone(), at)];
    let mut known = 0;
    // Links stand newest first: one way finds the earlier parts, the other the later ones. Wrong clocks may need more turns.
    while known < parts.len() {
        known = parts.len();
        for (id, place, earlier) in links {
            // An earlier part was written before the later one.
            if ids.contains(id) && ids.insert(earlier) {
                parts.push((earlier.clone(), *place));
            }
        }
        for (id, place, earlier) in links.iter().rev() {
            if ids.contains(earlier) && ids.insert(id) {
                parts.push((id.clone(), *place));
            }
        }
    }
    parts
}

/// The time now, or just after a place among the lines of the log where a clock was ahead: what is written before the
/// record would not count.
fn now_after(place: Timestamp) -> Moment {
    let now = wall::now();
    let after = place.checked_add(1.second()).unwrap_or(place);
    Moment::from(&after.max(now.timestamp()).to_zoned_datetime(now.time_zone().clone()))
}

/// What a session is called.
fn called(record: &Record) -> String {
    let began = record.start.local();
    printable(&format!("{}, {}, {}", record.name, date(began.date()), time_of_day(began)))
}
