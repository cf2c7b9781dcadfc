//! Other programs, started for a while and never left behind.
//!
//! Each leads a session of its own, and so a process group: keys pressed for us do not reach it, it cannot write on our
//! terminal, and the programs that it started can be ended with it. Nothing here runs a shell, or waits for a process
//! that goes on or does not listen.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, thread};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessInput<'a> {
    Nothing,
    /// A short text. What does not fit into a pipe at once is left out.
    Text(&'a str),
    /// A pipe that stays open for as long as both we and the process run.
    Open,
}

/// A process that is ended, with all it has started, when this is dropped.
pub struct Process {
    child: Child,
    has_ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitFailure(ExitStatus);

/// The groups that run at this moment, and whether no other may be started.
struct Running {
    groups: Vec<u32>,
    closed: bool,
}

/// Locked while a process is started or reaped, so that no number in it belongs to another group.
static RUNNING: Mutex<Running> = Mutex::new(Running { groups: Vec::new(), closed: false });

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Process {
    /// Starts a command, which cannot be started a second time. Its output is discarded: the terminal is ours.
    /// Fails when the system does not start it, and after [`end_all`].
    pub fn start(command: &mut Command, input: ProcessInput<'_>) -> io::Result<Self> {
        let stdin = if input == ProcessInput::Nothing { Stdio::null() } else { Stdio::piped() };
        command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = running();
        if running.closed {
            return Err(ErrorKind::Interrupted.into());
        }
        let mut child = spawn(command)?;
        running.groups.push(child.id());
        drop(running);
        if let ProcessInput::Text(text) = input
            && let Some(stdin) = child.stdin.take()
        {
            // A program that does not read it does not need it.
            let _ = write(stdin, text);
        }
        Ok(Self { child, has_ended: false })
    }

    /// How it has ended, if it has. It is then reaped, and the programs that it started are ended too.
    pub fn ended(&mut self) -> Option<Result<(), ExitFailure>> {
        let mut running = running();
        if !self.has_ended {
            end_what_it_left(&self.child);
        }
        let status = self.child.try_wait().transpose()?;
        running.forget(&self.child);
        self.has_ended = true;
        // If SIGCHLD is ignored the exit status is lost.
        status.ok().filter(|status| !status.success()).map_or(Some(Ok(())), |status| Some(Err(ExitFailure(status))))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        let mut running = running();
        // A child that changed its user cannot be killed by us; do not wait for it.
        let _ = match end(&mut self.child) {
            Ok(()) => self.child.wait().map(Some),
            Err(_) => self.child.try_wait(),
        };
        running.forget(&self.child);
    }
}

impl Running {
    fn forget(&mut self, child: &Child) {
        self.groups.retain(|group| *group != child.id());
    }
}

impl fmt::Display for ExitFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.code() {
            Some(code) => write!(f, "failed with exit code {code}"),
            None => write!(f, "was ended from outside ({})", self.0),
        }
    }
}

/// Ends every process with all that it started, and prevents new ones: for a way out on which nothing is dropped.
pub fn end_all() {
    let mut running = running();
    running.closed = true;
    #[cfg(unix)]
    for group in running.groups.drain(..) {
        let _ = end_group(group);
    }
}

/// The program of a name in a search path, in the form of `PATH`; none for a name with a folder. Relative folders in the
/// path are ignored.
pub fn find_program(name: &str, path: &OsStr) -> Option<PathBuf> {
    if Path::new(name).file_name() != Some(OsStr::new(name)) {
        return None;
    }
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(&name)).find(|file| is_program(file))
}

/// Waits until something is over, but no longer than `most`. Only for the way out: nothing else goes on meanwhile.
pub fn wait(most: Duration, mut is_over: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_over() && start.elapsed() < most {
        thread::sleep(Duration::from_millis(2));
    }
}

/// Starts a command as the leader of a session of its own, which has no terminal.
#[cfg(unix)]
fn spawn(command: &mut Command) -> io::Result<Child> {
    use process_wrap::std::{CommandWrap, CommandWrapper, ProcessSession};
    // Only this call between fork and exec is needed of the crate.
    ProcessSession.pre_spawn(command, &CommandWrap::with_new("", |_| ()))?;
    command.spawn()
}

#[cfg(not(unix))]
fn spawn(command: &mut Command) -> io::Result<Child> {
    command.spawn()
}

#[cfg(unix)]
fn end(child: &mut Child) -> io::Result<()> {
    end_group(child.id())
}

/// Ends the group of a process that has ended by itself. This is checked without reaping it: after that the number of its
/// group could belong to another.
#[cfg(all(unix, not(target_os = "openbsd")))]
fn end_what_it_left(child: &Child) {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    if let Ok(Some(_)) = waitid(WaitId::Pid(Pid::from_child(child)), look) {
        let _ = end_group(child.id());
    }
}

/// Does nothing on systems that cannot check without reaping.
#[cfg(any(not(unix), target_os = "openbsd"))]
fn end_what_it_left(_child: &Child) {}

#[cfg(not(unix))]
fn end(child: &mut Child) -> io::Result<()> {
    child.kill()
}

#[cfg(unix)]
fn end_group(group: u32) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(group).ok().and_then(Pid::from_raw).ok_or(ErrorKind::NotFound)?;
    Ok(kill_process_group(group, Signal::KILL)?)
}

/// Writes without blocking: a pipe has room for far more than we ever write.
fn write(mut stdin: ChildStdin, text: &str) -> io::Result<()> {
    #[cfg(unix)]
    rustix::io::ioctl_fionbio(&stdin, true)?;
    stdin.write_all(text.as_bytes())
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}
