//! The figures agree with the words they are shown beside: what a newcomer would do after the picture is what is said.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::widgets::Widget;
use stretch_tui::figure::model::Point;
use stretch_tui::figure::{Figure, Motion, Pose, Skeleton, Styles, Way};

use super::{FIGURES, WAYS};

const ROLLS: [&str; 4] =
    ["shoulder-rolls", "shoulder-rolls-seated", "shoulder-rolls-small", "shoulder-rolls-small-seated"];
const BREATHS: [&str; 5] =
    ["cat-camel", "cat-camel-small", "cat-camel-seated", "cat-camel-small-seated", "flat-to-round"];
const SHARES: std::ops::RangeInclusive<u32> = 0..=60;

fn motion(id: &str) -> &'static Motion {
    FIGURES.motion(id).unwrap_or_else(|| panic!("there is no motion {id}"))
}

/// Where a joint of a posed motion is.
fn joint(motion: &Motion, pose: &Pose, name: &str) -> Point {
    Skeleton::new(&motion.rig, pose).named(&motion.rig, name).unwrap_or_else(|| panic!("{}: {name}", motion.id))
}

/// All that is seen of a motion while it is played one way: its poses, and those of its breaths.
fn played(motion: &Motion, way: Way) -> Vec<Pose> {
    let shares = SHARES.map(|step| f64::from(step) / 60.0);
    let mut poses: Vec<_> = shares.clone().map(|at| motion.pose(at, way)).collect();
    for phase in 0..motion.phase_count() {
        poses.extend(shares.clone().map(|at| motion.phase_pose(phase, at, None, way)));
    }
    poses
}

/// How far a joint gets from its place at the start.
fn range(id: &str, name: &str) -> f64 {
    let motion = motion(id);
    let start = joint(motion, &motion.start(Way::default()), name);
    played(motion, Way::default()).iter().map(|pose| start.distance(joint(motion, pose, name))).fold(0.0, f64::max)
}

/// The cells of one layer of a picture, 40 by 18.
fn cells(motion: &Motion, pose: &Pose, styles: impl Fn(Style) -> Styles) -> BTreeSet<(u16, u16)> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 18));
    let styles = styles(Style::new().fg(Color::Red));
    Figure::new(motion, pose).styles(styles).render(buffer.area, &mut buffer);
    let places = (0..18).flat_map(|y| (0..40).map(move |x| (x, y)));
    places.filter(|place| buffer[*place].fg == Color::Red).collect()
}

#[test]
fn shoulders_roll_backwards_and_then_forwards() {
    for id in ROLLS {
        let motion = motion(id);
        for way in [WAYS[0], WAYS[2]] {
            let path: Vec<_> = played(motion, way).iter().map(|pose| joint(motion, pose, "r_shoulder")).collect();
            // Twice the area inside the path: above 0 where it turns anticlockwise.
            let turned: f64 = path.windows(2).map(|pair| pair[0].x * pair[1].y - pair[1].x * pair[0].y).sum();
            assert!(turned.abs() > 0.0005, "{id} hardly turns, {turned}");
            assert_eq!(turned > 0.0, !way.reverse, "{id} {way:?}");
        }
    }
}

#[test]
fn one_ring_goes_round_the_shoulder_and_turns_with_it() {
    for id in ROLLS {
        let motion = motion(id);
        let [ring] = motion.guides.as_slice() else { panic!("{id} has {} guides", motion.guides.len()) };
        assert!((ring.to - ring.from).abs() > 250.0, "{id}: the ring is wide open");
        assert!(ring.to > ring.from, "{id}: backwards is anticlockwise");
        for pose in played(motion, Way::default()) {
            assert!(ring.centre.distance(joint(motion, &pose, "r_shoulder")) < ring.radius, "{id}");
        }
        let heads = [false, true].map(|reverse| {
            let pose = motion.start(Way { mirror: false, reverse });
            cells(motion, &pose, |guide| Styles { guide, ..Styles::default() })
        });
        let only = |one: usize, other: usize| {
            let columns: Vec<_> = heads[one].difference(&heads[other]).map(|(x, _)| f64::from(*x)).collect();
            assert!(!columns.is_empty(), "{id}: both ways have one arrow");
            columns.iter().sum::<f64>() / f64::from(u32::try_from(columns.len()).unwrap())
        };
        assert!(only(0, 1) > only(1, 0) + 2.0, "{id}: the head is before the throat, then behind the neck");
    }
}

