//! Which of several values holds.

use std::path::PathBuf;
use std::time::Duration;

use stretch_tui::content::model::Dose;
use stretch_tui::figure::Marker;
use stretch_tui::plan::Choices;
use stretch_tui::plan::person::Person;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::{Advance, LONGEST_GAP, LONGEST_WAIT, Pace};
use stretch_tui::settings::environment::Environment;
use stretch_tui::settings::terminal::Terminal;
use stretch_tui::settings::{Colour, Drawing, Origin, Setting, Settings, Sound, Speak};
use stretch_tui::tui::theme::Name;

use super::{errors, file, of, settings};

const EVERYTHING: &str = r#"
content = ["a.toml", "~/b.toml", "/c.toml"]
no-builtin = true
dose = "light"
figure = "blocks"
reduced-motion = true
color = "always"
theme = "dusk"
sound = "tones"
volume = 30
speak = "espeak-ng -v 'de at'"
flash = true
advance = "key"
prepare = 20
change = 7.5
lead-in = 0
awake = false
hooks.rep = ["a", ""]
hooks.cue = ["b c"]
"#;

#[test]
fn the_file_beats_every_default() {
    let settings = of("everything", EVERYTHING);
    let at = |line| Origin::File { line };
    assert_eq!(errors(&settings), [] as [&str; 0]);
    assert_eq!(settings.no_builtin, Setting { value: true, origin: at(3) });
    assert_eq!(settings.dose, Setting { value: Some(Dose::Light), origin: at(4) });
    assert_eq!(settings.figure, Setting { value: Drawing::Blocks, origin: at(5) });
    assert_eq!(settings.reduced_motion, Setting { value: true, origin: at(6) });
    assert_eq!(settings.color, Setting { value: Colour::Always, origin: at(7) });
    assert_eq!(settings.theme, Setting { value: Name::Dusk, origin: at(8) });
    assert_eq!(settings.sound, Setting { value: Sound::Tones, origin: at(9) });
    assert_eq!(settings.volume, Setting { value: 30, origin: at(10) });
    let command = ["espeak-ng", "-v", "de at"].map(Into::into).into();
    assert_eq!(settings.speak, Setting { value: Speak::Command(command), origin: at(11) });
    assert_eq!(settings.flash, Setting { value: true, origin: at(12) });
    assert_eq!(settings.advance, Setting { value: Advance::Key, origin: at(13) });
    assert_eq!(settings.prepare, Setting { value: Duration::from_secs(20), origin: at(14) });
    assert_eq!(settings.change, Setting { value: Duration::from_millis(7500), origin: at(15) });
    assert_eq!(settings.lead_in, Setting { value: Duration::ZERO, origin: at(16) });
    assert_eq!(settings.awake, Setting { value: false, origin: at(17) });
    let hooks: Vec<_> =
        settings.hooks.iter().map(|hook| (hook.event, &*hook.command.value, hook.command.origin)).collect();
    assert_eq!(
        hooks,
        [("cue", &["b c".to_owned()][..], at(19)), ("rep", &["a".to_owned(), String::new()][..], at(18))]
    );
}

#[test]
fn the_command_line_beats_the_file() {
    let arguments = "--dose full --figure off --color never --theme mono --sound off --speak auto --advance auto";
    let arguments: Vec<_> = arguments.split(' ').collect();
    let settings = settings(&arguments, &file("beaten", EVERYTHING), Environment::default());
    let origin = Origin::CommandLine;
    assert_eq!(settings.dose, Setting { value: Some(Dose::Full), origin });
    assert_eq!(settings.figure, Setting { value: Drawing::Off, origin });
    assert_eq!(settings.color, Setting { value: Colour::Never, origin });
    assert_eq!(settings.theme, Setting { value: Name::Mono, origin });
    assert_eq!(settings.sound, Setting { value: Sound::Off, origin });
    assert_eq!(settings.speak, Setting { value: Speak::Auto, origin });
    assert_eq!(settings.advance, Setting { value: Advance::Auto, origin });
    // What is not given stays as it is written.
    assert_eq!(*settings.volume, 30);
    assert_eq!(settings.flash.origin, Origin::File { line: 12 });
}

