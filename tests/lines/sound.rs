//! Sound beside lines: for who asks for it, and never as a control code where nobody hears it.

use std::fs;
use std::path::Path;

use super::process::stretch;
use super::pty::Pty;

const BELL: u8 = 0x07;

/// Whether the plain coach on a terminal rings, with a config file that says this.
fn rings(name: &str, config: &str, options: &[&str]) -> bool {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines-sound").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), config).unwrap();
    let arguments = [&["run", "cat-camel", "--plain", "--speed", "1000"], options].concat();
    let env = [("STRETCH_CONFIG_DIR", folder.to_str().unwrap())];
    let mut terminal = Pty::run(r#"exec "$STRETCH" "$@""#, &arguments, &env);
    assert_eq!(terminal.ends(), 0);
    terminal.shows("Well done.");
    terminal.seen().bytes.contains(&BELL)
}

#[test]
fn the_bell_rings_among_lines_only_for_who_asks_for_it_now() {
    assert!(!rings("nobody", "", &[]));
    assert!(rings("given", "", &["--sound", "bell"]));
    assert!(!rings("set", "sound = \"bell\"", &[]), "what is set is meant for the screens");
    assert!(rings("both", "sound = \"bell\"", &["--sound", "bell"]));
}

#[test]
fn no_bell_is_written_where_it_is_not_heard() {
    for sound in ["bell", "tones"] {
        let arguments = ["run", "cat-camel", "--plain", "--speed", "1000", "--sound", sound];
        let output = stretch(&arguments).output().unwrap();
        assert!(output.status.success());
        assert!(![output.stdout, output.stderr].concat().contains(&BELL), "{sound}");
    }
}

/// A bell that does not ring is not mentioned.
#[cfg(not(feature = "tones"))]
#[test]
fn tones_that_are_missing_are_told_of() {
    let arguments = ["run", "cat-camel", "--plain", "--speed", "1000", "--sound", "tones"];
    let told = String::from_utf8(stretch(&arguments).output().unwrap().stderr).unwrap();
    assert!(told.starts_with("warning: this program was built without tones, so there is no sound\n"), "{told}");
}
