//! What a figure file says: rigs, key poses and motions, read once and never changed.
//!
//! Lengths and positions are in units of standing height (a standing adult is 1 high), x to the right and y up with
//! the ground at 0. Angles are in degrees, 0 to the right, 90 up. Nothing here knows of time or of a screen.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

// The same on every system; the C library's differ in the last digit, and loading it takes more memory than the figure.
use libm::{hypot, sincos};

/// The most bones a rig may have; poses are arrays of this length, so that a frame needs no allocation.
pub const MAX_BONES: usize = 32;
/// The most joints a pose may pin besides its anchor.
pub const MAX_PINS: usize = 4;
/// The least that is seen of a bone, as a share of its length.
pub const SHORTEST_LOOK: f64 = 0.05;

/// A point or an offset, in units of standing height unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point `length` away in the direction of `degrees`.
    pub(crate) fn toward(self, degrees: f64, length: f64) -> Self {
        let (sin, cos) = sincos(degrees.to_radians());
        Self::new(self.x + length * cos, self.y + length * sin)
    }

    pub fn distance(self, other: Self) -> f64 {
        hypot(other.x - self.x, other.y - self.y)
    }

    /// The point a share `t` of the way to another.
    pub(crate) fn lerp(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// This point moved by an offset.
    pub(crate) fn plus(self, offset: Self) -> Self {
        Self::new(self.x + offset.x, self.y + offset.y)
    }

    /// The offset from another point to this one.
    pub fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// As in a mirror: screen-left is the user's own left.
    Front,
    /// From the side, facing screen-right; the right limbs are the near ones.
    Side,
    /// Turned about 40 degrees to screen-right.
    ThreeQuarter,
}

/// One bone, from its parent's joint to its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Bone {
    pub name: String,
    /// The name of the joint at its end.
    pub joint: String,
    /// The joint it starts from: 0 is the root, `n + 1` the end of bone `n`.
    pub parent: usize,
    /// Its length; fixed, whatever the pose.
    pub length: f64,
    /// For a bone that never turns (a hip in the pelvis): where its end lies from its start.
    pub fixed: Option<Point>,
    /// Half the thickness of the body at its end joint.
    pub width: f64,
    /// How far the body's middle lies in front of its end joint (side views of the trunk).
    pub(crate) shift: f64,
}

/// How a chain stands to the trunk for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Beyond the trunk, and dimmer.
    Far,
    /// Beyond the trunk, as bright.
    Behind,
    /// On this side of it.
    Near,
}

/// What a chain is, for drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyPart {
    Spine,
    Head,
    Arm,
    Leg,
    Tail,
}

/// A row of bones that a pose describes with one list of angles.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    pub name: String,
    pub(crate) part: BodyPart,
    /// Its bones, as a range of the rig's.
    pub bones: Range<usize>,
    /// The joint it starts from.
    pub(crate) root: usize,
    /// Half the thickness of the body at that joint.
    pub(crate) width: f64,
    /// How far the body's middle lies in front of that joint.
    pub(crate) shift: f64,
    pub(crate) depth: Depth,
    /// The same chain of the other side.
    pub partner: Option<usize>,
}

/// A band of muscle along a chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The chain it lies on, as an index into the rig's.
    pub(crate) chain: usize,
    /// Where it starts, in bones from the chain's start.
    pub(crate) from: f64,
    /// Where it ends, in bones from the chain's start.
    pub(crate) to: f64,
    /// Where it lies across the chain: -1 the left or back edge, 1 the right or front edge.
    pub(crate) side: f64,
    pub(crate) width: f64,
}

/// A rig: the bones of one view of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Rig {
    pub id: String,
    pub view: View,
    /// The name of the joint everything hangs on.
    pub(crate) root: String,
    /// The bones, parents before children.
    pub bones: Vec<Bone>,
    pub chains: Vec<Chain>,
    /// For every bone the one of the other side, or itself.
    pub partners: Vec<usize>,
    /// Half width and half height of the head.
    pub head: Point,
    pub muscles: BTreeMap<String, Vec<Strip>>,
}

