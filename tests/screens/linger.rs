//! A window that nobody attends.

use std::time::Duration;

use stretch_tui::playback::event::Event;
use stretch_tui::tui::app::Reply;

use super::scenes::named;
use super::stage::{SIZES, Stage};

const AFTER: Duration = Duration::from_secs(60);

/// Where the program waits for a key.
const WAITING: [&str; 8] = [
    "home_routine",
    "home_stretch",
    "read_causes",
    "player_paused",
    "player_question",
    "summary_completed",
    "help_home",
    "help_player",
];

/// A scene in which somebody may not be there, in a window of a size.
fn at(scene: &str, size: usize) -> Stage {
    named(scene).at(SIZES[size]).changed(|app| app.with_linger(Some(AFTER)))
}

/// Lets time pass as the loop does, until it leaves; returns how long that took, and the counted seconds.
fn left_alone(stage: &mut Stage) -> (Duration, Vec<String>) {
    let (start, mut counted) = (stage.now, Vec::new());
    loop {
        let Some(deadline) = stage.deadline() else { panic!("it waits for ever:\n{}", stage.shot().picture()) };
        assert!(deadline < start + 20 * AFTER, "{}", stage.shot().picture());
        if stage.look_at(deadline) == Reply::Quit {
            return (stage.now - start, counted);
        }
        let foot = stage.shot().rows().last().unwrap().trim().to_owned();
        if foot.contains("closes") && counted.last() != Some(&foot) {
            counted.push(foot);
        }
    }
}

#[test]
fn it_leaves_wherever_a_key_is_waited_for() {
    for scene in WAITING {
        for size in 0..SIZES.len() {
            let mut stage = at(scene, size);
            stage.look_at(stage.now);
            let (took, counted) = left_alone(&mut stage);
            assert_eq!(took, AFTER, "{scene}");
            let wanted: Vec<_> =
                (1..=10).rev().map(|left| format!("closes in {left} s; any key keeps it open")).collect();
            assert_eq!(counted, wanted, "{scene}");
        }
    }
}

#[test]
fn a_key_that_leads_to_a_wait_begins_it() {
    for (scene, keys) in [("player_hold_left", "space"), ("player_hold_left", "q"), ("player_hold_left", "?")] {
        let mut stage = at(scene, 1);
        stage.press(keys);
        assert_eq!(left_alone(&mut stage).0, AFTER, "{keys}");
    }
}

#[test]
fn it_never_leaves_work_and_waits_anew_after_it() {
    let mut stage = at("home_routine", 1);
    let plan = stage.play("desk-break");
    assert!(plan.total() > 2 * AFTER);
    stage.wait(plan.total() - Duration::from_secs(1));
    assert!(stage.shot().has("left"), "{}", stage.shot().picture());
    let (took, _) = left_alone(&mut stage);
    assert_eq!(took, AFTER + Duration::from_secs(1), "counted from the end of the session");
}

#[test]
fn any_key_keeps_it_open_and_does_nothing_else() {
    for key in ["space", "q", "enter", "x", "esc"] {
        let mut stage = at("player_paused", 1);
        stage.look_at(stage.now);
        let before = stage.shot();
        stage.wait_seconds(55.0);
        assert!(stage.shot().has("closes in 5 s"), "{}", stage.shot().picture());
        assert_eq!(stage.ask(key), Reply::Continue, "{key}");
        assert!(stage.shot() == before, "{key}: {}", stage.shot().picture());
        assert_eq!(left_alone(&mut stage).0, AFTER, "{key}");
    }
    let mut stage = at("player_paused", 1);
    stage.look_at(stage.now);
    stage.wait_seconds(55.0);
    assert_eq!(stage.ask("ctrl-c"), Reply::Signal(2));
}

#[test]
fn a_closed_laptop_is_nobody_leaving() {
    for hours in [1, 5] {
        let mut stage = at("summary_completed", 1);
        stage.look_at(stage.now);
        assert_eq!(stage.look_at(stage.now + Duration::from_secs(hours * 3600)), Reply::Continue);
        assert!(stage.shot().has("closes in 10 s"), "it is counted all the same");
        assert_eq!(left_alone(&mut stage).0, Duration::from_secs(10));
    }
    let mut stage = at("summary_completed", 1);
    stage.look_at(stage.now);
    stage.wait_seconds(55.0);
    stage.happen(Event::Continued);
    assert!(!stage.shot().has("closes in"), "somebody has brought it back from the shell");
}

#[test]
fn without_it_a_window_stays() {
    for scene in WAITING {
        let mut stage = named(scene).at(SIZES[1]);
        stage.wait_for_rest();
    }
}
