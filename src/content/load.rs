//! From files to a library: the built-in content, with each of the user's files laid over it.
//!
//! An error in a file that was named on the command line is an error of the whole. One of the user's own files that has
//! an error is left out, and everything else is loaded.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check;
use super::left_out::LeftOut;
use super::model::Library;
use super::overlay::{Collision, Overlay, losses};
use super::parse::{ParsedFile, parse};
use crate::document::diagnostic::{FileId, Problem, Severity, Sources, Unreadable, settled};
use crate::document::file::{ReadFailure, Wanted, called, read};
use crate::figure::build::build;
use crate::figure::built_in;
use crate::figure::definition::FigureDefinitions;
use crate::printable::printable;

pub use crate::document::diagnostic::MOST_PROBLEMS;
pub use crate::document::file::LARGEST_FILE;

pub(super) const CONTENT: Wanted = Wanted {
    noun: "a content file",
    folder: "name the .toml files in it",
    device: "name a file that holds text, or `-` for standard input",
    large: "split it into several files, or check that it is the right one",
};

/// The name of the built-in content in messages.
const BUILT_IN: &str = "the built-in content";
pub(crate) const UPPER_BACK: &str = include_str!("../../content/upper-back.toml");

/// A file besides the built-in content.
#[derive(Clone, Debug)]
pub struct ContentFile {
    pub path: PathBuf,
    /// Whether it was named for this run, and must be right. One of the user's own files is left out if it is not.
    pub is_named: bool,
}

/// The result of loading: the library must only be used if [`Loaded::is_usable`].
#[derive(Debug, Default)]
pub struct Loaded {
    pub library: Library,
    /// The definitions of figures, those of the files laid over the built-in ones; empty if no file has any.
    pub figures: FigureDefinitions,
    pub sources: Sources,
    pub problems: Vec<Problem>,
    /// The named files that could not be read.
    pub unreadable: Vec<Unreadable>,
}

impl Loaded {
    /// Whether every file could be read, and what was loaded has no error.
    pub fn is_usable(&self) -> bool {
        self.unreadable.is_empty() && !has_errors(&self.problems)
    }

    /// The problems of one severity, as text.
    pub fn rendered(&self, severity: Severity, colour: bool) -> impl Iterator<Item = String> {
        let files = self.unreadable.iter().filter(move |_| severity == Severity::Error);
        let problems = self.problems.iter().filter(move |problem| problem.severity == severity);
        let files = files.map(move |file| file.render(colour));
        files.chain(problems.map(move |problem| self.sources.render(problem, colour)))
    }

