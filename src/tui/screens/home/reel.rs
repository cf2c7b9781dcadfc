//! What the stage shows of the chosen item, and when: a stretch step by step, a routine stretch by stretch, once, and
//! then it rests.

use std::cell::RefCell;
use std::time::Duration;

use crate::figure::{Canvas, Figures, Marker, Motion, Pose, Way};
use crate::plan::Plan;
use crate::tui::follow::FRAME;

/// How the figure of the chosen item is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Preview<'a> {
    /// None for no figure.
    pub(crate) marker: Option<Marker>,
    pub(crate) reduced_motion: bool,
    pub(crate) now: Duration,
    /// What it was last drawn on.
    pub(crate) canvas: &'a RefCell<Canvas>,
    /// Whether the stage stays empty for now: reading the figures takes longer than drawing the words.
    pub(crate) words_first: bool,
}

/// How long each stretch of a routine is shown, and each step of a stretch at least.
const SCENE: Duration = Duration::from_secs(3);
/// How often a stretch of one step shows its motion.
const TURNS: u32 = 2;

pub(super) struct ShownItem<'a> {
    pub(crate) motion: &'a Motion,
    pub(crate) pose: Pose,
    /// The index of the stretch of a routine, or of the step of a stretch.
    pub(crate) of: usize,
    /// The time until it changes; none at rest.
    pub(crate) changes_in: Option<Duration>,
}

/// What is shown of a plan at a time after it was chosen; without one it rests in its first scene. None if nothing in it
/// has a motion.
pub(super) fn shown<'a>(plan: &Plan, figures: &'a Figures, over: Option<Duration>) -> Option<ShownItem<'a>> {
    let several = plan.stretches.len() > 1;
    let steps = plan.stretches.iter().enumerate().flat_map(|(index, planned)| {
        let steps = planned.stretch.sets.iter().flat_map(|set| &set.steps).enumerate();
        let of = move |step| if several { index } else { step };
        steps.take(if several { 1 } else { usize::MAX }).map(move |(step, shown)| (of(step), shown))
    });
    let motions = steps.filter_map(|(of, step)| Some((of, figures.motion(step.motion.as_deref()?)?)));
    let motions: Vec<_> = motions.collect();
    let alone = motions.len() == 1 && !several;
    let mut into = over.unwrap_or(Duration::MAX);
    for (of, motion) in motions.iter().copied() {
        let whole = Duration::from_secs_f64(motion.seconds.clamp(0.1, 600.0));
        // How long one turn of the motion takes, how often it is shown, and how long its scene is.
        let (once, times, length) = match (several, alone) {
            (_, true) => (whole, TURNS, whole * TURNS),
            // A motion that is longer than the scene is sped up.
            (true, _) => (whole.min(SCENE), 1, SCENE),
            (false, _) => (whole, 1, whole.max(SCENE)),
        };
        if let Some(left) = into.checked_sub(length) {
            into = left;
            continue;
        }
        let still = into >= once * times;
        let turn = into.as_secs_f64() / once.as_secs_f64();
        let pose = motion.pose(if still { 1.0 } else { turn.fract() }, Way::default());
        let left = length.saturating_sub(into);
        let changes_in = Some(if still { left } else { FRAME.min(left) });
        return Some(ShownItem { motion, pose, of, changes_in });
    }
    let (of, motion) = *motions.first()?;
    Some(ShownItem { motion, pose: motion.telling_pose(Way::default()), of, changes_in: None })
}
