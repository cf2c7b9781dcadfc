//! The file of answers, which only the person can read.
//!
//! It must never write over a file that it could not read.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::{Answers, MINUTES, conditions};
use crate::content::model::{Library, Side};
use crate::document::diagnostic::{Place, Problem};
use crate::document::file::Wanted;
use crate::document::id::Id;
use crate::document::names::nearest;
use crate::document::reader::{Fields, ID_LENGTH, Limits, Reader, TableKind};
use crate::document::save::{Privacy, save};
use crate::document::toml_file::TomlFile;
use crate::plan::person::{Clearance, Location};
use crate::printable::printable;

/// The name of the file, in the folder for data.
pub(crate) const FILE: &str = "about.toml";

const ABOUT: Wanted = Wanted {
    noun: "a file of answers",
    folder: "move the folder away: the answers are a file of that name",
    device: "move it away: the answers are a file of that name",
    large: "make it smaller, or check that it is the right one",
};

const ROOT: TableKind = TableKind { key: "", noun: "the file of answers", header: "" };
const SCHEMA: u32 = 1;

#[derive(Debug, Default)]
pub struct AnswersFile {
    /// What it says, as far as it is right; none where there is no file.
    pub answers: Option<Answers>,
    /// Where each condition stands, in the order of the answers.
    places: Vec<Place>,
    file: TomlFile<(Answers, Vec<Place>)>,
}

impl AnswersFile {
    /// Reads it. It need not be there.
    pub fn read(path: PathBuf) -> Self {
        let answers = |reader: &Reader, table: &DeTable<'_>, _: &_| answers(reader.document(&ROOT, table));
        let mut file = TomlFile::read_by(path, &ABOUT, |_| None, answers);
        let (answers, places) = file.values.take().unzip();
        Self { answers, places: places.unwrap_or_default(), file }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.file.path
    }

    /// An error for each condition that a library does not know. Another library may know it, so it is no error of the file.
    pub fn unknown(&self, library: &Library, colour: bool) -> Vec<String> {
        let known = || conditions(library).map(|caution| &*caution.id.name);
        let all = self.answers.iter().flat_map(|answers| &answers.conditions).zip(&self.places);
        let unknown = all.filter(|(id, _)| !known().any(|known| known == *id));
        let problem = |(id, place): (&String, &Place)| {
            let problem = Problem::error(*place, format!("there is no condition `{}`", printable(id)));
            self.file.sources.render(&problem.did_you_mean(nearest(id, known())), colour)
        };
        unknown.map(problem).collect()
    }

    pub fn is_wrong(&self) -> bool {
        self.file.error_count() > 0
    }

    /// What is wrong with it, each error as it is shown to a person.
    pub fn errors(&self, colour: bool) -> Vec<String> {
        self.file.errors(colour)
    }

    /// Puts other answers into the file.
    /// Fails when the file has errors, or cannot be written, in a sentence that says what to do. The file is as it was then,
    /// and the answers hold until the program ends.
    pub fn save(&mut self, answers: Answers) -> Result<(), String> {
        let text = text(&answers);
        self.answers = Some(answers);
        if self.path().as_os_str().is_empty() {
            return Err("there is no folder for answers: set STRETCH_DATA_DIR to one".to_owned());
        }
        if self.is_wrong() {
            return Err(format!("{} has errors, and is left as it is: correct it, or delete it", self.file.shown()));
        }
        save(self.path(), &text, Privacy::Private).map_err(|error| format!("{error} ({})", self.file.shown()))
    }
}

fn answers(mut fields: Fields<'_>) -> (Answers, Vec<Place>) {
    if let Some(schema) = fields.require("schema", "1") {
        // What is known of a newer file holds all the same: a condition must not be lost.
        fields.reader.is_newer(schema, SCHEMA);
    }
    let conditions = fields.references("conditions");
    let clearances = fields.texts("cleared", 2 * ID_LENGTH + 1).unwrap_or_default();
    let minutes =
        Limits { range: f64::from(*MINUTES.start())..=f64::from(*MINUTES.end()), whole: true, unit: "minutes" };
    // A whole number from 1 to 60.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let minutes = fields.number("minutes", &minutes).map(|minutes| minutes as u32);
    let answers = Answers {
        conditions: conditions.iter().map(|id| id.name.clone()).collect(),
        clearances: clearances.iter().map(|text| Clearance::from(&**text)).collect(),
        location: fields.word("place", Location::WORDS),
        minutes,
        tighter: fields.word("tighter", Side::WORDS),
        feel: fields.flag("feel"),
    };
    fields.finish();
    (answers, conditions.into_iter().map(|Id { place, .. }| place).collect())
}

/// The file of some answers.
fn text(answers: &Answers) -> String {
    let mut text = String::from(
        "# What you have said about yourself to `stretch`. Only you can read this file, and it stays on this machine.\n\
         # `stretch` writes it anew when you change an answer. Delete it, and all of it is forgotten.\n",
    );
    let list = |items: &[String]| {
        format!("[{}]", items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", "))
    };
    let cleared: Vec<_> = answers.clearances.iter().map(ToString::to_string).collect();
    let lines = [
        Some(format!("schema = {SCHEMA}\n")),
        Some(format!("conditions = {}\n", list(&answers.conditions))),
        (!cleared.is_empty()).then(|| format!("cleared = {}\n", list(&cleared))),
        answers.location.map(|location| format!("place = \"{location}\"\n")),
        answers.minutes.map(|minutes| format!("minutes = {minutes}\n")),
        answers.tighter.map(|side| format!("tighter = \"{side}\"\n")),
        answers.feel.map(|feel| format!("feel = {feel}\n")),
    ];
    text.extend(lines.into_iter().flatten());
    text
}
