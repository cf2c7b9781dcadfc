//! `stretch log check`: what of the log cannot be read.
//!
//! It must never change anything.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

use super::store;
use crate::command::{Failure, print, tell};
use crate::log::check::{LogFault, check as read_all};
use crate::printable::printable;
use crate::settings::Settings;
use crate::words::{and_list, counted};

pub(crate) fn check(settings: &Settings) -> Result<ExitCode, Failure> {
    let store = store(settings)?;
    let read = read_all(&store, |fault| tell(&told(&fault)));
    let inventory = read.map_err(|error| Failure::Other(unreadable(store.folder(), &error)))?;
    let there = format!("{}, {}", counted(inventory.files, "file"), counted(inventory.records, "record"));
    let counts = [(inventory.unread, "file"), (inventory.lines, "line")];
    let parts: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(n, noun)).collect();
    if parts.is_empty() {
        return print(&format!("{there}: everything can be read\n"));
    }
    Err(Failure::Other(format!(
        "{} of the log cannot be read, and nothing changes that by itself. All else can: {there}",
        and_list(&parts)
    )))
}

fn told(fault: &LogFault) -> String {
    match fault {
        LogFault::Line(path, line, fault) => format!("{}:{line}: {fault}", printable(&path.display().to_string())),
        LogFault::File(path, error) => unreadable(path, error),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    format!("{}: {why}", printable(&path.display().to_string()))
}
