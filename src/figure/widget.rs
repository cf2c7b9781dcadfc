//! The figure as a ratatui widget: a grid into the cells of a terminal, in the marker the terminal can show.
//!
//! It keeps the body's proportions (a cell is taken to be twice as high as wide), puts the picture in the middle of the
//! room it is given and draws nothing where the room is too small for a body to be one.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};
use ratatui::widgets::{StatefulWidget, Widget};

use super::body::{self, Detail};
use super::canvas::Canvas;
use super::layer::Layer;
use super::model::{FigureFrame, Motion, Pose};
use super::mosaic::Parts;
use super::samples::{DOTS, Fineness, Samples, filled};
use super::styles::Styles;

/// What a cell is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    /// Braille, 2 x 4 dots a cell in one colour.
    #[default]
    Braille,
    /// Sextants, 2 x 3 parts a cell in two colours.
    Sextants,
    /// Quadrants, 2 x 2 parts a cell in two colours.
    Quadrants,
    /// Half blocks, 1 x 2 squares a cell in a colour each.
    Blocks,
    /// ASCII characters chosen by shape.
    Ascii,
    /// A picture, for which the cells stay empty: cells have so many pixels.
    Pixels(Size),
}

impl Marker {
    /// Whether it fills what it shows, with a look for each part.
    pub(crate) fn is_solid(self) -> bool {
        self.parts().is_some() || matches!(self, Self::Pixels(_))
    }

    fn parts(self) -> Option<Parts> {
        match self {
            Self::Sextants => Some(Parts::Sextants),
            Self::Quadrants => Some(Parts::Quadrants),
            Self::Braille | Self::Blocks | Self::Ascii | Self::Pixels(_) => None,
        }
    }

    fn fineness(self) -> Fineness {
        self.parts().map_or(DOTS, Parts::fineness)
    }
}

#[derive(Clone, Debug)]
pub struct Figure<'a> {
    motion: &'a Motion,
    pose: &'a Pose,
    marker: Marker,
    styles: Styles,
}

/// The fewest columns, rows and dots a standing height that still make a body and not a blot.
const LEAST: (u16, u16, f64) = (12, 6, 36.0);

impl<'a> Figure<'a> {
    /// The figure of `motion` in `pose`, in braille and without styles.
    pub fn new(motion: &'a Motion, pose: &'a Pose) -> Self {
        Self { motion, pose, marker: Marker::default(), styles: Styles::default() }
    }

    pub fn marker(self, marker: Marker) -> Self {
        Self { marker, ..self }
    }

    pub fn styles(self, styles: Styles) -> Self {
        Self { styles, ..self }
    }

    /// Whether a room is large enough; in a smaller one nothing is drawn.
    pub fn fits(&self, columns: u16, rows: u16) -> bool {
        let scale = scale(columns, rows, self.frame(columns, rows));
        columns >= LEAST.0 && rows >= LEAST.1 && scale >= LEAST.2
    }

    /// What is shown of the world: the close frame where the whole would be too small to read.
    fn frame(&self, columns: u16, rows: u16) -> FigureFrame {
        let enough = match self.marker {
            Marker::Pixels(_) => 50.0,
            Marker::Braille => 62.0,
            Marker::Sextants | Marker::Quadrants => 70.0,
            Marker::Blocks | Marker::Ascii => 100.0,
        };
        let whole = self.motion.frame;
        let frame = match self.motion.close {
            Some(close) if scale(columns, rows, whole) < enough => close,
            _ => whole,
        };
        if self.pose.way.mirror { frame.mirrored() } else { frame }
    }

    fn detail(&self) -> Detail {
        match self.marker {
            Marker::Pixels(_) => {
                Detail { thin: 0.35, gap: 0.35, pen: 0.25, eye: 0.0, hair: 36.0, face: 40.0, line: 0.5 }
            }
            Marker::Braille => Detail { thin: 0.9, gap: 1.0, pen: 0.55, eye: 0.0, hair: 50.0, face: 75.0, line: 1.0 },
            Marker::Sextants => Detail { thin: 1.0, gap: 0.9, pen: 0.6, eye: 0.4, hair: 46.0, face: 62.0, line: 1.0 },
            Marker::Quadrants => Detail { thin: 1.1, gap: 1.1, pen: 0.7, eye: 0.55, hair: 46.0, face: 62.0, line: 1.0 },
            Marker::Blocks => Detail { thin: 1.1, gap: 2.0, pen: 1.0, eye: 0.0, hair: 60.0, face: 130.0, line: 1.0 },
            Marker::Ascii => Detail { thin: 1.1, gap: 1.2, pen: 1.5, eye: 0.0, hair: 110.0, face: 260.0, line: 1.0 },
        }
    }
}

