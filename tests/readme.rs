//! README.md says nothing that is not so: every command in it is run, and what it shows is what there is.
//!
//! `TRYCMD=overwrite cargo test --test readme` writes down what the program says and shows now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "readme/build.rs"]
mod build;
#[path = "../examples/screenshots.rs"]
#[expect(dead_code, reason = "an example has a main")]
mod screenshots;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use stretch_tui::{
    listener::{rhythm::beats, signal::Signal},
    tui::screens::{home, player},
};

/// Two tests may write to it.
static README: Mutex<()> = Mutex::new(());

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn readme() -> String {
    fs::read_to_string(root("README.md")).unwrap()
}

/// The keys of the menu and of a session, from the table that the program itself uses.
fn keys() -> String {
    let mut out = String::new();
    for (screen, heading) in [(&home::KEYS, "In the menu"), (&player::KEYS, "In a session")] {
        let _ = writeln!(out, "| {heading} | |\n|---|---|");
        for binding in screen.bindings() {
            let keys: Vec<_> = binding.keys.iter().map(|key| format!("`{}`", key.name())).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// What the bell rings for what, from the rhythms that it rings.
fn signals() -> String {
    let mut out = String::from("| the bell | means |\n|---|---|\n");
    for (signals, meaning) in [
        (&[Signal::Ready][..], "get ready: something is about to be explained"),
        (&[Signal::Go], "go"),
        (&[Signal::Last, Signal::Rep], "one of the last three seconds, or a rep"),
        (&[Signal::Halfway], "half of the hold is over"),
        (&[Signal::Change], "change over: the other side, the other way, the next step"),
        (&[Signal::Rest], "rest: the next round comes"),
        (&[Signal::Done], "done"),
    ] {
        let rhythm = signals.iter().map(|signal| beats(*signal)).reduce(|one, other| {
            assert_eq!(one, other, "one line for one rhythm");
            one
        });
        let (mut line, mut at) = (String::new(), 0);
        for beat in rhythm.unwrap() {
            line.push_str(&"\u{b7} ".repeat((beat - at) as usize));
            line.push_str("\u{25cf} ");
            at = beat + 1;
        }
        let _ = writeln!(out, "| {} | {meaning} |", line.trim_end());
    }
    out
}

/// The oldest Rust that will do, as Cargo.toml has it.
fn rust() -> String {
    let manifest = fs::read_to_string(root("Cargo.toml")).unwrap();
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")).unwrap();
    version.trim_end_matches('"').to_owned()
}

/// The README with what stands between the marks of this name replaced.
fn with(readme: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- begin {name} -->"), format!("<!-- end {name} -->"));
    let (before, rest) = readme.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let gap = if text.ends_with('\n') { "\n" } else { "" };
    format!("{before}{begin}{gap}{text}{end}{after}")
}

#[test]
fn everything_it_shows_is_what_there_is() {
    let _alone = README.lock().unwrap_or_else(PoisonError::into_inner);
    let there = readme();
    let right = with(&there, "keys", &keys());
    let right = with(&right, "signals", &signals());
    let right = with(&right, "rust", &rust());
    if right != there && std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        fs::write(root("README.md"), &right).unwrap();
    }
    assert!(right == there, "README.md should be\n{right}\nTRYCMD=overwrite writes it so");
}

#[test]
fn every_picture_is_what_there_is_to_see() {
    for (name, picture) in screenshots::pictures() {
        let path = format!("{}/{name}", screenshots::FOLDER);
        let there = fs::read_to_string(root(&path)).unwrap_or_default();
        assert!(there == picture, "{path} is out of date: `cargo run --example screenshots` draws it anew");
        assert!(readme().contains(&path), "{path} is not in README.md");
    }
}

#[test]
fn every_session_in_it_goes_like_that() {
    let _alone = README.lock().unwrap_or_else(PoisonError::into_inner);
    let cases = trycmd::TestCases::new();
    for (name, value) in [
        ("STRETCH_CONFIG_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
        ("STRETCH_CONTENT", ""),
        ("ACCESSIBLE", ""),
        ("LC_ALL", "C.UTF-8"),
        ("CLICOLOR_FORCE", ""),
    ] {
        cases.env(name, value);
    }
    cases.case("README.md");
}

/// The commands of the blocks of this kind.
fn commands(kind: &str) -> Vec<String> {
    let (text, fence) = (readme(), format!("```{kind}\n"));
    let blocks = text.split(&fence).skip(1).filter_map(|block| block.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines()).map(str::to_owned).collect()
}

#[test]
fn every_command_in_it_is_run() {
    // Those in console blocks by their own test above, and these by the tests of the release build and by
    // what runs this very test.
    assert_eq!(commands("sh"), [build::RUN, build::INSTALL, "cargo test"]);
    let fences = readme().lines().filter(|line| line.starts_with("```") && line.len() > 3).count();
    let known = ["```sh", "```console", "```text"];
    assert_eq!(fences, readme().lines().filter(|line| known.contains(line)).count(), "a block of another kind");
    let script = fs::read_to_string(root(".ci/run")).unwrap();
    assert!(script.lines().any(|line| line.trim_start().starts_with("cargo test")), ".ci/run runs the tests");
    assert!(script.contains("--include-ignored"), ".ci/run runs those of the release build too");
}

#[test]
fn every_command_named_in_its_text_is_one() {
    let text = readme();
    let named = text.split('`').filter_map(|code| code.strip_prefix("stretch ")).filter(|rest| !rest.contains('\n'));
    let mut count = 0;
    for command in named {
        let first = command.split_whitespace().next().unwrap();
        assert!(
            ["run", "list", "show", "learn", "check", "config", "help", "--help", "--plain"].contains(&first),
            "stretch {command}"
        );
        count += 1;
    }
    assert!(count >= 4);
}

#[test]
fn every_page_it_points_to_is_there() {
    let text = readme();
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(link.starts_with("https://") || root(link).exists(), "{link}");
    }
}
