//! A grid of samples into cells of two colours each: the symbol, and the pair of colours, of least error.
//!
//! A cell has one colour for the symbol and one for what is behind it. Each pair of looks in a cell is tried; every part of
//! the cell takes the one of the two that is less wrong for its samples. A part that two shapes share so has the look of
//! the one that covers more of it, and a thin line is not lost where something large passes. A cell keeps its symbol until
//! a tenth of it is another, so that an edge does not flicker between two symbols, and a slow movement writes little.

use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption},
    layout::Rect,
    style::{Color, Modifier, Style},
};

use super::raster::{Canvas, Fineness, Layer};
use super::widget::Styles;

/// Into which parts a symbol divides its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// 2 x 3, U+1FB00 to 1FB3B and four of the block elements.
    Sextants,
    /// 2 x 2, of the block elements, U+2580 to 259F.
    Quadrants,
}

/// The most parts of a cell, and the most samples.
const MOST: (usize, usize) = (6, 24);

/// How many kinds of layer there are.
const LAYERS: usize = Layer::Accent as usize + 1;

impl Parts {
    /// Each part has 2 x 2 samples.
    pub(super) fn fineness(self) -> Fineness {
        match self {
            Self::Sextants => Fineness { across: 4, down: 6 },
            Self::Quadrants => Fineness { across: 4, down: 4 },
        }
    }

    /// The symbol with these parts in ink: bit 0 for the upper left, bit 1 for the upper right, and so on down.
    fn symbol(self, inked: u32) -> char {
        const QUADRANTS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
        let symbol = match (self, inked) {
            (Self::Quadrants, _) => QUADRANTS.get(inked as usize).copied(),
            (_, 0) => Some(' '),
            // These were in Unicode before the others, and are left out of their row.
            (_, 0b01_01_01) => Some('▌'),
            (_, 0b10_10_10) => Some('▐'),
            (_, 0b11_11_11) => Some('█'),
            _ => char::from_u32(0x1_FB00 + inked - 1 - u32::from(inked > 0b01_01_01) - u32::from(inked > 0b10_10_10)),
        };
        symbol.unwrap_or(' ')
    }
}

/// What a cell was drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Drawn {
    /// The look of the parts in ink.
    ink: Layer,
    /// The look of the others.
    ground: Layer,
    /// The parts in ink, one bit each.
    inked: u32,
    /// The samples it was chosen for.
    samples: [Layer; MOST.1],
}

/// What the cells of a grid were last drawn as.
#[derive(Clone, Debug, Default)]
pub(super) struct Mosaic {
    size: (u16, u16, Fineness, bool),
    cells: Vec<Option<Drawn>>,
}

impl Canvas {
    /// Forgets how the cells were drawn: the next frame stands for itself.
    pub(super) fn forget(&mut self) {
        self.mosaic.cells.clear();
    }

    /// Draws the cells into an area of a buffer.
    pub(super) fn lay(&mut self, parts: Parts, styles: &Styles, area: Rect, buffer: &mut Buffer) {
        let fineness = parts.fineness();
        let plain = styles.near.fg.is_none();
        let size = (area.width, area.height, fineness, plain);
        if self.mosaic.size != size || self.mosaic.cells.is_empty() {
            self.mosaic.size = size;
            self.mosaic.cells.clear();
            self.mosaic.cells.resize(usize::from(area.width) * usize::from(area.height), None);
        }
        let mut cells = std::mem::take(&mut self.mosaic.cells);
        let places = (0..usize::from(area.height)).flat_map(|row| (0..usize::from(area.width)).map(move |x| (x, row)));
        for ((column, row), (at, kept)) in places.zip(area.positions().zip(&mut cells)) {
            let seen = self.samples(column, row).flatten();
            if let (false, Some(kept)) = (plain, *kept)
                && seen.zip(&kept.samples).all(|(one, other)| one == other)
            {
                if let Some(cell) = buffer.cell_mut(at) {
                    kept.draw(parts, styles, cell);
                }
                continue;
            }
            let mut samples = [Layer::Empty; MOST.1];
            for (line, found) in samples.chunks_exact_mut(fineness.across).zip(self.samples(column, row)) {
                line.copy_from_slice(found);
            }
            if plain {
                samples = samples.map(colourless);
            }
            let of = fineness.across * fineness.down;
            let choice = match *kept {
                Some(kept) if is_alike(&kept.samples, &samples, of) => kept,
                before => {
                    // Some terminals draw blocks from a font, and a hair too wide: of one that goes, that would stay.
                    if parts == Parts::Quadrants
                        && before.is_some_and(Drawn::is_inked_to_the_right)
                        && let Some(next) = buffer.cell_mut((at.x + 1, at.y))
                    {
                        next.set_diff_option(CellDiffOption::AlwaysUpdate);
                    }
                    *kept.insert(Drawn::of(samples, parts))
                }
            };
            if let Some(cell) = buffer.cell_mut(at) {
                choice.draw(parts, styles, cell);
            }
        }
        self.mosaic.cells = cells;
    }
}

