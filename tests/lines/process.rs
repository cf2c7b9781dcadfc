//! `stretch` with pipes at both ends: everything is waited for with a deadline, nothing for a fixed time.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The longest wait for anything, generous for a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// A command line, with nothing from outside that could change what it does.
pub fn stretch(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stretch"));
    command.args(arguments);
    for name in ["NO_COLOR", "ACCESSIBLE", "STRETCH_CONTENT", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    for folder in ["STRETCH_CONFIG_DIR", "STRETCH_DATA_DIR", "STRETCH_STATE_DIR"] {
        command.env(folder, Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-such-folder"));
    }
    command.env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Everything a command line prints, with nobody at the other end; it must end well.
pub fn printed(arguments: &[&str]) -> String {
    let output = stretch(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

/// A running process, its lines and its input.
pub struct Running {
    pub child: Child,
    pub input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Running {
    pub fn new(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let input = child.stdin.take();
        Self { child, input, lines }
    }

    /// The next line.
    #[track_caller]
    pub fn line(&self) -> String {
        self.lines.recv_timeout(DEADLINE).unwrap()
    }

    /// The next line that holds some words; those before it are passed over.
    #[track_caller]
    pub fn line_with(&self, words: &str) -> String {
        loop {
            let line = self.line();
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Writes a line.
    pub fn say(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    /// The exit code and the rest of the lines.
    #[track_caller]
    pub fn ends(&mut self) -> (Option<i32>, Vec<String>) {
        let end = Instant::now() + DEADLINE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(2));
        };
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!(errors, "");
        (status.code(), self.lines.iter().collect())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a failed assertion nothing may go on running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
