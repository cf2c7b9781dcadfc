//! The rules between entries: no id twice, references that lead somewhere, and warnings a careful author wants.
//!
//! Total times are checked by [`crate::plan::review`], since only the plan knows them.

mod motion;

use super::model::{Caution, CautionAction, Entry, Id, Library, Stretch, StretchCaution, Tempo, Work, find};
use crate::document::diagnostic::{Problem, Sources};
use crate::document::names::{folded, unknown};

pub(crate) use motion::motions;

/// Checks the entries of one file: no id twice. Runs before the files are laid over each other.
pub(crate) fn check_file(draft: &Library, sources: &Sources, problems: &mut Vec<Problem>) {
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
        for variant in &*stretch.variants {
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

/// Checks the references between the entries of the whole library.
pub(crate) fn check_library(library: &Library, sources: &Sources, problems: &mut Vec<Problem>) {
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
        for reference in &cause.routine.stretches {
            check.stretch(&reference.stretch);
        }
        for id in &cause.routine.conditions {
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
    fn error(&mut self, id: &Id, message: String, help: impl Into<String>) {
        self.problems.push(Problem::error(id.place, message).help(help));
    }

    fn known<'t, T: Entry>(&mut self, entries: &'t [T], id: &Id) -> Option<&'t T> {
        let found = find(entries, id);
        if found.is_none() {
            let names: Vec<_> = entries.iter().map(|entry| &**entry.id()).collect();
            let none = format!("add a `[[{}]]` with this id", T::NOUN);
            let list = format!("{none}, or name one of");
            self.unknown(format!("there is no {} `{id}`", T::NOUN), id, &names, [&list, &none]);
        }
        found
    }

    /// Reports an id that is not among `names`.
    fn unknown(&mut self, message: String, id: &Id, names: &[&str], help: [&str; 2]) {
        // An entry with a wrong id may be the one that is meant: that error comes first.
        if !id.is_empty() && !names.contains(&"") {
            self.problems.push(unknown(message, id, names, help, self.problems.len()));
        }
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

    /// The same command starts a routine or a stretch, so no id is that of both.
    fn names(&mut self, routine: &Id) {
        if let Some(stretch) = find(&self.library.stretches, routine).filter(|_| !routine.is_empty()) {
            let later = if routine.place > stretch.id.place { routine } else { &stretch.id };
            let message = format!("`{routine}` is the id of a stretch and of a routine");
            self.error(later, message, "`stretch run` could not tell them apart: give one of them another id");
        }
    }

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

    /// No two conditions share a name.
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
                        let later = if caution.id.place > other.place { &caution.id } else { *other };
                        self.error(later, message, "give each name to one caution, once");
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

    /// Checks the variants that a caution names.
    fn suits(&mut self, stretch: &Stretch, variants: &[Id]) {
        for variant in variants {
            if find(&stretch.variants, variant).is_none() {
                self.no_variant(stretch, variant, "this caution");
            }
        }
    }

    fn changes_nothing(&mut self, id: &Id, action: CautionAction) {
        if action != CautionAction::Skip {
            let message = format!("the caution `{id}` with `do = \"{action}\"` changes nothing");
            let problem = Problem::warning(id.place, message).together("cautions change nothing");
            self.problems.push(problem.help("say in `note` what to do, or name in `variants` what suits better"));
        }
    }

    fn variants(&mut self, stretch: &Stretch) {
        for variant in &*stretch.variants {
            self.concerns(stretch, &variant.concerns);
            for id in &variant.without {
                self.set_of(stretch, id);
            }
            if !stretch.sets.is_empty() && stretch.sets.iter().all(|set| variant.leaves_out(set.id.as_ref())) {
                let message = format!("the variant `{}` leaves out every set", variant.id);
                self.error(&variant.id, message, "leave at least one set to be done");
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
        if !ids.contains(&&**id) {
            let message = format!("the stretch `{}` has no set `{id}`", stretch.id);
            self.unknown(message, id, &ids, ["its sets are", "give the set an `id` to name it by"]);
        }
    }

    fn no_variant(&mut self, stretch: &Stretch, variant: &Id, who: &str) {
        let ids: Vec<_> = stretch.variants.iter().map(|known| &*known.id.name).collect();
        if variant.is_empty() || stretch.id.is_empty() || ids.contains(&"") {
            return;
        }
        if variant.place.file < stretch.id.place.file {
            // A later file replaced the stretch: its author can fix this.
            let user = self.sources.name(variant.place.file);
            let message = format!("this `{}` has no variant `{variant}`, and {who} in {user} uses it", stretch.id);
            self.error(
                &stretch.id,
                message,
                "add a `[[stretch.variant]]` with that id, or take another id for the stretch",
            );
            return;
        }
        let message = format!("the stretch `{}` has no variant `{variant}`", stretch.id);
        self.unknown(message, variant, &ids, ["its variants are", "it has no variants: name the stretch alone"]);
    }

    /// Warns about what is allowed, but careless.
    fn care(&mut self, stretch: &Stretch) {
        let name = &stretch.id;
        if stretch.concerns.is_empty() && stretch.care.is_none() {
            let problem = Problem::warning(name.place, format!("the stretch `{name}` has no caution"));
            let help = "say in `care` when to stop, or whom it is not for in `[[stretch.caution]]`";
            self.problems.push(problem.together("stretches have no caution").help(help));
        }
        if stretch.sources.is_empty() {
            let problem = Problem::warning(name.place, format!("the stretch `{name}` has no source"));
            let help = "name in `sources` where its steps and doses are from";
            self.problems.push(problem.together("stretches have no source").help(help));
        }
        for step in stretch.all_steps() {
            let phases = match &step.work {
                Work::Reps { tempo: Tempo::Phases(phases), .. } => phases.as_slice(),
                _ => &[],
            };
            let texts = phases.iter().map(|phase| &phase.text).chain(&step.felt);
            if let Some(number) = std::iter::once(&step.text).chain(texts).find_map(|text| number_in(text)) {
                let problem = Problem::warning(step.place, format!("the words of this step hold a number, `{number}`"));
                let help = "how long and how often is for the keys to say: a number in words is wrong at another dose";
                self.problems.push(problem.together("steps hold a number in their words").help(help));
            }
        }
    }
}

/// The first number in a text, in digits or as a word. `one` does not count: it is seldom a dose.
fn number_in(text: &str) -> Option<&str> {
    const WORDS: [&str; 17] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "fifty", "sixty",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .find(|word| word.contains(char::is_numeric) || WORDS.iter().any(|number| number.eq_ignore_ascii_case(word)))
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