/// Whether less than a tenth of so many samples differ. Of more, a part would stay that nothing covers any more.
fn is_alike(one: &[Layer; MOST.1], other: &[Layer; MOST.1], of: usize) -> bool {
    one == other || one.iter().zip(other).filter(|(one, other)| one != other).count() * 10 < of
}

/// A layer where there are no colours: of the looks only the muscles are told from the rest, by a pattern.
fn colourless(layer: Layer) -> Layer {
    match layer {
        Layer::Empty | Layer::Accent => layer,
        _ => Layer::Near,
    }
}

/// How wrong it is to show one layer as another.
fn error(is: Layer, shown: Layer) -> u32 {
    let look = |layer| if layer == Layer::Face { Layer::Near } else { layer };
    match (look(is), look(shown)) {
        (is, shown) if is == shown => 0,
        // Lines are thin, and what is in their place is seldom missed.
        (Layer::Guide, _) => 6,
        (Layer::Empty, _) | (_, Layer::Empty) => 4,
        (Layer::Accent, _) | (_, Layer::Accent) => 3,
        _ => 2,
    }
}

impl Drawn {
    fn of(samples: [Layer; MOST.1], parts: Parts) -> Self {
        let Fineness { across, down } = parts.fineness();
        let first = samples[0];
        let mut counts = [[0_u32; LAYERS]; MOST.0];
        let mut found = [0_u32; LAYERS];
        for (at, layer) in samples.iter().take(across * down).enumerate() {
            let part = at / across / 2 * 2 + at % across / 2;
            if let (Some(count), Some(sum)) = (
                counts.get_mut(part).and_then(|counts| counts.get_mut(*layer as usize)),
                found.get_mut(*layer as usize),
            ) {
                *count += 1;
                *sum += 1;
            }
        }
        let here = || ALL.into_iter().zip(found).filter(|(_, sum)| *sum > 0).map(|(layer, _)| layer);
        let mut best = (u32::MAX, Self { ink: first, ground: first, inked: 0, samples });
        if here().nth(1).is_none() {
            return best.1;
        }
        for (count, ground) in here().enumerate() {
            for ink in here().skip(count + 1) {
                let (mut wrong, mut inked) = (0, 0);
                for (part, counts) in counts.iter().take(across * down / 4).enumerate() {
                    let off =
                        |shown| -> u32 { ALL.iter().zip(counts).map(|(is, count)| count * error(*is, shown)).sum() };
                    let (as_ink, as_ground) = (off(ink), off(ground));
                    if as_ink < as_ground {
                        inked |= 1 << part;
                    }
                    wrong += as_ink.min(as_ground);
                }
                if wrong < best.0 {
                    best = (wrong, Self { ink, ground, inked, samples });
                }
            }
        }
        best.1
    }

    /// Whether its symbol, as a quadrant, reaches the cell to its right.
    fn is_inked_to_the_right(self) -> bool {
        self.inked & 0b1010 != 0 && self.inked != 0b1111
    }

    fn draw(&self, parts: Parts, styles: &Styles, cell: &mut Cell) {
        let full = (1 << (parts.fineness().across * parts.fineness().down / 4)) - 1;
        let Self { ink, ground, inked, .. } = *self;
        if (ground, inked) == (Layer::Empty, 0) {
            return;
        }
        // A cell of one look is a blank on that ground: no font has a part in it.
        if inked == 0 || inked == full {
            let layer = if inked == 0 { ground } else { ink };
            match (layer, colour(styles, layer)) {
                (Layer::Empty, _) => {}
                (_, Some(colour)) => {
                    // Its ink is not seen; where it is that of the cells beside it, there is less to write.
                    cell.set_char(' ').set_fg(colour).set_bg(colour);
                }
                (Layer::Accent, None) => {
                    cell.set_char(PATTERN).set_style(styles.of(layer));
                }
                (_, None) => {
                    cell.set_char(' ').set_style(Style::new().add_modifier(Modifier::REVERSED));
                }
            }
            return;
        }
        match colour(styles, ground) {
            _ if ground == Layer::Empty => {
                cell.set_char(parts.symbol(inked)).set_style(styles.of(ink));
            }
            Some(back) => {
                cell.set_char(parts.symbol(inked)).set_style(styles.of(ink).bg(back));
            }
            // Without colours the two differ by their pattern alone: the more of it decides.
            None if inked.count_ones() * 2 >= full.count_ones() && ink == Layer::Accent => {
                cell.set_char(PATTERN).set_style(styles.of(ink));
            }
            None => {
                cell.set_char(' ').set_style(Style::new().add_modifier(Modifier::REVERSED));
            }
        }
    }
}

