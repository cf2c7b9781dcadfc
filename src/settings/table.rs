//! The table of all settings: each is declared here, and nowhere else.
//!
//! The macro makes four things of it: the struct [`Settings`] with its defaults, [`FileSettings`] with the reading of
//! the config file, the merge of both with the command line, and the rows that `stretch config`, the template and the
//! test of docs/config.md go by. An entry looks like this:
//!
//! ```text
//! /// The volume of the tones.                                   What it is for, as the template and docs/config.md say it.
//! "volume" => volume: u8 = 50, Whole(0..=100, "percent");   Name => field: type = default, kind of value;
//! ```
//!
//! The kinds of values are in [`super::kind`]. If the setting has an option, too, its entry ends in `, --volume`: the
//! field of [`Options`] that beats the config file. What the environment says of three of the settings is added in
//! [`Settings::new`].

use std::path::PathBuf;
use std::time::Duration;

use super::fields::SettingFields;
use super::kind::{Flag, Names, OneOf, OrUnset, Paths, Seconds, Speech, Whole};
use super::options::{Given, LINGERS, Options};
use super::row::SettingRow;
use super::{Colour, Drawing, Environment, Hook, Origin, Setting, Sound, Speak};
use crate::about::{AnswersFile, MINUTES};
use crate::content::model::{Dose, Side};
use crate::document::toml_file::TomlFile;
use crate::plan::Pacing;
use crate::plan::person::Location;
use crate::session::{Advance, Pace};
use crate::tui::theme;

