//! The events that wait to be taken in: bounded, and with what must not wait first.
//!
//! Input can come faster than anybody can use it: from a key that is held down, or from a program that writes into the
//! terminal. The newest input is kept and the oldest is dropped. Signals, the end of the input and what is urgent of it
//! have a row of their own, so no amount of input is ever before them.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::event::{Event, Input};
use crate::session::clock::Clock;

/// The most input that waits.
pub(crate) const MOST_INPUTS: usize = 256;
/// The most signals that wait, besides those that end the program.
pub(crate) const MOST_SIGNALS: usize = 64;

/// The queue between the threads that wait for something and the loop that takes it in.
pub(crate) struct Queue<I> {
    waiting: Mutex<Waiting<I>>,
    filled: Condvar,
}

struct Waiting<I> {
    first: VecDeque<Event<I>>,
    inputs: VecDeque<I>,
    closed: bool,
}

impl<I> Default for Queue<I> {
    fn default() -> Self {
        let waiting = Waiting { first: VecDeque::new(), inputs: VecDeque::new(), closed: false };
        Self { waiting: Mutex::new(waiting), filled: Condvar::new() }
    }
}

impl<I: Input> Queue<I> {
    /// Adds an event. Returns whether there is still a loop to take it in.
    pub(crate) fn put(&self, event: Event<I>) -> bool {
        let mut waiting = self.waiting();
        match event {
            Event::Input(input) if !input.is_urgent() => waiting.put_input(input),
            event => waiting.put_first(event),
        }
        self.filled.notify_one();
        !waiting.closed
    }

    pub(crate) fn take(&self) -> Option<Event<I>> {
        self.waiting().take()
    }

    /// The next event, or [`Event::Deadline`] at a reading of a clock if there is none before that.
    pub(crate) fn wait(&self, deadline: Option<Duration>, clock: Clock) -> Event<I> {
        let mut waiting = self.waiting();
        loop {
            if let Some(event) = waiting.take() {
                return event;
            }
            waiting = match deadline.map(|deadline| deadline.saturating_sub(clock.now())) {
                Some(Duration::ZERO) => return Event::Deadline,
                Some(left) => {
                    self.filled.wait_timeout(waiting, clock.wall(left)).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Waits until an urgent event is there, but no longer than `most`; it stays in the queue.
    pub(crate) fn wait_for(&self, most: Duration, is_it: impl Fn(&Event<I>) -> bool) {
        drop(self.filled.wait_timeout_while(self.waiting(), most, |waiting| !waiting.first.iter().any(&is_it)));
    }

    /// Says that nothing is taken in any more.
    pub(crate) fn close(&self) {
        self.waiting().closed = true;
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        let waiting = self.waiting();
        waiting.first.len() + waiting.inputs.len()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting<I>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<I: Input> Waiting<I> {
    fn take(&mut self) -> Option<Event<I>> {
        self.first.pop_front().or_else(|| self.inputs.pop_front().map(Event::Input))
    }

    fn put_input(&mut self, input: I) {
        if self.inputs.len() == MOST_INPUTS {
            self.inputs.pop_front();
        }
        self.inputs.push_back(input);
    }

    fn put_first(&mut self, event: Event<I>) {
        let is_there = match event {
            // The order of these matters, and a full row means that nobody takes them in.
            Event::Resized | Event::Suspend | Event::Continued | Event::Child => {
                self.first.len() >= MOST_SIGNALS || self.first.back() == Some(&event)
            }
            _ => self.first.contains(&event),
        };
        if !is_there {
            self.first.push_back(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters, of which a capital is urgent.
    impl Input for char {
        const FULL_SCREEN: bool = true;

        fn is_urgent(&self) -> bool {
            self.is_uppercase()
        }
    }

    fn all(queue: &Queue<char>) -> Vec<Event<char>> {
        std::iter::from_fn(|| queue.take()).collect()
    }

    #[test]
    fn a_flood_keeps_its_bound_and_its_end() {
        let queue = Queue::<char>::default();
        for letter in "jk".chars().cycle().take(20_000) {
            assert!(queue.put(Event::Input(letter)));
            assert!(queue.len() <= MOST_INPUTS);
        }
        queue.put(Event::Input('q'));
        let all = all(&queue);
        assert_eq!((all.len(), all.last()), (MOST_INPUTS, Some(&Event::Input('q'))));
    }

    #[test]
    fn nothing_is_before_what_ends_the_program() {
        for end in [Event::End(15), Event::Closed, Event::Input('C')] {
            let queue = Queue::<char>::default();
            assert!((0..1000).all(|_| queue.put(Event::Input('x'))));
            queue.put(end);
            assert_eq!(queue.take(), Some(end));
        }
    }

    #[test]
    fn a_storm_of_signals_keeps_its_bound_and_loses_no_end() {
        let queue = Queue::<char>::default();
        for _ in 0..1000 {
            for event in
                [Event::Resized, Event::Resized, Event::Suspend, Event::Continued, Event::Child, Event::End(15)]
            {
                queue.put(event);
            }
        }
        assert!(queue.len() <= MOST_SIGNALS + 1);
        let all = all(&queue);
        assert_eq!(all.iter().filter(|event| **event == Event::End(15)).count(), 1);
        assert!(all.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn it_says_when_nobody_is_left() {
        let queue = Queue::<char>::default();
        queue.close();
        assert!(!queue.put(Event::End(15)));
    }

    #[test]
    fn a_reply_is_waited_for_and_stays() {
        let is_reply = |event: &Event<char>| *event == Event::Input('P');
        let queue = Queue::<char>::default();
        queue.put(Event::Input('q'));
        queue.wait_for(Duration::ZERO, is_reply);
        queue.put(Event::Input('P'));
        queue.wait_for(Duration::MAX, is_reply);
        assert_eq!(all(&queue), [Event::Input('P'), Event::Input('q')]);
    }

    #[test]
    fn waiting_ends_without_an_event() {
        assert_eq!(Queue::<char>::default().wait(Some(Duration::ZERO), Clock::default()), Event::Deadline);
    }
}
