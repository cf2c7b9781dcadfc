//! What accompanies a session on the screen: the listeners, the flash, and the troubles of both, which are shown.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    listener::{Listener, Listeners},
    session::{
        Session,
        cue::{Cue, CueKind},
        cue_event::CueEvent,
    },
    tui::flash::Flash,
};

/// Those who listen, and what there is to tell of them.
#[derive(Default)]
pub struct Feedback {
    listeners: Listeners,
    flash: Option<Flash>,
    /// Whether nobody may be heard.
    pub muted: bool,
    /// What the user has to be told now.
    pub notice: Option<String>,
    warnings: Vec<String>,
}

impl Feedback {
    /// These listeners, and the flash if it is wanted.
    #[must_use]
    pub fn new(listeners: Listeners, flash: Option<Flash>) -> Self {
        Self { listeners, flash, ..Self::default() }
    }

    /// Tells cues of a session to everybody, and shows them.
    pub fn tell(&mut self, cues: &[Cue], session: &Session, now: Duration) {
        if cues.iter().any(|cue| cue.kind == CueKind::Started) {
            // What there was to tell has been there for a while.
            self.notice = None;
        }
        self.listeners.tell(cues, session, now);
        if let Some(flash) = &mut self.flash {
            for cue in cues {
                flash.on_cue(&CueEvent { cue: *cue, session, now });
            }
        }
        self.collect();
    }

    /// The reading of the clock at which one of them has something to do by itself.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let flash = self.flash.and_then(|flash| flash.deadline());
        self.listeners.deadline().into_iter().chain(flash).min()
    }

    /// Does what is due at a reading of the clock.
    pub fn on_deadline(&mut self, now: Duration) {
        self.listeners.on_deadline(now);
        if let Some(flash) = &mut self.flash {
            flash.on_deadline(now);
        }
        self.collect();
    }

    /// Whether something is being said that has to be heard before the work begins.
    #[must_use]
    pub fn is_speaking(&self) -> bool {
        self.listeners.is_speaking()
    }

    /// Looks after their processes: one has ended.
    pub fn reap(&mut self) {
        self.listeners.reap();
        self.collect();
    }

    /// Silence at once, or sound again.
    pub fn mute(&mut self) {
        self.muted = !self.muted;
        self.listeners.mute(self.muted);
    }

    /// Lights the edge of an area if it is time.
    pub fn draw(&self, area: Rect, base: Style, buffer: &mut Buffer) {
        if let Some(flash) = self.flash {
            flash.draw(area, base, buffer);
        }
    }

    /// Brings them to an end with the program, within so much time of the wall, and returns what went wrong with
    /// them. Whoever leaves wants no last words; hooks may end what they do.
    pub fn shut_down(&mut self, grace: Duration) -> Vec<String> {
        self.listeners.mute(true);
        self.listeners.shut_down(grace);
        self.collect();
        std::mem::take(&mut self.warnings)
    }

    fn collect(&mut self) {
        while let Some(warning) = self.listeners.take_warning() {
            self.notice = Some(warning.clone());
            // Shown in every session that has it, told once when all are over.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }
}
