//! What keeps the display awake while a session runs: nobody touches a key during a hold.
//!
//! It asks the system in its ordinary way and takes back what it asked for. It says nothing: a display that goes
//! dark is no trouble of the session's.

use std::{
    ffi::OsStr,
    path::PathBuf,
    process::{self, Command},
    time::Duration,
};

use super::Listener;
use crate::{
    process::{Input, Process, find_program},
    session::{cue_event::CueEvent, snapshot::Flow},
};

/// Somebody who keeps the display awake.
#[derive(Debug)]
pub struct InhibitSleep {
    program: PathBuf,
    /// Whether it has failed: it would again.
    failed: bool,
    process: Option<Process>,
    /// Since which reading of the clock it should be asked for, but has not been.
    due: Option<Duration>,
}

impl InhibitSleep {
    /// None over ssh, where the display is somebody else's, and where the system's program is not in the search
    /// path (as `PATH` has it).
    #[must_use]
    pub fn new(path: &OsStr, over_ssh: bool) -> Option<Self> {
        let name = if cfg!(target_os = "macos") { "caffeinate" } else { "systemd-inhibit" };
        let program = find_program(name, path).filter(|_| !over_ssh)?;
        Some(Self { program, failed: false, process: None, due: None })
    }
}

impl Listener for InhibitSleep {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        let flow = event.session.snapshot().map(|snapshot| snapshot.flow);
        if !matches!(flow, Some(Flow::Running | Flow::LeadIn(_))) {
            (self.process, self.due) = (None, None);
        } else if self.process.is_none() && !self.failed {
            // Not now: somebody else may have something to say at this cue.
            self.due = Some(event.now);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.due
    }

    fn on_deadline(&mut self, now: Duration) {
        if self.due.take_if(|due| *due <= now).is_some() {
            self.process = Process::start(&mut command(&self.program), Input::Open).ok();
            self.failed = self.process.is_none();
        }
    }

    fn reap(&mut self) {
        if self.process.as_mut().is_some_and(|process| process.ended().is_some()) {
            (self.process, self.failed) = (None, true);
        }
    }
}

/// Either ends by itself when we are gone, in whatever way: one looks for our number, the other reads from us.
fn command(program: &PathBuf) -> Command {
    let mut command = Command::new(program);
    if cfg!(target_os = "macos") {
        command.args(["-d", "-w", &process::id().to_string()]);
    } else {
        command.args(["--what=idle", "--who=stretch", "--why=a stretching session", "--mode=block", "cat"]);
    }
    command
}
