//! The coach's voice: lines spoken by another program.
//!
//! It never lags: what is being said gives way to what is to be said now, and a number that would come late is
//! left out. There is one voice, so one process at a time. A program that is missing or fails is told of once,
//! and stops nothing.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
    process::Command,
    time::Duration,
};

use super::{Heard, Listener, trouble::Troubles};
use crate::{
    coach::{self, Line, Weight},
    process::{self, Failure, Input, Process},
    session::cue::What,
};

/// What speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Speak {
    /// Nothing.
    #[default]
    Off,
    /// The first speech program that is there.
    Auto,
    /// A command: a program and its first arguments. It gets the text as its last.
    Command(Vec<String>),
}

impl Speak {
    /// The words that are no commands.
    pub const WORDS: &'static [(&'static str, Self)] = &[("off", Self::Off), ("auto", Self::Auto)];
}

/// A number that comes later than this is not said any more, in the clock's time.
pub const LATE: Duration = Duration::from_millis(300);

/// How long a program may take to silence what it has handed on, on the way out.
const HUSHING: Duration = Duration::from_millis(500);

/// A speech program, and how to talk to it.
#[derive(Clone, Copy, Debug)]
struct Known {
    name: &'static str,
    options: &'static [&'static str],
    /// The options that silence it, where ending the process does not.
    hush: &'static [&'static str],
}

/// The programs that are looked for, in this order.
const KNOWN: [Known; 4] = [
    Known { name: "say", options: &[], hush: &[] },
    // It hands the text to a server and leaves, so it is told to wait: as long as it is there the line is being
    // spoken. The server speaks on when it is gone. A message of priority `text` replaces the one before, while
    // `important` and `message` would queue up behind it; and silence has to be asked for. `--stop` ends the
    // message that is spoken, where `--cancel` would take those with it that others have waiting, such as a
    // screen reader.
    Known {
        name: "spd-say",
        options: &["--application-name", "stretch", "--priority", "text", "--wait"],
        hush: &["--stop"],
    },
    Known { name: "espeak-ng", options: &[], hush: &[] },
    Known { name: "espeak", options: &[], hush: &[] },
];

/// A command that speaks.
#[derive(Debug)]
struct Program {
    /// What its user calls it.
    name: String,
    file: OsString,
    options: Vec<String>,
    hush: &'static [&'static str],
}

/// What is being said.
#[derive(Debug)]
struct Speaking {
    process: Process,
    weight: Weight,
}

/// Somebody who says the coach's lines.
#[derive(Debug)]
pub struct Voice {
    program: Option<Program>,
    /// Where one is looked for while there is none.
    path: OsString,
    /// Whether the program can be started.
    able: bool,
    muted: bool,
    speaking: Option<Speaking>,
    /// What is to be said with the call that follows.
    opening: Option<String>,
    troubles: Troubles<()>,
}

impl Voice {
    /// The voice that was chosen, if one was; programs are looked for in a search path, as `PATH` has it. That
    /// is done here so that the first line is not late.
    #[must_use]
    pub fn new(speak: &Speak, path: &OsStr) -> Option<Self> {
        let program = match speak {
            Speak::Off => return None,
            Speak::Auto => Program::first(path),
            Speak::Command(words) => Program::of(words, path),
        };
        let path = path.to_owned();
        Some(Self {
            program,
            path,
            able: true,
            muted: false,
            speaking: None,
            opening: None,
            troubles: Troubles::default(),
        })
    }

    /// Says a line that is so late, in the clock's time, unless there is no time for it or nobody may be heard.
    /// Returns whether it is being said.
    pub fn say(&mut self, line: &Line, late: Duration) -> bool {
        self.reap();
        if line.weight == Weight::Opening {
            self.opening = Some(line.text());
            return false;
        }
        let opening = self.opening.take_if(|_| line.weight == Weight::Call);
        let text = opening.map_or_else(|| line.text(), |opening| format!("{opening} {}", line.text()));
        let says = self.has_time(line.weight, late) && !self.muted && !text.trim().is_empty();
        says && self.start(&argument(&text), line.weight)
    }

