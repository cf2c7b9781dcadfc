//! `stretch` and `stretch run`: into a session, on screens, in plain lines or as events.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use super::{Failure, colour, dumb, library, marker, name::find};
use crate::{
    cli::{Options, Skin},
    content::model::Library,
    events::stream::Stream,
    format::clock,
    lines::{self, Lines},
    listener::Listeners,
    plain::Plain,
    plan::{Choices, Pacing, Plan, choose::Choice, review::LONGEST_SESSION},
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
    on_screen(library, None, options)
}

/// Starts what is named.
pub fn run(names: &[String], skin: Skin, options: &Options) -> Result<ExitCode, Failure> {
    let library = library(options)?;
    let choices: Vec<_> = names.iter().map(|name| find(&library, name)).collect::<Result<_, _>>()?;
    let in_words = skin.plain || (dumb() && !skin.events);
    let pacing = Pacing { by_ear: in_words, ..Pacing::default() };
    let plan = Choice::plan_all(&choices, &library, Choices { dose: options.dose, pacing });
    if plan.total() > LONGEST_SESSION {
        let (total, most) = (clock(plan.total()), clock(LONGEST_SESSION));
        return Err(Failure::Other(format!("that takes {total}, and a session takes at most {most}: name fewer")));
    }
    if skin.events {
        return in_lines(plan, &mut Stream, true, options);
    }
    if in_words {
        let keys = io::stdin().is_terminal();
        return in_lines(plan, &mut Plain { keys }, keys, options);
    }
    on_screen(library, Some(plan), options)
}

/// A session without a screen. `reads` tells whether lines that come in are commands.
fn in_lines(plan: Plan, skin: &mut dyn lines::Skin, reads: bool, options: &Options) -> Result<ExitCode, Failure> {
    let clock = Clock::new(options.speed);
    let pace = Pace { longest_gap: clock.scaled(LONGEST_GAP), ..Pace::default() };
    let mut listeners = Listeners::default();
    let ended = Lines { skin, listeners: &mut listeners, clock, reads }.run(plan, pace)?;
    Ok(ended.into())
}

fn on_screen(library: Library, plan: Option<Plan>, options: &Options) -> Result<ExitCode, Failure> {
    let problem = if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        Some("the menu and the sessions need a terminal, with nothing piped in or out")
    } else if dumb() {
        Some("the menu needs a terminal that can move its cursor (TERM=dumb says that this one cannot)")
    } else {
        None
    };
    if let Some(problem) = problem {
        let instead = "`stretch run NAME --plain` coaches in plain lines, and `--events` prints what happens as JSON;\n\
                       `stretch list` says what there is";
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
