//! Forward kinematics: from the directions of the bones to the places of the joints.
//!
//! The anchor is exact by construction: the body is laid out from the root and then moved until the anchor is where it
//! belongs. Pins are exact too as long as they can be reached: the two bones before a pinned joint are bent (law of
//! cosines) to end there, so hands and knees do not slide on the mat between key poses. No bone ever changes length.

use super::model::{MAX_BONES, MAX_PINS, Pin, Point, Pose, Rig, Way};

/// Where all joints of a posed rig are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skeleton {
    joints: [Point; MAX_BONES + 1],
}

impl Skeleton {
    /// Lays out the joints of a pose.
    pub fn new(rig: &Rig, pose: &Pose) -> Self {
        let mut skeleton = Self { joints: [Point::default(); MAX_BONES + 1] };
        skeleton.lay(rig, pose, &[None; MAX_PINS]);
        let offset = pose.anchor.at.minus(skeleton.at(pose.anchor.joint));
        for joint in &mut skeleton.joints {
            *joint = joint.plus(offset);
        }
        if pose.pins.iter().any(Option::is_some) {
            skeleton.lay(rig, pose, &pose.pins);
        }
        skeleton
    }

    /// Where a joint is; the root for a joint the rig does not have.
    pub fn at(&self, joint: usize) -> Point {
        self.joints.get(joint).or(self.joints.first()).copied().unwrap_or_default()
    }

    pub fn named(&self, rig: &Rig, name: &str) -> Option<Point> {
        rig.joint(name).map(|joint| self.at(joint))
    }

    fn set(&mut self, joint: usize, at: Point) {
        if let Some(place) = self.joints.get_mut(joint) {
            *place = at;
        }
    }

    /// Lays every bone at the end of its parent, starting from wherever the root is.
    fn lay(&mut self, rig: &Rig, pose: &Pose, pins: &[Option<Pin>; MAX_PINS]) {
        let turned = pose.angles.iter().zip(&pose.short);
        for ((index, bone), (angle, short)) in rig.bones.iter().enumerate().zip(turned) {
            let start = self.at(bone.parent);
            let end = match fixed(rig, index, pose.way.mirror) {
                Some(offset) => start.plus(offset),
                None => start.toward(*angle, bone.length * short),
            };
            self.set(index + 1, end);
            if let Some(pin) = pins.iter().flatten().find(|pin| pin.joint == index + 1) {
                self.reach(rig, pose, index, pin.at);
            }
        }
    }

    /// Bends the last two bones of a limb, keeping the side its elbow or knee points to, so that it ends at `target`.
    fn reach(&mut self, rig: &Rig, pose: &Pose, lower: usize, target: Point) {
        let Some(bone) = rig.bones.get(lower) else { return };
        let Some(upper) = bone.parent.checked_sub(1) else { return };
        let Some(parent) = rig.bones.get(upper) else { return };
        let look = |bone: usize| pose.short.get(bone).copied().unwrap_or(1.0);
        let (a, b) = (parent.length * look(upper), bone.length * look(lower));
        let (start, elbow, end) = (self.at(parent.parent), self.at(bone.parent), self.at(lower + 1));
        let way = target.minus(start);
        let distance = libm::hypot(way.x, way.y).clamp((a - b).abs(), a + b).max(1e-9);
        let (first, second) = (elbow.minus(start), end.minus(elbow));
        let turn = if first.x * second.y - first.y * second.x < 0.0 { 1.0 } else { -1.0 };
        let cosine = ((a * a + distance * distance - b * b) / (2.0 * a * distance).max(1e-9)).clamp(-1.0, 1.0);
        let heading = libm::atan2(way.y, way.x).to_degrees();
        let elbow = start.toward(heading + turn * libm::acos(cosine).to_degrees(), a);
        let rest = target.minus(elbow);
        self.set(bone.parent, elbow);
        self.set(lower + 1, elbow.toward(libm::atan2(rest.y, rest.x).to_degrees(), b));
    }
}

/// The offset of a bone that never turns, seen in a mirror if the pose is.
fn fixed(rig: &Rig, bone: usize, mirror: bool) -> Option<Point> {
    if !mirror {
        return rig.bones.get(bone)?.fixed;
    }
    let partner = rig.bones.get(*rig.partners.get(bone)?)?;
    partner.fixed.map(|offset| Point::new(-offset.x, offset.y))
}

impl Pose {
    /// The pose of the other side: left and right change places and the picture is turned round.
    pub fn mirrored(&self, rig: &Rig) -> Self {
        let flip = |pin: Pin| Pin { joint: rig.partner_of_joint(pin.joint), at: Point::new(-pin.at.x, pin.at.y) };
        let mut pose = *self;
        let places = pose.angles.iter_mut().zip(&mut pose.short);
        for ((angle, short), partner) in places.zip(&rig.partners) {
            *angle = 180.0 - self.angles.get(*partner).copied().unwrap_or_default();
            *short = self.short.get(*partner).copied().unwrap_or(1.0);
        }
        pose.anchor = flip(self.anchor);
        pose.pins = self.pins.map(|pin| pin.map(flip));
        pose.way = Way { mirror: !self.way.mirror, ..self.way };
        pose
    }
}
