//! What is wrong with a file, and where: every problem knows its file, line and column, and says what to do.
//!
//! How problems look is for `report`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use crate::printable::printable;

/// Which of the loaded files a [`Place`] is in: an index into [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u16);

/// A stretch of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: FileId,
    /// The first byte.
    pub(crate) start: u32,
    /// The byte after the last one.
    pub(crate) end: u32,
}

impl Place {
    /// The place of a byte range; files are at most 1 MiB, so 32 bits always hold it.
    pub(super) fn new(file: FileId, span: &Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: narrow(span.start), end: narrow(span.end) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but this is likely a mistake.
    Warning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, a sentence each.
    pub help: Vec<String>,
    /// What follows the number where several warnings of this kind are reported as one; none if each is reported alone.
    pub(crate) together: Option<&'static str>,
}

/// The most errors of a file that are shown, and the most warnings.
pub const MOST_PROBLEMS: usize = 200;

impl Problem {
    pub(crate) fn error(place: Place, message: impl Into<String>) -> Self {
        Self { place, severity: Severity::Error, message: message.into(), help: Vec::new(), together: None }
    }

    pub(crate) fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Lets several of its kind be reported as one: "stretches have no caution" follows their number.
    pub(crate) fn together(self, message: &'static str) -> Self {
        Self { together: Some(message), ..self }
    }

    /// Adds the nearest of the allowed words, if there is one.
    pub(crate) fn did_you_mean(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self,
        }
    }
}

/// Puts problems in the order of their files and lines; those of one place stay as they were found.
pub(crate) fn in_order(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| problem.place);
}

/// The problems of some files as they are shown: in order, warnings of one kind summed up, and at most [`MOST_PROBLEMS`]
/// errors and as many warnings of each file.
pub(crate) fn settled(mut problems: Vec<Problem>, sources: &Sources) -> Vec<Problem> {
    in_order(&mut problems);
    let mut settled = Vec::with_capacity(problems.len());
    for file in problems.chunk_by(|one, other| one.place.file == other.place.file) {
        let (errors, warnings): (Vec<_>, Vec<_>) =
            file.iter().cloned().partition(|problem| problem.severity == Severity::Error);
        settled.extend(bounded(errors, "errors"));
        settled.extend(bounded(summed_up(&warnings, sources), "warnings"));
    }
    settled
}

/// The first of some problems, and how many more there are.
fn bounded(mut problems: Vec<Problem>, noun: &str) -> Vec<Problem> {
    let rest = problems.split_off(problems.len().min(MOST_PROBLEMS));
    match rest.as_slice() {
        [] => {}
        // "1 more" would take as much room.
        [one] => problems.push(one.clone()),
        [first, ..] => {
            let message = format!("there are {} more {noun} from here on", rest.len());
            let problem = Problem { severity: first.severity, ..Problem::error(first.place, message) };
            problems.push(problem.help("fix those above, and check the file again"));
        }
    }
    problems
}

/// Puts one warning in the place of several of one kind: the first, with the lines of all.
fn summed_up(warnings: &[Problem], sources: &Sources) -> Vec<Problem> {
    let mut summed_up: Vec<Problem> = Vec::new();
    for warning in warnings {
        let Some(kind) = warning.together else {
            summed_up.push(warning.clone());
            continue;
        };
        if summed_up.iter().any(|known| known.together == Some(kind)) {
            continue;
        }
        let mut summary = warning.clone();
        let same = warnings.iter().filter(|other| other.together == Some(kind));
        let mut lines: Vec<_> = same.map(|warning| sources.position(warning.place).0).collect();
        let count = lines.len();
        if count > 1 {
            lines.dedup();
            let noun = if lines.len() == 1 { "line" } else { "lines" };
            summary.message = format!("{count} {kind}: {noun} {}", listed(&lines));
        }
        summed_up.push(summary);
    }
    summed_up
}

/// The first few line numbers, and how many more there are.
fn listed(lines: &[usize]) -> String {
    const MOST: usize = 8;
    let (shown, rest) = lines.split_at(lines.len().min(MOST));
    let shown: Vec<_> = shown.iter().map(usize::to_string).collect();
    if rest.is_empty() { shown.join(", ") } else { format!("{} and {} more", shown.join(", "), rest.len()) }
}

/// The text of every loaded file, for showing the line a problem is on.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    text: Cow<'static, str>,
    is_built_in: bool,
    /// Where each line begins; found when it is first needed.
    lines: OnceCell<Vec<usize>>,
}

impl Sources {
    /// Adds a file: the name it has in messages, and its text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(name.into(), Cow::Owned(text.into()), false)
    }

    /// Adds a file that is part of the program.
    pub(crate) fn add_built_in(&mut self, name: &'static str, text: &'static str) -> FileId {
        self.push(name.to_owned(), Cow::Borrowed(text), true)
    }

    fn push(&mut self, name: String, text: Cow<'static, str>, is_built_in: bool) -> FileId {
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push(SourceFile { name, text, is_built_in, lines: OnceCell::new() });
        id
    }

    /// Adds a file that is not UTF-8; `at` is the first wrong byte. Returns the problem that says so.
    pub(crate) fn add_broken(&mut self, name: impl Into<String>, bytes: &[u8], at: usize) -> Problem {
        // The replacement changes no byte before `at`.
        let file = self.add(name, String::from_utf8_lossy(bytes).into_owned());
        let place = Place::new(file, &(at..at + char::REPLACEMENT_CHARACTER.len_utf8()));
        let message = match bytes {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => "the file is UTF-32, not UTF-8",
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16, not UTF-8",
            _ => "the file is not UTF-8 from here on",
        };
        Problem::error(place, message).help("save it as UTF-8: most editors ask for the encoding when saving")
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::from(file.0))
    }

    /// The name of a file in messages.
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    pub(crate) fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// Whether a file is part of the program, so that the user cannot change it.
    pub(crate) fn is_built_in(&self, file: FileId) -> bool {
        self.file(file).is_some_and(|file| file.is_built_in)
    }

    /// Line and column of a place, both from 1, the column in characters.
    pub fn position(&self, place: Place) -> (usize, usize) {
        let (number, before, _, _) = self.line(place);
        (number, before.chars().count() + 1)
    }

    /// The line of a place: its number, and its text before, in and after the place.
    pub(super) fn line(&self, place: Place) -> (usize, &str, &str, &str) {
        let Some(SourceFile { text, lines, .. }) = self.file(place.file) else { return (1, "", "", "") };
        let starts = || std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let lines: &Vec<usize> = lines.get_or_init(starts);
        let at = (place.start as usize).min(text.len());
        let number = lines.partition_point(|start| *start <= at).max(1);
        let start = lines.get(number - 1).copied().unwrap_or_default();
        let line = text.get(start..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        // Some editors put an invisible mark before the first line.
        let mark = if number == 1 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line = line.get(mark..).unwrap_or_default();
        let split = |at: usize| boundary(line, at.saturating_sub(start + mark));
        let from = split(at);
        let to = split(place.end as usize).max(from);
        (number, &line[..from], &line[from..to], &line[to..])
    }
}

/// The last byte at or before `at` that begins a character.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// A file that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub(crate) file: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub(crate) help: String,
}

impl Unreadable {
    pub(crate) fn new(file: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { file: file.into(), message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", printable(&self.file), printable(&self.message))
    }
}
