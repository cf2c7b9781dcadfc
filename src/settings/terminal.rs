//! Which terminal this is, by its variables, and what draws the figure best in it: one table, with sources.
//!
//! The terminal itself is not asked: the answer would delay the first text. A variable that this terminal may have
//! inherited from another one must never be trusted.

use std::env;

use crate::figure::Marker;

pub(crate) struct KnownTerminal {
    #[allow(dead_code, reason = "for people, and for a test")]
    pub(crate) name: &'static str,
    /// The variables that name it, and what their values begin with.
    variables: &'static [(&'static str, &'static str)],
    /// The beginnings of `TERM` that only this terminal uses.
    owns: &'static [&'static str],
    /// The beginnings of `TERM` that it uses; an empty word means that there is no `TERM`.
    terms: &'static [&'static str],
    /// The variable with its version, and the first version that draws sextants itself.
    version: Option<(&'static str, u64)>,
    /// What `auto` draws the figure with.
    pub(crate) marker: Marker,
    #[allow(dead_code, reason = "for people, and for a test")]
    pub(crate) source: &'static str,
    /// The source for `auto` showing pictures; `None` if it does not.
    pub(crate) pictures: Option<&'static str>,
}

const UNKNOWN: KnownTerminal = KnownTerminal {
    name: "",
    variables: &[],
    owns: &[],
    terms: &["xterm"],
    version: None,
    marker: Marker::Quadrants,
    source: "",
    pictures: None,
};

/// Quadrants are solid in every terminal that was looked at; sextants only if the terminal draws them itself, or comes with
/// a font that has them.
pub(crate) const KINDS: &[KnownTerminal] = &[
    KnownTerminal {
        name: "kitty",
        variables: &[("KITTY_WINDOW_ID", ""), ("KITTY_PID", "")],
        owns: &["xterm-kitty"],
        terms: &["xterm-kitty"],
        marker: Marker::Sextants,
        source: "seen in a photograph of 0.26; right since 0.19.3 (kovidgoyal/kitty issue 3106)",
        pictures: Some("seen in 0.26; its own protocol (sw.kovidgoyal.net/kitty/graphics-protocol)"),
        ..UNKNOWN
    },
    KnownTerminal {
        name: "Ghostty",
        variables: &[("GHOSTTY_RESOURCES_DIR", ""), ("TERM_PROGRAM", "ghostty")],
        owns: &["xterm-ghostty"],
        terms: &["xterm-ghostty"],
        marker: Marker::Sextants,
        source: "its sprite font has the symbols for legacy computing (ghostty-org/ghostty, src/font/sprite)",
        pictures: Some("not seen; has the protocol of kitty (ghostty.org/docs/features)"),
        ..UNKNOWN
    },
    KnownTerminal {
        name: "foot",
        owns: &["foot"],
        terms: &["foot"],
        marker: Marker::Sextants,
        source: "draws all block characters itself since 1.7 (dankamongmen/notcurses pull request 1403)",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "WezTerm",
        variables: &[("TERM_PROGRAM", "WezTerm"), ("WEZTERM_PANE", "")],
        owns: &["wezterm"],
        terms: &["xterm", "wezterm"],
        version: Some(("TERM_PROGRAM_VERSION", 20_210_814)),
        marker: Marker::Sextants,
        source: "since 20210814 (wezterm.org, custom_block_glyphs)",
        // It has the protocol, but leaves pieces of old pictures behind.
        pictures: None,
    },
    KnownTerminal {
        name: "Konsole",
        variables: &[("KONSOLE_VERSION", "")],
        owns: &["konsole"],
        terms: &["xterm", "konsole"],
        version: Some(("KONSOLE_VERSION", 221_200)),
        marker: Marker::Sextants,
        source: "seen in a photograph of 22.12; LineBlockCharacters.h has the legacy computing symbols",
        pictures: Some("seen in 22.12; since 22.04 (kde.org/announcements/gear/22.04.0)"),
    },
    KnownTerminal {
        name: "VTE",
        variables: &[("VTE_VERSION", "")],
        owns: &["vte", "gnome"],
        terms: &["xterm", "vte", "gnome"],
        version: Some(("VTE_VERSION", 7000)),
        marker: Marker::Sextants,
        source: "seen in a photograph of 0.70; drawn by its minifont.cc, earlier too (notcurses, termdesc.c)",
        pictures: None,
    },
    KnownTerminal {
        name: "iTerm2",
        variables: &[("TERM_PROGRAM", "iTerm.app"), ("ITERM_SESSION_ID", "")],
        version: Some(("TERM_PROGRAM_VERSION", 3)),
        marker: Marker::Sextants,
        source: "not seen; draws them itself (gnachman/iTerm2, iTermBoxDrawingBezierCurveFactory.m)",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "Windows Terminal",
        variables: &[("WT_SESSION", "")],
        terms: &["xterm", ""],
        marker: Marker::Sextants,
        source: "not seen; its font, Cascadia Mono, has them since 2404.23 (microsoft/cascadia-code releases), and it draws them \
                 itself since July 2026 (microsoft/terminal pull request 20424)",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "xterm",
        variables: &[("XTERM_VERSION", "")],
        source: "seen in a photograph of 379: boxes in place of sextants, quadrants are solid",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "Alacritty",
        variables: &[("ALACRITTY_WINDOW_ID", "")],
        owns: &["alacritty"],
        terms: &["xterm", "alacritty"],
        source: "draws them itself since January 2024 (alacritty/alacritty pull request 7534), and tells no version",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "rxvt-unicode",
        owns: &["rxvt"],
        terms: &["rxvt"],
        source: "seen in a photograph of 9.30: boxes in place of sextants, quadrants are solid",
        ..UNKNOWN
    },
    KnownTerminal {
        name: "the console of Linux",
        owns: &["linux"],
        terms: &["linux"],
        marker: Marker::Ascii,
        source: "its fonts have 256 or 512 characters (setfont(8)), and hardly one has quadrants",
        ..UNKNOWN
    },
];

