//! From a file to its text, or to a sentence about why there is none.
//!
//! A file is read whole or not at all, and never written.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::Path,
};

use super::diagnostic::Unreadable;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// What is to be read, as messages speak of it.
pub(crate) struct Wanted {
    /// What the file is called ("a content file").
    pub noun: &'static str,
    /// What to do where there is a folder in its place.
    pub folder: &'static str,
    /// What to do where there is a pipe or a device in its place.
    pub device: &'static str,
    /// What to do where it is too large.
    pub large: &'static str,
}

/// Why there is no text.
pub(crate) enum ReadFailure {
    NotThere(Unreadable),
    Unreadable(Unreadable),
    /// The bytes, and the first that is not UTF-8.
    NotUtf8(Vec<u8>, usize),
}

/// The path by which standard input is named on the command line.
const STANDARD_INPUT: &str = "-";

/// What a file is called in messages.
pub(crate) fn called(path: &Path) -> String {
    if path == Path::new(STANDARD_INPUT) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Whether a path names an input that the program was started with. Opening such an input never has to wait.
fn is_handed_over(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// The text of a file. Only regular files are opened: to open a pipe or a device can take for ever.
pub(crate) fn read(path: &Path, wanted: &Wanted) -> Result<String, ReadFailure> {
    let unreadable = |message: &str, help| ReadFailure::Unreadable(Unreadable::new(called(path), message, help));
    let failed = |error: &io::Error| match error.kind() {
        ErrorKind::NotFound => ReadFailure::NotThere(Unreadable::new(
            called(path),
            "there is no such file",
            "check the spelling, and the folder you are in",
        )),
        ErrorKind::IsADirectory => unreadable("this is a folder, not a file", wanted.folder),
        ErrorKind::PermissionDenied => unreadable("you may not read this file", "change its permissions, or copy it"),
        _ => unreadable(&format!("it cannot be read: {error}"), "try again, or copy it elsewhere"),
    };
    let mut bytes = Vec::new();
    // One byte past the limit tells too large, also of a file that grows or has no size to ask for.
    let most = LARGEST_FILE + 1;
    let done = if path == Path::new(STANDARD_INPUT) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        let kind = fs::metadata(path).map_err(|error| failed(&error))?;
        if !kind.is_file() && !kind.is_dir() && !is_handed_over(path) {
            return Err(unreadable("this is a pipe or a device, not a file", wanted.device));
        }
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    done.map_err(|error| failed(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        let message = format!("it is larger than {} MiB, the most {} may have", LARGEST_FILE >> 20, wanted.noun);
        return Err(unreadable(&message, wanted.large));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        ReadFailure::NotUtf8(error.into_bytes(), at)
    })
}