#[test]
fn on_hands_and_knees_the_arms_are_straight_and_a_flat_back_is_flat() {
    let bend = |motion: &Motion, pose: &Pose, side: char| {
        let [a, b, c] = ["shoulder", "elbow", "hand"].map(|name| joint(motion, pose, &format!("{side}_{name}")));
        let (upper, fore) = (b.minus(a), c.minus(b));
        let heading = |way: Point| way.y.atan2(way.x).to_degrees();
        (heading(fore) - heading(upper)).abs()
    };
    for id in ["cat-camel", "cat-camel-small", "flat-to-round"] {
        let motion = motion(id);
        for pose in played(motion, Way::default()) {
            for side in ['l', 'r'] {
                let bend = bend(motion, &pose, side);
                assert!(bend < 13.0, "{id}: an elbow bends by {bend:.0} degrees");
            }
        }
        let flat = &FIGURES.poses["tabletop"];
        assert!(bend(motion, flat, 'r') < 6.0);
        let (pelvis, neck) = (joint(motion, flat, "pelvis"), joint(motion, flat, "neck"));
        let slope = (neck.y - pelvis.y).atan2(neck.x - pelvis.x).to_degrees();
        assert!(slope.abs() < 3.0, "a flat back that slopes by {slope:.0} degrees");
        let head = joint(motion, flat, "head");
        assert!((head.y - neck.y).abs() < 0.02, "the head is in line with the back");
    }
}

#[test]
fn palms_lie_on_the_back() {
    let motion = motion("upper-back-extension");
    for pose in played(motion, Way::default()) {
        let pelvis = joint(motion, &pose, "pelvis");
        for name in ["r_hand", "r_finger"] {
            let palm = joint(motion, &pose, name);
            assert!(palm.x < pelvis.x - 0.03 && palm.y > pelvis.y, "{name} at {palm:?}, the pelvis at {pelvis:?}");
        }
        assert!(joint(motion, &pose, "r_finger").y < joint(motion, &pose, "r_hand").y, "fingers down");
    }
}

#[test]
fn the_curl_brings_the_hands_to_the_chest() {
    for id in ["curl", "curl-seated", "curl-small", "curl-small-seated", "curl-palms-in"] {
        let motion = motion(id);
        let end = motion.pose(1.0, Way::default());
        let at = |name| joint(motion, &end, name);
        assert!(at("r_hand").y < at("r_shoulder").y - 0.05 && at("r_hand").y > at("ribs").y, "{id}: at the chest");
        assert!(at("r_finger").y < at("head").y - 0.1, "{id}: not at the mouth");
        assert!((0.05..0.14).contains(&(at("r_hand").x - at("chest").x)), "{id}: close, and in front");
    }
}

#[test]
fn who_sits_stays_seated_with_both_feet_down() {
    let on_a_chair = |motion: &&Motion| ["seated", "chair", "arms-crossed"].iter().any(|word| motion.id.contains(word));
    let seated: Vec<_> = FIGURES.motions.values().filter(on_a_chair).collect();
    assert_eq!(seated.len(), 16);
    for motion in seated {
        assert!(!motion.props.is_empty(), "{} sits on nothing", motion.id);
        let start = motion.start(Way::default());
        for pose in played(motion, Way::default()) {
            for name in ["pelvis", "l_knee", "r_knee", "l_ankle", "r_ankle", "l_toe", "r_toe"] {
                let (from, to) = (joint(motion, &start, name), joint(motion, &pose, name));
                assert!(from.distance(to) < 1e-6, "{}: {name} moves from {from:?} to {to:?}", motion.id);
            }
        }
    }
}

