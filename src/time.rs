//! Seconds as whole numbers and as fractions: how every part of the program rounds them.

use std::time::Duration;

/// A duration as whole seconds that count down: 1 until the very end, and 0 only when it is over.
pub fn whole_seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// A duration in seconds, rounded to the millisecond.
pub(crate) fn seconds(time: Duration) -> f64 {
    to_milliseconds(time.as_secs_f64())
}

/// Seconds as a duration, rounded to the millisecond.
pub(crate) fn from_seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(to_milliseconds(seconds))
}

fn to_milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
