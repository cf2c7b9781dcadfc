//! A session taken through looks and commands at any readings of a clock, with every law checked at each.

use std::time::Duration;

use proptest::prelude::*;
use stretch_tui::plan::{Kind, Plan, Segment};
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::{Command, End, LEAD_IN, Outcome, Pace, Session};
use stretch_tui::time::whole_seconds;

/// Where every clock of these tests begins.
pub const START: Duration = Duration::from_secs(86_400);

/// The usual pace, with another longest gap.
pub fn pace(longest_gap: Duration) -> Pace {
    Pace { longest_gap, ..Pace::default() }
}

/// The next reading of the clock.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// So much later than the latest.
    Later(Duration),
    /// So much earlier than the latest.
    Earlier(Duration),
    /// When the session wants to be looked at.
    Change,
    /// A nanosecond before that.
    JustBefore,
}

/// A reading, and what is asked for at it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub reading: Reading,
    pub command: Option<Command>,
}

pub fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step =
        (reading(), prop::option::weighted(0.4, command())).prop_map(|(reading, command)| Step { reading, command });
    prop::collection::vec(step, 1..=most)
}

fn reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        1 => Just(Reading::Later(Duration::ZERO)),
        4 => (0..2_000_000_000u64).prop_map(Duration::from_nanos).prop_map(Reading::Later),
        4 => (0..20_000u64).prop_map(Duration::from_millis).prop_map(Reading::Later),
        2 => (1..8u64).prop_map(Duration::from_secs).prop_map(Reading::Later),
        1 => (0..4000u64).prop_map(Duration::from_secs).prop_map(Reading::Later),
        1 => (0..100_000u64).prop_map(Duration::from_secs).prop_map(Reading::Earlier),
        3 => Just(Reading::Change),
        1 => Just(Reading::JustBefore),
    ]
}

pub fn command() -> impl Strategy<Value = Command> {
    let seconds = prop_oneof![4 => Just(5), 4 => Just(-5), 2 => -30..=30, 1 => any::<i32>()];
    prop_oneof![
        4 => Just(Command::Pause),
        6 => Just(Command::Resume),
        6 => Just(Command::Next),
        3 => Just(Command::Back),
        2 => Just(Command::Restart),
        2 => Just(Command::NextStretch),
        2 => Just(Command::PreviousStretch),
        6 => seconds.prop_map(Command::Adjust),
        3 => Just(Command::Done),
        2 => Just(Command::SayAgain),
        // Seldom, or most sessions would be over at once.
        1 => prop_oneof![8 => Just(Command::Resume), 1 => Just(Command::Stop)],
    ]
}

/// All that can be seen of a session from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub index: usize,
    pub flow: Flow,
    pub elapsed: Duration,
    pub remaining: Duration,
    pub active: Duration,
    pub outcomes: Vec<Outcome>,
    pub segments: Vec<Segment>,
}

impl Seen {
    pub fn new(session: &Session) -> Self {
        let snapshot = session.snapshot().unwrap();
        assert_eq!(snapshot.flow == Flow::Paused, session.is_paused());
        assert_eq!(session.end().map_or(snapshot.flow, Flow::Ended), snapshot.flow);
        assert_eq!(snapshot.elapsed + snapshot.remaining, session.plan().total());
        assert_eq!(snapshot.offset + snapshot.left, snapshot.part.segment.length);
        assert_eq!(snapshot.part.segment.start + snapshot.offset, snapshot.elapsed);
        Self {
            index: snapshot.part.index,
            flow: snapshot.flow,
            elapsed: snapshot.elapsed,
            remaining: snapshot.remaining,
            active: session.active(),
            outcomes: session.outcomes().to_vec(),
            segments: snapshot.part.plan.segments.clone(),
        }
    }

    pub fn is_over(&self) -> bool {
        matches!(self.flow, Flow::Ended(_))
    }

    fn segment(&self) -> &Segment {
        &self.segments[self.index]
    }

    fn offset(&self) -> Duration {
        self.elapsed - self.segment().start
    }
}

