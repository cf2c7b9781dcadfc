//! The settings that the command line has for one run, as clap reads them.

use std::{ops::RangeInclusive, path::PathBuf, time::Duration};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{Colour, Drawing, Sound, Speak};
use crate::{content::model::Dose, session::Advance, tui::theme};

/// What holds for every command.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    #[arg(long, global = true, value_name = "FILE", help = "Add a content file, or several (also in STRETCH_CONTENT)")]
    pub content: Vec<PathBuf>,
    /// Leave the built-in content out
    #[arg(long, global = true)]
    pub no_builtin: bool,
    /// Plain lines in place of screens and tables, for a screen reader
    #[arg(long, global = true, overrides_with = "no_plain")]
    pub plain: bool,
    /// Screens and tables, whatever ACCESSIBLE and the settings say
    #[arg(long, global = true, overrides_with = "plain")]
    pub no_plain: bool,
    /// How much to do: light, standard or full
    #[arg(long, global = true, value_name = "DOSE", hide_possible_values = true, value_parser = one_of(Dose::WORDS))]
    pub dose: Option<Dose>,
    /// Play a session N times as fast, to look it over
    #[arg(long, global = true, value_name = "N", default_value = "1", hide_default_value = true,
          allow_negative_numbers = true, value_parser = speed)]
    pub speed: f64,
    /// Leave time to hear all that is said, as speech does
    #[arg(long, global = true)]
    pub by_ear: bool,
    /// Begin stretches by themselves (auto), the first one with Enter (first), or each (key)
    #[arg(long, global = true, value_name = "HOW", hide_possible_values = true, value_parser = one_of(Advance::WORDS))]
    pub advance: Option<Advance>,
    /// Leave by itself after so long without a key (never during the work)
    #[arg(long, global = true, value_name = "SECONDS", allow_negative_numbers = true, value_parser = linger)]
    pub linger: Option<Duration>,
    /// Mark the moments with a bell, with tones, or not (off)
    #[arg(long, global = true, value_name = "HOW", hide_possible_values = true, value_parser = one_of(Sound::WORDS))]
    pub sound: Option<Sound>,
    /// Speak: off, auto, or a command that takes the text
    #[arg(long, global = true, value_name = "HOW", value_parser = Speak::read)]
    pub speak: Option<Speak>,
    /// Mark the moments on the screen too, with a flash
    #[arg(long, global = true)]
    pub flash: bool,
    /// Draw the figure in pixels, sextants, quadrants, braille, blocks or ascii, or turn it off
    #[arg(long, global = true, value_name = "HOW", hide_possible_values = true, value_parser = one_of(Drawing::WORDS))]
    pub figure: Option<Drawing>,
    /// Show the figure's key poses without movement between
    #[arg(long, global = true)]
    pub reduced_motion: bool,
    /// Colours: terminal, dusk, paper, contrast or mono
    #[arg(long, global = true, value_name = "NAME", hide_possible_values = true,
          value_parser = one_of(theme::Name::WORDS))]
    pub theme: Option<theme::Name>,
    /// Use colours: auto, always or never
    #[arg(long, global = true, alias = "colour", value_name = "WHEN", hide_possible_values = true,
          value_parser = one_of(Colour::WORDS))]
    pub color: Option<Colour>,
}

impl Options {
    /// Whether plain lines are asked for, if anything is said about them.
    pub(crate) fn given_plain(&self) -> Option<bool> {
        (self.plain || self.no_plain).then_some(self.plain)
    }
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

fn linger(text: &str) -> Result<Duration, String> {
    let (least, most) = (LINGERS.start(), LINGERS.end());
    let seconds = text.parse().ok().filter(|seconds| LINGERS.contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| format!("it is a number of seconds from {least} to {most}"))
}
