//! The figure as a picture: a grid of samples finer than pixels, and from it pixels of a palette with smooth edges.
//!
//! A pixel is 3 x 3 samples. It has at most two looks, the ones most of its samples have, so that every mixture there can
//! be has a place in a palette of 256: a byte a pixel, which is quick to compare and small to send. Nothing here knows of
//! a terminal, nor how a picture gets there.

use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};

use super::body::{self, Detail};
use super::layer::{Layer, alike};
use super::model::{FigureFrame, Motion, Point, Pose};
use super::raster::Canvas;
use super::widget::Styles;

/// The samples of a pixel, across and down.
const SAMPLES: usize = 3;
/// The samples of a pixel.
const ALL: usize = SAMPLES * SAMPLES;
/// How many looks can be told apart: a face looks like the body.
const LOOKS: usize = 9;
/// The steps of an edge between two looks, and of one between a look and nothing, which is the one that is seen most.
const STEPS: (usize, usize) = (6, ALL);
/// The colours of a palette: each look, and each two of them in every mixture.
const COLOURS: usize = LOOKS + (LOOKS - 1) * (STEPS.1 - 1) + (LOOKS - 1) * (LOOKS - 2) / 2 * (STEPS.0 - 1);
const _: () = assert!(COLOURS <= 256, "a place in the palette is a byte");

/// The most pixels of a picture. A larger room has a smaller picture, which the terminal makes larger.
const MOST: f64 = 480_000.0;

/// A picture that is to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// The cells it takes the place of.
    pub room: Rect,
    pub(crate) styles: Styles,
    /// Another number whenever something else was drawn.
    pub(crate) number: u64,
}

/// What a canvas holds as a picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Plate {
    subject: Option<Depicted>,
    number: u64,
    wanted: Option<Picture>,
}

/// What a picture shows: drawn again it would look the same.
#[derive(Clone, Debug, PartialEq)]
struct Depicted {
    motion: String,
    pose: Pose,
    frame: FigureFrame,
    size: (usize, usize),
}

impl Plate {
    /// The canvas has something else on it.
    pub(super) fn forget(&mut self) {
        self.subject = None;
    }
}

impl Canvas {
    pub fn picture(&self) -> Option<Picture> {
        self.plate.wanted
    }

    /// Begins a frame, in which no picture has been asked for yet.
    pub(crate) fn begin(&mut self) {
        self.plate.wanted = None;
    }

    /// Draws a picture of a room of cells that have so many pixels.
    pub(super) fn depict(
        &mut self,
        (motion, pose): (&Motion, &Pose),
        (frame, detail): (FigureFrame, Detail),
        (room, cell): (Rect, Size),
        styles: Styles,
    ) {
        let size = size(room, cell);
        let is_same = |subject: &Depicted| {
            let Depicted { motion: one, pose: other, frame: part, size: before } = subject;
            *one == motion.id && other == pose && *part == frame && *before == size
        };
        if !self.plate.subject.as_ref().is_some_and(is_same) {
            let samples = (size.0 * SAMPLES, size.1 * SAMPLES);
            #[allow(clippy::cast_precision_loss, reason = "a window has a few thousand pixels")]
            let grain = samples.1 as f64 / (f64::from(room.height.max(1)) * 4.0);
            self.resize(samples.0, samples.1, Point::new(grain, grain));
            body::draw(self, motion, pose, frame, detail);
            self.plate.number += 1;
            self.plate.subject = Some(Depicted { motion: motion.id.clone(), pose: *pose, frame, size });
        }
        self.plate.wanted = Some(Picture { room, styles, number: self.plate.number });
    }
}

/// The pixels of a picture for a room.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no more than the pixels of a window")]
fn size(room: Rect, cell: Size) -> (usize, usize) {
    let of = |cells: u16, pixels: u16| f64::from(cells) * f64::from(pixels.max(1));
    let (width, height) = (of(room.width, cell.width), of(room.height, cell.height));
    let part = (MOST / (width * height).max(1.0)).sqrt().min(1.0);
    ((width * part) as usize, (height * part) as usize)
}

/// Pixels row by row, each a place in a palette; kept from frame to frame, so that making them allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pixels {
    /// How many stand in a row.
    pub width: usize,
    pub places: Vec<u8>,
}

