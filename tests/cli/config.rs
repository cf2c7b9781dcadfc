//! What the config file changes about the other commands, and what it must not change.

use crate::{folder, stretch};

fn with(config: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = stretch(arguments);
    command.env("STRETCH_CONFIG_DIR", folder().join("config.in").join(config));
    command.output().unwrap()
}

/// Settings from a file of answers with errors are not all that the person has said.
#[test]
fn errors_in_the_answers_are_listed_after_the_settings() {
    let data = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers-with-errors");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("about.toml"), "schema = 1\nconditions = \"osteoporosis\"\n").unwrap();
    let output = stretch(&["config"]).env("STRETCH_DATA_DIR", &data).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("about.toml:2:") && message.contains("1 error: your stretches are planned without"),
        "{message}"
    );
}

/// A program that reads the JSON gets nothing but JSON.
#[test]
fn json_stays_clean_beside_a_warning() {
    for arguments in [&["list", "--json"][..], &["show", "full", "--json"]] {
        let (warned, clean) = (with("toml", arguments), stretch(arguments).output().unwrap());
        assert!(warned.status.success());
        assert_eq!(warned.stdout, clean.stdout);
        let message = String::from_utf8(warned.stderr).unwrap();
        assert!(
            message.starts_with("error: ") && message.contains("config.toml is ignored until it is fixed\n"),
            "{message}"
        );
    }
}

/// Only `--figure` on the command line asks for the key poses.
#[test]
fn a_figure_in_the_settings_does_not_take_the_place_of_the_plan() {
    let path = crate::folder().join("config.in/good");
    let shown = |arguments: &[&str]| stretch(arguments).env("STRETCH_CONFIG_DIR", &path).output().unwrap().stdout;
    assert!(String::from_utf8(shown(&["show", "cat-camel"])).unwrap().contains("Plan"));
    let asked = shown(&["show", "cat-camel", "--figure", "ascii"]);
    assert!(String::from_utf8(asked).unwrap().contains("key pose 1"));
}

/// Where nobody names an editor there must be a terminal for the one that is meant.
#[cfg(unix)]
#[test]
fn no_editor_is_started_without_a_terminal() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-editor");
    // What a failure has left there must not make it fail for ever.
    let _ = std::fs::remove_dir_all(&folder);
    let mut command = stretch(&["config", "--edit"]);
    command.env("STRETCH_CONFIG_DIR", &folder).env("EDITOR", "").env_remove("VISUAL");
    // What would be started says so.
    let output = command.env("PATH", "").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told, "error: there is no terminal for `vi`, and neither VISUAL nor EDITOR names another editor\n");
    assert!(!folder.exists());
}
