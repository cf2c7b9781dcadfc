//! What happens now, and what comes next, in a few words.

use std::borrow::Cow;

use crate::coach;
use crate::plan::{Kind, Part, Turn};
use crate::session::snapshot::{Flow, Snapshot};
use crate::tui::widgets::writer::{columns, shortened, wrapped};
use crate::words::counted;

/// What happens now, on which side and in which round. Side and round are there at any width, and only once. `waiting` is
/// what stands there while a stretch waits.
pub(super) fn label(snapshot: &Snapshot<'_>, width: u16, waiting: &'static str) -> String {
    let (part, segment) = (snapshot.part, snapshot.part.segment);
    let (mut side, mut way) = (segment.side, part.way);
    let mut round = (segment.rounds > 1).then(|| format!("round {} of {}", segment.round, segment.rounds));
    let stands = match snapshot.flow {
        Flow::Paused => Some("paused"),
        Flow::Waiting => Some(waiting),
        Flow::LeadIn(_) => Some("get ready"),
        _ => None,
    };
    let mut parts: Vec<Cow<'_, str>> = stands.into_iter().map(Cow::from).collect();
    if stands.is_none() || segment.is_work() {
        parts.push(match (segment.kind, snapshot.rep.and_then(|rep| rep.phase)) {
            (Kind::Prepare, _) => "get ready".into(),
            (Kind::Hold, _) => "hold".into(),
            (Kind::Move, _) => "keep moving".into(),
            (Kind::Reps { .. }, Some((phase, ..))) if snapshot.flow == Flow::Running => {
                part.phases().get(phase).map_or("", |phase| &phase.text).into()
            }
            (Kind::Reps { count, .. }, _) => counted(count, "rep").into(),
            (Kind::Change(Turn::Side), _) => {
                side.take().map_or("other side".into(), |side| format!("now the {side} side").into())
            }
            (Kind::Change(Turn::Way), _) => way.take().map_or("other way".into(), |way| format!("now {way}").into()),
            (Kind::Change(Turn::Step), _) => "next step".into(),
            (Kind::Change(Turn::Round), _) => {
                round.take().map_or("next round".into(), |round| format!("now {round}").into())
            }
        });
    }
    parts.extend(side.map(|side| format!("{side} side").into()));
    parts.extend(way.map(Cow::from));
    parts.extend(round.map(Cow::from));
    if columns(&parts.join("  ·  ")) <= width {
        return parts.join("  ·  ").to_uppercase();
    }
    if columns(&parts.join(" · ")) > width && stands.is_some() && segment.is_work() {
        // The kind of work can be read below.
        parts.remove(1);
    }
    // What comes is said below.
    while snapshot.flow == Flow::Waiting && parts.len() > 1 && columns(&parts.join(" · ")) > width {
        parts.pop();
    }
    parts.join(" · ").to_uppercase()
}

/// The current work, or the work after the current getting ready, and the work after that.
pub(super) fn now_and_next<'a>(snapshot: &Snapshot<'a>) -> (Option<Part<'a>>, Option<Part<'a>>) {
    let Part { plan, index, .. } = snapshot.part;
    let mut works = plan.parts().skip(index).filter(|part| part.segment.is_work());
    (works.next(), works.next())
}

/// What comes next, shortened to fit into some lines of a width.
pub(super) fn next(snapshot: &Snapshot<'_>, width: u16, lines: u16) -> Vec<String> {
    let whole = format!("next  {}", following(snapshot));
    let clause = |end: &str| whole.split_once(end).map(|(clause, _)| clause.to_owned());
    let fits = |text: &String| wrapped(text, width).len() <= lines.into();
    let texts = [Some(whole.clone()), clause(". "), clause(", ")];
    match texts.into_iter().flatten().find(fits) {
        Some(text) => wrapped(text.trim_end_matches('.'), width),
        None => vec![shortened(&whole, width)],
    }
}

/// The second of [`now_and_next`] in words.
fn following<'a>(snapshot: &Snapshot<'a>) -> Cow<'a, str> {
    let (Some(now), Some(next)) = now_and_next(snapshot) else { return "the end".into() };
    let (now, after) = (now.segment, next.segment);
    if after.stretch != now.stretch {
        let name = next.planned.name();
        return match coach::needs(next) {
            Some(needs) => format!("{name}. {needs}").into(),
            None => name,
        };
    }
    if after.is_sibling(now) {
        return match (after.side, next.way) {
            (Some(side), _) => format!("the same on the {side}").into(),
            (None, Some(way)) => format!("the same, {way}").into(),
            (None, None) => "the same again".into(),
        };
    }
    if after.set == now.set && after.round != now.round {
        return format!("round {} of {}", after.round, after.rounds).into();
    }
    next.instruction()
}
