//! From files to a library: the built-in content, with each of the user's files laid over it.
//!
//! A file is read whole or not at all, and never written.

use std::{borrow::Cow, path::PathBuf, sync::Arc};

use super::{
    check,
    diagnostic::{FileId, Problem, Severity, Sources, Unreadable, in_order},
    figure::{self, Written},
    model::{Entry, Library},
    parse::{Draft, parse},
    text::{Failure, Wanted, read},
};

pub use super::text::LARGEST_FILE;

/// What is read here.
const CONTENT: Wanted = Wanted {
    noun: "a content file",
    folder: "name the .toml files in it",
    large: "split it into several files, or check that it is the right one",
};

/// The most problems of a file that are shown: whoever has more mends these first.
pub const MOST_PROBLEMS: usize = 200;

/// What the built-in content is called in messages.
pub const BUILT_IN: &str = "the built-in content";

/// The content that is part of the program.
pub const UPPER_BACK: &str = include_str!("../../content/upper-back.toml");

/// What the built-in figures are called in messages.
pub const BUILT_IN_FIGURES: &str = "the built-in figures";

/// The figures that are part of the program: a content file like any other, read when a figure is first asked for.
pub const FIGURES: &str = include_str!("../../content/figures.toml");

/// What came of loading: the library is only to be used when [`Loaded::is_usable`].
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything that can be taught.
    pub library: Library,
    /// The figures as they are written, the files' own laid over the built-in ones; nothing if no file has any.
    pub figures: Written,
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
        loaded.lay_over(BUILT_IN, UPPER_BACK, &mut Written::default());
    }
    // The figures come before the files that may lay others over them.
    let figures = (!files.is_empty()).then(|| loaded.sources.add(BUILT_IN_FIGURES, FIGURES));
    let mut own = Written::default();
    // References to entries that could not all be looked at lead nowhere for no fault of theirs.
    let mut whole = true;
    for path in files {
        whole &= match read(path, &CONTENT) {
            Ok(text) => loaded.lay_over(&path.display().to_string(), text, &mut own),
            Err(Failure::NotUtf8(bytes, at)) => {
                let problem = loaded.sources.add_broken(path.display().to_string(), &bytes, at);
                loaded.problems.push(problem);
                false
            }
            Err(Failure::NotThere(error) | Failure::Unreadable(error)) => {
                loaded.unreadable.push(error);
                false
            }
        }
    }
    if whole {
        check::together(&loaded.library, &loaded.sources, &mut loaded.problems);
        if let Some(file) = figures {
            loaded.lay_figures(own, file);
        }
    }
    in_order(&mut loaded.problems);
    bound(&mut loaded.problems);
    loaded
}

/// Leaves the first problems of each file, and says how many more there are.
pub(crate) fn bound(problems: &mut Vec<Problem>) {
    let all = std::mem::take(problems);
    for file in all.chunk_by(|one, other| one.place.file == other.place.file) {
        let (shown, rest) = file.split_at(file.len().min(MOST_PROBLEMS));
        problems.extend_from_slice(shown);
        if let Some(first) = rest.first() {
            let message = format!("there are {} more problems from here on", rest.len());
            let is_error = rest.iter().any(|problem| problem.severity == Severity::Error);
            let severity = if is_error { Severity::Error } else { Severity::Warning };
            let problem = Problem { severity, ..Problem::error(first.place, message) };
            problems.push(problem.help("mend those above, and check the file again"));
        }
    }
}

impl Loaded {
    /// Lays the files' own figures over the built-in ones, and checks the motions that steps name.
    fn lay_figures(&mut self, own: Written, built_in: FileId) {
        if !own.is_empty() {
            self.figures = figure::built_in(&self.sources, built_in);
            self.figures.lay_over(own);
            self.figures.sort();
            let figures = figure::build::build(&self.figures, &self.sources, built_in, &mut self.problems);
            self.library.own_figures = Some(Arc::new(figures));
        }
        let files = (&self.sources, built_in);
        check::motions(&self.library, &self.figures.motions, files, &mut self.problems);
    }

    /// Lays a file over what there is, its figures over `figures`; tells whether every entry of it was looked at.
    fn lay_over(&mut self, name: &str, text: impl Into<Cow<'static, str>>, figures: &mut Written) -> bool {
        let file: FileId = self.sources.add(name, text);
        let Draft { library: draft, figures: own, mut problems, whole } = parse(&self.sources, file);
        check::alone(&draft, &self.sources, &mut problems);
        self.problems.extend(problems);
        figures.lay_over(own);
        let library = &mut self.library;
        if library.title.is_empty() {
            library.title = draft.title;
            library.aim = draft.aim;
        }
        library.warm_up = library.warm_up.take().or(draft.warm_up);
        library.advice = library.advice.take().or(draft.advice);
        merge(&mut library.causes, draft.causes);
        merge(&mut library.benefits, draft.benefits);
        merge(&mut library.techniques, draft.techniques);
        merge(&mut library.cautions, draft.cautions);
        merge(&mut library.stop_signs, draft.stop_signs);
        merge(&mut library.sources, draft.sources);
        merge(&mut library.stretches, draft.stretches);
        merge(&mut library.routines, draft.routines);
        whole
    }
}

/// Lays entries over others: one with a known id takes that one's place, any other comes last.
pub(super) fn merge<T: Entry>(entries: &mut Vec<T>, over: Vec<T>) {
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
