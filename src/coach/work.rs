//! What is said when work begins, and while it lasts.

use std::borrow::Cow;
use std::time::Duration;

use crate::content::placeholder;
use crate::format::spoken;
use crate::plan::build::speaking_time;
use crate::plan::{Kind, Part};
use crate::session::snapshot::Snapshot;
use crate::words::counted;

const BREATHE: &str = "Keep breathing.";
/// Said in holds once [`BREATHE`] is known, or when there is time for both.
const EASE_IN: &str = "Ease in as you breathe out.";

/// What is said when work begins: how much of it there is, and what else there is time for.
pub(super) fn work(part: Part<'_>) -> Vec<String> {
    let breath = breath(part);
    // In later rounds it is known.
    let felt = part.felt().filter(|_| part.segment.round == 1);
    let more = breath.filter(|breath| *breath != EASE_IN).map(|_| EASE_IN);
    // There is time up to the next cue, at half the speed of reading, so that a slow voice is done before that. In reps the
    // numbers have to be heard.
    let mut free = if part.segment.reps().is_some() { Duration::ZERO } else { part.segment.length / 2 };
    let fits = |text: &Cow<'_, str>| {
        let left = free.checked_sub(speaking_time(text) * 2);
        free = left.unwrap_or(free);
        left.is_some()
    };
    let extras = breath.map(Cow::from).into_iter().chain(felt).chain(more.map(Cow::from));
    let mut sentences = vec![amount(part, side_or_way(part))];
    sentences.extend(extras.filter(fits).map(Cow::into_owned));
    sentences
}

/// How to breathe in a hold: to go on, and from the second time a step is done also when to ease in.
pub(crate) fn breath(part: Part<'_>) -> Option<&'static str> {
    let segment = part.segment;
    let mut before = part.plan.segments.iter().take(part.index);
    let is_known = before.any(|before| before.is_work() && before.is_same_step(segment));
    (segment.kind == Kind::Hold).then_some(if is_known { EASE_IN } else { BREATHE })
}

/// What there is to do in a part, said while the session is paused.
pub(super) fn to_do(part: Part<'_>) -> String {
    let instruction = part.instruction();
    if part.segment.is_work() {
        format!("{} {instruction}", amount(part, unnamed(part)))
    } else {
        instruction.into_owned()
    }
}

/// How much work there is, on which side or which way: `Hold, left side, 20 seconds.`
pub(super) fn amount(work: Part<'_>, each: Option<String>) -> String {
    let time = spoken(work.segment.length);
    let (what, time) = match work.segment.kind {
        Kind::Reps { count, .. } => (counted(count, "rep"), None),
        Kind::Move => ("Keep moving".into(), Some(time)),
        _ => ("Hold".into(), Some(time)),
    };
    let words: Vec<_> = [Some(what), each, time].into_iter().flatten().collect();
    words.join(", ") + "."
}

/// On which side, or which way.
pub(crate) fn side_or_way(part: Part<'_>) -> Option<String> {
    let side = part.segment.side.map(|side| format!("{side} side"));
    side.or_else(|| part.way.map(str::to_owned))
}

/// The side or the way, where the words of the step do not name it.
pub(super) fn unnamed(part: Part<'_>) -> Option<String> {
    side_or_way(part).filter(|_| !placeholder::is_named(&part.step.text))
}

/// What is left of the segment.
pub(super) fn time_left(snapshot: &Snapshot<'_>) -> String {
    match snapshot.rep {
        Some(rep) => format!("Rep {} of {}.", rep.number, rep.of),
        None => format!("{} to go.", spoken(snapshot.left)),
    }
}
