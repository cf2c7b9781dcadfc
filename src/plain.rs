//! The coach in plain lines: for a screen reader, a printer, a pipe into a speech program, a terminal that can do
//! nothing else.
//!
//! Each line is said once, when it matters, by [`crate::coach`]. Nothing here moves a cursor or writes a control code.

use crate::{
    coach,
    format::{counted, spoken},
    lines::Skin,
    listener::Heard,
    plan::Plan,
    session::{Command, End, Session, cue::What, summary::Summary},
};

/// The plain coach.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    /// Whether there are keys to be told about.
    pub keys: bool,
}

const STOP_SIGNS: &str = "To read when not to stretch: stretch learn stop-signs.";

const KEYS: &str = "Enter pauses and goes on; n is next, p is back, q quits, each followed by Enter.";

impl Skin for Plain {
    fn tell(&mut self, heard: &Heard<'_>) -> String {
        let session = heard.session;
        let mut lines = coach::said(heard).map_or_else(Vec::new, |line| line.sentences);
        // Below it is said how.
        lines.retain(|line| line != coach::BEGIN);
        match heard.cue.what {
            What::SessionStarted => lines.extend(self.hints()),
            What::Paused if self.keys => lines.push("Enter goes on.".into()),
            What::Waiting if self.keys => lines.push("Enter begins.".into()),
            What::SessionEnded(end) => lines.extend(ending(end, &session.summary(), session.plan())),
            _ => {}
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    fn read(&mut self, line: &str, session: &Session) -> Result<Option<Command>, String> {
        Ok(Some(match line {
            "" if session.is_paused() || session.is_waiting() => Command::Resume,
            "" => Command::Pause,
            "n" => Command::Next,
            "p" => Command::Back,
            "q" => Command::Stop,
            _ => return Err(format!("{KEYS}\n")),
        }))
    }
}

impl Plain {
    fn hints(self) -> impl Iterator<Item = String> {
        let keys = self.keys.then_some(KEYS);
        [STOP_SIGNS].into_iter().chain(keys).map(str::to_owned)
    }
}

/// What was done in the end.
fn ending(end: End, summary: &Summary, plan: &Plan) -> Vec<String> {
    let (done, of) = (summary.stretches.iter().filter(|did| did.all()).count(), plan.stretches.len());
    let stretches = match of {
        1 => String::new(),
        _ => format!("{done} of {} done, ", counted(of, "stretch")),
    };
    let time = format!("{stretches}{}.", spoken(summary.active));
    match end {
        End::Completed => vec![time],
        End::Stopped => vec!["Stopped.".into(), time],
    }
}
