//! The table of all settings: what each is called, what it means, which values it takes, and how they are written.
//!
//! The template, `stretch config` and the tests of docs/config.md all go by it. It must never be a second place for a
//! default or a limit: those are written out from where they are kept.

use std::{ops::RangeInclusive, path::PathBuf, time::Duration};

use super::{
    CHANGES, Colour, Drawing, LEAD_INS, LINGERS, Origin, PREPARES, Setting, Settings, Sound, Speak, VOLUMES,
    toml_text::{list, quoted},
    values::word_for,
};
use crate::{content::model::Dose, format::seconds, session::Advance, tui::theme};

pub struct SettingRow {
    /// What it is called in the file, and after `--` on the command line.
    pub name: &'static str,
    /// What it is for, in a sentence or two.
    pub meaning: &'static str,
    pub values: fn() -> String,
    /// What holds where it is not set, of one that has no default.
    pub unset: Option<&'static str>,
    /// What it is in some settings.
    pub(super) shown: fn(&Settings) -> SettingValue,
}

impl SettingRow {
    /// Its default as it is written; nothing if it has none.
    #[must_use]
    pub fn default(&self) -> Option<String> {
        self.unset.is_none().then(|| self.example())
    }

    /// A value as it is written: the default, or of a setting without one what it could be.
    #[must_use]
    pub fn example(&self) -> String {
        match (self.shown)(&Settings::default()) {
            SettingValue::One(value, _) | SettingValue::Unset(value) => value,
            SettingValue::Several(_) => "[]".into(),
        }
    }
}

/// The value of a setting as it is written.
pub(super) enum SettingValue {
    /// None; a value that it could have.
    Unset(String),
    One(String, Origin),
    /// A list, each entry from somewhere else.
    Several(Vec<Setting<PathBuf>>),
}

