//! The reading pages, as blocks of text without styles. The Read screen and `stretch learn` both show them.

mod advice;

use crate::content::model::{Caution, Entry, LeftOut, Library, Loss, Routine, Scope, StopSign, Urgency, find};
use crate::document::id::Id;
use crate::plan::lookup::{NameError, one_of};
use crate::printable::printable;
use advice::{Advice, own_advice};
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
    let mut written = PageWriter { library, blocks: Vec::new(), titles: Vec::new() };
    match page {
        Page::Causes => written.causes(),
        Page::Benefits => written.benefits(),
        Page::Cautions => written.cautions(),
        Page::StopSigns => written.stop_signs(),
        Page::Sources => written.sources(),
        Page::LeftOut => written.left_out(),
    }
    let PageWriter { mut blocks, titles, .. } = written;
    blocks.extend((1..).zip(titles).map(|(number, title)| Block::Reference(format!("[{number}] {title}"))));
    while blocks.last() == Some(&Block::Gap) {
        blocks.pop();
    }
    blocks
}

/// A page being written: its blocks, and the titles of the sources that it cites, which come once at its end.
struct PageWriter<'a> {
    library: &'a Library,
    blocks: Vec<Block>,
    titles: Vec<&'a str>,
}

impl PageWriter<'_> {
    fn causes(&mut self) {
        let library = self.library;
        if let Some(aim) = &library.aim {
            self.blocks.extend([Block::Text(aim.clone()), Block::Gap]);
        }
        let mut group = None;
        for (index, cause) in library.causes.iter().enumerate() {
            if cause.group != group {
                group.clone_from(&cause.group);
                self.blocks.extend(group.clone().into_iter().flat_map(|group| [Block::Heading(group), Block::Gap]));
            }
            self.blocks.extend([Block::Name(cause.name.clone()), Block::Text(cause.text.clone())]);
            let Routine { conditions, stretches, .. } = &cause.routine;
            let conditions = conditions.iter().filter_map(|id| Some(&*find(&library.cautions, id)?.name));
            let conditions: Vec<_> = conditions.collect();
            if !conditions.is_empty() {
                self.blocks.push(Block::Aside(format!("Cautions: {}.", conditions.join(", "))));
            }
            let names = stretches.iter().filter_map(|one| Some(&*find(&library.stretches, &one.stretch)?.name));
            let names: Vec<_> = names.collect();
            if !names.is_empty() {
                self.blocks.push(Block::Stretches { index, id: cause.id.name.clone(), names: names.join(", ") });
            }
            self.cite(&cause.sources, library.causes.get(index + 1).map(|next| &*next.sources));
        }
    }

    fn benefits(&mut self) {
        let Library { benefits, techniques, .. } = self.library;
        for (heading, points) in [("What it does", benefits), ("How to do it well", techniques)] {
            if points.is_empty() {
                continue;
            }
            self.blocks.extend([Block::Heading(heading.into()), Block::Gap]);
            for (index, point) in points.iter().enumerate() {
                self.blocks.extend([Block::Name(point.name.clone()), Block::Text(point.text.clone())]);
                self.cite(&point.sources, points.get(index + 1).map(|next| &*next.sources));
            }
        }
    }

    fn cautions(&mut self) {
        let library = self.library;
        // Advice for everybody comes before conditions that a few people have.
        let (conditions, advice): (Vec<_>, Vec<_>) = library.cautions.iter().partition(|caution| caution.condition);
        let all: Vec<_> = advice.into_iter().chain(conditions).collect();
        for (index, caution) in all.iter().enumerate() {
            self.blocks.push(Block::Name(caution.name.clone()));
            self.blocks.extend(aliases(caution));
            self.blocks.extend(caution.text.clone().map(Block::Text));
            if let Some(general) = &caution.general {
                let reach = match general.covers {
                    Scope::All => "Every stretch".to_owned(),
                    Scope::Holds => "Every stretch with a hold".to_owned(),
                    Scope::In(position) => format!("Every stretch done {}", position.phrase()),
                };
                let note = general.note.as_deref().map_or(String::new(), |note| format!(" {note}"));
                self.blocks.push(Block::Point(format!("{reach}: {}.{note}", general.action.phrase())));
            }
            for stretch in &library.stretches {
                let own = own_advice(library, stretch, caution);
                let point = |advice: &Advice<'_>| Block::Point(format!("{}: {}", stretch.name, advice.sentence()));
                self.blocks.extend(own.iter().map(point));
            }
            self.cite(&caution.sources, all.get(index + 1).map(|next| &*next.sources));
        }
        self.losses::<Caution>();
    }

    fn stop_signs(&mut self) {
        let signs = &self.library.stop_signs;
        let signs =
            Urgency::WORDS.iter().flat_map(|(_, level)| signs.iter().filter(move |sign| sign.urgency == *level));
        let mut urgency = None;
        for sign in signs {
            if urgency != Some(sign.urgency) {
                urgency = Some(sign.urgency);
                let heading = sign.urgency.phrase().to_owned();
                let alarming = sign.urgency == Urgency::Emergency;
                self.blocks.push(if alarming { Block::Alarm(heading) } else { Block::Heading(heading) });
                self.blocks.push(Block::Gap);
            }
            // A single group under a level may have the same name as the level.
            if !sign.name.eq_ignore_ascii_case(sign.urgency.phrase()) {
                self.blocks.push(Block::Name(sign.name.clone()));
            }
            self.blocks.extend(sign.signs.iter().cloned().map(Block::Point));
            self.blocks.extend(sign.text.clone().map(Block::Text));
            self.cite(&sign.sources, None);
        }
        self.losses::<StopSign>();
    }

    /// The safety advice that the user's own entries of a kind leave out.
    fn losses<T: Entry>(&mut self) {
        let lost = self.library.losses.iter().filter(|loss| loss.noun == T::NOUN);
        let points: Vec<_> = lost.map(|loss| Block::Point(lost_safety(loss, self.library))).collect();
        if !points.is_empty() {
            let heading = [Block::Heading("Left out by your own files".into()), Block::Gap];
            self.blocks.extend(heading.into_iter().chain(points).chain([Block::Gap]));
        }
    }

    fn sources(&mut self) {
        for source in &self.library.sources {
            self.blocks.push(Block::Point(source.title.clone()));
            self.blocks.extend(source.url.clone().map(Block::Aside));
        }
    }

    fn left_out(&mut self) {
        for LeftOut { file, entry, unreadable, problems, .. } in &self.library.left_out {
            let name = entry.as_ref().map_or_else(|| file.clone(), |entry| format!("{file}: {entry}"));
            self.blocks.push(Block::Name(printable(&name)));
            let unreadable = unreadable.iter().map(|error| (error.message.clone(), std::slice::from_ref(&error.help)));
            let problems =
                problems.iter().map(|(line, problem)| (format!("line {line}: {}", problem.message), &*problem.help));
            for (message, help) in unreadable.chain(problems) {
                self.blocks.push(Block::Point(printable(&message)));
                self.blocks.extend(help.iter().map(|help| Block::Aside(printable(help))));
            }
            self.blocks.push(Block::Gap);
        }
    }

    /// Ends an entry with the numbers of its sources. Entries in a row with the same sources have them once, after the last.
    fn cite(&mut self, ids: &[Id], next: Option<&[Id]>) {
        let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect::<Vec<_>>();
        if next.is_none_or(|next| names(next) != names(ids)) {
            let mut numbers = Vec::new();
            for title in ids.iter().filter_map(|id| Some(&*find(&self.library.sources, id)?.title)) {
                let known = self.titles.iter().position(|known| *known == title);
                numbers.push(format!("[{}]", known.unwrap_or(self.titles.len()) + 1));
                self.titles.extend(known.is_none().then_some(title));
            }
            if !numbers.is_empty() {
                let noun = if numbers.len() == 1 { "Source" } else { "Sources" };
                self.blocks.push(Block::Reference(format!("{noun}: {}", numbers.join(", "))));
            }
        }
        self.blocks.push(Block::Gap);
    }
}

/// The other names of a condition.
fn aliases(caution: &Caution) -> Option<Block> {
    (!caution.aliases.is_empty()).then(|| Block::Aside(format!("Also: {}.", caution.aliases.join(", "))))
}

/// The safety advice that a user's entry leaves out of the entry it replaces, in a sentence.
pub(crate) fn lost_safety(loss: &Loss, library: &Library) -> String {
    let missing = loss.words(|id| find(&library.cautions, id).map_or(id, |caution| &*caution.name));
    let noun = loss.noun.replace('-', " ");
    format!("`{}` takes the place of a {noun} that says more about safety. Here there is: {missing}.", loss.id)
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
