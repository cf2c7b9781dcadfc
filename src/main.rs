//! Leaves with the exit code of what the command line asked for; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    stretch_tui::command::main()
}
