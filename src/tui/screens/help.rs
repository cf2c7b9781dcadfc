//! Every key of the screen it was called from, out of the list that dispatches them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Frame;
use super::read::scrolled;
use crate::tui::keys::shared::{BOTTOM, DOWN, LEAVE_READ, PAGE_DOWN, PAGE_UP, TOP, UP};
use crate::tui::keys::{Action, Binding, Keys, letter};
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{SplitRect, Writer, columns, shortened, wrapped};

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of the help",
    own: &[
        UP,
        DOWN,
        PAGE_DOWN,
        PAGE_UP,
        TOP,
        BOTTOM,
        LEAVE_READ,
        Binding::new(Action::Leave, &[letter('?')], "close the help"),
    ],
};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Help {
    /// The keys that it lists.
    pub(crate) about: &'static Keys,
    pub(crate) scroll: usize,
}

impl Help {
    pub(crate) fn turn(&mut self, action: Action, area: Rect) {
        let body = body(area);
        let lines = lines(self.about, body.width).1.len();
        self.scroll = scrolled(self.scroll, action, lines, body.height.into());
    }

    pub(crate) fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let Some(frame) = Frame::fitting(area, buffer, theme, "Help") else { return };
        let body = body(area);
        let (width, lines) = lines(self.about, body.width);
        let rows = usize::from(body.height);
        // The window may have grown since.
        let scroll = self.scroll.min(lines.len().saturating_sub(rows));
        let below = lines.len().saturating_sub(scroll + rows);
        let more = if below > 0 { format!("{below} more ↓") } else { String::new() };
        frame.heading(buffer, theme, self.about.title, &more);
        let mut writer = Writer::new(buffer, body);
        for (row, (keys, help)) in (0..body.height).zip(lines.iter().skip(scroll)) {
            writer.put(0, row, &shortened(keys, width), theme.strong());
            writer.put(width + 3, row, help, theme.text());
        }
        frame.keys(buffer, theme, &KEYS, &|action, word| match action {
            Action::Down => (below > 0 || scroll > 0).then_some("scroll"),
            _ => Some(word),
        });
    }
}

/// The width of the column of keys, and the lines: keys, and what they do.
fn lines(about: &Keys, width: u16) -> (u16, Vec<(String, String)>) {
    let all: Vec<_> = about
        .bindings()
        .map(|binding| {
            // A narrow window has room for the first key of each.
            (binding.names(if width < 60 { 1 } else { usize::MAX }), binding.help)
        })
        .collect();
    let keys_width = all.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0).min(width / 2);
    let lines = all.into_iter().flat_map(|(keys, help)| {
        let help = wrapped(help, width.saturating_sub(keys_width + 3));
        let keys = std::iter::once(keys).chain(std::iter::repeat(String::new()));
        keys.zip(help).collect::<Vec<_>>()
    });
    (keys_width, lines.collect())
}

fn body(area: Rect) -> Rect {
    let body = Frame::new(area).body;
    let roomy = u16::from(body.height >= 18);
    body.cut_top(roomy).1.cut_bottom(roomy).0
}
