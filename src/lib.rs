//! The house of `stretch`.
pub mod content;
mod nearest;
pub mod plan;
pub mod session;
