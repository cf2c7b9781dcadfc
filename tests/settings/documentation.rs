//! docs/config.md says what the program does: every setting with its values and its default, and every example.

use std::fs;

use stretch_tui::events;
use stretch_tui::settings::Settings;
use stretch_tui::settings::environment::Environment;
use stretch_tui::settings::file::ConfigFile;

use super::{errors, file, of, settings};

fn text() -> String {
    fs::read_to_string("docs/config.md").unwrap()
}

/// The rows of the table of settings: the cells of each.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn every_setting_is_in_the_table_as_it_is_in_the_program() {
    let text = text();
    let settings = Settings::default().rows();
    let expected: Vec<_> = settings
        .iter()
        .map(|row| {
            let default = row.unset().map_or_else(|| format!("`{}`", row.example()), str::to_owned);
            vec![format!("`{}`", row.name), row.allowed.clone(), default, row.meaning.to_owned()]
        })
        .collect();
    assert_eq!(rows(&text), expected);
}

/// The keys that the reader knows, as it lists them when it meets one it does not know.
fn keys(name: &str, text: &str) -> Vec<String> {
    let error = errors(&of(name, text)).join("\n");
    let keys = error.split("help: its keys are ").nth(1).unwrap_or_else(|| panic!("{error}"));
    let mut keys: Vec<_> = keys.split(", ").map(|key| key.trim().to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn the_table_has_every_key_that_is_read_and_no_other() {
    let mut names: Vec<_> = Settings::default().rows().iter().map(|row| row.name).chain(["hooks"]).collect();
    names.sort_unstable();
    assert_eq!(keys("doc-keys", "\"no such key at all\" = 1\n"), names);
    let mut events = events::NAMES.to_vec();
    events.sort_unstable();
    assert_eq!(keys("doc-hooks", "[hooks]\n\"no such key at all\" = 1\n"), events);
}

/// What the table says can be written, can; what is just beyond it, cannot.
#[test]
fn every_value_in_the_table_is_taken() {
    let right = |name: &str, value: &str| errors(&of("doc-value", &format!("{name} = {value}\n"))).is_empty();
    for row in Settings::default().rows() {
        let values = &row.allowed;
        for value in values.split(", ").filter(|value| value.starts_with('"') || ["true", "false"].contains(value)) {
            assert!(right(row.name, value), "{} = {value}", row.name);
        }
        let range = values.split_whitespace().filter_map(|word| word.parse::<f64>().ok()).collect::<Vec<_>>();
        if let [least, most] = range[..] {
            assert!(right(row.name, &least.to_string()) && right(row.name, &most.to_string()), "{}", row.name);
            assert!(!right(row.name, &(least - 1.0).to_string()), "{}", row.name);
            assert!(!right(row.name, &(most + 1.0).to_string()), "{}", row.name);
        }
        assert!(right(row.name, row.example()), "{}", row.name);
        assert!(!right(row.name, "{}"), "{}", row.name);
    }
}

#[test]
fn every_example_is_right() {
    let text = text();
    let mut parts = text.split("```toml\n");
    parts.next();
    let blocks: Vec<_> = parts.map(|part| part.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        let path = file("doc-example", block);
        assert_eq!(ConfigFile::read(path.clone()).errors(false), [] as [&str; 0], "{block}");
        let settings = settings(&[], &path, Environment::default());
        assert_ne!(settings.listing(), Settings::default().listing(), "{block}");
    }
}

#[test]
fn every_event_is_named() {
    let text = text();
    for event in events::NAMES {
        assert!(text.contains(&format!("`{event}`")), "{event}");
    }
}
