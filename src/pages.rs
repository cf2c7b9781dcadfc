//! The reading pages, as blocks of text without styles. The Read screen and `stretch learn` both show them.

mod advice;

use crate::content::model::{Caution, Entry, LeftOut, Library, Loss, Scope, StopSign, Urgency, find};
use crate::document::id::Id;
use crate::plan::lookup::{NameError, one_of};
use crate::printable::printable;
use advice::own_advice;
pub(crate) use advice::{Condition, Demand, demands, different, has_demands};
pub use advice::{conditions, conditions_page};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Causes,
    Benefits,
    Cautions,
    StopSigns,
    Sources,
    /// Which of the user's own files are left out, and why. It is offered where there are any.
    LeftOut,
}

impl Page {
    /// Every page about stretching, in reading order.
    pub const ALL: [Self; 5] = [Self::Causes, Self::Benefits, Self::Cautions, Self::StopSigns, Self::Sources];

    /// Its word on the command line, its title, and what it is about.
    fn names(self) -> [&'static str; 3] {
        match self {
            Self::Causes => ["causes", "Causes", "Where the ache comes from, and which stretches answer it."],
            Self::Benefits => {
                ["benefits", "Why stretching works", "What stretching does for you, and how to do it well."]
            }
            Self::Cautions => ["cautions", "Cautions", "Which conditions ask for care, and in which stretches."],
            Self::StopSigns => ["stop-signs", "Stop signs", "When not to stretch, and when to get help."],
            Self::Sources => ["sources", "Sources", "What all of this is based on."],
            Self::LeftOut => ["left-out", "What is left out", "What of your own files is left out, and why."],
        }
    }

    pub(crate) fn word(self) -> &'static str {
        self.names()[0]
    }

    pub(crate) fn title(self) -> &'static str {
        self.names()[1]
    }

    pub(crate) fn about(self) -> &'static str {
        self.names()[2]
    }

    /// The page that a word, a title or a beginning of one means, in any case.
    /// Fails when it means none, or more than one.
    pub(crate) fn find(name: &str) -> Result<Self, NameError> {
        one_of(name, &Self::ALL.map(|page| (page.word(), page.title(), page)))
    }

    /// The page after this one in a list; after the last comes the first.
    pub(crate) fn next(self, of: &[Self]) -> Self {
        self.shifted(of, 1)
    }

    /// The page before this one in a list; before the first comes the last.
    pub(crate) fn previous(self, of: &[Self]) -> Self {
        self.shifted(of, of.len().saturating_sub(1))
    }

    fn shifted(self, of: &[Self], by: usize) -> Self {
        let to = of.iter().position(|page| *page == self).map_or(0, |at| (at + by) % of.len());
        of.get(to).copied().unwrap_or(self)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a part.
    Heading(String),
    /// A heading that must not be missed.
    Alarm(String),
    /// The heading of an entry.
    Name(String),
    Text(String),
    /// A point of a list.
    Point(String),
    /// The numbers of an entry's sources, or what such a number stands for.
    Reference(String),
    /// Less important text: a pointer, other names.
    Aside(String),
    /// The stretches for the cause with this index and id, by their names.
    Stretches {
        index: usize,
        id: String,
        names: String,
    },
    Gap,
}

/// The pages that the content has text for.
pub(crate) fn written(library: &Library) -> Vec<Page> {
    Page::ALL.into_iter().filter(|page| is_written(library, *page)).collect()
}

pub(crate) fn is_written(library: &Library, page: Page) -> bool {
    // Where its entries do not tell, the page itself does. All pages would take a sixth of the start.
    let has_entries = match page {
        Page::Causes => !library.causes.is_empty(),
        Page::Benefits => !library.benefits.is_empty(),
        Page::Cautions => !library.cautions.is_empty(),
        Page::StopSigns => !library.stop_signs.is_empty(),
        Page::Sources => !library.sources.is_empty(),
        Page::LeftOut => !library.left_out.is_empty(),
    };
    has_entries || !blocks(library, page).is_empty()
}

pub(crate) fn page(library: &Library, page: Page) -> Vec<Block> {
    let mut blocks = blocks(library, page);
    if blocks.is_empty() {
        blocks.push(Block::Text("The content says nothing about this.".into()));
    }
    blocks
}

fn blocks(library: &Library, page: Page) -> Vec<Block> {
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
    blocks
}

fn causes(library: &Library) -> Vec<Block> {
    let (mut blocks, mut citations) = (Vec::new(), Citations::of(library));
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
        let routine = &cause.routine;
        let conditions: Vec<_> =
            routine.conditions.iter().filter_map(|id| Some(&*find(&library.cautions, id)?.name)).collect();
        if !conditions.is_empty() {
            blocks.push(Block::Aside(format!("Cautions: {}.", conditions.join(", "))));
        }
        let stretches = routine.stretches.iter().filter_map(|reference| find(&library.stretches, &reference.stretch));
        let names: Vec<_> = stretches.map(|stretch| &*stretch.name).collect();
        if !names.is_empty() {
            blocks.push(Block::Stretches { index, id: cause.id.name.clone(), names: names.join(", ") });
        }
        blocks.extend(citations.cited(&cause.sources, library.causes.get(index + 1).map(|next| &*next.sources)));
        blocks.push(Block::Gap);
    }
    blocks.extend(citations.list());
    blocks
}

