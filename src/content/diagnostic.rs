//! What is wrong with a content file, and where: every finding knows its file, line and column, shows the
//! line, and says what to do.
//!
//! It must never let a byte of a content file reach the terminal as a control sequence.

use std::{fmt, ops::Range, path::Path};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

/// Which of the loaded files a [`Place`] is in: an index into [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u16);

/// A stretch of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Place {
    /// The place of a byte range; files are at most 1 MiB, so 32 bits always hold it.
    pub(super) fn new(file: FileId, span: &Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: narrow(span.start), end: narrow(span.end) }
    }
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file works, but somebody will stumble over this.
    Warning,
}

/// One thing wrong with a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, to the byte.
    pub place: Place,
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, a sentence each.
    pub help: Vec<String>,
}

impl Problem {
    /// A problem that keeps the file from being used.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self { place, severity: Severity::Error, message: message.into(), help: Vec::new() }
    }

    /// A problem worth a word that leaves the file usable.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds the nearest of the allowed words where one is near, and else nothing.
    #[must_use]
    pub fn did_you_mean(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self,
        }
    }
}

/// The text of every loaded file, for showing the line a problem is on.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Takes in a file: the name it is called by in messages, and its text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push((name.into(), text.into()));
        id
    }

    /// The name a file is called by in messages.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(usize::from(file.0)).map_or("", |(name, _)| name)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(usize::from(file.0)).map_or("", |(_, text)| text)
    }

    /// Line and column of a place, both from 1, the column in characters.
    #[must_use]
    pub fn position(&self, place: Place) -> (usize, usize) {
        let before = self.before(place);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    fn before(&self, place: Place) -> &str {
        let text = self.text(place.file);
        let mut end = (place.start as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(..end).unwrap_or_default()
    }

    /// A problem as it is shown to a person: message, file:line:column, the line, what to do.
    #[must_use]
    pub fn render(&self, problem: &Problem, colour: bool) -> String {
        let text = self.text(problem.place.file);
        let before = self.before(problem.place);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let from = (before.len() - start).min(line.len());
        let mut to = (problem.place.end as usize).saturating_sub(start).clamp(from, line.len());
        while !line.is_char_boundary(to) {
            to -= 1;
        }
        let title = match problem.severity {
            Severity::Error => Title::ERROR,
            Severity::Warning => Title::WARNING,
        };
        // Only the one line is handed over: a file with a thousand findings is still shown at once.
        let snippet = Snippet::source(line)
            .line_start(before.matches('\n').count() + 1)
            .path(self.name(problem.place.file))
            .annotation(AnnotationKind::Primary.span(from..to));
        let report = Group::with_title(title.primary_title(printable(&problem.message)))
            .element(snippet)
            .elements(problem.help.iter().map(|help| Title::HELP.message(printable(help))));
        renderer(colour).render(&[report])
    }
}

fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// Text from a file made safe to print: control characters become their picture (`␛`), so that no escape
/// sequence in a key or an id does anything.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            c if is_unsafe(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Whether a character could change how the terminal shows what follows: controls, and the marks that turn
/// the direction of writing or hide text (bidirectional overrides and isolates, zero-width characters
/// other than the two joiners that scripts need).
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A file that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file's name as given.
    pub file: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Unreadable {
    pub(super) fn new(path: &Path, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { file: path.display().to_string(), message: message.into(), help: help.into() }
    }

    /// The error as it is shown to a person.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let title = format!("{}: {}", self.file, self.message);
        let report = Group::with_title(Title::ERROR.primary_title(printable(&title)))
            .element(Title::HELP.message(printable(&self.help)));
        renderer(colour).render(&[report])
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", printable(&self.file), self.message)
    }
}
