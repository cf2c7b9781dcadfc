//! The number of a segment: what it counts, and how large it can be.

use std::time::Duration;

use super::GAP;
use crate::format::clock;
use crate::session::snapshot::{Flow, Snapshot};
use crate::time::whole_seconds;
use crate::tui::widgets::digits::Size;

/// The columns that most units fit into.
const UNIT: u16 = 7;

/// The largest digits that fit, with room beside them for a mark and a unit if possible.
pub(super) fn size(snapshot: &Snapshot<'_>, rows: u16, columns: u16) -> Option<Size> {
    let widest = "0".repeat(most_digits(snapshot).max(2));
    let (number, _) = number(snapshot);
    let text = if number.len() > widest.len() { &number } else { &widest };
    let with_unit = Size::fitting(rows, |size| size.mark() + 2 * GAP + UNIT + size.width_of(text) <= columns);
    with_unit.or_else(|| Size::fitting(rows.min(5), |size| size.width_of(text) <= columns))
}

/// The bar of a rep or of its phase: how much has passed, and its length.
pub(super) fn rep_bar(snapshot: &Snapshot<'_>) -> Option<(Duration, Duration)> {
    let rep = snapshot.rep?;
    Some(rep.phase.map_or((rep.into, rep.length), |(_, into, length)| (into, length)))
}

/// The number and its unit.
pub(super) fn number(snapshot: &Snapshot<'_>) -> (String, String) {
    let left = match (snapshot.flow, snapshot.rep) {
        (Flow::LeadIn(left), _) => left,
        (_, Some(rep)) => return (rep.number.to_string(), format!("of {}", rep.of)),
        _ => snapshot.left,
    };
    let seconds = whole_seconds(left);
    // From a hundred on, minutes say more than the number.
    let number = if seconds < 100 { seconds.to_string() } else { clock(left) };
    let unit = match seconds {
        _ if snapshot.flow == Flow::Listening => "seconds after the voice",
        100.. => "minutes",
        1 => "second",
        _ => "seconds",
    };
    (number, unit.into())
}

/// The most digits that the number of a segment has.
pub(super) fn most_digits(snapshot: &Snapshot<'_>) -> usize {
    match (snapshot.flow, snapshot.rep) {
        (Flow::LeadIn(_), _) => 1,
        (_, Some(rep)) => rep.of.to_string().len(),
        // A number of a hundred seconds or more is in minutes, and gets shorter at most once.
        _ => whole_seconds(snapshot.part.segment.length).min(99).to_string().len(),
    }
}
