//! Building a rig: its bones hung on each other, the left limbs made from the right ones, muscles on both sides.

use std::{collections::BTreeMap, sync::Arc};

use super::{About, Builder, BuiltRig};
use crate::{
    content::figure::definition::{CHAINS, ChainDefinition, MuscleDefinition, RigDefinition},
    document::{diagnostic::Problem, field::Field, id::Id},
    figure::model::{Bone, Chain, Depth, MAX_BONES, Part, Point, Rig, Strip},
};

/// The joint everything hangs on.
const ROOT: &str = "pelvis";

/// The name of the same thing on the other side.
pub(super) fn other_side(name: &str) -> Option<String> {
    name.strip_prefix("r_")
        .map(|rest| format!("l_{rest}"))
        .or_else(|| name.strip_prefix("l_").map(|rest| format!("r_{rest}")))
}

impl<'a> Builder<'a, '_> {
    pub(super) fn rig(&mut self, own: &'a RigDefinition, index: usize) -> Option<BuiltRig<'a>> {
        let family = self.family(&self.written.rigs, own);
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
            match rig.chains.iter().position(|chain| chain.name == name.name) {
                Some(found) => {
                    if let Some(chain) = rig.chains.get_mut(found) {
                        chain.depth = Depth::Behind;
                    }
                }
                None => self.no_chain(&rig, name, about),
            }
        }
        match family.find(|rig| &rig.muscles) {
            Field::Value(muscles) => muscles.iter().for_each(|written| self.muscle(&mut rig, written, about)),
            Field::Absent => {}
            // What refers to one that is lost is not to blame.
            Field::Invalid => return None,
        }
        Some(BuiltRig { index, rig: Arc::new(rig), far, newest: about.newest })
    }

    /// Hangs a chain on the rig; the left one of a pair is made from the right one.
    fn chain(
        &mut self,
        rig: &mut Rig,
        (name, part): (&str, Part),
        written: &ChainDefinition,
        far: Option<Point>,
        about: About<'_>,
    ) -> Option<()> {
        let left = name.starts_with("l_");
        let side = |text: &str| other_side(text).filter(|_| left).unwrap_or_else(|| text.to_owned());
        let from = side(&written.from);
        let Some(mut root) = rig.joint(&from).or_else(|| rig.joint(&written.from)) else {
            self.no_joint(
                rig,
                &written.from,
                "a chain hangs on a joint of one before it: spine, tail, skull, legs, arms",
                about,
            );
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
            self.fresh(rig, &side(joint), joint, about)?;
            fixed(rig, side(joint), Point::new(if left && far.is_none() { -at.x } else { at.x }, at.y));
        }
        if let (Some(offset), true) = (far, other_side(name).is_some()) {
            // The near side has one too, of no length, so that in a mirror near and far can change places.
            fixed(rig, format!("{name}_root"), if left { offset } else { Point::default() });
        }
        let first = rig.bones.len();
        for bone in &written.bones {
            let (joint, bone_name) = (side(&bone.joint), side(&bone.name));
            self.fresh(rig, &joint, &bone.joint, about)?;
            if rig.bones.iter().any(|other| other.name == bone_name) {
                let problem = Problem::error(bone.name.place, format!("there is a bone `{bone_name}` already"));
                self.report(problem.help("give one of the two another name; that of a limb begins with `r_`"), about);
                return None;
            }
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

    /// Reports a joint that there is already.
    fn fresh(&mut self, rig: &Rig, joint: &str, written: &Id, about: About<'_>) -> Option<()> {
        if rig.joint(joint).is_none() {
            return Some(());
        }
        let problem = Problem::error(written.place, format!("there is a joint `{joint}` already"));
        self.report(problem.help("give one of the two another name; that of a limb begins with `r_`"), about);
        None
    }

    fn muscle(&mut self, rig: &mut Rig, written: &MuscleDefinition, about: About<'_>) {
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

    fn no_chain(&mut self, rig: &Rig, name: &Id, about: About<'_>) {
        self.part("chain", rig, name, rig.chains.iter().map(|chain| chain.name.as_str()), "", about);
    }

    pub(super) fn no_joint(&mut self, rig: &Rig, name: &Id, or: &str, about: About<'_>) {
        let names = rig.bones.iter().map(|bone| bone.joint.as_str());
        self.part("joint", rig, name, std::iter::once(rig.root.as_str()).chain(names), or, about);
    }

    /// Reports a part that the rig does not have.
    pub(super) fn part<'n>(
        &mut self,
        what: &str,
        rig: &Rig,
        name: &Id,
        names: impl Iterator<Item = &'n str> + Clone,
        or: &str,
        about: About<'_>,
    ) {
        if !name.is_empty() {
            self.unknown(format!("the rig `{}` has no {what} `{name}`", rig.id), name, names, or, about);
        }
    }
}

/// Tells bones and chains which are those of the other side.
fn pair(rig: &mut Rig) {
    let partners = rig.bones.iter().enumerate().map(|(index, bone)| {
        let joint = other_side(&bone.joint).and_then(|name| rig.joint(&name));
        joint.and_then(|joint| joint.checked_sub(1)).unwrap_or(index)
    });
    rig.partners = partners.collect();
    let partners: Vec<_> = rig
        .chains
        .iter()
        .map(|chain| {
            let name = other_side(&chain.name)?;
            rig.chains.iter().position(|other| other.name == name)
        })
        .collect();
    for (chain, partner) in rig.chains.iter_mut().zip(partners) {
        chain.partner = partner;
    }
}
