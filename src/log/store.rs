//! Where the log is, and how a line gets into it.
//!
//! A line is appended in one write under a lock, and is on the disk when that returns. It must never change or shorten a
//! file.

use std::collections::hash_map::RandomState;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::hash::BuildHasher;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{fs, process, thread};

use crate::document::save::{Privacy, save};

/// The folder of the log, in the folder for data.
pub const FOLDER: &str = "log";
/// The file that keeps the name of this machine, in the folder for state.
const MACHINE: &str = "machine";
/// What the files of a log end in.
const EXTENSION: &str = "jsonl";
/// How long another process may hold a file.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(1);

/// The place of the log. It makes nothing before something is written.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    /// The folder that keeps the name of this machine; nobody may sync it.
    state: Option<PathBuf>,
    /// That name, once it was needed.
    machine: OnceLock<String>,
}

impl Store {
    /// The log in a folder for data. `state` is the folder that keeps the name of this machine's file.
    pub fn new(data: &Path, state: Option<PathBuf>) -> Self {
        Self { folder: data.join(FOLDER), state, machine: OnceLock::new() }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file of the log by name: those of other machines, and copies that a program has left that syncs them.
    /// Fails when the folder cannot be read; one that is not there has no files.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match self.folder.read_dir() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?.collect::<io::Result<Vec<_>>>()?,
        };
        let paths = entries.iter().map(fs::DirEntry::path);
        let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == EXTENSION)).collect();
        files.sort_unstable();
        Ok(files)
    }

    /// Appends a line, or several that belong together; each ends in a line break. Waits at most a second for other processes.
    /// Fails when it cannot be written, or only in part. What was in the file before stays as it was.
    pub fn append(&self, line: &str) -> io::Result<()> {
        make_private(&self.folder)?;
        let machine = self.machine.get_or_init(|| self.machine());
        let path = self.folder.join(machine).with_extension(EXTENSION);
        let mut file = open(&path)?;
        lock(&file)?;
        // The end of a line that a full disk or a power cut has torn.
        let torn = if ends_in_a_line(&mut file)? { "" } else { "\n" };
        let text = [torn, line].concat();
        let written = file.write(text.as_bytes())?;
        if written < text.len() {
            return Err(ErrorKind::StorageFull.into());
        }
        // It takes a disk long to be sure of it, and others need not wait for that.
        let _ = file.unlock();
        file.sync_all()?;
        // Without this a power cut could take a new file away. Not every system can open a folder.
        File::open(&self.folder).and_then(|folder| folder.sync_all()).or(Ok(()))
    }

    /// The name of this machine's file. It is made once; where it cannot be kept, it holds as long as this does.
    fn machine(&self) -> String {
        let path = self.state.as_ref().map(|state| state.join(MACHINE));
        let Some(path) = path else { return random_name() };
        kept(&path).unwrap_or_else(|| {
            let made = random_name();
            let _ = keep(&path, &made);
            kept(&path).unwrap_or(made)
        })
    }
}

/// The name in a file, if it is one.
fn kept(path: &Path) -> Option<String> {
    let name = fs::read_to_string(path).ok()?.trim().to_owned();
    (!name.is_empty() && name.bytes().all(|letter| letter.is_ascii_alphanumeric())).then_some(name)
}

/// Keeps a name in a file. Of two processes that do so at the same moment, the first one wins.
fn keep(path: &Path, name: &str) -> io::Result<()> {
    let text = format!("{name}\n");
    let beside = path.with_extension(process::id().to_string());
    save(&beside, &text, Privacy::Private)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(beside)?;
    // There is a name by now; or something else, or the system has no such links.
    if linked.is_err() && kept(path).is_none() { save(path, &text, Privacy::Private) } else { Ok(()) }
}

/// Twelve hexadecimal digits that nothing else has: one in 280 million million.
pub(crate) fn random_name() -> String {
    // The standard library seeds each of these from the randomness of the system.
    format!("{:012x}", RandomState::new().hash_one(Instant::now()) & 0xffff_ffff_ffff)
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    restrict(folder, 0o700);
    Ok(())
}

/// Closes a folder or a file to others. A program that syncs it may have opened it to them.
#[cfg(unix)]
fn restrict(path: &Path, mode: u32) {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    let is_open = |permissions: &Permissions| permissions.mode() & 0o077 != 0;
    if fs::metadata(path).is_ok_and(|about| is_open(&about.permissions())) {
        // On some file systems nobody can.
        let _ = fs::set_permissions(path, Permissions::from_mode(mode));
    }
}

#[cfg(not(unix))]
fn restrict(_: &Path, _: u32) {}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    restrict(path, 0o600);
    Ok(file)
}

/// Locks a file, which lasts until it is closed. A system without locks appends all the same: one write is one line.
fn lock(file: &File) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(ErrorKind::TimedOut, "another program has locked the file"));
            }
            _ => return Ok(()),
        }
    }
}

fn ends_in_a_line(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
