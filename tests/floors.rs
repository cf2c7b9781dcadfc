//! The floors of the house: each room of `src` uses only rooms on floors below its own, and within a room no two files
//! lead back to each other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up, floor by floor.
const FLOORS: [&[&str]; 16] = [
    &["ascii", "order", "printable", "process", "terminal", "time", "word_enum", "words"],
    &["document", "exit"],
    &["figure"],
    &["content"],
    &["plan"],
    &["about"],
    &["session"],
    &["log"],
    &["changes", "format", "linger"],
    &["coach", "events", "pages", "progress", "status"],
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

/// A module by its path from the crate's root.
type Module = Vec<String>;

/// A path, and the name that it is imported as; no name if it is only used.
type Import = (Module, String);

/// The modules of `src`, with what each imports.
struct House {
    files: BTreeMap<Module, Vec<Import>>,
}

impl House {
    fn read() -> Self {
        let mut files = BTreeMap::new();
        for path in sources(&source()) {
            let relative = path.strip_prefix(source()).unwrap().with_extension("");
            let mut module: Module = relative.iter().map(|name| name.to_string_lossy().into_owned()).collect();
            if module == ["lib"] {
                module.clear();
            }
            files.insert(module, path);
        }
        let modules: BTreeSet<_> = files.keys().cloned().collect();
        let imports = |(module, path): (Module, PathBuf)| {
            let imports = imports_of(&module, &code_of(&path), &modules);
            (module, imports)
        };
        Self { files: files.into_iter().map(imports).collect() }
    }

    /// The module that defines what a path names, following imports and re-exports.
    fn file_of(&self, path: &[String]) -> Option<Module> {
        let mut seen = BTreeSet::new();
        let mut path = path.to_vec();
        while seen.insert(path.clone()) {
            let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
            let (module, rest) = path.split_at(length);
            let named = rest.first().and_then(|name| self.files[module].iter().find(|(_, known)| known == name));
            match named {
                Some((target, _)) => path = [target.as_slice(), &rest[1..]].concat(),
                None => return Some(module.to_vec()),
            }
        }
        None
    }

    /// Which modules use each other below each parent, with an example of two files. A parent and its children may use
    /// each other.
    fn arrows(&self) -> BTreeMap<Module, BTreeMap<(String, String), String>> {
        let mut arrows: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (from, imports) in &self.files {
            for to in imports.iter().filter_map(|(path, _)| self.file_of(path)) {
                let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
                if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
                    let files = format!("{} -> {}", from.join("/"), to.join("/"));
                    let of_parent = arrows.entry(from[..shared].to_vec()).or_default();
                    of_parent.entry((one.clone(), other.clone())).or_insert(files);
                }
            }
        }
        arrows
    }
}

/// Everything that code imports, and what it names by a path from `crate`, `super` or `self`.
fn imports_of(module: &[String], code: &str, modules: &BTreeSet<Module>) -> Vec<Import> {
    let mut imports = Vec::new();
    for (at, keyword) in code.match_indices("use ").filter(|(at, _)| begins_word(code, *at)) {
        let tree = &code[at + keyword.len()..];
        let first = word(tree);
        if ["crate", "super", "self"].contains(&&*first) || modules.contains(&[module, &[first]].concat()) {
            expand(tree, &[], &mut imports);
        }
    }
    for root in ["crate::", "super::", "self::"] {
        let is_inline =
            |at: usize| begins_word(code, at) && !code[..at].ends_with("use ") && !code[..at].ends_with("in ");
        for (at, _) in code.match_indices(root).filter(|(at, _)| is_inline(*at)) {
            let mut named = Vec::new();
            expand(&code[at..], &[], &mut named);
            imports.extend(named.into_iter().map(|(path, _)| (path, String::new())));
        }
    }
    imports.into_iter().map(|(path, name)| (from_the_root(module, &path), name)).collect()
}

fn begins_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':'))
}

fn from_the_root(module: &[String], mut path: &[String]) -> Module {
    let mut base = module.to_vec();
    while let [first, rest @ ..] = path {
        match first.as_str() {
            "crate" => base.clear(),
            "super" => drop(base.pop()),
            "self" => {}
            _ => break,
        }
        path = rest;
    }
    [&base, path].concat()
}

