//! What conditions ask for, in one stretch and in a whole plan.

use super::{Block, aliases};
use crate::content::model::{Caution, CautionAction, Concern, Library, Stretch, Variant, find};
use crate::document::id::Id;
use crate::plan::{Plan, Planned};
use crate::words::{and_list, capital};

impl CautionAction {
    /// What the action asks for, as text for the user.
    pub(crate) fn phrase(self) -> &'static str {
        match self {
            Self::Skip => "leave it out",
            Self::Ask => "ask first",
            Self::Ease => "go gently",
        }
    }

    /// The heading over the conditions for which it is the most serious action.
    fn heading(self) -> &'static str {
        match self {
            Self::Skip => "Leave it out, or a part of it",
            Self::Ask => "Ask first",
            Self::Ease => "Go gently",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Advice<'a> {
    pub(crate) condition: &'a str,
    pub(crate) action: CautionAction,
    /// The set it is about; none for the whole stretch.
    pub(crate) set: Option<&'a Id>,
    pub(crate) note: Option<&'a str>,
    /// The variants that suit better, the best first.
    pub(crate) variants: Vec<&'a Variant>,
}

impl Advice<'_> {
    /// What to do, in a few words: `go gently`.
    fn brief(&self) -> String {
        match (self.action, self.set) {
            (action, None) => action.phrase().to_owned(),
            (CautionAction::Skip, Some(set)) => format!("leave the {} out", words(set)),
            (CautionAction::Ask, Some(set)) => format!("ask first about the {}", words(set)),
            (CautionAction::Ease, Some(set)) => format!("go gently with the {}", words(set)),
        }
    }

    /// The advice in whole sentences: `go gently. Put a pad under your knees.`
    pub(crate) fn sentence(&self) -> String {
        let brief = self.brief();
        let note = self.note.map_or(String::new(), |note| format!(" {note}"));
        let quoted = |variant: &&Variant| format!("\u{201c}{}\u{201d}", variant.name);
        let names: Vec<_> = self.variants.iter().map(quoted).collect();
        let variants = match names.as_slice() {
            [] => String::new(),
            [name] => format!(" A variant suits better: {name}."),
            names => format!(" Variants that suit better, the best first: {}.", names.join(", ")),
        };
        format!("{brief}.{note}{variants}")
    }
}

/// An id as words in a sentence.
fn words(id: &Id) -> String {
    id.replace('-', " ")
}

/// What conditions of some ids ask for in a stretch.
fn asked<'a>(library: &'a Library, stretch: &'a Stretch, has: impl Fn(&Id) -> bool + Copy) -> Vec<Advice<'a>> {
    let advice = |Concern { caution, action, set, note, variants, .. }: Concern<'a>| {
        let variants = variants.iter().filter_map(|id| find(&stretch.variants, id)).collect();
        Advice { condition: &caution.name, action, set, note, variants }
    };
    library.concerns_of(stretch, has).map(advice).collect()
}

/// All advice about a stretch: its own cautions, then the general ones that cover it.
pub(crate) fn advice<'a>(library: &'a Library, stretch: &'a Stretch) -> Vec<Advice<'a>> {
    asked(library, stretch, |_| true)
}

/// What a stretch itself says about a condition.
pub(super) fn own_advice<'a>(library: &'a Library, stretch: &'a Stretch, condition: &Caution) -> Vec<Advice<'a>> {
    let is_named = stretch.concerns.iter().any(|concern| *concern.id == *condition.id);
    if is_named { asked(library, stretch, |id| **id == *condition.id) } else { Vec::new() }
}

/// Whether some condition asks for something in a plan: the same as whether there are [`demands`].
pub(crate) fn has_demands(library: &Library, plan: &Plan) -> bool {
    plan.stretches.iter().any(|planned| !advice(library, &planned.stretch).is_empty())
}

/// What a condition asks for in a plan, in a few words.
#[derive(Clone, Debug)]
pub(crate) struct Demand<'a> {
    pub(crate) name: &'a str,
    /// The most serious thing it asks for.
    pub(crate) action: CautionAction,
    /// What it asks for in the first stretch it concerns.
    pub(crate) brief: String,
}

/// The same as [`conditions`] without its sentences, for a line that is drawn with every frame.
pub(crate) fn demands<'a>(library: &'a Library, plan: &'a Plan) -> Vec<Demand<'a>> {
    let all: Vec<_> = different(plan).into_iter().flat_map(|(_, planned)| advice(library, &planned.stretch)).collect();
    let demand = |name: &'a str| {
        let about = || all.iter().filter(|advice| advice.condition == name);
        let action = about().map(|advice| advice.action).min()?;
        Some(Demand { name, action, brief: about().next()?.brief() })
    };
    library.cautions.iter().filter_map(|caution| demand(&caution.name)).collect()
}

