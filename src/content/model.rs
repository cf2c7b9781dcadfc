//! What can be taught: the entries of content files after reading. Immutable data.

mod loss;
mod stretch;
mod words;

use std::sync::Arc;
use std::time::Duration;

pub(crate) use loss::{Loss, Lost};
pub(crate) use stretch::{Phase, Step, Variant};
pub use stretch::{Repeat, Set, Stretch, StretchCaution, Tempo, Work};
pub use words::{CautionAction, Dose, Dosed, Position, Scope, Side, Urgency};

pub use super::left_out::LeftOut;
use crate::document::diagnostic::FileId;
pub(crate) use crate::document::id::Id;
use crate::document::id::entries;
pub use crate::document::id::{Entry, find};
use crate::figure::Figures;

entries! {
    Source => "source",
    Cause => "cause",
    ReadingPoint => "entry",
    Caution => "caution",
    StopSign => "stop-sign",
    Stretch => "stretch",
    Variant => "variant",
    Routine => "routine",
}

/// Everything the program teaches: the built-in content with the user's laid over it.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What it is about ("Upper back").
    pub title: String,
    /// The files with stretches or routines, and the title of each.
    pub titles: Vec<(FileId, String)>,
    /// Who it is for and what it helps with.
    pub aim: Option<String>,
    /// What to do before the first stretch of a session.
    pub warm_up: Option<String>,
    /// What is said last in a session.
    pub advice: Option<String>,
    pub causes: Vec<Cause>,
    pub benefits: Vec<ReadingPoint>,
    /// How to stretch well: dose, breath, warm-up.
    pub techniques: Vec<ReadingPoint>,
    /// Conditions that need care, and general advice.
    pub cautions: Vec<Caution>,
    /// When not to stretch at all.
    pub stop_signs: Vec<StopSign>,
    pub sources: Vec<Source>,
    pub stretches: Vec<Arc<Stretch>>,
    pub routines: Vec<Routine>,
    /// The figures of the user's files laid over the built-in ones, if there are any.
    pub own_figures: Option<Arc<Figures>>,
    /// What of the user's files is not in the library, and why.
    pub left_out: Vec<LeftOut>,
    /// The entries that say less about safety than those they replace.
    pub losses: Vec<Loss>,
}

impl Library {
    /// The figures that steps name. The built-in ones are read at the first call.
    pub fn figures(&self) -> &Figures {
        match &self.own_figures {
            Some(figures) => figures,
            None => Figures::builtin(),
        }
    }

    /// What conditions of some ids ask for in a stretch: its own cautions, then the general ones that reach it.
    pub fn concerns_of<'a>(
        &'a self,
        stretch: &'a Stretch,
        has: impl Fn(&Id) -> bool + Copy,
    ) -> impl Iterator<Item = Concern<'a>> {
        let own = stretch.concerns.iter().filter(move |concern| has(&concern.id)).filter_map(|concern| {
            Some(Concern {
                caution: find(&self.cautions, &concern.id)?,
                action: concern.action,
                set: concern.set.as_ref(),
                note: concern.note.as_deref(),
                variants: &concern.variants,
                sources: &concern.sources,
            })
        });
        let is_named = |id: &Id| stretch.concerns.iter().any(|concern| *concern.id == **id);
        let is_general = move |caution: &&Caution| has(&caution.id) && !is_named(&caution.id);
        let general = self.cautions.iter().filter(is_general).filter_map(|caution| {
            let general = caution.general.as_ref().filter(|general| general.covers.reaches(stretch))?;
            Some(Concern {
                caution,
                action: general.action,
                set: None,
                note: general.note.as_deref(),
                variants: general.variants_of(&stretch.id),
                sources: &caution.sources,
            })
        });
        own.chain(general)
    }

    /// The title of the file that an entry comes from, unless that is the first file.
    pub(crate) fn title_beside(&self, id: &Id) -> Option<&str> {
        let (_, title) = self.titles.iter().skip(1).find(|(file, _)| *file == id.place.file)?;
        Some(title)
    }
}

