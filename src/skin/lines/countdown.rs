//! Leaving where a line is waited for and none comes, after a countdown in lines.

use std::io;
use std::time::Duration;

use super::write;
use crate::linger::Linger;
use crate::session::clock::Clock;

pub(crate) struct LingerCountdown {
    linger: Option<Linger>,
    told: Option<u128>,
}

impl LingerCountdown {
    /// Leaves so long after the last line, on the wall; without a time, never.
    pub(crate) fn new(after: Option<Duration>, clock: Clock) -> Self {
        Self { linger: after.map(|after| Linger::new(after, clock)), told: None }
    }

    /// Begins to wait anew: there was a line. Returns whether the line has no other effect, since the last seconds were
    /// being told.
    pub(crate) fn restart(&mut self, now: Duration) -> bool {
        let stops = self.linger.as_mut().is_some_and(|linger| linger.restart(now));
        self.told.take_if(|_| stops);
        stops
    }

    /// Takes in a reading of the clock, and whether a line is waited for. Writes the lines of the last seconds: `lines`
    /// makes them of the seconds that are left, and whether they are the first to say so. Returns whether it is time
    /// to leave.
    pub(crate) fn update(
        &mut self,
        is_idle: bool,
        now: Duration,
        lines: impl Fn(u128, bool) -> String,
    ) -> io::Result<bool> {
        let Some(linger) = &mut self.linger else { return Ok(false) };
        let leaves = linger.update(is_idle, now);
        let left = linger.left(now);
        if left != self.told
            && let Some(left) = left.filter(|_| !leaves)
        {
            write(&lines(left, self.told.is_none()))?;
        }
        self.told = left;
        Ok(leaves)
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.linger.and_then(|linger| linger.deadline())
    }
}
