//! The reading pages, as blocks of text without a look: the Read screen and `stretch learn` show the same.

pub mod concerns;

use std::borrow::Cow;

use crate::{
    content::model::{
        Action, Caution, Entry, Id, LeftOut, Library, Loss, Reach, StopSign, Stretch, Urgency, Variant, find,
    },
    plan::choose::{NameError, one_of},
    printable::printable,
};

/// A page to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Why it hurts.
    Causes,
    /// Why stretching works, and how to do it well.
    Benefits,
    /// The conditions that ask for care.
    Cautions,
    /// When not to stretch.
    StopSigns,
    /// What it is all based on.
    Sources,
    /// What of the user's own files is left out, and why. It is read where there is something to tell.
    LeftOut,
}

impl Page {
    /// Every page about stretching, in the order in which they are leafed through.
    pub const ALL: [Self; 5] = [Self::Causes, Self::Benefits, Self::Cautions, Self::StopSigns, Self::Sources];

    /// The page's heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Causes => "Causes",
            Self::Benefits => "Why stretching works",
            Self::Cautions => "Cautions",
            Self::StopSigns => "Stop signs",
            Self::Sources => "Sources",
            Self::LeftOut => "What is left out",
        }
    }

    /// The page's name on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Causes => "causes",
            Self::Benefits => "benefits",
            Self::Cautions => "cautions",
            Self::StopSigns => "stop-signs",
            Self::Sources => "sources",
            Self::LeftOut => "left-out",
        }
    }

    /// What the page is about, in a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Causes => "Where the ache comes from, and which stretches answer it.",
            Self::Benefits => "What stretching does for you, and how to do it well.",
            Self::Cautions => "Which conditions ask for care, and in which stretches.",
            Self::StopSigns => "When not to stretch, and when to get help.",
            Self::Sources => "What all of this is based on.",
            Self::LeftOut => "What of your own files is left out, and why.",
        }
    }

    /// The page that a word, a title or a beginning of one means, in whatever case.
    ///
    /// # Errors
    /// When it means none, or more than one.
    pub fn find(name: &str) -> Result<Self, NameError> {
        one_of(name, &Self::ALL.map(|page| (page.word(), page.title(), page)))
    }

    /// The page after this one, and after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        self.shifted(1)
    }

    /// The page before this one, and before the first the last.
    #[must_use]
    pub fn previous(self) -> Self {
        self.shifted(Self::ALL.len() - 1)
    }

    fn shifted(self, by: usize) -> Self {
        let to = Self::ALL.iter().position(|page| *page == self).map_or(0, |at| (at + by) % Self::ALL.len());
        Self::ALL.get(to).copied().unwrap_or(self)
    }
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a part.
    Heading(String),
    /// A heading that must not be missed.
    Alarm(String),
    /// The heading of an entry.
    Name(String),
    /// A paragraph.
    Text(String),
    /// A point of a list.
    Point(String),
    /// Something by the way: a source, a pointer.
    Aside(String),
    /// An empty line.
    Gap,
}

/// The blocks of a page.
#[must_use]
pub fn page(library: &Library, page: Page) -> Vec<Block> {
    let mut blocks = match page {
        Page::Causes => causes(library),
        Page::Benefits => benefits(library),
        Page::Cautions => cautions(library),
        Page::StopSigns => stop_signs(library),
        Page::Sources => sources(library),
        Page::LeftOut => left_out(library),
    };
    while blocks.last() == Some(&Block::Gap) {
        blocks.pop();
    }
    if blocks.is_empty() {
        blocks.push(Block::Text("The content says nothing about this.".into()));
    }
    blocks
}

fn causes(library: &Library) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(aim) = &library.aim {
        blocks.extend([Block::Text(aim.clone()), Block::Gap]);
    }
    let mut group = None;
    for (index, cause) in library.causes.iter().enumerate() {
        if cause.group != group {
            group.clone_from(&cause.group);
            blocks.extend(group.clone().into_iter().flat_map(|group| [Block::Heading(group), Block::Gap]));
        }
        blocks.extend([Block::Name(cause.name.clone()), Block::Text(cause.text.clone())]);
        let conditions: Vec<_> =
            cause.cautions.iter().filter_map(|id| Some(&*find(&library.cautions, id)?.name)).collect();
        if !conditions.is_empty() {
            blocks.push(Block::Aside(format!("Cautions: {}.", conditions.join(", "))));
        }
        let names: Vec<_> =
            cause.stretches.iter().filter_map(|id| Some(&*find(&library.stretches, id)?.name)).collect();
        if !names.is_empty() {
            blocks.push(Block::Aside(format!("Stretches for it: {}.", names.join(", "))));
        }
        blocks.extend(cited(library, &cause.sources, library.causes.get(index + 1).map(|next| &*next.sources)));
        blocks.push(Block::Gap);
    }
    blocks
}

