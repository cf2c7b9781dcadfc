//! `stretch new FILE`: a commented content file to start from.
//!
//! It must never write over anything.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{Failure, print};
use crate::printable::printable;

/// The file, which `stretch check` accepts.
const STARTER: &str = include_str!("../../content/starter.toml");

pub(crate) fn new(path: &Path) -> Result<ExitCode, Failure> {
    let path_shown = printable(&path.display().to_string());
    let failed = |message: &str| Failure::Other(format!("{path_shown}: {message}"));
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => failed("there is such a file already: choose another name"),
        ErrorKind::NotFound => failed("there is no such folder: make it first"),
        _ => failed(&format!("it cannot be written: {error}")),
    })?;
    let text = STARTER.replace("FILE", &path.display().to_string());
    file.write_all(text.as_bytes()).map_err(|error| failed(&format!("it cannot be written: {error}")))?;
    print(&format!(
        "{path_shown}: written\nNow open it in your editor, and check it with `stretch check {path_shown}`.\n"
    ))
}
