//! `stretch config --edit`: opens the config file in the user's editor, then checks it.
//!
//! It must never leave an unchanged new file behind, and never change a file itself.

use std::io::{self, IsTerminal};
use std::path::{self, Path};
use std::process::{Command, ExitCode};
use std::{env, fs};

use super::{Failure, checked, path_of, print, shown};
use crate::printable::printable;
use crate::settings::Settings;
use crate::settings::file::ConfigFile;
use crate::settings::template::template;
use crate::settings::values::split_command;

const EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

pub(crate) fn edit(settings: &Settings) -> Result<ExitCode, Failure> {
    let path = path_of(settings)?;
    let editor = editor()?;
    let created =
        create(path).map_err(|error| Failure::Other(format!("{}: it cannot be created: {error}", shown(path))))?;
    let edited = open(path, editor);
    // Even if the editor failed.
    let removed =
        created && fs::read_to_string(path).is_ok_and(|text| text == template()) && fs::remove_file(path).is_ok();
    edited?;
    if removed {
        return print(&format!("{}: not created, since nothing was changed\n", shown(path)));
    }
    checked(Some(&ConfigFile::read(path.into())), settings.colour_on_stderr())?;
    print(&format!("{}: ok\n", shown(path)))
}

/// Creates the file if it does not exist, and returns whether it did.
fn create(path: &Path) -> io::Result<bool> {
    if path.try_exists()? {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, template()).map(|()| true)
}

fn open(path: &Path, (variable, editor): (&'static str, String)) -> Result<(), Failure> {
    let failed = |message: &str| Failure::Other(printable(&format!("{variable} is `{editor}`, and {message}")));
    let words = split_command(&editor).map_err(|message| failed(&message))?;
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    // An absolute path is not mistaken for an option, and does not depend on the editor's folder.
    let path = path::absolute(path)?;
    #[cfg(unix)]
    leave_interrupts_to_editor()?;
    let status = Command::new(program).args(arguments).arg(path).status();
    let status = status.map_err(|error| failed(&format!("that cannot be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(&format!("that ended with {status}: nothing was checked"))) }
}

/// Ctrl-C and Ctrl-\ reach the editor, which may use them as keys. They must not end this program.
#[cfg(unix)]
fn leave_interrupts_to_editor() -> io::Result<()> {
    use std::sync::Arc;

    use signal_hook::consts::signal::{SIGINT, SIGQUIT};
    use signal_hook::flag;
    // Caught, not ignored: the editor would inherit ignored signals.
    for signal in [SIGINT, SIGQUIT] {
        flag::register(signal, Arc::default())?;
    }
    Ok(())
}

/// The variable that names the editor, and the editor. The default editor needs a terminal.
fn editor() -> Result<(&'static str, String), Failure> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|variable| {
        let editor = env::var(variable).ok().filter(|editor| !editor.trim().is_empty())?;
        Some((variable, editor))
    });
    if named.is_none() && cfg!(unix) && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let message =
            format!("there is no terminal for `{EDITOR}`, and neither VISUAL nor EDITOR names another editor");
        return Err(Failure::Other(message));
    }
    Ok(named.unwrap_or(("the editor", EDITOR.into())))
}
