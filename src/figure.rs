//! The figure: a body that shows each stretch and moves with the session.
//!
//! Nothing here has a clock: the session says how far a movement is, and the figure shows that. Nor a screen: it draws
//! into the room that it is given.

pub(crate) mod body;
pub(crate) mod build;
pub mod built_in;
mod canvas;
pub mod definition;
mod head;
pub(crate) mod layer;
pub mod limits;
pub mod model;
mod mosaic;
pub mod motion;
pub mod parse;
pub mod pixels;
pub(crate) mod plate;
mod raster;
pub mod rig;
pub mod samples;
mod styles;
pub mod widget;

pub use canvas::Canvas;
pub use model::{Figures, Mode, Motion, Pose, Way};
pub use motion::blend;
pub use rig::Skeleton;
pub use styles::Styles;
pub use widget::{Figure, Marker};
