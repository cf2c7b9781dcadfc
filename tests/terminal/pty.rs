//! A program in a pseudo-terminal: what it shows is followed by an emulator, and everything is waited for
//! with a deadline, nothing for a fixed time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{Color, MouseProtocolMode, Parser, Screen};

/// The longest wait for anything, generous for a busy machine.
const DEADLINE: Duration = Duration::from_secs(10);

/// What is on the screen before the program starts.
pub const BEFORE: &str = "what was here before";

/// What the terminal in which the tests run may have set.
const OF_TERMINALS: [&str; 8] =
    ["KITTY_WINDOW_ID", "KONSOLE_VERSION", "SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY", "STY", "TMUX", "VTE_VERSION"];

/// A pseudo-terminal and what runs in it.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    modes: String,
}

/// What came out of the program.
pub struct Seen {
    /// The emulator.
    pub parser: Parser,
    /// Every byte.
    pub bytes: Vec<u8>,
    /// Whether the terminal is to go away.
    closed: bool,
}

impl Pty {
    /// `stretch` with arguments, in a terminal of 80x24 on which something stands already.
    pub fn stretch(arguments: &[&str]) -> Self {
        Self::stretch_with(arguments, &[])
    }

    /// The same in an environment. A session begins by itself.
    pub fn stretch_with(arguments: &[&str], env: &[(&str, &str)]) -> Self {
        let advance = if arguments.contains(&"run") { "--advance auto" } else { "" };
        Self::run(&format!(r#"exec "$STRETCH" {advance} "$@""#), arguments, env)
    }

    /// A shell script with arguments; `$STRETCH` is the program. The shell is the leader of the session.
    pub fn run(script: &str, arguments: &[&str], env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(window(80, 24)).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("echo '{BEFORE}'\n{script}"), "sh"]);
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for name in ["NO_COLOR", "ACCESSIBLE", "STRETCH_CONTENT", "RUST_BACKTRACE"].iter().chain(&OF_TERMINALS) {
            command.env_remove(name);
        }
        let nothing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-such-folder");
        command.env("STRETCH_CONFIG_DIR", &nothing);
        command.env("STRETCH_DATA_DIR", &nothing);
        command.env("STRETCH_STATE_DIR", nothing);
        command.env("STRETCH", env!("CARGO_BIN_EXE_stretch"));
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }

        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Seen { parser: Parser::default(), bytes: Vec::new(), closed: false };
        let seen = Arc::new(Mutex::new(seen));
        let mut output = pair.master.try_clone_reader().unwrap();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = output.read(&mut buffer) {
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    if seen.closed {
                        return;
                    }
                    seen.parser.process(&buffer[..length]);
                    seen.bytes.extend_from_slice(&buffer[..length]);
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { child, master: Some(pair.master), writer: Some(writer), seen, reader: Some(reader), modes }
    }

