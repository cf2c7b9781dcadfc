//! What a coach says at each cue. Speech says these lines and the plain coach prints them, so both say the same.
//!
//! The instructions are the content's; only the words between them are here. It must never say a number that is not
//! the plan's.

mod closing;
mod equipment;
mod preparation;
mod work;

use std::time::Duration;

pub(crate) use closing::{closing, last_words, way_out};
pub(crate) use equipment::{equipment, needs};
pub use preparation::comes_back;
pub(crate) use preparation::then;
use preparation::{again, going_on, opening, preparation, which};
pub(crate) use work::{breath, side_or_way};
use work::{time_left, to_do, work};

use crate::content::model::Phase;
use crate::plan::build::{reading_time, speaking_time};
use crate::plan::{Hearing, Kind};
use crate::session::End;
use crate::session::cue::{COUNTDOWN, CueKind};
use crate::session::cue_event::CueEvent;
use crate::session::snapshot::Flow;
use crate::time::whole_seconds;

/// What is said at a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sentences; each is worth a line of its own where lines are read.
    pub sentences: Vec<String>,
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It has to be heard, and cuts off what is being said.
    Call,
    /// It has to be heard in time or not at all, and never cuts off a call.
    Count,
    /// It keeps the time of a rep: it cuts off the beat before it, and never a call.
    Beat,
    /// It has to be heard together with the call that follows at once.
    Opening,
    /// It is only for reading: there is no time to say it.
    Silent,
}

impl Line {
    pub fn text(&self) -> String {
        self.sentences.join(" ")
    }
}

/// Said of a stretch that waits to be begun.
pub(crate) const BEGIN: &str = "Press Enter when you are ready.";
/// Said before anything that comes after a hold.
pub(crate) const COME_BACK: &str = "Come back slowly.";
/// When to stop, said once in a session. Chest pain, numbness and dizziness do not hurt in the way that "stop if it
/// hurts" makes people expect, so this sentence names the signs.
pub const STOP_AT_ONCE: &str = "Stop at once at sharp or spreading pain, tingling, dizziness or chest pain.";
/// The shortest rep that leaves time to say its number.
const SAYABLE: Duration = Duration::from_secs(1);

/// The time to hear all of a getting ready at reading speed, and the countdown after it.
pub const HEARING: Hearing = Hearing(|part| {
    let opening = if part.index == 0 { opening(part.plan) } else { Vec::new() };
    let sentences = opening.into_iter().chain(preparation(part, part.work_before(), false));
    let text: String = sentences.map(|sentence| sentence + " ").collect();
    reading_time(&text) + Duration::from_secs(COUNTDOWN.into())
});

/// What is said at a cue; nothing where there is nothing to say.
pub fn line(event: &CueEvent<'_>) -> Option<Line> {
    let (cue, session) = (event.cue, event.session);
    let (part, snapshot) = (session.plan().part(cue.segment)?, session.snapshot()?);
    let segment = part.segment;
    let counts = matches!(segment.kind, Kind::Reps { rep, .. } if rep >= SAYABLE);
    match cue.kind {
        CueKind::SessionStarted => {
            let is_resumed = cue.segment > 0;
            let sentences = if is_resumed { going_on(part.plan, snapshot.remaining) } else { opening(part.plan) };
            Some(Line { sentences, weight: Weight::Opening })
        }
        CueKind::Started => match part.phases().first() {
            // How many reps there are was said before them.
            Some(phase) => Some(timed(phase, format!("{}.", phase.text))),
            None if segment.is_work() => call(work(part)),
            None => call(preparation(part, snapshot.last_work, session.is_waiting())),
        },
        CueKind::Moved => call([which(part), to_do(part)]),
        CueKind::Halfway => count("Halfway."),
        // In reps the count is of reps; seconds among them would only confuse.
        CueKind::Countdown(n) if segment.reps().is_none() => count(n.to_string()),
        CueKind::Rep(n @ 2..) if counts => match part.phases().first() {
            Some(phase) => Some(timed(phase, format!("{n}. {}.", phase.text))),
            None => count(n.to_string()),
        },
        CueKind::Phase(index @ 1..) => part.phases().get(index).map(|phase| timed(phase, format!("{}.", phase.text))),
        CueKind::Paused => call(["Paused."]),
        // After a pause in a getting ready the instructions are said again, in place of a countdown.
        CueKind::Resumed if matches!(snapshot.flow, Flow::LeadIn(_)) && !snapshot.part.segment.is_work() => {
            call(["Go on.".to_owned()].into_iter().chain(again(&snapshot)))
        }
        CueKind::LeadIn(_) if !segment.is_work() => None,
        CueKind::LeadIn(n) if n > COUNTDOWN => call(["Get ready."]),
        // The first number cuts off what was being said.
        CueKind::LeadIn(n) if u64::from(n) == whole_seconds(session.lead_in()) => call([n.to_string()]),
        CueKind::LeadIn(n) => count(n.to_string()),
        CueKind::GoesOn if segment.is_work() && cue.at > segment.start => {
            call(["Go on.".to_owned(), time_left(&snapshot)])
        }
        CueKind::Adjusted => count(time_left(&snapshot)),
        CueKind::SaidAgain => call(again(&snapshot)),
        CueKind::SessionEnded(End::Completed) => call(closing(session)),
        _ => None,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every arm of `line` is an option")]
fn call<S: Into<String>>(sentences: impl IntoIterator<Item = S>) -> Option<Line> {
    Some(Line { sentences: sentences.into_iter().map(Into::into).collect(), weight: Weight::Call })
}

#[allow(clippy::unnecessary_wraps, reason = "every arm of `line` is an option")]
fn count(text: impl Into<String>) -> Option<Line> {
    Some(Line { sentences: vec![text.into()], weight: Weight::Count })
}

/// A line at the beginning of a phase: said if there is time for the phase's own words.
fn timed(phase: &Phase, text: String) -> Line {
    let sayable = speaking_time(&phase.text) <= phase.length;
    Line { sentences: vec![text], weight: if sayable { Weight::Beat } else { Weight::Silent } }
}
