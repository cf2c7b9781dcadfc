//! Writes down a session when it is over, whichever way it ends.
//!
//! It reads the wall's clock, which is handed in, only at the beginning and the end. It must never disturb a session.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::time::Duration;

use jiff::ZonedDateTime;

use super::feel::Pair;
use super::history::History;
use super::moment::Moment;
use super::record::{
    Amendment, Record, RecordedChange, RecordedChoices, RecordedStretch, SCHEMA, StretchOutcome, line,
};
use super::resume::{Resume, fingerprint};
use super::store::{Store, random_name};
use crate::plan::adapt::{Adaptation, Change};
use crate::plan::person::Location;
use crate::plan::{Choices, Plan};
use crate::session::{End, Outcome, Session};
use crate::time::seconds;

/// The least work that is worth a record.
pub const LEAST: Duration = Duration::from_secs(10);

/// The local time by the wall's clock.
pub type Wall = Box<dyn Fn() -> ZonedDateTime>;

pub struct Recorder {
    store: Option<Store>,
    wall: Wall,
    begun: Option<Begun>,
    saved: Option<SavedRecord>,
    /// What was not saved, and not yet told.
    unsaved: Vec<Unsaved>,
}

/// A session that is on.
struct Begun {
    start: ZonedDateTime,
    plan: String,
    resume: Option<Resume>,
    before: Option<u8>,
}

/// The record of the last session, and what was answered after it.
struct SavedRecord {
    record: Record,
    after: Option<u8>,
    /// Why it is not in the log, if it is not.
    unsaved: Option<String>,
}

/// A line that is not in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Why, in a few words.
    pub why: String,
    /// Where it should be, if the system has a folder for it.
    pub folder: Option<PathBuf>,
    /// The line itself, with its line break.
    pub line: String,
}

impl Recorder {
    /// Writes to a log; none where the system has no folder for it.
    pub fn new(store: Option<Store>, wall: Wall) -> Self {
        Self { store, wall, begun: None, saved: None, unsaved: Vec::new() }
    }

    /// The local time.
    pub(crate) fn now(&self) -> ZonedDateTime {
        (self.wall)()
    }

    /// Notes the beginning of a session, and what it goes on with.
    pub fn begin(&mut self, plan: &Plan, resume: Option<Resume>) {
        self.write_after();
        self.saved = None;
        self.begun = Some(Begun { start: self.now(), plan: fingerprint(plan), resume, before: None });
    }

    /// The numbers of the sessions of the routine that was recorded last, the last one first, with another one after it.
    pub(crate) fn pairs_with(&self, after: u8) -> Vec<Pair> {
        let (Some(store), Some(saved)) = (&self.store, &self.saved) else { return Vec::new() };
        let record = Record { after: Some(after), ..saved.record.clone() };
        History::read(store, self.now()).pairs_with(&record)
    }

    /// Notes how it feels before the session, on the numeric rating scale.
    pub fn set_before(&mut self, before: Option<u8>) {
        if let Some(begun) = &mut self.begun {
            begun.before = before;
        }
    }

    /// Notes how it feels after the session that was recorded last. It is written once the next session begins or at the end.
    pub fn set_after(&mut self, after: Option<u8>) {
        if let Some(saved) = &mut self.saved {
            saved.after = after;
        }
    }

    /// Writes a session down that is over. One with hardly any work leaves no record.
    pub fn end(&mut self, session: &Session) {
        let Some(begun) = self.begun.take() else { return };
        let plan = session.plan();
        let spent = plan.segments.iter().zip(session.spent());
        let work: Duration = spent.filter(|(segment, _)| segment.is_work()).map(|(_, time)| time).sum();
        if work < LEAST {
            return;
        }
        let record = record(begun, session, &(self.wall)());
        let unsaved = self.write(line(&record));
        self.saved = Some(SavedRecord { record, after: None, unsaved });
    }

    /// The id of the record of the last session, if it is in the log.
    pub fn id(&self) -> Option<&str> {
        self.saved.as_ref().filter(|saved| saved.unsaved.is_none()).map(|saved| &*saved.record.id)
    }

    /// Whether the last session has a record, in the log or not.
    pub(crate) fn has_record(&self) -> bool {
        self.saved.is_some()
    }

    /// Writes down what was answered after the last session. Returns why it could not.
    pub fn write_after(&mut self) -> Option<String> {
        let saved = self.saved.as_mut()?;
        let after = saved.after.take()?;
        saved.record.after = Some(after);
        if saved.unsaved.is_none() {
            let (id, at) = (saved.record.id.clone(), Moment::from(&(self.wall)()));
            return self.write(line(&Amendment { schema: SCHEMA, id, at, forgotten: false, after: Some(after) }));
        }
        if let Some(unsaved) = self.unsaved.last_mut() {
            // The line of the record has not been told yet.
            unsaved.line = line(&saved.record);
        }
        saved.unsaved.clone()
    }

