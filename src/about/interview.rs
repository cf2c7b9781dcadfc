//! The questions, one after the other: what can be answered, and what has been.
//!
//! The screens and the plain lines show the same ones. Each answer changes a plan, or what is asked in a session.

use super::{Answers, conditions};
use crate::content::model::{CautionAction, Library, Side};
use crate::plan::person::{Clearance, Location};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Conditions,
    /// Whether a clinician agreed, where a condition asks for that.
    Clearances,
    Location,
    Minutes,
    Tighter,
    Feel,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerOption {
    pub text: String,
    /// Other names of it.
    pub(crate) aside: Option<String>,
    pub is_chosen: bool,
}

/// A person being asked.
#[derive(Clone, Debug)]
pub struct Interview {
    answers: Answers,
    topic: Topic,
}

/// The places, as answers.
const LOCATIONS: [(&str, Location); 4] = [
    ("Anywhere: I can stand, sit, or lie on a mat", Location::Anywhere),
    ("At a desk: standing or on a chair, no mat", Location::Desk),
    ("Where I can only stand", Location::Standing),
    ("Where a mat is", Location::Floor),
];

/// The times that can be chosen, in minutes.
const TIMES: [u32; 5] = [2, 3, 5, 10, 15];
/// The time that is chosen first.
const TIME: u32 = 3;

const SIDES: [(&str, Option<Side>); 3] =
    [("Both are the same", None), ("The left", Some(Side::Left)), ("The right", Some(Side::Right))];

const FEEL: [(&str, bool); 2] = [("No", false), ("Yes: a number from 0 to 10, in the log on this machine", true)];

impl Topic {
    const ALL: [Self; 6] =
        [Self::Conditions, Self::Clearances, Self::Location, Self::Minutes, Self::Tighter, Self::Feel];

    pub(crate) fn question(self) -> &'static str {
        match self {
            Self::Conditions => "Does any of these apply to you?",
            Self::Clearances => "Has your clinician agreed to these?",
            Self::Location => "Where do you usually stretch?",
            Self::Minutes => "How long do you have for it each day?",
            Self::Tighter => "Is one side tighter?",
            Self::Feel => "Note pain before and after sessions?",
        }
    }

    /// Whether several answers can be given.
    pub(crate) fn takes_several(self) -> bool {
        matches!(self, Self::Conditions | Self::Clearances)
    }
}

impl Interview {
    /// Begins with the first question. Earlier answers are chosen.
    pub fn new(answers: Answers, library: &Library) -> Self {
        let minutes = answers.minutes.or(Some(TIME));
        let mut interview = Self { answers: Answers { minutes, ..answers }, topic: Topic::Conditions };
        interview.turn(library, Topic::ALL.into_iter());
        interview
    }

    fn is_asked(&self, topic: Topic, library: &Library) -> bool {
        match topic {
            Topic::Conditions => conditions(library).next().is_some(),
            Topic::Clearances => !asked(library, &self.answers).is_empty(),
            Topic::Location | Topic::Minutes | Topic::Tighter | Topic::Feel => true,
        }
    }

    pub fn topic(&self) -> Topic {
        self.topic
    }

    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The number of the question, from 1, and how many there are as far as is known.
    pub(crate) fn number(&self, library: &Library) -> (usize, usize) {
        let topics = Topic::ALL.into_iter().filter(|topic| self.is_asked(*topic, library));
        (topics.clone().take_while(|topic| *topic != self.topic).count() + 1, topics.count())
    }

