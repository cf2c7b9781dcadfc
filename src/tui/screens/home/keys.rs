//! The keys of the menu, of the stretches of a routine, of finding, and of one item.

use crossterm::event::KeyCode;

use crate::tui::keys::shared::{
    BOTTOM, CAUTIONS, DOSE, DOWN, FOLLOWING, HELP, INTO, ITEM, LEAVE, OPEN, PAGE_UP, PREVIOUS, STOP_SIGNS, TOP, UP,
    VARIANT,
};
use crate::tui::keys::{Action, Binding, Keys, key, letter};

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of the menu",
    own: &[
        OPEN,
        INTO,
        UP,
        DOWN,
        CAUTIONS,
        STOP_SIGNS,
        DOSE,
        VARIANT,
        ITEM,
        Binding::new(Action::Resume, &[letter('r')], "go on with the session that you left").hint("go on"),
        Binding::new(Action::AboutYou, &[letter('a')], "what applies to you, and where you stretch").hint("about you"),
        Binding::new(Action::Progress, &[letter('p')], "what you did in the last weeks").hint("progress"),
        Binding::new(Action::Edit, &[letter('o')], "change it into a routine of your own"),
        Binding::new(Action::Shorter, &[letter('-')], "a minute less for each session"),
        Binding::new(Action::Longer, &[letter('+')], "a minute more, up to no limit"),
        Binding::new(Action::Find, &[letter('/')], "find by a part of the name").hint("find"),
        Binding::new(Action::Theme, &[letter('t')], "next theme (saved)").hint("theme"),
        Binding::new(Action::LeftOut, &[letter('e')], "errors in files of your own"),
        FOLLOWING,
        PREVIOUS,
        TOP,
        BOTTOM,
        HELP,
        Binding::new(Action::Leave, &[letter('q'), key(KeyCode::Esc)], "quit").hint("quit"),
    ],
};

/// The keys of the stretches of a routine.
pub(crate) static ROUTINE_KEYS: Keys = Keys {
    title: "The keys of a routine's stretches",
    own: &[OPEN, INTO, UP, DOWN, CAUTIONS, STOP_SIGNS, DOSE, ITEM, TOP, BOTTOM, LEAVE, HELP],
};

/// The keys of finding: all letters belong to what is looked for.
pub(crate) static FIND_KEYS: Keys = Keys {
    title: "The keys of the menu",
    own: &[
        Binding::new(Action::Open, &[key(KeyCode::Enter)], "choose what is found").hint("choose"),
        Binding::new(Action::Up, &[key(KeyCode::Up)], "up"),
        Binding::new(Action::Down, &[key(KeyCode::Down)], "down").hint("next"),
        Binding::new(Action::Erase, &[key(KeyCode::Backspace)], "take the last letter back"),
        Binding::new(Action::Leave, &[key(KeyCode::Esc)], "back to what was chosen before").hint("leave"),
    ],
};

/// The keys of an item on a screen of its own.
pub(crate) static ITEM_KEYS: Keys = Keys {
    title: "The keys of what is shown",
    own: &[
        OPEN,
        INTO,
        UP,
        DOWN,
        CAUTIONS,
        STOP_SIGNS,
        DOSE,
        VARIANT,
        Binding::new(Action::PageDown, &[key(KeyCode::PageDown)], "a screen down"),
        PAGE_UP,
        TOP,
        BOTTOM,
        LEAVE,
        HELP,
    ],
};
