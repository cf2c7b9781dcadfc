//! A stretch: its cautions, sets, steps and variants.

use std::sync::Arc;
use std::time::Duration;

use super::{CautionAction, Dosed, Position, Side};
use crate::document::diagnostic::Place;
use crate::document::id::Id;

#[derive(Clone, Debug)]
pub struct Stretch {
    pub id: Id,
    pub name: String,
    pub(crate) purpose: Option<String>,
    pub felt: Option<String>,
    pub muscles: Vec<String>,
    /// Each is enough to do it in.
    pub positions: Vec<Position>,
    pub equipment: Vec<String>,
    /// Which stretches stay where there is little time: the highest longest.
    pub(crate) priority: u32,
    /// How to get into position.
    pub setup: String,
    /// The line of caution that is shown throughout.
    pub care: Option<String>,
    /// How to come out of it, and up from the floor.
    pub leave: Option<String>,
    /// The conditions that change it.
    pub concerns: Arc<[StretchCaution]>,
    /// At least one, in order.
    pub sets: Vec<Set>,
    pub variants: Arc<[Variant]>,
    pub sources: Vec<Id>,
}

impl Stretch {
    /// The stretch as a variant: everything the variant says replaces what the stretch says. The cautions stay, except
    /// those that the variant names again and those of a set that it leaves out.
    pub fn with(&self, variant: &Variant) -> Self {
        let mut stretch = self.clone();
        replace(&mut stretch.setup, variant.setup.as_ref());
        replace(&mut stretch.positions, variant.positions.as_ref());
        replace(&mut stretch.equipment, variant.equipment.as_ref());
        for (ours, theirs) in [
            (&mut stretch.felt, &variant.felt),
            (&mut stretch.care, &variant.care),
            (&mut stretch.leave, &variant.leave),
        ] {
            replace(ours, theirs.is_some().then_some(theirs));
        }
        for set in &mut stretch.sets {
            let is_same = |other: &&Set| other.id.is_some() && other.id.as_deref() == set.id.as_deref();
            let replacement = variant.sets.iter().find(is_same);
            replace(set, replacement);
        }
        stretch.sets.retain(|set| !variant.leaves_out(set.id.as_ref()));
        if !variant.concerns.is_empty() || !variant.without.is_empty() {
            let named_again = |id: &Id| variant.concerns.iter().any(|concern| *concern.id == **id);
            let stays =
                |concern: &&StretchCaution| !named_again(&concern.id) && !variant.leaves_out(concern.set.as_ref());
            stretch.concerns = self.concerns.iter().filter(stays).chain(&variant.concerns).cloned().collect();
        }
        stretch
    }

    /// The steps of its own sets and of those of its variants.
    pub(crate) fn all_steps(&self) -> impl Iterator<Item = &Step> {
        let sets = self.sets.iter().chain(self.variants.iter().flat_map(|variant| &variant.sets));
        sets.flat_map(|set| &set.steps)
    }

    pub(crate) fn has_hold(&self) -> bool {
        self.sets.iter().flat_map(|set| &set.steps).any(|step| matches!(step.work, Work::Hold(_)))
    }
}

fn replace<T: Clone>(ours: &mut T, theirs: Option<&T>) {
    if let Some(theirs) = theirs {
        ours.clone_from(theirs);
    }
}

#[derive(Clone, Debug)]
pub struct Variant {
    /// Unique within the stretch.
    pub id: Id,
    pub(crate) name: String,
    pub text: Option<String>,
    pub(crate) setup: Option<String>,
    pub(crate) felt: Option<String>,
    pub(crate) care: Option<String>,
    pub(crate) leave: Option<String>,
    pub positions: Option<Vec<Position>>,
    pub(crate) equipment: Option<Vec<String>>,
    /// Each replaces the stretch's set with the same id.
    pub sets: Vec<Set>,
    /// The sets of the stretch that it leaves out.
    pub(crate) without: Vec<Id>,
    /// Each replaces what the stretch says about the same condition.
    pub concerns: Vec<StretchCaution>,
}

impl Variant {
    pub(crate) fn leaves_out(&self, set: Option<&Id>) -> bool {
        set.is_some_and(|id| self.without.iter().any(|out| **out == **id))
    }
}

/// Steps done in order, for some rounds.
#[derive(Clone, Debug)]
pub struct Set {
    /// For variants and cautions to name it.
    pub id: Option<Id>,
    pub rounds: Dosed<u32>,
    /// At least one.
    pub steps: Vec<Step>,
}

/// One timed thing to do.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do; `{side}`, `{other}` and `{way}` are filled in.
    pub text: String,
    /// Where the text is written.
    pub(crate) place: Place,
    /// Where it is felt; the same placeholders.
    pub felt: Option<String>,
    /// The motion in the figure library that shows it.
    pub motion: Option<Id>,
    pub work: Work,
    pub each: Repeat,
    /// The least time to come out of it, if the usual changeover is too short.
    pub change: Option<Duration>,
}

#[derive(Clone, Debug)]
pub enum Work {
    /// Take the position and keep it.
    Hold(Dosed<Duration>),
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
    /// Parts with their own texts: a breath in, a breath out.
    Phases(Vec<Phase>),
}

impl Tempo {
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
    pub(crate) fn times(&self) -> usize {
        match self {
            Self::Once => 1,
            Self::Sides(sides) => sides.len(),
            Self::Ways(ways) => ways.len(),
        }
    }

    pub(crate) fn way(&self, index: usize) -> Option<&str> {
        match self {
            Self::Ways(ways) => ways.get(index).map(String::as_str),
            Self::Once | Self::Sides(_) => None,
        }
    }

    /// What follows a dose that is for each side or way: ` each side`.
    pub(crate) fn phrase(&self) -> &'static str {
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
    /// The one set it is about; `None` if it is about the whole stretch.
    pub set: Option<Id>,
    pub sources: Vec<Id>,
}
