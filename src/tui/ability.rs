//! Whether the terminal shows pictures, as far as it is known.
//!
//! It is asked with the first picture, which is sent at once: nothing waits for the reply. Where that says no, or does not
//! come, the figure is drawn in cells from then on.

use std::time::Duration;

/// How long the reply may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);

/// Whether it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ability {
    /// It shows none, or nobody wants them.
    #[default]
    None,
    /// It has not been asked.
    Unknown,
    /// It was asked, and has until then to reply.
    Asked(Duration),
    Sure,
}

impl Ability {
    /// Whether the figure is a picture.
    pub(crate) fn is_on(self) -> bool {
        self != Self::None
    }

    /// A picture was sent, with the question if it was the first. A reply is waited for until then.
    pub(crate) fn sent(&mut self, until: Duration) {
        if *self == Self::Unknown {
            *self = Self::Asked(until);
        }
    }

    /// The terminal has replied. A refusal holds whenever it comes; consent does not where cells are drawn by now.
    pub(crate) fn replied(&mut self, can: bool) {
        match self {
            Self::None => {}
            _ if can => *self = Self::Sure,
            _ => *self = Self::None,
        }
    }

    /// Looks at a reading of the clock whether the reply is late; returns whether pictures have just been given up.
    pub(crate) fn gives_up(&mut self, now: Duration) -> bool {
        let late = self.deadline().is_some_and(|until| until <= now);
        if late {
            *self = Self::None;
        }
        late
    }

    /// The reading of the clock at which that is.
    pub(crate) fn deadline(self) -> Option<Duration> {
        match self {
            Self::Asked(until) => Some(until),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIL: Duration = Duration::from_secs(9);

    #[test]
    fn without_a_reply_in_time_there_are_no_pictures() {
        let mut ability = Ability::Unknown;
        assert!(ability.is_on() && ability.deadline().is_none(), "nothing is waited for before the first picture");
        ability.sent(UNTIL);
        ability.sent(UNTIL * 2);
        assert_eq!(ability.deadline(), Some(UNTIL), "it is asked once");
        assert!(!ability.gives_up(UNTIL / 2) && ability.is_on());
        assert!(ability.gives_up(UNTIL) && !ability.is_on());
        assert!(!ability.gives_up(UNTIL * 3), "that is news once");
        ability.replied(true);
        assert!(!ability.is_on(), "too late");
    }

    #[test]
    fn a_reply_holds() {
        let mut ability = Ability::Asked(UNTIL);
        ability.replied(true);
        assert!(ability == Ability::Sure && !ability.gives_up(UNTIL));
        ability.replied(false);
        assert_eq!(ability, Ability::None);
    }
}
