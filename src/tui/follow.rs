//! From a snapshot of a session to a pose: the figure does what the session asks for, at the same time.
//!
//! The figure is in position when a hold begins, so it takes the position at the end of the getting ready; then it is
//! still. It has no clock: the same snapshot always gives the same pose.

use std::time::Duration;

use crate::content::model::Side;
use crate::figure::model::{Figures, Mode, Motion, Pose, Way};
use crate::figure::motion::blend;
use crate::plan::{Kind, Part, Segment, Turn};
use crate::session::snapshot::{Flow, Snapshot};

/// How long the figure takes to move into a position.
pub(crate) const MOVE: Duration = Duration::from_secs(3);

/// How long the figure takes to come out of one position, and then to take the next one, in a getting ready of some length.
fn out_and_in(length: Duration) -> (Duration, Duration) {
    let into = MOVE.min(length * 3 / 5);
    (MOVE.min(length.saturating_sub(into)), into)
}

/// The time from one frame to the next while the figure moves: 12 a second.
pub const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 12);

/// A figure to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub motion: &'a Motion,
    pub pose: Pose,
}

/// The figure in a snapshot; none where the step has no motion. With `reduced` it jumps from key pose to key pose.
pub fn at<'a>(figures: &'a Figures, snapshot: &Snapshot<'_>, reduced: bool) -> Option<Shown<'a>> {
    let (part, segment) = (snapshot.part, snapshot.part.segment);
    let motion = motion(figures, part)?;
    let way = way_of(segment);
    let pose = match segment.kind {
        Kind::Hold => motion.pose(into_hold(snapshot).filter(|_| !reduced).unwrap_or(1.0), way),
        Kind::Reps { .. } => rep_pose(motion, snapshot, way, reduced),
        Kind::Move => {
            let cycle = share(snapshot.offset, cycle_length(motion, segment.length)).fract();
            if reduced { motion.key_pose(cycle, way) } else { motion.pose(cycle, way) }
        }
        Kind::Prepare | Kind::Change(_) if reduced => arrival(motion, part, way),
        Kind::Prepare | Kind::Change(_) => on_the_way(figures, motion, snapshot, way),
    };
    Some(Shown { motion, pose })
}

/// The motion of the figure on the summary, which no step has.
pub const AT_EASE: &str = "at-ease";

/// The figure on the summary.
pub(crate) fn at_ease(figures: &Figures) -> Option<Shown<'_>> {
    let motion = figures.motion(AT_EASE)?;
    Some(Shown { motion, pose: motion.telling_pose(Way::default()) })
}

/// The figure in the position of some work; none where the step has no motion.
pub(crate) fn position<'a>(figures: &'a Figures, work: Part<'_>) -> Option<Shown<'a>> {
    let motion = motion(figures, work)?;
    Some(Shown { motion, pose: motion.telling_pose(way_of(work.segment)) })
}

/// How long after a snapshot the figure looks different; none while it is still.
pub fn next_frame(figures: &Figures, snapshot: &Snapshot<'_>) -> Option<Duration> {
    let motion = motion(figures, snapshot.part)?;
    let segment = snapshot.part.segment;
    let moving = match (snapshot.flow, segment.kind) {
        (Flow::LeadIn(_), _) => into_hold(snapshot).is_some(),
        (Flow::Running, Kind::Reps { .. } | Kind::Move | Kind::Change(Turn::Side | Turn::Round)) => true,
        (Flow::Running, Kind::Prepare | Kind::Change(_)) => {
            let (out, into) = out_and_in(segment.length);
            let comes_out = before(snapshot.part).is_some() && snapshot.offset < out;
            comes_out || (snapshot.left <= into && motion.mode == Mode::To)
        }
        _ => false,
    };
    // On a grid from the start of the segment: frames come at the same times however often this is asked.
    moving.then(|| {
        let over = snapshot.offset.as_nanos() % FRAME.as_nanos();
        FRAME.saturating_sub(Duration::from_nanos(u64::try_from(over).unwrap_or(0)))
    })
}

