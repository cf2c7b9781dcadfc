//! What a person's conditions and whereabouts change in a stretch, and why.
//!
//! Works on content, before anything is timed: what a condition rules out never becomes a segment.

use std::sync::Arc;

use super::Planned;
use super::person::{Location, Person};
use crate::content::model::{CautionAction, Concern, Dose, Library, Repeat, Set, Side, Step, Stretch, Variant, find};
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    LeftOut,
    /// It is left out until the person says that their clinician agreed.
    Unconfirmed,
    /// It is done as this variant, by its id and its name, or in its usual form.
    Exchanged(Option<(String, String)>),
    /// It is done with a note.
    Eased,
    /// It is done, and takes longer than there is time for.
    Overlong,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub ground: Ground,
    /// What a condition asks for; none for the place and the time.
    pub action: Option<CautionAction>,
    /// Whether the person's clinician agreed to what the condition asks about.
    pub is_agreed: bool,
    pub(crate) note: Option<String>,
    /// The ids of its sources.
    pub(crate) sources: Vec<String>,
}

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
    /// Whether the person's clinician agreed to what it asks about.
    pub(crate) is_agreed: bool,
    pub text: String,
}

impl Change {
    /// The word for it in JSON.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::LeftOut => "left-out",
            Self::Unconfirmed => "ask",
            Self::Exchanged(_) => "variant",
            Self::Eased => "ease",
            Self::Overlong => "overlong",
        }
    }
}

impl Adaptation {
    pub(super) fn of(stretch: &Stretch, change: Change, reasons: Vec<Reason>) -> Self {
        Self { stretch: stretch.id.name.clone(), name: stretch.name.clone(), set: None, change, reasons }
    }
}

impl Ground {
    /// A reason without a note.
    pub(super) fn alone(self) -> Reason {
        Reason { ground: self, action: None, is_agreed: false, note: None, sources: Vec::new() }
    }
}

