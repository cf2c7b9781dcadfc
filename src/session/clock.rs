//! The one clock: time since the computer started, including its sleep.
//!
//! With a clock that stops while a laptop is closed, a hold would go on where it was, with nobody there. This one
//! shows the gap, and the session turns it into a pause.

use std::time::Duration;

/// A clock that may run faster or slower than the wall's.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    speed: f64,
}

impl Default for Clock {
    /// The wall's clock.
    fn default() -> Self {
        Self { speed: 1.0 }
    }
}

impl Clock {
    /// A clock that runs `speed` times as fast as the wall's; `speed` must be finite and above 0.
    pub fn new(speed: f64) -> Self {
        Self { speed }
    }

    pub(crate) fn now(self) -> Duration {
        self.scale(since_boot(), self.speed)
    }

    /// How long a time of this clock is on the wall.
    pub(crate) fn wall(self, time: Duration) -> Duration {
        self.scale(time, self.speed.recip())
    }

    /// How long a time of the wall is on this clock.
    pub(crate) fn scaled(self, wall: Duration) -> Duration {
        self.scale(wall, self.speed)
    }

    fn scale(self, time: Duration, by: f64) -> Duration {
        // At ordinary speed to the nanosecond: a float of seconds since boot would round.
        #[allow(clippy::float_cmp)]
        if self.speed == 1.0 {
            time
        } else {
            Duration::try_from_secs_f64(time.as_secs_f64() * by).unwrap_or(Duration::MAX)
        }
    }
}

#[cfg(unix)]
fn since_boot() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Boottime;
    // On Apple's systems the monotonic clock counts sleep.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
    let time = rustix::time::clock_gettime(CLOCK);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}

#[cfg(not(unix))]
fn since_boot() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_scales_both_ways() {
        let clock = Clock::new(20.0);
        assert_eq!(clock.scaled(Duration::from_secs(2)), Duration::from_secs(40));
        assert_eq!(clock.wall(Duration::from_secs(40)), Duration::from_secs(2));
    }

    #[test]
    fn never_runs_backwards() {
        let clock = Clock::new(1.0);
        let (first, second) = (clock.now(), clock.now());
        assert!(second >= first);
    }
}
