//! What can be taught: the nouns of a content file, as they are after reading.
//!
//! Immutable data. It knows nothing of clocks or screens, and a number is in it once.

use std::{fmt, ops::Deref, sync::Arc, time::Duration};

use super::diagnostic::Place;

/// The name by which entries refer to each other: `a-z`, `0-9` and hyphens.
#[derive(Clone, Debug, Default)]
pub struct Id {
    /// The id itself.
    pub name: String,
    /// Where it is written.
    pub place: Place,
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Anything that has an id of its own.
pub trait Entry {
    /// What such an entry is called in messages, and the name of its table.
    const NOUN: &'static str;

    /// The id.
    fn id(&self) -> &Id;
}

macro_rules! entries {
    ($($kind:ty => $noun:literal),* $(,)?) => {
        $(impl Entry for $kind {
            const NOUN: &'static str = $noun;

            fn id(&self) -> &Id {
                &self.id
            }
        })*
    };
}

entries! {
    Source => "source",
    Cause => "cause",
    Point => "entry",
    Caution => "caution",
    StopSign => "stop-sign",
    Stretch => "stretch",
    Variant => "variant",
    Routine => "routine",
}

impl<T: Entry> Entry for Arc<T> {
    const NOUN: &'static str = T::NOUN;

    fn id(&self) -> &Id {
        (**self).id()
    }
}

/// The entry with this id.
pub fn find<'a, T: Entry>(entries: &'a [T], id: &str) -> Option<&'a T> {
    entries.iter().find(|entry| **entry.id() == *id)
}

/// Everything the program teaches: the built-in content with the user's laid over it.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What it is about ("Upper back").
    pub title: String,
    /// Who it is for and what it helps with, if the file says so.
    pub aim: Option<String>,
    /// Why it hurts.
    pub causes: Vec<Cause>,
    /// Why stretching works.
    pub benefits: Vec<Point>,
    /// How to stretch well: dose, breath, warm-up.
    pub techniques: Vec<Point>,
    /// The conditions that ask for care.
    pub cautions: Vec<Caution>,
    /// When not to stretch at all.
    pub stop_signs: Vec<StopSign>,
    /// What it is all based on.
    pub sources: Vec<Source>,
    /// The stretches, in the order of the file.
    pub stretches: Vec<Arc<Stretch>>,
    /// The routines, in the order of the file.
    pub routines: Vec<Routine>,
}

/// Where something was said.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Who says it, and in what.
    pub title: String,
    /// Where to read it.
    pub url: Option<String>,
}

/// A reason why it hurts, with the stretches that answer it.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Its id.
    pub id: Id,
    /// A short heading.
    pub name: String,
    /// The reason.
    pub text: String,
    /// The stretches that answer it.
    pub stretches: Vec<Id>,
    /// Where this is from.
    pub sources: Vec<Id>,
}

/// A point of a reading page: a benefit or a note on technique.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its id.
    pub id: Id,
    /// A short heading.
    pub name: String,
    /// The point.
    pub text: String,
    /// Where this is from.
    pub sources: Vec<Id>,
}

/// A condition that asks for care.
#[derive(Clone, Debug)]
pub struct Caution {
    /// Its id.
    pub id: Id,
    /// The condition ("Osteoporosis").
    pub name: String,
    /// What holds whatever the stretch.
    pub text: Option<String>,
    /// The stretches it concerns without their naming it, and what to do in them.
    pub general: Option<General>,
    /// Where this is from.
    pub sources: Vec<Id>,
}

/// A caution that reaches many stretches at once.
#[derive(Clone, Debug)]
pub struct General {
    /// Which stretches.
    pub covers: Reach,
    /// What to do.
    pub action: Action,
    /// How.
    pub note: String,
}

/// The stretches a general caution reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every stretch.
    All,
    /// Every stretch with a hold in it.
    Holds,
    /// Every stretch that can be done in this position.
    In(Position),
}

/// What a condition asks of somebody about to do a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Leave it out.
    Skip,
    /// Ask a clinician first.
    Ask,
    /// Make it smaller, or take the named variant.
    Ease,
}

