//! The parts that screens are made of.

pub mod bar;
pub mod caution;
pub mod digits;
pub mod hints;
pub mod scroll;
pub mod strip;
pub mod writer;