/// The motion of a part's step, if it has one.
pub(super) fn motion<'a>(figures: &'a Figures, part: Part<'_>) -> Option<&'a Motion> {
    figures.motion(part.step.motion.as_deref()?)
}

/// Mirrored for the right side, and reversed for every second way.
fn way_of(segment: &Segment) -> Way {
    Way { mirror: segment.side == Some(Side::Right), reverse: segment.way.is_some_and(|way| way % 2 == 1) }
}

/// A part as a fraction of a whole.
fn share(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64().max(1e-9)
}

/// The progress of the move into a hold, in the lead-in after a jump to it.
fn into_hold(snapshot: &Snapshot<'_>) -> Option<f64> {
    match snapshot.flow {
        Flow::LeadIn(left) if snapshot.offset.is_zero() => Some(1.0 - share(left, MOVE)),
        _ => None,
    }
}

/// The length of one cycle of a movement, so that whole cycles fill the segment.
fn cycle_length(motion: &Motion, length: Duration) -> Duration {
    let cycles = (length.as_secs_f64() / motion.seconds.max(0.1)).round().max(1.0);
    length.div_f64(cycles)
}

fn rep_pose(motion: &Motion, snapshot: &Snapshot<'_>, way: Way, reduced: bool) -> Pose {
    let Some(rep) = snapshot.rep else { return motion.start(way) };
    match rep.phase {
        Some((phase, into, length)) if phase < motion.phase_count() => {
            let from = (rep.number == 1 && phase == 0).then(|| motion.start(way));
            let progress = if reduced { 1.0 } else { share(into, length) };
            motion.phase_pose(phase, progress, from.as_ref(), way)
        }
        _ if reduced => motion.key_pose(share(rep.into, rep.length), way),
        _ => motion.pose(share(rep.into, rep.length), way),
    }
}

/// The work before a part in the same stretch.
fn before(part: Part<'_>) -> Option<Part<'_>> {
    part.work_before().filter(|work| work.segment.stretch == part.segment.stretch)
}

/// The pose in which the work after a getting ready begins.
fn arrival(motion: &Motion, part: Part<'_>, way: Way) -> Pose {
    match part.next().map(|work| work.segment.kind) {
        Some(Kind::Hold) => motion.pose(1.0, way),
        _ => motion.start(way),
    }
}

/// The pose in which work ends.
fn departure(motion: &Motion, segment: &Segment) -> Pose {
    let way = way_of(segment);
    match (segment.kind, motion.phase_count().checked_sub(1)) {
        (Kind::Reps { .. }, Some(last)) => motion.phase_pose(last, 1.0, None, way),
        _ => motion.pose(1.0, way),
    }
}

/// The pose while getting ready: from where the work before ended to where the next begins.
fn on_the_way(figures: &Figures, next: &Motion, snapshot: &Snapshot<'_>, way: Way) -> Pose {
    let (part, segment) = (snapshot.part, snapshot.part.segment);
    let holds = part.next().is_some_and(|work| work.segment.kind == Kind::Hold);
    let (out, into) = out_and_in(segment.length);
    let last = 1.0 - share(snapshot.left, into).clamp(0.0, 1.0);
    let first = share(snapshot.offset, out).clamp(0.0, 1.0);
    let earlier = before(part).and_then(|work| Some((work.segment, motion(figures, work)?)));
    match earlier {
        // Out of a hold and into the same one again, on either side: the movement takes the whole changeover.
        Some((work, same)) if same.id == next.id && work.kind == Kind::Hold && holds => {
            next.change(way_of(work), way, share(snapshot.offset, segment.length))
        }
        Some((work, other)) if snapshot.left > into || !holds => {
            blend(&departure(other, work), &next.start(way), first)
        }
        _ if holds => next.pose(last, way),
        _ => next.start(way),
    }
}
