//! docs/examples/follow.py runs a session through the event stream, and is short.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
#[cfg(unix)]
use std::{
    io::{self, BufRead, BufReader, Write},
    process::Child,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Duration,
};

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};

use super::harness::undisturbed;
use crate::{path, text};

/// The most lines it may have.
const LINES: usize = 30;

/// The longest wait for anything, generous for a busy machine.
#[cfg(unix)]
const DEADLINE: Duration = Duration::from_secs(20);

/// The script with a name and options; nothing without Python.
fn follow(arguments: &[&str]) -> Option<Command> {
    let version = Command::new("python3").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("there is no python3 here, so docs/examples/follow.py was not run");
        return None;
    }
    let folder = Path::new(env!("CARGO_BIN_EXE_stretch")).parent().unwrap().to_owned();
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = [folder].into_iter().chain(env::split_paths(&others));
    let mut command = Command::new("python3");
    command.arg(path("docs/examples/follow.py")).args(arguments);
    command.env("PATH", env::join_paths(folders).unwrap());
    for folder in ["STRETCH_CONFIG_DIR", "STRETCH_DATA_DIR", "STRETCH_STATE_DIR"] {
        command.env(folder, Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-config"));
    }
    command.env("STRETCH_CONTENT", "").env("PYTHONUTF8", "1").env("LC_ALL", "C.UTF-8");
    Some(command)
}

#[test]
fn it_is_short() {
    assert!(text("docs/examples/follow.py").lines().count() <= LINES);
}

#[test]
fn it_says_what_matters_to_the_end() {
    for name in ["cat-camel", "lat-side-stretch"] {
        let Some(mut command) = follow(&[name, "--speed", "1000"]) else { return };
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<_> = printed.lines().collect();
        let matters = undisturbed(name).into_iter().filter(|event| {
            let name = event["event"].as_str().unwrap();
            ["session_started", "segment_started", "rep", "session_ended"].contains(&name)
                || event["kind"] == "countdown"
        });
        let matters: Vec<_> = matters.collect();
        assert_eq!(lines.len(), matters.len(), "{printed}");
        for (line, event) in lines.iter().zip(&matters) {
            for key in ["name", "text", "side", "kind", "n", "outcome"] {
                let said = event[key].as_str().map_or_else(|| event[key].to_string(), str::to_owned);
                let is_told = event[key].is_null() || event["event"] == "cue" && key == "kind";
                assert!(is_told || line.contains(&said), "{line}: {event}");
            }
        }
    }
}

#[test]
fn what_cannot_begin_is_left_to_the_program_to_say() {
    let Some(mut command) = follow(&["no-such-thing"]) else { return };
    let output = command.stdin(Stdio::null()).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
    assert!(error.starts_with("error: there is no `no-such-thing`") && error.lines().count() == 1, "{error}");
}

/// The running script; killed with its session when a test fails.
#[cfg(unix)]
struct Running {
    child: Child,
    lines: Receiver<String>,
}

#[cfg(unix)]
impl Running {
    fn new(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt;

        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Waits for this line and skips the lines before it.
    #[track_caller]
    fn until(&self, said: &str) {
        while self.lines.recv_timeout(DEADLINE).unwrap() != said {}
    }

    fn signal(&self, signal: Signal) {
        let _ = kill_process_group(Pid::from_child(&self.child), signal);
    }
}

#[cfg(unix)]
impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal(Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

#[cfg(unix)]
#[test]
fn enter_pauses_and_goes_on_and_ctrl_c_ends_it() {
    let Some(mut command) = follow(&["cat-camel"]) else { return };
    let mut running = Running::new(&mut command);
    let mut keys = running.child.stdin.take().unwrap();
    assert!(running.lines.recv_timeout(DEADLINE).unwrap().starts_with("Cat-camel, "));
    for said in ["Paused.", "Going on in a moment.", "Paused."] {
        keys.write_all(b"\n").unwrap();
        running.until(said);
    }
    running.signal(Signal::INT);
    running.until("The session is stopped.");
    // The script prints nothing more and exits.
    assert_eq!(running.lines.recv_timeout(DEADLINE), Err(RecvTimeoutError::Disconnected));
    let status = running.child.wait().unwrap();
    let errors = io::read_to_string(running.child.stderr.take().unwrap()).unwrap();
    assert_eq!((status.code(), errors.as_str()), (Some(130), ""));
}
