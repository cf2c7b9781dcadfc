//! What is heard and read instead of seen: the words to each cue, and that all three ways tell the same story.

// A subtraction below zero is a failed test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::unchecked_time_subtraction)]

mod coach {
    pub mod agreement;
    pub mod menu;
    pub mod paces;
    pub mod phrases;
    pub mod rebuild;
}

#[path = "progress/twelve_weeks.rs"]
mod twelve_weeks;

use std::time::Duration;

use stretch_tui::coach::HEARING;
use stretch_tui::content::load::load;
use stretch_tui::content::model::Library;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Choices, Pacing, Plan};
use stretch_tui::session::cue::Cue;
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::session::{Command, Pace, Session};

/// What the clock says when a session begins.
const START: Duration = Duration::from_secs(86_400);

/// The plan of something built in, for somebody who follows by ear.
fn by_ear(name: &str) -> Plan {
    let library = load(true, &[]).library;
    let pacing = Pacing { by_ear: Some(HEARING), ..Pacing::default() };
    Target::find(&library, name).unwrap().plan(&library, Choices { pacing, ..Choices::default() })
}

/// The name of everything that can be started.
fn everything(library: &Library) -> Vec<String> {
    let routines = library.routines.iter().map(|routine| routine.id.name.clone());
    let stretches = library.stretches.iter().flat_map(|stretch| {
        let variants = stretch.variants.iter().map(|variant| format!("{}:{}", stretch.id, variant.id));
        std::iter::once(stretch.id.name.clone()).chain(variants)
    });
    routines.chain(stretches).collect()
}

/// What somebody makes of each cue of a session, with the second of the session it is of. It is looked at as often
/// as `look` says, and commands are given at the seconds of the clock they stand with.
fn follow<T>(
    plan: Plan,
    pace: Pace,
    look: Duration,
    commands: &[(f64, Command)],
    mut hear: impl FnMut(&CueEvent<'_>) -> T,
) -> Vec<(f64, T)> {
    let (mut session, cues) = Session::new(plan, Pace { longest_gap: Duration::MAX, ..pace }, START);
    let mut told = Vec::new();
    let mut tell = |cues: Vec<Cue>, session: &Session, now| {
        for cue in cues {
            told.push((cue.at.as_secs_f64(), hear(&CueEvent { cue, session, now, record: None })));
        }
    };
    tell(cues, &session, START);
    let mut commands = commands.iter().peekable();
    let mut now = START;
    while session.end().is_none() {
        let at = |at: f64| START + Duration::from_secs_f64(at);
        let command = commands.next_if(|(second, _)| at(*second) <= now + look);
        now = command.map_or(now + look, |(second, _)| at(*second));
        let cues = session.advance_to(now);
        tell(cues, &session, now);
        if let Some((_, command)) = command {
            let cues = session.command(*command, now);
            tell(cues, &session, now);
        }
    }
    told
}
