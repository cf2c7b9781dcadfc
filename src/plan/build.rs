//! From content and choices to segments.

use std::{borrow::Cow, sync::Arc, time::Duration};

use unicode_width::UnicodeWidthStr;

use super::{Choices, Kind, Pacing, Plan, Planned, Segment, Turn};
use crate::content::{
    model::{Dose, Each, Library, Reference, Routine, Set, Side, Step, Stretch, Variant, Work, find},
    placeholder,
};

/// The least time to get into position, unless another is asked for. Circuit routines allow 8 to 10 s between exercises (the 7-minute
/// workout of the ACSM's Health & Fitness Journal, 2013).
pub const PREPARE: Duration = Duration::from_secs(8);

/// The time to change over to the other side, the other way, the next step or the next round, unless another
/// is asked for.
pub const CHANGE: Duration = Duration::from_secs(5);

/// How fast an instruction is read, in columns of text a second: 150 words a minute of five letters and a
/// space. Silent reading at leisure is 238 (Brysbaert 2019, Journal of Memory and Language 109); these
/// words are read from a distance by somebody who is moving.
pub const READING: u32 = 15;

/// The most columns of what a coach says beside the texts of the content.
mod said {
    /// How long it takes, of how many stretches, and to stop if it hurts; after the name of the plan.
    pub const FIRST: u32 = 65;
    /// To come back slowly from the hold before.
    pub const BACK: u32 = 18;
    /// Which stretch it is of how many.
    pub const WHICH: u32 = 18;
    /// That something follows.
    pub const THEN: u32 = 6;
    /// That it is the other side, the other way, the next step.
    pub const OTHER: u32 = 12;
    /// Which round comes after a rest.
    pub const ROUND: u32 = 26;
}

/// What is left of a getting ready when everything has been said, for counting in.
const COUNTED_IN: Duration = Duration::from_secs(2);

/// How long texts take to say one after the other, with so many columns between, and to be counted in. Who speaks is
/// no faster than who reads: see [`READING`].
fn saying_time(between: u32, texts: &[&str]) -> Duration {
    let columns = texts.iter().map(|text| columns(text).saturating_add(1)).fold(between, u32::saturating_add);
    Duration::from_secs(u64::from(columns.div_ceil(READING))) + COUNTED_IN
}

/// How long a text takes to read, in whole seconds.
#[must_use]
pub fn reading_time(text: &str) -> Duration {
    Duration::from_secs(u64::from(columns(text).div_ceil(READING)))
}

fn columns(text: &str) -> u32 {
    u32::try_from(text.width()).unwrap_or(u32::MAX)
}

impl Planned {
    /// A stretch, or a variant of it, as it goes into a plan.
    #[must_use]
    pub fn new(stretch: &Arc<Stretch>, variant: Option<&Variant>) -> Self {
        match variant {
            None => Self { stretch: Arc::clone(stretch), variant: None },
            Some(variant) => Self {
                stretch: Arc::new(stretch.with(variant)),
                variant: Some((variant.id.name.clone(), variant.name.clone())),
            },
        }
    }

    /// A stretch as a routine names it. References that lead nowhere are not in a checked library.
    fn from_reference(library: &Library, reference: &Reference) -> Option<Self> {
        let stretch = find(&library.stretches, &reference.stretch)?;
        let variant = match &reference.variant {
            Some(id) => Some(find(&stretch.variants, id)?),
            None => None,
        };
        Some(Self::new(stretch, variant))
    }
}

/// The stretches of a routine.
#[must_use]
fn stretches_of(library: &Library, routine: &Routine) -> Vec<Planned> {
    routine.stretches.iter().filter_map(|reference| Planned::from_reference(library, reference)).collect()
}

impl Plan {
    /// The plan of a routine, at its own dose unless another is asked for.
    #[must_use]
    pub fn of_routine(library: &Library, routine: &Routine, choices: Choices) -> Self {
        let stretches = stretches_of(library, routine);
        let dose = choices.dose.unwrap_or(routine.dose);
        Self::new(routine.id.name.clone(), routine.name.clone(), stretches, dose, choices.pacing)
    }

    /// The plan of one stretch or one of its variants.
    #[must_use]
    pub fn of_stretch(stretch: &Arc<Stretch>, variant: Option<&Variant>, choices: Choices) -> Self {
        let planned = Planned::new(stretch, variant);
        let name = planned.name().into_owned();
        Self::new(planned.id(), name, vec![planned], choices.dose.unwrap_or_default(), choices.pacing)
    }

    /// The plan of stretches done one after the other.
    #[must_use]
    pub fn new(id: String, name: String, stretches: Vec<Planned>, dose: Dose, pacing: Pacing) -> Self {
        let which = if stretches.len() > 1 { said::WHICH } else { 0 };
        let opening = columns(&name).saturating_add(said::FIRST);
        let mut builder = Builder { dose, pacing, opening, which, segments: Vec::new(), start: Duration::ZERO };
        for (index, planned) in stretches.iter().enumerate() {
            builder.stretch(index, planned);
        }
        Self { id, name, dose, by_ear: pacing.by_ear, stretches, segments: builder.segments }
    }
}

