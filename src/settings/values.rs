//! The values of settings that are words, and commands as a single text.
//!
//! The command line, the config file and everything that is printed use the same words.

pub use crate::listener::speech::Speak;
use crate::word_enum::word_enum;

word_enum! {
    #[derive(Default)]
    pub enum Colour {
        /// On a terminal, unless the environment says otherwise.
        #[default]
        Auto = "auto",
        /// Also in files and pipes.
        Always = "always",
        Never = "never",
    }
}

word_enum! {
    #[derive(Default)]
    pub enum Drawing {
        #[default]
        Auto = "auto",
        /// A picture, in a terminal that shows one; elsewhere the same as `auto`.
        Pixels = "pixels",
        /// Sextants, in two colours a cell.
        Sextants = "sextants",
        /// Quadrants, in two colours a cell.
        Quadrants = "quadrants",
        Braille = "braille",
        Blocks = "blocks",
        Ascii = "ascii",
        Off = "off",
    }
}

word_enum! {
    #[derive(Default)]
    pub enum Sound {
        #[default]
        Bell = "bell",
        Tones = "tones",
        Off = "off",
    }
}

impl Speak {
    /// Parses one of the words, or a command. Fails when it is not a command, with a sentence that says what to write.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        match Self::WORDS.iter().find(|(word, _)| *word == text.trim()) {
            Some((_, meaning)) => Ok(meaning.clone()),
            None => Ok(Self::Command(split_command(text)?)),
        }
    }
}

/// Splits a command into words, with quotes as in a shell. Nothing is expanded or run.
/// Fails when there is no word in it or a quote is not closed, with a sentence that says what to write.
pub(crate) fn split_command(text: &str) -> Result<Vec<String>, String> {
    // On Windows, a backslash is part of nearly every path.
    let text = if cfg!(windows) { text.replace('\\', r"\\") } else { text.to_owned() };
    let words = shlex::split(&text).ok_or("a quote in it is not closed: close it, or put a backslash before it")?;
    match words.first().map(String::as_str) {
        None | Some("") => Err("there is no program in it: write one, like `espeak-ng -v de`".into()),
        Some(_) => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word_enum::word_for;

    #[test]
    fn a_command_is_split_as_a_shell_would() {
        let words = split_command(r#"say -v "Anna Maria" 'it''s $HOME'"#).unwrap();
        assert_eq!(words, ["say", "-v", "Anna Maria", "its $HOME"]);
        assert!(split_command("say 'Anna").unwrap_err().contains("quote"));
        for nothing in ["", "  ", "''"] {
            assert!(split_command(nothing).unwrap_err().contains("no program"), "{nothing:?}");
        }
    }

    #[test]
    fn speech_is_a_word_or_a_command() {
        assert_eq!(Speak::read("auto"), Ok(Speak::Auto));
        assert_eq!(Speak::read(" off "), Ok(Speak::Off));
        assert_eq!(
            Speak::read("espeak-ng -v de"),
            Ok(Speak::Command(["espeak-ng", "-v", "de"].map(Into::into).into()))
        );
    }

    #[test]
    fn every_value_has_one_word() {
        assert_eq!(word_for(Sound::WORDS, &Sound::Tones), "tones");
        assert_eq!(word_for(Colour::WORDS, &Colour::Never), "never");
        assert_eq!(word_for(Drawing::WORDS, &Drawing::Ascii), "ascii");
        assert_eq!(word_for(Speak::WORDS, &Speak::Auto), "auto");
    }
}
