//! Building a motion: its key poses in order, and what is shown with them.

use std::sync::Arc;

use super::rig::CAN_BE;
use super::{Builder, BuiltPose, BuiltRig, NamedEntry, ReportedEntry};
use crate::document::diagnostic::{Place, Problem};
use crate::figure::definition::{KeyDefinition, MotionDefinition};
use crate::figure::model::{FigureFrame, Guide, Motion, Pose, Rig, Way};
use crate::figure::rig::Skeleton;

impl<'a> Builder<'a, '_> {
    pub(super) fn motion(
        &mut self,
        own: &'a MotionDefinition,
        poses: &[Option<BuiltPose<'a>>],
        rigs: &[Option<BuiltRig<'a>>],
    ) -> Option<Motion> {
        let mut about = ReportedEntry::of(own);
        let mut keys = Vec::with_capacity(own.keys.len());
        for key in &own.keys {
            let found = self.lookup(&self.written.poses, &key.pose, about);
            let Some(built) = found.and_then(|index| poses.get(index)?.as_ref()) else { continue };
            about.newest = about.newest.newer(built.newest);
            keys.push((key, built.pose));
        }
        let phases = own.phases.iter().map(|path| path.iter().map(|key| self.key(own, key, about)).collect());
        let phases: Option<Vec<Vec<usize>>> = phases.collect();
        let telling = match &own.telling {
            Some(key) => self.key(own, key, about),
            None => own.keys.len().checked_sub(1),
        };
        let mut props = Vec::new();
        for name in &own.props {
            let found = self.lookup(&self.written.props, name, about);
            let Some(prop) = found.and_then(|index| self.written.props.get(index)) else { continue };
            about.newest = about.newest.newer(NamedEntry::new(prop));
            props.extend_from_slice(&prop.strokes);
        }
        let first = keys.first().map(|(_, pose)| *pose)?;
        let BuiltRig { rig, .. } = rigs.iter().flatten().find(|built| built.index == first.rig)?;
        self.agree(&keys, rigs, about)?;
        for name in own.accent.iter().filter(|name| !rig.muscles.contains_key(&name.name)) {
            let names: Vec<_> = rig.muscles.keys().map(String::as_str).collect();
            self.no_part("muscle", rig, name, &names, CAN_BE, about);
        }
        let mut guides = Vec::new();
        let rest = Skeleton::new(rig, &first);
        for (name, [radius, from, to]) in &own.guides {
            match rest.named(rig, name) {
                Some(centre) => guides.push(Guide { centre, radius: *radius, from: *from, to: *to }),
                None => self.no_joint(rig, name, CAN_BE, about),
            }
        }
        let turned = |(key, pose): &(&KeyDefinition, Pose)| {
            if key.mirror { Pose { way: Way::default(), ..pose.mirrored(rig) } } else { *pose }
        };
        let (frame, place) = own.frame?;
        let motion = Motion {
            id: own.id.name.clone(),
            rig: Arc::clone(rig),
            mode: own.mode?,
            keys: keys.iter().map(turned).collect(),
            names: keys.iter().map(|(key, _)| key.to_string()).collect(),
            phases: phases?,
            telling: telling?,
            seconds: own.seconds,
            frame,
            close: own.close.map(|(close, _)| close),
            accent: own.accent.iter().map(|name| name.name.clone()).collect(),
            props,
            guides,
        };
        if motion.keys.len() < own.keys.len() {
            return None;
        }
        // Tests check the built-in figures instead.
        if !self.sources.is_built_in(about.newest.id.place.file) {
            let frames = [Some((frame, place)), own.close];
            for (frame, place) in frames.into_iter().flatten() {
                self.framed(&motion, own, (frame, place), about);
            }
        }
        Some(motion)
    }

    fn key(&mut self, own: &MotionDefinition, key: &KeyDefinition, about: ReportedEntry<'_>) -> Option<usize> {
        let found = own.keys.iter().position(|other| other.is(key));
        if found.is_none() && !own.keys.is_empty() {
            let problem = Problem::error(key.pose.place, format!("`{key}` is not one of the motion's `keys`"));
            let keys: Vec<_> = own.keys.iter().map(ToString::to_string).collect();
            self.report(problem.help(format!("they are {}", keys.join(", "))), about);
        }
        found
    }

    /// Checks that there is a way from one key pose to the next: one rig, anchored at one joint.
    fn agree(
        &mut self,
        keys: &[(&KeyDefinition, Pose)],
        rigs: &[Option<BuiltRig<'_>>],
        about: ReportedEntry<'_>,
    ) -> Option<()> {
        let (first, one) = keys.first()?;
        let rig_of = |pose: &Pose| rigs.iter().flatten().find(|built| built.index == pose.rig).map(|built| &*built.rig);
        let rig = rig_of(one)?;
        let anchored = |rig: &Rig, key: &KeyDefinition, pose: &Pose| {
            let joint = pose.anchor.joint;
            if key.mirror { rig.partner_of_joint(joint) } else { joint }
        };
        let anchor = anchored(rig, first, one);
        for (key, pose) in keys {
            let other = rig_of(pose)?;
            let (message, help) = if pose.rig != one.rig {
                let message =
                    format!("`{first}` is a pose of the rig `{}`, and `{key}` of the rig `{}`", rig.id, other.id);
                (message, "there is no way between two rigs: all key poses of a motion are of one")
            } else if anchored(rig, key, pose) != anchor {
                let name = |joint| rig.joint_name(joint).unwrap_or_default();
                let joints = (name(anchor), name(anchored(rig, key, pose)));
                let message = format!("`{first}` is anchored at `{}`, and `{key}` at `{}`", joints.0, joints.1);
                (message, "all key poses of a motion are anchored at one joint: hold the others with `pins`")
            } else {
                continue;
            };
            self.report(Problem::error(key.pose.place, message).help(help), about);
            return None;
        }
        Some(())
    }

    /// Warns about a key pose that is partly outside the picture.
    fn framed(
        &mut self,
        motion: &Motion,
        own: &MotionDefinition,
        (frame, place): (FigureFrame, Place),
        about: ReportedEntry<'_>,
    ) {
        let rig = &motion.rig;
        for (key, pose) in own.keys.iter().zip(&motion.keys) {
            let skeleton = Skeleton::new(rig, pose);
            let outside = rig.bones.iter().enumerate().find_map(|(index, bone)| {
                let width = if bone.joint == "head" { rig.head.y } else { bone.width };
                let at = skeleton.at(index + 1);
                // A portrait cuts the body at its lower edge.
                let cut = frame.bottom > 0.0 && at.y < frame.bottom;
                let inside = cut
                    || at.x - width >= frame.left
                        && at.x + width <= frame.right
                        && at.y + width <= frame.top
                        && at.y >= frame.bottom;
                (!inside).then_some((bone.joint.as_str(), at))
            });
            if let Some((joint, at)) = outside {
                let message =
                    format!("`{joint}` of the pose `{key}` is outside the picture, at {:.2}, {:.2}", at.x, at.y);
                let problem = Problem::warning(place, message);
                self.report(problem.help("widen it: `[left, bottom, right, top]`, with room for the thickness"), about);
                return;
            }
        }
    }
}
