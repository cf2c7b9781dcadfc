//! Reading any TOML file, be it content, settings or answers: its values, every problem in it, and how problems are shown.
//!
//! It knows what a value may be and where it is. What the keys mean is for its callers.

pub mod diagnostic;
pub(crate) mod field;
pub(crate) mod file;
pub mod id;
pub(crate) mod names;
pub(crate) mod reader;
mod report;
pub(crate) mod save;
pub mod toml_file;
