//! What is loaded from files that are right.

use std::path::PathBuf;
use std::time::Duration;

use stretch_tui::content::load::load;
use stretch_tui::content::model::{
    CautionAction, Dose, Dosed, Entry, Position, Repeat, Scope, Side, Stretch, Tempo, Urgency, Work,
};
use stretch_tui::document::id::Id;
use stretch_tui::figure::model::Point;
use stretch_tui::figure::{Figures, Mode, Skeleton};
use stretch_tui::plan::lookup::Target;

use super::{fixtures, is_error, load_fixture};

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

#[test]
fn each_valid_file_has_no_error() {
    for path in fixtures("valid") {
        let loaded = load_fixture(&path);
        let errors: Vec<_> = loaded.problems.iter().filter(|problem| is_error(problem)).collect();
        assert!(errors.is_empty() && loaded.is_usable(), "{}: {errors:?}", path.display());
    }
}

fn assert_minimal(stretch: &Stretch) {
    assert_eq!((&*stretch.id, &*stretch.name), ("wrist-flex", "Wrist flex"));
    assert_eq!(stretch.setup, "Sit tall, one arm out, palm up.");
    let [set] = stretch.sets.as_slice() else { panic!("one set") };
    assert_eq!(set.rounds, Dosed::even(2));
    let [step] = set.steps.as_slice() else { panic!("one step") };
    assert_eq!(step.text, "Draw the fingers of your {side} hand back.");
    let Work::Hold(hold) = &step.work else { panic!("a hold") };
    // The middle of 15 to 20 is 17.5, and that is rounded up.
    assert_eq!(*hold, Dosed { light: seconds(15.0), standard: seconds(18.0), full: seconds(20.0) });
    assert!(matches!(step.each, Repeat::Sides([Side::Left, Side::Right])));
}

#[test]
fn the_least_that_is_a_file_is_loaded() {
    let minimal = load(false, &["tests/content/valid/minimal.toml".into()]);
    assert_eq!(minimal.library.title, "Wrists");
    assert_minimal(&minimal.library.stretches[0]);
    let routine = &minimal.library.routines[0];
    assert_eq!((&*routine.id, routine.dose), ("wrists", Dose::Standard));
    assert_eq!(&*routine.stretches[0].stretch, "wrist-flex");
}

#[test]
fn line_ends_and_marks_of_other_systems_change_nothing() {
    let windows = load(false, &["tests/content/valid/crlf-and-bom.toml".into()]);
    assert!(windows.is_usable());
    assert_minimal(&windows.library.stretches[0]);
    // Warnings are on the same lines and columns as in the plain file.
    let plain = load(false, &["tests/content/valid/minimal.toml".into()]);
    let places = |loaded: &stretch_tui::content::load::Loaded| -> Vec<_> {
        loaded.problems.iter().map(|problem| loaded.sources.position(problem.place)).collect()
    };
    assert_eq!(places(&windows), places(&plain));
    assert!(!places(&plain).is_empty());
}

