//! What has happened and is still to be taken in. It is bounded, and what must not wait comes first.
//!
//! Keys can come faster than anybody can use them: from a key that is held down, or from a program that writes into the
//! terminal. The newest of them are kept and the oldest are dropped. Signals, the end of the terminal and Ctrl-C are in a
//! row of their own, so that no number of keys is ever before them.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::TerminalEvent;
use crate::tui::{keys::Action, screens::home};

/// The most keys that wait.
pub const MOST_KEYS: usize = 256;

/// The most signals that wait, beside those that end the program.
pub const MOST_SIGNALS: usize = 64;

/// The queue between the threads that wait for something and the loop that takes it in.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: Mutex<Waiting>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    first: VecDeque<TerminalEvent>,
    keys: VecDeque<TerminalEvent>,
    closed: bool,
}

impl Queue {
    /// Adds an event. Returns whether there is still a loop to take it in.
    pub fn put(&self, event: TerminalEvent) -> bool {
        let mut waiting = self.waiting();
        if event.comes_first() {
            waiting.put_first(event);
        } else if waiting.keys.back() != Some(&event) || event != TerminalEvent::Pasted {
            if waiting.keys.len() == MOST_KEYS {
                waiting.keys.pop_front();
            }
            waiting.keys.push_back(event);
        }
        self.filled.notify_one();
        !waiting.closed
    }

    /// The next event, if one waits.
    #[must_use]
    pub fn take(&self) -> Option<TerminalEvent> {
        self.waiting().take()
    }

    /// The next event, or none when so much time has passed without one; without a time it waits for ever.
    #[must_use]
    pub fn wait(&self, most: Option<Duration>) -> Option<TerminalEvent> {
        let end = most.and_then(|most| Instant::now().checked_add(most));
        let mut waiting = self.waiting();
        loop {
            if let Some(event) = waiting.take() {
                return Some(event);
            }
            waiting = match end.map(|end| end.saturating_duration_since(Instant::now())) {
                Some(Duration::ZERO) => return None,
                Some(left) => self.filled.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Waits until the terminal has replied about pictures, no longer than so; the reply stays where it is.
    pub fn wait_for_reply(&self, most: Duration) {
        let replied =
            |waiting: &mut Waiting| waiting.first.iter().any(|event| matches!(event, TerminalEvent::Pictures(_)));
        let waiting = self.waiting();
        drop(self.filled.wait_timeout_while(waiting, most, |waiting| !replied(waiting)));
    }

    /// Says that nobody takes anything in any more.
    pub fn close(&self) {
        self.waiting().closed = true;
    }

    #[must_use]
    pub fn len(&self) -> usize {
        let waiting = self.waiting();
        waiting.first.len() + waiting.keys.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn take(&mut self) -> Option<TerminalEvent> {
        self.first.pop_front().or_else(|| self.keys.pop_front())
    }

    fn put_first(&mut self, event: TerminalEvent) {
        let full = self.first.len() >= MOST_SIGNALS;
        let waits = if event.ends() { self.first.contains(&event) } else { full || self.first.back() == Some(&event) };
        if !waits {
            self.first.push_back(event);
        }
    }
}

impl TerminalEvent {
    /// Whether it never waits behind keys.
    fn comes_first(self) -> bool {
        !matches!(self, Self::Key(_) | Self::Pasted | Self::PastedLetter(_)) || self.ends()
    }

    /// Whether it ends the program, wherever it is.
    pub(super) fn ends(self) -> bool {
        match self {
            Self::End(_) | Self::Gone => true,
            // Bound everywhere, so any place says so.
            Self::Key(key) => home::KEYS.action(key) == Some(Action::QuitNow),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    fn key(letter: char) -> TerminalEvent {
        TerminalEvent::Key(KeyCode::Char(letter).into())
    }

    fn all(queue: &Queue) -> Vec<TerminalEvent> {
        std::iter::from_fn(|| queue.take()).collect()
    }

    #[test]
    fn a_flood_keeps_its_bound_and_its_end() {
        let queue = Queue::default();
        for letter in "jk".chars().cycle().take(20_000) {
            assert!(queue.put(key(letter)));
            assert!(queue.len() <= MOST_KEYS);
        }
        queue.put(key('q'));
        let all = all(&queue);
        assert_eq!((all.len(), all.last()), (MOST_KEYS, Some(&key('q'))));
    }

    #[test]
    fn nothing_is_before_what_ends_the_program() {
        let ctrl_c = TerminalEvent::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        for end in [TerminalEvent::End(15), TerminalEvent::Gone, ctrl_c] {
            let queue = Queue::default();
            assert!((0..1000).all(|_| queue.put(key('x'))));
            queue.put(end);
            assert_eq!(queue.take(), Some(end));
        }
    }

    #[test]
    fn a_storm_of_signals_keeps_its_bound_and_loses_no_end() {
        let queue = Queue::default();
        for _ in 0..1000 {
            for event in [
                TerminalEvent::Resized,
                TerminalEvent::Resized,
                TerminalEvent::Suspend,
                TerminalEvent::Continued,
                TerminalEvent::Child,
                TerminalEvent::End(15),
            ] {
                queue.put(event);
            }
        }
        assert!(queue.len() <= MOST_SIGNALS + 1);
        let all = all(&queue);
        assert_eq!(all.iter().filter(|event| **event == TerminalEvent::End(15)).count(), 1);
        assert!(all.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn it_says_when_nobody_is_left() {
        let queue = Queue::default();
        queue.close();
        assert!(!queue.put(TerminalEvent::End(15)));
    }

    #[test]
    fn a_reply_is_waited_for_and_stays() {
        let queue = Queue::default();
        queue.put(key('q'));
        queue.wait_for_reply(Duration::ZERO);
        queue.put(TerminalEvent::Pictures(true));
        queue.wait_for_reply(Duration::MAX);
        assert_eq!(all(&queue), [TerminalEvent::Pictures(true), key('q')]);
    }

    #[test]
    fn waiting_ends_without_an_event() {
        assert_eq!(Queue::default().wait(Some(Duration::ZERO)), None);
    }
}
