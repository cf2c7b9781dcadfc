//! Giving way to the shell, as Ctrl-Z asks.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::stdio::stdin;
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{SIGSTOP, SIGTSTP};
use signal_hook::low_level::raise;

use crate::exit::heeded;
use crate::terminal;

/// Asks the whole job to stop, ourselves included: the program that started us waits in the same group.
pub(crate) fn ask() {
    if has_shell() {
        let _ = kill_current_process_group(Signal::TSTP);
    }
}

/// Stops; returns when the shell continues us.
pub(crate) fn stop() {
    if has_shell() {
        terminal::leave();
        let _ = raise(SIGSTOP);
    }
}

/// Whether another job has the terminal.
pub(crate) fn in_background() -> bool {
    tcgetpgrp(stdin()).is_ok_and(|group| group != getpgrp())
}

/// Stops as if we had touched the terminal; returns when the shell continues us.
pub(crate) fn wait() {
    let _ = kill_current_process_group(Signal::TTOU);
}

/// Whether a shell could continue us: without job control a stop is for ever.
fn has_shell() -> bool {
    let may_stop = !heeded(&[SIGTSTP]).is_empty();
    may_stop && getsid(None).is_ok_and(|session| session != getpgrp())
}
