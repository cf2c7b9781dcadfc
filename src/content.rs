//! What is taught: read from TOML, checked, and immutable from then on.
//!
//! [`load`](load::load) turns files into a [`Library`](model::Library) or into a list of problems. Nothing here knows of
//! time passing or of screens.

pub(crate) mod check;
mod left_out;
pub mod limits;
pub mod load;
pub mod model;
mod overlay;
pub mod own_routine;
pub mod parse;
pub(crate) mod placeholder;
