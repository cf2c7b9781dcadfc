//! The menu in lines: a numbered list to choose from, what was chosen, and the pages to read.
//!
//! It gets a line and answers with lines. Its answers are short, since all of them are heard: it must never repeat what
//! has just been heard, nor start anything before it has said what that is.

mod about;
mod event_loop;
mod words;

pub(crate) use event_loop::run;

use crate::about::{AboutYou, Interview};
use crate::content::model::{Dose, Library};
use crate::log::resume::Start;
use crate::pages::{self, Block, Page};
use crate::plan::Choices;
use crate::plan::lookup::{NameError, Target, left_out, left_out_beginnings};
use crate::progress::PastSessions;

pub struct Menu<'a> {
    library: &'a Library,
    /// The pages that there are to read.
    pages: Vec<Page>,
    choices: Choices,
    place: MenuPlace<'a>,
    /// What is known of the person; none where answers cannot be kept.
    about: Option<AboutYou>,
    /// The log; none where there is no folder for it.
    past: Option<PastSessions>,
    /// The questions, while they are asked.
    interview: Option<Interview>,
    /// Whether other answers were saved, so that the menu is to be made anew.
    is_answered: bool,
    /// A session that was left in the middle, until something is started.
    left: Option<Start>,
}

/// Where in the menu the user is.
#[derive(Clone, Copy, Debug, Default)]
enum MenuPlace<'a> {
    #[default]
    Top,
    /// Enter starts this.
    Chosen(Target<'a>),
    Pages,
    /// The part of a page that is to be read next.
    Reading {
        page: Page,
        part: usize,
    },
}

