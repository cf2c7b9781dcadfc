//! What is going on, and what comes after it, in a few words.

use std::borrow::Cow;

use crate::{
    coach,
    plan::{Kind, Plan, Segment, Turn},
    session::snapshot::{Flow, Snapshot},
    tui::widgets::writer::{columns, shortened, wrapped},
    words::counted,
};

/// What is going on, on which side, in which round. Nothing is said twice; side and round are there at any width.
pub(super) fn label(snapshot: &Snapshot<'_>, width: u16) -> String {
    let segment = snapshot.segment;
    let (mut side, mut way) = (segment.side, snapshot.plan.way(segment));
    let mut round = (segment.rounds > 1).then(|| format!("round {} of {}", segment.round, segment.rounds));
    let stands = match snapshot.flow {
        Flow::Paused => Some("paused"),
        Flow::Waiting => Some("when you are ready"),
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
                phase_text(snapshot, phase).into()
            }
            (Kind::Reps { count, .. }, _) => counted(usize::try_from(count).unwrap_or(0), "rep").into(),
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
        // The words below say what it waits for.
        parts.remove(1);
    }
    parts.join(" · ").to_uppercase()
}

fn phase_text<'a>(snapshot: &Snapshot<'a>, phase: usize) -> &'a str {
    snapshot.plan.phase(snapshot.segment, phase).map_or("", |phase| &phase.text)
}

/// The current or coming work, and the work after it.
pub(super) fn now_and_next<'a>(snapshot: &Snapshot<'a>) -> (Option<&'a Segment>, Option<&'a Segment>) {
    let mut works = snapshot.plan.segments.iter().skip(snapshot.index).filter(|segment| segment.is_work());
    (works.next(), works.next())
}

/// What comes next, as much of it as fits into some lines of a width.
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

/// What comes after the current or coming work.
fn following<'a>(snapshot: &Snapshot<'a>) -> Cow<'a, str> {
    let plan: &'a Plan = snapshot.plan;
    let (Some(now), Some(after)) = now_and_next(snapshot) else { return "the end".into() };
    if after.stretch != now.stretch {
        let name = plan.planned(after).map_or(Cow::Borrowed(""), |planned| planned.name());
        return match coach::needs(plan.needs(after.stretch)) {
            Some(needs) => format!("{name}. {needs}").into(),
            None => name,
        };
    }
    if after.is_sibling(now) {
        return match (after.side, plan.way(after)) {
            (Some(side), _) => format!("the same on the {side}").into(),
            (None, Some(way)) => format!("the same, {way}").into(),
            (None, None) => "the same again".into(),
        };
    }
    if after.set == now.set && after.round != now.round {
        return format!("round {} of {}", after.round, after.rounds).into();
    }
    plan.instruction(after)
}