fn benefits(library: &Library) -> Vec<Block> {
    let (mut blocks, mut citations) = (Vec::new(), Citations::of(library));
    for (heading, points) in [("What it does", &library.benefits), ("How to do it well", &library.techniques)] {
        if points.is_empty() {
            continue;
        }
        blocks.extend([Block::Heading(heading.into()), Block::Gap]);
        for (index, point) in points.iter().enumerate() {
            blocks.extend([Block::Name(point.name.clone()), Block::Text(point.text.clone())]);
            blocks.extend(citations.cited(&point.sources, points.get(index + 1).map(|next| &*next.sources)));
            blocks.push(Block::Gap);
        }
    }
    blocks.extend(citations.list());
    blocks
}

fn cautions(library: &Library) -> Vec<Block> {
    let (mut blocks, mut citations) = (Vec::new(), Citations::of(library));
    // Advice for everybody comes before conditions that a few people have.
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
                Scope::All => "Every stretch".to_owned(),
                Scope::Holds => "Every stretch with a hold".to_owned(),
                Scope::In(position) => format!("Every stretch done {}", position.phrase()),
            };
            let note = general.note.as_deref().map_or(String::new(), |note| format!(" {note}"));
            blocks.push(Block::Point(format!("{reach}: {}.{note}", general.action.phrase())));
        }
        for stretch in &library.stretches {
            let own = own_advice(library, stretch, caution);
            blocks.extend(own.iter().map(|advice| Block::Point(format!("{}: {}", stretch.name, advice.sentence()))));
        }
        blocks.extend(citations.cited(&caution.sources, all.get(index + 1).map(|next| &*next.sources)));
        blocks.push(Block::Gap);
    }
    blocks.extend(losses::<Caution>(library));
    blocks.extend(citations.list());
    blocks
}

fn stop_signs(library: &Library) -> Vec<Block> {
    let signs = Urgency::WORDS
        .iter()
        .flat_map(|(_, urgency)| library.stop_signs.iter().filter(move |sign| sign.urgency == *urgency));
    let (mut blocks, mut citations) = (Vec::new(), Citations::of(library));
    let mut urgency = None;
    for sign in signs {
        if urgency != Some(sign.urgency) {
            urgency = Some(sign.urgency);
            let heading = sign.urgency.phrase().to_owned();
            let alarming = sign.urgency == Urgency::Emergency;
            blocks.push(if alarming { Block::Alarm(heading) } else { Block::Heading(heading) });
            blocks.push(Block::Gap);
        }
        // A single group under a level may have the same name as the level.
        if !sign.name.eq_ignore_ascii_case(sign.urgency.phrase()) {
            blocks.push(Block::Name(sign.name.clone()));
        }
        blocks.extend(sign.signs.iter().cloned().map(Block::Point));
        blocks.extend(sign.text.clone().map(Block::Text));
        blocks.extend(citations.cited(&sign.sources, None));
        blocks.push(Block::Gap);
    }
    blocks.extend(losses::<StopSign>(library));
    blocks.extend(citations.list());
    blocks
}

/// The safety advice that the user's own entries of a kind leave out.
fn losses<T: Entry>(library: &Library) -> Vec<Block> {
    let lost = library.losses.iter().filter(|loss| loss.noun == T::NOUN);
    let points: Vec<_> = lost.map(|loss| Block::Point(lost_safety(loss, library))).collect();
    if points.is_empty() {
        return points;
    }
    let heading = [Block::Heading("Left out by your own files".into()), Block::Gap];
    heading.into_iter().chain(points).chain([Block::Gap]).collect()
}

/// The safety advice that a user's entry leaves out of the entry it replaces, in a sentence.
pub(crate) fn lost_safety(loss: &Loss, library: &Library) -> String {
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

/// The sources of a page: a number after each entry, and the titles once at the end.
struct Citations<'a> {
    library: &'a Library,
    titles: Vec<&'a str>,
}

impl<'a> Citations<'a> {
    fn of(library: &'a Library) -> Self {
        Self { library, titles: Vec::new() }
    }

    /// The numbers of an entry's sources. Entries in a row with the same sources have them once, after the last.
    fn cited(&mut self, ids: &[Id], next: Option<&[Id]>) -> Option<Block> {
        let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect::<Vec<_>>();
        if next.is_some_and(|next| names(next) == names(ids)) {
            return None;
        }
        let library = self.library;
        let titles = ids.iter().filter_map(|id| Some(&*find(&library.sources, id)?.title));
        let numbers: Vec<_> = titles.map(|title| format!("[{}]", self.number(title))).collect();
        let noun = if numbers.len() == 1 { "Source" } else { "Sources" };
        (!numbers.is_empty()).then(|| Block::Reference(format!("{noun}: {}", numbers.join(", "))))
    }

    fn number(&mut self, title: &'a str) -> usize {
        let known = self.titles.iter().position(|known| *known == title);
        known.map_or_else(
            || {
                self.titles.push(title);
                self.titles.len()
            },
            |at| at + 1,
        )
    }

    /// The titles with their numbers.
    fn list(self) -> impl Iterator<Item = Block> {
        (1..).zip(self.titles).map(|(number, title)| Block::Reference(format!("[{number}] {title}")))
    }
}

impl Urgency {
    /// What the level asks for, as text for the user.
    pub(crate) fn phrase(self) -> &'static str {
        match self {
            Self::Emergency => "Emergency: call for help now",
            Self::DoctorSoon => "Ask for an urgent appointment",
            Self::DoctorFirst => "See a doctor before you start",
            Self::Stop => "Stop the session",
            Self::NotYet => "Not yet",
        }
    }
}
