//! The colours of each theme: tables, and nothing that decides what they are used for.
//!
//! Where a table has no colour the terminal's own stays. Themes with a ground of their own name all of theirs from 16
//! to 255 of the 256 that terminals have: those are the same nearly everywhere, while the first sixteen are whatever
//! the user made of them, and might not show on a ground that the user did not choose.
//!
//! What those themes keep to is WCAG 2.2, and a test measures it: text has at least 4.5 : 1 with its ground (success
//! criterion 1.4.3, level AA), in `contrast` 7 : 1 (1.4.6, level AAA), and the parts of the figure 3 : 1 (1.4.11).

use ratatui::style::Color::{self, Indexed};

/// What there is to be coloured.
#[derive(Debug)]
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
#[derive(Debug)]
pub(super) struct LimbTones {
    /// The face, and limbs in front of the trunk.
    pub(super) front: Color,
    pub(super) trunk: Color,
    /// Hair, and limbs beyond the trunk.
    pub(super) far: Color,
}

pub(super) const MONO: Palette = Palette {
    ground: None,
    text: None,
    strong: None,
    quiet: None,
    accent: None,
    caution: None,
    alarm: None,
    good: None,
    body: None,
    shade: None,
    tones: None,
    prop: None,
    floor: None,
};

pub(super) const TERMINAL: Palette = Palette {
    accent: Some(Color::Cyan),
    // Of the sixteen, bright red is the one that is seen on white and on black in nearly every terminal.
    caution: Some(Color::LightRed),
    alarm: Some(Color::Red),
    good: Some(Color::Green),
    shade: Some(Color::DarkGray),
    // Of the greys that are the same nearly everywhere, 241 to 246 have 3 : 1 on white and on black.
    tones: Some(LimbTones { front: Indexed(246), trunk: Indexed(243), far: Indexed(241) }),
    prop: Some(Color::DarkGray),
    floor: Some(Color::DarkGray),
    ..MONO
};

/// A lamp and the last of the sky: blue for the work, sand for what to mind.
pub(super) const DUSK: Palette = Palette {
    ground: Some(Indexed(234)),
    text: Some(Indexed(251)),
    strong: Some(Indexed(255)),
    quiet: Some(Indexed(103)),
    accent: Some(Indexed(110)),
    caution: Some(Indexed(180)),
    alarm: Some(Indexed(210)),
    good: Some(Indexed(108)),
    body: Some(Indexed(248)),
    shade: Some(Indexed(103)),
    tones: Some(LimbTones { front: Indexed(252), trunk: Indexed(248), far: Indexed(103) }),
    prop: Some(Indexed(66)),
    floor: Some(Indexed(66)),
};

/// Ink and chalk: blue for the work, since all else is warm.
pub(super) const PAPER: Palette = Palette {
    ground: Some(Indexed(230)),
    text: Some(Indexed(237)),
    strong: Some(Indexed(16)),
    quiet: Some(Indexed(241)),
    accent: Some(Indexed(25)),
    caution: Some(Indexed(130)),
    alarm: Some(Indexed(124)),
    good: Some(Indexed(22)),
    body: Some(Indexed(95)),
    shade: Some(Indexed(138)),
    tones: Some(LimbTones { front: Indexed(52), trunk: Indexed(95), far: Indexed(138) }),
    prop: Some(Indexed(137)),
    floor: Some(Indexed(137)),
};

/// Light on black. The blue is one that is told from the white of the body beside it, too.
pub(super) const CONTRAST: Palette = Palette {
    ground: Some(Indexed(16)),
    text: Some(Indexed(231)),
    strong: Some(Indexed(231)),
    quiet: Some(Indexed(250)),
    accent: Some(Indexed(45)),
    caution: Some(Indexed(226)),
    alarm: Some(Indexed(210)),
    good: Some(Indexed(120)),
    body: Some(Indexed(231)),
    shade: Some(Indexed(247)),
    tones: Some(LimbTones { front: Indexed(231), trunk: Indexed(252), far: Indexed(247) }),
    prop: Some(Indexed(147)),
    floor: Some(Indexed(247)),
};
