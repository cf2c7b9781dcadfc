//! From files to a library: the built-in content, with each of the user's files laid over it.
//!
//! A file is read whole or not at all, and never written. What is wrong in a file that was named on the command line is
//! an error of the whole; what is wrong in one of the user's own is a reason to leave that out, and nothing else.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    check,
    figure::{self, FigureDefinitions},
    left_out::LeftOut,
    model::Library,
    overlay::{Collision, Overlay},
    parse::{ParsedFile, parse},
};
use crate::{
    document::{
        diagnostic::{FileId, Problem, Severity, Sources, Unreadable, settled},
        file::{ReadFailure, Wanted, called, read},
    },
    printable::printable,
};

pub use crate::document::file::LARGEST_FILE;

const CONTENT: Wanted = Wanted {
    noun: "a content file",
    folder: "name the .toml files in it",
    device: "name a file that holds text, or `-` for standard input",
    large: "split it into several files, or check that it is the right one",
};

pub use crate::document::diagnostic::MOST_PROBLEMS;

/// What the built-in content is called in messages.
pub const BUILT_IN: &str = "the built-in content";

/// The content that is part of the program.
pub const UPPER_BACK: &str = include_str!("../../content/upper-back.toml");

/// What the built-in figures are called in messages.
pub const BUILT_IN_FIGURES: &str = "the built-in figures";

/// The figures that are part of the program: a content file like any other, read when a figure is first asked for.
pub const FIGURES: &str = include_str!("../../content/figures.toml");

/// A file to be laid over the built-in content.
#[derive(Clone, Debug)]
pub struct ContentFile {
    pub path: PathBuf,
    /// Whether it must be right, since it was named for this run. One of the user's own is left out if it is not.
    pub is_named: bool,
}

/// What came of loading: the library is only to be used when [`Loaded::is_usable`].
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything that can be taught, with what of the user's own is left out.
    pub library: Library,
    /// The figures as they are written, the files' own laid over the built-in ones; nothing if no file has any.
    pub figures: FigureDefinitions,
    /// The text of the files, for showing problems.
    pub sources: Sources,
    /// What is wrong in what was loaded.
    pub problems: Vec<Problem>,
    /// The named files that could not be read.
    pub unreadable: Vec<Unreadable>,
}

impl Loaded {
    /// Whether every file that must be right was read, and has no error.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.unreadable.is_empty() && !has_errors(&self.problems)
    }

    /// Every problem as it is shown to a person, those of `severity` only.
    pub fn rendered(&self, severity: Severity, colour: bool) -> impl Iterator<Item = String> {
        let files = self.unreadable.iter().filter(move |_| severity == Severity::Error);
        let problems = self.problems.iter().filter(move |problem| problem.severity == severity);
        let files = files.map(move |file| file.render(colour));
        files.chain(problems.map(move |problem| self.sources.render(problem, colour)))
    }

    /// What is told at a start of something that is left out: the first things that are wrong with it, and what becomes
    /// of it.
    #[must_use]
    pub fn told(&self, left_out: &LeftOut, colour: bool) -> String {
        const MOST: usize = 3;
        let unreadable = left_out.unreadable.iter().map(|error| error.render(colour));
        let problems = left_out.problems.iter().take(MOST);
        let mut told: Vec<_> =
            unreadable.chain(problems.map(|(_, problem)| self.sources.render(problem, colour))).collect();
        if left_out.problems.len() > MOST {
            told.push(format!("... and {} more: `stretch check` shows them all", left_out.problems.len() - MOST));
        }
        told.push(format!("warning: {}", printable(&left_out.consequence())));
        told.join("\n\n")
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Loads the built-in content, if it is wanted, and the files after it, in order. Each must be right.
#[must_use]
pub fn load(built_in: bool, files: &[PathBuf]) -> Loaded {
    let files: Vec<_> = files.iter().map(|path| ContentFile { path: path.clone(), is_named: true }).collect();
    load_reviewed(built_in, &files, |_| Vec::new())
}

/// Loads the built-in content, if it is wanted, and the files after it, in order. Where there are files, `review` tells
/// what else is wrong with the library that they make.
#[must_use]
pub fn load_reviewed(built_in: bool, files: &[ContentFile], review: impl Fn(&Library) -> Vec<Problem>) -> Loaded {
    let mut loader = Loader::read(built_in, files);
    let mut laid = loader.lay(&review);
    // What is wrong may be wrong because of a file that is left out then: each round leaves out at least one.
    while let Some(wrong) = loader.own_to_blame(&laid.problems) {
        loader.leave_out(&wrong, &mut laid);
        laid = loader.lay(&review);
    }
    loader.finish(laid)
}

/// A file that was read.
struct LoadedFile {
    file: FileId,
    whose: Whose,
    draft: ParsedFile,
}

/// Where a file is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    BuiltIn,
    Named,
    Own,
}

