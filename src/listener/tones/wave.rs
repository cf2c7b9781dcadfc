//! From notes to samples: one channel, at any rate, between -1 and 1.
//!
//! Pure functions. No sample is above the amplitude of the volume, and a signal begins and ends at rest, so that it never
//! clicks.

use std::f64::consts::{FRAC_PI_2, TAU};

use crate::listener::note::{Note, length};

/// The highest volume.
pub(crate) const LOUDEST: u8 = 100;
/// How long a note takes to its full strength, in seconds.
const RISE: f64 = 0.012;
/// How much of the octave above sounds with each note: a little, for warmth, and to make low notes audible on small
/// speakers.
const OCTAVE: f64 = 0.22;

/// The amplitude of a volume of 0 to 100, between 0 and 1. Higher volumes count as 100.
///
/// Half the volume is half as loud: loudness grows with the power 0.3 of the intensity, thus 0.6 of the amplitude
/// (S. S. Stevens, "The Measurement of Loudness", Journal of the Acoustical Society of America 27, 1955, 815-829).
pub(crate) fn amplitude(volume: u8) -> f64 {
    libm::pow(f64::from(volume.min(LOUDEST)) / f64::from(LOUDEST), 1.0 / 0.6)
}

/// The samples of notes at a volume of 0 to 100 and a rate in hertz.
#[allow(clippy::cast_possible_truncation, reason = "samples are between -1 and 1")]
pub(crate) fn wave(notes: &[Note], volume: u8, rate: u32) -> Vec<f32> {
    let amplitude = amplitude(volume);
    let sample = |index| {
        let time = f64::from(index) / f64::from(rate);
        (amplitude * notes.iter().map(|note| sounding(note, time)).sum::<f64>().clamp(-1.0, 1.0)) as f32
    };
    (0..=last(notes, rate)).map(sample).collect()
}

/// The index of the last sample.
fn last(notes: &[Note], rate: u32) -> u32 {
    let samples = (length(notes).as_millis() * u128::from(rate)).div_ceil(1000);
    u32::try_from(samples).unwrap_or(u32::MAX)
}

/// The value of a note at a time, in seconds from the beginning of its signal.
fn sounding(note: &Note, time: f64) -> f64 {
    let since = time - f64::from(note.start) / 1000.0;
    let length = f64::from(note.length) / 1000.0;
    if !(0.0..length).contains(&since) {
        return 0.0;
    }
    let turn = TAU * note.pitch * since;
    let tone = (libm::sin(turn) + OCTAVE * libm::sin(2.0 * turn)) / (1.0 + OCTAVE);
    note.gain * envelope(since, length) * tone
}

