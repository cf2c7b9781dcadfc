//! A session being played: the session, its listeners and its clock, advanced together.
//!
//! Every skin plays a session through this, so no listener misses a cue. It is handed readings of the clock like the
//! session itself. What a cue looks like is up to the skin.

pub mod event;
pub(crate) mod event_loop;
pub(crate) mod queue;
#[cfg(unix)]
mod signals;

use std::time::Duration;

use crate::listener::{Listener, Listeners};
use crate::plan::Plan;
use crate::session::clock::Clock;
use crate::session::cue::Cue;
use crate::session::{Command, Pace, Session};

#[derive(Default)]
pub struct Playback {
    session: Option<Session>,
    listeners: Listeners,
    pace: Pace,
    clock: Clock,
    is_muted: bool,
}

impl Playback {
    pub fn new(pace: Pace, clock: Clock) -> Self {
        Self { pace, clock, ..Self::default() }
    }

    pub(crate) fn with_listeners(mut self, listeners: Listeners) -> Self {
        self.add(listeners);
        self
    }

    pub(crate) fn add(&mut self, listener: impl Listener + 'static) {
        self.listeners.add(listener);
    }

    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// The session that was started last, which may be over.
    pub(crate) fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Whether no session is on, or none that goes on before the user acts.
    pub(crate) fn is_idle(&self) -> bool {
        self.session.as_ref().is_none_or(|session| session.stands_still() || session.end().is_some())
    }

    pub(crate) fn start(&mut self, plan: Plan, now: Duration) -> Vec<Cue> {
        let (session, cues) = Session::new(plan, self.pace, now);
        self.listeners.tell(&cues, &session, now);
        self.session = Some(session);
        cues
    }

    /// Brings the session and its listeners up to a reading of the clock, and returns the cues since the last one.
    pub(crate) fn advance_to(&mut self, now: Duration) -> Vec<Cue> {
        let mut cues = Vec::new();
        if let Some(session) = &mut self.session {
            session.set_speaking(self.listeners.is_speaking());
            cues = session.advance_to(now);
            self.listeners.tell(&cues, session, now);
        }
        self.listeners.on_deadline(now);
        cues
    }

    /// Carries out a command at a reading of the clock, if a session is on.
    pub(crate) fn command(&mut self, command: Command, now: Duration) -> Vec<Cue> {
        let Some(session) = &mut self.session else { return Vec::new() };
        let cues = session.command(command, now);
        self.listeners.tell(&cues, session, now);
        cues
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        let session = self.session.as_ref().and_then(Session::next_change);
        session.into_iter().chain(self.listeners.deadline()).min()
    }

    /// Whether a listener is still at work on the cues that it got.
    pub(crate) fn is_finishing(&self) -> bool {
        self.is_speaking() || self.listeners.deadline().is_some()
    }

    /// Whether something is being said that has to be heard before the work begins.
    pub(crate) fn is_speaking(&self) -> bool {
        self.listeners.is_speaking()
    }

    pub(crate) fn is_muted(&self) -> bool {
        self.is_muted
    }

    /// Silences the listeners at once, or lets them be heard again.
    pub(crate) fn toggle_mute(&mut self) {
        self.is_muted = !self.is_muted;
        self.listeners.mute(self.is_muted);
    }

    /// Looks after the processes of the listeners: one has ended.
    pub(crate) fn reap(&mut self) {
        self.listeners.reap();
    }

    /// The next thing that went wrong for a listener, for the user to read.
    pub(crate) fn take_warning(&mut self) -> Option<String> {
        self.listeners.take_warning()
    }

    /// Stops the session if it is not over, and shuts down the listeners; see [`Listener::shut_down`]. With
    /// `is_silent` only hooks may still take their time.
    pub(crate) fn shut_down(&mut self, now: Duration, grace: Duration, is_silent: bool) {
        self.command(Command::Stop, now);
        if is_silent {
            self.listeners.mute(true);
        }
        self.listeners.shut_down(grace);
    }
}
