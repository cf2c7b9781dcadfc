//! A grid of samples into cells of two colours each: the symbol, and the pair of colours, of least error.
//!
//! A cell has one colour for the symbol and one for what is behind it. Each pair of looks in a cell is tried; every part of
//! the cell takes the one of the two that is less wrong for its samples. A part that two shapes share so has the look of
//! the one that covers more of it, and a thin line is not lost where something large passes. A cell keeps its symbol until
//! a tenth of it is another and a new one is clearly better, so that an edge does not flicker between two symbols, and a slow
//! movement writes little.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::layer::Layer;
use super::raster::Grid;
use super::samples::{Fineness, Samples, filled};
use super::styles::Styles;

/// Into which parts a symbol divides its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// 2 x 3, U+1FB00 to 1FB3B and four of the block elements.
    Sextants,
    /// 2 x 2, of the block elements, U+2580 to 259F.
    Quadrants,
}

impl Parts {
    /// Each part has 2 x 2 samples.
    pub(super) fn fineness(self) -> Fineness {
        match self {
            Self::Sextants => Fineness { across: 4, down: 6 },
            Self::Quadrants => Fineness { across: 4, down: 4 },
        }
    }

    fn count(self) -> usize {
        match self {
            Self::Sextants => 6,
            Self::Quadrants => 4,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Drawn {
    look: CellLook,
    /// The samples it was chosen for.
    samples: Samples,
}

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CellLook {
    /// The layer of the parts in ink.
    ink: Layer,
    /// The layer of the others.
    ground: Layer,
    /// The parts in ink, one bit each.
    inked: u32,
}

/// What the cells of a grid were last drawn as.
#[derive(Clone, Debug, Default)]
pub(super) struct Mosaic {
    size: (u16, u16, Fineness, [u8; LAYERS]),
    cells: Vec<Drawn>,
}

impl Mosaic {
    /// Forgets how the cells were drawn: the next frame stands for itself.
    pub(super) fn forget(&mut self) {
        self.cells.clear();
    }

    pub(super) fn lay(&mut self, grid: &Grid, parts: Parts, styles: &Styles, area: Rect, buffer: &mut Buffer) {
        let fineness = parts.fineness();
        let looks = looks(styles);
        let size = (area.width, area.height, fineness, looks);
        if self.size != size || self.cells.is_empty() {
            self.size = size;
            self.cells.clear();
            self.cells.resize(usize::from(area.width) * usize::from(area.height), Drawn::default());
        }
        for ((row, cells), y) in
            self.cells.chunks_exact_mut(usize::from(area.width).max(1)).enumerate().zip(area.top()..)
        {
            let covered = grid.covered(row);
            for ((column, drawn), x) in cells.iter_mut().enumerate().zip(area.left()..) {
                let is_covered = covered.contains(&column);
                if !is_covered && drawn.look == CellLook::default() {
                    continue;
                }
                let samples = if is_covered { looked_at(grid.cell(column, row), &looks) } else { Samples::default() };
                if !is_alike(&drawn.samples, &samples, fineness) {
                    let look = CellLook::of(&samples, parts, drawn.look);
                    if look != drawn.look {
                        *drawn = Drawn { look, samples };
                    }
                }
                if drawn.look != CellLook::default()
                    && let Some(cell) = buffer.cell_mut((x, y))
                {
                    drawn.look.draw(parts, styles, cell);
                }
            }
        }
    }
}

/// Whether less than a tenth of the samples differ.
fn is_alike(one: &Samples, other: &Samples, of: Fineness) -> bool {
    let mut differ = 0;
    for (one, other) in one.iter().zip(other) {
        if one != other {
            differ += filled(one ^ other).count_ones();
        }
    }
    differ as usize * 10 < of.across * of.down
}

/// For each layer the first that looks the same: without colours all of the body but its muscles do. Arrows stay by
/// themselves, for their lines are thin.
fn looks(styles: &Styles) -> [u8; LAYERS] {
    Layer::ALL.map(|layer| {
        let is_same = |other: &&Layer| **other != Layer::Guide && styles.of(**other) == styles.of(layer);
        let first = Layer::ALL.iter().skip(1).find(is_same).filter(|_| !matches!(layer, Layer::Empty | Layer::Guide));
        *first.unwrap_or(&layer) as u8
    })
}

/// The samples of a cell as they look. Most rows are like the one above.
fn looked_at(mut samples: Samples, looks: &[u8; LAYERS]) -> Samples {
    let look = |layer: u8| looks.get(usize::from(layer)).copied().unwrap_or_default();
    let (mut above, mut seen) = (0, 0);
    for row in &mut samples {
        if *row != above {
            let [a, b, c, d] = row.to_le_bytes();
            let is_one = *row == u32::from_le_bytes([a; 4]);
            seen = u32::from_le_bytes(if is_one { [look(a); 4] } else { [look(a), look(b), look(c), look(d)] });
            above = *row;
        }
        *row = seen;
    }
    samples
}

/// How wrong it is to show one layer as another.
const fn error(is: Layer, shown: Layer) -> u32 {
    match (is, shown) {
        (is, shown) if is as u8 == shown as u8 => 0,
        // Arrows are thin, and what is in their place is seldom missed.
        // So are muscles, where a band of them is narrow, and they are what the picture is about.
        (Layer::Guide | Layer::Accent, _) => 6,
        // Of a part half covered the body has it: a thin line is not lost.
        (Layer::Empty, shown) if !matches!(shown, Layer::Ground) => 3,
        (Layer::Empty, _) | (_, Layer::Empty) => 4,
        (_, Layer::Accent) => 3,
        _ => 2,
    }
}

/// For each layer that is shown how wrong that is for each layer there is.
const ERRORS: [[u32; LAYERS]; LAYERS] = {
    let mut errors = [[0; LAYERS]; LAYERS];
    let mut at = 0;
    while at < LAYERS * LAYERS {
        errors[at / LAYERS][at % LAYERS] = error(Layer::ALL[at % LAYERS], Layer::ALL[at / LAYERS]);
        at += 1;
    }
    errors
};

const LAYERS: usize = Layer::ALL.len();
/// By how much more wrong a cell may stay as it is: a sample of the body. One part that is nothing but wrong is more.
const HARDLY_WORSE: u32 = 4;

/// Each part of a cell has 2 x 2 samples, a cell at most six parts: the layers of each.
type Groups = [[u8; 4]; 6];

/// How wrong it is to show a layer in each part.
fn errors(groups: &Groups, count: usize, shown: Layer) -> [u32; 6] {
    let errors = ERRORS.get(shown as usize).unwrap_or(&ERRORS[0]);
    let mut wrong = [0; 6];
    for (sum, group) in wrong.iter_mut().zip(groups).take(count) {
        *sum = group.iter().map(|is| errors.get(usize::from(*is)).copied().unwrap_or_default()).sum();
    }
    wrong
}

impl CellLook {
    /// The look of least error for these samples; the one there is, if that is hardly worse.
    fn of(samples: &Samples, parts: Parts, before: Self) -> Self {
        let count = parts.count();
        let covered: u32 = samples.iter().map(|row| filled(*row).count_ones()).sum();
        // A tenth of a cell is nothing: it would stay when it goes.
        if covered as usize * 10 < count * 4 {
            return Self::default();
        }
        let mut groups = Groups::default();
        for (pair, rows) in groups.chunks_exact_mut(2).zip(samples.chunks_exact(2)) {
            let join = |upper: u32, lower: u32| (upper | lower << 16).to_le_bytes();
            pair.copy_from_slice(&[join(rows[0] & 0xffff, rows[1] & 0xffff), join(rows[0] >> 16, rows[1] >> 16)]);
        }
        let mut seen = 0_u32;
        for layer in groups.iter().take(count).flatten() {
            seen |= 1 << layer;
        }
        // The layers there are, the lesser first, and how wrong each is in each part.
        let mut found = [(Layer::Empty, [0; 6]); LAYERS];
        let mut kinds = 0;
        for layer in Layer::ALL {
            if seen >> layer as u8 & 1 == 1
                && let Some(slot) = found.get_mut(kinds)
            {
                *slot = (layer, errors(&groups, count, layer));
                kinds += 1;
            }
        }
        let found = found.get(..kinds).unwrap_or_default();
        let first = found.first().map_or(Layer::Empty, |(layer, _)| *layer);
        let mut best = (if kinds > 1 { u32::MAX } else { 0 }, Self { ink: first, ground: first, inked: 0 });
        for (at, (ground, behind)) in found.iter().enumerate() {
            for (ink, before) in found.iter().skip(at + 1) {
                let (mut wrong, mut inked) = (0, 0);
                for (part, (as_ground, as_ink)) in behind.iter().zip(before).enumerate() {
                    inked |= u32::from(as_ink < as_ground) << part;
                    wrong += as_ink.min(as_ground);
                }
                if wrong < best.0 {
                    best = (wrong, Self { ink: *ink, ground: *ground, inked });
                }
            }
        }
        let wrong_as = |layer: Layer| found.iter().find(|(known, _)| *known == layer).map(|(_, wrong)| wrong);
        if before != Self::default()
            && let (Some(behind), Some(over)) = (wrong_as(before.ground), wrong_as(before.ink))
        {
            let inked = |part: usize| before.inked >> part & 1 == 1;
            let wrong = |(part, (ground, ink)): (usize, (&u32, &u32))| if inked(part) { *ink } else { *ground };
            if behind.iter().zip(over).enumerate().map(wrong).sum::<u32>() <= best.0 + HARDLY_WORSE {
                return before;
            }
        }
        best.1.in_its_one_form(parts)
    }

    /// A cell of one layer is all ground.
    fn in_its_one_form(self, parts: Parts) -> Self {
        let full = (1_u32 << parts.count()) - 1;
        match self.inked {
            0 => Self { ink: self.ground, ..self },
            inked if inked == full => Self { ground: self.ink, inked: 0, ..self },
            _ => self,
        }
    }

    fn draw(self, parts: Parts, styles: &Styles, cell: &mut Cell) {
        let Self { ink, ground, inked } = self;
        // A cell of one look is a blank on that ground: no font has a part in it.
        if inked == 0 {
            match (ground, colour(styles, ground)) {
                (_, Some(colour)) => {
                    // Its ink is not seen; where it is that of the cells beside it, there is less to write.
                    cell.set_char(' ').set_fg(colour).set_bg(colour);
                }
                (Layer::Accent, None) => {
                    cell.set_char(PATTERN).set_style(styles.of(ground));
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
            None if inked.count_ones() as usize * 2 >= parts.count() && ink == Layer::Accent => {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let row = |layers: [Layer; 4]| u32::from_le_bytes(layers.map(|layer| layer as u8));
        let [empty, near, accent] = [Layer::Empty, Layer::Near, Layer::Accent];
        // Of the upper left quadrant three of four samples, of the upper right one.
        let samples = [row([near, near, near, empty]), row([near, empty, empty, empty]), 0, 0, 0, 0];
        assert_eq!(
            CellLook::of(&samples, Parts::Quadrants, CellLook::default()),
            CellLook { ground: empty, ink: near, inked: 0b0001 }
        );
        // Two looks of the body fill a cell without a gap between them.
        let samples = [row([near, near, accent, accent]); 6];
        assert_eq!(
            CellLook::of(&samples, Parts::Sextants, CellLook::default()),
            CellLook { ground: near, ink: accent, inked: 0b10_1010 }
        );
    }
}