#[test]
fn an_option_that_is_given_is_told_from_one_that_is_not() {
    let path = file("flags", "flash = false\nreduced-motion = false\nno-builtin = false\n");
    let given = settings(&["--flash", "--reduced-motion", "--no-builtin"], &path, Environment::default());
    for flag in [given.flash, given.reduced_motion, given.no_builtin] {
        assert_eq!(flag, Setting { value: true, origin: Origin::CommandLine });
    }
    let written = settings(&["--color", "auto"], &path, Environment::default());
    assert_eq!(written.flash, Setting { value: false, origin: Origin::File { line: 1 } });
    assert_eq!(written.color, Setting { value: Colour::Auto, origin: Origin::CommandLine });
}

/// Later files are laid over earlier ones, and what is named for one run comes last.
#[test]
fn content_is_added_in_order() {
    let path = file("content", "content = [\n  \"a.toml\",\n  \"~/b.toml\",\n]\n");
    let content = vec!["c.toml".into(), "~/c.toml".into()];
    let environment = Environment { home: Some(PathBuf::from("/home/me")), content, ..Environment::default() };
    let settings = settings(&["--content", "d.toml", "--content", "~/e.toml"], &path, environment);
    let at = |line| Origin::File { line };
    let expected = [
        (path.parent().unwrap().join("a.toml"), at(2)),
        (PathBuf::from("/home/me/b.toml"), at(3)),
        ("c.toml".into(), Origin::Environment("STRETCH_CONTENT")),
        ("/home/me/c.toml".into(), Origin::Environment("STRETCH_CONTENT")),
        ("d.toml".into(), Origin::CommandLine),
        // A shell leaves the home in `--content=~/e.toml` to us.
        ("/home/me/e.toml".into(), Origin::CommandLine),
    ];
    let content: Vec<_> = settings.content.iter().map(|path| (path.value.clone(), path.origin)).collect();
    assert_eq!(content, expected);
}

/// <https://no-color.org>: who chooses in a file or on the command line has chosen.
#[test]
fn the_environment_turns_colours_off_where_nobody_chose() {
    let quiet = || Environment { no_color: true, ..Environment::default() };
    let dumb = || at("dumb");
    let (auto, always) = (file("auto", "color = \"auto\""), file("always", "color = \"always\""));
    let off = |variable| Setting { value: Colour::Never, origin: Origin::Environment(variable) };
    assert_eq!(settings(&[], &auto, quiet()).color, off("NO_COLOR"));
    assert_eq!(settings(&[], &auto, dumb()).color, off("TERM"));
    assert_eq!(settings(&["--color", "auto"], &auto, quiet()).color, off("NO_COLOR"));
    assert!(!settings(&[], &auto, quiet()).colour());
    assert!(settings(&[], &always, quiet()).colour());
    assert!(settings(&["--color", "always"], &auto, dumb()).colour());
    assert!(settings(&[], &auto, Environment::default()).colour());
}

/// The environment in a terminal of this kind.
fn at(term: &str) -> Environment {
    Environment { terminal: Terminal { term: term.into(), ..Terminal::default() }, ..Environment::default() }
}

#[test]
fn the_figure_is_drawn_with_what_the_terminal_has() {
    let path = file("figure", "");
    let drawn = |how, term: &str| {
        let environment = at(term);
        settings(&["--figure", how], &path, environment).marker()
    };
    assert_eq!(drawn("auto", "xterm"), Some(Marker::Quadrants));
    assert_eq!(drawn("auto", "xterm-kitty"), Some(Marker::Sextants));
    assert_eq!(drawn("auto", "linux"), Some(Marker::Ascii));
    assert_eq!(drawn("braille", "linux"), Some(Marker::Braille));
    assert_eq!(drawn("blocks", "xterm"), Some(Marker::Blocks));
    assert_eq!(drawn("sextants", "xterm"), Some(Marker::Sextants));
    assert_eq!(drawn("quadrants", "xterm-kitty"), Some(Marker::Quadrants));
    assert_eq!(drawn("off", "xterm"), None);
}

