//! Plain ASCII for locales that have nothing else: every other character becomes a similar one.
//!
//! Everything that is printed or drawn goes through here last. A cell of a screen must keep its width in columns.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use unicode_normalization::char::decompose_canonical;
use unicode_width::UnicodeWidthChar;

/// Whether this process writes only ASCII: a terminal has one locale for everything in it.
static ONLY: AtomicBool = AtomicBool::new(false);

/// Sets whether everything from now on is written in ASCII only.
pub(crate) fn set_only(only: bool) {
    ONLY.store(only, Ordering::Relaxed);
}

pub(crate) fn is_only() -> bool {
    ONLY.load(Ordering::Relaxed)
}

/// A text, in ASCII if nothing else may be written.
pub(crate) fn written(text: &str) -> Cow<'_, str> {
    if is_only() { plain(text) } else { Cow::Borrowed(text) }
}

/// JSON, in ASCII if nothing else may be written. It loses nothing.
pub(crate) fn written_json(json: String) -> String {
    if is_only() && !json.is_ascii() { escaped(&json) } else { json }
}

fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => out.push(c),
            '…' => out.push_str("..."),
            c => out.extend(letters(c)),
        }
    }
    Cow::Owned(out)
}

/// A cell of a screen in ASCII, as many columns wide.
pub(crate) fn cell(symbol: &str, columns: u16) -> String {
    let columns = usize::from(columns);
    let out: String = symbol.chars().flat_map(|c| if c.is_ascii() { vec![c] } else { letters(c) }).collect();
    // A part could mean something else: the 1 of a half.
    if out.len() > columns { "?".repeat(columns) } else { format!("{out:columns$}") }
}

/// JSON with all other characters written as `\uXXXX`: they can only be in its strings.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

/// The ASCII characters for another character, one for each of its columns.
fn letters(c: char) -> Vec<char> {
    if let Some(sign) = sign(c) {
        return vec![sign];
    }
    // A letter loses its accent; a character without a letter becomes a question mark.
    let mut letters: Vec<char> = in_letters(c).chars().collect();
    if letters.is_empty() {
        decompose_canonical(c, |part| letters.extend(Some(part).filter(char::is_ascii)));
    }
    match (letters.as_slice(), c.width()) {
        (_, None | Some(0)) => Vec::new(),
        ([], Some(columns)) => vec!['?'; columns],
        (_, Some(_)) => letters,
    }
}

/// Several letters in one sign, and small ones. Only those that are met: all of them are 70 kB of tables.
fn in_letters(c: char) -> &'static str {
    match c {
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¹' => "1",
        '²' => "2",
        '³' => "3",
        'ª' => "a",
        'º' => "o",
        '℃' => "C",
        '™' => "TM",
        '№' => "No",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => "",
    }
}

/// The ASCII sign that looks most like another one.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '·' | '…' | '░' => '.',
        '•' | '●' | '★' => '*',
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '″' | '▀' => '"',
        '←' | '◀' | '◂' | '‹' | '«' => '<',
        '→' | '▶' | '▸' | '›' | '»' => '>',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '–' | '—' | '−' | '‐' | '‑' | '─' => '-',
        '━' | '═' => '=',
        '│' | '┃' | '║' => '|',
        '✓' | '✔' | '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{256c}' | '\u{256d}'..='\u{2570}' => '+',
        '×' | '✗' => 'x',
        '◐' | '○' | '◯' => 'o',
        '▒' => ':',
        '▄' => '_',
        '█' | '▓' | '■' | '\u{2581}'..='\u{259f}' => '#',
        'ß' => 's',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_nearly_the_same() {
        assert_eq!(plain("“Füße” · Ćwiczenie → 2½ × …"), "\"Fuse\" . Cwiczenie > 21/2 x ...");
        assert_eq!(plain("吸って"), "??????");
        assert_eq!(plain("plain"), "plain");
    }

    #[test]
    fn a_cell_keeps_its_columns() {
        for (symbol, columns, shown) in
            [("é", 1, "e"), ("吸", 2, "??"), ("e\u{301}", 1, "e"), ("½", 1, "?"), ("█", 1, "#"), ("♻\u{fe0f}", 2, "? ")]
        {
            assert_eq!(cell(symbol, columns), shown, "{symbol}");
        }
    }

    #[test]
    fn json_loses_nothing() {
        assert_eq!(escaped("{\"a\":\"ü😀\"}"), "{\"a\":\"\\u00fc\\ud83d\\ude00\"}");
    }
}
