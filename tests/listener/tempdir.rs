//! A folder for one test, where its scripts tell what they do.

use std::ffi::OsStr;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use rustix::io::Errno;
use rustix::process::{Pid, WaitId, WaitIdOptions, test_kill_process, waitid};

/// The longest wait for anything, generous for a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Waits until something is so.
#[track_caller]
pub fn until(wanted: &str, mut is: impl FnMut() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !is() {
        assert!(Instant::now() < end, "never so: {wanted}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// A folder with a log.
pub struct TempDir(PathBuf);

impl TempDir {
    /// An empty one, for the test of a name.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("listener").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A command that runs a script; in it `$0` is this folder, and `log` writes a line to the log.
    pub fn script(&self, script: &str) -> Vec<String> {
        let script = format!("log() {{ printf '%s\\n' \"$1\" >> \"$0/log\"; }}\n{script}");
        ["sh", "-c", &script, self.0.to_str().unwrap()].map(str::to_owned).to_vec()
    }

    /// Puts a stand-in for a program here.
    pub fn program(&self, name: &str) {
        // A link, since a script that was just written may still be open in a process that another test starts.
        let recorder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listener/recorder");
        symlink(recorder, self.0.join(name)).unwrap();
    }

    /// Puts an empty file here.
    pub fn touch(&self, name: &str) {
        fs::write(self.0.join(name), "").unwrap();
    }

    /// The folder as a search path.
    pub fn path(&self) -> &OsStr {
        self.0.as_os_str()
    }

    /// A file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The lines of the log that are whole.
    pub fn log(&self) -> Vec<String> {
        let log = fs::read_to_string(self.file("log")).unwrap_or_default();
        log.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
    }

    /// Waits until the log has so many lines, and returns it.
    #[track_caller]
    pub fn lines(&self, count: usize) -> Vec<String> {
        until(&format!("{count} lines in {}", self.0.display()), || self.log().len() >= count);
        self.log()
    }
}

/// The process whose number stands at the beginning of a line.
pub fn pid(line: &str) -> Pid {
    let number = line.split(' ').next().unwrap().parse().unwrap();
    Pid::from_raw(number).unwrap()
}

/// Whether a process is there and does something.
pub fn runs(pid: Pid) -> bool {
    if !cfg!(target_os = "linux") {
        return test_kill_process(pid).is_ok();
    }
    // A process whose parent has ended may stay as a zombie for a while, until the process that inherits it reaps it.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['Z', 'X']))
}

/// Whether a process is a child of ours, be it as a zombie.
pub fn is_ours(pid: Pid) -> bool {
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(pid), look), Err(Errno::CHILD))
}
