//! What `stretch config` prints, read back.

use std::fs;

use proptest::prelude::*;
use stretch_tui::events;
use stretch_tui::plan::person::Person;
use stretch_tui::settings::Settings;
use stretch_tui::settings::environment::Environment;
use stretch_tui::settings::file::ConfigFile;
use stretch_tui::settings::template::template;

use super::{errors, file, folder, of, settings};

/// A listing without what is said beside the values.
fn values(listing: &str) -> String {
    let lines = listing.lines().map(|line| line.split("  # ").next().unwrap_or_default().trim_end());
    lines.filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

fn read_back(name: &str, settings: &Settings) {
    let listing = settings.listing();
    let again = of(name, &listing);
    assert_eq!(errors(&again), [] as [&str; 0], "{listing}");
    assert_eq!(values(&again.listing()), values(&listing));
    assert_eq!(format!("{:?}", again.choices(Person::default())), format!("{:?}", settings.choices(Person::default())));
    assert_eq!(again.speak.value, settings.speak.value);
    let hooks = |settings: &Settings| {
        settings.hooks.iter().map(|hook| (hook.event, hook.command.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(hooks(&again), hooks(settings));
}

#[test]
fn the_defaults_are_read_back() {
    read_back("defaults", &Settings::default());
}

#[test]
fn what_comes_from_everywhere_is_read_back() {
    let path = file("mixed", "theme = \"dusk\"\ncontent = [\"a.toml\"]\n");
    let environment = Environment { no_color: true, content: vec!["b \"c\".toml".into()], ..Environment::default() };
    let settings = settings(&["--sound", "off", "--content", "d.toml"], &path, environment);
    for beside in [
        "# config.toml, line 1\n",
        "# config.toml, line 2\n",
        "# NO_COLOR\n",
        "# STRETCH_CONTENT\n",
        "# --sound\n",
        "# --content\n",
        "# default\n",
    ] {
        assert!(settings.listing().contains(beside), "{beside} is not in\n{}", settings.listing());
    }
    read_back("mixed-again", &settings);
}

#[test]
fn no_text_of_the_file_does_anything_in_a_terminal() {
    let settings = of("escapes", "speak = [\"a\\u001b[2J\\u202e\\n\\t\\r\\\"\\\\\"]\n");
    let listing = settings.listing();
    assert!(listing.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{listing:?}");
    read_back("escapes-again", &settings);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_command_is_read_back(
        program in "[^\0]{1,6}",
        arguments in proptest::collection::vec("[^\0]{0,6}", 0..3),
        event in 0..events::NAMES.len(),
    ) {
        let words: Vec<_> = [program].into_iter().chain(arguments).collect();
        let quoted: Vec<_> = words.iter().map(|word| serde_json::to_string(word).unwrap().replace('\u{7f}', "\\u007F")).collect();
        let command = format!("[{}]", quoted.join(","));
        let event = events::NAMES[event];
        let settings = of("command", &format!("speak = {command}\n[hooks]\n{event} = {command}\n"));
        prop_assert_eq!(errors(&settings), [] as [&str; 0]);
        prop_assert_eq!(&settings.hooks[0].command.value, &words);
        read_back("command-again", &settings);
    }
}

/// It is there to be read, and changes nothing.
#[test]
fn the_template_sets_nothing() {
    let settings = of("template", &template());
    assert_eq!(errors(&settings), [] as [&str; 0]);
    assert_eq!(settings.listing(), Settings::default().listing());
}

/// What is commented out is what holds: with every comment taken away from it, the same is in effect.
#[test]
fn the_template_shows_every_default() {
    let is_setting = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        line.contains(" = ") && key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_'))
    };
    let template = template();
    let lines = template.lines().filter_map(|line| line.strip_prefix("# "));
    let lines: Vec<_> = lines.filter(|line| is_setting(line) || *line == "[hooks]").collect();
    let settings = of("uncommented", &lines.join("\n"));
    assert_eq!(errors(&settings), [] as [&str; 0], "{lines:?}");
    let without = |listing: String| {
        let lines: Vec<_> = values(&listing).lines().take_while(|line| *line != "[hooks]").map(str::to_owned).collect();
        // What they show is an example.
        let unset = ["dose", "linger", "minutes", "tighter"];
        let lines: Vec<_> = lines.into_iter().filter(|line| !unset.iter().any(|key| line.starts_with(key))).collect();
        lines.join("\n").trim_end().to_owned()
    };
    assert_eq!(without(settings.listing()), without(Settings::default().listing()));
    assert_eq!(settings.hooks.len(), 1);
    assert!(template.lines().all(|line| line.len() <= 120), "{template}");
}

#[cfg(unix)]
#[test]
fn a_path_that_no_toml_can_hold_is_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let environment = Environment { content: vec![OsStr::from_bytes(b"a\xff.toml").into()], ..Environment::default() };
    let settings = settings(&[], &folder("bytes").join("config.toml"), environment);
    assert!(settings.listing().contains("# STRETCH_CONTENT: not UTF-8\n"));
    read_back("bytes-again", &Settings::default());
    let path = file("bytes-back", settings.listing());
    assert_eq!(ConfigFile::read(path.clone()).errors(false), [] as [&str; 0], "{}", fs::read_to_string(path).unwrap());
}
