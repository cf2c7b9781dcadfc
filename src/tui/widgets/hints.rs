//! The line of keys at the foot of every screen, out of the list that dispatches them.

use super::writer::{Writer, columns};
use crate::tui::keys::{Action, Keys};
use crate::tui::theme::Theme;

/// Writes the hints of a screen into the first row of a pen. The way out and the help always stay; of the others as many
/// as fit, by their rank. `word` can give an action another word, or leave it out.
pub(crate) fn hints(
    writer: &mut Writer<'_>,
    keys: &Keys,
    theme: Theme,
    word: &dyn Fn(Action, &'static str) -> Option<&'static str>,
) {
    let all: Vec<_> = keys
        .bindings()
        .filter_map(|binding| {
            let word = word(binding.action, binding.hint?)?;
            let key = match binding.action {
                // One hint for Up and Down.
                Action::Down => "↑↓".into(),
                _ => binding.names(1),
            };
            Some(Hint { action: binding.action, key, word })
        })
        .collect();
    let [roomy, close] = [3, 2].map(|gap| (gap, fitting(&all, writer.area().width, gap)));
    let (gap, shown) = if roomy.1.len() == all.len() { roomy } else { close };
    let mut column = 0;
    for Hint { key, word, .. } in shown {
        column += writer.put(column, 0, key, theme.text());
        column += 1;
        column += writer.put(column, 0, word, theme.quiet());
        column += gap;
    }
}

/// A key, and the word for what it does.
struct Hint {
    action: Action,
    key: String,
    word: &'static str,
}

impl Hint {
    const LAST_RANK: u8 = 5;

    /// Its place among those that stay where not all fit, the first of them first.
    fn rank(&self) -> u8 {
        match self.action {
            Action::Leave | Action::Help | Action::Quit => 0,
            // It says how to go on after a pause.
            Action::Pause => 1,
            Action::StopSigns => 2,
            Action::Open => 3,
            Action::Cautions => 4,
            _ => Self::LAST_RANK,
        }
    }
}

/// The hints that fit a width with a gap between them.
fn fitting(all: &[Hint], width: u16, gap: u16) -> Vec<&Hint> {
    let mut room = width + gap;
    let mut shown = vec![false; all.len()];
    for rank in 0..=Hint::LAST_RANK {
        for (hint, shown) in all.iter().zip(&mut shown).filter(|(hint, _)| hint.rank() == rank) {
            let taken = columns(&hint.key) + 1 + columns(hint.word) + gap;
            if rank == 0 || taken <= room {
                room = room.saturating_sub(taken);
                *shown = true;
            }
        }
    }
    all.iter().zip(shown).filter_map(|(hint, shown)| shown.then_some(hint)).collect()
}
