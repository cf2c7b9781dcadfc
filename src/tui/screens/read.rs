//! The reading pages, one after the other, each scrolled by itself.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{Frame, fits, too_small};
use crate::{
    content::model::Library,
    pages::{Block, Page, page},
    tui::{
        keys::{Action, Place},
        theme::{Name, Theme},
        widgets::pen::{Cut, Pen, columns, wrapped},
    },
};

/// The most columns of a line: longer ones are hard to follow to the next.
const TEXT_WIDTH: u16 = 76;

/// The state of the reading.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    /// The page.
    pub page: Page,
    /// The first line in sight.
    pub scroll: usize,
}

impl Read {
    /// Opens a page at its top.
    #[must_use]
    pub fn new(page: Page) -> Self {
        Self { page, scroll: 0 }
    }

    /// Leafs or scrolls.
    pub fn turn(&mut self, action: Action, library: &Library, area: Rect) {
        match action {
            Action::Following => *self = Self::new(self.page.next()),
            Action::Previous => *self = Self::new(self.page.previous()),
            action => {
                let body = body(area);
                let lines = lines(library, self.page, body.width, Theme::new(Name::Mono)).len();
                self.scroll = scrolled(self.scroll, action, lines, body.height.into());
            }
        }
    }
}

/// The first line in sight after an action, of so many lines in so many rows.
#[must_use]
pub fn scrolled(scroll: usize, action: Action, lines: usize, rows: usize) -> usize {
    let last = lines.saturating_sub(rows);
    let page = rows.saturating_sub(1).max(1);
    let wanted = match action {
        Action::Up => scroll.saturating_sub(1),
        Action::Down => scroll + 1,
        Action::PageUp => scroll.saturating_sub(page),
        Action::PageDown => scroll + page,
        Action::Top => 0,
        Action::Bottom => last,
        _ => scroll,
    };
    wanted.min(last)
}

fn body(area: Rect) -> Rect {
    let body = Frame::new(area).body;
    let (_, body) = body.cut_top(if body.height >= 18 { 3 } else { 1 });
    let (body, _) = body.cut_bottom(u16::from(body.height >= 14));
    Rect { width: body.width.min(TEXT_WIDTH), ..body }
}

/// A page on the screen.
pub struct ReadView<'a> {
    /// The state.
    pub read: Read,
    /// What there is to read.
    pub library: &'a Library,
    /// The looks.
    pub theme: Theme,
}

impl Widget for &ReadView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if !fits(area) {
            too_small(area, buffer, self.theme, self.read.page.title());
            return;
        }
        let frame = Frame::new(area);
        let body = body(area);
        let lines = lines(self.library, self.read.page, body.width, self.theme);
        let scroll = self.read.scroll.min(lines.len().saturating_sub(body.height.into()));
        let below = lines.len().saturating_sub(scroll + usize::from(body.height));
        let more = match (scroll, below) {
            (0, 0) => String::new(),
            (_, 0) => "end".into(),
            (_, below) => format!("{below} more ↓"),
        };
        frame.heading(buffer, self.theme, self.read.page.title(), &more);
        self.tabs(frame.body, buffer);
        let mut pen = Pen::new(buffer, body);
        for (row, (indent, text, style)) in (0..body.height).zip(lines.iter().skip(scroll)) {
            pen.put(*indent, row, text, *style);
        }
        frame.keys_with(buffer, self.theme, Place::Read, &|action, word| match action {
            Action::Down => Some("scroll"),
            _ => Some(word),
        });
    }
}

impl ReadView<'_> {
    /// The names of the pages, if they all fit in a row of their own.
    fn tabs(&self, area: Rect, buffer: &mut Buffer) {
        let width: u16 = Page::ALL.iter().map(|page| columns(page.title()) + 3).sum();
        if area.height < 18 || width > area.width {
            return;
        }
        let mut pen = Pen::new(buffer, area);
        let mut column = 0;
        for page in Page::ALL {
            let style = if page == self.read.page { self.theme.chosen() } else { self.theme.quiet() };
            let mark = if page == self.read.page { "▸ " } else { "" };
            column += pen.put(column, 1, mark, style);
            column += pen.put(column, 1, page.title(), style) + 3;
        }
    }
}

/// The page in lines: indent, text and look.
fn lines(library: &Library, of: Page, width: u16, theme: Theme) -> Vec<(u16, String, Style)> {
    let mut lines = Vec::new();
    for block in page(library, of) {
        let (indent, mark, text, style) = match block {
            Block::Gap => {
                lines.push((0, String::new(), theme.text()));
                continue;
            }
            Block::Heading(text) => (0, "", text.to_uppercase(), theme.chosen()),
            Block::Alarm(text) => (0, "", format!("! {}", text.to_uppercase()), theme.alarm()),
            Block::Name(text) => (0, "", text, theme.strong()),
            Block::Text(text) => (0, "", text, theme.text()),
            Block::Point(text) => (2, "· ", text, theme.text()),
            Block::Aside(text) => (2, "", text, theme.quiet()),
        };
        for (index, line) in wrapped(&text, width.saturating_sub(indent)).into_iter().enumerate() {
            match index {
                0 if !mark.is_empty() => lines.push((0, format!("{mark}{line}"), style)),
                _ => lines.push((indent, line, style)),
            }
        }
    }
    lines
}