struct Builder {
    dose: Dose,
    pacing: Pacing,
    /// The columns that are said before everything else, and those that say which stretch it is.
    opening: u32,
    which: u32,
    segments: Vec<Segment>,
    start: Duration,
}

/// One doing of a step: in which round, on which side or which way.
struct Turnout<'a> {
    index: usize,
    step: &'a Step,
    round: u32,
    side: Option<Side>,
    way: Option<usize>,
}

impl Turnout<'_> {
    /// The text as it will be read: a `{way}` can stand for many words.
    fn instruction(&self) -> Cow<'_, str> {
        let way = match (&self.step.each, self.way) {
            (Each::Ways(ways), Some(way)) => ways.get(way).map(String::as_str),
            _ => None,
        };
        placeholder::fill(&self.step.text, self.side, way)
    }
}

impl Builder {
    fn stretch(&mut self, stretch: usize, planned: &Planned) {
        for (index, set) in planned.stretch.sets.iter().enumerate() {
            self.set(stretch, index, set, planned);
        }
    }

    fn set(&mut self, stretch: usize, index: usize, set: &Set, planned: &Planned) {
        let rounds = set.rounds.at(self.dose);
        let mut before: Option<Turnout<'_>> = None;
        for turnout in turnouts(set, rounds) {
            let (kind, length) = match &before {
                None => (Kind::Prepare, self.prepare((index == 0).then_some(planned), &turnout)),
                Some(before) => {
                    let turn = turn(before, &turnout);
                    (Kind::Change(turn), self.change(turn, &turnout))
                }
            };
            let segment = |kind, length| Segment {
                start: Duration::ZERO,
                length,
                kind,
                stretch,
                set: index,
                step: turnout.index,
                side: turnout.side,
                way: turnout.way,
                round: turnout.round,
                rounds,
            };
            let (work, time) = match &turnout.step.work {
                Work::Hold(time) => (Kind::Hold, time.at(self.dose)),
                Work::Move(time) => (Kind::Move, time.at(self.dose)),
                Work::Reps { count, tempo } => {
                    let (count, rep) = (count.at(self.dose), tempo.rep());
                    (Kind::Reps { count, rep }, rep * count)
                }
            };
            self.push(segment(kind, length));
            self.push(segment(work, time));
            before = Some(turnout);
        }
    }

    /// The time to get ready for the first thing of a set; of the first set, of a whole stretch.
    fn prepare(&self, planned: Option<&Planned>, turnout: &Turnout<'_>) -> Duration {
        let instruction = turnout.instruction();
        let setup = planned.map_or("", |planned| &planned.stretch.setup);
        let reading = reading_time(setup) + reading_time(&instruction);
        let saying = || {
            let name = planned.map_or_else(Default::default, Planned::name);
            let care = planned.and_then(|planned| planned.stretch.care.as_deref()).unwrap_or_default();
            let before = if self.segments.is_empty() { self.opening } else { said::BACK };
            let between = before.saturating_add(self.which + said::THEN);
            saying_time(between, &[&name, care, setup, &instruction])
        };
        reading.max(self.pacing.prepare).max(self.by_ear(saying))
    }

    /// The time to change over.
    fn change(&self, turn: Turn, turnout: &Turnout<'_>) -> Duration {
        let between = said::BACK + if turn == Turn::Round { said::ROUND } else { said::OTHER };
        self.pacing.change.max(self.by_ear(|| saying_time(between, &[&turnout.instruction()])))
    }

    fn by_ear(&self, time: impl FnOnce() -> Duration) -> Duration {
        if self.pacing.by_ear { time() } else { Duration::ZERO }
    }

    fn push(&mut self, mut segment: Segment) {
        segment.start = self.start;
        self.start = segment.end();
        self.segments.push(segment);
    }
}

/// Everything a set has done, in order: each round its steps, each step its sides or ways.
fn turnouts(set: &Set, rounds: u32) -> impl Iterator<Item = Turnout<'_>> {
    (1..=rounds).flat_map(move |round| {
        set.steps.iter().enumerate().flat_map(move |(index, step)| {
            let times = match &step.each {
                Each::Once => 1,
                Each::Sides(sides) => sides.len(),
                Each::Ways(ways) => ways.len(),
            };
            (0..times).map(move |time| Turnout {
                index,
                step,
                round,
                side: if let Each::Sides(sides) = &step.each { sides.get(time).copied() } else { None },
                way: matches!(step.each, Each::Ways(_)).then_some(time),
            })
        })
    })
}

fn turn(before: &Turnout<'_>, after: &Turnout<'_>) -> Turn {
    if before.round != after.round {
        Turn::Round
    } else if before.index != after.index {
        Turn::Step
    } else if after.side.is_some() {
        Turn::Side
    } else {
        Turn::Way
    }
}
