//! `stretch`, `stretch run` and `stretch today`: into a session, on screens, in plain lines or as events.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::name::find;
use super::{Failure, lately, library_for_person, library_with_log, listeners, print, tell};
use crate::changes::nothing_left;
use crate::content::model::Library;
use crate::content::own_routine;
use crate::format::clock;
use crate::log::history::History;
use crate::log::logged_session::RESUMABLE;
use crate::log::resume::{Gone, Start};
use crate::plan::lookup::Target;
use crate::plan::review::LONGEST_SESSION;
use crate::plan::{Choices, today};
use crate::playback::Playback;
use crate::printable::printable;
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
    if settings.in_lines() {
        let (library, choices, history) = library_with_log(settings)?;
        menu_in_lines(library, choices, &history, settings)
    } else {
        let (library, choices) = library_for_person(settings)?;
        on_screen(library, choices, None, settings)
    }
}

pub(crate) fn run(names: &[String], resume: bool, as_events: bool, settings: &Settings) -> Result<ExitCode, Failure> {
    let (library, mut choices, history) = library_with_log(settings)?;
    let all: Vec<_> = names.iter().map(|name| find(&library, name)).collect::<Result<_, _>>()?;
    let in_lines = as_events || settings.in_lines();
    if in_lines {
        choices = by_ear(choices);
    }
    let plan = (!all.is_empty()).then(|| Target::plan_all(&all, &library, &choices));
    let start = match plan {
        plan if resume => {
            let routine = plan.as_ref().map(|plan| &*plan.id);
            Start::left(&history, &library, &choices, routine).map_err(gone)?
        }
        Some(plan) if plan.stretches.is_empty() => {
            return Err(Failure::Other(nothing_left(&library, &plan, &choices)));
        }
        Some(plan) if plan.total() > LONGEST_SESSION => {
            let (total, most) = (clock(plan.total()), clock(LONGEST_SESSION));
            return Err(Failure::Other(format!("that takes {total}, and a session takes at most {most}: name fewer")));
        }
        Some(plan) => plan.into(),
        // The command line has a name, or asks to resume.
        None => return Err(Failure::Usage("name a routine or a stretch: `stretch list` shows them".to_owned())),
    };
    if as_events {
        // A program cannot feel anything.
        return self::in_lines(start, &mut Stream, true, false, settings);
    }
    if in_lines {
        say_why_plain(settings)?;
        let keys = io::stdin().is_terminal();
        return self::in_lines(start, &mut Plain::new(&library, keys), keys, asks_feel(settings), settings);
    }
    on_screen(library, choices, Some(start), settings)
}

/// Why no session that was left can be resumed.
fn gone(gone: Gone) -> Failure {
    Failure::Other(match gone {
        Gone::Nothing => {
            let hours = RESUMABLE.as_secs() / (60 * 60);
            format!("there is no session to go on with: it was finished, or left more than {hours} hours ago")
        }
        Gone::Changed(name) => {
            let name = printable(&name);
            format!("{name} was left with another place, dose, time or content than now: start it from its beginning")
        }
    })
}

/// The menu without a screen. Choices are read from any standard input; sessions read commands from a terminal only, as
/// they do without the menu.
fn menu_in_lines(
    mut library: Library,
    mut choices: Choices,
    history: &History,
    settings: &Settings,
) -> Result<ExitCode, Failure> {
    say_why_plain(settings)?;
    let (clock, linger) = (Clock::new(settings.speed), *settings.linger);
    let keys = io::stdin().is_terminal();
    let input = LineInput::open(clock, true)?;
    let mut about = settings.keeps_answers().then(|| settings.about_you(&library).0);
    let mut left = Start::left(history, &library, &by_ear(choices.clone()), None).ok();
    let mut is_rated = asks_feel(settings);
    loop {
        let mut menu = Menu::new(&library, by_ear(choices.clone()))
            .with_about(about.take())
            .with_past_sessions(settings.past_sessions())
            .with_left(left.take());
        let ended = menu::run(&mut menu, &input, clock, linger, |start| {
            let mut plain = Plain::new(&library, keys);
            let playback = playback(settings, clock, keys, is_rated);
            Lines::new(&mut plain, &input, playback, keys, linger).with_rating(is_rated).run_within(start)
        })?;
        // With other answers it is another menu.
        let Some(answered) = menu.into_answered() else { return Ok(ended.into()) };
        choices.person = answered.person().into();
        is_rated = answered.feel().map_or(is_rated, |feel| feel && *settings.advance != Advance::Auto);
        today::add(&mut library, &choices);
        left = settings.past_sessions().and_then(|past| past.left(&library, &by_ear(choices.clone())));
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

/// Whether to ask how it feels: not where stretches begin by themselves, since nobody may be there.
fn asks_feel(settings: &Settings) -> bool {
    *settings.feel && *settings.advance != Advance::Auto
}

/// A session without a screen. `reads` tells whether lines that come in are commands, and `is_rated` whether to ask how it
/// feels.
fn in_lines(
    start: Start,
    skin: &mut dyn lines::Skin,
    reads: bool,
    is_rated: bool,
    settings: &Settings,
) -> Result<ExitCode, Failure> {
    let clock = Clock::new(settings.speed);
    let input = LineInput::open(clock, reads)?;
    let lines = Lines::new(skin, &input, playback(settings, clock, reads, is_rated), reads, *settings.linger);
    Ok(lines.with_rating(is_rated).run(start)?.into())
}

/// How a session without a screen is played.
fn playback(settings: &Settings, clock: Clock, reads: bool, is_rated: bool) -> Playback {
    let mut pace = settings.pace(clock);
    // Nobody has to find the words on a screen first, unless something is asked there; and where nothing is read, nobody could
    // begin a stretch.
    if !reads || (pace.advance == Advance::First && !is_rated) {
        pace.advance = Advance::Auto;
    }
    let listeners = listeners::beside_lines(settings, clock);
    Playback::new(pace, clock).with_recorder(settings.recorder()).with_listeners(listeners)
}

fn on_screen(
    library: Library,
    choices: Choices,
    start: Option<Start>,
    settings: &Settings,
) -> Result<ExitCode, Failure> {
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
    let (themes, store) = (themes(settings), settings.store());
    let notice = notice(&library, settings);
    let (about, _) = settings.about_you(&library);
    let playback =
        Playback::new(settings.pace(clock), clock).with_listeners(listeners::listeners(settings, clock, Tty));
    let mut app = App::new(library, choices, themes.theme(), playback)
        .with_figure(settings.marker(), *settings.reduced_motion)
        .with_pictures(settings.wants_picture())
        .with_flash(settings.flash.then(|| Flash::new(clock)))
        .with_about(settings.keeps_answers().then_some(about))
        .with_own_routines(settings.content_dir().map(|dir| dir.join(own_routine::FILE)))
        .with_past_sessions(settings.past_sessions())
        .with_themes(themes)
        .with_linger(*settings.linger)
        .with_recorder(settings.recorder())
        .with_feel(*settings.feel)
        .with_log_later(Box::new(move || lately(store)))
        .with_notice(notice);
    let ended = tui::run(&mut app, start);
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
