//! Keeping a setting in the file: one value changes, and not a byte beside it.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use stretch_tui::settings::FILE;
use stretch_tui::settings::edit_in_place::{save, with_value};

use super::{file, folder};

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(with_value(before, "theme", "dusk").as_deref(), Ok(after));
}

/// On a narrow screen the end of a message is cut off: the reason comes before the path.
#[track_caller]
fn refused(path: &Path, reason: &str) {
    let message = format!("theme not saved: {reason} ({})", path.display());
    assert_eq!(save(path, "theme", "dusk"), Err(message));
}

#[test]
fn a_value_that_is_there_is_replaced() {
    becomes("theme = \"paper\"\n", "theme = \"dusk\"\n");
    becomes("# a\n  theme='paper'  # mine\r\nvolume = 3", "# a\n  theme=\"dusk\"  # mine\r\nvolume = 3");
    becomes("\"theme\" = \"\"\"\npaper\"\"\" # b\n", "\"theme\" = \"dusk\" # b\n");
    becomes("theme = 3\n", "theme = \"dusk\"\n");
    becomes("theme = [\n 'a', # b\n]\nflash = true\n", "theme = \"dusk\"\nflash = true\n");
}

#[test]
fn a_value_that_is_not_there_is_put_where_it_belongs() {
    becomes("", "theme = \"dusk\"\n");
    becomes("\u{feff}", "\u{feff}theme = \"dusk\"\n");
    becomes("\u{feff}[hooks]\n", "\u{feff}theme = \"dusk\"\n[hooks]\n");
    becomes("# mine", "# mine\ntheme = \"dusk\"\n");
    becomes("volume = 3\r\n", "volume = 3\r\ntheme = \"dusk\"\r\n");
    // Below the last setting, above what comes after it.
    becomes("volume = 3 # a\n\n# b\n[hooks]\n", "volume = 3 # a\ntheme = \"dusk\"\n\n# b\n[hooks]\n");
    // A comment right above a header belongs to it.
    becomes("# a\n\n# b\n[hooks]\ncue = ['a']\n", "# a\n\ntheme = \"dusk\"\n# b\n[hooks]\ncue = ['a']\n");
    // Below where it is commented out, if it is.
    becomes("volume = 3\n#theme = \"mono\"\n# b\n", "volume = 3\n#theme = \"mono\"\ntheme = \"dusk\"\n# b\n");
    becomes("# themes = 1\nvolume = 3\n", "# themes = 1\nvolume = 3\ntheme = \"dusk\"\n");
    // What only looks like a header or a comment is none.
    let lists = "content = [\n['a'],\n[ # theme = 1\n'b'],\n]\n";
    becomes(&format!("{lists}[hooks]\n"), &format!("{lists}theme = \"dusk\"\n[hooks]\n"));
    let text = "speak = '''\n[hooks]\n# theme = 1\n'''\n";
    becomes(&format!("{text}  [hooks]"), &format!("{text}theme = \"dusk\"\n  [hooks]"));
    // Of the table it is no setting.
    becomes("[hooks]\ntheme = 'a'\n", "theme = \"dusk\"\n[hooks]\ntheme = 'a'\n");
    becomes(
        "hooks.cue = ['a']\nhooks.rep = ['b']\n[a.b]",
        "hooks.cue = ['a']\nhooks.rep = ['b']\ntheme = \"dusk\"\n[a.b]",
    );
    becomes("[[a]]\nb = [\n[1]]\n[[a]]\n", "theme = \"dusk\"\n[[a]]\nb = [\n[1]]\n[[a]]\n");
}