/// The numbers a skin shows.
pub fn shown(session: &Session) -> impl PartialEq + std::fmt::Debug + use<> {
    let snapshot = session.snapshot().unwrap();
    let flow = match snapshot.flow {
        Flow::LeadIn(left) => format!("lead-in {}", whole_seconds(left)),
        flow => format!("{flow:?}"),
    };
    let rep = snapshot.rep.map(|rep| (rep.number, rep.of, rep.phase.map(|(phase, _, _)| phase)));
    (snapshot.part.index, whole_seconds(snapshot.left), whole_seconds(snapshot.remaining), rep, flow)
}

/// A session on its way.
pub struct Walk {
    pub session: Session,
    pub cues: Vec<Cue>,
    gap: Duration,
    /// The latest reading, which is the one that counts.
    pub now: Duration,
}

impl Walk {
    pub fn new(plan: Plan, gap: Duration) -> Self {
        let (session, cues) = Session::new(plan, pace(gap), START);
        Self { session, cues, gap, now: START }
    }

    fn at(&self, reading: Reading) -> Duration {
        let change = self.session.next_change().unwrap_or(self.now);
        match reading {
            Reading::Later(by) => self.now + by,
            Reading::Earlier(by) => self.now.saturating_sub(by),
            Reading::Change => change,
            Reading::JustBefore => change.saturating_sub(Duration::from_nanos(1)),
        }
    }

    /// Looks, and then carries out the command, if any; a command looks by itself.
    pub fn step(&mut self, step: Step) {
        let now = self.at(step.reading);
        let mut direct = self.session.clone();
        let first = self.cues.len();
        self.look(now);
        if let Some(command) = step.command {
            self.command(command, now);
            assert_eq!(direct.command(command, now), self.cues[first..], "a command looks first");
            assert_eq!(Seen::new(&direct), Seen::new(&self.session));
        }
        let ends = self.cues.iter().filter(|cue| matches!(cue.kind, CueKind::SessionEnded(_))).count();
        assert_eq!(ends, usize::from(self.session.end().is_some()), "the end is said once");
    }

    fn look(&mut self, now: Duration) {
        let before = Seen::new(&self.session);
        let cues = self.session.advance_to(now);
        let after = Seen::new(&self.session);
        let passed = now.saturating_sub(self.now);
        self.now = self.now.max(now);
        assert_eq!(before.segments, after.segments, "only adjusting changes the plan");
        for (was, is) in before.outcomes.iter().zip(&after.outcomes) {
            assert!(was == is || *is == Outcome::Done || (*was, *is) == (Outcome::Skipped, Outcome::Open));
        }
        match before.flow {
            // Nobody speaks in these walks.
            Flow::Ended(_) | Flow::Paused | Flow::Waiting | Flow::Listening => {
                assert_eq!(before, after, "nothing moves");
                assert_eq!(cues, []);
            }
            Flow::Running | Flow::LeadIn(_) if passed > self.gap => {
                assert_eq!(after, Seen { flow: Flow::Paused, ..before.clone() }, "a gap is a pause at the last look");
                assert_eq!(cues, [Cue { at: before.elapsed, segment: before.index, kind: CueKind::Paused }]);
            }
            Flow::Running | Flow::LeadIn(_) => time_passes(&before, &after, &cues, passed),
        }
        self.cues.extend(cues);
        self.check_next_change();
    }

    fn command(&mut self, command: Command, now: Duration) {
        let before = Seen::new(&self.session);
        let cues = self.session.command(command, now);
        let after = Seen::new(&self.session);
        assert_eq!(before.active, after.active, "a command takes no time");
        for cue in &cues {
            assert!(cue.at == before.elapsed || cue.at == after.elapsed, "{cue:?}");
        }
        if before.is_over() {
            assert_eq!(before, after, "what is over stays over");
            assert_eq!(cues, []);
        } else {
            obeyed(command, &before, &after, &cues);
        }
        self.cues.extend(cues);
        self.check_next_change();
    }

    /// Nothing that is shown changes before the session says, and something does then.
    fn check_next_change(&self) {
        let Some(change) = self.session.next_change() else {
            let flow = self.session.snapshot().unwrap().flow;
            assert!(matches!(flow, Flow::Paused | Flow::Ended(_)), "only what stands still waits for nothing");
            return;
        };
        assert!(change > self.now, "a change in the future");
        assert!(change - self.now <= Duration::from_secs(1), "seconds are shown");
        let at = |now| {
            let mut session = self.session.clone();
            let cues = session.advance_to(now);
            (shown(&session), cues)
        };
        assert_eq!(at(change - Duration::from_nanos(1)), (shown(&self.session), vec![]), "nothing happens before");
        let (then, cues) = at(change);
        assert!(then != shown(&self.session) || !cues.is_empty(), "something happens then");
    }
}

