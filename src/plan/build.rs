//! From content and choices to segments.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::{Choices, Hearing, Kind, Pacing, Plan, Planned, Segment, Turn};
use crate::content::model::{Dose, Dosed, Library, Position, Repeat, Set, Side, Step, Stretch, Variant, Work};
use crate::content::placeholder;

/// The least time to get into position by default. Circuit routines allow 8 to 10 s between exercises (the 7-minute
/// workout of the ACSM's Health & Fitness Journal, 2013).
pub const PREPARE: Duration = Duration::from_secs(8);
/// The time to change over to the other side, the other way, the next step or the next round, by default.
pub const CHANGE: Duration = Duration::from_secs(5);

/// How fast an instruction is read, in columns of text a second: 150 words a minute of five letters and a
/// space. Silent reading at leisure is 238 (Brysbaert 2019, Journal of Memory and Language 109); these
/// words are read from a distance while moving.
pub const READING: u32 = 15;

/// The time to move from standing or sitting to the floor or to hands and knees, or back up. Getting up from the floor
/// takes older people 4 to 6 s on average (Bohannon and Lusardi 2004, Physiotherapy Theory and Practice 20:233; Moffett
/// 2020, Journal of Geriatric Physical Therapy); 8 s include getting into position, which is our own estimate.
pub const DOWN_OR_UP: Duration = Duration::from_secs(8);
/// The time to move between standing and a chair, or from one position on the floor to another.
pub const ON_A_LEVEL: Duration = Duration::from_secs(4);

/// How long a text takes to read, in whole seconds.
pub fn reading_time(text: &str) -> Duration {
    Duration::from_secs(u64::from(columns(text).div_ceil(READING)))
}

/// How long a text takes to say, at the speed of reading.
pub(crate) fn speaking_time(text: &str) -> Duration {
    Duration::from_secs(columns(text).into()) / READING
}

fn columns(text: &str) -> u32 {
    u32::try_from(text.width()).unwrap_or(u32::MAX)
}

impl Planned {
    /// A stretch or a variant of it.
    pub(crate) fn new(stretch: &Arc<Stretch>, variant: Option<&Variant>, dose: Dose) -> Self {
        Self {
            stretch: variant.map_or_else(|| Arc::clone(stretch), |variant| Arc::new(stretch.with(variant))),
            variant: variant.map(|variant| (variant.id.name.clone(), variant.name.clone())),
            dose,
            priority: stretch.priority,
            notes: Vec::new(),
        }
    }

    /// The same with each set done for so many rounds, if any are given.
    pub(crate) fn in_rounds(mut self, rounds: Option<u32>) -> Self {
        if let Some(rounds) = rounds {
            for set in &mut Arc::make_mut(&mut self.stretch).sets {
                set.rounds = Dosed::even(rounds);
            }
        }
        self
    }
}

impl Plan {
    /// The plan of stretches done one after the other. The library gives the words at its beginning and end.
    pub fn new(id: String, name: String, stretches: Vec<Planned>, library: &Library, pacing: Pacing) -> Self {
        let mut plan = Self {
            id,
            name,
            dose: stretches.first().map(|planned| planned.dose).unwrap_or_default(),
            by_ear: pacing.by_ear.is_some(),
            warm_up: library.warm_up.clone(),
            advice: library.advice.clone(),
            stretches,
            choices: Choices { pacing, ..Choices::default() },
            adaptations: Vec::new(),
            segments: Vec::new(),
        };
        let mut timeline = Timeline { pacing, segments: Vec::new() };
        for stretch in 0..plan.stretches.len() {
            timeline.stretch(&plan, stretch);
        }
        plan.segments = timeline.segments;
        if let Some(hearing) = pacing.by_ear {
            plan.give_time_to_hear(hearing);
        }
        plan
    }

    /// Makes each getting ready at least as long as its words take to hear, plus the time to move.
    fn give_time_to_hear(&mut self, Hearing(hearing): Hearing) {
        // The first comes again at the end: its words include the length of the whole session.
        for index in (0..self.segments.len()).rev().chain([0]) {
            let Some(part) = self.part(index).filter(|part| !part.segment.is_work()) else { continue };
            let segment = part.segment;
            let moving = if segment.begins_stretch { self.moving(segment.stretch) } else { Duration::ZERO };
            let (kind, length) = (segment.kind, segment.length.max(hearing(part) + moving));
            self.resize(index, kind, length);
        }
    }

