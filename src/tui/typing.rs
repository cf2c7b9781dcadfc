//! What the user is typing into another window when ours opens over it: those keys are not meant for us.

use std::time::Duration;

use crate::session::clock::Clock;

/// How long after the start keys do nothing.
const FIRST: Duration = Duration::from_secs(1);
/// How long a pause ends the typing.
const PAUSE: Duration = Duration::from_millis(300);

/// Typing that is over after a pause.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The reading of the clock at which it is over if no other key comes.
    pub(super) until: Duration,
    first: Duration,
    pause: Duration,
}

impl Typing {
    /// Typing that may be going on at a reading of the clock.
    pub fn new(now: Duration, clock: Clock) -> Self {
        let (first, pause) = (clock.scaled(FIRST), clock.scaled(PAUSE));
        Self { until: now + first, first, pause }
    }

    /// Whether it is over at a reading of the clock; so it is when the clock was set back by more than all of it.
    pub(crate) fn is_over(&self, now: Duration) -> bool {
        now >= self.until || now + self.first.max(self.pause) < self.until
    }

    /// Takes in a key that belongs to it.
    pub(crate) fn key(&mut self, now: Duration) {
        self.until = self.until.max(now + self.pause);
    }
}
