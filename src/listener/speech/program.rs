//! Other programs that speak: which there are, how each is talked to, and one process at a time.
//!
//! A program that is missing or fails is reported once, and stops nothing.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
    process::Command,
};

use super::Speaker;
use crate::{
    listener::warnings::OnceWarnings,
    process::{self, Input, Process},
};

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

#[derive(Debug)]
struct Invocation {
    /// What its user calls it.
    name: String,
    file: OsString,
    options: Vec<String>,
    hush: &'static [&'static str],
}

/// A program that says each text in a process of its own.
#[derive(Debug)]
pub struct SpeechProgram {
    invocation: Option<Invocation>,
    /// Where one is looked for while there is none.
    path: OsString,
    /// Whether the program can be started.
    able: bool,
    process: Option<Process>,
    warnings: OnceWarnings<()>,
}

impl SpeechProgram {
    /// The program of a command, or the first known one that is there, in a search path as `PATH` has it. It is looked for
    /// here so that the first line is not late.
    #[must_use]
    pub fn new(command: Option<&[String]>, path: &OsStr) -> Self {
        let invocation = match command {
            Some(words) => Invocation::of(words, path),
            None => Invocation::first(path),
        };
        Self { invocation, path: path.to_owned(), able: true, process: None, warnings: OnceWarnings::default() }
    }
}

impl Speaker for SpeechProgram {
    /// A program that was not there may be there by now.
    fn begin(&mut self) {
        self.able = true;
        self.warnings.begin();
        self.invocation = self.invocation.take().or_else(|| Invocation::first(&self.path));
        if self.invocation.is_none() {
            let nothing = "no speech program found: install espeak-ng, or name one with --speak COMMAND";
            self.warnings.add((), || nothing.into());
        }
    }

    fn start(&mut self, text: &str) -> bool {
        let Some(program) = self.invocation.as_ref().filter(|_| self.able) else { return false };
        // Nothing is said twice over each other: the last text has ended before the next begins.
        self.process = None;
        let mut command = Command::new(&program.file);
        match Process::start(command.args(&program.options).arg(argument(text)), Input::Nothing) {
            Ok(process) => self.process = Some(process),
            Err(error) => {
                self.able = false;
                self.warnings.add((), || format!("speech cannot be started: {error}: `{}`", program.name));
            }
        }
        self.process.is_some()
    }

    fn is_done(&mut self) -> bool {
        let Some(result) = self.process.as_mut().and_then(Process::ended) else { return self.process.is_none() };
        self.process = None;
        if let (Err(failure), Some(program)) = (result, &self.invocation) {
            self.warnings.add((), || format!("speech {failure}: `{}`", program.name));
        }
        true
    }

    fn hush(&mut self) -> bool {
        self.process = None;
        let Some(program) = self.invocation.as_ref().filter(|program| !program.hush.is_empty()) else { return false };
        self.process = Process::start(Command::new(&program.file).args(program.hush), Input::Nothing).ok();
        self.process.is_some()
    }

    fn hangs(&mut self) {
        if let Some(program) = &self.invocation {
            self.warnings
                .add((), || format!("speech does not end, and is not waited for any more: `{}`", program.name));
        }
    }

    fn take_warning(&mut self) -> Option<String> {
        self.warnings.next()
    }
}

impl Invocation {
    /// The first known one that is there.
    fn first(path: &OsStr) -> Option<Self> {
        KNOWN.iter().find_map(|known| {
            let file = process::find_program(known.name, path)?.into();
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
    process::find_program(name, path).map_or_else(|| name.into(), OsString::from)
}

/// A text as one argument that is none but a text, to any program.
fn argument(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.starts_with('-') { format!(" {text}") } else { text }
}
