//! How things look, by what they are: the only place that names a colour.
//!
//! The colours are the user's own sixteen, so light and dark terminals both work. Nothing is told by
//! colour alone: without it weight, words and shapes still say everything.

mod name;

use ratatui::style::{Color, Modifier, Style};

use crate::figure::{Marker, Styles};
pub use name::Name;

/// The looks of everything on the screens.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// A theme with the terminal's colours, or without any.
    #[must_use]
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    fn coloured(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    /// Ordinary text.
    #[must_use]
    pub fn text(self) -> Style {
        Style::new()
    }

    /// What is read first.
    #[must_use]
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is there if it is looked for.
    #[must_use]
    pub fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The work: its number, its bar, the chosen line.
    #[must_use]
    pub fn accent(self) -> Style {
        self.coloured(Color::Cyan)
    }

    /// The chosen line.
    #[must_use]
    pub fn chosen(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// A caution.
    #[must_use]
    pub fn caution(self) -> Style {
        self.coloured(Color::Yellow)
    }

    /// What must not be missed.
    #[must_use]
    pub fn alarm(self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Something that went well.
    #[must_use]
    pub fn good(self) -> Style {
        self.coloured(Color::Green)
    }

    /// The figure. The muscles it stretches are bold too, and named in words beside it.
    #[must_use]
    pub fn figure(self, marker: Marker) -> Styles {
        // Half blocks of two looks share a cell, and only a colour can be a background.
        let dim = if marker == Marker::Blocks { self.coloured(Color::DarkGray) } else { self.quiet() };
        Styles {
            near: self.text(),
            hair: dim,
            far: dim,
            accent: self.chosen(),
            guide: self.accent(),
            prop: self.coloured(Color::Blue),
            ground: dim,
        }
    }
}
