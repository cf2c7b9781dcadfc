//! Plans: what is planned for some content, told as a table, and the laws that hold for any content. What a
//! name on the command line means is in `engine::choose`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod engine {
    pub mod choose;
    pub mod generate;
}

use std::time::Duration;

use engine::generate::{self, Content};
use proptest::prelude::*;
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Dose, Library, Position, Repeat, Side, Work};
use stretch_tui::plan::build::{CHANGE, PREPARE, reading_time};
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Kind, Pacing, Part, Plan, Segment, Turn};

const WRISTS: &str = r#"
    schema = 1
    title = "Wrists"

    [[stretch]]
    id = "wrist-flex"
    name = "Wrist flex"
    setup = "Sit tall."
    [[stretch.set]]
    id = "draw"
    rounds = { light = 1, standard = 2, full = 2 }
    [[stretch.set.step]]
    text = "Draw back your {side} hand."
    sides = ["left", "right"]
    hold = [15, 20]
    [[stretch.set.step]]
    text = "Shake them out."
    move = 7.5
    [[stretch.set]]
    id = "circle"
    [[stretch.set.step]]
    text = "Circle {way}."
    ways = ["in", "out"]
    reps = [4, 6]
    tempo = 2.5
    [[stretch.variant]]
    id = "gentle"
    name = "Gently"
    setup = "Rest your forearms on a table, palms up. Let your hands hang over its edge, loose and heavy, until you feel your wrists let go."
    [[stretch.variant.set]]
    id = "draw"
    [[stretch.variant.set.step]]
    text = "Let them hang."
    hold = 30
    [[stretch.variant]]
    id = "gently-seated"
    name = "On a chair"

    [[stretch]]
    id = "wrist-turn"
    name = "Turns: palms up"
    setup = "Elbows in."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Turn your palms up and down."
    reps = 3
    phases = [{ text = "Up", seconds = 2 }, { text = "Down", seconds = 1.5 }]

    [[stretch]]
    id = "fists"
    name = "Loose Fists"
    setup = "Stand."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Make a fist."
    hold = 5

    [[stretch]]
    id = "fists-again"
    name = "loose fists"
    setup = "Stand."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Make a fist."
    hold = 5

    [[routine]]
    id = "wrists"
    name = "Wrists"
    dose = "light"
    stretches = ["wrist-turn", "wrist-flex:gentle"]
"#;

fn wrists() -> Library {
    Content::new(WRISTS.into()).library
}

fn plan_of(library: &Library, name: &str, dose: Option<Dose>) -> Plan {
    Target::find(library, name).unwrap().plan(library, dose)
}

/// A plan as a table: start, length, kind, side or way, round, what to do.
fn table(plan: &Plan) -> Vec<String> {
    let row = |part: Part<'_>| {
        let segment = part.segment;
        let (start, length) = (segment.start.as_secs_f64(), segment.length.as_secs_f64());
        let kind = match segment.kind {
            Kind::Change(turn) => format!("change of {turn:?}").to_lowercase(),
            Kind::Reps { count, .. } => format!("{count} reps"),
            kind => kind.word().to_owned(),
        };
        let of = segment.side.map(|side| side.to_string());
        let of = of.or(part.way.map(str::to_owned)).unwrap_or("-".into());
        let (round, rounds) = (segment.round, segment.rounds);
        format!("{start} +{length} {kind}, {of}, {round}/{rounds}: {}", part.instruction())
    };
    plan.parts().map(row).collect()
}

