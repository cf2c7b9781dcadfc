//! How things look, by what they are: with its palettes the only place that names a colour.
//!
//! Nothing is told by colour alone: without it weight, words and shapes still say everything. A theme that brings a
//! ground of its own brings all its other colours too, and dims nothing: how far a terminal dims is not known.

#[cfg(test)]
mod contrast;
mod cycle;
mod name;
mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::figure::{Marker, Styles};
pub use cycle::Themes;
pub use name::{Colours, Name};
use palette::Palette;

/// The looks of everything on the screens.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: &'static Palette,
}

impl Theme {
    /// The theme of a name. Where colours are not wanted that is [`Name::Mono`], whatever was chosen.
    #[must_use]
    pub fn new(name: Name) -> Self {
        let palette = match name {
            Name::Terminal => &palette::TERMINAL,
            Name::Dusk => &palette::DUSK,
            Name::Paper => &palette::PAPER,
            Name::Contrast => &palette::CONTRAST,
            Name::Mono => &palette::MONO,
        };
        Self { palette }
    }

    /// What a window is filled with before anything else is drawn. The looks of everything else leave its background
    /// as it is.
    #[must_use]
    pub fn base(self) -> Style {
        Style { bg: self.palette.ground, ..ink(self.palette.text) }
    }

    /// Ordinary text: as the window is filled.
    #[must_use]
    pub fn text(self) -> Style {
        Style::new()
    }

    /// What is read first. It has a colour of its own in some themes: to keep another one, patch it with that.
    #[must_use]
    pub fn strong(self) -> Style {
        ink(self.palette.strong).add_modifier(Modifier::BOLD)
    }

    /// What is there if it is looked for.
    #[must_use]
    pub fn quiet(self) -> Style {
        match self.palette.quiet {
            None => Style::new().add_modifier(Modifier::DIM),
            quiet => ink(quiet),
        }
    }

    /// What belongs to the work beside its number and its words: bars, the mark of a side. It need not be read.
    #[must_use]
    pub fn accent(self) -> Style {
        ink(self.palette.accent)
    }

    /// A bar that stands still: a ground needs a colour, which [`Theme::quiet`] may not have.
    #[must_use]
    pub fn resting(self) -> Style {
        ink(self.palette.tones.as_ref().map(|tones| tones.far))
    }

    /// The chosen line; it has a mark, too.
    #[must_use]
    pub fn chosen(self) -> Style {
        self.weighty(self.palette.accent)
    }

    /// A caution. Its sign has a colour, its words have that of the text.
    #[must_use]
    pub fn caution(self) -> Style {
        self.strong()
    }

    /// The sign that a caution begins with: not bold, which would be another colour in some terminals.
    #[must_use]
    pub fn sign(self) -> Style {
        ink(self.palette.caution).remove_modifier(Modifier::BOLD)
    }

    /// What must not be missed.
    #[must_use]
    pub fn alarm(self) -> Style {
        self.weighty(self.palette.alarm)
    }

    /// Words in a block: the ground in the colour of the text.
    #[must_use]
    pub fn block(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// Text of a weight and a colour. Of the first sixteen colours many cannot be read on white, and in bold many terminals
    /// show brighter ones: there the weight alone has to do.
    fn weighty(self, colour: Option<Color>) -> Style {
        match colour {
            Some(Color::Indexed(16..)) | None => ink(colour).add_modifier(Modifier::BOLD),
            Some(_) => self.strong(),
        }
    }

    #[must_use]
    pub fn good(self) -> Style {
        ink(self.palette.good)
    }

    /// A muscle that is stretched: of a colour, and of a weight where that leaves it the same colour.
    fn muscle(self) -> Style {
        match self.palette.accent {
            Some(Color::Indexed(16..)) | None => self.chosen(),
            Some(_) => self.accent(),
        }
    }

    #[must_use]
    pub fn is_coloured(self) -> bool {
        self.palette.accent.is_some()
    }

    /// The figure. The muscles it stretches are named in words beside it.
    #[must_use]
    pub fn figure(self, marker: Marker) -> Styles {
        // Two looks share a cell of blocks, and only a colour can be a background.
        let dims = self.palette.quiet.is_none() && marker != Marker::Blocks && !marker.is_solid();
        let back = |colour| if dims { self.quiet() } else { ink(colour) };
        let styles = Styles {
            near: ink(self.palette.body),
            front: ink(self.palette.body),
            hair: back(self.palette.shade),
            far: back(self.palette.shade),
            accent: self.muscle(),
            guide: self.accent(),
            prop: ink(self.palette.prop),
            ground: back(self.palette.floor),
        };
        let styles = match &self.palette.tones {
            Some(palette::LimbTones { front, trunk, far }) if marker.is_solid() => {
                let [front, near, far] = [*front, *trunk, *far].map(|tone| ink(Some(tone)));
                // A blank shows no weight: a muscle would have it at its edges alone.
                Styles { near, front, hair: far, far, accent: self.accent(), prop: far, ..styles }
            }
            _ => styles,
        };
        if let Marker::Pixels(_) = marker { styles.map(fixed) } else { styles }
    }
}

/// A colour of which red, green and blue are known: in place of those that are the user's, ones that have 3 : 1 on white
/// and on black.
fn fixed(style: Style) -> Style {
    let colour = match style.fg {
        Some(Color::Cyan) => Color::Rgb(0, 155, 190),
        Some(Color::Blue) => Color::Indexed(61),
        Some(colour @ (Color::Indexed(16..) | Color::Rgb(..))) => colour,
        _ => Color::Indexed(243),
    };
    Style { fg: Some(colour), ..Style::new() }
}

fn ink(colour: Option<Color>) -> Style {
    Style { fg: colour, ..Style::new() }
}
