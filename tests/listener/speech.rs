//! The voice: what is said, what gives way to what, and what is told when it cannot be said.

use std::ffi::OsStr;
use std::time::Duration;

use stretch_tui::coach::{self, Line, Weight};
use stretch_tui::listener::speech::{LATE, Voice};
use stretch_tui::listener::{Listener, Listeners};
use stretch_tui::session::Command;
use stretch_tui::session::cue::CueKind;
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::settings::Speak;

use super::harness::Harness;
use super::tempdir::{DEADLINE, TempDir, is_ours, pid, runs, until};

const NOW: Duration = Duration::ZERO;

/// Says that it speaks, and does so until it is ended: its number, that of what it starts, and the text.
const LONG: &str = "sleep 1000 & log \"$$ $! $1\"; wait";

fn voice(place: &TempDir, script: &str) -> Voice {
    Voice::new(&Speak::Command(place.script(script)), OsStr::new("/usr/bin:/bin")).unwrap()
}

fn auto(place: &TempDir) -> Voice {
    Voice::new(&Speak::Auto, place.path()).unwrap()
}

fn call(text: &str) -> Line {
    Line { sentences: vec![text.into()], weight: Weight::Call }
}

fn count(text: &str) -> Line {
    Line { sentences: vec![text.into()], weight: Weight::Count }
}

/// Waits until nothing is being said, as a session does.
fn until_silent(voice: &mut Voice) {
    voice.shut_down(DEADLINE);
}

#[test]
fn nobody_speaks_unless_asked_to() {
    assert!(Voice::new(&Speak::Off, OsStr::new("/usr/bin:/bin")).is_none());
}

#[test]
fn a_text_is_the_last_argument_whatever_stands_in_it() {
    let place = TempDir::new("verbatim");
    let mut voice = voice(&place, "log \"$#: $*\"");
    for (text, expected) in [
        ("Tilt \"gently\", don't rush", "1: Tilt \"gently\", don't rush"),
        ("$(touch \"$0/pwned\") `id` $HOME * ; exit 1", "1: $(touch \"$0/pwned\") `id` $HOME * ; exit 1"),
        ("--help", "1:  --help"),
        ("-5 degrees", "1:  -5 degrees"),
        ("two\nlines\u{1b}[2J\0", "1: two lines [2J "),
        ("schräg %s \\n", "1: schräg %s \\n"),
    ] {
        assert!(voice.say(&call(text), NOW));
        until_silent(&mut voice);
        assert_eq!(place.log().last().unwrap(), expected);
    }
    assert!(!place.file("pwned").exists());
    assert!(!voice.say(&call(" "), NOW), "nothing to say");
    assert_eq!(voice.take_warning(), None);
}

#[test]
fn there_is_one_voice_and_a_call_replaces_whatever_it_says() {
    let place = TempDir::new("one");
    let mut voice = voice(&place, LONG);
    for (index, line) in [count("1"), call("Left."), call("Right.")].iter().enumerate() {
        let before = place.log();
        assert!(voice.say(line, NOW));
        for earlier in before {
            assert!(!is_ours(pid(&earlier)), "still there: {earlier}");
            let own_child = pid(earlier.split_once(' ').unwrap().1);
            until("what it started has ended", || !runs(own_child));
        }
        let log = place.lines(index + 1);
        assert!(runs(pid(&log[index])) && log[index].ends_with(&line.text()));
    }
    let last = pid(place.log().last().unwrap());
    drop(voice);
    assert!(!is_ours(last), "it goes with its voice");
}

#[test]
fn a_count_gives_way_to_a_call_and_replaces_a_count() {
    let place = TempDir::new("counts");
    let mut voice = voice(&place, LONG);
    assert!(voice.say(&count("1"), NOW));
    assert!(voice.say(&count("2"), NOW));
    assert!(voice.say(&call("Rest."), NOW));
    assert!(!voice.say(&count("3"), NOW), "a call is being spoken");
    voice.shut_down(NOW);
    assert!(voice.say(&count("4"), NOW), "nothing is");
}

#[test]
fn a_late_count_is_left_out_and_a_late_call_is_not() {
    let place = TempDir::new("late");
    let mut voice = voice(&place, LONG);
    assert!(!voice.say(&count("1"), LATE + Duration::from_nanos(1)));
    assert!(voice.say(&count("2"), LATE));
    assert!(voice.say(&call("Rest."), LATE * 10));
}

