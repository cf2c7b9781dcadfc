//! What keys do in a session.
//!
//! They become commands of the session, or change what of it is seen and heard; nothing here draws.

use std::time::Duration;

use super::{App, Question, Reply, Screen};
use crate::{
    session::{ADJUSTMENT, Command, Session},
    tui::{
        keys::Action,
        screens::{
            player::{KEYS, Player},
            read::scrolled,
            summary::SummaryView,
        },
    },
};

/// How far the words of a segment are scrolled; those of another begin at their beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scroll {
    segment: usize,
    rows: u16,
}

impl Scroll {
    pub(super) fn of(self, session: &Session) -> u16 {
        let here = session.snapshot().is_some_and(|snapshot| snapshot.index == self.segment);
        if here { self.rows } else { 0 }
    }
}

impl App {
    /// Moves the words of a session by a row, where they do not fit.
    fn scroll_words(&mut self, action: Action) {
        let (area, stage) = (self.area, self.stage());
        let Screen::Player { session, scroll, .. } = &self.screen else { return };
        let most = Player::overflow(session, stage, area);
        let rows = match action {
            Action::Down => scroll.of(session) + 1,
            _ => scroll.of(session).saturating_sub(1),
        };
        let segment = session.snapshot().map_or(0, |snapshot| snapshot.index);
        let moved = Scroll { segment, rows: rows.min(most) };
        if let Screen::Player { scroll, .. } = &mut self.screen {
            *scroll = moved;
        }
    }

    pub(super) fn in_session(&mut self, action: Action, now: Duration) -> Reply {
        let Screen::Player { session, question, .. } = &mut self.screen else { return Reply::Continue };
        let stands = session.stands_still();
        if let Some(Question { stood }) = *question {
            match action {
                // Asked once: a second q means it.
                Action::Quit => return Reply::Quit,
                Action::StopHere => self.ask(Command::Stop, now),
                Action::GoOn => {
                    *question = None;
                    if !stood {
                        self.ask(Command::Resume, now);
                    }
                }
                _ => {}
            }
            return Reply::Continue;
        }
        let command = match action {
            Action::Quit => {
                *question = Some(Question { stood: stands });
                Command::Pause
            }
            Action::Pause if stands => Command::Resume,
            Action::Pause => Command::Pause,
            Action::RepsDone if session.is_waiting() => Command::Resume,
            Action::Next => Command::Next,
            Action::Back => Command::Back,
            Action::Restart => Command::Restart,
            Action::NextStretch => Command::NextStretch,
            Action::PreviousStretch => Command::PreviousStretch,
            Action::Longer => Command::Adjust(ADJUSTMENT),
            Action::Shorter => Command::Adjust(-ADJUSTMENT),
            Action::RepsDone => Command::Done,
            Action::SayAgain => Command::SayAgain,
            Action::Up | Action::Down => {
                self.scroll_words(action);
                return Reply::Continue;
            }
            Action::Mute => {
                self.feedback.mute();
                self.look(now);
                return Reply::Continue;
            }
            _ => return Reply::Continue,
        };
        let from = self.stretch();
        self.ask(command, now);
        match action {
            Action::NextStretch => self.tell_jump(from, "On to", Action::PreviousStretch, now),
            Action::PreviousStretch => self.tell_jump(from, "Back to", Action::NextStretch, now),
            _ => {}
        }
        Reply::Continue
    }

    /// The stretch that a session is in: its place in the plan.
    fn stretch(&mut self) -> Option<usize> {
        Some(self.screen.session()?.snapshot()?.segment.stretch)
    }

    /// Moves the summary, where it does not fit.
    pub(super) fn scroll_summary(&mut self, action: Action) {
        let (stage, theme) = (self.stage(), self.theme);
        let Screen::Summary { summary, plan, scroll } = &self.screen else { return };
        let view = SummaryView { summary, plan, scroll: *scroll, stage, theme };
        let (all, rows) = view.rows(self.area);
        let to = scrolled(*scroll, action, all, rows);
        if let Screen::Summary { scroll, .. } = &mut self.screen {
            *scroll = to;
        }
    }

    /// Says where a jump from one stretch to another has led, and which key takes it back: it may not have been meant.
    fn tell_jump(&mut self, from: Option<usize>, way: &str, back: Action, now: Duration) {
        let Some(snapshot) = self.screen.session().and_then(|session| session.snapshot()) else { return };
        let Some(planned) = snapshot.plan.planned(snapshot.segment) else { return };
        // There is none before the first, and no key leads back into the middle of it.
        let text = if from == Some(snapshot.segment.stretch) {
            format!("From its beginning: {}", planned.name())
        } else {
            format!("{} takes it back. {way}: {}", KEYS.name_of(back), planned.name())
        };
        self.foot.tell(text, now);
    }
}