/// Variables and beginnings of `TERM` of programs between this one and the terminal, which can be another one by now.
const MULTIPLEXERS: (&[&str], &[&str]) = (&["TMUX", "STY", "ZELLIJ"], &["tmux", "screen"]);
/// Variables that say that the terminal is on another computer, where a picture can take longer than its frame lasts.
const REMOTE: [&str; 2] = ["SSH_CONNECTION", "SSH_TTY"];

/// The variables that identify the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// `TERM`.
    pub term: String,
    /// The other variables that name a terminal, its version or its place, if they are set.
    pub variables: Vec<(&'static str, String)>,
}

impl Terminal {
    pub(crate) fn read() -> Self {
        let all = KINDS.iter().flat_map(|kind| kind.variables.iter().map(|(name, _)| *name));
        let versions = KINDS.iter().filter_map(|kind| kind.version.map(|(name, _)| name));
        let names = all.chain(versions).chain(MULTIPLEXERS.0.iter().copied()).chain(REMOTE);
        let mut variables: Vec<(&'static str, String)> = Vec::new();
        for name in names {
            if let (false, Ok(value)) = (variables.iter().any(|(known, _)| *known == name), env::var(name)) {
                variables.push((name, value));
            }
        }
        Self { term: env::var("TERM").unwrap_or_default(), variables }
    }

    /// What `auto` draws the figure with.
    pub(crate) fn marker(&self) -> Marker {
        self.kind().map_or(UNKNOWN.marker, |kind| kind.marker)
    }

    /// Whether `auto` shows pictures.
    pub(crate) fn shows_pictures(&self) -> bool {
        let is_remote = REMOTE.iter().any(|name| self.value(name).is_some());
        !is_remote && self.kind().is_some_and(|kind| kind.pictures.is_some())
    }

    /// Which terminal it is; `None` if it is unknown, if two are named, and in a multiplexer.
    pub(crate) fn kind(&self) -> Option<&'static KnownTerminal> {
        let (variables, names) = MULTIPLEXERS;
        if variables.iter().any(|name| self.value(name).is_some()) || begins(&self.term, names) {
            return None;
        }
        let mut claims = KINDS.iter().filter(|kind| self.names(kind));
        let kind = claims.next().filter(|kind| begins(&self.term, kind.terms))?;
        (claims.next().is_none() && self.is_new(kind)).then_some(kind)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let known = |(known, value): &&(&str, String)| *known == name && !value.is_empty();
        self.variables.iter().find(known).map(|(_, value)| value.as_str())
    }

