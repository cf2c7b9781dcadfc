//! Plays the tones on the default output of the system.
//!
//! A thread opens the output and sends it samples, since opening can take long and a sound server must never block a
//! session. The output is open from the first signal of a session to its last: an open output asks for samples all the
//! time, even for silence. Nothing here prints: errors become warnings, and the session goes on.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use self::output::Output;
use crate::exit::provoke;
use crate::listener::Listener;
use crate::listener::note::length;
use crate::listener::signal::Signal;
use crate::session::End;
use crate::session::cue::CueKind;
use crate::session::cue_event::CueEvent;

mod output;

pub struct Tones {
    orders: Sender<Order>,
    warnings: Receiver<String>,
    muted: bool,
}

enum Order {
    Play(Signal),
    Hush,
    /// The session is over: close the output after the last signal.
    Close,
    /// The same, and drop this afterwards.
    Finish(Sender<()>),
}

impl Tones {
    /// Tones at a volume of 0 to 100. Higher volumes count as 100. The output opens with the first signal.
    pub fn new(volume: u8) -> Self {
        let (orders, ordered) = channel();
        let (tell, warnings) = channel();
        let player = Worker::new(volume, tell.clone());
        if let Err(error) = thread::Builder::new().name("tones".into()).spawn(move || player.follow(&ordered)) {
            let _ = tell.send(format!("sound: no thread to play on: {error}"));
        }
        Self { orders, warnings, muted: false }
    }

    fn order(&self, order: Order) {
        // If the thread could not be started, there is a warning already.
        let _ = self.orders.send(order);
    }
}

impl Listener for Tones {
    fn on_cue(&mut self, event: &CueEvent<'_>) {
        if let Some(signal) = Signal::of(&event.cue, event.session).filter(|_| !self.muted) {
            self.order(Order::Play(signal));
        }
        if let CueKind::SessionEnded(end) = event.cue.kind {
            if end == End::Stopped {
                // A user who leaves early does not wait for a signal to end.
                self.order(Order::Hush);
            }
            self.order(Order::Close);
        }
    }

    fn mute(&mut self, muted: bool) {
        self.muted = muted;
        self.order(Order::Hush);
    }

    fn shut_down(&mut self, grace: Duration) {
        let (finished, wait) = channel();
        self.order(Order::Finish(finished));
        // Nothing is ever sent: this waits until the other end is dropped.
        let _ = wait.recv_timeout(grace);
    }

    fn take_warning(&mut self) -> Option<String> {
        self.warnings.try_recv().ok()
    }
}

struct Worker {
    volume: u8,
    tell: Sender<String>,
    output: Option<Output>,
    /// Whether the output could not be opened in this session.
    failed: bool,
    /// Whether the session is over.
    over: bool,
    /// When the last signal ends.
    silent: Instant,
}

impl Worker {
    fn new(volume: u8, tell: Sender<String>) -> Self {
        Self { volume, tell, output: None, failed: false, over: false, silent: Instant::now() }
    }

    /// Follows orders until the sender is dropped, and lets the last signal end.
    fn follow(mut self, orders: &Receiver<Order>) {
        loop {
            match self.next(orders) {
                Ok(Order::Play(signal)) => {
                    provoke("tones");
                    self.play(signal);
                }
                Ok(Order::Hush) => self.hush(),
                Ok(Order::Close) => self.over = true,
                Ok(Order::Finish(_finished)) => self.end(),
                Err(RecvTimeoutError::Timeout) => self.close(),
                Err(RecvTimeoutError::Disconnected) => return self.end(),
            }
        }
    }

    /// The next order. After the session, times out at the end of its last signal.
    fn next(&self, orders: &Receiver<Order>) -> Result<Order, RecvTimeoutError> {
        if self.over {
            return orders.recv_timeout(self.sounding());
        }
        Ok(orders.recv()?)
    }

    fn play(&mut self, signal: Signal) {
        self.over = false;
        self.open();
        if let Some(output) = &self.output {
            let notes = signal.notes();
            output.play(notes, self.volume);
            self.silent = Instant::now() + length(notes) + output::LATENCY;
        }
    }

    fn hush(&mut self) {
        if let Some(output) = &self.output {
            output.hush();
            self.silent = Instant::now() + output::LATENCY;
        }
    }

    fn open(&mut self) {
        if self.output.is_some() || self.failed {
            return;
        }
        match Output::open(&self.tell) {
            Ok(output) => self.output = Some(output),
            Err(reason) => {
                self.failed = true;
                let _ = self.tell.send(format!("sound: no audio device: {reason}; use --sound bell"));
            }
        }
    }

    fn end(&mut self) {
        thread::sleep(self.sounding());
        self.close();
    }

    fn close(&mut self) {
        self.output = None;
        self.failed = false;
        self.over = false;
    }

    /// How long the last signal still sounds.
    fn sounding(&self) -> Duration {
        self.silent.saturating_duration_since(Instant::now())
    }
}
