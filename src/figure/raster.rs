//! A grid of samples and the shapes that fill it: capsules, ellipses and quadrilaterals.
//!
//! Coordinates are in dots of braille, 2 x 4 a cell, whatever the marker: a dot is then about square, x to the right and
//! y *down*. A marker that weighs how much of a part of a cell is covered has a finer grid, of several samples a dot. A
//! shape covers the samples whose middle it contains. All of them are convex: a row of samples meets each in one span,
//! so that a shape costs two ends a row and not a test a sample.

// Coordinates are clamped to the grid, a few hundred dots each way, before they become indices.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]

use std::ops::Range;

use super::layer::{Layer, Paint};
use super::model::Point;
use super::samples::{DOTS, Fineness, Samples};

/// A grid of samples, kept between frames so that drawing allocates nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    width: usize,
    height: usize,
    fineness: Fineness,
    /// Samples a dot, across and down.
    grain: Point,
    /// A [`Layer`] each: bytes are filled and compared many at a time.
    samples: Vec<u8>,
    /// The columns of each row outside which nothing was painted.
    painted: Vec<Range<usize>>,
}

/// A straight limb whose thickness changes evenly along it, from the radius `start` to the radius `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capsule {
    pub(crate) from: Point,
    pub(crate) to: Point,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

impl Capsule {
    pub(crate) fn grown(self, by: f64) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self }
    }
}

/// The part of a row within a shape; with its first end after its second there is none.
type Span = (f64, f64);

const NOWHERE: Span = (f64::MAX, f64::MIN);

fn join(one: Span, other: Span) -> Span {
    // None of them is NaN, with which `min` and `max` would be calls.
    (if one.0 < other.0 { one.0 } else { other.0 }, if one.1 > other.1 { one.1 } else { other.1 })
}

impl Grid {
    /// Clears it and makes it `columns` x `rows` cells large, in a grid so fine.
    pub(crate) fn reset(&mut self, columns: u16, rows: u16, fineness: Fineness) {
        let Fineness { across, down } = fineness;
        self.fineness = fineness;
        let grain = Point::new(across.max(1) as f64 / DOTS.across as f64, down.max(1) as f64 / DOTS.down as f64);
        self.resize(usize::from(columns) * across, usize::from(rows) * down, grain);
    }

    /// Clears it and makes it so many samples large, of which a dot has so many across and down.
    pub(super) fn resize(&mut self, width: usize, height: usize, grain: Point) {
        self.grain = grain;
        if (self.width, self.height) == (width, height) {
            for (row, painted) in self.samples.chunks_exact_mut(width.max(1)).zip(&mut self.painted) {
                row.get_mut(std::mem::take(painted)).unwrap_or_default().fill(Layer::Empty as u8);
            }
            return;
        }
        (self.width, self.height) = (width, height);
        self.samples.clear();
        self.samples.resize(width * height, Layer::Empty as u8);
        self.painted.clear();
        self.painted.resize(height, 0..0);
    }

