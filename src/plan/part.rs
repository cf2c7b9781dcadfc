//! A segment with what the content says about it, found once: what the coach, the screens and the events read.

use std::borrow::Cow;

use super::{Kind, Plan, Planned, Segment};
use crate::content::model::{Phase, Set, Step, Tempo, Work};
use crate::content::placeholder;

/// A segment of a plan, and all that its indices lead to.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    pub plan: &'a Plan,
    /// Which one it is: an index into [`Plan::segments`].
    pub index: usize,
    pub segment: &'a Segment,
    pub planned: &'a Planned,
    pub(crate) set: &'a Set,
    /// The step that is done, or comes next.
    pub step: &'a Step,
    /// The name of the way the step is done.
    pub way: Option<&'a str>,
}

impl Plan {
    /// The segment with this index, with what belongs to it. None past the end.
    pub fn part(&self, index: usize) -> Option<Part<'_>> {
        let segment = self.segments.get(index)?;
        let planned = self.stretches.get(segment.stretch)?;
        let set = planned.stretch.sets.get(segment.set)?;
        let step = set.steps.get(segment.step)?;
        let way = segment.way.and_then(|way| step.each.way(way));
        Some(Part { plan: self, index, segment, planned, set, step, way })
    }

    /// All segments in order, each with what belongs to it.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        (0..self.segments.len()).filter_map(|index| self.part(index))
    }
}

impl<'a> Part<'a> {
    /// The part after it: of a getting ready, the work it is for.
    pub(crate) fn next(self) -> Option<Self> {
        self.plan.part(self.index + 1)
    }

    pub fn work_before(self) -> Option<Self> {
        self.plan.part(self.plan.work_before(self.index)?)
    }

    /// What to do in it, or after it if it is a getting ready, with side and way filled in.
    pub fn instruction(self) -> Cow<'a, str> {
        placeholder::fill(&self.step.text, self.segment.side, self.way)
    }

    /// How to get into position, if it is the getting ready for a stretch.
    pub fn setup(self) -> Option<&'a str> {
        self.segment.begins_stretch.then_some(&self.planned.stretch.setup)
    }

    /// Where the step is felt, or else the stretch.
    pub fn felt(self) -> Option<Cow<'a, str>> {
        let felt = self.step.felt.as_deref().or(self.planned.stretch.felt.as_deref())?;
        Some(placeholder::fill(felt, self.segment.side, self.way))
    }

    pub fn care(self) -> Option<&'a str> {
        self.planned.stretch.care.as_deref()
    }

    /// The phases of each of its reps; none where it has no reps, or reps without phases.
    pub fn phases(self) -> &'a [Phase] {
        match (self.segment.kind, &self.step.work) {
            (Kind::Reps { .. }, Work::Reps { tempo: Tempo::Phases(phases), .. }) => phases,
            _ => &[],
        }
    }

    /// The number of its step among all the steps of its stretch, from 1.
    pub fn step_number(self) -> usize {
        let sets_before = self.planned.stretch.sets.iter().take(self.segment.set);
        sets_before.map(|set| set.steps.len()).sum::<usize>() + self.segment.step + 1
    }

    /// How to get up for it from the stretch of some work, if that one is done on the ground and this one is not.
    pub fn getting_up(self, from: Self) -> Option<&'a str> {
        self.plan.getting_up(from.segment.stretch, self.segment.stretch)
    }
}
