//! Results go to standard output, messages to standard error, and the exit code says which it is.

use std::io;
use std::process::{Command, Stdio};

use crate::{folder, output, stretch};

/// A command of a transcript: the file, the environment, the arguments.
type Transcribed = (String, Vec<(String, String)>, Vec<String>);

/// The commands of every transcript.
fn commands() -> Vec<Transcribed> {
    let mut commands = Vec::new();
    for entry in folder().read_dir().unwrap() {
        let path = entry.unwrap().path();
        // What is edited is edited in a copy, by its own transcript.
        if path.extension().is_none_or(|extension| extension != "md") || path.ends_with("edit.md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let mut words = words(line);
            let at = words.iter().position(|word| word == "stretch").unwrap();
            let arguments = words.split_off(at + 1);
            let split = |word: &String| word.split_once('=').map(|(name, value)| (name.into(), value.into()));
            let environment = words.iter().filter_map(split).collect();
            commands.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), environment, arguments));
        }
    }
    assert!(commands.len() >= 60);
    commands
}

/// Folders of config files, content files and logs with errors, of which every command warns.
const WRONG: [&str; 8] = ["wrong", "toml", "broken", "syntax", "taken", "lost", "not-a-folder", "faults"];

/// The words of a command line; a part in quotes is one, without them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').unwrap(),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[test]
fn a_run_has_either_a_result_or_a_message() {
    for (file, environment, arguments) in commands() {
        let mut command: Command = stretch(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let inside = folder().join(format!("{file}.in"));
        let wrong = environment.iter().any(|(name, value)| match name.as_str() {
            "STRETCH_CONFIG_DIR" | "STRETCH_DATA_DIR" => WRONG.contains(&&**value),
            _ => name == "STRETCH_CONTENT" && value.contains("nowhere"),
        });
        command.envs(environment).current_dir(if inside.exists() { inside } else { folder() });
        let output = command.output().unwrap();
        let code = output.status.code().unwrap();
        assert!((0..=2).contains(&code), "{arguments:?}: {code}");
        // The settings are there whatever is wrong with some of them.
        let settings = wrong && arguments == ["config"] && code == 1;
        assert_eq!(code == 0 || settings, !output.stdout.is_empty(), "{arguments:?}: a result is on standard output");
        // Warnings are no result, and no failure either.
        let checked = arguments.first().is_some_and(|first| first == "check");
        let warned = (checked || wrong) && code == 0;
        assert!(warned || (code == 0) == output.stderr.is_empty(), "{arguments:?}: a message is on standard error");
        for stream in [output.stdout, output.stderr] {
            let text = String::from_utf8(stream).unwrap();
            assert!(text.is_empty() || text.ends_with('\n'), "{arguments:?}");
            assert!(!text.contains('\u{1b}'), "{arguments:?}: no colours in a pipe");
            assert!(
                text.lines().all(|line| line.trim_end() == line),
                "{arguments:?}: nothing after a line's end\n{text}"
            );
        }
    }
}

const PRINTING: [&[&str]; 7] = [
    &["config"],
    &["list"],
    &["list", "--json"],
    &["show", "full"],
    &["show", "full", "--json"],
    &["learn"],
    &["--help"],
];

#[test]
fn nobody_reading_is_no_failure() {
    for arguments in PRINTING {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = stretch(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
    // With nobody to tell either, the exit code still does.
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let status = stretch(&["show", "yoga"]).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

/// A device on which there is never room.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = stretch(&["list"]).stdout(full()).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: the result cannot be written: "));
    let bare = folder().join("content.in/bare.toml");
    let status = stretch(&["check"]).arg(bare).stdout(Stdio::null()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(0), "warnings that nobody can see are no failure");
}

#[test]
fn colours_are_there_when_they_are_asked_for() {
    let broken = folder().join("content.in/broken.toml");
    let check = |colour| output(&["check", broken.to_str().unwrap(), "--color", colour]).stderr;
    let coloured = |text: Vec<u8>| String::from_utf8(text).unwrap().contains("\u{1b}[");
    assert!(coloured(check("always")));
    assert!(!coloured(check("never")));
    assert!(!coloured(check("auto")), "not in a pipe");
}

/// Whatever is typed, nothing of it does anything to the terminal.
#[test]
fn the_parser_prints_no_control_characters() {
    let odd = "\u{1b}]0;x\u{7}\u{9b}31m\n!";
    let option = format!("--{odd}");
    for arguments in [
        &["--theme", odd][..],
        &["--dose", odd],
        &["--speed", odd],
        &["--speak", odd],
        &[odd],
        &[&option],
        &["run", &option],
        &["list", odd],
        &["show", odd],
        &["run", odd],
        &["completions", odd],
    ] {
        let output = output(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!told.is_empty() && output.stdout.is_empty() && !output.status.success(), "{arguments:?}");
        assert!(!told.contains(|c: char| c.is_control() && c != '\n'), "{arguments:?}: {told:?}");
        assert!(!told.contains("\n!"), "{told:?}");
    }
}
