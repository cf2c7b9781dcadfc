//! Building a rig: it hangs the bones on each other, makes the left limbs from the right ones, and mirrors the muscles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Builder, BuiltRig, ReportedEntry};
use crate::document::diagnostic::{Place, Problem};
use crate::document::field::Field;
use crate::document::id::Id;
use crate::figure::definition::{CHAINS, ChainDefinition, MuscleDefinition, RigDefinition};
use crate::figure::model::{BodyPart, Bone, Chain, Depth, MAX_BONES, Point, Rig, Strip};

/// The joint that everything hangs on.
const ROOT: &str = "pelvis";
/// What begins the list of the parts that a name can be.
pub(super) const CAN_BE: &str = "it can be";

/// The name of the same thing on the other side.
pub(super) fn other_side(name: &str) -> Option<String> {
    name.strip_prefix("r_")
        .map(|rest| format!("l_{rest}"))
        .or_else(|| name.strip_prefix("l_").map(|rest| format!("r_{rest}")))
}

impl<'a> Builder<'a, '_> {
    pub(super) fn rig(&mut self, own: &'a RigDefinition, index: usize) -> Option<BuiltRig<'a>> {
        let family = self.family(&self.written.rigs, own, |rig| &rig.like);
        let about = family.about(own);
        let view = self.need(&family, |rig| &rig.view, ("view", "\"front\""), about);
        let head = self.need(&family, |rig| &rig.head, ("head", "[0.05, 0.07]"), about);
        let far = match family.find(|rig| &rig.far) {
            Field::Value(far) => Some(*far),
            Field::Absent => None,
            Field::Invalid => return None,
        };
        let mut rig = Rig {
            id: own.id.name.clone(),
            view: *view?,
            root: ROOT.to_owned(),
            bones: Vec::with_capacity(MAX_BONES),
            chains: Vec::new(),
            partners: Vec::new(),
            head: *head?,
            muscles: BTreeMap::new(),
        };
        for (place, (name, part)) in CHAINS.into_iter().enumerate() {
            let written = if name.starts_with("l_") { place + 1 } else { place };
            let Some(first) = family.line.first().and_then(|rig| rig.chains.get(written)) else { continue };
            match family.find(|rig| rig.chains.get(written).unwrap_or(first)) {
                Field::Value(chain) => self.chain(&mut rig, (name, part), chain, far, about)?,
                Field::Absent => {}
                Field::Invalid => return None,
            }
        }
        if rig.chains.is_empty() {
            let problem = Problem::error(own.id.place, "a rig needs at least one chain of bones");
            self.report(problem.help("add for example `spine`, or say in `like` which rig has them"), about);
            return None;
        }
        pair(&mut rig);
        for name in family.find(|rig| &rig.behind).value().into_iter().flatten() {
            match rig.chains.iter_mut().find(|chain| chain.name == name.name) {
                Some(chain) => chain.depth = Depth::Behind,
                None => self.no_chain(&rig, name, about),
            }
        }
        match family.find(|rig| &rig.muscles) {
            Field::Value(muscles) => muscles.iter().for_each(|written| self.muscle(&mut rig, written, about)),
            Field::Absent => {}
            // References to a muscle that is missing must not be reported.
            Field::Invalid => return None,
        }
        Some(BuiltRig { index, rig: Arc::new(rig), far, newest: about.newest })
    }

    /// Hangs a chain on the rig. The left one of a pair is made from the definition of the right one.
    fn chain(
        &mut self,
        rig: &mut Rig,
        (name, part): (&str, BodyPart),
        written: &ChainDefinition,
        far: Option<Point>,
        about: ReportedEntry<'_>,
    ) -> Option<()> {
        let left = name.starts_with("l_");
        let side = |text: &str| other_side(text).filter(|_| left).unwrap_or_else(|| text.to_owned());
        let from = side(&written.from);
        let Some(mut root) = rig.joint(&from).or_else(|| rig.joint(&written.from)) else {
            let help = "a chain hangs on a joint of one before it (spine, tail, skull, legs, arms): it can be";
            self.no_joint(rig, &written.from, help, about);
            return None;
        };
        let (width, shift) = (written.width, written.shift);
        let mut fixed = |rig: &mut Rig, joint: String, offset: Point| {
            rig.bones.push(Bone {
                name: joint.clone(),
                joint,
                parent: root,
                length: libm::hypot(offset.x, offset.y),
                fixed: Some(offset),
                width,
                shift,
            });
            root = rig.bones.len();
        };
        if let Some((joint, at)) = &written.at {
            self.fresh("joint", rig.joint(&side(joint)).is_some(), &side(joint), joint.place, about)?;
            fixed(rig, side(joint), Point::new(if left && far.is_none() { -at.x } else { at.x }, at.y));
        }
        if let (Some(offset), true) = (far, other_side(name).is_some()) {
            // The near side has one of no length, so that near and far can change places in a mirror.
            fixed(rig, format!("{name}_root"), if left { offset } else { Point::default() });
        }
        let first = rig.bones.len();
        for bone in &written.bones {
            let (joint, bone_name) = (side(&bone.joint), side(&bone.name));
            self.fresh("joint", rig.joint(&joint).is_some(), &joint, bone.joint.place, about)?;
            let is_there = rig.bones.iter().any(|other| other.name == bone_name);
            self.fresh("bone", is_there, &bone_name, bone.name.place, about)?;
            // A heel hangs on the ankle beside the foot, not on the toes.
            let parent = match rig.bones.last() {
                _ if rig.bones.len() == first => root,
                Some(last) if joint.ends_with("heel") => last.parent,
                _ => rig.bones.len(),
            };
            let (length, width, shift) = (bone.length, bone.width, bone.shift);
            rig.bones.push(Bone { name: bone_name, joint, parent, length, fixed: None, width, shift });
        }
        if rig.bones.len() > MAX_BONES {
            let count = rig.bones.len();
            let id = about.entry.id;
            let message = format!("the rig `{id}` has {count} bones up to here, and the most is {MAX_BONES}");
            let place = written.bones.first().map_or(id.place, |bone| bone.name.place);
            let help = "leave some out; each right limb counts twice, and so does its `at`";
            self.report(Problem::error(place, message).help(help), about);
            return None;
        }
        let depth = if left && far.is_some() { Depth::Far } else { Depth::Near };
        let bones = first..rig.bones.len();
        rig.chains.push(Chain { name: name.to_owned(), part, bones, root, width, shift, depth, partner: None });
        Some(())
    }

    /// Reports a joint or a bone that there is already.
    fn fresh(&mut self, what: &str, is_there: bool, name: &str, at: Place, about: ReportedEntry<'_>) -> Option<()> {
        if is_there {
            let problem = Problem::error(at, format!("there is a {what} `{name}` already"));
            self.report(problem.help("give one of the two another name; that of a limb begins with `r_`"), about);
        }
        (!is_there).then_some(())
    }

    fn muscle(&mut self, rig: &mut Rig, written: &MuscleDefinition, about: ReportedEntry<'_>) {
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for (name, [from, to, side, width]) in &written.bands {
            let (from, to, side, width) = (*from, *to, *side, *width);
            let found = rig.chains.iter().enumerate().find(|(_, chain)| chain.name == name.name);
            let Some((index, chain)) = found else {
                self.no_chain(rig, name, about);
                continue;
            };
            let bones = chain.bones.len();
            if to > f64::from(u32::try_from(bones).unwrap_or(u32::MAX)) {
                let message = format!("the band of muscle ends at bone {to}, and `{name}` has {bones}");
                let problem = Problem::error(name.place, message);
                self.report(problem.help(format!("write where it begins and ends, from 0 to {bones}")), about);
            }
            let partner = chain.partner.unwrap_or(index);
            own.push(Strip { chain: index, from, to, side, width });
            other.push(Strip { chain: partner, from, to, side: -side, width });
        }
        if let Some(partner) = other_side(&written.name) {
            rig.muscles.insert(partner, other);
        }
        rig.muscles.insert(written.name.name.clone(), own);
    }

    pub(super) fn no_chain(&mut self, rig: &Rig, name: &Id, about: ReportedEntry<'_>) {
        let names: Vec<_> = rig.chains.iter().map(|chain| chain.name.as_str()).collect();
        self.no_part("chain", rig, name, &names, CAN_BE, about);
    }

    pub(super) fn no_joint(&mut self, rig: &Rig, name: &Id, help: &str, about: ReportedEntry<'_>) {
        let joints = rig.bones.iter().map(|bone| bone.joint.as_str());
        let names: Vec<_> = std::iter::once(rig.root.as_str()).chain(joints).collect();
        self.no_part("joint", rig, name, &names, help, about);
    }

    /// Reports a part that the rig does not have; `help` begins the list of those it has.
    pub(super) fn no_part(
        &mut self,
        what: &str,
        rig: &Rig,
        name: &Id,
        names: &[&str],
        help: &str,
        about: ReportedEntry<'_>,
    ) {
        if !name.is_empty() {
            let message = format!("the rig `{}` has no {what} `{name}`", rig.id);
            self.unknown(message, name, names, [help, "there are none: leave it out"], about);
        }
    }
}

/// Sets the partners of bones and chains on the other side.
fn pair(rig: &mut Rig) {
    let partners = rig.bones.iter().enumerate().map(|(index, bone)| {
        let joint = other_side(&bone.joint).and_then(|name| rig.joint(&name));
        joint.and_then(|joint| joint.checked_sub(1)).unwrap_or(index)
    });
    rig.partners = partners.collect();
    let partner = |chain: &Chain| {
        let name = other_side(&chain.name)?;
        rig.chains.iter().position(|other| other.name == name)
    };
    let partners: Vec<_> = rig.chains.iter().map(partner).collect();
    for (chain, partner) in rig.chains.iter_mut().zip(partners) {
        chain.partner = partner;
    }
}
