//! The skins without a screen: lines for people, lines for programs, and the loop they share.
//!
//! Each is a thin reader of one session: it turns cues into text and lines into commands, and works out no duration.

pub mod events;
pub mod lines;
pub mod plain;
