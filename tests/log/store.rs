//! How a line gets into a file.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;

use stretch_tui::log::store::Store;

use super::folder::{Folder, lines};

#[test]
fn every_line_of_a_machine_goes_into_one_file_with_a_name_that_is_kept_elsewhere() {
    let folder = Folder::new("one-file");
    for id in ["01", "02", "03"] {
        folder.store().append(&lines(&[(id, 1)])).unwrap();
    }
    let name = fs::read_to_string(folder.0.join("state/machine")).unwrap();
    assert_eq!(folder.file().file_stem().unwrap().to_str().unwrap(), name.trim());
    assert_eq!(fs::read_to_string(folder.file()).unwrap(), lines(&[("01", 1), ("02", 1), ("03", 1)]));
}

#[test]
fn a_machine_that_cannot_keep_its_name_loses_no_line() {
    let folder = Folder::new("no-name");
    for (state, id) in [(None, "01"), (Some(folder.file_as_folder()), "02")] {
        Store::new(&folder.0.join("data"), state).append(&lines(&[(id, 1)])).unwrap();
    }
    let mut ids = folder.ids();
    ids.sort();
    assert_eq!(ids, ["01", "02"]);
}

impl Folder {
    /// A folder that cannot be made, since a file has its name.
    fn file_as_folder(&self) -> std::path::PathBuf {
        let path = self.0.join("file");
        fs::write(&path, "").unwrap();
        path.join("state")
    }
}

#[cfg(unix)]
#[test]
fn only_the_person_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("private");
    folder.store().append("{}\n").unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder.file()), mode(folder.store().folder())), (0o600, 0o700));
    assert_eq!(mode(&folder.0.join("state/machine")), 0o600);
    // A program that syncs it has opened it to others.
    for path in [folder.file(), folder.store().folder().to_owned()] {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder.store().append("{}\n").unwrap();
    assert_eq!((mode(&folder.file()), mode(folder.store().folder())), (0o600, 0o700));
}

#[test]
fn a_torn_line_stays_and_the_next_one_begins_anew() {
    let folder = Folder::new("torn");
    folder.store().append(&lines(&[("01", 1)])).unwrap();
    let (whole, torn) = (fs::read_to_string(folder.file()).unwrap(), "{\"schema\":1,\"id\":\"02\",\"sta");
    fs::write(folder.file(), whole.clone() + torn).unwrap();
    folder.store().append(&lines(&[("03", 3)])).unwrap();
    let text = fs::read_to_string(folder.file()).unwrap();
    assert_eq!(text, format!("{whole}{torn}\n{}", lines(&[("03", 3)])));
    assert_eq!(folder.ids(), ["03", "01"]);
}

#[test]
fn it_waits_for_another_process_that_writes() {
    let folder = Folder::new("lock");
    folder.store().append(&lines(&[("01", 1)])).unwrap();
    let other = OpenOptions::new().append(true).open(folder.file()).unwrap();
    other.lock().unwrap();
    let error = folder.store().append(&lines(&[("02", 2)])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
    File::unlock(&other).unwrap();
    folder.store().append(&lines(&[("03", 3)])).unwrap();
    assert_eq!(folder.ids(), ["03", "01"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = Folder::new("no-folder");
    let store = Store::new(&folder.file_as_folder(), None);
    assert!(store.append("{}\n").is_err());
    assert_eq!(store.files().map_err(|error| error.kind()), Err(ErrorKind::NotADirectory));
}

#[test]
fn reading_makes_nothing() {
    let folder = Folder::new("reading");
    assert!(folder.ids().is_empty());
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}
