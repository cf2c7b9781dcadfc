//! Poses in time: easing, blending and the way through the key poses of a motion.
//!
//! Everything is a pure function of a share of the way, 0 to 1; the session owns the clock. What is interpolated is the
//! *angle* of each bone, the shortest way round, so limbs keep their length and joints move on arcs as in a body.

use super::model::{Mode, Motion, Pin, Point, Pose, SHORTEST_LOOK, View, Way};

/// Smootherstep: starts and ends at rest, without a jerk (first and second derivative are 0 at both ends).
///
/// Source: Perlin, "Improving Noise", SIGGRAPH 2002: 6t⁵ - 15t⁴ + 10t³.
pub fn ease(t: f64) -> f64 {
    let t = if t.is_finite() { t.clamp(0.0, 1.0) } else { 1.0 };
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

/// The turn from one direction to another the shortest way, degrees, above -180 and up to 180.
pub fn turn(from: f64, to: f64) -> f64 {
    let turn = (to - from).rem_euclid(360.0);
    if turn > 180.0 { turn - 360.0 } else { turn }
}

/// The pose between two, eased: 0 is `from`, 1 is `to`.
///
/// Use it where the figure goes from whatever it is doing to something else: into a hold, to the other side, back to
/// rest. Poses of different rigs, or held by different joints, have nothing between them; there the answer is `to`.
pub fn blend(from: &Pose, to: &Pose, progress: f64) -> Pose {
    if from.rig != to.rig || from.anchor.joint != to.anchor.joint {
        return *to;
    }
    let t = ease(progress);
    let mut pose = between([from, from, to, to], Ends { first: true, last: true }, t);
    pose.way = if t < 0.5 { from.way } else { to.way };
    pose
}

/// Whether the outer two of four poses are missing, at the ends of a path.
#[derive(Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

/// A Catmull-Rom step from the second to the third of four values, `t` of the way.
///
/// A missing neighbour is taken to lie straight on, so two poses alone give a straight line.
fn cubic([before, start, end, after]: [f64; 4], ends: Ends, t: f64) -> f64 {
    let rise = end - start;
    let leave = if ends.first { rise } else { (end - before) / 2.0 };
    let arrive = if ends.last { rise } else { (after - start) / 2.0 };
    start + t * (leave + t * (3.0 * rise - 2.0 * leave - arrive + t * (leave + arrive - 2.0 * rise)))
}

/// The same for directions: each is taken the shortest way from the one before it.
fn cubic_turn([before, start, end, after]: [f64; 4], ends: Ends, t: f64) -> f64 {
    let to = start + turn(start, end);
    cubic([start - turn(before, start), start, to, to + turn(end, after)], ends, t)
}

/// The pose `t` of the way from the second to the third of four.
fn between(poses: [&Pose; 4], ends: Ends, t: f64) -> Pose {
    let [_, start, end, _] = poses;
    let mut pose = *start;
    for (index, angle) in pose.angles.iter_mut().enumerate() {
        *angle = cubic_turn(poses.map(|pose| pose.angles.get(index).copied().unwrap_or_default()), ends, t);
    }
    for (index, short) in pose.short.iter_mut().enumerate() {
        let look = poses.map(|pose| pose.short.get(index).copied().unwrap_or(1.0));
        *short = cubic(look, ends, t).clamp(SHORTEST_LOOK, 1.0);
    }
    pose.nod = cubic(poses.map(|pose| pose.nod), ends, t);
    let mix = |from: Point, to: Point| from.lerp(to, t.clamp(0.0, 1.0));
    pose.anchor.at = mix(start.anchor.at, end.anchor.at);
    for pin in &mut pose.pins {
        // A pin that only one of the two has would make its limb jump; it holds only where both hold it.
        *pin = pin.and_then(|held| {
            let other = end.pins.iter().flatten().find(|other| other.joint == held.joint)?;
            Some(Pin { at: mix(held.at, other.at), ..held })
        });
    }
    pose
}

/// The pose at `place` (0 the first key, 1 the second...) of an open path or a ring of `count` keys.
fn along<'a>(key: impl Fn(usize) -> Option<&'a Pose>, count: usize, place: f64, ring: bool) -> Option<Pose> {
    let steps = if ring { count } else { count.saturating_sub(1) };
    let mut step = 0;
    while step + 1 < steps && place >= index_to_f64(step + 1) {
        step += 1;
    }
    let t = (place - index_to_f64(step)).clamp(0.0, 1.0);
    let pick = |index: usize| if ring { key(index % count.max(1)) } else { key(index.min(count.saturating_sub(1))) };
    let before = if step == 0 && ring { count.saturating_sub(1) } else { step.saturating_sub(1) };
    let ends = Ends { first: !ring && step == 0, last: !ring && step + 1 >= steps };
    Some(between([pick(before)?, pick(step)?, pick(step + 1)?, pick(step + 2)?], ends, t))
}

/// Key poses are few: the number always fits.
fn index_to_f64(index: usize) -> f64 {
    u32::try_from(index).map_or(f64::MAX, f64::from)
}

