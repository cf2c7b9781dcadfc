//! The colours of one theme. Nothing here decides what they are used for.
//!
//! Where a palette has no colour the terminal's own stays. A palette with a ground of its own names all of its colours,
//! from 16 to 255 of the 256 that terminals have: those are the same nearly everywhere, while users choose the first
//! sixteen, which might not be visible on that ground.

use ratatui::style::Color;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Palette {
    pub(super) ground: Option<Color>,
    pub(super) text: Option<Color>,
    pub(super) strong: Option<Color>,
    pub(super) quiet: Option<Color>,
    pub(super) accent: Option<Color>,
    pub(super) caution: Option<Color>,
    pub(super) alarm: Option<Color>,
    pub(super) good: Option<Color>,
    pub(super) body: Option<Color>,
    /// Hair, and limbs beyond the trunk.
    pub(super) shade: Option<Color>,
    /// The body where its cells are filled.
    pub(super) tones: Option<LimbTones>,
    /// A mat or a chair.
    pub(super) prop: Option<Color>,
    /// The line a figure stands on.
    pub(super) floor: Option<Color>,
}

/// The tones that tell the limbs from the trunk and from each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct LimbTones {
    /// The face, and limbs in front of the trunk.
    pub(super) front: Color,
    pub(super) trunk: Color,
    /// Hair, and limbs beyond the trunk.
    pub(super) far: Color,
}
