//! The number that leads: it never vanishes, and a larger window never has a smaller one.

use std::time::Duration;

use stretch_tui::content::model::{Library, Side};
use stretch_tui::plan::{Kind, Segment};

use super::scenes::until;
use super::stage::{BUILT_IN, START, STRANGE, Size, Stage};

/// The least height with room for a number of five rows beside everything else.
const LEAST_HEIGHT: u16 = 14;

/// Which segment of a plan.
type Which = fn(&Segment) -> bool;

/// Work of every kind.
const WORK: [(&str, Which); 4] = [
    ("lat-side-stretch", |segment| segment.kind == Kind::Hold),
    ("shoulder-rolls", |segment| matches!(segment.kind, Kind::Reps { .. })),
    ("cat-camel", |segment| matches!(segment.kind, Kind::Reps { .. })),
    ("neck-stretch", |segment| segment.kind == Kind::Move),
];

/// Both sides of every edge of the layout, and some widths between.
const WIDTHS: [u16; 26] = [
    40, 41, 50, 58, 59, 60, 61, 70, 74, 75, 76, 77, 80, 90, 100, 110, 119, 120, 121, 132, 140, 180, 264, 265, 266, 280,
];

fn heights() -> impl Iterator<Item = u16> {
    (12..=50).chain((55..=90).step_by(5))
}

/// The rows of the number in every window, by width and then by height.
fn grows(mut stage: Stage, what: &str) {
    let mut narrower: Option<Vec<usize>> = None;
    for width in WIDTHS {
        let mut rows: Vec<usize> = Vec::new();
        for height in heights() {
            stage.resize((width, height));
            let shot = stage.shot();
            let number = shot.big_number().map_or(0, |number| usize::from(number.area.height));
            let told = || format!("{what} at {width} x {height}:\n{}", shot.picture());
            assert!(height < LEAST_HEIGHT || number >= 5, "{}", told());
            assert!(rows.last().is_none_or(|lower| *lower <= number), "smaller than in a lower window: {}", told());
            rows.push(number);
        }
        let grown =
            narrower.as_ref().is_none_or(|narrower| narrower.iter().zip(&rows).all(|(one, other)| one <= other));
        assert!(grown, "{what}: smaller at {width} columns, {rows:?}, than a little narrower, {narrower:?}");
        narrower = Some(rows);
    }
}

/// A stage a second and a half into some work.
fn working(library: &'static Library, id: &str, which: Which) -> Stage {
    let mut stage = Stage::with(library, None, true, (80, 24));
    until(&mut stage, id, &which, 1.5);
    stage
}

#[test]
fn it_never_vanishes_and_grows_with_the_window() {
    for (id, which) in WORK {
        grows(working(&BUILT_IN, id, which), id);
    }
}

#[test]
fn nor_does_it_without_a_figure_and_with_strange_content() {
    for id in ["long", "wide"] {
        grows(working(&STRANGE, id, Segment::is_work), id);
    }
    let mut stage = Stage::without_figure((80, 24));
    until(&mut stage, "lat-side-stretch", &Segment::is_work, 1.5);
    grows(stage, "a hold without a figure");
}

#[test]
fn it_is_as_large_in_all_of_a_session() {
    for size in [(40, 12), (60, 30), (80, 18), (80, 23), (80, 24), (100, 30), (120, 36)] {
        let mut stage = Stage::new(size);
        let plan = stage.play("full");
        let mut heights = Vec::new();
        for segment in plan.segments.iter().filter(|segment| segment.is_work()) {
            stage.wait(START + segment.start + Duration::from_millis(500) - stage.now);
            heights.push(stage.shot().big_number().map(|number| number.area.height));
        }
        heights.dedup();
        assert_eq!(heights.len(), 1, "{heights:?} at {size:?}");
    }
}

/// The windows in which the side has to be told from afar.
const SIZES: [Size; 6] = [(40, 12), (60, 30), (80, 23), (80, 24), (100, 30), (120, 36)];

#[test]
fn its_side_is_told_by_a_mark_of_its_height_on_that_side() {
    for side in [Side::Left, Side::Right] {
        let mut stage = Stage::new((80, 24));
        until(&mut stage, "lat-side-stretch", &|segment| segment.is_work() && segment.side == Some(side), 1.5);
        for size in SIZES {
            stage.resize(size);
            let shot = stage.shot();
            let (mark, number) = (shot.mark().unwrap(), shot.big_number().unwrap().area);
            assert_eq!((mark.y, mark.height), (number.y, number.height), "{side} at {size:?}");
            let beside = if side == Side::Left { mark.right() < number.left() } else { mark.left() > number.right() };
            assert!(beside, "{side} at {size:?}:\n{}", shot.picture());
        }
        stage.press("space");
        assert_eq!(stage.shot().mark(), None, "what stands still has no side");
    }
    let mut stage = Stage::new((80, 24));
    until(&mut stage, "cat-camel", &Segment::is_work, 1.5);
    assert_eq!(stage.shot().mark(), None);
}

#[test]
fn the_last_three_seconds_are_seen() {
    for size in SIZES {
        let mut stage = Stage::new(size);
        let plan = stage.play("lat-side-stretch");
        let hold = &plan.segments[1];
        for (left, wanted) in [(4, false), (3, true), (2, true), (1, true)] {
            stage.wait(START + hold.end() - Duration::from_secs(left) - stage.now);
            let shot = stage.shot();
            let number = shot.big_number().unwrap();
            assert_eq!((&*number.read(), number.is_in_a_block), (&*left.to_string(), wanted), "{size:?}");
        }
    }
    // So are those of a getting ready, in digits and in words, and of a lead-in.
    let mut stage = Stage::new((120, 36));
    let plan = stage.play("cat-camel");
    stage.wait(plan.segments[0].length - Duration::from_secs(2));
    let is_in_a_block = |stage: &Stage| stage.shot().big_number().map(|number| number.is_in_a_block);
    assert_eq!(is_in_a_block(&stage), Some(true));
    stage.resize((80, 24));
    assert!(stage.shot().picture().contains("bold+reversed"), "{}", stage.shot().picture());
    stage.resize((120, 36));
    stage.wait_seconds(5.0);
    stage.press("space space");
    assert_eq!(is_in_a_block(&stage), Some(true));
}