#[test]
fn a_mute_ends_it_at_once_and_nothing_is_said_until_it_is_taken_back() {
    let place = TempDir::new("mute");
    let mut voice = voice(&place, LONG);
    assert!(voice.say(&call("Left."), NOW));
    let left = pid(&place.lines(1)[0]);
    voice.mute(true);
    assert!(!is_ours(left));
    assert!(!voice.say(&call("Right."), NOW));
    voice.mute(false);
    assert!(voice.say(&call("Onwards."), NOW));
}

#[test]
fn a_pause_and_a_stop_end_what_is_being_said() {
    for command in [Command::Pause, Command::Stop] {
        let place = TempDir::new(&format!("end-{command:?}"));
        let mut voice = voice(&place, LONG);
        let mut told = Harness::begun(&mut voice);
        assert!(voice.say(&call("A long story."), NOW));
        until("it speaks", || place.log().iter().any(|line| line.ends_with("A long story.")));
        let story = place.log().into_iter().find(|line| line.ends_with("A long story.")).unwrap();
        told.ask(command, &mut voice);
        assert!(!is_ours(pid(&story)));
    }
}

#[test]
fn what_the_coach_says_is_said() {
    let place = TempDir::new("coach");
    let mut voice = voice(&place, "log \"$1\"");
    let (mut told, mut expected) = (Harness::new(), Vec::new());
    while told.session.end().is_none() {
        for cue in told.on(&mut Listeners::default()) {
            let heard = CueEvent { cue, session: &told.session, now: told.now, record: None };
            expected.extend(coach::line(&heard).map(|line| line.text()));
            voice.on_cue(&heard);
            until_silent(&mut voice);
            assert_eq!(place.log(), expected);
        }
    }
    assert!(!expected.is_empty());
}

#[test]
fn a_number_is_late_by_the_clock_of_the_session() {
    let place = TempDir::new("heard");
    let mut voice = voice(&place, "log \"$1\"");
    let (mut told, mut rep) = (Harness::new(), None);
    while rep.is_none() {
        rep = told.on(&mut Listeners::default()).into_iter().find(|cue| cue.kind == CueKind::Rep(2));
    }
    let cue = rep.unwrap();
    for (late, said) in [(LATE, 1), (LATE + Duration::from_millis(1), 1)] {
        let mut session = told.session.clone();
        session.advance_to(told.now + late);
        let heard = CueEvent { cue, session: &session, now: told.now + late, record: None };
        assert_eq!(coach::line(&heard).unwrap().weight, Weight::Count);
        voice.on_cue(&heard);
        until_silent(&mut voice);
        assert_eq!(place.log().len(), said, "{late:?}");
    }
}

#[test]
fn the_programs_are_looked_for_in_order_and_a_known_one_is_talked_to_as_it_needs() {
    let place = TempDir::new("auto");
    let spoken = |voice: &mut Voice| {
        let before = place.log().len();
        assert!(voice.say(&call("Lean."), NOW));
        let line = place.lines(before + 1)[before].clone();
        line.split_once(' ').unwrap().1.to_owned()
    };
    let spd_say = "spd-say --application-name stretch --priority text --wait Lean.";
    for (name, expected) in
        [("espeak", "espeak Lean."), ("espeak-ng", "espeak-ng Lean."), ("spd-say", spd_say), ("say", "say Lean.")]
    {
        place.program(name);
        assert_eq!(spoken(&mut auto(&place)), expected);
    }
    let named = |words: &[&str]| Speak::Command(words.iter().copied().map(str::to_owned).collect());
    let mut voice = Voice::new(&named(&["spd-say"]), place.path()).unwrap();
    assert_eq!(spoken(&mut voice), spd_say, "named without options");
    let by_folder = place.file("spd-say").to_str().unwrap().to_owned();
    for name in ["spd-say", &by_folder] {
        let mut voice = Voice::new(&named(&[name, "-l", "de"]), place.path()).unwrap();
        let own = "spd-say --application-name stretch --priority text --wait -l de Lean.";
        assert_eq!(spoken(&mut voice), own, "its user's options come after ours, and so hold: {name}");
        voice.mute(true);
        until("it is silenced", || place.log().last().unwrap().ends_with("spd-say --stop"));
    }
}

