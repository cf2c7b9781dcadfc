//! The words of a session's screen: what to do, where it is felt, what to mind.
//!
//! What a window cannot hold scrolls, and a mark says so: nothing is cut where it cannot be read.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    coach::{self, COME_BACK, STOP_AT_ONCE},
    plan::{Plan, Segment},
    session::snapshot::Snapshot,
    tui::{
        theme::Theme,
        widgets::{
            caution::caution_line,
            writer::{Align, SplitRect, Writer, balanced},
        },
    },
};

/// The most columns of running text.
const TEXT_WIDTH: u16 = 72;

/// The columns in which every caution takes one row.
const CARE_WIDTH: u16 = 74;

/// The columns in which every caution takes two rows.
const NARROW: u16 = 40;

/// How much a paragraph matters. It decides the style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    /// What to do now.
    First,
    /// What to do after that.
    Then,
    Beside,
    /// A caution.
    Care,
}

pub(super) struct Words {
    paragraphs: Vec<(Rank, String)>,
}

impl Words {
    pub fn of(snapshot: &Snapshot<'_>) -> Self {
        let (plan, index, segment) = (snapshot.plan, snapshot.index, snapshot.segment);
        let paragraphs = if segment.is_work() {
            working(plan, index, segment)
        } else {
            getting_ready(plan, index, segment, snapshot.last_work)
        };
        Self { paragraphs }
    }

    pub fn rows(&self, width: u16) -> u16 {
        u16::try_from(self.lines(width).len()).unwrap_or(u16::MAX)
    }

    /// The number of rows that they can be scrolled in an area.
    pub fn overflow(&self, area: Rect) -> u16 {
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

    /// Writes them, from row `scroll` on if they do not fit.
    pub fn draw(&self, scroll: u16, area: Rect, align: Align, theme: Theme, buffer: &mut Buffer) {
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

/// The rows of the scroll mark: none if there are hardly any for the words.
fn mark_rows(area: Rect) -> u16 {
    u16::from(area.height > 2)
}

fn working(plan: &Plan, index: usize, segment: &Segment) -> Vec<(Rank, String)> {
    let mut paragraphs = vec![(Rank::First, plan.instruction(segment).into_owned())];
    paragraphs.extend(plan.felt(segment).map(|felt| (Rank::Beside, felt.into_owned())));
    paragraphs.extend(coach::breath(plan, index).map(|breath| (Rank::Beside, breath.to_owned())));
    paragraphs
}

/// How to come out of the last position, then how to get into the next.
fn getting_ready(plan: &Plan, index: usize, segment: &Segment, from: Option<usize>) -> Vec<(Rank, String)> {
    let mut first: Vec<&str> = Vec::new();
    if coach::comes_back(plan, index, from) {
        first.push(COME_BACK);
    }
    let instruction = coach::then(plan, index, &plan.instruction(segment));
    let Some(setup) = plan.setup(segment) else {
        first.push(&instruction);
        return vec![(Rank::First, first.join(" "))];
    };
    first.extend(coach::getting_up(plan, segment, from));
    let needs = coach::needs(plan.needs(segment.stretch));
    first.extend(needs.as_deref());
    first.push(setup);
    let mut paragraphs = vec![(Rank::First, first.join(" ")), (Rank::Then, instruction)];
    if index == 0 {
        // In its place stands when to stop.
        paragraphs.extend(plan.care(segment).map(|care| (Rank::Care, format!("! {care}"))));
        let beside = coach::equipment(plan, 1).into_iter().chain(plan.warm_up.clone());
        paragraphs.extend(beside.map(|text| (Rank::Beside, text)));
    }
    paragraphs
}

/// The caution of a snapshot: at the start of a session when to stop, then what the stretch says.
pub(super) fn care(snapshot: &Snapshot<'_>) -> Option<String> {
    let opening = snapshot.index == 0 && !snapshot.segment.is_work();
    let care = if opening { Some(STOP_AT_ONCE) } else { snapshot.plan.care(snapshot.segment) };
    care.map(|care| format!("! {care}"))
}

pub(super) fn care_rows(snapshot: &Snapshot<'_>, width: u16) -> u16 {
    care(snapshot).map_or(0, |care| u16::try_from(balanced(&care, width).len()).unwrap_or(u16::MAX))
}

/// The rows that most cautions fit into, which are kept free.
pub(super) fn usual_care_rows(width: u16) -> u16 {
    match width {
        ..NARROW => 3,
        NARROW..CARE_WIDTH => 2,
        CARE_WIDTH.. => 1,
    }
}
