//! The log as other programs meet it: what is read is as it was written, and only `forget` writes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{folder, stretch};

/// A copy of a log of the transcripts, in a folder of its own.
fn copy(of: &str, name: &str) -> PathBuf {
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("log-{name}"));
    let _ = fs::remove_dir_all(&data);
    fs::create_dir_all(data.join("log")).unwrap();
    for file in fs::read_dir(folder().join("log.in").join(of).join("log")).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, data.join("log").join(path.file_name().unwrap())).unwrap();
    }
    data
}

/// Everything in a folder, by path.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
            all.insert(path, Vec::new());
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

fn with(data: &Path, arguments: &[&str]) -> Command {
    let mut command = stretch(arguments);
    command.env("STRETCH_DATA_DIR", data).env("STRETCH_STATE_DIR", data.join("state"));
    command
}

fn printed(data: &Path, arguments: &[&str]) -> String {
    let output = with(data, arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The ids of the records that are read.
fn ids(data: &Path) -> Vec<String> {
    let lines = printed(data, &["log", "--json"]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    lines.lines().map(id).collect()
}

#[test]
fn nothing_that_reads_writes() {
    let data = copy("faults", "reads");
    let before = contents(&data);
    for arguments in [
        &["status"][..],
        &["status", "--json"],
        &["status", "--format", "{days}"],
        &["log"],
        &["log", "--json"],
        &["log", "--csv"],
        &["log", "--plain", "--since", "14d"],
        &["log", "check"],
        &["log", "forget", "0000"],
    ] {
        with(&data, arguments).output().unwrap();
        assert_eq!(contents(&data), before, "{arguments:?}");
    }
    let nowhere = data.join("nowhere");
    for arguments in [&["status"][..], &["log"], &["log", "check"], &["log", "forget", "0000"]] {
        with(&nowhere, arguments).output().unwrap();
        assert!(!nowhere.exists(), "{arguments:?}");
    }
}

#[test]
fn what_is_forgotten_is_read_no_more_and_stays_in_the_file() {
    let data = copy("some", "forget");
    let before = contents(&data.join("log"));
    assert_eq!(
        printed(&data, &["log", "forget", "5D20"]),
        "Forgotten: Full routine, 6 January 2025, 07:30. Its line stays in the file, and nothing reads it any more.\n"
    );
    assert_eq!(ids(&data), ["e8160f4b2c9d", "c3d95e1078aa", "9e41d8f05b73", "0b7f3a6612ce"]);
    for (path, bytes) in before {
        assert_eq!(fs::read(path).unwrap(), bytes);
    }
}

/// Whichever part is named.
#[test]
fn a_resumed_session_is_forgotten_as_a_whole() {
    for (part, began) in [("0b7f3a6612ce", "12:04"), ("9e41", "15:40")] {
        let data = copy("some", &format!("parts-{part}"));
        let said = printed(&data, &["log", "forget", part]);
        assert!(said.starts_with(&format!("Forgotten: Desk break, 7 January 2025, {began}, in 2 parts.")), "{said}");
        assert_eq!(ids(&data), ["e8160f4b2c9d", "c3d95e1078aa", "5d20c1e7a9b4"]);
    }
}

/// The line that forgets it is in the file of this machine, and the record in that of another one, whose clock was ahead.
#[test]
fn what_was_written_in_the_future_can_be_forgotten() {
    let data = copy("some", "future");
    let other = data.join("log/f09b37e58d12.jsonl");
    let line = fs::read_to_string(&other).unwrap();
    let ahead = line.replace("2025-01-10", "2125-01-10").replace("e8160f4b2c9d", "aaaaaaaaaaaa");
    // By its own clock the second one is from the past, and it was written after the first one.
    fs::write(&other, ahead + &line).unwrap();
    for id in ["e8160f4b2c9d", "aaaaaaaaaaaa"] {
        assert!(ids(&data).contains(&id.to_owned()));
        printed(&data, &["log", "forget", id]);
        assert!(!ids(&data).contains(&id.to_owned()), "{id}");
    }
}

#[test]
fn an_id_that_could_be_several_is_refused() {
    let data = copy("some", "several");
    let other = data.join("log/f09b37e58d12.jsonl");
    let line = fs::read_to_string(&other).unwrap();
    fs::write(&other, line.clone() + &line.replace("e8160f4b2c9d", "e816aaaaaaaa")).unwrap();
    let output = with(&data, &["log", "forget", "e816"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: it could be `e816aaaaaaaa` or `e8160f4b2c9d`: write more of it\n");
    printed(&data, &["log", "forget", "e8160f4b2c9d"]);
}

/// A log of which nothing can be read is not taken for an empty one. A folder is no file, and a pipe keeps nobody waiting.
#[test]
fn a_file_that_cannot_be_read_is_told() {
    let data = copy("some", "unread");
    fs::create_dir(data.join("log/folder.jsonl")).unwrap();
    let told = |arguments: &[&str]| {
        let output = with(&data, arguments).output().unwrap();
        (output.status.code().unwrap(), output.stdout.is_empty(), String::from_utf8(output.stderr).unwrap())
    };
    let warning = "warning: 1 file of the log cannot be read. `stretch log check` says where and why.\n";
    assert_eq!(told(&["log"]), (0, false, warning.into()));
    assert_eq!(told(&["status"]), (0, false, warning.into()));
    assert_eq!(told(&["log", "--json"]), (1, false, warning.into()));
    assert_eq!(told(&["log", "--csv"]), (1, false, warning.into()));
    for file in ["2c61d0a94f7e.jsonl", "f09b37e58d12.jsonl"] {
        fs::remove_file(data.join("log").join(file)).unwrap();
    }
    let error = "error: nothing of the log can be read. `stretch log check` says where and why.\n";
    assert_eq!(told(&["log"]), (1, true, error.into()));
    assert_eq!(told(&["status"]), (1, true, error.into()));
    let (code, is_silent, said) = told(&["log", "check"]);
    assert!(code == 1 && is_silent && said.contains("folder.jsonl: it cannot be read: this is no file\n"), "{said}");
}

/// `head` closes the pipe after a few lines.
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let data = copy("some", "pipe");
    let file = data.join("log/f09b37e58d12.jsonl");
    let line = fs::read_to_string(&file).unwrap();
    let id = |n| line.replace("e8160f4b2c9d", &format!("{n:012x}"));
    fs::write(&file, (0..2000).map(id).collect::<String>()).unwrap();
    for arguments in [["log", "--json"], ["log", "--csv"]] {
        let mut child = with(&data, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 100]).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{arguments:?}");
    }
}

/// Keys that this version does not know are printed as they are, and nothing that could control a terminal.
#[test]
fn a_line_of_json_is_what_was_written() {
    let data = copy("some", "lines");
    let file = data.join("log/f09b37e58d12.jsonl");
    let line = fs::read_to_string(&file).unwrap();
    let odd = line.replace(",\"stretches\"", ",\t\"later\":[1,{\"a\":\"\u{9b}31m\u{202e}\u{7f}\"}],\"stretches\"");
    fs::write(&file, &odd).unwrap();
    let printed = printed(&data, &["log", "--json", "--limit", "1"]);
    assert!(!printed.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{printed}");
    let [was, is] = [&odd, &printed].map(|line| serde_json::from_str::<Value>(line).unwrap());
    assert_eq!(is, was);
}
