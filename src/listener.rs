//! Who listens to a session beside its skin: sound, speech, hooks, and what keeps the display awake.
//!
//! A listener marks cues for somebody who does not look at the screen. It must never block the session, never
//! stop it with a failure, and never hold up another listener.

pub mod bell;
pub mod hook;
pub mod inhibit_sleep;
pub mod rhythm;
pub mod signal;
pub mod speech;
pub mod tones;
mod warnings;

use std::time::{Duration, Instant};

use crate::session::{Session, cue::Cue, cue_event::CueEvent};

/// Somebody who is told each cue of a session.
pub trait Listener {
    /// Takes in a cue. Returns at once.
    fn on_cue(&mut self, event: &CueEvent<'_>);

    /// The reading of the clock at which it has something to do by itself.
    fn deadline(&self) -> Option<Duration> {
        None
    }

    /// Does what is due at a reading of the clock.
    fn on_deadline(&mut self, _now: Duration) {}

    /// Falls silent at once, or may be heard again.
    fn mute(&mut self, _muted: bool) {}

    /// Whether it is saying something that has to be heard before the work begins.
    fn is_speaking(&self) -> bool {
        false
    }

    /// Looks after its processes: one has ended.
    fn reap(&mut self) {}

    /// What went wrong since it was last asked, to be told to the user: each trouble once in a session.
    fn take_warning(&mut self) -> Option<String> {
        None
    }

    /// Comes to an end, before the program does: what it has going may take so much longer, on the wall, and is
    /// ended then. This is the one thing that waits; whoever is muted first has nothing to wait for but hooks.
    fn shut_down(&mut self, _grace: Duration) {}
}

/// Everybody who listens, as one.
#[derive(Default)]
pub struct Listeners {
    all: Vec<Box<dyn Listener>>,
}

impl Listeners {
    pub fn add(&mut self, listener: impl Listener + 'static) {
        self.all.push(Box::new(listener));
    }

    /// Tells everybody cues of a session, in order.
    pub fn tell(&mut self, cues: &[Cue], session: &Session, now: Duration) {
        for cue in cues {
            self.on_cue(&CueEvent { cue: *cue, session, now });
        }
    }
}

impl Listener for Listeners {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        self.all.iter_mut().for_each(|listener| listener.on_cue(event));
    }

    fn deadline(&self) -> Option<Duration> {
        self.all.iter().filter_map(|listener| listener.deadline()).min()
    }

    fn on_deadline(&mut self, now: Duration) {
        self.all.iter_mut().for_each(|listener| listener.on_deadline(now));
    }

    fn mute(&mut self, muted: bool) {
        self.all.iter_mut().for_each(|listener| listener.mute(muted));
    }

    fn is_speaking(&self) -> bool {
        self.all.iter().any(|listener| listener.is_speaking())
    }

    fn reap(&mut self) {
        self.all.iter_mut().for_each(|listener| listener.reap());
    }

    fn take_warning(&mut self) -> Option<String> {
        self.all.iter_mut().find_map(|listener| listener.take_warning())
    }

    fn shut_down(&mut self, grace: Duration) {
        let start = Instant::now();
        self.all.iter_mut().for_each(|listener| listener.shut_down(grace.saturating_sub(start.elapsed())));
    }
}
