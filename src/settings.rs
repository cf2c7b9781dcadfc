//! Everything that can be set, with its value in effect and where that comes from.
//!
//! The command line beats the config file beats the default. What is wrong in the file never stops a command: it is
//! told, and what it was about stays at its default. Nothing in here knows what a setting is used for.

pub mod edit_in_place;
pub mod environment;
pub mod file;
pub mod listing;
pub mod options;
mod origin;
pub mod table;
pub mod template;
pub mod terminal;
mod toml_text;
pub mod values;

use std::{
    io::{self, IsTerminal},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    coach,
    content::model::Dose,
    figure::Marker,
    plan::{Choices, Pacing},
    session::{Advance, LONGEST_GAP, LONGEST_WAIT, Pace, clock::Clock},
    settings::options::Options,
    tui::theme::{self, Colours},
    words::counted,
};
use environment::Environment;
use file::ConfigFile;
pub use origin::{Origin, Setting};
pub use values::{Colour, Drawing, Sound, Speak};

/// What the config file is called in its folder.
pub const FILE: &str = "config.toml";

/// How loud tones are unless another volume is asked for.
pub const VOLUME: u8 = 50;

pub const VOLUMES: RangeInclusive<f64> = 0.0..=100.0;

/// The least times to get into position that make sense, in seconds.
pub const PREPARES: RangeInclusive<f64> = 3.0..=120.0;

/// The times to change over that make sense, in seconds.
pub const CHANGES: RangeInclusive<f64> = 2.0..=60.0;

/// The lead-ins that make sense, in seconds.
pub const LEAD_INS: RangeInclusive<f64> = 0.0..=30.0;

/// The times to wait for a key before leaving that make sense, in seconds.
pub const LINGERS: RangeInclusive<f64> = 1.0..=86_400.0;

/// A hook: what is run at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// The event: one of [`crate::events::NAMES`].
    pub event: &'static str,
    /// A program and its arguments.
    pub command: Setting<Vec<String>>,
}

/// Every setting, and what else the commands have to know of how they were started.
#[derive(Debug)]
pub struct Settings {
    /// Content files to add to those of the content folder: the file's, the environment's and the command line's.
    pub content: Vec<Setting<PathBuf>>,
    /// Whether the built-in content is left out.
    pub no_builtin: Setting<bool>,
    /// How much to do; none for each routine's own.
    pub dose: Setting<Option<Dose>>,
    /// How the figure is drawn.
    pub figure: Setting<Drawing>,
    /// Whether the figure shows its key poses only.
    pub reduced_motion: Setting<bool>,
    /// When there are colours, with what the environment says of it worked in.
    pub color: Setting<Colour>,
    pub theme: Setting<theme::Name>,
    /// What marks the moments of a session for the ears.
    pub sound: Setting<Sound>,
    /// How loud tones are, from 0 to 100.
    pub volume: Setting<u8>,
    pub speak: Setting<Speak>,
    /// Whether the screen marks them too.
    pub flash: Setting<bool>,
    pub advance: Setting<Advance>,
    /// The least time to get into position.
    pub prepare: Setting<Duration>,
    /// The time to change over.
    pub change: Setting<Duration>,
    /// Whether there is time to follow everything by ear.
    pub by_ear: Setting<bool>,
    /// Whether the menu and sessions are in plain lines, and what is listed and shown in sentences; what `ACCESSIBLE`
    /// says is worked in.
    pub plain: Setting<bool>,
    /// The lead-in after a pause.
    pub lead_in: Setting<Duration>,
    /// How long a key is waited for before leaving; none for ever.
    pub linger: Setting<Option<Duration>>,
    /// Whether the display is kept from going to sleep.
    pub awake: Setting<bool>,
    /// What is run at which event, in the order of [`crate::events::NAMES`].
    pub hooks: Vec<Hook>,
    /// How many times as fast a session is played; no setting, since it is never meant to last.
    pub speed: f64,
    /// A line for the screens about what is wrong in the file.
    pub notice: Option<String>,
    /// A line for who finds plain lines without having asked this program for them.
    pub why_plain: Option<&'static str>,
    file: Option<ConfigFile>,
    environment: Environment,
}

