//! The command line: its definitions and their help.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand};

use crate::log::since::Since;
use crate::pages::Page;
use crate::plan::lookup::NameError;
use crate::settings::options::Options;
use crate::status::StatusFormat;

/// A calm coach for stretching routines in the terminal
#[derive(Debug, Parser)]
#[command(name = "stretch", version, max_term_width = 80, after_help = MAIN)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<CliCommand>,
    #[command(flatten)]
    pub options: Options,
}

const MAIN: &str = "\
Without a command, the menu opens: choose a routine or a stretch with the arrow
keys and start it with Enter. The key ? lists every key. With --plain the menu
is numbered lines, for a screen reader; ACCESSIBLE=1 in the environment does the
same.

Examples:
  stretch                          the menu
  stretch --plain                  the menu in numbered lines
  stretch run full                 the whole routine
  stretch run desk-break           a short break, without leaving the desk
  stretch list                     every routine and stretch, with its id
  stretch show cat-camel           everything about one stretch
  stretch learn stop-signs         when not to stretch
  stretch log                      what you have done

This is no substitute for a doctor. If in doubt, read the stop signs first.";

const RUN: &str = "\
A NAME is an id from `stretch list`, the beginning of one if no other id begins
like that, or a name in quotes. Case does not matter. A variant follows a colon.

Examples:
  stretch run full                        a routine
  stretch run cat lat                     two stretches, in this order
  stretch run \"neck stretch and roll\"     the same as neck-stretch
  stretch run thoracic-extension:chair    a variant of a stretch
  stretch run full --dose light           less of everything
  stretch run full --plain                line by line, for a screen reader
  stretch run full --speed 20             a quick look at how it goes
  stretch run --resume                    go on with the session you left";

const TODAY: &str = "\
Two to four stretches, at most three minutes unless you say otherwise. They
answer what you have said in About you, which the menu asks; without answers
they are for long sitting.

Examples:
  stretch today                    start it
  stretch show today               what is in it, and why
  stretch today --avoid glaucoma   with one more condition in mind";

const LIST: &str = "\
Each line has an id, the length at the dose, the name and the work. The length
is that of the whole session, including the time to get into position.

Examples:
  stretch list --dose full         the lengths at the full dose
  stretch list --json              for programs";

const SHOW: &str = "\
The plan has a line for each part, with its start and its length:
  prepare    read, and get into position
  hold       keep the position
  reps       repeat the movement
  move       keep moving
  change     go on to the other side or way, the next step or round

Examples:
  stretch show full                         a routine
  stretch show thoracic-extension:chair     a variant of a stretch
  stretch show cat --figure quadrants       its key poses, as text
  stretch show cat --json                   for programs";

const LEARN: &str = "\
The pages:
  causes        where the ache comes from, and which stretches answer it
  benefits      what stretching does for you, and how to do it well
  cautions      which conditions ask for care, and in which stretches
  stop-signs    when not to stretch, and when to get help
  sources       what all of this is based on
The beginning of a page's name or title is enough. Case does not matter.

Examples:
  stretch learn                    everything
  stretch learn stop-signs         when not to stretch, and when to get help
  stretch learn cautions | less    one page in a pager";

const CHECK: &str = "\
The exit code is 0 if every file can be used, and 1 if not. Warnings do not
change it. Files that build on each other are checked together, in the order
given. docs/content.md explains how to write one.

Examples:
  stretch check wrists.toml
  stretch check --no-builtin a.toml b.toml     without the built-in content";

const LOG: &str = "\
Each line is a session: its id, when it began, the routine, whether you did all
of it or a part, how long you did it and how long it was planned, and how your
back felt before and after, from 0 to 10, if you said so. A session that you
left and resumed is one line. Below it stands what the last twelve weeks say,
unless you ask for certain sessions.

`--json` and `--csv` print each record by itself, all of them unless you set a
limit. docs/log.md describes their keys, and where the log is.