#[test]
fn no_breath_begins_with_standing_still() {
    for id in BREATHS {
        let motion = motion(id);
        let start = motion.start(Way::default());
        for phase in 0..motion.phase_count() {
            let from = (phase == 0).then_some(&start);
            let [begins, early, ends] = [0.0, 0.4, 1.0].map(|at| motion.phase_pose(phase, at, from, Way::default()));
            let [begins, early, ends] = [begins, early, ends].map(|pose| joint(motion, &pose, "head"));
            // Where it is to go to upright or flat and is there, there is nothing to do in the first breath.
            if begins.distance(ends) > 1e-9 {
                assert!(begins.distance(early) > 0.1 * begins.distance(ends), "{id}: phase {phase} starts late");
            } else {
                assert_eq!(phase, 0, "{id}");
            }
        }
    }
    for id in ["cat-camel", "cat-camel-small", "cat-camel-seated"] {
        let motion = motion(id);
        let start = motion.start(Way::default());
        let breath = motion.phase_pose(0, 1.0, Some(&start), Way::default());
        assert!(joint(motion, &start, "head").distance(joint(motion, &breath, "head")) > 0.02, "{id}");
    }
}

#[test]
fn small_is_smaller() {
    let pairs = [
        ("neck-tilt", "neck-tilt-small", "head"),
        ("neck-tilt-seated", "neck-tilt-small-seated", "head"),
        ("neck-half-roll", "neck-full-circle", "head"),
        ("cat-camel", "cat-camel-small", "loin"),
        ("cat-camel-seated", "cat-camel-small-seated", "head"),
        ("press", "press-small", "chest"),
        ("press-seated", "press-small-seated", "chest"),
        ("upper-back-extension", "upper-back-extension-worktop", "head"),
        ("shoulder-rolls", "shoulder-rolls-small", "r_shoulder"),
        ("shoulder-rolls-seated", "shoulder-rolls-small-seated", "r_shoulder"),
    ];
    for (whole, small, name) in pairs {
        let share = range(small, name) / range(whole, name);
        assert!((0.1..0.75).contains(&share), "{small}: {name} goes {share:.2} of the way of {whole}");
    }
    assert!(motion("neck-full-circle").seconds >= 12.0, "the circle is slow");
}

#[test]
fn the_small_seated_round_is_never_hollow() {
    let motion = motion("cat-camel-small-seated");
    let chest = |pose: &Pose| joint(motion, pose, "chest").x;
    let upright = chest(&motion.start(Way::default()));
    assert!(played(motion, Way::default()).iter().all(|pose| chest(pose) <= upright + 1e-9));
    let hollow = super::pose("hollow");
    assert!(joint(motion, &hollow, "ribs").x > joint(motion, &motion.start(Way::default()), "ribs").x + 0.01);
}

#[test]
fn a_lowered_chin_shows_a_face() {
    for id in ["neck-half-roll", "neck-half-roll-seated"] {
        let motion = motion(id);
        let pose = motion.telling_pose(Way::default());
        let hair = cells(motion, &pose, |hair| Styles { hair, ..Styles::default() });
        let skin = cells(motion, &pose, |front| Styles { front, ..Styles::default() });
        for column in [19, 20] {
            let brow = hair.iter().filter(|(x, _)| *x == column).map(|(_, y)| y + 1).max().unwrap();
            assert!(skin.contains(&(column, brow)), "{id}: below the hair, in row {brow}, is no forehead");
            assert!(skin.contains(&(column, brow + 1)), "{id}: below the forehead is no nose");
        }
    }
}
