//! Text from outside made safe to print: it cannot control the terminal, change the direction of writing or hide text.

/// Text that is safe to print: control characters become their pictures (`␛`), so escape sequences have no effect.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            c if is_unsafe(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Whether a character could change how the terminal shows what follows: controls, bidirectional overrides and isolates,
/// and zero-width characters except the two joiners that scripts need.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
