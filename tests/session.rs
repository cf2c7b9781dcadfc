//! Sessions: whole walks told cue by cue, and each command where it could go wrong. The laws that hold for
//! any session are in `engine::laws`, single commands in `engine::commands`. Nothing here waits: the clock is handed in.

// A subtraction below zero is a failed test, and the seconds compared are exact in binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unchecked_time_subtraction,
    clippy::float_cmp
)]

mod engine {
    pub mod commands;
    pub mod generate;
    pub mod laws;
    pub mod listening;
    pub mod walk;
}

use std::time::Duration;

use engine::generate::Content;
use engine::walk::START;
use stretch_tui::plan::Plan;
use stretch_tui::session::Command::{self, Adjust, Back, Next, NextStretch, Pause, Resume, Stop};
use stretch_tui::session::cue::Cue;
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::summary::{StretchResult, Summary};
use stretch_tui::session::{End, LONGEST_GAP, Outcome, Pace, Session};
use stretch_tui::time::whole_seconds;

/// Two stretches: a hold on both sides for one round, and reps with phases.
const TWO: &str = r#"
    schema = 1
    title = "Two"
    [[stretch]]
    id = "lean"
    name = "Lean"
    setup = "Sit."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Lean to the {side}."
    sides = ["left", "right"]
    hold = 20
    [[stretch]]
    id = "wave"
    name = "Wave"
    setup = "Kneel."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Breathe."
    reps = 2
    phases = [{ text = "In", seconds = 4 }, { text = "Out", seconds = 2.5 }]
    [[routine]]
    id = "two"
    name = "Two"
    stretches = ["lean", "wave"]
"#;

/// The segments of [`TWO`], by their numbers: each starts where the one before it ends.
const LEFT: usize = 1;
const CHANGE: usize = 2;
const RIGHT: usize = 3;
const PREPARE_WAVE: usize = 4;
const WAVE: usize = 5;

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

/// The usual pace, with another longest gap.
fn pace(longest_gap: Duration) -> Pace {
    Pace { longest_gap, ..Pace::default() }
}

/// A session and its clock, which says seconds since the session began.
struct Coach {
    session: Session,
    now: Duration,
    started: Vec<Cue>,
}

impl Coach {
    fn of(plan: Plan) -> Self {
        let (session, started) = Session::new(plan, pace(Duration::from_secs(100)), START);
        Self { session, now: START, started }
    }

    fn new() -> Self {
        Self::of(Content::new(TWO.into()).plan(None))
    }

    /// At an offset into a segment, running.
    fn at(segment: usize, offset: f64) -> Self {
        let mut coach = Self::new();
        let start = coach.session.plan().segments[segment].start;
        coach.wait(start.as_secs_f64() + offset);
        assert_eq!(coach.index(), segment);
        coach
    }

    fn wait(&mut self, time: f64) -> Vec<String> {
        self.now += seconds(time);
        tell(&self.session.advance_to(self.now))
    }

    fn ask(&mut self, command: Command) -> Vec<String> {
        tell(&self.session.command(command, self.now))
    }

    fn index(&self) -> usize {
        self.session.snapshot().unwrap().part.index
    }

    fn left(&self) -> f64 {
        self.session.snapshot().unwrap().left.as_secs_f64()
    }

    fn elapsed(&self) -> f64 {
        self.session.snapshot().unwrap().elapsed.as_secs_f64()
    }

    fn flow(&self) -> Flow {
        self.session.snapshot().unwrap().flow
    }

    fn length(&self, segment: usize) -> f64 {
        self.session.plan().segments[segment].length.as_secs_f64()
    }

    /// The number and phase of the rep, and of how many.
    fn rep(&self) -> (u32, Option<usize>, u32) {
        let rep = self.session.snapshot().unwrap().rep.unwrap();
        (rep.number, rep.phase.map(|(phase, _, _)| phase), rep.of)
    }
}

/// Cues as text: the time in the session, the segment, and what happens.
fn tell(cues: &[Cue]) -> Vec<String> {
    cues.iter().map(|cue| format!("{} #{} {:?}", cue.at.as_secs_f64(), cue.segment, cue.kind)).collect()
}

const LEAD_IN: Flow = Flow::LeadIn(Duration::from_secs(3));