/// A caution as one stretch puts it.
#[derive(Clone, Debug)]
pub struct Concern {
    /// The caution.
    pub id: Id,
    /// What to do.
    pub action: Action,
    /// How.
    pub note: String,
    /// The variant that suits better.
    pub variant: Option<Id>,
    /// The one set it is about, if it is not about the whole stretch.
    pub set: Option<Id>,
    /// Where this is from.
    pub sources: Vec<Id>,
}

/// Signs that mean: do not stretch now.
#[derive(Clone, Debug)]
pub struct StopSign {
    /// Its id.
    pub id: Id,
    /// A short heading.
    pub name: String,
    /// How bad it is.
    pub urgency: Urgency,
    /// The signs.
    pub signs: Vec<String>,
    /// What to do.
    pub text: Option<String>,
    /// Where this is from.
    pub sources: Vec<Id>,
}

/// What a stop sign asks for, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Call for help now.
    Emergency,
    /// See a doctor soon.
    DoctorSoon,
    /// See a doctor before the first session.
    DoctorFirst,
    /// End the session.
    Stop,
    /// Wait some days.
    NotYet,
}

/// One exercise.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// Where it is felt.
    pub felt: Option<String>,
    /// The muscles it is about.
    pub muscles: Vec<String>,
    /// The positions it can be done in.
    pub positions: Vec<Position>,
    /// What it needs.
    pub equipment: Vec<String>,
    /// How to get into position.
    pub setup: String,
    /// The line of caution that stays in sight all through it.
    pub care: Option<String>,
    /// The conditions that change it.
    pub concerns: Vec<Concern>,
    /// Its sets, in order; at least one.
    pub sets: Vec<Set>,
    /// Other ways to do it.
    pub variants: Vec<Variant>,
    /// Where this is from.
    pub sources: Vec<Id>,
}

impl Stretch {
    /// The stretch done the other way: everything the variant says replaces what the stretch says.
    #[must_use]
    pub fn with(&self, variant: &Variant) -> Self {
        let mut stretch = self.clone();
        if let Some(setup) = &variant.setup {
            stretch.setup.clone_from(setup);
        }
        for (ours, theirs) in [(&mut stretch.felt, &variant.felt), (&mut stretch.care, &variant.care)] {
            if theirs.is_some() {
                ours.clone_from(theirs);
            }
        }
        if let Some(positions) = &variant.positions {
            stretch.positions.clone_from(positions);
        }
        if let Some(equipment) = &variant.equipment {
            stretch.equipment.clone_from(equipment);
        }
        for set in &mut stretch.sets {
            let replacement = variant.sets.iter().find(|other| match (&other.id, &set.id) {
                (Some(theirs), Some(ours)) => **theirs == **ours,
                _ => false,
            });
            if let Some(replacement) = replacement {
                set.clone_from(replacement);
            }
        }
        stretch
    }

    /// Whether any step of it is a hold.
    #[must_use]
    pub fn has_hold(&self) -> bool {
        self.sets.iter().flat_map(|set| &set.steps).any(|step| matches!(step.work, Work::Hold(_)))
    }
}

/// Another way to do a stretch.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its id, unique within the stretch.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// When to take it.
    pub text: Option<String>,
    /// Replaces the stretch's set-up.
    pub setup: Option<String>,
    /// Replaces where it is felt.
    pub felt: Option<String>,
    /// Replaces the line of caution.
    pub care: Option<String>,
    /// Replaces the positions.
    pub positions: Option<Vec<Position>>,
    /// Replaces the equipment.
    pub equipment: Option<Vec<String>>,
    /// Each replaces the stretch's set of the same id.
    pub sets: Vec<Set>,
}

/// Steps done in order, for some rounds.
#[derive(Clone, Debug)]
pub struct Set {
    /// Its id, where a variant or a caution names it.
    pub id: Option<Id>,
    /// How often the steps are gone through.
    pub rounds: Dosed<u32>,
    /// The steps; at least one.
    pub steps: Vec<Step>,
}