    fn names(&self, kind: &KnownTerminal) -> bool {
        let said = |(name, start): &(&str, &str)| self.value(name).is_some_and(|value| value.starts_with(start));
        begins(&self.term, kind.owns) || kind.variables.iter().any(said)
    }

    fn is_new(&self, kind: &KnownTerminal) -> bool {
        kind.version.is_none_or(|(name, least)| {
            let version = self.value(name).unwrap_or_default();
            let digits = version.find(|c: char| !c.is_ascii_digit()).map_or(version, |end| &version[..end]);
            digits.parse().is_ok_and(|version: u64| version >= least)
        })
    }
}

fn begins(term: &str, with: &[&str]) -> bool {
    with.iter().any(|start| if start.is_empty() { term.is_empty() } else { term.starts_with(start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(term: &str, said: &[(&'static str, &str)]) -> Terminal {
        let said = said.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Terminal { term: term.into(), variables: said }
    }

    fn drawn(term: &str, said: &[(&'static str, &str)]) -> Marker {
        terminal(term, said).marker()
    }

    #[test]
    fn sextants_where_the_terminal_is_known_to_draw_them() {
        let known: &[(&str, &[(&'static str, &str)])] = &[
            ("xterm-kitty", &[("KITTY_WINDOW_ID", "1"), ("KITTY_PID", "7")]),
            ("xterm-kitty", &[]),
            ("xterm-ghostty", &[("GHOSTTY_RESOURCES_DIR", "/usr/share/ghostty"), ("TERM_PROGRAM", "ghostty")]),
            ("foot", &[]),
            ("foot-direct", &[]),
            ("xterm-256color", &[("TERM_PROGRAM", "WezTerm"), ("TERM_PROGRAM_VERSION", "20240203-110809-5046fc22")]),
            ("xterm-256color", &[("KONSOLE_VERSION", "221203")]),
            ("xterm-256color", &[("VTE_VERSION", "7006")]),
            ("xterm-256color", &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.5.0")]),
            ("xterm-256color", &[("WT_SESSION", "f1")]),
            // Windows sets no `TERM`.
            ("", &[("WT_SESSION", "f1")]),
        ];
        for (term, said) in known {
            assert_eq!(drawn(term, said), Marker::Sextants, "{term} {said:?}");
        }
    }

    #[test]
    fn quadrants_where_it_is_not_known() {
        let unknown: &[(&str, &[(&'static str, &str)])] = &[
            ("", &[]),
            ("xterm", &[]),
            ("xterm-256color", &[]),
            ("xterm-256color", &[("XTERM_VERSION", "XTerm(379)")]),
            ("xterm-256color", &[("TERM_PROGRAM", "Apple_Terminal")]),
            ("alacritty", &[("ALACRITTY_WINDOW_ID", "1")]),
            ("rxvt-unicode-256color", &[]),
            // Too old.
            ("xterm-256color", &[("VTE_VERSION", "5202")]),
            ("xterm-256color", &[("KONSOLE_VERSION", "180401")]),
            ("xterm-256color", &[("TERM_PROGRAM", "WezTerm"), ("TERM_PROGRAM_VERSION", "20210314-114017")]),
            ("xterm-256color", &[("VTE_VERSION", "")]),
        ];
        for (term, said) in unknown {
            assert_eq!(drawn(term, said), Marker::Quadrants, "{term} {said:?}");
        }
    }

    #[test]
    fn a_variable_of_another_terminal_is_not_believed() {
        let handed_down: &[(&str, &[(&'static str, &str)])] = &[
            ("xterm-256color", &[("KITTY_WINDOW_ID", "1")]),
            ("xterm-256color", &[("TERM_PROGRAM", "ghostty")]),
            ("rxvt-unicode", &[("KONSOLE_VERSION", "221203")]),
            ("xterm-256color", &[("VTE_VERSION", "7006"), ("XTERM_VERSION", "XTerm(379)")]),
            ("xterm-256color", &[("VTE_VERSION", "7006"), ("ALACRITTY_WINDOW_ID", "1")]),
            ("xterm-256color", &[("VTE_VERSION", "7006"), ("KONSOLE_VERSION", "221203")]),
            ("xterm-kitty", &[("KONSOLE_VERSION", "221203")]),
            ("foot", &[("VTE_VERSION", "7006")]),
        ];
        for (term, said) in handed_down {
            assert_eq!(drawn(term, said), Marker::Quadrants, "{term} {said:?}");
        }
    }

    #[test]
    fn a_multiplexer_hides_the_terminal() {
        for (term, said) in [
            ("screen-256color", &[("KONSOLE_VERSION", "221203")][..]),
            ("tmux-256color", &[]),
            ("xterm-kitty", &[("TMUX", "/tmp/tmux-1000/default,1,0")]),
            ("xterm-256color", &[("STY", "1.pts-0"), ("VTE_VERSION", "7006")]),
            ("xterm-256color", &[("ZELLIJ", "0"), ("VTE_VERSION", "7006")]),
        ] {
            assert_eq!(drawn(term, said), Marker::Quadrants, "{term} {said:?}");
        }
    }

    #[test]
    fn the_console_has_ascii() {
        assert_eq!(drawn("linux", &[]), Marker::Ascii);
    }

    const PICTURED: [(&str, &[(&str, &str)]); 3] = [
        ("xterm-kitty", &[("KITTY_WINDOW_ID", "1"), ("KITTY_PID", "7")]),
        ("xterm-ghostty", &[("GHOSTTY_RESOURCES_DIR", "/usr/share/ghostty"), ("TERM_PROGRAM", "ghostty")]),
        ("xterm-256color", &[("KONSOLE_VERSION", "221203")]),
    ];

    #[test]
    fn pictures_in_three_terminals() {
        for (term, said) in PICTURED {
            assert!(terminal(term, said).shows_pictures(), "{term} {said:?}");
        }
        let others: &[(&str, &[(&'static str, &str)])] = &[
            ("", &[]),
            ("xterm-256color", &[]),
            ("linux", &[]),
            ("foot", &[]),
            ("xterm-256color", &[("TERM_PROGRAM", "WezTerm"), ("TERM_PROGRAM_VERSION", "20240203-110809-5046fc22")]),
            ("xterm-256color", &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.5.0")]),
            ("xterm-256color", &[("VTE_VERSION", "7006")]),
            ("xterm-256color", &[("KONSOLE_VERSION", "211203")]),
            ("xterm-256color", &[("KITTY_WINDOW_ID", "1")]),
            ("xterm-256color", &[("TERM_PROGRAM", "ghostty")]),
        ];
        for (term, said) in others {
            assert!(!terminal(term, said).shows_pictures(), "{term} {said:?}");
        }
    }

    #[test]
    fn no_pictures_over_ssh_in_a_multiplexer_or_beside_another_terminal() {
        let others = ["VTE_VERSION", "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE", "ITERM_SESSION_ID"];
        for beside in REMOTE.into_iter().chain(MULTIPLEXERS.0.iter().copied()).chain(others) {
            for (term, said) in PICTURED {
                let with = |value| terminal(term, &[said, &[(beside, value)]].concat()).shows_pictures();
                assert!(!with("1"), "{term} {beside}");
                assert!(with(""), "{term} {beside}, empty");
            }
        }
        assert!(!terminal("tmux-256color", &[("KITTY_WINDOW_ID", "1")]).shows_pictures());
        assert!(!terminal("xterm-kitty", &[("KONSOLE_VERSION", "221203")]).shows_pictures());
    }

    #[test]
    fn every_row_says_where_it_is_from() {
        for kind in KINDS {
            assert!(!kind.source.is_empty() && kind.pictures != Some(""), "{}", kind.name);
        }
    }
}
