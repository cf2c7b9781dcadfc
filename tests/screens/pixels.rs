//! The figure as a picture: what it takes the place of, and what comes in its place.

use std::time::Duration;

use ratatui::layout::{Position, Rect, Size};
use stretch_tui::figure::Marker;
use stretch_tui::playback::event::Event;
use stretch_tui::tui::app::App;
use stretch_tui::tui::input::TerminalInput;
use stretch_tui::tui::theme::Name;

use super::scenes::{self, named};
use super::stage::{SIZES, Stage};

/// The app in a window that tells the pixels of its cells.
fn with_pictures(app: App) -> App {
    let mut app = app.with_pictures(true);
    app.rescale(Size::new(9, 18));
    app
}

fn held() -> Stage {
    named("player_hold_left").at(SIZES[1])
}

#[test]
fn nothing_is_over_it_and_all_else_is_as_without() {
    let mut seen = 0;
    for scene in scenes::all() {
        for size in SIZES {
            let mut stage = scene.at(size).changed(with_pictures);
            let Some(room) = stage.pictured() else { continue };
            seen += 1;
            let (with, without) = (stage.shot(), scene.at(size).shot());
            for (y, (with, without)) in (0..).zip(with.rows().iter().zip(without.rows())) {
                for (x, (with, without)) in (0..).zip(with.chars().zip(without.chars())) {
                    let wanted = if room.contains(Position { x, y }) { ' ' } else { without };
                    assert_eq!(with, wanted, "{} at {size:?}, {x}, {y}", scene.name);
                }
            }
        }
    }
    assert!(seen > 10, "{seen} pictures");
}

#[test]
fn without_a_yes_within_a_second_the_figure_is_in_cells() {
    let second = Duration::from_secs(1);
    for reply in [None, Some(false)] {
        let (mut stage, mut cells) = (held().changed(with_pictures), held());
        assert_ne!(stage.pictured(), None);
        stage.draws();
        if let Some(can) = reply {
            stage.happen(Event::Input(TerminalInput::Pictures(can)));
            assert!(stage.draws(), "cells are to be drawn");
        }
        stage.wait(second);
        cells.wait(second);
        assert_eq!(stage.pictured(), None, "{reply:?}");
        assert_eq!(stage.shot().rows(), cells.shot().rows(), "{reply:?}");
    }
    let mut stage = held().changed(with_pictures);
    let room: Option<Rect> = stage.pictured();
    stage.draws();
    stage.happen(Event::Input(TerminalInput::Pictures(true)));
    assert!(!stage.draws(), "nothing looks different");
    stage.wait(second * 3);
    assert_eq!(stage.pictured(), room);
}

#[test]
fn a_window_that_does_not_tell_its_pixels_has_none() {
    let mut stage = held().changed(|app| app.with_pictures(true));
    assert_eq!(stage.pictured(), None);
    assert_eq!(stage.shot().rows(), held().shot().rows());
}

#[test]
fn without_colours_there_is_no_picture() {
    let mono = || named("player_hold_left").themed(Name::Mono, Marker::Braille, SIZES[1]);
    let mut stage = mono().changed(with_pictures);
    assert_eq!(stage.pictured(), None);
    assert_eq!(stage.shot().rows(), mono().shot().rows());
}
