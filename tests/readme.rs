//! README.md and the guides show what the program does: every command in them is run, and every table is generated.
//!
//! `TRYCMD=overwrite cargo test --test readme` updates their tables and transcripts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "readme/build.rs"]
mod build;
#[path = "../examples/screenshots.rs"]
#[expect(dead_code, reason = "an example has a main")]
mod screenshots;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use stretch_tui::listener::signal::Signal;
use stretch_tui::tui::ALL_KEYS;
use strum::VariantArray;

/// The pages whose commands and transcripts are checked here.
const PAGES: [&str; 5] = ["README.md", "docs/usage.md", "docs/by-ear.md", "docs/keys.md", "CONTRIBUTING.md"];

/// The most lines of the README.
const MOST_LINES: usize = 120;

/// Two tests may write to the pages.
static WRITING: Mutex<()> = Mutex::new(());

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn text(page: &str) -> String {
    fs::read_to_string(root(page)).unwrap()
}

/// The keys of the menu and of a session, from the table that the program uses.
fn keys() -> String {
    let mut out = String::new();
    for (title, heading) in [("The keys of the menu", "In the menu"), ("The keys of a session", "In a session")] {
        let screen = ALL_KEYS.iter().find(|keys| keys.title == title).unwrap();
        let _ = writeln!(out, "| {heading} | |\n|---|---|");
        for binding in screen.bindings() {
            let keys: Vec<_> = binding.keys.iter().map(|key| format!("`{}`", key.name())).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// What each rhythm of the bell means, from the rhythms that it rings.
fn signals() -> String {
    let mut out = String::from("| the bell | means |\n|---|---|\n");
    let rows = [
        (&[Signal::Ready][..], "get ready: the next part is explained"),
        (&[Signal::Go], "go"),
        (&[Signal::Last, Signal::Rep], "one of the last three seconds, or a rep"),
        (&[Signal::Halfway], "half of the hold is over"),
        (&[Signal::Change], "change to the other side, the other way or the next step"),
        (&[Signal::Rest], "rest before the next round"),
        (&[Signal::Done], "done"),
    ];
    assert_eq!(rows.iter().map(|(signals, _)| signals.len()).sum::<usize>(), Signal::VARIANTS.len());
    for (signals, meaning) in rows {
        let rhythm = signals.iter().map(|signal| signal.beats()).reduce(|one, other| {
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

/// The oldest Rust that compiles it, from Cargo.toml.
fn rust() -> String {
    let manifest = text("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")).unwrap();
    version.trim_end_matches('"').to_owned()
}

/// The page with the text between the marks of this name replaced.
fn with(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- begin {name} -->"), format!("<!-- end {name} -->"));
    let (before, rest) = page.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let gap = if text.ends_with('\n') { "\n" } else { "" };
    format!("{before}{begin}{gap}{text}{end}{after}")
}

#[test]
fn every_table_is_generated() {
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    for (page, name, table) in
        [("README.md", "rust", rust()), ("docs/by-ear.md", "signals", signals()), ("docs/keys.md", "keys", keys())]
    {
        let there = text(page);
        let right = with(&there, name, &table);
        if right != there && std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
            fs::write(root(page), &right).unwrap();
        }
        assert!(right == there, "{page} should be\n{right}\nTRYCMD=overwrite writes it so");
    }
}

#[test]
fn the_readme_is_short() {
    assert!(text("README.md").lines().count() <= MOST_LINES);
}

#[test]
fn every_picture_is_up_to_date() {
    for (name, picture) in screenshots::pictures() {
        let path = format!("{}/{name}", screenshots::FOLDER);
        let there = fs::read_to_string(root(&path)).unwrap_or_default();
        assert!(there == picture, "{path} is out of date: `cargo run --example screenshots` draws it anew");
        assert!(text("README.md").contains(&path), "{path} is not in README.md");
    }
}

#[test]
fn every_transcript_is_what_the_program_prints() {
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let cases = trycmd::TestCases::new();
    for (name, value) in [
        ("STRETCH_CONFIG_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
        ("STRETCH_DATA_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
        ("STRETCH_STATE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
        ("STRETCH_CONTENT", ""),
        ("ACCESSIBLE", ""),
        ("LC_ALL", "C.UTF-8"),
        ("CLICOLOR_FORCE", ""),
    ] {
        cases.env(name, value);
    }
    for page in PAGES {
        cases.case(page);
    }
}

/// The lines of the blocks of this kind.
fn commands(page: &str, kind: &str) -> Vec<String> {
    let (text, fence) = (text(page), format!("```{kind}\n"));
    let blocks = text.split(&fence).skip(1).filter_map(|block| block.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines()).map(str::to_owned).collect()
}

#[test]
fn every_command_is_run() {
    // The transcripts are run above, these by the tests of the release build and by whoever runs this test.
    let in_sh: Vec<_> = PAGES.iter().flat_map(|page| commands(page, "sh")).collect();
    assert_eq!(in_sh, [build::INSTALL, build::RUN, "cargo test", ".ci/run"]);
    let known = ["```sh", "```console"];
    for page in PAGES {
        let text = text(page);
        let mut fences = text.lines().filter(|line| line.starts_with("```") && line.len() > 3);
        assert!(fences.all(|line| known.contains(&line)), "a block of another kind in {page}");
    }
    let script = text(".ci/run");
    assert!(script.lines().any(|line| line.trim_start().starts_with("cargo test")), ".ci/run runs the tests");
    assert!(script.contains("--include-ignored"), ".ci/run runs those of the release build too");
}

#[test]
fn every_command_in_the_text_exists() {
    let mut count = 0;
    for page in PAGES.into_iter().chain(["docs/log.md", "docs/prompts.md"]) {
        let text = text(page);
        let inline = text.split('`').filter_map(|code| code.strip_prefix("stretch "));
        let indented = text.lines().filter_map(|line| line.strip_prefix("    stretch "));
        for command in inline.filter(|rest| !rest.contains('\n')).chain(indented) {
            let first = command.split_whitespace().next().unwrap();
            assert!(
                [
                    "run", "today", "new", "list", "show", "learn", "check", "log", "status", "config", "help",
                    "--help", "--plain"
                ]
                .contains(&first),
                "{page}: stretch {command}"
            );
            count += 1;
        }
    }
    assert!(count >= 4);
}

/// The heading of each part of a page, as a link names it.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#')).map(|line| line.trim_matches(['#', ' ']));
    let letters = |heading: &str| -> String {
        heading.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c)).collect()
    };
    headings.map(|heading| letters(heading).to_lowercase().replace(' ', "-")).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let docs = fs::read_dir(root("docs")).unwrap().map(|file| file.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let others = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(root);
    for page in docs.chain(others) {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", page.display());
            let there = anchor.is_empty() || anchors(&fs::read_to_string(target).unwrap()).contains(&anchor.to_owned());
            assert!(there, "{}: {link}", page.display());
        }
    }
}
