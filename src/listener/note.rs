//! A note of a signal, and the pitches there are.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Note {
    /// In hertz.
    pub(crate) pitch: f64,
    /// When it begins, in milliseconds from the beginning of the signal.
    pub(crate) start: u16,
    /// How long it sounds, in milliseconds.
    pub(crate) length: u16,
    /// How loud it is at its loudest, of 1. Notes that sound together come to 1 at most.
    pub(crate) gain: f64,
}

pub(crate) const fn note(pitch: f64, start: u16, length: u16, gain: f64) -> Note {
    Note { pitch, start, length, gain }
}

/// The E above middle C. All pitches are in equal temperament, from A at 440 Hz.
pub(crate) const E4: f64 = 329.63;
pub(crate) const G4: f64 = 392.00;
pub(crate) const A4: f64 = 440.00;
pub(crate) const C5: f64 = 523.25;
pub(crate) const D5: f64 = 587.33;
pub(crate) const E5: f64 = 659.26;
pub(crate) const G5: f64 = 783.99;
pub(crate) const C6: f64 = 1046.50;

/// How long notes take until the last is over.
#[cfg(any(feature = "tones", test))]
pub(crate) fn length(notes: &[Note]) -> std::time::Duration {
    let end = |note: &Note| std::time::Duration::from_millis(u64::from(note.start) + u64::from(note.length));
    notes.iter().map(end).max().unwrap_or_default()
}
