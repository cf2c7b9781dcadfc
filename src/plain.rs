//! The coach in plain lines: for a screen reader, a printer, a pipe into a speech program, a terminal that can do
//! nothing else.
//!
//! Each line is said once, when it matters, by [`crate::coach`]. Nothing here moves a cursor or writes a control code.

use crate::{
    coach,
    content::model::Library,
    lines::{Request, Skin},
    listener::Heard,
    pages::{self, Block, Page},
    session::{ADJUSTMENT, Command, End, Session, cue::What},
};

/// The plain coach.
#[derive(Clone, Debug)]
pub struct Plain {
    /// Whether there are keys to be told about.
    keys: bool,
    /// When not to stretch, in lines.
    stop_signs: String,
}

const STOP_SIGNS: &str = "To read when not to stretch: stretch learn stop-signs.";

const KEYS: &str = "Enter pauses and goes on. s tells when not to stretch, w says it again, n is next, p is back, \
                    q quits, and ? tells every key. Press Enter after each.";

/// Every key, each with what it does.
const ALL_KEYS: [(&str, &str); 12] = [
    ("Enter", "pauses, and goes on"),
    ("w", "says again what to do"),
    ("n", "goes on to what comes next"),
    ("p", "goes back to the step before"),
    ("r", "begins this step again"),
    ("N", "goes to the next stretch"),
    ("P", "goes to the stretch before"),
    ("d", "ends these repetitions as done"),
    ("+ and -", "make this step longer and shorter"),
    ("m", "turns the sound off, and on again"),
    ("s", "pauses, and tells when not to stretch"),
    ("q", "quits"),
];

impl Skin for Plain {
    fn tell(&mut self, heard: &Heard<'_>) -> String {
        let session = heard.session;
        let mut lines = coach::said(heard).map_or_else(Vec::new, |line| line.sentences);
        // Below it is said how.
        lines.retain(|line| line != coach::BEGIN);
        match heard.cue.what {
            What::SessionStarted => lines.push(if self.keys { KEYS } else { STOP_SIGNS }.into()),
            What::Paused if self.keys => lines.push("Enter goes on.".into()),
            What::Waiting if self.keys => lines.push("Enter begins.".into()),
            What::SessionEnded(End::Stopped) => lines.extend(coach::closing(session)),
            _ => {}
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    fn read(&mut self, line: &str, session: &Session) -> Request {
        Request::Of(match line {
            "" if session.stands_still() => Command::Resume,
            "" => Command::Pause,
            "w" => Command::SayAgain,
            "n" => Command::Next,
            "p" => Command::Back,
            "r" => Command::Restart,
            "N" => Command::NextStretch,
            "P" => Command::PreviousStretch,
            "d" => Command::Done,
            "+" => Command::Adjust(ADJUSTMENT),
            "-" => Command::Adjust(-ADJUSTMENT),
            "q" => Command::Stop,
            "m" => return Request::Mute,
            "s" => return Request::Reading(self.stop_signs.clone()),
            _ => return Request::Answer(all_keys()),
        })
    }

    fn leaves_in(&self, seconds: u128, first: bool) -> String {
        if first {
            format!("Nobody there? It ends in {seconds} seconds. Enter stays.\n")
        } else {
            format!("{seconds}\n")
        }
    }
}

impl Plain {
    /// The plain coach of a library. `keys` says whether there are keys to be told about.
    #[must_use]
    pub fn new(library: &Library, keys: bool) -> Self {
        let lines = pages::page(library, Page::StopSigns).into_iter().filter_map(|block| match block {
            Block::Gap | Block::Aside(_) => None,
            Block::Heading(text) | Block::Alarm(text) => Some(format!("{text}.\n")),
            Block::Name(text) => Some(format!("{text}:\n")),
            Block::Text(text) | Block::Point(text) => Some(text + "\n"),
        });
        Self { keys, stop_signs: lines.collect() }
    }
}

fn all_keys() -> String {
    let keys = ALL_KEYS.iter().map(|(key, does)| format!("{key} {does}.\n"));
    keys.chain(["Press Enter after each.\n".to_owned()]).collect()
}
