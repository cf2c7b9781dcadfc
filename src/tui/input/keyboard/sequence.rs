//! Which key an escape sequence stands for.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The key of a letter, after `ESC O` or `ESC [`.
pub(super) fn named(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        _ => return None,
    })
}

/// The key of a number, as in `ESC [ 5 ~`.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The key of a whole sequence: the bytes between `ESC [` and its last byte, and that byte.
pub(super) fn key(bytes: &[u8], last: u8) -> Option<KeyEvent> {
    if let (b"[", b'A'..=b'E') = (bytes, last) {
        return Some(KeyCode::F(last - b'A' + 1).into());
    }
    let mut numbers = str::from_utf8(bytes).ok()?.split(';');
    let first = numbers.next()?;
    let held = numbers.next().and_then(|held| held.parse::<u8>().ok()).unwrap_or(1).saturating_sub(1);
    let code = match last {
        b'~' => numbered(first.parse().ok()?)?,
        b'Z' => KeyCode::BackTab,
        _ if matches!(first, "" | "1") => named(last)?,
        _ => return None,
    };
    let mut modifiers = KeyModifiers::empty();
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, held & bit != 0);
    }
    Some(KeyEvent::new(code, modifiers))
}
