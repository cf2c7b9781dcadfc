//! What conditions ask for in a plan, condition by condition, since who has one looks for it: `show` and the menu in
//! lines tell the same.

use super::{Advice, advice};
use crate::{
    content::model::{Caution, Library},
    plan::{Plan, Planned},
    words::and_list,
};

/// What a condition asks for in a plan.
#[derive(Clone, Debug)]
pub struct Concern<'a> {
    /// The condition.
    pub caution: &'a Caution,
    /// What to do, in whole sentences, each with the names of the stretches it is about.
    pub advice: Vec<(String, Vec<String>)>,
    /// Whether it asks for one thing, and in every stretch.
    pub is_the_same_everywhere: bool,
}

impl Concern<'_> {
    /// What it asks for, each thing in sentences that can be heard by themselves.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let name = &self.caution.name;
        let line = |(advice, stretches): &(String, Vec<String>)| {
            let whose =
                if self.is_the_same_everywhere { String::new() } else { format!(", in {}", and_list(stretches)) };
            format!("{name}{whose}: {advice}")
        };
        self.advice.iter().map(line).collect()
    }
}

/// What each condition asks for in a plan, in the order of the library. What holds for several stretches is there once.
#[must_use]
pub fn concerns<'a>(library: &'a Library, plan: &Plan) -> Vec<Concern<'a>> {
    let different = different(plan);
    let all = different
        .iter()
        .flat_map(|(_, planned)| advice(library, &planned.stretch).into_iter().map(move |advice| (*planned, advice)));
    let all: Vec<_> = all.collect();
    let concern = |caution: &'a Caution| {
        let mut grouped: Vec<(String, Vec<String>)> = Vec::new();
        for (planned, advice) in all.iter().filter(|(_, advice)| *advice.condition == *caution.name) {
            let (text, name) = (sentence(planned, advice), planned.name().into_owned());
            match grouped.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(name),
                None => grouped.push((text, vec![name])),
            }
        }
        let is_the_same_everywhere = matches!(&*grouped, [(_, names)] if names.len() == different.len());
        Concern { caution, advice: grouped, is_the_same_everywhere }
    };
    library.cautions.iter().map(concern).filter(|concern| !concern.advice.is_empty()).collect()
}

/// The stretches of a plan with their numbers from 0, one that comes again only once.
#[must_use]
pub fn different(plan: &Plan) -> Vec<(usize, &Planned)> {
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
    // Where a variant that suits is chosen, there is nothing to suggest.
    let suits = advice.variants.iter().any(|variant| Some(&*variant.id.name) == chosen);
    let variants = if suits { Vec::new() } else { advice.variants.clone() };
    Advice { variants, ..advice.clone() }.sentence()
}
