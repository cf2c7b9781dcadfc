//! The coach in plain lines: for a screen reader, a printer, a pipe into a speech program, a terminal that can do
//! nothing else.
//!
//! The sentences come from [`crate::coach`]. Nothing here moves a cursor or writes a control code.

pub mod menu;

use crate::coach;
use crate::content::model::Library;
use crate::pages::{self, Block, Page};
use crate::session::cue::CueKind;
use crate::session::cue_event::CueEvent;
use crate::session::{ADJUSTMENT, Command, End, Session};
use crate::skin::lines::{Request, Skin};
use crate::words::counted;

#[derive(Clone, Debug)]
pub struct Plain {
    /// Whether there are keys, so that they are explained.
    keys: bool,
    /// When not to stretch, in lines, if the content says so.
    stop_signs: Option<String>,
}

pub(crate) const STOP_SIGNS: &str = "To read when not to stretch: stretch learn stop-signs.";

const KEYS: [&str; 3] = [
    "Enter pauses and goes on. ",
    "s tells when not to stretch, ",
    "w says it again, n is next, p is back, q quits, and ? tells every key. Press Enter after each.",
];

/// Every key with what it does. Capitals are named, since they sound like small letters.
const ALL_KEYS: [(&str, &str); 12] = [
    ("Enter", "pauses, and goes on"),
    ("w", "says again what to do"),
    ("n", "goes on to what comes next"),
    ("p", "goes back to the step before"),
    ("r", "begins this step again"),
    ("Capital N", "goes to the next stretch"),
    ("Capital P", "goes to the stretch before"),
    ("d", "ends these repetitions as done"),
    ("+ and -", "make this step longer and shorter"),
    ("m", "turns the sound off, and on again"),
    ("s", "pauses, and tells when not to stretch"),
    ("q", "quits"),
];

impl Skin for Plain {
    fn tell(&mut self, event: &CueEvent<'_>) -> String {
        let session = event.session;
        let mut lines = coach::line(event).map_or_else(Vec::new, |line| line.sentences);
        // The line for a stretch that waits says how to begin.
        lines.retain(|line| line != coach::BEGIN);
        match event.cue.kind {
            CueKind::SessionStarted => lines.extend(self.hint()),
            CueKind::Paused if self.keys => lines.push("Enter goes on.".into()),
            CueKind::Waiting if self.keys => lines.push("Enter begins.".into()),
            CueKind::SessionEnded(End::Stopped) => lines.extend(coach::closing(session)),
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
            "d" => Command::Done,
            "+" => Command::Adjust(ADJUSTMENT),
            "-" => Command::Adjust(-ADJUSTMENT),
            "q" => Command::Stop,
            "N" => return next_stretch(session),
            "P" => return previous_stretch(session),
            "m" => return Request::Mute,
            "s" => {
                let signs = self.stop_signs.clone();
                return Request::Telling(signs.unwrap_or_else(|| NO_STOP_SIGNS.into()), Command::Pause);
            }
            _ => return Request::Answer(all_keys()),
        })
    }

    fn leaves_in(&self, seconds: u128, is_first: bool) -> String {
        leaves_in(seconds, is_first)
    }
}

impl Plain {
    /// The plain coach of a library. `keys` says whether there are keys to explain.
    pub fn new(library: &Library, keys: bool) -> Self {
        Self { keys, stop_signs: stop_signs(library) }
    }

    /// What can be done during the session.
    fn hint(&self) -> Option<String> {
        let [pause, signs, others] = KEYS;
        match (self.keys, &self.stop_signs) {
            (true, Some(_)) => Some([pause, signs, others].concat()),
            (true, None) => Some([pause, others].concat()),
            (false, signs) => signs.as_ref().map(|_| STOP_SIGNS.into()),
        }
    }
}

/// Goes on to the next stretch, and says how to come back: the jump may have been a mistake.
fn next_stretch(session: &Session) -> Request {
    let part = session.snapshot().map(|snapshot| snapshot.part);
    match part.filter(|part| part.segment.stretch + 1 < part.plan.stretches.len()) {
        Some(part) => {
            let told = format!("Skipped {}. Capital P takes it back.\n", part.planned.name());
            Request::Telling(told, Command::NextStretch)
        }
        // After the last stretch no key could take it back.
        None => Request::Of(Command::NextStretch),
    }
}

fn previous_stretch(session: &Session) -> Request {
    let is_first = session.snapshot().is_none_or(|snapshot| snapshot.part.segment.stretch == 0);
    let told = if is_first { "Back to the beginning.\n" } else { "Back a stretch. Capital N takes it back.\n" };
    Request::Telling(told.into(), Command::PreviousStretch)
}

/// The lines that say that it leaves in so many seconds unless a line comes.
fn leaves_in(seconds: u128, is_first: bool) -> String {
    let time = counted(seconds, "second");
    if is_first { format!("Nobody there? It ends in {time}. Enter stays.\n") } else { format!("{seconds}\n") }
}

const NO_STOP_SIGNS: &str = "The content does not say when not to stretch.\n";

/// When not to stretch, in lines, if the content says so.
fn stop_signs(library: &Library) -> Option<String> {
    let blocks = pages::page(library, Page::StopSigns);
    let lines = blocks.iter().filter(|block| !matches!(block, Block::Aside(_))).map(line);
    (!library.stop_signs.is_empty()).then(|| lines.collect())
}

/// A page in lines, with its title.
pub fn lines(page: Page, library: &Library) -> String {
    let blocks = pages::page(library, page);
    [format!("{}.\n", page.title())].into_iter().chain(blocks.iter().map(line)).collect()
}

/// A block of a page as a line; nothing for a gap or for the number of a source, which means nothing when heard.
fn line(block: &Block) -> String {
    match block {
        Block::Gap | Block::Reference(_) => String::new(),
        Block::Heading(text) | Block::Alarm(text) => format!("{text}.\n"),
        Block::Name(text) => format!("{text}:\n"),
        Block::Text(text) | Block::Point(text) | Block::Aside(text) => format!("{text}\n"),
        Block::Stretches { names, .. } => format!("Stretches for it: {names}.\n"),
    }
}

fn all_keys() -> String {
    let keys = ALL_KEYS.iter().map(|(key, does)| format!("{key} {does}.\n"));
    keys.chain(["Press Enter after each.\n".to_owned()]).collect()
}
