//! What figures are drawn on, kept from frame to frame.

use super::mosaic::Mosaic;
use super::plate::{Picture, Plate};
use super::raster::Grid;
use super::samples::Samples;

/// A grid, and what it was drawn as: a cell stays as it is while next to nothing changes in it, and a picture that looks the
/// same is not drawn again.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    pub(super) grid: Grid,
    pub(super) mosaic: Mosaic,
    pub(super) plate: Plate,
}

impl Canvas {
    /// Begins a frame, in which no picture has been asked for yet.
    pub(crate) fn begin(&mut self) {
        self.plate.begin();
    }

    pub fn picture(&self) -> Option<Picture> {
        self.plate.picture()
    }

    /// The samples of a cell.
    pub fn cell(&self, column: usize, row: usize) -> Samples {
        self.grid.cell(column, row)
    }
}