impl Pixels {
    /// Takes over the picture of a canvas.
    pub fn take(&mut self, canvas: &Canvas) {
        let (width, height) = canvas.plate.subject.as_ref().map_or((0, 0), |subject| subject.size);
        self.width = width;
        self.places.resize(width * height, 0);
        self.places.fill(0);
        let mixtures = mixtures();
        let mut lines = canvas.lines();
        for row in self.places.chunks_exact_mut(width.max(1)) {
            let (Some(upper), Some(middle), Some(lower)) = (lines.next(), lines.next(), lines.next()) else { return };
            let lines = [upper, middle, lower];
            let painted = lines.iter().map(|(_, painted)| painted).filter(|painted| painted.start < painted.end);
            let (start, end) =
                painted.fold((usize::MAX, 0), |(start, end), one| (one.start.min(start), one.end.max(end)));
            let (first, last) = (start / SAMPLES, end.div_ceil(SAMPLES));
            let mut runs = lines.map(|(line, _)| PixelRun { line, sample: 0, end: 0 });
            let mut at = first;
            while at < last {
                for run in &mut runs {
                    run.reach(at * SAMPLES);
                }
                let [upper, middle, lower] = &runs;
                let alike = (upper.sample, lower.sample) == (middle.sample, middle.sample);
                let end = if alike { upper.end.min(middle.end).min(lower.end) / SAMPLES } else { at };
                let places = row.get_mut(at..end.clamp(at + 1, last)).unwrap_or_default();
                at += places.len().max(1);
                if end > at - places.len() {
                    places.fill(look(upper.sample));
                } else if let [place] = places {
                    let samples = |run: &PixelRun| run.line.as_chunks().0.get(at - 1).copied().unwrap_or_default();
                    *place = mixed([samples(upper), samples(middle), samples(lower)], &mixtures);
                }
            }
        }
    }
}

/// Samples of a row that are alike, up to where they end.
#[derive(Clone, Copy)]
struct PixelRun<'a> {
    line: &'a [u8],
    sample: u8,
    end: usize,
}

impl PixelRun<'_> {
    /// Goes on to the run that a sample is in.
    fn reach(&mut self, at: usize) {
        if self.end <= at {
            let rest = self.line.get(at..).unwrap_or_default();
            self.sample = rest.first().copied().unwrap_or_default();
            self.end = at + alike(rest).max(1);
        }
    }
}

/// The palette in the colours of these styles: red, green, blue and how solid each is.
pub fn palette(styles: &Styles) -> Vec<[u8; 4]> {
    let Styles { near, front, hair, far, accent, guide, prop, ground } = *styles;
    let inks = [ground, prop, far, guide, hair, near, front, accent].map(|style| Some(rgb(style)));
    let ink = |look: usize| look.checked_sub(1).and_then(|at| inks.get(at).copied().flatten());
    let solid = (0..LOOKS).map(|look| mix(ink(look), ink(look), (1, 1)));
    let pairs = (0..LOOKS).flat_map(|one| (0..one).map(move |other| (one, other)));
    let mixed = pairs.flat_map(|(one, other)| {
        let steps = steps(other);
        (1..steps).map(move |share| mix(ink(one), ink(other), (share, steps)))
    });
    solid.chain(mixed).collect()
}

/// Red, green and blue of a style; grey where it says none that is the same in every terminal.
fn rgb(style: Style) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match style.fg {
        Some(Color::Rgb(red, green, blue)) => [red, green, blue],
        Some(Color::Indexed(grey @ 232..)) => [8 + 10 * (grey - 232); 3],
        Some(Color::Indexed(index @ 16..)) => {
            let at = index - 16;
            [at / 36, at / 6 % 6, at % 6].map(|level| LEVELS.get(usize::from(level)).copied().unwrap_or_default())
        }
        _ => [128; 3],
    }
}

/// So much of one colour and the rest of another; one that is none lets the ground through.
fn mix(one: Option<[u8; 3]>, other: Option<[u8; 3]>, (share, of): (usize, usize)) -> [u8; 4] {
    let part = |one: u8, other: u8| {
        u8::try_from((usize::from(one) * share + usize::from(other) * (of - share)) / of).unwrap_or(u8::MAX)
    };
    match (one, other) {
        (None, None) => [0; 4],
        (Some([r, g, b]), None) => [r, g, b, part(u8::MAX, 0)],
        (None, Some([r, g, b])) => [r, g, b, part(0, u8::MAX)],
        (Some(one), Some(other)) => [part(one[0], other[0]), part(one[1], other[1]), part(one[2], other[2]), u8::MAX],
    }
}

/// The steps of an edge whose lesser look this is.
fn steps(lesser: usize) -> usize {
    if lesser == 0 { STEPS.1 } else { STEPS.0 }
}

