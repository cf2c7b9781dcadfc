//! The coach's voice: lines spoken one at a time.
//!
//! It never lags: a new line interrupts the one before, and a number that would come late is left out. How a text is
//! spoken is up to the speaker.

mod program;

use std::ffi::OsStr;
use std::time::Duration;

use super::Listener;
use crate::coach::{self, Line, Weight};
use crate::process;
use crate::session::cue::CueKind;
use crate::session::cue_event::CueEvent;
pub(crate) use program::SpeechProgram;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Speak {
    #[default]
    Off,
    /// The first speech program that is there.
    Auto,
    /// A program and its first arguments. The text is the last argument.
    Command(Vec<String>),
}

impl Speak {
    /// The words that are not commands.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[("off", Self::Off), ("auto", Self::Auto)];
}

/// A number that would come later than this, in the clock's time, is left out.
pub const LATE: Duration = Duration::from_millis(300);
/// How long a speaker may take to fall silent on the way out, on the wall.
const HUSHING: Duration = Duration::from_millis(500);

pub trait Speaker {
    fn begin(&mut self) {}

    /// Begins to say a text in place of the one before. Returns whether it does.
    fn start(&mut self, text: &str) -> bool;

    /// Whether all of the text has been said.
    fn is_done(&mut self) -> bool;

    /// Interrupts what is being said. Returns whether that takes a moment to end.
    fn hush(&mut self) -> bool;

    /// Takes in that a text was not done after the longest wait.
    fn hangs(&mut self) {}

    fn take_warning(&mut self) -> Option<String> {
        None
    }
}

pub struct Voice<S = SpeechProgram> {
    speaker: S,
    muted: bool,
    /// The weight of what is being said.
    speaking: Option<Weight>,
    /// What is to be said together with the next call.
    opening: Option<String>,
}

impl Voice {
    /// The voice of a setting. Programs are looked up in a search path, in the form of `PATH`.
    pub fn new(speak: &Speak, path: &OsStr) -> Option<Self> {
        let command = match speak {
            Speak::Off => return None,
            Speak::Auto => None,
            Speak::Command(words) => Some(words.as_slice()),
        };
        Some(Self::of(SpeechProgram::new(command, path)))
    }
}

impl<S: Speaker> Voice<S> {
    pub fn of(speaker: S) -> Self {
        Self { speaker, muted: false, speaking: None, opening: None }
    }

    /// Says a line that is `late` in the clock's time, unless there is no time for it or the voice is muted. Returns
    /// whether it is being said.
    pub fn say(&mut self, line: &Line, late: Duration) -> bool {
        self.reap();
        if line.weight == Weight::Opening {
            self.opening = Some(line.text());
            return false;
        }
        let opening = self.opening.take_if(|_| line.weight == Weight::Call);
        let text = opening.map_or_else(|| line.text(), |opening| format!("{opening} {}", line.text()));
        let says = self.has_time(line.weight, late) && !self.muted && !text.trim().is_empty();
        if says {
            self.speaking = self.speaker.start(&text).then_some(line.weight);
        }
        says && self.speaking.is_some()
    }

    fn has_time(&self, weight: Weight, late: Duration) -> bool {
        match weight {
            Weight::Call => true,
            Weight::Count => late <= LATE && !self.is_speaking(),
            Weight::Beat => !self.is_speaking(),
            Weight::Opening | Weight::Silent => false,
        }
    }

    fn hush(&mut self) {
        if self.speaking.take().is_some() && self.speaker.hush() {
            // Anything may interrupt that: a new line silences the old one as well.
            self.speaking = Some(Weight::Count);
        }
    }

    fn waits(&mut self, most: Duration) {
        process::wait(most, || {
            self.reap();
            self.speaking.is_none()
        });
    }
}

impl<S: Speaker> Listener for Voice<S> {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        if event.cue.kind == CueKind::SessionStarted {
            self.speaker.begin();
        }
        if !event.session.waits_for_its_voice() {
            self.speaker.hangs();
        }
        let said = coach::line(event).is_some_and(|line| self.say(&line, event.late()));
        if !said && event.breaks_off() {
            self.hush();
        }
    }

    fn mute(&mut self, muted: bool) {
        self.muted = muted;
        if muted {
            self.hush();
        }
    }

    fn is_speaking(&self) -> bool {
        self.speaking == Some(Weight::Call)
    }

    fn reap(&mut self) {
        if self.speaking.is_some() && self.speaker.is_done() {
            self.speaking = None;
        }
    }

    fn take_warning(&mut self) -> Option<String> {
        self.speaker.take_warning()
    }

    fn shut_down(&mut self, grace: Duration) {
        self.waits(grace);
        self.hush();
        self.waits(HUSHING);
    }
}
