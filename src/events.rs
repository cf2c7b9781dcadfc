//! A session as events for other programs. docs/events.md describes each.
//!
//! An event is made from a cue and the plan alone. Any other change than a new event or a new field needs a new
//! [`SCHEMA`]. Nothing here decides when an event is sent, or where to.

use std::borrow::Cow;
use std::time::Duration;

use serde::Serialize;
use strum::{IntoStaticStr, VariantNames};

use crate::ascii;
use crate::plan::Part;
use crate::plan::adapt::{Adaptation, PersonalNote};
use crate::session::cue::CueKind;
use crate::session::cue_event::CueEvent;
use crate::session::{End, Outcome};
use crate::time::seconds;

/// The version of the events.
pub const SCHEMA: u32 = 1;

/// Something that happened in a session, ready to be written as one JSON object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionEvent<'a> {
    schema: u32,
    #[serde(flatten)]
    pub(crate) what: Happened<'a>,
    /// The position in the session in seconds, from its start, without pauses and lead-ins.
    pub(crate) at: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, IntoStaticStr, VariantNames)]
#[serde(tag = "event", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Happened<'a> {
    SessionStarted {
        /// The id of the routine or stretch, or several joined by `+`.
        routine: &'a str,
        name: &'a str,
        total_seconds: f64,
        segments: usize,
        /// What is changed for the person, in sentences.
        changes: Vec<String>,
    },
    SegmentStarted(SegmentStart<'a>),
    /// The session is paused, and has moved to the start of another segment.
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
        /// How much of it had passed.
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
        /// The id of its record in the log, if it has one.
        record: Option<&'a str>,
    },
    /// Something that was asked for could not be done. Last, since it has no hook: see [`NAMES`].
    Error {
        /// Why, and what is valid instead.
        message: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SegmentStart<'a> {
    /// Which one, from 0.
    pub(crate) index: usize,
    #[serde(flatten)]
    pub(crate) fields: SegmentFields<'a>,
    /// What to do after getting into position, of the first segment of a stretch.
    pub(crate) then: Option<String>,
    /// What to mind, of the first segment of a stretch.
    pub(crate) care: Option<&'a str>,
    /// What to mind for the person's sake, of the first segment of a stretch.
    pub(crate) notes: Vec<String>,
    /// Where it is felt, of work.
    pub(crate) felt: Option<String>,
}

/// The fields of a segment in every JSON output: here, and in `show --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SegmentFields<'a> {
    /// `prepare`, `hold`, `reps`, `move` or `change`.
    pub(crate) kind: &'static str,
    /// The id of its stretch, with the variant's after a colon.
    pub(crate) stretch: String,
    /// The step among those of the stretch, from 1.
    pub(crate) step: usize,
    /// `left` or `right`, of a step with sides.
    pub(crate) side: Option<String>,
    /// The way, of a step with ways.
    pub(crate) way: Option<&'a str>,
    /// The round, from 1.
    pub(crate) round: u32,
    pub(crate) seconds: f64,
    /// What to do: how to get into position, of the first segment of a stretch; else the step.
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Mark<'a> {
    /// The middle of a long hold.
    Halfway,
    /// The last seconds of the segment.
    Countdown {
        /// 3, 2 or 1.
        n: u32,
    },
    /// The seconds that are left of the lead-in; session time is paused.
    LeadIn {
        /// The whole lead-in, then 3, 2, 1.
        n: u32,
    },
    /// The lead-in is over, or a waiting stretch was begun.
    Go,
    /// The stretch waits for `resume`.
    Waiting,
    /// A phase of a rep begins.
    Phase { text: &'a str },
    /// The segment was made longer or shorter.
    Adjusted {
        /// Its new length.
        seconds: f64,
        total_seconds: f64,
    },
}

impl<'a> SessionEvent<'a> {
    /// The event of a cue; none for a cue that leads nowhere in the plan.
    pub fn of(event: &CueEvent<'a>) -> Option<Self> {
        Some(Self { schema: SCHEMA, what: Happened::of(event)?, at: seconds(event.cue.at) })
    }

