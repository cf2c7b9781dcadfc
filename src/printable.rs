//! Text of others made safe to print: nothing in it commands the terminal, turns the direction of writing or hides.

/// Text from a file made safe to print: control characters become their picture (`␛`), so that no escape
/// sequence in a key or an id does anything.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            c if is_unsafe(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Whether a character could change how the terminal shows what follows: controls, and the marks that turn
/// the direction of writing or hide text (bidirectional overrides and isolates, zero-width characters
/// other than the two joiners that scripts need).
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
