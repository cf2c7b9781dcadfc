//! The theme: a key shows the next one, and the last one shown is saved.

use std::time::Duration;

use super::App;
use crate::tui::foot::TOLD;

/// How long after its last change a theme is saved: a user who goes through them all wants one.
const SETTLING: Duration = Duration::from_secs(1);

impl App {
    pub(super) fn next_theme(&mut self, now: Duration) {
        let clock = self.clock();
        if let Some(themes) = &mut self.themes {
            self.told = Some((themes.turn(), now + clock.scaled(TOLD)));
            self.theme = themes.theme();
            self.saves_theme = Some(now + clock.scaled(SETTLING));
        }
    }

    /// Saves the theme, if another was chosen. Returns what went wrong.
    pub(super) fn save_theme(&mut self) -> Option<String> {
        self.saves_theme = None;
        self.themes.as_mut().and_then(|themes| themes.settle().err())
    }

    /// The same, with what went wrong on the screen.
    pub(super) fn save_theme_in_sight(&mut self) {
        if let Some(warning) = self.save_theme() {
            self.notice = Some(warning);
            self.told = None;
        }
    }
}