fn benefits(library: &Library) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (heading, points) in [("What it does", &library.benefits), ("How to do it well", &library.techniques)] {
        if points.is_empty() {
            continue;
        }
        blocks.extend([Block::Heading(heading.into()), Block::Gap]);
        for (index, point) in points.iter().enumerate() {
            blocks.extend([Block::Name(point.name.clone()), Block::Text(point.text.clone())]);
            blocks.extend(cited(library, &point.sources, points.get(index + 1).map(|next| &*next.sources)));
            blocks.push(Block::Gap);
        }
    }
    blocks
}

fn cautions(library: &Library) -> Vec<Block> {
    let mut blocks = Vec::new();
    // What is for everybody comes before what is for a few.
    let (conditions, advice): (Vec<_>, Vec<_>) = library.cautions.iter().partition(|caution| caution.condition);
    let all: Vec<_> = advice.into_iter().chain(conditions).collect();
    for (index, caution) in all.iter().enumerate() {
        blocks.push(Block::Name(caution.name.clone()));
        if !caution.aliases.is_empty() {
            blocks.push(Block::Aside(format!("Also: {}.", caution.aliases.join(", "))));
        }
        blocks.extend(caution.text.clone().map(Block::Text));
        if let Some(general) = &caution.general {
            let reach = match general.covers {
                Reach::All => "Every stretch".to_owned(),
                Reach::Holds => "Every stretch with a hold".to_owned(),
                Reach::In(position) => format!("Every stretch done {}", position.phrase()),
            };
            let note = general.note.as_deref().map_or(String::new(), |note| format!(" {note}"));
            blocks.push(Block::Point(format!("{reach}: {}.{note}", general.action.phrase())));
        }
        for stretch in &library.stretches {
            let own = own_advice(library, stretch).filter(|advice| advice.condition == caution.name);
            blocks.extend(own.map(|advice| Block::Point(format!("{}: {}", stretch.name, advice.sentence()))));
        }
        blocks.extend(cited(library, &caution.sources, all.get(index + 1).map(|next| &*next.sources)));
        blocks.push(Block::Gap);
    }
    blocks.extend(losses::<Caution>(library));
    blocks
}

fn stop_signs(library: &Library) -> Vec<Block> {
    let signs = Urgency::WORDS
        .iter()
        .flat_map(|(_, urgency)| library.stop_signs.iter().filter(move |sign| sign.urgency == *urgency));
    let mut blocks = Vec::new();
    let mut urgency = None;
    for sign in signs {
        if urgency != Some(sign.urgency) {
            urgency = Some(sign.urgency);
            let heading = sign.urgency.phrase().to_owned();
            let alarming = sign.urgency == Urgency::Emergency;
            blocks.push(if alarming { Block::Alarm(heading) } else { Block::Heading(heading) });
            blocks.push(Block::Gap);
        }
        // A single group under a level may well be called what the level is called.
        if !sign.name.eq_ignore_ascii_case(sign.urgency.phrase()) {
            blocks.push(Block::Name(sign.name.clone()));
        }
        blocks.extend(sign.signs.iter().cloned().map(Block::Point));
        blocks.extend(sign.text.clone().map(Block::Text));
        blocks.extend(cited(library, &sign.sources, None));
        blocks.push(Block::Gap);
    }
    blocks.extend(losses::<StopSign>(library));
    blocks
}

/// What the user's own entries of a kind say less about safety.
fn losses<T: Entry>(library: &Library) -> Vec<Block> {
    let lost = library.losses.iter().filter(|loss| loss.noun == T::NOUN);
    let points: Vec<_> = lost.map(|loss| Block::Point(lost_safety(loss, library))).collect();
    if points.is_empty() {
        return points;
    }
    [Block::Heading("Left out by your own files".into()), Block::Gap].into_iter().chain(points).collect()
}

/// What an entry of the user's own says less about safety than the one whose place it takes, in a sentence.
#[must_use]
pub fn lost_safety(loss: &Loss, library: &Library) -> String {
    let missing = loss.words(|id| find(&library.cautions, id).map_or(id, |caution| &*caution.name));
    let noun = loss.noun.replace('-', " ");
    format!("`{}` takes the place of a {noun} that says more about safety. Here there is: {missing}.", loss.id)
}

fn sources(library: &Library) -> Vec<Block> {
    let mut blocks = Vec::new();
    for source in &library.sources {
        blocks.push(Block::Point(source.title.clone()));
        blocks.extend(source.url.clone().map(Block::Aside));
    }
    blocks
}

fn left_out(library: &Library) -> Vec<Block> {
    let mut blocks = Vec::new();
    for LeftOut { file, entry, unreadable, problems, .. } in &library.left_out {
        let name = entry.as_ref().map_or_else(|| file.clone(), |entry| format!("{file}: {entry}"));
        blocks.push(Block::Name(printable(&name)));
        let unreadable = unreadable.iter().map(|error| (error.message.clone(), std::slice::from_ref(&error.help)));
        let problems =
            problems.iter().map(|(line, problem)| (format!("line {line}: {}", problem.message), &*problem.help));
        for (message, help) in unreadable.chain(problems) {
            blocks.push(Block::Point(printable(&message)));
            blocks.extend(help.iter().map(|help| Block::Aside(printable(help))));
        }
        blocks.push(Block::Gap);
    }
    blocks
}

