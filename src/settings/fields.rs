//! The fields of the config file: each is a setting, and has the line it stands on.

use toml::de::DeValue;

use super::{Hook, Origin, Setting};
use crate::document::diagnostic::Sources;
use crate::document::reader::{EntryOf, Fields, Named, Subject, TableKind, Value};
use crate::events;

const HOOKS: TableKind = TableKind { key: "hooks", noun: "the table of hooks", header: "[hooks]" };

pub(super) struct SettingFields<'r> {
    pub(crate) document: Fields<'r>,
    pub(crate) sources: &'r Sources,
}

impl SettingFields<'_> {
    pub(crate) fn origin(&self, value: &Value<'_>) -> Origin {
        Origin::File { line: self.sources.position(self.document.reader.place(&value.span())).0 }
    }

    pub(crate) fn hooks(&mut self) -> Vec<Hook> {
        let Some(document) = self.document.table(&HOOKS) else { return Vec::new() };
        let mut hooks = SettingFields { document, sources: self.sources };
        let mut hook = |event| {
            let value = hooks.document.get(event)?;
            let command = Setting { value: hooks.command(event)?, origin: hooks.origin(value) };
            Some(Hook { event, command })
        };
        let all = events::NAMES.iter().copied().filter_map(&mut hook).collect();
        hooks.document.finish();
        all
    }

    /// A text as it stands, without the limits that a text of content has.
    pub(crate) fn text<'v>(&self, what: Subject<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        let reader = self.document.reader;
        let DeValue::String(text) = value.get_ref() else {
            reader.wrong_type(what, value, "a text", "put a text between quotes, like \"this\"");
            return None;
        };
        if text.contains('\0') {
            reader.wrong(value, format!("{what} holds a null character"), "take it out: no system takes that");
            return None;
        }
        Some(text)
    }

    pub(crate) fn nonempty_text<'v>(&self, what: Subject<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        let text = self.text(what, value)?;
        if text.is_empty() {
            self.document.reader.wrong(value, format!("{what} is empty"), "write something between the quotes");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A command: a list of words, of which the first is the program.
    pub(crate) fn command(&mut self, key: &'static str) -> Option<Vec<String>> {
        const SHAPE: &str = "[\"program\", \"its first argument\"]";
        let value = self.document.get(key)?;
        let reader = self.document.reader;
        let DeValue::Array(list) = value.get_ref() else {
            reader.wrong_type(&Named(key), value, "a list of words", &format!("write `{key} = {SHAPE}`"));
            return None;
        };
        let Some((program, arguments)) = list.split_first() else {
            let help = format!("write `{key} = {SHAPE}`, or take the line out");
            reader.wrong(value, format!("`{key}` has no words"), help);
            return None;
        };
        let program = self.nonempty_text(&EntryOf(key), program);
        let arguments = arguments.iter().map(|word| self.text(&EntryOf(key), word));
        // Every word is read, so that every one that is wrong is reported.
        let words: Vec<_> = [program].into_iter().chain(arguments).collect();
        words.into_iter().map(|word| word.map(str::to_owned)).collect()
    }
}
