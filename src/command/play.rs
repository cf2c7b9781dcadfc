//! `stretch` and `stretch run`: into the screens.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use super::{Failure, colour, dumb, library, marker, name::find};
use crate::{
    cli::Options,
    content::model::Library,
    format::clock,
    plan::{Plan, choose::Choice, review::LONGEST_SESSION},
    session::{LONGEST_GAP, Pace, clock::Clock},
    tui::{
        self,
        app::App,
        theme::{Name, Theme},
    },
};

/// Opens the menu.
pub fn menu(options: &Options) -> Result<ExitCode, Failure> {
    let library = library(options)?;
    play(library, None, options)
}

/// Starts what is named.
pub fn run(names: &[String], options: &Options) -> Result<ExitCode, Failure> {
    let library = library(options)?;
    let choices: Vec<_> = names.iter().map(|name| find(&library, name)).collect::<Result<_, _>>()?;
    let plan = Choice::plan_all(&choices, &library, options.dose);
    if plan.total() > LONGEST_SESSION {
        let (total, most) = (clock(plan.total()), clock(LONGEST_SESSION));
        return Err(Failure::Other(format!("that takes {total}, and a session takes at most {most}: name fewer")));
    }
    play(library, Some(plan), options)
}

fn play(library: Library, plan: Option<Plan>, options: &Options) -> Result<ExitCode, Failure> {
    let problem = if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        Some("the menu and the sessions need a terminal, with nothing piped in or out")
    } else if dumb() {
        Some(
            "the menu and the sessions need a terminal that can move its cursor\n(TERM=dumb says that this one cannot)",
        )
    } else {
        None
    };
    if let Some(problem) = problem {
        let instead = "`stretch list` and `stretch show NAME` print the same plans as text";
        return Err(Failure::Other(format!("{problem}.\n{instead}")));
    }
    let clock = Clock::new(options.speed);
    let theme = Theme::new(if colour(options) { Name::Terminal } else { Name::Mono });
    let pace = Pace { longest_gap: clock.scaled(LONGEST_GAP), ..Pace::default() };
    let mut app = App::new(library, options.dose, theme, pace).with_figure(marker(options), options.reduced_motion);
    if let Some(plan) = plan {
        app.play(plan, clock.now());
    }
    Ok(tui::run(&mut app, clock)?.into())
}