#[test]
#[cfg(all(unix, feature = "pixels"))]
fn the_figure_is_a_picture_where_the_terminal_may_show_one() {
    let path = file("picture", "");
    let pictured = |how, term| settings(&["--figure", how], &path, at(term)).wants_picture();
    assert!(pictured("auto", "xterm-kitty") && !pictured("auto", "xterm"));
    assert!(pictured("pixels", "xterm-kitty") && pictured("pixels", "xterm") && !pictured("pixels", "linux"));
    assert!(!pictured("sextants", "xterm-kitty") && !pictured("off", "xterm-kitty"));
    let ascii = || Environment { is_ascii: true, ..at("xterm-kitty") };
    assert!(["auto", "pixels"].iter().all(|how| !settings(&["--figure", how], &path, ascii()).wants_picture()));
    // What comes in its place.
    assert_eq!(settings(&["--figure", "pixels"], &path, at("xterm")).marker(), Some(Marker::Quadrants));
}

#[test]
fn plans_and_sessions_go_by_the_settings() {
    let settings = of("pace", EVERYTHING);
    let Choices { dose, pacing, .. } = settings.choices(Person::default());
    assert_eq!(dose, Some(Dose::Light));
    assert_eq!((pacing.prepare, pacing.change), (Duration::from_secs(20), Duration::from_millis(7500)));
    assert!(pacing.by_ear.is_some());
    let (longest_gap, longest_wait) = (LONGEST_GAP * 20, LONGEST_WAIT * 20);
    let expected = Pace { lead_in: Duration::ZERO, advance: Advance::Key, longest_gap, longest_wait };
    assert_eq!(settings.pace(Clock::new(20.0)), expected);
}

/// There is no second set of defaults.
#[test]
fn the_defaults_are_those_of_the_engine() {
    let settings = Settings::default();
    let (ours, theirs) = (settings.choices(Person::default()), Choices::default());
    assert_eq!(
        (ours.dose, ours.pacing.prepare, ours.pacing.change),
        (theirs.dose, theirs.pacing.prepare, theirs.pacing.change)
    );
    assert!(ours.pacing.by_ear.is_none() && theirs.pacing.by_ear.is_none());
    // On a screen the first stretch waits, and lines and events begin at once.
    assert_eq!(settings.pace(Clock::new(1.0)), Pace { advance: Advance::First, ..Pace::default() });
}

/// `ACCESSIBLE` is between the command line and the file; a dumb terminal is below both, and only where it must be.
#[test]
fn plain_lines_are_a_wish() {
    let (nothing, plain) = (file("plain-nothing", ""), file("plain-true", "plain = true\n"));
    let accessible = |value| Environment { accessible: value, ..Environment::default() };
    let said = |value, origin| Setting { value, origin };
    let variable = Origin::Environment("ACCESSIBLE");
    for (arguments, path, environment, expected) in [
        (&[][..], &nothing, accessible(None), said(false, Origin::Default)),
        (&[], &plain, accessible(None), said(true, Origin::File { line: 1 })),
        (&[], &nothing, accessible(Some(true)), said(true, variable)),
        (&[], &plain, accessible(Some(false)), said(false, variable)),
        (&["--no-plain"], &plain, accessible(Some(true)), said(false, Origin::CommandLine)),
        (&["--plain"], &plain, accessible(Some(false)), said(true, Origin::CommandLine)),
    ] {
        let settings = settings(arguments, path, environment);
        assert_eq!(settings.plain, expected, "{arguments:?}");
        assert_eq!(settings.in_lines(), expected.value, "{arguments:?}");
        assert_eq!(settings.choices(Person::default()).pacing.by_ear.is_some(), expected.value, "{arguments:?}");
    }
    let dumb = |accessible| {
        let terminal = Terminal { term: "dumb".into(), ..Terminal::default() };
        Environment { terminal, accessible, ..Environment::default() }
    };
    let there = settings(&[], &nothing, dumb(None));
    assert!(there.in_lines() && !*there.plain && there.why_plain.is_none());
    assert!(!settings(&[], &nothing, dumb(Some(false))).in_lines());
    assert!(!settings(&["--no-plain"], &nothing, dumb(None)).in_lines());
}