/// The loudness of a note, up to 1: it rises smoothly, then decays like a struck bar, to nothing at its end.
fn envelope(since: f64, length: f64) -> f64 {
    let rise = libm::sin(FRAC_PI_2 * (since / RISE).min(1.0));
    let left = 1.0 - since / length;
    rise * rise * left * left
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    use crate::listener::signal::Signal;

    const RATES: [u32; 3] = [22_050, 44_100, 48_000];
    const RATE: u32 = 44_100;

    fn of(signal: Signal, volume: u8) -> Vec<f32> {
        wave(signal.notes(), volume, RATE)
    }

    fn peak(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| sample.abs().max(peak))
    }

    /// The pitch in a stretch of samples, from where they cross zero upwards.
    fn pitch(samples: &[f32]) -> f64 {
        let crossings: Vec<_> = (1..samples.len()).filter(|at| samples[at - 1] <= 0.0 && samples[*at] > 0.0).collect();
        let periods = f64::from(u32::try_from(crossings.len() - 1).unwrap());
        let span = f64::from(u32::try_from(crossings.last().unwrap() - crossings[0]).unwrap());
        periods * f64::from(RATE) / span
    }

    fn at(milli: u16) -> usize {
        usize::from(milli) * usize::try_from(RATE).unwrap() / 1000
    }

    /// How alike two waves are, wherever one begins in the other: 1 if they are the same.
    fn likeness(one: &[f32], other: &[f32]) -> f32 {
        let energy = |samples: &[f32]| samples.iter().map(|sample| sample * sample).sum::<f32>();
        let overlap = |shift: usize, a: &[f32], b: &[f32]| a.iter().skip(shift).zip(b).map(|(a, b)| a * b).sum::<f32>();
        let most = (0..one.len().max(other.len()))
            .step_by(4)
            .map(|shift| overlap(shift, one, other).abs().max(overlap(shift, other, one).abs()))
            .fold(0.0, f32::max);
        most / (energy(one) * energy(other)).sqrt()
    }

    #[test]
    fn every_note_sounds_at_its_pitch() {
        for signal in Signal::VARIANTS.iter().copied().filter(|signal| *signal != Signal::Done) {
            let samples = of(signal, 100);
            for note in signal.notes() {
                let (from, to) = (note.start + 15, note.start + note.length - 15);
                let event = pitch(&samples[at(from)..at(to)]);
                assert!((event / note.pitch - 1.0).abs() < 0.02, "{signal:?}: {event} for {}", note.pitch);
            }
        }
    }

    #[test]
    fn the_chord_opens_note_by_note() {
        let (samples, notes) = (of(Signal::Done, 100), Signal::Done.notes());
        let alone = pitch(&samples[at(15)..at(notes[1].start)]);
        assert!((alone / notes[0].pitch - 1.0).abs() < 0.02, "{alone}");
        let strength = |pitch: f64, from: u16, to: u16| {
            let part = |turn: fn(f64) -> f64| {
                let of = |(index, sample): (usize, &f32)| {
                    f64::from(*sample) * turn(TAU * pitch * f64::from(u32::try_from(index).unwrap()) / f64::from(RATE))
                };
                samples[at(from)..at(to)].iter().enumerate().map(of).sum::<f64>()
            };
            part(libm::sin).hypot(part(libm::cos))
        };
        for note in &notes[1..] {
            let (before, after) = (note.start - 100, note.start + 100);
            let risen = strength(note.pitch, note.start, after) / strength(note.pitch, before, note.start);
            assert!(risen > 2.0, "{note:?} {risen}");
        }
    }

    #[test]
    fn no_signal_is_like_another() {
        let waves: Vec<_> = Signal::VARIANTS.iter().map(|signal| wave(signal.notes(), 100, 11_025)).collect();
        assert!(likeness(&waves[0], &waves[0]) > 0.999);
        for (index, wave) in waves.iter().enumerate() {
            for (other, another) in waves.iter().enumerate().skip(index + 1) {
                let likeness = likeness(wave, another);
                assert!(likeness < 0.75, "{:?} {:?} {likeness}", Signal::VARIANTS[index], Signal::VARIANTS[other]);
            }
        }
    }

    #[test]
    fn begins_and_ends_at_rest() {
        for rate in RATES {
            for &signal in Signal::VARIANTS {
                let samples = wave(signal.notes(), 100, rate);
                assert_eq!(samples.first(), Some(&0.0));
                assert!(samples.last().unwrap().abs() < 1e-6, "{signal:?}");
                let seconds = f64::from(u32::try_from(samples.len() - 1).unwrap()) / f64::from(rate);
                assert!((seconds - length(signal.notes()).as_secs_f64()).abs() < 0.0001, "{signal:?} {seconds}");
            }
        }
    }

    #[test]
    fn a_note_has_neither_corner_nor_tail() {
        assert!(envelope(0.0, 0.2) < 1e-12);
        assert!(envelope(0.0001, 0.2) < 0.001, "it sets in softly");
        assert!(envelope(RISE, 0.2) > 0.8);
        assert!(envelope(0.199, 0.2) < 0.001, "and goes out softly");
        let levels: Vec<_> = (12..=200).map(|milli| envelope(f64::from(milli) / 1000.0, 0.2)).collect();
        assert!(levels.is_sorted_by(|a, b| a > b));
    }

    #[test]
    fn is_never_above_its_volume() {
        for &signal in Signal::VARIANTS {
            for volume in [1, 25, 50, 100, 101, 255] {
                let peak = f64::from(peak(&of(signal, volume)));
                assert!(peak > 0.0 && peak <= amplitude(volume), "{signal:?} {volume} {peak}");
            }
        }
    }

    #[test]
    fn is_the_louder_the_higher_the_volume() {
        for signal in [Signal::Last, Signal::Done] {
            let peaks: Vec<_> = (0..=100).map(|volume| peak(&of(signal, volume))).collect();
            assert!(peaks.is_sorted_by(|a, b| a < b));
            assert!(of(signal, 0).iter().all(|sample| *sample == 0.0), "and silent at none");
        }
        assert!((amplitude(100) - 1.0).abs() < 1e-12);
        assert_eq!(of(Signal::Go, 255), of(Signal::Go, 100), "above 100 is 100");
    }

    #[test]
    fn half_the_volume_is_ten_decibels_less() {
        let decibels = 20.0 * libm::log10(amplitude(50));
        assert!((decibels + 10.0).abs() < 0.1, "{decibels}");
    }
}
