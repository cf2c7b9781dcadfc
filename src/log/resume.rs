//! Going on with a session that was left in the middle.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use super::history::History;
use super::logged_session::LoggedSession;
use super::reader::fnv;
use super::record::RecordedChoices;
use crate::content::model::{Dose, Library};
use crate::plan::lookup::Target;
use crate::plan::person::Person;
use crate::plan::{Choices, Kind, Plan};

/// What a plan consists of, as sixteen hexadecimal digits: its stretches and its work, in order and with their lengths. The
/// time between the work is no part of it, since the same session takes longer by ear.
pub fn fingerprint(plan: &Plan) -> String {
    let mut text = plan.id.clone();
    for part in plan.parts().filter(|part| part.segment.is_work()) {
        let segment = part.segment;
        let count = if let Kind::Reps { count, .. } = segment.kind { count } else { 0 };
        let side = segment.side.map(|side| side.to_string()).unwrap_or_default();
        let place = (segment.set, segment.step, segment.round, segment.way);
        let _ = write!(text, "\n{} {place:?} {side} {count} {}", part.planned.id(), segment.length.as_millis());
    }
    format!("{:016x}", fnv(text.bytes()))
}

/// Where a session goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The id of the record that it continues.
    pub record: String,
    /// The getting ready with which it begins: an index into the segments of the plan.
    pub segment: usize,
    /// How many holds, sets of reps and moves of each stretch were done before, by the index of the stretch.
    pub done: Vec<usize>,
}

/// A session to start, from its beginning or where another one was left.
#[derive(Clone, Debug)]
pub struct Start {
    pub plan: Plan,
    pub resume: Option<Resume>,
}

impl From<Plan> for Start {
    fn from(plan: Plan) -> Self {
        Self { plan, resume: None }
    }
}

/// Why a session that was left cannot be resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// There is none.
    Nothing,
    /// Its plan is another one by now: the name of the routine.
    Changed(String),
}

impl Start {
    /// The session that was left last, of one routine if its id is given, from where it was left.
    /// Fails when there is none to go on with.
    pub fn left(history: &History, library: &Library, choices: &Choices, routine: Option<&str>) -> Result<Self, Gone> {
        let session = history.left(routine).ok_or(Gone::Nothing)?;
        let record = session.last();
        let changed = || Gone::Changed(record.name.clone());
        let targets = record.routine.split('+').map(|id| Target::recorded(library, id));
        let targets: Vec<_> = targets.collect::<Option<_>>().ok_or_else(changed)?;
        let plan = Target::plan_all(&targets, library, chosen(&record.choices, choices));
        let resume = Resume::of(&plan, session).ok_or_else(changed)?;
        Ok(Self { plan, resume: Some(resume) })
    }

    /// The stretch it goes on with, by its name; none if it is the only one.
    pub(crate) fn stretch(&self) -> Option<Cow<'_, str>> {
        let part = self.plan.part(self.resume.as_ref()?.segment)?;
        Some(part.planned.name()).filter(|_| self.plan.stretches.len() > 1)
    }
}

/// The choices of a session that was left, where there are no others by now. The place is where the person is now.
fn chosen(recorded: &RecordedChoices, choices: &Choices) -> Choices {
    let recorded_time = || recorded.minutes.and_then(|minutes| Duration::try_from_secs_f64(60.0 * minutes).ok());
    let time = choices.person.time.or_else(recorded_time);
    let person = Person { time, ..(*choices.person).clone() };
    let is_recorded = |(word, _): &&(&str, Dose)| Some(*word) == recorded.dose.as_deref();
    let dose = choices.dose.or_else(|| Dose::WORDS.iter().find(is_recorded).map(|(_, dose)| *dose));
    Choices { dose, person: person.into(), ..choices.clone() }
}

impl Resume {
    /// Where a plan goes on after a session that was left. None if the plan is another one by now.
    pub fn of(plan: &Plan, session: &LoggedSession) -> Option<Self> {
        let last = session.last();
        let stopped_at = last.stopped_at.filter(|_| last.plan == fingerprint(plan))?;
        let part = plan.part(stopped_at)?;
        let segment = if part.segment.is_work() { stopped_at.checked_sub(1)? } else { stopped_at };
        let mut done: Vec<_> = plan.stretches.iter().map(|_| 0).collect();
        for record in session.parts() {
            // A later part has only the stretches that were left, in the same order.
            let mut planned = (0..).zip(&plan.stretches);
            for stretch in &record.stretches {
                if let Some((index, _)) = planned.find(|(_, planned)| planned.id() == stretch.id) {
                    let index: usize = index;
                    done[index] += stretch.done;
                }
            }
        }
        Some(Self { record: last.id.clone(), segment, done })
    }
}
