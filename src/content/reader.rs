//! Reading one table of a content file, key by key, collecting every problem instead of stopping at the first.
//!
//! It knows TOML and the limits of a value; what the keys mean is the business of [`super::parse`].

use std::{cell::RefCell, ops::RangeInclusive, time::Duration};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    diagnostic::{FileId, Place, Problem, is_unsafe, printable},
    model::{Dosed, Id},
};
use crate::nearest::nearest;

/// The most characters of an id.
pub const ID_LENGTH: usize = 40;

/// The most characters of a text. See the constants of [`super::parse`] for which text has which.
pub type Length = usize;

/// One file being read, and what was found wrong in it so far.
pub struct Reader {
    file: FileId,
    problems: RefCell<Vec<Problem>>,
}

impl Reader {
    pub fn new(file: FileId) -> Self {
        Self { file, problems: RefCell::default() }
    }

    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub fn place(&self, span: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    /// Everything found, in the order of the file.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.place);
        problems
    }

    /// A table to read fields from; `noun` is what such a table is called in messages ("a step").
    pub fn table<'r>(&'r self, noun: &'static str, value: &'r Value<'r>) -> Option<Fields<'r>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(noun, value, "a table");
            return None;
        };
        Some(self.fields(noun, table, self.place(&value.span())))
    }

    /// The fields of a table that is already in hand.
    pub fn fields<'r>(&'r self, noun: &'static str, table: &'r DeTable<'r>, place: Place) -> Fields<'r> {
        Fields { reader: self, table, noun, place, known: Vec::with_capacity(16) }
    }

    fn wrong_type(&self, what: &str, value: &Value<'_>, wanted: &str) {
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
        self.report(Problem::error(place, format!("{what} must be {wanted}, not {found}")));
    }

    pub fn text_of(&self, what: &str, value: &Value<'_>, most: Length) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(what, value, "a text in quotes");
            return None;
        };
        let place = self.place(&value.span());
        let problem = if text.trim().is_empty() {
            Problem::error(place, format!("{what} is empty")).help("write something, or leave the line out")
        } else if let Some(c) = text.chars().find(|c| is_unsafe(*c)) {
            let problem = Problem::error(place, format!("{what} holds a control character, U+{:04X}", u32::from(c)));
            problem.help("a text is one line of plain characters: take it out, or put a space in its place")
        } else if text.chars().count() > most {
            let length = text.chars().count();
            Problem::error(place, format!("{what} has {length} characters, and at most {most} can be shown"))
                .help("say it shorter: it is read at a glance")
        } else {
            return Some(text.trim().to_owned());
        };
        self.report(problem);
        None
    }

    /// An id, as an entry has it or as another refers to it.
    pub fn id(&self, what: &str, value: &Value<'_>) -> Option<Id> {
        let name = self.text_of(what, value, ID_LENGTH)?;
        let place = self.place(&value.span());
        self.id_from(what, &name, place)
    }

    /// An id that is part of a longer text.
    pub fn id_from(&self, what: &str, name: &str, place: Place) -> Option<Id> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !name.is_empty() && name.chars().all(fits) {
            return Some(Id { name: name.to_owned(), place });
        }
        let allowed: String = name.to_lowercase().chars().map(|c| if fits(c) { c } else { '-' }).collect();
        let problem = Problem::error(place, format!("{what} `{}` is not an id", printable(name)));
        let problem = problem.help("an id is made of a-z, 0-9 and hyphens");
        self.report(if allowed.is_empty() { problem } else { problem.help(format!("`{allowed}` would do")) });
        None
    }

    /// A number within limits. TOML's own spelling rules have been checked; what is left is its size.
    fn number(&self, what: &str, value: &Value<'_>, limits: &Limits) -> Option<f64> {
        let number: Option<f64> = match value.get_ref() {
            // In other bases the spelling is the file's own affair; only decimal is read.
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                self.wrong_type(what, value, limits.wanted());
                return None;
            }
        };
        let place = self.place(&value.span());
        let Some(number) = number else {
            let problem = Problem::error(place, format!("{what} is not a number that can be read"));
            self.report(problem.help("write it in plain decimal digits"));
            return None;
        };
        let (least, most) = (limits.range.start(), limits.range.end());
        let unit = limits.unit;
        let complaint = if !number.is_finite() {
            format!("{what} is not a real number")
        } else if limits.whole && number.fract() != 0.0 {
            format!("{what} is {number}, and there are only whole {unit}")
        } else if number < *least {
            format!("{what} is {number}, less than the least, {least} {unit}")
        } else if number > *most {
            format!("{what} is {number}, more than the most, {most} {unit}")
        } else {
            return Some(number);
        };
        let help = format!("write {} from {least} to {most} {unit}", limits.wanted());
        self.report(Problem::error(place, complaint).help(help));
        None
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

