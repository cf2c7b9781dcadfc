//! Where everything about an item stands: in one place for every item, whatever there is to say about it.

use ratatui::layout::Rect;

use crate::tui::widgets::writer::SplitRect;

/// The places of the parts of an item. Some are empty in small windows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    /// Its name and how long it takes.
    pub(crate) title: Rect,
    pub(crate) about: Rect,
    /// The times of a routine, to scale.
    pub(crate) strip: Rect,
    pub(crate) stage: Rect,
    pub(crate) words: Rect,
    /// The line of its conditions.
    pub(crate) care: Rect,
}

/// The least columns for the words beside the picture instead of below it.
const BESIDE: u16 = 58;
/// The least rows for the purpose in a place of its own, with the words beside the picture.
const ROOMY: u16 = 22;
/// The least rows of the picture and of the words below it.
const STAGE_LEAST: u16 = 8;
const WORDS_LEAST: u16 = 8;
/// The rows of the picture above the words in the usual window.
const STAGE_USUAL: u16 = 12;
/// The most columns of the words.
const WORDS_WIDEST: u16 = 48;

impl Places {
    /// The places in an area, with or without a picture.
    pub(super) fn of(area: Rect, pictured: bool) -> Self {
        let (title, rest) = area.cut_top(1);
        let (rest, care) = rest.cut_bottom(1);
        let places = Self { title, care, ..Self::default() };
        if area.width >= BESIDE { places.beside(rest, pictured) } else { places.below(rest, pictured) }
    }

    fn beside(self, rest: Rect, pictured: bool) -> Self {
        let roomy = rest.height + 2 >= ROOMY;
        let (about, rest) = rest.cut_top(if roomy { if rest.height >= 28 { 3 } else { 2 } } else { 0 });
        let (strip, rest) = rest.cut_top(1);
        let (_, rest) = rest.cut_top(u16::from(rest.height >= 19));
        let (rest, _) = rest.cut_bottom(u16::from(roomy));
        if !pictured || rest.height < STAGE_LEAST {
            return Self { about, strip, words: Rect { width: rest.width.min(64), ..rest }, ..self };
        }
        let words = (rest.width * 47 / 100).min(WORDS_WIDEST);
        let (stage, words) = rest.cut_left(rest.width - words);
        Self { about, strip, stage: stage.cut_left(stage.width.saturating_sub(2)).0, words, ..self }
    }

    fn below(self, rest: Rect, pictured: bool) -> Self {
        let words = (rest.height * 2 / 5).max(WORDS_LEAST);
        let stage = rest.height.saturating_sub(words);
        if !pictured || stage < STAGE_LEAST {
            return Self { words: rest, ..self };
        }
        let (stage, words) = rest.cut_top(stage);
        let (stage, _) = stage.cut_bottom(u16::from(stage.height > STAGE_USUAL));
        Self { stage, words, ..self }
    }
}
