//! The commands: what each of them prints, plays, checks or writes.
//!
//! Results go to standard output, everything else to standard error.

mod check;
mod config;
mod figure;
mod json;
mod learn;
mod list;
mod listeners;
pub(crate) mod log;
mod name;
mod new;
mod play;
mod show;
mod status;
mod text;
mod usage;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fmt, fs};

use clap::Parser;

use crate::cli::{Cli, CliCommand, LogAction};
use crate::content::limits::TODAY;
use crate::content::load::{ContentFile, load_reviewed};
use crate::content::model::{LeftOut, Library};
use crate::document::diagnostic::{Severity, Unreadable};
use crate::log::history::History;
use crate::log::store::Store;
use crate::log::wall;
use crate::plan::lookup::NameError;
use crate::plan::review::review;
use crate::plan::{Choices, today};
use crate::printable::printable;
use crate::settings::{FILE, Origin, Setting, Settings, environment};
use crate::{about, ascii};

pub(crate) enum Failure {
    /// The content cannot be used: every error, as it is shown to the user.
    Content(Vec<String>),
    /// The command line is wrong, with a sentence that says what to write instead.
    Usage(String),
    /// Anything else, with a sentence that says what to do.
    Other(String),
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

const USAGE: u8 = 2;
/// The days of the log that the set for today goes by.
const LATELY: u32 = 14;
/// The most records before today that it goes by, so that a large log does not slow the start down.
const MOST_LATELY: usize = 20;

pub fn main() -> ExitCode {
    ascii::set_only(environment::is_ascii());
    let Cli { command, options } = Cli::try_parse().unwrap_or_else(|error| usage::leave(error));
    let settings = Settings::load(&options);
    // A prompt would repeat the warning at every line.
    if !matches!(command, Some(CliCommand::Check { .. } | CliCommand::Config { .. } | CliCommand::Status { .. })) {
        warn(&settings);
    }
    let done = match command {
        None => play::menu(&settings),
        Some(CliCommand::Run { names, resume, events }) => play::run(&names, resume, events, &settings),
        Some(CliCommand::Today { events }) => play::run(&[TODAY.to_owned()], false, events, &settings),
        Some(CliCommand::New { file }) => new::new(&file),
        Some(CliCommand::List { json }) => list::list(json, &settings),
        Some(CliCommand::Show { name, json }) => show::show(&name, json, &settings),
        Some(CliCommand::Learn { page }) => learn::learn(page, &settings),
        Some(CliCommand::Check { files }) => check::check(&files, &settings),
        Some(CliCommand::Log { action: None, query }) => log::log(&query, &settings),
        Some(CliCommand::Log { action: Some(LogAction::Check), .. }) => log::check::check(&settings),
        Some(CliCommand::Log { action: Some(LogAction::Forget { id }), .. }) => log::forget::forget(&id, &settings),
        Some(CliCommand::Status { json, format }) => status::status(json, format.as_ref(), &settings),
        Some(CliCommand::Config { edit: true, .. }) => config::edit::edit(&settings),
        Some(CliCommand::Config { path: true, .. }) => config::path(&settings),
        Some(CliCommand::Config { .. }) => config::show(&settings),
    };
    done.unwrap_or_else(|failure| {
        tell(&failure.to_string());
        match failure {
            Failure::Usage(_) => ExitCode::from(USAGE),
            _ => ExitCode::FAILURE,
        }
    })
}

/// Reports the errors in the config file. They stop no command.
fn warn(settings: &Settings) {
    let Some(file) = settings.file().filter(|file| file.error_count() > 0) else { return };
    let errors = file.errors(settings.colour_on_stderr()).join("\n\n");
    tell(&format!("{errors}\n\nwarning: {}\n", file.consequence()));
}

/// Reports errors in the answers of About you: what is right in them still counts.
fn warn_about(settings: &Settings, library: &Library) {
    let (file, colour) = (settings.about(), settings.colour_on_stderr());
    let errors = [file.errors(colour), file.unknown(library, colour)].concat();
    if !errors.is_empty() {
        tell(&format!(
            "{}\n\nwarning: your stretches are planned without what is wrong in {}\n",
            errors.join("\n\n"),
            about::FILE
        ));
    }
}

fn print(text: &str) -> Result<ExitCode, Failure> {
    print_all([text.to_owned()])
}

/// Prints texts as they come, without keeping them.
fn print_all(texts: impl IntoIterator<Item = String>) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut texts = texts.into_iter();
    let written = texts.try_for_each(|text| out.write_all(ascii::written(&text).as_bytes()));
    match written.and_then(|()| out.flush()) {
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Other(format!("the result cannot be written: {error}")))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Prints to standard error.
fn tell(message: &str) {
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "{}", ascii::written(message));
}

