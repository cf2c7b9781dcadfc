//! The reading pages, one after the other, each scrolled by itself, and the conditions that concern one thing.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Frame;
use crate::changes;
use crate::content::model::Library;
use crate::pages::{self, Block, Page, conditions_page, page};
use crate::plan::{Choices, Plan};
use crate::tui::keys::shared::{
    BOTTOM, DOWN, FOLLOWING, HELP, LEAVE_READ, PAGE_DOWN, PAGE_UP, PREVIOUS, STOP_SIGNS, TOP, UP,
};
use crate::tui::keys::{Action, Binding, Key, Keys, key, letter};
use crate::tui::theme::{Name, Theme};
use crate::tui::widgets::scroll::scroll_mark;
use crate::tui::widgets::writer::{SplitRect, Writer, columns, wrapped};
use crate::words::capital;

/// The most columns of a line. After a longer one the next is hard to find.
const TEXT_WIDTH: u16 = 76;

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of the reading pages",
    own: &[
        UP,
        DOWN,
        FOLLOWING,
        PREVIOUS,
        Binding::new(Action::Following, &[key(KeyCode::Right), letter('l')], "the next page").hint("next page"),
        PAGE_DOWN,
        PAGE_UP,
        TOP.hint("top"),
        BOTTOM.hint("end"),
        Binding::new(
            Action::Start(0),
            DIGITS,
            "on the page of causes: start the stretches for the one with this number",
        ),
        LEAVE_READ,
        HELP,
    ],
};

/// The keys that start the stretches for a cause.
#[rustfmt::skip]
const DIGITS: &[Key] = &[
    letter('1'), letter('2'), letter('3'), letter('4'), letter('5'), letter('6'), letter('7'), letter('8'), letter('9'),
];

/// The keys of the conditions that concern one item.
pub(crate) static CAUTIONS_KEYS: Keys = Keys {
    title: "The keys of the cautions",
    own: &[UP, DOWN, STOP_SIGNS, PAGE_DOWN, PAGE_UP, TOP.hint("top"), BOTTOM.hint("end"), LEAVE_READ, HELP],
};

#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) text: ReadText,
    pub(crate) scroll: usize,
}

#[derive(Clone, Debug)]
pub(crate) enum ReadText {
    Page(Page),
    /// The conditions that concern a plan, by its name.
    Cautions {
        plan: String,
        blocks: Vec<Block>,
    },
}

impl Read {
    pub(crate) fn new(page: Page) -> Self {
        Self { text: ReadText::Page(page), scroll: 0 }
    }

    /// Opens the conditions that concern a plan.
    pub(crate) fn cautions(library: &Library, plan: &Plan) -> Self {
        let text = ReadText::Cautions { plan: plan.name.clone(), blocks: conditions_page(library, plan) };
        Self { text, scroll: 0 }
    }

    /// Opens what a plan leaves out for a person for whom nothing of it is left, and what they can do.
    pub(crate) fn nothing_left(library: &Library, plan: &Plan, choices: &Choices) -> Self {
        let why = capital(&changes::nothing_left(library, plan, choices));
        let blocks = [Block::Text(why), Block::Gap].into_iter().chain(conditions_page(library, plan)).collect();
        Self { text: ReadText::Cautions { plan: plan.name.clone(), blocks }, scroll: 0 }
    }

    pub(crate) fn keys(&self) -> &'static Keys {
        match self.text {
            ReadText::Page(_) => &KEYS,
            ReadText::Cautions { .. } => &CAUTIONS_KEYS,
        }
    }

    pub(crate) fn turn(&mut self, action: Action, library: &Library, area: Rect) {
        match (&self.text, action) {
            (ReadText::Page(page), Action::Following) => *self = Self::new(page.next(&pages::written(library))),
            (ReadText::Page(page), Action::Previous) => *self = Self::new(page.previous(&pages::written(library))),
            _ => {
                let body = self.body(area);
                let lines = self.lines(library, body.width, Theme::new(Name::Mono)).len();
                self.scroll = scrolled(self.scroll, action, lines, body.height.into());
            }
        }
    }

    fn body(&self, area: Rect) -> Rect {
        let body = Frame::new(area).body;
        let above = match self.text {
            ReadText::Page(_) if body.height >= 18 => 3,
            _ => 1,
        };
        let (body, _) = body.cut_top(above).1.cut_bottom(u16::from(body.height >= 14));
        // The scroll mark stands at its right.
        Rect { width: body.width.saturating_sub(2).min(TEXT_WIDTH), ..body }
    }

    fn title(&self) -> String {
        match &self.text {
            ReadText::Page(page) => page.title().to_owned(),
            ReadText::Cautions { plan, .. } => format!("{plan}  ·  cautions"),
        }
    }

    fn lines(&self, library: &Library, width: u16, theme: Theme) -> Vec<ReadLine> {
        match &self.text {
            ReadText::Page(of) => lines(page(library, *of).into_iter().map(with_key).collect(), width, theme),
            ReadText::Cautions { blocks, .. } => lines(blocks.clone(), width, theme),
        }
    }
}

