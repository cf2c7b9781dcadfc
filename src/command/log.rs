//! `stretch log`: past sessions, as a table, in sentences, as JSON and as CSV.
//!
//! It must never write to the log.

pub(crate) mod check;
mod csv;
pub(crate) mod forget;
mod table;

use std::fmt::Write as _;
use std::process::ExitCode;

use jiff::SignedDuration;

use super::text::paragraph;
use super::{Failure, library_for_person, print, print_all, tell};
use crate::ascii;
use crate::cli::LogQuery;
use crate::format::date;
use crate::log::logged_session::newest;
use crate::log::reader::{LogEntry, Records, Unread};
use crate::log::store::Store;
use crate::log::wall;
use crate::printable::is_unsafe;
use crate::settings::Settings;
use crate::skin::plain::STOP_SIGNS;
use crate::words::{and_list, counted};

/// How many sessions people are shown who do not say how many.
pub(crate) const MOST: usize = 20;

pub(crate) fn log(query: &LogQuery, settings: &Settings) -> Result<ExitCode, Failure> {
    let now = wall::now();
    let since = query.since.map(|since| since.day(now.date()));
    let mut records = Records::open(&store(settings)?);
    if let Some(midnight) = since.and_then(|day| day.to_zoned_datetime(now.time_zone().clone()).ok()) {
        // The day began elsewhere before it began here.
        records = records.since(midnight.timestamp() - SignedDuration::from_hours(26));
    }
    let entries = records.by_ref().filter(|entry| since.is_none_or(|day| entry.record.start.date() >= day));
    let limit = query.limit.unwrap_or(if query.json || query.csv { usize::MAX } else { MOST });
    let done = if query.json {
        print_all(entries.take(limit).map(|entry| json_line(&entry)))
    } else if query.csv {
        let lines = entries.take(limit).map(|entry| csv::line(&entry.record));
        print_all([csv::header()].into_iter().chain(lines))
    } else {
        let (sessions, has_more) = newest(entries.map(|entry| entry.record), limit);
        let text = if *settings.plain { table::in_sentences(&sessions) } else { table::table(&sessions) };
        let text = if has_more { format!("{text}\n{}", more(sessions.len())) } else { text };
        match since {
            // Who asks for certain sessions does not ask how the weeks were.
            None if !sessions.is_empty() && query.limit.is_none() => print(&with_progress(text, settings)),
            _ if !text.is_empty() => print(&text),
            _ if records.unread().files > 0 => return Err(nothing()),
            Some(day) => print(&format!("There is no session since {}.\n", date(day))),
            None if !*settings.log => print(OFF),
            None => print(EMPTY),
        }
    };
    let unread = records.unread();
    tell_unread(&unread);
    // What is for programs is not complete then.
    if (query.json || query.csv) && unread.files > 0 { done.map(|_| ExitCode::FAILURE) } else { done }
}

/// The sessions with what the last weeks say: heard, it comes first; in a table the sessions do.
fn with_progress(sessions: String, settings: &Settings) -> String {
    let Ok((library, choices)) = library_for_person(settings) else { return sessions };
    let progress = settings.past_sessions().map(|past| past.progress(&library, &choices));
    let Some(progress) = progress.filter(|progress| !progress.is_empty()) else { return sessions };
    let mut told = String::new();
    // What cannot be read is told of this command as well.
    let unread = progress.unread();
    for sentence in progress.sentences(STOP_SIGNS).into_iter().filter(|sentence| Some(sentence) != unread.as_ref()) {
        if *settings.plain {
            told += &(sentence + "\n");
        } else {
            paragraph(&mut told, "", &sentence);
        }
    }
    if *settings.plain { told + &sessions } else { format!("{sessions}\n{told}") }
}

const EMPTY: &str = "There is no session yet. When you have done one, it is listed here by itself:\n\
                     `stretch today` starts a small one.\n";
const OFF: &str = "There is no session in the log, and the setting `log` is off: none is written down.\n";
const WHERE: &str = "`stretch log check` says where and why.";

fn more(shown: usize) -> String {
    format!("These are the newest. There are older ones: `--limit {}` shows more\n", shown.saturating_mul(5).max(1))
}

/// The log.
/// Fails where the system has no folder for it.
pub(crate) fn store(settings: &Settings) -> Result<Store, Failure> {
    let nowhere = || Failure::Other("there is no folder for the log: set STRETCH_DATA_DIR to one".to_owned());
    settings.store().ok_or_else(nowhere)
}

/// The error for a log of which no file can be read.
pub(crate) fn nothing() -> Failure {
    Failure::Other(format!("nothing of the log can be read. {WHERE}"))
}

/// Tells what of the log could not be read, if there is anything.
pub(crate) fn tell_unread(unread: &Unread) {
    let counts = [(unread.files, "file"), (unread.lines, "line")];
    let parts: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(n, noun)).collect();
    if !parts.is_empty() {
        tell(&format!("warning: {} of the log cannot be read. {WHERE}", and_list(&parts)));
    }
}

/// A record as a line of JSON. What could control a terminal is escaped, which changes no value.
fn json_line(entry: &LogEntry) -> String {
    let mut line = String::new();
    for letter in entry.json().chars() {
        match letter {
            // In JSON these can only be between the values.
            '\t' | '\r' => line.push(' '),
            letter if is_unsafe(letter) => {
                let _ = write!(line, "\\u{:04x}", u32::from(letter));
            }
            letter => line.push(letter),
        }
    }
    ascii::written_json(line + "\n")
}
