//! A strip: a session to scale in one quiet row, with a tick wherever one stretch ends and the next begins.
//!
//! The menu shows a routine with it, the player how far a session has come: `━━━━┿━━━─┼──`.

use std::ops::Range;
use std::time::Duration;

use ratatui::style::Style;

use super::bar::cells;
use super::writer::Writer;

/// A strip in the first row of its writer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionStrip<'a> {
    /// The length of each stretch.
    pub(crate) lengths: &'a [Duration],
    pub(crate) heavy: Heavy,
    /// The style of the heavy part.
    pub(crate) style: Style,
    pub(crate) rest: Style,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Heavy {
    /// From the start on.
    Done(Duration),
    /// One stretch, by its index.
    Stretch(usize),
}

impl SessionStrip<'_> {
    /// Draws it over the whole width.
    pub(crate) fn draw(&self, writer: &mut Writer<'_>) {
        let width = writer.area().width;
        let (heavy, ticks) = (self.heavy_cells(width), self.ticks(width));
        for column in 0..width {
            let (line, tick, style) =
                if heavy.contains(&column) { ("━", "┿", self.style) } else { ("─", "┼", self.rest) };
            writer.put(column, 0, if ticks.contains(&column) { tick } else { line }, style);
        }
    }

    /// The cells that are drawn heavy. What is done fills a cell when all of its time is over; a stretch that is pointed
    /// at has a cell of its own after its tick, however short it is.
    fn heavy_cells(&self, width: u16) -> Range<u16> {
        match self.heavy {
            Heavy::Done(elapsed) => 0..cells(elapsed, self.until(self.lengths.len()), width),
            Heavy::Stretch(index) => {
                let first = self.begin(index, width) + u16::from(index > 0);
                first..self.begin(index + 1, width).max(first + 1)
            }
        }
    }

    /// The cells that have a tick. There are none where the stretches have too little room to be told apart.
    fn ticks(&self, width: u16) -> Vec<u16> {
        let are_told_apart = self.lengths.len() * 2 <= usize::from(width);
        (1..self.lengths.len()).filter(|_| are_told_apart).map(|index| self.begin(index, width)).collect()
    }

    /// The cell in which a stretch begins.
    fn begin(&self, stretch: usize, width: u16) -> u16 {
        cells(self.until(stretch), self.until(self.lengths.len()), width)
    }

    /// How long all the stretches before one take.
    fn until(&self, stretch: usize) -> Duration {
        self.lengths.iter().take(stretch).sum()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;

    fn drawn(lengths: &[u64], width: u16, heavy: Heavy) -> String {
        let lengths: Vec<_> = lengths.iter().map(|seconds| Duration::from_secs(*seconds)).collect();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let strip = SessionStrip { lengths: &lengths, heavy, style: Style::new(), rest: Style::new() };
        strip.draw(&mut Writer::new(&mut buffer, area));
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn it_is_to_scale_and_has_a_tick_where_a_stretch_begins() {
        let done = |seconds| drawn(&[40, 50, 30], 12, Heavy::Done(Duration::from_secs(seconds)));
        assert_eq!(done(0), "────┼────┼──");
        assert_eq!(done(9), "────┼────┼──");
        assert_eq!(done(40), "━━━━┼────┼──");
        assert_eq!(done(80), "━━━━┿━━━─┼──");
        assert_eq!(done(119), "━━━━┿━━━━┿━─");
        assert_eq!(done(120), "━━━━┿━━━━┿━━");
    }

    #[test]
    fn it_points_at_a_stretch() {
        let pointed = |stretch| drawn(&[40, 50, 30], 12, Heavy::Stretch(stretch));
        assert_eq!([pointed(0), pointed(1), pointed(2)], ["━━━━┼────┼──", "────┼━━━━┼──", "────┼────┼━━"]);
        // However short it is.
        assert_eq!(drawn(&[60, 1, 60], 12, Heavy::Stretch(1)), "─────┼┿─────");
    }

    #[test]
    fn nothing_is_too_little_or_too_much_for_it() {
        for width in 0..30 {
            for lengths in [&[][..], &[0], &[0, 0, 0], &[1; 40], &[7200, 1, 1]] {
                for stretch in 0..4 {
                    let strip = drawn(lengths, width, Heavy::Stretch(stretch));
                    assert_eq!(strip.chars().count(), usize::from(width));
                }
                drawn(lengths, width, Heavy::Done(Duration::from_secs(10_000)));
            }
        }
    }
}
