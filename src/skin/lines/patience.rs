//! Leaving where a line is waited for and none comes. The last seconds before that are told, in lines.

use std::{io, time::Duration};

use super::outside::write;
use crate::{linger::Linger, session::clock::Clock};

/// When to leave because nobody is there, and what of that has been told.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    linger: Option<Linger>,
    counted: Option<u128>,
}

impl Patience {
    /// Leaves so long after the last line; without a time, never.
    pub fn new(after: Option<Duration>, clock: Clock) -> Self {
        Self { linger: after.map(|after| Linger::new(after, clock)), counted: None }
    }

    /// Takes in that there was a line. Returns whether that is all the line says, since the last seconds were being told.
    pub fn attend(&mut self, now: Duration) -> bool {
        let attends = self.linger.as_mut().is_some_and(|linger| linger.attend(now));
        self.counted.take_if(|_| attends);
        attends
    }

    /// Looks at the clock while a line is waited for, or is not, and tells the last seconds: each with whether it is the
    /// first. Returns whether it is time to leave.
    pub fn look(&mut self, waits: bool, now: Duration, told: impl Fn(u128, bool) -> String) -> io::Result<bool> {
        let Some(linger) = &mut self.linger else { return Ok(false) };
        let leaves = linger.look(waits, now);
        let left = linger.left(now);
        if left != self.counted
            && let Some(left) = left.filter(|_| !leaves)
        {
            write(&told(left, self.counted.is_none()))?;
        }
        self.counted = left;
        Ok(leaves)
    }

    /// The reading of the clock at which there is something to tell.
    pub fn deadline(&self) -> Option<Duration> {
        self.linger.and_then(|linger| linger.deadline())
    }
}
