//! What the config file changes about the other commands, and what it must not change.

use crate::{folder, stretch};

fn with(config: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = stretch(arguments);
    command.env("STRETCH_CONFIG_DIR", folder().join("config.in").join(config));
    command.output().unwrap()
}

/// Whoever reads it by a program reads what is meant for that.
#[test]
fn json_stays_clean_beside_a_warning() {
    for arguments in [&["list", "--json"][..], &["show", "full", "--json"]] {
        let (warned, clean) = (with("toml", arguments), stretch(arguments).output().unwrap());
        assert!(warned.status.success());
        assert_eq!(warned.stdout, clean.stdout);
        let message = String::from_utf8(warned.stderr).unwrap();
        assert!(
            message.starts_with("error: ") && message.contains("config.toml holds until that is mended\n"),
            "{message}"
        );
    }
}

/// A figure in the settings is not a wish to see its key poses now.
#[test]
fn a_figure_in_the_settings_does_not_take_the_place_of_the_plan() {
    let path = crate::folder().join("config.in/good");
    let shown = |arguments: &[&str]| stretch(arguments).env("STRETCH_CONFIG_DIR", &path).output().unwrap().stdout;
    assert!(String::from_utf8(shown(&["show", "cat-camel"])).unwrap().contains("Plan"));
    let asked = shown(&["show", "cat-camel", "--figure", "ascii"]);
    assert!(String::from_utf8(asked).unwrap().contains("key pose 1"));
}
