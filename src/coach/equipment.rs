//! What has to be at hand.

use crate::plan::{Part, Plan};
use crate::words::{and_list, with_article};

/// What has to be at hand for a stretch, and was not needed before it: `You need a mat.`
pub(crate) fn needs(part: Part<'_>) -> Option<String> {
    you_need(&part.plan.needs(part.segment.stretch).map(with_article).collect::<Vec<_>>())
}

/// What has to be at hand for the stretches of a plan from `first` on, an index: `You need a mat from stretch 4.`
pub(crate) fn equipment(plan: &Plan, first: usize) -> Option<String> {
    let (mut items, mut known) = (Vec::new(), Vec::new());
    for stretch in 0..plan.stretches.len() {
        let from = if stretch > 0 { format!(" from stretch {}", stretch + 1) } else { String::new() };
        for item in plan.needs(stretch).filter(|item| !known.contains(item)).collect::<Vec<_>>() {
            known.push(item);
            if stretch >= first {
                items.push(with_article(item) + &from);
            }
        }
    }
    you_need(&items)
}

fn you_need(items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| format!("You need {}.", and_list(items)))
}
