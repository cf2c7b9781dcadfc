//! What is written of a session.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use jiff::{ToSpan, ZonedDateTime};
use stretch_tui::content::load::load;
use stretch_tui::log::reader::Records;
use stretch_tui::log::record::{Record, StretchOutcome};
use stretch_tui::log::recorder::Recorder;
use stretch_tui::log::resume::Resume;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::person::{Location, Person};
use stretch_tui::plan::{Choices, Plan};
use stretch_tui::session::{Command, Pace, Session};

use super::folder::{Folder, local};

const START: Duration = Duration::from_secs(3600);

/// A person at a desk, with a recorder and a clock that moves with the session.
struct Desk {
    recorder: Recorder,
    session: Session,
    now: Duration,
    wall: Rc<RefCell<ZonedDateTime>>,
}

fn plan(name: &str, choices: Choices) -> Plan {
    let library = load(true, &[]).library;
    Target::find(&library, name).unwrap().plan(&library, choices)
}

impl Desk {
    fn new(folder: &Folder, plan: Plan, begin: &str, resume: Option<Resume>) -> Self {
        let wall = Rc::new(RefCell::new(local(begin)));
        let clock = Rc::clone(&wall);
        let mut recorder = Recorder::new(Some(folder.store()), Box::new(move || clock.borrow().clone()));
        recorder.begin(&plan, resume.clone());
        let pace = Pace { advance: stretch_tui::session::Advance::Auto, ..Pace::default() };
        let (first, done) = resume.map_or((0, Vec::new()), |resume| (resume.segment, resume.done));
        let (session, _) = Session::resumed(plan, pace, first, &done, START);
        Self { recorder, session, now: START, wall }
    }

    /// Lets time pass.
    fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now += Duration::from_secs(1);
            self.session.advance_to(self.now);
            let later = self.wall.borrow().checked_add(1.second()).unwrap();
            *self.wall.borrow_mut() = later;
        }
    }

    fn command(&mut self, command: Command) {
        self.session.command(command, self.now);
    }

    /// Ends the session, and reads what was written of it.
    fn end(&mut self, folder: &Folder) -> Option<Record> {
        self.command(Command::Stop);
        self.recorder.end(&self.session);
        Records::open(&folder.store()).next().map(|entry| entry.record)
    }
}

