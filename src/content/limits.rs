//! The limits of the values in a content file: lengths of texts, times, and counts.

use crate::document::reader::Length;
pub use crate::document::reader::{ID_LENGTH, MOST_ENTRIES};

/// The most characters of a name or heading.
pub const NAME_LENGTH: Length = 40;
/// The most characters of `care`: it is shown in one line.
pub const CARE_LENGTH: Length = 72;
/// The most characters of any other text.
pub const TEXT_LENGTH: Length = 400;
/// The shortest hold or move, in seconds.
pub const SHORTEST_WORK: f64 = 1.0;
/// The longest hold or move, in seconds.
pub const LONGEST_WORK: f64 = 600.0;
pub const MOST_REPS: f64 = 200.0;
pub const MOST_ROUNDS: f64 = 20.0;
/// The longest tempo or phase, in seconds.
pub const LONGEST_TEMPO: f64 = 60.0;
/// The shortest tempo or phase, in seconds.
pub const SHORTEST_TEMPO: f64 = 0.5;
/// The most ways or phases of a step.
pub const MOST_PARTS: usize = 8;
/// The id of the set for today. A stretch cannot have it; a routine of the user's own that has it is that set.
pub(crate) const TODAY: &str = "today";
/// The priority of a stretch that names none.
pub(crate) const MIDDLE_PRIORITY: u32 = 5;
pub(crate) const HIGHEST_PRIORITY: f64 = 9.0;
