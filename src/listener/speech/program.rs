//! Speech programs: which ones are known, the options that each needs, one process at a time.
//!
//! A program that is missing or fails is reported once, and stops nothing.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use super::Speaker;
use crate::listener::warnings::OnceWarnings;
use crate::process::{self, Process, ProcessInput};

#[derive(Clone, Copy, Debug)]
struct Known {
    name: &'static str,
    options: &'static [&'static str],
    /// The options that silence it, where killing the process does not.
    hush: &'static [&'static str],
}

/// The programs that are looked up, in this order.
const KNOWN: [Known; 4] = [
    Known { name: "say", options: &[], hush: &[] },
    // It hands the text to a server, so `--wait` keeps it running while the line is being spoken. The server speaks on
    // when the process is killed. A message of priority `text` replaces the one before, where `important` and `message`
    // would queue up behind it. `--stop` ends the message that is being spoken, where `--cancel` would also remove the
    // waiting ones of others, such as a screen reader.
    Known {
        name: "spd-say",
        options: &["--application-name", "stretch", "--priority", "text", "--wait"],
        hush: &["--stop"],
    },
    Known { name: "espeak-ng", options: &[], hush: &[] },
    Known { name: "espeak", options: &[], hush: &[] },
];

struct Invocation {
    /// As the user wrote it.
    name: String,
    file: OsString,
    options: Vec<String>,
    hush: &'static [&'static str],
}

/// A program that says each text in a process of its own.
pub struct SpeechProgram {
    invocation: Option<Invocation>,
    /// Where one is looked up while there is none.
    path: OsString,
    able: bool,
    process: Option<Process>,
    warnings: OnceWarnings<()>,
}

impl SpeechProgram {
    /// The program of a command, or the first known one in a search path, in the form of `PATH`. It is looked up here so
    /// that the first line is not late.
    pub(crate) fn new(command: Option<&[String]>, path: &OsStr) -> Self {
        let invocation = match command {
            Some(words) => Invocation::of(words, path),
            None => Invocation::first(path),
        };
        Self { invocation, path: path.to_owned(), able: true, process: None, warnings: OnceWarnings::default() }
    }
}

impl Speaker for SpeechProgram {
    /// A program that was missing may have been installed meanwhile.
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
        // Two texts are never spoken at once: the last one ends before the next begins.
        self.process = None;
        let mut command = Command::new(&program.file);
        match Process::start(command.args(&program.options).arg(argument(text)), ProcessInput::Nothing) {
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
        self.process = Process::start(Command::new(&program.file).args(program.hush), ProcessInput::Nothing).ok();
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
    fn first(path: &OsStr) -> Option<Self> {
        KNOWN.iter().find_map(|known| {
            let file = process::find_program(known.name, path)?.into();
            Some(Self { name: known.name.into(), file, options: known.options(), hush: known.hush })
        })
    }

    /// The program of a command. A known one gets the options that it needs, before those of the user, which win.
    fn of(words: &[String], path: &OsStr) -> Option<Self> {
        let (name, own) = words.split_first()?;
        let known = KNOWN.iter().find(|known| Path::new(name).file_name() == Some(OsStr::new(known.name)));
        let options = known.map(Known::options).into_iter().flatten().chain(own.iter().cloned()).collect();
        let hush = known.map_or(&[][..], |known| known.hush);
        // A name that is not found is left to the system, which says why.
        let file = process::find_program(name, path).map_or_else(|| name.into(), OsString::from);
        Some(Self { name: name.clone(), file, options, hush })
    }
}

impl Known {
    fn options(&self) -> Vec<String> {
        self.options.iter().copied().map(str::to_owned).collect()
    }
}

/// A text as one argument that no program takes for an option.
fn argument(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.starts_with('-') { format!(" {text}") } else { text }
}
