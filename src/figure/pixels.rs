//! The figure as a picture: a grid of samples finer than pixels, and from it pixels of a palette with smooth edges.
//!
//! A pixel is 3 x 3 samples. It has at most two looks, the ones most of its samples have, so that every mixture there can
//! be has a place in a palette of 256: a byte a pixel, which is quick to compare and small to send. Nothing here knows of
//! a terminal, nor how a picture gets there.

use ratatui::style::{Color, Style};

use super::canvas::Canvas;
use super::layer::{Layer, alike};
use super::plate::SAMPLES;
use super::styles::Styles;

/// The samples of a pixel.
const ALL: usize = SAMPLES * SAMPLES;
/// How many looks can be told apart: a face looks like the body.
const LOOKS: usize = 9;
/// The steps of an edge between two looks, and of one between a look and nothing, which is the one that is seen most.
const STEPS: (usize, usize) = (6, ALL);
/// The colours of a palette: each look, and each two of them in every mixture.
const COLOURS: usize = LOOKS + (LOOKS - 1) * (STEPS.1 - 1) + (LOOKS - 1) * (LOOKS - 2) / 2 * (STEPS.0 - 1);
const _: () = assert!(COLOURS <= 256, "a place in the palette is a byte");

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
        let (width, height) = canvas.plate.size();
        self.width = width;
        self.places.resize(width * height, 0);
        self.places.fill(0);
        let mixtures = mixtures();
        let mut lines = canvas.grid.lines();
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
}
