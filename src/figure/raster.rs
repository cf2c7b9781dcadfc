//! A grid of dots and the shapes that fill it: capsules, ellipses and closed outlines.
//!
//! Coordinates are in dots of braille, 2 x 4 a cell, whatever the marker: a dot is then about square, x to the right and
//! y *down*. A marker that weighs how much of a part of a cell is covered has a finer grid, of several samples a dot. A
//! shape covers the samples whose middle it contains, and looks only at those of its own bounding box, so a picture costs
//! no more than its area.

// Coordinates are clamped to the grid, a few hundred dots each way, before they become indices.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]

use std::ops::Range;

use super::model::Point;
use super::mosaic::Mosaic;
use super::pixels::Plate;

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
    /// Samples a dot, across and down.
    grain: Point,
    dots: Vec<Layer>,
    /// The columns of each row that something was painted in.
    painted: Vec<Range<usize>>,
    /// What each cell was drawn as, in the grid of [`Mosaic`].
    pub(super) mosaic: Mosaic,
    /// What it was drawn as, if that is a picture.
    pub(super) plate: Plate,
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
        let Fineness { across, down } = fineness;
        self.fineness = fineness;
        self.plate.forget();
        let grain = Point::new(across.max(1) as f64 / DOTS.across as f64, down.max(1) as f64 / DOTS.down as f64);
        self.resize(usize::from(columns) * across, usize::from(rows) * down, grain);
    }

    /// Clears it and makes it so many samples large, of which a dot has so many across and down.
    pub(super) fn resize(&mut self, width: usize, height: usize, grain: Point) {
        self.grain = grain;
        if (self.width, self.height) == (width, height) {
            for (dots, painted) in self.dots.chunks_exact_mut(width.max(1)).zip(&mut self.painted) {
                dots.get_mut(std::mem::take(painted)).unwrap_or_default().fill(Layer::Empty);
            }
            return;
        }
        (self.width, self.height) = (width, height);
        self.dots.clear();
        self.dots.resize(width * height, Layer::Empty);
        self.painted.clear();
        self.painted.resize(height, 0..0);
    }

    /// Its width in dots.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.width as f64 / self.grain.x
    }

    /// Its height in dots.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.height as f64 / self.grain.y
    }

    /// What the sample at column `x` and row `y` belongs to; nothing outside the grid.
    #[must_use]
    pub fn dot(&self, x: usize, y: usize) -> Layer {
        if x < self.width { self.dots.get(y * self.width + x).copied().unwrap_or_default() } else { Layer::Empty }
    }

    /// The rows of samples, each with the columns outside which nothing is in it.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&[Layer], &Range<usize>)> {
        self.dots.chunks_exact(self.width.max(1)).zip(&self.painted)
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

    /// The rows between two heights, as numbers.
    fn rows(&self, top: f64, bottom: f64) -> Range<usize> {
        between(top * self.grain.y, bottom * self.grain.y, self.height)
    }

    /// The height of the middle of a row.
    fn middle(&self, row: usize) -> f64 {
        (row as f64 + 0.5) / self.grain.y
    }

    /// The samples of a row whose middles are between two places, with the place of the first and how far it is from
    /// each to the next.
    fn span(&mut self, row: usize, from: f64, to: f64) -> (f64, f64, &mut [Layer]) {
        let grain = self.grain.x;
        let columns = between(from * grain, to * grain, self.width);
        let first = (columns.start as f64 + 0.5) / grain;
        if let Some(painted) = self.painted.get_mut(row).filter(|_| columns.start < columns.end) {
            let bare = painted.start == painted.end;
            painted.start = if bare { columns.start } else { painted.start.min(columns.start) };
            painted.end = painted.end.max(columns.end);
        }
        let start = row * self.width;
        (first, 1.0 / grain, self.dots.get_mut(start + columns.start..start + columns.end).unwrap_or_default())
    }

    /// Hands `paint` every dot from a height down.
    pub fn below(&mut self, top: f64, mut paint: impl FnMut(Point, &mut Layer)) {
        for row in self.rows(top, self.height()) {
            let y = self.middle(row);
            let (first, step, dots) = self.span(row, 0.0, self.width());
            for (x, dot) in (0_u32..).zip(dots) {
                paint(Point::new(first + f64::from(x) * step, y), dot);
            }
        }
    }

    /// Hands `paint` every dot within a capsule grown by `grow`; the share of the way along it and the dot.
    pub fn capsule(&mut self, capsule: &Capsule, grow: f64, mut paint: impl FnMut(f64, &mut Layer)) {
        let Capsule { from, to, start, end } = *capsule;
        let (start, end) = (start + grow, end + grow);
        let (across, down) = (to.x - from.x, to.y - from.y);
        let square = across * across + down * down;
        let inverse = if square > 1e-9 { 1.0 / square } else { 0.0 };
        for row in self.rows((from.y - start).min(to.y - end), (from.y + start).max(to.y + end)) {
            let y = self.middle(row) - from.y;
            // At x from the first end the share of the way along is `along + x * slope`, and the thickness there
            // `thick + x * growth`.
            let (along, slope) = (y * down * inverse, across * inverse);
            let (thick, growth) = (start + (end - start) * along, (end - start) * slope);
            let first = Reach::round(0.0, start, y).below(slope, -along);
            let last = Reach::round(across, end, y - down).below(-slope, along - 1.0);
            let between = Reach::ALL.below(slope, 1.0 - along).below(-slope, along);
            // Between its ends a dot is in if it is no farther from the axis than the thickness, to either side.
            let (apart, turn) = (-y * across * inverse.sqrt(), down * inverse.sqrt());
            let between = between.below(turn - growth, thick - apart).below(-turn - growth, thick + apart);
            let reach = if inverse > 0.0 { first.with(last).with(between) } else { Reach::round(0.0, start, y) };
            let (first, step, dots) = self.span(row, from.x + reach.from, from.x + reach.to);
            let (first, step) = (along + (first - from.x) * slope, step * slope);
            for (x, dot) in (0_u32..).zip(dots) {
                paint((first + f64::from(x) * step).clamp(0.0, 1.0), dot);
            }
        }
    }

    /// Hands `paint` every dot within an ellipse whose height lies along `axis` (a unit vector), and where in the
    /// ellipse it is: -1 to 1 across and along it.
    pub fn ellipse(&mut self, centre: Point, axis: Point, half: Point, mut paint: impl FnMut(f64, f64, &mut Layer)) {
        let reach = half.x.max(half.y);
        let (along, across) =
            (Point::new(axis.x / half.y, axis.y / half.y), Point::new(-axis.y / half.x, axis.x / half.x));
        // What is within solves a quadratic inequality in x, of which this is the first coefficient.
        let square = along.x * along.x + across.x * across.x;
        for row in self.rows(centre.y - reach, centre.y + reach) {
            let y = self.middle(row) - centre.y;
            let middle = -y * (along.x * along.y + across.x * across.y) / square;
            let rest = (1.0 - y * y * (along.y * along.y + across.y * across.y)) / square + middle * middle;
            if rest < 0.0 {
                continue;
            }
            let wide = rest.sqrt();
            let (first, step, dots) = self.span(row, centre.x + middle - wide, centre.x + middle + wide);
            for (x, dot) in (0_u32..).zip(dots) {
                let x = first + f64::from(x) * step - centre.x;
                paint(x * across.x + y * across.y, x * along.x + y * along.y, dot);
            }
        }
    }

    /// Hands `paint` every dot within a closed outline, by the winding rule, so that folds do not make holes.
    pub fn outline(&mut self, corners: &[Point], mut paint: impl FnMut(&mut Layer)) {
        let heights = corners.iter().map(|corner| corner.y);
        let (top, bottom) = heights.fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)));
        let next = corners.iter().cycle().skip(1);
        for row in self.rows(top, bottom) {
            let y = self.middle(row);
            let mut crossings = [(f64::MAX, 0); 12];
            let crossing = corners.iter().zip(next.clone()).filter(|(from, to)| (from.y <= y) != (to.y <= y));
            for (slot, (from, to)) in crossings.iter_mut().zip(crossing) {
                let x = from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x);
                *slot = (x, if from.y < to.y { 1 } else { -1 });
            }
            crossings.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
            let mut winding = 0;
            for ((from, way), (to, _)) in crossings.iter().zip(crossings.iter().skip(1)) {
                winding += way;
                if winding != 0 {
                    self.span(row, *from, *to).2.iter_mut().for_each(&mut paint);
                }
            }
        }
    }
}

