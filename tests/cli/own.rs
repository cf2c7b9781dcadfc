//! The user's own files: errors in them change nothing about the rest.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::{output, stretch};

/// The longest wait for what must not wait at all.
const DEADLINE: Duration = Duration::from_secs(20);

const WRISTS: &str = "schema = 1\ntitle = \"Mine\"\n[[stretch]]\nid = \"wrist-flex\"\nname = \"W\u{f6}rist\"\nsetup = \"Sit.\"\n\
                      [[stretch.set]]\n[[stretch.set.step]]\ntext = \"Do it.\"\nhold = 20\n\
                      [[stretch.variant]]\nid = \"fist\"\nname = \"Dr Jekyll's Fist\"\n";

/// A folder of the user's own, with a file in its `content`.
fn folder(name: &str, file: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("own-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("content")).unwrap();
    fs::write(folder.join(file), text).unwrap();
    folder
}

/// A run that must come to an end by itself.
fn ends(command: &mut Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let end = Instant::now() + DEADLINE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            panic!("it never ends");
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

fn with(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = stretch(arguments);
    command.env("STRETCH_CONFIG_DIR", folder);
    command
}

#[test]
fn everything_else_works() {
    let broken = folder("broken", "content/mine.toml", "[[stretch\n");
    let lost = folder("lost", "config.toml", "content = [\"/no/such/file.toml\"]\n");
    let taken = folder("taken", "content/mine.toml", &WRISTS.replace("wrist-flex", "cat-camel"));
    for asked in [
        &["list"][..],
        &["list", "--json"],
        &["show", "full"],
        &["learn", "stop-signs"],
        &["run", "cat-camel", "--events", "--speed", "1000"],
    ] {
        let alone = output(asked);
        for own in [&broken, &lost, &taken] {
            let output = with(own, asked).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "{asked:?}: {told}");
            if asked[0] != "run" {
                assert_eq!(output.stdout, alone.stdout, "{asked:?}");
            }
            assert!(told.contains("left out until that is fixed"), "{told}");
        }
        let output = stretch(asked).env("STRETCH_CONTENT", "/no/such/file.toml").output().unwrap();
        assert!(output.status.success() && !output.stderr.is_empty(), "{asked:?}");
    }
}

#[test]
fn what_a_replacement_leaves_out_is_shown_and_not_told_at_each_start() {
    let knees = "[[stretch.caution]]\nid = \"sore-knees\"\ndo = \"ease\"\nnote = \"On something soft.\"\n";
    let replaces = WRISTS.replace("id = \"wrist-flex\"", "id = \"cat-camel\"\nreplaces = true");
    let replaces = replaces.replacen("[[stretch.set]]", &format!("{knees}[[stretch.set]]"), 1);
    let own = folder("replaces", "content/mine.toml", &replaces);
    let output = with(&own, &["show", "full"]).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.stderr, b"");
    let (_, lost) = shown.split_once("Left out by your own files").unwrap();
    assert!(lost.contains("`cat-camel` takes the place") && lost.contains("Osteoporosis"), "{lost}");
    assert!(lost.replace("\n    ", " ").contains("no hint at the variant `seated`"), "{lost}");

    let sign = "schema = 1\ntitle = \"Mine\"\n[[stop-sign]]\nid = \"ID\"\nreplaces = true\nname = \"Help\"\n\
                level = \"stop\"\nsigns = [\"It hurts.\"]\n";
    let own = folder("replaces-sign", "content/mine.toml", &sign.replace("ID", "heart-attack"));
    let output = with(&own, &["learn", "stop-signs"]).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap().replace("\n    ", " ");
    assert_eq!(output.stderr, b"");
    assert!(
        shown.contains("`heart-attack` takes the place") && shown.contains("`stop` in place of `emergency`"),
        "{shown}"
    );
}

#[test]
fn more_errors_than_are_told_are_not_counted() {
    for (count, said) in [(3, "3 errors:"), (200, "200 errors:"), (300, "more than 200 errors:")] {
        let odd = (0..count).map(|n| format!("odd-{n} = 1\n")).collect::<Vec<_>>().concat();
        let own = folder("many", "many.toml", &format!("{odd}{WRISTS}"));
        let output = with(&own, &["check", own.join("many.toml").to_str().unwrap()]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let end = told.lines().last().unwrap();
        assert!(end.trim_start_matches("error: ").starts_with(said), "{end}");
    }
}

#[cfg(unix)]
#[test]
fn an_editor_writes_nothing_to_the_terminal_by_its_name() {
    let own = folder("editor", "config.toml", "");
    for editor in ["\u{1b}]0;x\u{7}", "\u{1b}]0;x\u{7} \""] {
        let output = with(&own, &["config", "--edit"]).env_remove("VISUAL").env("EDITOR", editor).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("\u{241b}]0;x\u{2407}") && !told.contains(['\u{1b}', '\u{7}']), "{told:?}");
    }
}

