//! What a person says about themselves: the questions, and the file that keeps the answers.
//!
//! It must never keep an answer about health anywhere else.

mod file;
mod interview;

use std::time::Duration;

use crate::content::model::{Caution, Library, Side};
use crate::plan::lookup::{NameError, one_of};
use crate::plan::person::{Clearance, Location, Person};
pub use file::AnswersFile;
pub(crate) use file::FILE;
pub(crate) use interview::AnswerOption;
pub use interview::{Interview, Topic};

/// The minutes that a person can have.
pub(crate) const MINUTES: std::ops::RangeInclusive<u32> = 1..=60;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The ids of their conditions.
    pub conditions: Vec<String>,
    pub clearances: Vec<Clearance>,
    pub location: Option<Location>,
    /// How long they have every day, in minutes.
    pub minutes: Option<u32>,
    /// The tighter side, which goes first.
    pub tighter: Option<Side>,
    /// Whether they want to be asked how it feels before and after a session.
    pub feel: Option<bool>,
}

/// What a person has said, and what the settings say about them besides.
pub struct AboutYou {
    file: AnswersFile,
    /// What the command line and the config file say.
    base: Person,
    /// Whether the command line says where, which beats the answers.
    keeps_location: bool,
    /// Whether the settings ask how it feels.
    feel: bool,
}

impl AboutYou {
    pub fn new(file: AnswersFile, base: Person, keeps_location: bool) -> Self {
        Self { file, base, keeps_location, feel: false }
    }

    /// Lets the settings ask how it feels, unless the answers say otherwise.
    pub(crate) fn with_feel(self, feel: bool) -> Self {
        Self { feel, ..self }
    }

    /// What the questions begin with.
    pub(crate) fn begun(&self) -> Answers {
        let answers = self.answers().cloned().unwrap_or_default();
        Answers { feel: answers.feel.or(self.feel.then_some(true)), ..answers }
    }

    pub(crate) fn answers(&self) -> Option<&Answers> {
        self.file.answers.as_ref()
    }

    /// Whether they want to be asked how it feels, if they have said so.
    pub(crate) fn feel(&self) -> Option<bool> {
        self.answers()?.feel
    }

    pub(crate) fn person(&self) -> Person {
        let mut person = self.base.clone();
        let Some(answers) = self.answers() else { return person };
        for condition in &answers.conditions {
            if !person.conditions.contains(condition) {
                person.conditions.push(condition.clone());
            }
        }
        person.clearances.clone_from(&answers.clearances);
        if !self.keeps_location {
            person.location = answers.location.unwrap_or(person.location);
        }
        person.time_today = answers.minutes.map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
        person.tighter = answers.tighter.or(person.tighter);
        person
    }

    /// Saves other answers. Fails as [`AnswersFile::save`] does.
    pub(crate) fn save(&mut self, answers: Answers) -> Result<(), String> {
        self.file.save(answers)
    }
}

pub(crate) fn conditions(library: &Library) -> impl Iterator<Item = &Caution> {
    library.cautions.iter().filter(|caution| caution.condition)
}

/// The condition that a name means: an id, a name, another name of it, or a unique beginning of one.
/// Fails when nothing or more than one thing is called that.
pub fn condition<'a>(library: &'a Library, name: &str) -> Result<&'a Caution, NameError> {
    let names = conditions(library).flat_map(|caution| {
        let names = std::iter::once(&caution.name).chain(&caution.aliases);
        names.map(move |name| (&*caution.id.name, &**name, caution))
    });
    let all: Vec<_> = names.collect();
    match one_of(name, &all) {
        // Several names of one condition begin with that.
        Err(NameError::Ambiguous { ids, .. }) if ids.windows(2).all(|pair| pair[0] == pair[1]) => {
            let first = conditions(library).find(|caution| Some(&caution.id.name) == ids.first());
            first.ok_or_else(|| NameError::Unknown { name: name.to_owned(), nearest: None })
        }
        found => found,
    }
}
