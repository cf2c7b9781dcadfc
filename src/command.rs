//! What the commands do: each loads the library, and prints or plays.
//!
//! Results go to standard output, everything else to standard error.

mod check;
mod learn;
mod list;
mod play;
mod show;
mod text;

use std::{
    env, fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ColorChoice;
use etcetera::BaseStrategy;

use crate::{
    cli::{Cli, Command, Options},
    content::{
        diagnostic::Severity,
        load::{Loaded, load},
        model::Library,
    },
    plan::{choose::NameError, review::review},
};

/// Why a command could not be done; every error has been shown when it is printed.
#[derive(Debug)]
pub enum Failure {
    /// The content cannot be used; the errors themselves are in here, ready to be shown.
    Content(Vec<String>),
    /// A name on the command line leads to nothing.
    Name(NameError),
    /// Anything else, in a sentence that says what to do.
    Other(String),
    /// The system said no.
    System(io::Error),
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(errors) => f.write_str(&errors.join("\n\n")),
            Self::Name(error) => write!(f, "error: {error}"),
            Self::Other(message) => write!(f, "error: {message}"),
            Self::System(error) => write!(f, "error: {error}"),
        }
    }
}

/// The exit code of wrong usage.
const USAGE: u8 = 2;

/// Does what the command line says, and returns the exit code.
#[must_use]
pub fn main(cli: Cli) -> ExitCode {
    let Cli { command, options } = cli;
    let done = match command {
        None => play::menu(&options),
        Some(Command::Run { names }) => play::run(&names, &options),
        Some(Command::List { json }) => list::list(json, &options),
        Some(Command::Show { name, json }) => show::show(&name, json, &options),
        Some(Command::Learn { page }) => learn::learn(page, &options),
        Some(Command::Check { files }) => check::check(&files, &options),
    };
    match done {
        Ok(code) => code,
        // Nobody reads any more: that is no failure of ours.
        Err(Failure::System(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed there is no one to tell.
            let _ = writeln!(io::stderr(), "{failure}");
            match failure {
                Failure::Name(_) => ExitCode::from(USAGE),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

/// Prints a result whole.
fn print(text: &str) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The library that the options ask for.
fn library(options: &Options) -> Result<Library, Failure> {
    let files = content_files(options);
    let loaded = loaded(!options.no_builtin, &files);
    if loaded.is_usable() {
        return Ok(loaded.library);
    }
    Err(Failure::Content(loaded.rendered(Severity::Error, colour_on_stderr(options)).collect()))
}

/// Loads content, and has its plans reviewed where there is anything that was not reviewed before release.
fn loaded(built_in: bool, files: &[PathBuf]) -> Loaded {
    let mut loaded = load(built_in, files);
    if loaded.is_usable() && !files.is_empty() {
        loaded.problems.extend(review(&loaded.library));
        loaded.problems.sort_by_key(|problem| problem.place);
    }
    loaded
}

/// The user's files: those in the content folder by name, then `STRETCH_CONTENT`, then the command line's.
fn content_files(options: &Options) -> Vec<PathBuf> {
    let mut files = config_dir().map(|dir| toml_files(&dir.join("content"))).unwrap_or_default();
    if let Some(paths) = env::var_os("STRETCH_CONTENT") {
        files.extend(env::split_paths(&paths).filter(|path| !path.as_os_str().is_empty()));
    }
    files.extend_from_slice(&options.content);
    files
}

fn config_dir() -> Option<PathBuf> {
    match env::var_os("STRETCH_CONFIG_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(dir.into()),
        None => etcetera::choose_base_strategy().ok().map(|strategy| strategy.config_dir().join("stretch")),
    }
}

fn toml_files(dir: &Path) -> Vec<PathBuf> {
    // No folder, no files: that is how most people have it.
    let Ok(entries) = dir.read_dir() else { return Vec::new() };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Whether a screen of ours has colours.
fn colour(options: &Options) -> bool {
    match options.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && !dumb(),
    }
}

fn colour_on_stderr(options: &Options) -> bool {
    colour(options) && (options.color == ColorChoice::Always || io::stderr().is_terminal())
}

/// Whether the terminal says that it cannot move its cursor.
fn dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
