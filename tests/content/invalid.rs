//! Every error, as a person sees it.

use std::fs;
use std::path::{Path, PathBuf};

use stretch_tui::content::load::{LARGEST_FILE, MOST_PROBLEMS, load};
use stretch_tui::document::diagnostic::Severity;

use super::{fixtures, is_error, load_and_review, load_fixture, messages, snapshot};

#[test]
fn each_invalid_file_has_its_errors() {
    for path in fixtures("invalid") {
        let loaded = load_fixture(&path);
        let shown = messages(&loaded, Severity::Error);
        assert!(!shown.is_empty(), "{} has no error", path.display());
        assert!(shown.len() <= MOST_PROBLEMS + 1, "{} has too many errors", path.display());
        snapshot(&path, "invalid", &shown.join("\n\n"));
    }
}

#[test]
fn each_file_to_warn_about_works_all_the_same() {
    for path in fixtures("warnings") {
        let loaded = load_fixture(&path);
        assert_eq!(messages(&loaded, Severity::Error), [] as [&str; 0], "{}", path.display());
        let shown = messages(&loaded, Severity::Warning);
        assert!(!shown.is_empty(), "{} has no warning", path.display());
        snapshot(&path, "warnings", &shown.join("\n\n"));
    }
}

/// The place that is printed is the place that is meant, and every error says where, what, and what to do.
#[test]
fn every_error_shows_its_place_its_line_and_what_to_do() {
    for path in fixtures("invalid") {
        let loaded = load_fixture(&path);
        let mut last = (0, 0);
        for problem in loaded.problems.iter().filter(|problem| is_error(problem)) {
            let (line, column) = loaded.sources.position(problem.place);
            let shown = loaded.sources.render(problem, false);
            let place = format!("--> {}:{line}:{column}\n", loaded.sources.name(problem.place.file));
            assert!(shown.contains(&place), "{place} is not in\n{shown}");
            assert!(shown.lines().any(|shown| shown.starts_with(&format!("{line} |"))), "no line {line} in\n{shown}");
            assert!(shown.contains("help: "), "no help in\n{shown}");
            assert!(!shown.contains("  help"), "an empty word in\n{shown}");
            assert!((line, column) >= last, "out of order:\n{shown}");
            last = (line, column);
        }
    }
}

#[test]
fn the_column_counts_characters() {
    let path = PathBuf::from("tests/content/invalid/column-after-wide.toml");
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().last().unwrap();
    let column = line.chars().position(|c| c == '0').unwrap() + 1;
    let shown = messages(&load_fixture(&path), Severity::Error).concat();
    assert!(shown.contains(&format!(":{}:{column}\n", text.lines().count())), "{shown}");
}

/// A folder of its own for files that cannot be among the fixtures.
fn made(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("content-{name}"));
    fs::write(&path, bytes).unwrap();
    path
}

fn snapshot_of(name: &str, path: &Path) {
    let loaded = load(false, &[path.to_path_buf()]);
    assert!(!loaded.is_usable());
    let shown = messages(&loaded, Severity::Error).join("\n\n");
    let shown = shown.replace(&path.display().to_string(), "FILE");
    snapshot(Path::new(name), "unreadable", &shown);
}

#[test]
fn a_file_that_is_not_utf8() {
    let latin = made("latin.toml", b"schema = 1\ntitle = \"Fu\xdfgelenk\"\n");
    snapshot_of("not-utf8", &latin);
    let utf16: Vec<_> = "schema = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    snapshot_of("utf16", &made("utf16.toml", &[b"\xff\xfe".as_slice(), &utf16].concat()));
    snapshot_of("binary", &made("binary.toml", b"\x7fELF\x02\x01\x01\0\0\0\x1b[2J\x9b31m\xff"));
}

#[test]
fn a_file_that_is_too_large() {
    let limit = usize::try_from(LARGEST_FILE).unwrap();
    let mut text = b"schema = 1\ntitle = \"Wrists\"\n#".to_vec();
    text.resize(limit, b'x');
    assert!(load(false, &[made("largest.toml", &text)]).is_usable());
    text.push(b'x');
    snapshot_of("too-large", &made("too-large.toml", &text));
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder() {
    let missing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("content-not-there.toml");
    snapshot_of("not-there", &missing);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("content-folder.toml");
    fs::create_dir_all(&folder).unwrap();
    snapshot_of("folder", &folder);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let path = made("secret.toml", b"schema = 1\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything: there is nothing to see then but the snapshot.
    if fs::read(&path).is_err() {
        snapshot_of("secret", &path);
    }
    assert!(Path::new("tests/content/snapshots/unreadable__secret.snap").exists());
    fs::remove_file(&path).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_name_does_nothing_to_the_terminal() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("content-\x1b[31m\u{9b}2J\n.toml");
    for make in [false, true] {
        if make {
            fs::write(&path, "schema = 2").unwrap();
        }
        let loaded = load(false, std::slice::from_ref(&path));
        let shown = messages(&loaded, Severity::Error).concat();
        assert!(!shown.is_empty());
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        assert!(shown.contains("␛[31m"), "{shown}");
    }
    fs::remove_file(&path).unwrap();
}

#[test]
fn an_unreadable_file_does_not_hide_what_is_wrong_in_another() {
    let files = ["tests/content/not-there.toml", "tests/content/invalid/id-unknown-everywhere.toml"];
    let loaded = load_and_review(false, &files.map(PathBuf::from));
    assert_eq!(loaded.unreadable.len(), 1);
    // What it refers to may be in the file that is not there.
    assert_eq!(loaded.problems, []);
    let files = ["tests/content/not-there.toml", "tests/content/invalid/hold-zero.toml"];
    assert_eq!(load_and_review(false, &files.map(PathBuf::from)).problems.len(), 1);
}
