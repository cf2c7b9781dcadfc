//! What a key of a table says, also where that cannot be used: an entry that takes the place of another has to know.

/// What a key says: nothing if it is not there; one that is wrong has been reported.
#[derive(Clone, Debug)]
pub enum Said<T> {
    /// The key is not there.
    Nothing,
    /// It is there, and cannot be used.
    Wrong,
    /// It says this.
    This(T),
}

impl<T> Said<T> {
    /// Whether the key is there.
    pub fn is_there(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// Whether it is there and cannot be used.
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong)
    }

    /// The same, borrowed.
    pub fn as_ref(&self) -> Said<&T> {
        match self {
            Self::Nothing => Said::Nothing,
            Self::Wrong => Said::Wrong,
            Self::This(value) => Said::This(value),
        }
    }

    /// What can be used.
    pub fn this(self) -> Option<T> {
        match self {
            Self::This(value) => Some(value),
            _ => None,
        }
    }
}
