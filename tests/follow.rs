//! The figure and the session: it moves when the body does, rests when the body does, and never jumps while it is in
//! one stretch.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::time::Duration;

use stretch_tui::coach;
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Dose, Library, Side};
use stretch_tui::figure::Skeleton;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Kind, Part, Plan};
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::{Command, Pace, Session};
use stretch_tui::tui::follow::{FRAME, Shown, at, next_frame};

fn library() -> Library {
    load(true, &[]).library
}

fn session(library: &Library, name: &str, dose: Dose) -> Session {
    let plan = Target::find(library, name).unwrap().plan(library, Some(dose));
    Session::new(plan, Pace { longest_gap: Duration::MAX, ..Pace::default() }, Duration::ZERO).0
}

fn shown<'a>(library: &'a Library, session: &Session) -> Shown<'a> {
    at(library.figures(), &session.snapshot().unwrap(), false).expect("every built-in step has a motion")
}

/// Everything that can be started, at every dose.
fn everything(library: &Library) -> Vec<Plan> {
    let stretches = library.stretches.iter().flat_map(|stretch| {
        let variants = stretch.variants.iter().map(Some);
        std::iter::once(None).chain(variants).map(move |variant| Target::Stretch(stretch, variant))
    });
    let doses = [Dose::Light, Dose::Full];
    stretches.flat_map(|target| doses.map(|dose| target.plan(library, Some(dose)))).collect()
}

/// How far the joint that moved most is from where it was, in standing heights.
fn furthest(before: &Shown<'_>, after: &Shown<'_>) -> f64 {
    let (from, to) = (Skeleton::new(&before.motion.rig, &before.pose), Skeleton::new(&after.motion.rig, &after.pose));
    (0..=after.motion.rig.bones.len()).map(|joint| from.at(joint).distance(to.at(joint))).fold(0.0, f64::max)
}

#[test]
fn the_figure_never_jumps_within_a_stretch() {
    let library = library();
    for plan in everything(&library) {
        let name = plan.id.clone();
        let (mut session, _) =
            Session::new(plan, Pace { longest_gap: Duration::MAX, ..Pace::default() }, Duration::ZERO);
        let mut before: Option<Shown<'_>> = None;
        let mut now = Duration::ZERO;
        while session.end().is_none() {
            let after = shown(&library, &session);
            if let Some(before) = &before
                && before.motion.rig.id == after.motion.rig.id
            {
                let moved = furthest(before, &after);
                let segment = session.snapshot().unwrap().part.segment.clone();
                // An arm that comes down and goes up on the other side within a changeover is the fastest thing there is.
                assert!(moved < 0.2, "{name}: {moved:.2} in a frame at {now:?} in {segment:?}");
            }
            before = Some(after);
            now += FRAME;
            session.advance_to(now);
        }
    }
}

#[test]
fn the_figure_is_in_position_when_a_hold_begins_and_then_it_is_still() {
    let library = library();
    let mut session = session(&library, "full", Dose::Full);
    let (mut holds, mut now) = (0, Duration::ZERO);
    while session.end().is_none() {
        let snapshot = session.snapshot().unwrap();
        if snapshot.part.segment.kind == Kind::Hold {
            let (here, way) = (shown(&library, &session), at(library.figures(), &snapshot, false).unwrap().pose.way);
            assert_eq!(here.pose, here.motion.pose(1.0, way), "moving in a hold at {now:?}");
            assert_eq!(next_frame(library.figures(), &snapshot), None);
            holds += 1;
        }
        now += Duration::from_millis(500);
        session.advance_to(now);
    }
    assert!(holds > 500, "{holds} looks at a hold");
}

#[test]
fn the_move_into_a_hold_takes_the_last_three_seconds_of_getting_ready() {
    let library = library();
    let mut session = session(&library, "thoracic-extension", Dose::Light);
    let ready = session.plan().segments[0].length;
    let start = shown(&library, &session);
    session.advance_to(ready.saturating_sub(Duration::from_secs(3)));
    assert_eq!(start.pose, shown(&library, &session).pose, "it waits until then");
    assert!(next_frame(library.figures(), &session.snapshot().unwrap()).is_some());
    session.advance_to(ready.saturating_sub(Duration::from_millis(1500)));
    let half = shown(&library, &session);
    session.advance_to(ready.saturating_sub(Duration::from_nanos(1)));
    let nearly = shown(&library, &session);
    session.advance_to(ready);
    let there = shown(&library, &session);
    assert!(furthest(&start, &half) > 0.05 && furthest(&half, &there) > 0.05, "it is on its way");
    assert!(furthest(&nearly, &there) < 1e-6, "and arrives with the hold");
}

#[test]
fn a_rep_takes_exactly_its_tempo() {
    let library = library();
    for name in ["shoulder-rolls", "cat-camel"] {
        let mut session = session(&library, name, Dose::Light);
        let segment = session.plan().segments[1].clone();
        let Kind::Reps { count, rep } = segment.kind else { panic!("{segment:?}") };
        let mut starts = Vec::new();
        // The first rep of cat-camel sets out from the table, every other from where the breath before ended.
        for number in 1..count {
            session.advance_to(segment.start + rep * number);
            assert_eq!(session.snapshot().unwrap().rep.unwrap().number, number + 1);
            starts.push(shown(&library, &session));
        }
        for start in &starts {
            assert!(furthest(&starts[0], start) < 1e-9, "{name}: every rep begins alike");
        }
        session.advance_to(segment.start + rep * (count - 1) + rep / 2);
        assert!(furthest(&starts[0], &shown(&library, &session)) > 0.03, "{name}: half-way is somewhere else");
    }
}

