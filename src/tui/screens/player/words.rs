//! The words of a session's screen: what to do, where it is felt, what to mind.
//!
//! Words that do not fit can be scrolled, and a mark says so: no text is out of reach.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::coach::{self, COME_BACK, STOP_AT_ONCE};
use crate::plan::Part;
use crate::session::snapshot::Snapshot;
use crate::tui::theme::Theme;
use crate::tui::widgets::caution::caution_line;
use crate::tui::widgets::writer::{Align, SplitRect, Writer, balanced};

/// The most columns of running text.
const TEXT_WIDTH: u16 = 72;
/// The columns that any caution fits into on one line, with its mark.
const CARE_WIDTH: u16 = 74;
/// The columns below which the longest cautions take three rows.
const NARROW: u16 = 40;

/// How important a paragraph is; its style follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    /// What to do now.
    First,
    /// What to do after that.
    Then,
    Beside,
    Care,
}

pub(super) struct Words {
    paragraphs: Vec<(Rank, String)>,
}

impl Words {
    pub(crate) fn of(snapshot: &Snapshot<'_>) -> Self {
        let part = snapshot.part;
        let paragraphs = if part.segment.is_work() { working(part) } else { getting_ready(snapshot) };
        Self { paragraphs }
    }

    pub(crate) fn rows(&self, width: u16) -> u16 {
        u16::try_from(self.lines(width).len()).unwrap_or(u16::MAX)
    }

    /// The number of rows that they can be scrolled in an area.
    pub(crate) fn overflow(&self, area: Rect) -> u16 {
        let rows = self.rows(area.width);
        if rows > area.height { rows - area.height.saturating_sub(mark_rows(area)) } else { 0 }
    }

    fn lines(&self, width: u16) -> Vec<(Rank, String)> {
        let lines = |(rank, text): &(Rank, String)| {
            let rank = *rank;
            balanced(text, width.min(TEXT_WIDTH)).into_iter().map(move |line| (rank, line))
        };
        self.paragraphs.iter().flat_map(lines).collect()
    }

    /// Draws them; where they do not fit, from the row `scroll` on.
    pub(crate) fn draw(&self, scroll: u16, area: Rect, align: Align, theme: Theme, buffer: &mut Buffer) {
        let area = if align == Align::Centre { area.middle(TEXT_WIDTH) } else { area };
        let mut writer = Writer::new(buffer, area);
        let lines = self.lines(area.width);
        let overflow = self.overflow(area);
        let scroll = scroll.min(overflow);
        let marks = if overflow > 0 { mark_rows(area) } else { 0 };
        let shown = usize::from(area.height - marks);
        for (row, (rank, line)) in (0..).zip(lines.iter().skip(scroll.into()).take(shown)) {
            match rank {
                Rank::First => writer.line(row, line, align, theme.strong()),
                Rank::Then => writer.line(row, line, align, theme.text()),
                Rank::Beside => writer.line(row, line, align, theme.quiet()),
                Rank::Care => caution_line(&mut writer, row, line, align, theme),
            }
        }
        if overflow > 0 {
            let (mark, arrow) = match (scroll, overflow - scroll) {
                (0, _) => ("↓ more", "↓"),
                (_, 0) => ("↑ more", "↑"),
                _ => ("↑ ↓ more", "↕"),
            };
            let last = area.height.saturating_sub(1);
            match marks {
                0 => writer.line(last, arrow, Align::Right, theme.strong()),
                _ => writer.line(last, mark, align, theme.strong()),
            }
        }
    }
}

/// The rows that the scroll mark takes: none where the words have only two.
fn mark_rows(area: Rect) -> u16 {
    u16::from(area.height > 2)
}

fn working(part: Part<'_>) -> Vec<(Rank, String)> {
    let mut paragraphs = vec![(Rank::First, part.instruction().into_owned())];
    paragraphs.extend(part.felt().map(|felt| (Rank::Beside, felt.into_owned())));
    paragraphs.extend(coach::breath(part).map(|breath| (Rank::Beside, breath.to_owned())));
    paragraphs
}

/// First how to come out of the work before, then how to get into the work that follows.
fn getting_ready(snapshot: &Snapshot<'_>) -> Vec<(Rank, String)> {
    let (part, from) = (snapshot.part, snapshot.last_work);
    let mut first: Vec<&str> = Vec::new();
    if coach::comes_back(part, from) {
        first.push(COME_BACK);
    }
    let instruction = coach::then(part);
    let Some(setup) = part.setup() else {
        first.push(&instruction);
        return vec![(Rank::First, first.join(" "))];
    };
    first.extend(from.and_then(|from| part.getting_up(from)));
    let needs = coach::needs(part);
    first.extend(needs.as_deref());
    first.push(setup);
    let mut paragraphs = vec![(Rank::First, first.join(" ")), (Rank::Then, instruction)];
    let notes = &part.planned.notes;
    paragraphs.extend(notes.iter().map(|note| (Rank::Care, format!("! {}", note.sentence()))));
    if snapshot.is_first {
        // The line for care shows when to stop instead.
        paragraphs.extend(part.care().map(|care| (Rank::Care, format!("! {care}"))));
        let beside = coach::equipment(part.plan, 1).into_iter().chain(part.plan.warm_up.clone());
        paragraphs.extend(beside.map(|text| (Rank::Beside, text)));
    }
    paragraphs
}

/// The caution in sight: in the first getting ready of a session when to stop, later the care of the stretch.
pub(super) fn care(snapshot: &Snapshot<'_>) -> Option<String> {
    let part = snapshot.part;
    let opening = snapshot.is_first && !part.segment.is_work();
    let care = if opening { Some(STOP_AT_ONCE) } else { part.care() };
    care.map(|care| format!("! {care}"))
}

/// The rows of the caution.
pub(super) fn care_rows(snapshot: &Snapshot<'_>, width: u16) -> u16 {
    care(snapshot).map_or(0, |care| u16::try_from(balanced(&care, width).len()).unwrap_or(u16::MAX))
}

/// The rows that most cautions fit into, which a window always keeps free.
pub(super) fn usual_care_rows(width: u16) -> u16 {
    match width {
        ..NARROW => 3,
        NARROW..CARE_WIDTH => 2,
        CARE_WIDTH.. => 1,
    }
}
