//! `stretch`, `stretch run` and `stretch today`: into a session, on screens, in plain lines or as events.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::name::find;
use super::{Failure, library_for_person, listeners, print, tell};
use crate::changes::nothing_left;
use crate::content::model::Library;
use crate::content::own_routine;
use crate::format::clock;
use crate::plan::lookup::Target;
use crate::plan::review::LONGEST_SESSION;
use crate::plan::{Choices, Plan, today};
use crate::playback::Playback;
use crate::session::Advance;
use crate::session::clock::Clock;
use crate::settings::{Settings, edit_in_place};
use crate::skin::events::Stream;
use crate::skin::lines::{self, LineInput, Lines};
use crate::skin::plain::Plain;
use crate::skin::plain::menu::{self, Menu};
use crate::terminal::Tty;
use crate::tui::app::App;
use crate::tui::flash::Flash;
use crate::tui::theme::{Name, Themes};
use crate::tui::{self};
use crate::words::counted;
use crate::{about, coach};

pub(crate) fn menu(settings: &Settings) -> Result<ExitCode, Failure> {
    let (library, choices) = library_for_person(settings)?;
    if settings.in_lines() {
        menu_in_lines(library, choices, settings)
    } else {
        on_screen(library, choices, None, settings)
    }
}

pub(crate) fn run(names: &[String], as_events: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let (library, choices) = library_for_person(settings)?;
    let all: Vec<_> = names.iter().map(|name| find(&library, name)).collect::<Result<_, _>>()?;
    let plan = if as_events || settings.in_lines() {
        Target::plan_all(&all, &library, by_ear(choices.clone()))
    } else {
        Target::plan_all(&all, &library, &choices)
    };
    if plan.stretches.is_empty() {
        return Err(Failure::Other(nothing_left(&library, &plan, &choices)));
    }
    if plan.total() > LONGEST_SESSION {
        let (total, most) = (clock(plan.total()), clock(LONGEST_SESSION));
        return Err(Failure::Other(format!("that takes {total}, and a session takes at most {most}: name fewer")));
    }
    if as_events {
        return in_lines(plan, &mut Stream, true, settings);
    }
    if settings.in_lines() {
        say_why_plain(settings)?;
        let keys = io::stdin().is_terminal();
        return in_lines(plan, &mut Plain::new(&library, keys), keys, settings);
    }
    on_screen(library, choices, Some(plan), settings)
}

/// The menu without a screen. Choices are read from any standard input; sessions read commands from a terminal only, as
/// they do without the menu.
fn menu_in_lines(mut library: Library, mut choices: Choices, settings: &Settings) -> Result<ExitCode, Failure> {
    say_why_plain(settings)?;
    let (clock, linger) = (Clock::new(settings.speed), *settings.linger);
    let keys = io::stdin().is_terminal();
    let input = LineInput::open(clock, true)?;
    let mut about = settings.keeps_answers().then(|| settings.about_you(&library).0);
    loop {
        let mut menu = Menu::new(&library, by_ear(choices.clone()))
            .with_about(about.take())
            .with_past_sessions(settings.past_sessions());
        let ended = menu::run(&mut menu, &input, clock, linger, |plan| {
            Lines::new(&mut Plain::new(&library, keys), &input, playback(settings, clock, keys), keys, linger)
                .run_within(plan)
        })?;
        // With other answers it is another menu.
        let Some(answered) = menu.into_answered() else { return Ok(ended.into()) };
        choices.person = answered.person().into();
        today::add(&mut library, &choices);
        about = Some(answered);
    }
}

/// Says why lines are plain that the user has not asked this program for.
fn say_why_plain(settings: &Settings) -> Result<(), Failure> {
    settings.why_plain.map_or(Ok(()), |why| print(&format!("{why}\n")).map(drop))
}

/// Without a screen, a session is followed by ear: the lines are read aloud.
fn by_ear(mut choices: Choices) -> Choices {
    choices.pacing.by_ear = Some(coach::HEARING);
    choices
}

