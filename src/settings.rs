//! The settings in effect, and where each of them comes from.
//!
//! The command line beats the answers of About you, which beat the config file, which beats the default. An error in a
//! file never stops a command: it is reported, and the setting keeps its default.

pub mod edit_in_place;
pub mod environment;
mod fields;
pub mod file;
mod kind;
pub mod listing;
pub mod options;
mod origin;
mod row;
mod table;
pub mod template;
pub mod terminal;
mod toml_text;
pub mod values;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::about::{self, AboutYou, AnswersFile};
use crate::coach;
use crate::content::model::Library;
use crate::figure::Marker;
use crate::log::recorder::Recorder;
use crate::log::store::Store;
use crate::log::wall;
use crate::plan::lookup::NameError;
use crate::plan::person::Person;
use crate::plan::{Choices, Pacing};
use crate::progress::PastSessions;
use crate::session::clock::Clock;
use crate::session::{LONGEST_GAP, LONGEST_WAIT, Pace};
use crate::settings::options::Options;
use crate::tui::theme::Colours;
use crate::words::counted;
use environment::Environment;
use file::ConfigFile;
pub use origin::{Origin, Setting};
pub use table::Settings;
pub use values::{Colour, Drawing, Sound, Speak};

pub const FILE: &str = "config.toml";

/// A program to run at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// One of [`crate::events::NAMES`].
    pub event: &'static str,
    pub command: Setting<Vec<String>>,
}

fn said<T>(value: T) -> Setting<T> {
    Setting { value, origin: Origin::About }
}

impl Settings {
    pub fn load(options: &Options) -> Self {
        let environment = Environment::read();
        let file = environment.config_dir.as_ref().map(|dir| ConfigFile::read(dir.join(FILE)));
        let about = environment.data_dir.as_ref().map(|dir| AnswersFile::read(dir.join(about::FILE)));
        let about = about.unwrap_or_default();
        Self { about, ..Self::new(options, file, environment) }.with_answers()
    }

    /// The settings that follow from the command line, the file and the environment.
    pub fn new(options: &Options, mut file: Option<ConfigFile>, environment: Environment) -> Self {
        // What a file that is not TOML was meant to say is a guess.
        let written = file.as_mut().and_then(|file| file.values.take().filter(|_| file.is_toml)).unwrap_or_default();
        let merged = Self::merged(options, written);
        let given_plain = (options.plain || options.no_plain).then_some(options.plain);
        // `ACCESSIBLE` is a choice of the user for all programs: it beats the file, and the command line beats it.
        let accessible = environment.accessible.map(|value| Setting { value, origin: ACCESSIBLE });
        let plain = Setting::first(given_plain, accessible, merged.plain);
        let avoid = options.avoid.iter().map(|name| Setting { value: name.clone(), origin: Origin::CommandLine });
        let asks_for_plain = *merged.plain;
        Self {
            content: merged.content.map(|written| content(written, &options.content, &environment)),
            avoid: merged.avoid.map(|written| written.into_iter().chain(avoid).collect()),
            plain,
            color: coloured(merged.color, &environment),
            speed: options.speed,
            no_log: options.no_log,
            notice: file.as_ref().and_then(notice),
            why_plain: (*plain && plain.origin == ACCESSIBLE && !asks_for_plain).then_some(WHY_PLAIN),
            file,
            environment,
            ..merged
        }
    }

    /// What the person has said beats the config file, but not the command line.
    fn with_answers(mut self) -> Self {
        let Some(answers) = &self.about.answers else { return self };
        if let Some(location) = answers.location.filter(|_| !self.place.is_given()) {
            self.place = said(location);
        }
        if answers.tighter.is_some() {
            self.tighter = said(answers.tighter);
        }
        if let Some(feel) = answers.feel {
            self.feel = said(feel);
        }
        self.avoid.value.extend(answers.conditions.iter().map(|condition| said(condition.clone())));
        self
    }

    /// What the person has said about themselves, and what is wrong in that file.
    pub(crate) fn about(&self) -> &AnswersFile {
        &self.about
    }

    /// Whether there is a folder for the answers of About you.
    pub(crate) fn keeps_answers(&self) -> bool {
        self.environment.data_dir.is_some()
    }

    /// What is known of the person, and the names of conditions that a library does not know.
    pub(crate) fn about_you(&self, library: &Library) -> (AboutYou, Vec<Setting<NameError>>) {
        let (mut conditions, mut unknown) = (Vec::new(), Vec::new());
        for name in self.avoid.iter().filter(|name| name.origin != Origin::About) {
            match about::condition(library, name) {
                Ok(caution) => conditions.push(caution.id.name.clone()),
                Err(value) => unknown.push(Setting { value, origin: name.origin }),
            }
        }
        let time = (*self.minutes).map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
        let (location, tighter) = (*self.place, *self.tighter);
        let base = Person { conditions, location, time, tighter, ..Person::default() };
        let file = AnswersFile::read(self.about.path().to_owned());
        (AboutYou::new(file, base, self.place.is_given()).with_feel(*self.feel), unknown)
    }

