//! Leaving by itself when nobody is there: some time after the last key, where the program waits for one.
//!
//! It must never end work, and never leave unseen: the last seconds are counted down, and a clock that jumps in them or
//! over them only begins them again.

use std::time::Duration;

use crate::session::LONGEST_GAP;
use crate::session::clock::Clock;

/// How many of the last seconds are counted.
pub(crate) const COUNTED: u32 = 10;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Linger {
    /// How long it waits in all, a second of the wall, and the longest gap between two readings; all in the clock's time.
    after: Duration,
    second: Duration,
    longest_gap: Duration,
    /// When the last key came, or the waiting began; none while the program does not wait for a key.
    since: Option<Duration>,
    reading: Duration,
}

impl Linger {
    /// Leaves after a time on the wall.
    pub(crate) fn new(after: Duration, clock: Clock) -> Self {
        let [after, second, longest_gap] = [after, Duration::from_secs(1), LONGEST_GAP].map(|wall| clock.scaled(wall));
        Self { after, second, longest_gap, since: None, reading: Duration::ZERO }
    }

    /// Begins to wait anew: there was a key. Returns whether the last seconds were being counted.
    pub(crate) fn restart(&mut self, now: Duration) -> bool {
        let counted = self.left(now).is_some();
        self.since = self.since.map(|_| now);
        self.reading = now;
        counted
    }

    /// Takes in a reading of the clock, and whether the program waits for a key. Returns whether it is time to leave.
    pub(crate) fn update(&mut self, is_idle: bool, now: Duration) -> bool {
        let counting = self.after.saturating_sub(self.counted());
        let jumped = now.abs_diff(self.reading) > self.longest_gap;
        self.since = match self.since {
            _ if !is_idle => None,
            Some(since) if jumped && now.saturating_sub(since) > counting => Some(now.saturating_sub(counting)),
            Some(since) => Some(since.min(now)),
            None => Some(now),
        };
        self.reading = now;
        self.since.is_some_and(|since| now >= since + self.after)
    }

    /// The seconds that are left, once they are counted.
    pub(crate) fn left(&self, now: Duration) -> Option<u128> {
        let left = (self.since? + self.after).saturating_sub(now);
        (left <= self.counted()).then(|| left.as_nanos().div_ceil(self.second.as_nanos().max(1)))
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        let end = self.since? + self.after;
        let left = end.saturating_sub(self.reading);
        if left > self.counted() {
            return Some(end.saturating_sub(self.counted()));
        }
        let over = left.as_nanos() % self.second.as_nanos().max(1);
        let step = if over == 0 { self.second } else { Duration::from_nanos(u64::try_from(over).unwrap_or(u64::MAX)) };
        Some(self.reading + step.min(left))
    }

    /// How long the countdown is, and half of a short time: otherwise every key would only stop the countdown.
    fn counted(&self) -> Duration {
        (self.after / 2).min(self.second * COUNTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1000);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn linger() -> Linger {
        let mut linger = Linger::new(seconds(30), Clock::new(1.0));
        assert!(!linger.update(true, START));
        linger
    }

    /// Follows it from deadline to deadline: the readings, and what it counted there.
    fn follow(linger: &mut Linger) -> Vec<(Duration, u128)> {
        let mut seen = Vec::new();
        loop {
            let now = linger.deadline().unwrap();
            if linger.update(true, now) {
                return seen;
            }
            seen.push((now.saturating_sub(START), linger.left(now).unwrap()));
        }
    }

    #[test]
    fn it_counts_the_last_ten_seconds_and_leaves() {
        let counted: Vec<_> = (0..10).map(|second| (seconds(20 + second), u128::from(10 - second))).collect();
        assert_eq!(follow(&mut linger()), counted);
        let mut short = Linger::new(seconds(3), Clock::new(1.0));
        assert!(!short.update(true, START));
        assert_eq!(short.left(START), None, "a key must do more than stop the counting");
        assert_eq!(short.left(START + seconds(2)), Some(1));
        assert!(short.restart(START + seconds(2)) && !short.restart(START + seconds(2)));
    }

    #[test]
    fn a_key_begins_it_anew() {
        let mut linger = linger();
        assert!(!linger.restart(START + seconds(19)), "nothing was counted yet");
        assert!(!linger.update(true, START + seconds(39)));
        assert!(linger.restart(START + seconds(45)));
        assert_eq!(linger.left(START + seconds(45)), None);
        assert_eq!(linger.deadline(), Some(START + seconds(65)));
    }

    #[test]
    fn work_is_never_ended_and_the_time_of_it_does_not_count() {
        let mut linger = linger();
        assert!(!linger.update(false, START + seconds(5)));
        assert_eq!(linger.deadline(), None);
        assert!(!linger.update(false, START + seconds(5000)));
        assert!(!linger.update(true, START + seconds(5001)));
        assert_eq!(linger.deadline(), Some(START + seconds(5021)));
    }

    #[test]
    fn a_clock_that_jumps_never_leaves_unseen() {
        for jump in [21, 31, 5 * 3600] {
            let mut linger = linger();
            let now = START + seconds(jump);
            assert!(!linger.update(true, now));
            assert_eq!(linger.left(now), Some(10), "{jump}");
            // And once more, in the middle of it.
            assert!(!linger.update(true, now + seconds(1)));
            assert!(!linger.update(true, now + seconds(3600)));
            assert_eq!(linger.left(now + seconds(3600)), Some(10));
        }
        let mut linger = linger();
        assert!(!linger.update(true, seconds(3)));
        assert_eq!(linger.deadline(), Some(seconds(23)), "set back");
    }

    #[test]
    fn its_seconds_are_those_of_the_wall() {
        let mut linger = Linger::new(seconds(30), Clock::new(20.0));
        assert!(!linger.update(true, START));
        assert_eq!(linger.deadline(), Some(START + seconds(20 * 20)));
        assert!(!linger.update(true, START + seconds(20 * 20)));
        assert_eq!(linger.deadline(), Some(START + seconds(20 * 21)));
    }
}
