//! What a canvas holds as a picture: what is drawn on its grid, and where it is to be seen.

use ratatui::layout::{Rect, Size};

use super::body::{self, Detail};
use super::model::{FigureFrame, Motion, Point, Pose};
use super::raster::Grid;
use super::styles::Styles;

/// The samples of a pixel, across and down.
pub(super) const SAMPLES: usize = 3;
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
    /// The pixels of what is drawn, across and down.
    pub(super) fn size(&self) -> (usize, usize) {
        self.subject.as_ref().map_or((0, 0), |subject| subject.size)
    }

    /// The canvas has something else on it.
    pub(super) fn forget(&mut self) {
        self.subject = None;
    }

    pub(super) fn picture(&self) -> Option<Picture> {
        self.wanted
    }

    /// Begins a frame, in which no picture has been asked for yet.
    pub(super) fn begin(&mut self) {
        self.wanted = None;
    }

    /// Draws a picture of a room of cells that have so many pixels.
    pub(super) fn depict(
        &mut self,
        grid: &mut Grid,
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
        if !self.subject.as_ref().is_some_and(is_same) {
            let samples = (size.0 * SAMPLES, size.1 * SAMPLES);
            #[allow(clippy::cast_precision_loss, reason = "a window has a few thousand pixels")]
            let grain = samples.1 as f64 / (f64::from(room.height.max(1)) * 4.0);
            grid.resize(samples.0, samples.1, Point::new(grain, grain));
            body::draw(grid, motion, pose, frame, detail);
            self.number += 1;
            self.subject = Some(Depicted { motion: motion.id.clone(), pose: *pose, frame, size });
        }
        self.wanted = Some(Picture { room, styles, number: self.number });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_size_of_its_room_up_to_a_most() {
        let room = Rect::new(0, 0, 60, 30);
        assert_eq!(size(room, Size::new(9, 18)), (540, 540));
        assert_eq!(size(room, Size::new(8, 17)), (480, 510));
        let (width, height) = size(room, Size::new(18, 36));
        assert!(width == height && (690..=693).contains(&width), "{width} x {height}");
    }
}
