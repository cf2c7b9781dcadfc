//! The skin for a terminal: screens drawn from the session, keys turned into commands.
//!
//! One loop, one queue. It waits for the next event or for the moment at which something on the screen changes by
//! itself, whichever is first, takes in all that waits, and then draws once, if anything changed: a menu at rest wakes
//! up for nothing, and a key that is held down costs no more frames than the eye can follow.

pub mod ability;
pub mod app;
pub mod backend;
pub mod feedback;
pub mod flash;
pub mod follow;
mod foot;
pub mod graphics;
pub mod input;
pub mod keys;
#[cfg(feature = "pixels")]
pub mod pictures;
pub(crate) mod screens;
pub mod theme;
pub mod typing;
mod widgets;
pub mod window;

use std::{
    io::{self, IsTerminal},
    sync::Arc,
    time::Duration,
};

use crate::{
    exit::{ExitReason, HANGUP, provoke},
    plan::Plan,
    session::clock::Clock,
};
pub use screens::ALL_KEYS;

use app::{App, Reply};
use input::{
    TerminalEvent,
    queue::{MOST_KEYS, Queue},
};
use typing::Typing;
use window::{Guard, Window};

/// Runs the screens until the user leaves or a signal ends it, from the session of a plan on if there is one. The
/// terminal is as it was when this returns.
///
/// # Errors
/// When the terminal cannot be taken or threads cannot be started.
pub fn run(app: &mut App, plan: Option<Plan>, clock: Clock) -> io::Result<ExitReason> {
    let events = input::Events::listen()?;
    if let Some(signal) = foreground(&events.queue) {
        return Ok(ExitReason::Signal(signal));
    }
    let mut guard = Guard::new()?;
    let now = clock.now();
    if let Some(plan) = plan {
        // Not before: without the terminal its first signal would be lost.
        app.play(plan, now);
        app.opened_over(Typing::new(now, clock));
    } else {
        app.begin(now);
        app.words_first();
    }
    let queue = Arc::clone(&events.queue);
    let ended = follow(app, clock, &mut guard, events);
    await_reply(app, &queue);
    drop(guard);
    match ended {
        // What is no terminal any more has gone away, whether or not a signal says so.
        Err(_) if !io::stdout().is_terminal() => Ok(ExitReason::Signal(HANGUP)),
        ended => ended,
    }
}

fn follow(app: &mut App, clock: Clock, window: &mut impl Window, mut events: input::Events) -> io::Result<ExitReason> {
    // Whatever is waited for is waited for from now on, also where no event ever comes.
    app.look(clock.now());
    let mut due = None;
    loop {
        app.resize(window.area()?);
        app.rescale(window.cell());
        if app.changed() || due.is_some_and(|due| due <= clock.now()) {
            window.draw(app)?;
            while app.drawn(clock.now()) {
                window.draw(app)?;
            }
            due = app.deadline();
        } else {
            // Something that moves is not put off by keys that mean nothing.
            due = due.into_iter().chain(app.deadline()).min();
        }
        events.read_keys()?;
        provoke("main");
        let mut next = wait(due, clock, &events.queue);
        if next.is_none()
            && let Reply::Quit = app.look(clock.now())
        {
            return Ok(ExitReason::Quit);
        }
        // No more than can wait at once: under a flood without an end there are still frames.
        for _ in 0..MOST_KEYS {
            let Some(event) = next else { break };
            if let Some(ended) = take_in(event, app, clock, window, &events.queue)? {
                return Ok(ended);
            }
            next = events.queue.take();
        }
    }
}

/// Takes in one event, and returns how the program ends if it does.
fn take_in(
    event: TerminalEvent,
    app: &mut App,
    clock: Clock,
    window: &mut impl Window,
    queue: &Queue,
) -> io::Result<Option<ExitReason>> {
    match (app.update(event, clock.now()), event) {
        (Reply::Continue, _) => {}
        (Reply::Suspend, TerminalEvent::Suspend) => {
            await_reply(app, queue);
            suspend::stop();
        }
        (Reply::Suspend, _) => suspend::ask(),
        (Reply::Quit, _) => return Ok(Some(ExitReason::Quit)),
        (Reply::Signal(signal), _) => return Ok(Some(ExitReason::Signal(signal))),
    }
    match event {
        TerminalEvent::Resized => window.resize()?,
        TerminalEvent::Continued => match foreground(queue) {
            None => window.retake()?,
            Some(signal) => return Ok(Some(ExitReason::Signal(signal))),
        },
        _ => {}
    }
    Ok(None)
}

/// Waits a little for what the terminal was asked, before that is given back: what comes later is typed into the shell.
fn await_reply(app: &App, queue: &Queue) {
    if app.is_asking() {
        queue.wait_for_reply(Duration::from_millis(100));
    }
}

/// The next event, or none if a deadline comes first.
fn wait(deadline: Option<Duration>, clock: Clock, queue: &Queue) -> Option<TerminalEvent> {
    let Some(deadline) = deadline else { return queue.wait(None) };
    loop {
        let event = queue.wait(Some(clock.wall(deadline.saturating_sub(clock.now()))));
        // Woken early, nothing would have changed yet.
        if event.is_some() || clock.now() >= deadline {
            return event;
        }
    }
}

