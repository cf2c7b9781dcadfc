//! docs/events.md, docs/hooks.md, docs/log.md and docs/prompts.md match the program, the examples in docs/examples work, and
//! every path in CONTRIBUTING.md exists.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod docs {
    pub mod events;
    pub mod follow;
    pub mod harness;
    pub mod hooks;
    pub mod log;
    pub mod reminders;
    #[cfg(unix)]
    pub mod scripts;
}

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn text(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The names of the files in docs/examples.
fn examples() -> Vec<String> {
    let files = fs::read_dir(path("docs/examples")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

fn is_script(name: &str) -> bool {
    Path::new(name).extension() == Some(OsStr::new("sh"))
}

/// The contents of a page's code blocks of one kind.
fn blocks(page: &str, kind: &str) -> Vec<String> {
    let (text, fence) = (text(page), format!("```{kind}\n"));
    text.split(&fence).skip(1).map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_example_is_in_a_page_and_every_link_leads_somewhere() {
    let pages = ["docs/events.md", "docs/hooks.md", "docs/log.md", "docs/prompts.md"].map(text);
    for example in examples() {
        assert!(pages.iter().any(|page| page.contains(&format!("(examples/{example})"))), "{example}");
    }
    let links = pages.iter().flat_map(|page| page.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    let (outside, inside): (Vec<_>, Vec<_>) = links.partition(|link| link.starts_with("https://"));
    assert!(!outside.is_empty() && inside.len() > examples().len());
    for link in inside {
        // tests/readme.rs looks at the headings.
        assert!(path("docs").join(link.split('#').next().unwrap()).exists(), "{link}");
    }
}

#[test]
fn the_transcript_is_what_the_program_prints() {
    let cases = trycmd::TestCases::new();
    let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config");
    cases
        .env("STRETCH_CONFIG_DIR", nowhere)
        .env("STRETCH_DATA_DIR", nowhere)
        .env("STRETCH_STATE_DIR", nowhere)
        .env("STRETCH_CONTENT", "")
        .env("ACCESSIBLE", "")
        .env("LC_ALL", "C.UTF-8")
        .case("docs/events.md");
}

#[test]
fn every_path_of_contributing_exists() {
    let page = text("CONTRIBUTING.md");
    let code = page.split('`').skip(1).step_by(2);
    for file in code.filter(|code| code.contains('/') && !code.contains(char::is_whitespace)) {
        assert!(path(file).exists(), "{file}");
    }
    let changes = page.split("## Where to change what").nth(1).unwrap();
    let changes = changes.lines().filter(|line| line.starts_with("| ") && line.contains('/'));
    assert_eq!(changes.count(), 12, "each names its files");
}
