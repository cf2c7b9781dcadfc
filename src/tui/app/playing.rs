//! What keys do in a session.
//!
//! They become commands of the session, or change what is seen and heard of it; nothing here draws.

use std::time::Duration;

use super::{App, Question, Reply, Screen, Scroll};
use crate::session::{ADJUSTMENT, Command, Session};
use crate::tui::keys::Action;
use crate::tui::screens::player::{KEYS, Player};
use crate::tui::screens::read::scrolled;

impl App {
    /// Moves the words of a session by a row, where they do not fit.
    fn scroll_words(&mut self, action: Action) {
        let (area, stage, is_rated) = (self.area, self.stage(), self.rating().is_some());
        let (Screen::Player { scroll, .. }, Some(session)) = (&self.screen, self.playback.session()) else { return };
        let most = Player::overflow(session, stage, is_rated, area);
        let rows = match action {
            Action::Down => scroll.of(session) + 1,
            _ => scroll.of(session).saturating_sub(1),
        };
        let segment = session.snapshot().map_or(0, |snapshot| snapshot.part.index);
        let moved = Scroll { segment, rows: rows.min(most) };
        if let Screen::Player { scroll, .. } = &mut self.screen {
            *scroll = moved;
        }
    }

    /// Answers the question whether to stop; `stood` says whether the session stood still before it was asked.
    pub(super) fn in_question(&mut self, action: Action, stood: bool, now: Duration) -> Reply {
        match action {
            // Asked once: a second q means it.
            Action::Quit => return Reply::Quit,
            Action::StopHere => self.command(Command::Stop, now),
            Action::GoOn => {
                self.ask(None);
                if !stood {
                    self.command(Command::Resume, now);
                }
            }
            _ => {}
        }
        Reply::Continue
    }

    fn ask(&mut self, asked: Option<Question>) {
        if let Screen::Player { question, .. } = &mut self.screen {
            *question = asked;
        }
    }

    pub(super) fn in_session(&mut self, action: Action, now: Duration) {
        let Some(session) = self.playback.session() else { return };
        let (stands, waits) = (session.stands_still(), session.is_waiting());
        let from = session.snapshot().map(|snapshot| snapshot.part.segment.stretch);
        let command = match action {
            Action::Quit => {
                self.ask(Some(Question { stood: stands }));
                Command::Pause
            }
            Action::Pause if stands => Command::Resume,
            Action::Pause => Command::Pause,
            Action::RepsDone if waits => Command::Resume,
            Action::Next => Command::Next,
            Action::Back => Command::Back,
            Action::Restart => Command::Restart,
            Action::NextStretch => Command::NextStretch,
            Action::PreviousStretch => Command::PreviousStretch,
            Action::Longer => Command::Adjust(ADJUSTMENT),
            Action::Shorter => Command::Adjust(-ADJUSTMENT),
            Action::RepsDone => Command::Done,
            Action::SayAgain => Command::SayAgain,
            Action::Up | Action::Down => return self.scroll_words(action),
            Action::Mute => {
                self.playback.toggle_mute();
                return self.advance_to(now);
            }
            _ => return,
        };
        self.command(command, now);
        match action {
            Action::NextStretch => self.tell_jump(from, "On to", Action::PreviousStretch, now),
            Action::PreviousStretch => self.tell_jump(from, "Back to", Action::NextStretch, now),
            _ => {}
        }
    }

    /// Moves the summary, where it does not fit.
    pub(super) fn scroll_summary(&mut self, action: Action) {
        let (Screen::Summary { scroll }, Some(session)) = (&self.screen, self.playback.session()) else { return };
        let (all, rows) = self.summary(session, &session.summary(), *scroll).rows(self.area);
        let to = scrolled(*scroll, action, all, rows);
        if let Screen::Summary { scroll } = &mut self.screen {
            *scroll = to;
        }
    }

    /// Says where a jump from one stretch to another has led, and which key takes it back: it may not have been meant.
    fn tell_jump(&mut self, from: Option<usize>, way: &str, back: Action, now: Duration) {
        let Some(snapshot) = self.playback.session().and_then(Session::snapshot) else { return };
        let (segment, stretch) = (snapshot.part.segment, snapshot.part.planned.name());
        // There is none before the first, and no key leads back into the middle of it.
        let text = if from == Some(segment.stretch) {
            format!("From its beginning: {stretch}")
        } else {
            format!("{} takes it back. {way}: {stretch}", KEYS.name_of(back))
        };
        self.foot.tell(text, now);
    }
}
