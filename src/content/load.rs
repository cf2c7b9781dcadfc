//! From files to a library: the built-in content, with each of the user's files laid over it.
//!
//! A file is read whole or not at all, and never written.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::{
    check,
    diagnostic::{Problem, Severity, Sources, Unreadable},
    model::{Entry, Library},
    parse::parse,
};

/// The largest content file, in bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// What the built-in content is called in messages.
pub const BUILT_IN: &str = "the built-in content";

/// The content that is part of the program.
pub const UPPER_BACK: &str = include_str!("../../content/upper-back.toml");

/// What came of loading: the library is only to be used when [`Loaded::is_usable`].
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything that can be taught.
    pub library: Library,
    /// The text of the files, for showing problems.
    pub sources: Sources,
    /// What is wrong in them.
    pub problems: Vec<Problem>,
    /// The files that could not be read.
    pub unreadable: Vec<Unreadable>,
}

impl Loaded {
    /// Whether every file was read and none has an error.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.unreadable.is_empty() && self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }

    /// Every problem as it is shown to a person, those of `severity` only.
    pub fn rendered(&self, severity: Severity, colour: bool) -> impl Iterator<Item = String> {
        let files = self.unreadable.iter().filter(move |_| severity == Severity::Error);
        let problems = self.problems.iter().filter(move |problem| problem.severity == severity);
        let files = files.map(move |file| file.render(colour));
        files.chain(problems.map(move |problem| self.sources.render(problem, colour)))
    }
}

/// Loads the built-in content, if it is wanted, and the files after it, in order.
#[must_use]
pub fn load(built_in: bool, files: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::default();
    if built_in {
        loaded.lay_over(BUILT_IN, UPPER_BACK);
    }
    for path in files {
        match read(path) {
            Ok(text) => loaded.lay_over(&path.display().to_string(), &text),
            Err(error) => loaded.unreadable.push(error),
        }
    }
    // References between files that could not all be read lead nowhere for no fault of theirs.
    if loaded.is_usable() {
        check::together(&loaded.library, &loaded.sources, &mut loaded.problems);
        loaded.problems.sort_by_key(|problem| problem.place);
    }
    loaded
}

impl Loaded {
    fn lay_over(&mut self, name: &str, text: &str) {
        let file = self.sources.add(name, text);
        let (draft, mut problems) = parse(&self.sources, file);
        check::alone(&draft, &self.sources, &mut problems);
        problems.sort_by_key(|problem| problem.place);
        self.problems.extend(problems);
        let library = &mut self.library;
        if library.title.is_empty() {
            library.title = draft.title;
            library.aim = draft.aim;
        }
        merge(&mut library.causes, draft.causes);
        merge(&mut library.benefits, draft.benefits);
        merge(&mut library.techniques, draft.techniques);
        merge(&mut library.cautions, draft.cautions);
        merge(&mut library.stop_signs, draft.stop_signs);
        merge(&mut library.sources, draft.sources);
        merge(&mut library.stretches, draft.stretches);
        merge(&mut library.routines, draft.routines);
    }
}

/// Lays entries over others: one with a known id takes that one's place, any other comes last.
fn merge<T: Entry>(entries: &mut Vec<T>, over: Vec<T>) {
    if entries.is_empty() {
        *entries = over;
        return;
    }
    for entry in over {
        match entries.iter_mut().find(|known| **known.id() == **entry.id()) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
    }
}

fn read(path: &Path) -> Result<String, Unreadable> {
    let failed = |error: &io::Error| {
        let (message, help) = match error.kind() {
            ErrorKind::NotFound => ("there is no such file", "check the spelling, and the folder you are in"),
            ErrorKind::IsADirectory => ("this is a folder, not a file", "name the .toml file in it"),
            ErrorKind::PermissionDenied => ("you may not read this file", "check its permissions, or copy it"),
            _ => {
                return Unreadable::new(path, format!("it cannot be read: {error}"), "try again, or copy it elsewhere");
            }
        };
        Unreadable::new(path, message, help)
    };
    let file = File::open(path).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    // One byte past the limit tells too large, also of a file that grows or has no size to ask for.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        let message = format!("it is larger than {} MiB, the most a content file may have", LARGEST_FILE >> 20);
        return Err(Unreadable::new(path, message, "split it into several files, or check that it is the right one"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = bytes.iter().skip(start).position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at);
        let shown = String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default());
        let message = format!("line {line}, column {column} is not UTF-8: {}", shown.trim_end());
        Unreadable::new(path, message, "save the file as UTF-8 in your editor")
    })
}