impl Motion {
    /// The pose at `progress`, 0 to 1, of the move (`to`), or of one rep (`loop`, `there-and-back`).
    ///
    /// A move is eased as a whole and stays in its last pose after 1; there-and-back is eased on both ways; a loop has
    /// no ends and keeps its pace. `reverse` plays it from its end.
    pub fn pose(&self, progress: f64, way: Way) -> Pose {
        let p = if progress.is_finite() { progress } else { 1.0 };
        let count = self.keys.len();
        let backwards = way.reverse && self.mode != Mode::Loop;
        let key =
            |index: usize| self.keys.get(if backwards { count.saturating_sub(index.min(count) + 1) } else { index });
        let last = index_to_f64(count.saturating_sub(1));
        let pose = match self.mode {
            Mode::To => along(key, count, ease(p) * last, false),
            Mode::ThereAndBack => {
                let p = p.clamp(0.0, 1.0);
                along(key, count, ease(if p < 0.5 { 2.0 * p } else { 2.0 - 2.0 * p }) * last, false)
            }
            Mode::Loop => {
                let p = if way.reverse { -p } else { p };
                along(key, count, p.rem_euclid(1.0) * (last + 1.0), true)
            }
        };
        self.shown(pose.as_ref(), way)
    }

    /// The pose on the way from the end of the move on one side to its end on the other: back as it came, then over.
    ///
    /// A straight [`blend`] would turn a raised arm down the shortest way, through the body. A side view has no middle
    /// between facing left and facing right: it changes at once.
    pub fn change(&self, from: Way, to: Way, progress: f64) -> Pose {
        let p = if progress.is_finite() { progress.clamp(0.0, 1.0) } else { 1.0 };
        if p < 0.4 {
            self.pose(1.0 - p / 0.4, from)
        } else if p < 0.6 && (from.mirror == to.mirror || self.rig.view != View::Side) {
            blend(&self.start(from), &self.start(to), (p - 0.4) / 0.2)
        } else {
            self.pose((p - 0.6) / 0.4, to)
        }
    }

    /// How many breath phases a rep has; 0 if it is not done with the breath.
    pub fn phase_count(&self) -> usize {
        self.phases.len()
    }

    /// The pose at `progress`, 0 to 1, of a breath phase, from where the phase before it ended.
    ///
    /// `from` is where the figure is if that is somewhere else, such as at the first breath.
    pub fn phase_pose(&self, phase: usize, progress: f64, from: Option<&Pose>, way: Way) -> Pose {
        let Some(path) = self.phases.get(phase).map(Vec::as_slice) else { return self.pose(progress, way) };
        let before = phase.checked_sub(1).unwrap_or(self.phases.len() - 1);
        let start = self.phases.get(before).and_then(|path| path.last()).and_then(|key| self.keys.get(*key));
        let from = from.filter(|from| start.is_some_and(|start| start.rig == from.rig));
        let from = from.map(|from| if way.mirror { from.mirrored(&self.rig) } else { *from });
        let set_out = from.as_ref().or(start);
        // From a pose to itself there is no way: the phase would begin with standing still.
        let there = |key: &usize| match (self.keys.get(*key), set_out) {
            (Some(key), Some(from)) => Pose { pins: key.pins, way: key.way, ..*from } == *key,
            _ => false,
        };
        let path = match path.split_first() {
            Some((first, rest)) if !rest.is_empty() && there(first) => rest,
            _ => path,
        };
        let key = |index: usize| match index.checked_sub(1) {
            None => set_out,
            Some(step) => path.get(step).and_then(|key| self.keys.get(*key)),
        };
        let place = ease(progress) * index_to_f64(path.len());
        self.shown(along(key, path.len() + 1, place, false).as_ref(), way)
    }

    pub fn start(&self, way: Way) -> Pose {
        self.pose(0.0, way)
    }

    /// The one pose that tells the movement best: for a still picture and for reduced motion.
    pub fn telling_pose(&self, way: Way) -> Pose {
        self.shown(self.keys.get(self.telling), way)
    }

    /// The key pose nearest before `progress`, for reduced motion: key poses without movement between.
    pub(crate) fn key_pose(&self, progress: f64, way: Way) -> Pose {
        let keys = self.keys.len().max(1);
        match self.mode {
            Mode::To => self.pose(1.0, way),
            Mode::ThereAndBack => self.pose(if (0.25..0.75).contains(&progress) { 0.5 } else { 0.0 }, way),
            Mode::Loop => {
                let step = (0..keys).rev().map(|key| index_to_f64(key) / index_to_f64(keys));
                self.pose(step.into_iter().find(|at| *at <= progress).unwrap_or(0.0), way)
            }
        }
    }

    fn shown(&self, pose: Option<&Pose>, way: Way) -> Pose {
        let mut pose = pose.or(self.keys.first()).copied().unwrap_or_else(Pose::empty);
        if way.mirror {
            pose = pose.mirrored(&self.rig);
        }
        pose.way = way;
        pose
    }
}
