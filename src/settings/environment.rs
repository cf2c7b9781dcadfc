//! The environment variables that settings depend on, read once, so that tests can set others.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::terminal::Terminal;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The folder of the config file and of `content`: `STRETCH_CONFIG_DIR`, or `stretch` in the system's folder for
    /// configuration.
    pub config_dir: Option<PathBuf>,
    /// The folder for what the program keeps of the user: `STRETCH_DATA_DIR`, or what the system has for such things.
    pub data_dir: Option<PathBuf>,
    /// The folder for what belongs to this machine alone: `STRETCH_STATE_DIR`, or what the system has for such things.
    pub state_dir: Option<PathBuf>,
    pub home: Option<PathBuf>,
    /// The paths in `STRETCH_CONTENT`.
    pub content: Vec<PathBuf>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// `ACCESSIBLE`: false for `0`, true for anything else.
    pub accessible: Option<bool>,
    pub terminal: Terminal,
    pub is_ascii: bool,
}

impl Environment {
    pub(crate) fn read() -> Self {
        let content = env::var_os("STRETCH_CONTENT").unwrap_or_default();
        Self {
            config_dir: dir("STRETCH_CONFIG_DIR", |strategy| strategy.config_dir()),
            data_dir: dir("STRETCH_DATA_DIR", |strategy| strategy.data_dir()),
            state_dir: dir("STRETCH_STATE_DIR", |strategy| {
                strategy.state_dir().unwrap_or_else(|| strategy.cache_dir())
            }),
            home: etcetera::home_dir().ok(),
            content: env::split_paths(&content).filter(|path| !path.as_os_str().is_empty()).collect(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            accessible: env::var_os("ACCESSIBLE").filter(|value| !value.is_empty()).map(|value| value != "0"),
            terminal: Terminal::read(),
            is_ascii: is_ascii(),
        }
    }

    /// Whether the terminal says that it cannot move its cursor.
    pub(crate) fn is_dumb(&self) -> bool {
        self.terminal.term == "dumb"
    }

    /// Whether it is the console of Linux, which has sixteen colours.
    pub(crate) fn is_console(&self) -> bool {
        self.terminal.term.starts_with("linux")
    }

    /// The variable that turns colours off.
    pub(crate) fn colourless(&self) -> Option<&'static str> {
        if self.no_color { Some("NO_COLOR") } else { self.is_dumb().then_some("TERM") }
    }
}

/// The folder that a variable names, or else the one of this program among those of the system.
fn dir(variable: &str, of_system: impl Fn(&dyn BaseStrategy) -> PathBuf) -> Option<PathBuf> {
    match env::var_os(variable).filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(dir.into()),
        None => etcetera::choose_base_strategy().ok().map(|strategy| of_system(&strategy).join("stretch")),
    }
}

/// Whether the locale is known to have only ASCII: it is `C` or `POSIX`, or names another charset than UTF-8.
pub(crate) fn is_ascii() -> bool {
    has_only_ascii(|name| env::var(name).ok())
}

fn has_only_ascii(variable: impl Fn(&str) -> Option<String>) -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|locale| !locale.is_empty());
    let Some(locale) = said else { return false };
    let locale = locale.split('@').next().unwrap_or_default();
    match locale.split_once('.') {
        Some((_, charset)) => !["utf-8", "utf8"].contains(&charset.to_ascii_lowercase().as_str()),
        None => ["C", "POSIX"].contains(&locale),
    }
}

#[cfg(test)]
mod tests {
    use super::has_only_ascii;

    #[test]
    fn the_first_locale_that_is_not_empty_decides() {
        let ascii = |all: &str, ctype: &str, lang: &str| {
            has_only_ascii(|name| {
                let value = match name {
                    "LC_ALL" => all,
                    "LC_CTYPE" => ctype,
                    _ => lang,
                };
                (value != "-").then(|| value.to_owned())
            })
        };
        for locale in ["C", "POSIX", "de_DE.ISO-8859-1", "de_DE.ISO-8859-15@euro", "ja_JP.eucJP", "C.ASCII"] {
            assert!(
                ascii("-", "-", locale) && ascii("", locale, "C.UTF-8") && ascii(locale, "C.UTF-8", ""),
                "{locale}"
            );
        }
        for locale in ["C.UTF-8", "en_GB.utf8", "en_GB.UTF-8", "de_DE.UTF-8@euro", "de_DE", "en"] {
            assert!(!ascii("-", "-", locale) && !ascii("", locale, "C") && !ascii(locale, "C", "POSIX"), "{locale}");
        }
        assert!(!ascii("-", "-", "-") && !ascii("", "", ""));
    }
}
