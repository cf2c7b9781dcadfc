//! The house of `stretch`, a calm coach for stretching routines in the terminal.
//!
//! One idea runs through it:
//!
//! ```text
//! content (TOML)  ->  plan (what will happen, second by second)  ->  session (a plan and a clock)  ->  skins
//! ```
//!
//! - [`document`] reads any TOML file of ours, with every problem at its place.
//! - [`content`] is what is taught: read from TOML, checked, immutable.
//! - [`plan`] says what will happen, second by second. Every number that is shown comes from here.
//! - [`session`] is a plan being done: a position, commands that move it, cues on the way. It is handed
//!   its clock, so a whole session is tested in microseconds and never drifts.
//! - [`figure`] is a body that shows each stretch: a rig, key poses, motions, dots.
//! - [`coach`] is what is said to each cue, aloud or in lines.
//! - [`listener`] are those who listen to a session's cues: sound, speech, hooks.
//! - [`process`] are other programs, started for a while.
//! - [`events`] is a session as a stream of JSON.
//! - [`playback`] is a session with its listeners and its clock, and the event loop of every skin.
//! - [`tui`] and [`skin`] are the skins: screens, and lines for people and for programs.
//! - [`pages`] are the reading pages, [`mod@format`] is how durations are written, [`words`] how counts and lists are.
//! - [`ascii`] is what all of it becomes where there is nothing else.
//! - [`terminal`] is the terminal, taken and given back, and [`exit`] how the program ends.
//! - [`settings`] are what the user chose, in the config file or for one run.
//! - [`cli`] and [`command`] are the way in.
//!
//! Arrows point only that way: a skin never works out a duration, the engine never formats a string for a
//! screen.

pub mod ascii;
pub mod cli;
pub mod coach;
pub mod command;
pub mod content;
pub mod document;
pub mod events;
pub mod exit;
pub mod figure;
pub mod format;
pub mod linger;
pub mod listener;
pub mod pages;
pub mod plan;
pub mod playback;
pub(crate) mod printable;
pub mod process;
pub mod session;
pub mod settings;
pub mod skin;
pub mod terminal;
pub mod time;
pub mod tui;
pub mod words;
