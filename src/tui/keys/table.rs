//! The table itself: which keys do what where.

use crossterm::event::KeyCode;

use super::{Action, Binding, Key, Place};

const fn key(code: KeyCode) -> Key {
    Key::Plain(code)
}

const fn letter(letter: char) -> Key {
    Key::Plain(KeyCode::Char(letter))
}

pub(super) const EVERYWHERE: &[Place] = &[
    Place::Home,
    Place::Routine,
    Place::Find,
    Place::Item,
    Place::Cautions,
    Place::Read,
    Place::Player,
    Place::Question,
    Place::Summary,
    Place::Help,
];
const MENUS: &[Place] = &[Place::Home, Place::Routine];
const WITH_AN_ITEM: &[Place] = &[Place::Home, Place::Routine, Place::Item];
const SCROLLED: &[Place] = &[Place::Item, Place::Cautions, Place::Read, Place::Summary, Place::Help];
const PAGES: &[Place] = &[Place::Cautions, Place::Read];
const OTHERS_MOVED: &[Place] = &[Place::Home, Place::Routine, Place::Item, Place::Summary, Place::Help];
const MOVED: &[Place] =
    &[Place::Home, Place::Routine, Place::Item, Place::Cautions, Place::Read, Place::Summary, Place::Help];

/// Every key. Hints and help keep this order; where the hint line is narrow, its end is left out.
pub const TABLE: &[Binding] = &[
    Binding {
        on: &[Place::Player],
        keys: &[letter(' '), key(KeyCode::Enter)],
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
        keys: &[letter('+'), letter('=')],
        action: Action::Longer,
        hint: None,
        help: "more time for this step",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('-'), letter('_')],
        action: Action::Shorter,
        hint: None,
        help: "less time for this step",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('w')],
        action: Action::SayAgain,
        hint: None,
        help: "say it again, where a voice speaks",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('r')],
        action: Action::Restart,
        hint: None,
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
        on: &[Place::Find],
        keys: &[key(KeyCode::Enter)],
        action: Action::Open,
        hint: Some("choose"),
        help: "choose what is found",
    },
    Binding {
        on: WITH_AN_ITEM,
        keys: &[key(KeyCode::Enter), letter(' ')],
        action: Action::Open,
        hint: Some("start"),
        help: "start or open what is chosen",
    },
    Binding {
        on: WITH_AN_ITEM,
        keys: &[key(KeyCode::Right), letter('l')],
        action: Action::Into,
        hint: Some("stretches"),
        help: "the stretches of a routine; of others as enter",
    },
    Binding {
        on: &[Place::Player],
        keys: &[key(KeyCode::Up), letter('k')],
        action: Action::Up,
        hint: None,
        help: "up, where words do not fit",
    },
    Binding {
        on: &[Place::Player],
        keys: &[key(KeyCode::Down), letter('j')],
        action: Action::Down,
        hint: None,
        help: "down, where words do not fit",
    },
    Binding { on: MOVED, keys: &[key(KeyCode::Up), letter('k')], action: Action::Up, hint: None, help: "up" },
    Binding {
        on: MOVED,
        keys: &[key(KeyCode::Down), letter('j')],
        action: Action::Down,
        hint: Some("choose"),
        help: "down",
    },
    Binding { on: &[Place::Find], keys: &[key(KeyCode::Up)], action: Action::Up, hint: None, help: "up" },
    Binding { on: &[Place::Find], keys: &[key(KeyCode::Down)], action: Action::Down, hint: Some("next"), help: "down" },
    Binding {
        on: &[Place::Find],
        keys: &[key(KeyCode::Backspace)],
        action: Action::Erase,
        hint: None,
        help: "take the last letter back",
    },
    Binding {
        on: WITH_AN_ITEM,
        keys: &[letter('c')],
        action: Action::Cautions,
        hint: Some("cautions"),
        help: "every condition that concerns it",
    },
    Binding {
        on: &[Place::Home, Place::Routine, Place::Item, Place::Cautions, Place::Summary],
        keys: &[letter('s')],
        action: Action::StopSigns,
        hint: Some("stop signs"),
        help: "when not to stretch",
    },
    Binding {
        on: WITH_AN_ITEM,
        keys: &[letter('d')],
        action: Action::Dose,
        hint: Some("dose"),
        help: "own, light, standard or full dose",
    },
    Binding {
        on: &[Place::Home, Place::Item],
        keys: &[letter('v')],
        action: Action::Variant,
        hint: Some("variant"),
        help: "another variant",
    },
    Binding {
        on: MENUS,
        keys: &[letter('i')],
        action: Action::Item,
        hint: Some("in full"),
        help: "all that there is to read about it",
    },
    Binding {
        on: &[Place::Home],
        keys: &[letter('/')],
        action: Action::Find,
        hint: Some("find"),
        help: "find by a part of the name",
    },
    Binding {
        on: &[Place::Home],
        keys: &[letter('t')],
        action: Action::Theme,
        hint: Some("theme"),
        help: "another theme; it is kept",
    },
    Binding {
        on: &[Place::Home],
        keys: &[letter('e')],
        action: Action::LeftOut,
        hint: None,
        help: "errors in files of your own",
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
        on: &[Place::Cautions, Place::Read, Place::Summary, Place::Help],
        keys: &[key(KeyCode::PageDown), letter(' ')],
        action: Action::PageDown,
        hint: None,
        help: "a screen down",
    },
    Binding {
        on: &[Place::Item],
        keys: &[key(KeyCode::PageDown)],
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
        on: PAGES,
        keys: &[letter('g'), key(KeyCode::Home)],
        action: Action::Top,
        hint: Some("top"),
        help: "to the top",
    },
    Binding {
        on: OTHERS_MOVED,
        keys: &[letter('g'), key(KeyCode::Home)],
        action: Action::Top,
        hint: None,
        help: "to the top",
    },
    Binding {
        on: PAGES,
        keys: &[letter('G'), key(KeyCode::End)],
        action: Action::Bottom,
        hint: Some("end"),
        help: "to the end",
    },
    Binding {
        on: OTHERS_MOVED,
        keys: &[letter('G'), key(KeyCode::End)],
        action: Action::Bottom,
        hint: None,
        help: "to the end",
    },
    Binding {
        on: &[Place::Question],
        keys: &[letter('y'), key(KeyCode::Enter)],
        action: Action::StopHere,
        hint: Some("stop here"),
        help: "stop the session here",
    },
    Binding {
        on: &[Place::Question],
        keys: &[key(KeyCode::Esc), letter(' '), letter('n')],
        action: Action::GoOn,
        hint: Some("go on"),
        help: "go on with the session",
    },
    Binding {
        on: &[Place::Summary],
        keys: &[key(KeyCode::Enter)],
        action: Action::Menu,
        hint: Some("menu"),
        help: "to the menu",
    },
    Binding {
        on: &[Place::Find],
        keys: &[key(KeyCode::Esc)],
        action: Action::Leave,
        hint: Some("leave"),
        help: "back to what was chosen before",
    },
    Binding {
        on: &[Place::Routine, Place::Item, Place::Summary],
        keys: &[key(KeyCode::Esc), letter('q'), key(KeyCode::Left), letter('h')],
        action: Action::Leave,
        hint: Some("back"),
        help: "back to where you were",
    },
    Binding {
        on: &[Place::Cautions, Place::Read, Place::Help],
        keys: &[key(KeyCode::Esc), letter('q'), key(KeyCode::Left), letter('h'), key(KeyCode::Enter)],
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
        on: &[Place::Home, Place::Routine, Place::Item, Place::Cautions, Place::Read, Place::Player, Place::Summary],
        keys: &[letter('?'), key(KeyCode::F(1))],
        action: Action::Help,
        hint: Some("keys"),
        help: "every key of this screen",
    },
    Binding { on: &[Place::Help], keys: &[letter('?')], action: Action::Leave, hint: None, help: "close the help" },
    Binding {
        on: &[Place::Home],
        keys: &[letter('q'), key(KeyCode::Esc)],
        action: Action::Leave,
        hint: Some("quit"),
        help: "quit",
    },
    Binding {
        on: &[Place::Player, Place::Question],
        keys: &[letter('q')],
        action: Action::Quit,
        hint: Some("quit"),
        help: "quit (a session asks first)",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('d')],
        action: Action::RepsDone,
        hint: Some("done"),
        help: "done with these reps",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('m')],
        action: Action::Mute,
        hint: Some("sound"),
        help: "sound off, or on again",
    },
    Binding {
        on: &[Place::Player],
        keys: &[letter('s')],
        action: Action::StopSigns,
        hint: Some("stop signs"),
        help: "pause, and when not to stretch",
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
