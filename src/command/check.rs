//! `stretch check`: the errors in content files.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, print, tell};
use crate::content::load::{ContentFile, Loaded, MOST_PROBLEMS, load_reviewed};
use crate::content::model::Entry;
use crate::document::diagnostic::Severity;
use crate::document::file::called;
use crate::plan::review::review;
use crate::printable::printable;
use crate::settings::Settings;
use crate::tui::screens::player::whole;
use crate::words::counted;

/// Checks files that overlay the built-in content, as `--content` would load them.
pub(crate) fn check(files: &[PathBuf], settings: &Settings) -> Result<ExitCode, Failure> {
    // The verdict must be the same on every machine, so the config file does not count.
    let given = settings.content.iter().filter(|path| path.is_given()).map(|path| &path.value);
    let all: Vec<_> = given.chain(files).map(|path| ContentFile { path: path.clone(), is_named: true }).collect();
    let built_in = !(*settings.no_builtin && settings.no_builtin.is_given());
    let loaded = load_reviewed(built_in, &all, |library| {
        let mut found = review(library);
        // A plan without an end must not be reviewed further.
        if found.iter().all(|problem| problem.severity != Severity::Error) {
            found.extend(whole::review(library));
        }
        found
    });
    let colour = settings.colour_on_stderr();
    if loaded.is_usable() {
        // Warnings are only shown without errors, which they would hide.
        for warning in loaded.rendered(Severity::Warning, colour) {
            tell(&format!("{warning}\n"));
        }
        let lines = files.iter().map(|file| line(&called(file), &loaded));
        return print(&lines.collect::<String>());
    }
    let mut errors: Vec<_> = loaded.rendered(Severity::Error, colour).collect();
    // Loading stops at this number.
    let count = match errors.len() {
        count if count > MOST_PROBLEMS => format!("more than {MOST_PROBLEMS} errors"),
        count => counted(count, "error"),
    };
    errors.push(format!("{count}: nothing of this can be used yet"));
    Err(Failure::Content(errors))
}

/// The line for a file that can be used: what it adds.
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
    // A later file may replace all of its entries.
    let parts = if parts.is_empty() { "but it adds nothing".to_owned() } else { parts.join(", ") };
    format!("{}: ok, {parts}\n", printable(name))
}

/// How many of these entries a file has.
fn counted_from<T: Entry>(name: &str, loaded: &Loaded, entries: &[T]) -> Option<String> {
    let from = entries.iter().filter(|entry| loaded.sources.name(entry.id().place.file) == name).count();
    (from > 0).then(|| counted(from, &T::NOUN.replace('-', " ")))
}
