//! What a cue sounds like: the few signals that can be told apart with eyes closed.
//!
//! Bell, tones and flash all use these, so that they mark the same moments. To add a signal, add a variant and its
//! `Signal::sound`.

use super::note::{A4, C5, C6, D5, E4, E5, G4, G5, Note, note};
use crate::plan::{Kind, Turn};
use crate::session::cue::{COUNTDOWN, Cue, CueKind};
use crate::session::{End, Session};

#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::VariantArray)]
pub enum Signal {
    /// Get ready: a stretch, or a part of it, is about to be explained.
    Ready,
    /// Go: the work begins, or goes on.
    Go,
    Rep,
    /// Half of a hold is over.
    Halfway,
    /// One of the last seconds.
    Last,
    /// Change over to the other side, the other way or the next step.
    Change,
    /// Rest: the next round comes.
    Rest,
    Done,
}

impl Signal {
    /// The beats of a bell or a flash, in [gaps](super::rhythm) from the first, and the notes, in the order in which
    /// they begin.
    ///
    /// Listeners tell notes apart by their number and direction, then by height and length, so nobody has to know a
    /// pitch. All pitches are from the scale of C without its half steps, so that signals that follow each other agree,
    /// and from 220 Hz, the lowest that the speakers of a laptop play well, to 1200 Hz.
    const fn sound(self) -> (&'static [u32], &'static [Note]) {
        match self {
            Self::Ready => (&[0, 1, 2], const { &[note(G4, 0, 200, 0.7), note(C5, 200, 360, 0.8)] }),
            Self::Go => (&[0, 1], const { &[note(G5, 0, 500, 0.8)] }),
            Self::Rep => (&[0], const { &[note(D5, 0, 90, 0.5)] }),
            Self::Halfway => (&[0, 2], const { &[note(A4, 0, 200, 0.7), note(A4, 240, 300, 0.7)] }),
            Self::Last => (&[0], const { &[note(E4, 0, 120, 0.9)] }),
            Self::Change => {
                (&[0, 1, 3], const { &[note(C5, 0, 160, 0.7), note(G5, 150, 160, 0.7), note(C5, 300, 340, 0.8)] })
            }
            Self::Rest => (&[0, 2, 4], const { &[note(E5, 0, 320, 0.7), note(G4, 300, 520, 0.8)] }),
            Self::Done => {
                (&[0, 1, 3, 4], const { &[note(C5, 0, 600, 0.3), note(G5, 170, 600, 0.3), note(C6, 340, 600, 0.3)] })
            }
        }
    }

    pub fn beats(self) -> &'static [u32] {
        self.sound().0
    }

    #[cfg(any(feature = "tones", test))]
    pub(crate) fn notes(self) -> &'static [Note] {
        self.sound().1
    }

    pub fn of(cue: &Cue, session: &Session) -> Option<Self> {
        let kind = session.plan().segments.get(cue.segment)?.kind;
        match cue.kind {
            CueKind::Started => Some(match kind {
                Kind::Prepare => Self::Ready,
                Kind::Hold | Kind::Reps { .. } | Kind::Move => Self::Go,
                Kind::Change(Turn::Round) => Self::Rest,
                Kind::Change(_) => Self::Change,
            }),
            CueKind::GoesOn => Some(Self::Go),
            // The first rep begins with the work, which has a signal of its own.
            CueKind::Rep(number) => (number > 1).then_some(Self::Rep),
            CueKind::Halfway => Some(Self::Halfway),
            // Among counted reps, signals of seconds would be mistaken for reps.
            CueKind::Countdown(_) => (!matches!(kind, Kind::Reps { .. })).then_some(Self::Last),
            CueKind::LeadIn(left) => (1..=COUNTDOWN).contains(&left).then_some(Self::Last),
            CueKind::SessionEnded(end) => (end == End::Completed).then_some(Self::Done),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use strum::VariantArray;

    use super::*;
    use crate::listener::note::length;

    /// How many notes there are, and whether each is above, below or like the one before.
    fn contour(signal: Signal) -> Vec<i8> {
        let notes = signal.notes();
        let step = |pair: &[Note]| match pair {
            [a, b] if b.pitch > a.pitch => 1,
            [a, b] if b.pitch < a.pitch => -1,
            _ => 0,
        };
        notes.windows(2).map(step).collect()
    }

    #[test]
    fn contours_tell_signals_apart() {
        let several = Signal::VARIANTS.iter().copied().filter(|signal| signal.notes().len() > 1).collect::<Vec<_>>();
        assert_eq!(several, [Signal::Ready, Signal::Halfway, Signal::Change, Signal::Rest, Signal::Done]);
        for (index, signal) in several.iter().enumerate() {
            for other in &several[index + 1..] {
                assert_ne!(contour(*signal), contour(*other), "{signal:?} {other:?}");
            }
        }
    }

    #[test]
    fn single_notes_differ_by_a_third_or_in_length() {
        let single = Signal::VARIANTS.iter().filter_map(|signal| match signal.notes() {
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
        for signal in Signal::VARIANTS {
            let notes = signal.notes();
            assert!(!notes.is_empty(), "{signal:?}");
            assert!(notes.iter().all(|note| (220.0..=1200.0).contains(&note.pitch)), "{signal:?}");
            assert!(notes.iter().all(|note| (60..=600).contains(&note.length)), "{signal:?}");
            assert!(notes.is_sorted_by_key(|note| note.start) && notes[0].start == 0, "{signal:?}");
            assert!(length(notes) < Duration::from_millis(1200), "{signal:?}");
        }
        assert_eq!(length(Signal::Ready.notes()), Duration::from_millis(560));
    }
}
