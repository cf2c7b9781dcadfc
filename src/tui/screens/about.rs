//! About you: the questions, one at a time. The set that the answers make is shown by Home.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Frame;
use super::read::moved;
use crate::about::{AnswerOption, Answers, Interview};
use crate::content::model::Library;
use crate::tui::keys::shared::{BOTTOM, DOWN, HELP, LEAVE, PAGE_UP, STOP_SIGNS, TOP, UP};
use crate::tui::keys::{Action, Binding, Keys, key, letter};
use crate::tui::theme::Theme;
use crate::tui::widgets::scroll::scroll_mark;
use crate::tui::widgets::writer::{SplitRect, Writer, columns, wrapped};

/// The columns below which the hints are short.
const NARROW: u16 = 60;

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of About you",
    own: &[
        Binding::new(Action::Open, &[key(KeyCode::Enter)], "answer, and go on").hint("go on"),
        Binding::new(Action::Tick, &[letter(' ')], "tick it, or take the tick away").hint("tick"),
        UP,
        DOWN,
        Binding { help: "the question before", ..LEAVE },
        STOP_SIGNS,
        Binding::new(Action::PageDown, &[key(KeyCode::PageDown)], "a screen down"),
        PAGE_UP,
        TOP,
        BOTTOM,
        HELP,
    ],
};

/// A person answering the questions.
#[derive(Clone, Debug)]
pub(crate) struct About {
    interview: Interview,
    /// The option under the cursor.
    cursor: usize,
}

/// What a key leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum AboutReply {
    /// Another question, or the same one.
    Stay,
    /// Back to where the person was, without a change.
    Leave,
    /// The last question is answered.
    Done(Answers),
}

impl About {
    pub(crate) fn new(answers: Answers, library: &Library) -> Self {
        let mut about = Self { interview: Interview::new(answers, library), cursor: 0 };
        about.go_to_chosen(library);
        about
    }

    pub(crate) fn act(&mut self, action: Action, library: &Library, area: Rect) -> AboutReply {
        let options = self.interview.options(library);
        let page = usize::from(body(area).height.saturating_sub(1)).max(1);
        let last = options.len().saturating_sub(1);
        match action {
            Action::Tick => self.interview.choose(library, self.cursor),
            Action::Open => return self.answer(&options, library),
            Action::Leave if self.interview.go_back(library) => self.go_to_chosen(library),
            Action::Leave => return AboutReply::Leave,
            _ => self.cursor = moved(self.cursor, action, last, page),
        }
        AboutReply::Stay
    }

    /// Takes the option under the cursor for the answer. Where several can be ticked, the first Enter on one ticks it, so that
    /// a condition is never passed over by mistake.
    fn answer(&mut self, options: &[AnswerOption], library: &Library) -> AboutReply {
        let is_chosen = options.get(self.cursor).is_some_and(|option| option.is_chosen);
        if !is_chosen {
            self.interview.choose(library, self.cursor);
        }
        if self.interview.topic().takes_several() && self.cursor > 0 && !is_chosen {
            return AboutReply::Stay;
        }
        if self.interview.go_on(library) {
            self.go_to_chosen(library);
            AboutReply::Stay
        } else {
            AboutReply::Done(self.interview.answers().clone())
        }
    }

    fn go_to_chosen(&mut self, library: &Library) {
        let options = self.interview.options(library);
        self.cursor = options.iter().position(|option| option.is_chosen).unwrap_or(0);
    }
}

/// Where the options stand.
fn body(area: Rect) -> Rect {
    let body = Frame::new(area).body;
    let (_, body) = body.cut_top(if body.height >= 14 { 4 } else { 2 });
    body.cut_bottom(u16::from(body.height >= 14)).0
}

/// The columns before the text of an option: where the cursor is, and whether it is chosen.
const MARKS: u16 = 6;

/// A question on the screen.
impl About {
    pub(crate) fn draw(&self, library: &Library, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let topic = self.interview.topic();
        let Some(frame) = Frame::fitting(area, buffer, theme, topic.question()) else { return };
        let (number, count) = self.interview.number(library);
        frame.heading(buffer, theme, "About you", &format!("{number} of {count}"));
        let top = body(area).y - frame.body.y;
        let mut writer = Writer::new(buffer, frame.body);
        writer.put(0, top / 2, topic.question(), theme.chosen());
        self.options(library, theme, body(area), buffer);
        frame.keys(buffer, theme, &KEYS, &|action, word| match action {
            Action::Tick => topic.takes_several().then_some(word),
            // In the least window, Enter has to be told as well.
            Action::StopSigns if area.width < NARROW => Some("signs"),
            _ => Some(word),
        });
    }

    fn options(&self, library: &Library, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let several = self.interview.topic().takes_several();
        let options = self.interview.options(library);
        let room = area.width.saturating_sub(MARKS + 2);
        let mut lines = Vec::new();
        let mut cursor = 0..0;
        for (index, option) in options.iter().enumerate() {
            let is_here = index == self.cursor;
            let style = if is_here { theme.chosen() } else { theme.text() };
            let mark = match (several && index > 0, option.is_chosen) {
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
                (false, true) => "(•) ",
                (false, false) => "( ) ",
            };
            let text = wrapped(&option.text, room);
            if is_here {
                cursor = lines.len()..lines.len() + text.len();
            }
            // Of its other names, those that fit.
            let rest = room.saturating_sub(text.last().map_or(0, |line| columns(line) + 2));
            let names = option.aside.as_deref().unwrap_or_default();
            let fewer = names.rmatch_indices(", ").map(|(end, _)| &names[..end]);
            let aside = std::iter::once(names).chain(fewer).find(|names| columns(names) <= rest).unwrap_or_default();
            let last = text.len().saturating_sub(1);
            lines.extend(text.into_iter().enumerate().map(|(row, text)| {
                let marks =
                    if row == 0 { format!("{}{mark}", if is_here { "▸ " } else { "  " }) } else { String::new() };
                (marks, text, style, if row == last { aside } else { "" })
            }));
        }
        let rows = usize::from(area.height);
        // The option under the cursor stays in sight, with a line before and after it.
        let scroll = (cursor.end + 1).saturating_sub(rows).min(cursor.start.saturating_sub(1));
        let scroll = scroll.min(lines.len().saturating_sub(rows));
        let mut writer = Writer::new(buffer, Rect { width: area.width.saturating_sub(2), ..area });
        for (row, (marks, text, style, aside)) in (0..area.height).zip(lines.iter().skip(scroll)) {
            writer.put(0, row, marks, *style);
            let end = MARKS + writer.put(MARKS, row, text, *style);
            writer.put(end + 2, row, aside, theme.quiet());
        }
        scroll_mark(buffer, area.right() - 1, area, scroll, lines.len(), theme.quiet());
    }
}
