//! Putting a text in the place of a file, all at once.
//!
//! It must never leave half a file behind: a reader finds the old text or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The most symbolic links that are followed.
const MOST_LINKS: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Privacy {
    /// As the system has it for new files. A file that is there already keeps its permissions.
    Usual,
    /// The user alone (mode 0600, in a folder of mode 0700).
    Private,
}

/// Writes a text to a file; its folder is made where there is none. It is on the disk when this returns.
/// Fails when it cannot be written. The file is as it was then.
pub(crate) fn save(path: &Path, text: &str, privacy: Privacy) -> io::Result<()> {
    // A link stays one: the file that it leads to is replaced.
    let path = &*link_target(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder, privacy)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", process::id()));
    let like = (privacy == Privacy::Usual).then_some(path);
    let saved = fill(new_file(&beside, privacy)?, text, like).and_then(|()| fs::rename(&beside, path));
    if saved.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    saved?;
    // Without this a power cut could bring the old file back. Not every system can open a folder.
    File::open(folder).and_then(|folder| folder.sync_all()).or(Ok(()))
}

/// The file that a path leads to through symbolic links, even if it does not exist yet.
fn link_target(path: &Path) -> PathBuf {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(link) => target = target.parent().map_or_else(|| link.clone(), |folder| folder.join(&link)),
            Err(_) => break,
        }
    }
    target
}

fn fill(mut file: File, text: &str, like: Option<&Path>) -> io::Result<()> {
    if let Some(Ok(old)) = like.map(fs::metadata) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn make_folder(folder: &Path, privacy: Privacy) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    // Elsewhere the folders of a user are private by themselves.
    #[cfg(not(unix))]
    let _ = privacy;
    #[cfg(unix)]
    if privacy == Privacy::Private {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.create(folder)
}

/// A file that was not there: a link of its name may lead to another file. A file that a killed process of the same number
/// left behind is taken away first.
fn new_file(path: &Path, privacy: Privacy) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(not(unix))]
    let _ = privacy;
    #[cfg(unix)]
    if privacy == Privacy::Private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    if !path.is_symlink() {
        let _ = fs::remove_file(path);
    }
    options.open(path)
}
