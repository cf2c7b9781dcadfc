//! Signals as tones: how the notes of a [signal](super::signal) become samples, and a player for them. No sound files.
//!
//! Tones must never startle: nothing is shrill, nothing is long, nothing clicks.

#[cfg(feature = "tones")]
pub mod player;
#[cfg(any(feature = "tones", test))]
mod sample_stream;
#[cfg(any(feature = "tones", test))]
mod wave;
