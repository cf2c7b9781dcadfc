//! What is taught: read from TOML, checked, and from then on immutable.
//!
//! [`load`](load::load) turns files into a [`Library`](model::Library) or into a list of problems, each
//! with its file, line and column. Nothing in here knows of time passing or of screens.

pub mod check;
pub mod figure;
mod left_out;
pub mod limits;
pub mod load;
pub mod model;
mod overlay;
pub mod parse;
pub mod placeholder;
