//! Ctrl-Z and its kin, in a shell with job control and without.

use rustix::process::Signal;

use super::pty::{Pty, text};

/// A shell with job control. `try` says whether the terminal's modes are those of the start.
pub fn shell(env: &[(&str, &str)]) -> Pty {
    let env = [&[("PS1", "ready> "), ("INPUTRC", "/dev/null")], env].concat();
    let mut pty = Pty::run("exec bash --norc --noprofile -i", &[], &env);
    pty.shows("ready>");
    pty.press("modes=$(stty -g); try() { [ \"$modes\" = \"$(stty -g)\" ] && echo as $1; }\n");
    pty.press("try fou''nd\n");
    pty.shows("as found");
    pty
}

/// Starts a session in it.
fn session() -> Pty {
    let mut pty = shell(&[]);
    pty.press("\"$STRETCH\" run desk-break --advance auto\n");
    pty.attends();
    pty
}

impl Pty {
    /// Waits for the prompt: what is typed before it may still be read by the program.
    #[track_caller]
    pub fn prompts(&self) {
        self.taken(false);
        self.until("the prompt", |screen| text(screen).trim_end().ends_with("ready>"));
    }

    /// Asserts that the shell is back, and the terminal as the program found it.
    #[track_caller]
    fn is_the_shells(&mut self, word: &str) {
        self.prompts();
        self.press(format!("try {}''{}\n", &word[..1], &word[1..]));
        self.shows(&format!("as {word}"));
        // Its echo works, too.
        self.shows(&format!("ready> try {}''{}", &word[..1], &word[1..]));
        assert!(!self.seen().parser.screen().hide_cursor());
        assert!(self.text().contains("run desk-break --advance auto"), "{}", self.text());
    }

    /// Asserts that the session is back, drawn anew and paused.
    #[track_caller]
    pub fn is_paused(&mut self) {
        self.taken(true);
        self.shows("PAUSED");
        self.shows("go on");
    }
}

#[test]
fn by_key_and_by_signal() {
    let mut pty = session();
    pty.press("\x1a");
    pty.is_the_shells("before");
    for way in ["key", "signal"] {
        pty.press("fg\n");
        pty.is_paused();
        if way == "key" {
            pty.press("\x1a");
        } else {
            pty.signal(Signal::TSTP);
        }
        pty.is_the_shells(way);
    }
    pty.press("fg\n");
    pty.is_paused();
    pty.press("qq");
    pty.prompts();
    pty.press("echo code $?\n");
    pty.shows("code 0");
    pty.is_the_shells("end");
}

/// Sent to the background it waits for the terminal, and does not take the shell's modes for its own.
#[test]
fn into_the_background() {
    let mut pty = session();
    pty.press("\x1a");
    pty.is_the_shells("stop");
    pty.press("clear; bg\n");
    pty.until("an empty screen", |screen| !screen.contents().contains("as stop"));
    pty.press_until("jobs\n", "Stopped");
    pty.is_the_shells("background");
    pty.press("fg\n");
    pty.is_paused();
    pty.press("qq");
    pty.is_the_shells("end");
    // Started there, it is the same.
    pty.press("clear; \"$STRETCH\" run desk-break --advance auto &\n");
    pty.until("an empty screen", |screen| !screen.contents().contains("as end"));
    pty.press_until("jobs\n", "Stopped");
    pty.press("fg\n");
    pty.is_paused();
    pty.press("qq");
    pty.prompts();
    pty.press("try aga''in\n");
    pty.shows("as again");
}

/// What is ended while it is stopped ends at once, and has not got the terminal.
#[test]
fn killed_while_stopped() {
    for start in ["\"$STRETCH\" run desk-break --advance auto\n", "\"$STRETCH\" run desk-break --advance auto &\n"] {
        let mut pty = shell(&[]);
        pty.press(start);
        if !start.contains('&') {
            pty.attends();
            pty.press("\x1a");
            pty.prompts();
        }
        // The shell tells of a job in the background when it is asked for the next line.
        pty.press_until("jobs\n", "Stopped");
        pty.press("job=$(jobs -p); kill %1; while kill -0 $job; do sleep .01; done 2>&-; try e''nd\n");
        pty.shows("as end");
        assert!(!pty.seen().parser.screen().alternate_screen());
    }
}

#[test]
fn without_a_shell() {
    let mut pty = Pty::stretch(&["run", "desk-break"]);
    pty.attends();
    for signal in [None, Some(Signal::TSTP)] {
        match signal {
            None => pty.press("\x1a"),
            Some(signal) => pty.signal(signal),
        }
        pty.is_paused();
        pty.press(" ");
        pty.until("it goes on", |screen| !screen.contents().contains("PAUSED"));
    }
    // Stopped without being asked, while something else writes on the screen.
    pty.signal(Signal::STOP);
    pty.seen().parser.process(b"\x1b[31mgarbage\x1b[2Jgarbage");
    pty.signal(Signal::CONT);
    pty.is_paused();
    pty.until("no garbage", |screen| !screen.contents().contains("garbage"));
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
}
