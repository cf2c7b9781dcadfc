//! The config file, read whole: what is written in it, and everything that is wrong with it.
//!
//! It must never write to the file, and never give up what is right in it for what is wrong.

use std::{ops::RangeInclusive, path::PathBuf, time::Duration};

use toml::de::{DeTable, DeValue};

use super::{CHANGES, Colour, Drawing, Hook, LEAD_INS, LINGERS, Origin, PREPARES, Setting, Sound, Speak, VOLUMES};
use crate::{
    content::model::Dose,
    document::{
        diagnostic::{Problem, Sources, Unreadable, settled},
        file::{ReadFailure, Wanted, read},
        reader::{EntryOf, Fields, Limits, Named, Reader, Subject, TableKind, Value},
    },
    events,
    printable::printable,
    session::Advance,
    time::from_seconds,
    tui::theme,
};

pub(super) const CONFIG: Wanted = Wanted {
    noun: "a config file",
    folder: "move the folder away: the settings are a file of that name",
    device: "move it away: the settings are a file of that name",
    large: "make it smaller, or check that it is the right one",
};

const ROOT: TableKind = TableKind { key: "", noun: "the config file", header: "" };
const HOOKS: TableKind = TableKind { key: "hooks", noun: "the table of hooks", header: "[hooks]" };

/// Options that are only for one run.
const FOR_ONE_RUN: [&str; 2] = ["speed", "events"];

/// The config file, or what would be it.
#[derive(Debug, Default)]
pub struct ConfigFile {
    pub path: PathBuf,
    /// What is written in it, as far as it is right.
    pub written: FileSettings,
    /// Whether it could be read as TOML; what is wrong with its values is another matter.
    pub is_whole: bool,
    sources: Sources,
    problems: Vec<Problem>,
    unreadable: Option<Unreadable>,
}

/// What is written in a config file, each value with its line.
#[derive(Debug, Default, PartialEq)]
pub struct FileSettings {
    pub content: Vec<Setting<String>>,
    pub no_builtin: Option<Setting<bool>>,
    pub dose: Option<Setting<Dose>>,
    pub figure: Option<Setting<Drawing>>,
    pub reduced_motion: Option<Setting<bool>>,
    pub color: Option<Setting<Colour>>,
    pub theme: Option<Setting<theme::Name>>,
    pub sound: Option<Setting<Sound>>,
    pub volume: Option<Setting<u8>>,
    pub speak: Option<Setting<Speak>>,
    pub flash: Option<Setting<bool>>,
    pub advance: Option<Setting<Advance>>,
    pub prepare: Option<Setting<Duration>>,
    pub change: Option<Setting<Duration>>,
    pub by_ear: Option<Setting<bool>>,
    pub plain: Option<Setting<bool>>,
    pub lead_in: Option<Setting<Duration>>,
    pub linger: Option<Setting<Duration>>,
    pub awake: Option<Setting<bool>>,
    pub hooks: Vec<Hook>,
}

impl ConfigFile {
    /// Reads it. That it is not there is nothing wrong.
    #[must_use]
    pub fn read(path: PathBuf) -> Self {
        let name = path.display().to_string();
        let mut file = Self { path, ..Self::default() };
        match read(&file.path, &CONFIG) {
            Ok(text) => file.take_in(name, text),
            Err(ReadFailure::NotThere(_)) => {}
            Err(ReadFailure::Unreadable(error)) => file.unreadable = Some(error),
            Err(ReadFailure::NotUtf8(bytes, at)) => file.problems.push(file.sources.add_broken(name, &bytes, at)),
        }
        file
    }

    fn take_in(&mut self, name: String, text: String) {
        let id = self.sources.add(name, text);
        let reader = Reader::new(id, elsewhere);
        let settings = |table: &DeTable<'_>| {
            SettingFields { fields: reader.document(&ROOT, table), sources: &self.sources }.written()
        };
        if let Some(written) = reader.toml(self.sources.text(id), settings) {
            // Of a file with faults nobody can say what was meant.
            self.is_whole = !reader.has_faults();
            self.written = if self.is_whole { written } else { FileSettings::default() };
        }
        self.problems = settled(reader.finish().0, &self.sources);
    }

    /// What becomes of the settings it has errors in.
    #[must_use]
    pub fn consequence(&self) -> String {
        let path = printable(&self.path.display().to_string());
        if self.is_whole {
            format!("what is wrong in {path} is left at its default")
        } else {
            format!("nothing in {path} holds until that is mended")
        }
    }

    /// How many errors it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len() + usize::from(self.unreadable.is_some())
    }

    /// What is wrong with it, each error as it is shown to a person.
    #[must_use]
    pub fn errors(&self, colour: bool) -> Vec<String> {
        let unreadable = self.unreadable.iter().map(|error| error.render(colour));
        unreadable.chain(self.problems.iter().map(|problem| self.sources.render(problem, colour))).collect()
    }
}

/// The fields of the file, each of which is a setting.
struct SettingFields<'r> {
    fields: Fields<'r>,
    sources: &'r Sources,
}

impl<'r> SettingFields<'r> {
    fn written(mut self) -> FileSettings {
        let mut written = FileSettings {
            content: self.content(),
            no_builtin: self.flag("no-builtin"),
            dose: self.word("dose", Dose::WORDS),
            figure: self.word("figure", Drawing::WORDS),
            reduced_motion: self.flag("reduced-motion"),
            color: self.word("color", Colour::WORDS),
            theme: self.word("theme", theme::Name::WORDS),
            sound: self.word("sound", Sound::WORDS),
            volume: self.volume(),
            speak: self.speak(),
            flash: self.flag("flash"),
            advance: self.word("advance", Advance::WORDS),
            prepare: self.seconds("prepare", PREPARES),
            change: self.seconds("change", CHANGES),
            by_ear: self.flag("by-ear"),
            plain: self.flag("plain"),
            lead_in: self.seconds("lead-in", LEAD_INS),
            linger: self.seconds("linger", LINGERS),
            awake: self.flag("awake"),
            hooks: Vec::new(),
        };
        // Last: a setting that stands below their header is known by then, and can be sent back up.
        written.hooks = self.hooks();
        self.fields.finish();
        written
    }