#[test]
fn a_whole_session() {
    let folder = Folder::new("whole");
    let plan = plan("desk-break", Choices::default());
    let total = plan.total();
    let mut desk = Desk::new(&folder, plan, "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
    desk.recorder.set_before(Some(5));
    desk.pass(total.as_secs());
    let record = desk.end(&folder).unwrap();
    assert_eq!(desk.recorder.id(), Some(&*record.id));
    assert_eq!(record.start.to_string(), "2026-11-26T10:12:03+01:00");
    assert_eq!(
        record.end.timestamp.duration_since(record.start.timestamp).as_secs(),
        i64::try_from(total.as_secs()).unwrap()
    );
    assert_eq!(record.zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!((&*record.routine, &*record.name, &*record.dose), ("desk-break", "Desk break", "light"));
    assert_eq!((&*record.outcome, record.stopped_at, record.before), ("completed", None, Some(5)));
    assert_eq!((record.planned_seconds, record.active_seconds), (total.as_secs_f64(), total.as_secs_f64()));
    assert_eq!(record.stretches.iter().map(|stretch| stretch.active_seconds).sum::<f64>(), record.active_seconds);
    assert!(record.stretches.iter().all(|stretch| stretch.outcome == StretchOutcome::Done));
    desk.recorder.set_after(Some(3));
    desk.recorder.write_after();
    assert_eq!(Records::open(&folder.store()).next().unwrap().record.after, Some(3));
}

#[test]
fn what_was_done_in_part_and_what_was_skipped() {
    let folder = Folder::new("part");
    let plan = plan("desk-break", Choices::default());
    let first = plan.segments[0].length.as_secs();
    let mut desk = Desk::new(&folder, plan, "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
    desk.pass(first + 12);
    desk.command(Command::NextStretch);
    let record = desk.end(&folder).unwrap();
    let outcomes: Vec<_> = record.stretches.iter().map(|stretch| stretch.outcome).collect();
    assert_eq!(outcomes, [StretchOutcome::Partial, StretchOutcome::Skipped, StretchOutcome::Skipped]);
    assert_eq!((&*record.outcome, record.stopped_at), ("stopped", Some(8)));
}

#[test]
fn less_than_ten_seconds_of_work_leave_nothing() {
    for (work, is_written) in [(9, false), (10, true)] {
        let folder = Folder::new(&format!("short-{work}"));
        let plan = plan("cat-camel", Choices::default());
        let ready = plan.segments[0].length.as_secs();
        let mut desk = Desk::new(&folder, plan, "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
        desk.pass(ready + work);
        assert_eq!(desk.end(&folder).is_some(), is_written, "{work}");
        assert_eq!(desk.recorder.id().is_some(), is_written, "{work}");
    }
}

#[test]
fn a_clock_that_is_set_back_is_written_as_it_is_and_the_time_done_is_right() {
    let folder = Folder::new("set-back");
    let mut desk =
        Desk::new(&folder, plan("cat-camel", Choices::default()), "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
    desk.pass(30);
    *desk.wall.borrow_mut() = local("2026-11-26T09:00:00+01:00[Europe/Berlin]");
    desk.pass(5);
    let record = desk.end(&folder).unwrap();
    assert_eq!(record.end.to_string(), "2026-11-26T09:00:05+01:00");
    assert_eq!(record.active_seconds, 35.0);
}

#[test]
fn an_hour_that_comes_twice_has_two_offsets() {
    let folder = Folder::new("dst");
    let mut desk =
        Desk::new(&folder, plan("cat-camel", Choices::default()), "2026-10-25T02:59:50+02:00[Europe/Berlin]", None);
    desk.pass(40);
    let record = desk.end(&folder).unwrap();
    assert_eq!(record.start.to_string(), "2026-10-25T02:59:50+02:00");
    assert_eq!(record.end.to_string(), "2026-10-25T02:00:30+01:00");
}

#[test]
fn it_says_what_was_changed_and_never_why() {
    let folder = Folder::new("changes");
    let person = Person {
        conditions: vec!["glaucoma".to_owned(), "dizziness".to_owned()],
        location: Location::Desk,
        time: Some(Duration::from_secs(600)),
        ..Person::default()
    };
    let plan = plan("full", Choices { person: person.into(), ..Choices::default() });
    let mut desk = Desk::new(&folder, plan, "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
    desk.pass(60);
    let record = desk.end(&folder).unwrap();
    assert_eq!((record.choices.minutes, record.choices.place.as_deref()), (Some(10.0), Some("desk")));
    assert!(record.changes.iter().any(|change| change.what == "left-out"), "{:?}", record.changes);
    let text = std::fs::read_to_string(folder.file()).unwrap();
    for word in ["glaucoma", "dizz", "vertigo"] {
        assert!(!text.to_lowercase().contains(word), "{text}");
    }
}

#[test]
fn what_cannot_be_saved_is_handed_back_with_its_reason() {
    let folder = Folder::new("unsaved");
    folder.put("x", "");
    for (store, why) in [(None, "set STRETCH_DATA_DIR"), (Some(blocked(&folder)), "")] {
        let mut desk =
            Desk::new(&folder, plan("cat-camel", Choices::default()), "2026-11-26T10:12:03+01:00[Europe/Berlin]", None);
        let mut recorder = Recorder::new(store, Box::new(|| local("2026-11-26T10:12:03+01:00[Europe/Berlin]")));
        recorder.begin(desk.session.plan(), None);
        desk.pass(40);
        desk.command(Command::Stop);
        recorder.end(&desk.session);
        assert_eq!(recorder.id(), None);
        // An answer goes into the line that is told.
        recorder.set_after(Some(4));
        recorder.write_after();
        let [unsaved] = &recorder.take_unsaved()[..] else { panic!("nothing is told") };
        assert!(unsaved.why.contains(why), "{}", unsaved.why);
        assert_eq!(serde_json::from_str::<Record>(&unsaved.line).unwrap().after, Some(4), "{}", unsaved.line);
    }
}

/// A log whose folder cannot be made.
fn blocked(folder: &Folder) -> stretch_tui::log::store::Store {
    stretch_tui::log::store::Store::new(&folder.store().folder().join("x"), None)
}
