//! What a content file says of figures, entry by entry, before the entries are put together.
//!
//! Names and ids know their places, so that what does not fit together can be shown where it is written.

use crate::document::{field::Field, id::Id};
use crate::{
    content::{model::Entry, overlay::Overlay},
    document::diagnostic::Place,
    figure::model::{FigureFrame, Mode, Part, Point, Stroke, View},
};

/// The chains there are, in the order in which a rig is built: a chain may hang on one before it.
pub const CHAINS: [(&str, Part); 7] = [
    ("spine", Part::Spine),
    ("tail", Part::Tail),
    ("skull", Part::Head),
    ("l_leg", Part::Leg),
    ("r_leg", Part::Leg),
    ("l_arm", Part::Arm),
    ("r_arm", Part::Arm),
];

/// Everything a file says of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureDefinitions {
    pub rigs: Vec<RigDefinition>,
    pub poses: Vec<PoseDefinition>,
    pub motions: Vec<MotionDefinition>,
    pub props: Vec<PropDefinition>,
}

impl FigureDefinitions {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rigs.is_empty() && self.poses.is_empty() && self.motions.is_empty() && self.props.is_empty()
    }

    /// Lays another file over it.
    pub(in crate::content) fn overlay(&mut self, over: Self, onto: &mut Overlay<'_>) {
        onto.lay(&mut self.rigs, over.rigs);
        onto.lay(&mut self.poses, over.poses);
        onto.lay(&mut self.motions, over.motions);
        onto.lay(&mut self.props, over.props);
    }

    /// Puts the entries in the order of their ids, in which they are looked up.
    pub fn sort(&mut self) {
        by_id(&mut self.rigs);
        by_id(&mut self.poses);
        by_id(&mut self.motions);
        by_id(&mut self.props);
    }
}

fn by_id<T: Entry>(entries: &mut Vec<T>) {
    // Sorted are the ids, which are of one type for every kind of entry: a sort is a lot of code.
    let mut order: Vec<(&str, usize)> = entries.iter().map(|entry| &*entry.id().name).zip(0..).collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
    let mut unsorted: Vec<_> = entries.drain(..).map(Some).collect();
    entries.extend(order.into_iter().filter_map(|at| unsorted.get_mut(at)?.take()));
}

/// A rig as it is written.
#[derive(Clone, Debug)]
pub struct RigDefinition {
    pub id: Id,
    /// The rig that has what this one leaves out.
    pub like: Field<Id>,
    /// From where it is seen.
    pub view: Field<View>,
    /// Where the far limbs start from, seen from the near ones.
    pub far: Field<Point>,
    /// Half width and half height of the head.
    pub head: Field<Point>,
    /// The chains that pass behind the trunk.
    pub behind: Field<Vec<Id>>,
    /// Its chains, in the order of [`CHAINS`]; no left limbs among them.
    pub chains: [Field<ChainDefinition>; CHAINS.len()],
    pub muscles: Field<Vec<MuscleDefinition>>,
}

/// A chain of a rig.
#[derive(Clone, Debug)]
pub struct ChainDefinition {
    /// The joint it hangs on.
    pub from: Id,
    /// A joint that never turns, on which it hangs instead, and where that is from there.
    pub at: Option<(Id, Point)>,
    /// Half the thickness at its start.
    pub width: f64,
    /// How far the body's middle lies in front of its start.
    pub shift: f64,
    pub bones: Vec<BoneDefinition>,
}

/// A bone of a chain.
#[derive(Clone, Debug)]
pub struct BoneDefinition {
    pub name: Id,
    /// The joint at its end.
    pub joint: Id,
    pub length: f64,
    /// Half the thickness at its end.
    pub width: f64,
    /// How far the body's middle lies in front of its end.
    pub shift: f64,
}

/// A muscle of a rig.
#[derive(Clone, Debug)]
pub struct MuscleDefinition {
    pub name: Id,
    /// The bands it is made of: the chain, from bone, to bone, place across, half width.
    pub bands: Vec<(Id, [f64; 4])>,
}

/// The angles of one chain.
#[derive(Clone, Debug)]
pub struct Angles {
    pub place: Place,
    /// One for each bone, degrees.
    pub degrees: Vec<f64>,
}

/// A pose as it is written.
#[derive(Clone, Debug)]
pub struct PoseDefinition {
    pub id: Id,
    /// The pose that has what this one leaves out.
    pub like: Field<Id>,
    /// The rig it is for.
    pub rig: Field<Id>,
    /// The joint that decides where the figure is, and where it is held.
    pub anchor: Field<(Id, Point)>,
    /// Further joints that stay put.
    pub pins: Field<Vec<(Id, Point)>>,
    /// How long bones look, as a share of their length.
    pub short: Field<Vec<(Id, f64)>>,
    /// How far the chin is tucked, degrees.
    pub nod: Field<f64>,
    /// The directions of the bones, in the order of [`CHAINS`].
    pub angles: [Field<Angles>; CHAINS.len()],
}

/// A key pose as a motion names it.
#[derive(Clone, Debug)]
pub struct KeyDefinition {
    pub pose: Id,
    /// Whether it is turned round.
    pub mirror: bool,
}

impl KeyDefinition {
    /// Whether it is the same pose, turned the same way.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.mirror == other.mirror && self.pose.name == other.pose.name
    }
}

impl std::fmt::Display for KeyDefinition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.mirror { "mirror:" } else { "" })?;
        f.write_str(&self.pose)
    }
}

/// A motion as it is written; what could not be read of it is not there.
#[derive(Clone, Debug)]
pub struct MotionDefinition {
    pub id: Id,
    /// How it goes through its poses.
    pub mode: Option<Mode>,
    /// The seconds it takes by itself.
    pub seconds: f64,
    /// Its key poses; none if one of them could not be read.
    pub keys: Vec<KeyDefinition>,
    /// The key poses of each breath phase.
    pub phases: Vec<Vec<KeyDefinition>>,
    /// The key for a still picture.
    pub telling: Option<KeyDefinition>,
    /// What is shown, and where that is written.
    pub frame: Option<(FigureFrame, Place)>,
    /// What is shown where there is little room.
    pub close: Option<(FigureFrame, Place)>,
    pub accent: Vec<Id>,
    /// What stands in the scene.
    pub props: Vec<Id>,
    /// Arrows: the joint, radius, from angle, to angle.
    pub guides: Vec<(Id, [f64; 3])>,
}

/// A thing in the scene.
#[derive(Clone, Debug)]
pub struct PropDefinition {
    pub id: Id,
    /// What it is made of; nothing if that could not be read.
    pub strokes: Vec<Stroke>,
}
