//! The numbers on the screen against the plan, and when the screen changes by itself.

use std::time::Duration;

use stretch_tui::content::model::Dose;
use stretch_tui::plan::{Kind, Plan, Segment};
use stretch_tui::session::LEAD_IN;

use super::scenes::{self, named, until};
use super::shot::Shot;
use super::stage::{BUILT_IN, SIZES, START, STRANGE, Size, Stage};

/// The shortest time there is.
const MOMENT: Duration = Duration::from_nanos(1);

/// Seconds as a person counts them down: 1 until the very end.
fn counted_down(left: Duration) -> u64 {
    u64::try_from(left.as_nanos().div_ceil(1_000_000_000)).unwrap()
}

/// Minutes and seconds: `6:41`.
fn clock(left: Duration) -> String {
    let seconds = counted_down(left);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The segment of a plan at so much time from its start.
fn segment_at(plan: &Plan, time: Duration) -> &Segment {
    plan.segments.iter().find(|segment| segment.start <= time && time < segment.end()).unwrap()
}

/// The number that must lead at so much time from the start: the rep, or the seconds left, from a hundred on
/// in minutes.
fn expected_number(plan: &Plan, time: Duration) -> String {
    let segment = segment_at(plan, time);
    let left = segment.end() - time;
    match segment.kind {
        Kind::Reps { rep, .. } => ((time - segment.start).as_nanos() / rep.as_nanos() + 1).to_string(),
        _ if counted_down(left) >= 100 => clock(left),
        _ => counted_down(left).to_string(),
    }
}

/// Plays something to its end, and looks at both sides of every deadline of a window: the numbers must be
/// those of the plan there and in others, and change then and not a moment earlier.
fn follow(mut stage: Stage, id: &str, window: Size) {
    let plan = stage.play(id);
    let check = |shot: &Shot, now: Duration, size: Size| {
        let time = now - START;
        let at = format!("{time:?} into {id} at {size:?}");
        assert_eq!(shot.number(), Some(expected_number(&plan, time)), "the number {at}:\n{}", shot.picture());
        assert_eq!(shot.time_left(), Some(&*clock(plan.total() - time)), "the time left {at}");
    };
    stage.resize(window);
    while let Some(deadline) = stage.deadline() {
        for now in [deadline - MOMENT, deadline] {
            stage.look_at(now);
            if now == START + plan.total() {
                break;
            }
            for size in [SIZES[0], SIZES[1], window] {
                stage.resize(size);
                check(&stage.shot(), now, size);
            }
        }
    }
    assert_eq!(stage.now, START + plan.total(), "{id} ends when its plan does");
    assert!(stage.shot().has("Well done."), "{}", stage.shot().picture());
}

#[test]
fn every_number_of_the_full_routine_is_the_plans() {
    follow(Stage::new(SIZES[1]), "full", SIZES[1]);
}

#[test]
fn every_number_of_a_variant_at_the_full_dose_is_the_plans() {
    follow(Stage::dosed(Dose::Full, SIZES[1]), "lat-side-stretch:hand-on-hip", SIZES[2]);
}

#[test]
fn every_number_of_strange_lengths_is_the_plans() {
    // A low window: hundreds of reps without the bar of each.
    follow(Stage::with(&STRANGE, Some(Dose::Light), true, SIZES[1]), "wide", (64, 14));
}

#[test]
fn a_number_counts_down_to_one_without_a_skip() {
    for (id, which, wanted) in [
        ("neck-stretch", Kind::Hold, (1..=20).rev().collect::<Vec<_>>()),
        ("neck-stretch", Kind::Move, (1..=15).rev().collect()),
        ("shoulder-rolls", Kind::Reps { count: 12, rep: Duration::from_secs(3) }, (1..=12).collect()),
    ] {
        let mut stage = Stage::new(SIZES[1]);
        until(&mut stage, id, &|segment| segment.kind == which, 0.0);
        let plan = stage.plan(id);
        let end = START + plan.segments.iter().find(|segment| segment.kind == which).unwrap().end();
        let mut numbers: Vec<u32> = vec![stage.shot().number().unwrap().parse().unwrap()];
        while let Some(deadline) = stage.deadline().filter(|deadline| *deadline < end) {
            stage.look_at(deadline);
            numbers.push(stage.shot().number().unwrap().parse().unwrap());
        }
        numbers.dedup();
        assert_eq!(numbers, wanted, "{which:?}");
    }
}

#[test]
fn long_holds_are_counted_in_minutes_down_to_a_hundred_seconds() {
    let mut stage = Stage::with(&STRANGE, None, true, SIZES[1]);
    let end = stage.plan("long").segments[1].end();
    until(&mut stage, "long", &Segment::is_work, 0.0);
    for (left, number, unit) in [
        (130, "2:10", "minutes"),
        (101, "1:41", "minutes"),
        (100, "1:40", "minutes"),
        (99, "99", "seconds"),
        (2, "2", "seconds"),
        (1, "1", "second"),
    ] {
        let now = START + end - Duration::from_secs(left);
        stage.wait(now - stage.now);
        for size in SIZES {
            stage.resize(size);
            let shot = stage.shot();
            assert_eq!(shot.number().as_deref(), Some(number), "{size:?}");
            assert!(size.1 < 24 || shot.has(unit), "{unit} at {size:?}");
        }
    }
}

/// Plays something to its end: every deadline must change the screen, and nothing to be read may change
/// between two. (Bars and figure go on with the deadlines, so between two they are a little behind.)
fn no_wake_up_without_a_change(mut stage: Stage, id: &str) {
    stage.play(id);
    let mut before = stage.shot();
    while let Some(deadline) = stage.deadline() {
        assert!(deadline > stage.now);
        stage.look_at(deadline - MOMENT);
        assert_eq!(stage.shot().read(), before.read(), "changed before {:?}", deadline - START);
        stage.look_at(deadline);
        let now = stage.shot();
        let after = deadline - START;
        assert!(now != before, "{id} woke up for nothing after {after:?}:\n{}", now.picture());
        before = now;
    }
}

#[test]
fn every_wake_up_changes_the_screen_and_nothing_changes_without_one() {
    for size in [SIZES[0], SIZES[1]] {
        no_wake_up_without_a_change(Stage::without_figure(size), "full");
    }
    for size in [(46, 13), (90, 20), SIZES[2]] {
        no_wake_up_without_a_change(Stage::without_figure(size), "neck-stretch");
        no_wake_up_without_a_change(Stage::without_figure(size), "cat-camel");
    }
    no_wake_up_without_a_change(Stage::without_figure((250, 70)), "lat-side-stretch");
}

#[test]
fn with_the_figure_holds_wake_up_for_nothing_else_and_movements_hardly_ever() {
    for size in SIZES {
        for id in ["neck-stretch", "cat-camel", "upper-back-extension"] {
            let mut stage = Stage::new(size);
            let plan = stage.play(id);
            let (mut before, mut wake_ups, mut changes) = (stage.shot(), 0, 0);
            while let Some(deadline) = stage.deadline() {
                let segment = segment_at(&plan, stage.now - START);
                stage.look_at(deadline);
                let now = stage.shot();
                let is_new = now != before;
                assert!(is_new || segment.kind != Kind::Hold, "for nothing in {segment:?} at {size:?}");
                (wake_ups, changes) = (wake_ups + 1, changes + usize::from(is_new));
                before = now;
            }
            // Where it begins and ends to move, a frame may be the same as the last.
            assert!(100 * wake_ups <= 115 * changes, "{id} at {size:?}: {wake_ups} wake-ups, {changes} changes");
        }
    }
}

#[test]
fn the_preview_of_the_menu_moves_when_it_wakes_up_and_comes_to_rest() {
    let mut wrong = Vec::new();
    for size in [SIZES[0], SIZES[1], (100, 30), SIZES[2]] {
        for stretch in &BUILT_IN.stretches {
            let mut stage = Stage::new(size);
            stage.choose(&stretch.id.name);
            let (mut before, mut wake_ups, mut changes) = (stage.shot(), 0, 0);
            while let Some(deadline) = stage.deadline() {
                assert!(deadline - START < Duration::from_secs(60), "{} never rests at {size:?}", stretch.id);
                stage.look_at(deadline);
                let now = stage.shot();
                (wake_ups, changes) = (wake_ups + 1, changes + usize::from(now != before));
                before = now;
            }
            // The last look finds out that nothing moves any more. In a small picture the slow beginning and end of a
            // movement change no cell.
            if 100 * wake_ups > 170 * changes + 100 {
                wrong.push(format!("{} at {size:?}: {wake_ups} wake-ups, {changes} changes", stretch.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_bar_of_a_rep_fills_cell_by_cell_when_it_is_due() {
    for (size, id) in [(SIZES[1], "shoulder-rolls"), (SIZES[2], "cat-camel"), ((60, 22), "cat-camel")] {
        let mut stage = Stage::without_figure(size);
        until(&mut stage, id, &Segment::is_work, 0.0);
        let mut before = stage.shot().filled()[1];
        assert_eq!(before, 0);
        while stage.shot().time_left().is_some() && stage.shot().is_solid() == Some(true) {
            let deadline = stage.deadline().unwrap();
            stage.look_at(deadline - MOMENT);
            assert_eq!(stage.shot().filled()[1], before, "{id} at {size:?}");
            stage.look_at(deadline);
            let now = stage.shot().filled().get(1).copied().unwrap_or(0);
            assert!([before, before + 1, 0].contains(&now), "{id} at {size:?}: from {before} cells to {now}");
            before = now;
        }
    }
}

#[test]
fn a_hold_wakes_up_once_a_second() {
    for size in SIZES {
        let mut stage = Stage::new(size);
        until(&mut stage, "full", &|segment| segment.kind == Kind::Hold, 0.0);
        for second in 1..=20 {
            let deadline = stage.deadline().unwrap();
            assert_eq!(deadline - stage.now, Duration::from_secs(1), "second {second} at {size:?}");
            stage.look_at(deadline);
        }
        assert!(stage.shot().has("NOW THE RIGHT SIDE"));
    }
}

#[test]
fn a_lead_in_counts_to_three_in_another_ink_and_takes_no_time_of_the_session() {
    let mut stage = named("player_paused").at(SIZES[1]);
    let (number, left) = (stage.shot().number(), stage.shot().time_left().map(str::to_owned));
    stage.press("space");
    for wanted in ["3", "2", "1"] {
        let shot = stage.shot();
        assert_eq!((shot.number().as_deref(), shot.is_solid()), (Some(wanted), Some(false)));
        assert!(shot.has("GET READY  ·  HOLD"), "{}", shot.picture());
        assert_eq!(shot.time_left(), left.as_deref());
        let deadline = stage.deadline().unwrap();
        stage.look_at(deadline);
    }
    let shot = stage.shot();
    assert_eq!((shot.number(), shot.is_solid()), (number, Some(true)));
    assert!(!shot.has("GET READY"));
}

#[test]
fn digits_are_solid_in_work_and_nowhere_else() {
    let mut stage = Stage::new(SIZES[1]);
    let plan = stage.play("full");
    for segment in &plan.segments {
        stage.wait(START + segment.start + Duration::from_millis(500) - stage.now);
        // Before the work, a number may have given its rows to the words.
        let solid = stage.shot().is_solid();
        assert!(solid == Some(segment.is_work()) || (solid.is_none() && !segment.is_work()), "{segment:?}");
    }
    for scene in ["player_paused", "player_lead_in"] {
        assert_eq!(named(scene).at(SIZES[1]).shot().is_solid(), Some(false), "{scene}");
    }
}

#[test]
fn nothing_wakes_up_where_nothing_moves() {
    let still = |name: &str| {
        let moving = name.starts_with("player") || name.starts_with("strange");
        !moving || name.contains("paused") || name == "player_question"
    };
    for scene in scenes::all().iter().filter(|scene| still(&scene.name)) {
        for size in SIZES {
            let mut stage = scene.at(size);
            if scene.name.starts_with("home") {
                // The preview moves for a while.
                stage.wait_for_rest();
            }
            let before = stage.shot();
            assert_eq!(stage.deadline(), None, "{}", scene.name);
            stage.look_at(stage.now + Duration::from_secs(3600));
            assert!(stage.shot() == before, "{}", scene.name);
        }
    }
}

#[test]
fn a_window_too_small_for_the_screen_still_counts() {
    let mut stage = named("player_hold_left").at((30, 5));
    assert!(stage.shot().has("13  HOLD  ·  LEFT SIDE"), "{}", stage.shot().picture());
    stage.wait_seconds(1.0);
    assert!(stage.shot().has("12  HOLD  ·  LEFT SIDE"));
}

#[test]
fn time_with_the_computer_asleep_is_a_pause() {
    let mut stage = named("player_hold_left").at(SIZES[1]);
    let before = stage.shot();
    stage.look_at(stage.now + Duration::from_secs(600));
    let shot = stage.shot();
    assert!(shot.has("PAUSED  ·  HOLD  ·  LEFT SIDE"));
    assert_eq!((shot.number(), shot.time_left()), (before.number(), before.time_left()));
    stage.press("space");
    stage.wait(LEAD_IN);
    assert!(stage.shot() == before);
}

#[test]
fn a_clock_that_jumps_by_hours_loses_nothing() {
    const HOURS: Duration = Duration::from_secs(5 * 3600);
    for scene in ["player_hold_left", "player_reps", "player_prepare", "player_lead_in", "player_change"] {
        for jumps in [&["on"][..], &["back"], &["on", "here"], &["back", "here"], &["on", "back"], &["back", "on"]] {
            let mut stage = named(scene).at(SIZES[1]);
            let (before, now) = (stage.shot(), stage.now);
            for jump in jumps {
                stage.look_at(match *jump {
                    "on" => now + HOURS,
                    "back" => now - HOURS,
                    _ => now,
                });
            }
            let shot = stage.shot();
            assert_eq!(shot.time_left(), before.time_left(), "{scene}, {jumps:?}");
            // Time that nobody spent here is a pause. A session stands while the clock is before its last look.
            let pauses = jumps.contains(&"on");
            assert_eq!(shot.has("PAUSED"), pauses, "{scene}, {jumps:?}: {}", shot.picture());
            if pauses {
                assert_eq!(stage.deadline(), None, "{scene}, {jumps:?}");
                stage.look_at(now + HOURS);
                stage.press("space");
            } else {
                assert!(shot == before, "{scene}, {jumps:?}: {}", shot.picture());
                stage.look_at(now);
            }
            stage.wait_for_rest();
            assert!(stage.shot().has("Well done"), "{scene}, {jumps:?}: {}", stage.shot().picture());
        }
    }
}

#[test]
fn a_clock_that_jumps_leaves_what_stands_still_as_it_is() {
    for scene in ["home_stretch", "read_causes", "player_paused", "player_question", "summary_skips", "help_player"] {
        for hours in [1, 24 * 30] {
            let mut stage = named(scene).at(SIZES[1]);
            stage.wait_for_rest();
            let (before, now, jump) = (stage.shot(), stage.now, Duration::from_secs(hours * 3600).min(stage.now));
            for there in [now + jump, now - jump, now] {
                stage.look_at(there);
                assert!(stage.shot() == before, "{scene} at {there:?}: {}", stage.shot().picture());
            }
        }
    }
}
