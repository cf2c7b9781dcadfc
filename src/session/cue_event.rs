//! A cue together with the session it is of, as those are told it who mark cues: skins, the coach, listeners.

use std::time::Duration;

use super::{
    End, Session,
    cue::{Cue, CueKind},
    snapshot::{Flow, Snapshot},
};

/// A cue as a listener is told it.
#[derive(Clone, Copy, Debug)]
pub struct CueEvent<'a> {
    pub cue: Cue,
    /// The session it is of, as the cue found it or a moment later.
    pub session: &'a Session,
    /// The reading of the clock.
    pub now: Duration,
}

impl CueEvent<'_> {
    /// How much later than its time a cue is told, in the clock's time. Nothing while the session stands still.
    #[must_use]
    pub fn late(&self) -> Duration {
        match self.session.snapshot() {
            Some(Snapshot { flow: Flow::Running, elapsed, .. }) => elapsed.saturating_sub(self.cue.at),
            _ => Duration::ZERO,
        }
    }

    /// Whether what is still going on of an earlier cue ends with it: the session was paused, or was left.
    #[must_use]
    pub fn breaks_off(&self) -> bool {
        matches!(self.cue.kind, CueKind::Paused | CueKind::SessionEnded(End::Stopped))
    }
}
