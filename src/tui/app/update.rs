//! What an event does: time passes, the session goes on, keys become actions.

use std::time::Duration;

use super::screen::Screen;
use super::{App, Reply};
use crate::exit::{HANGUP, INTERRUPT};
use crate::pages::{self, Page};
use crate::playback::event::Event;
use crate::session::Command;
use crate::tui::input::TerminalInput;
use crate::tui::keys::Action;
use crate::tui::screens::help::Help;
use crate::tui::screens::read::Read;

impl App {
    /// Takes in an event at a reading of the clock.
    pub fn update(&mut self, event: Event<TerminalInput>, now: Duration) -> Reply {
        let before = self.line();
        if event == Event::Child {
            // The session may be waiting for what has ended.
            self.playback.reap();
        }
        let is_used_up = self.is_used_up(event, now);
        self.advance_to(now);
        let mut reply = if is_used_up { Reply::Continue } else { self.take_in(event, now) };
        self.show_summary();
        if self.foot.update(self.playback.is_idle(), now) && !matches!(reply, Reply::Signal(_)) {
            reply = Reply::Quit;
        }
        self.changed |= self.line() != before;
        if matches!(reply, Reply::Quit | Reply::Signal(_)) {
            self.command(Command::Stop, now);
            self.show_summary();
        }
        reply
    }

    /// Brings everything up to a reading of the clock.
    pub(super) fn advance_to(&mut self, now: Duration) {
        self.now = now;
        let cues = self.playback.advance_to(now);
        self.take_in_cues(&cues);
        self.changed |= self.pictures.gives_up(now);
        if self.saves_theme.is_some_and(|at| at <= now) {
            self.save_theme_in_sight();
        }
        self.changed |= self.told.take_if(|(_, until)| *until <= now).is_some();
        self.show_summary();
    }

    /// Goes on to the summary when the session is over.
    fn show_summary(&mut self) {
        let is_over = self.playback.session().is_some_and(|session| session.end().is_some());
        if is_over && matches!(self.screen, Screen::Player { .. }) {
            self.screen = Screen::Summary { scroll: 0 };
            self.foot.untell();
        }
    }

    /// The line at the foot, and the notice.
    fn line(&self) -> (Option<String>, Option<String>) {
        (self.foot.line(self.now).map(Into::into), self.notice.clone())
    }

    /// Whether an event does nothing further. Only Ctrl-C always does.
    fn is_used_up(&mut self, event: Event<TerminalInput>, now: Duration) -> bool {
        match event {
            Event::Input(TerminalInput::Key(key)) => {
                self.foot.key(now) && self.keys().action(key) != Some(Action::QuitNow)
            }
            Event::Input(TerminalInput::Pasted) => self.foot.key(now),
            Event::Continued => {
                self.foot.restart(now);
                false
            }
            _ => false,
        }
    }

    fn take_in(&mut self, event: Event<TerminalInput>, now: Duration) -> Reply {
        match event {
            Event::Input(input) => return self.take_in_input(input, now),
            Event::Resized => self.changed = true,
            Event::Suspend => return self.suspend(now),
            Event::Continued => {
                self.command(Command::Pause, now);
                self.changed = true;
            }
            Event::Child | Event::Deadline => {}
            Event::End(signal) => return Reply::Signal(signal),
            Event::Closed => return Reply::Signal(HANGUP),
        }
        Reply::Continue
    }

    fn take_in_input(&mut self, input: TerminalInput, now: Duration) -> Reply {
        match input {
            TerminalInput::Key(key) => {
                if let Some(action) = self.keys().action(key) {
                    self.changed = true;
                    return self.act(action, now);
                }
                input.letter().into_iter().for_each(|letter| self.type_in(letter, now));
            }
            TerminalInput::PastedLetter(letter) => self.type_in(letter, now),
            TerminalInput::Pasted if self.screen.takes_text() => {}
            TerminalInput::Pasted => self.foot.tell("pasted text is left out".into(), now),
            TerminalInput::Pictures(can) => {
                self.pictures.replied(can);
                self.changed |= !can;
            }
        }
        Reply::Continue
    }

    /// Gets ready to give way to the shell, which may be for ever.
    fn suspend(&mut self, now: Duration) -> Reply {
        self.command(Command::Pause, now);
        self.save_theme_in_sight();
        self.changed = true;
        Reply::Suspend
    }

    fn act(&mut self, action: Action, now: Duration) -> Reply {
        if self.rate(action) {
            return Reply::Continue;
        }
        match action {
            Action::QuitNow => return Reply::Signal(INTERRUPT),
            Action::Suspend => return self.suspend(now),
            Action::Help => {
                // Nobody holds a stretch while reading about keys.
                let stood = self.playback.is_idle();
                self.command(Command::Pause, now);
                let help = Help { about: self.keys(), scroll: 0 };
                self.open(Screen::Help { help, stood });
            }
            Action::StopSigns if !pages::is_written(&self.library, Page::StopSigns) => {}
            Action::StopSigns => {
                // A user who looks at them has a reason to stand still.
                self.command(Command::Pause, now);
                self.open(Screen::Read(Read::new(Page::StopSigns)));
            }
            // There it is one question back, or from the name to the stretches.
            Action::Leave if !matches!(self.screen, Screen::About(_) | Screen::Editor(_)) => {
                return self.leave_screen(now);
            }
            _ => return self.act_here(action, now),
        }
        Reply::Continue
    }
}
