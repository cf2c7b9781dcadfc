//! docs/hooks.md: its settings are valid, and its limits are those of the program.

use std::collections::BTreeSet;
use std::time::Duration;

use stretch_tui::events::NAMES;
use stretch_tui::exit::ExitReason;
use stretch_tui::listener::hook::{LIMIT, MOST};
use toml::de::{DeTable, DeValue};

use super::harness::sessions;
use crate::{blocks, examples, is_script, text};

/// The hooks of every block of the page.
fn hooks() -> Vec<(String, Vec<String>)> {
    blocks("docs/hooks.md", "toml").iter().flat_map(|block| hooks_of(block)).collect()
}

/// The hooks of a config file that has only hooks.
fn hooks_of(file: &str) -> Vec<(String, Vec<String>)> {
    let table = DeTable::parse(file).unwrap();
    assert_eq!(table.get_ref().keys().map(|key| key.get_ref().as_ref()).collect::<Vec<_>>(), ["hooks"]);
    let DeValue::Table(hooks) = table.get_ref()["hooks"].get_ref() else { panic!("no table: {file}") };
    let word = |value: &DeValue<'_>| value.as_str().unwrap_or_else(|| panic!("no word: {value:?}")).to_owned();
    let words = |value: &DeValue<'_>| value.as_array().unwrap().iter().map(|value| word(value.get_ref())).collect();
    hooks.iter().map(|(event, command)| (event.get_ref().to_string(), words(command.get_ref()))).collect()
}

#[test]
fn every_hook_of_the_page_is_for_an_event_and_a_command() {
    let hooks = hooks();
    assert!(hooks.len() >= 5);
    for (event, command) in hooks {
        assert!(NAMES.contains(&event.as_str()), "{event}");
        assert!(command.iter().all(|word| !word.is_empty()) && !command.is_empty(), "{command:?}");
        for script in command.iter().filter(|word| is_script(word)) {
            let name = script.strip_prefix("/home/you/.config/stretch/").unwrap();
            assert!(examples().contains(&name.to_owned()), "{name}");
            // The script handles the event it is hooked to.
            assert!(text(&format!("docs/examples/{name}")).contains(&event), "{name} knows of {event}");
        }
    }
    for event in NAMES {
        assert!(text("docs/hooks.md").contains(&format!("`{event}`")), "{event}");
    }
}

/// Every variable in the environment of a hook is a key of an event.
#[test]
fn every_variable_is_one() {
    let mut keys = BTreeSet::new();
    for event in sessions().into_iter().flatten() {
        keys.extend(event.as_object().unwrap().keys().map(|key| key.to_uppercase()));
    }
    let scripts = examples().into_iter().filter(|name| is_script(name)).map(|name| format!("docs/examples/{name}"));
    for file in scripts.chain(["docs/hooks.md".to_owned()]) {
        let text = text(&file);
        let mut count = 0;
        for rest in text.split("STRETCH_").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_uppercase() || *c == '_').collect();
            assert!(name.is_empty() || keys.contains(&name), "{file}: STRETCH_{name}");
            count += 1;
        }
        assert!(count > 0, "{file}");
    }
}

#[test]
fn every_limit_in_the_rules_is_the_one_that_is_kept() {
    assert_eq!(LIMIT, Duration::from_secs(5), "the page says it in words");
    assert_eq!(ExitReason::Signal(15).grace(), Duration::from_secs(1), "likewise");
    let page = text("docs/hooks.md");
    for rule in [
        "**Five seconds.**".to_owned(),
        format!("At most {MOST} run at once"),
        format!("hooks that still run have {} seconds", ExitReason::Quit.grace().as_secs()),
        "they have 1 second.".to_owned(),
    ] {
        assert!(page.contains(&rule), "{rule}");
    }
}
