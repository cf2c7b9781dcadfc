//! Reading the values of a file, collecting every problem instead of stopping at the first.
//!
//! It knows TOML and the limits of a value; [`Fields`] reads a table key by key. What the keys mean is the business of
//! who asks for them: `content::parse` of content, `settings::file` of the settings.

mod fields;
mod mend;
pub(crate) mod number;
mod rows;
mod syntax;

use std::{
    cell::{Cell, RefCell},
    fmt,
    ops::{Range, RangeInclusive},
    time::Duration,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub use fields::{Fields, TableKind};
use mend::Mends;
use number::plain_number;
pub use rows::Row;

use super::diagnostic::{FileId, Place, Problem, in_order};
use crate::{
    document::id::Id,
    printable::{is_unsafe, printable},
};

/// The most characters of an id.
pub const ID_LENGTH: usize = 40;

/// The most entries of a list, and the most tables of a kind in one place.
pub const MOST_ENTRIES: usize = 200;

/// The most characters of a text.
pub type Length = usize;

/// One file being read, and what was found wrong in it so far.
pub struct Reader {
    file: FileId,
    problems: RefCell<Vec<Problem>>,
    whole: Cell<bool>,
    replacing: RefCell<Vec<Place>>,
    /// Where a fault in the TOML makes all that is read doubtful.
    silent: RefCell<Vec<Range<usize>>>,
    /// What was put into the file's text so that the rest of it can be read.
    mends: RefCell<Mends>,
}

impl Reader {
    pub fn new(file: FileId) -> Self {
        Self {
            file,
            problems: RefCell::default(),
            whole: Cell::new(true),
            replacing: RefCell::default(),
            silent: RefCell::default(),
            mends: RefCell::default(),
        }
    }

    pub fn report(&self, problem: Problem) {
        let at = problem.place.start as usize;
        if !self.silent.borrow().iter().any(|range| range.contains(&at)) {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Has nothing more reported of a part of the file.
    fn silence(&self, part: Range<usize>) {
        self.silent.borrow_mut().push(part);
    }

    /// Whether the TOML itself has faults.
    pub fn has_faults(&self) -> bool {
        !self.silent.borrow().is_empty()
    }

    /// Notes that some entries could not even be looked at, so that what refers to them is not to blame.
    pub fn lost_entries(&self) {
        self.whole.set(false);
    }

    /// Notes that the entry with its id at a place takes the place of another one.
    pub fn replaces(&self, id: Place) {
        self.replacing.borrow_mut().push(id);
    }

    /// The ids of the entries that take the place of others.
    pub fn replacing(&self) -> Vec<Place> {
        self.replacing.take()
    }

    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.file, &self.mends.borrow().original(span))
    }

    /// Everything found, in the order of the file, and whether every entry was looked at.
    pub fn finish(self) -> (Vec<Problem>, bool) {
        let mut problems = self.problems.into_inner();
        in_order(&mut problems);
        (problems, self.whole.get())
    }

    /// The fields of the file itself.
    pub fn document<'r>(&'r self, kind: &'static TableKind, table: &'r DeTable<'r>) -> Fields<'r> {
        Fields::new(self, kind, table, self.place(&(0..0)), None)
    }

    pub fn wrong_type(&self, what: Subject<'_>, value: &Value<'_>, wanted: &str, help: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let place = self.place(&value.span());
        self.report(Problem::error(place, format!("{what} must be {wanted}, not {found}")).help(help));
    }

    /// A text of one line, with no more than so many characters.
    pub fn text_of(&self, what: Subject<'_>, value: &Value<'_>, most: Length) -> Option<String> {
        self.line(what, value, most, "say it shorter: it is read at a glance")
    }

    fn line(&self, what: Subject<'_>, value: &Value<'_>, most: Length, shorter: &str) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(what, value, "a text", "put a text between quotes, like \"this\"");
            return None;
        };
        // Nearly every text is settled by one look at its bytes; this is most of what loading takes.
        if text.len() <= most && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.trim_ascii().is_empty() {
            return Some(text.trim_ascii().to_owned());
        }
        let place = self.place(&value.span());
        let length = text.chars().count();
        let problem = if text.trim().is_empty() {
            Problem::error(place, format!("{what} is empty")).help("write something between the quotes")
        } else if let Some(c) = text.chars().find(|c| is_unsafe(*c)) {
            let problem = Problem::error(place, format!("{what} holds {}", unsafe_name(c)));
            problem.help("a text is one line of plain characters: take it out, or put a space in its place")
        } else if length > most {
            Problem::error(place, format!("{what} has {length} characters, and the most is {most}")).help(shorter)
        } else {
            return Some(text.trim().to_owned());
        };
        self.report(problem);
        None
    }

    /// An id, as an entry has it or as another refers to it.
    pub fn id(&self, what: Subject<'_>, value: &Value<'_>) -> Option<Id> {
        let name = self.line(what, value, ID_LENGTH, "a word or two are enough for an id")?;
        let place = self.place(&value.span());
        self.id_from(what, &name, place)
    }

    /// An id that is part of a longer text.
    pub fn id_from(&self, what: Subject<'_>, name: &str, place: Place) -> Option<Id> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // A hyphen in front would be taken for an option on the command line.
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

    /// A number in decimal digits, and how it is spelt. TOML's own rules have been checked.
    pub fn any_number<'v>(&self, what: Subject<'_>, value: &'v Value<'_>, wanted: &str) -> Option<(f64, &'v str)> {
        if let DeValue::String(text) = value.get_ref()
            && let Some(number) = plain_number(text)
        {
            let help = format!("write it without quotes and without a unit: {}", Assigned(what, &number));
            self.wrong_type(what, value, wanted, &help);
            return None;
        }
        let spelling = match value.get_ref() {
            // In other bases the spelling is the file's own affair; only decimal is read.
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
        let place = self.place(&value.span());
        match spelling.parse::<f64>() {
            Ok(number) if !number.is_nan() => return Some((number, spelling)),
            not_decimal => {
                let nan = if not_decimal.is_ok() { "`nan`, which is no number" } else { "not in decimal digits" };
                let problem = Problem::error(place, format!("{what} is {nan}"));
                self.report(problem.help("write it as you would on paper, such as 15 or 2.5"));
            }
        }
        None
    }

    pub fn number(&self, what: Subject<'_>, value: &Value<'_>, limits: &Limits) -> Option<f64> {
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
        self.report(Problem::error(self.place(&value.span()), complaint).help(help));
        None
    }
}

