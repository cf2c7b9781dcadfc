//! One table of a file, read key by key: a key that was asked for counts as known, and all others are reported.
//!
//! It must never stop at the first problem.

use std::rc::Rc;

use toml::de::{DeTable, DeValue};

use super::{EntryOf, ID_LENGTH, Length, Limits, MOST_ENTRIES, Named, Reader, Subject, Value, short};
use crate::document::diagnostic::{MOST_PROBLEMS, Place, Problem};
use crate::document::id::Id;
use crate::document::names::nearest;
use crate::order::sorted;
use crate::printable::printable;

pub(crate) struct TableKind {
    /// Its key in the table around it.
    pub(crate) key: &'static str,
    /// Its name in messages ("a step").
    pub(crate) noun: &'static str,
    /// What to write to begin one.
    pub(crate) header: &'static str,
}

/// The fields of one table. Each key that is asked for counts as known; [`Fields::finish`] reports the rest.
pub(crate) struct Fields<'r> {
    pub(crate) reader: &'r Reader,
    table: &'r DeTable<'r>,
    pub(crate) kind: &'static TableKind,
    pub(crate) place: Place,
    known: Vec<&'static str>,
    around: Option<Rc<Outer>>,
}

/// The table around a table, with the keys known so far.
pub(crate) struct Outer {
    kind: &'static TableKind,
    known: Vec<&'static str>,
    around: Option<Rc<Outer>>,
}