#[derive(Clone, Debug)]
pub struct Condition<'a> {
    pub name: &'a str,
    /// The most serious thing it asks for.
    pub(crate) action: CautionAction,
    /// What it asks for: sentences, each with the names of its stretches.
    pub lines: Vec<(String, Vec<String>)>,
    /// Whether all stretches of the plan share one line, so that it needs no names.
    pub(crate) everywhere: bool,
}

impl Condition<'_> {
    /// What it asks for, in sentences that make sense when heard alone.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let line = |(text, stretches): &(String, Vec<String>)| {
            let whose = if self.everywhere { String::new() } else { format!(", in {}", and_list(stretches)) };
            format!("{}{whose}: {text}", self.name)
        };
        self.lines.iter().map(line).collect()
    }
}

/// The conditions that concern something in a plan, in the order of the library. What holds for several stretches is one
/// line.
pub fn conditions<'a>(library: &'a Library, plan: &'a Plan) -> Vec<Condition<'a>> {
    let different = different(plan);
    let of = |planned: &'a Planned| advice(library, &planned.stretch).into_iter().map(move |advice| (planned, advice));
    let all: Vec<_> = different.iter().flat_map(|(_, planned)| of(planned)).collect();
    let condition = |name: &'a str| {
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        let about = all.iter().filter(|(_, advice)| advice.condition == name);
        for (planned, advice) in about.clone() {
            let (text, stretch) = (sentence(planned, advice), planned.name().into_owned());
            match lines.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(stretch),
                None => lines.push((text, vec![stretch])),
            }
        }
        let action = about.map(|(_, advice)| advice.action).min()?;
        let everywhere = matches!(lines.as_slice(), [(_, names)] if names.len() == different.len());
        Some(Condition { name, action, lines, everywhere })
    };
    library.cautions.iter().filter_map(|caution| condition(&caution.name)).collect()
}

/// The conditions of a plan as a page: first what they changed, then the care for everybody, then each condition, the
/// most serious first.
pub fn conditions_page(library: &Library, plan: &Plan) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !plan.adaptations.is_empty() {
        blocks.extend([Block::Heading("Changed for you".into()), Block::Gap]);
        for adaptation in &plan.adaptations {
            blocks.push(Block::Point(adaptation.sentence()));
            let sources = adaptation.sources(library);
            blocks.extend((!sources.is_empty()).then(|| Block::Reference(format!("Source: {}.", sources.join("; ")))));
        }
        blocks.push(Block::Gap);
    }
    let cares = different(plan).into_iter().filter_map(|(_, planned)| Some((planned, planned.stretch.care.as_ref()?)));
    let several = plan.stretches.len() > 1;
    let cares: Vec<_> = cares
        .map(|(planned, care)| if several { format!("{}: {care}", planned.name()) } else { care.clone() })
        .collect();
    if !cares.is_empty() {
        blocks.extend([Block::Heading("For everybody".into()), Block::Gap]);
        blocks.extend(cares.into_iter().map(|care| if several { Block::Point(care) } else { Block::Text(care) }));
        blocks.push(Block::Gap);
    }
    let conditions = conditions(library, plan);
    for action in [CautionAction::Skip, CautionAction::Ask, CautionAction::Ease] {
        let with_it: Vec<_> = conditions.iter().filter(|condition| condition.action == action).collect();
        if with_it.is_empty() {
            continue;
        }
        blocks.extend([Block::Heading(action.heading().into()), Block::Gap]);
        for condition in with_it {
            blocks.push(Block::Name(condition.name.to_owned()));
            let caution = library.cautions.iter().find(|caution| caution.name == condition.name);
            blocks.extend(caution.and_then(aliases));
            blocks.extend(condition.lines.iter().map(|(text, names)| {
                if condition.everywhere {
                    Block::Text(capital(text))
                } else {
                    Block::Point(format!("{}: {text}", names.join(", ")))
                }
            }));
            blocks.push(Block::Gap);
        }
    }
    blocks.pop();
    blocks
}

/// The stretches of a plan with their indices, each only where it first occurs.
pub(crate) fn different(plan: &Plan) -> Vec<(usize, &Planned)> {
    let mut different: Vec<(usize, &Planned)> = Vec::new();
    for (index, planned) in plan.stretches.iter().enumerate() {
        if different.iter().all(|(_, known)| known.id() != planned.id()) {
            different.push((index, planned));
        }
    }
    different
}

fn sentence(planned: &Planned, advice: &Advice<'_>) -> String {
    let chosen = planned.variant.as_ref().map(|(id, _)| id.as_str());
    // A suitable variant is already chosen, so none is suggested.
    let suits = advice.variants.iter().any(|variant| Some(&*variant.id.name) == chosen);
    let variants = if suits { Vec::new() } else { advice.variants.clone() };
    Advice { variants, ..advice.clone() }.sentence()
}
