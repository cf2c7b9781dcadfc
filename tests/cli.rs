//! The command line as a stranger meets it: words, streams, exit codes, and the JSON that is promised.
//!
//! The transcripts in tests/cli are run as they stand; `TRYCMD=overwrite cargo test --test cli` writes down
//! what the program says now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "cli/ascii.rs"]
mod ascii;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/json.rs"]
mod json;
#[path = "cli/log.rs"]
mod log;
#[path = "cli/own.rs"]
mod own;
#[cfg(unix)]
#[path = "cli/permissions.rs"]
mod permissions;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/width.rs"]
mod width;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What keeps a run from seeing anything of the user's: variables, and what they are set to.
const ISOLATION: [(&str, &str); 10] = [
    ("LC_ALL", "C.UTF-8"),
    ("STRETCH_CONFIG_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
    ("STRETCH_DATA_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
    ("STRETCH_STATE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config")),
    ("STRETCH_CONTENT", ""),
    ("NO_COLOR", ""),
    ("ACCESSIBLE", ""),
    ("CLICOLOR", ""),
    ("CLICOLOR_FORCE", ""),
    ("TERM", "xterm"),
];

/// A run of the program with these arguments.
fn stretch(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stretch"));
    command.args(arguments).envs(ISOLATION).stdin(Stdio::null());
    command
}

fn output(arguments: &[&str]) -> Output {
    stretch(arguments).output().unwrap()
}

/// What a run that must succeed prints.
fn printed(arguments: &[&str]) -> String {
    let output = output(arguments);
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "cli"].iter().collect()
}

#[test]
fn every_transcript_is_what_is_said() {
    let cases = trycmd::TestCases::new();
    for (name, value) in ISOLATION {
        cases.env(name, value);
    }
    cases.case("tests/cli/*.md").case("docs/json.md");
    cases.skip("tests/cli/environment.md").skip("tests/cli/config.md").skip("tests/cli/edit.md");
    cases.skip("tests/cli/log.md");
}

/// These say themselves where the log is.
#[test]
fn every_transcript_about_the_log_is_what_is_said() {
    let cases = trycmd::TestCases::new();
    let own = ["STRETCH_CONFIG_DIR", "STRETCH_DATA_DIR"];
    for (name, value) in ISOLATION.iter().filter(|(name, _)| !own.contains(name)) {
        cases.env(*name, *value);
    }
    cases.case("tests/cli/log.md");
}

/// These say themselves what is in their environment, which one said for all of them would hide.
#[test]
fn every_transcript_about_the_environment_is_what_is_said() {
    trycmd::TestCases::new().case("tests/cli/environment.md");
}

/// These say themselves where the config file is.
#[cfg(unix)]
#[test]
fn every_transcript_about_the_settings_is_what_is_said() {
    let cases = trycmd::TestCases::new();
    for (name, value) in ISOLATION.iter().filter(|(name, _)| *name != "STRETCH_CONFIG_DIR") {
        cases.env(*name, *value);
    }
    cases.case("tests/cli/config.md").case("tests/cli/edit.md");
}