#[test]
fn a_stretch_is_planned_second_by_second() {
    let plan = plan_of(&wrists(), "wrist-flex", None);
    assert_eq!(
        table(&plan),
        [
            "0 +8 prepare, left, 1/2: Draw back your left hand.",
            "8 +18 hold, left, 1/2: Draw back your left hand.",
            "26 +5 change of side, right, 1/2: Draw back your right hand.",
            "31 +18 hold, right, 1/2: Draw back your right hand.",
            "49 +5 change of step, -, 1/2: Shake them out.",
            "54 +7.5 move, -, 1/2: Shake them out.",
            "61.5 +5 change of round, left, 2/2: Draw back your left hand.",
            "66.5 +18 hold, left, 2/2: Draw back your left hand.",
            "84.5 +5 change of side, right, 2/2: Draw back your right hand.",
            "89.5 +18 hold, right, 2/2: Draw back your right hand.",
            "107.5 +5 change of step, -, 2/2: Shake them out.",
            "112.5 +7.5 move, -, 2/2: Shake them out.",
            "120 +8 prepare, in, 1/1: Circle in.",
            "128 +12.5 5 reps, in, 1/1: Circle in.",
            "140.5 +5 change of way, out, 1/1: Circle out.",
            "145.5 +12.5 5 reps, out, 1/1: Circle out.",
        ]
    );
    assert_eq!(plan.total(), Duration::from_secs(158));
}

#[test]
fn a_routine_takes_its_stretches_with_their_variants_at_its_own_dose() {
    let plan = plan_of(&wrists(), "wrists", None);
    assert_eq!(
        table(&plan),
        [
            "0 +8 prepare, -, 1/1: Turn your palms up and down.",
            "8 +10.5 3 reps, -, 1/1: Turn your palms up and down.",
            // A set-up that is long to read has the time for it: 127 and 14 columns at 15 a second.
            "18.5 +10 prepare, -, 1/1: Let them hang.",
            "28.5 +30 hold, -, 1/1: Let them hang.",
            "58.5 +8 prepare, in, 1/1: Circle in.",
            "66.5 +10 4 reps, in, 1/1: Circle in.",
            "76.5 +5 change of way, out, 1/1: Circle out.",
            "81.5 +10 4 reps, out, 1/1: Circle out.",
        ]
    );
    assert_eq!((plan.id.as_str(), plan.name.as_str(), plan.dose), ("wrists", "Wrists", Dose::Light));
    let stretches: Vec<_> = plan.stretches.iter().map(|planned| (planned.id(), planned.name().into_owned())).collect();
    let expected = [("wrist-turn", "Turns: palms up"), ("wrist-flex:gentle", "Wrist flex (Gently)")];
    assert_eq!(stretches, expected.map(|(id, name)| (id.to_owned(), name.to_owned())));
    assert!(plan.part(2).unwrap().setup().unwrap().starts_with("Rest your forearms"));
    assert_eq!(plan.part(4).unwrap().setup(), None, "the second set goes on in the same position");
}

#[test]
fn a_dose_picks_the_low_end_the_middle_or_the_high_end() {
    let library = wrists();
    let hold = |dose| plan_of(&library, "wrist-flex", Some(dose)).segments[1].length;
    let seconds = [Dose::Light, Dose::Standard, Dose::Full].map(|dose| hold(dose).as_secs());
    assert_eq!(seconds, [15, 18, 20]);
    assert_eq!(plan_of(&library, "wrist-flex", Some(Dose::Light)).segments[1].rounds, 1);
}

#[test]
fn several_names_make_one_plan() {
    let library = wrists();
    let choices = ["fists", "wrists", "wrist-flex:gentle"].map(|name| Target::find(&library, name).unwrap());
    let dose = Some(Dose::Full);
    let apart: Duration = choices.iter().map(|target| target.plan(&library, dose).total()).sum();
    assert_eq!(Target::plan_all(&choices, &library, dose).total(), apart, "nobody has to move in between");
    let plan = Target::plan_all(&choices, &library, None);
    assert_eq!(plan.id, "fists+wrists+wrist-flex:gentle");
    assert_eq!(plan.name, "Loose Fists, Wrists, Wrist flex (Gently)");
    assert_eq!(plan.dose, Dose::Standard, "more than one has no dose of its own");
    assert_eq!(Target::plan_all(&choices[1..2], &library, None).dose, Dose::Light);
    assert_eq!(Target::plan_all(&[], &library, None).total(), Duration::ZERO);
}

