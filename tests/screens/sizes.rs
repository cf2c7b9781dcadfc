//! Windows of every size, at any moment: nothing breaks, nothing is drawn outside.

use std::time::Duration;

use proptest::prelude::*;
use stretch_tui::content::model::Library;
use stretch_tui::playback::event::Event;
use stretch_tui::tui::ALL_KEYS;
use stretch_tui::tui::app::Reply;
use stretch_tui::tui::input::TerminalInput;
use stretch_tui::tui::keys::Key;
use unicode_width::UnicodeWidthStr;

use super::scenes;
use super::stage::{BUILT_IN, STRANGE, Size, Stage};

/// Every size below and a little above the least one, and others up to what no terminal is.
fn sizes() -> impl Iterator<Item = Size> {
    let small = (1..=45).flat_map(|width| (1..=14).map(move |height| (width, height)));
    let narrow = (1..=60).step_by(7).flat_map(|height| [1, 39, 40, 41].map(|width| (width, height)));
    let wide = (46..=300).step_by(23).flat_map(|width| [1, 11, 12, 13, 24, 25, 26].map(|height| (width, height)));
    let large = [(60, 20), (73, 22), (80, 24), (100, 30), (120, 36), (250, 70), (40, 200), (500, 12), (400, 150)];
    small.chain(narrow).chain(wide).chain(large)
}

#[test]
fn every_screen_stays_in_every_window() {
    for scene in scenes::all() {
        let mut stage = scene.at((80, 24));
        for size in sizes() {
            stage.resize(size);
            assert_eq!(stage.spilled(), 0, "{} at {size:?}", scene.name);
        }
    }
}

#[test]
fn every_screen_keeps_its_margins() {
    for scene in scenes::all() {
        let mut stage = scene.at((80, 24));
        for size in sizes().filter(|(width, height)| *width >= 40 && *height >= 12) {
            stage.resize(size);
            let shot = stage.shot();
            let inside = |row: &&String| row.is_empty() || row.starts_with(' ') && row.width() < usize::from(size.0);
            assert!(shot.rows().iter().all(|row| inside(&row)), "{} at {size:?}:\n{}", scene.name, shot.picture());
        }
    }
}

#[test]
fn a_window_too_small_says_so_and_the_least_one_does_not() {
    for scene in scenes::all() {
        let mut stage = scene.at((80, 24));
        for (size, asks) in [((39, 12), true), ((40, 11), true), ((30, 6), true), ((40, 12), false), ((41, 13), false)]
        {
            stage.resize(size);
            let shot = stage.shot();
            assert_eq!(shot.tells("Please make the window at least 40 × 12."), asks, "{} at {size:?}", scene.name);
        }
    }
}

#[test]
fn a_window_that_was_small_for_a_while_leaves_no_trace() {
    for scene in scenes::all() {
        let mut stage = scene.at((80, 24));
        let before = stage.shot();
        for size in [(1, 1), (40, 12), (200, 60)] {
            stage.resize(size);
            stage.happen(Event::Resized);
        }
        stage.resize((80, 24));
        assert!(stage.shot() == before, "{}", scene.name);
    }
}

/// What can happen to the app.
#[derive(Clone, Debug)]
enum Step {
    Happen(Event<TerminalInput>),
    Wait(u64),
    Resize(Size),
}

/// Any key of the table, by whatever name; waiting; resizing; the shell.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let keys: Vec<_> = ALL_KEYS
        .iter()
        .flat_map(|screen| screen.bindings())
        .flat_map(|binding| binding.keys)
        .map(|key| event_of(*key))
        .collect();
    let size = prop_oneof![(1..60_u16, 1..20_u16), (40..140_u16, 12..45_u16)];
    let step = prop_oneof![
        8 => prop::sample::select(keys).prop_map(Step::Happen),
        1 => prop::sample::select(vec![Event::Resized, Event::Suspend, Event::Continued]).prop_map(Step::Happen),
        3 => (0..40_000_u64).prop_map(Step::Wait),
        2 => size.prop_map(Step::Resize),
    ];
    prop::collection::vec(step, 1..60)
}

fn event_of(key: Key) -> Event<TerminalInput> {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    Event::Input(TerminalInput::Key(match key {
        Key::Plain(code) => KeyEvent::from(code),
        Key::Ctrl(letter) => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL),
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_keys_in_any_windows_at_any_time(steps in steps(), strange in any::<bool>()) {
        let library: &'static Library = if strange { &STRANGE } else { &BUILT_IN };
        let mut stage = Stage::with(library, None, true, (80, 24));
        for step in steps {
            match step {
                // The loop would end the app here; going on is harder on it.
                Step::Happen(event) => {
                    let flow = stage.happen(event);
                    prop_assert!(event != Event::Resized || flow == Reply::Continue);
                }
                Step::Wait(milliseconds) => stage.wait(Duration::from_millis(milliseconds)),
                Step::Resize(size) => stage.resize(size),
            }
            prop_assert_eq!(stage.spilled(), 0);
            if let Some(deadline) = stage.deadline() {
                prop_assert!(deadline > stage.now, "a wake-up that is due already");
            }
        }
    }
}
