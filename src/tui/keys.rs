//! Every key there is, in one table: what is dispatched, hinted at and listed in the help comes from here.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the top.
    Top,
    /// To the bottom.
    Bottom,
    /// The group or page before.
    Previous,
    /// The next group or page.
    Following,
    /// Open or start what is chosen.
    Open,
    /// Another dose.
    Dose,
    /// Another variant.
    Variant,
    /// The stop signs.
    StopSigns,
    /// Pause or go on.
    Pause,
    /// On to the next thing.
    Next,
    /// Back to the work before.
    Back,
    /// The step from its start.
    Restart,
    /// The next stretch.
    NextStretch,
    /// The stretch before.
    PreviousStretch,
    /// More time.
    Longer,
    /// Less time.
    Shorter,
    /// The reps are done.
    RepsDone,
    /// Stop here.
    StopHere,
    /// Go on.
    GoOn,
    /// The help.
    Help,
    /// Out of this screen.
    Leave,
    /// Out of the program.
    Quit,
    /// Out of the program, now.
    QuitNow,
    /// To the shell for a while.
    Suspend,
}

/// The screens, as far as keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The menu.
    Home,
    /// A reading page.
    Read,
    /// A session.
    Player,
    /// The question whether to stop the session.
    Question,
    /// What was done.
    Summary,
    /// The list of keys.
    Help,
}

/// A key and what it does.
#[derive(Debug)]
pub struct Binding {
    /// The screens it works on.
    pub on: &'static [Place],
    /// The keys, the one to be shown first.
    pub keys: &'static [Key],
    /// What it does.
    pub action: Action,
    /// The word in the hint line; none for what only the help lists.
    pub hint: Option<&'static str>,
    /// The line in the help.
    pub help: &'static str,
}

/// A key, with or without Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The key of this code. A capital letter is a letter with Shift.
    Plain(KeyCode),
    /// The letter with Ctrl.
    Ctrl(char),
}

impl Key {
    fn is(self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        if event.modifiers.contains(KeyModifiers::ALT) {
            return false;
        }
        match self {
            Self::Plain(code) => !ctrl && event.code == code,
            Self::Ctrl(letter) => ctrl && event.code == KeyCode::Char(letter),
        }
    }

    /// The key as it is called on the screen.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Plain(KeyCode::Char(' ')) => "space".into(),
            Self::Plain(KeyCode::Char('-')) => "−".into(),
            Self::Plain(KeyCode::Char(letter)) => letter.into(),
            Self::Plain(KeyCode::Up) => "↑".into(),
            Self::Plain(KeyCode::Down) => "↓".into(),
            Self::Plain(KeyCode::Left) => "←".into(),
            Self::Plain(KeyCode::Right) => "→".into(),
            Self::Plain(KeyCode::Enter) => "enter".into(),
            Self::Plain(KeyCode::Esc) => "esc".into(),
            Self::Plain(KeyCode::Tab) => "tab".into(),
            Self::Plain(KeyCode::BackTab) => "shift-tab".into(),
            Self::Plain(KeyCode::PageUp) => "page up".into(),
            Self::Plain(KeyCode::PageDown) => "page down".into(),
            Self::Plain(KeyCode::Home) => "home".into(),
            Self::Plain(KeyCode::End) => "end".into(),
            Self::Plain(KeyCode::F(number)) => format!("f{number}"),
            Self::Plain(other) => format!("{other:?}").to_lowercase(),
            Self::Ctrl(letter) => format!("ctrl-{letter}"),
        }
    }
}

const fn key(code: KeyCode) -> Key {
    Key::Plain(code)
}

const fn letter(letter: char) -> Key {
    Key::Plain(KeyCode::Char(letter))
}

const EVERYWHERE: &[Place] = &[Place::Home, Place::Read, Place::Player, Place::Question, Place::Summary, Place::Help];
const LISTS: &[Place] = &[Place::Home, Place::Read, Place::Summary, Place::Help];
const SCROLLED: &[Place] = &[Place::Read, Place::Summary, Place::Help];