    /// The rows of samples, each with the columns outside which nothing was painted.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&[u8], &Range<usize>)> {
        self.samples.chunks_exact(self.width.max(1)).zip(&self.painted)
    }

    pub(crate) fn width(&self) -> f64 {
        self.width as f64 / self.grain.x
    }

    pub(crate) fn height(&self) -> f64 {
        self.height as f64 / self.grain.y
    }

    /// The columns of a row of cells outside which nothing was painted.
    pub(super) fn covered(&self, row: usize) -> Range<usize> {
        let Fineness { across, down } = self.fineness;
        let (mut start, mut end) = (self.width, 0);
        for painted in self.painted.iter().skip(row * down).take(down) {
            if !painted.is_empty() {
                start = start.min(painted.start);
                end = end.max(painted.end);
            }
        }
        start / across.max(1)..end.div_ceil(across.max(1))
    }

    pub(crate) fn cell(&self, column: usize, row: usize) -> Samples {
        let Fineness { across, down } = self.fineness;
        let mut start = row * down * self.width + column * across;
        let mut samples = Samples::default();
        for word in samples.iter_mut().take(down) {
            let row = self.samples.get(start..).unwrap_or_default();
            *word = match (across, row) {
                (4, [a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]),
                (2, [a, b, ..]) => u32::from_le_bytes([*a, *b, 0, 0]),
                _ => 0,
            };
            start += self.width;
        }
        samples
    }

    /// Hands `paint` each row of samples between two heights, its part within `span`, and the middle of the first sample
    /// of it.
    fn rows(
        &mut self,
        (upper, lower): Span,
        mut span: impl FnMut(f64) -> Span,
        mut paint: impl FnMut(Point, &mut [u8]),
    ) {
        let (width, grain) = (self.width, self.grain);
        let (wide, tall) = (1.0 / grain.x, 1.0 / grain.y);
        // The first sample whose middle is not before a place. What is below 0 becomes 0. A `u32` is made of a float in
        // fewer steps than a `usize`.
        let first = |place: f64, end: usize| ((place + 0.499_999_999) as u32 as usize).min(end);
        let (top, bottom) = (first(upper * grain.y, self.height), first(lower * grain.y, self.height));
        for y in top..bottom {
            let middle = (y as f64 + 0.5) * tall;
            let (left, right) = span(middle);
            let (left, right) = (first(left * grain.x, width), first(right * grain.x, width));
            if left < right
                && let Some(row) = self.samples.get_mut(y * width + left..y * width + right)
                && let Some(painted) = self.painted.get_mut(y)
            {
                let bare = painted.start == painted.end;
                let start = if bare { left } else { painted.start.min(left) };
                *painted = start..painted.end.max(right);
                paint(Point::new((left as f64 + 0.5) * wide, middle), row);
            }
        }
    }

    /// Paints a rectangle between two corners.
    pub(crate) fn block(&mut self, low: Point, high: Point, paint: &Paint) {
        self.rows((low.y, high.y), |_| (low.x, high.x), |_, row| paint.on(row));
    }

    pub(crate) fn capsule(&mut self, capsule: &Capsule, paint: &Paint) {
        self.capsule_from(capsule, f64::MIN, paint);
    }

    /// Paints what of a capsule is beyond a share of the way along it: all within its hull, two circles and the lines
    /// that touch both.
    pub(crate) fn capsule_from(&mut self, capsule: &Capsule, share: f64, paint: &Paint) {
        let Capsule { from, to, start, end } = *capsule;
        let way = to.minus(from);
        let square = way.x * way.x + way.y * way.y;
        let taper = start - end;
        let circles = [(from, start), (to, end)].map(|(at, radius)| (at, radius * radius));
        let mut edges = [NO_EDGE; 2];
        if square > taper * taper {
            let (along, aside) = (taper / square, (square - taper * taper).sqrt() / square);
            for (edge, aside) in edges.iter_mut().zip([aside, -aside]) {
                let out = Point::new(way.x * along - way.y * aside, way.y * along + way.x * aside);
                let touch = |at: Point, radius: f64| Point::new(at.x + out.x * radius, at.y + out.y * radius);
                *edge = Edge::new(touch(from, start), touch(to, end));
            }
        }
        let bounds = ((from.y - start).min(to.y - end), (from.y + start).max(to.y + end));
        let across = if way.x.abs() < 1e-9 { 1e-9 } else { way.x };
        let span = |y: f64| {
            let mut span = NOWHERE;
            for edge in &edges {
                span = edge.widened(span, y);
            }
            // Between both edges the circles reach no farther.
            if !edges.iter().all(|edge| edge.meets(y)) {
                for (at, square) in &circles {
                    let rest = square - (y - at.y) * (y - at.y);
                    if rest >= 0.0 {
                        let half = rest.sqrt();
                        span = join(span, (at.x - half, at.x + half));
                    }
                }
            }
            if share <= 0.0 {
                return span;
            }
            let limit = from.x + (share * square - (y - from.y) * way.y) / across;
            if across < 0.0 { (span.0, span.1.min(limit)) } else { (span.0.max(limit), span.1) }
        };
        self.rows(bounds, span, |_, row| paint.on(row));
    }

    pub(crate) fn quadrilateral(&mut self, corners: [Point; 4], paint: &Paint) {
        let [a, b, c, d] = corners;
        let edges = [(a, b), (b, c), (c, d), (d, a)].map(|(from, to)| Edge::new(from, to));
        let bounds = corners.iter().fold(NOWHERE, |bounds, corner| join(bounds, (corner.y, corner.y)));
        let span = |y: f64| edges.iter().fold(NOWHERE, |span, edge| edge.widened(span, y));
        self.rows(bounds, span, |_, row| paint.on(row));
    }

    /// Hands `paint` each row of an ellipse whose height lies along `axis` (a unit vector).
    pub(crate) fn ellipse(&mut self, centre: Point, axis: Point, half: Point, mut paint: impl FnMut(Chord)) {
        // Along and across change evenly in a row; what is within 1 of the middle lies between the two solutions of a
        // quadratic equation.
        let (along, across) = (axis.x / half.y, -axis.y / half.x);
        let square = along * along + across * across;
        let place = |x: f64, y: f64| Point::new(x * across + y * axis.x / half.x, x * along + y * axis.y / half.y);
        let reach = (half.y * half.y * axis.y * axis.y + half.x * half.x * axis.x * axis.x).sqrt();
        let span = |y: f64| {
            let Point { x: out, y: up } = place(0.0, y - centre.y);
            let middle = -(up * along + out * across) / square;
            let width = (middle * middle - (up * up + out * out - 1.0) / square).max(0.0).sqrt();
            (centre.x + middle - width, centre.x + middle + width)
        };
        let step = Point::new(across / self.grain.x, along / self.grain.x);
        self.rows((centre.y - reach, centre.y + reach), span, |at, samples| {
            paint(Chord { samples, first: place(at.x - centre.x, at.y - centre.y), step });
        });
    }
}

