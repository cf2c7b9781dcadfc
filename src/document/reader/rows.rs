//! Reading what figures are written in: tables of entries by name, rows of names and numbers, lists of rows.
//!
//! It knows the forms, not what they mean.

use std::rc::Rc;

use toml::de::DeValue;

use super::{EntryOf, Fields, ID_LENGTH, Limits, Named, Reader, TableKind, Value};
use crate::{
    document::{diagnostic::Problem, field::Field, id::Id},
    printable::printable,
};

/// A row: some names, then numbers, of which the last few may be left out and are 0 then.
pub struct Row<const NUMBERS: usize> {
    /// What one is called in messages ("a bone").
    pub noun: &'static str,
    pub shape: &'static str,
    /// What each number is called, and what it may be.
    pub numbers: [(&'static str, Limits); NUMBERS],
    /// How many of the numbers may be left out.
    pub optional: usize,
}

impl Reader {
    /// The name of a part of an entry: a bone, a joint, a muscle.
    pub fn name(&self, what: &str, value: &Value<'_>) -> Option<Id> {
        let name = self.line(&what, value, ID_LENGTH, "a word or two are enough for a name")?;
        self.checked_name(what, Id { name, place: self.place(&value.span()) })
    }

    fn checked_name(&self, what: &str, id: Id) -> Option<Id> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if !id.name.is_empty() && id.name.len() <= ID_LENGTH && id.name.chars().all(fits) {
            return Some(id);
        }
        let shown: String = id.name.chars().take(ID_LENGTH).collect();
        let problem = Problem::error(id.place, format!("{what} is `{}`, and that is not a name", printable(&shown)));
        self.report(problem.help(format!("a name is made of a-z, 0-9, `_` and hyphens, at most {ID_LENGTH} of them")));
        None
    }

    /// A list with no more than so many entries.
    pub fn items<'v>(&self, what: &str, value: &'v Value<'v>, shape: &str, most: usize) -> Option<&'v [Value<'v>]> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(&what, value, "a list", &format!("write `{shape}`"));
            return None;
        };
        if list.len() > most {
            let message = format!("{what} has {} entries, and the most is {most}", list.len());
            self.report(Problem::error(self.place(&value.span()), message).help("leave some out"));
            return None;
        }
        Some(list)
    }

    /// A list, each entry read by `read`; nothing if any of them is wrong.
    pub fn all<'v, T>(
        &self,
        (what, shape, most): (&str, &str, usize),
        value: &'v Value<'v>,
        mut read: impl FnMut(&'v Value<'v>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.items(what, value, shape, most)?;
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            all.extend(read(item));
        }
        (all.len() == items.len()).then_some(all)
    }

    /// A row of so many names and numbers.
    pub fn row<const NAMES: usize, const NUMBERS: usize>(
        &self,
        row: &Row<NUMBERS>,
        value: &Value<'_>,
    ) -> Option<([Id; NAMES], [f64; NUMBERS])> {
        let items = self.items(row.noun, value, row.shape, usize::MAX)?;
        let most = NAMES + NUMBERS;
        if !(most - row.optional..=most).contains(&items.len()) {
            let takes = if row.optional == 0 { most.to_string() } else { format!("{} or {most}", most - row.optional) };
            let message = format!("{} has {takes} entries, and this one has {}", row.noun, items.len());
            self.report(Problem::error(self.place(&value.span()), message).help(format!("write `{}`", row.shape)));
            return None;
        }
        let mut items = items.iter();
        let mut whole = true;
        let names = [(); NAMES].map(|()| {
            let name = items.next().and_then(|item| self.name(&format!("a name in {}", row.noun), item));
            whole &= name.is_some();
            name.unwrap_or_default()
        });
        let mut numbers = [0.0; NUMBERS];
        for ((slot, item), (what, limits)) in numbers.iter_mut().zip(items).zip(&row.numbers) {
            match self.number(what, item, limits) {
                Some(number) => *slot = number,
                None => whole = false,
            }
        }
        whole.then_some((names, numbers))
    }
}

impl<'r> Fields<'r> {
    pub fn said<T>(&mut self, key: &'static str, read: impl FnOnce(&'r Value<'r>) -> Option<T>) -> Field<T> {
        self.get(key).map_or(Field::Absent, |value| read(value).map_or(Field::Invalid, Field::Value))
    }

    /// The tables of a table of entries by id (`[pose.my-pose]`), each ready to be read.
    pub fn entries(&mut self, kind: &'static TableKind) -> Vec<(Id, Fields<'r>)> {
        let reader = self.reader;
        let help = format!("begin each with a header of its own, `{}`", kind.header);
        let mut entries = Vec::new();
        let around = Some(Rc::new(self.outer()));
        for (id, value) in self.pairs(kind.key, &help) {
            let id =
                reader.id_from(&"the id", &id.name, id.place).unwrap_or(Id { name: String::new(), place: id.place });
            if let DeValue::Table(table) = value.get_ref() {
                entries.push((id.clone(), Fields::new(reader, kind, table, id.place, around.clone())));
            } else {
                reader.wrong_type(&EntryOf(kind.key), value, "a table", &help);
                reader.lost_entries();
            }
        }
        entries
    }

    /// The keys of a table that can have any, each with its value.
    pub fn pairs(&mut self, key: &'static str, help: &str) -> Vec<(Id, &'r Value<'r>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.reader.wrong_type(&Named(key), value, "a table", help);
            self.reader.lost_entries();
            return Vec::new();
        };
        if table.len() > super::MOST_ENTRIES {
            let message = format!("`{key}` has {} entries, and the most is {}", table.len(), super::MOST_ENTRIES);
            let place = table.keys().next().map_or(self.place, |first| self.reader.place(&first.span()));
            self.reader
                .report(Problem::error(place, message).help("leave some out, or put some into a file of their own"));
            self.reader.lost_entries();
        }
        let name = |key: &toml::Spanned<_>| {
            let name: &str = AsRef::<str>::as_ref(key.get_ref());
            Id { name: name.to_owned(), place: self.reader.place(&key.span()) }
        };
        table.iter().take(super::MOST_ENTRIES).map(|(key, value)| (name(key), value)).collect()
    }

    /// The pairs of a table of names; nothing if any of them is wrong.
    pub fn names<T>(
        &mut self,
        key: &'static str,
        shape: &str,
        mut read: impl FnMut(Id, &'r Value<'r>) -> Option<T>,
    ) -> Field<Vec<T>> {
        let Some(value) = self.get(key) else { return Field::Absent };
        let reader = self.reader;
        if !matches!(value.get_ref(), DeValue::Table(_)) {
            reader.wrong_type(&Named(key), value, "a table", &format!("write `{shape}`"));
            return Field::Invalid;
        }
        let pairs = self.pairs(key, "");
        let count = pairs.len();
        let what = format!("a name in `{key}`");
        let mut read = |id: Id, value| {
            let id = reader.checked_name(&what, id);
            read(id.clone().unwrap_or_default(), value).filter(|_| id.is_some())
        };
        let all: Vec<_> = pairs.into_iter().filter_map(|(id, value)| read(id, value)).collect();
        if all.len() == count { Field::Value(all) } else { Field::Invalid }
    }

    /// A table that stands under one key.
    pub fn table(&mut self, kind: &'static TableKind) -> Option<Fields<'r>> {
        let value = self.get(kind.key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.reader.wrong_type(&Named(kind.key), value, "a table", &format!("write `{}`", kind.header));
            return None;
        };
        let around = Some(Rc::new(self.outer()));
        Some(Fields::new(self.reader, kind, table, self.reader.place(&value.span()), around))
    }
}