/// Adds the paths of a tree such as `a::{b, c::{d as e}}`, after what stands before it. Returns what follows the tree.
fn expand<'c>(tree: &'c str, before: &[String], paths: &mut Vec<Import>) -> &'c str {
    let (mut path, mut rest) = (before.to_vec(), tree);
    loop {
        if let Some(list) = rest.strip_prefix('{') {
            rest = list.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                rest = expand(rest, &path, paths).trim_start();
                rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
            }
            return rest.get(1..).unwrap_or_default();
        }
        let name = word(rest);
        if name.is_empty() {
            // `*`, or the end of a path.
            return rest.char_indices().nth(1).map_or("", |(at, _)| &rest[at..]);
        }
        rest = &rest[name.len()..];
        // `a::{self}` is `a`.
        if name != "self" || path.is_empty() {
            path.push(name);
        }
        let Some(next) = rest.strip_prefix("::") else { break };
        rest = next;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if let Some(alias) = rest.strip_prefix(" as ") {
        name = word(alias);
        rest = &alias[name.len()..];
    }
    paths.push((path, name));
    rest
}

/// A circle in a graph, if there is one.
fn circle<'a>(arrows: impl Iterator<Item = &'a (String, String)> + Clone) -> Option<Vec<&'a str>> {
    // Without an arrow to it and one from it, a node is in no circle.
    let mut left: Vec<_> = arrows.map(|(from, to)| (from.as_str(), to.as_str())).collect();
    loop {
        let all = left.clone();
        left.retain(|(from, to)| all.iter().any(|(_, end)| end == from) && all.iter().any(|(start, _)| start == to));
        if left.len() == all.len() {
            break;
        }
    }
    let mut way = vec![left.first()?.0];
    loop {
        let last = *way.last()?;
        let (_, next) = left.iter().find(|(from, _)| *from == last)?;
        if let Some(start) = way.iter().position(|known| known == next) {
            way.drain(..start);
            way.push(next);
            return Some(way);
        }
        way.push(next);
    }
}

/// One file may have a type twice, once for each system.
#[test]
fn no_two_files_give_a_type_the_same_name() {
    let mut homes = BTreeMap::<String, PathBuf>::new();
    for path in sources(&source()) {
        for line in code_of(&path).lines() {
            let item =
                line.strip_prefix("pub(crate) ").or(line.strip_prefix("pub(super) ")).or(line.strip_prefix("pub "));
            let item = item.unwrap_or(line);
            let kinds = ["struct ", "enum ", "trait ", "type "];
            let Some(name) = kinds.iter().find_map(|kind| item.strip_prefix(kind)).map(word) else { continue };
            let home = homes.entry(name.clone()).or_insert_with(|| path.clone());
            assert_eq!(*home, path, "both have a type `{name}`");
        }
    }
    assert!(homes.len() > 100, "types are found");
}

#[test]
fn files_use_each_other_one_way() {
    for (parent, arrows) in House::read().arrows() {
        if let Some(way) = circle(arrows.keys()) {
            let pairs = way.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
            let files: Vec<_> = pairs.map(|pair| arrows[&pair].as_str()).collect();
            panic!("in `{}` {} is a circle:\n{}", parent.join("/"), way.join(" -> "), files.join("\n"));
        }
    }
}

#[test]
fn paths_are_followed_through_imports() {
    let modules = ["", "a", "a/b", "a/c"].map(|path| path.split('/').filter(|name| !name.is_empty()));
    let modules: BTreeSet<Module> = modules.map(|path| path.map(ToOwned::to_owned).collect()).into();
    let module =
        |path: &str| path.split('/').filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect::<Module>();
    let codes = [
        ("a", "mod b;\npub use b::{B as D, e};"),
        ("a/c", "use crate::{a::D};\nfn f() { super::e::g() }"),
        ("a/b", ""),
    ];
    let files = codes.map(|(path, code)| (module(path), imports_of(&module(path), code, &modules)));
    let house = House { files: files.into() };
    let arrows = house.arrows();
    let names: Vec<_> = arrows[&module("a")].keys().map(|(from, to)| format!("{from} -> {to}")).collect();
    assert_eq!(names, ["c -> b"]);
}

#[test]
fn a_circle_is_found() {
    let arrows = ["ab", "bc", "cd", "db", "de"].map(|pair| (pair[..1].to_owned(), pair[1..].to_owned()));
    assert_eq!(circle(arrows.iter()), Some(vec!["b", "c", "d", "b"]));
    assert_eq!(circle(arrows[..3].iter()), None);
}