impl<'r> Fields<'r> {
    pub(crate) fn new(
        reader: &'r Reader,
        kind: &'static TableKind,
        table: &'r DeTable<'r>,
        place: Place,
        around: Option<Rc<Outer>>,
    ) -> Self {
        Self { reader, table, kind, place, known: Vec::with_capacity(16), around }
    }

    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'r Value<'r>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    /// Whether the key is there; it does not count as known by this.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn has_text(&self, key: &str, is: impl Fn(&str) -> bool) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::String(text) if is(text)))
    }

    /// The place of a key's value, or of the table if it has no such key.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.table.get(key).map_or(self.place, |value| self.reader.place(&value.span()))
    }

    pub(crate) fn error(&self, key: &str, message: impl Into<String>, help: impl Into<String>) {
        self.reader.error(self.place_of(key), message, help);
    }

    pub(crate) fn not_empty(&self, key: &str, wanted: &str) {
        if self.is_empty_list(key) {
            self.error(key, format!("`{key}` is empty"), format!("name {wanted}"));
        }
    }

    pub(crate) fn is_empty_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(list) if list.is_empty()))
    }

    /// The value of a key that must be there.
    pub(crate) fn require(&mut self, key: &'static str, example: &str) -> Option<&'r Value<'r>> {
        let value = self.get(key);
        if value.is_none() {
            let help = format!("add for example `{key} = {example}`");
            self.reader.error(self.place, format!("{} needs `{key}`", self.kind.noun), help);
        }
        value
    }

    pub(crate) fn text(&mut self, key: &'static str, most: Length) -> Option<String> {
        let value = self.get(key)?;
        self.reader.text_of(&Named(key), value, most)
    }

    /// A text that must be there. A missing or wrong one is reported, and is an empty text.
    pub(crate) fn required_text(&mut self, key: &'static str, most: Length, example: &str) -> String {
        let Some(value) = self.require(key, example) else { return String::new() };
        self.reader.text_of(&Named(key), value, most).unwrap_or_default()
    }

    /// The id an entry must have.
    pub(crate) fn id(&mut self, example: &str) -> Id {
        let id = self.require("id", example).and_then(|value| self.reader.id(&"`id`", value));
        id.unwrap_or(Id::unusable(self.place))
    }

    /// The id of an entry that may replace another one.
    pub(crate) fn entry_id(&mut self, example: &str) -> Id {
        let id = self.id(example);
        self.replaces(&id);
        id
    }

    /// Notes whether an entry replaces one with the same id.
    pub(crate) fn replaces(&mut self, id: &Id) {
        // A wrong value has been reported, and most likely means yes.
        if self.flag("replaces").unwrap_or(self.has("replaces")) {
            self.reader.replaces(id.place);
        }
    }

    pub(crate) fn reference(&mut self, key: &'static str) -> Option<Id> {
        let value = self.get(key)?;
        self.reader.id(&Named(key), value)
    }

    /// A list. One that is too long is reported and cut.
    pub(crate) fn list(&mut self, key: &'static str) -> Option<&'r [Value<'r>]> {
        let value = self.get(key)?;
        if let DeValue::Array(list) = value.get_ref() {
            return Some(self.bounded(key, value, list));
        }
        let help = "write it between brackets, with commas: [\"one\", \"two\"]";
        self.reader.wrong_type(&Named(key), value, "a list", help);
        None
    }

    fn bounded(&self, key: &str, value: &Value<'_>, list: &'r [Value<'r>]) -> &'r [Value<'r>] {
        let Some(bounded) = list.get(..MOST_ENTRIES).filter(|bounded| bounded.len() < list.len()) else {
            return list;
        };
        self.too_many(self.reader.place(&value.span()), key, list.len());
        bounded
    }

    pub(super) fn too_many(&self, place: Place, key: &str, count: usize) {
        let message = format!("`{key}` has {count} entries, and the most is {MOST_ENTRIES}");
        self.reader.error(place, message, "leave some out, or put some into a file of their own");
        self.reader.lost_entries();
    }

    /// A list, each entry read by `read`; `None` if any entry is wrong.
    fn each_of<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&Reader, Subject<'_>, &'r Value<'r>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let reader = self.reader;
        let what = EntryOf(key);
        let values = self.list(key)?;
        // Reads every entry, so that every problem is reported.
        let read: Vec<_> = values.iter().map(|value| read(reader, &what, value)).collect();
        read.into_iter().collect()
    }

    pub(crate) fn texts(&mut self, key: &'static str, most: Length) -> Option<Vec<String>> {
        self.each_of(key, |reader, what, value| reader.text_of(what, value, most))
    }

    pub(crate) fn references(&mut self, key: &'static str) -> Vec<Id> {
        let reader = self.reader;
        let what = EntryOf(key);
        let values = self.list(key).unwrap_or_default();
        values.iter().filter_map(|value| reader.id(&what, value)).collect()
    }

    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let value = self.get(key)?;
        word(self.reader, &Named(key), value, words)
    }

    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        let help = "write the word true or the word false, without quotes";
        self.reader.wrong_type(&Named(key), value, "true or false", help);
        None
    }

    pub(crate) fn words<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<Vec<T>> {
        self.each_of(key, |reader, what, value| word(reader, what, value, words))
    }

    /// The tables of an array of tables (`[[key]]`), each read by `read`, which may leave out what it cannot use. Unknown
    /// keys are reported.
    pub(crate) fn each<T, R: Into<Option<T>>>(
        &mut self,
        kind: &'static TableKind,
        read: impl Fn(&mut Fields<'r>) -> R,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for mut fields in self.tables(kind) {
            all.extend(read(&mut fields).into());
            fields.finish();
        }
        all
    }

    fn tables(&mut self, kind: &'static TableKind) -> Vec<Fields<'r>> {
        let (key, reader) = (kind.key, self.reader);
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            reader.lost_entries();
            // `[[stretches]]` with `[[stretch.set]]` below it is one mistake.
            let is_list = |key: &str| matches!(self.table.get(key).map(Value::get_ref), Some(DeValue::Array(_)));
            let mut names = self.table.keys().map(|name| AsRef::<str>::as_ref(name.get_ref()));
            if names.any(|name| name != key && is_list(name) && nearest(name, [key]).is_some()) {
                return Vec::new();
            }
            let message = format!("there can be several of `{key}`, and this is not a list");
            self.error(key, message, format!("begin each with `{}`, above what belongs to it", kind.header));
            return Vec::new();
        };
        let around = Some(self.outer());
        let table = |value: &'r Value<'r>| {
            if let DeValue::Table(table) = value.get_ref() {
                return Some(Fields::new(reader, kind, table, reader.place(&value.span()), around.clone()));
            }
            let help = format!("{} is written `{}`", kind.noun, kind.header);
            reader.wrong_type(&EntryOf(key), value, "a table", &help);
            reader.lost_entries();
            None
        };
        self.bounded(key, value, list).iter().filter_map(table).collect()
    }

    /// This table, for the tables in it.
    pub(super) fn outer(&self) -> Rc<Outer> {
        Rc::new(Outer { kind: self.kind, known: self.known.clone(), around: self.around.clone() })
    }

    pub(crate) fn number(&mut self, key: &'static str, limits: &Limits) -> Option<f64> {
        let value = self.get(key)?;
        self.reader.number(&Named(key), value, limits)
    }

    pub(crate) fn finish(self) {
        let unknown = self.table.keys().filter(|key| !self.known.contains(&AsRef::<str>::as_ref(key.get_ref())));
        let mut unknown = sorted(unknown.collect(), |key| key.span().start as u64);
        // Only so many are shown, and each takes time.
        let rest = unknown.split_off(unknown.len().min(MOST_PROBLEMS));
        if let Some(first) = rest.first() {
            let message = format!("{} has {} more keys that are not known, from here on", self.kind.noun, rest.len());
            let help = format!("its keys are {}", self.known.join(", "));
            self.reader.error(self.reader.place(&first.span()), message, help);
        }
        for key in unknown {
            let name: &str = key.get_ref();
            let place = self.reader.place(&key.span());
            let problem = Problem::error(place, format!("{} has no key `{}`", self.kind.noun, short(name)));
            let near = nearest(name, self.known.iter().copied());
            let keys = format!("its keys are {}", self.known.join(", "));
            // The entries under an unknown key are missing where others refer to them.
            let value = self.table.get(name).map(Value::get_ref);
            if self.around.is_none() && matches!(value, Some(DeValue::Array(_) | DeValue::Table(_))) {
                self.reader.lost_entries();
            }
            self.reader.report(match (self.owner(name), (self.reader.hint)(name), near) {
                (Some(TableKind { noun, .. }), ..) => {
                    let help = format!("it is a key of {noun}: put it up there, a line belongs to the header above it");
                    problem.help(help).help(keys)
                }
                (None, Some(hint), _) => problem.help(hint),
                (None, None, Some(_)) => problem.did_you_mean(near),
                (None, None, None) => problem.help(keys),
            });
        }
    }

    /// The nearest table around this one that has such a key.
    fn owner(&self, key: &str) -> Option<&'static TableKind> {
        let mut around = std::iter::successors(self.around.as_ref(), |table| table.around.as_ref());
        around.find(|table| table.known.contains(&key)).map(|table| table.kind)
    }
}

fn word<T: Copy>(reader: &Reader, what: Subject<'_>, value: &Value<'_>, words: &[(&'static str, T)]) -> Option<T> {
    let text = reader.text_of(what, value, ID_LENGTH)?;
    let meaning = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
    if meaning.is_none() {
        let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let problem = Problem::error(reader.place(&value.span()), format!("{what} cannot be `{}`", printable(&text)));
        let problem = problem.did_you_mean(nearest(&text, all.iter().copied()));
        reader.report(problem.help(format!("it can be {}", all.join(", "))));
    }
    meaning
}
