//! A mark at the right of a text: which part of it is in sight.

use super::writer::Writer;
use ratatui::style::Style;

/// Draws it in the first column of a pen, for a text of so many lines whose first one in sight is `scroll`. A text that
/// fits has none.
pub(crate) fn scroll_mark(writer: &mut Writer<'_>, scroll: usize, lines: usize, style: Style) {
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
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;

    fn marked(scroll: usize, lines: usize, rows: u16) -> String {
        let area = Rect::new(0, 0, 1, rows);
        let mut buffer = Buffer::empty(area);
        scroll_mark(&mut Writer::new(&mut buffer, area), scroll, lines, Style::new());
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
