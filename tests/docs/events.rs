//! docs/events.md lists exactly the events, keys, kinds and commands of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;
use stretch_tui::events::{NAMES, SCHEMA};
use stretch_tui::plan::Plan;
use stretch_tui::session::cue::LONG_HOLD;
use stretch_tui::session::{LONGEST_GAP, Pace, Session};
use stretch_tui::skin::events::Stream;
use stretch_tui::skin::lines::{Request, Skin};

use super::harness::{plan, sessions, undisturbed};
use crate::text;

/// The heading of the keys that every event has.
const EVERY: &str = "Every event";

/// A row of a table: its key, and the cells after it.
type Row = (String, Vec<String>);

/// The name of an event, and the kind if it is a cue.
type Called = (String, Option<String>);

/// The type and the meaning of each key.
type Keys = BTreeMap<String, (String, String)>;

/// The text under a heading of the page.
fn section(heading: &str) -> String {
    let page = text("docs/events.md");
    let mut sections = page.split("\n## ").filter_map(|section| section.split_once('\n'));
    sections.find(|(title, _)| *title == heading).unwrap_or_else(|| panic!("no section {heading}")).1.to_owned()
}

/// The rows of the tables with this number of columns.
fn rows(text: &str, columns: usize) -> Vec<Row> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let cells = cells.filter(|cells| cells.len() == columns);
    cells.map(|row| (row[0].trim_matches('`').to_owned(), row[1..].iter().map(|&cell| cell.into()).collect())).collect()
}

/// The sections of the events, by their names.
fn events() -> BTreeMap<String, String> {
    let section = section("The events");
    let parts = section.split("\n### ").skip(1).map(|part| part.split_once('\n').unwrap());
    parts.map(|(title, body)| (title.trim_matches('`').to_owned(), body.to_owned())).collect()
}

/// The code spans of a cell.
fn words(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn called(event: &Value) -> Called {
    let name = event["event"].as_str().unwrap();
    (name.to_owned(), (name == "cue").then(|| event["kind"].as_str().unwrap().to_owned()))
}

/// Every event of the page, with its keys.
fn documented() -> BTreeMap<Called, Keys> {
    let mut events = events();
    let every = rows(&events.remove(EVERY).unwrap(), 4);
    let mut keys: BTreeMap<_, _> = events.keys().map(|event| ((event.clone(), None), every.clone())).collect();
    for (event, body) in &events {
        keys.get_mut(&(event.clone(), None)).unwrap().extend(rows(body, 4));
    }
    // The page says that `moved` has the keys of `segment_started`.
    let begun = keys[&("segment_started".to_owned(), None)].clone();
    keys.insert(("moved".to_owned(), None), begun);
    let of_cues = keys.remove(&("cue".to_owned(), None)).unwrap();
    for (kind, _) in rows(&events["cue"], 2) {
        let mut own = of_cues.clone();
        for (key, mut cells) in rows(&events["cue"], 5) {
            let of = cells.remove(2);
            if of == "all" || words(&of).contains(&kind) {
                own.push((key, cells));
            }
        }
        keys.insert(("cue".to_owned(), Some(kind)), own);
    }
    let by_key = |rows: Vec<Row>| rows.into_iter().map(|(key, cells)| (key, (cells[0].clone(), cells[2].clone())));
    keys.into_iter().map(|(event, rows)| (event, by_key(rows).collect())).collect()
}

/// Every event that the sessions gave.
fn seen() -> BTreeMap<Called, Vec<Value>> {
    let mut seen = BTreeMap::<_, Vec<_>>::new();
    for event in sessions().into_iter().flatten() {
        seen.entry(called(&event)).or_default().push(event);
    }
    seen
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "text" => value.is_string(),
        "number" => value.is_f64(),
        "whole number" => value.is_u64(),
        "list of texts" => value.as_array().is_some_and(|texts| texts.iter().all(Value::is_string)),
        _ => panic!("what is {kind}?"),
    }
}

#[test]
fn every_event_and_every_key_is_in_the_page_and_no_other() {
    let (documented, seen) = (documented(), seen());
    assert_eq!(documented.keys().collect::<Vec<_>>(), seen.keys().collect::<Vec<_>>());
    for (event, keys) in &documented {
        for object in &seen[event] {
            let there: BTreeSet<_> = object.as_object().unwrap().keys().collect();
            assert_eq!(there, keys.keys().collect(), "{event:?}");
        }
        for (key, (kind, _)) in keys {
            let mut values = seen[event].iter().map(|object| &object[key]);
            let (kind, can_be_null) = kind.strip_suffix(" or null").map_or((kind.as_str(), false), |kind| (kind, true));
            assert_eq!(values.clone().any(Value::is_null), can_be_null, "{key} of {event:?}");
            assert!(values.clone().any(|value| !value.is_null()), "{key} of {event:?}");
            assert!(values.all(|value| value.is_null() || is(value, kind)), "{key} of {event:?}");
        }
    }
    let named: BTreeSet<_> = events().into_keys().filter(|event| event != EVERY).collect();
    assert_eq!(named, NAMES.iter().copied().chain(["error"]).map(str::to_owned).collect());
}

