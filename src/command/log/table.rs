//! Sessions for people: a table, and sentences.

use std::fmt::Write as _;

use textwrap::core::display_width;

use crate::command::text::{paragraph, width};
use crate::format::{clock, date, spoken, time_of_day};
use crate::log::logged_session::LoggedSession;
use crate::printable::printable;

/// How much of an id is shown: enough to be the only one that begins like that.
const ID: usize = 8;
/// The fewest columns for a name. In a narrower window there are sentences.
const NAME: usize = 12;
const HEADER: [&str; 6] = ["id", "began", "routine", "outcome", "time", "felt"];
const GAP: &str = "  ";

/// A line for each session, and a header; nothing without sessions.
pub(super) fn table(sessions: &[LoggedSession]) -> String {
    if sessions.is_empty() {
        return String::new();
    }
    let mut rows: Vec<_> = [HEADER.map(str::to_owned)].into_iter().chain(sessions.iter().map(row)).collect();
    // Most people are never asked how it feels.
    if rows.iter().skip(1).all(|row| row[5].is_empty()) {
        rows[0][5].clear();
    }
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = display_width(cell).max(*width);
        }
    }
    let others: usize = widths.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, width)| width + GAP.len()).sum();
    let room = width().saturating_sub(others);
    if room < NAME.min(widths[2]) {
        let mut out = String::new();
        for session in sessions {
            paragraph(&mut out, "", &sentence(session));
        }
        return out;
    }
    widths[2] = widths[2].min(room);
    let mut out = String::new();
    for mut row in rows {
        row[2] = cut(&row[2], widths[2]);
        let cells = row.iter().zip(widths).map(|(cell, width)| cell.clone() + &" ".repeat(width - display_width(cell)));
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join(GAP).trim_end());
    }
    out
}

/// A sentence for each session, for speech output: one line each.
pub(super) fn in_sentences(sessions: &[LoggedSession]) -> String {
    sessions.iter().map(|session| sentence(session) + "\n").collect()
}

fn row(session: &LoggedSession) -> [String; 6] {
    let began = session.start().local();
    let feel = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    let felt = match (session.before(), session.after()) {
        (None, None) => String::new(),
        (before, after) => format!("{} → {}", feel(before), feel(after)).trim().to_owned(),
    };
    [
        printable(&session.last().id).chars().take(ID).collect(),
        format!("{} {}", began.date(), time_of_day(began)),
        printable(&session.last().name),
        outcome(session).to_owned(),
        format!("{} of {}", clock(session.active()), clock(session.planned())),
        felt,
    ]
}

fn sentence(session: &LoggedSession) -> String {
    let began = session.start().local();
    let (name, day, time) = (&session.last().name, date(began.date()), time_of_day(began));
    let (active, planned) = (spoken(session.active()), spoken(session.planned()));
    let mut sentence = format!("{name}, {day}, {time}: {}, {active} of {planned}.", outcome(session));
    if let Some(before) = session.before() {
        let _ = write!(sentence, " Before {before} of 10.");
    }
    if let Some(after) = session.after() {
        let _ = write!(sentence, " After {after} of 10.");
    }
    let id: String = session.last().id.chars().take(ID).collect();
    printable(&format!("{sentence} Its id is {id}."))
}

fn outcome(session: &LoggedSession) -> &'static str {
    if session.is_whole() { "done" } else { "partly" }
}

/// A text in so many columns; what is cut off is shown as dots.
fn cut(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if display_width(&short) + display_width(letter.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        short.push(letter);
    }
    short.trim_end().to_owned() + "…"
}
