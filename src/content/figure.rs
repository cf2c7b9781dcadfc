//! Figures in content files: what a file says of rigs, poses, motions and props, and from that the figure's own model.
//!
//! The user's entries are laid over the built-in ones by their ids first, and everything is built after that: a pose of
//! the user's own is taken by every motion that names it. [`crate::figure`] knows nothing of files; this is the only way
//! from one to the other.

pub mod build;
pub mod definition;

use std::{borrow::Cow, sync::LazyLock};

pub use definition::FigureDefinitions;

use super::{
    load::{BUILT_IN_FIGURES, FIGURES},
    parse::parse,
};
use crate::{
    document::diagnostic::{FileId, Sources},
    figure::Figures,
};

impl Figures {
    /// The figure library that is built in, read when it is first asked for. A test holds it whole.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILT_IN: LazyLock<Figures> = LazyLock::new(|| Figures::read(FIGURES));
        &BUILT_IN
    }

    /// Reads the text of a file that needs no other; what is wrong in it is left out.
    #[must_use]
    pub fn read(text: impl Into<Cow<'static, str>>) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(BUILT_IN_FIGURES, text);
        let mut draft = parse(&sources, file);
        draft.figures.sort();
        build::build(&draft.figures, &sources, file, &mut draft.problems)
    }
}

/// What the built-in figure file says, for others to be laid over it.
pub(super) fn built_in(sources: &Sources, file: FileId) -> FigureDefinitions {
    parse(sources, file).figures
}
