//! How things look, by what they are. Only this folder names colours.
//!
//! Colour is never the only signal: weight, words and shapes say the same. A theme with a ground of its own names all
//! its other colours, too, and dims nothing, since terminals differ in how far they dim.

mod cycle;
mod palette;
mod table;
#[cfg(test)]
mod tests;

use ratatui::style::{Color, Modifier, Style};

use crate::figure::{Marker, Styles};
pub use cycle::{Colours, Themes};
use palette::Palette;
pub use table::Name;

/// The looks of everything on the screens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    pub fn new(name: Name) -> Self {
        Self { palette: name.palette() }
    }

    /// The style that fills the window before anything is drawn. No other style sets a background.
    pub fn base(self) -> Style {
        Style { bg: self.palette.ground, ..ink(self.palette.text) }
    }

    /// Ordinary text: the style of the window.
    #[allow(clippy::unused_self, reason = "a style of the theme like the others")]
    pub(crate) fn text(self) -> Style {
        Style::new()
    }

    /// What is read first. Some themes give it a colour of its own: to keep another colour, patch this style with it.
    pub(crate) fn strong(self) -> Style {
        ink(self.palette.strong).add_modifier(Modifier::BOLD)
    }

    /// Text for those who look for it.
    pub(crate) fn quiet(self) -> Style {
        match self.palette.quiet {
            None => Style::new().add_modifier(Modifier::DIM),
            quiet => ink(quiet),
        }
    }

    /// Decoration of the work that nobody needs to read: bars, the mark of a side.
    pub(crate) fn accent(self) -> Style {
        ink(self.palette.accent)
    }

    /// A bar that stands still: a ground needs a colour, which [`Theme::quiet`] may not have.
    pub(crate) fn resting(self) -> Style {
        ink(self.palette.tones.map(|tones| tones.far))
    }

    /// The selected line. It has a mark, too.
    pub(crate) fn chosen(self) -> Style {
        self.weighty(self.palette.accent)
    }

    /// A caution. Its sign has a colour, its words have that of the text.
    pub(crate) fn caution(self) -> Style {
        self.strong()
    }

    /// The sign in front of a caution. Not bold: some terminals change the colour of bold text.
    pub(crate) fn sign(self) -> Style {
        ink(self.palette.caution).remove_modifier(Modifier::BOLD)
    }

    /// What nobody must miss.
    pub(crate) fn alarm(self) -> Style {
        self.weighty(self.palette.alarm)
    }

    /// Words in a filled block: ground and text swap colours.
    #[allow(clippy::unused_self, reason = "a style of the theme like the others")]
    pub(crate) fn block(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// Bold text in a colour. The first sixteen colours have no bold text: many of them cannot be read on white, and many
    /// terminals brighten bold colours. There the text is only bold.
    fn weighty(self, colour: Option<Color>) -> Style {
        match colour {
            Some(Color::Indexed(16..)) | None => ink(colour).add_modifier(Modifier::BOLD),
            Some(_) => self.strong(),
        }
    }

    pub(crate) fn good(self) -> Style {
        ink(self.palette.good)
    }

    /// A muscle that is stretched: coloured, and bold where that does not change the colour.
    fn muscle(self) -> Style {
        match self.palette.accent {
            Some(Color::Indexed(16..)) | None => self.chosen(),
            Some(_) => self.accent(),
        }
    }

    pub(crate) fn is_coloured(self) -> bool {
        self.palette.accent.is_some()
    }

    /// The figure. Words beside it name the muscles it stretches.
    pub fn figure(self, marker: Marker) -> Styles {
        // Two styles share a cell of blocks, and a dimmed one cannot be a background.
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
        let styles = match self.palette.tones {
            Some(tones) if marker.is_solid() => {
                let [front, near, far] = [tones.front, tones.trunk, tones.far].map(|tone| ink(Some(tone)));
                // Filled cells show no weight: only the edges of a muscle would be bold.
                Styles { near, front, hair: far, far, accent: self.accent(), prop: far, ..styles }
            }
            _ => styles,
        };
        if let Marker::Pixels(_) = marker { styles.map(fixed) } else { styles }
    }
}

/// A colour with known red, green and blue. The user's own colours are replaced by ones with 3 : 1 on white and on black.
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