/// The laws of a look at a session that moves: to the nanosecond as much of it is over as time has passed.
fn time_passes(before: &Seen, after: &Seen, cues: &[Cue], passed: Duration) {
    let lead = if let Flow::LeadIn(left) = before.flow { left } else { Duration::ZERO };
    let spent = passed.saturating_sub(lead).min(before.remaining);
    assert_eq!(after.elapsed, before.elapsed + spent);
    assert_eq!(after.active, before.active + spent, "a lead-in takes no time of the session");
    let flow = match () {
        () if passed < lead => Flow::LeadIn(lead - passed),
        () if spent == before.remaining => Flow::Ended(End::Completed),
        () => Flow::Running,
    };
    assert_eq!(after.flow, flow);
    assert!(after.index >= before.index);
    assert!(cues.is_sorted_by_key(|cue| cue.at));
    for cue in cues {
        assert!((before.elapsed..=after.elapsed).contains(&cue.at), "{cue:?} is not from the time looked at");
    }
}

/// What each command does to a session that is not over.
fn obeyed(command: Command, before: &Seen, after: &Seen, cues: &[Cue]) {
    let here = before.index;
    let moving = before.flow != Flow::Paused;
    let stretch = before.segment().stretch;
    let first_of = |stretch| before.segments.iter().position(|segment| segment.stretch == stretch);
    for (was, is) in before.outcomes.iter().zip(&after.outcomes) {
        assert!(*was != Outcome::Done || *is == Outcome::Done, "what was done stays done");
    }
    let said = |what| cues.iter().any(|cue| (cue.segment, cue.kind) == (here, what));
    let further = after.index > here || after.flow == Flow::Ended(End::Completed);
    assert_eq!(said(CueKind::Ended(Outcome::Done)) || said(CueKind::Ended(Outcome::Skipped)), further, "left behind");
    let last = after.flow == Flow::Ended(End::Completed);
    assert_eq!(said(CueKind::StretchEnded), last || after.segment().stretch > stretch, "the end of a stretch");
    if !matches!(command, Command::Adjust(_)) {
        assert_eq!(before.segments, after.segments, "only adjusting changes the plan");
    }
    match command {
        Command::Pause => assert_eq!(*after, Seen { flow: Flow::Paused, ..before.clone() }),
        Command::Resume => {
            let begins = after.flow == Flow::Running && !moving;
            if begins {
                let started = said(CueKind::Started) && before.offset().is_zero();
                assert!(started && !before.segment().is_work(), "a getting ready needs no lead-in");
            }
            let flow = if moving || begins { after.flow } else { Flow::LeadIn(LEAD_IN) };
            assert!(!moving || after.flow == before.flow);
            assert_eq!(*after, Seen { flow, ..before.clone() });
        }
        Command::Next => {
            jumped(Some(here + 1), before, after);
            let outcome = if before.segment().is_work() { Outcome::Skipped } else { Outcome::Done };
            assert!([outcome, Outcome::Done].contains(&after.outcomes[here]));
        }
        Command::Back => {
            let work = (0..here).rev().find(|index| before.segments[*index].is_work());
            jumped(work.or(Some(0)), before, after);
        }
        Command::Restart => jumped(Some(here), before, after),
        Command::NextStretch => {
            let next = first_of(stretch + 1).unwrap_or(before.segments.len());
            jumped(Some(next), before, after);
            assert!(after.outcomes[here..next].iter().all(|outcome| *outcome != Outcome::Open));
        }
        Command::PreviousStretch => jumped(first_of(stretch.saturating_sub(1)), before, after),
        Command::Adjust(seconds) => adjusted(seconds, before, after, cues),
        Command::Done => match before.segment().kind {
            Kind::Reps { .. } => {
                jumped(Some(before.index + 1), before, after);
                assert_eq!(after.outcomes[here], Outcome::Done);
            }
            _ => assert_eq!(before, after),
        },
        Command::SayAgain => {
            assert_eq!(before, after);
            assert_eq!(cues, [Cue { at: before.elapsed, segment: here, kind: CueKind::SaidAgain }]);
        }
        Command::Stop => assert_eq!(*after, Seen { flow: Flow::Ended(End::Stopped), ..before.clone() }),
    }
}

