//! Signals as tones: a score of a few notes for each, and how it becomes samples. No sound files, and no system
//! library but for the player, which is only built with the feature `tones`.
//!
//! Tones must never startle: nothing is shrill, nothing is long, nothing clicks.

#[cfg(feature = "tones")]
pub mod player;
pub mod score;
pub mod voice;
pub mod wave;
