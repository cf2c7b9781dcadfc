//! The time after the end of a session in which listeners finish: the voice says its last words.

use std::io;
use std::time::Duration;

use crate::exit::ExitReason;
use crate::playback::Playback;
use crate::playback::event::Event;
use crate::playback::event_loop::EventHandler;
use crate::session::LONGEST_WAIT;

pub(super) struct LastWords<'a> {
    playback: &'a mut Playback,
    /// When it ends, and when it ends if something is still being said.
    end: Duration,
    end_of_speech: Duration,
}

impl<'a> LastWords<'a> {
    pub(crate) fn new(playback: &'a mut Playback) -> Self {
        let clock = playback.clock();
        let now = clock.now();
        let end = now + clock.scaled(ExitReason::Quit.grace());
        Self { playback, end, end_of_speech: now + clock.scaled(LONGEST_WAIT) }
    }

    fn until(&self) -> Duration {
        if self.playback.is_speaking() { self.end_of_speech } else { self.end }
    }
}

impl EventHandler<String> for LastWords<'_> {
    fn before_wait(&mut self, now: Duration) -> io::Result<Option<ExitReason>> {
        let is_over = !self.playback.is_finishing() || now >= self.until();
        Ok(is_over.then_some(ExitReason::Quit))
    }

    fn deadline(&self) -> Option<Duration> {
        self.playback.deadline().into_iter().chain([self.until()]).min()
    }

    fn on_event(&mut self, event: Event<String>, now: Duration) -> io::Result<Option<ExitReason>> {
        match event {
            Event::End(signal) => return Ok(Some(ExitReason::Signal(signal))),
            Event::Child => self.playback.reap(),
            _ => {}
        }
        self.playback.advance_to(now);
        Ok(None)
    }
}
