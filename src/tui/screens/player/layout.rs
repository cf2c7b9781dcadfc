//! The places of everything on the session screen, by the size of the window alone as far as the words allow.
//!
//! All words share one left edge, and the figure has the other column. In a narrow window it is above the number, if there
//! is room for both; in a low one the number and the words are centred.

use ratatui::layout::Rect;

use super::words::{Words, care_rows, usual_care_rows};
use super::{GAP, Stage, number};
use crate::session::snapshot::Snapshot;
use crate::tui::widgets::digits::Size;
use crate::tui::widgets::writer::{Align, SplitRect};

/// The fewest rows of a body in which everything has a place of its own.
const ROOMY: u16 = 16;
/// The fewest rows of a body with blank rows above and below the figure.
const AIRY: u16 = 20;
/// The fewest columns of a body with the figure beside the words.
pub(in crate::tui::screens) const WIDE: u16 = 72;
/// The fewest rows of a narrow body with the figure above the number.
const HIGH: u16 = 27;
/// The fewest columns and rows of a body with a picture of what comes next.
const PICTURED: (u16, u16) = (116, 33);
/// The columns and rows of that picture.
const PICTURE: (u16, u16) = (20, 10);
/// The rows of a roomy column without the number: label and bar, six rows of words, three of cautions, what comes next,
/// four blank ones.
const ALL_ELSE: u16 = 16;
/// The rows of any other column without number and figure: as above, with two rows of cautions, five of words, two blank
/// ones.
const LEAST_ELSE: u16 = 12;
/// The fewest rows in which the words below a figure have two more.
const TALL: u16 = 32;
/// The fewest rows of the number in work.
const LEAST_DIGITS: u16 = 5;
/// The most columns of the bar under the number, which then moves about a cell a second.
const BAR_WIDTH: u16 = 48;
/// The most columns of all words together.
const COLUMN: u16 = 72;
/// The columns that the mark of a side takes at most in a narrow window.
const MARK: u16 = 7;

#[derive(Default)]
pub(super) struct Layout {
    pub(crate) session_bar: Rect,
    pub(crate) figure: Rect,
    /// The figure in the position that comes next.
    pub(crate) picture: Rect,
    pub(crate) label: Rect,
    /// The number and what stands beside it.
    pub(crate) number: Rect,
    /// The size of the digits; none if the number is a line of text.
    pub(crate) size: Option<Size>,
    pub(crate) bar: Rect,
    pub(crate) text: Rect,
    pub(crate) care: Rect,
    pub(crate) next: Rect,
    /// How the words are aligned in their places.
    pub(crate) align: Align,
}

impl Layout {
    pub(crate) fn new(snapshot: &Snapshot<'_>, body: Rect, stage: Stage<'_>) -> Self {
        let (session_bar, rest) = body.cut_top(1);
        let places = Self { session_bar, ..Self::default() };
        if body.height < ROOMY {
            return places.low(rest, snapshot);
        }
        let has_figure = stage.shows(snapshot.part.plan);
        let beside = has_figure && body.width >= WIDE;
        let above = has_figure && !beside && body.height >= HIGH;
        let most = match (beside, above) {
            (false, true) => (rest.height - ALL_ELSE) / 2,
            // A number in a narrow window must not be larger than it is with the figure.
            (false, false) if has_figure => 0,
            _ => rest.height.saturating_sub(ALL_ELSE),
        };
        let most = most.min(body.height * 2 / 5).max(LEAST_DIGITS);
        if beside {
            let (left, column) = rest.cut_left(body.width * 12 / 25 + GAP);
            let size = number::size(snapshot, most, column.width);
            let figure = Rect { width: left.width.saturating_sub(mark_room(size)), ..left };
            let roomy = u16::from(body.height >= AIRY);
            let (figure, _) = figure.cut_top(roomy).1.cut_bottom(roomy);
            let pictured = body.width >= PICTURED.0 && body.height >= PICTURED.1;
            return Self { figure, ..places }.column(column, size, pictured, snapshot);
        }
        // Nor larger than it is in a wide window, beside the figure.
        let narrow = if has_figure { WIDE * 13 / 25 - GAP } else { COLUMN };
        let room = rest.middle(COLUMN);
        let size = number::size(snapshot, most, narrow.min(room.width.saturating_sub(MARK)));
        let digits = size.map_or(1, Size::height);
        let all_else = LEAST_ELSE + 2 * u16::from(rest.height >= TALL);
        let figure_rows = if above { rest.height - all_else - digits } else { 0 };
        let (figure, _) = rest.cut_top(figure_rows);
        let (_, column) = room.cut_top(figure_rows).1.cut_left(mark_room(size).saturating_sub(1));
        Self { figure, ..places }.column(column, size, false, snapshot)
    }

