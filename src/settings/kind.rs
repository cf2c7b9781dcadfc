//! The kinds of values that settings take: how each is described, read from the config file, and written.

use std::ops::RangeInclusive;
use std::path::{self, PathBuf};
use std::time::Duration;

use toml::de::DeValue;

use super::fields::SettingFields;
use super::toml_text::{list, quoted};
use super::{Setting, Speak};
use crate::document::diagnostic::Problem;
use crate::document::reader::{EntryOf, Limits, Named};
use crate::format;
use crate::time::from_seconds;
use crate::word_enum::word_for;

type Read<T> = dyn Fn(&mut SettingFields<'_>, &'static str) -> Option<T>;

pub(super) struct Kind<T> {
    /// The values it takes, as the template and docs/config.md list them.
    pub(super) allowed: String,
    /// Reads the value of a key. A value that is not allowed is reported.
    read: Box<Read<T>>,
    pub(super) write: Box<dyn Fn(&T) -> TomlValue>,
}

impl<T> Kind<T> {
    fn new(
        allowed: impl Into<String>,
        read: impl Fn(&mut SettingFields<'_>, &'static str) -> Option<T> + 'static,
        write: impl Fn(&T) -> TomlValue + 'static,
    ) -> Self {
        Self { allowed: allowed.into(), read: Box::new(read), write: Box::new(write) }
    }

    /// Makes it one without a default: what happens while it is not set, and an example of a value.
    pub(super) fn or_unset(self, meaning: &'static str, example: T) -> Kind<Option<T>>
    where
        T: 'static,
    {
        let Self { allowed, read, write } = self;
        Kind::new(
            allowed,
            move |fields, key| read(fields, key).map(Some),
            move |value| match (value, write(value.as_ref().unwrap_or(&example))) {
                (None, TomlValue::One(example)) => TomlValue::Unset(meaning, example),
                (_, written) => written,
            },
        )
    }
}

impl SettingFields<'_> {
    pub(crate) fn setting<T>(&mut self, key: &'static str, kind: &Kind<T>) -> Option<Setting<T>> {
        let value = self.document.get(key)?;
        Some(Setting { value: (kind.read)(self, key)?, origin: self.origin(value) })
    }
}

/// The value of a setting in TOML.
pub(super) enum TomlValue {
    /// Not set: what happens then, and a value that it could have.
    Unset(&'static str, String),
    One(String),
    /// A list in which each entry has its own origin: a text, or what is shown of one that is not UTF-8.
    Several(Vec<Setting<Result<String, String>>>),
}

/// One of a closed set of words.
pub(super) fn one_of<T: Copy + PartialEq>(words: &'static [(&'static str, T)]) -> Kind<T> {
    let read = |fields: &mut SettingFields<'_>, key| fields.document.word(key, words);
    Kind::new(listed(words), read, |value| TomlValue::One(quoted(word_for(words, value))))
}

fn listed<T>(words: &[(&'static str, T)]) -> String {
    words.iter().map(|(word, _)| quoted(word)).collect::<Vec<_>>().join(", ")
}

pub(super) fn flag() -> Kind<bool> {
    Kind::new("true, false", |fields, key| fields.document.flag(key), |value| TomlValue::One(value.to_string()))
}

pub(super) fn seconds(range: RangeInclusive<f64>) -> Kind<Duration> {
    let allowed = format!("{} to {} seconds", range.start(), range.end());
    let limits = Limits { range, whole: false, unit: "seconds" };
    let read = move |fields: &mut SettingFields<'_>, key| fields.document.number(key, &limits).map(from_seconds);
    Kind::new(allowed, read, |value| TomlValue::One(format::seconds(*value)))
}

/// A whole number in a range, and its unit.
pub(super) fn whole<T: Copy + Into<u32> + TryFrom<u32>>(range: RangeInclusive<u32>, unit: &'static str) -> Kind<T> {
    let allowed = format!("whole, {} to {} {unit}", range.start(), range.end());
    let limits = Limits { range: f64::from(*range.start())..=f64::from(*range.end()), whole: true, unit };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in the range")]
    let read =
        move |fields: &mut SettingFields<'_>, key| T::try_from(fields.document.number(key, &limits)? as u32).ok();
    Kind::new(allowed, read, |value| TomlValue::One((*value).into().to_string()))
}

/// What speaks: a word, or a command as a text or as a list.
pub(super) fn speech() -> Kind<Speak> {
    let read = |fields: &mut SettingFields<'_>, key| {
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
    };
    Kind::new(listed(Speak::WORDS) + ", a command as a text or as a list of words", read, |value| {
        TomlValue::One(match value {
            Speak::Command(command) => list(command),
            word => quoted(word_for(Speak::WORDS, word)),
        })
    })
}

pub(super) fn paths() -> Kind<Vec<Setting<PathBuf>>> {
    texts("a list of paths", |path| {
        let text = path::absolute(path).unwrap_or_default().into_os_string().into_string();
        text.map_err(|_| path.display().to_string())
    })
}

/// Names of conditions. Whether there are such conditions is known once the content is read.
pub(super) fn names() -> Kind<Vec<Setting<String>>> {
    texts("a list of conditions", |name| Ok(name.clone()))
}

/// A list of texts. `text` writes one, or what is shown of one that is not UTF-8.
fn texts<T: for<'t> From<&'t str> + 'static>(
    allowed: &str,
    text: fn(&T) -> Result<String, String>,
) -> Kind<Vec<Setting<T>>> {
    let read = |fields: &mut SettingFields<'_>, key| {
        let texts = fields.document.list(key)?.iter().filter_map(|value| {
            Some(Setting { value: fields.nonempty_text(&EntryOf(key), value)?.into(), origin: fields.origin(value) })
        });
        Some(texts.collect())
    };
    Kind::new(allowed, read, move |entries: &Vec<Setting<T>>| {
        if entries.is_empty() {
            return TomlValue::One("[]".into());
        }
        let entries = entries.iter().map(|entry| Setting { value: text(entry), origin: entry.origin });
        TomlValue::Several(entries.collect())
    })
}
