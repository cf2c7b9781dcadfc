//! The default output of the system, opened by rodio and kept from printing.
//!
//! By default, rodio prints errors and that it was closed. The library of ALSA prints, too, in each thread without an error
//! handler of its own.

use std::error::Error;
use std::mem;
use std::num::NonZero;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use rodio::stream::DeviceSinkError;
use rodio::{ChannelCount, CpalErrorKind, DeviceSinkBuilder, MixerDeviceSink, SampleRate, Source};

use super::super::sample_stream::SampleStream;
use super::super::wave::wave;
use crate::listener::note::Note;

/// The most time from here to the ear: rodio buffers 50 ms, and ALSA two such buffers.
pub(crate) const LATENCY: Duration = Duration::from_millis(200);

pub(crate) struct Output {
    samples: Sender<Vec<f32>>,
    rate: SampleRate,
    _open: MixerDeviceSink,
}

impl Output {
    /// Opens the default output. An error that ends it later is sent to `tell`, once.
    /// Fails when no output can be opened, with the reason for the middle of a sentence.
    pub(crate) fn open(tell: &Sender<String>) -> Result<Self, String> {
        hush_library();
        let mut open = sink(tell.clone()).map_err(|error| reason(&error))?;
        open.log_on_drop(false);
        let rate = open.config().sample_rate();
        let (samples, arriving) = channel();
        open.mixer().add(Sounding { stream: SampleStream::new(arriving, rate.get()), rate, hushed: false });
        Ok(Self { samples, rate, _open: open })
    }

    /// Plays notes at a volume of 0 to 100. They replace the current ones.
    pub(crate) fn play(&self, notes: &[Note], volume: u8) {
        self.send(wave(notes, volume, self.rate.get()));
    }

    pub(crate) fn hush(&self) {
        self.send(Vec::new());
    }

    fn send(&self, samples: Vec<f32>) {
        // If the output has ended, there is a warning already.
        let _ = self.samples.send(samples);
    }
}

fn sink(tell: Sender<String>) -> Result<MixerDeviceSink, DeviceSinkError> {
    let mut told = false;
    let failed = move |error: rodio::CpalError| {
        if ends(error.kind()) && !mem::replace(&mut told, true) {
            let _ = tell.send(format!("sound: the audio device is gone: {}", sentence(&error)));
        }
    };
    DeviceSinkBuilder::from_default_device()?.with_error_callback(failed).open_sink_or_fallback()
}

/// Whether the error ends all sound. Interruptions end by themselves.
fn ends(kind: CpalErrorKind) -> bool {
    matches!(
        kind,
        CpalErrorKind::DeviceNotAvailable | CpalErrorKind::HostUnavailable | CpalErrorKind::StreamInvalidated
    )
}

/// Why the output could not be opened: rodio's error says what it was doing, and its source what went wrong.
fn reason(error: &DeviceSinkError) -> String {
    error.source().map_or_else(|| sentence(error), sentence)
}

/// The first sentence of an error, for the middle of another one.
fn sentence(error: &dyn Error) -> String {
    let text = error.to_string();
    let first = text.split_once(". ").map_or(text.as_str(), |(first, _)| first).trim_end_matches('.');
    let mut letters = first.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(capital), Some(second)) if second.is_lowercase() => capital.to_lowercase().chain(letters).collect(),
        _ => first.to_owned(),
    }
}

/// The stream as a source of rodio.
struct Sounding {
    stream: SampleStream,
    rate: SampleRate,
    hushed: bool,
}

impl Iterator for Sounding {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if !mem::replace(&mut self.hushed, true) {
            // The samples are requested on a thread of rodio.
            hush_library();
        }
        self.stream.next()
    }
}

impl Source for Sounding {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

/// Keeps the library of ALSA from printing on this thread.
#[cfg(any(target_os = "linux", target_os = "dragonfly", target_os = "freebsd", target_os = "netbsd"))]
fn hush_library() {
    // This fails only without memory.
    let _ = alsa::Output::local_error_handler();
}

#[cfg(not(any(target_os = "linux", target_os = "dragonfly", target_os = "freebsd", target_os = "netbsd")))]
fn hush_library() {}

#[cfg(test)]
mod tests {
    use rodio::CpalError;

    use super::*;

    #[test]
    fn reasons_fit_into_a_sentence() {
        let missing = DeviceSinkError::BuildError(CpalErrorKind::DeviceNotAvailable.into());
        assert_eq!(reason(&missing), "the requested audio device is not available");
        assert_eq!(reason(&DeviceSinkError::NoDevice), "could not find any output device");
        let other = CpalError::with_message(CpalErrorKind::BackendError, "ALSA function 'snd_pcm_open' failed");
        assert_eq!(sentence(&other), "ALSA function 'snd_pcm_open' failed");
    }

    #[test]
    fn what_is_only_interrupted_goes_on() {
        assert!(ends(CpalErrorKind::DeviceNotAvailable));
        assert!(!ends(CpalErrorKind::Xrun) && !ends(CpalErrorKind::DeviceChanged));
    }
}
