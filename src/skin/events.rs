//! The skin for programs: each event a line of JSON, and commands as lines.

use std::time::Duration;

use crate::document::names::nearest;
use crate::events::SessionEvent;
use crate::printable::printable;
use crate::session::cue_event::CueEvent;
use crate::session::{Command, Session};
use crate::skin::lines::{Request, Skin};

#[derive(Clone, Copy, Debug, Default)]
pub struct Stream;

/// The commands without a number.
const COMMANDS: [(&str, Command); 10] = [
    ("pause", Command::Pause),
    ("resume", Command::Resume),
    ("next", Command::Next),
    ("back", Command::Back),
    ("restart", Command::Restart),
    ("next-stretch", Command::NextStretch),
    ("previous-stretch", Command::PreviousStretch),
    ("done", Command::Done),
    ("say", Command::SayAgain),
    ("quit", Command::Stop),
];

/// The commands with a number of seconds, and the sign of the change.
const ADJUSTMENTS: [(&str, i32); 2] = [("more", 1), ("less", -1)];
/// The most seconds by which one command makes a segment longer or shorter.
const MOST_SECONDS: i32 = 600;

impl Skin for Stream {
    fn tell(&mut self, event: &CueEvent<'_>) -> String {
        SessionEvent::of(event).map_or_else(String::new, |event| event.line())
    }

    fn read(&mut self, line: &str, session: &Session) -> Request {
        if line.is_empty() {
            return Request::Nothing;
        }
        let at = session.snapshot().map_or(Duration::ZERO, |snapshot| snapshot.elapsed);
        command(line).map_or_else(|message| Request::Answer(SessionEvent::error(message, at).line()), Request::Of)
    }
}

/// What a line asks for.
fn command(line: &str) -> Result<Command, String> {
    if let Some((_, command)) = COMMANDS.iter().find(|(word, _)| *word == line) {
        return Ok(*command);
    }
    let (word, number) = line.split_once(' ').unwrap_or((line, ""));
    if let Some((_, sign)) = ADJUSTMENTS.iter().find(|(adjustment, _)| *adjustment == word) {
        let seconds = number.trim().parse().ok().filter(|seconds| (1..=MOST_SECONDS).contains(seconds));
        let wanted = format!("`{word}` needs a whole number of seconds from 1 to {MOST_SECONDS}, such as `{word} 5`");
        return seconds.map(|seconds: i32| Command::Adjust(seconds * sign)).ok_or(wanted);
    }
    let words = || COMMANDS.iter().map(|(word, _)| *word).chain(ADJUSTMENTS.iter().map(|(word, _)| *word));
    let short: String = printable(line).chars().take(40).collect();
    Err(match nearest(word, words()) {
        Some(near) => format!("there is no command `{short}`: did you mean `{near}`?"),
        None => format!("there is no command `{short}`: there are {}", words().collect::<Vec<_>>().join(", ")),
    })
}
