//! The figure: a body that shows each stretch and moves with the session.
//!
//! - `model`: rigs, key poses, motions: data only.
//! - `rig`: bone directions into joint places (forward kinematics), anchors and pins exact.
//! - `motion`: key poses into the pose at a share of the way; easing and blending.
//! - `layer`: what a dot belongs to.
//! - `raster`: a grid of dots and the shapes that fill it.
//! - `mosaic`: the grid into cells of two colours, with the symbol of least error for each.
//! - `body` and `head`: joints into shapes: limbs, trunk, muscles, props; hair and face.
//! - `pixels`: the grid into the pixels of a picture.
//! - `widget`: dots into the cells of a terminal.
//!
//! Arrows point down that list. Nothing here has a clock: the session says how far a movement is, and the figure shows
//! that. Nor a file: [`crate::content`] reads the model, and has [`Figures::builtin`].

pub(crate) mod body;
pub(crate) mod build;
pub mod built_in;
pub mod definition;
mod head;
pub(crate) mod layer;
pub mod limits;
pub mod model;
mod mosaic;
pub mod motion;
pub mod parse;
pub mod pixels;
pub mod raster;
pub mod rig;
pub mod widget;

pub use model::{Figures, Mode, Motion, Pose, Way};
pub use motion::blend;
pub use raster::Canvas;
pub use rig::Skeleton;
pub use widget::{Figure, Marker, Styles};