    fn has_time(&self, weight: Weight, late: Duration) -> bool {
        let called = self.speaking.as_ref().is_some_and(|speaking| speaking.weight == Weight::Call);
        weight == Weight::Call || (late <= LATE && !called)
    }

    fn start(&mut self, text: &str, weight: Weight) -> bool {
        let Some(program) = self.program.as_ref().filter(|_| self.able) else { return false };
        // Nothing is said twice over each other: the last line has ended before the next begins.
        self.speaking = None;
        let mut command = Command::new(&program.file);
        match Process::start(command.args(&program.options).arg(text), Input::Nothing) {
            Ok(process) => self.speaking = Some(Speaking { process, weight }),
            Err(error) => {
                self.able = false;
                self.troubles.add((), || format!("speech cannot be started: {error}: `{}`", program.name));
            }
        }
        self.speaking.is_some()
    }

    /// Ends what is being said.
    fn hush(&mut self) {
        if self.speaking.take().is_none() {
            return;
        }
        let Some(program) = self.program.as_ref().filter(|program| !program.hush.is_empty()) else { return };
        let process = Process::start(Command::new(&program.file).args(program.hush), Input::Nothing);
        // It gives way to anything: a new line silences the old one too.
        self.speaking = process.ok().map(|process| Speaking { process, weight: Weight::Count });
    }

    /// A session begins: a program that was not there may be there by now.
    fn begin(&mut self) {
        self.able = true;
        self.troubles.begin();
        self.program = self.program.take().or_else(|| Program::first(&self.path));
        if self.program.is_none() {
            let nothing = "no speech program found: install espeak-ng, or name one with --speak COMMAND";
            self.troubles.add((), || nothing.into());
        }
    }

    fn failed(&mut self, failure: Failure) {
        if let Some(program) = &self.program {
            self.troubles.add((), || format!("speech {failure}: `{}`", program.name));
        }
    }

    fn waits(&mut self, most: Duration) {
        process::wait(most, || {
            self.reap();
            self.speaking.is_none()
        });
    }
}

impl Listener for Voice {
    fn hear(&mut self, heard: &Heard<'_>) {
        if heard.cue.what == What::SessionStarted {
            self.begin();
        }
        let said = coach::said(heard).is_some_and(|line| self.say(&line, heard.late()));
        if !said && heard.breaks_off() {
            self.hush();
        }
    }

    fn mute(&mut self, muted: bool) {
        self.muted = muted;
        if muted {
            self.hush();
        }
    }

    fn reap(&mut self) {
        let ended = self.speaking.as_mut().and_then(|speaking| speaking.process.ended());
        if let Some(result) = ended {
            self.speaking = None;
            result.unwrap_or_else(|failure| self.failed(failure));
        }
    }

    fn trouble(&mut self) -> Option<String> {
        self.troubles.next()
    }

    fn finish(&mut self, grace: Duration) {
        self.waits(grace);
        self.hush();
        self.waits(HUSHING);
    }
}

impl Program {
    /// The first known one that is there.
    fn first(path: &OsStr) -> Option<Self> {
        KNOWN.iter().find_map(|known| {
            let file = process::find(known.name, path)?.into();
            Some(Self { name: known.name.into(), file, options: known.options(), hush: known.hush })
        })
    }

    /// The program of a command. A known one is talked to as it needs; what its user says comes after that, and so holds.
    fn of(words: &[String], path: &OsStr) -> Option<Self> {
        let (name, own) = words.split_first()?;
        let known = KNOWN.iter().find(|known| Path::new(name).file_name() == Some(OsStr::new(known.name)));
        let options = known.map(Known::options).into_iter().flatten().chain(own.iter().cloned()).collect();
        let hush = known.map_or(&[][..], |known| known.hush);
        Some(Self { name: name.clone(), file: file(name, path), options, hush })
    }
}

impl Known {
    fn options(&self) -> Vec<String> {
        self.options.iter().copied().map(str::to_owned).collect()
    }
}

/// The file of a name; a name that nothing is found for is left to the system, which says why.
fn file(name: &str, path: &OsStr) -> OsString {
    process::find(name, path).map_or_else(|| name.into(), OsString::from)
}

/// A text as one argument that is none but a text, to any program.
fn argument(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.starts_with('-') { format!(" {text}") } else { text }
}
