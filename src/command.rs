//! What the commands do: each loads the library, and prints or plays.
//!
//! Results go to standard output, everything else to standard error.

mod check;
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
    env, fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ColorChoice, Parser};
use etcetera::BaseStrategy;

use crate::{
    cli::{Cli, Command, FigureChoice, Options},
    content::{
        diagnostic::{Severity, in_order, printable},
        load::{Loaded, load},
        model::Library,
    },
    figure::Marker,
    plan::review::review,
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
    let done = match command {
        None => play::menu(&options),
        Some(Command::Run { names, skin }) => play::run(&names, skin, &options),
        Some(Command::List { json }) => list::list(json, &options),
        Some(Command::Show { name, json }) => show::show(&name, json, &options),
        Some(Command::Learn { page }) => learn::learn(page, &options),
        Some(Command::Check { files }) => check::check(&files, &options),
    };
    done.unwrap_or_else(|failure| {
        tell(&failure.to_string());
        match failure {
            Failure::Usage(_) => ExitCode::from(USAGE),
            _ => ExitCode::FAILURE,
        }
    })
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

/// The library that the options ask for.
fn library(options: &Options) -> Result<Library, Failure> {
    let files = content_files(options)?;
    if options.no_builtin && files.is_empty() {
        return Err(Failure::Usage("`--no-builtin` alone leaves nothing: add a file with `--content FILE`".into()));
    }
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
        in_order(&mut loaded.problems);
    }
    loaded
}

/// The user's files: those in the content folder by name, then `STRETCH_CONTENT`, then the command line's.
fn content_files(options: &Options) -> Result<Vec<PathBuf>, Failure> {
    let mut files = match config_dir() {
        Some(dir) => toml_files(&dir.join("content"))?,
        None => Vec::new(),
    };
    if let Some(paths) = env::var_os("STRETCH_CONTENT") {
        files.extend(env::split_paths(&paths).filter(|path| !path.as_os_str().is_empty()));
    }
    files.extend_from_slice(&options.content);
    Ok(files)
}

fn config_dir() -> Option<PathBuf> {
    match env::var_os("STRETCH_CONFIG_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(dir.into()),
        None => etcetera::choose_base_strategy().ok().map(|strategy| strategy.config_dir().join("stretch")),
    }
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

/// What the figure is drawn with; none for no figure.
fn marker(options: &Options) -> Option<Marker> {
    match options.figure.unwrap_or(FigureChoice::Auto) {
        FigureChoice::Blocks => Some(Marker::Blocks),
        FigureChoice::Ascii => Some(Marker::Ascii),
        FigureChoice::Off => None,
        // The console of Linux has a font without braille.
        FigureChoice::Auto if env::var("TERM").is_ok_and(|term| term.starts_with("linux")) => Some(Marker::Ascii),
        FigureChoice::Auto | FigureChoice::Braille => Some(Marker::Braille),
    }
}

/// Whether the terminal says that it cannot move its cursor.
fn dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
