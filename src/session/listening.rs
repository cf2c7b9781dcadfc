//! A session that waits for its voice, so that no sentence about what to do or what to mind is cut short.
//!
//! It knows no voice. It is told whether one speaks, and holds the end of a preparation until the voice is done.

use std::time::Duration;

use super::cue::{self, Cue};
use super::{Session, State};
use crate::plan::Segment;

impl Session {
    /// Tells whether something is being said that has to be heard. From the next reading on a preparation does not end
    /// before that: it stops before its last seconds, for no longer than the pace allows.
    pub fn set_speaking(&mut self, speaking: bool) {
        self.speaking = speaking;
    }

    /// Whether it still waits for its voice: it does not wait again for one that has hung once.
    pub(crate) fn waits_for_its_voice(&self) -> bool {
        self.patient
    }

    /// Whether it is waiting for its voice now.
    pub fn is_listening(&self) -> bool {
        matches!(self.state, State::Listening { .. })
    }

    /// Goes on when the voice is done, or hangs.
    pub(super) fn listen(&mut self, now: Duration, cues: &mut Vec<Cue>) {
        let State::Listening { since, at } = self.state else { return };
        let hung = since.saturating_add(self.pace.longest_wait);
        if now.saturating_sub(hung) > self.pace.longest_gap {
            // No reading came for longer than a hang takes to notice: the computer slept.
            self.pause(cues);
        } else if !self.speaking || now >= hung {
            self.patient &= !self.speaking;
            let since = now.min(hung);
            self.reading = since;
            self.state = State::Running { since, from: at };
        }
    }

    /// The offset at which a preparation stops because something is being said, once it has come that far: before its
    /// last seconds are counted, or else where it is.
    pub(super) fn stands(&self, segment: &Segment, reached: Duration) -> Option<Duration> {
        const BEFORE_COUNTING: Duration = Duration::new(cue::COUNTDOWN as u64, 1);
        let stands = segment.length.saturating_sub(BEFORE_COUNTING).max(self.offset());
        (self.speaking && self.patient && !segment.is_work() && reached > stands).then_some(stands)
    }
}
