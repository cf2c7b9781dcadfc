//! Content files: the problems of invalid ones, and what is loaded from valid ones.
//!
//! A new file in `content/invalid`, `content/valid` or `content/warnings` is a new case: review its snapshot. A first line
//! `# with: the built-in content` or `# after: FILE` names what is loaded before it.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "content/built_in.rs"]
mod built_in;
#[path = "content/documentation.rs"]
mod documentation;
#[path = "content/facts.rs"]
mod facts;
#[path = "content/faults.rs"]
mod faults;
#[path = "content/invalid.rs"]
mod invalid;
#[path = "content/own.rs"]
mod own;
#[path = "content/strange.rs"]
mod strange;
#[path = "content/valid.rs"]
mod valid;

use std::fs;
use std::path::PathBuf;

use stretch_tui::content::load::{ContentFile, Loaded, load_reviewed};
use stretch_tui::document::diagnostic::{Problem, Severity};
use stretch_tui::plan::review::review;

/// The files of a folder of fixtures, by name.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(format!("tests/content/{folder}")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// Loads a fixture after what its first line asks for, and reviews it if it can be used.
fn load_fixture(path: &PathBuf) -> Loaded {
    let text = fs::read_to_string(path).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    let built_in = first == "# with: the built-in content";
    let before = first.strip_prefix("# after: ").map(PathBuf::from);
    load_and_review(built_in, &before.into_iter().chain([path.clone()]).collect::<Vec<_>>())
}

fn load_and_review(built_in: bool, files: &[PathBuf]) -> Loaded {
    let files: Vec<_> = files.iter().map(|path| ContentFile { path: path.clone(), is_named: true }).collect();
    let mut loaded = load_reviewed(built_in, &files, review);
    if files.is_empty() {
        // What is built in is reviewed here and never at a start.
        loaded.problems.extend(review(&loaded.library));
    }
    loaded
}

/// What is wrong with a file, one problem after the other in the order they are found.
fn messages(loaded: &Loaded, severity: Severity) -> Vec<String> {
    loaded.rendered(severity, false).collect()
}

/// A snapshot named after the fixture.
fn snapshot(path: &std::path::Path, folder: &str, text: &str) {
    let name = format!("{folder}__{}", path.file_stem().unwrap().to_string_lossy());
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("content/snapshots");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}
