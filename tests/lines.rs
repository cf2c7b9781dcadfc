//! The skins without a screen, as processes: what comes out line by line, what goes in, and every way out.

#![allow(clippy::unwrap_used, clippy::panic)]

mod lines {
    pub mod events;
    #[cfg(unix)]
    pub mod hooks;
    pub mod linger;
    pub mod menu;
    pub mod plain;
    pub mod process;
    #[cfg(unix)]
    #[path = "../terminal/pty.rs"]
    #[allow(dead_code, reason = "what other tests need")]
    pub mod pty;
    #[cfg(unix)]
    pub mod sound;
}
