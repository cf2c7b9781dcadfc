//! The command line: definitions and their help, and nothing else.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, builder::PossibleValue, value_parser};

use crate::{content::model::Dose, pages::Page};

/// A calm coach for stretching routines in the terminal.
///
/// Without a command it opens the menu: pick a routine or a stretch with the arrow keys and Enter, and
/// follow along. Every key is listed under `?`.
#[derive(Debug, Parser)]
#[command(name = "stretch", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without it, the menu.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What holds for every command.
    #[command(flatten)]
    pub options: Options,
}

const EXAMPLES: &str = "\
Examples:
  stretch                         the menu
  stretch run full                the whole routine, in about nine minutes
  stretch run desk-break          a short break, without leaving the desk
  stretch run cat lat             two stretches, in this order
  stretch show cat-camel          everything about one stretch
  stretch learn stop-signs        when not to stretch

It is no substitute for a doctor. In doubt, read the stop signs first.";

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a routine, or stretches in the order given
    ///
    /// A name is an id, the unique beginning of one, or a name as `stretch list` shows it. A variant comes
    /// after a colon: `thoracic-extension:chair`.
    Run {
        /// What to do, in this order
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// List routines and stretches with dose and duration
    List {
        /// Print JSON (docs/json.md)
        #[arg(long)]
        json: bool,
    },
    /// Show a routine or a stretch whole: text, cautions and the timed plan
    Show {
        /// What to show
        #[arg(value_name = "NAME")]
        name: String,
        /// Print JSON (docs/json.md)
        #[arg(long)]
        json: bool,
    },
    /// Read why it hurts, why stretching works, the cautions and the stop signs
    Learn {
        /// The page; without it, all of them
        #[arg(value_enum, value_name = "PAGE")]
        page: Option<Page>,
    },
    /// Check content files: one line each, or every error
    ///
    /// Exit code 0 when every file can be used, 1 when one cannot. Warnings are printed and change nothing.
    Check {
        /// The files; they are laid over the built-in content in this order
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options")]
pub struct Options {
    /// Add a content file (repeatable; also in STRETCH_CONTENT)
    #[arg(long, global = true, value_name = "FILE")]
    pub content: Vec<PathBuf>,
    /// Leave the built-in content out
    #[arg(long, global = true)]
    pub no_builtin: bool,
    /// How much: the low end, the middle or the high end of every dose
    #[arg(long, global = true, value_enum, value_name = "DOSE")]
    pub dose: Option<Dose>,
    /// Play a session so many times as fast, to look it over
    #[arg(long, global = true, value_name = "N", default_value = "1", hide_default_value = true, value_parser = speed)]
    pub speed: f64,
    /// Use colours: auto, always or never
    #[arg(long, global = true, alias = "colour", value_name = "WHEN", default_value = "auto", hide_default_value = true,
          hide_possible_values = true, value_parser = value_parser!(ColorChoice))]
    pub color: ColorChoice,
}

/// The speeds that make sense: slower than a tenth nothing moves, faster than a thousand nothing is seen.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.1..=1000.0;

fn speed(text: &str) -> Result<f64, String> {
    let (least, most) = (SPEEDS.start(), SPEEDS.end());
    let speed = text.parse().ok().filter(|speed| SPEEDS.contains(speed));
    speed.ok_or_else(|| format!("a speed is a number from {least} to {most}"))
}

impl ValueEnum for Dose {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Light, Self::Standard, Self::Full]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Self::WORDS.iter().find(|(_, dose)| dose == self).map(|(word, _)| PossibleValue::new(*word))
    }
}

impl ValueEnum for Page {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.about()))
    }
}