    /// The log; none where the system has no folder for it.
    pub(crate) fn store(&self) -> Option<Store> {
        let data = self.environment.data_dir.as_ref()?;
        Some(Store::new(data, self.environment.state_dir.clone()))
    }

    /// The log as the menu reads it; none where the system has no folder for it.
    pub(crate) fn past_sessions(&self) -> Option<PastSessions> {
        Some(PastSessions::new(self.store()?, wall::now, *self.goal).logged(self.is_logged()))
    }

    /// Whether the sessions of this run are to be logged. At another speed nothing is really done.
    #[expect(clippy::float_cmp, reason = "it is as it was written")]
    fn is_logged(&self) -> bool {
        *self.log && !self.no_log && self.speed == 1.0
    }

    /// What writes down the sessions of this run, if they are to be logged.
    pub(crate) fn recorder(&self) -> Option<Recorder> {
        self.is_logged().then(|| Recorder::new(self.store(), Box::new(wall::now)))
    }

    /// Where the config file is, or would be; none where the user has no home.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file().map(|file| &*file.path)
    }

    pub(crate) fn content_dir(&self) -> Option<PathBuf> {
        self.environment.config_dir.as_ref().map(|dir| dir.join("content"))
    }

    pub fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    pub fn choices(&self, person: Person) -> Choices {
        let by_ear = *self.by_ear || *self.plain || *self.speak != Speak::Off;
        let by_ear = by_ear.then_some(coach::HEARING);
        let pacing = Pacing { prepare: *self.prepare, change: *self.change, by_ear };
        Choices { dose: *self.dose, pacing, person: person.into(), ..Choices::default() }
    }

    pub fn pace(&self, clock: Clock) -> Pace {
        Pace {
            lead_in: *self.lead_in,
            advance: *self.advance,
            longest_gap: clock.scaled(LONGEST_GAP),
            longest_wait: clock.scaled(LONGEST_WAIT),
        }
    }

    pub fn colour(&self) -> bool {
        *self.color != Colour::Never
    }

    pub(crate) fn colours(&self) -> Colours {
        match self.colour() {
            false => Colours::None,
            true if self.environment.is_console() => Colours::Sixteen,
            true => Colours::All,
        }
    }

    pub(crate) fn colour_on_stderr(&self) -> bool {
        self.colour() && (*self.color == Colour::Always || io::stderr().is_terminal())
    }

    /// What the figure is drawn with in cells; `None` for no figure.
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

    /// Whether the menu and sessions are in plain lines. A dumb terminal can show nothing else, so there they are unless
    /// the user chose otherwise; `list` and `show` still print tables.
    pub fn in_lines(&self) -> bool {
        *self.plain || (self.environment.is_dumb() && self.plain.origin == Origin::Default)
    }

    /// Whether the figure is a picture where the terminal reports that it can show one.
    pub fn wants_picture(&self) -> bool {
        let wanted = match *self.figure {
            Drawing::Auto => self.environment.terminal.shows_pictures(),
            // The console would show the escape sequences as text.
            Drawing::Pixels => !self.environment.is_console(),
            _ => false,
        };
        cfg!(all(unix, feature = "pixels")) && wanted && !self.environment.is_ascii
    }
}

const ACCESSIBLE: Origin = Origin::Environment("ACCESSIBLE");
const WHY_PLAIN: &str = "This is in plain lines because ACCESSIBLE is set. --no-plain opens the screens instead.";

/// All content files. Later files overlay earlier ones, so those named for this run come last.
fn content(file: Vec<Setting<PathBuf>>, options: &[PathBuf], environment: &Environment) -> Vec<Setting<PathBuf>> {
    let from_file = file.into_iter().map(|path| {
        path.map(|path| match &environment.config_dir {
            Some(folder) if !path.starts_with("~") => folder.join(path),
            _ => path,
        })
    });
    let named = |origin| move |path: &PathBuf| Setting { value: path.clone(), origin };
    let from_variable = environment.content.iter().map(named(Origin::Environment("STRETCH_CONTENT")));
    let from_options = options.iter().map(named(Origin::CommandLine));
    // A shell does not expand the `~` of `--content=~/wrists.toml`.
    let all = from_file.chain(from_variable).chain(from_options);
    all.map(|path| path.map(|path| with_home(path, environment.home.as_deref()))).collect()
}

/// The path with its leading `~` replaced by the user's home.
fn with_home(path: PathBuf, home: Option<&Path>) -> PathBuf {
    match (home, path.strip_prefix("~")) {
        (Some(home), Ok(rest)) => home.join(rest),
        _ => path,
    }
}

/// With `auto`, the environment can turn colours off.
fn coloured(color: Setting<Colour>, environment: &Environment) -> Setting<Colour> {
    match environment.colourless() {
        Some(variable) if *color == Colour::Auto => {
            Setting { value: Colour::Never, origin: Origin::Environment(variable) }
        }
        _ => color,
    }
}

fn notice(file: &ConfigFile) -> Option<String> {
    let errors = file.error_count();
    (errors > 0).then(|| format!("{FILE} has {}: `stretch config` shows them", counted(errors, "error")))
}
