//! The rooms of `stretch`, a calm coach for stretching routines in the terminal.
//!
//! There is a library so that tests, benches and examples can reach what they need: only that is `pub`.
//! ARCHITECTURE.md says what each room is for, which rooms it may use, and why.

pub mod about;
pub(crate) mod ascii;
pub(crate) mod changes;
pub mod cli;
pub mod coach;
pub mod command;
pub mod content;
pub mod document;
pub mod events;
pub mod exit;
pub mod figure;
pub mod format;
pub(crate) mod linger;
pub mod listener;
pub mod log;
pub(crate) mod order;
pub mod pages;
pub mod plan;
pub mod playback;
pub(crate) mod printable;
pub mod process;
pub mod progress;
pub mod session;
pub mod settings;
pub mod skin;
pub mod status;
pub mod terminal;
pub mod time;
pub mod tui;
pub mod word_enum;
pub(crate) mod words;