#[test]
fn every_key_is_loaded() {
    let loaded = load(false, &["tests/content/valid/every-key.toml".into()]);
    assert_eq!(loaded.problems, []);
    let library = loaded.library;
    let names = |ids: &[Id]| ids.iter().map(|id| id.name.clone()).collect::<Vec<_>>();
    assert_eq!(library.aim.as_deref(), Some("For hands that type all day."));
    assert_eq!(library.sources[0].url.as_deref(), Some("https://www.nhs.uk/"));
    assert_eq!(library.causes[0].text, "Long spells at a keyboard.");
    assert_eq!(
        (&*library.causes[0].routine.stretches[0].stretch, &*library.causes[0].sources[0]),
        ("wrist-flex", "nhs")
    );
    assert_eq!(
        (library.causes[0].group.as_deref(), names(&library.causes[0].routine.conditions)),
        (Some("Work"), vec!["sore-wrists".into()])
    );
    assert_eq!(
        (library.warm_up.as_deref(), library.advice.as_deref()),
        (Some("Shake your hands out."), Some("A little every day."))
    );
    assert_eq!(library.cautions[0].aliases, ["carpal tunnel", "wrist pain"]);
    assert_eq!(library.cautions.iter().map(|caution| caution.condition).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!((&*library.benefits[0].name, &*library.techniques[0].name), ("Ease", "Breath"));
    assert!(library.cautions[0].general.is_none());
    let general = library.cautions[1].general.as_ref().unwrap();
    assert_eq!((general.covers, general.action), (Scope::Holds, CautionAction::Ask));
    assert_eq!(names(general.variants_of("wrist-flex")), ["fist", "short"]);
    assert!(general.variants_of("wrist-turn").is_empty());
    assert_eq!(library.stop_signs[0].urgency, Urgency::DoctorSoon);
    assert_eq!(library.stop_signs[0].signs, ["numbness", "a weak grip"]);

    let stretch = &library.stretches[0];
    assert_eq!(stretch.felt.as_deref(), Some("Along your forearm."));
    assert_eq!(stretch.care.as_deref(), Some("Tingling? Stop."));
    assert_eq!(
        (&stretch.muscles[..], &stretch.equipment[..]),
        (&["forearm flexors".into()][..], &["table".into()][..])
    );
    assert_eq!(stretch.positions.len(), 4);
    let concern = &stretch.concerns[0];
    assert_eq!((&*concern.id, concern.action), ("sore-wrists", CautionAction::Ease));
    assert_eq!((names(&concern.variants), concern.set.as_deref()), (vec!["fist".into()], Some("flex")));
    assert_eq!(names(&stretch.concerns[1].variants), ["short", "fist"]);
    assert_eq!(stretch.concerns[1].note, None);
    assert_eq!(stretch.leave.as_deref(), Some("Let your arms hang."));
    assert_eq!(stretch.sets[0].steps[0].change, Some(seconds(8.0)));

    let [flex, breathe] = stretch.sets.as_slice() else { panic!("two sets") };
    assert_eq!(flex.rounds, Dosed { light: 1, standard: 2, full: 4 });
    assert!(matches!(flex.steps[0].each, Repeat::Sides([Side::Right, Side::Left])));
    assert_eq!(flex.steps[0].felt.as_deref(), Some("Along your {side} forearm."));
    assert!(matches!(&flex.steps[1].each, Repeat::Ways(ways) if *ways == ["in", "out", "as you like"]));
    assert!(matches!(flex.steps[1].work, Work::Move(time) if time == Dosed::even(seconds(12.5))));
    let Work::Reps { count, tempo } = &breathe.steps[0].work else { panic!("reps") };
    assert_eq!(*count, Dosed { light: 5, standard: 7, full: 8 });
    assert_eq!(tempo.rep(), seconds(8.5));
    assert!(matches!(tempo, Tempo::Phases(phases) if phases[1].text == "Close, breathe out"));
    let Work::Reps { count, tempo } = &breathe.steps[1].work else { panic!("reps") };
    assert_eq!((*count, tempo.rep()), (Dosed::even(10), seconds(0.5)));

    let with_fist = stretch.with(&stretch.variants[0]);
    assert_eq!(
        (&*with_fist.setup, with_fist.positions.as_slice()),
        ("Sit tall, one fist out.", &[Position::Seated][..])
    );
    assert_eq!(with_fist.care.as_deref(), Some("Sore? Make it smaller."));
    assert_eq!(with_fist.felt.as_deref(), Some("Along the back of your forearm."));
    assert!(with_fist.equipment.is_empty());
    assert_eq!(with_fist.sets[0].rounds, Dosed { light: 1, standard: 2, full: 2 });
    assert_eq!(with_fist.sets[0].steps[0].text, "Bend your {side} fist down.");
    assert_eq!(with_fist.sets[1].steps.len(), 2);
    assert_eq!(with_fist.leave.as_deref(), Some("Open your fist."));
    let conditions = |stretch: &Stretch| -> Vec<_> {
        stretch.concerns.iter().map(|concern| (concern.id.name.clone(), concern.note.clone())).collect()
    };
    assert_eq!(conditions(&with_fist), conditions(stretch), "a variant keeps the cautions");
    let short = stretch.with(&stretch.variants[1]);
    assert_eq!(short.sets.len(), 1);
    let note = |note: &str| Some(note.to_owned());
    let expected =
        [("sore-wrists".into(), note("Make a fist instead.")), ("pressure".into(), note("Shorter is gentler."))];
    assert_eq!(conditions(&short), expected, "and replaces one by naming it again");

    let routine = &library.routines[0];
    assert_eq!((routine.summary.as_deref(), routine.dose), (Some("A break for your hands."), Dose::Light));
    assert_eq!(routine.stretches[1].variant.as_deref(), Some("fist"));
}

#[test]
fn an_entry_that_asks_for_it_takes_the_place_of_another_and_nothing_else() {
    let alone = load(true, &[]).library;
    let loaded = load(true, &["tests/content/valid/override.toml".into()]);
    assert!(loaded.is_usable());
    let library = loaded.library;
    assert_eq!(library.title, alone.title);
    let names = |stretches: &[std::sync::Arc<Stretch>]| -> Vec<_> {
        stretches.iter().map(|stretch| (stretch.id().name.clone(), stretch.name.clone())).collect()
    };
    let (before, after) = (names(&alone.stretches), names(&library.stretches));
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!(before.len(), after.len());
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].1, &("cat-camel".into(), "Slow cat-camel".into()));
    assert_eq!(alone.cautions.len(), library.cautions.len());
    assert_eq!(alone.routines.len(), library.routines.len());
    // The full routine now has the new one in it.
    let full = Target::find(&library, "full").unwrap().plan(&library, None);
    assert_eq!(full.stretches.last().unwrap().stretch.name, "Slow cat-camel");
}