#[test]
fn a_session_from_start_to_end() {
    let mut coach = Coach::new();
    assert_eq!(tell(&coach.started), ["0 #0 SessionStarted", "0 #0 Started"]);
    assert_eq!(coach.wait(4.9), [""; 0]);
    assert_eq!(coach.wait(3.0), ["5 #0 Countdown(3)", "6 #0 Countdown(2)", "7 #0 Countdown(1)"]);
    assert_eq!(coach.wait(0.1), ["8 #0 Ended(Done)", "8 #1 Started"]);
    assert_eq!(coach.wait(15.0), ["18 #1 Halfway"]);
    assert_eq!(coach.wait(4.999), ["25 #1 Countdown(3)", "26 #1 Countdown(2)", "27 #1 Countdown(1)"]);
    assert_eq!(whole_seconds(coach.session.snapshot().unwrap().left), 1, "0 is for what is over");
    assert_eq!(coach.wait(0.001), ["28 #1 Ended(Done)", "28 #2 Started"]);
    assert_eq!(
        coach.wait(33.0),
        [
            "30 #2 Countdown(3)",
            "31 #2 Countdown(2)",
            "32 #2 Countdown(1)",
            "33 #2 Ended(Done)",
            "33 #3 Started",
            "43 #3 Halfway",
            "50 #3 Countdown(3)",
            "51 #3 Countdown(2)",
            "52 #3 Countdown(1)",
            "53 #3 Ended(Done)",
            "53 #3 StretchEnded",
            "53 #4 Started",
            "58 #4 Countdown(3)",
            "59 #4 Countdown(2)",
            "60 #4 Countdown(1)",
            "61 #4 Ended(Done)",
            "61 #5 Started",
            "61 #5 Rep(1)",
            "61 #5 Phase(0)",
        ]
    );
    assert_eq!(
        coach.wait(13.0),
        [
            "65 #5 Phase(1)",
            "67.5 #5 Rep(2)",
            "67.5 #5 Phase(0)",
            "71 #5 Countdown(3)",
            "71.5 #5 Phase(1)",
            "72 #5 Countdown(2)",
            "73 #5 Countdown(1)",
            "74 #5 Ended(Done)",
            "74 #5 StretchEnded",
            "74 #5 SessionEnded(Completed)",
        ]
    );
    assert_eq!(coach.session.end(), Some(End::Completed));
    assert!(coach.session.outcomes().iter().all(|outcome| *outcome == Outcome::Done));
    assert_eq!((coach.elapsed(), coach.left()), (74.0, 0.0));
    assert_eq!(coach.session.active(), seconds(74.0));
}

#[test]
fn a_session_that_is_interfered_with() {
    let mut coach = Coach::at(LEFT, 2.0);
    assert_eq!(coach.ask(Pause), ["10 #1 Paused"]);
    assert_eq!(coach.wait(300.0), [""; 0]);
    assert_eq!(coach.ask(Resume), ["10 #1 Resumed", "10 #1 LeadIn(3)"]);
    assert_eq!(coach.wait(2.5), ["10 #1 LeadIn(2)", "10 #1 LeadIn(1)"]);
    assert_eq!(coach.wait(0.5), ["10 #1 GoesOn"], "what goes on does not start again");
    assert_eq!((coach.left(), coach.flow()), (18.0, Flow::Running));
    assert_eq!(coach.ask(Adjust(5)), ["10 #1 Adjusted"]);
    assert_eq!((coach.left(), coach.length(RIGHT)), (23.0, 25.0), "and the other side with it");
    assert_eq!(coach.session.plan().total(), seconds(84.0));
    assert_eq!(coach.ask(Next), ["10 #1 Ended(Skipped)", "33 #2 Started"]);
    assert_eq!(coach.ask(Next), ["33 #2 Ended(Done)", "38 #3 LeadIn(3)"]);
    assert_eq!(coach.wait(4.0), ["38 #3 LeadIn(2)", "38 #3 LeadIn(1)", "38 #3 Started"]);
    assert_eq!(coach.left(), 24.0);
    assert_eq!(coach.ask(Back), ["8 #1 LeadIn(3)"]);
    assert_eq!(coach.wait(28.0)[..3], ["8 #1 LeadIn(2)", "8 #1 LeadIn(1)", "8 #1 Started"]);
    assert_eq!(coach.index(), CHANGE);
    assert_eq!(coach.session.outcomes()[..4], [Outcome::Done, Outcome::Done, Outcome::Done, Outcome::Open]);
    assert_eq!(
        coach.ask(NextStretch),
        ["33 #2 Ended(Skipped)", "33 #3 Ended(Skipped)", "33 #2 StretchEnded", "63 #4 Started"]
    );
    assert_eq!(coach.ask(Stop), ["63 #4 SessionEnded(Stopped)"]);
    assert_eq!(
        coach.session.summary(),
        Summary {
            end: End::Stopped,
            active: seconds(8.0 + 2.0 + 1.0 + 25.0),
            planned: seconds(84.0),
            remaining: seconds(21.0),
            last: 4,
            last_work: Some(1),
            stretches: vec![
                StretchResult { done: 1, of: 2, is_begun: true },
                StretchResult { done: 0, of: 1, is_begun: false }
            ],
        },
        "no pause and no lead-in is time spent"
    );
}

#[test]
fn the_rep_and_its_phase_are_told() {
    let mut coach = Coach::at(WAVE, 0.0);
    for (wait, rep) in [(0.0, (1, 0)), (3.9, (1, 0)), (0.1, (1, 1)), (2.4, (1, 1)), (0.1, (2, 0)), (6.4, (2, 1))] {
        coach.wait(wait);
        assert_eq!(coach.rep(), (rep.0, Some(rep.1), 2));
    }
    coach.wait(0.1);
    assert_eq!(coach.rep(), (2, Some(1), 2), "at the end it is still the last");
}

