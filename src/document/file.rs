//! From a file to its text, or to the reason why it cannot be read.
//!
//! It never writes to a file.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::diagnostic::Unreadable;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// The kind of file to be read, and what messages about it say.
pub(crate) struct Wanted {
    /// What the file is called ("a content file").
    pub(crate) noun: &'static str,
    /// What to do if it is a folder.
    pub(crate) folder: &'static str,
    /// What to do if it is a pipe or a device.
    pub(crate) device: &'static str,
    /// What to do if it is too large.
    pub(crate) large: &'static str,
}

pub(crate) enum ReadFailure {
    NotThere(Unreadable),
    Unreadable(Unreadable),
    /// The bytes, and the index of the first that is not UTF-8.
    NotUtf8(Vec<u8>, usize),
}

const STANDARD_INPUT: &str = "-";

/// What a file is called in messages.
pub(crate) fn called(path: &Path) -> String {
    if path == Path::new(STANDARD_INPUT) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Whether a path names an input that is already open. Opening it again never blocks.
fn is_handed_over(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// The text of a file. Only regular files are opened: opening a pipe or a device can block.
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
    // Reading one byte past the limit works for files that grow or have no size, too.
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