/// What an entry rests on. What several entries in a row rest on is said once, below the last of them.
fn cited(library: &Library, ids: &[Id], next: Option<&[Id]>) -> Option<Block> {
    let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect::<Vec<_>>();
    if next.is_some_and(|next| names(next) == names(ids)) {
        return None;
    }
    let titles: Vec<_> = ids.iter().filter_map(|id| Some(&*find(&library.sources, id)?.title)).collect();
    (!titles.is_empty()).then(|| Block::Aside(format!("Source: {}.", titles.join("; "))))
}

impl Action {
    /// What the action asks for, as it is said to a person.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Skip => "leave it out",
            Self::Ask => "ask first",
            Self::Ease => "go gently",
        }
    }
}

impl Urgency {
    /// What the level asks for, as it is said to a person.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Emergency => "Emergency: call for help now",
            Self::DoctorSoon => "Ask for an urgent appointment",
            Self::DoctorFirst => "See a doctor before you start",
            Self::Stop => "Stop the session",
            Self::NotYet => "Not yet",
        }
    }
}

/// What a condition asks for in one stretch.
#[derive(Clone, Debug)]
pub struct Advice<'a> {
    /// The condition.
    pub condition: &'a str,
    /// What to do.
    pub action: Action,
    /// The one set it is about, if it is not about the whole stretch.
    pub set: Option<&'a Id>,
    /// How to do it.
    pub note: Option<&'a str>,
    /// The variants that suit better, the best first.
    pub variants: Vec<&'a Variant>,
}

impl Advice<'_> {
    /// The advice in whole sentences: `go gently. Put a pad under your knees.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let action = match (self.action, self.set) {
            (action, None) => action.phrase().to_owned(),
            (Action::Skip, Some(set)) => format!("leave the {} out", words(set)),
            (Action::Ask, Some(set)) => format!("ask first about the {}", words(set)),
            (Action::Ease, Some(set)) => format!("go gently with the {}", words(set)),
        };
        let note = self.note.map_or(String::new(), |note| format!(" {note}"));
        let quoted = |variant: &&Variant| format!("\u{201c}{}\u{201d}", variant.name);
        let names: Vec<_> = self.variants.iter().map(quoted).collect();
        let variants = match names.as_slice() {
            [] => String::new(),
            [name] => format!(" A variant suits better: {name}."),
            names => format!(" Variants that suit better, the best first: {}.", names.join(", ")),
        };
        format!("{action}.{note}{variants}")
    }
}

/// An id as words in a sentence.
fn words(id: &Id) -> String {
    id.replace('-', " ")
}

/// Everything that is advised about a stretch: its own cautions, then the general ones that reach it.
#[must_use]
pub fn advice<'a>(library: &'a Library, stretch: &'a Stretch) -> Vec<Advice<'a>> {
    let general = library.cautions.iter().filter_map(|caution| {
        let general = caution.general.as_ref().filter(|general| general.covers.reaches(stretch))?;
        let named = stretch.concerns.iter().any(|concern| *concern.id == *caution.id.name);
        let (action, note) = (general.action, general.note.as_deref());
        let variants = known(stretch, general.variants_of(&stretch.id));
        (!named).then_some(Advice { condition: &caution.name, action, set: None, note, variants })
    });
    own_advice(library, stretch).chain(general).collect()
}

/// What a stretch itself says about conditions.
fn own_advice<'a>(library: &'a Library, stretch: &'a Stretch) -> impl Iterator<Item = Advice<'a>> {
    stretch.concerns.iter().filter_map(|concern| {
        Some(Advice {
            condition: &find(&library.cautions, &concern.id)?.name,
            action: concern.action,
            set: concern.set.as_ref(),
            note: concern.note.as_deref(),
            variants: known(stretch, &concern.variants),
        })
    })
}

/// The variants of a stretch that are named.
fn known<'a>(stretch: &'a Stretch, ids: &[Id]) -> Vec<&'a Variant> {
    ids.iter().filter_map(|id| find(&stretch.variants, id)).collect()
}

/// The conditions to mind in a stretch: what to do and their names, the most serious first.
#[must_use]
pub fn conditions<'a>(library: &'a Library, stretch: &'a Stretch) -> Vec<(Action, Vec<Cow<'a, str>>)> {
    let all = advice(library, stretch);
    let names = |wanted: Action| {
        let wanted = all.iter().filter(move |advice| advice.action == wanted);
        let names = wanted.map(|advice| match advice.set {
            Some(set) => Cow::Owned(format!("{} (only the {})", advice.condition, words(set))),
            None => Cow::Borrowed(advice.condition),
        });
        names.collect::<Vec<_>>()
    };
    let actions = [Action::Skip, Action::Ask, Action::Ease].into_iter();
    actions.map(|action| (action, names(action))).filter(|(_, names)| !names.is_empty()).collect()
}
