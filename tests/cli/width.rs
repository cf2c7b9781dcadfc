//! No line is wider than the terminal, or than 80 columns where there is none.

use std::io::Read;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use unicode_width::UnicodeWidthStr;

use crate::{ISOLATION, printed};

const PRINTING: [&[&str]; 5] =
    [&["list"], &["list", "--dose", "full"], &["show", "full"], &["show", "cat"], &["learn"]];

/// What is printed in a terminal with so many columns.
fn in_terminal(arguments: &[&str], columns: u16) -> String {
    let size = PtySize { rows: 24, cols: columns, ..PtySize::default() };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_stretch"));
    command.args(arguments);
    for (name, value) in ISOLATION {
        command.env(name, value);
    }
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut bytes = Vec::new();
    // A terminal that has gone away ends in an error on some systems.
    let _ = reader.read_to_end(&mut bytes);
    assert!(child.wait().unwrap().success(), "{arguments:?}");
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

fn fits(text: &str, columns: usize) {
    for line in text.lines() {
        // An address stays whole, so that it can be copied and clicked.
        assert!(line.width() <= columns || line.contains("://"), "over {columns} columns: {line}");
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for columns in [30, 40, 60, 80, 200] {
        for arguments in PRINTING {
            let text = in_terminal(arguments, columns);
            assert!(text.lines().count() > 10, "{arguments:?}\n{text}");
            fits(&text, usize::from(columns).min(80));
        }
    }
}

#[test]
fn without_a_terminal_it_is_eighty_columns() {
    for arguments in PRINTING {
        fits(&printed(arguments), 80);
    }
}
