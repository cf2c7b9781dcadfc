//! The list of what there is: in groups, and beside each thing how long it takes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Home, Item};
use crate::content::model::Library;
use crate::format::clock;
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{Writer, columns, shortened};

enum ListLine<'a> {
    Heading(Cow<'a, str>),
    Item(Item),
    Variant(&'a str),
    Gap,
}

/// The heading over an item: its kind, and the title of its file if that is not the first.
fn heading(library: &Library, item: Item) -> Cow<'_, str> {
    let (kind, id) = match item {
        Item::Routine(index) => ("Routines", library.routines.get(index).map(|routine| &routine.id)),
        Item::Stretch(index) => ("Stretches", library.stretches.get(index).map(|stretch| &stretch.id)),
        Item::Part { routine, .. } => {
            return library.routines.get(routine).map_or("".into(), |one| (&*one.name).into());
        }
        // It stands below the last routine.
        Item::OwnRoutine => ("Routines", library.routines.last().map(|routine| &routine.id)),
        Item::Page(_) => ("Learn", None),
    };
    match id.and_then(|id| library.title_beside(id)) {
        Some(title) => format!("{kind} · {title}").into(),
        None => kind.into(),
    }
}

/// The index at which each group begins.
pub(super) fn groups(library: &Library, items: &[Item]) -> Vec<usize> {
    let begins = |at: &usize| *at == 0 || heading(library, items[*at]) != heading(library, items[*at - 1]);
    (0..items.len()).filter(begins).collect()
}

/// Draws a list of items, scrolled so that the chosen one is visible.
pub(super) fn draw(home: &Home, library: &Library, items: &[Item], theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut lines = lines(home, library, items);
    if lines.len() > area.height.into() {
        lines.retain(|line| !matches!(line, ListLine::Gap));
    }
    let height = usize::from(area.height);
    let at = lines.iter().position(|line| matches!(line, ListLine::Item(item) if Some(*item) == home.chosen));
    // Some lines around the chosen one stay visible, and the list never ends above the bottom.
    let first = at.unwrap_or(0).saturating_sub(height.saturating_sub(3).max(1)).min(lines.len().saturating_sub(height));
    let mut writer = Writer::new(buffer, area);
    for (row, line) in (0..area.height).zip(lines.iter().skip(first)) {
        match line {
            ListLine::Gap => {}
            ListLine::Heading(heading) => {
                writer.put(0, row, &shortened(heading, area.width.saturating_sub(2)), theme.quiet());
            }
            ListLine::Variant(name) => {
                writer.put(3, row, &shortened(name, area.width.saturating_sub(3)), theme.quiet());
            }
            ListLine::Item(item) => self::item(home, library, *item, theme, row, &mut writer),
        }
    }
    // Beside the list, which loses no column to it.
    let mut writer = Writer::new(buffer, Rect { x: area.right(), width: 1, ..area });
    let mut arrow = |row, more: bool, arrow| {
        if more {
            writer.put(0, row, arrow, theme.quiet());
        }
    };
    arrow(0, first > 0, "↑");
    arrow(area.height.saturating_sub(1), first + height < lines.len(), "↓");
}

fn lines<'a>(home: &Home, library: &'a Library, items: &[Item]) -> Vec<ListLine<'a>> {
    let groups = groups(library, items);
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if groups.contains(&index) {
            if index > 0 {
                lines.push(ListLine::Gap);
            }
            lines.push(ListLine::Heading(heading(library, *item)));
        }
        lines.push(ListLine::Item(*item));
        lines.extend(home.variant(library, *item).map(ListLine::Variant));
    }
    lines
}

fn item(home: &Home, library: &Library, item: Item, theme: Theme, row: u16, writer: &mut Writer<'_>) {
    let chosen = Some(item) == home.chosen;
    let style = if chosen { theme.chosen() } else { theme.text() };
    if chosen {
        writer.put(0, row, "▸", style);
    }
    // What is left out for the person takes no time.
    let total = home.total(library, item);
    let total = total.map_or(String::new(), |time| if time.is_zero() { "–".to_owned() } else { clock(time) });
    let width = writer.area().width;
    let name = match item {
        Item::Part { at, .. } => Cow::Owned(format!("{} {}", at + 1, home.name(library, item))),
        _ => Cow::Borrowed(home.name(library, item)),
    };
    let end = width.saturating_sub(columns(&total) + 1);
    writer.put(2, row, &shortened(&name, end.saturating_sub(3)), style);
    writer.put(end, row, &total, if chosen { style } else { theme.quiet() });
}
