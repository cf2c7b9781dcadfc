//! The menu in lines as a process: choices from a pipe, and every way in.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::process::{Running, printed, stretch};

/// All that a command line prints for some lines, with what it says beside that.
fn told(command: &mut Command, lines: &str) -> (String, String) {
    use std::io::Write as _;
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn menu(lines: &str) -> String {
    let (menu, beside) = told(&mut stretch(&["--plain", "--speed", "1000"]), lines);
    assert_eq!(beside, "");
    // No control codes, nothing drawn.
    assert!(menu.chars().all(|letter| letter == '\n' || !letter.is_control()), "{menu}");
    menu
}

#[test]
fn the_end_of_the_lines_is_the_end() {
    let list = menu("");
    assert!(list.starts_with("Stretch. Upper back.\nRoutines.\n1. Today, "), "{list}");
    assert_eq!(menu("q\n"), list);
    assert_eq!(menu("q"), list);
    assert_eq!(menu("cat\nq\nq\nnothing after it\n").matches("\nThe menu. ").count(), 1);
}

#[test]
fn a_session_from_the_menu_is_the_one_without_it() {
    let lines = menu("cat\n\n3\n\nq\n");
    for name in ["cat-camel", "desk-break"] {
        let session = printed(&["run", name, "--plain", "--speed", "1000"]);
        assert!(lines.contains(&format!("q goes back.\n{session}The menu. ")), "{name}\n{lines}");
    }
    // The lines of a pipe are for the menu, also those that came during a session.
    assert!(lines.ends_with("? tells the list, q quits.\n"), "{lines}");
}

#[test]
fn what_the_settings_say_of_a_session_holds_in_each_of_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines-menu-hooks");
    fs::create_dir_all(&folder).unwrap();
    let heard = folder.join("heard");
    let _ = fs::remove_file(&heard);
    let hook = |event| format!("{event} = ['sh', '-c', 'echo {event} >> {}']\n", heard.display());
    let hooks = [hook("session_started"), hook("session_ended")].concat();
    fs::write(folder.join("config.toml"), format!("plain = true\n[hooks]\n{hooks}")).unwrap();
    let mut command = stretch(&["--speed", "1000"]);
    told(command.env("STRETCH_CONFIG_DIR", &folder), "cat\n\ncat\n\n");
    let heard = fs::read_to_string(heard).unwrap();
    let each = |event: &str| heard.lines().filter(|line| *line == event).count();
    assert_eq!((each("session_started"), each("session_ended")), (2, 2), "{heard}");
}

const MENU: &str = "Stretch. Upper back.";
const WHY: &str = "This is in plain lines because ACCESSIBLE is set. --no-plain opens the screens instead.";

#[test]
fn who_asks_for_it_and_how() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines-menu-asked");
    fs::create_dir_all(&folder).unwrap();
    let in_lines = |options: &[&str], accessible: &str, term: &str, config: &str| {
        fs::write(folder.join("config.toml"), config).unwrap();
        let mut command = stretch(options);
        command.env("STRETCH_CONFIG_DIR", &folder).env("ACCESSIBLE", accessible).env("TERM", term);
        let output = command.output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let first = out.lines().next().unwrap_or_default().to_owned();
        // The screens need a terminal, and there is none.
        assert_eq!(output.status.code(), Some(i32::from(first.is_empty())), "{options:?} {accessible} {term} {config}");
        first
    };
    for (options, accessible, term, config, first) in [
        (&[][..], "", "xterm", "", ""),
        (&["--plain"], "", "xterm", "", MENU),
        (&["--plain"], "0", "xterm", "plain = false", MENU),
        (&["--no-plain"], "1", "xterm", "plain = true", ""),
        (&["--plain", "--no-plain"], "", "xterm", "", ""),
        (&["--no-plain", "--plain"], "", "xterm", "", MENU),
        (&["--plain"], "1", "xterm", "", MENU),
        (&[], "1", "xterm", "", WHY),
        (&[], "yes", "xterm", "plain = false", WHY),
        (&[], "1", "xterm", "plain = true", MENU),
        (&[], "0", "xterm", "plain = true", ""),
        (&[], "", "xterm", "plain = true", MENU),
        (&[], "", "dumb", "", MENU),
        (&[], "1", "dumb", "", WHY),
        (&["--no-plain"], "", "dumb", "", ""),
        (&[], "0", "dumb", "", ""),
    ] {
        assert_eq!(in_lines(options, accessible, term, config), first, "{options:?} {accessible} {term} {config}");
    }
    let mut command = stretch(&["run", "cat", "--speed", "1000"]);
    let (lines, _) = told(command.env("ACCESSIBLE", "1"), "");
    assert_eq!(lines.strip_prefix(WHY).unwrap().trim_start(), printed(&["run", "cat", "--plain", "--speed", "1000"]));
}

#[test]
fn what_is_the_users_own_stands_beside_what_is_built_in() {
    let own = "tests/cli/content.in/wrists.toml";
    let (menu, _) = told(&mut stretch(&["--plain", "--speed", "1000", "--content", own]), "wrist flex\n\n");
    assert!(menu.contains("\n6. Wrists, ") && menu.contains("\n14. Wrist flex, "), "{menu}");
    assert!(menu.contains("\nWrist flex, ") && menu.contains("\nWell done.\n"), "{menu}");
    let alone = ["--plain", "--speed", "1000", "--content", own, "--no-builtin"];
    let (menu, _) = told(&mut stretch(&alone), "s\n1\n\n");
    assert!(!menu.contains("s tells"), "it has no stop signs: {menu}");
    assert!(menu.contains("\nThe content does not say when not to stretch.\n"), "{menu}");
    assert!(!menu.contains("stop-signs") && menu.contains("\nWell done.\n"), "{menu}");
}

#[test]
fn nothing_but_ascii_where_there_is_nothing_else() {
    let (menu, _) = told(stretch(&["--plain"]).env("LC_ALL", "C"), "lat\nc\nl\n1\nH\u{fc}fte\n");
    assert!(menu.is_ascii() && menu.contains("There is no page "), "{menu}");
}

#[test]
fn it_ends_by_itself_where_nobody_is() {
    let mut running = Running::new(&mut stretch(&["--plain", "--linger", "1"]));
    running.line_with("? tells every key");
    let (code, lines) = running.ends();
    assert_eq!((code, &lines[..]), (Some(0), &["Nobody there? It ends in 1 second. Enter stays.".to_owned()][..]));
}

#[test]
fn nobody_reading_ends_it_quietly() {
    let mut child = stretch(&["--plain"]).stdin(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    use rustix::process::{Pid, Signal, kill_process};

    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut running = Running::new(&mut stretch(&["--plain"]));
        running.line_with("? tells every key");
        kill_process(Pid::from_child(&running.child), signal).unwrap();
        assert_eq!(running.ends(), (Some(code), Vec::new()), "{signal:?}");
    }
}