/// The files that are read, each once, and what is left out of them.
#[derive(Default)]
struct Loader {
    sources: Sources,
    parts: Vec<LoadedFile>,
    /// The built-in figures come before the files that may lay others over them.
    figures: Option<FileId>,
    /// Whether every named file was read and looked at whole: else references lead nowhere for no fault of theirs.
    is_whole: bool,
    unreadable: Vec<Unreadable>,
    left_out: Vec<LeftOut>,
}

/// The files laid over each other.
#[derive(Default)]
struct Laid {
    library: Library,
    figures: FigureDefinitions,
    problems: Vec<Problem>,
    /// The entries of the user's own files whose ids are taken.
    collisions: Vec<Collision>,
}

impl Loader {
    fn read(built_in: bool, files: &[ContentFile]) -> Self {
        let mut loader = Self { is_whole: true, ..Self::default() };
        if built_in {
            let file = loader.sources.add(BUILT_IN, UPPER_BACK);
            loader.take_in(file, Whose::BuiltIn);
        }
        loader.figures = (!files.is_empty()).then(|| loader.sources.add(BUILT_IN_FIGURES, FIGURES));
        for (at, ContentFile { path, is_named }) in files.iter().enumerate() {
            // A file that is named again is read once, in its last place.
            if files.iter().skip(at + 1).any(|later| is_same(path, &later.path)) {
                continue;
            }
            let failed = |loader: &mut Self, error: Unreadable| {
                if *is_named {
                    loader.is_whole = false;
                    loader.unreadable.push(error);
                } else {
                    loader.left_out.push(LeftOut::unreadable(error));
                }
            };
            let whose = if *is_named { Whose::Named } else { Whose::Own };
            match read(path, &CONTENT) {
                Ok(text) => {
                    let file = loader.sources.add(called(path), text);
                    loader.take_in(file, whose);
                }
                Err(ReadFailure::NotUtf8(bytes, at)) => {
                    let problem = loader.sources.add_broken(called(path), &bytes, at);
                    let file = problem.place.file;
                    loader.add(LoadedFile {
                        file,
                        whose,
                        draft: ParsedFile { problems: vec![problem], ..ParsedFile::default() },
                    });
                }
                Err(ReadFailure::NotThere(error) | ReadFailure::Unreadable(error)) => failed(&mut loader, error),
            }
        }
        loader
    }

    fn take_in(&mut self, file: FileId, whose: Whose) {
        let mut draft = parse(&self.sources, file);
        check::check_file(&draft.library, &self.sources, &mut draft.problems);
        self.add(LoadedFile { file, whose, draft });
    }

    /// Adds a part, unless it is one of the user's own with an error.
    fn add(&mut self, mut part: LoadedFile) {
        if part.whose == Whose::Own && has_errors(&part.draft.problems) {
            let problems = std::mem::take(&mut part.draft.problems);
            self.left_out.push(self.leaving_out(&part, problems));
        } else {
            self.is_whole &= part.draft.whole;
            self.parts.push(part);
        }
    }

    /// Lays the files over each other, and checks what comes of it.
    fn lay(&mut self, review: impl Fn(&Library) -> Vec<Problem>) -> Laid {
        let mut laid = Laid::default();
        if let Some(file) = self.figures
            && self.parts.iter().any(|part| !part.draft.figures.is_empty())
        {
            laid.figures = figure::built_in(&self.sources, file);
        }
        // Without files that may be left out it is done once.
        let again = self.parts.iter().any(|part| part.whose == Whose::Own);
        for part in &mut self.parts {
            let draft = if again { part.draft.clone() } else { std::mem::take(&mut part.draft) };
            laid.take(draft, part.whose, &self.sources);
        }
        if !self.is_whole {
            return laid;
        }
        check::check_library(&laid.library, &self.sources, &mut laid.problems);
        let Some(built_in) = self.figures else { return laid };
        laid.build_figures(&self.sources, built_in);
        if !has_errors(&laid.problems) {
            laid.problems.extend(review(&laid.library));
        }
        laid
    }

    /// The user's own files that have errors.
    fn own_to_blame(&self, problems: &[Problem]) -> Option<Vec<FileId>> {
        let errors = || problems.iter().filter(|problem| problem.severity == Severity::Error);
        let has_error = |part: &&LoadedFile| errors().any(|error| error.place.file == part.file);
        let own = || self.parts.iter().filter(|part| part.whose == Whose::Own);
        let blamed: Vec<_> = own().filter(has_error).map(|part| part.file).collect();
        if !blamed.is_empty() {
            return Some(blamed);
        }
        // An error in what is built in can only come from what was laid over it.
        let named = |file| self.parts.iter().any(|part| part.whose == Whose::Named && part.file == file);
        let unexplained = errors().any(|error| !named(error.place.file));
        own().next_back().filter(|_| unexplained).map(|part| vec![part.file])
    }