/// What muscles are filled with where there are no colours.
const PATTERN: char = '▚';

/// The colour of a layer, where it has one that can be behind a symbol.
fn colour(styles: &Styles, layer: Layer) -> Option<Color> {
    styles.of(layer).fg.filter(|colour| *colour != Color::Reset)
}

/// Every layer, as they are numbered.
const ALL: [Layer; LAYERS] = [
    Layer::Empty,
    Layer::Ground,
    Layer::Prop,
    Layer::Far,
    Layer::Guide,
    Layer::Hair,
    Layer::Near,
    Layer::Front,
    Layer::Face,
    Layer::Accent,
];

#[cfg(test)]
mod tests {
    use ratatui::widgets::StatefulWidget;

    use super::*;
    use crate::figure::{Figure, Figures, Marker, Way};

    #[test]
    fn every_symbol_is_another() {
        for (parts, of) in [(Parts::Sextants, 64), (Parts::Quadrants, 16)] {
            let mut symbols: Vec<_> = (0..of).map(|inked| parts.symbol(inked)).collect();
            assert_eq!((symbols[0], symbols[of as usize - 1]), (' ', '█'));
            symbols.sort_unstable();
            symbols.dedup();
            assert_eq!(symbols.len(), of as usize);
        }
        let sextants = [0b1, 0b1_0100, 0b1_0110, 0b10_1001, 0b10_1011, 0b11_1110].map(|at| Parts::Sextants.symbol(at));
        assert_eq!(sextants.map(u32::from), [0x1_FB00, 0x1_FB13, 0x1_FB14, 0x1_FB27, 0x1_FB28, 0x1_FB3B]);
    }

    #[test]
    fn each_part_takes_the_look_that_covers_more_of_it() {
        let mut samples = [Layer::Empty; MOST.1];
        // Of the upper left quadrant three of four samples, of the upper right one.
        for at in [0, 1, 4, 2] {
            samples[at] = Layer::Near;
        }
        let choice = Drawn::of(samples, Parts::Quadrants);
        assert_eq!((choice.ground, choice.ink, choice.inked), (Layer::Empty, Layer::Near, 0b0001));
        // Two looks of the body fill a cell without a gap between them.
        let split = std::array::from_fn(|at| if at % 4 < 2 { Layer::Near } else { Layer::Accent });
        let choice = Drawn::of(split, Parts::Sextants);
        assert_eq!((choice.ground, choice.ink, choice.inked), (Layer::Near, Layer::Accent, 0b10_1010));
    }

    #[test]
    fn no_cell_changes_whose_coverage_changed_by_less_than_a_tenth() {
        let figures = Figures::builtin();
        let (motion, mut canvas) = (figures.motion("lat-side-stretch").unwrap(), Canvas::default());
        let mut changes = 0;
        for (marker, of) in [(Marker::Sextants, 24), (Marker::Quadrants, 16)] {
            let mut before: Vec<Option<Drawn>> = Vec::new();
            // Slowly, and then as fast as it is played.
            for at in (0..200).map(|frame| f64::from(frame) / 200.0).chain((0..90).map(|frame| f64::from(frame) / 30.0))
            {
                let pose = motion.pose(at % 1.0, Way::default());
                let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
                let figure = Figure::new(motion, &pose).marker(marker);
                StatefulWidget::render(&figure, buffer.area, &mut buffer, &mut canvas);
                for (one, other) in before.iter().flatten().zip(canvas.mosaic.cells.iter().flatten()) {
                    let differ = one.samples.iter().zip(&other.samples).filter(|(one, other)| one != other).count();
                    assert!(differ == 0 || differ * 10 >= of, "{differ} of {of} samples");
                    changes += usize::from(differ > 0);
                }
                for at in buffer.area.positions() {
                    let mut samples = canvas.samples(at.x.into(), at.y.into()).flatten();
                    let cell = &buffer[at];
                    let is_blank = cell.symbol() == " " && cell.bg == Color::Reset && cell.modifier.is_empty();
                    assert!(is_blank || samples.any(|layer| *layer != Layer::Empty), "{cell:?} stays at {at}");
                }
                before.clone_from(&canvas.mosaic.cells);
            }
        }
        assert!(changes > 1000, "{changes}");
    }
}
