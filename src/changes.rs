//! What is changed for a person, in sentences: each says what, why, and what it rests on.

use std::fmt;
use std::sync::Arc;

use crate::content::model::{CautionAction, Library, Stretch, find};
use crate::plan::adapt::{Adaptation, Change, Ground, PersonalNote, Reason};
use crate::plan::lookup::Target;
use crate::plan::{Choices, Plan};
use crate::words::{and_list, counted};

impl Adaptation {
    /// What is done, in a few words: `left out for now`.
    pub(crate) fn brief(&self) -> String {
        let set = self.set.as_deref().map(|set| set.replace('-', " "));
        match (&self.change, set) {
            (Change::LeftOut, None) => "left out".to_owned(),
            (Change::LeftOut, Some(set)) => format!("without the {set}"),
            (Change::Unconfirmed, None) => "left out until you have asked".to_owned(),
            (Change::Unconfirmed, Some(set)) => format!("without the {set} until you have asked"),
            (Change::Exchanged(Some((_, name))), _) => format!("as \u{201c}{name}\u{201d}"),
            (Change::Exchanged(None), _) => "in its usual form".to_owned(),
            (Change::Overlong, _) => "takes longer than you have".to_owned(),
            (Change::Eased, None) => "go gently".to_owned(),
            (Change::Eased, Some(set)) => format!("go gently with the {set}"),
        }
    }

    /// The whole of it: `Lat side stretch: go gently, for osteoporosis. Lean only a little.`
    pub(crate) fn sentence(&self) -> String {
        let is_out = matches!(self.change, Change::LeftOut | Change::Unconfirmed);
        // How to go gently with what is left out is not said.
        let reasons = self.reasons.iter().filter(|reason| !is_out || reason.action != Some(CautionAction::Ease));
        let mut notes: Vec<_> = reasons.filter_map(|reason| reason.note.as_deref()).collect();
        // Several conditions may ask for the same.
        notes.dedup();
        let what = format!("{}: {} ({}).", self.name, self.brief(), grounds(&self.reasons));
        [&*what].into_iter().chain(notes).collect::<Vec<_>>().join(" ")
    }

    /// The titles of what it rests on, each once.
    pub(crate) fn sources<'a>(&self, library: &'a Library) -> Vec<&'a str> {
        let mut titles = Vec::new();
        for title in self.reasons.iter().flat_map(|reason| reason.source_titles(library)) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }
}

impl Reason {
    pub(crate) fn source_titles<'a>(&self, library: &'a Library) -> impl Iterator<Item = &'a str> {
        self.sources.iter().filter_map(|id| Some(&*find(&library.sources, id)?.title))
    }
}

impl PersonalNote {
    /// The note with what it is for: `Glaucoma: Keep your head above your heart.`
    pub(crate) fn sentence(&self) -> String {
        let agreed = if self.is_agreed { AGREED } else { "" };
        format!("{}{agreed}: {}", and_list(&self.conditions), self.text)
    }
}

const AGREED: &str = ", agreed with your clinician";

/// What some reasons come from, each once.
fn grounds<'a>(reasons: impl IntoIterator<Item = &'a Reason>) -> String {
    let mut grounds = Vec::new();
    for reason in reasons {
        let ground = format!("{}{}", reason.ground, if reason.is_agreed { AGREED } else { "" });
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    and_list(&grounds)
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Condition(_, name) => f.write_str(name),
            Self::Location(location) => f.write_str(location.phrase()),
            Self::Time(seconds) => write!(f, "no room in {}", counted((*seconds / 60) as usize, "minute")),
        }
    }
}

/// What is changed in a plan, in a line: `For you: Cat-camel as “Small”; Neck stretch left out.`
pub(crate) fn line(plan: &Plan) -> Option<String> {
    let (eased, others): (Vec<_>, Vec<_>) = plan.adaptations.iter().partition(|one| one.change == Change::Eased);
    let named = |one: &Adaptation| format!("{} {} ({})", one.name, one.brief(), grounds(&one.reasons));
    let mut changes: Vec<_> = others.into_iter().map(named).collect();
    if !eased.is_empty() {
        let count = counted(eased.len(), "stretch");
        changes.push(format!("{count} with a note ({})", grounds(eased.into_iter().flat_map(|one| &one.reasons))));
    }
    (!changes.is_empty()).then(|| format!("For you: {}.", changes.join("; ")))
}

/// How much is changed in a plan, and why: `For you: 3 changes (Osteoporosis).`
pub(crate) fn count(plan: &Plan) -> String {
    let grounds = grounds(plan.adaptations.iter().flat_map(|one| &one.reasons));
    format!("For you: {} ({grounds}).", counted(plan.adaptations.len(), "change"))
}

/// What to say where nothing of a plan is left: why, and what remains safe or that it is time to ask.
pub(crate) fn nothing_left(library: &Library, plan: &Plan, choices: &Choices) -> String {
    let grounds = grounds(plan.adaptations.iter().flat_map(|adaptation| &adaptation.reasons));
    let mut why = format!("nothing of \u{201c}{}\u{201d} is left to do ({grounds}).", plan.name);
    if plan.adaptations.iter().any(|adaptation| adaptation.change == Change::Unconfirmed) {
        why += " If your clinician agreed to it, say so in About you.";
    }
    let is_left = |stretch: &&Arc<Stretch>| !Target::Stretch(stretch, None).plan(library, choices).stretches.is_empty();
    let left: Vec<_> = library.stretches.iter().filter(is_left).map(|stretch| stretch.name.clone()).collect();
    if left.is_empty() {
        format!("{why} Ask a health professional what suits you; the stop signs say when that is urgent.")
    } else {
        format!("{why} What you can do: {}.", left.join(", "))
    }
}
