//! Every key there is, in one table: what is dispatched, hinted at and listed in the help comes from here.

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use table::TABLE;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
    /// The group or page before.
    Previous,
    /// The next group or page.
    Following,
    /// Open or start what is chosen.
    Open,
    /// Into what is chosen: the stretches of a routine.
    Into,
    /// All there is to read about what is chosen.
    Item,
    /// The conditions that concern what is chosen.
    Cautions,
    Find,
    /// Take back the last letter.
    Erase,
    Dose,
    Variant,
    StopSigns,
    /// What of the user's own files is left out.
    LeftOut,
    Pause,
    /// On to the next thing.
    Next,
    /// Back to the work before.
    Back,
    /// The step from its start.
    Restart,
    NextStretch,
    PreviousStretch,
    Longer,
    Shorter,
    RepsDone,
    /// Sound off, or on again.
    Mute,
    /// Say again what to do.
    SayAgain,
    Theme,
    StopHere,
    GoOn,
    Help,
    Menu,
    /// One level back; from the first, out of the program.
    Leave,
    /// Out of the session, and at once out of the program.
    Quit,
    /// Out of the program, now.
    QuitNow,
    /// To the shell for a while.
    Suspend,
}

/// The screens, as far as keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Home,
    /// The stretches of a routine.
    Routine,
    /// Finding something in the menu.
    Find,
    Item,
    /// The conditions that concern one thing.
    Cautions,
    Read,
    Player,
    /// The question whether to stop the session.
    Question,
    Summary,
    Help,
}

/// A key and what it does.
#[derive(Debug)]
pub struct Binding {
    /// The screens it works on.
    pub on: &'static [Context],
    /// The keys, the one to be shown first.
    pub keys: &'static [Key],
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
            Self::Plain(KeyCode::Backspace) => "backspace".into(),
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

/// The keys that work in a place, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |binding| binding.on.contains(&context))
}

/// What a key asks for in a place. A letter that means nothing as a capital means what it means without Shift: Caps Lock
/// may be on.
#[must_use]
pub fn action(context: Context, event: KeyEvent) -> Option<Action> {
    let of = |event| bindings(context).find(|binding| binding.keys.iter().any(|key| key.is(event)));
    let small = || match event.code {
        KeyCode::Char(letter) => of(KeyEvent { code: KeyCode::Char(letter.to_ascii_lowercase()), ..event }),
        _ => None,
    };
    of(event).or_else(small).map(|binding| binding.action)
}

/// The keys of an action in a place, as they are called on the screen.
pub fn names_of(context: Context, action: Action) -> impl Iterator<Item = String> {
    bindings(context)
        .filter(move |binding| binding.action == action)
        .flat_map(|binding| binding.keys)
        .map(|key| key.name())
}

/// The first key of an action in a place, as it is called on the screen.
#[must_use]
pub fn name_of(context: Context, action: Action) -> String {
    names_of(context, action).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{table::EVERYWHERE, *};

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in EVERYWHERE {
            let keys: Vec<_> = bindings(*context).flat_map(|binding| binding.keys).collect();
            for (index, key) in keys.iter().enumerate() {
                assert!(!keys[index + 1..].contains(key), "{} twice in {context:?}", key.name());
            }
        }
    }

    #[test]
    fn a_letter_with_one_meaning_has_it_in_both_cases() {
        for context in EVERYWHERE {
            for letter in 'a'..='z' {
                let press = |letter| action(*context, KeyEvent::from(KeyCode::Char(letter)));
                let capital = Key::Plain(KeyCode::Char(letter.to_ascii_uppercase()));
                let is_its_own = bindings(*context).any(|binding| binding.keys.contains(&capital));
                let same = press(letter) == press(letter.to_ascii_uppercase());
                assert!(same != is_its_own, "{letter} in {context:?}");
            }
        }
    }

    #[test]
    fn no_arrow_changes_a_time() {
        // The wheel of a mouse sends arrows to whatever fills the screen.
        for code in [KeyCode::Up, KeyCode::Down, KeyCode::Char('k'), KeyCode::Char('j')] {
            let action = action(Context::Player, code.into());
            assert!(matches!(action, Some(Action::Up | Action::Down)), "{code:?}");
        }
    }

    #[test]
    fn the_contract_holds() {
        let press = |context, code| action(context, KeyEvent::from(code));
        for (context, code, wanted) in [
            (Context::Home, KeyCode::Char('j'), Action::Down),
            (Context::Home, KeyCode::Char('l'), Action::Into),
            (Context::Home, KeyCode::Enter, Action::Open),
            (Context::Home, KeyCode::Esc, Action::Leave),
            (Context::Read, KeyCode::Char('q'), Action::Leave),
            (Context::Read, KeyCode::Esc, Action::Leave),
            (Context::Player, KeyCode::Char(' '), Action::Pause),
            (Context::Player, KeyCode::Right, Action::Next),
            (Context::Player, KeyCode::Char('n'), Action::Next),
            (Context::Player, KeyCode::Left, Action::Back),
            (Context::Player, KeyCode::Char('p'), Action::Back),
            (Context::Player, KeyCode::Char('r'), Action::Restart),
            (Context::Player, KeyCode::Char('N'), Action::NextStretch),
            (Context::Player, KeyCode::Char('P'), Action::PreviousStretch),
            (Context::Player, KeyCode::Char('+'), Action::Longer),
            (Context::Player, KeyCode::Char('-'), Action::Shorter),
            (Context::Player, KeyCode::Char('d'), Action::RepsDone),
            (Context::Player, KeyCode::Char('m'), Action::Mute),
            (Context::Home, KeyCode::Char('t'), Action::Theme),
            (Context::Player, KeyCode::Char('q'), Action::Quit),
            (Context::Player, KeyCode::Char('?'), Action::Help),
        ] {
            assert_eq!(press(context, code), Some(wanted), "{code:?} in {context:?}");
        }
        let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for context in EVERYWHERE {
            assert_eq!(action(*context, ctrl_c), Some(Action::QuitNow));
        }
    }
}
