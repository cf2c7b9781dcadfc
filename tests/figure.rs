//! The figure: key poses against measured positions, and the laws every frame of every motion keeps.

// A test that cannot go on may panic, and looks up what it knows is there; equal means equal to the bit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, clippy::format_push_string)]

#[path = "figure/agree.rs"]
mod agree;
#[path = "figure/cells.rs"]
mod cells;
#[path = "figure/own.rs"]
mod own;
#[path = "figure/pixels.rs"]
mod pixels;

use std::sync::LazyLock;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::Widget;
use serde_json::Value;
use stretch_tui::figure::model::View;
use stretch_tui::figure::motion::{ease, turn};
use stretch_tui::figure::{Figure, Figures, Marker, Mode, Motion, Pose, Skeleton, Way, blend};

static FIGURES: LazyLock<&Figures> = LazyLock::new(Figures::builtin);
static MEASURED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(include_str!("figures/poses.json")).unwrap());

const WAYS: [Way; 4] = [
    Way { mirror: false, reverse: false },
    Way { mirror: true, reverse: false },
    Way { mirror: false, reverse: true },
    Way { mirror: true, reverse: true },
];

fn pose(id: &str) -> Pose {
    match id.strip_prefix("mirror:") {
        Some(id) => {
            let pose = FIGURES.poses[id];
            pose.mirrored(&FIGURES.rigs[pose.rig])
        }
        None => FIGURES.poses[id],
    }
}

