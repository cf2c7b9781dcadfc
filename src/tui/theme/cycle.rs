//! Going through the themes, for a user who wants another.

use super::{Colours, Name, Theme};

/// Keeps a name for the next time, or says why it cannot.
type Keep = Box<dyn FnMut(Name) -> Result<(), String>>;

/// The themes there are to go through.
pub struct Themes {
    name: Name,
    /// The one that was kept last.
    kept: Name,
    colours: Colours,
    keep: Keep,
}

impl Themes {
    /// The themes, from the one there is on, with the colours there are to show them.
    #[must_use]
    pub fn new(name: Name, colours: Colours, keep: Keep) -> Self {
        Self { name, kept: name, colours, keep }
    }

    /// How the one there is looks.
    #[must_use]
    pub fn theme(&self) -> Theme {
        Theme::new(self.name.shown(self.colours))
    }

    /// Goes on to the next theme; returns what there is to tell of it.
    pub fn turn(&mut self) -> String {
        self.name = self.name.next();
        let instead = match self.colours {
            _ if self.name.shown(self.colours) == self.name => "",
            Colours::None => ", and colours are off",
            _ => ", which needs more colours than there are",
        };
        format!("theme {}{instead}", self.name.word())
    }

    /// Keeps the one there is, if it is not the one that was kept last.
    ///
    /// # Errors
    /// When it cannot be kept, in a line for the user. It is not tried again.
    pub fn settle(&mut self) -> Result<(), String> {
        if self.name == self.kept {
            return Ok(());
        }
        self.kept = self.name;
        (self.keep)(self.name)
    }
}
