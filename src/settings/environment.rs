//! What the environment says, as far as settings hang on it: read here once, so that a test can say something else.
//!
//! It must never look into a file.

use std::{env, path::PathBuf};

use etcetera::BaseStrategy;

/// What is said in variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The folder of the user's own: the config file, and `content` in it. `STRETCH_CONFIG_DIR`, or what the system has
    /// for such things.
    pub config_dir: Option<PathBuf>,
    /// The user's home.
    pub home: Option<PathBuf>,
    /// The paths in `STRETCH_CONTENT`.
    pub content: Vec<PathBuf>,
    /// Whether `NO_COLOR` asks for none.
    pub no_color: bool,
    /// The kind of terminal, as `TERM` says.
    pub term: String,
}

impl Environment {
    /// What it says now.
    #[must_use]
    pub fn read() -> Self {
        let content = env::var_os("STRETCH_CONTENT").unwrap_or_default();
        Self {
            config_dir: config_dir(),
            home: etcetera::home_dir().ok(),
            content: env::split_paths(&content).filter(|path| !path.as_os_str().is_empty()).collect(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            term: env::var("TERM").unwrap_or_default(),
        }
    }

    /// Whether the terminal says that it cannot move its cursor.
    #[must_use]
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// Whether it is the console of Linux, which has a font without braille.
    #[must_use]
    pub fn is_console(&self) -> bool {
        self.term.starts_with("linux")
    }

    /// The variable that asks for no colours, if there is one.
    #[must_use]
    pub fn colourless(&self) -> Option<&'static str> {
        if self.no_color { Some("NO_COLOR") } else { self.is_dumb().then_some("TERM") }
    }
}

fn config_dir() -> Option<PathBuf> {
    match env::var_os("STRETCH_CONFIG_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(dir.into()),
        None => etcetera::choose_base_strategy().ok().map(|strategy| strategy.config_dir().join("stretch")),
    }
}
