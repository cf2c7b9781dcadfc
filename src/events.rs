//! A session as events: what a program is told that follows along. docs/events.md says what each means.
//!
//! An event is made of a cue and the plan alone. What is there stays as it is for as long as the schema has this
//! number; nothing here decides when an event is sent, or where to.

use std::{borrow::Cow, time::Duration};

use serde::Serialize;
use strum::{IntoStaticStr, VariantNames};

use crate::{
    ascii,
    plan::{Plan, Planned, Segment},
    session::{
        End, Outcome, Session,
        cue::{Cue, CueKind},
    },
};

/// The version of the events.
pub const SCHEMA: u32 = 1;

/// Something that happened in a session, ready to be written as one JSON object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event<'a> {
    schema: u32,
    /// What happened, and what there is to say about it.
    #[serde(flatten)]
    pub what: Happened<'a>,
    /// The position in the session in seconds, from its start; pauses and lead-ins take none of it.
    pub at: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, IntoStaticStr, VariantNames)]
#[serde(tag = "event", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Happened<'a> {
    SessionStarted {
        /// The id of the routine or stretch, or several joined by `+`.
        routine: &'a str,
        name: &'a str,
        /// How long all of it takes.
        total_seconds: f64,
        /// How many segments it has.
        segments: usize,
    },
    SegmentStarted(SegmentStart<'a>),
    /// The session stands still, and is at the start of another segment now.
    Moved(SegmentStart<'a>),
    Cue(Mark<'a>),
    Rep {
        /// Which one, from 1.
        n: u32,
        of: u32,
    },
    Paused,
    /// It is about to go on.
    Resumed,
    SegmentEnded {
        /// The segment, counted from 0.
        index: usize,
        /// `done` or `skipped`.
        outcome: &'static str,
        /// How much of it was over.
        seconds: f64,
    },
    StretchEnded {
        stretch: String,
    },
    SessionEnded {
        /// `completed` or `stopped`.
        outcome: &'static str,
        seconds_active: f64,
        /// The time that was planned, with the adjustments made on the way.
        seconds_planned: f64,
    },
    /// Something that was asked for could not be done. Last, since it has no hook: see [`NAMES`].
    Error {
        /// Why, and what can be done instead.
        message: String,
    },
}

/// A segment, with all there is to tell of it where it begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SegmentStart<'a> {
    /// Which one, from 0.
    pub index: usize,
    #[serde(flatten)]
    pub part: SegmentFields<'a>,
    /// What to do after getting into position, of the first segment of a stretch.
    pub then: Option<String>,
    /// What to mind, of the first segment of a stretch.
    pub care: Option<&'a str>,
    /// Where it is felt, of work.
    pub felt: Option<String>,
}

/// A segment as programs are told it, whether it begins or is only shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SegmentFields<'a> {
    /// `prepare`, `hold`, `reps`, `move` or `change`.
    pub kind: &'static str,
    /// The id of its stretch, with the variant's after a colon.
    pub stretch: String,
    /// The step among those of the stretch, from 1.
    pub step: usize,
    /// `left` or `right`, of a step with sides.
    pub side: Option<String>,
    /// The way, of a step with ways.
    pub way: Option<&'a str>,
    /// The round, from 1.
    pub round: u32,
    pub seconds: f64,
    /// What to do: how to get into position, of the first segment of a stretch; else the step.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mark<'a> {
    /// Half of a long hold is over.
    Halfway,
    /// So many seconds of the segment are left.
    Countdown {
        /// 3, 2 or 1.
        n: u32,
    },
    /// So many seconds of the lead-in are left; session time stands still.
    LeadIn {
        /// All of them, and then 3, 2, 1.
        n: u32,
    },
    /// What was waited for has begun: the lead-in is over, or the stretch was begun.
    Go,
    /// The stretch waits to be begun with `resume`.
    Waiting,
    /// A phase of a rep begins.
    Phase { text: &'a str },
    /// The segment was made longer or shorter.
    Adjusted {
        /// How long it takes now.
        seconds: f64,
        /// How long the session takes now.
        total_seconds: f64,
    },
}

impl<'a> Event<'a> {
    /// The event of a cue; none for a cue that leads nowhere in the plan.
    #[must_use]
    pub fn of(cue: &Cue, session: &'a Session) -> Option<Self> {
        Some(Self { schema: SCHEMA, what: Happened::of(cue, session)?, at: seconds(cue.at) })
    }

    /// The event as a line of JSON, with its line break.
    #[must_use]
    pub fn line(&self) -> String {
        // Only maps with keys that are no text, or a failing writer, could be an error here.
        ascii::written_json(serde_json::to_string(self).unwrap_or_default() + "\n")
    }

    /// Something that could not be done, at a position of a session.
    #[must_use]
    pub fn error(message: String, at: Duration) -> Self {
        Self { schema: SCHEMA, what: Happened::Error { message }, at: seconds(at) }
    }
}

impl<'a> Happened<'a> {
    fn of(cue: &Cue, session: &'a Session) -> Option<Self> {
        let plan = session.plan();
        let segment = plan.segments.get(cue.segment);
        Some(match cue.kind {
            CueKind::SessionStarted => Self::SessionStarted {
                routine: &plan.id,
                name: &plan.name,
                total_seconds: seconds(plan.total()),
                segments: plan.segments.len(),
            },
            CueKind::Started => Self::SegmentStarted(SegmentStart::of(cue.segment, segment?, plan)),
            CueKind::Moved => Self::Moved(SegmentStart::of(cue.segment, segment?, plan)),
            CueKind::Rep(n) => Self::Rep { n, of: segment?.reps()? },
            CueKind::Paused => Self::Paused,
            CueKind::Resumed => Self::Resumed,
            CueKind::Ended(outcome) => Self::SegmentEnded {
                index: cue.segment,
                outcome: if outcome == Outcome::Done { "done" } else { "skipped" },
                seconds: seconds(cue.at.saturating_sub(segment?.start)),
            },
            CueKind::StretchEnded => Self::StretchEnded { stretch: plan.planned(segment?)?.id() },
            CueKind::SessionEnded(end) => Self::SessionEnded {
                outcome: if end == End::Completed { "completed" } else { "stopped" },
                seconds_active: seconds(session.active()),
                seconds_planned: seconds(plan.total()),
            },
            CueKind::Halfway => Self::Cue(Mark::Halfway),
            CueKind::Countdown(n) => Self::Cue(Mark::Countdown { n }),
            CueKind::LeadIn(n) => Self::Cue(Mark::LeadIn { n }),
            // Nothing happens in the session.
            CueKind::SaidAgain => return None,
            CueKind::GoesOn => Self::Cue(Mark::Go),
            CueKind::Waiting => Self::Cue(Mark::Waiting),
            CueKind::Phase(phase) => Self::Cue(Mark::Phase { text: &plan.phase(segment?, phase)?.text }),
            CueKind::Adjusted => {
                Self::Cue(Mark::Adjusted { seconds: seconds(segment?.length), total_seconds: seconds(plan.total()) })
            }
        })
    }

    /// What it is called: the value of `event` in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// The events that can have a hook: all but the last, an error.
pub const NAMES: &[&str] = match Happened::VARIANTS {
    [names @ .., _error] => names,
    [] => &[],
};

impl<'a> SegmentStart<'a> {
    fn of(index: usize, segment: &Segment, plan: &'a Plan) -> Self {
        Self {
            index,
            part: SegmentFields::of(segment, plan),
            then: segment.begins_stretch().then(|| plan.instruction(segment).into_owned()),
            care: plan.care(segment).filter(|_| segment.begins_stretch()),
            felt: plan.felt(segment).filter(|_| segment.is_work()).map(Cow::into_owned),
        }
    }
}

impl<'a> SegmentFields<'a> {
    /// A segment of a plan.
    #[must_use]
    pub fn of(segment: &Segment, plan: &'a Plan) -> Self {
        Self {
            kind: segment.kind.word(),
            stretch: plan.planned(segment).map_or(String::new(), Planned::id),
            step: plan.step_of(segment).0,
            side: segment.side.map(|side| side.to_string()),
            way: plan.way(segment),
            round: segment.round,
            seconds: seconds(segment.length),
            text: plan.setup(segment).map_or_else(|| plan.instruction(segment).into_owned(), str::to_owned),
        }
    }
}

/// Seconds to the millisecond: what is finer is of no use to anybody.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}
