//! `stretch check`: what is wrong with content files.

use std::{path::PathBuf, process::ExitCode};

use super::{Failure, print, tell};
use crate::{
    content::{
        load::{ContentFile, Loaded, MOST_PROBLEMS, load_reviewed},
        model::Entry,
    },
    document::{diagnostic::Severity, file::called},
    plan::review::review,
    printable::printable,
    settings::Settings,
    tui::screens::player::whole,
    words::counted,
};

/// Checks files laid over the built-in content, as `--content` would load them.
pub fn check(files: &[PathBuf], settings: &Settings) -> Result<ExitCode, Failure> {
    // The same for everybody: what is right here must not hang on somebody's settings.
    let given = settings.content.iter().filter(|path| path.is_given()).map(|path| &path.value);
    let all: Vec<_> = given.chain(files).map(|path| ContentFile { path: path.clone(), is_named: true }).collect();
    let built_in = !(*settings.no_builtin && settings.no_builtin.is_given());
    let loaded = load_reviewed(built_in, &all, |library| {
        let mut found = review(library);
        // What is endless must not be planned.
        if found.iter().all(|problem| problem.severity != Severity::Error) {
            found.extend(whole::review(library));
        }
        found
    });
    let colour = settings.colour_on_stderr();
    if loaded.is_usable() {
        // Beside errors warnings would only hide them.
        for warning in loaded.rendered(Severity::Warning, colour) {
            tell(&format!("{warning}\n"));
        }
        let lines = files.iter().map(|file| line(&called(file), &loaded));
        return print(&lines.collect::<String>());
    }
    let mut errors: Vec<_> = loaded.rendered(Severity::Error, colour).collect();
    // Of more than that only the first are told.
    let count = match errors.len() {
        count if count > MOST_PROBLEMS => format!("more than {MOST_PROBLEMS} errors"),
        count => counted(count, "error"),
    };
    errors.push(format!("{count}: nothing of this can be used yet"));
    Err(Failure::Content(errors))
}

/// One line for a file that can be used: what of it is in use.
fn line(name: &str, loaded: &Loaded) -> String {
    let library = &loaded.library;
    let parts = [
        counted_from(name, loaded, &library.routines),
        counted_from(name, loaded, &library.stretches),
        counted_from(name, loaded, &library.cautions),
        counted_from(name, loaded, &library.stop_signs),
        counted_from(name, loaded, &library.causes),
        counted_from(name, loaded, &library.benefits),
        counted_from(name, loaded, &library.techniques),
        counted_from(name, loaded, &library.sources),
        counted_from(name, loaded, &loaded.figures.motions),
        counted_from(name, loaded, &loaded.figures.poses),
        counted_from(name, loaded, &loaded.figures.rigs),
        counted_from(name, loaded, &loaded.figures.props),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    // Every entry of it can be replaced by a later file; that is nothing wrong.
    let parts = if parts.is_empty() { "but it adds nothing".to_owned() } else { parts.join(", ") };
    format!("{}: ok, {parts}\n", printable(name))
}

/// How many of these entries are from a file.
fn counted_from<T: Entry>(name: &str, loaded: &Loaded, entries: &[T]) -> Option<String> {
    let from = entries.iter().filter(|entry| loaded.sources.name(entry.id().place.file) == name).count();
    (from > 0).then(|| counted(from, &T::NOUN.replace('-', " ")))
}
