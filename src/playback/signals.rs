//! The thread that waits for signals, and for the end of the terminal.
//!
//! That end does not always come with a signal, and may come before any input is read.

use std::io::{self, IsTerminal};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use signal_hook::consts::signal::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::event::{Event, Input};
use super::queue::Queue;
use crate::exit::{HANGUP, TerminationRequests, heeded, heeds, provoke};

pub(super) fn listen<I: Input>(queue: Arc<Queue<I>>) -> io::Result<()> {
    let mut caught = heeded(&[SIGINT, SIGQUIT, SIGTERM, SIGHUP]);
    caught.push(SIGCHLD);
    if I::FULL_SCREEN {
        caught.extend(heeded(&[SIGTSTP]));
        caught.extend([SIGWINCH, SIGCONT]);
    }
    let (read, write) = UnixStream::pair()?;
    let mut signals = SignalDelivery::with_pipe(read, write, SignalOnly, caught)?;
    let mut requests = TerminationRequests::default();
    let mut has_terminal = io::stdin().is_terminal();
    let listen = move || loop {
        let terminal = stdin();
        // Polled for no event, the terminal still reports its end.
        let mut both = [PollFd::new(signals.get_read(), PollFlags::IN), PollFd::new(&terminal, PollFlags::empty())];
        let polled = if has_terminal { 2 } else { 1 };
        if poll(both.split_at_mut(polled).0, None).is_err_and(|error| error != Errno::INTR) {
            return;
        }
        let has_gone = !both[1].revents().is_empty();
        provoke("signals");
        for signal in signals.pending() {
            match signal {
                SIGWINCH => queue.put(Event::Resized),
                SIGTSTP => queue.put(Event::Suspend),
                SIGCONT => queue.put(Event::Continued),
                SIGCHLD => queue.put(Event::Child),
                signal => {
                    let delivered = queue.put(Event::End(signal));
                    requests.on_signal(signal, delivered);
                    delivered
                }
            };
        }
        if has_gone {
            has_terminal = false;
            // Whoever had hangups ignored may want the program to go on.
            queue.put(if heeds(HANGUP) { Event::End(HANGUP) } else { Event::Closed });
        }
    };
    thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}
