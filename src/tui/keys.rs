//! The keys of a screen are one list, in the file of the screen: it dispatches them, hints at them and lists them in the
//! help. Here is what such a list is made of, and the keys that several screens share.

pub(crate) mod shared;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use shared::EVERYWHERE;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
    /// The previous group or page.
    Previous,
    /// The next group or page.
    Following,
    /// Open or start the chosen item.
    Open,
    /// Start what has this index; a binding has the index of its first key.
    Start(usize),
    /// Say how it feels with this number; a binding has the number of its first key.
    Rate(usize),
    RateLower,
    RateHigher,
    /// Go on with a session that was left.
    Resume,
    /// List the stretches of a routine.
    Into,
    /// Show the chosen item in full.
    Item,
    /// Show the conditions that concern the chosen item.
    Cautions,
    Find,
    Erase,
    Tick,
    /// Move what is chosen up or down in its order.
    Earlier,
    Later,
    /// What a person says about themselves.
    AboutYou,
    /// What was done in the last weeks.
    Progress,
    /// A routine of one's own.
    Edit,
    Dose,
    Variant,
    StopSigns,
    /// Show the errors in the user's files.
    LeftOut,
    Pause,
    /// Skip to the next part.
    Next,
    /// Back to the previous work.
    Back,
    /// Repeat the step from its start.
    Restart,
    NextStretch,
    PreviousStretch,
    Longer,
    Shorter,
    RepsDone,
    Mute,
    SayAgain,
    Theme,
    StopHere,
    GoOn,
    Help,
    Menu,
    /// One level back; from the first, exit.
    Leave,
    /// Stop the session, which asks first; in the question, exit.
    Quit,
    QuitNow,
    Suspend,
}

/// The keys of a screen, in the order of its hints and its help. Where the hint line is narrow, its end is left out.
#[derive(Debug)]
pub struct Keys {
    pub title: &'static str,
    /// The keys of this screen alone: those of all screens are added to them.
    pub(crate) own: &'static [Binding],
}

/// Some keys and what they do.
#[derive(Debug)]
pub struct Binding {
    /// The keys; the first one is shown in hints.
    pub keys: &'static [Key],
    pub(crate) action: Action,
    /// The word in the hint line; none for what only the help lists.
    pub(crate) hint: Option<&'static str>,
    pub help: &'static str,
}

impl Binding {
    /// The names of its keys, at most so many of them. Those that are counted are named by the first and the last.
    pub fn names(&self, most: usize) -> String {
        let name = |key: Option<&Key>| key.map(|key| key.name()).unwrap_or_default();
        match self.action {
            Action::Start(_) | Action::Rate(_) => format!("{} to {}", name(self.keys.first()), name(self.keys.last())),
            _ => self.keys.iter().take(most).map(|key| key.name()).collect::<Vec<_>>().join("  "),
        }
    }

    /// A binding that only the help lists.
    pub(crate) const fn new(action: Action, keys: &'static [Key], help: &'static str) -> Self {
        Self { keys, action, hint: None, help }
    }