#[test]
fn a_short_hold_has_no_halfway_and_an_odd_one_has_it_in_the_middle() {
    let halfway = |hold: f64| {
        let text = TWO.replace("hold = 20", &format!("hold = {hold}"));
        let mut coach = Coach::of(Content::new(text).plan(None));
        let cues = coach.wait(8.0 + hold);
        cues.into_iter().find(|cue| cue.contains("Halfway"))
    };
    assert_eq!(halfway(14.999), None);
    assert_eq!(halfway(15.0).unwrap(), "15.5 #1 Halfway");
    assert_eq!(halfway(17.5).unwrap(), "16.75 #1 Halfway");
}

#[test]
fn a_gap_is_time_not_spent() {
    let plan = Content::new(TWO.into()).plan(None);
    let (mut session, _) = Session::new(plan.clone(), Pace::default(), START);
    assert_eq!(session.advance_to(START + LONGEST_GAP), [], "just short enough");
    let late = START + LONGEST_GAP * 2 + Duration::from_nanos(1);
    assert_eq!(tell(&session.advance_to(late)), ["2 #0 Paused"]);
    assert_eq!(session.active(), LONGEST_GAP);
    assert_eq!(tell(&session.command(Resume, late)), ["2 #0 Resumed", "2 #0 LeadIn(3)"]);
    assert_eq!(tell(&session.advance_to(late + seconds(2.5))), ["2 #0 Paused"], "in a lead-in too");
    assert_eq!(tell(&session.command(Pause, late + seconds(9.0))), [""; 0], "a pause that is one already");

    // A space bar pressed after the lid was opened: what it asked for is a pause, and it is one.
    let (mut session, _) = Session::new(plan.clone(), Pace::default(), START);
    assert_eq!(tell(&session.command(Pause, START + seconds(3600.0))), ["0 #0 Paused"]);

    // A limit below the time between two looks would never let it go on.
    let (mut session, _) = Session::new(plan, pace(Duration::ZERO), START);
    assert_eq!(session.advance_to(START + seconds(1.0)), []);
    assert!(!session.is_paused());
}

#[test]
fn a_clock_that_goes_back_stands_still() {
    let mut coach = Coach::at(LEFT, 7.0);
    assert_eq!(coach.session.advance_to(Duration::ZERO), []);
    assert_eq!(coach.left(), 13.0);
    assert_eq!(tell(&coach.session.command(Pause, START)), ["15 #1 Paused"]);
    coach.wait(1.0);
    coach.ask(Resume);
    assert_eq!((coach.left(), coach.flow()), (13.0, LEAD_IN));
}

#[test]
fn a_clock_at_the_end_of_its_range_stands_there() {
    let (mut session, _) = Session::new(Content::new(TWO.into()).plan(None), pace(Duration::MAX), Duration::MAX);
    assert_eq!(session.next_change(), Some(Duration::MAX));
    for command in [Pause, Resume, Next, Next, Resume, Adjust(5), Back, Stop] {
        session.command(command, Duration::MAX);
        assert_eq!(session.next_change().is_some(), session.end().is_none() && !session.is_paused());
    }
    let (mut session, _) = Session::new(Content::new(TWO.into()).plan(None), pace(Duration::MAX), Duration::ZERO);
    session.advance_to(Duration::from_secs(5));
    session.advance_to(Duration::MAX);
    assert_eq!(session.end(), Some(End::Completed));
}

#[test]
fn a_session_of_nothing_is_over_at_once() {
    let plan = Plan { segments: Vec::new(), stretches: Vec::new(), ..Content::new(TWO.into()).plan(None) };
    let mut coach = Coach::of(plan);
    assert_eq!(tell(&coach.started), ["0 #0 SessionStarted", "0 #0 SessionEnded(Completed)"]);
    assert!(coach.session.snapshot().is_none());
    assert_eq!(coach.session.next_change(), None);
    assert_eq!(coach.wait(5.0), [""; 0]);
    assert_eq!(coach.ask(Next), [""; 0]);
}

#[test]
fn segments_without_length_are_passed_through() {
    let mut plan = Content::new(TWO.into()).plan(None);
    for index in 0..plan.segments.len() {
        plan.resize(index, plan.segments[index].kind, Duration::ZERO);
    }
    let mut coach = Coach::of(plan);
    coach.wait(0.0);
    assert_eq!(coach.session.end(), Some(End::Completed));
}

#[test]
fn whole_seconds_count_down_to_the_very_end() {
    for (left, shown) in [(20.0, 20), (19.999, 20), (19.001, 20), (19.0, 19), (1.0, 1), (0.001, 1), (0.0, 0)] {
        assert_eq!(whole_seconds(seconds(left)), shown);
    }
}