fn scale(columns: u16, rows: u16, frame: FigureFrame) -> f64 {
    (f64::from(columns) * 2.0 / frame.width()).min(f64::from(rows) * 4.0 / frame.height())
}

impl StatefulWidget for &Figure<'_> {
    /// The dots, kept from frame to frame.
    type State = Canvas;

    fn render(self, area: Rect, buffer: &mut Buffer, canvas: &mut Canvas) {
        let area = area.intersection(buffer.area);
        if !self.fits(area.width, area.height) {
            return;
        }
        let (frame, detail) = (self.frame(area.width, area.height), self.detail());
        let Canvas { grid, mosaic, plate } = canvas;
        if let Marker::Pixels(cell) = self.marker {
            plate.depict(grid, (self.motion, self.pose), (frame, detail), (area, cell), self.styles);
            return;
        }
        plate.forget();
        grid.reset(area.width, area.height, self.marker.fineness());
        body::draw(grid, self.motion, self.pose, frame, detail);
        if let Some(parts) = self.marker.parts() {
            mosaic.lay(grid, parts, &self.styles, area, buffer);
            return;
        }
        for (row, y) in (area.top()..area.bottom()).enumerate() {
            let covered = grid.covered(row);
            for (column, x) in (area.left()..area.right()).enumerate().take(covered.end).skip(covered.start) {
                let dots = grid.cell(column, row);
                if dots.iter().all(|row| *row == 0) {
                    continue;
                }
                let (symbol, style) = match self.marker {
                    Marker::Braille => self.braille(&dots),
                    Marker::Blocks => self.blocks(&dots),
                    _ => self.ascii(&dots),
                };
                if let (true, Some(cell)) = (symbol != ' ', buffer.cell_mut((x, y))) {
                    cell.set_char(symbol).set_style(style);
                }
            }
        }
    }
}

impl Widget for &Figure<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        thread_local! {
            static CANVAS: RefCell<Canvas> = RefCell::default();
        }
        CANVAS.with_borrow_mut(|canvas| {
            canvas.mosaic.forget();
            StatefulWidget::render(self, area, buffer, canvas);
        });
    }
}

/// The dots that are lit, a bit each: row by row from the upper left, the first in the highest bit.
fn lit(dots: &Samples) -> usize {
    dots.iter().take(DOTS.down).fold(0, |bits, row| {
        let filled = filled(*row);
        bits << 2 | ((filled & 1) << 1 | filled >> 8) as usize
    })
}

/// The layer a group of dots is shown as where a cell has one colour: the most important, weighed by how many dots it
/// has, so that one dot of muscle or hair at the edge of a cell does not colour all of it. No limb is told from the trunk.
fn first(rows: &[u32]) -> Layer {
    let rows = rows.get(..DOTS.down).unwrap_or(rows);
    // Most cells have one layer, which need not be weighed.
    let [dot, next, ..] = rows.first().copied().unwrap_or_default().to_le_bytes();
    if dot == next && rows.iter().all(|row| Some(row) == rows.first()) {
        let (shown, _) = SHOWN.get(usize::from(dot)).copied().unwrap_or_default();
        return Layer::ALL.get(usize::from(shown)).copied().unwrap_or_default();
    }
    let mut scores = [0; Layer::ALL.len()];
    for row in rows {
        for dot in &row.to_le_bytes()[..DOTS.across] {
            let (shown, weight) = SHOWN.get(usize::from(*dot)).copied().unwrap_or_default();
            if let Some(score) = scores.get_mut(usize::from(shown)) {
                *score += weight;
            }
        }
    }
    let mut best = (0, Layer::Empty);
    for (score, layer) in scores.iter().zip(&Layer::ALL) {
        if *score > 0 && *score >= best.0 {
            best = (*score, *layer);
        }
    }
    best.1
}

/// For each layer the one it is shown as where a cell has one colour, and what a dot of it weighs.
const SHOWN: [(u8, u8); Layer::ALL.len()] = {
    let near = Layer::Near as u8;
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 6), (5, 6), (near, 6), (near, 6), (8, 6), (9, 8)]
};

