//! The floors of the house: each room of `src` uses only rooms on floors below its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the ground up, floor by floor.
const FLOORS: [&[&str]; 13] = [
    &["ascii", "printable", "process", "terminal", "words"],
    &["document", "exit", "figure"],
    &["content"],
    &["plan"],
    &["session"],
    &["format", "linger"],
    &["coach", "events", "pages"],
    &["listener"],
    &["playback"],
    &["skin", "tui"],
    &["settings"],
    &["cli"],
    &["command"],
];

/// The two files that open the house.
const DOORS: [&str; 2] = ["lib", "main"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The room that a file belongs to: its first folder, or its own name there.
fn room_of(path: &Path) -> String {
    let first = path.strip_prefix(source()).unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned()
}

/// The code of a file without its comments and its own tests.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that code names after `crate::`, also in a list of them.
fn rooms_in(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, root) in code.match_indices("crate::") {
        let rest = &code[at + root.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            rooms.insert(word(rest));
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (at, letter) in list.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                letter if begins && letter.is_alphabetic() => {
                    rooms.insert(word(&list[at..]));
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

#[test]
fn every_room_is_on_a_floor() {
    let rooms: BTreeSet<_> = sources(&source()).iter().map(|path| room_of(path)).collect();
    let known: BTreeSet<_> =
        FLOORS.iter().flat_map(|floor| floor.iter()).chain(&DOORS).map(|room| (*room).to_owned()).collect();
    assert_eq!(rooms, known);
}

#[test]
fn arrows_point_down() {
    for path in sources(&source()) {
        let room = room_of(&path);
        let Some(floor) = floor_of(&room) else { continue };
        for used in rooms_in(&code_of(&path)).into_iter().filter(|used| *used != room) {
            let below = floor_of(&used).is_some_and(|other| other < floor);
            assert!(below, "{} uses `{used}`, which is not on a floor below `{room}`", path.display());
        }
    }
}

#[test]
fn lists_of_rooms_are_read() {
    let code = "use crate::{content::{a, b}, plan, session::{c, d::{e}}};\ncrate::words::counted();";
    assert_eq!(rooms_in(code).into_iter().collect::<Vec<_>>(), ["content", "plan", "session", "words"]);
}
