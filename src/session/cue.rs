//! What a session signals as it goes: the points in time that a skin, a bell or a voice may want to mark.
//!
//! A cue depends on the plan and the position alone, so the same commands at the same times always give
//! the same cues, however often the clock is read.

use std::time::Duration;

use super::{End, Outcome};
use crate::content::model::Phase;
use crate::order::sorted;
use crate::plan::{Kind, Part, Segment};
use crate::time::whole_seconds;

/// A hold at least this long has a halfway cue.
pub const LONG_HOLD: Duration = Duration::from_secs(15);
/// How many of the last seconds of a segment are counted.
pub(crate) const COUNTDOWN: u32 = 3;

/// Something that happens at a point of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The position in the session, from its start; pauses and lead-ins take none of it.
    pub at: Duration,
    /// The segment it is about: an index into the plan's segments.
    pub segment: usize,
    pub kind: CueKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    SessionStarted,
    Started,
    /// A rep begins, counted from 1.
    Rep(u32),
    /// A phase of a rep begins, counted from 0.
    Phase(usize),
    /// Half of a long hold is over.
    Halfway,
    /// The seconds that are left of the segment: 3, 2, 1.
    Countdown(u32),
    Ended(Outcome),
    StretchEnded,
    SessionEnded(End),
    Paused,
    /// It is about to go on.
    Resumed,
    /// The seconds that are left of the lead-in: all of them, and the last 3, 2, 1.
    LeadIn(u32),
    /// The lead-in or the waiting is over, and a segment that had begun before goes on.
    GoesOn,
    /// A stretch waits to be begun.
    Waiting,
    /// The session is paused, and is in another segment now.
    Moved,
    /// The segment was made longer or shorter.
    Adjusted,
    /// The user wants to hear again what to do.
    SaidAgain,
}

/// The cues inside a segment, after the offset `from` and up to and with `to`; not those of its start.
pub(super) fn within(part: Part<'_>, from: Duration, to: Duration, cues: &mut Vec<Cue>) {
    let (segment, first) = (part.segment, cues.len());
    let mut mark = |offset: Duration, kind| {
        if from < offset && offset <= to {
            cues.push(Cue { at: segment.start + offset, segment: part.index, kind });
        }
    };
    if let Some(halfway) = halfway(segment) {
        mark(halfway, CueKind::Halfway);
    }
    for left in 1..=COUNTDOWN {
        if let Some(offset) = segment.length.checked_sub(Duration::from_secs(left.into())) {
            mark(offset, CueKind::Countdown(left));
        }
    }
    if let Kind::Reps { count, rep } = segment.kind {
        for number in 0..count {
            let start = rep * number;
            mark(start, CueKind::Rep(number + 1));
            for (phase, offset) in phase_starts(part.phases()) {
                mark(start + offset, CueKind::Phase(phase));
            }
        }
    }
    // In order of time; a rep comes before its first phase, as it was marked.
    let marked = cues.split_off(first.min(cues.len()));
    cues.extend(sorted(marked, |cue| u64::try_from(cue.at.as_nanos()).unwrap_or(u64::MAX)));
}

/// The offset of the middle of a segment, if it is long enough to have a cue there.
pub(super) fn halfway(segment: &Segment) -> Option<Duration> {
    (segment.kind == Kind::Hold && segment.length >= LONG_HOLD).then(|| segment.length / 2)
}

/// The cues of the very start of a segment, beside its own.
pub(super) fn first(part: Part<'_>, cues: &mut Vec<Cue>) {
    let rep = part.segment.reps().map(|_| CueKind::Rep(1));
    let phase = part.phases().first().map(|_| CueKind::Phase(0));
    let cue = |kind| Cue { at: part.segment.start, segment: part.index, kind };
    cues.extend(rep.into_iter().chain(phase).map(cue));
}

/// The beginning of a lead-in, if there is one at all.
pub(super) fn lead_in_begins(at: Duration, index: usize, lead_in: Duration, cues: &mut Vec<Cue>) {
    let seconds = u32::try_from(whole_seconds(lead_in)).unwrap_or(u32::MAX);
    if seconds > 0 {
        cues.push(Cue { at, segment: index, kind: CueKind::LeadIn(seconds) });
    }
}

/// The last seconds of a lead-in, as the time left of it goes from `from` (excluded) down to `to`.
pub(super) fn lead_in(at: Duration, index: usize, from: Duration, to: Duration, cues: &mut Vec<Cue>) {
    for left in (1..=COUNTDOWN).rev() {
        let mark = Duration::from_secs(left.into());
        if to <= mark && mark < from {
            cues.push(Cue { at, segment: index, kind: CueKind::LeadIn(left) });
        }
    }
}

/// The phases of a rep by their indices, each with its offset into the rep.
pub(super) fn phase_starts(phases: &[Phase]) -> impl Iterator<Item = (usize, Duration)> {
    let mut start = Duration::ZERO;
    phases.iter().enumerate().map(move |(index, phase)| {
        let offset = start;
        start += phase.length;
        (index, offset)
    })
}
