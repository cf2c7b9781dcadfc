//! What a frame of the figure costs: `cargo bench --bench figure`. The goal is under 200 microseconds at 60 x 30 cells.

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::StatefulWidget;
use stretch_tui::figure::{Canvas, Figure, Figures, Marker, Way};
#[cfg(feature = "pixels")]
use stretch_tui::tui::pictures::Pictures;

fn main() {
    divan::main();
}

const SIZES: [(u16, u16); 4] = [(30, 14), (60, 30), (80, 36), (160, 72)];
const CELL: Marker = Marker::Pixels(Size { width: 9, height: 18 });
const MOTIONS: [&str; 4] = ["cat-camel", "lat-side-stretch", "neck-half-roll", "thoracic-extension"];

fn frame(bencher: Bencher, id: &str, (columns, rows): (u16, u16), marker: Marker) {
    let figures = Figures::builtin();
    let Some(motion) = figures.motion(id) else { return };
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut canvas = Canvas::default();
    // As it moves, frame by frame: what does not change costs less.
    let mut at = 0.0;
    bencher.bench_local(|| {
        at = (at + 0.01) % 1.0;
        let pose = motion.pose(black_box(at), Way::default());
        let figure = Figure::new(motion, &pose).marker(marker);
        StatefulWidget::render(&figure, buffer.area, &mut buffer, &mut canvas);
    });
}

#[divan::bench(args = SIZES)]
fn size(bencher: Bencher, size: (u16, u16)) {
    frame(bencher, "neck-half-roll", size, Marker::Braille);
}

#[divan::bench(args = MOTIONS)]
fn motion(bencher: Bencher, id: &str) {
    frame(bencher, id, (60, 30), Marker::Braille);
}

#[divan::bench(args = SIZES)]
fn sextants(bencher: Bencher, size: (u16, u16)) {
    frame(bencher, "neck-half-roll", size, Marker::Sextants);
}

#[divan::bench(args = SIZES)]
fn quadrants(bencher: Bencher, size: (u16, u16)) {
    frame(bencher, "neck-half-roll", size, Marker::Quadrants);
}

#[divan::bench]
fn blocks(bencher: Bencher) {
    frame(bencher, "neck-half-roll", (60, 30), Marker::Blocks);
}

#[divan::bench]
fn ascii(bencher: Bencher) {
    frame(bencher, "neck-half-roll", (60, 30), Marker::Ascii);
}

/// Drawn alone, in cells of 9 by 18 pixels.
#[divan::bench(args = SIZES)]
fn pixels(bencher: Bencher, size: (u16, u16)) {
    frame(bencher, "neck-half-roll", size, CELL);
}

/// Drawn and encoded as it is sent.
#[cfg(feature = "pixels")]
#[divan::bench(args = SIZES)]
fn pixels_sent(bencher: Bencher, (columns, rows): (u16, u16)) {
    let figures = Figures::builtin();
    let Some(motion) = figures.motion("neck-half-roll") else { return };
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let (mut canvas, mut pictures) = (Canvas::default(), Pictures::default());
    let mut at = 0.0;
    bencher.bench_local(|| {
        at = (at + 0.01) % 1.0;
        let pose = motion.pose(black_box(at), Way::default());
        let figure = Figure::new(motion, &pose).marker(CELL);
        StatefulWidget::render(&figure, buffer.area, &mut buffer, &mut canvas);
        pictures.frame(&canvas)
    });
}

#[divan::bench]
fn reading_the_file() -> bool {
    !Figures::read_builtin().motions.is_empty()
}
