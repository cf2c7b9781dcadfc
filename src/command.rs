//! What the commands do: each loads the library, and prints or plays.
//!
//! Results go to standard output, everything else to standard error.

mod check;
mod config;
mod ears;
mod figure;
mod json;
mod learn;
mod list;
mod name;
mod play;
mod show;
mod text;
mod usage;

use std::{
    fmt,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;

use crate::{
    cli::{Cli, Command},
    content::{
        diagnostic::{Severity, in_order, printable},
        load::{Loaded, load},
        model::Library,
    },
    plan::review::review,
    settings::{FILE, Origin, Settings},
};

/// Why a command could not be done; every error has been shown when it is printed.
#[derive(Debug)]
pub enum Failure {
    /// The content cannot be used; the errors themselves are in here, ready to be shown.
    Content(Vec<String>),
    /// What the command line asks for makes no sense, in a sentence that says what to write instead.
    Usage(String),
    /// Anything else, in a sentence that says what to do.
    Other(String),
    /// The system said no.
    System(io::Error),
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
            Self::Usage(message) | Self::Other(message) => write!(f, "error: {message}"),
            Self::System(error) => write!(f, "error: {error}"),
        }
    }
}

/// The exit code of wrong usage.
const USAGE: u8 = 2;

/// Does what the command line says, and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let Cli { command, options } = Cli::try_parse().unwrap_or_else(|error| usage::explained(error).exit());
    let settings = Settings::load(options);
    if !matches!(command, Some(Command::Check { .. } | Command::Config { .. })) {
        warn(&settings);
    }
    let done = match command {
        None => play::menu(&settings),
        Some(Command::Run { names, skin }) => play::run(&names, skin, &settings),
        Some(Command::List { json }) => list::list(json, &settings),
        Some(Command::Show { name, json }) => show::show(&name, json, &settings),
        Some(Command::Learn { page }) => learn::learn(page, &settings),
        Some(Command::Check { files }) => check::check(&files, &settings),
        Some(Command::Config { edit: true, .. }) => config::edit::edit(&settings),
        Some(Command::Config { path: true, .. }) => config::path(&settings),
        Some(Command::Config { .. }) => config::show(&settings),
    };
    done.unwrap_or_else(|failure| {
        tell(&failure.to_string());
        match failure {
            Failure::Usage(_) => ExitCode::from(USAGE),
            _ => ExitCode::FAILURE,
        }
    })
}

/// Says what is wrong in the config file, which is no reason not to go on.
fn warn(settings: &Settings) {
    let Some(file) = settings.file().filter(|file| file.count() > 0) else { return };
    let errors = file.errors(settings.colour_on_stderr()).join("\n\n");
    tell(&format!("{errors}\n\nwarning: {}\n", file.consequence()));
}

/// Prints a result whole.
fn print(text: &str) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Nobody reads any more: that is no failure of ours.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Other(format!("the result cannot be written: {error}")))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Says something that is no result.
fn tell(message: &str) {
    // Where standard error is closed there is no one to tell.
    let _ = writeln!(io::stderr(), "{message}");
}

/// The library that the settings ask for.
fn library(settings: &Settings) -> Result<Library, Failure> {
    let files = content_files(settings)?;
    if *settings.no_builtin && files.is_empty() {
        return Err(nothing_left(settings.no_builtin.origin));
    }
    let loaded = loaded(!*settings.no_builtin, &files);
    if loaded.is_usable() {
        return Ok(loaded.library);
    }
    Err(Failure::Content(loaded.rendered(Severity::Error, settings.colour_on_stderr()).collect()))
}

/// There is no content, because of a setting from there.
fn nothing_left(origin: Origin) -> Failure {
    match origin {
        Origin::File { line } => Failure::Other(format!(
            "`no-builtin` alone leaves nothing: add a file to `content`, or take it out of {FILE}, line {line}"
        )),
        _ => Failure::Usage("`--no-builtin` alone leaves nothing: add a file with `--content FILE`".into()),
    }
}

/// Loads content, and has its plans reviewed where there is anything that was not reviewed before release.
fn loaded(built_in: bool, files: &[PathBuf]) -> Loaded {
    let mut loaded = load(built_in, files);
    if loaded.is_usable() && !files.is_empty() {
        loaded.problems.extend(review(&loaded.library));
        in_order(&mut loaded.problems);
    }
    loaded
}

/// The user's files: those in the content folder by name, then those that are named somewhere.
fn content_files(settings: &Settings) -> Result<Vec<PathBuf>, Failure> {
    let mut files = match settings.content_dir() {
        Some(dir) => toml_files(&dir)?,
        None => Vec::new(),
    };
    files.extend(settings.content.iter().map(|path| path.value.clone()));
    Ok(files)
}

fn toml_files(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = match dir.read_dir() {
        // No folder, no files: that is how most people have it.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.and_then(Iterator::collect::<io::Result<Vec<_>>>),
    };
    // Going on without what somebody wrote would be worse than stopping.
    let entries = entries.map_err(|error| {
        let dir = printable(&dir.display().to_string());
        Failure::Other(format!("the folder of your content files cannot be read: {dir}: {error}"))
    })?;
    // Hidden files are what editors leave lying about.
    let ours = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "toml")
            && !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).filter(ours).collect();
    files.sort();
    Ok(files)
}
