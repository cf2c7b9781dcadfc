//! The JSON that is promised in docs/json.md: its keys and no others, and totals that agree everywhere.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{output, printed};

const KINDS: [&str; 5] = ["prepare", "hold", "reps", "move", "change"];

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// Whole milliseconds, the finest that content can say.
fn milliseconds(value: &Value) -> u64 {
    let milliseconds = value.as_f64().unwrap() * 1000.0;
    assert!(milliseconds >= 0.0 && (milliseconds - milliseconds.round()).abs() < 1e-6, "{value}");
    format!("{milliseconds:.0}").parse().unwrap()
}

/// Where keys are documented: the heading of a table, and the objects it is about.
type Documented<'a> = (&'a str, Vec<&'a Value>);

/// The rows of the table under a heading of docs/json.md: key, type, unit and meaning.
fn table(heading: &str) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md");
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.split("\n## ").flat_map(|section| section.split("\n### ")).find_map(|section| {
        let (title, body) = section.split_once('\n')?;
        (title == heading).then(|| body.to_owned())
    });
    let section = section.unwrap_or_else(|| panic!("docs/json.md has no {heading}"));
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows = rows.map(|row| row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect());
    rows.collect()
}

#[test]
fn every_key_is_documented_and_no_other() {
    let listing = json(&["list", "--json"]);
    let names = ["full", "desk-break", "neck-stretch", "cat-camel", "thoracic-extension:chair"];
    let shown = names.map(|name| json(&["show", name, "--json"]));
    let segments: Vec<_> = shown.iter().flat_map(|shown| list(&shown["segments"])).collect();
    let status = json(&["status", "--json"]);
    let objects: [Documented<'_>; 6] = [
        ("`stretch list --json`", vec![&listing]),
        ("A routine", list(&listing["routines"]).iter().collect()),
        ("A stretch", list(&listing["stretches"]).iter().collect()),
        ("`stretch show NAME --json`", shown.iter().collect()),
        ("A segment", segments),
        ("`stretch status --json`", vec![&status]),
    ];
    for (heading, objects) in objects {
        let table = table(heading);
        let documented: BTreeSet<_> = table.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(documented.len(), table.len(), "{heading}: a key twice");
        for object in objects {
            let keys: BTreeSet<_> = object.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, documented, "{heading}");
            for row in &table {
                let (value, kind) = (&object[&row[0]], row[1].as_str());
                let fits = match kind {
                    "number" => value.is_number(),
                    "whole number" => value.is_u64(),
                    "text" => value.is_string(),
                    "text or null" => value.is_string() || value.is_null(),
                    "list of texts" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
                    "list of objects" => value.as_array().is_some_and(|list| list.iter().all(Value::is_object)),
                    _ => panic!("{heading}: {} has the unknown type {kind}", row[0]),
                };
                assert!(fits, "{heading}: {} is {value} and not a {kind}", row[0]);
            }
        }
    }
    let kinds = table("The kinds");
    assert_eq!(kinds.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), KINDS);
}

#[test]
fn the_ids_are_those_of_the_contract() {
    let listing = json(&["list", "--json"]);
    let ids = |key: &str| list(&listing[key]).iter().map(|entry| text(&entry["id"]).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        ids("stretches"),
        [
            "shoulder-rolls",
            "neck-stretch",
            "arm-press-curls",
            "thoracic-extension",
            "lat-side-stretch",
            "upper-back-extension",
            "cat-camel"
        ]
    );
    let routines = ids("routines");
    assert_eq!(routines[..3], ["today", "full", "desk-break"]);
    assert_eq!(list(&list(&listing["routines"])[1]["stretches"]).len(), 7);
    for routine in list(&listing["routines"]) {
        for id in list(&routine["stretches"]) {
            assert!(output(&["show", text(id)]).status.success(), "{id} can be shown");
        }
    }
}

/// `8:56` and `0:37.5`, in milliseconds.
fn clock(shown: &str) -> u64 {
    let (whole, fraction) = shown.split_once('.').unwrap_or((shown, ""));
    let seconds = whole.split(':').fold(0, |sum, part| sum * 60 + part.parse::<u64>().unwrap());
    seconds * 1000 + format!("{fraction:0<3}").parse::<u64>().unwrap()
}

/// One number for the length of a thing, wherever it is said.
#[test]
fn every_total_agrees() {
    let fraction = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/content.in/fraction.toml");
    let doses = [&[][..], &["--dose", "light"], &["--dose", "standard"], &["--dose", "full"]];
    for dose in doses.into_iter().chain([&["--content", fraction][..]]) {
        let run = |arguments: &[&'static str]| [arguments, dose].concat();
        let listing = json(&run(&["list", "--json"]));
        let listed = printed(&run(&["list"]));
        let entries = list(&listing["routines"]).iter().chain(list(&listing["stretches"]));
        for entry in entries {
            let id = text(&entry["id"]);
            let total = milliseconds(&entry["total_seconds"]);
            let row = listed.lines().find(|line| line.split_whitespace().next() == Some(id)).unwrap();
            let in_list = row.split_whitespace().nth(1).unwrap();
            assert_eq!(clock(in_list), total.div_ceil(1000) * 1000, "list, {id}");

            let page = printed(&[&["show", id], dose].concat());
            let opening = page.lines().nth(1).unwrap();
            assert!(opening.contains(in_list), "show, {id}: {opening}");
            let end = page.lines().find_map(|line| line.strip_suffix("  the end")).unwrap();
            assert_eq!(clock(end.trim()), total, "show, {id}");

            let shown = json(&[&["show", id, "--json"], dose].concat());
            assert_eq!(text(&shown["id"]), id);
            assert_eq!(milliseconds(&shown["total_seconds"]), total, "show --json, {id}");
            let mut end = 0;
            for segment in list(&shown["segments"]) {
                assert_eq!(milliseconds(&segment["start"]), end, "{id}: no gap, no overlap");
                assert!(milliseconds(&segment["seconds"]) > 0, "{id}");
                assert!(KINDS.contains(&text(&segment["kind"])), "{id}");
                end += milliseconds(&segment["seconds"]);
            }
            assert_eq!(end, total, "{id}: the segments add up");
        }
    }
}

/// The plan that is read and the plan that is parsed have the same lines.
#[test]
fn the_page_and_the_json_show_the_same_plan() {
    for name in ["full", "desk-break", "arm-press-curls", "cat-camel"] {
        let shown = json(&["show", name, "--json"]);
        let page = printed(&["show", name]);
        let rows = page.lines().filter_map(|line| {
            let words: Vec<_> = line.split_whitespace().take(3).collect();
            match words.as_slice() {
                [start, length, kind] if KINDS.contains(kind) && start.contains(':') => {
                    Some((clock(start), clock(length), (*kind).to_owned()))
                }
                _ => None,
            }
        });
        let segments = list(&shown["segments"]).iter().map(|segment| {
            let (start, length) = (milliseconds(&segment["start"]), milliseconds(&segment["seconds"]));
            (start, length, text(&segment["kind"]).to_owned())
        });
        assert_eq!(rows.collect::<Vec<_>>(), segments.collect::<Vec<_>>(), "{name}");
    }
}