Examples:
  stretch log                      the last 20 sessions
  stretch log --since 14d          those of the last 14 days
  stretch log --since 2026-11-01 --limit 100
  stretch log --json | jq .routine
  stretch log check                whether everything in it can be read
  stretch log forget 3f2a9c41      take one session out";

const LOG_CHECK: &str = "\
The exit code is 0 if every line can be read, and 1 if not. It changes nothing:
a line that cannot be read stays as it is, and is left out.";

const LOG_FORGET: &str = "\
The ID is in the first column of `stretch log`. Its beginning is enough, from
four characters on. A session that you left and resumed is forgotten as a whole.

The line of the session stays in the file, and another line says that nothing
may read it any more. docs/log.md says how to delete it for good.";

const STATUS: &str = "\
It only reads, and is quick: a status bar or a prompt can ask often. The goal is
a setting: `goal = 3`. docs/prompts.md has lines for tmux, starship, waybar,
bash, zsh and fish.

In a FORMAT these are replaced; {{ and }} are braces:
  {days}       the days of this week with a session, from Monday on
  {goal}       the days that you want
  {left}       the days that are left to your goal
  {minutes}    the minutes of this week
  {last}       when the last session began

Examples:
  stretch status
  stretch status --format '{days}/{goal}'
  stretch status --json            for programs";

const CONFIG: &str = "\
It prints a config file: each setting with its value, and where the value comes
from. An option on the command line beats the config file, which beats the
default. docs/config.md describes every setting.

If there is no config file, `--edit` creates one that lists all settings, and
removes it if you change nothing. It uses the program in VISUAL or EDITOR.

The exit code is 1 if the file has errors. Invalid settings use their defaults,
and everything else works.

Examples:
  stretch config                   every setting, and where it comes from
  stretch config --edit            change them
  stretch config --path            where the file is";