/// Every key. Hints and help keep this order; where the hint line is narrow, its end is left out.
pub const TABLE: &[Binding] = &[
    Binding {
        on: &[Place::Player],
        keys: &[letter(' ')],
        action: Action::Pause,
        hint: Some("pause"),
        help: "pause, or go on",
    },
    Binding {
        on: &[Place::Player],
        keys: &[key(KeyCode::Right), letter('n'), letter('l')],
        action: Action::Next,
        hint: Some("next"),
        help: "start now, or what comes next",
    },
    Binding {
        on: &[Place::Player],
        keys: &[key(KeyCode::Left), letter('p'), letter('h')],
        action: Action::Back,
        hint: Some("back"),
        help: "back to the step before",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('d')],
        action: Action::RepsDone,
        hint: None,
        help: "done with these reps",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('+'), letter('='), key(KeyCode::Up), letter('k')],
        action: Action::Longer,
        hint: Some("more"),
        help: "more time, on both sides",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('-'), letter('_'), key(KeyCode::Down), letter('j')],
        action: Action::Shorter,
        hint: Some("less"),
        help: "less time, on both sides",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('r')],
        action: Action::Restart,
        hint: Some("restart"),
        help: "this step from its start",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('N'), letter('L')],
        action: Action::NextStretch,
        hint: None,
        help: "the next stretch",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('P'), letter('H')],
        action: Action::PreviousStretch,
        hint: None,
        help: "the stretch before",
    },
    Binding {
        on: &[Place::Home],
        keys: &[key(KeyCode::Enter), key(KeyCode::Right), letter('l'), letter(' ')],
        action: Action::Open,
        hint: Some("start"),
        help: "start or open what is chosen",
    },
    Binding { on: LISTS, keys: &[key(KeyCode::Up), letter('k')], action: Action::Up, hint: None, help: "up" },
    Binding {
        on: LISTS,
        keys: &[key(KeyCode::Down), letter('j')],
        action: Action::Down,
        hint: Some("choose"),
        help: "down",
    },
    Binding {
        on: &[Place::Home],
        keys: &[letter('d')],
        action: Action::Dose,
        hint: Some("dose"),
        help: "light, standard or full dose",
    },
    Binding {
        on: &[Place::Home],
        keys: &[letter('v')],
        action: Action::Variant,
        hint: Some("variant"),
        help: "another variant",
    },
    Binding {
        on: &[Place::Home, Place::Summary],
        keys: &[letter('s')],
        action: Action::StopSigns,
        hint: None,
        help: "when not to stretch",
    },
    Binding {
        on: &[Place::Home, Place::Read],
        keys: &[key(KeyCode::Tab)],
        action: Action::Following,
        hint: None,
        help: "the next group, or the next page",
    },
    Binding {
        on: &[Place::Home, Place::Read],
        keys: &[key(KeyCode::BackTab)],
        action: Action::Previous,
        hint: None,
        help: "the group or the page before",
    },
    Binding {
        on: &[Place::Read],
        keys: &[key(KeyCode::Right), letter('l')],
        action: Action::Following,
        hint: Some("next page"),
        help: "the next page",
    },
    Binding {
        on: SCROLLED,
        keys: &[key(KeyCode::PageDown), letter(' ')],
        action: Action::PageDown,
        hint: None,
        help: "a screen down",
    },
    Binding {
        on: SCROLLED,
        keys: &[key(KeyCode::PageUp), letter('b')],
        action: Action::PageUp,
        hint: None,
        help: "a screen up",
    },
    Binding {
        on: LISTS,
        keys: &[key(KeyCode::Home), letter('g')],
        action: Action::Top,
        hint: None,
        help: "to the top",
    },
    Binding {
        on: LISTS,
        keys: &[key(KeyCode::End), letter('G')],
        action: Action::Bottom,
        hint: None,
        help: "to the end",
    },
    Binding {
        on: &[Place::Question],
        keys: &[key(KeyCode::Esc), letter(' '), letter('n')],
        action: Action::GoOn,
        hint: Some("go on"),
        help: "go on with the session",
    },
    Binding {
        on: &[Place::Question],
        keys: &[key(KeyCode::Enter), letter('y')],
        action: Action::StopHere,
        hint: Some("stop here"),
        help: "stop the session here",
    },
    Binding {
        on: &[Place::Summary],
        keys: &[key(KeyCode::Enter), key(KeyCode::Esc), key(KeyCode::Left), letter('h')],
        action: Action::Leave,
        hint: Some("menu"),
        help: "to the menu",
    },
    Binding {
        on: &[Place::Read, Place::Help],
        keys: &[key(KeyCode::Esc), key(KeyCode::Left), letter('h'), key(KeyCode::Enter)],
        action: Action::Leave,
        hint: Some("back"),
        help: "back to where you were",
    },
    Binding {
        on: &[Place::Player],
        keys: &[key(KeyCode::Esc)],
        action: Action::Leave,
        hint: None,
        help: "stop (asks first)",
    },
    Binding {
        on: &[Place::Home, Place::Read, Place::Player, Place::Summary],
        keys: &[letter('?'), key(KeyCode::F(1))],
        action: Action::Help,
        hint: Some("help"),
        help: "every key of this screen",
    },
    Binding {
        on: &[Place::Help],
        keys: &[letter('?'), letter('q')],
        action: Action::Leave,
        hint: None,
        help: "close the help",
    },
    Binding { on: &[Place::Home], keys: &[key(KeyCode::Esc)], action: Action::Quit, hint: None, help: "quit" },
    Binding {
        on: &[Place::Home, Place::Read, Place::Player, Place::Question, Place::Summary],
        keys: &[letter('q'), letter('Q')],
        action: Action::Quit,
        hint: Some("quit"),
        help: "quit (a session asks first)",
    },
    Binding { on: EVERYWHERE, keys: &[Key::Ctrl('c')], action: Action::QuitNow, hint: None, help: "quit at once" },
    Binding {
        on: EVERYWHERE,
        keys: &[Key::Ctrl('z')],
        action: Action::Suspend,
        hint: None,
        help: "to the shell; fg comes back",
    },
];

