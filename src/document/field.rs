//! What a key of a table says, also where that cannot be used: an entry that takes the place of another has to know.

/// What a key says: nothing if it is not there; one that is wrong has been reported.
#[derive(Clone, Debug)]
pub enum Field<T> {
    /// The key is not there.
    Absent,
    /// It is there, and cannot be used.
    Invalid,
    Value(T),
}

impl<T> Field<T> {
    /// Whether the key is there.
    pub fn is_present(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// Whether it is there and cannot be used.
    pub fn is_invalid(&self) -> bool {
        matches!(self, Self::Invalid)
    }

    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Invalid => Field::Invalid,
            Self::Value(value) => Field::Value(value),
        }
    }

    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}
