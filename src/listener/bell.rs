//! The bell of the terminal: the one sound that works everywhere, even over a slow connection.

use std::io::Write;
use std::time::Duration;

use super::Listener;
use super::rhythm::Rhythm;
use crate::session::clock::Clock;
use crate::session::cue_event::CueEvent;

/// Rings the bell of whatever it writes to.
pub struct Bell<W> {
    out: W,
    rhythm: Rhythm,
    muted: bool,
}

impl<W: Write> Bell<W> {
    pub fn new(out: W, clock: Clock) -> Self {
        Self { out, rhythm: Rhythm::new(clock), muted: false }
    }
}

impl<W: Write> Listener for Bell<W> {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        if !self.muted {
            self.rhythm.on_cue(event);
            self.on_deadline(event.now);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.rhythm.next()
    }

    fn on_deadline(&mut self, now: Duration) {
        if self.rhythm.is_due(now) {
            // If it cannot be written, nobody can hear it.
            let _ = self.out.write_all(b"\x07").and_then(|()| self.out.flush());
        }
    }

    fn mute(&mut self, muted: bool) {
        self.muted = muted;
        self.rhythm.end();
    }
}
