//! What happens outside a program that plays a session: input, signals, the end of the input, the passing of time.

/// An event, with input of the kind that a skin reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<I> {
    Input(I),
    /// No more input will come.
    Closed,
    /// The handler's deadline has passed.
    Deadline,
    /// The window may have another size.
    Resized,
    /// The user wants the shell for a while (Ctrl-Z from outside).
    Suspend,
    /// The program was continued after a stop.
    Continued,
    /// One or more processes of ours have ended.
    Child,
    /// A signal asks the program to end: its number.
    End(i32),
}

/// What a skin reads: keys, or lines.
pub(crate) trait Input: PartialEq + Send + 'static {
    /// Whether the skin draws on the whole terminal, so that it has to know when the terminal is resized, or given to
    /// the shell and back.
    #[cfg_attr(not(unix), allow(dead_code, reason = "signals say so"))]
    const FULL_SCREEN: bool;

    /// Whether it goes before everything else that waits.
    fn is_urgent(&self) -> bool {
        false
    }
}

impl Input for String {
    const FULL_SCREEN: bool = false;
}