#[test]
fn a_file_that_is_no_toml_is_left_alone() {
    for text in ["theme = \n", "theme = \"paper\"\ntheme = \"mono\"\n", "[theme]\n", "theme.a = 1\n", "Dear computer"] {
        let path = file("keep-broken", text);
        refused(&path, "the file has errors, `stretch config` shows them");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let path = file("keep-latin", b"# f\xfcr mich\n");
    refused(&path, "the file is not UTF-8, `stretch config` shows where");
    assert_eq!(fs::read(&path).unwrap(), b"# f\xfcr mich\n");
    let folder = folder("keep-folder");
    refused(&folder, "this is a folder, not a file");
    assert!(folder.is_dir());
}

/// The names in the folder of a file.
fn beside(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn file_and_folder_are_made_where_there_are_none() {
    let path = folder("keep-made").join("a/b").join(FILE);
    save(&path, "theme", "dusk").unwrap();
    save(&path, "theme", "paper").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme = \"paper\"\n");
    assert_eq!(beside(&path), [FILE]);
}

/// Where the folder of the file is none.
#[test]
fn what_cannot_be_written_is_told() {
    let path = file("keep-nowhere", "").join("a").join(FILE);
    let error = save(&path, "theme", "dusk").unwrap_err();
    assert!(error.starts_with("theme not saved: it cannot be ") && error.contains("(os error"), "{error}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    #[test]
    fn the_permissions_stay() {
        let path = file("keep-mode", "theme = \"paper\"\n");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        save(&path, "theme", "dusk").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    /// A program that reads it meanwhile gets the whole old file.
    #[test]
    fn the_file_is_replaced_and_not_written_over() {
        let path = file("keep-replaced", "theme = \"paper\"\n");
        let old = fs::metadata(&path).unwrap().ino();
        save(&path, "theme", "paper").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().ino(), old, "nothing to write");
        save(&path, "theme", "dusk").unwrap();
        assert_ne!(fs::metadata(&path).unwrap().ino(), old);
        assert_eq!(beside(&path), [FILE]);
    }

    #[test]
    fn a_link_stays_a_link() {
        let path = folder("keep-link").join(FILE);
        for there in [true, false] {
            let target = folder("keep-target").join("mine.toml");
            if there {
                fs::write(&target, "volume = 3\n").unwrap();
            }
            let _ = fs::remove_file(&path);
            symlink("../settings-keep-target/mine.toml", &path).unwrap();
            save(&path, "theme", "dusk").unwrap();
            assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
            let before = if there { "volume = 3\n" } else { "" };
            assert_eq!(fs::read_to_string(&target).unwrap(), format!("{before}theme = \"dusk\"\n"));
        }
    }
}

/// Lines of a config file, and of what surrounds settings in one.
fn line() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("# theme = \"mono\""),
        Just("  # a note: \u{e4}\u{6c14}"),
        Just("volume = 3"),
        Just("content = [\n  \"a\", # [b]\n  [\"theme = 1\"],\n]  # c"),
        Just("speak = '''\n[hooks]\ntheme = 'x'\n'''"),
        Just("\t\"flash\"\t=\ttrue"),
        Just("a.b.c = { d = [\n[1]] }"),
    ]
}

fn tables() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("[hooks]\ncue = [\"a\"]"),
        Just("  [ hooks ] # theme\ntheme = \"b\""),
        Just("# its own\n[x.y]\n[[z]]\n[[z]]\na = [\n[1]]"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is kept can be taken out again, and leaves the file as it was.
    #[test]
    fn everything_else_stays_byte_for_byte(
        lines in proptest::collection::btree_set(0..100_u8, 0..6).prop_flat_map(|set| proptest::collection::vec(line(), set.len())),
        at in 0..6_usize,
        old in proptest::option::of(prop_oneof![Just("\"paper\""), Just("'mono'"), Just("17"), Just("[\n1,\n2]")]),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        last in any::<bool>(),
        mark in any::<bool>(),
        tables in tables(),
    ) {
        let mut seen = Vec::new();
        let mut lines: Vec<_> = lines.into_iter().map(str::to_owned).filter(|line| {
            // A key can be there only once.
            let new = !line.contains('=') || line.starts_with('#') || !seen.contains(line);
            seen.push(line.clone());
            new
        }).collect();
        let there = old.map(|old| format!("theme = {old} # d"));
        let at = at.min(lines.len());
        lines.splice(at..at, there.clone());
        lines.push(tables.to_owned());
        let mut text = lines.join("\n").replace('\n', end);
        if last { text.push_str(end); }
        if mark { text.insert(0, '\u{feff}'); }
        let kept = with_value(&text, "theme", "dusk").unwrap();
        if let Some(old) = old {
            let old = format!("theme = {} # d", old.replace('\n', end));
            prop_assert_eq!(kept, text.replace(&old, "theme = \"dusk\" # d"));
        } else {
            // Of a file without a line's end nobody knows which it would have.
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let line = format!("theme = \"dusk\"{end}");
            let at = kept.find(&line).unwrap_or_else(|| panic!("{kept:?}"));
            let without = [&kept[..at], &kept[at + line.len()..]].concat();
            // A last line without an end gets one.
            prop_assert!(without == text || without == format!("{text}{end}"), "{:?}\n{:?}", text, kept);
        }
    }
}

/// What stands where the new file is written first may lead anywhere.
#[cfg(unix)]
#[test]
fn a_link_in_the_way_is_not_followed() {
    let path = file("planted", "volume = 3\n");
    let victim = path.with_file_name("victim");
    fs::write(&victim, "precious").unwrap();
    let beside = path.with_file_name(format!(".{FILE}.{}.new", std::process::id()));
    std::os::unix::fs::symlink(&victim, &beside).unwrap();
    let kept = save(&path, "theme", "dusk");
    assert!(kept.is_err_and(|reason| reason.starts_with("theme not saved: it cannot be written: File exists")));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    assert_eq!(fs::read_to_string(&path).unwrap(), "volume = 3\n");
    assert!(beside.is_symlink());
}
