//! Hooks: the user's own commands, run at events of a session.
//!
//! A hook never holds up the session: it is started and then runs beside it, for a limited time; the number that run at
//! once is limited as well. A problem with one is reported once, and stops nothing.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;
use std::{env, io};

use serde_json::Value;

use super::Listener;
use super::warnings::OnceWarnings;
use crate::events::SessionEvent;
use crate::process::{self, Process, ProcessInput};
use crate::session::clock::Clock;
use crate::session::cue::CueKind;
use crate::session::cue_event::CueEvent;

/// How long a hook may take, on the wall.
pub const LIMIT: Duration = Duration::from_secs(5);
/// The most hooks that run at once.
pub const MOST: usize = 8;
/// The prefix of the variables that describe an event.
const PREFIX: &str = "STRETCH_";
/// The variables with that prefix that describe no event: a hook may start `stretch` itself.
const HANDED_ON: [&str; 4] = ["STRETCH_CONFIG_DIR", "STRETCH_DATA_DIR", "STRETCH_STATE_DIR", "STRETCH_CONTENT"];

/// A command for each of some events.
pub struct Hooks {
    commands: BTreeMap<String, Vec<String>>,
    clock: Clock,
    runs: Vec<HookRun>,
    warnings: OnceWarnings<(&'static str, Trouble)>,
}

struct HookRun {
    event: &'static str,
    process: Process,
    /// The reading of the clock at which it is killed.
    until: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trouble {
    Missing,
    Failing,
    Slow,
    Many,
}

impl Hooks {
    /// The words of each command by the name of its event, one of [`NAMES`](crate::events::NAMES). The clock is that of
    /// the sessions.
    pub fn new(commands: BTreeMap<String, Vec<String>>, clock: Clock) -> Self {
        Self { commands, clock, runs: Vec::new(), warnings: OnceWarnings::default() }
    }

    fn run(&mut self, event: &SessionEvent<'_>, now: Duration) {
        let name: &'static str = (&event.what).into();
        let Some((program, options)) = self.commands.get(name).and_then(|words| words.split_first()) else { return };
        if self.runs.len() >= MOST {
            let many = || format!("hook for `{name}`: left out, since {MOST} hooks were still running");
            return self.warnings.add((name, Trouble::Many), many);
        }
        match start(Command::new(program).args(options), event) {
            Ok(process) => {
                let until = now.saturating_add(self.clock.scaled(LIMIT));
                self.runs.push(HookRun { event: name, process, until });
            }
            Err(error) => {
                let missing = || format!("hook for `{name}`: it cannot be started: {error}: `{program}`");
                self.warnings.add((name, Trouble::Missing), missing);
            }
        }
    }
}

impl Listener for Hooks {
    fn on_cue(&mut self, cue_event: &CueEvent<'_>) {
        if cue_event.cue.kind == CueKind::SessionStarted {
            self.warnings.begin();
        }
        self.reap();
        if let Some(event) = SessionEvent::of(cue_event) {
            self.run(&event, cue_event.now);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.runs.iter().map(|run| run.until).min()
    }

    fn on_deadline(&mut self, now: Duration) {
        self.reap();
        let Self { runs, warnings, .. } = self;
        for run in runs.extract_if(.., |run| run.until <= now) {
            let slow = || format!("hook for `{}`: ended, since it took longer than {LIMIT:?}", run.event);
            warnings.add((run.event, Trouble::Slow), slow);
        }
    }

    fn reap(&mut self) {
        let Self { runs, warnings, .. } = self;
        runs.retain_mut(|run| {
            let ended = run.process.ended();
            if let Some(Err(failure)) = ended {
                warnings.add((run.event, Trouble::Failing), || format!("hook for `{}`: it {failure}", run.event));
            }
            ended.is_none()
        });
    }

    fn take_warning(&mut self) -> Option<String> {
        self.warnings.next()
    }

    fn shut_down(&mut self, grace: Duration) {
        process::wait(grace, || {
            self.reap();
            self.runs.is_empty()
        });
        self.runs.clear();
    }
}

/// Starts a command with an event in its environment and on its standard input.
fn start(command: &mut Command, event: &SessionEvent<'_>) -> io::Result<Process> {
    // A hook may have started us: another event is removed from the environment.
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| name.starts_with(PREFIX) && !HANDED_ON.contains(&&**name)) {
        command.env_remove(name);
    }
    if let Value::Object(object) = serde_json::to_value(event)? {
        for (key, value) in object {
            let name = format!("{PREFIX}{}", key.to_uppercase());
            match value {
                Value::String(text) => command.env(name, text),
                Value::Number(_) | Value::Bool(_) => command.env(name, value.to_string()),
                Value::Null | Value::Array(_) | Value::Object(_) => command.env_remove(name),
            };
        }
    }
    let line = serde_json::to_string(event)? + "\n";
    Process::start(command, ProcessInput::Text(&line))
}
