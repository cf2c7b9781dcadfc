//! The figures that are part of the program.

use std::sync::LazyLock;

use super::Figures;
use super::build::build;
use super::definition::FigureDefinitions;
use super::parse::figures;
use crate::document::diagnostic::{FileId, Sources};
use crate::document::reader::{Reader, TableKind};

/// A content file with figures only.
pub(crate) const FIGURES: &str = include_str!("../../content/figures.toml");
const FILE: TableKind = TableKind { key: "", noun: "a file of figures", header: "" };

impl Figures {
    /// The built-in figures, read at the first call. Tests show that they have no problems.
    pub fn builtin() -> &'static Self {
        static BUILT_IN: LazyLock<Figures> = LazyLock::new(Figures::read_builtin);
        &BUILT_IN
    }

    /// Reads the built-in figures again.
    pub fn read_builtin() -> Self {
        let mut sources = Sources::default();
        let file = source(&mut sources);
        let mut definitions = definitions(&sources, file);
        definitions.sort();
        build(&definitions, &sources, &mut Vec::new())
    }
}

/// Adds the file of the built-in figures.
pub(crate) fn source(sources: &mut Sources) -> FileId {
    sources.add_built_in("the built-in figures", FIGURES)
}

/// The definitions of the built-in figures, for others to be laid over them.
pub(crate) fn definitions(sources: &Sources, file: FileId) -> FigureDefinitions {
    let reader = Reader::new(file, |_| None);
    reader.toml(sources.text(file), |table| figures(&mut reader.document(&FILE, table))).unwrap_or_default()
}