    /// What came out so far.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text on the screen.
    pub fn text(&self) -> String {
        text(self.seen().parser.screen())
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn until(&self, wanted: &str, is: impl Fn(&Screen) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is(self.seen().parser.screen()) {
            assert!(Instant::now() < end, "never seen: {wanted}\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// How often some bytes came out so far.
    pub fn count(&self, bytes: impl AsRef<[u8]>) -> usize {
        let bytes = bytes.as_ref();
        self.seen().bytes.windows(bytes.len()).filter(|window| *window == bytes).count()
    }

    /// Waits until a text has come out so many times, wherever it has gone on the screen.
    #[track_caller]
    pub fn tells(&self, text: &str, times: usize) {
        let end = Instant::now() + DEADLINE;
        while self.count(text) < times {
            assert!(Instant::now() < end, "never told: {text}, {times} times\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the screen is ours or the shell's again.
    #[track_caller]
    pub fn taken(&self, taken: bool) {
        self.until(&format!("taken: {taken}"), |screen| screen.alternate_screen() == taken);
    }

    /// Waits until keys count in a window that has opened over somebody's typing.
    #[track_caller]
    pub fn attends(&self) {
        self.until("keys count", |screen| {
            let foot = screen.rows(0, screen.size().1.into()).last().unwrap_or_default();
            screen.alternate_screen() && !foot.trim().is_empty() && !foot.contains("keys count")
        });
    }

    /// Presses keys.
    pub fn press(&mut self, keys: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_ref()).and_then(|()| writer.flush()).unwrap();
    }

    /// Presses keys again and again until a text is on the screen.
    #[track_caller]
    pub fn press_until(&mut self, keys: &str, text: &str) {
        let end = Instant::now() + DEADLINE;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "never seen: {text}\n{}", self.text());
            self.press(keys);
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses keys again and again until the program has ended.
    pub fn press_to_the_end(&mut self, keys: &str) {
        let end = Instant::now() + DEADLINE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it does not end\n{}", self.text());
            self.press(keys);
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The number of the program, which has taken the place of the shell.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    /// Sends a signal to whatever is in the foreground.
    pub fn signal(&self, signal: Signal) {
        let group = self.master().process_group_leader().and_then(Pid::from_raw).unwrap();
        kill_process(group, signal).unwrap();
    }

    /// Gives the window another size, and forgets what was on it.
    pub fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen();
        let of = |length| NonZeroU16::new(length).unwrap();
        seen.parser.set_size(of(rows), of(columns));
        seen.parser.process(b"\x1b[2J");
        self.master().resize(window(columns, rows)).unwrap();
    }

    /// Closes the terminal, as when its window is closed.
    pub fn close(&mut self) {
        self.seen().closed = true;
        // Our reader lets go of it at the next frame, or at the echo of a key where none are drawn.
        self.resize(79, 23);
        self.press("\0");
        (self.writer, self.master) = (None, None);
    }

    /// Waits for the end, and for the last of what was written; returns the exit code.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                if let Some(reader) = self.reader.take() {
                    reader.join().unwrap();
                }
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Presses a key many times while nobody reads what comes out, so that the program is stuck with it, and then another
    /// one. Waits for the end; returns the exit code.
    #[track_caller]
    pub fn ends_unread(&mut self, key: &str, last: &str) -> u32 {
        let seen = Arc::clone(&self.seen);
        let unread = seen.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..300 {
            self.press(key);
            // Each has a frame of its own.
            thread::sleep(Duration::from_millis(5));
        }
        self.press(last);
        let end = Instant::now() + DEADLINE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(2));
        }
        drop(unread);
        self.ends()
    }

    /// Asserts that the terminal is just as it was found, with what stood on it before.
    #[track_caller]
    pub fn left_as_found(&self) {
        self.left_in_order();
        let (seen, mut before) = (self.seen(), Parser::default());
        before.process(format!("{BEFORE}\r\n").as_bytes());
        assert_eq!(seen.parser.screen().state_formatted(), before.screen().state_formatted());
    }

    /// Asserts that the terminal works as it was found; something may have been printed on it.
    #[track_caller]
    pub fn left_in_order(&self) {
        assert_eq!(modes(self.master()), self.modes, "the modes of the terminal");
        let seen = self.seen();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is on");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bold() && !screen.dim() && !screen.italic() && !screen.underline() && !screen.inverse());
        assert_eq!([screen.fgcolor(), screen.bgcolor()], [Color::Default; 2]);
        assert!(!screen.application_cursor() && !screen.application_keypad() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    }

    fn master(&self) -> &dyn MasterPty {
        &**self.master.as_ref().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // After a failed assertion nothing may go on running.
        let _ = self.child.kill();
    }
}

/// The text on a screen, without blanks at the ends of its lines.
pub fn text(screen: &Screen) -> String {
    screen.contents().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn window(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: cols.saturating_mul(9), pixel_height: rows.saturating_mul(18) }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