/// The numbers whose middles are between two places, of so many.
fn between(from: f64, to: f64, of: usize) -> Range<usize> {
    let first = ((from - 0.5).ceil().max(0.0) as usize).min(of);
    let last = ((to + 0.5).floor().max(0.0) as usize).min(of);
    first..last.max(first)
}

/// A part of a row: nothing if it ends before it begins.
#[derive(Clone, Copy)]
struct Reach {
    from: f64,
    to: f64,
}

impl Reach {
    const ALL: Self = Self { from: f64::MIN, to: f64::MAX };
    const NONE: Self = Self { from: f64::MAX, to: f64::MIN };

    /// What a ball round a place, so far above or below the row, has of it.
    fn round(middle: f64, radius: f64, apart: f64) -> Self {
        let rest = radius * radius - apart * apart;
        if rest < 0.0 {
            return Self::NONE;
        }
        let wide = rest.sqrt();
        Self { from: middle - wide, to: middle + wide }
    }

    /// Where as well `slope` times the place is no more than a bound.
    fn below(self, slope: f64, bound: f64) -> Self {
        if slope > 1e-12 {
            Self { to: self.to.min(bound / slope), ..self }
        } else if slope < -1e-12 {
            Self { from: self.from.max(bound / slope), ..self }
        } else if bound < 0.0 {
            Self::NONE
        } else {
            self
        }
    }

    /// Both of two that touch.
    fn with(self, other: Self) -> Self {
        match (self.from <= self.to, other.from <= other.to) {
            (true, true) => Self { from: self.from.min(other.from), to: self.to.max(other.to) },
            (true, false) => self,
            _ => other,
        }
    }
}
