//! A strip: a session to scale in one quiet row, with a tick wherever one stretch ends and the next begins.
//!
//! The menu shows a routine with it, the player how far a session has come: `━━━━┿━━━─┼──`.

use std::time::Duration;

use ratatui::style::Style;

use super::bar::cells;
use super::writer::Writer;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Heavy {
    /// From the start on.
    Done(Duration),
    /// One stretch, by its index.
    Stretch(usize),
}

/// Draws it over the whole width of a writer, out of the length of each stretch, in the styles of its heavy part and of the
/// rest.
pub(crate) fn strip(writer: &mut Writer<'_>, lengths: &[Duration], heavy: Heavy, styles: [Style; 2]) {
    let width = writer.area().width;
    let all: Duration = lengths.iter().sum();
    // The cell in which a stretch begins.
    let begin = |stretch| cells(lengths.iter().take(stretch).sum(), all, width);
    // What is done fills a cell when all of its time is over; a stretch that is pointed at has a cell of its own after its
    // tick, however short it is.
    let heavy = match heavy {
        Heavy::Done(elapsed) => 0..cells(elapsed, all, width),
        Heavy::Stretch(index) => {
            let first = begin(index) + u16::from(index > 0);
            first..begin(index + 1).max(first + 1)
        }
    };
    // There are no ticks where the stretches have too little room to be told apart.
    let are_told_apart = lengths.len() * 2 <= usize::from(width);
    let ticks: Vec<_> = (1..lengths.len()).filter(|_| are_told_apart).map(begin).collect();
    for column in 0..width {
        let (line, tick, style) =
            if heavy.contains(&column) { ("━", "┿", styles[0]) } else { ("─", "┼", styles[1]) };
        writer.put(column, 0, if ticks.contains(&column) { tick } else { line }, style);
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
        strip(&mut Writer::new(&mut buffer, area), &lengths, heavy, [Style::new(); 2]);
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
