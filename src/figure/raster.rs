//! A grid of dots and the shapes that fill it: capsules, ellipses and closed outlines.
//!
//! Coordinates are in dots of braille, 2 x 4 a cell, whatever the marker: a dot is then about square, x to the right and
//! y *down*. A marker that weighs how much of a part of a cell is covered has a finer grid, of several samples a dot. A
//! shape covers the samples whose middle it contains, and looks only at those of its own bounding box, so a picture costs
//! no more than its area.

// Coordinates are clamped to the grid, a few hundred dots each way, before they become indices.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]

use super::model::Point;
use super::mosaic::Mosaic;

/// What a dot belongs to, the least important first: a cell takes the colour of its most important dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Nothing.
    #[default]
    Empty,
    /// The ground line.
    Ground,
    /// A mat or a chair.
    Prop,
    /// A limb beyond the trunk.
    Far,
    /// An arrow.
    Guide,
    /// Hair.
    Hair,
    /// The body.
    Near,
    /// A limb in front of the trunk, or on this side of it.
    Front,
    /// The head: looks like the body, but no muscle is shown on it.
    Face,
    /// A muscle being stretched.
    Accent,
}

/// How fine a grid is: samples a cell, across and down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fineness {
    /// Samples across a cell.
    pub across: usize,
    /// Samples down a cell.
    pub down: usize,
}

/// A sample for each dot of braille.
pub const DOTS: Fineness = Fineness { across: 2, down: 4 };

/// A grid of samples, kept between frames so that drawing allocates nothing, and so that a cell stays as it is while
/// next to nothing changes in it.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    width: usize,
    height: usize,
    fineness: Fineness,
    dots: Vec<Layer>,
    /// What each cell was drawn as, in the grid of [`Mosaic`].
    pub(super) mosaic: Mosaic,
}

/// A straight limb whose thickness changes evenly along it.
#[derive(Clone, Copy, Debug)]
pub struct Capsule {
    /// The middle of its first end.
    pub from: Point,
    /// The middle of its second end.
    pub to: Point,
    /// The radius at the first end.
    pub start: f64,
    /// The radius at the second end.
    pub end: f64,
}

impl Canvas {
    /// Clears it and makes it `columns` x `rows` cells large, in a grid so fine.
    pub fn reset(&mut self, columns: u16, rows: u16, fineness: Fineness) {
        self.fineness = fineness;
        self.width = usize::from(columns) * fineness.across;
        self.height = usize::from(rows) * fineness.down;
        self.dots.clear();
        self.dots.resize(self.width * self.height, Layer::Empty);
    }

    /// Samples a dot, across and down.
    fn grain(&self) -> Point {
        let Fineness { across, down } = self.fineness;
        Point::new(across.max(1) as f64 / DOTS.across as f64, down.max(1) as f64 / DOTS.down as f64)
    }