    /// The time to move into the position of a stretch, by its index.
    fn moving(&self, stretch: usize) -> Duration {
        let positions = |index: usize| self.stretches.get(index).map(|planned| &planned.stretch.positions[..]);
        let before = stretch.checked_sub(1).and_then(positions).unwrap_or(&[Position::Standing, Position::Seated]);
        moving(before, positions(stretch).unwrap_or_default())
    }
}

/// The least time to move from one of some positions to one of others. A stretch without positions needs no moving.
fn moving(from: &[Position], to: &[Position]) -> Duration {
    let time = |from: Position, to: Position| match (from == to, from.is_down() == to.is_down()) {
        (true, _) => Duration::ZERO,
        (false, true) => ON_A_LEVEL,
        (false, false) => DOWN_OR_UP,
    };
    from.iter().flat_map(|from| to.iter().map(|to| time(*from, *to))).min().unwrap_or_default()
}

struct Timeline {
    pacing: Pacing,
    segments: Vec<Segment>,
}

/// A step done once: in which round, on which side or which way.
struct Occurrence<'a> {
    index: usize,
    step: &'a Step,
    round: u32,
    side: Option<Side>,
    way: Option<usize>,
}

impl Occurrence<'_> {
    /// The text as it will be read, with its placeholders filled in: a `{way}` can stand for many words.
    fn instruction(&self) -> Cow<'_, str> {
        placeholder::fill(&self.step.text, self.side, self.way.and_then(|way| self.step.each.way(way)))
    }
}

impl Timeline {
    fn stretch(&mut self, plan: &Plan, stretch: usize) {
        let planned = &plan.stretches[stretch];
        let up = stretch.checked_sub(1).and_then(|before| plan.getting_up(before, stretch));
        let words = reading_time(up.unwrap_or_default()) + reading_time(&planned.stretch.setup);
        let words = planned.notes.iter().fold(words, |words, note| words + reading_time(&note.text));
        let mut before = (words, plan.moving(stretch));
        for (index, set) in planned.stretch.sets.iter().enumerate() {
            self.set((stretch, index), set, planned.dose, before);
            before = <_>::default();
        }
    }

    /// A set, by the indices of its stretch and of itself; `before` is the time to read other words first, and to move.
    fn set(&mut self, (stretch, index): (usize, usize), set: &Set, dose: Dose, before: (Duration, Duration)) {
        let rounds = set.rounds.at(dose);
        let mut last: Option<Occurrence<'_>> = None;
        for occurrence in occurrences(set, rounds) {
            let (kind, length) = match &last {
                None => (Kind::Prepare, self.prepare(before, &occurrence)),
                Some(last) => {
                    let length = self.pacing.change.max(last.step.change.unwrap_or_default());
                    (Kind::Change(turn(last, &occurrence)), length)
                }
            };
            let segment = |kind, length| Segment {
                start: Duration::ZERO,
                length,
                kind,
                stretch,
                set: index,
                step: occurrence.index,
                side: occurrence.side,
                way: occurrence.way,
                round: occurrence.round,
                rounds,
                begins_stretch: kind == Kind::Prepare && index == 0,
            };
            let (work, time) = match &occurrence.step.work {
                Work::Hold(time) => (Kind::Hold, time.at(dose)),
                Work::Move(time) => (Kind::Move, time.at(dose)),
                Work::Reps { count, tempo } => {
                    let (count, rep) = (count.at(dose), tempo.rep());
                    (Kind::Reps { count, rep }, rep * count)
                }
            };
            self.push(segment(kind, length));
            self.push(segment(work, time));
            last = Some(occurrence);
        }
    }

    /// The time to get ready for the first step of a set: to read everything, then to move.
    fn prepare(&self, (reading, moving): (Duration, Duration), occurrence: &Occurrence<'_>) -> Duration {
        (reading + reading_time(&occurrence.instruction())).max(self.pacing.prepare) + moving
    }

    fn push(&mut self, mut segment: Segment) {
        segment.start = self.segments.last().map_or(Duration::ZERO, Segment::end);
        self.segments.push(segment);
    }
}

/// Everything in a set, in order: in each round its steps, and of each step its sides or ways.
fn occurrences(set: &Set, rounds: u32) -> impl Iterator<Item = Occurrence<'_>> {
    (1..=rounds).flat_map(move |round| {
        set.steps.iter().enumerate().flat_map(move |(index, step)| {
            (0..step.each.times()).map(move |time| Occurrence {
                index,
                step,
                round,
                side: if let Repeat::Sides(sides) = &step.each { sides.get(time).copied() } else { None },
                way: matches!(step.each, Repeat::Ways(_)).then_some(time),
            })
        })
    })
}

fn turn(before: &Occurrence<'_>, after: &Occurrence<'_>) -> Turn {
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
