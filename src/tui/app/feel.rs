//! How it feels before and after a session, where the person wants to say so.
//!
//! It is asked where the session waits in any case. It must never hold anything up: Enter goes on without an answer.

use super::{App, Screen};
use crate::log::feel::SCALE;
use crate::session::Session;
use crate::tui::keys::{Action, Keys};
use crate::tui::screens::player::{RATING_KEYS, Rating};
use crate::tui::screens::summary;

/// What was answered to it, in the session that is on or was on last.
#[derive(Default)]
pub(super) struct Ratings {
    /// Whether the person wants to be asked.
    pub(crate) is_wanted: bool,
    before: Rating,
    after: Rating,
    /// Whether a 1 was typed last, which may be the beginning of 10.
    is_one_typed: bool,
    /// Whether that is worse for the second time running.
    is_worse_twice: bool,
}

impl App {
    /// Asks how it feels, before and after a session.
    pub fn with_feel(mut self, is_wanted: bool) -> Self {
        self.ratings.is_wanted = is_wanted;
        self
    }

    /// The answer so far, where it is asked now.
    pub(super) fn rating(&self) -> Option<Rating> {
        if !self.ratings.is_wanted {
            return None;
        }
        let begins = || self.playback.session().is_some_and(Session::waits_to_begin);
        match self.screen {
            Screen::Player { question: None, .. } if begins() && self.playback.records() => Some(self.ratings.before),
            Screen::Summary { .. } if self.playback.has_record() && !self.playback.is_automatic() => {
                Some(self.ratings.after)
            }
            _ => None,
        }
    }

    /// Whether it is worse than before for the second time running, after the same routine.
    pub(super) fn is_worse_twice(&self) -> bool {
        self.ratings.is_worse_twice
    }

    /// The keys that mean something now.
    pub(super) fn keys(&self) -> &'static Keys {
        match (&self.screen, self.rating()) {
            (Screen::Player { .. }, Some(_)) => &RATING_KEYS,
            (Screen::Summary { .. }, Some(_)) => &summary::RATING_KEYS,
            (screen, _) => screen.keys(&self.home),
        }
    }

    /// Begins with a session of which nothing is said yet.
    pub(super) fn forget_ratings(&mut self) {
        self.ratings = Ratings { is_wanted: self.ratings.is_wanted, ..Ratings::default() };
    }

    /// Goes to another number. Returns whether the action was about that.
    pub(super) fn rate(&mut self, action: Action) -> bool {
        let Some(rating) = self.rating() else { return false };
        let (least, most) = SCALE.into_inner();
        let is_ten = std::mem::take(&mut self.ratings.is_one_typed) && action == Action::Rate(0);
        self.ratings.is_one_typed = action == Action::Rate(1);
        let rating = match (action, rating) {
            _ if is_ten => Some(most),
            (Action::Rate(number), _) => u8::try_from(number).ok(),
            (Action::Erase, _) => None,
            (Action::RateLower, rating) => Some(rating.map_or(least, |rating| rating.saturating_sub(1).max(least))),
            (Action::RateHigher, rating) => Some(rating.map_or(least, |rating| (rating + 1).min(most))),
            _ => return false,
        };
        if let Screen::Summary { .. } = self.screen {
            self.ratings.after = rating;
            self.ratings.is_worse_twice = rating.is_some_and(|after| self.playback.is_worse_twice(after));
            self.playback.set_after(rating);
        } else {
            self.ratings.before = rating;
            self.playback.set_before(rating);
        }
        true
    }
}
