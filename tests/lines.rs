//! The skins without a screen, as processes: what comes out line by line, what goes in, and every way out.

#![allow(clippy::unwrap_used, clippy::panic)]

mod lines {
    pub mod events;
    pub mod plain;
    pub mod process;
}
