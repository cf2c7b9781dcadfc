//! The skin for a terminal: screens drawn from the session, keys turned into commands.
//!
//! One loop, one channel. It waits for the next event or for the moment at which something on the screen
//! changes by itself, whichever is first, and draws only then: a menu at rest wakes up for nothing.

pub mod app;
pub mod backend;
pub mod ears;
pub mod input;
pub mod keys;
pub mod screens;
pub mod terminal;
pub mod theme;
pub mod widgets;

use std::{
    io::{self, IsTerminal},
    sync::mpsc::RecvTimeoutError,
    time::Duration,
};

use crate::{
    ended::{Ended, HANGUP},
    plan::Plan,
    session::clock::Clock,
};
use app::{App, Flow};
use input::Event;
use terminal::Guard;

/// Runs the screens until the user leaves or a signal ends it, from the session of a plan on if there is one. The
/// terminal is as it was when this returns.
///
/// # Errors
/// When the terminal cannot be taken or threads cannot be started.
pub fn run(app: &mut App, plan: Option<Plan>, clock: Clock) -> io::Result<Ended> {
    let events = input::Events::listen()?;
    if let Some(signal) = foreground(&events) {
        return Ok(Ended::Signal(signal));
    }
    let mut guard = Guard::new()?;
    if let Some(plan) = plan {
        // Not before: without the terminal its first signal would be lost.
        app.play(plan, clock.now());
    }
    let ended = follow(app, clock, &mut guard, events);
    drop(guard);
    match ended {
        // What is no terminal any more has gone away, whether or not a signal says so.
        Err(_) if !io::stdout().is_terminal() => Ok(Ended::Signal(HANGUP)),
        ended => ended,
    }
}

fn follow(app: &mut App, clock: Clock, guard: &mut Guard, mut events: input::Events) -> io::Result<Ended> {
    loop {
        app.resize(guard.area()?);
        guard.terminal.draw(|frame| frame.render_widget(&*app, frame.area()))?;
        events.read_keys()?;
        let Some(event) = wait(app, clock, &events) else {
            app.look(clock.now());
            continue;
        };
        match (app.update(event, clock.now()), event) {
            (Flow::Continue, _) => {}
            (Flow::Suspend, Event::Suspend) => suspend::stop(),
            (Flow::Suspend, _) => suspend::ask(),
            (Flow::Quit, _) => return Ok(Ended::Quit),
            (Flow::Signal(signal), _) => return Ok(Ended::Signal(signal)),
        }
        match event {
            Event::Resized => guard.resize()?,
            Event::Continued => match foreground(&events) {
                None => guard.retake()?,
                Some(signal) => return Ok(Ended::Signal(signal)),
            },
            _ => {}
        }
    }
}

/// The next event, or none if the app's deadline comes first.
fn wait(app: &App, clock: Clock, events: &input::Events) -> Option<Event> {
    let gone = Event::Gone;
    let Some(deadline) = app.deadline() else { return Some(events.channel.recv().unwrap_or(gone)) };
    loop {
        let left = clock.wall(deadline.saturating_sub(clock.now()));
        match events.channel.recv_timeout(left) {
            Ok(event) => return Some(event),
            Err(RecvTimeoutError::Disconnected) => return Some(gone),
            // Woken early, nothing would have changed yet.
            Err(RecvTimeoutError::Timeout) if clock.now() < deadline => {}
            Err(RecvTimeoutError::Timeout) => return None,
        }
    }
}

/// Waits until the terminal is ours to take, where a shell has sent us to the background. Returns the signal
/// that ends us before that: one that comes together with being continued must not be slept through.
fn foreground(events: &input::Events) -> Option<i32> {
    while suspend::in_background() {
        match events.channel.recv_timeout(Duration::from_millis(100)) {
            Ok(Event::End(signal)) => return Some(signal),
            Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => return Some(HANGUP),
            // By now it may be ours.
            Err(RecvTimeoutError::Timeout) if suspend::in_background() => suspend::wait(),
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
        }
    }
    None
}

/// Giving way to the shell, as Ctrl-Z asks.
#[cfg(unix)]
mod suspend {
    use rustix::{
        process::{Signal, getpgrp, getsid, kill_current_process_group},
        stdio::stdin,
        termios::tcgetpgrp,
    };
    use signal_hook::{consts::SIGSTOP, low_level::raise};

    use super::terminal;

    /// Asks the whole job to stop, ourselves included: whoever started us waits in the same group.
    pub fn ask() {
        if has_shell() {
            let _ = kill_current_process_group(Signal::TSTP);
        }
    }

    /// Stops; returns when the shell continues us.
    pub fn stop() {
        if has_shell() {
            terminal::leave();
            let _ = raise(SIGSTOP);
        }
    }

    /// Whether somebody else has the terminal.
    pub fn in_background() -> bool {
        tcgetpgrp(stdin()).is_ok_and(|group| group != getpgrp())
    }

    /// Stops as if we had touched the terminal; returns when the shell continues us.
    pub fn wait() {
        let _ = kill_current_process_group(Signal::TTOU);
    }

    /// Whether somebody is there who could continue us: without a job-controlling shell a stop is for ever.
    fn has_shell() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }
}

#[cfg(not(unix))]
mod suspend {
    pub fn ask() {}
    pub fn stop() {}
    pub fn wait() {}
    pub fn in_background() -> bool {
        false
    }
}
