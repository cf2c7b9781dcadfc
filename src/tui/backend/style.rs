//! The look of a cell, and the shortest way from one look to the next.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::codes::Codes;

/// The look that text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// A terminal's own look.
pub(super) const PLAIN: Style = Style { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };
/// What a blank shows beside its ground.
const SHOWN_ON_BLANK: Modifier = Modifier::UNDERLINED.union(Modifier::CROSSED_OUT);

impl Style {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// The ground that a blank has in this style, which in reverse video is the colour of the text. None where that is the
    /// terminal's default, or one that a weight may change.
    fn ground(self) -> Option<Color> {
        let inked = self.fg != Color::Reset && (self.modifier - Modifier::REVERSED).is_empty();
        if self.modifier.contains(Modifier::REVERSED) { Some(self.fg).filter(|_| inked) } else { Some(self.bg) }
    }

    /// Whether a blank looks the same in both: it shows its ground and its lines, and nothing else.
    pub(super) fn is_alike_on_blank(self, other: Self) -> bool {
        let lined = (self.modifier | other.modifier).intersects(SHOWN_ON_BLANK);
        self == other || (!lined && self.ground().is_some() && self.ground() == other.ground())
    }

    /// The styles in which a blank may look as it does in another one, those near to this one first: the colour of the text
    /// is not seen, and may be the ground in reverse video.
    pub(super) fn for_blank(self, other: Self) -> [Self; 3] {
        let reversed = Self { modifier: self.modifier ^ Modifier::REVERSED, ..self };
        let grounded = Self { bg: other.bg, modifier: self.modifier - Modifier::REVERSED, ..self };
        [reversed, grounded, other]
    }

    /// The fewest codes that lead to another style.
    pub(super) fn codes_to(self, to: Self) -> Codes {
        let (mut change, mut anew) = (Codes::default(), Codes::default());
        // A lone 0 may be left out.
        if to == PLAIN {
            return anew;
        }
        anew.number(0);
        for (from, codes) in [(self, &mut change), (PLAIN, &mut anew)] {
            codes.modifiers(from.modifier, to.modifier);
            for (old, new, base) in [(from.fg, to.fg, 30), (from.bg, to.bg, 40)] {
                if new != old {
                    codes.colour(new, base);
                }
            }
        }
        if anew.0.len() < change.0.len() { anew } else { change }
    }
}
