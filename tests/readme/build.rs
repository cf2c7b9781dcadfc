//! The two commands that build a release. They take minutes, so only `cargo test -- --include-ignored` runs them. They
//! share a target folder, so that it is built once.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Opens the menu from a clone.
pub const RUN: &str = "cargo run --release";

/// Installs the program.
pub const INSTALL: &str = "cargo install --path .";

/// The longest time for building and opening the menu.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("release")
}

fn no_config() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-config")
}

#[test]
#[ignore = "builds the release binary; .ci/run runs it"]
fn running_it_from_a_clone_opens_the_menu() {
    let (rows, columns) = (NonZero::new(24).unwrap(), NonZero::new(80).unwrap());
    let size = PtySize { rows: rows.get(), cols: columns.get(), ..PtySize::default() };
    let pair = native_pty_system().openpty(size).unwrap();
    let words: Vec<_> = RUN.split(' ').collect();
    let mut command = CommandBuilder::new(words[0]);
    command.args(&words[1..]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("CARGO_TARGET_DIR", target());
    command.env("STRETCH_CONFIG_DIR", no_config());
    command.env("STRETCH_CONTENT", "");
    command.env("ACCESSIBLE", "");
    command.env("LC_ALL", "C.UTF-8");
    command.env("TERM", "xterm-256color");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut keyboard = pair.master.take_writer().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (sender, chunks) = mpsc::channel();
    thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            if sender.send(chunk[..count].to_vec()).is_err() {
                break;
            }
        }
    });

    let mut screen = vt100::Parser::new(rows, columns, 0);
    let end = Instant::now() + PATIENCE;
    let menu = ["Routines", "Full routine", "Stretches", "Cat-camel", "Learn", "quit"];
    while !screen.screen().alternate_screen() || !menu.iter().all(|word| screen.screen().contents().contains(word)) {
        let left = end.saturating_duration_since(Instant::now());
        let chunk = chunks.recv_timeout(left);
        screen.process(&chunk.unwrap_or_else(|_| panic!("no menu:\n{}", screen.screen().contents())));
    }
    keyboard.write_all(b"q").unwrap();
    while let Ok(chunk) = chunks.recv_timeout(Duration::from_secs(10)) {
        screen.process(&chunk);
    }
    assert!(child.wait().unwrap().success());
    assert!(!screen.screen().alternate_screen(), "the terminal is as it was");
}

#[test]
#[ignore = "builds the release binary; .ci/run runs it"]
fn what_is_installed_runs() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("installed");
    let _ = fs::remove_dir_all(&root);
    let words: Vec<_> = INSTALL.split(' ').collect();
    let mut cargo = Command::new(words[0]);
    cargo.args(&words[1..]).arg("--root").arg(&root);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", target()).stdin(Stdio::null());
    assert!(cargo.status().unwrap().success());
    let output = Command::new(root.join("bin").join("stretch")).arg("--version").output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("stretch {}\n", env!("CARGO_PKG_VERSION")));
}
