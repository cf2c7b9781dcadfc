//! A strip: a session to scale in one quiet row, with a tick wherever one stretch ends and the next begins.
//!
//! The menu shows a routine with it, the player how far a session has come: `━━━━┿━━━─┼──`.

use std::{ops::Range, time::Duration};

use ratatui::style::Style;

use super::writer::Writer;

/// A strip in the first row of its writer.
#[derive(Clone, Copy, Debug)]
pub struct SessionStrip<'a> {
    /// The length of each stretch.
    lengths: &'a [Duration],
    heavy: Heavy,
    style: Style,
    rest: Style,
}

#[derive(Clone, Copy, Debug)]
enum Heavy {
    /// From the start on.
    Done(Duration),
    Stretch(usize),
}

impl<'a> SessionStrip<'a> {
    /// The strip of stretches of these lengths, before anything is done: `style` is the look of what is done, `rest` of
    /// everything else.
    #[must_use]
    pub fn new(lengths: &'a [Duration], style: Style, rest: Style) -> Self {
        Self { lengths, heavy: Heavy::Done(Duration::ZERO), style, rest }
    }

    /// Shows how much of it is done.
    #[must_use]
    pub fn elapsed(self, elapsed: Duration) -> Self {
        Self { heavy: Heavy::Done(elapsed), ..self }
    }

    /// Points at one of the stretches, by its index.
    #[must_use]
    pub fn pointing_at(self, stretch: usize) -> Self {
        Self { heavy: Heavy::Stretch(stretch), ..self }
    }

    /// Draws it over the whole width.
    pub fn draw(&self, writer: &mut Writer<'_>) {
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

/// How many of `width` cells a part of a length fills.
fn cells(part: Duration, length: Duration, width: u16) -> u16 {
    let cells = part.as_nanos() * u128::from(width) / length.as_nanos().max(1);
    u16::try_from(cells).unwrap_or(width).min(width)
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::*;

    fn drawn(lengths: &[u64], width: u16, change: impl FnOnce(SessionStrip<'_>) -> SessionStrip<'_>) -> String {
        let lengths: Vec<_> = lengths.iter().map(|seconds| Duration::from_secs(*seconds)).collect();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        change(SessionStrip::new(&lengths, Style::new(), Style::new())).draw(&mut Writer::new(&mut buffer, area));
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn it_is_to_scale_and_has_a_tick_where_a_stretch_begins() {
        assert_eq!(drawn(&[40, 50, 30], 12, |strip| strip), "────┼────┼──");
        let done = |seconds| drawn(&[40, 50, 30], 12, |strip| strip.elapsed(Duration::from_secs(seconds)));
        assert_eq!(done(9), "────┼────┼──");
        assert_eq!(done(40), "━━━━┼────┼──");
        assert_eq!(done(80), "━━━━┿━━━─┼──");
        assert_eq!(done(119), "━━━━┿━━━━┿━─");
        assert_eq!(done(120), "━━━━┿━━━━┿━━");
    }

    #[test]
    fn it_points_at_a_stretch() {
        let pointed = |stretch| drawn(&[40, 50, 30], 12, |strip| strip.pointing_at(stretch));
        assert_eq!([pointed(0), pointed(1), pointed(2)], ["━━━━┼────┼──", "────┼━━━━┼──", "────┼────┼━━"]);
        // However short it is.
        assert_eq!(drawn(&[60, 1, 60], 12, |strip| strip.pointing_at(1)), "─────┼┿─────");
    }

    #[test]
    fn nothing_is_too_little_or_too_much_for_it() {
        for width in 0..30 {
            for lengths in [&[][..], &[0], &[0, 0, 0], &[1; 40], &[7200, 1, 1]] {
                for stretch in 0..4 {
                    let strip = drawn(lengths, width, |strip| strip.pointing_at(stretch));
                    assert_eq!(strip.chars().count(), usize::from(width));
                }
                drawn(lengths, width, |strip| strip.elapsed(Duration::from_secs(10_000)));
            }
        }
    }
}
