//! The tones on a system without an audio device: the session goes on, is told why it is silent, and nothing is
//! printed into it.

#![cfg(all(feature = "tones", target_os = "linux"))]
#![allow(clippy::unwrap_used)]

use std::env;
use std::process::{Command, Output};
use std::time::Duration;

use stretch_tui::content::load::load;
use stretch_tui::listener::tones::player::Tones;
use stretch_tui::listener::{Listener, Listeners};
use stretch_tui::plan::Choices;
use stretch_tui::plan::lookup::Target;
use stretch_tui::session::{Pace, Session};

/// Set for the process of its own in which the tones are played, since ALSA prints past the test harness.
const INSIDE: &str = "STRETCH_TEST_TONES_INSIDE";

const START: Duration = Duration::from_secs(86_400);

/// Runs a test by itself, with a system of ALSA that has no devices.
fn without_devices(test: &str) -> Output {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]).env(INSIDE, "1").env("ALSA_CONFIG_PATH", "/dev/null");
    command.output().unwrap()
}

/// Two sessions from their first cues to when the listeners are done, with what they have to tell.
fn two_sessions() -> Vec<Vec<String>> {
    let library = load(true, &[]).library;
    let plan = Target::find(&library, "desk-break").unwrap().plan(&library, Choices::default());
    let mut listeners = Listeners::default();
    listeners.add(Tones::new(50));
    let mut session = || {
        let (mut session, cues) = Session::new(plan.clone(), Pace::default(), START);
        listeners.tell(&cues, &session, START, None);
        let later = session.next_change().unwrap();
        let cues = [session.advance_to(later), cues].concat();
        listeners.tell(&cues, &session, later, None);
        listeners.shut_down(Duration::from_secs(30));
        std::iter::from_fn(|| listeners.take_warning()).collect()
    };
    vec![session(), session()]
}

#[test]
fn a_missing_device_is_told_once_a_session_and_nothing_is_printed() {
    if env::var_os(INSIDE).is_some() {
        return println!("{:?}", two_sessions());
    }
    let output = without_devices("a_missing_device_is_told_once_a_session_and_nothing_is_printed");
    let told = "sound: no audio device: the requested audio device is not available; use --sound bell";
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains(&format!("[[{told:?}], [{told:?}]]")), "{stdout}");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
