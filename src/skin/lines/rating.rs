//! How it feels before and after a session, asked in lines.
//!
//! Only a person who wants to be asked is, and Enter is an answer, too.

use crate::log::feel::{Pair, SCALE, worse_twice};
use crate::playback::Playback;
use crate::session::Session;

/// The question before and after a session, as far as it was asked and answered.
#[derive(Default)]
pub(super) struct RatingLines {
    /// Whether the person wants to be asked.
    is_wanted: bool,
    before: Option<u8>,
    /// Whether it was asked after the session.
    is_asked: bool,
    /// Whether that was answered, with a number or without one.
    is_answered: bool,
}

const QUESTION: &str =
    "How does it feel now? Write a number from 0, no pain, to 10, the worst pain; or only press Enter.\n";

impl RatingLines {
    pub(super) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, ..Self::default() }
    }

    /// The question before a session that waits to be begun.
    pub(super) fn before(&self, playback: &Playback) -> &'static str {
        if self.is_asked_before(playback) { QUESTION } else { "" }
    }

    fn is_asked_before(&self, playback: &Playback) -> bool {
        self.is_wanted && playback.records() && playback.session().is_some_and(Session::waits_to_begin)
    }

    /// Takes in a line that may be the answer before a session. Returns what to say to it if it is one.
    pub(super) fn answer_before(&mut self, line: &str, playback: &mut Playback) -> Option<String> {
        let rating = number(line).filter(|_| self.is_asked_before(playback))?;
        self.before = Some(rating);
        playback.set_before(self.before);
        Some(format!("Noted: {rating}. Enter begins.\n"))
    }

    /// The question after a session, once.
    pub(super) fn after(&mut self, playback: &Playback) -> &'static str {
        let asks = self.is_wanted && playback.has_record() && !self.is_asked;
        self.is_asked |= asks;
        if asks { QUESTION } else { "" }
    }

    /// Whether it waits for the answer after a session.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_asked && !self.is_answered
    }

    /// Takes in the answer after a session. Returns what to say to it.
    pub(super) fn answer_after(&mut self, line: &str, playback: &mut Playback) -> String {
        self.is_answered = true;
        let Some(after) = number(line) else { return String::new() };
        let routine = playback.session().map(|session| session.plan().id.clone()).unwrap_or_default();
        let pair = self.before.map(|before| Pair { before, after });
        let is_worse_twice = pair.is_some_and(Pair::is_worse) && playback.was_worse(&routine);
        playback.set_after(Some(after));
        let noted = format!("Noted: {after}.\n");
        if is_worse_twice { noted + &worse_twice("stretch learn stop-signs") + ".\n" } else { noted }
    }
}

/// A number of the scale.
fn number(line: &str) -> Option<u8> {
    line.trim().parse().ok().filter(|number| SCALE.contains(number))
}
