//! The score: the notes of each signal.
//!
//! Signals are told apart by how many notes there are and where they go, then by height and length: nobody has to
//! know a pitch. All is from the scale of C without its half steps, so that signals that follow each other agree.
//! No note is below 220 Hz, which the speakers of laptops hardly give, or above 1200 Hz.

use std::time::Duration;

use crate::listener::signal::Signal;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    pub pitch: f64,
    /// When it begins, in milliseconds from the beginning of the signal.
    pub start: u16,
    /// How long it sounds, in milliseconds.
    pub length: u16,
    /// How loud it is at its loudest, of 1. Notes that sound together come to 1 at most.
    pub gain: f64,
}

/// E above the middle C, in equal temperament from A at 440 Hz, as are those below.
const E4: f64 = 329.63;
const G4: f64 = 392.00;
const A4: f64 = 440.00;
const C5: f64 = 523.25;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const C6: f64 = 1046.50;

const fn note(pitch: f64, start: u16, length: u16, gain: f64) -> Note {
    Note { pitch, start, length, gain }
}

/// Two notes, a step up.
const READY: &[Note] = &[note(G4, 0, 200, 0.7), note(C5, 200, 360, 0.8)];

const GO: &[Note] = &[note(G5, 0, 500, 0.8)];

/// A tick, high and soft.
const REP: &[Note] = &[note(D5, 0, 90, 0.5)];

const HALFWAY: &[Note] = &[note(A4, 0, 200, 0.7), note(A4, 240, 300, 0.7)];

const LAST: &[Note] = &[note(E4, 0, 120, 0.9)];

/// Three quick notes: there and back.
const CHANGE: &[Note] = &[note(C5, 0, 160, 0.7), note(G5, 150, 160, 0.7), note(C5, 300, 340, 0.8)];

/// Two slow notes, far down.
const REST: &[Note] = &[note(E5, 0, 320, 0.7), note(G4, 300, 520, 0.8)];

/// A chord that opens upwards.
const DONE: &[Note] = &[note(C5, 0, 600, 0.3), note(G5, 170, 600, 0.3), note(C6, 340, 600, 0.3)];

/// The notes of a signal, in the order in which they begin.
#[must_use]
pub fn score(signal: Signal) -> &'static [Note] {
    match signal {
        Signal::Ready => READY,
        Signal::Go => GO,
        Signal::Rep => REP,
        Signal::Halfway => HALFWAY,
        Signal::Last => LAST,
        Signal::Change => CHANGE,
        Signal::Rest => REST,
        Signal::Done => DONE,
    }
}

/// How long notes take until the last is over.
#[must_use]
pub fn length(notes: &[Note]) -> Duration {
    let end = |note: &Note| Duration::from_millis(u64::from(note.start) + u64::from(note.length));
    notes.iter().map(end).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many notes there are, and whether each is above, below or like the one before.
    fn contour(signal: Signal) -> Vec<i8> {
        let notes = score(signal);
        let step = |pair: &[Note]| match pair {
            [a, b] if b.pitch > a.pitch => 1,
            [a, b] if b.pitch < a.pitch => -1,
            _ => 0,
        };
        notes.windows(2).map(step).collect()
    }

    #[test]
    fn contours_tell_signals_apart() {
        let several = Signal::ALL.into_iter().filter(|signal| score(*signal).len() > 1).collect::<Vec<_>>();
        assert_eq!(several, [Signal::Ready, Signal::Halfway, Signal::Change, Signal::Rest, Signal::Done]);
        for (index, signal) in several.iter().enumerate() {
            for other in &several[index + 1..] {
                assert_ne!(contour(*signal), contour(*other), "{signal:?} {other:?}");
            }
        }
    }

    #[test]
    fn single_notes_differ_by_a_third_or_in_length() {
        let single = Signal::ALL.into_iter().filter_map(|signal| match score(signal) {
            [note] => Some(*note),
            _ => None,
        });
        let single: Vec<_> = single.collect();
        assert_eq!(single.len(), 3);
        for (index, note) in single.iter().enumerate() {
            for other in &single[index + 1..] {
                let (ratio, length) = (note.pitch / other.pitch, f64::from(note.length) / f64::from(other.length));
                let apart = |ratio: f64, least: f64| ratio.max(ratio.recip()) >= least;
                assert!(apart(ratio, 1.5) || apart(ratio, 1.25) && apart(length, 3.0), "{note:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_signal_is_gentle() {
        for signal in Signal::ALL {
            let notes = score(signal);
            assert!(!notes.is_empty(), "{signal:?}");
            assert!(notes.iter().all(|note| (220.0..=1200.0).contains(&note.pitch)), "{signal:?}");
            assert!(notes.iter().all(|note| (60..=600).contains(&note.length)), "{signal:?}");
            assert!(notes.is_sorted_by_key(|note| note.start) && notes[0].start == 0, "{signal:?}");
            assert!(length(notes) < Duration::from_millis(1200), "{signal:?}");
        }
        assert_eq!(length(READY), Duration::from_millis(560));
    }
}
