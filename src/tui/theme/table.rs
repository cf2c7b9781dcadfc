//! The themes: one table of their names and colours. Parsing, help, the order of the cycle and the contrast tests go by
//! it, so to add a theme, add an entry here.
//!
//! A theme with a ground of its own must meet WCAG 2.2 level AA, which a test measures: text has at least 4.5 : 1 with
//! its ground (success criterion 1.4.3), and the parts of the figure 3 : 1 (1.4.11).

use ratatui::style::Color::{self, Indexed};

use super::palette::{LimbTones, Palette};
use crate::word_enum::{word_enum, word_for};

/// Makes the enum [`Name`], its words, and the palette of each from entries `Name "word" => palette`.
macro_rules! themes {
    ($($(#[$attribute:meta])* $name:ident $word:literal => $palette:expr;)*) => {
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Name {
            $($(#[$attribute])* $name,)*
        }

        // In the order of the cycle.
        word_enum!(Name { $($word => Self::$name,)* });

        impl Name {
            pub(super) fn palette(self) -> Palette {
                match self {
                    $(Self::$name => $palette,)*
                }
            }
        }
    };
}

themes! {
    /// The user's own sixteen colours, on the user's own ground.
    #[default]
    Terminal "terminal" => Palette {
        accent: Some(Color::Cyan),
        // Of the sixteen, bright red is the one that is seen on white and on black in nearly every terminal.
        caution: Some(Color::LightRed),
        alarm: Some(Color::Red),
        good: Some(Color::Green),
        shade: Some(Color::DarkGray),
        // Of the greys that are the same nearly everywhere, 241 to 246 have 3 : 1 on white and on black.
        tones: Some(LimbTones { front: Indexed(246), trunk: Indexed(243), far: Indexed(241) }),
        prop: Some(Color::DarkGray),
        floor: Some(Color::DarkGray),
        ..Palette::default()
    };

    /// Dark and soft, for the evening: a lamp and the last of the sky. Blue for the work, sand for cautions.
    Dusk "dusk" => Palette {
        ground: Some(Indexed(234)),
        text: Some(Indexed(251)),
        strong: Some(Indexed(255)),
        quiet: Some(Indexed(103)),
        accent: Some(Indexed(110)),
        caution: Some(Indexed(180)),
        alarm: Some(Indexed(210)),
        good: Some(Indexed(108)),
        body: Some(Indexed(248)),
        shade: Some(Indexed(103)),
        tones: Some(LimbTones { front: Indexed(252), trunk: Indexed(248), far: Indexed(103) }),
        prop: Some(Indexed(66)),
        floor: Some(Indexed(66)),
    };

    /// Ink and chalk on warm paper. Blue for the work, since everything else is warm.
    Paper "paper" => Palette {
        ground: Some(Indexed(230)),
        text: Some(Indexed(237)),
        strong: Some(Indexed(16)),
        quiet: Some(Indexed(241)),
        accent: Some(Indexed(25)),
        caution: Some(Indexed(130)),
        alarm: Some(Indexed(124)),
        good: Some(Indexed(22)),
        body: Some(Indexed(95)),
        shade: Some(Indexed(138)),
        tones: Some(LimbTones { front: Indexed(52), trunk: Indexed(95), far: Indexed(138) }),
        prop: Some(Indexed(137)),
        floor: Some(Indexed(137)),
    };

    /// Light on black. Text has at least 7 : 1: WCAG 2.2 level AAA (success criterion 1.4.6). The blue can also be told
    /// from the white of the body beside it.
    Contrast "contrast" => Palette {
        ground: Some(Indexed(16)),
        text: Some(Indexed(231)),
        strong: Some(Indexed(231)),
        quiet: Some(Indexed(250)),
        accent: Some(Indexed(45)),
        caution: Some(Indexed(226)),
        alarm: Some(Indexed(210)),
        good: Some(Indexed(120)),
        body: Some(Indexed(231)),
        shade: Some(Indexed(247)),
        tones: Some(LimbTones { front: Indexed(231), trunk: Indexed(252), far: Indexed(247) }),
        prop: Some(Indexed(147)),
        floor: Some(Indexed(247)),
    };

    /// No colours at all: weight, words and shapes.
    Mono "mono" => Palette::default();
}

impl Name {
    pub fn word(self) -> &'static str {
        word_for(Self::WORDS, &self)
    }

    pub(crate) fn next(self) -> Self {
        let mut after = Self::WORDS.iter().map(|(_, name)| *name).skip_while(|name| *name != self).skip(1);
        after.next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_themes_belong_together_one_to_one() {
        for (index, (word, name)) in Name::WORDS.iter().enumerate() {
            assert_eq!(name.word(), *word);
            for (other, another) in &Name::WORDS[..index] {
                assert!(other != word && another != name, "{word}");
            }
        }
    }

    #[test]
    fn going_on_visits_every_theme_and_comes_back() {
        let mut name = Name::default();
        for (_, wanted) in Name::WORDS {
            assert_eq!(name, *wanted);
            name = name.next();
        }
        assert_eq!(name, Name::default());
    }
}
