//! Going through the themes, for a user who wants another.

use super::{Colours, Name, Theme};

/// The themes there are to go through.
pub struct Themes {
    /// The one there is.
    pub name: Name,
    /// The colours there are to show it with.
    pub colours: Colours,
    /// Keeps the name for the next time, or says why it cannot.
    pub keep: Box<dyn FnMut(Name) -> Result<(), String>>,
}

impl Themes {
    /// How the one there is looks.
    #[must_use]
    pub fn theme(&self) -> Theme {
        Theme::new(self.name.shown(self.colours))
    }

    /// Goes on to the next theme and keeps it; returns what there is to tell of it.
    pub fn turn(&mut self) -> String {
        self.name = self.name.next();
        let instead = match self.colours {
            _ if self.name.shown(self.colours) == self.name => "",
            Colours::None => ", and colours are off",
            _ => ", which needs more colours than there are",
        };
        let told = (self.keep)(self.name).map(|()| format!("theme {}{instead}", self.name.word()));
        told.unwrap_or_else(|trouble| trouble)
    }
}
