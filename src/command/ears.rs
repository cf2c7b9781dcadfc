//! Who listens to a session, as the settings have it.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

#[cfg(feature = "tones")]
use crate::listener::tones::player::Tones;
use crate::{
    listener::{Listeners, awake::Awake, bell::Bell, flash::Flash, hook::Hooks, speech::Voice},
    session::clock::Clock,
    settings::{Origin, Settings, Sound},
};

/// Everybody, with the bell on a terminal.
pub fn listeners(settings: &Settings, clock: Clock, terminal: impl Write + 'static) -> Listeners {
    let mut listeners = beside(settings, clock);
    sound(settings, clock, terminal, &mut listeners);
    listeners
}

/// Everybody beside a skin of lines. There the bell is for who asks for it, and does not ring among the lines.
pub fn beside_lines(settings: &Settings, clock: Clock) -> Listeners {
    let mut listeners = beside(settings, clock);
    let rings = *settings.sound != Sound::Bell || io::stderr().is_terminal();
    if settings.sound.origin != Origin::Default && rings {
        sound(settings, clock, io::stderr(), &mut listeners);
    }
    listeners
}

/// The flash, if it is wanted.
pub fn flash(settings: &Settings, clock: Clock) -> Option<Flash> {
    settings.flash.then(|| Flash::new(clock))
}

/// Everybody but the sound.
fn beside(settings: &Settings, clock: Clock) -> Listeners {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut listeners = Listeners::default();
    if let Some(voice) = Voice::new(&settings.speak, &path) {
        listeners.add(voice);
    }
    if !settings.hooks.is_empty() {
        let hooks = settings.hooks.iter().map(|hook| (hook.event.to_owned(), hook.command.to_vec()));
        listeners.add(Hooks::new(hooks.collect(), clock));
    }
    let over_ssh = env::var_os("SSH_CONNECTION").is_some();
    if let Some(awake) = settings.awake.then(|| Awake::new(&path, over_ssh)).flatten() {
        listeners.add(awake);
    }
    listeners
}

fn sound(settings: &Settings, clock: Clock, terminal: impl Write + 'static, listeners: &mut Listeners) {
    match *settings.sound {
        Sound::Off => {}
        Sound::Bell => listeners.add(Bell::new(terminal, clock)),
        #[cfg(feature = "tones")]
        Sound::Tones => listeners.add(Tones::new(*settings.volume)),
        #[cfg(not(feature = "tones"))]
        Sound::Tones => {
            super::tell(WITHOUT_TONES);
            listeners.add(Bell::new(terminal, clock));
        }
    }
}

#[cfg(not(feature = "tones"))]
const WITHOUT_TONES: &str = "warning: this program was built without tones, so the bell rings instead\n\
                             `cargo install stretch-tui --features tones` builds it with them";
