//! The event loop of every skin: it waits for the next event or deadline, and does nothing in between.
//!
//! Threads that wait for signals and input put events into one bounded queue, and decide nothing. All events that wait
//! are taken in before the skin draws or waits again.

use std::io::{self, ErrorKind, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::event::{Event, Input};
use super::queue::{MOST_INPUTS, Queue};
use crate::exit::{self, ExitReason, HANGUP};
use crate::session::clock::Clock;
use crate::terminal::has_gone;

/// What a loop drives. Each call may end the loop.
pub(crate) trait EventHandler<I> {
    /// Gets ready to wait, with no event left to take in.
    fn before_wait(&mut self, now: Duration) -> io::Result<Option<ExitReason>>;

    /// The reading of the clock at which it needs an event, [`Event::Deadline`] if there is no other.
    fn deadline(&self) -> Option<Duration>;

    fn on_event(&mut self, event: Event<I>, now: Duration) -> io::Result<Option<ExitReason>>;
}

pub(crate) struct EventLoop<I: Input> {
    queue: Arc<Queue<I>>,
    clock: Clock,
    /// Whether standard output was a terminal at the beginning: one that has gone away is none any more.
    on_terminal: bool,
}

impl<I: Input> EventLoop<I> {
    /// Starts to catch signals. From here on a panic in any thread ends the program in order.
    #[cfg_attr(not(unix), allow(clippy::unnecessary_wraps, reason = "signals can fail"))]
    pub(crate) fn open(clock: Clock) -> io::Result<Self> {
        exit::after_a_panic();
        let events = Self { queue: Arc::default(), clock, on_terminal: io::stdout().is_terminal() };
        #[cfg(unix)]
        super::signals::listen(Arc::clone(&events.queue))?;
        Ok(events)
    }

    /// Where threads put what they read.
    pub(crate) fn queue(&self) -> &Arc<Queue<I>> {
        &self.queue
    }

    /// Runs until the handler ends it. A handler may run another one in the same loop.
    pub(crate) fn run(&self, handler: &mut impl EventHandler<I>) -> io::Result<ExitReason> {
        loop {
            if let Some(reason) = handler.before_wait(self.clock.now())? {
                return Ok(reason);
            }
            let mut next = Some(self.queue.wait(handler.deadline(), self.clock));
            // No more than can wait at once: under a flood without an end there are still frames.
            for _ in 0..MOST_INPUTS {
                let Some(event) = next else { break };
                if let Some(reason) = handler.on_event(event, self.clock.now())? {
                    return Ok(reason);
                }
                next = self.queue.take();
            }
        }
    }

    /// Why the program ends, where standard output may have failed: a closed pipe ends it quietly, and a terminal that
    /// has gone away ends it like the signal that should have said so.
    pub(crate) fn exit_reason(&self, ended: io::Result<ExitReason>) -> io::Result<ExitReason> {
        match ended {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitReason::Quit),
            Err(_) if self.on_terminal && has_gone(&io::stdout()) => Ok(ExitReason::Signal(HANGUP)),
            ended => ended,
        }
    }

    /// Takes in no more events: from here on a signal ends the program at once.
    pub(crate) fn close(&self) {
        self.queue.close();
    }

    /// A loop whose events come from nowhere but its queue.
    #[cfg(test)]
    pub(crate) fn without_signals() -> Self {
        Self { queue: Arc::default(), clock: Clock::default(), on_terminal: false }
    }
}

impl<I: Input> Drop for EventLoop<I> {
    fn drop(&mut self) {
        self.close();
    }
}
