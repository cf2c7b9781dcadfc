//! docs/log.md lists exactly the keys of the records, and docs/prompts.md what `stretch status` can fill in.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde::Serialize;
use serde_json::{Value, to_value};
use stretch_tui::log::moment::Moment;
use stretch_tui::log::record::{
    Amendment, Record, RecordedChange, RecordedChoices, RecordedStretch, SCHEMA, StretchOutcome,
};
use stretch_tui::status::{StatusField, StatusFormat};

use crate::{blocks, text};

/// The keys and types in the table under a heading of docs/log.md.
fn table(heading: &str) -> Vec<(String, String)> {
    let page = text("docs/log.md");
    let mut sections = page.split("\n## ").flat_map(|section| section.split("\n### "));
    let section = sections.find(|section| section.starts_with(&format!("{heading}\n"))).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(key, rest)| (key.to_owned(), rest.split(" | ").next().unwrap().to_owned())).collect()
}

/// Whether a value is of a type of the page. Null is looked at by itself.
fn fits(value: &Value, kind: &str) -> bool {
    match kind.trim_end_matches(" or null") {
        "text" => value.is_string(),
        "number" => value.is_number(),
        "whole number" => value.is_u64(),
        "object" => value.is_object(),
        "list of objects" => value.as_array().is_some_and(|list| list.iter().all(Value::is_object)),
        "true" => value == &Value::Bool(true),
        kind => panic!("what is {kind}?"),
    }
}

/// A value with everything set has all keys of a table, each of its type; one with nothing set has null where it may.
fn agrees(heading: &str, full: &impl Serialize, bare: &impl Serialize) {
    let (full, bare, table) = (to_value(full).unwrap(), to_value(bare).unwrap(), table(heading));
    let documented: BTreeSet<_> = table.iter().map(|(key, _)| key).collect();
    assert_eq!(full.as_object().unwrap().keys().collect::<BTreeSet<_>>(), documented, "{heading}");
    for (key, kind) in &table {
        assert!(fits(&full[key], kind), "{heading}: {key} is {} and not a {kind}", full[key]);
        assert_eq!(bare[key].is_null(), kind.ends_with(" or null"), "{heading}: {key}");
    }
}

#[test]
fn every_key_of_a_record_is_in_the_page_and_no_other() {
    let at = Moment::read("2026-11-26T10:12:03+01:00").unwrap();
    let choices = RecordedChoices {
        dose: Some("light".into()),
        minutes: Some(5.0),
        place: Some("desk".into()),
        tighter: Some("left".into()),
    };
    let change = RecordedChange { stretch: "cat-camel".into(), what: "variant".into(), variant: Some("chair".into()) };
    let stretch = RecordedStretch {
        id: "cat-camel:chair".into(),
        outcome: StretchOutcome::Done,
        done: 1,
        of: 1,
        active_seconds: 71.0,
    };
    let bare = Record {
        schema: SCHEMA,
        id: "3f2a9c41d07b".into(),
        start: at,
        end: at,
        zone: None,
        routine: "full".into(),
        name: "Full routine".into(),
        dose: "light".into(),
        choices: RecordedChoices::default(),
        changes: vec![change.clone()],
        stretches: vec![stretch.clone()],
        planned_seconds: 71.0,
        active_seconds: 71.0,
        outcome: "completed".into(),
        plan: "00000000000000ff".into(),
        stopped_at: None,
        continues: None,
        before: None,
        after: None,
    };
    let full = Record {
        zone: Some("Europe/Berlin".into()),
        choices: choices.clone(),
        stopped_at: Some(3),
        continues: Some("0b7f3a6612ce".into()),
        before: Some(4),
        after: Some(2),
        ..bare.clone()
    };
    agrees("A record", &full, &bare);
    agrees("The choices", &choices, &RecordedChoices::default());
    agrees("A change", &change, &RecordedChange { variant: None, ..change.clone() });
    agrees("A stretch", &stretch, &stretch);
    let amendment = Amendment { schema: SCHEMA, id: "3f2a9c41d07b".into(), at, forgotten: true, after: Some(2) };
    agrees("A line that amends a record", &amendment, &amendment);
    let bare = to_value(Amendment { forgotten: false, after: None, ..amendment }).unwrap();
    assert_eq!(bare.as_object().unwrap().len(), 3, "what is not said is left out: {bare}");
}

#[test]
fn the_columns_of_csv_are_in_the_page() {
    let output = stretch().args(["log", "--csv"]).output().unwrap();
    let header = String::from_utf8(output.stdout).unwrap();
    let page = text("docs/log.md");
    let section = page.split("\n## The columns of CSV\n").nth(1).unwrap().split(": as above").next().unwrap();
    assert_eq!(header, section.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(",") + "\r\n");
}

#[test]
fn every_placeholder_is_in_the_page_and_no_other() {
    let page = text("docs/prompts.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `{")?.split_once("}` |"));
    let documented: Vec<_> = rows.map(|(name, _)| name).collect();
    let [fields @ .., "{`, `}"] = &documented[..] else { panic!("{documented:?}") };
    assert_eq!(fields, StatusField::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    let formats = page.split("--format ").skip(1).filter(|rest| rest.starts_with(['\'', '"']));
    let formats: Vec<_> = formats.map(|rest| rest[1..].split(&rest[..1]).next().unwrap()).collect();
    assert!(formats.len() >= 5);
    for format in formats {
        assert!(format.parse::<StatusFormat>().is_ok(), "{format}");
    }
}

/// The lines for bash show the status in its prompt.
#[cfg(unix)]
#[test]
fn the_prompt_of_bash_has_the_status() {
    let [block] = &blocks("docs/prompts.md", "bash")[..] else { panic!("one block") };
    let folder = Path::new(env!("CARGO_BIN_EXE_stretch")).parent().unwrap();
    let path = [folder.to_str().unwrap(), &std::env::var("PATH").unwrap()].join(":");
    let script = format!("PS1='> '\n{block}\necho \"${{PS1@P}}\"");
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &script]).envs(stretch().get_envs().map(|(name, value)| (name, value.unwrap())));
    // Not every system has bash, or one that knows `@P`.
    let Ok(output) = bash.env("PATH", path).output() else { return };
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said == "0/3 > \n" || !output.status.success(), "{said}");
}

/// The program with an empty log.
fn stretch() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stretch"));
    for folder in ["STRETCH_CONFIG_DIR", "STRETCH_DATA_DIR", "STRETCH_STATE_DIR"] {
        command.env(folder, concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config"));
    }
    command
}