/// For a key with a closed set of words, the page lists them all.
#[test]
fn every_word_is_in_the_page_and_no_other() {
    let (documented, seen) = (documented(), seen());
    let mut count = 0;
    for (event, keys) in &documented {
        for (key, (_, meaning)) in keys {
            let few = ["outcome", "side"].contains(&key.as_str()) || (event.0 == "segment_started" && key == "kind");
            if few {
                let values = seen[event].iter().filter_map(|object| object[key].as_str()).map(str::to_owned);
                assert_eq!(words(meaning), values.collect(), "{key} of {event:?}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 5);
}

#[test]
fn every_command_is_in_the_page_and_no_other() {
    let (session, _) = Session::new(plan("cat-camel"), Pace::default(), Duration::ZERO);
    let Request::Answer(answer) = Stream.read("?", &session) else { panic!("an answer") };
    let there = answer.split("there are ").nth(1).unwrap().split('"').next().unwrap().split(", ").collect::<Vec<_>>();
    let commands = rows(&section("Commands"), 2);
    let documented: BTreeSet<_> = commands.iter().filter_map(|(command, _)| command.split(' ').next()).collect();
    assert_eq!(documented, there.iter().copied().collect());
    assert_eq!(commands.len(), there.len());
    for (command, _) in commands {
        assert!(matches!(Stream.read(&command, &session), Request::Of(_)), "{command}");
    }
    let range = section("Commands").split("whole number of seconds from ").nth(1).unwrap().to_owned();
    let (least, most) = range.split_once(';').unwrap().0.split_once(" to ").unwrap();
    let (least, most): (u32, u32) = (least.parse().unwrap(), most.parse().unwrap());
    for (seconds, is_one) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
        let asked = Stream.read(&format!("more {seconds}"), &session);
        assert_eq!(matches!(asked, Request::Of(_)), is_one, "more {seconds}");
    }
}

#[test]
fn the_order_is_as_the_page_says() {
    for session in sessions() {
        let called = |name: &str| session.iter().filter(|event| event["event"] == name).count();
        assert_eq!((session[0]["event"].as_str(), called("session_started")), (Some("session_started"), 1));
        assert_eq!((session.last().unwrap()["event"].as_str(), called("session_ended")), (Some("session_ended"), 1));
        for pair in session.windows(2) {
            let next = (&pair[0]["event"], &pair[1]["event"]);
            assert!(next.1 != "stretch_ended" || next.0 == "segment_ended", "{pair:?}");
            let goes_on = pair[1]["kind"] == "lead_in" || next.1 == "segment_started";
            assert!(next.0 != "resumed" || goes_on, "{pair:?}");
        }
    }
}

/// Without commands, all events of a segment are between its start and its end.
#[test]
fn segment_follows_segment() {
    for name in ["full", "desk-break", "floor"] {
        let session = undisturbed(name);
        assert!(session.is_sorted_by(|one, next| one["at"].as_f64() <= next["at"].as_f64()));
        let (mut within, mut count) = (None, 0);
        for event in &session {
            match event["event"].as_str().unwrap() {
                "segment_started" => assert_eq!(within.replace(event["index"].clone()), None),
                "segment_ended" => {
                    assert_eq!(within.take().as_ref(), Some(&event["index"]));
                    count += 1;
                }
                "cue" | "rep" => assert!(within.is_some(), "{event}"),
                _ => assert_eq!(within, None, "{event}"),
            }
        }
        let Plan { segments, .. } = plan(name);
        assert_eq!(count, segments.len());
    }
}

#[test]
fn every_number_in_the_prose_is_the_one_that_is_kept() {
    let page = text("docs/events.md").replace('\n', " ");
    for said in [
        format!("While `schema` is {SCHEMA},"),
        format!("half of a hold of {} s or more", LONG_HOLD.as_secs()),
        format!("more than {} s pass unseen", LONGEST_GAP.as_secs()),
    ] {
        assert!(page.contains(&said), "{said}");
    }
}