/// A row of the samples within an ellipse.
pub(crate) struct Chord<'a> {
    pub(crate) samples: &'a mut [u8],
    /// Where in the ellipse the first sample is: -1 to 1 across (x) and along it (y).
    pub(crate) first: Point,
    /// How far the next one is from it.
    pub(crate) step: Point,
}

impl Chord<'_> {
    /// Divides it at some places, counted in samples from the first on, the lowest first, and paints the parts whose
    /// middle is wanted. Between two places all or none of it has to be: to ask for each sample takes much longer.
    pub(crate) fn fill<const N: usize>(&mut self, places: [f64; N], layer: Layer, wanted: impl Fn(Point) -> bool) {
        let (count, mut start) = (self.samples.len(), 0);
        for place in places.into_iter().chain([f64::MAX]) {
            let end = ((place + 1.0) as usize).min(count);
            let middle = (start + end).saturating_sub(1) as f64 / 2.0;
            let at = Point::new(self.first.x + middle * self.step.x, self.first.y + middle * self.step.y);
            if let Some(part) = self.samples.get_mut(start..end)
                && wanted(at)
            {
                part.fill(layer as u8);
            }
            start = start.max(end);
        }
    }
}

/// A straight piece of an outline.
#[derive(Clone, Copy, Debug)]
struct Edge {
    upper: f64,
    lower: f64,
    /// Where it is at height 0, and how far it goes sideways for each step down.
    start: f64,
    slope: f64,
}

const NO_EDGE: Edge = Edge { upper: 0.0, lower: 0.0, start: 0.0, slope: 0.0 };

impl Edge {
    fn new(from: Point, to: Point) -> Self {
        let down = to.y - from.y;
        if down.abs() < 1e-9 {
            return NO_EDGE;
        }
        let slope = (to.x - from.x) / down;
        Self { upper: from.y.min(to.y), lower: from.y.max(to.y), start: from.x - slope * from.y, slope }
    }

    fn meets(&self, y: f64) -> bool {
        self.upper <= y && y < self.lower
    }

    /// A span of a row that reaches as far as this edge.
    fn widened(&self, span: Span, y: f64) -> Span {
        let x = self.start + self.slope * y;
        if self.meets(y) { join(span, (x, x)) } else { span }
    }
}
