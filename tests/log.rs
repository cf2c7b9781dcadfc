//! The log: what is written of a session, how it gets into a file, and what is read of many of them.

// A test that cannot go on has failed.
// The seconds that are compared are whole ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp)]

#[path = "log/feel.rs"]
mod feel;
#[path = "log/folder.rs"]
mod folder;
#[path = "log/history.rs"]
mod history;
#[path = "log/kill.rs"]
mod kill;
#[path = "log/reader.rs"]
mod reader;
#[path = "log/recorder.rs"]
mod recorder;
#[path = "log/resume.rs"]
mod resume;
#[path = "log/store.rs"]
mod store;
