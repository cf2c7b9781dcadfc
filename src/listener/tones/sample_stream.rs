//! An endless stream of samples: one signal after another, and silence between them.
//!
//! A new signal replaces the current one, which fades out. The stream runs in the audio callback of the system, and must
//! never block there.

use std::mem;
use std::sync::mpsc::Receiver;
use std::vec::IntoIter;

/// How long a replaced signal fades, in milliseconds.
const FADE: u32 = 10;

pub(crate) struct SampleStream {
    arriving: Receiver<Vec<f32>>,
    sounding: IntoIter<f32>,
    fading: IntoIter<f32>,
    /// How many samples of the fade are left, and how many it has.
    fade: (u16, u16),
}

impl SampleStream {
    /// A stream of the signals that arrive, at a rate in hertz. An empty signal is silence.
    pub(crate) fn new(arriving: Receiver<Vec<f32>>, rate: u32) -> Self {
        let fade = u16::try_from(rate.saturating_mul(FADE) / 1000).unwrap_or(u16::MAX);
        Self { arriving, sounding: Vec::new().into_iter(), fading: Vec::new().into_iter(), fade: (0, fade) }
    }

    /// The next sample of the replaced signal.
    fn faded(&mut self) -> f32 {
        let (left, of) = self.fade;
        if left == 0 {
            return 0.0;
        }
        self.fade.0 -= 1;
        self.fading.next().unwrap_or_default() * f32::from(left) / f32::from(of)
    }
}

impl Iterator for SampleStream {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        // During a fade nothing is replaced, which would cut the fade off.
        if self.fade.0 == 0
            && let Ok(samples) = self.arriving.try_recv()
        {
            self.fading = mem::replace(&mut self.sounding, samples.into_iter());
            self.fade.0 = if self.fading.len() == 0 { 0 } else { self.fade.1 };
        }
        let faded = self.faded();
        Some(self.sounding.next().unwrap_or_default() + faded)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::listener::signal::Signal;
    use crate::listener::tones::wave::wave;
    use strum::VariantArray;

    const RATE: u32 = 44_100;

    #[test]
    fn is_silent_between_signals() {
        let (sender, arriving) = channel();
        let mut stream = SampleStream::new(arriving, RATE);
        assert_eq!(stream.by_ref().take(3).collect::<Vec<_>>(), [0.0; 3]);
        sender.send(vec![0.5, 0.25]).unwrap();
        assert_eq!(stream.by_ref().take(4).collect::<Vec<_>>(), [0.5, 0.25, 0.0, 0.0]);
        drop(sender);
        assert_eq!(stream.next(), Some(0.0), "also when nobody sends any more");
    }

    #[test]
    fn what_is_replaced_fades() {
        let (sender, arriving) = channel();
        let mut stream = SampleStream::new(arriving, 400);
        sender.send(vec![0.5; 100]).unwrap();
        assert_eq!(stream.next(), Some(0.5));
        sender.send(vec![0.25; 100]).unwrap();
        assert_eq!(stream.by_ref().take(6).collect::<Vec<_>>(), [0.75, 0.625, 0.5, 0.375, 0.25, 0.25]);
        sender.send(Vec::new()).unwrap();
        assert_eq!(stream.by_ref().take(6).collect::<Vec<_>>(), [0.25, 0.1875, 0.125, 0.0625, 0.0, 0.0]);
    }

    #[test]
    fn what_fades_is_not_cut_off() {
        let (sender, arriving) = channel();
        let mut stream = SampleStream::new(arriving, 400);
        sender.send(vec![0.5; 100]).unwrap();
        assert_eq!(stream.by_ref().take(3).collect::<Vec<_>>(), [0.5; 3]);
        sender.send(Vec::new()).unwrap();
        sender.send(vec![0.25; 100]).unwrap();
        assert_eq!(stream.by_ref().take(5).collect::<Vec<_>>(), [0.5, 0.375, 0.25, 0.125, 0.25]);
    }

    #[test]
    fn nothing_clicks_and_nothing_is_above_the_volume() {
        let steepest = |samples: &[f32]| samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        let alone = Signal::VARIANTS.iter().map(|signal| steepest(&wave(signal.notes(), 100, RATE)));
        let steepest_alone = alone.fold(0.0, f32::max);
        for at in (500..9000).step_by(701) {
            let (sender, arriving) = channel();
            let mut stream = SampleStream::new(arriving, RATE);
            let mut samples = Vec::new();
            for signal in Signal::VARIANTS {
                sender.send(wave(signal.notes(), 100, RATE)).unwrap();
                samples.extend(stream.by_ref().take(at));
            }
            sender.send(Vec::new()).unwrap();
            samples.extend(stream.by_ref().take(at));
            assert!(steepest(&samples) < 1.5 * steepest_alone, "{at} {}", steepest(&samples));
            assert!(samples.iter().all(|sample| sample.abs() <= 1.0), "{at}");
        }
    }
}
