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
use crate::log::feel::is_worse_twice;
use crate::log::recorder::{Recorder, Unsaved};
use crate::log::resume::Start;
use crate::printable::printable;
use crate::session::clock::Clock;
use crate::session::cue::{Cue, CueKind};
use crate::session::{Advance, Command, Pace, Session};

#[derive(Default)]
pub struct Playback {
    session: Option<Session>,
    listeners: Listeners,
    pace: Pace,
    clock: Clock,
    is_muted: bool,
    recorder: Option<Recorder>,
}

impl Playback {
    pub fn new(pace: Pace, clock: Clock) -> Self {
        Self { pace, clock, ..Self::default() }
    }

    pub(crate) fn with_listeners(mut self, listeners: Listeners) -> Self {
        self.add(listeners);
        self
    }

    /// Writes the sessions down.
    pub fn with_recorder(self, recorder: Option<Recorder>) -> Self {
        Self { recorder, ..self }
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

    pub(crate) fn start(&mut self, Start { plan, resume }: Start, now: Duration) -> Vec<Cue> {
        let (first, done) = resume.as_ref().map_or((0, &[][..]), |resume| (resume.segment, &resume.done));
        let (session, cues) = Session::resumed(plan.clone(), self.pace, first, done, now);
        if let Some(recorder) = &mut self.recorder {
            recorder.begin(&plan, resume);
        }
        self.session = Some(session);
        self.tell(&cues, now);
        cues
    }

    /// Brings the session and its listeners up to a reading of the clock, and returns the cues since the last one.
    pub(crate) fn advance_to(&mut self, now: Duration) -> Vec<Cue> {
        let mut cues = Vec::new();
        if let Some(session) = &mut self.session {
            session.set_speaking(self.listeners.is_speaking());
            cues = session.advance_to(now);
            self.tell(&cues, now);
        }
        self.listeners.on_deadline(now);
        cues
    }

    /// Carries out a command at a reading of the clock, if a session is on.
    pub(crate) fn command(&mut self, command: Command, now: Duration) -> Vec<Cue> {
        let Some(session) = &mut self.session else { return Vec::new() };
        let cues = session.command(command, now);
        self.tell(&cues, now);
        cues
    }

    /// Hands cues of the session to the listeners. It is written down before they hear that it is over.
    fn tell(&mut self, cues: &[Cue], now: Duration) {
        let Self { session: Some(session), recorder, listeners, .. } = self else { return };
        let is_over = cues.iter().any(|cue| matches!(cue.kind, CueKind::SessionEnded(_)));
        if let Some(recorder) = recorder.as_mut().filter(|_| is_over) {
            recorder.end(session);
        }
        listeners.tell(cues, session, now, recorder.as_ref().and_then(Recorder::id));
    }

    /// The id of the record of the session that is over, if it has one.
    pub(crate) fn record(&self) -> Option<&str> {
        self.recorder.as_ref().and_then(Recorder::id)
    }

    /// Whether the session is written down once it is over.
    pub(crate) fn records(&self) -> bool {
        self.recorder.is_some()
    }

    /// Whether the session that is over has a record, in the log or not.
    pub(crate) fn has_record(&self) -> bool {
        self.recorder.as_ref().is_some_and(Recorder::has_record)
    }

    /// Whether stretches begin by themselves: nobody may be there to answer.
    pub(crate) fn is_automatic(&self) -> bool {
        self.pace.advance == Advance::Auto
    }

    /// Whether it is worse for the second time running, after the same routine, with such a number after the session.
    pub(crate) fn is_worse_twice(&self, after: u8) -> bool {
        self.recorder.as_ref().is_some_and(|recorder| is_worse_twice(&recorder.pairs_with(after)))
    }

    /// Notes how it feels before the session.
    pub(crate) fn set_before(&mut self, before: Option<u8>) {
        if let Some(recorder) = &mut self.recorder {
            recorder.set_before(before);
        }
    }

    /// Notes how it feels after it.
    pub(crate) fn set_after(&mut self, after: Option<u8>) {
        if let Some(recorder) = &mut self.recorder {
            recorder.set_after(after);
        }
    }

    /// Writes down how it feels after it. Returns why it could not.
    pub(crate) fn write_after(&mut self) -> Option<String> {
        self.recorder.as_mut()?.write_after()
    }

    /// Why the session that is over is not in the log, if it should be.
    pub(crate) fn why_unsaved(&self) -> Option<&str> {
        self.recorder.as_ref().and_then(Recorder::why_unsaved)
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

    /// Writes down what is still to be written of the last session. Returns what is not in the log: for each session a message,
    /// and its line.
    pub(crate) fn unsaved(&mut self) -> Vec<String> {
        let Some(recorder) = &mut self.recorder else { return Vec::new() };
        recorder.write_after();
        let told = |Unsaved { why, folder, line }| {
            let folder = folder.map(|folder| format!(" ({})", printable(&folder.display().to_string())));
            let place = folder.unwrap_or_default();
            format!("warning: not saved to the log: {why}{place}. This is its line:\n{}", line.trim_end())
        };
        recorder.take_unsaved().into_iter().map(told).collect()
    }
}