/// Three stretches, each in another position, as a routine and by their names.
#[test]
fn moving_to_another_position_takes_time_on_top_of_reading() {
    let stretch = |id: &str, positions: &str, more: &str| {
        format!(
            "[[stretch]]\nid = \"{id}\"\nname = \"{id}\"\nsetup = \"Go.\"\npositions = {positions}\n{more}\n[[stretch.set]]\n\
             [[stretch.set.step]]\ntext = \"Stay.\"\nhold = 5\n"
        )
    };
    let text = [
        "schema = 1\ntitle = \"Moves\"\nwarm-up = \"Walk about.\"\nadvice = \"A little every day.\"\n".to_owned(),
        stretch("mat", "[\"floor\"]", "leave = \"Roll to one side, then get up slowly.\"\nequipment = [\"mat\"]"),
        stretch("knees", "[\"hands-and-knees\"]", "leave = \"Sit back.\"\nequipment = [\"mat\"]"),
        stretch("stool", "[\"seated\"]", "equipment = [\"stool\", \"mat\"]"),
        stretch("tall", "[\"standing\"]", ""),
        stretch("either", "[\"standing\", \"seated\"]", ""),
        "[[routine]]\nid = \"all\"\nname = \"All\"\nstretches = [\"mat\", \"knees\", \"stool\", \"tall\", \"either\", \"mat\"]\n".into(),
    ];
    let library = Content::new(text.concat()).library;
    let getting_ready = |plan: &Plan| -> Vec<_> {
        plan.segments.iter().filter(|segment| !segment.is_work()).map(|segment| segment.length.as_secs()).collect()
    };
    let plan = plan_of(&library, "all", None);
    assert_eq!(getting_ready(&plan), [8 + 8, 8 + 4, 8 + 8, 8 + 4, 8, 8 + 8]);
    let by_name = ["mat", "knees", "stool", "tall", "either", "mat"].map(|name| Target::find(&library, name).unwrap());
    assert_eq!(Target::plan_all(&by_name, &library, None).segments, plan.segments, "named one by one");
    assert_eq!(getting_ready(&plan_of(&library, "tall", None)), [8], "one stands or sits before the first");

    // How to get up is told where one gets up, and what is needed where it was not needed before.
    let up: Vec<_> = (1..6).map(|stretch| plan.getting_up(stretch - 1, stretch)).collect();
    assert_eq!(up, [None, Some("Sit back."), None, None, None]);
    let needs: Vec<Vec<_>> = (0..6).map(|stretch| plan.needs(stretch).collect()).collect();
    assert_eq!(needs, [vec!["mat"], vec![], vec!["stool"], vec![], vec![], vec!["mat"]]);
    assert_eq!(
        plan.parts().last().unwrap().planned.stretch.leave.as_deref(),
        Some("Roll to one side, then get up slowly.")
    );
    assert_eq!((plan.warm_up.as_deref(), plan.advice.as_deref()), (Some("Walk about."), Some("A little every day.")));
}

#[test]
fn reading_takes_a_second_for_every_fifteen_columns() {
    let latin = [("", 0), ("a", 1), ("fifteen columns", 1), ("sixteen columns!", 2)];
    // Fourteen columns in twenty-one bytes, and sixteen in eight characters.
    let wide = [("伸ばす伸ばす伸", 1), ("伸ばす伸ばす伸ば", 2)];
    for (text, seconds) in latin.into_iter().chain(wide) {
        assert_eq!(reading_time(text), Duration::from_secs(seconds), "{text}");
    }
}

#[test]
fn a_plan_of_nothing_takes_no_time() {
    let plan = Plan::new(String::new(), String::new(), Vec::new(), &Library::default(), Pacing::default());
    assert_eq!((plan.total(), plan.segments.len()), (Duration::ZERO, 0));
}

