//! What is said when a session is over. It belongs to no segment, so it takes no time of the plan.

use super::{COME_BACK, comes_back};
use crate::changes;
use crate::format::spoken;
use crate::plan::{Kind, Plan};
use crate::session::summary::Summary;
use crate::session::{End, Session};
use crate::words::counted;

/// How to come out of the last position, what was done, and a kind word.
pub(crate) fn closing(session: &Session) -> Vec<String> {
    let (plan, summary) = (session.plan(), session.summary());
    let mut sentences = way_out(plan, &summary);
    sentences.push(if summary.end == End::Completed { "Well done." } else { "Stopped." }.into());
    let (done, of) = (summary.stretches.iter().filter(|stretch| stretch.all()).count(), plan.stretches.len());
    let time = spoken(summary.active);
    sentences.push(match of {
        1 => format!("{time}."),
        of => format!("{done} of {} done, {time}.", counted(of, "stretch")),
    });
    sentences.extend(changes::line(plan));
    sentences.extend(last_words(plan, &summary));
    sentences
}

/// How to come out of the stretch that a session ended in.
pub(crate) fn way_out(plan: &Plan, summary: &Summary) -> Vec<String> {
    let (last, last_work) = (plan.part(summary.last), summary.last_work.and_then(|work| plan.part(work)));
    let back = match summary.end {
        End::Completed => last_work.is_some_and(|work| work.segment.ends_in_a_position()),
        End::Stopped => last.is_some_and(|last| last.segment.kind == Kind::Hold || comes_back(last, last_work)),
    };
    let back = back.then_some(COME_BACK);
    back.into_iter().chain(last.and_then(|last| last.planned.stretch.leave.as_deref())).map(str::to_owned).collect()
}

/// A kind word at the end of a session that was done to its end.
pub(crate) fn last_words(plan: &Plan, summary: &Summary) -> Vec<String> {
    plan.advice.iter().filter(|_| summary.end == End::Completed).cloned().collect()
}
