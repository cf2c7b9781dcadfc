//! What is said before work: at the start of a session, of a stretch, and of each changeover.

use std::time::Duration;

use super::work::{amount, side_or_way, time_left, unnamed};
use super::{BEGIN, COME_BACK, STOP_AT_ONCE, equipment, needs};
use crate::changes;
use crate::format::spoken;
use crate::plan::adapt::PersonalNote;
use crate::plan::{Kind, Part, Plan, Segment, Turn};
use crate::session::snapshot::Snapshot;
use crate::words::{capital, counted};

/// The rounds after which the instructions need not be said again.
const KNOWN: u32 = 2;

/// What is said before everything else.
pub(super) fn opening(plan: &Plan) -> Vec<String> {
    let (count, total) = (counted(plan.stretches.len(), "stretch"), spoken(plan.total()));
    let is_one = matches!(&plan.stretches[..], [only] if only.name() == plan.name);
    let name = if is_one { String::new() } else { format!("{}: ", plan.name) };
    // The same is shorter where it is shown to be read.
    let time = if plan.by_ear { " with time to listen" } else { "" };
    let mut sentences = vec![format!("{name}{count}, {total}{time}.")];
    sentences.extend(changes::line(plan));
    sentences.extend(equipment(plan, 1));
    sentences.extend(plan.warm_up.clone());
    sentences.push(STOP_AT_ONCE.into());
    sentences
}

/// What is said first when a session goes on that was left.
pub(super) fn going_on(plan: &Plan, left: Duration) -> Vec<String> {
    let first = format!("Going on with {}: {} left.", plan.name, spoken(left));
    // Who comes back after a while is no longer warm.
    [first].into_iter().chain(plan.warm_up.clone()).chain([STOP_AT_ONCE.to_owned()]).collect()
}

/// First how to come out of the work that the body comes from; then what comes, how to do it, and what to mind.
pub(super) fn preparation(part: Part<'_>, from: Option<Part<'_>>, waiting: bool) -> Vec<String> {
    let segment = part.segment;
    let text = |text: Option<&str>| text.map(str::to_owned);
    let each = unnamed(part).map(|each| capital(&each) + ".");
    let sentences = match part.setup() {
        Some(setup) => vec![
            text(from.and_then(|from| part.getting_up(from))),
            Some(which(part)),
            needs(part),
            Some(setup.to_owned()),
            each,
            Some(then(part)),
            reps_to_come(part),
            text(part.care()),
            notes(part),
        ],
        None => {
            vec![Some(turn(segment)), each, (segment.round <= KNOWN).then(|| then(part)), reps_to_come(part)]
        }
    };
    let back = comes_back(part, from).then(|| COME_BACK.to_owned());
    let begin = waiting.then(|| BEGIN.to_owned());
    [back].into_iter().chain(sentences).chain([begin]).flatten().collect()
}

/// What to mind for the person's sake: `For your osteoporosis: lean only a little.`
fn notes(part: Part<'_>) -> Option<String> {
    let notes = part.planned.notes.iter().map(PersonalNote::sentence);
    Some(notes.collect::<Vec<_>>().join(" ")).filter(|notes| !notes.is_empty())
}

/// What a changeover is to, or that another set of the stretch comes.
fn turn(segment: &Segment) -> String {
    let turn = match segment.kind {
        Kind::Change(Turn::Side) => "Other side".into(),
        Kind::Change(Turn::Way) => "Other way".into(),
        Kind::Change(Turn::Round) => format!("Round {} of {}", segment.round, segment.rounds),
        Kind::Change(Turn::Step) => "Next".into(),
        _ => format!("Next part{}", rounds(segment)),
    };
    format!("{turn}{}.", if segment.round > KNOWN { ", as before" } else { "" })
}

/// How many reps come after a getting ready, where they begin with words of their own.
fn reps_to_come(part: Part<'_>) -> Option<String> {
    let work = part.next().filter(|work| !work.phases().is_empty())?;
    Some(amount(work, side_or_way(work)))
}

/// Whether a getting ready begins with coming out of the position of some work. The next step of a set says itself how to
/// go on from where the one before ended, and so does the other way.
pub fn comes_back(part: Part<'_>, from: Option<Part<'_>>) -> bool {
    let goes_on = matches!(part.segment.kind, Kind::Change(Turn::Step | Turn::Way));
    from.is_some_and(|from| {
        let is_before = part.plan.work_before(part.index) == Some(from.index);
        from.segment.ends_in_a_position() && !(goes_on && is_before)
    })
}

/// The instruction in a getting ready. The position of a hold is taken while the words are heard, so that it is kept from
/// the first second on; reps and moves begin with the count, so "Then:" goes before them.
pub(crate) fn then(part: Part<'_>) -> String {
    let begins_later = part.next().is_some_and(|work| work.segment.kind != Kind::Hold);
    format!("{}{}", if begins_later { "Then: " } else { "" }, part.instruction())
}

/// Which stretch it is, and in how many rounds its first set is done.
pub(super) fn which(part: Part<'_>) -> String {
    let (name, rounds) = (part.planned.name(), rounds(part.segment));
    match part.plan.stretches.len() {
        1 => format!("{name}{rounds}."),
        of => format!("Stretch {} of {of}: {name}{rounds}.", part.segment.stretch + 1),
    }
}

/// The rounds of a set, where there are several.
fn rounds(segment: &Segment) -> String {
    if segment.rounds > 1 { format!(", {} rounds", segment.rounds) } else { String::new() }
}

/// What there is to do and to mind, and how much of it is left, when the user asks to hear it again.
pub(super) fn again(snapshot: &Snapshot<'_>) -> Vec<String> {
    let part = snapshot.part;
    let mut sentences = Vec::new();
    if part.segment.is_work() {
        sentences.push(part.instruction().into_owned());
        sentences.extend(unnamed(part).map(|each| capital(&each) + "."));
    } else {
        if snapshot.is_first {
            sentences.push(STOP_AT_ONCE.into());
        }
        sentences.extend(preparation(part, snapshot.last_work, false));
        if part.segment.round > KNOWN {
            sentences.push(then(part));
        }
    }
    sentences.push(time_left(snapshot));
    sentences
}
