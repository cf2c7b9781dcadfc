//! The screens, and what they have in common: a heading at the top, the keys at the foot, margins between.

pub(crate) mod about;
pub(crate) mod editor;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod player;
pub(crate) mod progress;
pub(crate) mod read;
pub(crate) mod summary;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keys::{Action, Keys};
use super::theme::Theme;
use super::widgets::hints::hints;
use super::widgets::writer::{Align, SplitRect, Writer, columns, shortened};

/// The least a screen needs to show everything: columns and rows.
pub(crate) const LEAST: (u16, u16) = (40, 12);
/// The most columns that are used: a wider screen makes the eye travel too far.
const WIDEST: u16 = 132;

/// A screen without its heading and its keys.
pub(crate) struct Frame {
    /// The rest of the window.
    pub(crate) body: Rect,
    heading: Rect,
    keys: Rect,
}

impl Frame {
    /// Lays out a window. The heading stands in the same place on all screens.
    pub(crate) fn new(area: Rect) -> Self {
        let roomy = area.width >= 60;
        let area = area.middle(WIDEST.max(area.width / 2)).pad(if roomy { 2 } else { 1 });
        let (_, area) = area.cut_top(u16::from(area.height >= 26));
        let (heading, area) = area.cut_top(1);
        let (body, keys) = area.cut_bottom(1);
        Self { body, heading, keys }
    }

    /// Lays out a window, unless it is too small: then it says so below the line that matters most.
    pub(crate) fn fitting(area: Rect, buffer: &mut Buffer, theme: Theme, line: &str) -> Option<Self> {
        if fits(area) {
            return Some(Self::new(area));
        }
        let mut writer = Writer::new(buffer, area);
        let below = if line.is_empty() { 0 } else { writer.paragraph(0, line, Align::Left, theme.strong()) };
        let needed = format!("Please make the window at least {} × {}.", LEAST.0, LEAST.1);
        writer.paragraph(below, &needed, Align::Left, theme.text());
        None
    }

    /// Writes a message in place of the keys.
    pub(crate) fn tell(&self, buffer: &mut Buffer, theme: Theme, line: &str) {
        self.keys.positions().for_each(|position| buffer[position].reset());
        buffer.set_style(self.keys, theme.base());
        Writer::new(buffer, self.keys).put(0, 0, &shortened(line, self.keys.width), theme.strong());
    }

    /// Writes the heading: a text at the left, and one at the right.
    pub(crate) fn heading(&self, buffer: &mut Buffer, theme: Theme, left: &str, right: &str) {
        let mut writer = Writer::new(buffer, self.heading);
        let room = self.heading.width.saturating_sub(columns(right) + 2);
        writer.put(0, 0, &shortened(left, room), theme.strong());
        writer.line(0, right, Align::Right, theme.text());
    }

    /// Writes an input line in place of the keys, and after it the keys that end it.
    pub(crate) fn ask(&self, buffer: &mut Buffer, theme: Theme, keys: &Keys, what: &str, text: &str) {
        let mut writer = Writer::new(buffer, self.keys);
        let mut column = writer.put(0, 0, what, theme.quiet()) + 1;
        // The end of it is where the typing goes on.
        let room = usize::from(self.keys.width / 3);
        let letters: Vec<char> = text.chars().collect();
        let end: String = letters[letters.len().saturating_sub(room)..].iter().collect();
        column += writer.put(column, 0, &end, theme.strong());
        column += writer.put(column, 0, "▁", theme.accent()) + 3;
        let (_, rest) = self.keys.cut_left(column);
        hints(&mut Writer::new(buffer, rest), keys, theme, &|_, word| Some(word));
    }

    /// Writes the keys; `word` changes the word of an action or leaves it out.
    pub(crate) fn keys(
        &self,
        buffer: &mut Buffer,
        theme: Theme,
        keys: &Keys,
        word: &dyn Fn(Action, &'static str) -> Option<&'static str>,
    ) {
        hints(&mut Writer::new(buffer, self.keys), keys, theme, word);
    }
}

pub(crate) fn fits(area: Rect) -> bool {
    area.width >= LEAST.0 && area.height >= LEAST.1
}