/// The block, with the key that starts the stretches in it.
fn with_key(block: Block) -> Block {
    match block {
        Block::Stretches { index, names, .. } if index < DIGITS.len() => {
            Block::Point(format!("Key {} starts the stretches for it: {names}.", DIGITS[index].name()))
        }
        other => other,
    }
}

/// The first visible line after an action, of `lines` in `rows`.
pub(crate) fn scrolled(scroll: usize, action: Action, lines: usize, rows: usize) -> usize {
    moved(scroll, action, lines.saturating_sub(rows), rows.saturating_sub(1).max(1))
}

/// Where an action leads from a place among those from 0 to `last`.
pub(super) fn moved(from: usize, action: Action, last: usize, page: usize) -> usize {
    let wanted = match action {
        Action::Up => from.saturating_sub(1),
        Action::Down => from + 1,
        Action::PageUp => from.saturating_sub(page),
        Action::PageDown => from + page,
        Action::Top => 0,
        Action::Bottom => last,
        _ => from,
    };
    wanted.min(last)
}

impl Read {
    pub(crate) fn draw(&self, library: &Library, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let Some(frame) = Frame::fitting(area, buffer, theme, &self.title()) else { return };
        let body = self.body(area);
        let lines = self.lines(library, body.width, theme);
        let scroll = self.scroll.min(lines.len().saturating_sub(body.height.into()));
        let below = lines.len().saturating_sub(scroll + usize::from(body.height));
        let more = match (scroll, below) {
            (0, 0) => String::new(),
            (_, 0) => "end".into(),
            (_, below) => format!("{below} more ↓"),
        };
        frame.heading(buffer, theme, &self.title(), &more);
        if let ReadText::Page(page) = self.text {
            tabs(page, library, theme, frame.body, buffer);
        }
        let mut writer = Writer::new(buffer, body);
        for (row, (indent, text, style)) in (0..body.height).zip(lines.iter().skip(scroll)) {
            writer.put(*indent, row, text, *style);
        }
        scroll_mark(buffer, body.right() + 1, body, scroll, lines.len(), theme.quiet());
        let scrolls = lines.len() > body.height.into();
        frame.keys(buffer, theme, self.keys(), &|action, word| match action {
            Action::Down => scrolls.then_some("scroll"),
            Action::Top | Action::Bottom => scrolls.then_some(word),
            Action::StopSigns => pages::is_written(library, Page::StopSigns).then_some(word),
            _ => Some(word),
        });
    }
}

/// The names of the pages, if they all fit in one row.
fn tabs(page: Page, library: &Library, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let all = pages::written(library);
    let width: u16 = all.iter().map(|page| columns(page.title()) + 3).sum();
    if area.height < 18 || width > area.width {
        return;
    }
    let mut writer = Writer::new(buffer, area);
    let mut column = 0;
    for tab in all {
        let (mark, style) = if tab == page { ("▸ ", theme.chosen()) } else { ("", theme.quiet()) };
        column += writer.put(column, 1, mark, style);
        column += writer.put(column, 1, tab.title(), style) + 3;
    }
}

/// A line of text: its indent, words and style.
pub(super) type ReadLine = (u16, String, Style);

pub(super) fn lines(blocks: Vec<Block>, width: u16, theme: Theme) -> Vec<ReadLine> {
    let mut lines = Vec::new();
    for block in blocks {
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
            Block::Aside(text) | Block::Reference(text) => (2, "", text, theme.quiet()),
            Block::Stretches { names, .. } => (2, "", format!("Stretches for it: {names}."), theme.quiet()),
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
