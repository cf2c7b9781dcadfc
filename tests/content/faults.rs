//! A fault in the TOML of a file is reported, hides no other error, and causes none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use stretch_tui::content::load::load;

use super::is_error;

/// The errors of a file, each with its line.
fn errors(name: &str, text: &str) -> Vec<(usize, String)> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("content-fault-{name}.toml"));
    fs::write(&path, text).unwrap();
    let loaded = load(false, &[path]);
    let errors = loaded.problems.iter().filter(|problem| is_error(problem));
    errors.map(|error| (loaded.sources.position(error.place).0, error.message.clone())).collect()
}

/// A stretch with an error that is reported even if there are faults above it.
const WRONG: &str = "\n[[stretch]]\nid = \"wrong\"\nname = \"Wrong\"\nsetup = \"Sit.\"\n[[stretch.set]]\n\
    [[stretch.set.step]]\ntext = \"Do it.\"\nhold = 0\n";

#[test]
fn a_character_that_is_missing_or_wrong_is_told_alone() {
    let text = fs::read_to_string("tests/content/valid/every-key.toml").unwrap() + WRONG;
    let expected = errors("character", &text);
    assert_eq!(expected.len(), 1, "{expected:?}");
    for (at, c) in text.char_indices().filter(|(_, c)| "=[]{}\"',".contains(*c)) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        // The first and the last of its kind on a line are enough.
        let is_between = |part: Option<&str>| part.is_some_and(|part| part.contains(c));
        if is_between(before.lines().last().filter(|_| !before.ends_with('\n'))) && is_between(after.lines().next()) {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        for with in ["", ":", "=="].into_iter().take(if c == '=' { 3 } else { 1 }) {
            let mut told = errors("character", &[before, with, after].concat());
            let hidden = told.iter().all(|error| *error != expected[0]);
            let shown = text.lines().nth(line - 1).unwrap();
            assert!(!hidden || line == expected[0].0, "{line} {c} -> {with} hides what is below: {shown}\n{told:?}");
            told.retain(|(other, _)| *other != line && *other != expected[0].0);
            assert!(told.is_empty(), "{line} {c} -> {with} makes errors elsewhere: {shown}\n{told:?}");
        }
    }
}

const SEVERAL: &str = r#"schema = 1
title = "Mine"
[[stretch]]
id = "one"
name = "One"
setup = "Sit tall."
[[stretch.set]]
rounds = 2
[[stretch.set.step]]
text = "Do {sied} it."
sides = ["left", "right"]
hold = [15, 20]
[[stretch]]
id = "two"
name = "Two"
setup = "Sit tall."
sources = ["nothing"]
[[stretch.set]]
[[stretch.set.step]]
text = "Do it."
hold = "x"
[[routine]]
id = "all"
name = "All"
stretches = ["one", "two", "three"]
"#;

#[test]
fn what_is_repaired_hides_no_other_error() {
    let messages =
        |text: &str| errors("repaired", text).into_iter().map(|(_, message)| message).collect::<BTreeSet<_>>();
    let there = messages(SEVERAL);
    assert_eq!(there.len(), 4, "{there:?}");
    for (is, faulty) in [
        ("name = \"One\"", "name \"One\""),
        ("name = \"One\"", "name: \"One\""),
        ("name = \"One\"", "name"),
        ("name = \"One\"", "name = \"One\nfelt = \"Here"),
        ("name = \"One\"", "name = \"One\","),
        ("id = \"one\"", "id \"one\""),
        ("rounds = 2", "rounds == 2"),
        ("[[stretch.set]]\nrounds", "[[stretch.set]\nrounds"),
        ("[[stretch.set]]\nrounds", "[[stretch set]]\nrounds"),
        ("[[stretch]]\nid = \"one\"", "[[stretch\nid = \"one\""),
        ("[[stretch]]\nid = \"one\"", "[stretch]]\nid = \"one\""),
        ("[\"left\", \"right\"]", "[\"left\", \"right\""),
        ("[\"left\", \"right\"]", "[\"left\",\n  \"right\", # both\n"),
        ("[\"left\", \"right\"]", "[\"left\", \"right]"),
        ("[15, 20]", "{ light = 15, standard = 18, full = 20"),
        ("\"Sit tall.\"\n[[stretch.set]]\nrounds", "\"\"\"Sit tall.\n[[stretch.set]]\nrounds"),
        ("\"three\"]", "\"three\""),
    ] {
        assert!(SEVERAL.contains(is), "{is}");
        let told = messages(&SEVERAL.replacen(is, faulty, 1));
        let hidden: Vec<_> = there.difference(&told).collect();
        assert!(hidden.is_empty(), "{faulty} hides {hidden:?}");
        let new = told.difference(&there).count();
        assert_eq!(new, 1, "{faulty} is told once: {told:?}");
    }
}
