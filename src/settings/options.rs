//! The options that set something for one run.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Colour, Drawing, Sound, Speak};
use crate::about::MINUTES;
use crate::content::model::Dose;
use crate::plan::person::Location;
use crate::session::Advance;
use crate::tui::theme;

/// The options of every command.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    #[arg(long, global = true, value_name = "FILE", help = "Add a content file, or several (also in STRETCH_CONTENT)")]
    pub(crate) content: Vec<PathBuf>,
    /// Leave out the built-in content
    #[arg(long, global = true)]
    pub(crate) no_builtin: bool,
    /// Plain lines instead of screens and tables, for a screen reader
    #[arg(long, global = true, overrides_with = "no_plain")]
    pub(crate) plain: bool,
    /// Screens and tables, whatever ACCESSIBLE and the config file say
    #[arg(long, global = true, overrides_with = "plain")]
    pub(crate) no_plain: bool,
    /// How much to do
    #[arg(long, global = true, value_parser = one_of(Dose::WORDS))]
    pub(crate) dose: Option<Dose>,
    /// A condition that you have: stretches are left out, changed or noted for it (repeatable)
    #[arg(long, global = true, value_name = "CONDITION")]
    pub(crate) avoid: Vec<String>,
    /// Where you stretch
    #[arg(long, global = true, value_parser = one_of(Location::WORDS))]
    pub(crate) place: Option<Location>,
    /// The time that you have: a session is made shorter or longer, as much as fits
    #[arg(long, global = true, value_name = "N", allow_negative_numbers = true, value_parser = minutes)]
    pub(crate) minutes: Option<u32>,
    /// Play a session N times as fast, for a quick look
    #[arg(long, global = true, value_name = "N", default_value = "1", hide_default_value = true,
          allow_negative_numbers = true, value_parser = speed)]
    pub(crate) speed: f64,
    /// Leave no record of this run in the log
    #[arg(long, global = true)]
    pub(crate) no_log: bool,
    /// Leave time to hear everything that is spoken
    #[arg(long, global = true)]
    pub(crate) by_ear: bool,
    /// What begins a stretch: the one before it ends (auto), a key, or a key only for the first one
    #[arg(long, global = true, value_name = "HOW", value_parser = one_of(Advance::WORDS))]
    pub(crate) advance: Option<Advance>,
    /// Exit after so long without a key, but never during the work
    #[arg(long, global = true, value_name = "SECONDS", allow_negative_numbers = true, value_parser = linger)]
    pub(crate) linger: Option<Duration>,
    /// What marks the moments of a session
    #[arg(long, global = true, value_name = "HOW", value_parser = one_of(Sound::WORDS))]
    pub(crate) sound: Option<Sound>,
    /// What speaks: off, auto, or a command that takes the text
    #[arg(long, global = true, value_name = "HOW", value_parser = Speak::read)]
    pub(crate) speak: Option<Speak>,
    /// Mark the moments with a flash of the screen, too
    #[arg(long, global = true)]
    pub(crate) flash: bool,
    /// What to draw the figure with
    #[arg(long, global = true, value_name = "HOW", value_parser = one_of(Drawing::WORDS))]
    pub(crate) figure: Option<Drawing>,
    /// Show only the key poses of the figure, without movement
    #[arg(long, global = true)]
    pub(crate) reduced_motion: bool,
    /// The colours of the screens
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of(theme::Name::WORDS))]
    pub(crate) theme: Option<theme::Name>,
    /// When to use colours
    #[arg(long, global = true, alias = "colour", value_name = "WHEN", value_parser = one_of(Colour::WORDS))]
    pub(crate) color: Option<Colour>,
}

/// The value that an option gives to its setting.
pub(super) trait Given<T> {
    fn given(&self) -> Option<T>;
}

/// A flag can only switch something on.
impl Given<bool> for bool {
    fn given(&self) -> Option<bool> {
        self.then_some(true)
    }
}

impl<T: Clone> Given<T> for Option<T> {
    fn given(&self) -> Option<T> {
        self.clone()
    }
}

impl<T: Clone> Given<Option<T>> for Option<T> {
    fn given(&self) -> Option<Option<T>> {
        self.clone().map(Some)
    }
}

/// A parser for one of a closed set of words.
fn one_of<T: Copy + Send + Sync + 'static>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(words.iter().map(|(word, _)| *word));
    known.try_map(move |chosen| {
        let meaning = words.iter().find(|(word, _)| *word == chosen).map(|(_, meaning)| *meaning);
        meaning.ok_or("there is no such word")
    })
}

/// The speeds at which a session can be followed at all.
const SPEEDS: RangeInclusive<f64> = 0.1..=1000.0;
/// The times to wait for a key, in seconds.
pub(super) const LINGERS: RangeInclusive<f64> = 1.0..=86_400.0;

fn speed(text: &str) -> Result<f64, String> {
    let (least, most) = (SPEEDS.start(), SPEEDS.end());
    let speed = text.parse().ok().filter(|speed| SPEEDS.contains(speed));
    speed.ok_or_else(|| format!("a speed is a number from {least} to {most}"))
}

fn minutes(text: &str) -> Result<u32, String> {
    let minutes = text.parse().ok().filter(|minutes| MINUTES.contains(minutes));
    minutes.ok_or_else(|| format!("it is a whole number of minutes from {} to {}", MINUTES.start(), MINUTES.end()))
}

fn linger(text: &str) -> Result<Duration, String> {
    let (least, most) = (LINGERS.start(), LINGERS.end());
    let seconds = text.parse().ok().filter(|seconds| LINGERS.contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| format!("it is a number of seconds from {least} to {most}"))
}
