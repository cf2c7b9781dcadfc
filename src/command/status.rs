//! `stretch status`: this week in one line.
//!
//! It must never write or make anything, and never read the content.

use std::process::ExitCode;

use super::json::{ShownStatus, json};
use super::log::{nothing, store, tell_unread};
use super::{Failure, print};
use crate::log::reader::Records;
use crate::log::wall;
use crate::settings::Settings;
use crate::status::{Status, StatusFormat};

pub(crate) fn status(as_json: bool, format: Option<&StatusFormat>, settings: &Settings) -> Result<ExitCode, Failure> {
    let mut records = Records::open(&store(settings)?);
    let placed = records.by_ref().map(|entry| (entry.at, entry.record));
    let status = Status::of(placed, wall::now(), *settings.goal);
    let unread = records.unread();
    // A line that cannot be read is no reason to complain at every prompt.
    match unread.files {
        0 => {}
        _ if status.last.is_none() => return Err(nothing()),
        _ => tell_unread(&unread),
    }
    match format {
        _ if as_json => print(&json(&ShownStatus::of(&status))),
        Some(format) => print(&format!("{}\n", status.formatted(format))),
        None => print(&format!("{status}\n")),
    }
}
