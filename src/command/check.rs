//! `stretch check`: what is wrong with content files.

use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

use super::{Failure, colour_on_stderr, loaded, print};
use crate::{
    cli::Options,
    content::{
        diagnostic::Severity,
        load::{BUILT_IN, Loaded},
        model::Entry,
    },
    format::counted,
};

/// Checks files laid over the built-in content, as `--content` would load them.
pub fn check(files: &[PathBuf], options: &Options) -> Result<ExitCode, Failure> {
    let all: Vec<_> = options.content.iter().chain(files).cloned().collect();
    let loaded = loaded(!options.no_builtin, &all);
    let colour = colour_on_stderr(options);
    for warning in loaded.rendered(Severity::Warning, colour) {
        eprintln!("{warning}\n");
    }
    if loaded.is_usable() {
        let lines = files.iter().map(|file| line(&file.display().to_string(), &loaded));
        return print(&lines.collect::<String>());
    }
    let mut errors: Vec<_> = loaded.rendered(Severity::Error, colour).collect();
    errors.push(format!("{}, nothing was loaded", counted(errors.len(), "error")));
    Err(Failure::Content(errors))
}

/// One line for a file that can be used.
fn line(name: &str, loaded: &Loaded) -> String {
    let library = &loaded.library;
    let from = |entries: &mut dyn Iterator<Item = &crate::content::model::Id>| {
        entries.filter(|id| loaded.sources.name(id.place.file) == name && name != BUILT_IN).count()
    };
    let mut line = format!("{name}: ok");
    for (noun, count) in [
        ("routine", from(&mut library.routines.iter().map(Entry::id))),
        ("stretch", from(&mut library.stretches.iter().map(Entry::id))),
    ] {
        if count > 0 {
            let _ = write!(line, ", {}", counted(count, noun));
        }
    }
    line.push('\n');
    line
}
