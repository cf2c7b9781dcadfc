//! The flash of the screen's edge: what a signal looks like, for people who cannot hear it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};

use crate::listener::Listener;
use crate::listener::rhythm::Rhythm;
use crate::session::clock::Clock;
use crate::session::cue_event::CueEvent;

/// How long the edge is lit at each beat.
const LIT: Duration = Duration::from_millis(180);
/// The columns at the left and the right that are lit, as wide as a row is high.
const COLUMNS: u16 = 2;

/// Lights the edge of the screen in the rhythm of the bell. A clone draws what the listener has heard.
#[derive(Clone, Debug)]
pub struct Flash {
    rhythm: Rhythm,
    lit: Duration,
    until: Rc<Cell<Option<Duration>>>,
}

impl Flash {
    pub fn new(clock: Clock) -> Self {
        Self { rhythm: Rhythm::new(clock), lit: clock.scaled(LIT), until: Rc::default() }
    }

    /// Lights the edge of an area if it is time: the cells keep their text, reversed, all in the same style.
    pub(crate) fn draw(&self, area: Rect, base: Style, buffer: &mut Buffer) {
        if self.until.get().is_none() {
            return;
        }
        let inner = area.inner(Margin::new(COLUMNS, 1));
        for position in area.positions().filter(|position| !inner.contains(*position)) {
            let cell = &mut buffer[position];
            cell.modifier = Modifier::REVERSED;
            cell.fg = base.fg.unwrap_or_default();
            cell.bg = base.bg.unwrap_or_default();
        }
    }
}

impl Listener for Flash {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        self.rhythm.on_cue(event);
        self.on_deadline(event.now);
    }

    fn deadline(&self) -> Option<Duration> {
        self.rhythm.next().into_iter().chain(self.until.get()).min()
    }

    fn on_deadline(&mut self, now: Duration) {
        // Lit for longer than ever, it is from before the clock was set back.
        let is_lit = |until: &Duration| now < *until && *until <= now + self.lit;
        let until = if self.rhythm.is_due(now) { Some(now + self.lit) } else { self.until.get().filter(is_lit) };
        self.until.set(until);
    }
}