    fn origin(&self, value: &Value<'_>) -> Origin {
        Origin::File { line: self.sources.position(self.fields.reader.place(&value.span())).0 }
    }

    /// A value, with the line its key has it on.
    fn setting<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'r Value<'r>) -> Option<T>,
    ) -> Option<Setting<T>> {
        let value = self.fields.get(key)?;
        Some(Setting { value: read(self, value)?, origin: self.origin(value) })
    }

    fn word<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<Setting<T>> {
        self.setting(key, |settings, _| settings.fields.word(key, words))
    }

    fn flag(&mut self, key: &'static str) -> Option<Setting<bool>> {
        self.setting(key, |settings, _| settings.fields.flag(key))
    }

    fn number(&mut self, key: &'static str, limits: &Limits) -> Option<Setting<f64>> {
        self.setting(key, |settings, _| settings.fields.number(key, limits))
    }

    fn seconds(&mut self, key: &'static str, range: RangeInclusive<f64>) -> Option<Setting<Duration>> {
        let number = self.number(key, &Limits { range, whole: false, unit: "seconds" })?;
        Some(number.map(from_seconds))
    }

    fn volume(&mut self) -> Option<Setting<u8>> {
        let number = self.number("volume", &Limits { range: VOLUMES, whole: true, unit: "percent" })?;
        // Whole, and no more than a hundred.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(number.map(|number| number as u8))
    }

    fn speak(&mut self) -> Option<Setting<Speak>> {
        self.setting("speak", |settings, value| settings.fields.reader.speak("speak", value))
    }

    fn content(&mut self) -> Vec<Setting<String>> {
        let paths = self.fields.list("content").unwrap_or_default();
        let setting = |value: &Value<'_>| {
            let path = self.fields.reader.something(&EntryOf("content"), value)?;
            Some(Setting { value: path.to_owned(), origin: self.origin(value) })
        };
        paths.iter().filter_map(setting).collect()
    }

    fn hooks(&mut self) -> Vec<Hook> {
        let Some(fields) = self.fields.table(&HOOKS) else { return Vec::new() };
        let mut hooks = SettingFields { fields, sources: self.sources };
        let mut hook = |event| {
            let command = hooks.setting(event, |hooks, value| hooks.fields.reader.command(event, value))?;
            Some(Hook { event, command })
        };
        let all = events::NAMES.into_iter().filter_map(&mut hook).collect();
        hooks.fields.finish();
        all
    }
}

/// What to do about a key that has its place somewhere else.
fn elsewhere(key: &str) -> Option<String> {
    if events::NAMES.contains(&key) {
        return Some("it is the name of an event: write it under a line `[hooks]`, at the end of the file".into());
    }
    FOR_ONE_RUN.contains(&key).then(|| format!("it is for one run only: write `--{key}` on the command line"))
}

/// The values of settings that no content has.
impl Reader {
    /// A text as it stands, for others to make sense of: a path, a part of a command.
    fn verbatim<'v>(&self, what: Subject<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(what, value, "a text", "put a text between quotes, like \"this\"");
            return None;
        };
        if text.contains('\0') {
            let problem = Problem::error(self.place(&value.span()), format!("{what} holds a null character"));
            self.report(problem.help("take it out: no system takes that"));
            return None;
        }
        Some(text)
    }

    /// The same, with something in it.
    fn something<'v>(&self, what: Subject<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        let text = self.verbatim(what, value)?;
        if text.is_empty() {
            let problem = Problem::error(self.place(&value.span()), format!("{what} is empty"));
            self.report(problem.help("write something between the quotes"));
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A command: a list of words, of which the first is the program.
    fn command(&self, key: &'static str, value: &Value<'_>) -> Option<Vec<String>> {
        const SHAPE: &str = "[\"program\", \"its first argument\"]";
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(&Named(key), value, "a list of words", &format!("write `{key} = {SHAPE}`"));
            return None;
        };
        let Some((program, arguments)) = list.split_first() else {
            let problem = Problem::error(self.place(&value.span()), format!("`{key}` has no words"));
            self.report(problem.help(format!("write `{key} = {SHAPE}`, or take the line out")));
            return None;
        };
        let program = self.something(&EntryOf(key), program);
        let arguments = arguments.iter().map(|word| self.verbatim(&EntryOf(key), word));
        // Every word is read, so that every one that is wrong is reported.
        let words: Vec<_> = [program].into_iter().chain(arguments).collect();
        words.into_iter().map(|word| word.map(str::to_owned)).collect()
    }

    fn speak(&self, key: &'static str, value: &Value<'_>) -> Option<Speak> {
        match value.get_ref() {
            DeValue::String(_) => {
                let text = self.verbatim(&Named(key), value)?;
                let problem =
                    |help| Problem::error(self.place(&value.span()), format!("`{key}` is no command")).help(help);
                Speak::read(text).map_err(|help| self.report(problem(help))).ok()
            }
            DeValue::Array(_) => self.command(key, value).map(Speak::Command),
            _ => {
                let help = "write \"off\", \"auto\" or a command like \"espeak-ng -v de\"";
                self.wrong_type(&Named(key), value, "a text or a list of words", help);
                None
            }
        }
    }
}