/// The joint of a pose that is farthest from where it was measured, and how far.
fn worst(pose: &Pose, joints: &Value) -> (f64, String) {
    let rig = &FIGURES.rigs[pose.rig];
    let skeleton = Skeleton::new(rig, pose);
    let apart = |(name, at): (&String, &Value)| {
        let found = skeleton.named(rig, name)?;
        Some(((found.x - at[0].as_f64()?).hypot(found.y - at[1].as_f64()?), name.clone()))
    };
    let joints: Vec<_> = joints.as_object().unwrap().iter().filter_map(apart).collect();
    assert!(joints.len() >= 14, "{} joints compared", joints.len());
    joints.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

/// Every pose that can be seen: all motions in all ways, blends between sides and from motion to motion, breaths.
fn frames() -> Vec<(String, &'static Motion, Pose)> {
    let mut frames = Vec::new();
    let steps = || (0..=240).map(|step| f64::from(step) / 240.0);
    for motion in FIGURES.motions.values() {
        for way in WAYS {
            let mut add = |what: &str, at: f64, pose| {
                frames.push((format!("{} {what} {at:.2} {way:?}", motion.id), motion, pose));
            };
            let other = Way { mirror: !way.mirror, ..way };
            for at in steps() {
                add("pose", at, motion.pose(at, way));
                add("change", at, motion.change(way, other, at));
                if motion.rig.view != View::Side {
                    // From the side the figure would have to turn round: nobody asks for that.
                    add("blend", at, blend(&motion.pose(1.0, way), &motion.pose(1.0, other), at));
                }
                for phase in 0..motion.phase_count() {
                    add("phase", at, motion.phase_pose(phase, at, None, way));
                    add("first", at, motion.phase_pose(phase, at, Some(&motion.start(way)), way));
                }
            }
        }
    }
    frames
}

#[test]
fn key_poses_are_where_they_were_measured() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for (id, sources) in MEASURED["key"].as_object().unwrap() {
        for source in sources.as_array().unwrap() {
            let (apart, joint) = worst(&pose(id), &source["joints"]);
            if apart > 0.03 {
                wrong.push(format!("{id}: {joint} is {apart:.3} from {}", source["from"]));
            }
            seen += 1;
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(seen >= 30);
}

#[test]
fn measured_poses_that_are_not_keys_lie_on_the_way() {
    for between in MEASURED["between"].as_array().unwrap() {
        let path = between["path"].as_str().unwrap();
        let (id, mirror) = path.strip_prefix("mirror:").map_or((path, false), |id| (id, true));
        let motion = FIGURES.motion(id).unwrap();
        let way = Way { mirror, reverse: false };
        let nearest = (0..=200)
            .map(|step| worst(&motion.pose(f64::from(step) / 200.0, way), &between["joints"]))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap();
        assert!(nearest.0 <= 0.03, "{path}: {} is {:.3} from {}", nearest.1, nearest.0, between["from"]);
    }
}

#[test]
fn bones_keep_their_length() {
    for (what, motion, pose) in frames() {
        let skeleton = Skeleton::new(&motion.rig, &pose);
        for (index, bone) in motion.rig.bones.iter().enumerate() {
            let length = skeleton.at(bone.parent).distance(skeleton.at(index + 1));
            let fixed = if pose.way.mirror { &motion.rig.bones[motion.rig.partners[index]] } else { bone };
            let seen = if bone.fixed.is_some() { fixed.length } else { bone.length * pose.short[index] };
            assert!((length - seen).abs() <= 0.01 * seen, "{what}: {} is {length}, not {seen}", bone.name);
        }
    }
}

#[test]
fn only_what_points_to_the_viewer_is_foreshortened() {
    for (id, pose) in &FIGURES.poses {
        let rig = &FIGURES.rigs[pose.rig];
        let front = rig.view == View::Front;
        let sits = Skeleton::new(rig, pose).at(0).y < 0.5;
        for (bone, short) in rig.bones.iter().zip(pose.short) {
            let may = match bone.name.trim_start_matches(['l', 'r', '_']) {
                "neck" | "clavicle" => true,
                "thigh" => front && sits,
                // Hands on thighs that come forward; elbows wide behind the head, and crossed arms, from the side.
                "forearm" => sits,
                "upper_arm" => !front && sits,
                _ => false,
            };
            assert!(may || (short - 1.0).abs() < 1e-9, "{id}: {}", bone.name);
            assert!((0.2..=1.0).contains(&short), "{id}: {} {short}", bone.name);
        }
    }
}

#[test]
fn anchors_and_pins_never_slip() {
    for motion in FIGURES.motions.values() {
        for way in WAYS {
            let start = motion.start(way);
            // A pelvis may drift from key to key; hands, knees and feet may not.
            let still = motion.keys.iter().all(|key| key.anchor == motion.keys[0].anchor);
            let anchor = Some(start.anchor).filter(|_| still);
            let held: Vec<_> = start.pins.into_iter().flatten().chain(anchor).collect();
            assert!(!held.is_empty(), "{} holds on to nothing", motion.id);
            let paths = (0..=50).map(|step| f64::from(step) / 50.0);
            let mut poses: Vec<Pose> = paths.clone().map(|at| motion.pose(at, way)).collect();
            for phase in 0..motion.phase_count() {
                poses.extend(paths.clone().map(|at| motion.phase_pose(phase, at, None, way)));
            }
            for pose in poses {
                let skeleton = Skeleton::new(&motion.rig, &pose);
                for pin in &held {
                    let slip = skeleton.at(pin.joint).distance(pin.at);
                    assert!(slip < 1e-6, "{}: {:?} slips {slip}", motion.id, motion.rig.joint_name(pin.joint));
                }
            }
        }
    }
}

#[test]
fn nothing_leaves_the_frame() {
    for (what, motion, pose) in frames() {
        let skeleton = Skeleton::new(&motion.rig, &pose);
        for frame in [Some(motion.frame), motion.close].into_iter().flatten() {
            let frame = if pose.way.mirror { frame.mirrored() } else { frame };
            for (index, bone) in motion.rig.bones.iter().enumerate() {
                let width = if bone.joint == "head" { motion.rig.head.y } else { bone.width };
                let at = skeleton.at(index + 1);
                // Below a portrait the body goes on: its lower edge is a cut, not a wall.
                if at.y < frame.bottom && frame.bottom > 0.0 {
                    continue;
                }
                let inside = at.x - width >= frame.left && at.x + width <= frame.right && at.y + width <= frame.top;
                assert!(inside, "{what}: {} at {at:?} leaves {frame:?}", bone.joint);
                assert!(at.y >= -1e-6 - 0.005, "{what}: {} sinks into the ground at {at:?}", bone.joint);
            }
        }
    }
}

#[test]
fn the_mirror_swaps_sides() {
    for (id, pose) in &FIGURES.poses {
        let rig = &FIGURES.rigs[pose.rig];
        let mirrored = pose.mirrored(rig);
        let (one, other) = (Skeleton::new(rig, pose), Skeleton::new(rig, &mirrored));
        for joint in 0..=rig.bones.len() {
            let (at, image) = (one.at(joint), other.at(rig.partner_of_joint(joint)));
            assert!(
                (at.x + image.x).abs() < 1e-9 && (at.y - image.y).abs() < 1e-9,
                "{id}: {:?}",
                rig.joint_name(joint)
            );
        }
        let back = Skeleton::new(rig, &mirrored.mirrored(rig));
        for joint in 0..=rig.bones.len() {
            assert!(one.at(joint).distance(back.at(joint)) < 1e-9, "{id}: twice mirrored is not itself");
        }
    }
}

#[test]
fn the_left_ear_goes_to_the_left_of_the_screen() {
    let tilt = FIGURES.motion("neck-tilt").unwrap();
    let head = |way| Skeleton::new(&tilt.rig, &tilt.pose(1.0, way)).named(&tilt.rig, "head").unwrap();
    assert!(head(Way::default()).x < -0.04);
    assert!(head(Way { mirror: true, reverse: false }).x > 0.04);
    let lat = FIGURES.motion("lat-side-stretch").unwrap();
    let hand = |name: &str, way| Skeleton::new(&lat.rig, &lat.pose(1.0, way)).named(&lat.rig, name).unwrap();
    assert!(hand("l_hand", Way::default()).y > 1.0 && hand("l_hand", Way::default()).x > 0.1);
    let right = Way { mirror: true, reverse: false };
    assert!(hand("r_hand", right).y > 1.0 && hand("r_hand", right).x < -0.1);
}

#[test]
fn easing_starts_and_ends_at_rest() {
    assert_eq!((ease(0.0), ease(0.5), ease(1.0)), (0.0, 0.5, 1.0));
    assert_eq!((ease(-1.0), ease(7.0), ease(f64::NAN)), (0.0, 1.0, 1.0));
    assert!(ease(0.01) < 0.0001 && ease(0.99) > 0.9999);
    assert!((ease(0.25) - 0.103_515_625).abs() < 1e-12);
    assert!((0..100).all(|step| ease(f64::from(step) / 100.0) < ease(f64::from(step + 1) / 100.0)));
}

#[test]
fn every_move_starts_and_ends_at_rest() {
    for motion in FIGURES.motions.values().filter(|motion| motion.mode != Mode::Loop) {
        let turn = if motion.mode == Mode::To { 1.0 } else { 0.5 };
        let mut paths = vec![(motion.pose(0.0, WAYS[0]), motion.pose(0.02 * turn, WAYS[0]))];
        paths.push((motion.pose(turn, WAYS[0]), motion.pose(0.98 * turn, WAYS[0])));
        for phase in 0..motion.phase_count() {
            let at = |progress| motion.phase_pose(phase, progress, None, WAYS[0]);
            paths.extend([(at(0.0), at(0.02)), (at(1.0), at(0.98))]);
        }
        for (rest, near) in paths {
            let (rest, near) = (Skeleton::new(&motion.rig, &rest), Skeleton::new(&motion.rig, &near));
            let apart = (0..=motion.rig.bones.len()).map(|joint| rest.at(joint).distance(near.at(joint)));
            let apart = apart.fold(0.0, f64::max);
            assert!(apart < 0.001, "{} sets out with a jerk, {apart}", motion.id);
        }
    }
}

#[test]
fn turns_go_the_shortest_way() {
    for (from, to, way) in
        [(170.0, -170.0, 20.0), (-170.0, 170.0, -20.0), (0.0, 180.0, 180.0), (0.0, 540.0, 180.0), (10.0, 5.0, -5.0)]
    {
        assert!((turn(from, to) - way).abs() < 1e-9, "{from} to {to}");
    }
}

#[test]
fn a_move_stays_where_it_ends_and_a_rep_ends_where_it_began() {
    for motion in FIGURES.motions.values() {
        for way in WAYS {
            let (start, end) = (motion.pose(0.0, way), motion.pose(1.0, way));
            let apart = |a: &Pose, b: &Pose| {
                let (a, b) = (Skeleton::new(&motion.rig, a), Skeleton::new(&motion.rig, b));
                (0..=motion.rig.bones.len()).map(|joint| a.at(joint).distance(b.at(joint))).fold(0.0, f64::max)
            };
            match motion.mode {
                Mode::To => {
                    assert_eq!(motion.pose(3.0, way), end);
                    assert!(apart(&start, &end) > 0.03, "{} goes nowhere", motion.id);
                }
                Mode::Loop | Mode::ThereAndBack => {
                    assert!(apart(&start, &end) < 1e-9, "{}", motion.id);
                    assert!(apart(&start, &motion.pose(0.25, way)) > 0.02, "{} does not move", motion.id);
                }
            }
            let widest = (0..200).map(|step| {
                let at = f64::from(step) / 200.0;
                apart(&motion.pose(at, way), &motion.pose(at + 0.005, way))
            });
            assert!(widest.fold(0.0, f64::max) < 0.03, "{} jumps", motion.id);
        }
    }
}

#[test]
fn the_other_way_round_is_the_same_way_backwards() {
    let back = Way { mirror: false, reverse: true };
    for id in ["shoulder-rolls", "neck-full-circle", "neck-half-roll"] {
        let motion = FIGURES.motion(id).unwrap();
        let half = if motion.mode == Mode::Loop { 1.0 } else { 0.5 };
        for step in 0..=20 {
            let at = f64::from(step) / 20.0;
            let there = Skeleton::new(&motion.rig, &motion.pose(at, Way::default()));
            let again = Skeleton::new(&motion.rig, &motion.pose((half - at).rem_euclid(1.0), back));
            for joint in 0..=motion.rig.bones.len() {
                assert!(there.at(joint).distance(again.at(joint)) < 1e-9, "{id} at {at}");
            }
        }
    }
}

#[test]
fn breaths_join() {
    let motion = FIGURES.motion("cat-camel").unwrap();
    let (belly, back) =
        (motion.phase_pose(0, 1.0, None, Way::default()), motion.phase_pose(1, 1.0, None, Way::default()));
    let same = |a: &Pose, b: &Pose| {
        let (a, b) = (Skeleton::new(&motion.rig, a), Skeleton::new(&motion.rig, b));
        (0..=motion.rig.bones.len()).all(|joint| a.at(joint).distance(b.at(joint)) < 1e-9)
    };
    assert!(same(&motion.phase_pose(1, 0.0, None, Way::default()), &belly));
    assert!(same(&motion.phase_pose(0, 0.0, None, Way::default()), &back));
    let waist = |pose: &Pose| Skeleton::new(&motion.rig, pose).named(&motion.rig, "waist").unwrap().y;
    assert!(waist(&belly) < waist(&FIGURES.poses["tabletop"]) && waist(&back) > waist(&FIGURES.poses["tabletop"]));
    let first = motion.phase_pose(0, 0.0, Some(&FIGURES.poses["tabletop"]), Way::default());
    assert_eq!(first.angles, FIGURES.poses["tabletop"].angles);
}

#[test]
fn a_blend_starts_and_ends_at_its_poses() {
    let motion = FIGURES.motion("lat-side-stretch").unwrap();
    let (left, right) = (motion.pose(1.0, WAYS[0]), motion.pose(1.0, WAYS[1]));
    for (at, pose) in [(0.0, left), (1.0, right)] {
        let (blended, pose) =
            (Skeleton::new(&motion.rig, &blend(&left, &right, at)), Skeleton::new(&motion.rig, &pose));
        for joint in 0..=motion.rig.bones.len() {
            assert!(blended.at(joint).distance(pose.at(joint)) < 1e-9);
        }
    }
    let side = FIGURES.motion("press").unwrap().pose(1.0, Way::default());
    assert_eq!(blend(&left, &side, 0.0), side);
}

fn picture(id: &str, pose: &Pose, marker: Marker, columns: u16, rows: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    Figure::new(FIGURES.motion(id).unwrap(), pose).marker(marker).render(buffer.area, &mut buffer);
    let line = |y| (0..columns).map(|x| as_text(&buffer[(x, y)])).collect::<String>();
    (0..rows).map(|y| line(y).trim_end().to_owned() + "\n").collect()
}

/// A cell without its looks: a blank in reverse video is a block.
fn as_text(cell: &Cell) -> &str {
    if cell.modifier.contains(Modifier::REVERSED) { "█" } else { cell.symbol() }
}

const MARKERS: [(&str, Marker); 5] = [
    ("sextants", Marker::Sextants),
    ("quadrants", Marker::Quadrants),
    ("braille", Marker::Braille),
    ("blocks", Marker::Blocks),
    ("ascii", Marker::Ascii),
];

#[test]
fn key_poses_in_every_marker() {
    for (name, marker) in MARKERS {
        let mut text = String::new();
        for motion in FIGURES.motions.values() {
            let picture = picture(&motion.id, &motion.telling_pose(Way::default()), marker, 40, 18);
            text += &format!("{}\n{picture}\n", motion.id);
        }
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn all_key_poses_in_braille() {
    let mut text = String::new();
    for motion in FIGURES.motions.values() {
        for (index, key) in motion.keys.iter().enumerate() {
            text += &format!("{} {}\n{}\n", motion.id, index + 1, picture(&motion.id, key, Marker::Braille, 30, 14));
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn it_hides_where_there_is_no_room() {
    for motion in FIGURES.motions.values() {
        let pose = motion.start(Way::default());
        for (_, marker) in MARKERS {
            let figure = Figure::new(motion, &pose).marker(marker);
            assert!(figure.fits(30, 14) && figure.fits(200, 80), "{}", motion.id);
            assert!(!figure.fits(11, 40) && !figure.fits(40, 5) && !figure.fits(0, 0), "{}", motion.id);
            for (columns, rows) in [(0, 0), (1, 1), (3, 2), (12, 6), (20, 8), (200, 1), (1, 200), (7, 90)] {
                let blank = picture(&motion.id, &pose, marker, columns, rows).trim().is_empty();
                assert_eq!(blank, !figure.fits(columns, rows), "{} in {columns} x {rows}", motion.id);
            }
        }
    }
}

#[test]
fn it_stays_in_its_room() {
    let motion = FIGURES.motion("cat-camel").unwrap();
    let pose = motion.start(Way::default());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 30));
    let room = Rect::new(10, 5, 40, 18);
    Figure::new(motion, &pose).render(room, &mut buffer);
    for y in 0..30 {
        for x in 0..60 {
            assert!(room.contains((x, y).into()) || buffer[(x, y)].symbol() == " ", "a dot at {x}, {y}");
        }
    }
    Figure::new(motion, &pose).render(Rect::new(30, 20, 90, 90), &mut buffer);
}

#[test]
fn ascii_is_ascii() {
    for motion in FIGURES.motions.values() {
        assert!(picture(&motion.id, &motion.telling_pose(Way::default()), Marker::Ascii, 60, 30).is_ascii());
    }
}

#[test]
fn both_sides_are_built_alike() {
    for rig in &FIGURES.rigs {
        for (bone, partner) in rig.bones.iter().zip(&rig.partners) {
            let other = &rig.bones[*partner];
            let fixed = bone.fixed.is_some();
            assert!(fixed || bone.length == other.length, "{}: {} and {}", rig.id, bone.name, other.name);
            assert!(fixed || bone.width == other.width, "{}: {} and {}", rig.id, bone.name, other.name);
        }
    }
}
