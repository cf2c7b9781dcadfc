//! The pictures that were looked at and found good. One snapshot a scene, with every size in it.

use super::scenes::{self, Scene};
use super::stage::{MENU_SIZES, SIZES, Size, Stage};

/// Holds a scene to its accepted snapshot.
pub fn accepted(name: &str, stage: &dyn Fn(Size) -> Stage, sizes: &[Size]) {
    let pictures: Vec<_> = sizes.iter().map(|size| stage(*size).shot().picture()).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    settings.bind(|| insta::assert_snapshot!(name, pictures.join("\n")));
}

fn all_accepted(scenes: &[Scene]) {
    for scene in scenes {
        accepted(&scene.name, &|size| scene.at(size), &SIZES);
    }
}

#[test]
fn the_menu() {
    for scene in scenes::home() {
        accepted(&scene.name, &|size| scene.at(size), &MENU_SIZES);
    }
}

#[test]
fn the_reading_pages() {
    all_accepted(&scenes::read());
}

#[test]
fn a_session() {
    all_accepted(&scenes::player());
}

/// Side panes, a window with a line less than the usual one, a low and wide one.
#[test]
fn a_session_in_other_windows() {
    for name in ["prepare", "hold_left", "last_seconds", "move", "change", "paused", "question"] {
        let scene = scenes::named(&format!("player_{name}"));
        accepted(&format!("other_{name}"), &|size| scene.at(size), &[(60, 30), (50, 40), (80, 23), (120, 20)]);
    }
}

#[test]
fn the_end_of_a_session() {
    all_accepted(&scenes::summary());
}

#[test]
fn the_help() {
    all_accepted(&scenes::help());
}

#[test]
fn strange_content() {
    all_accepted(&scenes::strange());
}

#[test]
fn very_large_and_other_windows() {
    for name in
        ["home_stretch", "read_stop_signs", "player_hold_left", "player_phase_in", "summary_skips", "help_player"]
    {
        accepted(&format!("large_{name}"), &|size| scenes::named(name).at(size), &[(100, 30), (250, 70)]);
    }
}

#[test]
fn no_colour() {
    for name in ["home_routine", "read_stop_signs", "player_hold_left", "player_lead_in", "summary_skips"] {
        accepted(&format!("plain_{name}"), &|size| scenes::named(name).with(false, size), &[(80, 24)]);
    }
}

#[test]
fn no_figure() {
    for name in ["home_stretch", "player_prepare", "player_hold_left", "player_change", "player_phase_in"] {
        accepted(&format!("bare_{name}"), &|size| scenes::named(name).bare(size), &[(80, 24), (120, 36)]);
    }
}

#[test]
fn without_colour_nothing_has_one_and_with_it_every_screen_does() {
    for scene in scenes::all() {
        assert!(!scene.with(false, (80, 24)).shot().is_coloured(), "{}", scene.name);
    }
    for name in ["player_hold_left", "summary_completed"] {
        assert!(scenes::named(name).at((80, 24)).shot().is_coloured(), "{name}");
    }
}
