//! The keys of a session, and of the question whether to stop it.

use crossterm::event::KeyCode;

use crate::tui::keys::shared::{HELP, RATE, RATE_HIGHER, RATE_LOWER, UNRATE};
use crate::tui::keys::{Action, Binding, Keys, key, letter};

const PAUSE: Binding =
    Binding::new(Action::Pause, &[letter(' '), key(KeyCode::Enter)], "pause, or go on").hint("pause");
const NEXT_STRETCH: Binding = Binding::new(Action::NextStretch, &[letter('N'), letter('L')], "the next stretch");

/// The keys of a session. No arrow changes a time: the wheel of a mouse sends arrows.
pub(crate) static KEYS: Keys = Keys {
    title: "The keys of a session",
    own: &[
        PAUSE,
        Binding::new(Action::Next, &[key(KeyCode::Right), letter('n'), letter('l')], "skip to the next part")
            .hint("next"),
        Binding::new(Action::Back, &[key(KeyCode::Left), letter('p'), letter('h')], "back to the step before")
            .hint("back"),
        Binding::new(Action::Longer, &[letter('+'), letter('=')], "more time for this step"),
        Binding::new(Action::Shorter, &[letter('-'), letter('_')], "less time for this step"),
        Binding::new(Action::SayAgain, &[letter('w')], "say it again, where a voice speaks"),
        Binding::new(Action::Restart, &[letter('r')], "this step from its start"),
        NEXT_STRETCH,
        Binding::new(Action::PreviousStretch, &[letter('P'), letter('H')], "the stretch before"),
        Binding::new(Action::Up, &[key(KeyCode::Up), letter('k')], "up, where words do not fit"),
        Binding::new(Action::Down, &[key(KeyCode::Down), letter('j')], "down, where words do not fit"),
        HELP,
        Binding::new(Action::Quit, &[letter('q'), key(KeyCode::Esc)], "stop (asks first)").hint("stop"),
        Binding::new(Action::RepsDone, &[letter('d')], "done with these reps").hint("done"),
        Binding::new(Action::Mute, &[letter('m')], "sound off, or on again").hint("sound"),
        Binding::new(Action::StopSigns, &[letter('s')], "pause, and when not to stretch").hint("stop signs"),
    ],
};

/// The keys of a session that waits to be begun, where it is asked how it feels.
pub(crate) static RATING_KEYS: Keys = Keys {
    title: "The keys before a session",
    own: &[
        Binding { help: "begin", hint: Some("begin"), ..PAUSE },
        RATE_HIGHER,
        RATE_LOWER,
        RATE,
        UNRATE,
        Binding::new(Action::Next, &[letter('n'), letter('l')], "begin, too"),
        NEXT_STRETCH,
        Binding::new(Action::SayAgain, &[letter('w')], "say it again, where a voice speaks"),
        Binding::new(Action::Up, &[key(KeyCode::Up), letter('k')], "up, where words do not fit"),
        Binding::new(Action::Down, &[key(KeyCode::Down), letter('j')], "down, where words do not fit"),
        HELP,
        Binding::new(Action::Quit, &[letter('q'), key(KeyCode::Esc)], "stop (asks first)").hint("stop"),
        Binding::new(Action::Mute, &[letter('m')], "sound off, or on again").hint("sound"),
        Binding::new(Action::StopSigns, &[letter('s')], "when not to stretch").hint("stop signs"),
    ],
};

/// The keys of the question whether to stop: who answers it with another q leaves the program.
pub(crate) static QUESTION_KEYS: Keys = Keys {
    title: "The keys of a session",
    own: &[
        Binding::new(Action::StopHere, &[letter('y'), key(KeyCode::Enter)], "stop the session here").hint("stop here"),
        Binding::new(Action::GoOn, &[key(KeyCode::Esc), letter(' '), letter('n')], "go on with the session")
            .hint("go on"),
        Binding::new(Action::Quit, &[letter('q')], "quit").hint("quit"),
    ],
};
