//! What a person's conditions and whereabouts change in a stretch, and why.
//!
//! Works on content, before anything is timed: what a condition rules out never becomes a segment.

use std::sync::Arc;

use super::Planned;
use super::person::{Location, Person};
use crate::content::model::{CautionAction, Concern, Dose, Library, Repeat, Set, Side, Stretch, Variant, find};
use crate::document::id::Id;
use crate::order::sorted;

/// Something that is not as the content has it, for the person's sake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adaptation {
    /// The id of the stretch.
    pub stretch: String,
    pub(crate) name: String,
    /// The id of the one set that is meant, if it is not the whole stretch.
    pub set: Option<String>,
    pub change: Change,
    /// Why; at least one reason.
    pub reasons: Vec<Reason>,
}

/// What is done about a stretch or a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    LeftOut,
    /// It is left out until the person says that their clinician agreed.
    Unconfirmed,
    /// It is done as this variant, by its id and its name, or in its usual form.
    Exchanged(Option<(String, String)>),
    /// It is done with a note.
    Eased,
}

/// Why a stretch changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub ground: Ground,
    pub(crate) note: Option<String>,
    /// The ids of its sources.
    pub(crate) sources: Vec<String>,
}

/// What a reason comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A condition: its id and its name.
    Condition(String, String),
    Location(Location),
    /// The time there is, in seconds.
    Time(u64),
}

/// A note on a stretch for a person with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalNote {
    /// The names of the conditions, at least one.
    pub(crate) conditions: Vec<String>,
    pub text: String,
}

/// A stretch as a person does it.
#[derive(Debug)]
pub(crate) struct Adapted {
    /// None if it is left out.
    pub(crate) planned: Option<Planned>,
    pub(crate) adaptations: Vec<Adaptation>,
}

impl Adapted {
    /// What becomes of a stretch, or of a variant of it, for a person.
    ///
    /// The strictest action wins. Where several conditions want a variant, the first that all of them and the place
    /// allow is taken; where there is none, the stretch is left out.
    pub(crate) fn new(
        library: &Library,
        stretch: &Arc<Stretch>,
        asked: Option<&Variant>,
        dose: Dose,
        person: &Person,
    ) -> Self {
        let form = Form::new(library, stretch, asked, person);
        let wants = || form.wants(person.location);
        let adapted = if let Some((change, reasons)) = form.ruled_out() {
            Self { planned: None, adaptations: vec![form.adaptation(change, reasons)] }
        } else if form.suits(person.location) {
            form.planned(dose, Vec::new())
        } else if let Some(other) = form.exchange(library, person) {
            other.planned(dose, wants())
        } else {
            Self { planned: None, adaptations: vec![form.adaptation(Change::LeftOut, wants())] }
        };
        adapted.tighter_first(person.tighter)
    }

    fn tighter_first(mut self, tighter: Option<Side>) -> Self {
        if let (Some(planned), Some(side)) = (&mut self.planned, tighter) {
            let is_late = |step: &Repeat| matches!(step, Repeat::Sides([first, _]) if *first != side);
            if planned.stretch.sets.iter().flat_map(|set| &set.steps).any(|step| is_late(&step.each)) {
                for step in Arc::make_mut(&mut planned.stretch).sets.iter_mut().flat_map(|set| &mut set.steps) {
                    if let Repeat::Sides(sides) = &mut step.each {
                        *sides = [side, side.other()];
                    }
                }
            }
        }
        self
    }
}

/// A way to do a stretch, with what the person's conditions ask for in it.
struct Form<'a> {
    /// The stretch as the content has it.
    original: &'a Arc<Stretch>,
    variant: Option<&'a Variant>,
    stretch: Arc<Stretch>,
    demands: Vec<Demanded>,
}

/// What a condition of the person asks for.
#[derive(Clone)]
struct Demanded {
    action: CautionAction,
    set: Option<String>,
    /// The ids of the variants that suit, the best first.
    variants: Vec<String>,
    reason: Reason,
}

impl<'a> Form<'a> {
    fn new(library: &'a Library, original: &'a Arc<Stretch>, variant: Option<&'a Variant>, person: &Person) -> Self {
        let stretch = match variant {
            None => Arc::clone(original),
            Some(variant) => Arc::new(original.with(variant)),
        };
        let concerns = library.concerns_of(&stretch, |id| person.conditions.contains(&id.name));
        let demands = concerns.map(|concern| Demanded::new(&concern, original, person)).collect();
        Self { original, variant, stretch, demands }
    }

    /// What takes the whole stretch out, the strictest first, with every reason.
    fn ruled_out(&self) -> Option<(Change, Vec<Reason>)> {
        let whole = || self.demands.iter().filter(|demand| demand.set.is_none());
        let strictest = whole().map(|demand| demand.action).chain(self.nothing_left()).min()?;
        let demands = self.demands.iter().filter(|demand| demand.action < CautionAction::Ease).collect();
        let demands = sorted(demands, |demand| demand.action as u64);
        let reasons = || demands.into_iter().map(|demand| demand.reason.clone()).collect();
        match strictest {
            CautionAction::Skip => Some((Change::LeftOut, reasons())),
            CautionAction::Ask => Some((Change::Unconfirmed, reasons())),
            CautionAction::Ease => None,
        }
    }

