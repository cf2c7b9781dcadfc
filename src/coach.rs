//! What a coach says: the words to each cue, for whoever listens instead of looking.
//!
//! Speech says these lines and the plain coach prints them, so that both tell the same. The words of the content
//! are the content's; here are only those between them. It must never say a number that is not the plan's.

use std::time::Duration;

use crate::{
    content::model::Tempo,
    format::{counted, spoken},
    listener::Heard,
    plan::{Kind, Plan, Segment, Turn, build::reading_time},
    session::{
        End,
        cue::What,
        moment::{Moment, whole_seconds},
    },
};

/// What is said at a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sentences; each is worth a line of its own where lines are read.
    pub sentences: Vec<String>,
    /// How much it matters.
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is to be heard, and ends what is being said.
    Call,
    /// It is to be heard in time or not at all, and interrupts no call.
    Count,
    /// It is to be heard together with the call that follows at once.
    Opening,
}

impl Line {
    /// The sentences as one text.
    #[must_use]
    pub fn text(&self) -> String {
        self.sentences.join(" ")
    }
}

/// The shortest rep that leaves time to say its number.
const SAYABLE: Duration = Duration::from_secs(1);

/// What is said at a cue; nothing where there is nothing to say, or no time to say it.
#[must_use]
pub fn said(heard: &Heard<'_>) -> Option<Line> {
    let (cue, session) = (heard.cue, heard.session);
    let plan = session.plan();
    let segment = plan.segments.get(cue.segment)?;
    let counts = matches!(segment.kind, Kind::Reps { rep, .. } if rep >= SAYABLE);
    match cue.what {
        What::SessionStarted => Some(Line { sentences: opening(plan), weight: Weight::Opening }),
        What::Started => call(started(plan, cue.segment, segment, session.is_waiting())),
        What::Moved => call([which(plan, segment), at(plan, segment)]),
        What::Halfway => call(["Halfway."]),
        // In reps the count is of reps; seconds among them would only confuse.
        What::Countdown(n) if segment.reps().is_none() => count(n.to_string()),
        What::Rep(n @ 2..) if counts => count(match phase(plan, segment, 0) {
            Some(phase) => format!("{n}. {phase}."),
            None => n.to_string(),
        }),
        What::Phase(index @ 1..) => count(format!("{}.", phase(plan, segment, index)?)),
        What::Paused => call(["Paused."]),
        What::LeadIn(n) if u64::from(n) == whole_seconds(session.lead_in()) => call(["Get ready."]),
        What::LeadIn(n) => count(n.to_string()),
        What::GoesOn if !cue.at.saturating_sub(segment.start).is_zero() => call([goes_on(&session.moment()?)]),
        What::Adjusted => count(left(&session.moment()?)),
        What::SessionEnded(End::Completed) => {
            let back = plan.comes_out_of_a_hold(plan.segments.len()).then_some(COME_BACK);
            call(back.into_iter().chain(["Well done."]))
        }
        _ => None,
    }
}

/// Said of a stretch that waits to be begun.
pub const BEGIN: &str = "Begin when you are ready.";

/// Said before whatever comes after a hold.
pub const COME_BACK: &str = "Come back slowly.";

#[allow(clippy::unnecessary_wraps)]
fn call<S: Into<String>>(sentences: impl IntoIterator<Item = S>) -> Option<Line> {
    Some(Line { sentences: sentences.into_iter().map(Into::into).collect(), weight: Weight::Call })
}

#[allow(clippy::unnecessary_wraps)]
fn count(text: String) -> Option<Line> {
    Some(Line { sentences: vec![text], weight: Weight::Count })
}

/// What is said when a segment begins.
fn started(plan: &Plan, index: usize, segment: &Segment, waiting: bool) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut say = |sentence: &str| sentences.push(sentence.to_owned());
    if segment.is_work() {
        say(&work(plan, segment));
        if let Some(phase) = phase(plan, segment, 0) {
            say(&format!("{phase}."));
        }
        let felt = plan.felt(segment).filter(|felt| segment.round == 1 && has_time_for(segment, felt));
        if let Some(felt) = felt {
            say(&format!("What you feel: {felt}"));
        }
        return sentences;
    }
    if plan.comes_out_of_a_hold(index) {
        say(COME_BACK);
    }
    let instruction = plan.instruction(segment);
    match (plan.setup(segment), segment.kind) {
        (Some(setup), _) => {
            say(&which(plan, segment));
            if let Some(care) = plan.care(segment) {
                say(care);
            }
            say(setup);
            say(&format!("Then: {instruction}"));
        }
        (None, kind) => {
            say(&match kind {
                Kind::Change(Turn::Side) => "Other side.".into(),
                Kind::Change(Turn::Way) => "Other way.".into(),
                Kind::Change(Turn::Round) => format!("Rest. Then round {} of {}:", segment.round, segment.rounds),
                _ => "Next.".into(),
            });
            say(&instruction);
        }
    }
    if waiting {
        say(BEGIN);
    }
    sentences
}

/// What is said before everything else.
fn opening(plan: &Plan) -> Vec<String> {
    let much = match plan.stretches.len() {
        1 => spoken(plan.total()),
        several => format!("{}, {}", counted(several, "stretch"), spoken(plan.total())),
    };
    vec![format!("{}: {much}.", plan.name), "Stop at once if it hurts.".into()]
}

/// What there is to do in a segment, while nobody does it.
fn at(plan: &Plan, segment: &Segment) -> String {
    let instruction = plan.instruction(segment);
    if segment.is_work() { format!("{} {instruction}", work(plan, segment)) } else { instruction.into_owned() }
}

/// Which stretch it is.
fn which(plan: &Plan, segment: &Segment) -> String {
    let name = plan.planned(segment).map_or_else(Default::default, |planned| planned.name());
    match plan.stretches.len() {
        1 => format!("{name}."),
        of => format!("Stretch {} of {of}: {name}.", segment.stretch + 1),
    }
}

/// What to do now, on which side or which way, and how much of it.
fn work(plan: &Plan, segment: &Segment) -> String {
    let side = segment.side.map(|side| format!("{side} side"));
    let each = side.or_else(|| plan.way(segment).map(str::to_owned));
    let much = spoken(segment.length);
    let parts = match segment.kind {
        Kind::Reps { count, .. } => [Some(counted(usize::try_from(count).unwrap_or(usize::MAX), "rep")), each, None],
        Kind::Move => [Some("Keep moving".into()), each, Some(much)],
        _ => [Some("Hold".into()), each, Some(much)],
    };
    format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Whether something beside the work can be said before the next cue.
fn has_time_for(segment: &Segment, text: &str) -> bool {
    segment.reps().is_none() && reading_time(text) * 2 < segment.length / 2
}

/// A phase of a rep, if there is time to say it.
fn phase<'a>(plan: &'a Plan, segment: &Segment, index: usize) -> Option<&'a str> {
    match plan.tempo(segment)? {
        Tempo::Phases(phases) => {
            let phase = phases.get(index)?;
            (reading_time(&phase.text) <= phase.length).then_some(phase.text.as_str())
        }
        Tempo::Even(_) => None,
    }
}

fn goes_on(moment: &Moment<'_>) -> String {
    format!("Go on. {}", left(moment))
}

/// What is left of the segment.
fn left(moment: &Moment<'_>) -> String {
    match moment.rep {
        Some(rep) => format!("Rep {} of {}.", rep.number, rep.of),
        None => format!("{} left.", spoken(moment.left)),
    }
}
