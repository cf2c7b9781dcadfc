//! The content that is part of the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use stretch_tui::content::model::{Entry, Library, Tempo, Work};
use stretch_tui::document::id::Id;
use stretch_tui::figure::{Figures, Mode};
use stretch_tui::tui::follow::AT_EASE;

use super::load_and_review;

fn library() -> Library {
    load_and_review(true, &[]).library
}

#[test]
fn nothing_is_wrong_with_it() {
    let loaded = load_and_review(true, &[]);
    let shown: Vec<_> = loaded.problems.iter().map(|problem| loaded.sources.render(problem, false)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
    assert!(loaded.is_usable());
}

#[test]
fn it_has_the_ids_that_are_promised() {
    let library = library();
    let stretches: Vec<_> = library.stretches.iter().map(|stretch| &**stretch.id()).collect();
    let promised = [
        "shoulder-rolls",
        "neck-stretch",
        "arm-press-curls",
        "thoracic-extension",
        "lat-side-stretch",
        "upper-back-extension",
        "cat-camel",
    ];
    assert_eq!(stretches, promised);
    let full = library.routines.iter().find(|routine| &*routine.id == "full").unwrap();
    assert_eq!(full.stretches.iter().map(|reference| &*reference.stretch).collect::<Vec<_>>(), promised);
    assert!(library.routines.iter().any(|routine| &*routine.id == "desk-break"));
}

#[test]
fn somebody_cites_every_source() {
    let library = library();
    let stretches = library.stretches.iter();
    let cited: BTreeSet<&str> = stretches
        .flat_map(|stretch| stretch.concerns.iter().flat_map(|concern| &concern.sources).chain(&stretch.sources))
        .chain(library.causes.iter().flat_map(|cause| &cause.sources))
        .chain(library.benefits.iter().chain(&library.techniques).flat_map(|point| &point.sources))
        .chain(library.cautions.iter().flat_map(|caution| &caution.sources))
        .chain(library.stop_signs.iter().flat_map(|sign| &sign.sources))
        .map(|id: &Id| &**id)
        .collect();
    let known: BTreeSet<&str> = library.sources.iter().map(|source| &**source.id()).collect();
    assert_eq!(known.difference(&cited).collect::<Vec<_>>(), [] as [&&str; 0]);
}

#[test]
fn every_stretch_has_cautions_and_sources() {
    for stretch in &library().stretches {
        assert!(!stretch.concerns.is_empty(), "{}", stretch.id);
        assert!(stretch.care.is_some(), "{}", stretch.id);
        assert!(!stretch.sources.is_empty(), "{}", stretch.id);
        for concern in &*stretch.concerns {
            assert!(!concern.sources.is_empty(), "{} {}", stretch.id, concern.id);
        }
    }
    for caution in &library().cautions {
        assert!(!caution.sources.is_empty(), "{}", caution.id);
    }
}

#[test]
fn no_step_has_a_number_in_its_words() {
    for stretch in &library().stretches {
        let sets = stretch.sets.iter().chain(stretch.variants.iter().flat_map(|variant| &variant.sets));
        for step in sets.flat_map(|set| &set.steps) {
            assert!(!step.text.contains(char::is_numeric), "{}", step.text);
        }
    }
}

#[test]
fn every_step_has_a_motion_that_goes_with_it() {
    let library = library();
    let figures = Figures::builtin();
    let mut shown = BTreeSet::new();
    for stretch in &library.stretches {
        let sets = stretch.sets.iter().chain(stretch.variants.iter().flat_map(|variant| &variant.sets));
        for step in sets.flat_map(|set| &set.steps) {
            let id = step.motion.as_deref().unwrap_or_else(|| panic!("{} has no motion", step.text));
            let motion = figures.motion(id).unwrap_or_else(|| panic!("there is no motion {id}"));
            match &step.work {
                Work::Hold(_) => assert_eq!(motion.mode, Mode::To, "{id}"),
                Work::Reps { tempo: Tempo::Phases(phases), .. } => {
                    assert_eq!(phases.len(), motion.phase_count(), "{id}");
                }
                Work::Reps { .. } | Work::Move(_) => assert_ne!(motion.mode, Mode::To, "{id}"),
            }
            shown.insert(id.to_owned());
        }
    }
    shown.insert(AT_EASE.to_owned());
    assert_eq!(shown, figures.motions.keys().cloned().collect(), "a motion that no step shows");
}

#[test]
fn its_figures_are_a_content_file_with_nothing_wrong() {
    // Loaded as a user's file, every entry takes its own place, and the frames are looked at too.
    let text = fs::read_to_string("content/figures.toml").unwrap();
    let props: Vec<_> = built_in_props(&text).collect();
    let replacing = |line: &str| match line {
        "[prop]" => format!("[prop]\nreplaces = {props:?}\n"),
        header if header.starts_with('[') && header.matches('.').count() == 1 => format!("{header}\nreplaces = true\n"),
        line => format!("{line}\n"),
    };
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("built-in-figures.toml");
    fs::write(&path, text.lines().map(replacing).collect::<String>()).unwrap();
    let loaded = load_and_review(true, &[path]);
    assert_eq!(loaded.problems, []);
    assert_eq!(**loaded.library.own_figures.as_ref().unwrap(), *Figures::builtin());
    assert!(library().own_figures.is_none());
}

/// The names of the props of a file of figures.
fn built_in_props(text: &str) -> impl Iterator<Item = &str> {
    let props = text.split("\n[prop]\n").nth(1).unwrap();
    props.lines().filter_map(|line| Some(line.split_once(" = ")?.0))
}
