//! What the last row says in place of the keys: that keys do not count yet, what has just happened, or that the program is
//! about to leave. It also sorts out the keys that are not meant for the screen.

use std::borrow::Cow;
use std::time::Duration;

use super::typing::Typing;
use crate::linger::Linger;
use crate::session::clock::Clock;

/// How long a message is shown.
pub(super) const TOLD: Duration = Duration::from_secs(5);

/// The last row, when it is not the keys.
#[derive(Default)]
pub(super) struct Foot {
    clock: Clock,
    typing: Option<Typing>,
    linger: Option<Linger>,
    /// What is told, and until when.
    told: Option<(String, Duration)>,
}

impl Foot {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, ..Self::default() }
    }

    /// Leaves by itself so long after the last key, on the wall.
    pub(crate) fn with_linger(self, after: Option<Duration>) -> Self {
        Self { linger: after.map(|after| Linger::new(after, self.clock)), ..self }
    }

    /// Leaves out what the user is typing into another window.
    pub(crate) fn opened_over(&mut self, typing: Typing) {
        self.typing = Some(typing);
    }

    pub(crate) fn tell(&mut self, text: String, now: Duration) {
        self.told = Some((text, now + self.clock.scaled(TOLD)));
    }

    pub(crate) fn untell(&mut self) {
        self.told = None;
    }

    /// Takes in that there was a key. Returns whether it has no other effect: it was typed into another window, or only
    /// stopped the countdown.
    pub(crate) fn key(&mut self, now: Duration) -> bool {
        let counted = self.restart(now);
        if let Some(typing) = self.typing.as_mut().filter(|typing| !typing.is_over(now)) {
            typing.key(now);
            return true;
        }
        (self.typing, self.told) = (None, None);
        counted
    }

    /// Begins to wait anew: the user is there. Returns whether the last seconds were being counted.
    pub(crate) fn restart(&mut self, now: Duration) -> bool {
        self.linger.as_mut().is_some_and(|linger| linger.restart(now))
    }

    /// Takes in a reading of the clock, and whether the program waits for a key. Returns whether to leave.
    pub(crate) fn update(&mut self, is_idle: bool, now: Duration) -> bool {
        self.typing.take_if(|typing| typing.is_over(now));
        let told = self.clock.scaled(TOLD);
        self.told.take_if(|(_, until)| now >= *until || now + told < *until);
        self.linger.as_mut().is_some_and(|linger| linger.update(is_idle, now))
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        let typing = self.typing.map(|typing| typing.until);
        let told = self.told.as_ref().map(|(_, until)| *until);
        let linger = self.linger.and_then(|linger| linger.deadline());
        [typing, told, linger].into_iter().flatten().min()
    }

    /// What it says at a reading of the clock, if it replaces the keys.
    pub(crate) fn line(&self, now: Duration) -> Option<Cow<'_, str>> {
        if let Some(left) = self.linger.and_then(|linger| linger.left(now)) {
            return Some(format!("closes in {left} s; any key keeps it open").into());
        }
        if self.typing.is_some() {
            return Some("keys count once nobody types".into());
        }
        self.told.as_ref().map(|(text, _)| text.into())
    }
}
