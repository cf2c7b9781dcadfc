//! The hooks of docs/examples as processes, with fake programs that print their arguments.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::{Value, json};

use super::harness::undisturbed;
use crate::{examples, is_script, path};

/// A folder that has only fake programs of these names.
fn programs(names: &[&str]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("programs-{}", names.join("-")));
    fs::create_dir_all(&folder).unwrap();
    for name in names {
        let made = symlink(path("tests/docs/said"), folder.join(name));
        assert!(made.is_ok() || made.is_err_and(|error| error.kind() == ErrorKind::AlreadyExists));
    }
    folder
}

/// What a hook prints when it gets an event.
fn told(script: &str, words: &[&str], event: &Value, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new("/bin/sh");
    command.arg(path("docs/examples").join(script)).args(words).envs(environment.iter().copied());
    for (key, value) in event.as_object().unwrap() {
        let name = format!("STRETCH_{}", key.to_uppercase());
        match value {
            Value::Null => command.env_remove(name),
            Value::String(text) => command.env(name, text),
            other => command.env(name, other.to_string()),
        };
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A hook that exits without reading is fine.
    let _ = writeln!(child.stdin.take().unwrap(), "{event}");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{script}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The events of this name in a session with two sides.
fn named(name: &str) -> Vec<Value> {
    undisturbed("lat-side-stretch").into_iter().filter(|event| event["event"] == name).collect()
}

#[test]
fn every_script_is_one_for_any_shell() {
    for script in examples().iter().filter(|name| is_script(name)) {
        let status = Command::new("/bin/sh").arg("-n").arg(path("docs/examples").join(script)).status().unwrap();
        assert!(status.success(), "{script}");
    }
}

#[test]
fn the_status_line_has_what_is_going_on() {
    let folder = programs(&["tmux"]);
    let inside = [("PATH", folder.to_str().unwrap()), ("TMUX", "/tmp/tmux/default,1,0")];
    let said: String =
        named("segment_started").iter().map(|event| told("tmux-status.sh", &[], event, &inside)).collect();
    let expected = "tmux [set] [-g] [@stretch] [prepare left 12 s]\n\
                    tmux [set] [-g] [@stretch] [hold left 20 s]\n\
                    tmux [set] [-g] [@stretch] [change right 5 s]\n\
                    tmux [set] [-g] [@stretch] [hold right 20 s]\n";
    assert_eq!(said, expected);
    for (event, expected) in [
        ("paused", "tmux [set] [-g] [@stretch-pause] [ (paused)]\n"),
        ("resumed", "tmux [set] [-gu] [@stretch-pause]\n"),
        ("session_ended", "tmux [set] [-gu] [@stretch] [;] [set] [-gu] [@stretch-pause]\n"),
        ("cue", ""),
    ] {
        assert_eq!(told("tmux-status.sh", &[], &json!({ "event": event }), &inside), expected);
    }
    let outside = [inside[0], ("TMUX", "")];
    assert_eq!(told("tmux-status.sh", &[], &json!({ "event": "paused" }), &outside), "");
}

#[test]
fn a_notification_says_what_to_get_ready_for_and_the_end() {
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = [programs(&["notify-send"])].into_iter().chain(env::split_paths(&others));
    let linux = env::join_paths(folders).unwrap();
    let mac = programs(&["osascript"]);
    let systems = [("notify-send [--app-name] [stretch]", linux.to_str()), ("osascript [-e]", mac.to_str())];
    for (begin, folders) in systems {
        let told = |event: &Value| told("notify.sh", &[], event, &[("PATH", folders.unwrap())]);
        let said: Vec<_> = named("segment_started").iter().map(told).collect();
        assert!(said[0].starts_with(begin) && said[0].contains(" [Get ready] [Stand tall, feet"), "{said:?}");
        assert_eq!(said[1..], ["", "", ""], "only where there is something to get ready for");
        let done = told(&named("session_ended")[0]);
        assert!(done.starts_with(begin) && done.ends_with(" [Well done] [That was the last one.]\n"), "{done}");
        assert_eq!(told(&json!({ "event": "session_ended", "outcome": "stopped" })), "");
    }
    let marked = json!({ "event": "segment_started", "kind": "prepare", "text": "a <b> & c" });
    let said = told("notify.sh", &[], &marked, &[("PATH", linux.to_str().unwrap())]);
    assert!(said.ends_with("[a &lt;b&gt; &amp; c]\n"), "{said}");
}

#[test]
fn a_sound_comes_when_work_begins() {
    for event in named("segment_started") {
        let said = told("when-work-begins.sh", &["cat"], &event, &[]);
        let is_work = event["kind"] == "hold";
        assert_eq!(said, if is_work { format!("{event}\n") } else { String::new() });
    }
    let hold = &named("segment_started")[1];
    assert_eq!(told("when-work-begins.sh", &["printf", "%s", "two words"], hold, &[]), "two words");
}
