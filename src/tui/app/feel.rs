//! How it feels before and after a session, where the person wants to say so.
//!
//! It is asked where the session waits in any case. It must never hold anything up: Enter goes on without an answer.

use super::{App, Screen};
use crate::log::feel::{Pair, SCALE};
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
    /// Whether it was worse after the last session of this routine.
    was_worse: bool,
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
        let Ratings { before, after, was_worse, .. } = self.ratings;
        let pair = before.zip(after).map(|(before, after)| Pair { before, after });
        was_worse && pair.is_some_and(Pair::is_worse)
    }

    /// The keys that mean something now.
    pub(super) fn keys(&self) -> &'static Keys {
        match (&self.screen, self.rating()) {
            (Screen::Player { .. }, Some(_)) => &RATING_KEYS,
            (Screen::Summary { .. }, Some(_)) => &summary::RATING_KEYS,
            (screen, _) => screen.keys(&self.home),
        }
    }

    /// Begins with a session whose routine made it worse the last time, or did not.
    pub(super) fn forget_ratings(&mut self) {
        let routine = self.playback.session().map(|session| session.plan().id.clone());
        let was_worse = |routine: String| self.playback.was_worse(&routine);
        let was_worse = self.ratings.is_wanted && routine.is_some_and(was_worse);
        self.ratings = Ratings { is_wanted: self.ratings.is_wanted, was_worse, ..Ratings::default() };
    }

    /// Goes to another number. Returns whether the action was about that.
    pub(super) fn rate(&mut self, action: Action) -> bool {
        let Some(rating) = self.rating() else { return false };
        let (least, most) = SCALE.into_inner();
        let rating = match (action, rating) {
            (Action::Rate(number), _) => u8::try_from(number).ok(),
            (Action::Erase, _) => None,
            (Action::RateLower, rating) => Some(rating.map_or(most, |rating| rating.saturating_sub(1).max(least))),
            (Action::RateHigher, rating) => Some(rating.map_or(least, |rating| (rating + 1).min(most))),
            _ => return false,
        };
        if let Screen::Summary { .. } = self.screen {
            self.ratings.after = rating;
            self.playback.set_after(rating);
        } else {
            self.ratings.before = rating;
            self.playback.set_before(rating);
        }
        true
    }
}