    /// What can be answered to the question. Where several can be, the first is that none applies.
    pub fn options(&self, library: &Library) -> Vec<AnswerOption> {
        let option = |text: &str, is_chosen| AnswerOption { text: text.to_owned(), aside: None, is_chosen };
        match self.topic {
            Topic::Conditions => {
                let none = option("No, none of these", self.answers.conditions.is_empty());
                let all = conditions(library).map(|caution| AnswerOption {
                    text: caution.name.clone(),
                    aside: (!caution.aliases.is_empty()).then(|| caution.aliases.join(", ")),
                    is_chosen: self.answers.conditions.contains(&caution.id.name),
                });
                std::iter::once(none).chain(all).collect()
            }
            Topic::Clearances => {
                let none = option("No, or not yet", self.answers.clearances.is_empty());
                let asked = asked(library, &self.answers).into_iter();
                let all = asked.map(|(clearance, text)| option(&text, self.answers.clearances.contains(&clearance)));
                std::iter::once(none).chain(all).collect()
            }
            Topic::Location => {
                let chosen = self.answers.location.unwrap_or_default();
                LOCATIONS.iter().map(|(text, location)| option(text, *location == chosen)).collect()
            }
            Topic::Minutes => {
                let chosen = |time| self.answers.minutes == Some(time);
                TIMES.iter().map(|time| option(&format!("{time} minutes"), chosen(*time))).collect()
            }
            Topic::Tighter => SIDES.iter().map(|(text, side)| option(text, *side == self.answers.tighter)).collect(),
            Topic::Feel => {
                let chosen = self.answers.feel.unwrap_or_default();
                FEEL.iter().map(|(text, feel)| option(text, *feel == chosen)).collect()
            }
        }
    }

    /// Gives an answer, by its index among the options; where several can be given, one that is chosen is taken back.
    pub fn choose(&mut self, library: &Library, index: usize) {
        match self.topic {
            Topic::Conditions if index == 0 => self.answers.conditions.clear(),
            Topic::Conditions => {
                let caution = conditions(library).nth(index - 1);
                toggle(&mut self.answers.conditions, caution.map(|caution| caution.id.name.clone()));
            }
            Topic::Clearances if index == 0 => self.answers.clearances.clear(),
            Topic::Clearances => {
                let asked = asked(library, &self.answers).into_iter().nth(index - 1);
                toggle(&mut self.answers.clearances, asked.map(|(clearance, _)| clearance));
            }
            Topic::Location => self.answers.location = LOCATIONS.get(index).map(|(_, location)| *location),
            Topic::Minutes => self.answers.minutes = TIMES.get(index).copied(),
            Topic::Tighter => self.answers.tighter = SIDES.get(index).and_then(|(_, side)| *side),
            Topic::Feel => self.answers.feel = FEEL.get(index).map(|(_, feel)| *feel),
        }
    }

    /// Goes on to the next question; false after the last one.
    pub fn go_on(&mut self, library: &Library) -> bool {
        let conditions = &self.answers.conditions;
        self.answers.clearances.retain(|clearance| conditions.contains(&clearance.condition));
        let topic = self.topic;
        let after = Topic::ALL.into_iter().skip_while(|other| *other != topic).skip(1);
        self.turn(library, after)
    }

    /// Goes back to the question before; false before the first one.
    pub fn go_back(&mut self, library: &Library) -> bool {
        let topic = self.topic;
        let before = Topic::ALL.into_iter().rev().skip_while(|other| *other != topic).skip(1);
        self.turn(library, before)
    }

    fn turn(&mut self, library: &Library, mut topics: impl Iterator<Item = Topic>) -> bool {
        let next = topics.find(|topic| self.is_asked(*topic, library));
        self.topic = next.unwrap_or(self.topic);
        next.is_some()
    }
}

/// What the person's conditions ask a clinician about, as clearances and in words: each condition whole, and then each of its
/// stretches.
fn asked(library: &Library, answers: &Answers) -> Vec<(Clearance, String)> {
    let mut asked = Vec::new();
    for caution in conditions(library).filter(|caution| answers.conditions.contains(&caution.id.name)) {
        let asks = |stretch: &&std::sync::Arc<_>| {
            let mut concerns = library.concerns_of(stretch, |id| **id == *caution.id);
            concerns.any(|concern| concern.action == CautionAction::Ask)
        };
        let stretches: Vec<_> = library.stretches.iter().filter(asks).collect();
        let clearance = |stretch| Clearance { condition: caution.id.name.clone(), stretch };
        if !stretches.is_empty() {
            asked.push((clearance(None), format!("{}: everything", caution.name)));
        }
        for stretch in stretches {
            asked.push((clearance(Some(stretch.id.name.clone())), format!("{}: {}", caution.name, stretch.name)));
        }
    }
    asked
}

fn toggle<T: PartialEq>(items: &mut Vec<T>, item: Option<T>) {
    let before = items.len();
    items.retain(|known| item.as_ref() != Some(known));
    if items.len() == before {
        items.extend(item);
    }
}
