//! Signals as rhythms: a bell or a flash has only one sound or look, so signals differ in their beats.

use std::time::Duration;

use super::signal::Signal;
use crate::session::clock::Clock;
use crate::session::cue_event::CueEvent;

/// The least time between two beats, of one signal or of two. WCAG 2.2 allows at most three flashes a second (2.3.1), and
/// terminals turn bells that are closer into one sound.
const GAP: Duration = Duration::from_millis(350);

/// The beats of the last signal, in time of the wall however fast the session's clock is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rhythm {
    gap: Duration,
    playing: Option<(Signal, Duration)>,
    /// When the last beat was.
    beat: Option<Duration>,
}

impl Rhythm {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { gap: clock.scaled(GAP), playing: None, beat: None }
    }

    /// Takes in a cue: its signal replaces the one before, and a break ends that.
    pub(crate) fn on_cue(&mut self, event: &CueEvent<'_>) {
        match Signal::of(&event.cue, event.session) {
            Some(signal) => self.begin(signal, event.now),
            None if event.breaks_off() => self.end(),
            None => {}
        }
    }

    /// Begins a signal at a reading of the clock, or a gap after the last beat, in place of the signal before.
    pub(crate) fn begin(&mut self, signal: Signal, now: Duration) {
        // A beat in the future is from before the clock was set back.
        self.beat.take_if(|last| *last > now);
        let start = self.beat.map_or(now, |last| now.max(last + self.gap));
        self.playing = Some((signal, start));
    }

    pub(crate) fn end(&mut self) {
        self.playing = None;
    }

    /// The reading of the clock at which the next beat is due.
    pub(crate) fn next(&self) -> Option<Duration> {
        let (signal, start) = self.playing?;
        let after = |beat: &Duration| self.beat.is_none_or(|last| *beat >= last + self.gap);
        signal.beats().iter().map(|gaps| start + self.gap * *gaps).find(after)
    }

    /// Takes the beat that is due at a reading of the clock; returns whether there was one. A late beat delays the others:
    /// with one left out it would be another signal.
    pub(crate) fn is_due(&mut self, now: Duration) -> bool {
        let Some((due, (_, start))) = self.next().zip(self.playing.as_mut()) else { return false };
        if now < due {
            return false;
        }
        *start += now.saturating_sub(due);
        self.beat = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    const START: Duration = Duration::from_secs(100);

    /// When the beats of signals come, in milliseconds after the first signal, when each is begun at such a time.
    fn beaten(signals: &[(u32, Signal)]) -> Vec<u32> {
        let mut rhythm = Rhythm::new(Clock::new(1.0));
        let mut beaten = Vec::new();
        for milli in 0..10_000 {
            let now = START + Duration::from_millis(milli.into());
            for (_, signal) in signals.iter().filter(|(at, _)| *at == milli) {
                rhythm.begin(*signal, now);
            }
            if rhythm.is_due(now) {
                beaten.push(milli);
            }
        }
        beaten
    }

    #[test]
    fn each_signal_has_a_rhythm_of_its_own() {
        let of = |signal| beaten(&[(0, signal)]);
        for (index, signal) in Signal::VARIANTS.iter().enumerate() {
            for other in &Signal::VARIANTS[index + 1..] {
                // Seconds and reps are never counted at once.
                let counts = [Signal::Last, Signal::Rep].iter().all(|count| [signal, other].contains(&count));
                assert_eq!(of(*signal) == of(*other), counts, "{signal:?} {other:?}");
            }
        }
        assert_eq!(of(Signal::Change), [0, 350, 1050]);
    }

    #[test]
    fn the_last_signal_counts() {
        assert_eq!(beaten(&[(0, Signal::Done), (600, Signal::Last)]), [0, 350, 700], "as soon as there is a gap");
        assert_eq!(beaten(&[(0, Signal::Last), (1000, Signal::Go)]), [0, 1000, 1350]);
    }

    #[test]
    fn no_crowd_beats_more_than_three_times_a_second() {
        let crowd: Vec<_> = (0..100).map(|n| (n * 77, Signal::VARIANTS[n as usize % 8])).collect();
        let beaten = beaten(&crowd);
        assert!(beaten.len() > 5);
        let in_a_second = |from: u32| beaten.iter().filter(|at| (from..from + 1000).contains(*at)).count();
        assert!((0..9000).all(|from| in_a_second(from) <= 3));
    }

    #[test]
    fn a_fast_clock_beats_no_faster() {
        let mut rhythm = Rhythm::new(Clock::new(20.0));
        rhythm.begin(Signal::Go, START);
        assert!(rhythm.is_due(START));
        assert_eq!(rhythm.next(), Some(START + GAP * 20));
    }

    #[test]
    fn a_late_beat_leaves_none_out() {
        for &signal in Signal::VARIANTS {
            let mut rhythm = Rhythm::new(Clock::new(1.0));
            rhythm.begin(signal, START);
            let mut count = 0;
            while let Some(due) = rhythm.next() {
                let now = due + Duration::from_millis(1);
                assert!(rhythm.is_due(now) && rhythm.next().is_none_or(|next| next >= now + GAP));
                count += 1;
            }
            assert_eq!(count, signal.beats().len(), "{signal:?}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_silences_nothing() {
        let mut rhythm = Rhythm::new(Clock::new(1.0));
        rhythm.begin(Signal::Last, START);
        assert!(rhythm.is_due(START));
        rhythm.begin(Signal::Last, START / 2);
        assert!(rhythm.is_due(START / 2));
    }

    #[test]
    fn an_ended_signal_is_heard_no_more() {
        let mut rhythm = Rhythm::new(Clock::new(1.0));
        rhythm.begin(Signal::Done, START);
        assert!(rhythm.is_due(START));
        rhythm.end();
        assert_eq!(rhythm.next(), None);
    }
}