/// The fields of one table. Each key that is asked for counts as known; [`Fields::finish`] reports the rest.
pub struct Fields<'r> {
    pub reader: &'r Reader,
    table: &'r DeTable<'r>,
    noun: &'static str,
    /// Where the table begins.
    pub place: Place,
    known: Vec<&'static str>,
}

impl<'r> Fields<'r> {
    /// The value of a key, if it is there.
    pub fn get(&mut self, key: &'static str) -> Option<&'r Value<'r>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Whether the key is there; it does not count as known by this.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where a key's value stands, or else the table.
    pub fn place_of(&self, key: &str) -> Place {
        self.table.get(key).map_or(self.place, |value| self.reader.place(&value.span()))
    }

    /// Whether the key is there with a list that has nothing in it.
    pub fn is_empty_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(list) if list.is_empty()))
    }

    /// The value of a key that must be there.
    pub fn require(&mut self, key: &'static str, example: &str) -> Option<&'r Value<'r>> {
        let value = self.get(key);
        if value.is_none() {
            let problem = Problem::error(self.place, format!("{} needs `{key}`", self.noun));
            self.reader.report(problem.help(format!("add a line such as `{key} = {example}`")));
        }
        value
    }

    pub fn text(&mut self, key: &'static str, most: Length) -> Option<String> {
        let value = self.get(key)?;
        self.reader.text_of(&format!("`{key}`"), value, most)
    }

    /// A text that must be there. What is missing is reported, and stands as an empty text until then.
    pub fn required_text(&mut self, key: &'static str, most: Length, example: &str) -> String {
        let Some(value) = self.require(key, example) else { return String::new() };
        self.reader.text_of(&format!("`{key}`"), value, most).unwrap_or_default()
    }

    /// The id an entry must have.
    pub fn id(&mut self, example: &str) -> Id {
        let id = self.require("id", example).and_then(|value| self.reader.id("`id`", value));
        id.unwrap_or(Id { name: String::new(), place: self.place })
    }

    /// An id of another entry.
    pub fn reference(&mut self, key: &'static str) -> Option<Id> {
        let value = self.get(key)?;
        self.reader.id(&format!("`{key}`"), value)
    }

    /// A list; a value that is none is reported.
    pub fn list(&mut self, key: &'static str) -> Option<&'r [Value<'r>]> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Array(list) => Some(list),
            _ => {
                self.reader.wrong_type(&format!("`{key}`"), value, "a list in [ ]");
                None
            }
        }
    }

    pub fn texts(&mut self, key: &'static str, most: Length) -> Vec<String> {
        let reader = self.reader;
        let what = format!("an entry of `{key}`");
        let values = self.list(key).unwrap_or_default();
        values.iter().filter_map(|value| reader.text_of(&what, value, most)).collect()
    }

    pub fn references(&mut self, key: &'static str) -> Vec<Id> {
        let reader = self.reader;
        let what = format!("an entry of `{key}`");
        let values = self.list(key).unwrap_or_default();
        values.iter().filter_map(|value| reader.id(&what, value)).collect()
    }

    /// One of a closed set of words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let value = self.get(key)?;
        word(self.reader, &format!("`{key}`"), value, words)
    }

    /// A list of words out of a closed set.
    pub fn words<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Vec<T> {
        let reader = self.reader;
        let what = format!("an entry of `{key}`");
        let values = self.list(key).unwrap_or_default();
        values.iter().filter_map(|value| word(reader, &what, value, words)).collect()
    }

    /// The tables of an array of tables (`[[key]]`), each ready to be read.
    pub fn tables(&mut self, key: &'static str, noun: &'static str) -> Vec<Fields<'r>> {
        let reader = self.reader;
        let Some(value) = self.get(key) else { return Vec::new() };
        if let DeValue::Array(list) = value.get_ref() {
            return list.iter().filter_map(|value| reader.table(noun, value)).collect();
        }
        let problem = Problem::error(reader.place(&value.span()), format!("`{key}` must be a list of tables"));
        reader.report(problem.help(format!("each begins with a line `[[...{key}]]`, in two pairs of brackets")));
        Vec::new()
    }

    pub fn number(&mut self, key: &'static str, limits: &Limits) -> Option<f64> {
        let value = self.get(key)?;
        self.reader.number(&format!("`{key}`"), value, limits)
    }

    /// A dose: a number, a range `[low, high]`, or `{ light = , standard = , full = }`.
    pub fn dose(&mut self, key: &'static str, limits: &Limits) -> Option<Dosed<f64>> {
        let value = self.get(key)?;
        let reader = self.reader;
        let what = format!("`{key}`");
        let place = reader.place(&value.span());
        let dosed = match value.get_ref() {
            DeValue::Array(range) => {
                let [low, high] = &**range else {
                    let message = format!("{what} is a range, and a range has two numbers");
                    reader.report(Problem::error(place, message).help("write `[low, high]`"));
                    return None;
                };
                let (low, high) = (reader.number(&what, low, limits), reader.number(&what, high, limits));
                let (low, high) = (low?, high?);
                // The middle, to a whole unit, but never out of the range: 2.5 to 2.5 stays 2.5.
                let middle = f64::midpoint(low, high).round();
                let standard = if (low..=high).contains(&middle) { middle } else { f64::midpoint(low, high) };
                Dosed { light: low, standard, full: high }
            }
            DeValue::Table(table) => {
                let mut fields = reader.fields("a dose", table, place);
                let mut part = |key| {
                    let value = fields.require(key, "10")?;
                    reader.number(&format!("`{key}`"), value, limits)
                };
                let parts = (part("light"), part("standard"), part("full"));
                fields.finish();
                Dosed { light: parts.0?, standard: parts.1?, full: parts.2? }
            }
            _ => Dosed::even(reader.number(&what, value, limits)?),
        };
        if dosed.light <= dosed.standard && dosed.standard <= dosed.full {
            return Some(dosed);
        }
        let problem = Problem::error(place, format!("{what} goes down: the light dose must not be the larger one"));
        reader.report(problem.help("put the smallest number first"));
        None
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = self.reader.place(&key.span());
            let problem = Problem::error(place, format!("{} has no key `{}`", self.noun, printable(name)));
            let near = nearest(name, self.known.iter().copied());
            self.reader.report(match near {
                Some(_) => problem.did_you_mean(near),
                None => problem.help(format!("its keys are {}", self.known.join(", "))),
            });
        }
    }
}

fn word<T: Copy>(reader: &Reader, what: &str, value: &Value<'_>, words: &[(&'static str, T)]) -> Option<T> {
    let text = reader.text_of(what, value, ID_LENGTH)?;
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*meaning);
    }
    let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let problem = Problem::error(reader.place(&value.span()), format!("{what} cannot be `{}`", printable(&text)));
    let problem = problem.did_you_mean(nearest(&text, all.iter().copied()));
    reader.report(problem.help(format!("it can be {}", all.join(", "))));
    None
}

/// Seconds of a file as a duration, to the millisecond.
pub fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64((seconds * 1000.0).round() / 1000.0)
}