/// The keys that work in a place, in the order of the table.
pub fn bindings(place: Place) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |binding| binding.on.contains(&place))
}

/// What a key asks for in a place.
#[must_use]
pub fn action(place: Place, event: KeyEvent) -> Option<Action> {
    bindings(place).find(|binding| binding.keys.iter().any(|key| key.is(event))).map(|binding| binding.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in EVERYWHERE {
            let keys: Vec<_> = bindings(*place).flat_map(|binding| binding.keys).collect();
            for (index, key) in keys.iter().enumerate() {
                assert!(!keys[index + 1..].contains(key), "{} twice in {place:?}", key.name());
            }
        }
    }

    #[test]
    fn the_contract_holds() {
        let press = |place, code| action(place, KeyEvent::from(code));
        for (place, code, wanted) in [
            (Place::Home, KeyCode::Char('j'), Action::Down),
            (Place::Home, KeyCode::Char('l'), Action::Open),
            (Place::Home, KeyCode::Enter, Action::Open),
            (Place::Home, KeyCode::Esc, Action::Quit),
            (Place::Read, KeyCode::Esc, Action::Leave),
            (Place::Player, KeyCode::Char(' '), Action::Pause),
            (Place::Player, KeyCode::Right, Action::Next),
            (Place::Player, KeyCode::Char('n'), Action::Next),
            (Place::Player, KeyCode::Left, Action::Back),
            (Place::Player, KeyCode::Char('p'), Action::Back),
            (Place::Player, KeyCode::Char('r'), Action::Restart),
            (Place::Player, KeyCode::Char('N'), Action::NextStretch),
            (Place::Player, KeyCode::Char('P'), Action::PreviousStretch),
            (Place::Player, KeyCode::Char('+'), Action::Longer),
            (Place::Player, KeyCode::Char('-'), Action::Shorter),
            (Place::Player, KeyCode::Char('d'), Action::RepsDone),
            (Place::Player, KeyCode::Char('q'), Action::Quit),
            (Place::Player, KeyCode::Char('?'), Action::Help),
        ] {
            assert_eq!(press(place, code), Some(wanted), "{code:?} in {place:?}");
        }
        let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for place in EVERYWHERE {
            assert_eq!(action(*place, ctrl_c), Some(Action::QuitNow));
        }
    }
}
