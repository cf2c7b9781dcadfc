//! Keys that nobody means: pasted, typed into another window, or sent by a wheel.

use std::time::Duration;

use stretch_tui::plan::Choices;
use stretch_tui::playback::Playback;
use stretch_tui::playback::event::Event;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::{Advance, Pace};
use stretch_tui::tui::app::{App, Reply};
use stretch_tui::tui::input::TerminalInput;
use stretch_tui::tui::theme::{Name, Theme};
use stretch_tui::tui::typing::Typing;

use super::scenes::named;
use super::stage::{BUILT_IN, SIZES, START, Size, Stage};

const USUAL: Size = SIZES[1];

/// A session that has opened by itself over somebody's work.
fn opened_over() -> Stage {
    let mut stage = Stage::new(USUAL);
    stage.play("desk-break");
    stage.changed(|mut app| {
        app.opened_over(Typing::new(START, Clock::new(1.0)));
        app
    })
}

#[test]
fn what_somebody_is_typing_does_nothing() {
    let mut stage = opened_over();
    for key in "git commit -m 'quick fix'".chars() {
        stage.wait_seconds(0.08);
        let key = if key == ' ' { "space".to_owned() } else { key.to_string() };
        stage.press(&key);
        let shot = stage.shot();
        assert!(shot.has("GET READY") && shot.has("keys count once nobody types"), "{key}: {}", shot.picture());
        assert!(!shot.has("muted") && !shot.has("PAUSED"), "{key}: {}", shot.picture());
    }
    stage.wait_seconds(0.299);
    stage.press("enter");
    stage.wait_seconds(0.3);
    assert!(!stage.shot().has("keys count") && stage.shot().has("pause"));
    stage.press("space");
    assert!(stage.shot().has("PAUSED"));
}

#[test]
fn its_keys_count_after_a_second_without_any() {
    for (wait, counts) in [(0.999, false), (1.0, true)] {
        let mut stage = opened_over();
        stage.wait_seconds(wait);
        stage.press("space");
        assert_eq!(stage.shot().has("PAUSED"), counts, "{wait}");
    }
    // One just before that begins the pause anew.
    let mut stage = opened_over();
    for wait in [0.9, 0.2] {
        stage.wait_seconds(wait);
        stage.press("space");
    }
    assert!(!stage.shot().has("PAUSED"));
    stage.wait_seconds(0.3);
    stage.press("space");
    assert!(stage.shot().has("PAUSED"));
}

#[test]
fn ctrl_c_counts_all_along_and_so_does_what_is_no_key() {
    assert_eq!(opened_over().ask("ctrl-c"), Reply::Signal(2));
    assert_eq!(opened_over().happen(Event::End(15)), Reply::Signal(15));
    assert_eq!(opened_over().happen(Event::Suspend), Reply::Suspend);
}

#[test]
fn in_the_menu_every_key_counts_from_the_start() {
    let mut stage = Stage::new(USUAL);
    stage.press("enter space");
    assert!(stage.shot().has("PAUSED"));
}

#[test]
fn pasted_text_does_nothing_but_say_so() {
    for scene in ["home_stretch", "read_causes", "player_hold_left", "player_question", "summary_skips", "help_home"] {
        let mut stage = named(scene).at(USUAL);
        let before = stage.shot();
        assert_eq!(stage.happen(Event::Input(TerminalInput::Pasted)), Reply::Continue);
        let shot = stage.shot();
        assert!(shot.has("pasted text is left out"), "{scene}: {}", shot.picture());
        assert!(stage.draws());
        // It is told once, and its row is the keys' again.
        let rows = |shot: &super::shot::Shot| shot.rows()[..usize::from(USUAL.1) - 1].to_vec();
        assert_eq!(rows(&shot), rows(&before), "{scene}");
        stage.happen(Event::Input(TerminalInput::Pasted));
        stage.wait_seconds(5.0);
        assert!(!stage.shot().has("pasted"), "{scene}");
    }
}

#[test]
fn a_wheel_changes_no_time() {
    let mut stage = named("player_hold_left").at(USUAL);
    let before = stage.shot();
    for _ in 0..9 {
        stage.press("up up up down k j");
    }
    assert!(stage.shot() == before, "{}", stage.shot().picture());
    let at_leisure = Pace { advance: Advance::Key, ..Pace::default() };
    let mut stage = Stage::new(USUAL).changed(|_| {
        App::new(
            BUILT_IN.clone(),
            Choices::default(),
            Theme::new(Name::Terminal),
            Playback::new(at_leisure, Clock::default()),
        )
    });
    stage.resize(USUAL);
    stage.play("full");
    let before = stage.shot();
    stage.press("up down");
    assert!(stage.shot() == before, "nor does it begin what waits");
}

#[test]
fn with_caps_lock_letters_of_one_meaning_work() {
    for (scene, small, capital) in [
        ("home_stretch", "d", "D"),
        ("home_stretch", "s", "S"),
        ("player_hold_left", "m", "M"),
        ("player_hold_left", "r", "R"),
        ("player_reps", "d", "D"),
        ("player_hold_left", "q", "Q"),
    ] {
        let press = |key| {
            let mut stage = named(scene).at(USUAL);
            stage.press(key);
            stage.shot()
        };
        assert!(press(small) != named(scene).at(USUAL).shot(), "{small} does something in {scene}");
        assert!(press(small) == press(capital), "{capital} in {scene}");
    }
}

#[test]
fn a_jump_to_another_stretch_says_so_and_which_key_takes_it_back() {
    let mut stage = named("player_hold_left").at(USUAL);
    stage.press("N");
    assert!(stage.shot().has("P takes it back. On to: Arm press curls"), "{}", stage.shot().picture());
    stage.press("P");
    assert!(stage.shot().has("N takes it back. Back to: Neck stretch and roll"), "{}", stage.shot().picture());
    stage.wait(Duration::from_secs(5));
    assert!(!stage.shot().has("takes it back"));
    stage.press("P");
    assert!(stage.shot().has("takes it back. Back to: Shoulder rolls"), "{}", stage.shot().picture());
    // Before the first there is none, and nothing is taken back.
    stage.press("P");
    assert!(stage.shot().has("From its beginning: Shoulder rolls"), "{}", stage.shot().picture());
    stage.press("N");
    // The end of the session speaks for itself.
    stage.press("N N N N N N");
    assert!(stage.shot().has("Well done") && !stage.shot().has("takes it back"));
}
