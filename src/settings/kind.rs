//! The kinds of values that settings take: how each is described, read from the config file, and written.

use std::{ops::RangeInclusive, path::PathBuf, time::Duration};

use toml::de::DeValue;

use super::{
    Setting, Speak,
    fields::SettingFields,
    toml_text::{list, quoted},
    values::word_for,
};
use crate::{
    document::{
        diagnostic::Problem,
        reader::{self, EntryOf, Limits, Named},
    },
    format,
};

pub(super) struct ValueKind<T> {
    /// The values it takes, as the template and docs/config.md list them.
    pub allowed: String,
    /// Reads the value of a key. A value that is not allowed is reported.
    pub read: Box<Read<T>>,
    /// Writes a value in TOML.
    pub write: Box<dyn Fn(&T) -> TomlValue>,
}

type Read<T> = dyn Fn(&mut SettingFields<'_>, &'static str) -> Option<T>;

/// The value of a setting in TOML.
pub(super) enum TomlValue {
    /// Not set: what happens then, and a value that it could have.
    Unset(&'static str, String),
    One(String),
    /// A list in which each entry has its own origin.
    Several(Vec<Setting<PathBuf>>),
}

impl<T> ValueKind<T> {
    fn new(
        allowed: impl Into<String>,
        read: impl Fn(&mut SettingFields<'_>, &'static str) -> Option<T> + 'static,
        write: impl Fn(&T) -> String + 'static,
    ) -> Self {
        let write = Box::new(move |value: &T| TomlValue::One(write(value)));
        Self { allowed: allowed.into(), read: Box::new(read), write }
    }
}

impl<T: 'static> ValueKind<T> {
    /// The same kind for a setting without a default: what happens while it is not set, and an example of a value.
    pub fn or_unset(self, meaning: &'static str, example: T) -> ValueKind<Option<T>> {
        let Self { allowed, read, write } = self;
        ValueKind {
            allowed,
            read: Box::new(move |fields, key| read(fields, key).map(Some)),
            write: Box::new(move |value| match (value, write(value.as_ref().unwrap_or(&example))) {
                (None, TomlValue::One(example)) => TomlValue::Unset(meaning, example),
                (_, written) => written,
            }),
        }
    }
}

/// One of a closed set of words.
pub(super) fn words<T: Copy + PartialEq>(words: &'static [(&'static str, T)]) -> ValueKind<T> {
    let write = |value: &T| quoted(word_for(words, value));
    ValueKind::new(listed(words), |fields, key| fields.document.word(key, words), write)
}

fn listed<T>(words: &[(&'static str, T)]) -> String {
    words.iter().map(|(word, _)| quoted(word)).collect::<Vec<_>>().join(", ")
}

/// True or false.
pub(super) fn flag() -> ValueKind<bool> {
    ValueKind::new("true, false", |fields, key| fields.document.flag(key), bool::to_string)
}

/// A number of seconds in a range.
pub(super) fn seconds(range: RangeInclusive<f64>) -> ValueKind<Duration> {
    let allowed = format!("{} to {} seconds", range.start(), range.end());
    let limits = Limits { range, whole: false, unit: "seconds" };
    let read = move |fields: &mut SettingFields<'_>, key| fields.document.number(key, &limits).map(reader::seconds);
    ValueKind::new(allowed, read, |value| format::seconds(*value))
}

/// A whole number from 0 to 100.
pub(super) fn percent() -> ValueKind<u8> {
    let limits = Limits { range: 0.0..=100.0, whole: true, unit: "percent" };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, from 0 to 100")]
    let read = move |fields: &mut SettingFields<'_>, key| fields.document.number(key, &limits).map(|value| value as u8);
    ValueKind::new("whole, 0 to 100 percent", read, u8::to_string)
}

/// What speaks: a word, or a command as a text or as a list.
pub(super) fn speech() -> ValueKind<Speak> {
    let allowed = format!("{}, a command as a text or as a list of words", listed(Speak::WORDS));
    ValueKind::new(allowed, read_speech, |value| match value {
        Speak::Command(command) => list(command),
        word => quoted(word_for(Speak::WORDS, word)),
    })
}

fn read_speech(fields: &mut SettingFields<'_>, key: &'static str) -> Option<Speak> {
    let value = fields.document.get(key)?;
    let reader = fields.document.reader;
    match value.get_ref() {
        DeValue::String(_) => {
            let problem = Problem::error(reader.place(&value.span()), format!("`{key}` is no command"));
            Speak::read(fields.text(&Named(key), value)?).map_err(|help| reader.report(problem.help(help))).ok()
        }
        DeValue::Array(_) => fields.command(key).map(Speak::Command),
        _ => {
            let help = "write \"off\", \"auto\" or a command like \"espeak-ng -v de\"";
            reader.wrong_type(&Named(key), value, "a text or a list of words", help);
            None
        }
    }
}

/// Paths of files.
pub(super) fn paths() -> ValueKind<Vec<Setting<PathBuf>>> {
    let read = |fields: &mut SettingFields<'_>, key| {
        let paths = fields.document.list(key)?.iter().filter_map(|value| {
            let path = fields.nonempty_text(&EntryOf(key), value)?;
            Some(Setting { value: path.into(), origin: fields.origin(value) })
        });
        Some(paths.collect())
    };
    let write = Box::new(|paths: &Vec<_>| match paths.is_empty() {
        true => TomlValue::One("[]".into()),
        false => TomlValue::Several(paths.clone()),
    });
    ValueKind { allowed: "a list of paths".into(), read: Box::new(read), write }
}