#[derive(Clone, Debug)]
pub struct Source {
    pub id: Id,
    /// Who says it, and in what.
    pub(crate) title: String,
    pub url: Option<String>,
}

/// A reason why it hurts, with the stretches that help.
#[derive(Clone, Debug)]
pub struct Cause {
    pub id: Id,
    pub(crate) name: String,
    /// The heading of the group it belongs to.
    pub group: Option<String>,
    pub text: String,
    /// The stretches that help, for the conditions it consists of.
    pub routine: Routine,
    pub sources: Vec<Id>,
}

/// A point of a reading page: a benefit or a note on technique.
#[derive(Clone, Debug)]
pub struct ReadingPoint {
    pub id: Id,
    pub name: String,
    pub text: String,
    pub sources: Vec<Id>,
}

/// A condition that needs care, or general advice.
#[derive(Clone, Debug)]
pub struct Caution {
    pub id: Id,
    pub name: String,
    /// Its other names ("weak bones").
    pub aliases: Vec<String>,
    /// Whether it is something that a person has. General advice is for everybody.
    pub condition: bool,
    /// What applies to every stretch.
    pub text: Option<String>,
    /// The stretches it applies to without being named there, and what to do in them.
    pub general: Option<GeneralCaution>,
    pub sources: Vec<Id>,
}

/// What a condition asks for in one stretch.
#[derive(Clone, Copy, Debug)]
pub struct Concern<'a> {
    pub caution: &'a Caution,
    pub action: CautionAction,
    /// The one set it is about, if it is not about the whole stretch.
    pub set: Option<&'a Id>,
    pub(crate) note: Option<&'a str>,
    /// The variants that suit better, the best first.
    pub(crate) variants: &'a [Id],
    pub(crate) sources: &'a [Id],
}

/// A caution that applies to many stretches at once.
#[derive(Clone, Debug)]
pub struct GeneralCaution {
    pub covers: Scope,
    pub action: CautionAction,
    pub note: Option<String>,
    /// The variants that suit better, by stretch, the best first.
    pub variants: Vec<(Id, Vec<Id>)>,
}

impl Scope {
    /// Whether a general caution of this scope applies to a stretch.
    pub(crate) fn reaches(self, stretch: &Stretch) -> bool {
        match self {
            Self::All => true,
            Self::Holds => stretch.has_hold(),
            Self::In(position) => stretch.positions.contains(&position),
        }
    }
}

impl GeneralCaution {
    /// The variants of a stretch that suit better, the best first.
    pub fn variants_of(&self, stretch: &str) -> &[Id] {
        self.variants.iter().find(|(id, _)| **id == *stretch).map_or(&[], |(_, variants)| variants)
    }
}

#[derive(Clone, Debug)]
pub struct StopSign {
    pub id: Id,
    pub name: String,
    pub urgency: Urgency,
    pub signs: Vec<String>,
    pub text: Option<String>,
    pub sources: Vec<Id>,
}

/// A named list of stretches.
#[derive(Clone, Debug, Default)]
pub struct Routine {
    pub id: Id,
    pub name: String,
    /// What it is good for.
    pub summary: Option<String>,
    /// At least one, in order.
    pub stretches: Vec<Reference>,
    /// The dose, unless the user asks for another.
    pub dose: Dose,
    /// How long it may last; none for as long as it takes.
    pub time: Option<Duration>,
    /// The conditions of everybody who does it: ids of cautions.
    pub conditions: Vec<Id>,
}

/// A stretch as a routine names it: `id`, or `id:variant`.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub stretch: Id,
    pub variant: Option<Id>,
    /// The dose of this stretch; none for that of the routine.
    pub dose: Option<Dose>,
    /// How often each of its sets is done; none for as often as its dose says.
    pub rounds: Option<u32>,
    /// How long it stays where there is little time; none for the priority of the stretch.
    pub priority: Option<u32>,
}
