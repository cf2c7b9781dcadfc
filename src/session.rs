//! A plan being done: a position in it, the commands that move it, and the cues it gives on the way.
//!
//! A session has no clock. It is handed a reading of one with every call, and derives its position from that and one
//! anchor, so it cannot drift: nothing is ever counted up. It does no I/O.

mod adjust;
mod beginning;
pub mod clock;
pub mod cue;
pub mod cue_event;
mod listening;
mod navigate;
mod pace;
pub mod snapshot;
pub mod summary;

use std::time::Duration;

use crate::plan::{Plan, Segment};
pub(crate) use adjust::ADJUSTMENT;
use cue::{Cue, CueKind};
pub use pace::{Advance, LEAD_IN, LONGEST_GAP, LONGEST_WAIT, Pace};

#[derive(Clone, Debug)]
pub struct Session {
    plan: Plan,
    pace: Pace,
    /// The segment it is in.
    index: usize,
    /// Whether that segment's start has been cued; one that was jumped to starts after its lead-in.
    begun: bool,
    state: State,
    outcomes: Vec<Outcome>,
    /// The work that was last begun, which the body comes from: an index into the plan's segments.
    last_work: Option<usize>,
    /// The last reading of the clock.
    reading: Duration,
    /// The time that each segment ran before the session last began to run.
    spent: Vec<Duration>,
    /// The segment that it began with: the first, unless it goes on with another session.
    first: usize,
    /// Whether something is being said that has to be heard before the work begins.
    speaking: bool,
    /// Whether it waits for its voice, which it does until that has hung once.
    patient: bool,
}

/// Whether time passes, and from when to count it. Offsets are from the start of the segment. `from` was
/// reached on the same clock before `since`, so `from` and the time since then do not overflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running {
        since: Duration,
        from: Duration,
    },
    LeadIn {
        since: Duration,
        from: Duration,
    },
    /// Waits until its voice has said what has to be heard.
    Listening {
        since: Duration,
        at: Duration,
    },
    Paused {
        at: Duration,
    },
    /// At the beginning of a stretch.
    Waiting,
    Ended {
        end: End,
        at: Duration,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Completed,
    Stopped,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It has not come to its end.
    #[default]
    Open,
    Done,
    /// It was passed over, whole or in part.
    Skipped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop the clock where it is.
    Pause,
    /// Go on, after a lead-in.
    Resume,
    /// From the preparation to the work, or from the work to what follows; a stretch that waits is begun.
    Next,
    /// To the work before this. In a plan to be followed by ear, to the preparation for it, where it is explained.
    Back,
    Restart,
    NextStretch,
    PreviousStretch,
    /// This step so many seconds longer, or shorter; of reps, the whole reps nearest to it.
    Adjust(i32),
    Done,
    /// Say again what there is to do; nothing else changes.
    SayAgain,
    Stop,
}

