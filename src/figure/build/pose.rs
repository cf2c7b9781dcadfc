//! Building a pose: an angle for every bone of its rig, and the joints that do not move.

use super::rig::{CAN_BE, other_side};
use super::{Builder, BuiltPose, BuiltRig, Family, ReportedEntry};
use crate::document::diagnostic::Problem;
use crate::document::field::Field;
use crate::document::id::Id;
use crate::figure::definition::{Angles, CHAINS, PoseDefinition};
use crate::figure::model::{Chain, MAX_PINS, Pin, Point, Pose, Rig};
use crate::figure::rig::Skeleton;
use crate::words::counted;

/// How far a limb may end from its pin without a warning, in standing heights.
const SLIP: f64 = 0.005;

impl<'a> Builder<'a, '_> {
    pub(super) fn pose(&mut self, own: &'a PoseDefinition, rigs: &[Option<BuiltRig<'a>>]) -> Option<BuiltPose<'a>> {
        let family = self.family(&self.written.poses, own, |pose| &pose.like);
        let about = family.about(own);
        let id = self.need(&family, |pose| &pose.rig, ("rig", "\"front\""), about);
        let anchor = self.need(&family, |pose| &pose.anchor, ("anchor", "[\"r_ankle\", 0.0, 0.04]"), about);
        let index = self.lookup(&self.written.rigs, id?, about)?;
        let BuiltRig { index, rig, far, newest } = rigs.get(index)?.as_ref()?;
        let about = ReportedEntry { newest: about.newest.newer(*newest), ..about };
        self.unknown_chains(rig, own, about);
        let mut pose = Pose { rig: *index, ..Pose::empty() };
        let mut whole = true;
        for chain in &rig.chains {
            whole &= self.angles(&mut pose, chain, (rig, *far), &family, about).is_some();
        }
        for (name, look) in family.find(|pose| &pose.short).value().into_iter().flatten() {
            let bone = rig.bones.iter().position(|bone| bone.name == name.name);
            if let Some(slot) = bone.and_then(|bone| pose.short.get_mut(bone)) {
                *slot = *look;
            } else {
                let names: Vec<_> = rig.bones.iter().map(|bone| bone.name.as_str()).collect();
                self.no_part("bone", rig, name, &names, CAN_BE, about);
            }
        }
        pose.nod = family.find(|pose| &pose.nod).value().copied().unwrap_or_default();
        let (name, at) = anchor?;
        let Some(joint) = rig.joint(name) else {
            self.no_joint(rig, name, CAN_BE, about);
            return None;
        };
        pose.anchor = Pin { joint, at: *at };
        if let Field::Value(pins) = family.find(|pose| &pose.pins) {
            self.pins(&mut pose, (rig, *far), pins, whole, about)?;
        }
        whole.then_some(BuiltPose { pose, newest: about.newest })
    }

    /// Reports angles for chains that the rig does not have.
    fn unknown_chains(&mut self, rig: &Rig, own: &PoseDefinition, about: ReportedEntry<'_>) {
        for ((name, _), angles) in CHAINS.iter().zip(&own.angles) {
            if let Field::Value(angles) = angles
                && rig.chains.iter().all(|chain| chain.name != *name)
            {
                let id = Id { name: (*name).to_owned(), place: angles.place };
                self.no_chain(rig, &id, about);
            }
        }
    }

    /// Sets the angles of a chain. A limb without angles takes those of the other side.
    fn angles(
        &mut self,
        pose: &mut Pose,
        chain: &Chain,
        (rig, far): (&Rig, Option<Point>),
        family: &Family<'a, PoseDefinition>,
        about: ReportedEntry<'_>,
    ) -> Option<()> {
        let angles_of = |name: &str| {
            let place = CHAINS.iter().position(|(chain, _)| *chain == name)?;
            let first = family.line.first()?.angles.get(place)?;
            Some(family.find(|pose| pose.angles.get(place).unwrap_or(first)))
        };
        let other = other_side(&chain.name);
        let (found, taken) = match (angles_of(&chain.name)?, &other) {
            (Field::Absent, Some(other)) => (angles_of(other)?, true),
            (found, _) => (found, false),
        };
        let Angles { place, degrees } = match found {
            Field::Value(angles) => angles,
            Field::Invalid => return None,
            // It is reported of the pose that this one is like.
            Field::Absent if family.line.len() > 1 && family.line.first().is_some_and(|own| !own.rig.is_present()) => {
                return None;
            }
            Field::Absent => {
                // Both limbs are missing: one report is enough.
                let name = other.filter(|other| other.starts_with("r_")).unwrap_or_else(|| chain.name.clone());
                let problem =
                    Problem::error(about.entry.id.place, format!("a pose of the rig `{}` needs `{name}`", rig.id));
                let angles = vec!["90"; chain.bones.len()].join(", ");
                self.report(
                    problem.help(format!("add for example `{name} = [{angles}]`, or say in `like` which pose has it")),
                    about,
                );
                return None;
            }
        };
        if degrees.len() != chain.bones.len() {
            let (angles, bones) = (counted(degrees.len(), "angle"), counted(chain.bones.len(), "bone"));
            // Limbs that share angles share the report.
            let chain = chain.partner.filter(|_| taken).and_then(|partner| rig.chains.get(partner)).unwrap_or(chain);
            let message = format!("there are {angles} here, and the rig `{}` has {bones} in `{}`", rig.id, chain.name);
            let names: Vec<_> = rig.bones.get(chain.bones.clone())?.iter().map(|bone| bone.name.as_str()).collect();
            let help = format!("write one angle for each, in this order: {}", names.join(", "));
            self.report(Problem::error(*place, message).help(help), about);
            return None;
        }
        for (slot, angle) in pose.angles.iter_mut().skip(chain.bones.start).zip(degrees) {
            *slot = if taken && far.is_none() { 180.0 - angle } else { *angle };
        }
        Some(())
    }

    /// Pins joints, and with each the one of the other side, unless that has a place of its own.
    fn pins(
        &mut self,
        pose: &mut Pose,
        (rig, far): (&Rig, Option<Point>),
        pins: &'a [(Id, Point)],
        whole: bool,
        about: ReportedEntry<'_>,
    ) -> Option<()> {
        let mut pinned: Vec<(Pin, &Id)> = Vec::new();
        for (name, at) in pins {
            let Some(own) = rig.joint(name) else {
                self.no_joint(rig, name, CAN_BE, about);
                continue;
            };
            if own == pose.anchor.joint {
                let problem =
                    Problem::error(name.place, format!("`{name}` is the anchor, and cannot be pinned as well"));
                self.report(problem.help("take it out of `pins`, or anchor the pose at another joint"), about);
                continue;
            }
            if !bends(rig, own) {
                let problem = Problem::error(name.place, format!("`{name}` cannot be pinned"));
                let help = "a pin needs two bones that bend to reach it, as a hand, an ankle or a foot has";
                self.report(problem.help(help), about);
                continue;
            }
            let partner = rig.partner_of_joint(own);
            let alone = partner == own
                || partner == pose.anchor.joint
                || other_side(name).is_none_or(|other| pins.iter().any(|(name, _)| name.name == other));
            let other = if let Some(far) = far { at.plus(far) } else { Point::new(-at.x, at.y) };
            pinned.push((Pin { joint: own, at: *at }, name));
            pinned.extend((!alone).then_some((Pin { joint: partner, at: other }, name)));
        }
        if let Some((_, name)) = pinned.get(MAX_PINS) {
            let message = format!("{} joints are pinned, and the most is {MAX_PINS}", pinned.len());
            let help = "leave some out: a pinned joint pins the one of the other side too";
            self.report(Problem::error(name.place, message).help(help), about);
            return None;
        }
        for (slot, (pin, _)) in pose.pins.iter_mut().zip(&pinned) {
            *slot = Some(*pin);
        }
        let skeleton = Skeleton::new(rig, pose);
        for (pin, name) in pinned.iter().filter(|_| whole) {
            let slip = skeleton.at(pin.joint).distance(pin.at);
            if slip > SLIP {
                let joint = rig.joint_name(pin.joint).unwrap_or_default();
                let message = format!("`{joint}` does not reach its pin: it ends {slip:.3} away from it");
                let help = "move the pin or the anchor: the limb is too short or too long for the two";
                self.report(Problem::warning(name.place, message).help(help), about);
            }
        }
        Some(())
    }
}

/// Whether the two bones before a joint can turn.
fn bends(rig: &Rig, joint: usize) -> bool {
    let turning =
        |joint: usize| joint.checked_sub(1).and_then(|bone| rig.bones.get(bone)).filter(|bone| bone.fixed.is_none());
    turning(joint).is_some_and(|bone| turning(bone.parent).is_some())
}
