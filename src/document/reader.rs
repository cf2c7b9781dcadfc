//! Reading the values of a file and collecting every problem instead of stopping at the first.
//!
//! It knows TOML and the limits of a value; [`Fields`] reads a table key by key. What the keys mean is for the callers:
//! `content::parse`, `figure::parse`, `settings::file` and `about::file`.

mod fault;
mod fields;
mod lines;
pub(crate) mod number;
mod repair;
mod rows;
mod syntax;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) use fields::{Fields, TableKind};
use number::plain_number;
use repair::Repairs;
pub(crate) use rows::Row;

use super::diagnostic::{FileId, Place, Problem, in_order};
use crate::document::id::Id;
use crate::printable::{is_unsafe, printable};

/// The most characters of an id.
pub const ID_LENGTH: usize = 40;
/// The most entries of a list, and the most tables of a kind in one place.
pub const MOST_ENTRIES: usize = 200;

/// The most characters of a text.
pub(crate) type Length = usize;

/// One file being read, and the problems found in it so far.
pub(crate) struct Reader {
    file: FileId,
    /// What to do about an unknown key that belongs somewhere else.
    hint: fn(&str) -> Option<String>,
    problems: RefCell<Vec<Problem>>,
    is_complete: Cell<bool>,
    replacing: RefCell<Vec<Place>>,
    /// The parts in which a fault in the TOML makes every value doubtful.
    doubtful: RefCell<Vec<Range<usize>>>,
    /// Changes to the file's text so that the rest of it can be read.
    repairs: RefCell<Repairs>,
}

impl Reader {
    pub(crate) fn new(file: FileId, hint: fn(&str) -> Option<String>) -> Self {
        Self {
            file,
            hint,
            problems: RefCell::default(),
            is_complete: Cell::new(true),
            replacing: RefCell::default(),
            doubtful: RefCell::default(),
            repairs: RefCell::default(),
        }
    }

    /// Reports a problem, unless its place is doubtful.
    pub(crate) fn report(&self, problem: Problem) {
        let at = problem.place.start as usize;
        if !self.doubtful.borrow().iter().any(|range| range.contains(&at)) {
            self.problems.borrow_mut().push(problem);
        }
    }

    pub(crate) fn error(&self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.report(Problem::error(place, message).help(help));
    }

    /// Reports an error in a value.
    pub(crate) fn wrong(&self, value: &Value<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.error(self.place(&value.span()), message, help);
    }

    pub(crate) fn has_faults(&self) -> bool {
        !self.doubtful.borrow().is_empty()
    }

    /// Notes that some entries could not be read, so that a reference to them is not reported as unknown.
    pub(crate) fn lost_entries(&self) {
        self.is_complete.set(false);
    }

    /// Notes that the entry whose id is at a place replaces another one.
    pub(crate) fn replaces(&self, id: Place) {
        self.replacing.borrow_mut().push(id);
    }

