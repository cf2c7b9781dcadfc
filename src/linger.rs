//! Leaving by itself when nobody is there: so long after the last key, where the program waits for one.
//!
//! It must never end work, and never end anything unseen: the last seconds are counted, and a clock that jumps in them,
//! or over them, only makes them begin again.

use std::time::Duration;

use crate::session::{LONGEST_GAP, clock::Clock};

/// How many of the last seconds are counted.
pub const COUNTED: u32 = 10;

#[derive(Clone, Copy, Debug)]
pub struct Linger {
    /// How long it waits in all, a second of the wall, and the longest gap between two looks; all in the clock's time.
    after: Duration,
    second: Duration,
    longest_gap: Duration,
    /// When the last key came, or the waiting began; none while nothing is waited for.
    since: Option<Duration>,
    looked: Duration,
}

impl Linger {
    /// Leaves after so much time of the wall.
    #[must_use]
    pub fn new(after: Duration, clock: Clock) -> Self {
        let [after, second, longest_gap] = [after, Duration::from_secs(1), LONGEST_GAP].map(|wall| clock.scaled(wall));
        Self { after, second, longest_gap, since: None, looked: Duration::ZERO }
    }

    /// Somebody is there. Returns whether the last seconds were being counted.
    pub fn attend(&mut self, now: Duration) -> bool {
        let counted = self.left(now).is_some();
        self.since = self.since.map(|_| now);
        self.looked = now;
        counted
    }

    /// Looks at the clock while a key is waited for, or is not. Returns whether it is time to leave.
    pub fn look(&mut self, waits: bool, now: Duration) -> bool {
        let counting = self.after.saturating_sub(self.counted());
        let jumped = now.abs_diff(self.looked) > self.longest_gap;
        self.since = match self.since {
            _ if !waits => None,
            Some(since) if jumped && now.saturating_sub(since) > counting => Some(now.saturating_sub(counting)),
            Some(since) => Some(since.min(now)),
            None => Some(now),
        };
        self.looked = now;
        self.since.is_some_and(|since| now >= since + self.after)
    }

    /// The seconds that are left, when they are counted.
    #[must_use]
    pub fn left(&self, now: Duration) -> Option<u128> {
        let left = (self.since? + self.after).saturating_sub(now);
        (left <= self.counted()).then(|| left.as_nanos().div_ceil(self.second.as_nanos().max(1)))
    }

    /// The reading of the clock at which there is something to count.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let end = self.since? + self.after;
        let left = end.saturating_sub(self.looked);
        if left > self.counted() {
            return Some(end.saturating_sub(self.counted()));
        }
        let over = left.as_nanos() % self.second.as_nanos().max(1);
        let step = if over == 0 { self.second } else { Duration::from_nanos(u64::try_from(over).unwrap_or(u64::MAX)) };
        Some(self.looked + step.min(left))
    }

    /// The last seconds, of a short time its half: a key that only stops the counting must not be every key there is.
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
        assert!(!linger.look(true, START));
        linger
    }

    /// Follows it from deadline to deadline: when it looked, and what it counted there.
    fn follow(linger: &mut Linger) -> Vec<(Duration, u128)> {
        let mut seen = Vec::new();
        loop {
            let now = linger.deadline().unwrap();
            if linger.look(true, now) {
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
        assert!(!short.look(true, START));
        assert_eq!(short.left(START), None, "a key must do more than stop the counting");
        assert_eq!(short.left(START + seconds(2)), Some(1));
        assert!(short.attend(START + seconds(2)) && !short.attend(START + seconds(2)));
    }

    #[test]
    fn a_key_begins_it_anew() {
        let mut linger = linger();
        assert!(!linger.attend(START + seconds(19)), "nothing was counted yet");
        assert!(!linger.look(true, START + seconds(39)));
        assert!(linger.attend(START + seconds(45)));
        assert_eq!(linger.left(START + seconds(45)), None);
        assert_eq!(linger.deadline(), Some(START + seconds(65)));
    }

    #[test]
    fn work_is_never_ended_and_the_time_of_it_does_not_count() {
        let mut linger = linger();
        assert!(!linger.look(false, START + seconds(5)));
        assert_eq!(linger.deadline(), None);
        assert!(!linger.look(false, START + seconds(5000)));
        assert!(!linger.look(true, START + seconds(5001)));
        assert_eq!(linger.deadline(), Some(START + seconds(5021)));
    }

    #[test]
    fn a_clock_that_jumps_never_leaves_unseen() {
        for jump in [21, 31, 5 * 3600] {
            let mut linger = linger();
            let now = START + seconds(jump);
            assert!(!linger.look(true, now));
            assert_eq!(linger.left(now), Some(10), "{jump}");
            // And once more, in the middle of it.
            assert!(!linger.look(true, now + seconds(1)));
            assert!(!linger.look(true, now + seconds(3600)));
            assert_eq!(linger.left(now + seconds(3600)), Some(10));
        }
        let mut linger = linger();
        assert!(!linger.look(true, seconds(3)));
        assert_eq!(linger.deadline(), Some(seconds(23)), "set back");
    }

    #[test]
    fn its_seconds_are_those_of_the_wall() {
        let mut linger = Linger::new(seconds(30), Clock::new(20.0));
        assert!(!linger.look(true, START));
        assert_eq!(linger.deadline(), Some(START + seconds(20 * 20)));
        assert!(!linger.look(true, START + seconds(20 * 20)));
        assert_eq!(linger.deadline(), Some(START + seconds(20 * 21)));
    }
}
