//! The forms of a file that figures use: tables of entries by name, rows of names and numbers, lists of rows.

use toml::de::DeValue;

use super::{EntryOf, Fields, ID_LENGTH, Limits, MOST_ENTRIES, Named, Reader, TableKind, Value};
use crate::document::field::Field;
use crate::document::id::Id;
use crate::printable::printable;

/// A list of some names, then numbers.
pub(crate) struct Row {
    /// Its name in messages ("a bone").
    pub(crate) noun: &'static str,
    pub(crate) shape: &'static str,
    /// The name and the limits of each number.
    pub(crate) numbers: &'static [(&'static str, Limits)],
    /// How many of the last numbers may be left out: they are 0 then.
    pub(crate) optional: usize,
}

impl Reader {
    /// The name of a part of an entry: a bone, a joint, a muscle.
    pub(crate) fn name(&self, what: &str, value: &Value<'_>) -> Option<Id> {
        let name = self.line(&what, value, ID_LENGTH, "a word or two are enough for a name")?;
        self.checked_name(what, Id { name, place: self.place(&value.span()) })
    }

    fn checked_name(&self, what: &str, id: Id) -> Option<Id> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if !id.name.is_empty() && id.name.len() <= ID_LENGTH && id.name.chars().all(fits) {
            return Some(id);
        }
        let shown: String = id.name.chars().take(ID_LENGTH).collect();
        let help = format!("a name is made of a-z, 0-9, `_` and hyphens, at most {ID_LENGTH} of them");
        self.error(id.place, format!("{what} is `{}`, and that is not a name", printable(&shown)), help);
        None
    }

    fn items<'v>(&self, what: &str, value: &'v Value<'v>, shape: &str, most: usize) -> Option<&'v [Value<'v>]> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(&what, value, "a list", &format!("write `{shape}`"));
            return None;
        };
        if list.len() > most {
            let message = format!("{what} has {} entries, and the most is {most}", list.len());
            self.error(self.place(&value.span()), message, "leave some out");
            return None;
        }
        Some(list)
    }

    /// A list, each entry read by `read`; `None` if any of them is wrong.
    pub(crate) fn all<'v, T>(
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

    pub(crate) fn row<const NAMES: usize, const NUMBERS: usize>(
        &self,
        row: &Row,
        value: &Value<'_>,
    ) -> Option<([Id; NAMES], [f64; NUMBERS])> {
        let (mut names, mut numbers) = ([(); NAMES].map(|()| Id::default()), [0.0; NUMBERS]);
        self.read_row(row, value, &mut names, &mut numbers).then_some((names, numbers))
    }

    fn read_row(&self, row: &Row, value: &Value<'_>, names: &mut [Id], numbers: &mut [f64]) -> bool {
        let Some(items) = self.items(row.noun, value, row.shape, usize::MAX) else { return false };
        let most = names.len() + numbers.len();
        if !(most - row.optional..=most).contains(&items.len()) {
            let takes = if row.optional == 0 { most.to_string() } else { format!("{} or {most}", most - row.optional) };
            let message = format!("{} has {takes} entries, and this one has {}", row.noun, items.len());
            self.error(self.place(&value.span()), message, format!("write `{}`", row.shape));
            return false;
        }
        let mut items = items.iter();
        let mut is_right = true;
        for (slot, item) in names.iter_mut().zip(&mut items) {
            let name = self.name(&format!("a name in {}", row.noun), item);
            is_right &= name.is_some();
            *slot = name.unwrap_or_default();
        }
        for ((slot, item), (what, limits)) in numbers.iter_mut().zip(items).zip(row.numbers) {
            let number = self.number(what, item, limits);
            is_right &= number.is_some();
            *slot = number.unwrap_or_default();
        }
        is_right
    }
}

impl<'r> Fields<'r> {
    /// What the table says under a key.
    pub(crate) fn field<T>(&mut self, key: &'static str, read: impl FnOnce(&'r Value<'r>) -> Option<T>) -> Field<T> {
        self.get(key).map_or(Field::Absent, |value| read(value).map_or(Field::Invalid, Field::Value))
    }

    /// The tables of a table of entries by id (`[pose.my-pose]`), each read by `read`. Unknown keys are reported.
    pub(crate) fn each_entry<T>(
        &mut self,
        kind: &'static TableKind,
        read: impl Fn(Id, &mut Fields<'r>) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for (id, mut fields) in self.entries(kind) {
            fields.replaces(&id);
            all.push(read(id, &mut fields));
            fields.finish();
        }
        all
    }

    fn entries(&mut self, kind: &'static TableKind) -> Vec<(Id, Fields<'r>)> {
        let reader = self.reader;
        let help = format!("begin each with a header of its own, `{}`", kind.header);
        let mut entries = Vec::new();
        let around = Some(self.outer());
        for (id, value) in self.pairs(kind.key, &help) {
            let id = reader.id_from(&"the id", &id.name, id.place).unwrap_or(Id::unusable(id.place));
            if let DeValue::Table(table) = value.get_ref() {
                let fields = Fields::new(reader, kind, table, id.place, around.clone());
                entries.push((id, fields));
            } else {
                reader.wrong_type(&EntryOf(kind.key), value, "a table", &help);
                reader.lost_entries();
            }
        }
        entries
    }

    /// The keys of a table that can have any, each with its value.
    pub(crate) fn pairs(&mut self, key: &'static str, help: &str) -> Vec<(Id, &'r Value<'r>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.reader.wrong_type(&Named(key), value, "a table", help);
            self.reader.lost_entries();
            return Vec::new();
        };
        if table.len() > MOST_ENTRIES {
            let first = table.keys().next();
            self.too_many(first.map_or(self.place, |first| self.reader.place(&first.span())), key, table.len());
        }
        let name = |key: &toml::Spanned<_>| {
            let name: &str = AsRef::<str>::as_ref(key.get_ref());
            Id { name: name.to_owned(), place: self.reader.place(&key.span()) }
        };
        table.iter().take(MOST_ENTRIES).map(|(key, value)| (name(key), value)).collect()
    }

    pub(crate) fn names<T>(
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

    pub(crate) fn table(&mut self, kind: &'static TableKind) -> Option<Fields<'r>> {
        let value = self.get(kind.key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.reader.wrong_type(&Named(kind.key), value, "a table", &format!("write `{}`", kind.header));
            return None;
        };
        let around = Some(self.outer());
        Some(Fields::new(self.reader, kind, table, self.reader.place(&value.span()), around))
    }
}