#[test]
fn a_name_in_a_file_that_is_left_out_is_known_by_its_beginning_and_nearly() {
    let own = folder("beginning", "content/mine.toml", &WRISTS.replace("hold = 20", "hold = 0"));
    for (name, said) in [
        ("wrist", "`wrist-flex` cannot be used: "),
        ("w\u{f6}r", "`wrist-flex` cannot be used: "),
        ("Wrist-fl:fist", "`wrist-flex` cannot be used: "),
        ("wrist-flx", "did you mean `wrist-flex` (in "),
        ("wrist-flx:fist", "did you mean `wrist-flex` (in "),
        ("cat-camle", "did you mean `cat-camel`?"),
        ("nothing-near", "there is no `nothing-near`: `stretch list`"),
    ] {
        let output = with(&own, &["show", name]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && told.contains(said), "{name}: {told}");
        let is_of_the_file = said.contains("wrist-flex");
        let last = told.lines().last().unwrap();
        assert_eq!(last.contains("mine.toml"), is_of_the_file, "{name}: {last}");
        assert_eq!(last.contains("left out"), is_of_the_file, "{name}: {last}");
    }
    assert!(with(&own, &["show", "cat-c"]).output().unwrap().status.success());
}

#[test]
fn folders_in_the_content_folder_are_read_too() {
    let own = folder("deep", "content/b.toml", WRISTS);
    let other = |id: &str| WRISTS.replace("wrist-flex", id).replace("W\u{f6}rist", id);
    for (path, id) in [("a/deep", "deep-one"), (".git", "hidden-one"), ("1/2/3/4/5/6/7/8/9", "deepest-one")] {
        fs::create_dir_all(own.join("content").join(path)).unwrap();
        fs::write(own.join("content").join(path).join("mine.toml"), other(id)).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", own.join("content/a/loop")).unwrap();
    let output = ends(&mut with(&own, &["list"]));
    let listed = String::from_utf8(output.stdout).unwrap();
    let at = |id: &str| listed.find(id);
    assert!(at("deep-one") < at("wrist-flex") && at("deep-one").is_some(), "{listed}");
    assert!(at("hidden-one").is_none() && at("deepest-one").is_none(), "{listed}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("it is too deep in the folder of your content files"), "{told}");
    assert!(!told.contains("loop") && !told.contains(".git"), "{told}");
}

/// Content is data: `ö` in one piece and in two is the same name, and a name is shown as it is written.
#[test]
fn names_are_found_however_their_letters_are_put_together() {
    let own = folder("letters", "content/mine.toml", WRISTS);
    for name in ["W\u{f6}rist", "Wo\u{308}rist", "w\u{d6}RIST", "WO\u{308}RIST:DR JEKYLL'S FIST"] {
        let output = with(&own, &["show", name]).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.starts_with("W\u{f6}rist"), "{name}: {shown}");
        assert_eq!(shown.starts_with("W\u{f6}rist (Dr Jekyll's Fist) "), name.contains(':'), "{shown}");
    }
}

#[test]
fn standard_input_is_a_file_too() {
    for name in ["-", "/dev/stdin"] {
        let mut child = stretch(&["check", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(WRISTS.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = if name == "-" { "standard input" } else { name };
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{said}: ok, 1 stretch\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_keeps_nothing_waiting() {
    let own = folder("pipe", "config.toml", "");
    fs::remove_file(own.join("config.toml")).unwrap();
    let pipe = own.join("content").join("mine.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let path = pipe.to_str().unwrap();

    let output = ends(&mut with(&own, &["learn", "stop-signs"]));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("this is a pipe or a device, not a file"), "{told}");
    assert_eq!(ends(&mut stretch(&["check", path])).status.code(), Some(1));
    assert_eq!(ends(&mut stretch(&["list", "--content", path])).status.code(), Some(1));
    assert!(ends(stretch(&["list"]).env("STRETCH_CONTENT", path)).status.success());

    fs::rename(&pipe, own.join("config.toml")).unwrap();
    let output = ends(&mut with(&own, &["list"]));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("move it away: the settings are a file of that name"), "{told}");
    assert_eq!(ends(&mut with(&own, &["config"])).status.code(), Some(1));
    assert_eq!(ends(with(&own, &["config", "--edit"]).env("VISUAL", "true")).status.code(), Some(1));
}

/// A file that is read already is not in the way of itself.
#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let own = folder("twice", "content/mine.toml", WRISTS);
    let path = own.join("content/../content/mine.toml");
    let path = path.to_str().unwrap();
    let output = with(&own, &["show", "wrist-flex", "--content", path]).env("STRETCH_CONTENT", path).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
}
