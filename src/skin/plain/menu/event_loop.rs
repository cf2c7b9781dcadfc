//! The menu in lines as a handler of events; sessions are played within it.

use std::io;
use std::time::Duration;

use super::{Menu, MenuReply};
use crate::exit::ExitReason;
use crate::log::resume::Start;
use crate::playback::event::Event;
use crate::playback::event_loop::EventHandler;
use crate::session::clock::Clock;
use crate::skin::lines::{LineInput, LingerCountdown, write};
use crate::skin::plain::leaves_in;

/// Opens a menu, and plays what is chosen in it until the user leaves or the lines end. `session` returns nothing if the
/// menu goes on after a session. Where `linger` is a time, it leaves that long after the last line, on the wall.
pub(crate) fn run(
    menu: &mut Menu<'_>,
    input: &LineInput,
    clock: Clock,
    linger: Option<Duration>,
    session: impl FnMut(Start) -> io::Result<Option<ExitReason>>,
) -> io::Result<ExitReason> {
    let opened = write(&menu.opening());
    input.ask();
    let mut handler = MenuHandler { menu, input, countdown: LingerCountdown::new(linger, clock), session };
    input.events().exit_reason(opened.and_then(|()| input.events().run(&mut handler)))
}

struct MenuHandler<'a, 'b, S> {
    menu: &'a mut Menu<'b>,
    input: &'a LineInput,
    countdown: LingerCountdown,
    session: S,
}

impl<S: FnMut(Start) -> io::Result<Option<ExitReason>>> MenuHandler<'_, '_, S> {
    /// Does what a line asks for.
    fn answer(&mut self, line: &str, now: Duration) -> io::Result<Option<ExitReason>> {
        match self.menu.read(line) {
            MenuReply::Tell(lines) => write(&lines)?,
            MenuReply::Renew(lines) => {
                write(&lines)?;
                return Ok(Some(ExitReason::Quit));
            }
            MenuReply::Leave => return Ok(Some(ExitReason::Quit)),
            MenuReply::Start(start) => {
                if let Some(ended) = (self.session)(*start)? {
                    return Ok(Some(ended));
                }
                // No time passed here meanwhile.
                self.countdown.update(false, now, leaves_in)?;
                write(&self.menu.after_session())?;
            }
        }
        Ok(None)
    }
}

impl<S: FnMut(Start) -> io::Result<Option<ExitReason>>> EventHandler<String> for MenuHandler<'_, '_, S> {
    fn before_wait(&mut self, now: Duration) -> io::Result<Option<ExitReason>> {
        Ok(self.countdown.update(true, now, leaves_in)?.then_some(ExitReason::Quit))
    }

    fn deadline(&self) -> Option<Duration> {
        self.countdown.deadline()
    }

    fn on_event(&mut self, event: Event<String>, now: Duration) -> io::Result<Option<ExitReason>> {
        match event {
            Event::Input(line) => {
                // A line that stops the countdown does nothing else.
                if !self.countdown.restart(now)
                    && let Some(ended) = self.answer(&line, now)?
                {
                    return Ok(Some(ended));
                }
                Ok((!self.input.ask()).then_some(ExitReason::Quit))
            }
            Event::Closed => Ok(Some(ExitReason::Quit)),
            Event::End(signal) => Ok(Some(ExitReason::Signal(signal))),
            _ => Ok(None),
        }
    }
}
