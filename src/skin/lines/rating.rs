//! How it feels before and after a session, asked in lines.
//!
//! Only a person who wants to be asked is, and Enter is an answer, too.

use crate::log::feel::{SCALE, worse_twice};
use crate::playback::Playback;
use crate::session::Session;

/// The question before and after a session, as far as it was asked and answered.
#[derive(Default)]
pub(super) struct RatingLines {
    /// Whether the person wants to be asked.
    is_wanted: bool,
    /// Whether it was asked after the session.
    is_asked: bool,
    /// Whether that was answered, with a number or without one.
    is_answered: bool,
}

const QUESTION: &str =
    "How much pain now? Write a number from 0, no pain, to 10, the worst pain; or only press Enter.\n";
const NO_NUMBER: &str = "A number from 0 to 10, or only Enter.\n";

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

    /// Takes in a line that may be the answer before a session. Returns what to say to it if it is one, or is meant for one.
    pub(super) fn answer_before(&self, line: &str, playback: &mut Playback) -> Option<String> {
        line.trim().parse::<i64>().ok().filter(|_| self.is_asked_before(playback))?;
        let Some(rating) = number(line) else { return Some(NO_NUMBER.to_owned()) };
        playback.set_before(Some(rating));
        Some(format!("Noted: {rating}. Enter begins.\n"))
    }

    /// What is said before the answer to a word that means nothing, while it is asked.
    pub(super) fn reminder(&self, playback: &Playback) -> &'static str {
        if self.is_asked_before(playback) { NO_NUMBER } else { "" }
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
        let Some(after) = number(line) else {
            self.is_answered = ["", "q"].contains(&line.trim());
            return if self.is_answered { String::new() } else { NO_NUMBER.to_owned() };
        };
        self.is_answered = true;
        let name = playback.session().map(|session| session.plan().name.clone()).unwrap_or_default();
        let is_worse_twice = playback.is_worse_twice(after);
        playback.set_after(Some(after));
        let noted = match playback.write_after() {
            Some(why) => format!("Not saved: {why}.\n"),
            None => format!("Noted: {after}.\n"),
        };
        if is_worse_twice { format!("{noted}{}\n{STOP_SIGNS}\n", worse_twice(&name)) } else { noted }
    }
}

/// How to come to the stop signs when a session is over.
const STOP_SIGNS: &str = "stretch learn stop-signs tells when not to stretch.";

/// A number of the scale.
fn number(line: &str) -> Option<u8> {
    line.trim().parse().ok().filter(|number| SCALE.contains(number))
}
