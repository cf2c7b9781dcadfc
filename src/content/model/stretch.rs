//! The nouns of a stretch: its cautions, sets, steps and variants.
//!
//! Immutable data, and like all content it knows nothing of clocks or screens.

use std::time::Duration;

use super::{CautionAction, Dosed, Position, Side};
use crate::document::{diagnostic::Place, id::Id};

#[derive(Clone, Debug)]
pub struct Stretch {
    pub id: Id,
    pub name: String,
    pub purpose: Option<String>,
    pub felt: Option<String>,
    /// The muscles it is about.
    pub muscles: Vec<String>,
    /// The positions it can be done in.
    pub positions: Vec<Position>,
    pub equipment: Vec<String>,
    /// Which stretches stay where there is little time: the highest longest.
    pub priority: u32,
    /// How to get into position.
    pub setup: String,
    /// The line of caution that stays in sight all through it.
    pub care: Option<String>,
    /// How to come out of it, and up from the floor.
    pub leave: Option<String>,
    /// The conditions that change it.
    pub concerns: Vec<StretchCaution>,
    /// Its sets, in order; at least one.
    pub sets: Vec<Set>,
    /// Other ways to do it.
    pub variants: Vec<Variant>,
    pub sources: Vec<Id>,
}

impl Stretch {
    /// The stretch done the other way: everything the variant says replaces what the stretch says. Its cautions stay,
    /// but for those that the variant names again and those of a set that it leaves out.
    #[must_use]
    pub fn with(&self, variant: &Variant) -> Self {
        let mut stretch = self.clone();
        if let Some(setup) = &variant.setup {
            stretch.setup.clone_from(setup);
        }
        for (ours, theirs) in [
            (&mut stretch.felt, &variant.felt),
            (&mut stretch.care, &variant.care),
            (&mut stretch.leave, &variant.leave),
        ] {
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
        let left_out = |id: &Option<Id>| id.as_ref().is_some_and(|id| variant.without.iter().any(|out| **out == **id));
        stretch.sets.retain(|set| !left_out(&set.id));
        let named_again = |id: &Id| variant.concerns.iter().any(|concern| *concern.id == **id);
        stretch.concerns.retain(|concern| !named_again(&concern.id) && !left_out(&concern.set));
        stretch.concerns.extend(variant.concerns.iter().cloned());
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
    pub name: String,
    pub text: Option<String>,
    pub setup: Option<String>,
    /// Replaces where it is felt.
    pub felt: Option<String>,
    /// Replaces the line of caution.
    pub care: Option<String>,
    /// Replaces how to come out of it.
    pub leave: Option<String>,
    pub positions: Option<Vec<Position>>,
    pub equipment: Option<Vec<String>>,
    /// Each replaces the stretch's set of the same id.
    pub sets: Vec<Set>,
    /// The stretch's sets that it leaves out.
    pub without: Vec<Id>,
    /// Each replaces what the stretch says about the same condition.
    pub concerns: Vec<StretchCaution>,
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
    /// The motion that shows it: the id of one in the figure library.
    pub motion: Option<Id>,
    /// How long, or how often.
    pub work: Work,
    /// Whether it is done once, or once for each side or way.
    pub each: Repeat,
    /// The least time to come out of it, where the usual changeover is too short.
    pub change: Option<Duration>,
}

/// How a step is timed.
#[derive(Clone, Debug)]
pub enum Work {
    /// Take the position and keep it.
    Hold(Dosed<Duration>),
    /// Do it so many times.
    Reps {
        count: Dosed<u32>,
        tempo: Tempo,
    },
    Move(Dosed<Duration>),
}

/// The time of one rep.
#[derive(Clone, Debug)]
pub enum Tempo {
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
    pub length: Duration,
}

/// How often a step is done within a round.
#[derive(Clone, Debug)]
pub enum Repeat {
    Once,
    /// Once for each side, in this order.
    Sides([Side; 2]),
    /// Once for each way, in this order.
    Ways(Vec<String>),
}

impl Repeat {
    #[must_use]
    pub fn times(&self) -> usize {
        match self {
            Self::Once => 1,
            Self::Sides(sides) => sides.len(),
            Self::Ways(ways) => ways.len(),
        }
    }

    /// The name of a way, by its index, if it is done in ways.
    #[must_use]
    pub fn way(&self, index: usize) -> Option<&str> {
        match self {
            Self::Ways(ways) => ways.get(index).map(String::as_str),
            Self::Once | Self::Sides(_) => None,
        }
    }

    /// What to add to a dose that is for each side or way: ` each side`.
    #[must_use]
    pub fn phrase(&self) -> &'static str {
        match self {
            Self::Once => "",
            Self::Sides(_) => " each side",
            Self::Ways(_) => " each way",
        }
    }
}

/// A caution as one stretch puts it.
#[derive(Clone, Debug)]
pub struct StretchCaution {
    pub id: Id,
    pub action: CautionAction,
    pub note: Option<String>,
    /// The variants that suit better, the best first.
    pub variants: Vec<Id>,
    /// The one set it is about, if it is not about the whole stretch.
    pub set: Option<Id>,
    pub sources: Vec<Id>,
}
