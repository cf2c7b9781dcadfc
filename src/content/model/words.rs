//! The closed sets of words in content files, and the doses. Reading, showing and listing a word use the same list.

use std::fmt;

/// A side of the body, the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Side {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// The low end, the middle or the high end of the ranges in the content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dose {
    Light,
    #[default]
    Standard,
    Full,
}

impl Dose {
    /// The next one up, and after the last the first.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Light => Self::Standard,
            Self::Standard => Self::Full,
            Self::Full => Self::Light,
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

/// What a person with a condition should do about a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CautionAction {
    Skip,
    /// Ask a clinician first.
    Ask,
    /// Make it smaller, or take the named variant.
    Ease,
}

/// What a stop sign requires, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Emergency,
    DoctorSoon,
    /// See a doctor before the first session.
    DoctorFirst,
    Stop,
    NotYet,
}

/// The word for a value out of a closed set.
pub fn word_for<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}

/// Implements a closed set of words: `WORDS` to read and list them, `Display` to show them.
macro_rules! words {
    ($kind:ty { $($word:literal => $value:expr),* $(,)? }) => {
        impl $kind {
            /// Every word, with its meaning.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, $value)),*];
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(word_for(Self::WORDS, self))
            }
        }
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Standing,
    Seated,
    /// Sitting or lying on the floor.
    Floor,
    HandsAndKnees,
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

words!(Position {
    "standing" => Self::Standing,
    "seated" => Self::Seated,
    "floor" => Self::Floor,
    "hands-and-knees" => Self::HandsAndKnees,
});

words!(Scope {
    "all" => Self::All,
    "holds" => Self::Holds,
    "standing" => Self::In(Position::Standing),
    "seated" => Self::In(Position::Seated),
    "floor" => Self::In(Position::Floor),
    "hands-and-knees" => Self::In(Position::HandsAndKnees),
});

words!(CautionAction {
    "skip" => Self::Skip,
    "ask" => Self::Ask,
    "ease" => Self::Ease,
});

words!(Urgency {
    "emergency" => Self::Emergency,
    "doctor-soon" => Self::DoctorSoon,
    "doctor-first" => Self::DoctorFirst,
    "stop" => Self::Stop,
    "not-yet" => Self::NotYet,
});

words!(Side {
    "left" => Self::Left,
    "right" => Self::Right,
});

words!(Dose {
    "light" => Self::Light,
    "standard" => Self::Standard,
    "full" => Self::Full,
});
