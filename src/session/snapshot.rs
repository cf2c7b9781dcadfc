//! A session at one reading of the clock: everything that a skin shows, with every duration worked out.

use std::time::Duration;

use super::{End, Session, State, cue};
use crate::content::model::Phase;
use crate::plan::{Kind, Part};

#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// The segment it is in; its plan has the adjustments that were made.
    pub part: Part<'a>,
    /// Whether the session began with this segment.
    pub(crate) is_first: bool,
    /// The work that was last begun, which the body comes from. After a jump it is not the work before this segment.
    pub(crate) last_work: Option<Part<'a>>,
    /// The last reading of the clock.
    pub(crate) now: Duration,
    pub flow: Flow,
    /// How much of the segment is over.
    pub offset: Duration,
    /// How much of the segment is left.
    pub left: Duration,
    /// How much of the session is over.
    pub elapsed: Duration,
    /// How much of the session is left. With `elapsed` it always adds up to the plan's total.
    pub remaining: Duration,
    /// The rep it is in, if the segment is made of reps.
    pub rep: Option<Rep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    Running,
    /// It will run after this much more of the lead-in.
    LeadIn(Duration),
    /// It waits until the voice has said what has to be heard.
    Listening,
    Paused,
    /// It waits at the beginning of a stretch until the user begins it.
    Waiting,
    Ended(End),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rep {
    /// Which one, from 1.
    pub number: u32,
    pub of: u32,
    /// How much of it is over.
    pub(crate) into: Duration,
    pub(crate) length: Duration,
    /// Its phase, if it has phases: which one from 0, how much of it is over, how long it takes.
    pub phase: Option<(usize, Duration, Duration)>,
}

impl Rep {
    fn at(offset: Duration, count: u32, length: Duration, phases: &[Phase]) -> Self {
        let last = count.saturating_sub(1);
        let gone = offset.as_nanos() / length.as_nanos().max(1);
        let index = u32::try_from(gone).unwrap_or(u32::MAX).min(last);
        let into = offset.saturating_sub(length * index).min(length);
        let phase = cue::phase_starts(phases)
            .zip(phases)
            .take_while(|((_, start), _)| *start <= into)
            .last()
            .map(|((index, start), phase)| (index, into.saturating_sub(start), phase.length));
        Self { number: index + 1, of: count, into, length, phase }
    }
}

/// The time until the whole seconds of `left` change.
fn until_next_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => Duration::from_secs(1).min(left),
        nanos => Duration::from_nanos(nanos.into()),
    }
}

impl Session {
    /// The session at the last reading of the clock. None only for a plan without segments.
    pub fn snapshot(&self) -> Option<Snapshot<'_>> {
        let part = self.plan.part(self.index)?;
        let (segment, offset) = (part.segment, self.offset());
        let elapsed = segment.start + offset;
        let flow = match self.state {
            State::Running { .. } => Flow::Running,
            State::LeadIn { since, .. } => {
                Flow::LeadIn(since.saturating_add(self.pace.lead_in).saturating_sub(self.reading))
            }
            State::Listening { .. } => Flow::Listening,
            State::Paused { .. } => Flow::Paused,
            State::Waiting => Flow::Waiting,
            State::Ended { end, .. } => Flow::Ended(end),
        };
        Some(Snapshot {
            part,
            is_first: self.index == self.first,
            last_work: self.last_work.and_then(|work| self.plan.part(work)),
            now: self.reading,
            flow,
            offset,
            left: segment.length.saturating_sub(offset),
            elapsed,
            remaining: self.plan.total().saturating_sub(elapsed),
            rep: match segment.kind {
                Kind::Reps { count, rep } => Some(Rep::at(offset, count, rep, part.phases())),
                _ => None,
            },
        })
    }

    /// The reading of the clock at which the next number changes or the next cue is due: a second of the segment,
    /// of the session or of the lead-in, a rep or a phase, the middle of a hold. None while nothing does.
    pub fn next_change(&self) -> Option<Duration> {
        let snapshot = self.snapshot()?;
        let wait = match (snapshot.flow, self.state) {
            (_, State::Listening { since, .. }) => {
                since.saturating_add(self.pace.longest_wait).saturating_sub(self.reading)
            }
            (Flow::LeadIn(left), _) => until_next_second(left),
            (Flow::Running, _) => {
                let halfway = cue::halfway(snapshot.part.segment).and_then(|half| half.checked_sub(snapshot.offset));
                let rep = snapshot.rep.map(|rep| {
                    let phase = rep.phase.map_or(rep.length, |(_, into, length)| length.saturating_sub(into));
                    rep.length.saturating_sub(rep.into).min(phase)
                });
                let seconds = until_next_second(snapshot.left).min(until_next_second(snapshot.remaining));
                halfway.filter(|wait| !wait.is_zero()).into_iter().chain(rep).fold(seconds, Duration::min)
            }
            _ => return None,
        };
        Some(self.reading.saturating_add(wait))
    }
}
