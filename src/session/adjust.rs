//! Longer or shorter: what `+` and `-` do to the segment a session is in, and to the same step later on.
//!
//! It changes lengths only. The position stays where it is, so a segment never gets shorter than what of it
//! is already over.

use std::time::Duration;

use super::cue::{Cue, CueKind};
use super::{Outcome, Session};
use crate::content::limits::{LONGEST_WORK, MOST_REPS};
use crate::plan::{Kind, Segment};

/// The shortest a segment can be made by asking for less.
pub(crate) const LEAST_WORK: Duration = Duration::from_secs(5);
/// The seconds by which a key makes a step longer or shorter.
pub(crate) const ADJUSTMENT: i32 = 5;

impl Session {
    /// Makes the segment longer or shorter, and with it the same step on the sides and in the rounds that follow, even
    /// where it was done before and is about to be done again: both sides keep equal time, and so do the rounds.
    pub(super) fn adjust(&mut self, seconds: i32, cues: &mut Vec<Cue>) {
        let (Some(segment), offset) = (self.segment().cloned(), self.offset()) else { return };
        let (kind, length) = adjusted(&segment, offset, seconds);
        if length == segment.length {
            return;
        }
        self.plan.resize(self.index, kind, length);
        let same = |other: &Segment| segment.is_work() && other.is_work() && segment.is_same_step(other);
        for index in self.index + 1..self.plan.segments.len() {
            if self.plan.segments.get(index).is_some_and(same) {
                self.plan.resize(index, kind, length);
            }
        }
        cues.push(Cue { at: self.at(offset), segment: self.index, kind: CueKind::Adjusted });
        if offset >= length {
            self.leave(Outcome::Done, cues);
        }
    }
}

/// The kind and length of a segment that is made `seconds` longer, when `offset` of it is over.
fn adjusted(segment: &Segment, offset: Duration, seconds: i32) -> (Kind, Duration) {
    let change = Duration::from_secs(seconds.unsigned_abs().into());
    match segment.kind {
        kind if seconds == 0 => (kind, segment.length),
        Kind::Reps { count, rep } => {
            let count = adjusted_reps(count, rep, offset, change, seconds > 0);
            (Kind::Reps { count, rep }, rep * count)
        }
        kind if seconds > 0 => {
            let most = Duration::from_secs_f64(LONGEST_WORK).max(segment.length);
            (kind, (segment.length + change).min(most))
        }
        kind => {
            let least = LEAST_WORK.min(segment.length).max(offset);
            (kind, segment.length.saturating_sub(change).max(least))
        }
    }
}

/// The number of reps nearest to that change of time: at least one more or less, never fewer than
/// are begun, never more than a file may ask for.
fn adjusted_reps(count: u32, rep: Duration, offset: Duration, change: Duration, more: bool) -> u32 {
    let rep_nanos = rep.as_nanos().max(1);
    let reps = u32::try_from((change.as_nanos() + rep_nanos / 2) / rep_nanos).unwrap_or(u32::MAX).max(1);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let most = (MOST_REPS as u32).max(count);
    if more { count.saturating_add(reps).min(most) } else { count.saturating_sub(reps).max(reps_begun(rep, offset)) }
}

/// The reps that are begun at an offset, at least one.
fn reps_begun(rep: Duration, offset: Duration) -> u32 {
    let begun = offset.as_nanos().div_ceil(rep.as_nanos().max(1));
    u32::try_from(begun).unwrap_or(u32::MAX).max(1)
}