impl Figure<'_> {
    /// Whether muscles are told from the rest by their colour; else a pattern does it.
    fn has_colours(&self) -> bool {
        self.styles.accent.fg.is_some()
    }

    fn braille(&self, dots: &Samples) -> (char, Style) {
        let (mut shown, layer) = (lit(dots), first(dots));
        if !self.has_colours() && layer == Layer::Accent {
            // Every second dot.
            shown &= 0b10_01_10_01;
        }
        let symbol = BRAILLE.get(shown).and_then(|bits| char::from_u32(0x2800 + u32::from(*bits)));
        (symbol.unwrap_or(' '), self.styles.of(layer))
    }

    fn blocks(&self, dots: &Samples) -> (char, Style) {
        let half = |rows: &[u32]| {
            let lit: u32 = rows.iter().map(|row| filled(*row).count_ones()).sum();
            if lit >= 2 { first(rows) } else { Layer::Empty }
        };
        let [a, b, c, d, ..] = dots;
        match (half(&[*a, *b]), half(&[*c, *d])) {
            (Layer::Empty, Layer::Empty) => (' ', Style::new()),
            _ if !self.has_colours() && first(dots) == Layer::Accent => ('▒', self.styles.accent),
            (upper, Layer::Empty) => ('▀', self.styles.of(upper)),
            (Layer::Empty, lower) => ('▄', self.styles.of(lower)),
            (upper, lower) if upper == lower => ('█', self.styles.of(upper)),
            (upper, lower) => {
                let colour = |layer: Layer| self.styles.of(layer).fg.filter(|colour| *colour != Color::Reset);
                // The terminal's own text colour cannot be a background: that half has to be the character.
                match (colour(upper), colour(lower)) {
                    (_, Some(back)) => ('▀', self.styles.of(upper).bg(back)),
                    (Some(back), None) => ('▄', self.styles.of(lower).bg(back)),
                    (None, None) => ('█', self.styles.of(upper.max(lower))),
                }
            }
        }
    }

    fn ascii(&self, dots: &Samples) -> (char, Style) {
        let (layer, bits) = (first(dots), lit(dots));
        let symbol = match (bits, layer) {
            (_, Layer::Accent) if bits.count_ones() > 2 => '%',
            (0xff, Layer::Hair) => '@',
            (0xff, Layer::Far) => ':',
            // A mat fills the upper half of its cells.
            (0xf0 | 0xff, Layer::Prop) => '=',
            (_, Layer::Ground) if bits != 0 => '-',
            _ => GLYPHS.get(bits).map_or(' ', |byte| char::from(*byte)),
        };
        (symbol, self.styles.of(layer))
    }
}

/// For every pattern of dots its number among the characters of braille.
const BRAILLE: [u8; 256] = {
    // From the lowest bit on: row by row from the lower right.
    const DOTS: [u8; 8] = [0x80, 0x40, 0x20, 0x04, 0x10, 0x02, 0x08, 0x01];
    let mut numbers = [0; 256];
    let mut at = 0;
    while at < 256 * 8 {
        if ((at / 8) >> (at % 8)) & 1 == 1 {
            numbers[at / 8] |= DOTS[at % 8];
        }
        at += 1;
    }
    numbers
};

/// Characters and the dots of a cell they look like, row by row from the upper left.
const SHAPES: [(u8, u8); 26] = [
    (b' ', 0b00_00_00_00),
    (b'.', 0b00_00_00_01),
    (b'.', 0b00_00_00_10),
    (b'_', 0b00_00_00_11),
    (b'\'', 0b01_00_00_00),
    (b'\'', 0b10_00_00_00),
    (b'"', 0b11_00_00_00),
    (b'-', 0b00_11_00_00),
    (b'-', 0b00_00_11_00),
    (b'=', 0b00_11_11_00),
    (b'o', 0b00_00_11_11),
    (b'm', 0b00_11_11_11),
    (b'^', 0b11_11_00_00),
    (b'P', 0b11_11_11_10),
    (b'Y', 0b11_11_11_01),
    (b'd', 0b01_11_11_11),
    (b'b', 0b10_11_11_11),
    (b'[', 0b10_10_10_10),
    (b']', 0b01_01_01_01),
    (b'/', 0b01_01_10_10),
    (b'\\', 0b10_10_01_01),
    (b'(', 0b01_10_10_01),
    (b')', 0b10_01_01_10),
    (b':', 0b00_10_00_10),
    (b'#', 0b11_11_11_11),
    (b'"', 0b11_11_11_00),
];

/// For every pattern of dots the character nearest in shape.
const GLYPHS: [u8; 256] = {
    let mut glyphs = [b' '; 256];
    let mut bits = 0;
    while bits < 256 {
        let mut best = u32::MAX;
        let mut shape = 0;
        while shape < SHAPES.len() {
            #[allow(clippy::cast_possible_truncation, reason = "bits is below 256")]
            let apart = (SHAPES[shape].1 ^ bits as u8).count_ones();
            if apart < best {
                best = apart;
                glyphs[bits] = SHAPES[shape].0;
            }
            shape += 1;
        }
        bits += 1;
    }
    glyphs
};
