//! `stretch config`: every setting and where it comes from, and the config file itself.

pub(crate) mod edit;

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, print};
use crate::about;
use crate::printable::printable;
use crate::settings::Settings;
use crate::settings::file::ConfigFile;
use crate::settings::listing::heading;
use crate::words::counted;

/// Prints every setting in effect, then the errors in the files that they come from.
pub(crate) fn show(settings: &Settings) -> Result<ExitCode, Failure> {
    let heading = settings.path().map_or_else(|| format!("# {NOWHERE}\n"), heading);
    let done = print(&format!("{heading}\n{}", settings.listing()))?;
    checked(settings.file(), settings.colour_on_stderr())?;
    let mut errors = settings.about().errors(settings.colour_on_stderr());
    if errors.is_empty() {
        return Ok(done);
    }
    let count = counted(errors.len(), "error");
    errors.push(format!("{count}: your stretches are planned without what is wrong in {}", about::FILE));
    Err(Failure::Content(errors))
}

pub(crate) fn path(settings: &Settings) -> Result<ExitCode, Failure> {
    print(&format!("{}\n", shown(path_of(settings)?)))
}

/// The error for a system without a home.
const NOWHERE: &str = "there is no folder for settings: set STRETCH_CONFIG_DIR to one";

fn path_of(settings: &Settings) -> Result<&Path, Failure> {
    settings.path().ok_or_else(|| Failure::Other(NOWHERE.into()))
}

/// Fails with the errors of the file, if it has any.
fn checked(file: Option<&ConfigFile>, colour: bool) -> Result<(), Failure> {
    let Some(file) = file.filter(|file| file.error_count() > 0) else { return Ok(()) };
    let mut errors = file.errors(colour);
    errors.push(format!("{}: {}", counted(errors.len(), "error"), file.consequence()));
    Err(Failure::Content(errors))
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
