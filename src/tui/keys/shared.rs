//! The keys that mean the same on several screens.

use crossterm::event::KeyCode;

use super::{Action, Binding, Key, key, letter};

/// The keys that every screen has.
pub(super) const EVERYWHERE: &[Binding] = &[
    Binding::new(Action::QuitNow, &[Key::Ctrl('c')], "quit at once"),
    Binding::new(Action::Suspend, &[Key::Ctrl('z')], "suspend (fg resumes)"),
];

pub(crate) const UP: Binding = Binding::new(Action::Up, &[key(KeyCode::Up), letter('k')], "up");
pub(crate) const DOWN: Binding = Binding::new(Action::Down, &[key(KeyCode::Down), letter('j')], "down").hint("choose");
pub(crate) const PAGE_DOWN: Binding =
    Binding::new(Action::PageDown, &[key(KeyCode::PageDown), letter(' ')], "a screen down");
pub(crate) const PAGE_UP: Binding = Binding::new(Action::PageUp, &[key(KeyCode::PageUp), letter('b')], "a screen up");
pub(crate) const TOP: Binding = Binding::new(Action::Top, &[letter('g'), key(KeyCode::Home)], "to the top");
pub(crate) const BOTTOM: Binding = Binding::new(Action::Bottom, &[letter('G'), key(KeyCode::End)], "to the end");
pub(crate) const FOLLOWING: Binding =
    Binding::new(Action::Following, &[key(KeyCode::Tab)], "the next group, or the next page");
pub(crate) const PREVIOUS: Binding =
    Binding::new(Action::Previous, &[key(KeyCode::BackTab)], "the group or the page before");

pub(crate) const OPEN: Binding =
    Binding::new(Action::Open, &[key(KeyCode::Enter), letter(' ')], "start or open what is chosen").hint("start");
pub(crate) const INTO: Binding =
    Binding::new(Action::Into, &[key(KeyCode::Right), letter('l')], "the stretches of a routine; of others as enter")
        .hint("stretches");
pub(crate) const CAUTIONS: Binding =
    Binding::new(Action::Cautions, &[letter('c')], "every condition that concerns it").hint("cautions");
pub(crate) const STOP_SIGNS: Binding =
    Binding::new(Action::StopSigns, &[letter('s')], "when not to stretch").hint("stop signs");
pub(crate) const DOSE: Binding =
    Binding::new(Action::Dose, &[letter('d')], "own, light, standard or full dose").hint("dose");
pub(crate) const VARIANT: Binding = Binding::new(Action::Variant, &[letter('v')], "next variant").hint("variant");
pub(crate) const ITEM: Binding =
    Binding::new(Action::Item, &[letter('i')], "all that there is to read about it").hint("in full");

pub(crate) const HELP: Binding =
    Binding::new(Action::Help, &[letter('?'), key(KeyCode::F(1))], "every key of this screen").hint("keys");
const BACK: &[Key] = &[key(KeyCode::Esc), letter('q'), key(KeyCode::Left), letter('h')];
pub(crate) const LEAVE: Binding = Binding::new(Action::Leave, BACK, "back to where you were").hint("back");
/// Where Enter has nothing else to do.
pub(crate) const LEAVE_READ: Binding =
    Binding { keys: &[key(KeyCode::Esc), letter('q'), key(KeyCode::Left), letter('h'), key(KeyCode::Enter)], ..LEAVE };

/// How it feels, where that is asked.
#[rustfmt::skip]
const DIGITS: &[Key] = &[
    letter('0'), letter('1'), letter('2'), letter('3'), letter('4'), letter('5'), letter('6'), letter('7'), letter('8'), letter('9'),
];
pub(crate) const RATE: Binding =
    Binding::new(Action::Rate(0), DIGITS, "how much pain: 0 is none; 1 and then 0 is 10, the worst").hint("pain");
pub(crate) const RATE_LOWER: Binding = Binding::new(Action::RateLower, &[key(KeyCode::Left)], "a lower number");
pub(crate) const RATE_HIGHER: Binding =
    Binding::new(Action::RateHigher, &[key(KeyCode::Right)], "a higher number, up to 10");
pub(crate) const UNRATE: Binding = Binding::new(Action::Erase, &[key(KeyCode::Backspace)], "no number after all");