impl Default for Settings {
    fn default() -> Self {
        let (pacing, pace) = (Pacing::default(), Pace::default());
        Self {
            content: Vec::new(),
            no_builtin: Setting::default_value(false),
            dose: Setting::default_value(None),
            figure: Setting::default_value(Drawing::default()),
            reduced_motion: Setting::default_value(false),
            color: Setting::default_value(Colour::default()),
            theme: Setting::default_value(theme::Name::default()),
            sound: Setting::default_value(Sound::default()),
            volume: Setting::default_value(VOLUME),
            speak: Setting::default_value(Speak::default()),
            flash: Setting::default_value(false),
            advance: Setting::default_value(Advance::default()),
            prepare: Setting::default_value(pacing.prepare),
            change: Setting::default_value(pacing.change),
            by_ear: Setting::default_value(pacing.by_ear.is_some()),
            plain: Setting::default_value(false),
            lead_in: Setting::default_value(pace.lead_in),
            linger: Setting::default_value(None),
            awake: Setting::default_value(true),
            hooks: Vec::new(),
            speed: 1.0,
            notice: None,
            why_plain: None,
            file: None,
            environment: Environment::default(),
        }
    }
}

impl Settings {
    /// The settings of this run: the command line's, the config file's and the environment's.
    #[must_use]
    pub fn load(options: Options) -> Self {
        let environment = Environment::read();
        let file = environment.config_dir.as_ref().map(|dir| ConfigFile::read(dir.join(FILE)));
        Self::new(options, file, environment)
    }

    /// What is in effect when all of these say something.
    #[must_use]
    pub fn new(options: Options, mut file: Option<ConfigFile>, environment: Environment) -> Self {
        let written = file.as_mut().map(|file| std::mem::take(&mut file.written)).unwrap_or_default();
        let default = Self::default();
        let plain = plain(options.given_plain(), written.plain, &environment);
        let asked = written.plain.is_some_and(|written| *written);
        let why_plain = (*plain && plain.origin == ACCESSIBLE && !asked).then_some(WHY_PLAIN);
        Self {
            content: content(options.content, written.content, &environment),
            no_builtin: flag(options.no_builtin, written.no_builtin, default.no_builtin),
            dose: Setting::first(options.dose.map(Some), written.dose.map(|dose| dose.map(Some)), default.dose),
            figure: Setting::first(options.figure, written.figure, default.figure),
            reduced_motion: flag(options.reduced_motion, written.reduced_motion, default.reduced_motion),
            color: coloured(Setting::first(options.color, written.color, default.color), &environment),
            theme: Setting::first(options.theme, written.theme, default.theme),
            sound: Setting::first(options.sound, written.sound, default.sound),
            volume: Setting::first(None, written.volume, default.volume),
            speak: Setting::first(options.speak, written.speak, default.speak),
            flash: flag(options.flash, written.flash, default.flash),
            advance: Setting::first(options.advance, written.advance, default.advance),
            prepare: Setting::first(None, written.prepare, default.prepare),
            change: Setting::first(None, written.change, default.change),
            by_ear: flag(options.by_ear, written.by_ear, default.by_ear),
            plain,
            lead_in: Setting::first(None, written.lead_in, default.lead_in),
            linger: Setting::first(
                options.linger.map(Some),
                written.linger.map(|linger| linger.map(Some)),
                default.linger,
            ),
            awake: Setting::first(None, written.awake, default.awake),
            hooks: written.hooks,
            speed: options.speed,
            notice: file.as_ref().and_then(notice),
            why_plain,
            file,
            environment,
        }
    }

