//! The skin for a terminal: screens drawn from the session, keys turned into commands.
//!
//! It draws one frame when everything that waits is taken in, and none if nothing changed: a menu at rest makes no
//! wake-ups, and a key that is held down costs no more frames than the eye can follow.

pub(crate) mod ability;
pub mod app;
pub mod backend;
pub mod flash;
pub mod follow;
mod foot;
#[cfg_attr(
    not(all(unix, feature = "pixels")),
    allow(dead_code, reason = "pictures are sent with one, replies are read on the other")
)]
pub(crate) mod graphics;
pub mod input;
pub mod keys;
#[cfg(feature = "pixels")]
pub mod pictures;
pub(crate) mod screens;
#[cfg(unix)]
mod suspend;
pub mod theme;
pub mod typing;
mod widgets;
pub mod window;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::exit::{ExitReason, HANGUP, provoke};
use crate::log::resume::Start;
use crate::playback::event::Event;
use crate::playback::event_loop::{EventHandler, EventLoop};
use crate::playback::queue::Queue;
use crate::session::clock::Clock;
pub use app::ALL_KEYS;

use app::{App, Reply};
use input::TerminalInput;
use typing::Typing;
use window::{Guard, Window};

/// Runs the screens until the user leaves or a signal ends it, from a session on if there is one. The
/// terminal is as it was when this returns. Fails when the terminal cannot be taken or threads cannot be started.
pub fn run(app: &mut App, start: Option<Start>) -> io::Result<ExitReason> {
    let clock = app.clock();
    let events = EventLoop::open(clock)?;
    if let Some(signal) = wait_for_foreground(events.queue()) {
        return Ok(ExitReason::Signal(signal));
    }
    let mut guard = Guard::new()?;
    let now = clock.now();
    if let Some(start) = start {
        // Not before: without the terminal its first signal would be lost.
        app.play(start, now);
        app.opened_over(Typing::new(now, clock));
    } else {
        app.begin(now);
        app.words_first();
    }
    let ended = events.run(&mut Screens::new(app, &mut guard, events.queue(), false));
    await_reply(app, events.queue());
    drop(guard);
    events.exit_reason(ended)
}

/// An app in a window.
struct Screens<'a, W> {
    app: &'a mut App,
    window: &'a mut W,
    queue: &'a Arc<Queue<TerminalInput>>,
    /// Whether keys are read by now.
    reads_keys: bool,
    /// When the next frame is drawn, if nothing changes before.
    due: Option<Duration>,
}

impl<'a, W: Window> Screens<'a, W> {
    fn new(app: &'a mut App, window: &'a mut W, queue: &'a Arc<Queue<TerminalInput>>, reads_keys: bool) -> Self {
        // Time counts from now on, even where no event ever comes.
        let now = app.clock().now();
        app.update(Event::Deadline, now);
        Self { app, window, queue, reads_keys, due: None }
    }

    fn draw(&mut self) -> io::Result<()> {
        self.window.draw(self.app)?;
        while self.app.drawn(self.app.clock().now()) {
            self.window.draw(self.app)?;
        }
        Ok(())
    }
}

impl<W: Window> EventHandler<TerminalInput> for Screens<'_, W> {
    fn before_wait(&mut self, now: Duration) -> io::Result<Option<ExitReason>> {
        self.app.resize(self.window.area()?);
        self.app.rescale(self.window.cell());
        if self.app.changed() || self.due.is_some_and(|due| due <= now) {
            self.draw()?;
            self.due = self.app.deadline();
        } else {
            // Something that moves is not put off by keys that mean nothing.
            self.due = self.due.into_iter().chain(self.app.deadline()).min();
        }
        if !std::mem::replace(&mut self.reads_keys, true) {
            input::read_keys(Arc::clone(self.queue))?;
        }
        provoke("main");
        Ok(None)
    }

    fn deadline(&self) -> Option<Duration> {
        self.due
    }

    fn on_event(&mut self, event: Event<TerminalInput>, now: Duration) -> io::Result<Option<ExitReason>> {
        match (self.app.update(event, now), event) {
            (Reply::Continue, _) => {}
            (Reply::Suspend, Event::Suspend) => {
                await_reply(self.app, self.queue);
                suspend::stop();
            }
            (Reply::Suspend, _) => suspend::ask(),
            (Reply::Quit, _) => return Ok(Some(ExitReason::Quit)),
            (Reply::Signal(signal), _) => return Ok(Some(ExitReason::Signal(signal))),
        }
        match event {
            Event::Resized => self.window.resize()?,
            Event::Continued => match wait_for_foreground(self.queue) {
                None => self.window.retake()?,
                signal => return Ok(signal.map(ExitReason::Signal)),
            },
            _ => {}
        }
        Ok(None)
    }
}

