//! `stretch show --figure`: the key poses of a plan's motions as text, for authors of poses.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use super::text::width;
use crate::content::model::Library;
use crate::figure::{Figure, Marker};
use crate::plan::Plan;

/// The most columns of a pose, and its rows.
const SIZE: (u16, u16) = (56, 20);

/// Every key pose of every motion in a plan, each motion once.
pub(crate) fn key_poses(library: &Library, plan: &Plan, marker: Marker) -> String {
    let steps = plan.stretches.iter().flat_map(|planned| planned.stretch.sets.iter().flat_map(|set| &set.steps));
    let mut ids: Vec<&str> = Vec::new();
    for id in steps.filter_map(|step| step.motion.as_deref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut out = String::new();
    for motion in ids.into_iter().filter_map(|id| library.figures().motion(id)) {
        let of = motion.keys.len();
        for ((number, pose), name) in (1..).zip(&motion.keys).zip(&motion.names) {
            let _ = writeln!(out, "{}: key pose {number} of {of}, {name}", motion.id);
            let area = Rect::new(0, 0, u16::try_from(width()).unwrap_or(SIZE.0).min(SIZE.0), SIZE.1);
            let mut buffer = Buffer::empty(area);
            Figure::new(motion, pose).marker(marker).render(area, &mut buffer);
            for row in buffer.content.chunks(area.width.into()) {
                let line: String = row.iter().map(as_text).collect();
                let _ = writeln!(out, "{}", line.trim_end());
            }
            out.push('\n');
        }
    }
    if out.is_empty() {
        out.push_str("No step of it has a motion.\n");
    }
    out
}

/// A cell without its style: a blank in reverse video is a block.
fn as_text(cell: &Cell) -> &str {
    if cell.modifier.contains(Modifier::REVERSED) { "█" } else { cell.symbol() }
}
