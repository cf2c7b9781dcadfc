//! What is changed for a person, in sentences: each says what, why, and what it rests on.

use super::Block;
use crate::{
    content::model::{Library, find},
    plan::{
        Plan,
        adapt::{Adaptation, Change, Ground, Reason},
    },
    words::{and_list, counted},
};

impl Adaptation {
    /// What is done, in a few words: `left out for now`.
    #[must_use]
    pub fn brief(&self) -> String {
        let set = self.set.as_deref().map(|set| set.replace('-', " "));
        match (&self.change, set) {
            (Change::LeftOut, None) => "left out".to_owned(),
            (Change::LeftOut, Some(set)) => format!("without the {set}"),
            (Change::Unconfirmed, None) => "left out until you have asked".to_owned(),
            (Change::Unconfirmed, Some(set)) => format!("without the {set} until you have asked"),
            (Change::Exchanged(Some((_, name))), _) => format!("as \u{201c}{name}\u{201d}"),
            (Change::Exchanged(None), _) => "in its usual form".to_owned(),
            (Change::Eased, None) => "go gently".to_owned(),
            (Change::Eased, Some(set)) => format!("go gently with the {set}"),
        }
    }

    /// The whole of it: `Lat side stretch: go gently, for osteoporosis. Lean only a little.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let grounds: Vec<_> = self.reasons.iter().map(|reason| reason.ground.to_string()).collect();
        let notes: String =
            self.reasons.iter().filter_map(|reason| Some(format!(" {}", reason.note.as_ref()?))).collect();
        format!("{}: {} ({}).{notes}", self.name, self.brief(), and_list(&grounds))
    }

    /// The titles of what it rests on, each once.
    #[must_use]
    pub fn sources<'a>(&self, library: &'a Library) -> Vec<&'a str> {
        let ids = self.reasons.iter().flat_map(|reason| &reason.sources);
        let mut titles: Vec<_> = ids.filter_map(|id| Some(&*find(&library.sources, id)?.title)).collect();
        titles.dedup();
        titles
    }
}

impl std::fmt::Display for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Condition(_, name) => f.write_str(name),
            Self::Location(location) => write!(f, "cannot be done {}", location.phrase()),
            Self::Time(seconds) => write!(f, "no room in {}", counted((*seconds / 60) as usize, "minute")),
        }
    }
}

/// What is changed in a plan, as a page with its sources.
#[must_use]
pub fn adaptations_page(library: &Library, plan: &Plan) -> Vec<Block> {
    if plan.adaptations.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading("Changed for you".into()), Block::Gap];
    blocks.extend(plan.adaptations.iter().map(|adaptation| Block::Point(adaptation.sentence())));
    let mut sources: Vec<_> = plan.adaptations.iter().flat_map(|adaptation| adaptation.sources(library)).collect();
    sources.sort_unstable();
    sources.dedup();
    if !sources.is_empty() {
        blocks.extend([Block::Gap, Block::Aside(format!("Sources: {}.", sources.join("; ")))]);
    }
    blocks
}

/// What to do where nothing of a plan is left.
#[must_use]
pub fn nothing_left(library: &Library, plan: &Plan, safe: &[&str]) -> String {
    let _ = library;
    let ask = plan.adaptations.iter().any(|adaptation| adaptation.change == Change::Unconfirmed);
    let because = plan
        .adaptations
        .iter()
        .flat_map(|adaptation| &adaptation.reasons)
        .map(|reason: &Reason| reason.ground.to_string());
    let mut because: Vec<_> = because.collect();
    because.sort_unstable();
    because.dedup();
    let why = format!("Nothing of {} is left to do ({}).", plan.name, and_list(&because));
    match (safe, ask) {
        ([], true) => format!("{why} Ask your clinician first, and say here what they agreed to."),
        ([], false) => format!("{why} Ask a professional what suits you."),
        (safe, _) => format!("{why} What you can do: {}.", safe.join(", ")),
    }
}
