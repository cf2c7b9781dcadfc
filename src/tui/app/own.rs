//! What is the user's own: the answers of About you, routines, and past sessions.

use std::time::Duration;

use super::{App, Screen};
use crate::about::Answers;
use crate::content::limits::TODAY;
use crate::content::model::Routine;
use crate::content::own_routine::{self, FILE};
use crate::log::history::History;
use crate::log::resume::Start;
use crate::plan::Choices;
use crate::plan::lookup::Target;
use crate::plan::today::{self, is_today};
use crate::progress::NO_FOLDER;
use crate::tui::screens::about::About;
use crate::tui::screens::editor::Editor;
use crate::tui::screens::home::{Home, Item};
use crate::tui::screens::progress::ProgressScreen;

impl App {
    pub(super) fn ask_about(&mut self) {
        let Some(about) = &self.about else { return };
        let about = About::new(about.begun(), &self.library);
        self.open(Screen::About(about));
    }

    /// Saves the answers, and shows the set that they make.
    pub(super) fn answered(&mut self, answers: Answers, now: Duration) {
        let Some(about) = &mut self.about else { return };
        self.ratings.is_wanted = answers.feel.unwrap_or(self.ratings.is_wanted);
        let saved = about.save(answers);
        let choices = Choices { person: about.person().into(), ..self.home.choices().clone() };
        today::add(&mut self.library, &choices);
        self.renew(choices, TODAY, now);
        self.look_for_left();
        if let Err(error) = saved {
            self.foot.tell(format!("not saved, and used until you quit: {error}"), now);
        }
    }

    /// A minute more or less for every session, and the set for today anew.
    pub(super) fn change_time(&mut self, more: bool) {
        self.home.change_time(more, &self.library);
        today::add(&mut self.library, self.home.choices());
        self.home.add_up(&self.library);
    }

    /// Opens the editor with a routine, or with none.
    pub(super) fn edit(&mut self) {
        let routine = match self.home.chosen() {
            Some(Item::Routine(index)) => self.library.routines.get(index),
            _ => None,
        };
        // What is made to fit a time has the dose that this leads to.
        let fitted = routine.filter(|routine| routine.time.is_some()).map(|routine| {
            let plan = Target::Routine(routine).plan(&self.library, self.home.choices());
            Routine { dose: plan.dose, ..routine.clone() }
        });
        let routine = fitted.as_ref().or(routine);
        let is_own = |routine: &Routine| is_today(routine) || self.own_ids().contains(&routine.id.name);
        let editor = match routine {
            Some(routine) if is_own(routine) => Editor::of(&self.library, routine),
            other => Editor::new(&self.library, other),
        };
        self.open(Screen::Editor(editor));
    }

    /// Writes down what was answered on the summary, and looks whether the session can be resumed.
    pub(super) fn leave_summary(&mut self) {
        if let Screen::Summary { .. } = self.screen {
            self.playback.write_after();
            self.look_for_left();
        }
    }

    /// Offers to go on with the session that was left last, if it can be resumed.
    fn look_for_left(&mut self) {
        self.left = self.past.as_ref().and_then(|past| past.left(&self.library, self.home.choices()));
    }

    /// Opens what the log says of the last weeks.
    pub(super) fn show_progress(&mut self, now: Duration) {
        let Some(past) = &self.past else { return self.foot.tell(NO_FOLDER.to_owned(), now) };
        let progress = past.progress(&self.library, self.home.choices());
        self.open(Screen::Progress(Box::new(ProgressScreen::new(progress))));
    }

    /// The ids of the routines in the user's own file.
    fn own_ids(&self) -> Vec<String> {
        self.own_routines.as_ref().map(|path| own_routine::ids(path)).unwrap_or_default()
    }

    /// Saves a routine, and chooses it.
    pub(super) fn save_routine(&mut self, routine: Routine, now: Duration) {
        let saved = match &self.own_routines {
            Some(path) => own_routine::save(path, &routine).map_err(|error| format!("not saved ({FILE}): {error}")),
            None => Err("not saved: there is no folder for settings".to_owned()),
        };
        if let Err(warning) = saved {
            self.foot.tell(warning, now);
            return;
        }
        let id = routine.id.name.clone();
        match self.library.routines.iter_mut().find(|known| known.id.name == id) {
            Some(known) => *known = routine,
            None => self.library.routines.push(routine),
        }
        self.renew(self.home.choices().clone(), &id, now);
        self.look_for_left();
        self.foot.tell(format!("saved to {FILE}"), now);
    }

    /// Makes the set for today by what was left out longest, and offers to go on with a session that was left.
    pub(super) fn take_in_log(&mut self, history: &History, now: Duration) {
        let days_since = history.days_since(history.today());
        if !days_since.is_empty() {
            let choices = Choices { days_since: days_since.into(), ..self.home.choices().clone() };
            today::add(&mut self.library, &choices);
            self.renew(choices, TODAY, now);
        }
        self.left = Start::left(history, &self.library, self.home.choices(), None).ok();
    }

    /// The menu anew, with a routine chosen.
    fn renew(&mut self, choices: Choices, id: &str, now: Duration) {
        let mut home = Home::new(&self.library, choices);
        if let Some(about) = &self.about {
            home = home.with_about(about.answers().is_none());
        }
        self.home = if self.own_routines.is_some() { home.with_own_routine() } else { home };
        if let Some(index) = self.library.routines.iter().position(|routine| routine.id.name == id) {
            self.home.choose_item(Item::Routine(index), now);
        }
        self.home.begin(now);
        self.screen = Screen::Home;
        self.behind.clear();
    }
}
