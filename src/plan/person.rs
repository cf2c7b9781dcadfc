//! What a person has said about themselves and that changes a plan. It is never guessed, and nothing here is a diagnosis.

use std::fmt;
use std::time::Duration;

use crate::content::model::{Position, Side, Stretch};
use crate::word_enum::word_enum;

/// What a person says applies to them. Without any answers nothing of a plan changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The conditions that they have: ids of cautions.
    pub conditions: Vec<String>,
    /// What their clinician agreed to.
    pub clearances: Vec<Clearance>,
    pub location: Location,
    /// The longest that any session may last.
    pub time: Option<Duration>,
    /// The longest that the set for every day may last.
    pub time_today: Option<Duration>,
    /// The tighter side, which goes first.
    pub tighter: Option<Side>,
}

/// A clinician agreed to what a condition asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// The id of the condition.
    pub condition: String,
    /// The id of the one stretch it is about; none for all of them.
    pub stretch: Option<String>,
}

impl fmt::Display for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stretch {
            Some(stretch) => write!(f, "{}:{stretch}", self.condition),
            None => f.write_str(&self.condition),
        }
    }
}

impl From<&str> for Clearance {
    /// From `condition`, or `condition:stretch`.
    fn from(text: &str) -> Self {
        match text.split_once(':') {
            Some((condition, stretch)) => Self { condition: condition.to_owned(), stretch: Some(stretch.to_owned()) },
            None => Self { condition: text.to_owned(), stretch: None },
        }
    }
}

word_enum! {
    #[derive(Default)]
    pub enum Location {
        #[default]
        Anywhere = "anywhere",
        /// At a desk: standing or on a chair, and there is no mat.
        Desk = "desk",
        /// Standing only: there is no chair.
        Standing = "standing",
        /// A mat is there.
        Floor = "floor",
    }
}

impl Location {
    /// Whether a stretch can be done there. Where its content names no position, its equipment alone decides.
    pub fn allows(self, stretch: &Stretch) -> bool {
        let in_one_of = |positions: &[Position]| {
            stretch.positions.is_empty() || stretch.positions.iter().any(|position| positions.contains(position))
        };
        let needs = |item: &str| stretch.equipment.iter().any(|needed| needed.to_lowercase().contains(item));
        match self {
            Self::Anywhere | Self::Floor => true,
            Self::Desk => in_one_of(&[Position::Standing, Position::Seated]) && !needs("mat"),
            Self::Standing => in_one_of(&[Position::Standing]) && !needs("mat") && !needs("chair"),
        }
    }

    /// The place as a reason why something is changed.
    pub(crate) fn phrase(self) -> &'static str {
        match self {
            Self::Anywhere => "you can be anywhere",
            Self::Desk => "you are at a desk",
            Self::Standing => "you can only stand",
            Self::Floor => "you are on a mat",
        }
    }
}

impl Person {
    /// Whether a clinician agreed to a stretch in spite of a condition, both by their ids.
    pub fn is_cleared(&self, condition: &str, stretch: &str) -> bool {
        let about = |clearance: &Clearance| clearance.stretch.as_ref().is_none_or(|cleared| cleared == stretch);
        self.clearances.iter().any(|clearance| clearance.condition == condition && about(clearance))
    }
}