/// The library that the settings ask for. Reports the user's files that it leaves out.
fn library(settings: &Settings) -> Result<Library, Failure> {
    let (files, unread) = content_files(settings);
    if *settings.no_builtin && files.is_empty() && unread.is_empty() {
        return Err(nothing_left(settings.no_builtin.origin));
    }
    // The plans of the user's own are reviewed, too; tests review the built-in ones.
    let mut loaded = load_reviewed(!*settings.no_builtin, &files, review);
    loaded.library.left_out.extend(unread.into_iter().map(LeftOut::unreadable));
    let colour = settings.colour_on_stderr();
    for left_out in &loaded.library.left_out {
        tell(&format!("{}\n", loaded.warning(left_out, colour)));
    }
    if !loaded.is_usable() {
        return Err(Failure::Content(loaded.rendered(Severity::Error, colour).collect()));
    }
    let Library { stretches, routines, .. } = &loaded.library;
    if *settings.no_builtin && stretches.is_empty() && routines.is_empty() && !loaded.library.left_out.is_empty() {
        let message = "nothing is left: `no-builtin` leaves out the built-in content, and your own files have errors";
        return Err(Failure::Other(message.into()));
    }
    Ok(loaded.library)
}

/// The library with a set for today, and the choices of a plan. Names of conditions that are not known are refused on the
/// command line, and reported elsewhere.
fn library_for_person(settings: &Settings) -> Result<(Library, Choices), Failure> {
    let mut library = library(settings)?;
    warn_about(settings, &library);
    let (about, unknown) = settings.about_you(&library);
    for Setting { value, origin } in unknown {
        let place = match origin {
            Origin::CommandLine => return Err(Failure::Usage(format!("--avoid: {}", unknown_condition(&value)))),
            Origin::File { line } => format!("{FILE}, line {line}"),
            _ => about::FILE.to_owned(),
        };
        tell(&format!("warning: {place}: {}\nNothing is changed for it.\n", unknown_condition(&value)));
    }
    let choices = settings.choices(about.person());
    today::add(&mut library, &choices);
    Ok((library, choices))
}

/// The same with what the log says of the last days, which the set for today goes by.
fn library_with_log(settings: &Settings) -> Result<(Library, Choices, History), Failure> {
    let (mut library, choices) = library_for_person(settings)?;
    let history = lately(settings.store());
    let choices = Choices { days_since: history.days_since(history.today()).into(), ..choices };
    if !choices.days_since.is_empty() {
        today::add(&mut library, &choices);
    }
    Ok((library, choices, history))
}

/// What a log says of the last days.
fn lately(store: Option<Store>) -> History {
    match store {
        Some(store) => History::lately(&store, wall::now(), LATELY, MOST_LATELY),
        None => History::of([], wall::now()),
    }
}

fn unknown_condition(error: &NameError) -> String {
    match error {
        NameError::Unknown { name, nearest: None } => {
            format!("there is no condition `{}`: `stretch learn cautions` names them", printable(name))
        }
        error => error.to_string(),
    }
}

/// The error for `no-builtin` without any other content.
fn nothing_left(origin: Origin) -> Failure {
    match origin {
        Origin::File { line } => Failure::Other(format!(
            "`no-builtin` alone leaves nothing: add a file to `content`, or take it out of {FILE}, line {line}"
        )),
        _ => Failure::Usage("`--no-builtin` alone leaves nothing: add a file with `--content FILE`".into()),
    }
}

/// The user's files, first those in the content folder, by name, then those that are named; and what of the folder cannot
/// be read.
fn content_files(settings: &Settings) -> (Vec<ContentFile>, Vec<Unreadable>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    if let Some(dir) = settings.content_dir() {
        look_into(&dir, MOST_DEEP, &mut found, &mut unread);
    }
    let found = found.into_iter().map(|path| ContentFile { path, is_named: false });
    let named = settings.content.iter().map(|path| ContentFile { path: path.value.clone(), is_named: path.is_given() });
    (found.chain(named).collect(), unread)
}

/// How many nested folders are searched.
const MOST_DEEP: usize = 8;

/// Adds the content files in a folder and its folders, by name; and what of them cannot be read.
fn look_into(dir: &Path, deep: usize, files: &mut Vec<PathBuf>, unread: &mut Vec<Unreadable>) {
    let unreadable = |message: String, help| Unreadable::new(dir.display().to_string(), message, help);
    if deep == 0 {
        let message = format!("it is too deep in the folder of your content files, below {MOST_DEEP} others");
        unread.push(unreadable(message, "move it further up"));
        return;
    }
    let mut entries = match dir.read_dir().and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        // Most users have no such folder.
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => {
            unread.push(match error.kind() {
                ErrorKind::NotADirectory => unreadable(
                    "this is not a folder, and your content files are looked for in one".into(),
                    "move it away, and put your files in a folder of that name",
                ),
                _ => unreadable(
                    format!("the folder of your content files cannot be read: {error}"),
                    "change its permissions, or move it away",
                ),
            });
            return;
        }
    };
    entries.sort_unstable_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        // Editors leave hidden files behind.
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        // A link to a folder is not followed: links can form a circle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            look_into(&path, deep - 1, files, unread);
        } else if is_toml {
            files.push(path);
        }
    }
}
