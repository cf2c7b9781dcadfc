//! The rules between entries: ids that meet, references that lead somewhere, and what a careful author
//! would want to be told.
//!
//! Total times are judged by [`crate::plan::review`], since only the plan knows them.

use super::model::{Caution, CautionAction, Entry, Library, Stretch, StretchCaution, Tempo, Work, find};
use crate::document::{
    diagnostic::{Problem, Sources},
    names::{folded, nearest},
};
use crate::document::{id::Id, names::listed};

mod motion;

pub(super) use motion::motions;

/// The most problems that the nearest id is looked up for.
pub(super) const MOST_ADVISED: usize = 1000;

/// Checks one file's own entries: no id twice. Runs before the files are laid over each other.
pub fn check_file(draft: &Library, sources: &Sources, problems: &mut Vec<Problem>) {
    let mut check = |ids: &mut dyn Iterator<Item = &Id>, noun: &str| unique(ids, noun, sources, problems);
    check(&mut draft.sources.iter().map(Entry::id), "source");
    check(&mut draft.causes.iter().map(Entry::id), "cause");
    check(&mut draft.benefits.iter().map(Entry::id), "benefit");
    check(&mut draft.techniques.iter().map(Entry::id), "technique");
    check(&mut draft.cautions.iter().map(Entry::id), "caution");
    check(&mut draft.stop_signs.iter().map(Entry::id), "stop-sign");
    check(&mut draft.stretches.iter().map(Entry::id), "stretch");
    check(&mut draft.routines.iter().map(Entry::id), "routine");
    for stretch in &draft.stretches {
        check(&mut stretch.variants.iter().map(Entry::id), "variant");
        check(&mut stretch.sets.iter().filter_map(|set| set.id.as_ref()), "set");
        for variant in &stretch.variants {
            check(&mut variant.sets.iter().filter_map(|set| set.id.as_ref()), "set");
        }
    }
}

fn unique(ids: &mut dyn Iterator<Item = &Id>, noun: &str, sources: &Sources, problems: &mut Vec<Problem>) {
    let mut seen: Vec<&Id> = Vec::new();
    for id in ids.filter(|id| !id.is_empty()) {
        if let Some(first) = seen.iter().find(|other| other.name == id.name) {
            let (line, _) = sources.position(first.place);
            let problem = Problem::error(id.place, format!("there is a {noun} with the id `{id}` already"));
            problems.push(problem.help(format!("it is on line {line}: give one of the two another id")));
        } else {
            seen.push(id);
        }
    }
}

/// Checks what the entries of the whole library say about each other.
pub fn check_library(library: &Library, sources: &Sources, problems: &mut Vec<Problem>) {
    let mut check = Checker { library, sources, problems };
    for routine in &library.routines {
        check.names(&routine.id);
        for reference in &routine.stretches {
            let Some(stretch) = check.stretch(&reference.stretch) else { continue };
            if let Some(variant) = &reference.variant
                && find(&stretch.variants, variant).is_none()
            {
                check.no_variant(stretch, variant, &format!("the routine `{}`", routine.id));
            }
        }
    }
    for cause in &library.causes {
        for id in &cause.stretches {
            check.stretch(id);
        }
        for id in &cause.cautions {
            check.known(&library.cautions, id);
        }
        check.sources(&cause.sources);
    }
    for point in library.benefits.iter().chain(&library.techniques) {
        check.sources(&point.sources);
    }
    for caution in &library.cautions {
        check.general(caution);
        check.sources(&caution.sources);
    }
    check.condition_names();
    for sign in &library.stop_signs {
        check.sources(&sign.sources);
    }
    for stretch in &library.stretches {
        check.concerns(stretch, &stretch.concerns);
        check.variants(stretch);
        check.sources(&stretch.sources);
        check.care(stretch);
    }
}