#[test]
fn a_file_without_figures_leaves_the_built_in_ones() {
    let loaded = load(true, &["tests/content/valid/minimal.toml".into()]);
    assert!(loaded.library.own_figures.is_none() && loaded.figures.is_empty());
    assert!(std::ptr::eq(loaded.library.figures(), Figures::builtin()));
}

#[test]
fn own_poses_and_motions_add_to_the_built_in_ones() {
    let loaded = load(false, &["tests/content/valid/figure-pose.toml".into()]);
    assert_eq!(loaded.problems, []);
    let (figures, builtin) = (loaded.library.figures(), Figures::builtin());
    let motion = figures.motion("reach-up").unwrap();
    assert_eq!((motion.mode, motion.keys.len(), motion.telling, &*motion.rig.id), (Mode::To, 2, 1, "front"));
    assert_eq!(motion.keys[0], builtin.poses["stand"]);
    assert_eq!((motion.props.len(), motion.guides.len(), motion.accent.len()), (1, 1, 2));
    let (pose, chain) = (motion.keys[1], motion.rig.chains.iter().find(|chain| chain.name == "r_arm").unwrap());
    assert_eq!(pose.angles[chain.bones.clone()], [10.0, 85.0, 88.0, 90.0]);
    let left = motion.rig.chains[chain.partner.unwrap()].bones.clone();
    assert_eq!(pose.angles[left], [170.0, 95.0, 92.0, 90.0]);
    assert_eq!(figures.motions.len(), builtin.motions.len() + 1);
    assert!(builtin.motions.iter().all(|(id, motion)| figures.motion(id) == Some(motion)));
    let step = &loaded.library.stretches[0].sets[0].steps[0];
    assert_eq!(step.motion.as_deref(), Some("reach-up"));
}

#[test]
fn a_pose_that_asks_for_it_takes_the_place_of_another_in_every_motion_and_changes_nothing_else() {
    let loaded = load(true, &["tests/content/valid/figure-override.toml".into()]);
    assert_eq!(loaded.problems, []);
    let (figures, builtin) = (loaded.library.figures(), Figures::builtin());
    let poses = builtin.poses.keys().filter(|id| figures.poses[*id] != builtin.poses[*id]);
    assert_eq!(poses.collect::<Vec<_>>(), ["ear-to-left"]);
    let motions = builtin.motions.keys().filter(|id| figures.motion(id) != builtin.motion(id));
    assert_eq!(motions.collect::<Vec<_>>(), ["neck-half-roll", "neck-tilt"]);
    assert_eq!(figures.motions["neck-tilt"].keys[1], figures.poses["ear-to-left"]);
    assert_eq!(figures.poses.len(), builtin.poses.len());
}

#[test]
fn a_later_file_is_laid_over_an_earlier_one() {
    let files = ["tests/content/valid/figure-pose.toml", "tests/content/valid/figure-override.toml"];
    let loaded = load(true, &files.map(PathBuf::from));
    assert_eq!(loaded.problems, []);
    let figures = loaded.library.figures();
    assert!(figures.motion("reach-up").is_some());
    assert_ne!(figures.poses["ear-to-left"], Figures::builtin().poses["ear-to-left"]);
}

#[test]
fn a_rig_of_ones_own_is_built_with_both_sides() {
    let loaded = load(false, &["tests/content/valid/figure-rig.toml".into()]);
    assert_eq!(loaded.problems, []);
    let motion = loaded.library.figures().motion("small-bow").unwrap();
    let rig = &motion.rig;
    let chains: Vec<_> = rig.chains.iter().map(|chain| &*chain.name).collect();
    assert_eq!((&*rig.id, chains), ("small-and-lean", vec!["spine", "skull", "l_leg", "r_leg"]));
    assert_eq!(rig.bones.len(), 9);
    assert!(rig.muscles.contains_key("l_waist") && rig.muscles.contains_key("r_waist"));
    let stand = Skeleton::new(rig, &motion.keys[0]);
    let at = |name| stand.named(rig, name).unwrap();
    assert!(at("r_ankle").distance(Point::new(0.05, 0.04)) < 1e-9);
    assert!(at("l_ankle").distance(Point::new(-0.05, 0.04)) < 1e-9);
    assert!(at("crown").distance(Point::new(0.0, 1.02)) < 1e-9);
}