/// The beginning of what may be as long as its file, safe to print.
pub fn short(spelling: &str) -> String {
    match spelling.char_indices().nth(ID_LENGTH) {
        Some((end, _)) => format!("{}...", printable(spelling.get(..end).unwrap_or_default())),
        None => printable(spelling),
    }
}

/// What a character that no text may hold is called.
fn unsafe_name(c: char) -> String {
    match c {
        '\n' | '\r' => "a line break".into(),
        '\t' => "a tab".into(),
        '\x1b' => "an escape character (U+001B)".into(),
        c if c.is_control() => format!("a control character (U+{:04X})", u32::from(c)),
        c => format!("an invisible character (U+{:04X})", u32::from(c)),
    }
}

/// What something is called in messages.
pub type Subject<'a> = &'a dyn fmt::Display;

/// A key as it is called in messages. Nearly every value is right: its name is put together only when it is not.
pub struct Named(pub &'static str);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

/// What to write in the place of a value: `hold = 5` where `what` is a key, and else the value alone.
pub struct Assigned<'a>(pub Subject<'a>, pub &'a str);

impl fmt::Display for Assigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.0.to_string();
        match what.strip_prefix('`').and_then(|what| what.strip_suffix('`')) {
            Some(key) => write!(f, "`{key} = {}`", self.1),
            None => write!(f, "`{}`", self.1),
        }
    }
}

/// An entry of the list under a key, likewise.
pub struct EntryOf(pub &'static str);

impl fmt::Display for EntryOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an entry of `{}`", self.0)
    }
}

/// A value of the file with its place.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// What a number may be.
pub struct Limits {
    pub range: RangeInclusive<f64>,
    pub whole: bool,
    pub unit: &'static str,
}

impl Limits {
    fn wanted(&self) -> &'static str {
        if self.whole { "a whole number" } else { "a number" }
    }
}

/// Seconds of a file as a duration, to the millisecond.
pub fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64((seconds * 1000.0).round() / 1000.0)
}
