//! Keeps the display awake while a session runs: nobody touches a key during a hold.
//!
//! It asks the system for that with the system's own program, and ends the program afterwards. It gives no warnings: a
//! session goes on while the display is dark.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{self, Command};
use std::time::Duration;

use super::Listener;
use crate::process::{Process, ProcessInput, find_program};
use crate::session::cue_event::CueEvent;
use crate::session::snapshot::Flow;

pub struct InhibitSleep {
    program: PathBuf,
    /// Whether it has failed: it would fail again.
    failed: bool,
    process: Option<Process>,
    /// The reading of the clock at which the program should be started.
    due: Option<Duration>,
}

impl InhibitSleep {
    /// None over ssh, where the display is on another computer, and where the system's program is not in the search
    /// path, in the form of `PATH`.
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
            // Not now: other listeners come first at this cue.
            self.due = Some(event.now);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.due
    }

    fn on_deadline(&mut self, now: Duration) {
        if self.due.take_if(|due| *due <= now).is_some() {
            self.process = Process::start(&mut command(&self.program), ProcessInput::Open).ok();
            self.failed = self.process.is_none();
        }
    }

    fn reap(&mut self) {
        if self.process.as_mut().is_some_and(|process| process.ended().is_some()) {
            (self.process, self.failed) = (None, true);
        }
    }
}

/// Either program ends by itself once we are gone, even killed: one watches our process, the other reads our pipe.
fn command(program: &PathBuf) -> Command {
    let mut command = Command::new(program);
    if cfg!(target_os = "macos") {
        command.args(["-d", "-w", &process::id().to_string()]);
    } else {
        command.args(["--what=idle", "--who=stretch", "--why=a stretching session", "--mode=block", "cat"]);
    }
    command
}