struct Checker<'a> {
    library: &'a Library,
    sources: &'a Sources,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn known<'t, T: Entry>(&mut self, entries: &'t [T], id: &Id) -> Option<&'t T> {
        let found = find(entries, id);
        // An entry whose own id is wrong may be the one that is meant: mending that comes first.
        if found.is_none() && !id.is_empty() && entries.iter().all(|entry| !entry.id().is_empty()) {
            let problem = Problem::error(id.place, format!("there is no {} `{id}`", T::NOUN));
            // Looking for the nearest takes its time, and nobody reads this far.
            let looking = self.problems.len() < MOST_ADVISED;
            let near = nearest(id, entries.iter().filter(|_| looking).map(|entry| &**entry.id()));
            self.problems.push(match near {
                Some(_) => problem.did_you_mean(near),
                None if entries.is_empty() || !looking => problem.help(format!("add a `[[{}]]` with this id", T::NOUN)),
                None => problem.help(format!("add a `[[{}]]` with this id, or name one of {}", T::NOUN, list(entries))),
            });
        }
        found
    }

    fn stretch(&mut self, id: &Id) -> Option<&'a Stretch> {
        let library = self.library;
        self.known(&library.stretches, id).map(|stretch| &**stretch)
    }

    fn sources(&mut self, ids: &[Id]) {
        for id in ids {
            self.known(&self.library.sources, id);
        }
    }

    /// A routine and a stretch are started by the same command, so they share their ids.
    fn names(&mut self, routine: &Id) {
        if let Some(stretch) = find(&self.library.stretches, routine).filter(|_| !routine.is_empty()) {
            // The later file is the one that can be changed.
            let place = routine.place.max(stretch.id.place);
            let message = format!("`{routine}` is the id of a stretch and of a routine");
            let problem = Problem::error(place, message);
            self.problems.push(problem.help("`stretch run` could not tell them apart: give one of them another id"));
        }
    }

    /// What a caution of many stretches says about each of them.
    fn general(&mut self, caution: &Caution) {
        let Some(general) = &caution.general else { return };
        for (id, variants) in &general.variants {
            let Some(stretch) = self.stretch(id) else { continue };
            self.suits(stretch, variants);
        }
        if general.variants.is_empty() && general.note.is_none() {
            self.changes_nothing(&caution.id, general.action);
        }
    }

    /// Each name of a condition is that of one condition.
    fn condition_names(&mut self) {
        let mut seen: Vec<(String, &Id)> = Vec::new();
        for caution in &self.library.cautions {
            for name in caution.aliases.iter().chain([&caution.name]) {
                let folded = folded(name);
                match seen.iter().find(|(known, _)| *known == folded) {
                    Some((_, other)) if !name.is_empty() => {
                        let message = if other.name == caution.id.name {
                            format!("`{other}` has the name \u{201c}{name}\u{201d} twice")
                        } else {
                            format!("`{other}` and `{}` are both called \u{201c}{name}\u{201d}", caution.id)
                        };
                        // The later file is the one that can be changed.
                        let problem = Problem::error(caution.id.place.max(other.place), message);
                        self.problems.push(problem.help("give each name to one caution, once"));
                    }
                    _ => seen.push((folded, &caution.id)),
                }
            }
        }
    }

    fn concerns(&mut self, stretch: &Stretch, concerns: &[StretchCaution]) {
        for concern in concerns {
            self.known(&self.library.cautions, &concern.id);
            self.sources(&concern.sources);
            self.suits(stretch, &concern.variants);
            if let Some(set) = &concern.set {
                self.set_of(stretch, set);
            }
            if concern.variants.is_empty() && concern.note.is_none() {
                self.changes_nothing(&concern.id, concern.action);
            }
        }
    }

    /// The variants that a caution names.
    fn suits(&mut self, stretch: &Stretch, variants: &[Id]) {
        for variant in variants {
            if find(&stretch.variants, variant).is_none() {
                self.no_variant(stretch, variant, "this caution");
            }
        }
    }

    fn changes_nothing(&mut self, id: &Id, action: CautionAction) {
        if action != CautionAction::Skip {
            let problem =
                Problem::warning(id.place, format!("the caution `{id}` with `do = \"{action}\"` changes nothing"))
                    .together("cautions change nothing");
            self.problems.push(problem.help("say in `note` what to do, or name in `variants` what suits better"));
        }
    }

    fn variants(&mut self, stretch: &Stretch) {
        for variant in &stretch.variants {
            self.concerns(stretch, &variant.concerns);
            for id in &variant.without {
                self.set_of(stretch, id);
            }
            if !stretch.sets.is_empty() && stretch.with(variant).sets.is_empty() {
                let problem =
                    Problem::error(variant.id.place, format!("the variant `{}` leaves out every set", variant.id));
                self.problems.push(problem.help("leave at least one set to be done"));
            }
            for set in &variant.sets {
                if let Some(id) = &set.id {
                    self.set_of(stretch, id);
                } else {
                    let message = "a set of a variant needs the `id` of the set it replaces";
                    let place = set.steps.first().map_or(variant.id.place, |step| step.place);
                    let problem = Problem::error(place, message);
                    self.problems.push(problem.help("add `id` to this set, and to the stretch's own"));
                }
            }
        }
    }

    fn set_of(&mut self, stretch: &Stretch, id: &Id) {
        let ids: Vec<_> = stretch.sets.iter().filter_map(|set| set.id.as_deref()).collect();
        if !id.is_empty() && !ids.contains(&&**id) && !ids.contains(&"") {
            let problem = Problem::error(id.place, format!("the stretch `{}` has no set `{id}`", stretch.id));
            let near = nearest(id, ids.iter().copied());
            self.problems.push(match near {
                Some(_) => problem.did_you_mean(near),
                None if ids.is_empty() => problem.help("give the set an `id` to name it by"),
                None => problem.help(format!("its sets are {}", listed(ids.iter().copied()))),
            });
        }
    }

    fn no_variant(&mut self, stretch: &Stretch, variant: &Id, who: &str) {
        if variant.is_empty() || stretch.id.is_empty() || stretch.variants.iter().any(|known| known.id.is_empty()) {
            return;
        }
        if variant.place.file < stretch.id.place.file {
            // The stretch was replaced by a later file: that is the one its author can mend.
            let user = self.sources.name(variant.place.file);
            let message = format!("this `{}` has no variant `{variant}`, and {who} in {user} uses it", stretch.id);
            let problem = Problem::error(stretch.id.place, message);
            self.problems
                .push(problem.help("add a `[[stretch.variant]]` with that id, or take another id for the stretch"));
            return;
        }
        let problem = Problem::error(variant.place, format!("the stretch `{}` has no variant `{variant}`", stretch.id));
        let near = nearest(variant, stretch.variants.iter().map(|variant| &*variant.id.name));
        self.problems.push(match near {
            Some(_) => problem.did_you_mean(near),
            None if stretch.variants.is_empty() => problem.help("it has no variants: name the stretch alone"),
            None => problem.help(format!("its variants are {}", list(&stretch.variants))),
        });
    }

    /// What is allowed, and yet not what a careful author leaves.
    fn care(&mut self, stretch: &Stretch) {
        let name = &stretch.id;
        if stretch.concerns.is_empty() && stretch.care.is_none() {
            let problem = Problem::warning(name.place, format!("the stretch `{name}` has no caution"));
            self.problems.push(
                problem
                    .together("stretches have no caution")
                    .help("say in `care` when to stop, or whom it is not for in `[[stretch.caution]]`"),
            );
        }
        if stretch.sources.is_empty() {
            let problem = Problem::warning(name.place, format!("the stretch `{name}` has no source"));
            let problem = problem.together("stretches have no source");
            self.problems.push(problem.help("name in `sources` where its steps and doses are from"));
        }
        let sets = stretch.sets.iter().chain(stretch.variants.iter().flat_map(|variant| &variant.sets));
        for step in sets.flat_map(|set| &set.steps) {
            let phases = match &step.work {
                Work::Reps { tempo: Tempo::Phases(phases), .. } => phases.as_slice(),
                _ => &[],
            };
            let texts = phases.iter().map(|phase| &phase.text).chain(&step.felt);
            if let Some(number) = std::iter::once(&step.text).chain(texts).find_map(|text| number_in(text)) {
                let problem = Problem::warning(step.place, format!("the words of this step hold a number, `{number}`"))
                    .together("steps hold a number in their words");
                let help = "how long and how often is for the keys to say: a number in words is wrong at another dose";
                self.problems.push(problem.help(help));
            }
        }
    }
}

/// The first number in a text, in digits or as a word. `one` is left alone: it is seldom a dose.
fn number_in(text: &str) -> Option<&str> {
    const WORDS: [&str; 17] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "fifty", "sixty",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .find(|word| word.contains(|c: char| c.is_numeric()) || WORDS.contains(&word.to_lowercase().as_str()))
}

fn list<T: Entry>(entries: &[T]) -> String {
    listed(entries.iter().map(|entry| &*entry.id().name))
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn finds_numbers_in_digits_and_words() {
        assert_eq!(number_in("Hold for 20 seconds"), Some("20"));
        assert_eq!(number_in("Do it Ten times"), Some("Ten"));
        assert_eq!(number_in("Let one shoulder sink, often"), None);
    }
}