/// At the start of that segment: standing if it stood, led in if it is work. At the end if there is none.
fn jumped(to: Option<usize>, before: &Seen, after: &Seen) {
    let to = to.unwrap();
    let Some(segment) = after.segments.get(to) else { return completed(after) };
    let flow = match before.flow {
        Flow::Paused => Flow::Paused,
        _ if segment.is_work() => Flow::LeadIn(LEAD_IN),
        _ => Flow::Running,
    };
    assert_eq!((after.index, after.elapsed, after.flow), (to, segment.start, flow));
    assert_ne!(after.outcomes[to], Outcome::Skipped, "it has another chance");
}

fn completed(after: &Seen) {
    assert_eq!((after.flow, after.remaining), (Flow::Ended(End::Completed), Duration::ZERO));
}

fn adjusted(seconds: i32, before: &Seen, after: &Seen, cues: &[Cue]) {
    let (was, is) = (before.segment(), &after.segments[before.index]);
    assert_eq!(before.segments[..before.index], after.segments[..before.index], "what was is left alone");
    assert!(is.length >= before.offset(), "what is over cannot be taken away");
    assert_eq!(after.elapsed, before.elapsed, "the position stays where it is");
    assert!(match seconds {
        0 => is.length == was.length,
        1.. => is.length >= was.length,
        _ => is.length <= was.length,
    });
    if let Kind::Reps { count, rep } = is.kind {
        assert_eq!(is.length, rep * count, "whole reps");
    }
    let changed = was.length != is.length;
    for (was, is) in before.segments.iter().zip(&after.segments).skip(before.index + 1) {
        let place = |s: &Segment| (s.is_work(), s.stretch, s.set, s.step);
        if place(was) == place(before.segment()) && was.is_work() && changed {
            assert_eq!(is.length, after.segments[before.index].length, "the other sides and rounds with it");
        } else {
            assert_eq!((was.kind, was.length), (is.kind, is.length), "nothing but those");
        }
    }
    assert_eq!(cues.iter().filter(|cue| cue.kind == CueKind::Adjusted).count(), usize::from(changed));
    if changed && before.offset() == is.length {
        jumped(Some(before.index + 1), before, after);
    } else {
        assert_eq!((after.index, after.flow), (before.index, before.flow));
    }
}

/// The cues of a session that nobody disturbs, written down from the plan alone.
pub fn undisturbed(plan: &Plan) -> Vec<Cue> {
    let mut cues = vec![Cue { at: Duration::ZERO, segment: 0, kind: CueKind::SessionStarted }];
    for (index, segment) in plan.segments.iter().enumerate() {
        let mut say = |offset, kind| cues.push(Cue { at: segment.start + offset, segment: index, kind });
        say(Duration::ZERO, CueKind::Started);
        let mut inside = Vec::new();
        if segment.kind == Kind::Hold && segment.length >= Duration::from_secs(15) {
            inside.push((segment.length / 2, CueKind::Halfway));
        }
        for left in 1..=3 {
            if let Some(offset) = segment.length.checked_sub(Duration::from_secs(left)) {
                inside.push((offset, CueKind::Countdown(u32::try_from(left).unwrap())));
            }
        }
        // What falls on the start is said by the start.
        inside.retain(|(offset, _)| *offset > Duration::ZERO);
        if let Kind::Reps { count, rep } = segment.kind {
            for number in 0..count {
                let mut start = rep * number;
                inside.push((start, CueKind::Rep(number + 1)));
                for (phase, content) in plan.part(index).unwrap().phases().iter().enumerate() {
                    inside.push((start, CueKind::Phase(phase)));
                    start += content.length;
                }
            }
        }
        inside.sort_by_key(|(offset, _)| *offset);
        for (offset, what) in inside {
            say(offset, what);
        }
        say(segment.length, CueKind::Ended(Outcome::Done));
        let next = plan.segments.get(index + 1);
        if next.is_none_or(|next| next.stretch != segment.stretch) {
            say(segment.length, CueKind::StretchEnded);
        }
        if next.is_none() {
            say(segment.length, CueKind::SessionEnded(End::Completed));
        }
    }
    cues
}
