//! The figure as a picture: the key poses, a character a pixel.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};
use ratatui::widgets::StatefulWidget;
use stretch_tui::figure::pixels::{Pixels, palette};
use stretch_tui::figure::{Canvas, Figure, Marker, Motion, Styles, Way};

use super::FIGURES;

/// Each look has a red of its own, by which a pixel is told.
const LOOKS: [(u8, char); 8] =
    [(20, '_'), (40, '='), (60, 'o'), (80, '>'), (100, '@'), (120, '#'), (140, 'H'), (160, '%')];

fn styles() -> Styles {
    let [ground, prop, far, guide, hair, near, front, accent] =
        LOOKS.map(|(red, _)| Style::new().fg(Color::Rgb(red, 0, 0)));
    Styles { near, front, hair, far, accent, guide, prop, ground }
}

/// A motion in the pose that tells it, in cells of 2 by 4 pixels.
fn picture(motion: &Motion, columns: u16, rows: u16) -> (Pixels, Vec<[u8; 4]>) {
    let (mut buffer, mut canvas) = (Buffer::empty(Rect::new(0, 0, columns, rows)), Canvas::default());
    let pose = motion.telling_pose(Way::default());
    let figure = Figure::new(motion, &pose).marker(Marker::Pixels(Size::new(2, 4))).styles(styles());
    StatefulWidget::render(&figure, buffer.area, &mut buffer, &mut canvas);
    let mut pixels = Pixels::default();
    pixels.take(&canvas);
    (pixels, palette(&styles()))
}

/// What is solid by its look, and what lets the ground through by how much of it is there.
fn as_text([red, _, _, solid]: [u8; 4]) -> char {
    let nearest = LOOKS.iter().min_by_key(|(look, _)| look.abs_diff(red));
    match solid {
        0 => ' ',
        1..=85 => '.',
        86..=170 => '-',
        171..=254 => '+',
        255 => nearest.map_or('?', |(_, letter)| *letter),
    }
}

#[test]
fn key_poses_in_pixels() {
    let mut text = String::new();
    for motion in FIGURES.motions.values() {
        let (pixels, palette) = picture(motion, 40, 15);
        assert_eq!((pixels.width, pixels.places.len()), (80, 80 * 60), "{}", motion.id);
        text += &format!("{}\n", motion.id);
        for row in pixels.places.chunks(pixels.width) {
            let row: String = row.iter().map(|place| as_text(palette[usize::from(*place)])).collect();
            text += &format!("{}\n", row.trim_end());
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn an_edge_is_smooth() {
    for motion in FIGURES.motions.values() {
        let (pixels, palette) = picture(motion, 60, 30);
        let solid = |at: usize| pixels.places.get(at).map_or(0, |place| palette[usize::from(*place)][3]);
        let jumps = (1..pixels.places.len()).filter(|at| solid(*at).abs_diff(solid(at - 1)) == u8::MAX).count();
        let soft = (0..pixels.places.len()).filter(|at| (1..u8::MAX).contains(&solid(*at))).count();
        assert!(soft > jumps, "{}: {soft} soft pixels, {jumps} jumps", motion.id);
    }
}
