//! The session: the number first, then what to do, then everything else.
//!
//! The size of the window alone decides where things are, so nothing jumps when the session moves on.

mod counter;
mod keys;
mod label;
mod layout;
mod number;
pub(crate) mod whole;
mod words;

use std::cell::RefCell;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use self::label::{label, now_and_next};
use self::layout::Layout;
use self::words::{Words, care};
use super::{Frame, fits};
use crate::figure::{Canvas, Figure, Figures, Marker};
use crate::format::clock;
use crate::plan::Plan;
use crate::session::Session;
use crate::session::snapshot::{Flow, Snapshot};
use crate::tui::follow::{self, Shown};
use crate::tui::keys::Action;
use crate::tui::theme::Theme;
use crate::tui::widgets::bar::until_next_cell;
use crate::tui::widgets::caution::caution;
use crate::tui::widgets::strip::{Heavy, strip};
use crate::tui::widgets::writer::{Align, SplitRect, Writer, columns, wrapped};

pub(crate) use self::keys::{KEYS, QUESTION_KEYS, RATING_KEYS};
pub(super) use self::layout::WIDE;

/// The columns between the number and what stands beside it.
pub(super) const GAP: u16 = 2;
/// The question at a scale.
pub(super) const HOW_MUCH: &str = "How much pain now?";
const WHEN_READY: &str = "when you are ready";
const STOP_HERE: &str = "Stop here? What you did counts.";

/// What was answered to how it feels, if anything.
pub(crate) type Rating = Option<u8>;

pub(crate) struct Player<'a> {
    pub(crate) session: &'a Session,
    /// Whether it asks whether to stop.
    pub(crate) asking: bool,
    pub(crate) muted: bool,
    /// Where it is asked how it feels: what was answered.
    pub(crate) rating: Option<Rating>,
    /// The first visible row of the words, where they do not fit.
    pub(crate) scroll: u16,
    /// A message shown in place of what comes next.
    pub(crate) notice: Option<&'a str>,
    pub(crate) stage: Stage<'a>,
    pub(crate) theme: Theme,
}

/// The figure that goes with a session.
#[derive(Clone, Copy)]
pub(crate) struct Stage<'a> {
    pub(crate) figures: &'a Figures,
    /// None for no figure.
    pub(crate) marker: Option<Marker>,
    /// What a second figure is drawn with: there is at most one picture.
    pub(crate) cells: Option<Marker>,
    /// Whether it jumps from key pose to key pose.
    pub(crate) reduced_motion: bool,
    /// What it was last drawn on.
    pub(crate) canvas: &'a RefCell<Canvas>,
}

impl<'a> Stage<'a> {
    fn at(&self, snapshot: &Snapshot<'_>) -> Option<Shown<'a>> {
        follow::at(self.figures, snapshot, self.reduced_motion)
    }

    /// Whether any part of a plan has a figure.
    fn shows(&self, plan: &Plan) -> bool {
        self.marker.is_some() && plan.parts().any(|part| follow::motion(self.figures, part).is_some())
    }

    /// Whether there is a figure that fits into an area.
    fn is_seen(&self, snapshot: &Snapshot<'_>, room: Rect) -> bool {
        self.marker.zip(self.at(snapshot)).is_some_and(|(marker, shown)| {
            Figure::new(shown.motion, &shown.pose).marker(marker).fits(room.width, room.height)
        })
    }

    /// The figure on the summary.
    pub(super) fn at_ease(&self) -> Option<Shown<'a>> {
        follow::at_ease(self.figures).filter(|_| self.marker.is_some())
    }

    pub(super) fn draw(&self, shown: &Shown<'_>, room: Rect, theme: Theme, canvas: &mut Canvas, buffer: &mut Buffer) {
        let Some(marker) = self.marker else { return };
        let figure = Figure::new(shown.motion, &shown.pose).marker(marker).styles(theme.figure(marker));
        StatefulWidget::render(&figure, room, buffer, canvas);
    }
}

