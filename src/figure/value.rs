//! Values of a figure file with the words for where they stand, and the one error reading them can give.

use std::fmt;

use toml::de::{DeTable, DeValue};

use super::model::Point;

/// Why a figure file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError(pub(super) String);

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LoadError {}

pub(super) type Result<T> = std::result::Result<T, LoadError>;

pub(super) fn error<T>(text: impl Into<String>) -> Result<T> {
    Err(LoadError(text.into()))
}

/// A value and the words for where it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a DeValue<'a>,
    pub(super) place: &'a str,
}

impl<'a> Node<'a> {
    pub(super) fn number(self) -> Result<f64> {
        let text = match self.value {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => return error(format!("{}: a number is needed here", self.place)),
        };
        match text.parse::<f64>() {
            Ok(number) if number.abs() <= 360.0 => Ok(number),
            _ => error(format!("{}: {text} is out of range", self.place)),
        }
    }

    pub(super) fn text(self) -> Result<&'a str> {
        self.value.as_str().map_or_else(|| error(format!("{}: a text is needed here", self.place)), Ok)
    }

    pub(super) fn list(self) -> Result<impl Iterator<Item = Node<'a>>> {
        let place = self.place;
        match self.value.as_array() {
            Some(items) => Ok(items.iter().map(move |item| Node { value: item.get_ref(), place })),
            None => error(format!("{place}: a list is needed here")),
        }
    }

    pub(super) fn table(self) -> Result<Table<'a>> {
        match self.value.as_table() {
            Some(entries) => Ok(Table { entries, place: self.place }),
            None => error(format!("{}: a table is needed here", self.place)),
        }
    }

    pub(super) fn numbers(self) -> Result<Vec<f64>> {
        self.list()?.map(Node::number).collect()
    }

    pub(super) fn exactly<const N: usize>(self, numbers: &[f64]) -> Result<[f64; N]> {
        numbers.try_into().map_or_else(|_| error(format!("{}: {N} numbers are needed here", self.place)), Ok)
    }

    pub(super) fn point(self) -> Result<Point> {
        let [x, y] = self.exactly(&self.numbers()?)?;
        Ok(Point::new(x, y))
    }

    pub(super) fn texts(self) -> Result<Vec<&'a str>> {
        self.list()?.map(Node::text).collect()
    }

    /// Names, then numbers: how a bone, a muscle or an anchor is written.
    pub(super) fn row<const NAMES: usize>(self) -> Result<([&'a str; NAMES], Vec<f64>)> {
        let mut items = self.list()?;
        let mut names = [""; NAMES];
        for name in &mut names {
            *name = match items.next() {
                Some(item) => item.text()?,
                None => return error(format!("{}: a row is too short", self.place)),
            };
        }
        Ok((names, items.map(Node::number).collect::<Result<_>>()?))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) entries: &'a DeTable<'a>,
    pub(super) place: &'a str,
}

impl<'a> Table<'a> {
    pub(super) fn get(self, key: &str) -> Option<Node<'a>> {
        self.entries.get(key).map(|value| Node { value: value.get_ref(), place: self.place })
    }

    pub(super) fn need(self, key: &str) -> Result<Node<'a>> {
        self.get(key).map_or_else(|| error(format!("{}: `{key}` is missing", self.place)), Ok)
    }

    pub(super) fn number_or(self, key: &str, default: f64) -> Result<f64> {
        self.get(key).map_or(Ok(default), Node::number)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        self.entries.iter().map(|(key, value)| {
            let place: &'a str = key.get_ref();
            (place, Node { value: value.get_ref(), place })
        })
    }

    pub(super) fn known(self, keys: &[&str], more: impl Fn(&str) -> bool) -> Result<()> {
        match self.entries.keys().find(|key| !keys.contains(&key.get_ref().as_ref()) && !more(key.get_ref())) {
            Some(key) => error(format!("{}: unknown key `{}`", self.place, key.get_ref())),
            None => Ok(()),
        }
    }
}
