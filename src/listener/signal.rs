//! What a cue sounds like, whatever sounds it: the few signals that are told apart with eyes closed.
//!
//! Bell, tones and flash all draw on this, so that they mark the same moments and nobody learns two languages.

use crate::{
    plan::{Kind, Turn},
    session::{
        End, Session,
        cue::{COUNTDOWN, Cue, CueKind},
    },
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Get ready: a stretch, or a part of it, is about to be explained.
    Ready,
    /// Go: the work begins, or goes on.
    Go,
    Rep,
    /// Half of a hold is over.
    Halfway,
    /// One of the last seconds.
    Last,
    /// Change over to the other side, the other way or the next step.
    Change,
    /// Rest: the next round comes.
    Rest,
    Done,
}

impl Signal {
    pub const ALL: [Self; 8] =
        [Self::Ready, Self::Go, Self::Rep, Self::Halfway, Self::Last, Self::Change, Self::Rest, Self::Done];

    /// The signal of a cue, if it has one.
    #[must_use]
    pub fn of(cue: &Cue, session: &Session) -> Option<Self> {
        let kind = session.plan().segments.get(cue.segment)?.kind;
        match cue.kind {
            CueKind::Started => Some(match kind {
                Kind::Prepare => Self::Ready,
                Kind::Hold | Kind::Reps { .. } | Kind::Move => Self::Go,
                Kind::Change(Turn::Round) => Self::Rest,
                Kind::Change(_) => Self::Change,
            }),
            CueKind::GoesOn => Some(Self::Go),
            // The first rep begins with the work, and says so.
            CueKind::Rep(2..) => Some(Self::Rep),
            CueKind::Halfway => Some(Self::Halfway),
            // Where reps are counted, seconds would only be mistaken for them.
            CueKind::Countdown(_) if !matches!(kind, Kind::Reps { .. }) => Some(Self::Last),
            CueKind::LeadIn(1..=COUNTDOWN) => Some(Self::Last),
            CueKind::SessionEnded(End::Completed) => Some(Self::Done),
            _ => None,
        }
    }
}
