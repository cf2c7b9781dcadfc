//! What the last row says in place of the keys: that keys do not count yet, that something has just happened, that nobody
//! seems to be there. It also keeps the keys apart that are not meant for the screen.

use std::{borrow::Cow, time::Duration};

use super::typing::Typing;
use crate::{linger::Linger, session::clock::Clock};

/// How long something that has happened is told.
const TOLD: Duration = Duration::from_secs(5);

/// The last row, when it is not the keys.
#[derive(Debug)]
pub(super) struct Foot {
    clock: Clock,
    typing: Option<Typing>,
    linger: Option<Linger>,
    /// What is told, and until when.
    told: Option<(String, Duration)>,
}

impl Foot {
    pub fn new(clock: Clock) -> Self {
        Self { clock, typing: None, linger: None, told: None }
    }

    pub fn by(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Leaves by itself when nobody is there.
    pub fn lingers(&mut self, after: Duration) {
        self.linger = Some(Linger::new(after, self.clock));
    }

    /// Leaves out what somebody was typing into another window.
    pub fn opened_over(&mut self, typing: Typing) {
        self.typing = Some(typing);
    }

    /// Tells something for a while.
    pub fn tell(&mut self, text: String, now: Duration) {
        self.told = Some((text, now + self.clock.scaled(TOLD)));
    }

    /// What is told is of no use any more.
    pub fn untell(&mut self) {
        self.told = None;
    }

    /// Takes in that there was a key. Returns whether it has done all it does: it was typed into another window, or has
    /// said that somebody is there.
    pub fn key(&mut self, now: Duration) -> bool {
        let counted = self.attend(now);
        if let Some(typing) = self.typing.as_mut().filter(|typing| !typing.is_over(now)) {
            typing.key(now);
            return true;
        }
        (self.typing, self.told) = (None, None);
        counted
    }

    /// Takes in that somebody is there. Returns whether the last seconds were being counted.
    pub fn attend(&mut self, now: Duration) -> bool {
        self.linger.as_mut().is_some_and(|linger| linger.attend(now))
    }

    /// Looks at the clock, while a key is waited for or is not. Returns whether to leave.
    pub fn look(&mut self, waits: bool, now: Duration) -> bool {
        self.typing.take_if(|typing| typing.is_over(now));
        let told = self.clock.scaled(TOLD);
        self.told.take_if(|(_, until)| now >= *until || now + told < *until);
        self.linger.as_mut().is_some_and(|linger| linger.look(waits, now))
    }

    /// The reading of the clock at which it says something else.
    pub fn deadline(&self) -> Option<Duration> {
        let typing = self.typing.map(|typing| typing.until());
        let told = self.told.as_ref().map(|(_, until)| *until);
        let linger = self.linger.and_then(|linger| linger.deadline());
        [typing, told, linger].into_iter().flatten().min()
    }

    /// What it says at a reading of the clock, if anything.
    pub fn line(&self, now: Duration) -> Option<Cow<'_, str>> {
        if let Some(left) = self.linger.and_then(|linger| linger.left(now)) {
            return Some(format!("closes in {left} s; any key keeps it open").into());
        }
        if self.typing.is_some() {
            return Some("keys count once nobody types".into());
        }
        self.told.as_ref().map(|(text, _)| text.into())
    }
}
