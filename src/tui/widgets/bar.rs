//! Bars: how much of something is over, in one row.

use std::time::Duration;

/// How many cells of a bar are filled: all of them only at the end.
pub(crate) fn cells(over: Duration, length: Duration, width: u16) -> u16 {
    let filled = over.as_nanos() * u128::from(width) / length.as_nanos().max(1);
    u16::try_from(filled).unwrap_or(width).min(width)
}

/// How long after `over` the next cell of a bar is filled.
pub(crate) fn until_next_cell(over: Duration, length: Duration, width: u16) -> Option<Duration> {
    let next = cells(over, length, width) + 1;
    if width == 0 || next > width {
        return None;
    }
    let nanos = (length.as_nanos() * u128::from(next)).div_ceil(u128::from(width));
    Some(Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX)).saturating_sub(over))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_cell_is_filled_when_it_is_said() {
        let length = Duration::from_millis(2500);
        for width in [1, 7, 24] {
            let mut over = Duration::ZERO;
            for filled in 1..=width {
                let wait = until_next_cell(over, length, width).unwrap();
                assert_eq!(cells((over + wait).saturating_sub(Duration::from_nanos(1)), length, width), filled - 1);
                over += wait;
                assert_eq!(cells(over, length, width), filled);
            }
            assert_eq!(until_next_cell(over, length, width), None);
        }
    }
}
