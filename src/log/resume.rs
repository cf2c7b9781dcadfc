//! Going on with a session that was left in the middle.

use std::time::Duration;

use super::reader::fnv;
use super::record::Record;
use crate::plan::{Kind, Plan};

/// How long a session can be resumed.
pub const LIMIT: Duration = Duration::from_secs(12 * 60 * 60);

/// What a plan consists of, as sixteen hexadecimal digits: its stretches and its work, in order and with their lengths. The
/// time between the work is no part of it, since the same session takes longer by ear.
pub fn fingerprint(plan: &Plan) -> String {
    let mut text = plan.id.clone();
    for part in plan.parts().filter(|part| part.segment.is_work()) {
        let segment = part.segment;
        let count = if let Kind::Reps { count, .. } = segment.kind { count } else { 0 };
        let side = segment.side.map(|side| side.to_string()).unwrap_or_default();
        let place = (segment.set, segment.step, segment.round, segment.way);
        text += &format!("\n{} {place:?} {side} {count} {}", part.planned.id(), segment.length.as_millis());
    }
    format!("{:016x}", fnv(text.bytes()))
}

/// Where a session goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The id of the record that it continues.
    pub record: String,
    /// The getting ready with which it begins: an index into the segments of the plan.
    pub segment: usize,
    /// How many holds, sets of reps and moves of each stretch were done before, by the index of the stretch.
    pub done: Vec<usize>,
}

impl Resume {
    /// Where a plan goes on after a session that was left. `parts` are its records, the last one first: a session may have
    /// been left more than once.
    /// None if the plan is another one by now.
    pub fn of(plan: &Plan, parts: &[&Record]) -> Option<Self> {
        let last = parts.first()?;
        let stopped_at = last.stopped_at.filter(|_| last.plan == fingerprint(plan))?;
        let part = plan.part(stopped_at)?;
        let segment = if part.segment.is_work() { stopped_at.checked_sub(1)? } else { stopped_at };
        // A stretch that is there twice was done as often before as it can have been.
        let mut done: Vec<_> = plan.stretches.iter().map(|_| 0).collect();
        for record in parts {
            let mut from = 0;
            for stretch in &record.stretches {
                let is_it = |(_, planned): &(usize, &crate::plan::Planned)| planned.id() == stretch.id;
                let found = plan.stretches.iter().enumerate().skip(from).find(is_it);
                if let Some((index, _)) = found {
                    done[index] += stretch.done;
                    from = index + 1;
                }
            }
        }
        Some(Self { record: last.id.clone(), segment, done })
    }
}
