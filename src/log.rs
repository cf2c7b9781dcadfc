//! The log: what was done, what was skipped, and how it felt, a line for each session.
//!
//! A line is appended once and never changed: a correction is another line with the same id. Reading must never write,
//! and what cannot be read stays as it is.

pub mod check;
pub mod feel;
pub mod history;
pub mod logged_session;
pub mod moment;
pub mod reader;
pub mod record;
pub mod recorder;
pub mod resume;
pub mod since;
pub mod store;
mod tail;
pub(crate) mod wall;