/// One doing of a step, as the content asks for it: stretch, set, round, step, side, way, and how long.
type Doing = (usize, usize, u32, usize, Option<Side>, Option<usize>, Duration);

/// All the work a plan must have, in order, read off the content.
fn work_of(plan: &Plan) -> Vec<Doing> {
    let mut all = Vec::new();
    for (stretch, planned) in plan.stretches.iter().enumerate() {
        for (index, set) in planned.stretch.sets.iter().enumerate() {
            for round in 1..=set.rounds.at(plan.dose) {
                for (number, step) in set.steps.iter().enumerate() {
                    let length = match &step.work {
                        Work::Hold(time) | Work::Move(time) => time.at(plan.dose),
                        Work::Reps { count, tempo } => (0..count.at(plan.dose)).map(|_| tempo.rep()).sum(),
                    };
                    let mut add = |side, way| all.push((stretch, index, round, number, side, way, length));
                    match &step.each {
                        Repeat::Once => add(None, None),
                        Repeat::Sides(sides) => sides.iter().for_each(|side| add(Some(*side), None)),
                        Repeat::Ways(ways) => (0..ways.len()).for_each(|way| add(None, Some(way))),
                    }
                }
            }
        }
    }
    all
}

/// What a change between two pieces of work is to.
fn turn(before: &Segment, after: &Segment) -> Turn {
    if after.round > before.round {
        Turn::Round
    } else if after.step > before.step {
        Turn::Step
    } else if after.side != before.side {
        Turn::Side
    } else {
        Turn::Way
    }
}

/// Every law that a new plan keeps.
fn check(plan: &Plan) {
    let mut now = Duration::ZERO;
    for segment in &plan.segments {
        assert_eq!(segment.start, now, "no gap and no overlap");
        now += segment.length;
    }
    assert_eq!(plan.total(), now);

    let place = |s: &Segment| (s.stretch, s.set, s.round, s.step, s.side, s.way, s.length);
    let works: Vec<_> = plan.segments.iter().filter(|segment| segment.is_work()).collect();
    assert_eq!(works.iter().map(|work| place(work)).collect::<Vec<_>>(), work_of(plan), "nothing shortened");

    assert_eq!(plan.segments.len(), 2 * works.len());
    let mut before: Option<Part<'_>> = None;
    for index in (0..plan.segments.len()).step_by(2) {
        let (getting_ready, doing) = (plan.part(index).unwrap(), plan.part(index + 1).unwrap());
        let (ready, work) = (getting_ready.segment, doing.segment);
        assert_eq!(
            (ready.stretch, ready.set, ready.round, ready.step),
            (work.stretch, work.set, work.round, work.step)
        );
        assert_eq!((ready.side, ready.way, ready.rounds), (work.side, work.way, work.rounds));
        if let Some(before) =
            before.filter(|before| (before.segment.stretch, before.segment.set) == (work.stretch, work.set))
        {
            let asked = before.step.change.unwrap_or_default();
            assert_eq!((ready.kind, ready.length), (Kind::Change(turn(before.segment, work)), CHANGE.max(asked)));
        } else {
            let begins = work.set == 0;
            let up = work.stretch.checked_sub(1).and_then(|before| plan.getting_up(before, work.stretch));
            let up = up.filter(|_| begins).map_or(Duration::ZERO, reading_time);
            let setup = getting_ready.setup().map_or(Duration::ZERO, reading_time);
            let needed = up + setup + reading_time(&getting_ready.instruction());
            let moving = if begins { moving(plan, work.stretch) } else { Duration::ZERO };
            assert_eq!((ready.kind, ready.length), (Kind::Prepare, needed.max(PREPARE) + moving));
            assert_eq!(getting_ready.setup().is_some(), begins);
        }
        matches_step(doing);
        before = Some(doing);
    }
    sides_are_equal(plan);
}

