//! What keys do where something is chosen: in the menu, among the stretches of a routine, in a search, and on the screen
//! of one item.

use std::time::Duration;

use super::{App, Reply, Screen};
use crate::pages::Page;
use crate::plan::lookup::Target;
use crate::tui::input::MOST_LETTERS;
use crate::tui::keys::Action;
use crate::tui::screens::home::{Item, is_wide};
use crate::tui::screens::read::Read;

impl App {
    pub(super) fn choosing(&mut self, action: Action, now: Duration) -> Reply {
        self.notice = None;
        match (action, &self.screen) {
            (Action::Open, Screen::Find { .. }) => return self.back(),
            (Action::Up | Action::Down, Screen::Find { text, .. }) => {
                let found = self.home.found(&self.library, text);
                self.home.choose_in(&found, action, &self.library, now);
            }
            (Action::Erase, Screen::Find { text, .. }) => {
                let mut shorter = text.clone();
                shorter.pop();
                self.look_for(shorter, now);
            }
            (Action::Open, screen) => {
                // In a narrow window it is shown before it starts.
                let shows_first = matches!(screen, Screen::Home) && !is_wide(self.area);
                self.open_chosen(shows_first, now);
            }
            (Action::Into, Screen::Item { .. }) => {
                if self.home.enter_routine(&self.library, now) {
                    return self.back();
                }
            }
            (Action::Into, _) => {
                if !is_wide(self.area) || !self.home.enter_routine(&self.library, now) {
                    self.open_chosen(!is_wide(self.area), now);
                }
            }
            (Action::Item, _) => self.open_chosen(true, now),
            (Action::Cautions, _) => {
                let plan = self.home.chosen().and_then(|item| self.home.plan(&self.library, item));
                if let Some(plan) = plan {
                    self.open(Screen::Read(Read::cautions(&self.library, &plan)));
                }
            }
            (Action::Resume, _) => {
                let Some(left) = self.left.take() else {
                    self.foot.tell("there is no session to go on with".to_owned(), now);
                    return Reply::Continue;
                };
                let screen = self.player(left, now);
                self.open(screen);
            }
            (Action::AboutYou, _) => self.ask_about(),
            (Action::Progress, _) => self.show_progress(now),
            (Action::Edit, _) => self.edit(),
            (Action::Longer | Action::Shorter, _) => self.change_time(action == Action::Longer),
            (Action::Find, _) => {
                let before = self.home.chosen();
                self.open(Screen::Find { text: String::new(), before });
            }
            (Action::LeftOut, _) if !self.library.left_out.is_empty() => {
                self.open(Screen::Read(Read::new(Page::LeftOut)));
            }
            (Action::Theme, _) => self.next_theme(now),
            (Action::Dose, _) => self.home.change_dose(&self.library),
            (Action::Variant, _) => self.home.change_variant(&self.library, now),
            (action, Screen::Item { scroll }) => {
                let scroll = self.item(*scroll).scrolled(action, self.area);
                self.screen = Screen::Item { scroll };
            }
            (action, _) => self.home.choose(action, &self.library, now),
        }
        Reply::Continue
    }

    /// Starts what is chosen, or only shows it; a page has nothing to start.
    fn open_chosen(&mut self, shows_first: bool, now: Duration) {
        let Some(item) = self.home.chosen() else { return };
        if self.home.asks_at(&self.library, item) {
            return self.ask_about();
        }
        let screen = match (item, self.home.plan(&self.library, item)) {
            (Item::Page(page), _) => Screen::Read(Read::new(page)),
            (Item::OwnRoutine, _) => return self.edit(),
            (_, Some(plan)) if plan.stretches.is_empty() => {
                Screen::Read(Read::nothing_left(&self.library, &plan, self.home.choices()))
            }
            (_, Some(_)) if shows_first => Screen::Item { scroll: 0 },
            (_, Some(plan)) => self.player(plan.into(), now),
            (_, None) => return,
        };
        self.open(screen);
    }

    /// Starts the stretches for a cause, unless a session is on.
    pub(super) fn start_cause(&mut self, index: usize, now: Duration) {
        let Some(cause) = self.library.causes.get(index).filter(|cause| !cause.routine.stretches.is_empty()) else {
            return;
        };
        if self.behind.iter().any(|screen| matches!(screen, Screen::Player { .. })) {
            return self.foot.tell("a session is on: finish it or stop it first".to_owned(), now);
        }
        let plan = Target::Routine(&cause.routine).plan(&self.library, self.home.choices());
        let screen = if plan.stretches.is_empty() {
            Screen::Read(Read::nothing_left(&self.library, &plan, self.home.choices()))
        } else {
            self.player(plan.into(), now)
        };
        self.open(screen);
    }

    /// One level back, where something is chosen or read.
    pub(super) fn leave_screen(&mut self, now: Duration) -> Reply {
        match &self.screen {
            Screen::Home if self.home.leave_routine(now) => Reply::Continue,
            Screen::Find { before, .. } => {
                if let Some(before) = *before {
                    self.home.choose_item(before, now);
                }
                self.back()
            }
            _ => {
                self.leave_summary();
                self.back()
            }
        }
    }

    /// Takes in a letter, on a screen that takes text.
    pub(super) fn type_in(&mut self, letter: char, now: Duration) {
        if let Screen::Editor(editor) = &mut self.screen {
            editor.type_in(letter);
            self.changed = true;
            return;
        }
        let Screen::Find { text, .. } = &self.screen else { return };
        if text.chars().count() < MOST_LETTERS {
            let longer = format!("{text}{letter}");
            self.look_for(longer, now);
            self.changed = true;
        }
    }

    /// Looks for a text: chooses the first item that has it in its name, unless the chosen one has it.
    fn look_for(&mut self, wanted: String, now: Duration) {
        let found = self.home.found(&self.library, &wanted);
        let has_it = self.home.chosen().is_some_and(|chosen| found.contains(&chosen));
        if let Some(first) = found.first().filter(|_| !has_it) {
            self.home.choose_item(*first, now);
        }
        if let Screen::Find { text, .. } = &mut self.screen {
            *text = wanted;
        }
    }
}
