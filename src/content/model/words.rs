//! The closed sets of words in content files, and the doses.

use crate::word_enum::word_enum;

word_enum! {
    /// A side of the body, the user's own.
    pub enum Side {
        Left = "left",
        Right = "right",
    }
}

impl Side {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

word_enum! {
    /// The low end, the middle or the high end of the ranges in the content.
    #[derive(Default)]
    pub enum Dose {
        Light = "light",
        #[default]
        Standard = "standard",
        Full = "full",
    }
}

impl Dose {
    /// The next choice of a dose: light, standard, full, and then none, which leaves it to the content.
    pub(crate) fn after(dose: Option<Self>) -> Option<Self> {
        match dose {
            None => Some(Self::Light),
            Some(Self::Light) => Some(Self::Standard),
            Some(Self::Standard) => Some(Self::Full),
            Some(Self::Full) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dosed<T> {
    pub light: T,
    pub standard: T,
    pub full: T,
}

impl<T: Copy> Dosed<T> {
    pub fn even(value: T) -> Self {
        Self { light: value, standard: value, full: value }
    }

    pub(crate) fn map<U>(self, change: impl Fn(T) -> U) -> Dosed<U> {
        Dosed { light: change(self.light), standard: change(self.standard), full: change(self.full) }
    }

    pub fn at(&self, dose: Dose) -> T {
        match dose {
            Dose::Light => self.light,
            Dose::Standard => self.standard,
            Dose::Full => self.full,
        }
    }
}

/// The stretches that a general caution applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Every stretch with a hold in it.
    Holds,
    /// Every stretch that can be done in this position.
    In(Position),
}

word_enum! {
    /// What a person with a condition should do about a stretch.
    #[derive(PartialOrd, Ord)]
    pub enum CautionAction {
        Skip = "skip",
        /// Ask a clinician first.
        Ask = "ask",
        /// Make it smaller, or take the named variant.
        Ease = "ease",
    }
}

word_enum! {
    /// What a stop sign requires, the most urgent first.
    #[derive(PartialOrd, Ord)]
    pub enum Urgency {
        Emergency = "emergency",
        DoctorSoon = "doctor-soon",
        /// See a doctor before the first session.
        DoctorFirst = "doctor-first",
        Stop = "stop",
        NotYet = "not-yet",
    }
}

word_enum! {
    pub enum Position {
        Standing = "standing",
        Seated = "seated",
        /// Sitting or lying on the floor.
        Floor = "floor",
        HandsAndKnees = "hands-and-knees",
    }
}

impl Position {
    /// The position in a sentence ("on the floor").
    pub(crate) fn phrase(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Seated => "seated",
            Self::Floor => "on the floor",
            Self::HandsAndKnees => "on hands and knees",
        }
    }

    /// Whether the body is down on the ground in it.
    pub(crate) fn is_down(self) -> bool {
        matches!(self, Self::Floor | Self::HandsAndKnees)
    }
}

word_enum!(Scope {
    "all" => Self::All,
    "holds" => Self::Holds,
    "standing" => Self::In(Position::Standing),
    "seated" => Self::In(Position::Seated),
    "floor" => Self::In(Position::Floor),
    "hands-and-knees" => Self::In(Position::HandsAndKnees),
});