impl Player<'_> {
    pub(crate) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let Some(snapshot) = self.session.snapshot() else { return };
        let (number, _) = number::number(&snapshot);
        let line = if self.asking { STOP_HERE.into() } else { label(&snapshot, area.width, WHEN_READY) };
        let Some(frame) = Frame::fitting(area, buffer, self.theme, &format!("{number}  {line}")) else { return };
        let layout = Layout::new(&snapshot, frame.body, self.stage).rating(self.rating.is_some());
        if let Some(shown) = self.stage.at(&snapshot) {
            self.stage.draw(&shown, layout.figure, self.theme, &mut self.stage.canvas.borrow_mut(), buffer);
        }
        self.picture_of_next(&snapshot, &layout, buffer);
        self.heading(&snapshot, &frame, &layout, buffer);
        self.words(&snapshot, &layout, buffer);
        if self.asking {
            self.question(&layout, buffer);
        } else {
            let waiting = if self.rating.is_some() { HOW_MUCH } else { WHEN_READY };
            let label = label(&snapshot, layout.label.width, waiting);
            Writer::new(buffer, layout.label).line(0, &label, layout.align, self.theme.strong());
            self.counter(&snapshot, &layout, buffer);
        }
        self.keys(&snapshot, &frame, buffer);
    }

    /// The reading of the session's clock at which the bar of a rep or the figure moves next.
    pub(crate) fn next_movement(session: &Session, stage: Stage<'_>, area: Rect) -> Option<Duration> {
        let snapshot = session.snapshot()?;
        if !fits(area) || stage.reduced_motion {
            return None;
        }
        let layout = Layout::new(&snapshot, Frame::new(area).body, stage);
        let is_seen = stage.is_seen(&snapshot, layout.figure);
        let frame = if is_seen { follow::next_frame(stage.figures, &snapshot) } else { None };
        let cell = match number::rep_bar(&snapshot) {
            Some((into, length)) if snapshot.flow == Flow::Running => until_next_cell(into, length, layout.bar.width),
            _ => None,
        };
        // Where both move, the figure sets the pace for both.
        Some(snapshot.now + frame.or(cell)?)
    }

    /// The number of rows that the words can be scrolled.
    pub(crate) fn overflow(session: &Session, stage: Stage<'_>, is_rated: bool, area: Rect) -> u16 {
        let Some(snapshot) = session.snapshot().filter(|_| fits(area)) else { return 0 };
        let layout = Layout::new(&snapshot, Frame::new(area).body, stage).rating(is_rated);
        Words::of(&snapshot).overflow(layout.text)
    }

    fn heading(&self, snapshot: &Snapshot<'_>, frame: &Frame, layout: &Layout, buffer: &mut Buffer) {
        let part = snapshot.part;
        let (plan, stretch) = (part.plan, part.planned.name());
        let (at, of) = (part.segment.stretch + 1, plan.stretches.len());
        let muted = if self.muted { "muted  ·  " } else { "" };
        let left = format!("{muted}{} left", clock(snapshot.remaining));
        let whole = format!("{}  ·  {at} of {of}  ·  {stretch}", plan.name);
        let place = match of {
            1 => stretch.into_owned(),
            _ if columns(&whole) + 2 + columns(&left) <= frame.body.width => whole,
            _ => format!("{at}/{of} {stretch}"),
        };
        frame.heading(buffer, self.theme, &place, &left);
        let lengths: Vec<_> = (0..of).map(|stretch| plan.length_of(stretch)).collect();
        let styles = [self.theme.text(), self.theme.quiet()];
        strip(&mut Writer::new(buffer, layout.session_bar), &lengths, Heavy::Done(snapshot.elapsed), styles);
    }

    /// Before work, where there is room: the position of the work that follows it.
    fn picture_of_next(&self, snapshot: &Snapshot<'_>, layout: &Layout, buffer: &mut Buffer) {
        let next = now_and_next(snapshot).1.filter(|_| !snapshot.part.segment.is_work());
        if let Some(shown) = next.and_then(|next| follow::position(self.stage.figures, next)) {
            // A canvas of its own: the other keeps the large figure, so that only its changes are drawn.
            let stage = Stage { marker: self.stage.cells, ..self.stage };
            stage.draw(&shown, layout.picture, self.theme, &mut Canvas::default(), buffer);
        }
    }

    fn words(&self, snapshot: &Snapshot<'_>, layout: &Layout, buffer: &mut Buffer) {
        Words::of(snapshot).draw(self.scroll, layout.text, layout.align, self.theme, buffer);
        if let Some(care) = care(snapshot) {
            caution(&mut Writer::new(buffer, layout.care), &care, layout.align, self.theme);
        }
        let mut writer = Writer::new(buffer, layout.next);
        if let Some(notice) = self.notice {
            caution(&mut writer, &format!("! {notice}"), Align::Left, self.theme);
            return;
        }
        let lines = label::next(snapshot, layout.next.width, layout.next.height);
        (0..).zip(&lines).for_each(|(row, line)| writer.line(row, line, Align::Left, self.theme.quiet()));
    }

    /// The question whether to stop, in a block over the label, the number and the bar.
    fn question(&self, layout: &Layout, buffer: &mut Buffer) {
        let label = layout.label;
        let below = layout.bar.bottom().max(layout.number.bottom());
        let room = Rect { height: below - label.y, ..label };
        let mut block = room.cut_left(48).0;
        if layout.align == Align::Centre {
            block.x += (room.width - block.width) / 2;
        }
        let mut writer = Writer::new(buffer, block);
        writer.fill_all(self.theme.text());
        let answers = [(Action::StopHere, "stop"), (Action::GoOn, "go on")];
        let answers = answers.map(|(action, word)| format!("{} {word}", QUESTION_KEYS.name_of(action)));
        let mut lines = wrapped(STOP_HERE, block.width.saturating_sub(2 * GAP));
        lines.extend([String::new(), answers.join("   ")]);
        if lines.len() > block.height.into() {
            lines.retain(|line| !line.is_empty());
        }
        let first = block.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX)) / 2;
        for (row, line) in (first..).zip(&lines) {
            writer.put(GAP, row, line, self.theme.block());
        }
    }

    fn keys(&self, snapshot: &Snapshot<'_>, frame: &Frame, buffer: &mut Buffer) {
        if self.asking {
            // The block shows the keys that answer.
            frame.keys(buffer, self.theme, &QUESTION_KEYS, &|action, word| match action {
                Action::StopHere | Action::GoOn => None,
                _ => Some(word),
            });
            return;
        }
        let (paused, waiting) = (snapshot.flow == Flow::Paused, snapshot.flow == Flow::Waiting);
        let reps = snapshot.rep.is_some();
        let keys = if self.rating.is_some() { &RATING_KEYS } else { &KEYS };
        frame.keys(buffer, self.theme, keys, &|action, word| match action {
            Action::Pause if paused => Some("go on"),
            Action::Pause if waiting => Some("begin"),
            Action::RepsDone => reps.then_some("done"),
            Action::Mute => self.muted.then_some("sound"),
            Action::StopSigns => paused.then_some("stop signs"),
            _ => Some(word),
        });
    }
}
