//! What came of a session: stretch by stretch what was done and what was passed over.

use std::time::Duration;

use super::{End, Outcome, Session};
use crate::plan::Segment;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub end: End,
    /// The time it ran; pauses and lead-ins are no part of it.
    pub active: Duration,
    /// The time that was planned, with the adjustments made on the way.
    pub planned: Duration,
    /// What was left of the plan when it ended.
    pub remaining: Duration,
    /// The segment in which it ended: an index into the plan's segments.
    pub last: usize,
    /// The work that was last begun: an index as well.
    pub last_work: Option<usize>,
    /// What came of each stretch, in the order of the plan.
    pub stretches: Vec<StretchResult>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StretchResult {
    /// How many of its holds, sets of reps and moves were done to the end.
    pub done: usize,
    pub of: usize,
    /// Whether any of them was begun.
    pub is_begun: bool,
}

impl StretchResult {
    pub(crate) fn all(self) -> bool {
        self.done == self.of
    }

    pub(crate) fn none(self) -> bool {
        !self.is_begun
    }
}

impl Session {
    pub fn summary(&self) -> Summary {
        let plan = self.plan();
        let stretches = (0..plan.stretches.len()).map(|stretch| {
            let is_of = |((segment, _), _): &((&Segment, _), _)| segment.stretch == stretch && segment.is_work();
            let work = plan.segments.iter().zip(self.outcomes()).zip(self.spent()).filter(is_of);
            let done = work.clone().filter(|((_, outcome), _)| **outcome == Outcome::Done).count();
            let is_begun = done > 0 || work.clone().any(|(_, spent)| !spent.is_zero());
            StretchResult { done, of: work.count(), is_begun }
        });
        Summary {
            end: self.end().unwrap_or(End::Stopped),
            active: self.active(),
            planned: plan.total(),
            last_work: self.last_work,
            last: self.snapshot().map_or(0, |snapshot| snapshot.part.index),
            remaining: self.snapshot().map_or(Duration::ZERO, |snapshot| snapshot.remaining),
            stretches: stretches.collect(),
        }
    }
}
