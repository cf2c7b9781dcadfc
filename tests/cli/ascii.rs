//! A locale without UTF-8 gets ASCII and nothing else, and JSON says the same in it.

use serde_json::Value;

use crate::stretch;

/// A run in a locale, and what it prints: a result and messages.
fn said(locale: (&str, &str), arguments: &[&str]) -> (String, String) {
    let mut command = stretch(arguments);
    command.env_remove("LC_ALL").env_remove("LC_CTYPE").env_remove("LANG").env(locale.0, locale.1);
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn nothing_but_ascii_is_written() {
    for locale in [("LC_ALL", "C"), ("LC_CTYPE", "POSIX"), ("LANG", "de_DE.ISO-8859-1")] {
        for arguments in [
            &["--help"][..],
            &["list"],
            &["show", "full"],
            &["show", "full", "--json"],
            &["show", "cat-camel", "--figure", "braille"],
            &["learn"],
            &["run", "cat-camel", "--plain", "--speed", "1000"],
            &["run", "cat-camel", "--events", "--speed", "1000"],
            &["run", "h\u{e4}nde"],
            &["--theme", "d\u{e4}mmrig"],
            &["config", "--content", "\u{fc}bung.toml"],
        ] {
            let (result, messages) = said(locale, arguments);
            assert!(result.is_ascii() && messages.is_ascii(), "{locale:?} {arguments:?}:\n{result}{messages}");
            assert!(!result.is_empty() || !messages.is_empty());
        }
    }
    assert!(!said(("LANG", "en_GB.UTF-8"), &["show", "cat-camel", "--figure", "braille"]).0.is_ascii());
    assert!(!said(("UNSET", ""), &["show", "cat-camel", "--figure", "braille"]).0.is_ascii());
}

#[test]
fn json_loses_nothing() {
    let of = |locale| serde_json::from_str::<Value>(&said((("LANG"), locale), &["show", "full", "--json"]).0).unwrap();
    assert_eq!(of("C"), of("C.UTF-8"));
}
