//! Signals as tones: a score of a few notes for each, and how it becomes samples. No sound files.
//!
//! Tones must never startle: nothing is shrill, nothing is long, nothing clicks.

pub mod score;
pub mod voice;
pub mod wave;
