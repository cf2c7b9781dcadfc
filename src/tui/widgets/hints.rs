//! The line of keys at the foot of every screen, out of the table that dispatches them.

use super::pen::{Pen, columns};
use crate::tui::{
    keys::{Action, Place, bindings},
    theme::Theme,
};

/// Writes the hints of a place into the first row of a pen. The way out, help and quit always stay; of the others
/// as many as fit. `word` can give an action another word, or leave it out.
pub fn hints(
    pen: &mut Pen<'_>,
    place: Place,
    theme: Theme,
    word: &dyn Fn(Action, &'static str) -> Option<&'static str>,
) {
    let all: Vec<_> = bindings(place)
        .filter_map(|binding| {
            let word = word(binding.action, binding.hint?)?;
            let key = match binding.action {
                // Up and down are hinted at together.
                Action::Down => "↑↓".into(),
                _ => binding.keys.first()?.name(),
            };
            Some((binding.action, key, word))
        })
        .collect();
    let width = |(_, key, word): &(Action, String, &str)| columns(key) + 1 + columns(word) + GAP;
    let kept = |action: Action| matches!(action, Action::Leave | Action::Help | Action::Quit);
    let reserved: u16 = all.iter().filter(|hint| kept(hint.0)).map(width).sum();
    let mut room = (pen.area().width + GAP).saturating_sub(reserved);
    let mut column = 0;
    for hint in &all {
        let (action, key, word) = hint;
        if !kept(*action) {
            match room.checked_sub(width(hint)) {
                Some(left) => room = left,
                None => continue,
            }
        }
        column += pen.put(column, 0, key, theme.text());
        column += 1;
        column += pen.put(column, 0, word, theme.quiet());
        column += GAP;
    }
}

const GAP: u16 = 3;
