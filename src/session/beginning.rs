//! How a session begins: at the start of its plan, or where another one was left.

use std::time::Duration;

use super::cue::{Cue, CueKind};
use super::{End, LONGEST_GAP, Outcome, Pace, Session, State};
use crate::plan::Plan;

impl Session {
    pub fn new(plan: Plan, pace: Pace, now: Duration) -> (Self, Vec<Cue>) {
        Self::resumed(plan, pace, 0, &[], now)
    }

    /// A session that goes on with another one, from the getting ready with the index `first` on. `done` says how many holds,
    /// sets of reps and moves of each stretch were done before.
    pub fn resumed(mut plan: Plan, pace: Pace, first: usize, done: &[usize], now: Duration) -> (Self, Vec<Cue>) {
        if first > 0 {
            plan.begin_at(first);
        }
        let mut outcomes = vec![Outcome::default(); plan.segments.len()];
        for (stretch, done) in done.iter().enumerate() {
            let before = plan.segments.iter().zip(&mut outcomes).take(first);
            let work = before.filter(|(segment, _)| segment.stretch == stretch && segment.is_work());
            work.take(*done).for_each(|(_, outcome)| *outcome = Outcome::Done);
        }
        let spent = vec![Duration::ZERO; plan.segments.len()];
        let state = State::Running { since: now, from: Duration::ZERO };
        let pace = Pace { longest_gap: pace.longest_gap.max(LONGEST_GAP), ..pace };
        let mut session = Self {
            plan,
            pace,
            index: first,
            begun: false,
            state,
            outcomes,
            last_work: None,
            reading: now,
            spent,
            first,
            speaking: false,
            patient: true,
        };
        let mut cues = vec![Cue { at: session.at(Duration::ZERO), segment: first, kind: CueKind::SessionStarted }];
        if session.plan.segments.is_empty() {
            session.finish(End::Completed, &mut cues);
        } else {
            session.arrive(&mut cues);
        }
        (session, cues)
    }

    /// Whether it has not been begun and waits for that.
    pub(crate) fn waits_to_begin(&self) -> bool {
        self.is_waiting() && self.index == self.first && self.active().is_zero()
    }

    /// The segment that it began with: the first, unless it goes on with another session.
    pub(crate) fn first(&self) -> usize {
        self.first
    }
}