/// A session without a screen. `reads` tells whether lines that come in are commands.
fn in_lines(plan: Plan, skin: &mut dyn lines::Skin, reads: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let clock = Clock::new(settings.speed);
    let input = LineInput::open(clock, reads)?;
    let lines = Lines::new(skin, &input, playback(settings, clock, reads), reads, *settings.linger);
    Ok(lines.run(plan)?.into())
}

/// How a session without a screen is played.
fn playback(settings: &Settings, clock: Clock, reads: bool) -> Playback {
    let mut pace = settings.pace(clock);
    // Nobody has to find the words on a screen first; and where nothing is read, nobody could begin a stretch.
    if !reads || pace.advance == Advance::First {
        pace.advance = Advance::Auto;
    }
    let listeners = listeners::beside_lines(settings, clock);
    Playback::new(pace, clock).with_recorder(settings.recorder()).with_listeners(listeners)
}

fn on_screen(library: Library, choices: Choices, plan: Option<Plan>, settings: &Settings) -> Result<ExitCode, Failure> {
    let problem = if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        Some("the menu and the sessions need a terminal, with nothing piped in or out")
    } else if settings.environment.is_dumb() {
        Some("the menu needs a terminal that can move its cursor (TERM=dumb says that this one cannot)")
    } else {
        None
    };
    if let Some(problem) = problem {
        let instead = "`stretch --plain` is a menu in plain lines, and `stretch run NAME --plain` coaches in them;\n\
                       `stretch run NAME --events` prints what happens as JSON";
        return Err(Failure::Other(format!("{problem}.\n{instead}")));
    }
    let clock = Clock::new(settings.speed);
    let themes = themes(settings);
    let notice = notice(&library, settings);
    let (about, _) = settings.about_you(&library);
    let playback = Playback::new(settings.pace(clock), clock)
        .with_recorder(settings.recorder())
        .with_listeners(listeners::listeners(settings, clock, Tty));
    let mut app = App::new(library, choices, themes.theme(), playback)
        .with_figure(settings.marker(), *settings.reduced_motion)
        .with_pictures(settings.wants_picture())
        .with_flash(settings.flash.then(|| Flash::new(clock)))
        .with_about(settings.keeps_answers().then_some(about))
        .with_own_routines(settings.content_dir().map(|dir| dir.join(own_routine::FILE)))
        .with_past_sessions(settings.past_sessions())
        .with_themes(themes)
        .with_linger(*settings.linger)
        .with_notice(notice);
    let ended = tui::run(&mut app, plan);
    let grace = ended.as_ref().map_or_else(|_| <_>::default(), |ended| ended.grace());
    for warning in app.shut_down(grace) {
        tell(&warning);
    }
    Ok(ended?.into())
}

/// What is wrong with the user's own files and settings, in a line that says where to read more.
fn notice(library: &Library, settings: &Settings) -> Option<String> {
    let (entries, files): (Vec<_>, Vec<_>) = library.left_out.iter().partition(|left_out| left_out.entry.is_some());
    let counts = [(files.len(), "file"), (entries.len(), "entry")];
    let counts: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    let left_out = (!counts.is_empty()).then(|| format!("{} left out: e says why", counts.join(" and ")));
    let file = settings.about();
    let is_wrong = file.is_wrong() || !file.unknown(library, false).is_empty();
    let about = is_wrong.then(|| format!("{} has errors: not all answers hold", about::FILE));
    let all: Vec<_> = about.into_iter().chain(left_out).chain(settings.notice.clone()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The themes, from the one that is set on; a change is saved in the config file.
fn themes(settings: &Settings) -> Themes {
    let path = settings.path().map(ToOwned::to_owned);
    let keep = move |name: Name| match &path {
        Some(path) => edit_in_place::save(path, "theme", name.word()),
        None => Err("there is no folder for settings: set STRETCH_CONFIG_DIR".into()),
    };
    Themes::new(*settings.theme, settings.colours(), Box::new(keep))
}
