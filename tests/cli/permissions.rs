//! What may not be read or written, as an ordinary user meets it. Root may do everything: there the runs are those of
//! another user.

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio, id};
use std::{fs, io};

use crate::ISOLATION;

/// The user that owns nothing.
const NOBODY: u32 = 65534;

/// A folder that the user of the runs owns, with the program in it: the folder of the build may be closed to others.
struct Home(PathBuf);

impl Home {
    /// None where root cannot become another user, which is said.
    fn new(name: &str) -> Option<Self> {
        let home = Self(std::env::temp_dir().join(format!("stretch-{name}-{}", id())));
        let _ = fs::remove_dir_all(&home.0);
        fs::create_dir_all(home.0.join("content")).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_stretch"), home.0.join("program")).unwrap();
        home.allow("program", 0o755);
        for path in ["", "content"] {
            home.allow(path, 0o755);
            if is_root() {
                chown(home.0.join(path), Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        match home.command(&["--version"]).output() {
            Ok(output) if output.status.success() => Some(home),
            failed => {
                eprintln!("not tested: the program cannot be run as an ordinary user: {failed:?}");
                None
            }
        }
    }

    fn write(&self, path: &str, text: &str, mode: u32) {
        fs::write(self.0.join(path), text).unwrap();
        if is_root() {
            chown(self.0.join(path), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        self.allow(path, mode);
    }

    fn allow(&self, path: &str, mode: u32) {
        fs::set_permissions(self.0.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.0.join("program"));
        command.args(arguments).envs(ISOLATION).env("STRETCH_CONFIG_DIR", &self.0).stdin(Stdio::null());
        command.current_dir(&self.0);
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        for path in ["", "content"] {
            self.allow(path, 0o755);
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether this process may read what nobody may.
fn is_root() -> bool {
    let closed =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("closed-{}-{:?}", id(), std::thread::current().id()));
    fs::write(&closed, "").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let read = fs::read(&closed);
    let _ = fs::remove_file(&closed);
    !read.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const RIGHT: &str = "schema = 1\ntitle = \"Mine\"\n";

#[test]
fn a_config_file_that_may_not_be_read() {
    let Some(home) = Home::new("config") else { return };
    home.write("config.toml", "theme = \"dusk\"\n", 0o000);
    let output = home.output(&["learn", "stop-signs"]);
    assert!(output.status.success() && !output.stdout.is_empty());
    let told = told(&output);
    assert!(told.contains("config.toml: you may not read this file"), "{told}");
    assert_eq!(home.output(&["config"]).status.code(), Some(1));
}

#[test]
fn content_that_may_not_be_read() {
    let Some(home) = Home::new("content") else { return };
    home.write("content/mine.toml", RIGHT, 0o000);
    let output = home.output(&["learn", "stop-signs"]);
    assert!(output.status.success() && !output.stdout.is_empty());
    let told = told(&output);
    assert!(told.contains("mine.toml: you may not read this file") && told.contains("is left out"), "{told}");
    // Named for this run it must be right.
    for asked in [["check", "content/mine.toml"], ["list", "--content=content/mine.toml"]] {
        let output = home.output(&asked);
        assert!(output.status.code() == Some(1) && output.stdout.is_empty(), "{asked:?}");
    }
}

#[test]
fn a_content_folder_that_may_not_be_looked_into() {
    let Some(home) = Home::new("folder") else { return };
    home.write("content/mine.toml", RIGHT, 0o644);
    home.allow("content", 0o000);
    let output = home.output(&["list"]);
    assert!(output.status.success() && !output.stdout.is_empty());
    let told = told(&output);
    assert!(told.contains("the folder of your content files cannot be read"), "{told}");
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    let Some(home) = Home::new("read-only") else { return };
    home.allow("", 0o555);
    let output = home.command(&["config", "--edit"]).env("VISUAL", "true").output().unwrap();
    let told = told(&output);
    assert!(output.status.code() == Some(1) && told.contains("config.toml: it cannot be created"), "{told}");
    assert!(!home.0.join("config.toml").exists());
    assert!(home.output(&["list"]).status.success());
}