    /// The warning about something that is left out: its first errors, and what follows from them.
    pub(crate) fn warning(&self, left_out: &LeftOut, colour: bool) -> String {
        const MOST: usize = 3;
        let unreadable = left_out.unreadable.iter().map(|error| error.render(colour));
        let problems = left_out.problems.iter().take(MOST).map(|(_, problem)| self.sources.render(problem, colour));
        let mut parts: Vec<_> = unreadable.chain(problems).collect();
        if left_out.problems.len() > MOST {
            parts.push(format!("... and {} more: `stretch check` shows them all", left_out.problems.len() - MOST));
        }
        parts.push(format!("warning: {}", printable(&left_out.consequence())));
        parts.join("\n\n")
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Loads the built-in content, if wanted, and then the files in order. Each must be right.
pub fn load(built_in: bool, files: &[PathBuf]) -> Loaded {
    let files: Vec<_> = files.iter().map(|path| ContentFile { path: path.clone(), is_named: true }).collect();
    load_reviewed(built_in, &files, |_| Vec::new())
}

/// Loads the built-in content, if wanted, and then the files in order. If there are files, `review` finds what else is
/// wrong with the library.
pub fn load_reviewed(built_in: bool, files: &[ContentFile], review: impl Fn(&Library) -> Vec<Problem>) -> Loaded {
    let mut loader = Loader::read(built_in, files);
    let mut layered = loader.overlay(&review);
    // Other errors may come from a file that is left out now, so start again. Each round leaves out at least one.
    while let Some(wrong) = loader.own_to_blame(&layered.problems) {
        loader.leave_out_all(&wrong, layered);
        layered = loader.overlay(&review);
    }
    loader.finish(layered)
}

struct LoadedFile {
    file: FileId,
    kind: FileKind,
    /// The problem of a file that is not text.
    not_text: Option<Problem>,
    /// What was parsed, until it is laid over the others; it is parsed again if that has to be repeated.
    parsed: Option<ParsedFile>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FileKind {
    BuiltIn,
    Named,
    Own,
}

impl LoadedFile {
    fn parse(&self, sources: &Sources) -> ParsedFile {
        if let Some(problem) = &self.not_text {
            return ParsedFile { problems: vec![problem.clone()], ..ParsedFile::default() };
        }
        let mut parsed = parse(sources, self.file);
        check::check_file(&parsed.library, sources, &mut parsed.problems);
        parsed
    }
}

/// The files that are read, each once, and what is left out of them.
#[derive(Default)]
struct Loader {
    sources: Sources,
    parts: Vec<LoadedFile>,
    /// The built-in figures; only needed if there are other files.
    figures: Option<FileId>,
    unreadable: Vec<Unreadable>,
    left_out: Vec<LeftOut>,
}

/// The files laid over each other.
#[derive(Default)]
struct Layered {
    library: Library,
    figures: FigureDefinitions,
    problems: Vec<Problem>,
    /// The entries of the user's own files whose ids are taken.
    collisions: Vec<Collision>,
}

impl Loader {
    fn read(built_in: bool, files: &[ContentFile]) -> Self {
        let mut loader = Self::default();
        if built_in {
            let file = loader.sources.add_built_in(BUILT_IN, UPPER_BACK);
            loader.add(LoadedFile { file, kind: FileKind::BuiltIn, not_text: None, parsed: None });
        }
        loader.figures = (!files.is_empty()).then(|| built_in::source(&mut loader.sources));
        for (at, ContentFile { path, is_named }) in files.iter().enumerate() {
            // A file that is named twice is read once, in its last place.
            if files.iter().skip(at + 1).any(|later| is_same(path, &later.path)) {
                continue;
            }
            let kind = if *is_named { FileKind::Named } else { FileKind::Own };
            match read(path, &CONTENT) {
                Ok(text) => {
                    let file = loader.sources.add(called(path), text);
                    loader.add(LoadedFile { file, kind, not_text: None, parsed: None });
                }
                Err(ReadFailure::NotUtf8(bytes, at)) => {
                    let problem = loader.sources.add_broken(called(path), &bytes, at);
                    loader.add(LoadedFile { file: problem.place.file, kind, not_text: Some(problem), parsed: None });
                }
                Err(ReadFailure::NotThere(error) | ReadFailure::Unreadable(error)) => match kind {
                    FileKind::Own => loader.left_out.push(LeftOut::unreadable(error)),
                    _ => loader.unreadable.push(error),
                },
            }
        }
        loader
    }

    /// Adds a part, unless it is one of the user's own with an error.
    fn add(&mut self, mut part: LoadedFile) {
        let parsed = part.parse(&self.sources);
        if part.kind == FileKind::Own && has_errors(&parsed.problems) {
            self.leave_out(&part, Vec::new());
        } else {
            part.parsed = Some(parsed);
            self.parts.push(part);
        }
    }

    /// Lays the files over each other, and checks the result.
    fn overlay(&mut self, review: impl Fn(&Library) -> Vec<Problem>) -> Layered {
        let sources = &self.sources;
        let mut layered = Layered::default();
        let parse = |part: &mut LoadedFile| (part.kind, part.parsed.take().unwrap_or_else(|| part.parse(sources)));
        let parsed: Vec<_> = self.parts.iter_mut().map(parse).collect();
        if let Some(file) = self.figures
            && parsed.iter().any(|(_, parsed)| !parsed.figures.is_empty())
        {
            layered.figures = built_in::definitions(sources, file);
        }
        let is_complete = self.unreadable.is_empty() && parsed.iter().all(|(_, parsed)| parsed.is_complete);
        for (kind, parsed) in parsed {
            layered.add(parsed, kind, sources);
        }
        // In an incomplete library references lead nowhere through no fault of theirs.
        if !is_complete {
            return layered;
        }
        check::check_library(&layered.library, sources, &mut layered.problems);
        if self.figures.is_some() {
            layered.build_figures(sources);
            if !has_errors(&layered.problems) {
                layered.problems.extend(review(&layered.library));
            }
        }
        layered
    }

    /// The user's own files that errors come from: they are left out. `None` if there are none.
    fn own_to_blame(&self, problems: &[Problem]) -> Option<Vec<FileId>> {
        let errors = || problems.iter().filter(|problem| problem.severity == Severity::Error);
        let has_error = |part: &&LoadedFile| errors().any(|error| error.place.file == part.file);
        let own = || self.parts.iter().filter(|part| part.kind == FileKind::Own);
        let blamed: Vec<_> = own().filter(has_error).map(|part| part.file).collect();
        if !blamed.is_empty() {
            return Some(blamed);
        }
        // An error in built-in content can only come from a file that was laid over it.
        let named = |file| self.parts.iter().any(|part| part.kind == FileKind::Named && part.file == file);
        let is_unexplained = errors().any(|error| !named(error.place.file));
        own().next_back().filter(|_| is_unexplained).map(|part| vec![part.file])
    }

    /// Leaves out files because of what is wrong in the result.
    fn leave_out_all(&mut self, files: &[FileId], layered: Layered) {
        let collisions = layered.collisions.into_iter().map(|collision| collision.problem);
        let problems: Vec<_> = collisions.chain(layered.problems).collect();
        for file in files {
            let Some(at) = self.parts.iter().position(|part| part.file == *file) else { continue };
            let part = self.parts.remove(at);
            self.leave_out(&part, problems.iter().filter(|problem| problem.place.file == *file).cloned().collect());
        }
    }

    /// Leaves out a file because of its own problems and these.
    fn leave_out(&mut self, part: &LoadedFile, more: Vec<Problem>) {
        let ParsedFile { mut problems, library, is_complete, .. } = part.parse(&self.sources);
        problems.extend(more);
        problems.retain(|problem| problem.severity == Severity::Error);
        let problems = settled(problems, &self.sources).into_iter();
        let names = names(&library);
        self.left_out.push(LeftOut {
            file: self.sources.name(part.file).to_owned(),
            problems: problems.map(|problem| (self.sources.position(problem.place).0, problem)).collect(),
            has_more: !is_complete || names.iter().any(|(id, _)| id.is_empty()),
            names,
            ..LeftOut::default()
        });
    }

    fn finish(mut self, mut layered: Layered) -> Loaded {
        for Collision { noun, id, problem } in layered.collisions {
            let part = self.parts.iter().find(|part| part.file == id.place.file);
            let names = part.map(|part| names(&part.parse(&self.sources).library)).unwrap_or_default();
            self.left_out.push(LeftOut {
                file: self.sources.name(id.place.file).to_owned(),
                entry: Some(format!("the {noun} `{id}`")),
                names: names.into_iter().filter(|(name, _)| *name == *id).collect(),
                problems: vec![(self.sources.position(problem.place).0, problem)],
                ..LeftOut::default()
            });
        }
        layered.library.left_out = self.left_out;
        Loaded {
            library: layered.library,
            figures: layered.figures,
            problems: settled(layered.problems, &self.sources),
            sources: self.sources,
            unreadable: self.unreadable,
        }
    }
}

/// The ids and names of what a file has to start.
fn names(library: &Library) -> Vec<(String, String)> {
    let routines = library.routines.iter().map(|routine| (&routine.id, &routine.name));
    let stretches = library.stretches.iter().map(|stretch| (&stretch.id, &stretch.name));
    routines.chain(stretches).map(|(id, name)| (id.name.clone(), name.clone())).collect()
}

impl Layered {
    /// Lays a file over those before it.
    fn add(&mut self, parsed: ParsedFile, kind: FileKind, sources: &Sources) {
        let ParsedFile { library: mut new, figures, problems, replacing, .. } = parsed;
        let library = &mut self.library;
        let mut overlay = Overlay::new(sources, &replacing);
        self.problems.extend(problems);
        if kind == FileKind::Own {
            overlay.keep_apart(&mut new.stretches, &library.routines);
            overlay.keep_apart(&mut new.routines, &library.stretches);
        }
        let first = new.routines.first().map(|routine| &routine.id).or(new.stretches.first().map(|one| &one.id));
        if let Some(first) = first {
            library.titles.push((first.place.file, new.title.clone()));
        }
        if library.title.is_empty() {
            library.title = new.title;
            library.aim = new.aim;
        }
        library.warm_up = library.warm_up.take().or(new.warm_up);
        library.advice = library.advice.take().or(new.advice);
        overlay.lay(&mut library.causes, new.causes, losses::none);
        overlay.lay(&mut library.benefits, new.benefits, losses::none);
        overlay.lay(&mut library.techniques, new.techniques, losses::none);
        overlay.lay(&mut library.cautions, new.cautions, losses::of_caution);
        overlay.lay(&mut library.stop_signs, new.stop_signs, losses::of_stop_sign);
        overlay.lay(&mut library.sources, new.sources, losses::none);
        overlay.lay(&mut library.stretches, new.stretches, losses::of_stretch);
        overlay.lay(&mut library.routines, new.routines, losses::none);
        overlay.lay(&mut self.figures.rigs, figures.rigs, losses::none);
        overlay.lay(&mut self.figures.poses, figures.poses, losses::none);
        overlay.lay(&mut self.figures.motions, figures.motions, losses::none);
        overlay.lay(&mut self.figures.props, figures.props, losses::none);
        let Overlay { warnings, collisions, losses, .. } = overlay;
        self.problems.extend(warnings);
        library.losses.extend(losses);
        if kind == FileKind::Own {
            self.collisions.extend(collisions);
        } else {
            self.problems.extend(collisions.into_iter().map(|collision| collision.problem));
        }
    }

    /// Builds the figures that files add, and checks the motions that steps name.
    fn build_figures(&mut self, sources: &Sources) {
        if !self.figures.is_empty() {
            self.figures.sort();
            let figures = build(&self.figures, sources, &mut self.problems);
            self.library.own_figures = Some(Arc::new(figures));
        }
        check::motions(&self.library, &self.figures.motions, sources, &mut self.problems);
    }
}
