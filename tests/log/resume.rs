//! Going on with a session that was left.

use std::time::Duration;

use stretch_tui::coach::HEARING;
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Dose, Library};
use stretch_tui::log::history::History;
use stretch_tui::log::logged_session::LoggedSession;
use stretch_tui::log::record::Record;
use stretch_tui::log::resume::{Gone, Resume, Start, fingerprint};
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::person::{Location, Person};
use stretch_tui::plan::{Choices, Kind, Pacing, Plan};
use stretch_tui::session::{Advance, Command, Pace, Session};

use super::folder::{local, moment, record};

const LEFT: &str = "2026-11-26T10:00:00+01:00";

fn library() -> Library {
    load(true, &[]).library
}

/// The record of a session that was left in a segment of a plan.
fn left(plan: &Plan, segment: usize) -> Record {
    let mut record = record("01", LEFT);
    (record.routine, record.name) = (plan.id.clone(), plan.name.clone());
    (record.plan, record.stopped_at, record.outcome) = (fingerprint(plan), Some(segment), "stopped".to_owned());
    record.stretches.clear();
    record
}

fn history(records: Vec<Record>, now: &str) -> History {
    History::of(records, local(now))
}

fn soon(records: Vec<Record>) -> History {
    history(records, "2026-11-26T11:00:00+01:00[Europe/Berlin]")
}

fn start(record: Record, choices: &Choices) -> Result<Start, Gone> {
    Start::left(&soon(vec![record]), &library(), choices, None)
}

fn plan(name: &str, choices: impl Into<Choices>) -> Plan {
    let library = library();
    Target::find(&library, name).unwrap().plan(&library, choices)
}

#[test]
fn it_goes_on_with_the_getting_ready_of_the_segment_it_stopped_in() {
    let plan = plan("full", None);
    for (index, segment) in plan.segments.iter().enumerate() {
        let resume = start(left(&plan, index), &Choices::default()).unwrap().resume.unwrap();
        assert_eq!(resume.segment, if segment.is_work() { index - 1 } else { index });
        assert!(!plan.segments[resume.segment].is_work());
    }
}

#[test]
fn the_plan_must_be_the_same_with_the_choices_of_then_and_the_answers_of_now() {
    let full = plan("full", Dose::Full);
    let mut record = left(&full, 9);
    record.choices.dose = Some("full".to_owned());
    assert!(start(record.clone(), &Choices::default()).is_ok());
    // What is chosen by now counts, and the place is where the person is now.
    let other = [
        Choices::from(Dose::Light),
        Choices {
            person: Person { time: Some(Duration::from_secs(180)), ..Person::default() }.into(),
            ..Choices::default()
        },
        Choices { person: Person { location: Location::Standing, ..Person::default() }.into(), ..Choices::default() },
    ];
    for choices in other {
        assert!(start(record.clone(), &choices).is_err(), "{choices:?}");
    }
    assert!(start(record.clone(), &Dose::Full.into()).is_ok());
    // By ear it takes longer, and is the same.
    let by_ear = Choices { pacing: Pacing { by_ear: Some(HEARING), ..Pacing::default() }, ..Choices::default() };
    assert!(start(record.clone(), &by_ear).is_ok());
    let person = Person { conditions: vec!["osteoporosis".to_owned()], ..Person::default() };
    let changed = start(record.clone(), &Choices { person: person.into(), ..Choices::default() });
    assert_eq!(changed.map(|start| start.plan.id), Err(Gone::Changed("Full routine".to_owned())));
    record.routine = "gone".to_owned();
    assert_eq!(
        start(record, &Choices::default()).map(|start| start.plan.id),
        Err(Gone::Changed("Full routine".to_owned()))
    );
}

