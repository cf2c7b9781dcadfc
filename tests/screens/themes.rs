//! The themes that bring a ground of their own: it is under everything, and nothing on it is left to the terminal.

use stretch_tui::figure::Marker;
use stretch_tui::tui::theme::{Name, Theme};

use super::pictures::accepted;
use super::scenes::{self, named};
use super::stage::{SIZES, Size};

const USUAL: Size = SIZES[1];

fn with_ground() -> impl Iterator<Item = Name> {
    Name::WORDS.iter().map(|(_, name)| *name).filter(|name| Theme::new(*name).base().bg.is_some())
}

#[test]
fn the_menu_and_a_session() {
    for theme in with_ground() {
        for scene in ["home_stretch", "player_hold_left"] {
            let stage = |size| named(scene).themed(theme, Marker::Braille, size);
            accepted(&format!("{}_{scene}", theme.word()), &stage, &[USUAL]);
        }
    }
}

#[test]
fn half_blocks_of_two_colours() {
    let stage = |size| named("player_prepare_stretch").themed(Name::Dusk, Marker::Blocks, size);
    accepted("dusk_player_blocks", &stage, &[USUAL]);
}

#[test]
fn a_ground_is_under_everything_and_nothing_is_left_to_the_terminal() {
    for theme in with_ground() {
        for marker in [Marker::Braille, Marker::Blocks, Marker::Ascii] {
            for scene in scenes::all() {
                let mut stage = scene.themed(theme, marker, USUAL);
                // The last is too small for any screen.
                for size in [USUAL, SIZES[0], (30, 6)] {
                    stage.resize(size);
                    let shot = stage.shot();
                    let told = (&scene.name, theme, marker, size);
                    assert_eq!((shot.left_to_the_terminal(), shot.off_the_ground()), (0, 0), "{told:?}");
                }
            }
        }
    }
}
