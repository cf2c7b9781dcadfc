//! Every error, as a person sees it, and what is left at its default.

use std::fs;
use std::path::{Path, PathBuf};

use stretch_tui::content::load::{LARGEST_FILE, MOST_PROBLEMS};
use stretch_tui::session::Advance;
use stretch_tui::settings::Settings;
use stretch_tui::settings::environment::Environment;
use stretch_tui::settings::file::ConfigFile;
use stretch_tui::tui::theme::Name;

use super::{errors, file, folder, of, settings};

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn fixtures() -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir("tests/settings/invalid").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 20);
    paths
}

#[test]
fn each_invalid_file_has_its_errors() {
    for path in fixtures() {
        let errors = ConfigFile::read(path.clone()).errors(false);
        assert!(!errors.is_empty(), "{} has no error", path.display());
        snapshot(path.file_stem().unwrap().to_str().unwrap(), &errors.join("\n\n"));
    }
}

#[test]
fn every_error_shows_its_place_its_line_and_what_to_do() {
    for path in fixtures() {
        for shown in ConfigFile::read(path.clone()).errors(false) {
            assert!(shown.contains(&format!("--> {}:", path.display())), "{shown}");
            assert!(shown.contains("help: "), "no help in\n{shown}");
            assert!(!shown.contains('\u{1b}'), "an escape sequence in\n{shown:?}");
        }
    }
}

/// An error is about its own setting and no other.
#[test]
fn what_is_right_holds_beside_what_is_wrong() {
    let path = Path::new("tests/settings/invalid/right-and-wrong.toml");
    let settings = settings(&[], path, Environment::default());
    assert_eq!(*settings.theme, Name::Dusk);
    assert_eq!(*settings.advance, Advance::Key);
    assert_eq!(settings.volume, Settings::default().volume);
    assert_eq!(settings.notice.as_deref(), Some("config.toml has 1 error: `stretch config` shows them"));
}

/// Of what is no TOML nobody knows what was meant.
#[test]
fn of_a_file_that_is_no_toml_nothing_holds() {
    let broken = of("broken", "theme = \"dusk\"\nvolume = \n");
    assert_eq!(broken.listing(), Settings::default().listing());
    assert_eq!(errors(&broken).len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_nothing_wrong() {
    let settings = settings(&[], &folder("none").join("config.toml"), Environment::default());
    assert_eq!(errors(&settings), [] as [&str; 0]);
    assert_eq!(settings.notice, None);
    assert_eq!(settings.listing(), Settings::default().listing());
}

fn unreadable(name: &str, path: &Path) {
    let file = ConfigFile::read(path.into());
    assert_eq!(file.error_count(), 1);
    let shown = file.errors(false).join("\n\n").replace(&path.display().to_string(), "FILE");
    snapshot(&format!("unreadable-{name}"), &shown);
    let settings = settings(&[], path, Environment::default());
    assert_eq!(settings.listing(), Settings::default().listing());
    assert!(settings.notice.is_some());
}

#[test]
fn a_file_that_cannot_be_read() {
    unreadable("not-utf8", &file("latin", b"# f\xfcr mich\ntheme = \"dusk\"\n"));
    let mut large = b"theme = \"dusk\"\n#".to_vec();
    large.resize(usize::try_from(LARGEST_FILE).unwrap() + 1, b'x');
    unreadable("too-large", &file("large", large));
    unreadable("folder", &folder("folder"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let path = file("secret", "theme = \"dusk\"\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if fs::read(&path).is_err() {
        unreadable("secret", &path);
    }
}

#[test]
fn of_very_many_errors_the_first_are_shown() {
    let lines: Vec<_> = (0..1000).map(|n| format!("key-{n} = 1")).collect();
    assert_eq!(errors(&of("many", &lines.join("\n"))).len(), MOST_PROBLEMS + 1);
}
