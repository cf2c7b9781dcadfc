//! docs/examples/follow.py runs a session through the event stream, and is short.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use super::told::undisturbed;
use crate::{path, text};

/// The most lines it may have.
const LINES: usize = 30;

/// The script, with a name and options; none where there is no Python.
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
    command.env("STRETCH_CONFIG_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-config"));
    command.env("STRETCH_CONTENT", "").env("PYTHONUTF8", "1");
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

/// Ended when a test fails, with the session in it.
#[cfg(unix)]
struct Running(Child);

#[cfg(unix)]
impl Running {
    fn signal(&self, signal: rustix::process::Signal) {
        let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(&self.0), signal);
    }
}

#[cfg(unix)]
impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.signal(rustix::process::Signal::KILL);
            let _ = self.0.wait();
        }
    }
}

#[cfg(unix)]
#[test]
fn enter_pauses_and_goes_on_and_ctrl_c_ends_it() {
    use std::os::unix::process::CommandExt;

    let Some(mut command) = follow(&["cat-camel"]) else { return };
    let child = command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut running = Running(child.unwrap());
    let mut keys = running.0.stdin.take().unwrap();
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().starts_with("Cat-camel, 60 seconds."));
    for said in ["Paused.", "Going on in a moment.", "Paused."] {
        keys.write_all(b"\n").unwrap();
        assert!(lines.any(|line| line == said), "{said}");
    }
    running.signal(rustix::process::Signal::INT);
    assert_eq!(lines.collect::<Vec<_>>(), ["The session is stopped."]);
    let status = running.0.wait().unwrap();
    let mut errors = String::new();
    std::io::Read::read_to_string(&mut running.0.stderr.take().unwrap(), &mut errors).unwrap();
    assert_eq!((status.code(), errors.as_str()), (Some(130), ""));
}