macro_rules! settings {
    (
        $(
            $(#[doc = $meaning:literal])+
            $name:literal => $field:ident: $type:ty = $default:expr, $kind:expr $(, --$option:ident)?;
        )*
        others {
            $($(#[$doc:meta])* $visible:vis $other:ident: $other_type:ty = $other_default:expr;)*
        }
    ) => {
        /// Every setting, and what else the commands need to know about how they were started.
        pub struct Settings {
            $($(#[doc = $meaning])+ pub $field: Setting<$type>,)*
            $($(#[$doc])* $visible $other: $other_type,)*
        }

        impl Default for Settings {
            fn default() -> Self {
                Self {
                    $($field: Setting { value: $default, origin: Origin::Default },)*
                    $($other: $other_default,)*
                }
            }
        }

        /// What the config file sets.
        #[derive(Debug, Default)]
        pub struct FileSettings {
            $($field: Option<Setting<$type>>,)*
            hooks: Vec<Hook>,
        }

        impl FileSettings {
            pub(super) fn read(fields: &mut SettingFields<'_>) -> Self {
                Self {
                    $($field: fields.setting($name, &$kind),)*
                    // Last: a setting that stands below their header is known by now, and its message can say so.
                    hooks: fields.hooks(),
                }
            }
        }

        impl Settings {
            /// The command line beats the file, which beats the default.
            pub(super) fn merged(options: &Options, written: FileSettings) -> Self {
                let default = Self::default();
                Self {
                    $($field: Setting::first(
                        None$(.or(options.$option.given()))?,
                        written.$field,
                        default.$field,
                    ),)*
                    hooks: written.hooks,
                    ..default
                }
            }

            /// Every setting but the hooks, in the order of this table.
            pub fn rows(&self) -> Vec<SettingRow> {
                vec![$(SettingRow::new($name, concat!($($meaning),+), &$kind, &self.$field)),*]
            }
        }
    };
}

settings! {
    /// How much to do. If it is not set, each routine uses its own dose.
    "dose" => dose: Option<Dose> = None, OrUnset(OneOf(Dose::WORDS), "each routine's own", Dose::Standard), --dose;

    /// What begins a stretch: the end of the one before it (`auto`), Enter or Space (`key`), or Enter or Space only for
    /// the first one (`first`). In plain lines and as events, `first` is the same as `auto`.
    "advance" => advance: Advance = Advance::First, OneOf(Advance::WORDS), --advance;

    /// Conditions that you have: stretches are left out, changed or noted for them. They are added to what you have said
    /// in About you, and to `--avoid`.
    "avoid" => avoid: Vec<Setting<String>> = Vec::new(), Names;

    /// Where you stretch: `desk` needs no mat, `standing` no chair either. A stretch that cannot be done there is done
    /// another way, or left out.
    "place" => place: Location = Location::default(), OneOf(Location::WORDS), --place;

    /// The time that you have for a session. It is made shorter or longer, as much as fits.
    "minutes" => minutes: Option<u32> = None, OrUnset(Whole(MINUTES, "minutes"), "as long as it takes", 5), --minutes;

    /// The tighter side: it is stretched first. Both sides get the same time.
    "tighter" => tighter: Option<Side> = None, OrUnset(OneOf(Side::WORDS), "the left goes first", Side::Right);

    /// The least time to get into position. It is longer if there is more to read or to hear, and time to move is added
    /// if the position changes.
    "prepare" => prepare: Duration = Pacing::default().prepare, Seconds(3.0..=120.0);

    /// The time to change to the other side, the other way, the next step or the next round; by ear, as long as it takes
    /// to say that.
    "change" => change: Duration = Pacing::default().change, Seconds(2.0..=60.0);

    /// Whether there is enough time before each stretch to hear everything that is spoken. Totals include it. With
    /// speech, in plain lines and as events there always is.
    "by-ear" => by_ear: bool = false, Flag, --by_ear;

    /// Whether the menu and sessions are plain lines, and `list`, `show` and `learn` print sentences, for a screen
    /// reader. `ACCESSIBLE=1` in the environment does the same.
    "plain" => plain: bool = false, Flag;

    /// The lead-in after a pause and before work that you jump to.
    "lead-in" => lead_in: Duration = Pace::default().lead_in, Seconds(0.0..=30.0);

    /// How long the program waits for a key before it exits: before a stretch that a key begins, in a pause, after the
    /// end and in the menu, but never during the work. It counts the last seconds, and any key stops it.
    "linger" => linger: Option<Duration> = None, OrUnset(Seconds(LINGERS), "forever", Duration::from_secs(600)), --linger;

    /// The colours of the screens: `terminal` uses those of your terminal, `mono` uses none.
    "theme" => theme: theme::Name = theme::Name::default(), OneOf(theme::Name::WORDS), --theme;

    /// When to use colours: `auto` respects `NO_COLOR`, and uses none in files and pipes.
    "color" => color: Colour = Colour::default(), OneOf(Colour::WORDS), --color;

    /// What the figure is drawn with; `off` hides it.
    "figure" => figure: Drawing = Drawing::default(), OneOf(Drawing::WORDS), --figure;

    /// Whether the figure shows only its key poses, without movement between them.
    "reduced-motion" => reduced_motion: bool = false, Flag, --reduced_motion;

    /// What marks the moments of a session: the bell of the terminal, tones, or nothing.
    "sound" => sound: Sound = Sound::default(), OneOf(Sound::WORDS), --sound;

    /// The volume of the tones.
    "volume" => volume: u8 = 50, Whole(0..=100, "percent");

    /// What speaks: nothing, the first speech program found, or a command that gets the text as its last argument.
    "speak" => speak: Speak = Speak::default(), Speech, --speak;

    /// Whether the screen flashes at those moments, too.
    "flash" => flash: bool = false, Flag, --flash;

    /// Whether the display is kept awake during a session.
    "awake" => awake: bool = true, Flag;

    /// Whether a record of each session is kept on this machine: `stretch log` shows them, and docs/log.md says what is in
    /// them.
    "log" => log: bool = true, Flag;

    /// How many days of the week you want to stretch on. With seven, six are enough.
    "goal" => goal: u32 = 3, Whole(1..=7, "days");

    /// Whether you are asked how your back feels before and after a session. About you asks for this, too.
    "feel" => feel: bool = false, Flag;

    /// Content files to add. A relative path starts at the folder of this file, `~/` at your home.
    "content" => content: Vec<Setting<PathBuf>> = Vec::new(), Paths;

    /// Whether to leave out the built-in content.
    "no-builtin" => no_builtin: bool = false, Flag, --no_builtin;

    others {
        /// In the order of [`crate::events::NAMES`].
        pub hooks: Vec<Hook> = Vec::new();
        /// How many times as fast a session is played. Not a setting: it is only ever for one run.
        pub(crate) speed: f64 = 1.0;
        /// Whether this run leaves no record.
        pub(crate) no_log: bool = false;
        /// A line for the screens about errors in the file.
        pub notice: Option<String> = None;
        /// A line that explains plain lines to a user who did not ask this program for them.
        pub why_plain: Option<&'static str> = None;
        pub(super) about: AnswersFile = AnswersFile::default();
        pub(super) file: Option<TomlFile<FileSettings>> = None;
        pub(crate) environment: Environment = Environment::default();
    }
}
