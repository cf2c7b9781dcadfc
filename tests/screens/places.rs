//! Nothing moves that is not the exercise: everything keeps its place while a session goes on.

use std::collections::BTreeMap;
use std::time::Duration;

use stretch_tui::content::model::Dose;
use stretch_tui::plan::{Kind, Part, Turn};

use super::shot::Shot;
use super::stage::{START, Size, Stage};

/// The sizes at which everything has a place of its own.
const ROOMY: [Size; 5] = [(80, 24), (100, 30), (120, 36), (80, 50), (250, 70)];

/// What the label of a segment says first, just after its start.
pub fn label(part: Part<'_>) -> String {
    let segment = part.segment;
    match (segment.kind, part.phases().first()) {
        (Kind::Prepare, _) => "GET READY".into(),
        (Kind::Hold, _) => "HOLD".into(),
        (Kind::Move, _) => "KEEP MOVING".into(),
        (Kind::Reps { .. }, Some(phase)) => phase.text.to_uppercase(),
        (Kind::Reps { count, .. }, _) => format!("{count} REPS"),
        (Kind::Change(Turn::Side), _) => format!("NOW THE {} SIDE", segment.side.unwrap()).to_uppercase(),
        (Kind::Change(Turn::Way), _) => format!("NOW {}", part.way.unwrap()).to_uppercase(),
        (Kind::Change(Turn::Step), _) => "NEXT STEP".into(),
        (Kind::Change(Turn::Round), _) => format!("NOW ROUND {} OF {}", segment.round, segment.rounds),
    }
}

/// What the words of a segment begin with: after a hold, with the way back out of it, unless another step says its own.
fn beginning(part: Part<'_>) -> String {
    let (segment, before) = (part.segment, part.work_before());
    let held = before.is_some_and(|before| before.segment.ends_in_a_position());
    let up = before.and_then(|before| part.getting_up(before));
    let text = match (segment.kind, part.setup()) {
        (Kind::Prepare | Kind::Change(Turn::Side | Turn::Round), _) if held => "Come back slowly.".into(),
        (Kind::Prepare, Some(_)) if up.is_some() => up.unwrap().into(),
        (Kind::Prepare, Some(_)) if part.plan.needs(segment.stretch).next().is_some() => "You need a".into(),
        (_, Some(setup)) => setup.to_owned(),
        _ => part.instruction().into_owned(),
    };
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// The rows at which the parts of a session stand.
fn rows(shot: &Shot, label: &str, beginning: &str) -> BTreeMap<&'static str, Vec<usize>> {
    let row = |words: &str| shot.row_of(words).into_iter().collect();
    BTreeMap::from([
        ("the label", row(label)),
        ("the bars", shot.bars()),
        ("the words", row(beginning)),
        ("what comes next", row("next  ")),
        ("the heading", row(" left")),
        ("the keys", row("q stop")),
    ])
}

#[test]
fn everything_keeps_its_row_in_every_segment() {
    for size in ROOMY {
        keeps_its_rows(Stage::dosed(Dose::Light, size), size);
        keeps_its_rows(Stage::without_figure(size), size);
    }
}

/// Plays the full routine to its end, with everything in one place.
fn keeps_its_rows(mut stage: Stage, size: Size) {
    let plan = stage.play("full");
    let mut first = None;
    // The first work has everything in its place.
    for part in plan.parts().skip(1) {
        let segment = part.segment;
        stage.wait(START + segment.start + Duration::from_millis(10) - stage.now);
        let shot = stage.shot();
        let rows = rows(&shot, &label(part), &beginning(part));
        let picture = shot.picture();
        assert!(rows.values().all(|rows| !rows.is_empty()), "{rows:?} at {size:?} in {segment:?}:\n{picture}");
        let first = first.get_or_insert_with(|| rows.clone());
        // Before the work the words come first: in a window too small for both, the number and its bar give way.
        let gives_way = !segment.is_work() && rows["the bars"] != first["the bars"];
        for (part, row) in &rows {
            let moves = gives_way && ["the label", "the bars", "the words"].contains(part);
            assert!(moves || row == &first[part], "{part} at {size:?} in {segment:?}:\n{picture}");
        }
        assert!(!gives_way || size.1 < 36, "at {size:?} there is room for both:\n{picture}");
    }
}

#[test]
fn pausing_asking_and_leading_in_move_nothing() {
    for size in ROOMY {
        let mut stage = Stage::new(size);
        let plan = stage.play("arm-press-curls");
        let hold = plan.part(1).unwrap();
        stage.wait(hold.segment.start + Duration::from_millis(10));
        let beginning = beginning(hold);
        let before = rows(&stage.shot(), "HOLD", &beginning);
        for (keys, label) in [("space", "PAUSED  ·  HOLD"), ("space", "GET READY  ·  HOLD")] {
            stage.press(keys);
            assert_eq!(rows(&stage.shot(), label, &beginning), before, "{label} at {size:?}");
        }
        // The question stands in place of the label, the number and its bar, and has keys of its own.
        stage.press("q");
        let mut asked = rows(&stage.shot(), "Stop here? What you did counts.", &beginning);
        for part in ["the label", "the bars", "the keys"] {
            asked.insert(part, before[part].clone());
        }
        assert_eq!(asked, before, "the question at {size:?}:\n{}", stage.shot().picture());
        stage.press("esc");
        assert_eq!(rows(&stage.shot(), "GET READY  ·  HOLD", &beginning), before, "after the question at {size:?}");
    }
}

#[test]
fn the_last_digit_keeps_its_column() {
    for size in ROOMY {
        let mut stage = Stage::new(size);
        let plan = stage.play("neck-stretch");
        let hold = &plan.segments[1];
        // Eight and six reach as far to the right with ten seconds left as without.
        let mut ends = Vec::new();
        for left in [18, 16, 8, 6] {
            stage.wait(START + hold.end() - Duration::from_secs(left) - stage.now);
            let row = stage.shot().row_of("█").unwrap();
            ends.push(stage.shot().rows()[row].clone().chars().count());
        }
        assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?} at {size:?}");
    }
}
