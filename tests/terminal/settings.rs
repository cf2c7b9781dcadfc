//! The config file and the program on its screens: what it says is done, and what is wrong with it is told.

use std::fs;

use super::pty::Pty;
use super::tempdir::TempDir;

/// The folder of a config file, which is written with the folder in mind.
pub fn place(name: &str, config: impl FnOnce(&TempDir) -> String) -> TempDir {
    let place = TempDir::new(&format!("terminal-{name}"));
    fs::write(place.file("config.toml"), config(&place)).unwrap();
    place
}

/// The program with a config file.
fn stretch(place: &TempDir, arguments: &[&str]) -> Pty {
    let env = [("STRETCH_CONFIG_DIR", place.path().to_str().unwrap())];
    Pty::run(r#"exec "$STRETCH" "$@""#, arguments, &env)
}

fn config(place: &TempDir) -> String {
    fs::read_to_string(place.file("config.toml")).unwrap()
}

#[test]
fn each_stretch_waits_for_a_key() {
    let place = place("advance", |_| "advance = \"key\"\n".into());
    for arguments in [&[][..], &["run", "cat-camel"]] {
        let mut pty = stretch(&place, arguments);
        if arguments.is_empty() {
            pty.shows("begin");
            pty.press("j");
            pty.shows("start");
            pty.press("\r");
        }
        pty.shows("enter begins");
        pty.attends();
        pty.press("\r");
        pty.shows("GET READY");
        pty.press("qq");
        assert_eq!(pty.ends(), 0);
        pty.left_as_found();
    }
}

#[test]
fn t_changes_the_colours_and_keeps_them() {
    let place = place("theme", |_| "# mine\nvolume = 3 # low\n\n[hooks]\n".into());
    let mut pty = stretch(&place, &[]);
    pty.shows("quit");
    let backgrounds = |pty: &Pty| pty.seen().parser.screen().cell(0, 0).unwrap().bgcolor();
    let before = backgrounds(&pty);
    pty.press("t");
    pty.shows("theme dusk");
    assert_ne!(backgrounds(&pty), before);
    // On the way out, long before it would have settled.
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(config(&place), "# mine\nvolume = 3 # low\ntheme = \"dusk\"\n\n[hooks]\n");
    pty.left_as_found();
    let mut pty = stretch(&place, &[]);
    pty.shows("quit");
    assert_ne!(backgrounds(&pty), before, "and so it is from now on");
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
}

/// A flood of `t` does not hold up Ctrl-C.
#[test]
fn a_held_t_is_left_at_once() {
    let place = place("held", |_| String::new());
    let mut pty = stretch(&place, &[]);
    pty.shows("quit");
    pty.press("t".repeat(10_000));
    pty.press_to_the_end("\x03");
    assert_eq!(pty.ends(), 130);
    // Pressed once more after the end, it has been shown by the terminal.
    pty.left_in_order();
}

#[test]
fn a_file_that_is_no_toml_is_told_of_and_left_alone() {
    let text = "Dear computer,\n";
    let place = place("no-toml", |_| text.into());
    let mut pty = stretch(&place, &[]);
    pty.shows("config.toml has 1 error");
    pty.press("t");
    pty.shows("not saved");
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    pty.left_in_order();
    assert_eq!(config(&place), text);
}

#[test]
fn errors_are_told_of_in_the_menu_and_shown_below_it() {
    let place = place("errors", |_| "volume = 300\nflahs = true\nadvance = \"key\"\n".into());
    let mut pty = stretch(&place, &[]);
    pty.shows("config.toml has 2 errors: `stretch config` shows them");
    assert!(!pty.text().contains("flahs"));
    pty.press("j");
    pty.press("\r");
    pty.shows("enter begins");
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    pty.left_in_order();
    pty.shows("did you mean `flash`?");
    pty.tells("use their defaults", 1);
}

#[test]
fn a_program_that_is_not_there_is_told_of_and_missed_by_nobody() {
    let place = place("speechless", |_| "speak = \"no-such-voice --loud\"\n".into());
    let mut pty = stretch(&place, &["run", "desk-break"]);
    pty.shows("! speech cannot be started");
    pty.attends();
    pty.press("N");
    pty.shows("2 of");
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    pty.left_in_order();
    assert!(pty.text().contains("speech cannot be started"), "{}", pty.text());
    assert_eq!(pty.text().matches("no-such-voice").count(), 1);
}

#[test]
fn what_is_left_out_of_ones_own_files_is_one_key_away() {
    let place = place("left-out", |_| String::new());
    fs::create_dir(place.file("content")).unwrap();
    fs::write(place.file("content/mine.toml"), "schema = 1\ntitle = \"Mine\"\naim = 3\n").unwrap();
    let mut pty = stretch(&place, &[]);
    pty.shows("1 file left out: e says why");
    pty.press("e");
    pty.shows("line 3: `aim` must be a text, not a whole number");
    pty.press("\x1b");
    pty.shows("Full routine");
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    // Where nothing is wrong the key means nothing.
    fs::remove_file(place.file("content/mine.toml")).unwrap();
    let mut pty = stretch(&place, &[]);
    pty.shows("quit");
    pty.press("e");
    pty.press("s");
    pty.shows("Stop signs");
    assert!(!pty.text().contains("left out: e"));
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_locale_without_utf8_gets_nothing_but_ascii() {
    let env = [("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "de_DE.ISO-8859-1")];
    for arguments in [&[][..], &["run", "cat-camel"]] {
        let mut pty = Pty::run(r#"exec "$STRETCH" "$@""#, arguments, &env);
        pty.shows("keys");
        if arguments.is_empty() {
            pty.press("?");
            pty.shows("The keys of the menu");
        }
        pty.press("\x03");
        assert_eq!(pty.ends(), 130);
        assert!(pty.seen().bytes.is_ascii());
    }
}

/// As an ordinary user: root may write everywhere, and becomes another one for this.
#[test]
fn a_folder_that_may_not_be_written_to_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("stretch-read-only-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    // The folder of the build may be closed to others.
    let program = folder.join("program");
    fs::copy(env!("CARGO_BIN_EXE_stretch"), &program).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let open = fs::write(folder.join("probe"), "").is_ok();
    let drops = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    if open && !std::process::Command::new("setpriv").arg("--version").status().is_ok_and(|status| status.success()) {
        eprintln!("not tested: root has no `setpriv` here to become an ordinary user");
    } else {
        let script = format!(r#"exec {} "$STRETCH" "$@""#, if open { drops } else { "" });
        let env = [("STRETCH_CONFIG_DIR", folder.to_str().unwrap()), ("STRETCH", program.to_str().unwrap())];
        let mut pty = Pty::run(&script, &[], &env);
        pty.shows("quit");
        pty.press("t");
        pty.shows("theme not saved: it cannot be written: Permission denied");
        pty.press("q");
        assert_eq!(pty.ends(), 0);
        assert!(!folder.join("config.toml").exists());
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::remove_dir_all(&folder).unwrap();
}
