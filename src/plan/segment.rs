//! What a plan consists of: spans of time in which one thing happens.

use std::time::Duration;

use crate::content::model::Side;

/// A span of a plan in which one thing happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// When it begins, from the start of the session.
    pub start: Duration,
    pub length: Duration,
    pub kind: Kind,
    /// The stretch it belongs to: an index into [`super::Plan::stretches`].
    pub stretch: usize,
    /// The set: an index into the stretch's sets.
    pub set: usize,
    /// The step: an index into the set's steps. Of a change, the step that comes.
    pub step: usize,
    pub side: Option<Side>,
    /// The way the step is done: an index into its ways.
    pub way: Option<usize>,
    /// The round, from 1.
    pub round: u32,
    pub rounds: u32,
    /// Whether it is the getting ready that begins a stretch, or a session that goes on in the middle of one: everything about
    /// the stretch is said.
    pub begins_stretch: bool,
}

impl Segment {
    pub fn end(&self) -> Duration {
        self.start + self.length
    }

    /// Whether it is work, not a getting ready for it.
    pub fn is_work(&self) -> bool {
        matches!(self.kind, Kind::Hold | Kind::Reps { .. } | Kind::Move)
    }

    pub fn reps(&self) -> Option<u32> {
        match self.kind {
            Kind::Reps { count, .. } => Some(count),
            _ => None,
        }
    }

    /// Whether the body is still in a position at its end and has to come out of it: after a hold or a movement.
    pub fn ends_in_a_position(&self) -> bool {
        matches!(self.kind, Kind::Hold | Kind::Move)
    }

    /// Whether both are the same step in the same round, on the same side or another.
    pub fn is_sibling(&self, other: &Self) -> bool {
        self.is_same_step(other) && self.round == other.round
    }

    /// Whether both are the same step, in any round and on any side.
    pub(crate) fn is_same_step(&self, other: &Self) -> bool {
        let place = |segment: &Self| (segment.stretch, segment.set, segment.step);
        place(self) == place(other)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Read, and get into position.
    Prepare,
    Hold,
    Reps {
        count: u32,
        rep: Duration,
    },
    Move,
    /// Change over to what comes next in the set.
    Change(Turn),
}

impl Kind {
    /// The word for it on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Hold => "hold",
            Self::Reps { .. } => "reps",
            Self::Move => "move",
            Self::Change(_) => "change",
        }
    }
}

/// What a changeover is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The same step on the other side.
    Side,
    /// The same step the other way.
    Way,
    /// The next step of the set.
    Step,
    Round,
}
