//! How a session goes along, whatever its plan.

use std::time::Duration;

use crate::word_enum::word_enum;

/// The lead-in after a resume, and before work that was jumped to, unless another is asked for.
pub const LEAD_IN: Duration = Duration::from_secs(3);
/// The longest gap between two readings of the clock that is still time spent in the session, on the wall. A longer one
/// means that the computer slept or the program was stopped.
pub const LONGEST_GAP: Duration = Duration::from_secs(2);
/// The longest that a session waits for its voice, on the wall. A long preparation takes about this long at half the
/// speed that it is planned for; a voice that takes longer hangs.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long it leads in after a resume, and before work that was jumped to; not part of the plan's time.
    pub lead_in: Duration,
    pub advance: Advance,
    /// The longest gap between two readings that is still time spent, in the clock's own time: for a clock that
    /// runs `n` times as fast, `n` times [`LONGEST_GAP`]. Never less than [`LONGEST_GAP`]: readings can be a
    /// second apart, and a slow clock must not pause the session with each.
    pub longest_gap: Duration,
    /// The longest that it waits for its voice, in the clock's own time; see [`LONGEST_WAIT`].
    pub longest_wait: Duration,
}

impl Default for Pace {
    /// Every stretch begins by itself: a skin whose words have to be found first asks for more.
    fn default() -> Self {
        Self { lead_in: LEAD_IN, advance: Advance::Auto, longest_gap: LONGEST_GAP, longest_wait: LONGEST_WAIT }
    }
}

word_enum! {
    /// What begins a stretch.
    #[derive(Default)]
    pub enum Advance {
        /// The end of the one before.
        Auto = "auto",
        /// The user begins the first one; the end of the one before begins the others.
        #[default]
        First = "first",
        /// The user begins each: the session waits at the first instruction.
        Key = "key",
    }
}
