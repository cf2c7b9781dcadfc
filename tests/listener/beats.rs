//! Bell and flash: a signal is beaten to its end, but not into a pause or past a stop.

use std::time::Duration;

use stretch_tui::listener::Listener;
use stretch_tui::listener::bell::Bell;
use stretch_tui::listener::signal::Signal;
use stretch_tui::session::Command;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::tui::flash::Flash;

use super::harness::{Harness, START};

/// Does everything that is left to do, and returns when.
fn rest(listener: &mut impl Listener) -> Vec<Duration> {
    let mut times = Vec::new();
    while let Some(deadline) = listener.deadline() {
        listener.on_deadline(deadline);
        times.push(deadline.checked_sub(START).unwrap());
    }
    times
}

#[test]
fn a_signal_goes_no_further_than_the_session() {
    let (bell, flash) = (|| Bell::new(Vec::new(), Clock::new(1.0)), || Flash::new(Clock::new(1.0)));
    let beats = [350, 700].map(Duration::from_millis);
    let turns = [180, 350, 530, 700, 880].map(Duration::from_millis);
    let (mut rings, mut lights) = (bell(), flash());
    Harness::begun(&mut rings);
    Harness::begun(&mut lights);
    assert_eq!((rest(&mut rings), rest(&mut lights)), (beats.into(), turns.into()), "of the getting ready");
    for command in [Command::Pause, Command::Stop] {
        let (mut rings, mut lights) = (bell(), flash());
        Harness::begun(&mut rings).ask(command, &mut rings);
        Harness::begun(&mut lights).ask(command, &mut lights);
        assert_eq!(rest(&mut rings), [], "{command:?}");
        assert_eq!(rest(&mut lights), turns[..1], "what is lit goes out in its time: {command:?}");
    }
}

#[test]
fn all_three_seconds_of_a_lead_in_are_signalled_and_no_other() {
    let told = Harness::begun(&mut Bell::new(Vec::new(), Clock::new(1.0)));
    for (left, signal) in [(1, true), (2, true), (3, true), (4, false), (5, false)] {
        let cue = Cue { at: Duration::ZERO, segment: 0, kind: CueKind::LeadIn(left) };
        assert_eq!(Signal::of(&cue, &told.session), signal.then_some(Signal::Last), "{left}");
    }
}