    /// The event as a line of JSON, with its line break.
    pub(crate) fn line(&self) -> String {
        // Only a map with a key that is not text, or a failing writer, could be an error.
        ascii::written_json(serde_json::to_string(self).unwrap_or_default() + "\n")
    }

    /// An error at a position of a session.
    pub(crate) fn error(message: String, at: Duration) -> Self {
        Self { schema: SCHEMA, what: Happened::Error { message }, at: seconds(at) }
    }
}

impl<'a> Happened<'a> {
    fn of(event: &CueEvent<'a>) -> Option<Self> {
        let (cue, session) = (event.cue, event.session);
        let plan = session.plan();
        let part = plan.part(cue.segment);
        Some(match cue.kind {
            CueKind::SessionStarted => Self::SessionStarted {
                routine: &plan.id,
                name: &plan.name,
                total_seconds: seconds(plan.total()),
                segments: plan.segments.len(),
                changes: plan.adaptations.iter().map(Adaptation::sentence).collect(),
            },
            CueKind::Started => Self::SegmentStarted(SegmentStart::of(part?)),
            CueKind::Moved => Self::Moved(SegmentStart::of(part?)),
            CueKind::Rep(n) => Self::Rep { n, of: part?.segment.reps()? },
            CueKind::Paused => Self::Paused,
            CueKind::Resumed => Self::Resumed,
            CueKind::Ended(outcome) => Self::SegmentEnded {
                index: cue.segment,
                outcome: if outcome == Outcome::Done { "done" } else { "skipped" },
                seconds: seconds(cue.at.saturating_sub(part?.segment.start)),
            },
            CueKind::StretchEnded => Self::StretchEnded { stretch: part?.planned.id() },
            CueKind::SessionEnded(end) => Self::SessionEnded {
                outcome: if end == End::Completed { "completed" } else { "stopped" },
                seconds_active: seconds(session.active()),
                seconds_planned: seconds(plan.total()),
                record: event.record,
            },
            CueKind::Halfway => Self::Cue(Mark::Halfway),
            CueKind::Countdown(n) => Self::Cue(Mark::Countdown { n }),
            CueKind::LeadIn(n) => Self::Cue(Mark::LeadIn { n }),
            CueKind::SaidAgain => return None,
            CueKind::GoesOn => Self::Cue(Mark::Go),
            CueKind::Waiting => Self::Cue(Mark::Waiting),
            CueKind::Phase(phase) => Self::Cue(Mark::Phase { text: &part?.phases().get(phase)?.text }),
            CueKind::Adjusted => Self::Cue(Mark::Adjusted {
                seconds: seconds(part?.segment.length),
                total_seconds: seconds(plan.total()),
            }),
        })
    }
}

/// The events that can have a hook: all but the last, an error.
pub const NAMES: &[&str] = match Happened::VARIANTS {
    [names @ .., _error] => names,
    [] => &[],
};

impl<'a> SegmentStart<'a> {
    fn of(part: Part<'a>) -> Self {
        let segment = part.segment;
        Self {
            index: part.index,
            fields: part.into(),
            then: segment.begins_stretch.then(|| part.instruction().into_owned()),
            care: part.care().filter(|_| segment.begins_stretch),
            notes: part.planned.notes.iter().filter(|_| segment.begins_stretch).map(PersonalNote::sentence).collect(),
            felt: part.felt().filter(|_| segment.is_work()).map(Cow::into_owned),
        }
    }
}

impl<'a> From<Part<'a>> for SegmentFields<'a> {
    fn from(part: Part<'a>) -> Self {
        let segment = part.segment;
        Self {
            kind: segment.kind.word(),
            stretch: part.planned.id(),
            step: part.step_number(),
            side: segment.side.map(|side| side.to_string()),
            way: part.way,
            round: segment.round,
            seconds: seconds(segment.length),
            text: part.setup().map_or_else(|| part.instruction().into_owned(), str::to_owned),
        }
    }
}
