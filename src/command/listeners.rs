//! The listeners of a session, as the settings have it.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal, Write};

use crate::listener::bell::Bell;
use crate::listener::hook::Hooks;
use crate::listener::inhibit_sleep::InhibitSleep;
use crate::listener::speech::Voice;
#[cfg(feature = "tones")]
use crate::listener::tones::player::Tones;
use crate::listener::{Listener, Listeners};
use crate::session::clock::Clock;
use crate::settings::{Settings, Sound};

/// All listeners, with the bell on a terminal.
pub(crate) fn listeners(settings: &Settings, clock: Clock, terminal: impl Write + 'static) -> Listeners {
    let mut listeners = beside(settings, clock);
    sound(settings, Some(Bell::new(terminal, clock)), &mut listeners);
    listeners
}

/// All listeners beside a skin of lines. The bell is a control code there: it rings only if it was asked for on the
/// command line, and never goes into a file.
pub(crate) fn beside_lines(settings: &Settings, clock: Clock) -> Listeners {
    let mut listeners = beside(settings, clock);
    let rings = settings.sound.is_given() && io::stderr().is_terminal();
    sound(settings, rings.then(|| Bell::new(io::stderr(), clock)), &mut listeners);
    listeners
}

fn beside(settings: &Settings, clock: Clock) -> Listeners {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut listeners = Listeners::default();
    if let Some(voice) = Voice::new(&settings.speak, &path) {
        listeners.add(voice);
    }
    if !settings.hooks.is_empty() {
        let hooks = settings.hooks.iter().map(|hook| (hook.event.to_owned(), hook.command.to_vec()));
        let mut commands = BTreeMap::new();
        commands.extend(hooks);
        listeners.add(Hooks::new(commands, clock));
    }
    let over_ssh = env::var_os("SSH_CONNECTION").is_some();
    if let Some(inhibitor) = settings.awake.then(|| InhibitSleep::new(&path, over_ssh)).flatten() {
        listeners.add(inhibitor);
    }
    listeners
}

/// The sound, with a bell where one may ring.
fn sound(settings: &Settings, bell: Option<impl Listener + 'static>, listeners: &mut Listeners) {
    let bell = match *settings.sound {
        Sound::Off => None,
        Sound::Bell => bell,
        #[cfg(feature = "tones")]
        Sound::Tones => return listeners.add(Tones::new(*settings.volume)),
        #[cfg(not(feature = "tones"))]
        Sound::Tones => {
            let instead = if bell.is_some() { "the bell rings instead" } else { "there is no sound" };
            super::tell(&format!("warning: this program was built without tones, so {instead}\n{WITH_TONES}"));
            bell
        }
    };
    if let Some(bell) = bell {
        listeners.add(bell);
    }
}

#[cfg(not(feature = "tones"))]
const WITH_TONES: &str = "`cargo install stretch-tui --features tones` builds it with them";
