//! The conditions that concern an item, counted in one line with the key that shows them all.

use crate::content::model::CautionAction;
use crate::pages::Demand;
use crate::tui::widgets::writer::columns;
use crate::words::counted;

/// The line in at most `width` columns; empty if there is no condition. It counts what it leaves out.
pub(super) fn line(conditions: &[Demand<'_>], several: bool, width: u16) -> String {
    if conditions.is_empty() {
        return String::new();
    }
    let all = counted(conditions.len(), "condition");
    let forms = if several { of_several(conditions, &all) } else { of_one(conditions) };
    let shortest = [format!("{all} to mind"), all];
    let fits = |line: &String| columns(line) <= width.saturating_sub(SIGN + KEY);
    forms.into_iter().chain(shortest).find(fits).unwrap_or_default()
}

/// The columns of the sign before the line, and of the key after it.
const SIGN: u16 = 2;
const KEY: u16 = 3;

/// For a stretch: what one of the most serious conditions asks for, and how many more there are.
fn of_one(conditions: &[Demand<'_>]) -> Vec<String> {
    let most = conditions.iter().map(|condition| condition.action).min();
    let serious = conditions.iter().filter(|condition| Some(condition.action) == most);
    let named = serious.map(|condition| format!("{}: {}", condition.name, condition.brief));
    let Some(named) = named.min_by_key(|named| columns(named)) else { return Vec::new() };
    match conditions.len() - 1 {
        0 => vec![named + "."],
        more => vec![format!("{named}. {}", counted(more, "more condition")), format!("{named}. {more} more")],
    }
}

/// For a routine: how many conditions ask for what.
fn of_several(conditions: &[Demand<'_>], all: &str) -> Vec<String> {
    let asking = [
        (CautionAction::Skip, "leave a part out"),
        (CautionAction::Ask, "ask first"),
        (CautionAction::Ease, "go gently"),
    ];
    let counts = asking.iter().filter_map(|(action, phrase)| {
        let count = conditions.iter().filter(|condition| condition.action == *action).count();
        (count > 0).then(|| format!("{count} {phrase}"))
    });
    let counts: Vec<_> = counts.collect();
    vec![format!("{all}: {}", counts.join(", "))]
}
