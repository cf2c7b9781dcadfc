//! The skins without a screen: lines for people, lines for programs, and the session in lines that they share.
//!
//! Each turns cues into text and lines into commands, and works out no duration.

pub mod events;
pub mod lines;
pub mod plain;