#[test]
fn the_belly_is_down_after_the_breath_in_and_the_back_is_up_after_the_breath_out() {
    let library = library();
    let mut session = session(&library, "cat-camel", Dose::Light);
    let start = session.plan().segments[1].start;
    let height = |session: &Session| {
        let shown = shown(&library, session);
        Skeleton::new(&shown.motion.rig, &shown.pose).named(&shown.motion.rig, "waist").unwrap().y
    };
    let flat = height(&session);
    session.advance_to(start + Duration::from_secs(4));
    let down = height(&session);
    session.advance_to(start + Duration::from_secs(8));
    let up = height(&session);
    assert!(down < flat && flat < up, "{down} < {flat} < {up}");
}

#[test]
fn the_right_side_is_the_left_one_in_a_mirror() {
    let library = library();
    let mut session = session(&library, "lat-side-stretch", Dose::Light);
    let holds: Vec<_> = session.plan().segments.iter().filter(|segment| segment.is_work()).cloned().collect();
    session.advance_to(holds[0].start + Duration::from_secs(5));
    let left = shown(&library, &session);
    session.advance_to(holds[1].start + Duration::from_secs(5));
    let right = shown(&library, &session);
    assert_eq!((holds[0].side, holds[1].side), (Some(Side::Left), Some(Side::Right)));
    let rig = &left.motion.rig;
    let (one, other) = (Skeleton::new(rig, &left.pose), Skeleton::new(rig, &right.pose));
    for joint in 0..=rig.bones.len() {
        let (here, there) = (one.at(joint), other.at(rig.partner_of_joint(joint)));
        assert!((here.x + there.x).abs() < 1e-6 && (here.y - there.y).abs() < 1e-6, "{:?}", rig.joint_name(joint));
    }
    // On screen the user's own left is at the left: there the raised hand starts, leaning over to the right.
    assert!(one.named(rig, "l_hand").unwrap().y > one.named(rig, "crown").unwrap().y);
    assert!(one.named(rig, "crown").unwrap().x > 0.0);
}

#[test]
fn the_other_way_is_the_other_way_round() {
    let library = library();
    let mut session = session(&library, "neck-stretch", Dose::Light);
    let moves: Vec<_> = session.plan().segments.iter().filter(|segment| segment.kind == Kind::Move).cloned().collect();
    let lean = |session: &Session| {
        let shown = shown(&library, session);
        Skeleton::new(&shown.motion.rig, &shown.pose).named(&shown.motion.rig, "crown").unwrap().x
    };
    session.advance_to(moves[0].start);
    assert!(lean(&session) < -0.03, "it starts to the left");
    session.advance_to(moves[1].start);
    assert!(lean(&session) > 0.03, "and then to the right");
}

#[test]
fn a_hold_that_is_jumped_to_is_moved_into_in_its_lead_in() {
    let library = library();
    let mut session = session(&library, "upper-back-extension", Dose::Light);
    session.command(Command::Next, Duration::from_secs(1));
    assert!(matches!(session.snapshot().unwrap().flow, Flow::LeadIn(_)));
    let start = shown(&library, &session);
    session.advance_to(Duration::from_millis(2500));
    assert!(next_frame(library.figures(), &session.snapshot().unwrap()).is_some());
    assert!(furthest(&start, &shown(&library, &session)) > 0.02);
    session.advance_to(Duration::from_secs(4));
    let there = shown(&library, &session);
    assert_eq!(there.pose, there.motion.pose(1.0, there.pose.way));
    // A pause in a hold changes nothing, and neither does the lead-in after it.
    session.command(Command::Pause, Duration::from_secs(6));
    session.command(Command::Resume, Duration::from_secs(60));
    session.advance_to(Duration::from_secs(61));
    assert_eq!(shown(&library, &session).pose, there.pose);
    assert_eq!(next_frame(library.figures(), &session.snapshot().unwrap()), None);
}

#[test]
fn with_reduced_motion_there_is_nothing_between_key_poses() {
    let library = library();
    for plan in everything(&library) {
        let (mut session, _) =
            Session::new(plan, Pace { longest_gap: Duration::MAX, ..Pace::default() }, Duration::ZERO);
        let (mut poses, mut now): (Vec<_>, _) = (Vec::new(), Duration::ZERO);
        while session.end().is_none() {
            let pose = at(library.figures(), &session.snapshot().unwrap(), true).unwrap().pose;
            if !poses.contains(&pose) {
                poses.push(pose);
            }
            now += FRAME;
            session.advance_to(now);
        }
        assert!(poses.len() <= 16, "{}: {} different poses", session.plan().id, poses.len());
    }
}

/// Words and figure agree: while it is said to come back, the figure comes back, and does not wait for the next move.
#[test]
fn the_figure_comes_out_of_a_hold_at_once() {
    let library = library();
    let mut seen = 0;
    for plan in everything(&library) {
        let ready = |part: &Part<'_>| !part.segment.is_work() && !part.segment.begins_stretch;
        let comes_back = |part: &Part<'_>| coach::comes_back(*part, part.work_before());
        for part in plan.parts().filter(ready).filter(comes_back) {
            let (index, start) = (part.index, part.segment.start);
            let pace = Pace { longest_gap: Duration::MAX, ..Pace::default() };
            let (mut session, _) = Session::new(plan.clone(), pace, Duration::ZERO);
            session.advance_to(start.saturating_sub(Duration::from_nanos(1)));
            let held = shown(&library, &session);
            session.advance_to(start + Duration::from_secs(1));
            let out = shown(&library, &session);
            assert!(next_frame(library.figures(), &session.snapshot().unwrap()).is_some(), "{} {index}", plan.id);
            assert!(furthest(&held, &out) > 0.002, "{} stands still while it is said to come back: {index}", plan.id);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}
