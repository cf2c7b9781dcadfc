//! What a file says of figures, entry by entry, before the entries are put together.
//!
//! Names and ids have their places, so that what does not fit together can be shown where it is written.

use super::model::{BodyPart, FigureFrame, Mode, Point, Stroke, View};
use crate::document::diagnostic::Place;
use crate::document::field::Field;
use crate::document::id::{Entry, Id, entries};

entries! {
    RigDefinition => "rig",
    PoseDefinition => "pose",
    MotionDefinition => "motion",
    PropDefinition => "prop",
}

/// The chains there are, in the order in which a rig is built: a chain may hang on one before it.
pub(crate) const CHAINS: [(&str, BodyPart); 7] = [
    ("spine", BodyPart::Spine),
    ("tail", BodyPart::Tail),
    ("skull", BodyPart::Head),
    ("l_leg", BodyPart::Leg),
    ("r_leg", BodyPart::Leg),
    ("l_arm", BodyPart::Arm),
    ("r_arm", BodyPart::Arm),
];

#[derive(Debug, Default)]
pub struct FigureDefinitions {
    pub(crate) rigs: Vec<RigDefinition>,
    pub(crate) poses: Vec<PoseDefinition>,
    pub(crate) motions: Vec<MotionDefinition>,
    pub(crate) props: Vec<PropDefinition>,
}

impl FigureDefinitions {
    pub fn is_empty(&self) -> bool {
        self.rigs.is_empty() && self.poses.is_empty() && self.motions.is_empty() && self.props.is_empty()
    }

    /// Sorts the entries by their ids, for [`build`](super::build::build) to look them up.
    pub(crate) fn sort(&mut self) {
        by_id(&mut self.rigs);
        by_id(&mut self.poses);
        by_id(&mut self.motions);
        by_id(&mut self.props);
    }
}

fn by_id<T: Entry>(entries: &mut Vec<T>) {
    // Sorts the ids and not the entries: the code of a sort is large, and is made for each type.
    let mut order: Vec<(&str, usize)> = entries.iter().map(|entry| &*entry.id().name).zip(0..).collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
    let mut unsorted: Vec<_> = entries.drain(..).map(Some).collect();
    entries.extend(order.into_iter().filter_map(|at| unsorted.get_mut(at)?.take()));
}

#[derive(Debug)]
pub(crate) struct RigDefinition {
    pub(crate) id: Id,
    /// The rig that has what this one leaves out.
    pub(crate) like: Field<Id>,
    pub(crate) view: Field<View>,
    /// Where the far limbs start, relative to the near ones.
    pub(crate) far: Field<Point>,
    /// Half width and half height of the head.
    pub(crate) head: Field<Point>,
    /// The chains that pass behind the trunk.
    pub(crate) behind: Field<Vec<Id>>,
    /// In the order of [`CHAINS`], without the left limbs.
    pub(crate) chains: [Field<ChainDefinition>; CHAINS.len()],
    pub(crate) muscles: Field<Vec<MuscleDefinition>>,
}

#[derive(Debug)]
pub(crate) struct ChainDefinition {
    /// The joint it hangs on.
    pub(crate) from: Id,
    /// A joint that never turns, on which it hangs instead, and the place of that joint relative to `from`.
    pub(crate) at: Option<(Id, Point)>,
    /// Half the thickness at its start.
    pub(crate) width: f64,
    /// How far the body's middle lies in front of its start.
    pub(crate) shift: f64,
    pub(crate) bones: Vec<BoneDefinition>,
}

#[derive(Debug)]
pub(crate) struct BoneDefinition {
    pub(crate) name: Id,
    /// The joint at its end.
    pub(crate) joint: Id,
    pub(crate) length: f64,
    /// Half the thickness at its end.
    pub(crate) width: f64,
    /// How far the body's middle lies in front of its end.
    pub(crate) shift: f64,
}

#[derive(Debug)]
pub(crate) struct MuscleDefinition {
    pub(crate) name: Id,
    /// Its bands: the chain; from bone, to bone, place across, half width.
    pub(crate) bands: Vec<(Id, [f64; 4])>,
}

#[derive(Debug)]
pub(crate) struct Angles {
    pub(crate) place: Place,
    /// One for each bone.
    pub(crate) degrees: Vec<f64>,
}

#[derive(Debug)]
pub(crate) struct PoseDefinition {
    pub(crate) id: Id,
    /// The pose that has what this one leaves out.
    pub(crate) like: Field<Id>,
    pub(crate) rig: Field<Id>,
    /// The joint that places the figure, and where it is.
    pub(crate) anchor: Field<(Id, Point)>,
    /// Other joints that do not move.
    pub(crate) pins: Field<Vec<(Id, Point)>>,
    /// How long bones look, as a share of their length.
    pub(crate) short: Field<Vec<(Id, f64)>>,
    /// How far the chin is tucked, in degrees.
    pub(crate) nod: Field<f64>,
    /// The directions of the bones, in the order of [`CHAINS`].
    pub(crate) angles: [Field<Angles>; CHAINS.len()],
}

#[derive(Debug)]
pub(crate) struct KeyDefinition {
    pub(crate) pose: Id,
    pub(crate) mirror: bool,
}

impl KeyDefinition {
    /// Whether it is the same pose, mirrored alike.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.mirror == other.mirror && self.pose.name == other.pose.name
    }
}

impl std::fmt::Display for KeyDefinition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.mirror { "mirror:" } else { "" })?;
        f.write_str(&self.pose)
    }
}

/// A motion. What could not be read is missing.
#[derive(Debug)]
pub(crate) struct MotionDefinition {
    pub(crate) id: Id,
    pub(crate) mode: Option<Mode>,
    /// How long it takes if no session says so.
    pub(crate) seconds: f64,
    /// Empty if one of them could not be read.
    pub(crate) keys: Vec<KeyDefinition>,
    /// The key poses of each breath phase.
    pub(crate) phases: Vec<Vec<KeyDefinition>>,
    /// The key for a still picture.
    pub(crate) telling: Option<KeyDefinition>,
    pub(crate) frame: Option<(FigureFrame, Place)>,
    /// The frame for little room.
    pub(crate) close: Option<(FigureFrame, Place)>,
    pub(crate) accent: Vec<Id>,
    pub(crate) props: Vec<Id>,
    /// Arrows: the joint; radius, from angle, to angle.
    pub(crate) guides: Vec<(Id, [f64; 3])>,
}

#[derive(Debug)]
pub(crate) struct PropDefinition {
    pub(crate) id: Id,
    /// Empty if they could not be read.
    pub(crate) strokes: Vec<Stroke>,
}