/// Where the mixtures of each two looks begin in the palette, the greater look first.
type Mixtures = [[u8; LOOKS]; LOOKS];

fn mixtures() -> Mixtures {
    let mut mixtures = [[0; LOOKS]; LOOKS];
    let mut next = LOOKS;
    for (one, row) in mixtures.iter_mut().enumerate() {
        for (other, place) in row.iter_mut().enumerate().take(one) {
            *place = u8::try_from(next).unwrap_or_default();
            next += steps(other) - 1;
        }
    }
    mixtures
}

/// What each layer looks like, which is also its place in the palette. A face looks like the body.
const LOOK_OF: [u8; Layer::ALL.len()] = [0, 1, 2, 3, 4, 5, 6, 7, 6, 8];

fn look(sample: u8) -> u8 {
    LOOK_OF.get(usize::from(sample)).copied().unwrap_or_default()
}

/// The place in the palette of a pixel of several looks. A third one is shared out between the two that it has most of.
fn mixed(samples: [[u8; SAMPLES]; SAMPLES], mixtures: &Mixtures) -> u8 {
    let mut counts = [0_u8; LOOKS];
    for sample in samples.as_flattened() {
        if let Some(count) = counts.get_mut(usize::from(look(*sample))) {
            *count += 1;
        }
    }
    let [mut one, mut other] = [(0, 0); 2];
    for (look, count) in counts.into_iter().enumerate() {
        if count > one.1 {
            (one, other) = ((look, count), one);
        } else if count > other.1 {
            other = (look, count);
        }
    }
    if other.1 == 0 {
        return u8::try_from(one.0).unwrap_or_default();
    }
    let (high, low) = if one.0 > other.0 { (one, other) } else { (other, one) };
    let (all, steps) = (usize::from(high.1 + low.1), steps(low.0));
    let share = ((usize::from(high.1) * steps + all / 2) / all).clamp(1, steps - 1);
    let first = mixtures.get(high.0).and_then(|row| row.get(low.0)).copied().unwrap_or_default();
    first + u8::try_from(share - 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles() -> Styles {
        let ink = |red| Style::new().fg(Color::Rgb(red, 0, 0));
        Styles { near: ink(90), accent: ink(180), front: Style::new().fg(Color::Indexed(244)), ..Styles::default() }
    }

    /// The colour of a pixel of these samples.
    fn colour(samples: [[Layer; SAMPLES]; SAMPLES]) -> [u8; 4] {
        let samples = samples.map(|row| row.map(|layer| layer as u8));
        palette(&styles())[usize::from(mixed(samples, &mixtures()))]
    }

    #[test]
    fn every_mixture_has_its_place_in_the_palette() {
        let palette = palette(&styles());
        assert_eq!(palette.len(), COLOURS);
        let last = usize::from(mixtures()[LOOKS - 1][LOOKS - 2]) + STEPS.0 - 2;
        assert_eq!(last, COLOURS - 1);
        assert_eq!(palette[usize::from(look(Layer::Front as u8))], [128, 128, 128, 255]);
    }

    #[test]
    fn an_edge_lets_the_ground_through_by_as_much_as_is_not_covered() {
        let (on, off) = (Layer::Near, Layer::Empty);
        assert_eq!(colour([[off; 3]; 3]), [0; 4]);
        assert_eq!(colour([[on; 3]; 3]), [90, 0, 0, 255]);
        assert_eq!(colour([[on, off, off]; 3]), [90, 0, 0, 85]);
        assert_eq!(colour([[on; 3], [on; 3], [on, on, off]]), [90, 0, 0, 226]);
        assert_eq!(colour([[Layer::Face, on, on]; 3]), [90, 0, 0, 255], "a face is body");
    }

    #[test]
    fn two_looks_mix_and_a_third_is_shared_out() {
        let (body, muscle) = (Layer::Near, Layer::Accent);
        assert_eq!(colour([[body, body, muscle]; 3]), [120, 0, 0, 255]);
        assert_eq!(colour([[muscle, muscle, body], [muscle; 3], [body, body, Layer::Empty]])[3], 255);
    }

    #[test]
    fn a_picture_has_the_size_of_its_room_up_to_a_most() {
        let room = Rect::new(0, 0, 60, 30);
        assert_eq!(size(room, Size::new(9, 18)), (540, 540));
        assert_eq!(size(room, Size::new(8, 17)), (480, 510));
        let (width, height) = size(room, Size::new(18, 36));
        assert!(width == height && (690..=693).contains(&width), "{width} x {height}");
    }
}
