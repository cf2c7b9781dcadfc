//! Enums that are closed sets of words. Reading a word, listing the words and showing one use the same list.

/// The word for a value out of a closed set.
pub fn word_for<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}

/// Declares an enum with a word for each value, or gives words to one that there is: `WORDS` and `Display`.
macro_rules! word_enum {
    ($(#[$attribute:meta])* pub enum $kind:ident { $($(#[$of:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind { $($(#[$of])* $value,)* }

        $crate::word_enum::word_enum!($kind { $($word => Self::$value,)* });
    };
    ($kind:ty { $($word:literal => $value:expr,)* }) => {
        impl $kind {
            /// Every word, with its meaning.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, $value)),*];
        }

        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::word_enum::word_for(Self::WORDS, self))
            }
        }
    };
}

pub(crate) use word_enum;
