//! Switching from one theme to the next, for the key `t` of the menu.

use super::{Name, Theme};

/// How many colours a theme can be shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None: the user does not want them, or the terminal has none.
    None,
    /// The terminal's sixteen.
    Sixteen,
    /// The palette of 256.
    All,
}

impl Name {
    /// The theme that is shown for this one with so many colours.
    pub(crate) fn shown(self, colours: Colours) -> Self {
        match colours {
            Colours::None => Self::Mono,
            Colours::Sixteen if self != Self::Mono => Self::Terminal,
            Colours::Sixteen | Colours::All => self,
        }
    }
}

/// Saves a theme for the next time, or says why it cannot.
type Save = Box<dyn FnMut(Name) -> Result<(), String>>;

/// The theme in use, and how to switch to others.
pub struct Themes {
    name: Name,
    saved: Name,
    colours: Colours,
    save: Save,
}

impl Themes {
    pub fn new(name: Name, colours: Colours, save: Save) -> Self {
        Self { name, saved: name, colours, save }
    }

    pub(crate) fn theme(&self) -> Theme {
        Theme::new(self.name.shown(self.colours))
    }

    /// Switches to the next theme; returns a line for the user.
    pub(crate) fn turn(&mut self) -> String {
        self.name = self.name.next();
        let instead = match self.colours {
            _ if self.name.shown(self.colours) == self.name => "",
            Colours::None => ", and colours are off",
            _ => ", which needs more colours than there are",
        };
        format!("theme {}{instead}", self.name.word())
    }

    /// Saves the theme, unless it is the one that was saved last.
    /// Fails when it cannot be saved, with a line for the user. It is not tried again.
    pub(crate) fn settle(&mut self) -> Result<(), String> {
        if self.name == self.saved {
            return Ok(());
        }
        self.saved = self.name;
        (self.save)(self.name)
    }
}