    /// The strictest action on a set, if no set is left to do.
    fn nothing_left(&self) -> Option<CautionAction> {
        let out =
            |set: &Set| self.demands.iter().filter(|demand| demand.takes_out(set)).map(|demand| demand.action).min();
        self.stretch.sets.iter().map(out).collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether it can be done as it is: it is a form that every condition and the place allow.
    fn suits(&self, location: Location) -> bool {
        location.allows(&self.stretch) && self.demands.iter().all(|demand| self.satisfies(demand))
    }

    /// Whether it is one of the variants that a condition wants, if that wants any.
    fn satisfies(&self, demand: &Demanded) -> bool {
        let is_this = |id: &String| self.variant.is_some_and(|variant| *variant.id.name == **id);
        demand.action != CautionAction::Ease || demand.variants.is_empty() || demand.variants.iter().any(is_this)
    }

    /// Why it cannot be done as it is.
    fn wants(&self, location: Location) -> Vec<Reason> {
        let unmet = self.demands.iter().filter(|demand| !self.satisfies(demand));
        let place = (!location.allows(&self.stretch)).then_some(Ground::Location(location));
        let place = place.map(|ground| Reason { ground, note: None, sources: Vec::new() });
        unmet.map(|demand| demand.reason.clone()).chain(place).collect()
    }

    /// The first form that all conditions and the place allow.
    fn exchange(&self, library: &'a Library, person: &Person) -> Option<Form<'a>> {
        let mut wanted = self.demands.iter().filter(|demand| !self.satisfies(demand));
        let by_place = std::iter::once(None).chain(self.original.variants.iter().map(Some));
        let candidates: Vec<Option<&Variant>> = match wanted.next() {
            Some(first) => first.variants.iter().map(|id| find(&self.original.variants, id)).collect(),
            None => by_place.collect(),
        };
        let forms = candidates.into_iter().map(|variant| Form::new(library, self.original, variant, person));
        let mut forms = forms.filter(|form| self.demands.iter().all(|demand| form.satisfies(demand)));
        forms.find(|form| form.ruled_out().is_none() && form.suits(person.location))
    }

    /// What is planned of it, after an exchange for these reasons.
    fn planned(self, dose: Dose, exchanged_for: Vec<Reason>) -> Adapted {
        let mut adaptations = Vec::new();
        let mut notes: Vec<Reason> = exchanged_for.clone();
        let variant = self.variant.map(|variant| (variant.id.name.clone(), variant.name.clone()));
        let mut planned = Planned { stretch: Arc::clone(&self.stretch), variant, dose, notes: Vec::new() };
        if !exchanged_for.is_empty() {
            adaptations.push(self.adaptation(Change::Exchanged(planned.variant.clone()), exchanged_for));
        }
        let out = |set: &Set| self.demands.iter().any(|demand| demand.takes_out(set));
        if planned.stretch.sets.iter().any(out) {
            Arc::make_mut(&mut planned.stretch).sets.retain(|set| !out(set));
        }
        for demand in self.demands.iter().filter(|demand| demand.action < CautionAction::Ease) {
            let change = if demand.action == CautionAction::Skip { Change::LeftOut } else { Change::Unconfirmed };
            let mut adaptation = self.adaptation(change, vec![demand.reason.clone()]);
            adaptation.set.clone_from(&demand.set);
            adaptations.push(adaptation);
        }
        for demand in self.demands.iter().filter(|demand| demand.action == CautionAction::Ease) {
            if !notes.iter().any(|reason| reason.ground == demand.reason.ground) {
                notes.push(demand.reason.clone());
                let mut adaptation = self.adaptation(Change::Eased, vec![demand.reason.clone()]);
                adaptation.set.clone_from(&demand.set);
                adaptations.push(adaptation);
            }
        }
        planned.notes = PersonalNote::all(notes);
        Adapted { planned: Some(planned), adaptations }
    }

    fn adaptation(&self, change: Change, reasons: Vec<Reason>) -> Adaptation {
        let (stretch, name) = (self.original.id.name.clone(), self.original.name.clone());
        Adaptation { stretch, name, set: None, change, reasons }
    }
}

impl PersonalNote {
    /// The notes of some reasons. What several conditions ask for is one note.
    fn all(reasons: Vec<Reason>) -> Vec<Self> {
        let mut notes: Vec<Self> = Vec::new();
        for reason in reasons {
            let (Ground::Condition(_, condition), Some(text)) = (reason.ground, reason.note) else { continue };
            match notes.iter_mut().find(|note| note.text == text) {
                Some(note) => note.conditions.push(condition),
                None => notes.push(Self { conditions: vec![condition], text }),
            }
        }
        notes
    }
}

impl Demanded {
    fn new(concern: &Concern<'_>, stretch: &Stretch, person: &Person) -> Self {
        let condition = &concern.caution.id.name;
        let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect();
        let action = match concern.action {
            CautionAction::Ask if person.is_cleared(condition, &stretch.id) => CautionAction::Ease,
            action => action,
        };
        Self {
            action,
            set: concern.set.map(|set| set.name.clone()),
            variants: names(concern.variants),
            reason: Reason {
                ground: Ground::Condition(condition.clone(), concern.caution.name.clone()),
                note: concern.note.map(str::to_owned),
                sources: names(concern.sources),
            },
        }
    }

    /// Whether it takes a set out of the stretch.
    fn takes_out(&self, set: &Set) -> bool {
        self.action < CautionAction::Ease && self.set.is_some() && self.set.as_deref() == set.id.as_deref()
    }
}
