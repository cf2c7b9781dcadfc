//! The large number, to be read from the floor: its digits, the mark of its side, its unit and its bar.
//!
//! Digits are solid for work and outlined for getting ready; in the last three seconds the number is in a block. A pause
//! shows two bars in place of the side, and a stretch that waits shows the key that begins it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::Layout;
use super::number::{most_digits, number, rep_bar};
use super::{GAP, KEYS, Player};
use crate::content::model::Side;
use crate::session::cue::COUNTDOWN;
use crate::session::snapshot::{Flow, Snapshot};
use crate::time::whole_seconds;
use crate::tui::keys::Action;
use crate::tui::widgets::bar::cells;
use crate::tui::widgets::digits::{Digits, Ink, SideMark, Size};
use crate::tui::widgets::scale::scale;
use crate::tui::widgets::writer::{Align, Writer, columns, wrapped};

impl Player<'_> {
    /// The number of a snapshot.
    pub(super) fn counter(&self, snapshot: &Snapshot<'_>, layout: &Layout, buffer: &mut Buffer) {
        let theme = self.theme;
        if snapshot.flow == Flow::Waiting {
            self.begins(layout, buffer);
            return;
        }
        let style = if snapshot.flow == Flow::Paused { theme.resting() } else { theme.accent() };
        let (over, length) = match snapshot.flow {
            Flow::Running => rep_bar(snapshot).unwrap_or((snapshot.offset, snapshot.part.segment.length)),
            _ => (snapshot.offset, snapshot.part.segment.length),
        };
        // What is over is a ground, like the big digits, before a thin line.
        let (width, filled) = (layout.bar.width, cells(over, length, layout.bar.width));
        let mut bar = Writer::new(buffer, layout.bar);
        bar.fill(0, 0, filled, style);
        bar.put(filled, 0, &"─".repeat((width - filled).into()), theme.quiet());
        if let Some(size) = layout.size {
            self.big(snapshot, layout, size, buffer);
        } else {
            let (number, unit) = number(snapshot);
            let style = if is_counted_out(snapshot) { theme.block() } else { theme.strong() };
            Writer::new(buffer, layout.number).line(0, &format!("{number} {unit}"), layout.align, style);
        }
    }

    /// The number in digits, with the mark of its side and its unit.
    fn big(&self, snapshot: &Snapshot<'_>, layout: &Layout, size: Size, buffer: &mut Buffer) {
        let theme = self.theme;
        let (number, unit) = number(snapshot);
        // A countdown keeps its last digit in place when it gets shorter.
        let most = most_digits(snapshot).max(number.len());
        let text = if snapshot.rep.is_none() { format!("{number:>most$}") } else { format!("{number:<most$}") };
        let area = layout.number;
        let (width, height) = (size.width_of(&text), size.height());
        let left = match layout.align {
            Align::Left => area.x,
            _ => area.x + area.width.saturating_sub(width) / 2,
        };
        let field = Rect { x: left, y: area.y + (area.height - height) / 2, width, height };
        let (mut ink, style) = match snapshot.flow {
            Flow::Running if snapshot.part.segment.is_work() => (Ink::Solid, theme.text()),
            Flow::Paused => (Ink::Outlined, theme.quiet()),
            _ => (Ink::Outlined, theme.text()),
        };
        if is_counted_out(snapshot) {
            // A block that covers the blank rows above and below.
            let over = (field.y - layout.label.bottom()).min(1);
            let under = layout.bar.y.saturating_sub(field.bottom()).min(1);
            let (x, width) = (field.x.saturating_sub(1), field.width + 2);
            let block = Rect { x, y: field.y - over, width, height: field.height + over + under };
            Writer::new(buffer, block).fill_all(theme.text());
            if ink == Ink::Solid {
                ink = Ink::Carved;
            }
        }
        Digits { text: &text, ink, style }.draw(size, &mut Writer::new(buffer, field));

        let mut column = field.right() + GAP;
        let room = size.mark() + GAP;
        let mark = match (snapshot.flow, snapshot.part.segment.side) {
            (Flow::Paused, _) => Some((SideMark::Pause, column, theme.text())),
            (_, Some(Side::Left)) => Some((SideMark::Left, field.x.saturating_sub(room), theme.accent())),
            (_, Some(Side::Right)) => Some((SideMark::Right, column, theme.accent())),
            (_, None) => None,
        };
        if let Some((mark, x, style)) = mark {
            mark.draw(size, &mut Writer::new(buffer, Rect { x, width: size.mark(), ..field }), style);
            column += if mark == SideMark::Left { 0 } else { room };
        }
        let place = Rect { x: column, width: area.right().saturating_sub(column), ..field };
        let lines = wrapped(&unit, place.width);
        if layout.align == Align::Left && lines.iter().all(|line| columns(line) <= place.width) {
            let first = height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
            let mut writer = Writer::new(buffer, place);
            (first..).zip(&lines).for_each(|(row, line)| writer.line(row, line, Align::Left, theme.text()));
        }
    }

    /// In place of the number: the keys that begin the waiting stretch.
    fn begins(&self, layout: &Layout, buffer: &mut Buffer) {
        let text = format!("{} begins", KEYS.names_of(Action::Pause).collect::<Vec<_>>().join(" or "));
        let (mut room, width) = (layout.number, columns(&text) + 2 * GAP);
        let mut height = room.height.min(3);
        let mut is_block = true;
        if let Some(rating) = self.rating {
            scale(&mut Writer::new(buffer, room), 0, rating, layout.align, self.theme);
            // Two blocks that touch would be one.
            is_block = layout.bar.y > room.y + 1;
            (room, height) = (Rect { y: (room.y + 2).min(layout.bar.y), height: 1, ..room }, 1);
        }
        let x = match layout.align {
            Align::Left => room.x,
            _ => room.x + room.width.saturating_sub(width) / 2,
        };
        let mut writer = Writer::new(buffer, Rect { x, y: room.y + (room.height - height) / 2, width, height });
        if is_block {
            writer.fill_all(self.theme.text());
            writer.line(height / 2, &text, Align::Centre, self.theme.block());
        } else {
            writer.line(0, &text, layout.align, self.theme.strong());
        }
    }
}

/// Whether these are the last three seconds before something begins or ends.
fn is_counted_out(snapshot: &Snapshot<'_>) -> bool {
    match snapshot.flow {
        Flow::LeadIn(_) => true,
        Flow::Running => snapshot.rep.is_none() && whole_seconds(snapshot.left) <= COUNTDOWN.into(),
        _ => false,
    }
}
