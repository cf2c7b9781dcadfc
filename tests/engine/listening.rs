//! A session that waits for its voice, whatever its plan and however slow the voice.

use std::collections::HashMap;
use std::time::Duration;

use proptest::prelude::*;
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::{Command, LONGEST_WAIT, Outcome, Session};

use crate::TWO;

use super::generate::{self, Content};
use super::walk::{START, pace};

const SECOND: Duration = Duration::from_secs(1);
const GAP: Duration = Duration::from_secs(2);

/// The last three seconds of a getting ready, and the moment before them at which it stands still.
const COUNTED: Duration = Duration::new(3, 1);

/// A session that somebody speaks to for so long at the beginning of each getting ready.
struct Told {
    session: Session,
    now: Duration,
    speaks: Vec<Duration>,
    silent_at: Duration,
    /// When the voice fell silent in each getting ready.
    silences: HashMap<usize, Duration>,
    /// Each cue with the reading of the clock at which it was told.
    cues: Vec<(Duration, Cue)>,
}

impl Told {
    fn new(content: &Content, speaks: Vec<Duration>) -> Self {
        let (session, cues) = Session::new(content.plan(None), pace(GAP), START);
        let (silences, silent_at) = (HashMap::new(), START);
        let mut told = Self { session, now: START, speaks, silent_at, silences, cues: Vec::new() };
        told.on_cue(cues);
        told
    }

    fn on_cue(&mut self, cues: Vec<Cue>) {
        for cue in cues {
            self.cues.push((self.now, cue));
            if cue.kind == CueKind::Started && !self.session.plan().segments[cue.segment].is_work() {
                self.silent_at = self.now + self.speaks[cue.segment % self.speaks.len()];
                self.silences.insert(cue.segment, self.silent_at);
            }
        }
    }

    /// Looks when the session or the end of the voice wants it.
    fn look(&mut self) {
        let change = self.session.next_change().unwrap();
        self.now = if self.silent_at > self.now { self.silent_at.min(change) } else { change };
        self.session.set_speaking(self.now < self.silent_at);
        let cues = self.session.advance_to(self.now);
        self.on_cue(cues);
    }

    fn done(mut self) -> Self {
        while self.session.end().is_none() {
            self.look();
        }
        self
    }

    fn begun(&self, index: usize) -> Duration {
        self.cues.iter().find(|(_, cue)| (cue.segment, cue.kind) == (index, CueKind::Started)).unwrap().0
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_work_begins_before_the_voice_is_done_and_then_all_of_the_last_seconds_are_counted(
        content in generate::content(),
        speaks in prop::collection::vec((0..40_000u64).prop_map(Duration::from_millis), 1..20),
    ) {
        let told = Told::new(&content, speaks).done();
        let plan = told.session.plan();
        assert_eq!(told.session.active(), plan.total(), "waiting belongs to no segment");
        assert!(told.session.outcomes().iter().all(|outcome| *outcome == Outcome::Done));
        for (index, segment) in plan.segments.iter().enumerate().filter(|(_, segment)| !segment.is_work()) {
            let (ready, work) = (told.begun(index), told.begun(index + 1));
            let heard = told.silences[&index] + COUNTED.min(segment.length);
            // Where the voice ends with the fourth last second there is nothing to wait for, and nothing to add.
            let late = work - heard.max(ready + segment.length).saturating_sub(Duration::from_nanos(1));
            assert!(late <= Duration::from_nanos(1), "{late:?}");
            let seconds = told.cues.iter().filter_map(|(at, cue)| match cue.kind {
                CueKind::Countdown(n) if cue.segment == index => Some((n, work - *at)),
                _ => None,
            });
            let all = [3, 2, 1].map(|n| (n, SECOND * n)).into_iter().filter(|(_, left)| *left < segment.length);
            assert_eq!(seconds.collect::<Vec<_>>(), all.collect::<Vec<_>>());
        }
    }
}

fn lean(speaks: Duration) -> Told {
    Told::new(&Content::new(TWO.into()), vec![speaks])
}

#[test]
fn a_voice_that_hangs_is_waited_for_once_and_no_longer_than_the_limit() {
    let told = lean(Duration::from_secs(3600)).done();
    let waited = LONGEST_WAIT + Duration::from_secs(8);
    assert_eq!(told.begun(1) - START, waited, "8 s of getting ready");
    assert_eq!(told.begun(3) - told.begun(1), Duration::from_secs(20 + 5), "not again");
    assert_eq!(told.session.active(), told.session.plan().total());
}

#[test]
fn while_it_waits_every_command_works() {
    let listening = || {
        let mut told = lean(SECOND * 30);
        while !told.session.is_listening() {
            told.look();
        }
        told
    };
    let flow = |told: &Told| told.session.snapshot().unwrap().flow;
    assert_eq!(flow(&listening()), Flow::Listening);
    for (command, index) in [(Command::Next, 1), (Command::NextStretch, 4), (Command::Restart, 0), (Command::Back, 0)] {
        let mut told = listening();
        let now = told.now;
        told.session.command(command, now);
        assert!(!told.session.is_listening());
        assert_eq!(told.session.snapshot().unwrap().part.index, index, "{command:?}");
    }
    let mut told = listening();
    let (now, elapsed) = (told.now, told.session.snapshot().unwrap().elapsed);
    told.session.command(Command::Pause, now);
    assert_eq!((flow(&told), told.session.snapshot().unwrap().elapsed), (Flow::Paused, elapsed));
    told.session.command(Command::Resume, now + SECOND);
    assert!(matches!(flow(&told), Flow::LeadIn(_)), "after a pause it leads in");
    told.session.command(Command::Stop, now + SECOND);
    assert!(told.session.end().is_some());
}

/// A closed lid does not count as waiting.
#[test]
fn a_computer_that_sleeps_while_it_waits_is_a_pause() {
    let mut told = lean(SECOND * 30);
    while !told.session.is_listening() {
        told.look();
    }
    told.session.set_speaking(false);
    let cues = told.session.advance_to(told.now + LONGEST_WAIT + GAP + SECOND);
    assert_eq!(cues.iter().map(|cue| cue.kind).collect::<Vec<_>>(), [CueKind::Paused]);
}

/// What is asked for in the last seconds is heard before the work too.
#[test]
fn said_again_late_it_is_still_heard_to_its_end() {
    let mut told = lean(Duration::ZERO);
    while told.session.snapshot().unwrap().left > SECOND * 2 {
        told.look();
    }
    let asked = told.now;
    assert_eq!(told.session.command(Command::SayAgain, asked).len(), 1);
    told.session.set_speaking(true);
    assert_eq!(told.session.advance_to(asked + SECOND), [], "it stands where it was asked");
    assert!(told.session.is_listening());
    told.session.set_speaking(false);
    let cues = told.session.advance_to(asked + SECOND * 5);
    assert_eq!(cues, [], "and goes on from there");
    assert_eq!(told.session.snapshot().unwrap().left, SECOND * 2);
}