    /// Its width in dots.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.width as f64 / self.grain().x
    }

    /// Its height in dots.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.height as f64 / self.grain().y
    }

    /// What the sample at column `x` and row `y` belongs to; nothing outside the grid.
    #[must_use]
    pub fn dot(&self, x: usize, y: usize) -> Layer {
        if x < self.width { self.dots.get(y * self.width + x).copied().unwrap_or_default() } else { Layer::Empty }
    }

    /// The eight dots of a cell, row by row, of a grid of [`DOTS`].
    #[must_use]
    pub fn cell(&self, column: usize, row: usize) -> [[Layer; 2]; 4] {
        let (x, y) = (column * 2, row * 4);
        [0, 1, 2, 3].map(|down| [self.dot(x, y + down), self.dot(x + 1, y + down)])
    }

    /// The samples of a cell, row by row.
    pub(super) fn samples(&self, column: usize, row: usize) -> impl Iterator<Item = &[Layer]> {
        let Fineness { across, down } = self.fineness;
        let start = row * down * self.width + column * across;
        (0..down).map(move |y| {
            let start = start + y * self.width;
            self.dots.get(start..start + across).unwrap_or_default()
        })
    }

    /// Hands `paint` every sample of the box between two corners, with the middle of the sample.
    fn each(&mut self, low: Point, high: Point, paint: impl FnMut(Point, &mut Layer)) {
        self.spans(low.y, high.y, |_| (low.x, high.x), paint);
    }

    /// Hands `paint` every sample of the rows between two heights, of each row those between two places.
    fn spans(
        &mut self,
        upper: f64,
        lower: f64,
        span: impl Fn(f64) -> (f64, f64),
        mut paint: impl FnMut(Point, &mut Layer),
    ) {
        let grain = self.grain();
        let (wide, tall) = (1.0 / grain.x, 1.0 / grain.y);
        let first = |value: f64, end: usize| ((value - 0.5).ceil().max(0.0) as usize).min(end);
        let last = |value: f64, end: usize| ((value + 0.5).floor().max(0.0) as usize).min(end);
        let (top, bottom) = (first(upper * grain.y, self.height), last(lower * grain.y, self.height));
        for y in top..bottom {
            let start = y * self.width;
            let middle = (y as f64 + 0.5) * tall;
            let (left, right) = span(middle);
            let (left, right) = (first(left * grain.x, self.width), last(right * grain.x, self.width));
            let Some(row) = self.dots.get_mut(start + left..start + right.max(left)) else { return };
            for (x, dot) in (left..right).zip(row) {
                paint(Point::new((x as f64 + 0.5) * wide, middle), dot);
            }
        }
    }

    /// Hands `paint` every dot from a height down.
    pub fn below(&mut self, top: f64, paint: impl FnMut(Point, &mut Layer)) {
        let high = Point::new(self.width(), self.height());
        self.each(Point::new(0.0, top), high, paint);
    }

    /// Hands `paint` every dot within a capsule grown by `grow`; the share of the way along it and the dot.
    pub fn capsule(&mut self, capsule: &Capsule, grow: f64, mut paint: impl FnMut(f64, &mut Layer)) {
        let Capsule { from, to, start, end } = *capsule;
        let (start, end) = (start + grow, end + grow);
        let (across, down) = (to.x - from.x, to.y - from.y);
        let square = across * across + down * down;
        let inverse = if square > 1e-9 { 1.0 / square } else { 0.0 };
        let (upper, lower) = ((from.y - start).min(to.y - end), (from.y + start).max(to.y + end));
        // Of a limb that lies aslant a row meets only the part that is near it.
        let reach = start.max(end);
        let span = |y: f64| {
            let near = |y: f64| ((y - from.y) / down).clamp(0.0, 1.0);
            let (one, other) = if down.abs() > 1e-9 { (near(y - reach), near(y + reach)) } else { (0.0, 1.0) };
            let (one, other) = (from.x + across * one, from.x + across * other);
            (one.min(other) - reach, one.max(other) + reach)
        };
        self.spans(upper, lower, span, |at, dot| {
            let (x, y) = (at.x - from.x, at.y - from.y);
            let share = ((x * across + y * down) * inverse).clamp(0.0, 1.0);
            let (x, y) = (x - across * share, y - down * share);
            let radius = start + (end - start) * share;
            if x * x + y * y <= radius * radius {
                paint(share, dot);
            }
        });
    }

    /// Hands `paint` every dot within an ellipse whose height lies along `axis` (a unit vector), and where in the
    /// ellipse it is: -1 to 1 across and along it.
    pub fn ellipse(&mut self, centre: Point, axis: Point, half: Point, mut paint: impl FnMut(f64, f64, &mut Layer)) {
        let reach = half.x.max(half.y);
        let corner = Point::new(reach, reach);
        self.each(centre.minus(corner), centre.plus(corner), |at, dot| {
            let (x, y) = (at.x - centre.x, at.y - centre.y);
            let along = (x * axis.x + y * axis.y) / half.y;
            let across = (y * axis.x - x * axis.y) / half.x;
            if along * along + across * across <= 1.0 {
                paint(across, along, dot);
            }
        });
    }

    /// Hands `paint` every dot within a closed outline, by the winding rule, so that folds do not make holes.
    pub fn outline(&mut self, corners: &[Point], mut paint: impl FnMut(&mut Layer)) {
        let bound = |pick: fn(&Point) -> f64| {
            let values = corners.iter().map(pick);
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let ((left, right), (top, bottom)) = (bound(|corner| corner.x), bound(|corner| corner.y));
        let next = corners.iter().cycle().skip(1);
        let edges = || corners.iter().zip(next.clone());
        let mut row = f64::MIN;
        let mut crossings = [(0.0, 0); 12];
        let mut count = 0;
        self.each(Point::new(left, top), Point::new(right, bottom), |at, dot| {
            if at.y > row {
                row = at.y;
                count = 0;
                for (from, to) in edges().filter(|(from, to)| (from.y <= row) != (to.y <= row)) {
                    if let Some(slot) = crossings.get_mut(count) {
                        let x = from.x + (row - from.y) / (to.y - from.y) * (to.x - from.x);
                        *slot = (x, if from.y < to.y { 1 } else { -1 });
                        count += 1;
                    }
                }
            }
            let winding: i32 = crossings.iter().take(count).filter(|(x, _)| *x <= at.x).map(|(_, way)| way).sum();
            if winding != 0 {
                paint(dot);
            }
        });
    }
}
