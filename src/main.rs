//! Parses the command line and leaves with the right exit code; everything else is in the library.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    stretch_tui::command::main(stretch_tui::cli::Cli::parse())
}
