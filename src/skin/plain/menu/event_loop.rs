//! The loop of the menu in lines. Like that of a session it waits for the next event and does nothing in between; sessions
//! are played within it.

use std::{io, time::Duration};

use super::{Menu, MenuReply, words::BACK};
use crate::{
    exit::ExitReason,
    plan::Plan,
    session::clock::Clock,
    skin::{
        lines::{LineEvent, Outside, Patience, write},
        plain::leaves_in,
    },
};

/// Opens a menu, and plays what is chosen in it until somebody leaves or lines come to their end. `session` returns nothing if
/// the menu goes on after a session. Where `linger` is a time, it leaves that long after the last line.
///
/// # Errors
/// When signals cannot be caught, lines cannot be written, or a session fails.
pub fn run(
    menu: &mut Menu<'_>,
    clock: Clock,
    linger: Option<Duration>,
    session: impl FnMut(Plan, &Outside) -> io::Result<Option<ExitReason>>,
) -> io::Result<ExitReason> {
    let outside = Outside::open(true)?;
    let ended = follow(menu, &outside, clock, linger, session);
    outside.ended(ended)
}

fn follow(
    menu: &mut Menu<'_>,
    outside: &Outside,
    clock: Clock,
    linger: Option<Duration>,
    mut session: impl FnMut(Plan, &Outside) -> io::Result<Option<ExitReason>>,
) -> io::Result<ExitReason> {
    let mut patience = Patience::new(linger, clock);
    write(&menu.opening())?;
    while !outside.is_closed() {
        outside.ask();
        if patience.look(true, clock.now(), leaves_in)? {
            break;
        }
        let line = match outside.wait(clock, patience.deadline()) {
            Some(LineEvent::Line(line)) => line,
            Some(LineEvent::End(signal)) => return Ok(ExitReason::Signal(signal)),
            Some(LineEvent::Closed | LineEvent::Child) | None => continue,
        };
        // A line that says that somebody is there says nothing else.
        if patience.attend(clock.now()) {
            continue;
        }
        match menu.read(&line) {
            MenuReply::Tell(lines) => write(&lines)?,
            MenuReply::Leave => break,
            MenuReply::Start(plan) => {
                if let Some(ended) = session(*plan, outside)? {
                    return Ok(ended);
                }
                patience = Patience::new(linger, clock);
                write(BACK)?;
            }
        }
    }
    Ok(ExitReason::Quit)
}