    /// Why the last session is not in the log, if it should be.
    pub(crate) fn why_unsaved(&self) -> Option<&str> {
        self.saved.as_ref()?.unsaved.as_deref()
    }

    /// What was not saved.
    pub fn take_unsaved(&mut self) -> Vec<Unsaved> {
        std::mem::take(&mut self.unsaved)
    }

    /// Writes a line. Returns why it could not.
    fn write(&mut self, line: String) -> Option<String> {
        let why = match self.store.as_ref().map(|store| store.append(&line)) {
            Some(Ok(())) => return None,
            Some(Err(error)) => reason(&error),
            None => "there is no folder for it: set STRETCH_DATA_DIR".to_owned(),
        };
        let folder = self.store.as_ref().map(|store| store.folder().to_owned());
        self.unsaved.push(Unsaved { why: why.clone(), folder, line });
        Some(why)
    }
}

/// Why a file cannot be written, in words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "a file is in the place of its folder".to_owned(),
        ErrorKind::IsADirectory | ErrorKind::NotSeekable => "something else is in the place of its file".to_owned(),
        _ => error.to_string(),
    }
}

fn record(begun: Begun, session: &Session, now: &ZonedDateTime) -> Record {
    let Begun { start, plan: fingerprint, resume, before } = begun;
    let plan = session.plan();
    let is_stopped = session.end() != Some(End::Completed);
    let from = plan.segments.get(session.first()).map_or(Duration::ZERO, |segment| segment.start);
    let active: Duration = session.spent().iter().sum();
    let done = resume.as_ref().map_or(&[][..], |resume| &resume.done);
    Record {
        schema: SCHEMA,
        id: random_name(),
        start: (&start).into(),
        end: now.into(),
        zone: start.time_zone().iana_name().map(str::to_owned),
        routine: plan.id.clone(),
        name: plan.name.clone(),
        dose: plan.dose.to_string(),
        choices: choices(&plan.choices),
        changes: plan.adaptations.iter().map(change).collect(),
        stretches: (0..plan.stretches.len()).filter_map(|index| stretch(session, index, done)).collect(),
        planned_seconds: seconds(plan.total().saturating_sub(from)),
        active_seconds: seconds(active),
        outcome: if is_stopped { "stopped" } else { "completed" }.to_owned(),
        plan: fingerprint,
        stopped_at: session.snapshot().filter(|_| is_stopped).map(|snapshot| snapshot.part.index),
        continues: resume.map(|resume| resume.record),
        before,
        after: None,
    }
}

fn choices(choices: &Choices) -> RecordedChoices {
    let person = &choices.person;
    RecordedChoices {
        dose: choices.dose.map(|dose| dose.to_string()),
        minutes: person.time.map(|time| time.as_secs_f64() / 60.0),
        place: Some(person.location).filter(|place| *place != Location::default()).map(|place| place.to_string()),
        tighter: person.tighter.map(|side| side.to_string()),
    }
}

fn change(adaptation: &Adaptation) -> RecordedChange {
    let variant = match &adaptation.change {
        Change::Exchanged(Some((id, _))) => Some(id.clone()),
        _ => None,
    };
    RecordedChange { stretch: adaptation.stretch.clone(), what: adaptation.change.word().to_owned(), variant }
}

/// What came of a stretch, by its index; none if all of it was done before. `done` is what of each was done before.
fn stretch(session: &Session, index: usize, done: &[usize]) -> Option<RecordedStretch> {
    let plan = session.plan();
    let all = plan.segments.iter().zip(session.outcomes()).zip(session.spent());
    let own = all.filter(|((segment, _), _)| segment.stretch == index);
    let (mut of, mut now, mut active, mut work) = (0, 0, Duration::ZERO, Duration::ZERO);
    for ((segment, outcome), spent) in own {
        active += *spent;
        if segment.is_work() {
            work += *spent;
            of += 1;
            now += usize::from(*outcome == Outcome::Done);
        }
    }
    let before = done.get(index).copied().unwrap_or(0).min(of);
    let (done, of) = (now.saturating_sub(before), of - before);
    let outcome = match done {
        0 if work.is_zero() => StretchOutcome::Skipped,
        done if done >= of => StretchOutcome::Done,
        _ => StretchOutcome::Partial,
    };
    let id = plan.stretches.get(index)?.id();
    (of > 0).then(|| RecordedStretch { id, outcome, done, of, active_seconds: seconds(active) })
}