impl Session {
    /// The plan, with the adjustments made to it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    pub fn end(&self) -> Option<End> {
        match self.state {
            State::Ended { end, .. } => Some(end),
            _ => None,
        }
    }

    pub(crate) fn lead_in(&self) -> Duration {
        self.pace.lead_in
    }

    /// Whether it was paused, and stands still until it is resumed.
    pub fn is_paused(&self) -> bool {
        matches!(self.state, State::Paused { .. })
    }

    /// Whether it waits at the beginning of a stretch until it is resumed.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Waiting)
    }

    /// Whether it stands still until the user acts: it is paused, or waits.
    pub(crate) fn stands_still(&self) -> bool {
        self.is_paused() || self.is_waiting()
    }

    /// The time that the session has run, up to the last reading.
    pub fn active(&self) -> Duration {
        self.spent.iter().sum::<Duration>() + self.spell()
    }

    /// The time that each segment ran, up to the end of the session.
    pub(crate) fn spent(&self) -> &[Duration] {
        &self.spent
    }

    /// Adds the time since it last began to run to that of its segment; its state has to change next.
    fn bank(&mut self) {
        let spell = self.spell();
        if let Some(spent) = self.spent.get_mut(self.index) {
            *spent += spell;
        }
    }

    fn spell(&self) -> Duration {
        match self.state {
            State::Running { since, .. } => self.reading.saturating_sub(since),
            _ => Duration::ZERO,
        }
    }

    /// Brings the session up to a reading of the clock, and returns the cues since the last one.
    ///
    /// A reading before the last one changes nothing. One that comes too long after it pauses the session at the last
    /// one: that time was not spent here.
    pub fn advance_to(&mut self, now: Duration) -> Vec<Cue> {
        let mut cues = Vec::new();
        let now = now.max(self.reading);
        let moving = matches!(self.state, State::Running { .. } | State::LeadIn { .. });
        if moving && now.saturating_sub(self.reading) > self.pace.longest_gap {
            self.pause(&mut cues);
        }
        self.listen(now, &mut cues);
        self.pass_time(now, &mut cues);
        self.reading = now;
        cues
    }

    pub fn command(&mut self, command: Command, now: Duration) -> Vec<Cue> {
        let mut cues = self.advance_to(now);
        if self.end().is_some() {
            return cues;
        }
        match command {
            Command::Pause => self.pause(&mut cues),
            Command::Resume => self.resume(&mut cues),
            Command::Next => self.next(&mut cues),
            Command::Back => self.back(&mut cues),
            Command::Restart => self.jump(self.index, &mut cues),
            Command::NextStretch => self.next_stretch(&mut cues),
            Command::PreviousStretch => self.previous_stretch(&mut cues),
            Command::Adjust(seconds) => self.adjust(seconds, &mut cues),
            Command::Done => self.reps_done(&mut cues),
            Command::SayAgain => {
                cues.push(Cue { at: self.at(self.offset()), segment: self.index, kind: CueKind::SaidAgain });
            }
            Command::Stop => self.finish(End::Stopped, &mut cues),
        }
        cues
    }

    fn segment(&self) -> Option<&Segment> {
        self.plan.segments.get(self.index)
    }

    /// How far into the segment it was at the last reading.
    fn offset(&self) -> Duration {
        let length = self.segment().map_or(Duration::ZERO, |segment| segment.length);
        let offset = match self.state {
            State::Running { since, from } => from + self.reading.saturating_sub(since),
            State::LeadIn { from, .. } => from,
            State::Listening { at, .. } | State::Paused { at } | State::Ended { at, .. } => at,
            State::Waiting => Duration::ZERO,
        };
        offset.min(length)
    }

    /// Lets time pass up to `now`, through as many segments as fit in.
    fn pass_time(&mut self, now: Duration, cues: &mut Vec<Cue>) {
        if let State::LeadIn { since, from } = self.state {
            let left = |at: Duration| self.pace.lead_in.saturating_sub(at.saturating_sub(since));
            cue::lead_in(self.at(from), self.index, left(self.reading), left(now), cues);
            // A clock at the end of its range stays there; it must not overflow.
            let since = since.saturating_add(self.pace.lead_in);
            if now < since {
                return;
            }
            self.state = State::Running { since, from };
            self.reading = since;
            if self.begun {
                cues.push(Cue { at: self.at(from), segment: self.index, kind: CueKind::GoesOn });
            }
            self.begin(cues);
        }
        while let (State::Running { since, from }, Some(part)) = (self.state, self.plan.part(self.index)) {
            let segment = part.segment;
            let reached = from + now.saturating_sub(since);
            let stands = self.stands(segment, reached);
            let to = stands.unwrap_or(reached).min(segment.length);
            cue::within(part, self.offset(), to, cues);
            if let Some(at) = stands {
                self.reading = since + at.saturating_sub(from);
                self.bank();
                self.state = State::Listening { since: self.reading, at };
                break;
            }
            if reached < segment.length {
                break;
            }
            // The next segment begins where this one ends, not where it was noticed.
            self.reading = since + segment.length.saturating_sub(from);
            self.pass(cues);
        }
    }

    /// The position in the session of an offset into the present segment.
    fn at(&self, offset: Duration) -> Duration {
        self.segment().map_or(self.plan.total(), |segment| segment.start + offset)
    }

    /// Ends the segment as done, and goes on to the next without a break.
    fn pass(&mut self, cues: &mut Vec<Cue>) {
        self.close(self.index, Outcome::Done, self.at(self.offset()), cues);
        self.enter(self.index + 1, cues);
        if let State::Running { .. } = self.state {
            self.arrive(cues);
        }
    }

    /// Breaks the segment off, and goes to the next.
    fn leave(&mut self, outcome: Outcome, cues: &mut Vec<Cue>) {
        self.close(self.index, outcome, self.at(self.offset()), cues);
        self.jump(self.index + 1, cues);
    }

    /// Notes what became of a segment: one that was done once stays done. The cue says what became of it this time.
    fn close(&mut self, index: usize, outcome: Outcome, at: Duration, cues: &mut Vec<Cue>) {
        if let Some(noted) = self.outcomes.get_mut(index) {
            if *noted != Outcome::Done {
                *noted = outcome;
            }
            cues.push(Cue { at, segment: index, kind: CueKind::Ended(outcome) });
        }
    }

    /// Goes to the start of a segment, or to the end of the session if there is none. A pause stays one.
    fn enter(&mut self, index: usize, cues: &mut Vec<Cue>) {
        let here = self.segment().map(|segment| segment.stretch);
        let there = self.plan.segments.get(index).map(|segment| segment.stretch);
        if there > here || there.is_none() {
            cues.push(Cue { at: self.at(self.offset()), segment: self.index, kind: CueKind::StretchEnded });
        }
        if there.is_none() {
            self.finish(End::Completed, cues);
            return;
        }
        if let Some(outcome @ Outcome::Skipped) = self.outcomes.get_mut(index) {
            // Skipped before, and now it gets another chance.
            *outcome = Outcome::Open;
        }
        self.bank();
        self.index = index;
        self.begun = false;
        self.state = match self.state {
            State::Paused { .. } => State::Paused { at: Duration::ZERO },
            _ => State::Running { since: self.reading, from: Duration::ZERO },
        };
    }

    /// Begins a segment, or waits there where the user begins the stretch.
    fn arrive(&mut self, cues: &mut Vec<Cue>) {
        self.begin(cues);
        let waits = match self.pace.advance {
            Advance::Auto => false,
            Advance::First => self.index == self.first && self.active().is_zero(),
            Advance::Key => true,
        };
        if let Some(segment) = self.segment().filter(|segment| waits && segment.begins_stretch) {
            cues.push(Cue { at: segment.start, segment: self.index, kind: CueKind::Waiting });
            self.bank();
            self.state = State::Waiting;
        }
    }

    /// Gives the cues of a segment's start, if they have not been given.
    fn begin(&mut self, cues: &mut Vec<Cue>) {
        if let (false, Some(part)) = (self.begun, self.plan.part(self.index)) {
            cues.push(Cue { at: part.segment.start, segment: self.index, kind: CueKind::Started });
            cue::first(part, cues);
            self.begun = true;
            if part.segment.is_work() {
                self.last_work = Some(self.index);
            }
        }
    }

    fn finish(&mut self, end: End, cues: &mut Vec<Cue>) {
        self.bank();
        let at = match end {
            End::Completed => {
                self.index = self.plan.segments.len().saturating_sub(1);
                self.segment().map_or(Duration::ZERO, |segment| segment.length)
            }
            End::Stopped => self.offset(),
        };
        self.state = State::Ended { end, at };
        cues.push(Cue { at: self.at(at), segment: self.index, kind: CueKind::SessionEnded(end) });
    }
}