    /// Where the config file is, or would be; none where the user has no home.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.file().map(|file| &*file.path)
    }

    /// The folder of the user's own content files.
    #[must_use]
    pub fn content_dir(&self) -> Option<PathBuf> {
        self.environment.config_dir.as_ref().map(|dir| dir.join("content"))
    }

    /// The config file as it was read.
    #[must_use]
    pub fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    /// What of a plan is for the user to choose.
    #[must_use]
    pub fn choices(&self) -> Choices {
        let by_ear = *self.by_ear || *self.plain || *self.speak != Speak::Off;
        let by_ear = by_ear.then_some(coach::HEARING);
        let pacing = Pacing { prepare: *self.prepare, change: *self.change, by_ear };
        Choices { dose: *self.dose, pacing, ..Choices::default() }
    }

    /// How sessions go along by this clock.
    #[must_use]
    pub fn pace(&self, clock: Clock) -> Pace {
        Pace {
            lead_in: *self.lead_in,
            advance: *self.advance,
            longest_gap: clock.scaled(LONGEST_GAP),
            longest_wait: clock.scaled(LONGEST_WAIT),
        }
    }

    /// Whether a screen of ours has colours.
    #[must_use]
    pub fn colour(&self) -> bool {
        *self.color != Colour::Never
    }

    /// The colours there are to show a theme with.
    #[must_use]
    pub fn colours(&self) -> Colours {
        match self.colour() {
            false => Colours::None,
            true if self.environment.is_console() => Colours::Sixteen,
            true => Colours::All,
        }
    }

    #[must_use]
    pub fn colour_on_stderr(&self) -> bool {
        self.colour() && (*self.color == Colour::Always || io::stderr().is_terminal())
    }

    /// What the figure is drawn with where it is no picture; none for no figure.
    #[must_use]
    pub fn marker(&self) -> Option<Marker> {
        match *self.figure {
            Drawing::Off => None,
            _ if self.environment.is_ascii => Some(Marker::Ascii),
            Drawing::Auto | Drawing::Pixels => Some(self.environment.terminal.marker()),
            Drawing::Sextants => Some(Marker::Sextants),
            Drawing::Quadrants => Some(Marker::Quadrants),
            Drawing::Braille => Some(Marker::Braille),
            Drawing::Blocks => Some(Marker::Blocks),
            Drawing::Ascii => Some(Marker::Ascii),
        }
    }

    /// Whether the menu and sessions are in lines: where that is chosen, or where nobody has chosen and the terminal can
    /// show nothing else. What is only printed can be in tables there.
    #[must_use]
    pub fn in_lines(&self) -> bool {
        *self.plain || (self.is_dumb() && self.plain.origin == Origin::Default)
    }

    /// Whether the figure is a picture, if the terminal says that it can show one.
    #[must_use]
    pub fn wants_picture(&self) -> bool {
        let wanted = match *self.figure {
            Drawing::Auto => self.environment.terminal.shows_pictures(),
            // It knows no such thing, and would show what it is sent as text.
            Drawing::Pixels => !self.environment.is_console(),
            _ => false,
        };
        cfg!(all(unix, feature = "pixels")) && wanted && !self.environment.is_ascii
    }

    /// Whether the terminal says that it cannot move its cursor.
    #[must_use]
    pub fn is_dumb(&self) -> bool {
        self.environment.is_dumb()
    }
}

const ACCESSIBLE: Origin = Origin::Environment("ACCESSIBLE");

const WHY_PLAIN: &str = "This is in plain lines because ACCESSIBLE is set. --no-plain opens the screens instead.";

/// `ACCESSIBLE` is the wish of a person, and beats the file.
fn plain(given: Option<bool>, written: Option<Setting<bool>>, environment: &Environment) -> Setting<bool> {
    let wished = environment.accessible.map(|value| Setting { value, origin: ACCESSIBLE });
    Setting::first(given, wished.or(written), Setting::default_value(false))
}

/// An option that can only be switched on.
fn flag(given: bool, written: Option<Setting<bool>>, default: Setting<bool>) -> Setting<bool> {
    Setting::first(given.then_some(true), written, default)
}

/// Later files are laid over earlier ones: what is nearer to this run comes later.
fn content(given: Vec<PathBuf>, written: Vec<Setting<String>>, environment: &Environment) -> Vec<Setting<PathBuf>> {
    let written = written.into_iter().map(|path| path.map(|path| located(&path, environment)));
    // A shell leaves `--content=~/wrists.toml` as it is, and so does whatever sets a variable without one.
    let at = |value: PathBuf, origin| Setting { value: at_home(&value, environment).unwrap_or(value), origin };
    let said = environment.content.iter().cloned();
    let said = said.map(|path| at(path, Origin::Environment("STRETCH_CONTENT")));
    let given = given.into_iter().map(|path| at(path, Origin::CommandLine));
    written.chain(said).chain(given).collect()
}

/// A path as the config file means it.
fn located(path: &str, environment: &Environment) -> PathBuf {
    let path = Path::new(path);
    at_home(path, environment).unwrap_or_else(|| match &environment.config_dir {
        Some(dir) => dir.join(path),
        None => path.into(),
    })
}

/// Where a path that begins with `~/` leads.
fn at_home(path: &Path, environment: &Environment) -> Option<PathBuf> {
    Some(environment.home.as_ref()?.join(path.strip_prefix("~").ok()?))
}

/// Where nobody chose, the environment does.
fn coloured(color: Setting<Colour>, environment: &Environment) -> Setting<Colour> {
    match environment.colourless() {
        Some(variable) if *color == Colour::Auto => {
            Setting { value: Colour::Never, origin: Origin::Environment(variable) }
        }
        _ => color,
    }
}

fn notice(file: &ConfigFile) -> Option<String> {
    let errors = file.count();
    (errors > 0).then(|| format!("{FILE} has {}: `stretch config` shows them", counted(errors, "error")))
}