impl Rig {
    pub(crate) fn joint(&self, name: &str) -> Option<usize> {
        if name == self.root {
            return Some(0);
        }
        self.bones.iter().position(|bone| bone.joint == name).map(|bone| bone + 1)
    }

    pub fn joint_name(&self, joint: usize) -> Option<&str> {
        match joint.checked_sub(1) {
            None => Some(&self.root),
            Some(bone) => self.bones.get(bone).map(|bone| bone.joint.as_str()),
        }
    }

    /// The same joint of the other side.
    pub fn partner_of_joint(&self, joint: usize) -> usize {
        joint.checked_sub(1).and_then(|bone| self.partners.get(bone)).map_or(joint, |bone| bone + 1)
    }
}

/// A joint held at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pin {
    pub joint: usize,
    pub at: Point,
}

/// Which of its two forms a motion is played in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// For the other side: everything mirrored.
    pub mirror: bool,
    pub reverse: bool,
}

/// A pose: the direction of every bone, and what stays where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Which of the loaded rigs it is for.
    pub rig: usize,
    /// The direction of each bone, degrees.
    pub angles: [f64; MAX_BONES],
    /// How long each bone looks, as a share of its length: 1 unless it points toward the viewer or away.
    pub short: [f64; MAX_BONES],
    /// How far the chin is tucked, degrees; less than 0 looks up. Front views need it, side views turn the head.
    pub(crate) nod: f64,
    /// The joint that decides where the figure is.
    pub anchor: Pin,
    /// Further joints that stay put; the two bones before each bend to reach it.
    pub pins: [Option<Pin>; MAX_PINS],
    pub way: Way,
}

impl Pose {
    /// A pose with every bone pointing right, for a rig that has nothing to say.
    pub(crate) fn empty() -> Self {
        Self {
            rig: 0,
            angles: [0.0; MAX_BONES],
            short: [1.0; MAX_BONES],
            nod: 0.0,
            anchor: Pin::default(),
            pins: [None; MAX_PINS],
            way: Way::default(),
        }
    }
}

/// The part of the world a motion is shown in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureFrame {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl FigureFrame {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.top - self.bottom
    }

    pub fn mirrored(self) -> Self {
        Self { left: -self.right, right: -self.left, ..self }
    }
}

/// A straight stroke with round ends: what props are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub(crate) from: Point,
    pub(crate) to: Point,
    pub(crate) width: f64,
}

/// An arrow on a circle round a joint that shows which way a movement goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// The middle of its circle.
    pub centre: Point,
    pub radius: f64,
    pub from: f64,
    /// Where its head is, degrees.
    pub to: f64,
}

/// How a motion goes through its key poses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Through them once, and stays in the last.
    To,
    /// Round and round, from the last to the first again.
    Loop,
    /// To the last and back to the first.
    ThereAndBack,
}

/// A motion: key poses in order, and how they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Motion {
    pub id: String,
    pub rig: Arc<Rig>,
    pub mode: Mode,
    pub keys: Vec<Pose>,
    /// What each key pose is called in its file.
    pub(crate) names: Vec<String>,
    /// For a movement in breath phases: the poses each phase goes through, as indices into the keys.
    pub(crate) phases: Vec<Vec<usize>>,
    /// Which of the keys tells the movement best when nothing moves.
    pub telling: usize,
    /// Seconds the move, or one round of it, takes when nobody else sets the pace.
    pub seconds: f64,
    pub frame: FigureFrame,
    /// What is shown instead where the room is small.
    pub close: Option<FigureFrame>,
    /// The muscles it stretches, as names in the rig.
    pub accent: Vec<String>,
    pub props: Vec<Stroke>,
    pub guides: Vec<Guide>,
}

/// Everything a figure file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// The rigs, in the order of their ids.
    pub rigs: Vec<Arc<Rig>>,
    pub poses: BTreeMap<String, Pose>,
    pub motions: BTreeMap<String, Motion>,
}

impl Figures {
    pub fn motion(&self, id: &str) -> Option<&Motion> {
        self.motions.get(id)
    }
}
