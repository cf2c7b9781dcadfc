//! `stretch` and `stretch run`: into the screens.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use super::{Failure, library, name::find};
use crate::{
    content::model::Library,
    format::clock,
    plan::{Plan, choose::Choice, review::LONGEST_SESSION},
    session::clock::Clock,
    settings::Settings,
    tui::{self, Ended, app::App, theme::Theme},
};

/// Opens the menu.
pub fn menu(settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    play(library, None, settings)
}

/// Starts what is named.
pub fn run(names: &[String], settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    let choices: Vec<_> = names.iter().map(|name| find(&library, name)).collect::<Result<_, _>>()?;
    let plan = Choice::plan_all(&choices, &library, settings.choices());
    if plan.total() > LONGEST_SESSION {
        let (total, most) = (clock(plan.total()), clock(LONGEST_SESSION));
        return Err(Failure::Other(format!("that takes {total}, and a session takes at most {most}: name fewer")));
    }
    play(library, Some(plan), settings)
}

fn play(library: Library, plan: Option<Plan>, settings: &Settings) -> Result<ExitCode, Failure> {
    let problem = if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        Some("the menu and the sessions need a terminal, with nothing piped in or out")
    } else if settings.is_dumb() {
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
    let clock = Clock::new(settings.speed);
    let mut app = App::new(library, settings.choices(), Theme::new(settings.colour()), settings.pace(clock))
        .with_figure(settings.marker(), *settings.reduced_motion);
    if let Some(plan) = plan {
        app.play(plan, clock.now());
    }
    match tui::run(&mut app, clock)? {
        Ended::Quit => Ok(ExitCode::SUCCESS),
        // What a shell expects of a program that a signal ended.
        Ended::Signal(signal) => Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))),
    }
}