#[derive(Debug, Subcommand)]
pub(crate) enum CliCommand {
    /// Start a routine, or stretches in the order given
    #[command(after_help = RUN)]
    Run {
        /// What to do, in this order
        #[arg(required_unless_present = "resume", value_name = "NAME")]
        names: Vec<String>,
        /// Go on where you left a session, up to 12 hours ago
        #[arg(long)]
        resume: bool,
        /// Print events as lines of JSON, and read commands as lines (docs/events.md)
        #[arg(long, conflicts_with = "plain")]
        events: bool,
    },
    /// Start your own small set for the day
    #[command(after_help = TODAY)]
    Today {
        /// Print events as lines of JSON, and read commands as lines (docs/events.md)
        #[arg(long, conflicts_with = "plain")]
        events: bool,
    },
    /// List routines and stretches with dose and duration
    #[command(after_help = LIST)]
    List {
        /// Print JSON (docs/json.md describes it)
        #[arg(long)]
        json: bool,
    },
    /// Show everything about a routine or a stretch: timed plan, texts and cautions
    #[command(after_help = SHOW)]
    Show {
        /// An id from `stretch list`, the beginning of one, or a name
        #[arg(value_name = "NAME")]
        name: String,
        /// Print JSON (docs/json.md describes it)
        #[arg(long)]
        json: bool,
    },
    /// Read why it hurts, why stretching helps, and when to take care
    #[command(after_help = LEARN)]
    Learn {
        /// The page; without it, all of them
        #[arg(value_name = "PAGE", hide_possible_values = true, value_parser = PageName)]
        page: Option<Page>,
    },
    /// Check content files: a line for each, or every error
    #[command(after_help = CHECK)]
    Check {
        /// The files; each overlays the built-in content and the files before it
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Write a commented content file to start from
    New {
        /// A file that does not exist yet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Show what you have done: past sessions, the newest first
    #[command(after_help = LOG, args_conflicts_with_subcommands = true)]
    Log {
        #[command(subcommand)]
        action: Option<LogAction>,
        #[command(flatten)]
        query: LogQuery,
    },
    /// Print one line for a status bar or a prompt: this week, and the last session
    #[command(after_help = STATUS)]
    Status {
        /// Print JSON (docs/json.md describes it)
        #[arg(long)]
        json: bool,
        /// Print this text, with what stands in braces replaced
        #[arg(long, conflicts_with = "json")]
        format: Option<StatusFormat>,
    },
    /// Show every setting and where it comes from, or edit them
    #[command(after_help = CONFIG)]
    Config {
        /// Open the config file in your editor, then check it
        #[arg(long)]
        edit: bool,
        /// Print the path of the config file
        #[arg(long, conflicts_with = "edit")]
        path: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LogAction {
    /// Read all of the log, and show every line that cannot be read
    #[command(after_help = LOG_CHECK)]
    Check,
    /// Forget a session: nothing reads its record any more
    #[command(after_help = LOG_FORGET)]
    Forget {
        /// The id of the session, or its beginning
        #[arg(value_name = "ID")]
        id: String,
    },
}

/// Which sessions, and how they are printed.
#[derive(Debug, Args)]
pub(crate) struct LogQuery {
    /// Only what began on this day or later: a date like 2026-11-01, or a number of days like 14d
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<Since>,
    /// At most so many, the newest [default: 20, and all as JSON and CSV]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = limit)]
    pub(crate) limit: Option<usize>,
    /// Print each record as a line of JSON (docs/log.md describes it)
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the records as CSV, with a header
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

fn limit(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|limit| *limit > 0).ok_or("it is a whole number from 1 on")
}

/// Parses a page by the beginning of its word or title.
#[derive(Clone, Copy, Debug)]
struct PageName;

impl TypedValueParser for PageName {
    type Value = Page;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<Page, clap::Error> {
        StringValueParser::new().try_map(|name| page(&name)).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Page::ALL.into_iter().map(|page| PossibleValue::new(page.word()).help(page.about()))))
    }
}

fn page(name: &str) -> Result<Page, String> {
    Page::find(name).map_err(|error| match error {
        NameError::Unknown { nearest: Some(near), .. } => format!("did you mean `{near}`?"),
        NameError::Unknown { .. } => {
            let words: Vec<_> = Page::ALL.iter().map(|page| page.word()).collect();
            format!("the pages are {}", words.join(", "))
        }
        NameError::Ambiguous { ids, .. } => format!("it could be {}: write more of it", ids.join(" or ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::log::MOST;
    use crate::log::logged_session::RESUMABLE;
    use clap::CommandFactory;

    /// Help is written out, so its numbers are held to those that count.
    #[test]
    fn the_numbers_in_the_help_are_those_of_the_program() {
        let mut command = Cli::command();
        command.build();
        let help = |name: &str| {
            let mut command = command.find_subcommand(name).unwrap().clone();
            command.render_long_help().to_string()
        };
        let hours = RESUMABLE.as_secs() / 3600;
        assert!(help("run").contains(&format!("up to {hours} hours ago")));
        assert!(
            help("log").contains(&format!("[default: {MOST},"))
                && help("log").contains(&format!("last {MOST} sessions"))
        );
    }

    #[test]
    fn the_help_fits_eighty_columns_and_names_every_page() {
        let mut command = Cli::command();
        command.build();
        let with_own = command.get_subcommands().filter(|command| command.get_name() != "help");
        let nested = with_own.flat_map(clap::Command::get_subcommands);
        for command in command.get_subcommands().chain(nested).chain([&command]) {
            let help = command.clone().render_long_help().to_string();
            assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
            if command.get_name() == "learn" {
                for page in Page::ALL {
                    let about = page.about().trim_end_matches('.').to_lowercase();
                    assert!(help.contains(&format!("  {:12}  {about}\n", page.word())), "{help}");
                }
            }
        }
    }
}