#[test]
fn every_kind_of_name_is_found_again() {
    let library = library();
    let cause = &library.causes.iter().find(|cause| !cause.routine.stretches.is_empty()).unwrap().routine;
    let targets =
        |names: &[&str]| -> Vec<_> { names.iter().map(|name| Target::find(&library, name).unwrap()).collect() };
    let plans = [
        Target::Routine(cause).plan(&library, None),
        Target::plan_all(&targets(&["cat", "lat"]), &library, None),
        Target::plan_all(&targets(&["thoracic-extension:chair"]), &library, None),
    ];
    for plan in plans {
        assert_eq!(start(left(&plan, 0), &Choices::default()).unwrap().plan.id, plan.id);
    }
}

#[test]
fn it_is_offered_for_twelve_hours_and_not_after_it_was_done() {
    let plan = plan("full", None);
    let is_offered = |records: Vec<Record>, now: &str| history(records, now).left(None).is_some();
    assert!(is_offered(vec![left(&plan, 5)], "2026-11-26T22:00:00+01:00[Europe/Berlin]"));
    assert!(!is_offered(vec![left(&plan, 5)], "2026-11-26T22:00:01+01:00[Europe/Berlin]"));
    // A clock that was set back makes it no session of tomorrow.
    assert!(!is_offered(vec![left(&plan, 5)], "2026-11-26T09:00:00+01:00[Europe/Berlin]"));
    let mut done = record("02", "2026-11-26T10:30:00+01:00");
    done.routine.clone_from(&plan.id);
    assert!(soon(vec![done.clone(), left(&plan, 5)]).left(Some(&plan.id)).is_none());
    // Another routine that was done since does not close this one, where it is asked for by its name.
    done.routine = "desk-break".to_owned();
    assert!(soon(vec![done.clone(), left(&plan, 5)]).left(Some(&plan.id)).is_some());
    assert!(soon(vec![done, left(&plan, 5)]).left(None).is_none());
}

#[test]
fn a_session_that_goes_on_takes_the_time_to_get_into_position_and_counts_what_was_done() {
    let plan = plan("full", None);
    // The second side of a stretch.
    let change =
        plan.segments.iter().position(|segment| matches!(segment.kind, Kind::Change(_)) && segment.stretch == 4);
    let change = change.unwrap();
    let done: Vec<_> =
        (0..plan.stretches.len()).map(|index| if index < 4 { 99 } else { usize::from(index == 4) }).collect();
    let opening = plan.segments.iter().find(|segment| segment.stretch == 4).unwrap().length;
    let now = Duration::from_secs(3600);
    let first = Pace { advance: Advance::First, ..Pace::default() };
    let (mut session, _) = Session::resumed(plan.clone(), first, change, &done, now);
    assert!(session.is_waiting(), "a key begins it");
    let snapshot = session.snapshot().unwrap();
    assert_eq!((snapshot.part.index, snapshot.left), (change, opening));
    assert!(snapshot.part.setup().is_some(), "everything about the stretch is said");
    session.command(Command::Resume, now);
    let pace = Pace { advance: Advance::Auto, ..Pace::default() };
    let (mut session, _) = Session::resumed(plan, pace, change, &done, now);
    for second in 1..=900 {
        session.advance_to(now + Duration::from_secs(second));
    }
    assert!(session.summary().stretches.iter().all(|stretch| stretch.done == stretch.of), "{:?}", session.summary());
}

#[test]
fn a_session_can_be_left_and_resumed_again() {
    let plan = plan("full", None);
    let mut first = left(&plan, 3);
    first.stretches = vec![super::folder::record("x", LEFT).stretches[0].clone()];
    first.stretches[0].id = plan.stretches[0].id();
    first.stretches[0].done = 1;
    let mut second = left(&plan, 7);
    (second.id, second.continues) = ("02".to_owned(), Some("01".to_owned()));
    second.end = moment("2026-11-26T10:20:00+01:00");
    second.stretches = first.stretches.clone();
    let history = soon(vec![second, first]);
    let session: &LoggedSession = history.left(None).unwrap();
    let resume = Resume::of(&plan, session).unwrap();
    assert_eq!((&*resume.record, resume.segment, resume.done[0]), ("02", 6, 2));
}