    /// The binding with a word in the hint line.
    pub(crate) const fn hint(self, word: &'static str) -> Self {
        Self { hint: Some(word), ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The key of this code. A capital letter is a letter with Shift.
    Plain(KeyCode),
    Ctrl(char),
}

pub(crate) const fn key(code: KeyCode) -> Key {
    Key::Plain(code)
}

pub(crate) const fn letter(letter: char) -> Key {
    Key::Plain(KeyCode::Char(letter))
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

    /// Its name on the screen.
    pub fn name(self) -> String {
        match self {
            Self::Plain(KeyCode::Char(' ')) => "space".into(),
            Self::Plain(KeyCode::Char('-')) => "−".into(),
            Self::Plain(KeyCode::Char(letter)) => letter.into(),
            Self::Plain(KeyCode::Up) => "↑".into(),
            Self::Plain(KeyCode::Down) => "↓".into(),
            Self::Plain(KeyCode::Left) => "←".into(),
            Self::Plain(KeyCode::Right) => "→".into(),
            Self::Plain(KeyCode::BackTab) => "shift-tab".into(),
            Self::Plain(KeyCode::PageUp) => "page up".into(),
            Self::Plain(KeyCode::PageDown) => "page down".into(),
            Self::Plain(KeyCode::F(number)) => format!("f{number}"),
            Self::Plain(other) => format!("{other:?}").to_lowercase(),
            Self::Ctrl(letter) => format!("ctrl-{letter}"),
        }
    }
}

impl Keys {
    pub fn bindings(&self) -> impl Iterator<Item = &'static Binding> {
        self.own.iter().chain(EVERYWHERE)
    }

    /// What a key asks for. A letter that means nothing as a capital means what it means without Shift: Caps Lock may be on.
    pub(crate) fn action(&self, event: KeyEvent) -> Option<Action> {
        let of = |event| {
            self.bindings().find_map(|binding| {
                let at = binding.keys.iter().position(|key| key.is(event))?;
                Some(match binding.action {
                    Action::Start(first) => Action::Start(first + at),
                    Action::Rate(first) => Action::Rate(first + at),
                    action => action,
                })
            })
        };
        let small = || match event.code {
            KeyCode::Char(letter) => of(KeyEvent { code: KeyCode::Char(letter.to_ascii_lowercase()), ..event }),
            _ => None,
        };
        of(event).or_else(small)
    }

    /// The names of the keys of an action.
    pub(crate) fn names_of(&self, action: Action) -> impl Iterator<Item = String> {
        let bindings = self.bindings().filter(move |binding| binding.action == action);
        bindings.flat_map(|binding| binding.keys).map(|key| key.name())
    }

    /// The name of the first key of an action.
    pub(crate) fn name_of(&self, action: Action) -> String {
        self.names_of(action).next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ALL_KEYS;
    use crate::tui::screens::{home, player, read};

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        for screen in ALL_KEYS {
            let keys: Vec<_> = screen.bindings().flat_map(|binding| binding.keys).collect();
            for (index, key) in keys.iter().enumerate() {
                assert!(!keys[index + 1..].contains(key), "{} twice in {screen:?}", key.name());
            }
        }
    }

    #[test]
    fn a_letter_with_one_meaning_has_it_in_both_cases() {
        for screen in ALL_KEYS {
            for letter in 'a'..='z' {
                let press = |letter| screen.action(KeyEvent::from(KeyCode::Char(letter)));
                let capital = Key::Plain(KeyCode::Char(letter.to_ascii_uppercase()));
                let is_its_own = screen.bindings().any(|binding| binding.keys.contains(&capital));
                let same = press(letter) == press(letter.to_ascii_uppercase());
                assert!(same != is_its_own, "{letter} in {screen:?}");
            }
        }
    }

    #[test]
    fn no_arrow_changes_a_time() {
        // The wheel of a mouse sends arrows to a program that fills the screen.
        for code in [KeyCode::Up, KeyCode::Down, KeyCode::Char('k'), KeyCode::Char('j')] {
            let action = player::KEYS.action(code.into());
            assert!(matches!(action, Some(Action::Up | Action::Down)), "{code:?}");
        }
    }

    #[test]
    fn the_contract_holds() {
        for (screen, code, wanted) in [
            (&home::KEYS, KeyCode::Char('j'), Action::Down),
            (&home::KEYS, KeyCode::Char('l'), Action::Into),
            (&home::KEYS, KeyCode::Enter, Action::Open),
            (&home::KEYS, KeyCode::Esc, Action::Leave),
            (&read::KEYS, KeyCode::Char('q'), Action::Leave),
            (&read::KEYS, KeyCode::Esc, Action::Leave),
            (&player::KEYS, KeyCode::Char(' '), Action::Pause),
            (&player::KEYS, KeyCode::Right, Action::Next),
            (&player::KEYS, KeyCode::Char('n'), Action::Next),
            (&player::KEYS, KeyCode::Left, Action::Back),
            (&player::KEYS, KeyCode::Char('p'), Action::Back),
            (&player::KEYS, KeyCode::Char('r'), Action::Restart),
            (&player::KEYS, KeyCode::Char('N'), Action::NextStretch),
            (&player::KEYS, KeyCode::Char('P'), Action::PreviousStretch),
            (&player::KEYS, KeyCode::Char('+'), Action::Longer),
            (&player::KEYS, KeyCode::Char('-'), Action::Shorter),
            (&player::KEYS, KeyCode::Char('d'), Action::RepsDone),
            (&player::KEYS, KeyCode::Char('m'), Action::Mute),
            (&home::KEYS, KeyCode::Char('t'), Action::Theme),
            (&player::KEYS, KeyCode::Char('q'), Action::Quit),
            (&player::KEYS, KeyCode::Char('?'), Action::Help),
        ] {
            assert_eq!(screen.action(code.into()), Some(wanted), "{code:?} in {screen:?}");
        }
        let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for screen in ALL_KEYS {
            assert_eq!(screen.action(ctrl_c), Some(Action::QuitNow));
        }
    }
}
