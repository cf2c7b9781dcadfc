//! Figures of a user's own files: laid over the built-in ones, drawn, and under the same laws.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use stretch_tui::content::load::load;
use stretch_tui::figure::{Figure, Figures, Marker, Motion, Pose, Skeleton, Way};

use super::{WAYS, as_text};

/// Figures of a user's own files, laid over the built-in ones.
fn own(file: &str) -> Arc<Figures> {
    let loaded = load(true, &[format!("tests/content/valid/{file}.toml").into()]);
    assert!(loaded.is_usable(), "{:?}", loaded.problems);
    loaded.library.own_figures.unwrap()
}

fn drawn(motion: &Motion, pose: &Pose, marker: Marker) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 18));
    Figure::new(motion, pose).marker(marker).render(buffer.area, &mut buffer);
    let line = |y| (0..40).map(|x| as_text(&buffer[(x, y)])).collect::<String>();
    (0..18).map(|y| line(y).trim_end().to_owned() + "\n").collect()
}

#[test]
fn figures_of_ones_own_are_drawn() {
    let mut text = String::new();
    for (file, id) in [("figure-pose", "reach-up"), ("figure-rig", "small-bow"), ("figure-override", "neck-tilt")] {
        let figures = own(file);
        let motion = figures.motion(id).unwrap();
        for (index, key) in motion.keys.iter().enumerate() {
            text += &format!("{id} {}\n{}\n", index + 1, drawn(motion, key, Marker::Braille));
            for marker in [Marker::Sextants, Marker::Quadrants, Marker::Blocks, Marker::Ascii] {
                assert!(!drawn(motion, key, marker).trim().is_empty(), "{id}");
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn figures_of_ones_own_keep_the_laws() {
    for (file, id) in [("figure-pose", "reach-up"), ("figure-rig", "small-bow")] {
        let figures = own(file);
        let motion = figures.motion(id).unwrap();
        for (step, way) in (0..=60).flat_map(|step| WAYS.map(|way| (step, way))) {
            let pose = motion.pose(f64::from(step) / 60.0, way);
            let skeleton = Skeleton::new(&motion.rig, &pose);
            for (index, bone) in motion.rig.bones.iter().enumerate() {
                let length = skeleton.at(bone.parent).distance(skeleton.at(index + 1));
                let seen = bone.length * if bone.fixed.is_some() { 1.0 } else { pose.short[index] };
                assert!((length - seen).abs() <= 0.01 * seen, "{id}: {} is {length}, not {seen}", bone.name);
            }
            let slip = skeleton.at(pose.anchor.joint).distance(pose.anchor.at);
            assert!(slip < 1e-9, "{id} slips {slip}");
        }
        let end = motion.telling_pose(Way::default());
        assert_eq!(end.mirrored(&motion.rig).mirrored(&motion.rig).angles, end.angles);
    }
}