impl<'a> MenuPlace<'a> {
    fn chosen(self) -> Option<Target<'a>> {
        match self {
            Self::Chosen(target) => Some(target),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub enum MenuReply {
    Tell(String),
    Start(Box<Start>),
    /// Other answers were saved: the menu is to be made anew.
    Renew(String),
    Leave,
}

/// The fewest lines of a part of a page, if the page has as many.
const PART: usize = 10;

impl<'a> Menu<'a> {
    pub fn new(library: &'a Library, choices: Choices) -> Self {
        Self {
            library,
            pages: pages::written(library),
            choices,
            place: MenuPlace::default(),
            about: None,
            past: None,
            interview: None,
            is_answered: false,
            left: None,
        }
    }

    /// Lets the user say what applies to them.
    pub fn with_about(self, about: Option<AboutYou>) -> Self {
        Self { about, ..self }
    }

    /// Offers to go on with a session that was left.
    pub fn with_left(self, left: Option<Start>) -> Self {
        Self { left, ..self }
    }

    /// Lets the user look at past sessions.
    pub fn with_past_sessions(self, past: Option<PastSessions>) -> Self {
        Self { past, ..self }
    }

    /// What is known of the person now, if other answers were saved.
    pub(crate) fn into_answered(self) -> Option<AboutYou> {
        self.about.filter(|_| self.is_answered)
    }

    pub fn read(&mut self, line: &str) -> MenuReply {
        if let Some(interview) = self.interview.take() {
            return self.answer(interview, line);
        }
        let (reads, library) = (matches!(self.place, MenuPlace::Pages | MenuPlace::Reading { .. }), self.library);
        let told = match (line.to_lowercase().as_str(), self.place) {
            ("", MenuPlace::Chosen(target)) => {
                let plan = target.plan(library, &self.choices);
                if plan.stretches.is_empty() {
                    return MenuReply::Tell(words::nothing_left(library, &plan, &self.choices));
                }
                self.place = MenuPlace::Top;
                self.left = None;
                return MenuReply::Start(Box::new(plan.into()));
            }
            ("r", place) if !matches!(place, MenuPlace::Pages | MenuPlace::Reading { .. }) => match self.left.take() {
                Some(left) => return MenuReply::Start(Box::new(left)),
                None => words::NOTHING_LEFT_OPEN.into(),
            },
            ("", MenuPlace::Top) => match Target::all(library).next() {
                Some(first) => self.choose(first),
                None => words::NOTHING.into(),
            },
            ("", MenuPlace::Pages) => match self.pages.first() {
                Some(first) => self.turn_to(*first),
                None => self.back(),
            },
            ("", MenuPlace::Reading { page, part }) => self.go_on_reading(page, part),
            ("q", MenuPlace::Top) => return MenuReply::Leave,
            ("q", _) => self.back(),
            ("?", _) if reads => words::pages(&self.pages),
            ("?", _) => {
                // Enter must not start what was chosen before all of this.
                self.place = MenuPlace::Top;
                let left = self.left.as_ref().map_or_else(String::new, words::left);
                words::list(library, &self.choices) + &left + &words::all_keys(library)
            }
            ("l", _) => {
                self.place = MenuPlace::Pages;
                words::pages(&self.pages)
            }
            ("s", _) => words::stop_signs(library) + &self.still_chosen(),
            ("d", _) => self.change_dose(),
            ("a", _) => self.ask_about(),
            ("p", _) => words::progress(self.past.as_ref(), library, &self.choices) + &self.still_chosen(),
            ("v", MenuPlace::Chosen(target)) => self.change_variant(target),
            ("c", MenuPlace::Chosen(target)) => {
                words::conditions(library, &target.plan(library, &self.choices)) + &self.still_chosen()
            }
            ("v" | "c", _) => words::CHOOSE_FIRST.into(),
            _ if reads => self.find_page(line),
            _ => self.find(line),
        };
        MenuReply::Tell(told)
    }

    /// Begins to ask what applies to the user.
    fn ask_about(&mut self) -> String {
        let Some(you) = &self.about else { return words::NO_ABOUT.into() };
        let interview = Interview::new(you.begun(), self.library);
        let question = about::question(&interview, self.library);
        self.interview = Some(interview);
        about::OPENING.to_owned() + &question
    }

    /// Takes in an answer, and asks the next question or saves them all.
    fn answer(&mut self, mut interview: Interview, line: &str) -> MenuReply {
        let told = match line.to_ascii_lowercase().as_str() {
            "s" => words::stop_signs(self.library),
            "b" if interview.go_back(self.library) => String::new(),
            "q" | "b" => return MenuReply::Tell(self.back()),
            _ if !about::answer(&mut interview, line, self.library) => about::NO_ANSWER.to_owned(),
            _ if interview.go_on(self.library) => String::new(),
            _ => return self.save(&interview),
        };
        let question = about::question(&interview, self.library);
        self.interview = Some(interview);
        MenuReply::Tell(told + &question)
    }

    fn save(&mut self, interview: &Interview) -> MenuReply {
        let saved = self.about.as_mut().map(|you| you.save(interview.answers().clone()));
        self.is_answered = true;
        MenuReply::Renew(match saved {
            Some(Err(error)) => format!("Not saved, and used until you quit: {error}.\n"),
            _ => about::SAVED.into(),
        })
    }

    /// What is said when a session in it is over: where one is, and whether it can be resumed.
    pub(crate) fn after_session(&mut self) -> String {
        self.left = self.past.as_ref().and_then(|past| past.left(self.library, &self.choices));
        words::BACK.to_owned() + &self.left.as_ref().map_or_else(String::new, words::left)
    }

    /// Everything that can be chosen, and how.
    pub fn opening(&self) -> String {
        let about = self.about.as_ref().map_or("", |_| words::ABOUT);
        let left = self.left.as_ref().map_or_else(String::new, words::left);
        words::list(self.library, &self.choices) + about + &left + &words::hint(self.library)
    }

    fn back(&mut self) -> String {
        self.place = MenuPlace::Top;
        words::BACK.into()
    }

    /// What Enter would start, if anything: a reminder after a long answer.
    fn still_chosen(&self) -> String {
        let target = self.place.chosen();
        target.map_or_else(String::new, |target| words::enter_starts(&target.plan(self.library, &self.choices)))
    }

    fn choose(&mut self, target: Target<'a>) -> String {
        let plan = target.plan(self.library, &self.choices);
        if plan.stretches.is_empty() {
            return words::nothing_left(self.library, &plan, &self.choices);
        }
        self.place = MenuPlace::Chosen(target);
        words::chosen(self.library, target, &plan) + &words::keys(target)
    }

    fn change_dose(&mut self) -> String {
        self.choices.dose = Dose::after(self.choices.dose);
        let plan = self.place.chosen().map(|target| target.plan(self.library, &self.choices));
        words::dose(self.choices.dose, plan.as_ref())
    }

    /// Chooses the next variant, and after the last one the stretch itself.
    fn change_variant(&mut self, target: Target<'a>) -> String {
        let next = match target {
            Target::Stretch(stretch, None) => stretch.variants.first().map(|first| (stretch, Some(first))),
            Target::Stretch(stretch, Some(chosen)) => {
                let mut from = stretch.variants.iter().skip_while(|variant| *variant.id.name != *chosen.id.name);
                Some((stretch, from.nth(1)))
            }
            Target::Routine(_) => None,
        };
        let Some((stretch, variant)) = next else { return words::NO_VARIANTS.into() };
        let target = Target::Stretch(stretch, variant);
        self.place = MenuPlace::Chosen(target);
        // The keys are not repeated.
        words::chosen(self.library, target, &target.plan(self.library, &self.choices))
    }

    /// Chooses by a number, a name or the beginning of one.
    fn find(&mut self, line: &str) -> String {
        // Even if nothing is found, the last choice no longer holds.
        self.place = MenuPlace::Top;
        let items: Vec<_> = Target::all(self.library).collect();
        if items.is_empty() {
            return words::NOTHING.into();
        }
        let number = number(line);
        if let Some(target) = number.and_then(|number| items.get(number)) {
            return self.choose(*target);
        }
        if let Some(left_out) = left_out(self.library, line) {
            return words::cannot_be_used(line, left_out);
        }
        let error = match Target::find(self.library, line) {
            Ok(target) => return self.choose(target),
            Err(error) => error,
        };
        match (left_out_beginnings(self.library, line).as_slice(), &error) {
            ([(left_out, id), ..], NameError::Unknown { .. }) => words::cannot_be_used(id, left_out),
            _ if number.is_some() => words::no_number(line, items.len()),
            _ => words::no_name(&error, &items),
        }
    }

    /// Chooses a page to read, or on the page of causes the stretches for one.
    fn find_page(&mut self, line: &str) -> String {
        let reads_causes = matches!(self.place, MenuPlace::Reading { page: Page::Causes, .. });
        let cause = self.library.causes.iter().find(|cause| *cause.id == *line.to_lowercase());
        if let Some(cause) = cause.filter(|cause| reads_causes && !cause.routine.stretches.is_empty()) {
            return self.choose(Target::Routine(&cause.routine));
        }
        let page = number(line).and_then(|number| self.pages.get(number).copied());
        match page.map_or_else(|| Page::find(line), Ok) {
            Ok(page) => self.turn_to(page),
            Err(error) => words::no_page(&error),
        }
    }

    fn turn_to(&mut self, page: Page) -> String {
        let title = format!("{}.\n", page.title());
        title + &self.go_on_reading(page, 0)
    }

    /// The next part of a page, and what comes after it.
    fn go_on_reading(&mut self, page: Page, part: usize) -> String {
        let parts = parts(self.library, page);
        let Some(lines) = parts.get(part) else {
            let next = page.next(&self.pages);
            return if self.pages.first() == Some(&next) { self.back() } else { self.turn_to(next) };
        };
        self.place = MenuPlace::Reading { page, part: part + 1 };
        let next = (part + 1 == parts.len()).then(|| page.next(&self.pages));
        lines.clone() + &words::reading_on(next)
    }
}

/// A number from 1 as an index.
fn number(line: &str) -> Option<usize> {
    line.trim_end_matches('.').parse::<usize>().ok()?.checked_sub(1)
}

/// A page in parts of a few whole entries, to be heard one at a time.
fn parts(library: &Library, page: Page) -> Vec<String> {
    let mut parts = vec![String::new()];
    for block in pages::page(library, page) {
        let lines = parts.last().map_or(0, |part| part.lines().count());
        // A list without gaps would be one entry of any length.
        if (lines >= PART && block == Block::Gap) || (lines >= 2 * PART && matches!(block, Block::Point(_))) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(&super::line(&block));
            if let Block::Stretches { id, .. } = block {
                part.push_str(&words::choose_cause(&id));
            }
        }
    }
    parts
}
