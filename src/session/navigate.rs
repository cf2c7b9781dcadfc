//! The commands of the user: pause and resume, and moves to another place in the plan.
//!
//! They work out where a command leads; what happens on the way there (cues, outcomes, time) is up to the engine.

use std::time::Duration;

use super::cue::{self, Cue, CueKind};
use super::{Outcome, Session, State};
use crate::plan::{Kind, Segment};

impl Session {
    pub(super) fn pause(&mut self, cues: &mut Vec<Cue>) {
        if matches!(self.state, State::Running { .. } | State::LeadIn { .. } | State::Listening { .. }) {
            let at = self.offset();
            self.bank();
            self.state = State::Paused { at };
            cues.push(Cue { at: self.at(at), segment: self.index, kind: CueKind::Paused });
        }
    }

    pub(super) fn resume(&mut self, cues: &mut Vec<Cue>) {
        let (kind, at) = match self.state {
            State::Paused { at } => (CueKind::Resumed, at),
            State::Waiting => (CueKind::GoesOn, Duration::ZERO),
            _ => return,
        };
        cues.push(Cue { at: self.at(at), segment: self.index, kind });
        let getting_ready = !self.segment().is_some_and(Segment::is_work);
        if kind == CueKind::GoesOn || (getting_ready && !self.begun) {
            // A preparation begins, which needs no lead-in.
            self.state = State::Running { since: self.reading, from: at };
            self.begin(cues);
        } else {
            self.lead_in_to(at, cues);
        }
    }

    /// Leads in to an offset into the segment.
    fn lead_in_to(&mut self, from: Duration, cues: &mut Vec<Cue>) {
        self.state = State::LeadIn { since: self.reading, from };
        cue::lead_in_begins(self.at(from), self.index, self.pace.lead_in, cues);
        self.pass_time(self.reading, cues);
    }

    /// Goes to the start of a segment: work begins with a lead-in, and a pause stays one.
    pub(super) fn jump(&mut self, index: usize, cues: &mut Vec<Cue>) {
        self.enter(index, cues);
        let work = self.segment().is_some_and(Segment::is_work);
        match self.state {
            State::Running { from, .. } if work => self.lead_in_to(from, cues),
            State::Running { .. } => self.arrive(cues),
            State::Paused { at } => cues.push(Cue { at: self.at(at), segment: self.index, kind: CueKind::Moved }),
            _ => {}
        }
    }

    pub(super) fn next(&mut self, cues: &mut Vec<Cue>) {
        if self.is_waiting() {
            return self.resume(cues);
        }
        let work = self.segment().is_some_and(Segment::is_work);
        self.leave(if work { Outcome::Skipped } else { Outcome::Done }, cues);
    }

    pub(super) fn back(&mut self, cues: &mut Vec<Cue>) {
        let before = self.plan.work_before(self.index).unwrap_or(0);
        // The segment right before any work is the preparation for it.
        let told = if self.plan.by_ear { before.saturating_sub(1) } else { before };
        self.jump(told, cues);
    }

    pub(super) fn next_stretch(&mut self, cues: &mut Vec<Cue>) {
        let Some(stretch) = self.segment().map(|segment| segment.stretch) else { return };
        let next = self.plan.segments.iter().position(|segment| segment.stretch > stretch);
        let next = next.unwrap_or(self.plan.segments.len());
        let at = self.at(self.offset());
        for index in self.index..next {
            if index == self.index || self.outcomes.get(index) == Some(&Outcome::Open) {
                self.close(index, Outcome::Skipped, at, cues);
            }
        }
        self.jump(next, cues);
    }

    pub(super) fn previous_stretch(&mut self, cues: &mut Vec<Cue>) {
        let stretch = self.segment().map_or(0, |segment| segment.stretch.saturating_sub(1));
        let start = self.plan.segments.iter().position(|segment| segment.stretch == stretch);
        self.jump(start.unwrap_or(0), cues);
    }

    pub(super) fn reps_done(&mut self, cues: &mut Vec<Cue>) {
        if let Some(Kind::Reps { .. }) = self.segment().map(|segment| segment.kind) {
            self.leave(Outcome::Done, cues);
        }
    }
}
