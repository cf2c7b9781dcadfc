//! A note of a signal, and the pitches there are.

use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// In hertz.
    pub pitch: f64,
    /// When it begins, in milliseconds from the beginning of the signal.
    pub start: u16,
    /// How long it sounds, in milliseconds.
    pub length: u16,
    /// How loud it is at its loudest, of 1. Notes that sound together come to 1 at most.
    pub gain: f64,
}

pub const fn note(pitch: f64, start: u16, length: u16, gain: f64) -> Note {
    Note { pitch, start, length, gain }
}

/// The E above middle C. All pitches are in equal temperament, from A at 440 Hz.
pub const E4: f64 = 329.63;
pub const G4: f64 = 392.00;
pub const A4: f64 = 440.00;
pub const C5: f64 = 523.25;
pub const D5: f64 = 587.33;
pub const E5: f64 = 659.26;
pub const G5: f64 = 783.99;
pub const C6: f64 = 1046.50;

/// How long notes take until the last is over.
pub fn length(notes: &[Note]) -> Duration {
    let end = |note: &Note| Duration::from_millis(u64::from(note.start) + u64::from(note.length));
    notes.iter().map(end).max().unwrap_or_default()
}