/// Waits until the terminal is ours to take, where a shell has sent us to the background. Returns the signal
/// that ends us before that: one that comes together with being continued must not be slept through.
fn foreground(queue: &Queue) -> Option<i32> {
    while suspend::in_background() {
        match queue.wait(Some(Duration::from_millis(100))) {
            Some(TerminalEvent::End(signal)) => return Some(signal),
            Some(TerminalEvent::Gone) => return Some(HANGUP),
            // By now it may be ours.
            None if suspend::in_background() => suspend::wait(),
            _ => {}
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
    use signal_hook::{
        consts::{SIGSTOP, SIGTSTP},
        low_level::raise,
    };

    use crate::exit::heeded;
    use crate::terminal;

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
        let may_stop = !heeded(&[SIGTSTP]).is_empty();
        may_stop && getsid(None).is_ok_and(|session| session != getpgrp())
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

#[cfg(test)]
mod tests {
    use std::{cell::Cell, rc::Rc, sync::Arc};

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::{Rect, Size};

    use super::*;
    use crate::{
        content::load::load,
        plan::{Choices, lookup::Target},
        session::Pace,
        tui::theme::{Colours, Name, Theme, Themes},
    };

    /// A window that counts its frames. Before each that may be drawn something happens, as if in the meantime.
    struct Counted<F> {
        frames: usize,
        meanwhile: F,
    }

    impl<F: Fn(usize)> Window for Counted<F> {
        fn area(&self) -> io::Result<Rect> {
            (self.meanwhile)(self.frames);
            Ok(Rect::new(0, 0, 80, 24))
        }

        fn cell(&self) -> Size {
            Size::new(9, 18)
        }

        fn draw(&mut self, _: &App) -> io::Result<()> {
            self.frames += 1;
            Ok(())
        }

        fn resize(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn retake(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn key(letter: char) -> TerminalEvent {
        TerminalEvent::Key(KeyCode::Char(letter).into())
    }

    /// Follows an app through a flood that comes before the first frame. SIGTERM comes when all of it has been taken in.
    /// Returns how it ended, how many frames there were, and how many times a theme was kept.
    fn flooded(app: App, flood: &[TerminalEvent]) -> (ExitReason, usize, usize) {
        let kept = Rc::new(Cell::new(0));
        let book = Rc::clone(&kept);
        let keep = Box::new(move |_| {
            book.set(book.get() + 1);
            Ok(())
        });
        let mut app = app.with_themes(Themes::new(Name::Terminal, Colours::All, keep));
        let queue = Arc::new(Queue::default());
        let events = input::Events::of(Arc::clone(&queue));
        let came = Cell::new(false);
        let meanwhile = |_| {
            if !came.replace(true) {
                assert!(flood.iter().all(|event| queue.put(*event)));
            } else if queue.is_empty() {
                queue.put(TerminalEvent::End(15));
            }
        };
        let mut window = Counted { frames: 0, meanwhile };
        let ended = follow(&mut app, Clock::new(1.0), &mut window, events).unwrap();
        app.finish_listening(Duration::ZERO);
        (ended, window.frames, kept.get())
    }

    fn menu() -> App {
        App::new(load(true, &[]).library, Choices::default(), Theme::new(Name::Terminal), Pace::default())
    }

    #[test]
    fn a_flood_makes_one_frame_and_keeps_one_theme() {
        for (letters, kept) in [("jk", 0), ("j", 0), ("t", 1)] {
            let flood: Vec<_> = letters.chars().cycle().take(10_000).map(key).collect();
            assert_eq!(flooded(menu(), &flood), (ExitReason::Signal(15), 2, kept), "{letters}");
        }
    }

    #[test]
    fn nothing_is_drawn_for_what_means_nothing() {
        for (last, frames) in [(TerminalEvent::Child, 1), (key('?'), 2)] {
            let flood = [vec![key('x'); 100], vec![TerminalEvent::Child, key('z'), last]].concat();
            assert_eq!(flooded(menu(), &flood), (ExitReason::Signal(15), frames, 0), "{last:?}");
        }
    }

    #[test]
    fn ctrl_c_is_before_every_key_there_is() {
        let ctrl_c = TerminalEvent::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        // Each of these keys would have started a session or left the menu.
        for letter in ['q', ' ', 't'] {
            let flood = [vec![key(letter); 20_000], vec![ctrl_c]].concat();
            assert_eq!(flooded(menu(), &flood), (ExitReason::Signal(2), 1, 0), "{letter}");
        }
    }

    #[test]
    fn what_moves_is_not_put_off_by_keys() {
        let mut app = menu();
        let library = load(true, &[]).library;
        app.play(Target::find(&library, "full").unwrap().plan(&library, Choices::default()), Clock::new(1.0).now());
        // A key that means nothing comes with every frame; the time left is drawn all the same.
        let queue = Arc::new(Queue::default());
        let events = input::Events::of(Arc::clone(&queue));
        let before = Cell::new(None);
        let meanwhile = |frames| {
            if before.replace(Some(frames)) != Some(frames) {
                queue.put(if frames < 3 { key('x') } else { TerminalEvent::End(15) });
            }
        };
        let mut window = Counted { frames: 0, meanwhile };
        let ended = follow(&mut app, Clock::new(1.0), &mut window, events).unwrap();
        assert_eq!((ended, window.frames), (ExitReason::Signal(15), 3));
    }
}
