//! The parts that screens are made of.

pub(crate) mod bar;
pub(crate) mod caution;
pub(crate) mod digits;
pub(crate) mod hints;
pub(crate) mod scale;
pub(crate) mod scroll;
pub(crate) mod strip;
pub(crate) mod writer;