/// Waits a little for the reply of the terminal, if it was asked something, before it is given back: a later reply would
/// be typed into the shell.
fn await_reply(app: &App, queue: &Queue<TerminalInput>) {
    if app.is_asking() {
        let is_reply = |event: &Event<_>| matches!(event, Event::Input(TerminalInput::Pictures(_)));
        queue.wait_for(Duration::from_millis(100), is_reply);
    }
}

/// Waits until the terminal is ours to take, where a shell has sent us to the background. Returns the signal
/// that ends us before that: one that comes together with being continued must not be slept through.
fn wait_for_foreground(queue: &Queue<TerminalInput>) -> Option<i32> {
    let clock = Clock::default();
    while suspend::in_background() {
        match queue.wait(Some(clock.now() + Duration::from_millis(100)), clock) {
            Event::End(signal) => return Some(signal),
            Event::Closed => return Some(HANGUP),
            // By now it may be ours.
            Event::Deadline if suspend::in_background() => suspend::wait(),
            _ => {}
        }
    }
    None
}

#[cfg(not(unix))]
mod suspend {
    pub(crate) fn ask() {}
    pub(crate) fn stop() {}
    pub(crate) fn wait() {}
    pub(crate) fn in_background() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::{Rect, Size};

    use super::*;
    use crate::content::load::load;
    use crate::plan::Choices;
    use crate::plan::lookup::Target;
    use crate::playback::Playback;
    use crate::tui::theme::{Colours, Name, Theme, Themes};

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

    fn key(letter: char) -> Event<TerminalInput> {
        Event::Input(TerminalInput::Key(KeyCode::Char(letter).into()))
    }

    /// Runs an app in a window that counts its frames. Returns how it ended, and how many frames there were.
    fn run(app: &mut App, events: &EventLoop<TerminalInput>, meanwhile: impl Fn(usize)) -> (ExitReason, usize) {
        let mut window = Counted { frames: 0, meanwhile };
        let ended = events.run(&mut Screens::new(app, &mut window, events.queue(), true)).unwrap();
        (ended, window.frames)
    }

    /// Follows an app through a flood that comes before the first frame. SIGTERM comes when all of it has been taken in.
    /// Returns how it ended, how many frames there were, and how many times a theme was kept.
    fn flooded(app: App, flood: &[Event<TerminalInput>]) -> (ExitReason, usize, usize) {
        let kept = Rc::new(Cell::new(0));
        let book = Rc::clone(&kept);
        let keep = Box::new(move |_| {
            book.set(book.get() + 1);
            Ok(())
        });
        let mut app = app.with_themes(Themes::new(Name::Terminal, Colours::All, keep));
        let events = EventLoop::without_signals();
        let queue = events.queue();
        let came = Cell::new(false);
        let meanwhile = |_| {
            if !came.replace(true) {
                assert!(flood.iter().all(|event| queue.put(*event)));
            } else if queue.len() == 0 {
                queue.put(Event::End(15));
            }
        };
        let (ended, frames) = run(&mut app, &events, meanwhile);
        app.shut_down(Duration::ZERO);
        (ended, frames, kept.get())
    }

    fn menu() -> App {
        App::new(load(true, &[]).library, Choices::default(), Theme::new(Name::Terminal), Playback::default())
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
        for (last, frames) in [(Event::Child, 1), (key('?'), 2)] {
            let flood = [vec![key('x'); 100], vec![Event::Child, key('z'), last]].concat();
            assert_eq!(flooded(menu(), &flood), (ExitReason::Signal(15), frames, 0), "{last:?}");
        }
    }

    #[test]
    fn ctrl_c_is_before_every_key_there_is() {
        let ctrl_c = Event::Input(TerminalInput::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)));
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
        app.play(Target::find(&library, "full").unwrap().plan(&library, Choices::default()), Clock::default().now());
        // A key that means nothing comes with every frame; the time left is drawn all the same.
        let events = EventLoop::without_signals();
        let queue = events.queue();
        let before = Cell::new(None);
        let meanwhile = |frames| {
            if before.replace(Some(frames)) != Some(frames) {
                queue.put(if frames < 3 { key('x') } else { Event::End(15) });
            }
        };
        assert_eq!(run(&mut app, &events, meanwhile), (ExitReason::Signal(15), 3));
    }
}
