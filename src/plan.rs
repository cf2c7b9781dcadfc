//! What will happen, second by second: a pure function of the content and the user's choices.
//!
//! A [`Plan`] is a list of segments one after the other. Every duration that is shown, spoken or logged is
//! a sum of their lengths, so no two places can disagree. It has no clock, and formats nothing for a screen.

pub mod adapt;
pub mod build;
pub mod fit;
pub mod lookup;
pub mod person;
pub mod review;
pub mod today;

use std::{borrow::Cow, sync::Arc, time::Duration};

use adapt::{Adaptation, Note};
use build::{CHANGE, PREPARE};
use person::Person;

use crate::content::{
    model::{Dose, Phase, Side, Step, Stretch, Tempo, Work},
    placeholder,
};

/// What of a plan is for the user to choose, beside what is to be done.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// How much of everything; none for each routine's own.
    pub dose: Option<Dose>,
    /// The time between the work.
    pub pacing: Pacing,
    /// Who it is for.
    pub person: Arc<Person>,
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
    /// For somebody who follows by ear: then there is time to hear all that is said before the work.
    pub by_ear: Option<Hearing>,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { prepare: PREPARE, change: CHANGE, by_ear: None }
    }
}

/// How long it takes to hear all that is said in a segment, by its index. The coach hands it in: a plan knows
/// no language.
#[derive(Clone, Copy, Debug)]
pub struct Hearing(pub fn(&Plan, usize) -> Duration);

/// A session as it is going to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The id of the routine or stretch, or several joined by `+`.
    pub id: String,
    pub name: String,
    /// The dose of the first stretch; where several things are named, each is at its own.
    pub dose: Dose,
    /// Whether there is time to follow it by ear.
    pub by_ear: bool,
    /// What to do before the first stretch.
    pub warm_up: Option<String>,
    /// What is said last.
    pub advice: Option<String>,
    /// The stretches, in order.
    pub stretches: Vec<Planned>,
    /// What is not as the content has it, for the person's sake.
    pub adaptations: Vec<Adaptation>,
    /// The segments, in order, without a gap.
    pub segments: Vec<Segment>,
}

/// A stretch in a plan.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The stretch, with its variant already worked in.
    pub stretch: Arc<Stretch>,
    /// The id and the name of that variant.
    pub variant: Option<(String, String)>,
    /// The dose it is taken at.
    pub dose: Dose,
    /// What to mind for the person's sake, said in the getting ready.
    pub notes: Vec<Note>,
}

impl Planned {
    /// The id by which it can be started again: `stretch` or `stretch:variant`.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.variant {
            Some((variant, _)) => format!("{}:{variant}", self.stretch.id),
            None => self.stretch.id.name.clone(),
        }
    }

    /// The name of the stretch, with the variant's after it.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.variant {
            Some((_, name)) => Cow::Owned(format!("{} ({name})", self.stretch.name)),
            None => Cow::Borrowed(&self.stretch.name),
        }
    }
}

/// A part of a plan in which one thing happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// When it begins, from the start of the session.
    pub start: Duration,
    pub length: Duration,
    pub kind: Kind,
    /// The stretch it belongs to: an index into [`Plan::stretches`].
    pub stretch: usize,
    /// The set: an index into the stretch's sets.
    pub set: usize,
    /// The step: an index into the set's steps. Of a change, the step that comes.
    pub step: usize,
    /// The side the step is done on.
    pub side: Option<Side>,
    /// The way the step is done: an index into its ways.
    pub way: Option<usize>,
    /// The round, from 1.
    pub round: u32,
    /// How many rounds there are.
    pub rounds: u32,
}

impl Segment {
    /// When it ends, from the start of the session.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.start + self.length
    }

    /// Whether it is work and not a getting ready for it.
    #[must_use]
    pub fn is_work(&self) -> bool {
        matches!(self.kind, Kind::Hold | Kind::Reps { .. } | Kind::Move)
    }

    /// How many reps it is made of, if it is.
    #[must_use]
    pub fn reps(&self) -> Option<u32> {
        match self.kind {
            Kind::Reps { count, .. } => Some(count),
            _ => None,
        }
    }

    /// Whether the body is in a position at its end that it has to come out of: that of a hold, or of a movement that goes on
    /// to its last second.
    #[must_use]
    pub fn ends_in_a_position(&self) -> bool {
        matches!(self.kind, Kind::Hold | Kind::Move)
    }

    /// Whether both are the same step in the same round, on whatever side.
    #[must_use]
    pub fn is_sibling(&self, other: &Self) -> bool {
        self.is_same_step(other) && self.round == other.round
    }

    /// Whether both are the same step, in whatever round and on whatever side.
    #[must_use]
    pub fn is_same_step(&self, other: &Self) -> bool {
        let place = |segment: &Self| (segment.stretch, segment.set, segment.step);
        place(self) == place(other)
    }

    /// Whether it is the getting ready for a stretch, the first thing of it.
    #[must_use]
    pub fn begins_stretch(&self) -> bool {
        self.kind == Kind::Prepare && self.set == 0
    }
}

