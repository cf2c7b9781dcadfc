//! The limits of the values in definitions of figures.

use std::ops::RangeInclusive;

/// The farthest that anything may be from the middle of the ground, in standing heights.
pub const FARTHEST: f64 = 3.0;
/// The shortest bone, in standing heights.
pub const SHORTEST_BONE: f64 = 0.005;
/// The longest bone, in standing heights.
pub const LONGEST_BONE: f64 = 1.0;
/// The most of half a thickness, in standing heights.
pub const THICKEST: f64 = 0.3;
/// The most degrees of an angle, either way.
pub const WIDEST: f64 = 360.0;
/// The most degrees of a nod, either way.
pub const DEEPEST_NOD: f64 = 90.0;
/// The narrowest frame, in standing heights.
pub const NARROWEST: f64 = 0.05;
/// Half the width and half the height of a head, in standing heights.
pub const HEADS: RangeInclusive<f64> = 0.01..=0.3;
/// The time of a motion, in seconds.
pub const MOTIONS: RangeInclusive<f64> = 0.5..=60.0;
/// The most key poses of a motion.
pub const MOST_KEYS: usize = 16;
/// The most phases of a motion.
pub const MOST_PHASES: usize = 8;
/// The most muscles, props or arrows of a motion.
pub const MOST_EXTRAS: usize = 16;
/// The most strokes of a prop, and bands of a muscle.
pub const MOST_STROKES: usize = 32;
/// The most entries that can be like each other in a row.
pub const MOST_LIKE: usize = 8;