#[test]
fn a_server_that_would_speak_on_is_silenced() {
    let place = TempDir::new("hush");
    place.program("spd-say");
    let mut voice = auto(&place);
    assert!(voice.say(&call("Left."), NOW));
    let left = pid(&place.lines(1)[0]);
    assert!(voice.say(&call("Right."), NOW));
    assert_eq!(place.lines(2).len(), 2, "a new line silences the last by itself");
    voice.mute(true);
    assert!(!is_ours(left));
    assert!(place.lines(3)[2].ends_with("spd-say --stop"));
    voice.mute(true);
    until_silent(&mut voice);

    voice.mute(false);
    let before = place.log().len();
    assert!(voice.say(&call("Goodbye."), NOW));
    place.lines(before + 1);
    voice.shut_down(NOW);
    assert!(place.log().last().unwrap().ends_with("spd-say --stop"), "{:?}", place.log());
    assert_eq!(voice.take_warning(), None);
}

#[test]
fn the_last_line_has_a_grace() {
    let place = TempDir::new("grace");
    let mut speaks = voice(&place, "until [ -e \"$0/go\" ]; do sleep 0.01; done; log \"$$ $1\"");
    assert!(speaks.say(&call("Well done."), NOW));
    place.touch("go");
    speaks.shut_down(DEADLINE);
    assert_eq!(place.log().len(), 1);
    let mut speaks = voice(&place, LONG);
    assert!(speaks.say(&call("Well done."), NOW));
    let child = pid(&place.lines(2)[1]);
    speaks.shut_down(NOW);
    assert!(!is_ours(child));
}

#[test]
fn a_missing_program_is_told_of_once_in_a_session() {
    let place = TempDir::new("missing");
    let mut voice = Voice::new(&Speak::Command(vec!["no-such-voice".into(), "-x".into()]), place.path()).unwrap();
    for _ in 0..2 {
        let mut told = Harness::begun(&mut voice);
        let warning = "speech cannot be started: No such file or directory (os error 2): `no-such-voice`";
        assert!(!voice.say(&call("Left."), NOW));
        assert_eq!(voice.take_warning().as_deref(), Some(warning));
        told.ask(Command::Pause, &mut voice);
        assert!(!voice.say(&call("Right."), NOW));
        assert_eq!(voice.take_warning(), None);
    }
}

#[test]
fn a_program_that_was_missing_is_tried_again_in_the_next_session() {
    let place = TempDir::new("comes");
    let name = place.file("voice").to_str().unwrap().to_owned();
    let mut voice = Voice::new(&Speak::Command(vec![name]), place.path()).unwrap();
    Harness::begun(&mut voice);
    assert!(!voice.say(&call("Left."), NOW));
    place.program("voice");
    assert!(!voice.say(&call("Left."), NOW));
    Harness::begun(&mut voice);
    assert!(voice.say(&call("Left."), NOW));
}

#[test]
fn nothing_found_is_told_of_once_in_a_session() {
    let place = TempDir::new("nothing");
    let mut voice = auto(&place);
    for _ in 0..2 {
        Harness::begun(&mut voice);
        assert!(!voice.say(&call("Left."), NOW));
        let warning = "no speech program found: install espeak-ng, or name one with --speak COMMAND";
        assert_eq!(voice.take_warning().as_deref(), Some(warning));
        assert_eq!(voice.take_warning(), None);
    }
}

#[test]
fn a_program_that_comes_is_found_by_the_next_session() {
    let place = TempDir::new("installed");
    let mut voice = auto(&place);
    Harness::begun(&mut voice);
    assert!(voice.take_warning().is_some());
    place.program("espeak");
    Harness::begun(&mut voice);
    assert_eq!(voice.take_warning(), None);
    assert!(voice.say(&call("Left."), NOW));
}

#[test]
fn a_failing_program_is_told_of_once_and_tried_again() {
    let place = TempDir::new("failing");
    let mut voice = voice(&place, "log \"$$ $1\"; exit 1");
    for count in 1..=3 {
        assert!(voice.say(&call("Left."), NOW));
        let child = pid(&place.lines(count)[count - 1]);
        until_silent(&mut voice);
        assert!(!is_ours(child), "it is reaped");
        assert_eq!(voice.take_warning().as_deref(), (count == 1).then_some("speech failed with exit code 1: `sh`"));
    }
}

#[test]
fn what_we_end_ourselves_is_no_failure() {
    let place = TempDir::new("ended");
    let mut voice = voice(&place, LONG);
    assert!(voice.say(&call("Left."), NOW));
    assert!(voice.say(&call("Right."), NOW));
    voice.mute(true);
    voice.reap();
    assert_eq!(voice.take_warning(), None);
}