    /// The same with a row for the scale, where it is asked how it feels: that of the bar, which a session that waits has no
    /// use for.
    pub(crate) fn rating(self, is_asked: bool) -> Self {
        if !is_asked || !self.bar.is_empty() {
            return self;
        }
        let (bar, text) = self.text.cut_top(1);
        Self { bar, text, ..self }
    }

    /// One column. Spare rows become blank ones, the most useful first. Before work, words that would not fit take rows
    /// from the number.
    fn column(self, column: Rect, size: Option<Size>, pictured: bool, snapshot: &Snapshot<'_>) -> Self {
        const LEAST_TEXT: u16 = 4;
        let words = if pictured { column.width - PICTURE.0 - GAP } else { column.width };
        let usual_care = usual_care_rows(words);
        let mut digits = size.map_or(1, Size::height);
        // The bar and the digits may have the same look: a row separates them.
        let mut under_number = u16::from(size.is_some());
        let mut spare = column.height.saturating_sub(3 + usual_care + digits + under_number + LEAST_TEXT);
        let mut take = || {
            let taken = spare.min(1);
            spare -= taken;
            taken
        };
        let (under_bar, mut top, text_rows, bottom) = (take(), take(), take(), take());
        let text_rows = LEAST_TEXT + text_rows + take();
        let (mut over_number, over_next, under_text) = (take(), take(), take());
        // Half of the rest stands above, but for one row: the block around the number reaches into it.
        let half = spare / 2;
        let mut above = half.saturating_sub(1);
        under_number += half - above;
        let mut size = size;
        let needed = Words::of(snapshot).rows(words);
        let care_rows = care_rows(snapshot, words);
        let mut missing = (needed + care_rows).saturating_sub(usual_care + text_rows + under_text + spare - above);
        if !snapshot.part.segment.is_work() && missing > 0 {
            let mut give = |rows: &mut u16, least: u16| {
                let given = missing.min(rows.saturating_sub(least));
                (*rows, missing) = (*rows - given, missing - given);
            };
            give(&mut above, 0);
            let before = digits;
            give(&mut digits, 1);
            size = size.filter(|_| digits == before).or_else(|| number::size(snapshot, digits, column.width));
            digits = size.map_or(1, Size::height);
            give(&mut over_number, 0);
            give(&mut under_number, u16::from(size.is_some()));
            give(&mut top, 0);
        }
        let (rest, next) = column.cut_bottom(1 + bottom);
        let (rest, care) = rest.cut_bottom(over_next).0.cut_bottom(care_rows);
        let (label, rest) = rest.cut_top(top + above).1.cut_top(1);
        let (number, rest) = rest.cut_top(over_number).1.cut_top(digits);
        let (bar, rest) = rest.cut_top(under_number).1.cut_top(1);
        let text = rest.cut_top(under_bar).1;
        let [text, care, next] = [text, care, next].map(|place| place.cut_left(words).0);
        let picture =
            if pictured { column.cut_left(words + GAP).1.cut_bottom(PICTURE.1 + bottom).1 } else { Rect::ZERO };
        let picture = picture.cut_bottom(bottom).0;
        Self { label, number, size, bar: bar.cut_left(BAR_WIDTH).0, text, care, next, picture, ..self }
    }

    /// A low body has room for the number or the words: before work the words get it, in work the number.
    fn low(self, rest: Rect, snapshot: &Snapshot<'_>) -> Self {
        // The caution may reach into the margins.
        let margin = u16::from(rest.width >= 56);
        let wide = Rect { x: rest.x.saturating_sub(margin), width: rest.width + 2 * margin, ..rest };
        let (label, rest) = rest.cut_top(1);
        let (rest, care) = rest.cut_bottom(care_rows(snapshot, wide.width).max(usual_care_rows(wide.width).min(2)));
        let care = Rect { x: wide.x, width: wide.width, ..care };
        let spare = rest.height.saturating_sub(7);
        let working = snapshot.part.segment.is_work();
        let (number, text) = rest.cut_top(if working { LEAST_DIGITS + spare / 2 } else { 1 + spare / 3 });
        let size = number::size(snapshot, number.height.min(LEAST_DIGITS), number.width);
        Self { label, number, size, text, care, align: Align::Centre, ..self }
    }
}

/// The columns for the mark of a side, left of the words.
fn mark_room(size: Option<Size>) -> u16 {
    size.map_or(1, Size::mark) + GAP
}
