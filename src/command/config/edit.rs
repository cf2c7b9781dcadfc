//! `stretch config --edit`: the config file in the user's editor, and checked when that is done.
//!
//! It must never leave a file behind in which nothing was changed, nor change one itself.

use std::{
    env, fs,
    io::{self, IsTerminal},
    path::{self, Path},
    process::{Command, ExitCode},
};

use super::{Failure, checked, path_of, print, shown};
use crate::{
    printable::printable,
    settings::{Settings, file::ConfigFile, template::template, values::split_command},
};

/// What edits text where nobody said what does.
const EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Opens the file in the editor, and checks it.
pub fn edit(settings: &Settings) -> Result<ExitCode, Failure> {
    let path = path_of(settings)?;
    let editor = editor()?;
    let made = make(path).map_err(|error| Failure::Other(format!("{}: it cannot be made: {error}", shown(path))))?;
    let edited = open(path, editor);
    // Also when the editor failed.
    let dropped =
        made && fs::read_to_string(path).is_ok_and(|text| text == template()) && fs::remove_file(path).is_ok();
    edited?;
    if dropped {
        return print(&format!("{}: not made, since nothing was changed\n", shown(path)));
    }
    checked(Some(&ConfigFile::read(path.into())), settings.colour_on_stderr())?;
    print(&format!("{}: ok\n", shown(path)))
}

/// Makes the file where there is none, and tells whether it did.
fn make(path: &Path) -> io::Result<bool> {
    if path.try_exists()? {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, template()).map(|()| true)
}

/// Runs the editor until it is done.
fn open(path: &Path, (variable, editor): (&'static str, String)) -> Result<(), Failure> {
    let failed = |message: &str| Failure::Other(printable(&format!("{variable} is `{editor}`, and {message}")));
    let words = split_command(&editor).map_err(|message| failed(&message))?;
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    // Whole, so that it is not taken for an option, nor looked for in another folder.
    let path = path::absolute(path)?;
    #[cfg(unix)]
    leave_interrupts_to_it()?;
    let status = Command::new(program).args(arguments).arg(path).status();
    let status = status.map_err(|error| failed(&format!("that cannot be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(&format!("that ended with {status}: nothing was checked"))) }
}

/// Lets Ctrl-C and Ctrl-\ end the editor at most, which may have another use for them. What is left to do after it is
/// done in no time, and not ended by them either.
#[cfg(unix)]
fn leave_interrupts_to_it() -> io::Result<()> {
    use std::sync::Arc;

    use signal_hook::{
        consts::signal::{SIGINT, SIGQUIT},
        flag,
    };
    // Caught, not ignored: the editor would inherit an ignored signal.
    for signal in [SIGINT, SIGQUIT] {
        flag::register(signal, Arc::default())?;
    }
    Ok(())
}

/// The variable that names the editor, and the editor. Without such a variable there must be a terminal to run the
/// default one in.
fn editor() -> Result<(&'static str, String), Failure> {
    let said = ["VISUAL", "EDITOR"].into_iter().find_map(|variable| {
        let editor = env::var(variable).ok().filter(|editor| !editor.trim().is_empty())?;
        Some((variable, editor))
    });
    if said.is_none() && cfg!(unix) && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let message =
            format!("there is no terminal for `{EDITOR}`, and neither VISUAL nor EDITOR names another editor");
        return Err(Failure::Other(message));
    }
    Ok(said.unwrap_or(("the editor", EDITOR.into())))
}