    fn leave_out(&mut self, files: &[FileId], laid: &mut Laid) {
        for file in files {
            let Some(at) = self.parts.iter().position(|part| part.file == *file) else { continue };
            let part = self.parts.remove(at);
            let mut problems = part.draft.problems.clone();
            let taken = laid.collisions.iter().filter(|collision| collision.id.place.file == *file);
            problems.extend(taken.map(|collision| collision.problem.clone()));
            problems.extend(laid.problems.iter().filter(|problem| problem.place.file == *file).cloned());
            self.left_out.push(self.leaving_out(&part, problems));
        }
    }

    /// A file that is left out because of these problems.
    fn leaving_out(&self, part: &LoadedFile, mut problems: Vec<Problem>) -> LeftOut {
        problems.retain(|problem| problem.severity == Severity::Error);
        let problems = settled(problems, &self.sources);
        LeftOut {
            file: self.sources.name(part.file).to_owned(),
            entry: None,
            unreadable: None,
            problems: problems.into_iter().map(|problem| (self.sources.position(problem.place).0, problem)).collect(),
            names: part.names().collect(),
            has_more: !part.draft.whole || part.names().any(|(id, _)| id.is_empty()),
        }
    }

    fn finish(mut self, mut laid: Laid) -> Loaded {
        for Collision { noun, id, problem } in laid.collisions {
            let names = self.parts.iter().filter(|part| part.file == id.place.file).flat_map(LoadedFile::names);
            self.left_out.push(LeftOut {
                file: self.sources.name(id.place.file).to_owned(),
                entry: Some(format!("the {noun} `{id}`")),
                unreadable: None,
                names: names.filter(|(name, _)| *name == *id).collect(),
                problems: vec![(self.sources.position(problem.place).0, problem)],
                has_more: false,
            });
        }
        laid.library.left_out = self.left_out;
        Loaded {
            library: laid.library,
            figures: laid.figures,
            problems: settled(laid.problems, &self.sources),
            sources: self.sources,
            unreadable: self.unreadable,
        }
    }
}

impl LoadedFile {
    /// The ids and names of what could be started from it.
    fn names(&self) -> impl Iterator<Item = (String, String)> {
        let Library { routines, stretches, .. } = &self.draft.library;
        let routines = routines.iter().map(|routine| (routine.id.name.clone(), routine.name.clone()));
        routines.chain(stretches.iter().map(|stretch| (stretch.id.name.clone(), stretch.name.clone())))
    }
}

impl Laid {
    /// Lays a file over what there is.
    fn take(&mut self, draft: ParsedFile, whose: Whose, sources: &Sources) {
        let ParsedFile { library: mut draft, figures, problems, replacing, .. } = draft;
        let library = &mut self.library;
        let mut overlay = Overlay::new(sources, &replacing);
        self.problems.extend(problems);
        if whose == Whose::Own {
            overlay.keep_apart(&mut draft.stretches, &library.routines);
            overlay.keep_apart(&mut draft.routines, &library.stretches);
        }
        let first = draft.routines.first().map(|routine| &routine.id).or(draft.stretches.first().map(|one| &one.id));
        if let Some(first) = first {
            library.titles.push((first.place.file, draft.title.clone()));
        }
        if library.title.is_empty() {
            library.title = draft.title;
            library.aim = draft.aim;
        }
        library.warm_up = library.warm_up.take().or(draft.warm_up);
        library.advice = library.advice.take().or(draft.advice);
        overlay.lay(&mut library.causes, draft.causes);
        overlay.lay(&mut library.benefits, draft.benefits);
        overlay.lay(&mut library.techniques, draft.techniques);
        overlay.lay(&mut library.cautions, draft.cautions);
        overlay.lay(&mut library.stop_signs, draft.stop_signs);
        overlay.lay(&mut library.sources, draft.sources);
        overlay.lay(&mut library.stretches, draft.stretches);
        overlay.lay(&mut library.routines, draft.routines);
        self.figures.overlay(figures, &mut overlay);
        let Overlay { warnings, collisions, losses, .. } = overlay;
        self.problems.extend(warnings);
        library.losses.extend(losses);
        if whose == Whose::Own {
            self.collisions.extend(collisions);
        } else {
            self.problems.extend(collisions.into_iter().map(|collision| collision.problem));
        }
    }

    /// Builds the files' own figures, and checks the motions that steps name.
    fn build_figures(&mut self, sources: &Sources, built_in: FileId) {
        if !self.figures.is_empty() {
            self.figures.sort();
            let figures = figure::build::build(&self.figures, sources, built_in, &mut self.problems);
            self.library.own_figures = Some(Arc::new(figures));
        }
        check::motions(&self.library, &self.figures.motions, (sources, built_in), &mut self.problems);
    }
}