/// A stretch as a person does it.
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
        } else if let Some(other) = form.exchange(library, person, person.location) {
            other.planned(dose, wants())
        } else {
            let mut reasons = wants();
            let place = Ground::Location(person.location);
            let is_named = reasons.iter().any(|reason| reason.ground == place);
            if !is_named && form.exchange(library, person, Location::Anywhere).is_some() {
                reasons.push(place.alone());
            }
            Self { planned: None, adaptations: vec![form.adaptation(Change::LeftOut, reasons)] }
        };
        adapted.tighter_first(person.tighter)
    }

    /// Begins with what stretches the tighter side: where a stretch is felt on the other side, that is the other one.
    fn tighter_first(mut self, tighter: Option<Side>) -> Self {
        if let (Some(planned), Some(side)) = (&mut self.planned, tighter) {
            let first = |step: &Step| match &step.felt {
                Some(felt) if felt.contains("{other}") => side.other(),
                _ => side,
            };
            let is_late = |step: &Step| matches!(step.each, Repeat::Sides([begins, _]) if begins != first(step));
            if planned.stretch.sets.iter().flat_map(|set| &set.steps).any(is_late) {
                for step in Arc::make_mut(&mut planned.stretch).sets.iter_mut().flat_map(|set| &mut set.steps) {
                    if let Repeat::Sides(_) = step.each {
                        let first = first(step);
                        step.each = Repeat::Sides([first, first.other()]);
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
        let demands = sorted(self.demands.iter().collect(), |demand| demand.action as u64);
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
        let place = (!location.allows(&self.stretch)).then(|| Ground::Location(location).alone());
        unmet.map(|demand| demand.reason.clone()).chain(place).collect()
    }

    /// The first form that all conditions and the place allow. In place of a variant, one in the same positions comes before
    /// the others: the person may have asked for it because they cannot get into others.
    fn exchange(&self, library: &'a Library, person: &Person, location: Location) -> Option<Form<'a>> {
        let mut wanted = self.demands.iter().filter(|demand| !self.satisfies(demand));
        let by_place = std::iter::once(None).chain(self.original.variants.iter().map(Some));
        let candidates: Vec<Option<&Variant>> = match wanted.next() {
            Some(first) => first.variants.iter().map(|id| find(&self.original.variants, id)).collect(),
            None => by_place.collect(),
        };
        let forms = candidates.into_iter().map(|variant| Form::new(library, self.original, variant, person));
        let forms = forms.filter(|form| self.demands.iter().all(|demand| form.satisfies(demand)));
        let mut forms = forms.filter(|form| form.ruled_out().is_none() && form.suits(location));
        let first = forms.next()?;
        let positions = &self.stretch.positions;
        let stays = |form: &Form<'_>| form.stretch.positions.iter().all(|position| positions.contains(position));
        if self.variant.is_none() || stays(&first) { Some(first) } else { forms.find(stays).or(Some(first)) }
    }

    /// What is planned of it, after an exchange for these reasons.
    fn planned(self, dose: Dose, exchanged_for: Vec<Reason>) -> Adapted {
        let mut adaptations = Vec::new();
        let mut notes: Vec<Reason> = exchanged_for.clone();
        let variant = self.variant.map(|variant| (variant.id.name.clone(), variant.name.clone()));
        let mut planned = Planned {
            stretch: Arc::clone(&self.stretch),
            variant,
            dose,
            priority: self.stretch.priority,
            notes: Vec::new(),
        };
        if !exchanged_for.is_empty() {
            adaptations.push(self.adaptation(Change::Exchanged(planned.variant.clone()), exchanged_for));
        }
        let out = |set: &Set| self.demands.iter().any(|demand| demand.takes_out(set));
        if planned.stretch.sets.iter().any(out) {
            Arc::make_mut(&mut planned.stretch).sets.retain(|set| !out(set));
        }
        for demand in self.demands.iter().filter(|demand| demand.action < CautionAction::Ease) {
            let change = if demand.action == CautionAction::Skip { Change::LeftOut } else { Change::Unconfirmed };
            adaptations.push(self.demanded(change, demand));
        }
        for demand in self.demands.iter().filter(|demand| demand.action == CautionAction::Ease) {
            if !notes.iter().any(|reason| reason.ground == demand.reason.ground) {
                notes.push(demand.reason.clone());
                adaptations.push(self.demanded(Change::Eased, demand));
            }
        }
        planned.notes = PersonalNote::all(notes);
        Adapted { planned: Some(planned), adaptations }
    }

    fn adaptation(&self, change: Change, reasons: Vec<Reason>) -> Adaptation {
        Adaptation::of(self.original, change, reasons)
    }

    /// What a demand changes in its set, or in the whole stretch.
    fn demanded(&self, change: Change, demand: &Demanded) -> Adaptation {
        Adaptation { set: demand.set.clone(), ..self.adaptation(change, vec![demand.reason.clone()]) }
    }
}

impl PersonalNote {
    /// The notes of some reasons. What several conditions ask for is one note.
    fn all(reasons: Vec<Reason>) -> Vec<Self> {
        let mut notes: Vec<Self> = Vec::new();
        for reason in reasons {
            let (Ground::Condition(_, condition), Some(text)) = (reason.ground, reason.note) else { continue };
            let is_agreed = reason.is_agreed;
            match notes.iter_mut().find(|note| note.text == text && note.is_agreed == is_agreed) {
                Some(note) => note.conditions.push(condition),
                None => notes.push(Self { conditions: vec![condition], is_agreed, text }),
            }
        }
        notes
    }
}

impl Demanded {
    fn new(concern: &Concern<'_>, stretch: &Stretch, person: &Person) -> Self {
        let condition = &concern.caution.id.name;
        let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect();
        let is_agreed = concern.action == CautionAction::Ask && person.is_cleared(condition, &stretch.id);
        let action = if is_agreed { CautionAction::Ease } else { concern.action };
        let mut variants: Vec<String> = names(concern.variants);
        if is_agreed && concern.set.is_some() {
            // They leave out what the clinician agreed to.
            variants.retain(|id| !stretch.variants.iter().any(|one| *one.id == **id && one.leaves_out(concern.set)));
        }
        Self {
            action,
            set: concern.set.map(|set| set.name.clone()),
            variants,
            reason: Reason {
                ground: Ground::Condition(condition.clone(), concern.caution.name.clone()),
                action: Some(concern.action),
                is_agreed,
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