/// What happens in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Read, and get into position.
    Prepare,
    Hold,
    /// Do it so many times.
    Reps {
        count: u32,
        rep: Duration,
    },
    Move,
    /// Change over to what comes next in the set.
    Change(Turn),
}

impl Kind {
    /// The word for it on the command line and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Hold => "hold",
            Self::Reps { .. } => "reps",
            Self::Move => "move",
            Self::Change(_) => "change",
        }
    }
}

/// What a changeover is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The same step on the other side.
    Side,
    /// The same step the other way.
    Way,
    /// The next step of the set.
    Step,
    Round,
}

impl Plan {
    /// The length of the whole session.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.segments.last().map_or(Duration::ZERO, Segment::end)
    }

    /// The length of one of the stretches, by its index.
    #[must_use]
    pub fn length_of(&self, stretch: usize) -> Duration {
        self.segments.iter().filter(|segment| segment.stretch == stretch).map(|segment| segment.length).sum()
    }

    /// The stretch of a segment.
    #[must_use]
    pub fn planned(&self, segment: &Segment) -> Option<&Planned> {
        self.stretches.get(segment.stretch)
    }

    /// The step a segment is, or leads to.
    #[must_use]
    pub fn step(&self, segment: &Segment) -> Option<&Step> {
        self.planned(segment)?.stretch.sets.get(segment.set)?.steps.get(segment.step)
    }

    /// The number of a segment's step among all the steps of its stretch, from 1, and how many there are.
    #[must_use]
    pub fn step_of(&self, segment: &Segment) -> (usize, usize) {
        let sets = self.planned(segment).map_or(&[][..], |planned| &planned.stretch.sets);
        let before: usize = sets.iter().take(segment.set).map(|set| set.steps.len()).sum();
        (before + segment.step + 1, sets.iter().map(|set| set.steps.len()).sum())
    }

    /// The name of the way a segment's step is done.
    #[must_use]
    pub fn way(&self, segment: &Segment) -> Option<&str> {
        self.step(segment)?.each.way(segment.way?)
    }

    /// What to do in a segment, or after it if it is a getting ready, with side and way filled in.
    #[must_use]
    pub fn instruction(&self, segment: &Segment) -> Cow<'_, str> {
        let text = self.step(segment).map_or("", |step| &step.text);
        placeholder::fill(text, segment.side, self.way(segment))
    }

    /// Where the step of a segment is felt, as its content says it of the step or else of the stretch.
    #[must_use]
    pub fn felt(&self, segment: &Segment) -> Option<Cow<'_, str>> {
        let of_stretch = self.planned(segment)?.stretch.felt.as_deref();
        let felt = self.step(segment)?.felt.as_deref().or(of_stretch)?;
        Some(placeholder::fill(felt, segment.side, self.way(segment)))
    }

    /// What to mind in the stretch of a segment.
    #[must_use]
    pub fn care(&self, segment: &Segment) -> Option<&str> {
        self.planned(segment)?.stretch.care.as_deref()
    }

    /// The last work before a segment, both by their indices.
    #[must_use]
    pub fn work_before(&self, index: usize) -> Option<usize> {
        self.segments.iter().take(index).rposition(Segment::is_work)
    }

    /// How to come out of the stretch of a segment, by its index.
    #[must_use]
    pub fn leave(&self, index: usize) -> Option<&str> {
        self.planned(self.segments.get(index)?)?.stretch.leave.as_deref()
    }

    /// What a stretch needs that the one before it, by their indices, does not.
    pub fn needs(&self, stretch: usize) -> impl Iterator<Item = &str> {
        let of = |index: Option<usize>| index.and_then(|index| self.stretches.get(index));
        let before = of(stretch.checked_sub(1)).map_or(&[][..], |planned| &planned.stretch.equipment);
        let now = of(Some(stretch)).map_or(&[][..], |planned| &planned.stretch.equipment);
        now.iter().filter(|item| !before.contains(item)).map(String::as_str)
    }

    /// How to get up from one stretch for another, by their indices, if that one is done on the ground and this one is not.
    #[must_use]
    pub fn getting_up(&self, from: usize, to: usize) -> Option<&str> {
        let is_down = |stretch: &Stretch| stretch.positions.iter().any(|position| position.is_down());
        let (from, to) = (&self.stretches.get(from)?.stretch, &self.stretches.get(to)?.stretch);
        from.leave.as_deref().filter(|_| is_down(from) && !is_down(to))
    }

    /// How to get into position, if the segment is the getting ready for a stretch.
    #[must_use]
    pub fn setup(&self, segment: &Segment) -> Option<&str> {
        segment.begins_stretch().then(|| self.planned(segment).map_or("", |planned| &planned.stretch.setup))
    }

    /// How one rep of a segment is timed, if it is made of reps.
    #[must_use]
    pub fn tempo(&self, segment: &Segment) -> Option<&Tempo> {
        match &self.step(segment)?.work {
            Work::Reps { tempo, .. } => Some(tempo),
            _ => None,
        }
    }

    /// A phase of the reps of a segment, by its index, if they have phases.
    #[must_use]
    pub fn phase(&self, segment: &Segment, index: usize) -> Option<&Phase> {
        match self.tempo(segment)? {
            Tempo::Phases(phases) => phases.get(index),
            Tempo::Even(_) => None,
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