    /// Where the ids are of the entries that replace others.
    pub(crate) fn replacing(&self) -> Vec<Place> {
        self.replacing.take()
    }

    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.file, &self.repairs.borrow().original(span))
    }

    /// The problems in the order of the file, and whether every entry could be read.
    pub(crate) fn finish(self) -> (Vec<Problem>, bool) {
        let mut problems = self.problems.into_inner();
        in_order(&mut problems);
        (problems, self.is_complete.get())
    }

    /// The top-level fields of the file.
    pub(crate) fn document<'r>(&'r self, kind: &'static TableKind, table: &'r DeTable<'r>) -> Fields<'r> {
        Fields::new(self, kind, table, self.place(&(0..0)), None)
    }

    pub(crate) fn wrong_type(&self, what: Subject<'_>, value: &Value<'_>, wanted: &str, help: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.wrong(value, format!("{what} must be {wanted}, not {found}"), help);
    }

    /// A text of one line, with at most `most` characters.
    pub(crate) fn text_of(&self, what: Subject<'_>, value: &Value<'_>, most: Length) -> Option<String> {
        self.line(what, value, most, "say it shorter: it is read at a glance")
    }

    fn line(&self, what: Subject<'_>, value: &Value<'_>, most: Length, shorter: &str) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(what, value, "a text", "put a text between quotes, like \"this\"");
            return None;
        };
        // Fast path for nearly every text: this is most of the time that loading takes.
        if text.len() <= most && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.trim_ascii().is_empty() {
            return Some(text.trim_ascii().to_owned());
        }
        let length = text.chars().count();
        let (message, help) = if text.trim().is_empty() {
            (format!("{what} is empty"), "write something between the quotes")
        } else if let Some(c) = text.chars().find(|c| is_unsafe(*c)) {
            let help = "a text is one line of plain characters: take it out, or put a space in its place";
            (format!("{what} holds {}", unsafe_name(c)), help)
        } else if length > most {
            (format!("{what} has {length} characters, and the most is {most}"), shorter)
        } else {
            return Some(text.trim().to_owned());
        };
        self.error(self.place(&value.span()), message, help);
        None
    }

    /// The id of an entry, or a reference to one.
    pub(crate) fn id(&self, what: Subject<'_>, value: &Value<'_>) -> Option<Id> {
        let name = self.line(what, value, ID_LENGTH, "a word or two are enough for an id")?;
        let place = self.place(&value.span());
        self.id_from(what, &name, place)
    }

    /// An id that is part of a longer text.
    pub(crate) fn id_from(&self, what: Subject<'_>, name: &str, place: Place) -> Option<Id> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // The command line takes a word with a leading hyphen for an option.
        if !name.is_empty() && !name.starts_with('-') && name.bytes().all(|byte| fits(byte.into())) {
            return Some(Id { name: name.to_owned(), place });
        }
        let words = name.to_lowercase();
        let words: Vec<_> = words.split(|c| !fits(c) || c == '-').filter(|word| !word.is_empty()).collect();
        let problem = Problem::error(place, format!("{what} is `{}`, and that is not an id", printable(name)));
        let problem = problem.help("an id is made of a-z, 0-9 and hyphens, and begins with a letter or a digit");
        self.report(if words.is_empty() { problem } else { problem.help(format!("`{}` would do", words.join("-"))) });
        None
    }

    /// Whether a file has a newer schema than the one that is read. Any other wrong schema is reported.
    pub(crate) fn is_newer(&self, value: &Value<'_>, read: u32) -> bool {
        let Some((schema, spelling)) = self.any_number(&"`schema`", value, "a whole number") else { return false };
        let place = self.place(&value.span());
        let newer = schema > f64::from(read);
        if newer && matches!(value.get_ref(), DeValue::Integer(_)) {
            let message =
                format!("this file is written for schema {}, and this program reads schema {read}", short(spelling));
            self.error(place, message, format!("get a newer `stretch`, or write the file for schema {read}"));
            return true;
        }
        if spelling != read.to_string() {
            self.error(place, format!("there is no schema {}", short(spelling)), format!("write `schema = {read}`"));
        }
        false
    }

    /// A number in decimal digits, and how it is written.
    pub(crate) fn any_number<'v>(
        &self,
        what: Subject<'_>,
        value: &'v Value<'_>,
        wanted: &str,
    ) -> Option<(f64, &'v str)> {
        if let DeValue::String(text) = value.get_ref()
            && let Some(number) = plain_number(text)
        {
            let help = format!("write it without quotes and without a unit: {}", Assigned(what, &number));
            self.wrong_type(what, value, wanted, &help);
            return None;
        }
        let spelling = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Integer(_) => "",
            DeValue::Float(float) => float.as_str(),
            _ => {
                let help = match value.get_ref() {
                    DeValue::Array(_) => "write one number alone, without brackets",
                    _ => "write the number in digits, without quotes",
                };
                self.wrong_type(what, value, wanted, help);
                return None;
            }
        };
        let wrong = match spelling.parse::<f64>() {
            Ok(number) if !number.is_nan() => return Some((number, spelling)),
            Ok(_) => "`nan`, which is no number",
            Err(_) => "not in decimal digits",
        };
        let help = "write it as you would on paper, such as 15 or 2.5";
        self.error(self.place(&value.span()), format!("{what} is {wrong}"), help);
        None
    }

    pub(crate) fn number(&self, what: Subject<'_>, value: &Value<'_>, limits: &Limits) -> Option<f64> {
        let (number, spelling) = self.any_number(what, value, limits.wanted())?;
        let (least, most) = (limits.range.start(), limits.range.end());
        let unit = limits.unit;
        if (*least..=*most).contains(&number) && !(limits.whole && number.fract() != 0.0) {
            return Some(number);
        }
        let spelling = short(spelling);
        let complaint = if number < *least {
            format!("{what} is {spelling}, and the least is {least}")
        } else if number > *most {
            format!("{what} is {spelling}, and the most is {most}")
        } else {
            format!("{what} is {spelling}, and there are only whole {unit}")
        };
        let help = format!("write {} of {unit}, from {least} to {most}", limits.wanted());
        self.error(self.place(&value.span()), complaint, help);
        None
    }
}

/// The beginning of a text of any length, safe to print.
pub(crate) fn short(spelling: &str) -> String {
    match spelling.char_indices().nth(ID_LENGTH) {
        Some((end, _)) => format!("{}...", printable(spelling.get(..end).unwrap_or_default())),
        None => printable(spelling),
    }
}

fn unsafe_name(c: char) -> String {
    match c {
        '\n' | '\r' => "a line break".into(),
        '\t' => "a tab".into(),
        '\x1b' => "an escape character (U+001B)".into(),
        c if c.is_control() => format!("a control character (U+{:04X})", u32::from(c)),
        c => format!("an invisible character (U+{:04X})", u32::from(c)),
    }
}

/// The name of something in messages.
pub(crate) type Subject<'a> = &'a dyn fmt::Display;

/// A key in messages. It is formatted only when there is a problem.
pub(crate) struct Named(pub(crate) &'static str);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

/// What to write instead of a value: `hold = 5` if the subject is a key, otherwise the value alone.
pub(crate) struct Assigned<'a>(pub(crate) Subject<'a>, pub(crate) &'a str);

impl fmt::Display for Assigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.0.to_string();
        match what.strip_prefix('`').and_then(|what| what.strip_suffix('`')) {
            Some(key) => write!(f, "`{key} = {}`", self.1),
            None => write!(f, "`{}`", self.1),
        }
    }
}

/// An entry of the list under a key, in messages.
pub(crate) struct EntryOf(pub(crate) &'static str);

impl fmt::Display for EntryOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an entry of `{}`", self.0)
    }
}

pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

pub(crate) struct Limits {
    pub(crate) range: RangeInclusive<f64>,
    pub(crate) whole: bool,
    pub(crate) unit: &'static str,
}

impl Limits {
    fn wanted(&self) -> &'static str {
        if self.whole { "a whole number" } else { "a number" }
    }
}