/// The time to move into a stretch: none where it can be done in a position of the stretch before; before the first a
/// person stands or sits.
fn moving(plan: &Plan, stretch: usize) -> Duration {
    let upright = [Position::Standing, Position::Seated];
    let positions = |stretch: usize| plan.stretches[stretch].stretch.positions.clone();
    let before = stretch.checked_sub(1).map_or(upright.to_vec(), positions);
    let now = positions(stretch);
    let on_both = |level: &dyn Fn(&Position) -> bool| before.iter().any(level) && now.iter().any(level);
    let seconds = match () {
        () if before.is_empty() || now.is_empty() => 0,
        () if before.iter().any(|position| now.contains(position)) => 0,
        () if on_both(&|position| upright.contains(position)) || on_both(&|position| !upright.contains(position)) => 4,
        () => 8,
    };
    Duration::from_secs(seconds)
}

fn matches_step(part: Part<'_>) {
    match (&part.step.work, part.segment.kind) {
        (Work::Hold(_), Kind::Hold) | (Work::Move(_), Kind::Move) => {}
        (Work::Reps { count: planned, tempo }, Kind::Reps { count, rep }) => {
            assert_eq!((count, rep), (planned.at(part.plan.dose), tempo.rep()));
        }
        other => panic!("{other:?}"),
    }
    assert!(!part.instruction().contains(['{', '}']), "{}", part.instruction());
    let steps = part.planned.stretch.sets.iter().map(|set| set.steps.len()).sum();
    assert!((1..=steps).contains(&part.step_number()));
}

fn sides_are_equal(plan: &Plan) {
    for (stretch, planned) in plan.stretches.iter().enumerate() {
        let time = |side| -> Duration {
            let on_side = |s: &&Segment| s.is_work() && s.stretch == stretch && s.side == Some(side);
            plan.segments.iter().filter(on_side).map(|segment| segment.length).sum()
        };
        assert_eq!(time(Side::Left), time(Side::Right), "{}", planned.id());
    }
}

#[test]
fn the_built_in_content_keeps_the_laws_at_every_dose() {
    let library = load(true, &[]).library;
    for dose in [Dose::Light, Dose::Standard, Dose::Full] {
        for routine in &library.routines {
            check(&Target::Routine(routine).plan(&library, dose));
        }
        for stretch in &library.stretches {
            for variant in std::iter::once(None).chain(stretch.variants.iter().map(Some)) {
                check(&Target::Stretch(stretch, variant).plan(&library, dose));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_content_at_any_dose_keeps_the_laws(content in generate::content(), dose in generate::dose()) {
        let plan = content.plan(Some(dose));
        assert_eq!(plan.dose, dose);
        check(&plan);
    }

    #[test]
    fn the_same_content_gives_the_same_plan(content in generate::content(), dose in generate::dose()) {
        assert_eq!(content.plan(Some(dose)).segments, content.plan(Some(dose)).segments);
    }

    #[test]
    fn a_resized_segment_moves_what_comes_after_it_and_nothing_else(
        content in generate::content(),
        at in any::<prop::sample::Index>(),
        millis in 0..700_000u64,
    ) {
        let before = content.plan(None);
        let (mut plan, index) = (before.clone(), at.index(before.segments.len()));
        let length = Duration::from_millis(millis);
        plan.resize(index, Kind::Hold, length);
        assert_eq!(plan.segments[..index], before.segments[..index]);
        assert_eq!((plan.segments[index].start, plan.segments[index].length), (before.segments[index].start, length));
        assert_eq!(plan.total() + before.segments[index].length, before.total() + length);
        assert!(plan.segments.windows(2).all(|pair| pair[0].end() == pair[1].start));
        let lengths = |plan: &Plan| plan.segments[index + 1..].iter().map(|s| (s.kind, s.length)).collect::<Vec<_>>();
        assert_eq!(lengths(&plan), lengths(&before));
    }
}
