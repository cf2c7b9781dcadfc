//! The listeners of a session beside its skin: sound, speech, hooks, and what keeps the display awake.
//!
//! A listener marks cues for a user who does not look at the screen. It must never block the session, never
//! stop it with a failure, and never hold up another listener.

pub mod bell;
pub mod hook;
pub mod inhibit_sleep;
pub(crate) mod note;
pub(crate) mod rhythm;
pub mod signal;
pub mod speech;
pub mod tones;
mod warnings;

use std::time::{Duration, Instant};

use crate::session::Session;
use crate::session::cue::Cue;
use crate::session::cue_event::CueEvent;

pub trait Listener {
    /// Takes in a cue. Returns at once.
    fn on_cue(&mut self, event: &CueEvent<'_>);

    /// The reading of the clock at which it has to act by itself.
    fn deadline(&self) -> Option<Duration> {
        None
    }

    /// Does what is due at a reading of the clock.
    fn on_deadline(&mut self, _now: Duration) {}

    /// Silences it at once, or lets it be heard again.
    fn mute(&mut self, _muted: bool) {}

    /// Whether it is saying something that the user has to hear before the work begins.
    fn is_speaking(&self) -> bool {
        false
    }

    /// Checks its processes: one has ended.
    fn reap(&mut self) {}

    /// The next thing that went wrong, for the user to read: each problem once a session.
    fn take_warning(&mut self) -> Option<String> {
        None
    }

    /// Shuts down before the program exits. Work in progress may run for `grace` on the wall, and is then ended. The only
    /// method that blocks; once muted, only hooks can still be running.
    fn shut_down(&mut self, _grace: Duration) {}
}

#[derive(Default)]
pub struct Listeners {
    all: Vec<Box<dyn Listener>>,
}

impl Listeners {
    pub fn add(&mut self, listener: impl Listener + 'static) {
        self.all.push(Box::new(listener));
    }

    /// Hands the cues of a session to all, in order, with the id of its record if it is over and has one.
    pub fn tell(&mut self, cues: &[Cue], session: &Session, now: Duration, record: Option<&str>) {
        for cue in cues {
            self.on_cue(&CueEvent { cue: *cue, session, now, record });
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
