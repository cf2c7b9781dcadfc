//! A cue together with its session, as skins, the coach and listeners get it.

use std::time::Duration;

use super::cue::{Cue, CueKind};
use super::snapshot::{Flow, Snapshot};
use super::{End, Session};

#[derive(Clone, Copy, Debug)]
pub struct CueEvent<'a> {
    pub cue: Cue,
    /// The session of the cue, at the cue or a moment later.
    pub session: &'a Session,
    /// The reading of the clock.
    pub now: Duration,
    /// The id of the session's record in the log, once it is over and if it has one.
    pub record: Option<&'a str>,
}

impl CueEvent<'_> {
    /// How late the cue is, in the clock's time. Zero while the session is paused.
    pub fn late(&self) -> Duration {
        match self.session.snapshot() {
            Some(Snapshot { flow: Flow::Running, elapsed, .. }) => elapsed.saturating_sub(self.cue.at),
            _ => Duration::ZERO,
        }
    }

    /// Whether it ends what earlier cues have started, such as a sentence: the session was paused or left.
    pub(crate) fn breaks_off(&self) -> bool {
        matches!(self.cue.kind, CueKind::Paused | CueKind::SessionEnded(End::Stopped))
    }
}
