//! What a table says under one key, for tables that can be like others: a key that is wrong is not one that is missing.

#[derive(Debug)]
pub(crate) enum Field<T> {
    Absent,
    /// The key is there, and its value cannot be used, which has been reported.
    Invalid,
    Value(T),
}

impl<T> Field<T> {
    pub(crate) fn is_present(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    pub(crate) fn is_invalid(&self) -> bool {
        matches!(self, Self::Invalid)
    }

    pub(crate) fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Invalid => Field::Invalid,
            Self::Value(value) => Field::Value(value),
        }
    }

    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}
