//! What will happen, second by second: a pure function of the content and the user's choices.
//!
//! A [`Plan`] is a list of segments one after the other. Every duration that is shown, spoken or logged is
//! a sum of their lengths, so no two places can disagree. It has no clock, and formats nothing for a screen.

pub mod adapt;
pub mod build;
pub(crate) mod fit;
pub mod lookup;
mod part;
pub mod person;
pub mod review;
mod segment;
pub mod today;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use adapt::{Adaptation, PersonalNote};
use build::{CHANGE, PREPARE};
pub use part::Part;
use person::Person;
pub use segment::{Kind, Segment, Turn};

use crate::content::model::{Dose, Stretch};

/// What the user chooses about a plan, apart from what it consists of.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The dose of everything; none for each routine's own.
    pub dose: Option<Dose>,
    pub pacing: Pacing,
    pub person: Arc<Person>,
    /// How many days ago each stretch was last done, by its id. Those that are not in it were left out for longer.
    pub days_since: Arc<BTreeMap<String, u32>>,
}

impl From<&Self> for Choices {
    fn from(choices: &Self) -> Self {
        choices.clone()
    }
}

impl From<Option<Dose>> for Choices {
    fn from(dose: Option<Dose>) -> Self {
        Self { dose, ..Self::default() }
    }
}

impl From<Dose> for Choices {
    fn from(dose: Dose) -> Self {
        Some(dose).into()
    }
}

/// How much time there is between the work.
#[derive(Clone, Copy, Debug)]
pub struct Pacing {
    /// The least time to get into position.
    pub prepare: Duration,
    /// The time to change over to the other side, the other way, the next step or the next round.
    pub change: Duration,
    /// For following by ear: how long a getting ready takes to hear. Each is then at least that long.
    pub by_ear: Option<Hearing>,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { prepare: PREPARE, change: CHANGE, by_ear: None }
    }
}

/// How long it takes to hear all that is said in a getting ready. The coach supplies it: a plan knows no language.
#[derive(Clone, Copy, Debug)]
pub struct Hearing(pub(crate) fn(Part<'_>) -> Duration);

/// A session before it begins.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The id of the routine or stretch, or several joined by `+`.
    pub id: String,
    pub name: String,
    /// The dose of the first stretch; where several things are named, each is at its own.
    pub dose: Dose,
    /// Whether it has time to hear everything that is said.
    pub by_ear: bool,
    /// What to do before the first stretch.
    pub warm_up: Option<String>,
    /// What is said last.
    pub advice: Option<String>,
    pub stretches: Vec<Planned>,
    /// What it was made for.
    pub choices: Choices,
    /// What is not as the content has it, for the person's sake.
    pub adaptations: Vec<Adaptation>,
    /// In order, without a gap.
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug)]
pub struct Planned {
    /// The stretch, with the variant applied.
    pub stretch: Arc<Stretch>,
    /// The id and the name of the variant.
    pub variant: Option<(String, String)>,
    pub dose: Dose,
    /// Which stretches stay where there is little time: the highest longest.
    pub(crate) priority: u32,
    /// What to mind for the person's sake, said in the getting ready.
    pub notes: Vec<PersonalNote>,
}

impl Planned {
    /// The id that starts it from the command line: `stretch` or `stretch:variant`.
    pub fn id(&self) -> String {
        match &self.variant {
            Some((variant, _)) => format!("{}:{variant}", self.stretch.id),
            None => self.stretch.id.name.clone(),
        }
    }

    /// The name of the stretch, with the variant's after it.
    pub fn name(&self) -> Cow<'_, str> {
        match &self.variant {
            Some((_, name)) => Cow::Owned(format!("{} ({name})", self.stretch.name)),
            None => Cow::Borrowed(&self.stretch.name),
        }
    }
}

impl Plan {
    pub fn total(&self) -> Duration {
        self.segments.last().map_or(Duration::ZERO, Segment::end)
    }

    pub fn length_of(&self, stretch: usize) -> Duration {
        self.segments.iter().filter(|segment| segment.stretch == stretch).map(|segment| segment.length).sum()
    }

    pub(crate) fn work_before(&self, index: usize) -> Option<usize> {
        self.segments.iter().take(index).rposition(Segment::is_work)
    }

    /// The equipment of a stretch, by its index, that the stretch before it does not need.
    pub fn needs(&self, stretch: usize) -> impl Iterator<Item = &str> {
        let of = |index: Option<usize>| index.and_then(|index| self.stretches.get(index));
        let before = of(stretch.checked_sub(1)).map_or(&[][..], |planned| &planned.stretch.equipment);
        let now = of(Some(stretch)).map_or(&[][..], |planned| &planned.stretch.equipment);
        now.iter().filter(|item| !before.contains(item)).map(String::as_str)
    }

    /// How to get up from one stretch for another, by their indices, if the first is done on the ground and the other is not.
    pub fn getting_up(&self, from: usize, to: usize) -> Option<&str> {
        let is_down = |stretch: &Stretch| stretch.positions.iter().any(|position| position.is_down());
        let (from, to) = (&self.stretches.get(from)?.stretch, &self.stretches.get(to)?.stretch);
        from.leave.as_deref().filter(|_| is_down(from) && !is_down(to))
    }

    /// Makes a getting ready, by its index, one that a session begins with: it takes as long as one that begins the stretch,
    /// and everything about the stretch is said.
    pub(crate) fn begin_at(&mut self, index: usize) {
        let Some(segment) = self.segments.get(index).filter(|segment| !segment.is_work()) else { return };
        let begins = |other: &&Segment| other.stretch == segment.stretch && other.begins_stretch;
        let opening = self.segments.iter().find(begins).map(|segment| segment.length);
        // By ear, what is said before everything else takes time.
        let first = self.segments.first().map(|segment| segment.length).filter(|_| self.by_ear && index > 0);
        let length = opening.into_iter().chain(first).fold(segment.length, Duration::max);
        self.resize(index, Kind::Prepare, length);
        if let Some(segment) = self.segments.get_mut(index) {
            segment.begins_stretch = true;
        }
    }

    /// Gives a segment another length, and moves everything after it.
    pub fn resize(&mut self, index: usize, kind: Kind, length: Duration) {
        if let Some(segment) = self.segments.get_mut(index) {
            segment.kind = kind;
            segment.length = length;
            let mut start = segment.end();
            for later in self.segments.iter_mut().skip(index + 1) {
                later.start = start;
                start = later.end();
            }
        }
    }
}
