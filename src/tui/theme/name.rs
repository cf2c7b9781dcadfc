//! The names of the themes: the words to choose them by, in the order they are gone through.

use crate::content::model::word_for;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Name {
    /// The user's own sixteen colours, on the user's own ground.
    #[default]
    Terminal,
    /// Dark and soft, for the evening. Text meets WCAG 2.2 level AA (success criterion 1.4.3).
    Dusk,
    /// Ink on warm paper. Text meets WCAG 2.2 level AA (success criterion 1.4.3).
    Paper,
    /// Light on black, all of it at least 7 : 1: WCAG 2.2 level AAA (success criterion 1.4.6).
    Contrast,
    /// No colours at all: weight, words and shapes.
    Mono,
}

impl Name {
    /// Every word for a theme, with the theme it means.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("terminal", Self::Terminal),
        ("dusk", Self::Dusk),
        ("paper", Self::Paper),
        ("contrast", Self::Contrast),
        ("mono", Self::Mono),
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
        word_for(Self::WORDS, &self)
    }

    /// The one after it; after the last the first again.
    #[must_use]
    pub fn next(self) -> Self {
        let mut after = Self::WORDS.iter().map(|(_, name)| *name).skip_while(|name| *name != self).skip(1);
        after.next().unwrap_or_default()
    }
}

/// How many colours there are to show a theme with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None, because nobody wants them or the terminal has none.
    None,
    /// The terminal's sixteen and no more.
    Sixteen,
    /// The whole palette of 256.
    All,
}

impl Name {
    /// The theme that is shown for this one with so many colours.
    #[must_use]
    pub fn shown(self, colours: Colours) -> Self {
        match colours {
            Colours::None => Self::Mono,
            Colours::Sixteen if self != Self::Mono => Self::Terminal,
            Colours::Sixteen | Colours::All => self,
        }
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
