//! The config file: what is said about one that is wrong, what holds when several say something, what is kept and what is
//! printed.
//!
//! A new file in `settings/invalid` is a new case; nothing else is needed but a look at its snapshot.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "settings/documentation.rs"]
mod documentation;
#[path = "settings/invalid.rs"]
mod invalid;
#[path = "settings/keep.rs"]
mod keep;
#[path = "settings/listing.rs"]
mod listing;
#[path = "settings/precedence.rs"]
mod precedence;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use stretch_tui::cli::Cli;
use stretch_tui::settings::environment::Environment;
use stretch_tui::settings::file::ConfigFile;
use stretch_tui::settings::{FILE, Settings};

/// A folder of its own for a config file.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A config file with this in it.
fn file(name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder(name).join(FILE);
    fs::write(&path, text).unwrap();
    path
}

/// The settings with these arguments, this file and this environment.
fn settings(arguments: &[&str], path: &Path, environment: Environment) -> Settings {
    let arguments = ["stretch"].iter().chain(arguments);
    let options = Cli::try_parse_from(arguments).unwrap().options;
    let config_dir = path.parent().map(Path::to_path_buf);
    Settings::new(&options, Some(ConfigFile::read(path.into())), Environment { config_dir, ..environment })
}

/// What is wrong in their file.
fn errors(settings: &Settings) -> Vec<String> {
    settings.file().unwrap().errors(false)
}

/// The settings of a file with this in it, and nothing else.
fn of(name: &str, text: &str) -> Settings {
    settings(&[], &file(name, text), Environment::default())
}