/// Every setting but the hooks, in the order in which they are listed.
pub const ROWS: &[SettingRow] = &[
    SettingRow {
        name: "dose",
        meaning: "How much to do. Where it is not set, each routine has its own.",
        values: || words(Dose::WORDS),
        unset: Some("each routine's own"),
        shown: |settings| match *settings.dose {
            Some(dose) => SettingValue::One(quoted(word_for(Dose::WORDS, &dose)), settings.dose.origin),
            None => SettingValue::Unset(quoted(word_for(Dose::WORDS, &Dose::default()))),
        },
    },
    SettingRow {
        name: "advance",
        meaning: "What begins a stretch: the end of the one before it (`auto`), or Enter or Space: for each stretch (`key`), or for the first one only (`first`). In plain lines and as events `first` is the same as `auto`.",
        values: || words(Advance::WORDS),
        unset: None,
        shown: |settings| word(&settings.advance, Advance::WORDS),
    },
    SettingRow {
        name: "prepare",
        meaning: "The least time to get into position. It is longer where there is more to read or to hear, and time to move is added where the position changes.",
        values: || within(&PREPARES, "seconds"),
        unset: None,
        shown: |settings| time(&settings.prepare),
    },
    SettingRow {
        name: "change",
        meaning: "The time to change over to the other side, the other way, the next step or the next round; by ear, as long as it takes to say.",
        values: || within(&CHANGES, "seconds"),
        unset: None,
        shown: |settings| time(&settings.change),
    },
    SettingRow {
        name: "by-ear",
        meaning: "Whether each getting ready has enough time to hear everything that is said. Totals include it. With speech, in plain lines and as events it always has.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.by_ear),
    },
    SettingRow {
        name: "plain",
        meaning: "Whether the menu and sessions are in plain lines, and `list`, `show` and `learn` in sentences: for a screen reader. `ACCESSIBLE=1` in the environment does the same.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.plain),
    },
    SettingRow {
        name: "lead-in",
        meaning: "The lead-in after a pause, and before work that you jump to.",
        values: || within(&LEAD_INS, "seconds"),
        unset: None,
        shown: |settings| time(&settings.lead_in),
    },
    SettingRow {
        name: "linger",
        meaning: "How long the program waits for a key before it leaves by itself: before a stretch that waits, in a pause, after the end, in the menu, never during the work. The last seconds before that are counted, and any key stops it.",
        values: || within(&LINGERS, "seconds"),
        unset: Some("for ever"),
        shown: |settings| match *settings.linger {
            Some(linger) => SettingValue::One(seconds(linger), settings.linger.origin),
            None => SettingValue::Unset("600".into()),
        },
    },
    SettingRow {
        name: "theme",
        meaning: "The colours of the screens; `terminal` takes those of your terminal, `mono` none.",
        values: || words(theme::Name::WORDS),
        unset: None,
        shown: |settings| word(&settings.theme, theme::Name::WORDS),
    },
    SettingRow {
        name: "color",
        meaning: "Whether there are colours; `auto` heeds NO_COLOR, and leaves them out of files and pipes.",
        values: || words(Colour::WORDS),
        unset: None,
        shown: |settings| word(&settings.color, Colour::WORDS),
    },
    SettingRow {
        name: "figure",
        meaning: "What the figure is drawn with; `off` shows none.",
        values: || words(Drawing::WORDS),
        unset: None,
        shown: |settings| word(&settings.figure, Drawing::WORDS),
    },
    SettingRow {
        name: "reduced-motion",
        meaning: "Whether the figure shows its key poses only, without movement between.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.reduced_motion),
    },
    SettingRow {
        name: "sound",
        meaning: "What marks the moments of a session: the terminal's bell, tones, or nothing.",
        values: || words(Sound::WORDS),
        unset: None,
        shown: |settings| word(&settings.sound, Sound::WORDS),
    },
    SettingRow {
        name: "volume",
        meaning: "How loud the tones are.",
        values: || format!("whole, {}", within(&VOLUMES, "percent")),
        unset: None,
        shown: |settings| SettingValue::One(settings.volume.to_string(), settings.volume.origin),
    },
    SettingRow {
        name: "speak",
        meaning: "What speaks: nothing, the first speech program there is, or a command, which gets the text as its \
                  last argument.",
        values: || format!("{}, a command as a text or as a list of words", words(Speak::WORDS)),
        unset: None,
        shown: |settings| match &*settings.speak {
            Speak::Command(command) => SettingValue::One(list(command), settings.speak.origin),
            _ => word(&settings.speak, Speak::WORDS),
        },
    },
    SettingRow {
        name: "flash",
        meaning: "Whether the screen marks those moments too, to be seen without a sound.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.flash),
    },
    SettingRow {
        name: "awake",
        meaning: "Whether the display is kept from going to sleep during a session.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.awake),
    },
    SettingRow {
        name: "content",
        meaning: "Content files to add. A path begins at the folder of this file, or with `~/` at your home.",
        values: || "a list of paths".into(),
        unset: None,
        shown: |settings| SettingValue::Several(settings.content.clone()),
    },
    SettingRow {
        name: "no-builtin",
        meaning: "Whether the built-in content is left out.",
        values: flags,
        unset: None,
        shown: |settings| flag(&settings.no_builtin),
    },
];

fn words<T>(words: &[(&'static str, T)]) -> String {
    words.iter().map(|(word, _)| quoted(word)).collect::<Vec<_>>().join(", ")
}

fn flags() -> String {
    "true, false".into()
}

fn within(range: &RangeInclusive<f64>, unit: &str) -> String {
    format!("{} to {} {unit}", range.start(), range.end())
}

fn word<T: PartialEq>(setting: &Setting<T>, words: &[(&'static str, T)]) -> SettingValue {
    SettingValue::One(quoted(word_for(words, setting)), setting.origin)
}

fn flag(setting: &Setting<bool>) -> SettingValue {
    SettingValue::One(setting.to_string(), setting.origin)
}

fn time(setting: &Setting<Duration>) -> SettingValue {
    SettingValue::One(seconds(**setting), setting.origin)
}
