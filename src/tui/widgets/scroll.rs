//! A mark at the right of a text: which part of it is in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::writer::Writer;

/// Draws it in a column beside an area, for a text of so many lines whose first one in sight is `scroll`. A text that fits
/// has none.
pub(crate) fn scroll_mark(buffer: &mut Buffer, x: u16, beside: Rect, scroll: usize, lines: usize, style: Style) {
    let mut writer = Writer::new(buffer, Rect { x, width: 1, ..beside });
    let rows = usize::from(writer.area().height);
    let hidden = lines.saturating_sub(rows);
    if hidden == 0 || rows == 0 {
        return;
    }
    let length = (rows * rows / lines).max(1);
    // It is at an end only if the text is.
    let first = match scroll {
        0 => 0,
        scroll if scroll >= hidden => rows - length,
        scroll => (scroll * (rows - length) / hidden).max(1).min((rows - length).saturating_sub(1)),
    };
    for row in first..first + length {
        writer.put(0, u16::try_from(row).unwrap_or(u16::MAX), "┃", style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(scroll: usize, lines: usize, rows: u16) -> String {
        let area = Rect::new(0, 0, 1, rows);
        let mut buffer = Buffer::empty(area);
        scroll_mark(&mut buffer, 0, area, scroll, lines, Style::new());
        buffer.content.iter().map(|cell| if cell.symbol() == " " { '.' } else { '|' }).collect()
    }

    #[test]
    fn it_is_at_an_end_only_where_the_text_is() {
        assert_eq!(marked(0, 8, 8), "........");
        assert_eq!([marked(0, 32, 8), marked(1, 32, 8)], ["||......", ".||....."]);
        assert_eq!([marked(23, 32, 8), marked(24, 32, 8)], [".....||.", "......||"]);
        for rows in 0..5 {
            for lines in 0..40 {
                (0..lines + 2).for_each(|scroll| drop(marked(scroll, lines, rows)));
            }
        }
    }
}