/// One timed thing to do.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do; `{side}`, `{other}` and `{way}` are filled in.
    pub text: String,
    /// Where the text is written.
    pub place: Place,
    /// Where it is felt; the same placeholders.
    pub felt: Option<String>,
    /// How long, or how often.
    pub work: Work,
    /// Whether it is done once, or once for each side or way.
    pub each: Each,
}

/// How a step is timed.
#[derive(Clone, Debug)]
pub enum Work {
    /// Take the position and keep it.
    Hold(Dosed<Duration>),
    /// Do it so many times.
    Reps {
        /// How often.
        count: Dosed<u32>,
        /// How long one takes.
        tempo: Tempo,
    },
    /// Keep moving.
    Move(Dosed<Duration>),
}

/// The time of one rep.
#[derive(Clone, Debug)]
pub enum Tempo {
    /// One movement.
    Even(Duration),
    /// Parts with words of their own: a breath in, a breath out.
    Phases(Vec<Phase>),
}

impl Tempo {
    /// How long one rep takes.
    #[must_use]
    pub fn rep(&self) -> Duration {
        match self {
            Self::Even(rep) => *rep,
            Self::Phases(phases) => phases.iter().map(|phase| phase.length).sum(),
        }
    }
}

/// A part of a rep.
#[derive(Clone, Debug)]
pub struct Phase {
    /// What to do in it.
    pub text: String,
    /// How long it takes.
    pub length: Duration,
}

/// How often a step is done within a round.
#[derive(Clone, Debug)]
pub enum Each {
    /// Once.
    Once,
    /// Once for each side, in this order.
    Sides([Side; 2]),
    /// Once for each way, in this order.
    Ways(Vec<String>),
}

/// A side of the body, the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// How much of everything: the low end, the middle or the high end of what the content gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dose {
    /// The low end.
    Light,
    /// The middle.
    #[default]
    Standard,
    /// The high end.
    Full,
}

impl Dose {
    /// The next one up, and after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Standard,
            Self::Standard => Self::Full,
            Self::Full => Self::Light,
        }
    }
}

/// A value for each dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dosed<T> {
    /// At the light dose.
    pub light: T,
    /// At the standard dose.
    pub standard: T,
    /// At the full dose.
    pub full: T,
}

impl<T: Copy> Dosed<T> {
    /// The same at every dose.
    pub fn even(value: T) -> Self {
        Self { light: value, standard: value, full: value }
    }

    /// The value at this dose.
    pub fn at(&self, dose: Dose) -> T {
        match dose {
            Dose::Light => self.light,
            Dose::Standard => self.standard,
            Dose::Full => self.full,
        }
    }
}

/// A named list of stretches.
#[derive(Clone, Debug)]
pub struct Routine {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is good for.
    pub summary: Option<String>,
    /// What it is made of, in order; at least one.
    pub stretches: Vec<Reference>,
    /// The dose it is meant for, unless the user asks for another.
    pub dose: Dose,
}

/// A stretch as a routine names it: `id`, or `id:variant`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The stretch.
    pub stretch: Id,
    /// The variant of it.
    pub variant: Option<Id>,
}

/// Gives a closed set of words its names: to read them from a file, to show them, to list them in an error.
macro_rules! words {
    ($kind:ty { $($word:literal => $value:expr),* $(,)? }) => {
        impl $kind {
            /// Every word a file may use for it, with what it means.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, $value)),*];
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let word = Self::WORDS.iter().find(|(_, value)| value == self);
                f.pad(word.map_or("", |(word, _)| word))
            }
        }
    };
}

/// The position of the body, which decides where a stretch can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// On the feet.
    Standing,
    /// On a chair.
    Seated,
    /// Sitting or lying on the floor.
    Floor,
    /// On hands and knees.
    HandsAndKnees,
}

words!(Position {
    "standing" => Self::Standing,
    "seated" => Self::Seated,
    "floor" => Self::Floor,
    "hands-and-knees" => Self::HandsAndKnees,
});

words!(Reach {
    "all" => Self::All,
    "holds" => Self::Holds,
    "standing" => Self::In(Position::Standing),
    "seated" => Self::In(Position::Seated),
    "floor" => Self::In(Position::Floor),
    "hands-and-knees" => Self::In(Position::HandsAndKnees),
});

words!(Action {
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
