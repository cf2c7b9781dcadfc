//! The figure: a body that shows each stretch and moves with the session.
//!
//! - `model`: what a figure file says (rigs, key poses, motions), data only.
//! - `load` and `value`: the file into the model.
//! - `rig`: bone directions into joint places (forward kinematics), anchors and pins exact.
//! - `motion`: key poses into the pose at a share of the way; easing and blending.
//! - `follow`: a moment of a session into the pose it is in.
//! - `raster`: a grid of dots and the shapes that fill it.
//! - `body` and `head`: joints into shapes: limbs, trunk, muscles, props; hair and face.
//! - `widget`: dots into the cells of a terminal.
//!
//! Arrows point down that list. Nothing here has a clock: the session says how far a movement is, and the figure shows
//! that.

use std::sync::LazyLock;

pub mod body;
pub mod follow;
mod head;
pub mod load;
pub mod model;
pub mod motion;
pub mod raster;
pub mod rig;
mod value;
pub mod widget;

pub use model::{Figures, Mode, Motion, Pose, Way};
pub use motion::blend;
pub use raster::Canvas;
pub use rig::Skeleton;
pub use value::LoadError;
pub use widget::{Figure, Marker, Styles};

/// The text of the figure library that is built in.
pub const BUILTIN: &str = include_str!("../content/figures.toml");

impl Figures {
    /// The figure library that is built in, read when it is first asked for. A test holds it whole.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILT_IN: LazyLock<Figures> = LazyLock::new(|| load::figures(BUILTIN).unwrap_or_default());
        &BUILT_IN
    }
}
