//! How an item is done, in words: numbered, each step with its dose; of a routine its stretches, each with its time.
//!
//! Numbers come from the plan. What must be read and does not fit is counted, with the key that shows it.

use ratatui::style::Style;

use crate::coach;
use crate::content::model::Stretch;
use crate::format::{SIGN, clock, reps};
use crate::plan::lookup::Target;
use crate::plan::{Kind, Part, Plan, Planned};
use crate::tui::theme::Theme;
use crate::tui::widgets::writer::{Writer, columns, shortened, wrapped};
use crate::words::{and_list, capital, counted, with_article};

/// A row: texts with their columns and styles.
type TextRow = Vec<(u16, String, Style)>;

struct Section {
    rows: Vec<TextRow>,
    /// Whether it must be counted if it is left out.
    must: bool,
}

/// The words of an item, from top to bottom.
pub(super) struct ItemWords {
    sections: Vec<Section>,
    /// The row that the stage shows now, in the first section.
    lit: Option<usize>,
}

/// The columns of a step's number.
const NUMBER: u16 = 3;

impl ItemWords {
    /// The words of a plan in `width` columns; `lit` is the stretch or the step that the stage shows.
    pub(super) fn new(target: Target<'_>, plan: &Plan, lit: Option<usize>, width: u16, theme: Theme) -> Self {
        let mut words = Self { sections: Vec::new(), lit: None };
        match (target, plan.stretches.first()) {
            (Target::Routine(_), _) => words.routine(plan, lit, width, theme),
            (Target::Stretch(stretch, _), Some(planned)) => {
                words.stretch(plan, &planned.stretch, lit, width, theme);
                let names: Vec<_> = stretch.variants.iter().map(|variant| &*variant.name).collect();
                let names = (!names.is_empty()).then(|| format!("Variants (v): {}", names.join(", ")));
                words.end_with(names.as_deref(), false, width, theme.quiet());
            }
            _ => {}
        }
        words
    }

    pub(super) fn begin_with(&mut self, text: Option<&str>, must: bool, width: u16, style: Style) {
        if let Some(text) = text {
            self.sections.insert(0, Section { rows: paragraph(text, width, style), must });
        }
    }

    pub(super) fn end_with(&mut self, text: Option<&str>, must: bool, width: u16, style: Style) {
        self.sections.extend(text.map(|text| Section { rows: paragraph(text, width, style), must }));
    }

    fn routine(&mut self, plan: &Plan, lit: Option<usize>, width: u16, theme: Theme) {
        let times: Vec<_> = (0..plan.stretches.len()).map(|index| clock(plan.length_of(index))).collect();
        let time_width = times.iter().map(|time| columns(time)).max().unwrap_or(0);
        let digits = plan.stretches.len().to_string().len();
        let indent = columns(&numbered_mark(false, 1, digits));
        let needs: Vec<_> = plan.stretches.iter().map(needs_of).collect();
        let fits = |name: &str, needs: &str| {
            let taken = indent + columns(name) + 1 + time_width;
            needs.is_empty() || taken + 3 + columns(needs) <= width
        };
        // What each stretch needs is in its row, or in a sentence below if a row is too short.
        let in_rows = plan.stretches.iter().zip(&needs).all(|(planned, needs)| fits(&planned.name(), needs));
        let rows = plan.stretches.iter().enumerate().map(|(index, planned)| {
            let is_lit = lit == Some(index);
            let style = if is_lit { theme.chosen() } else { theme.text() };
            let end = width.saturating_sub(columns(&times[index]));
            let needs = if in_rows { &*needs[index] } else { "" };
            let needs_at = end.saturating_sub(if needs.is_empty() { 0 } else { columns(needs) + 2 });
            vec![
                (0, numbered_mark(is_lit, index + 1, digits), style),
                (indent, shortened(&planned.name(), needs_at.saturating_sub(indent + 1)), style),
                (needs_at, needs.to_owned(), theme.quiet()),
                (end, times[index].clone(), if is_lit { style } else { theme.quiet() }),
            ]
        });
        self.sections.push(Section { rows: rows.collect(), must: true });
        self.lit = lit;
        let needs = coach::equipment(plan, 0).filter(|_| !in_rows);
        self.end_with(needs.as_deref(), true, width, theme.text());
    }

    fn stretch(&mut self, plan: &Plan, stretch: &Stretch, lit: Option<usize>, width: u16, theme: Theme) {
        self.end_with(Some(&stretch.setup), true, width, theme.text());
        let several = stretch.sets.iter().map(|set| set.steps.len()).sum::<usize>() > 1;
        let mut number = 0;
        let mut rows = Vec::new();
        for (at, set) in stretch.sets.iter().enumerate() {
            for step in 0..set.steps.len() {
                let shows_it =
                    |Part { segment, .. }: &Part<'_>| segment.is_work() && (segment.set, segment.step) == (at, step);
                if let Some(part) = plan.parts().find(shows_it) {
                    let is_lit = several && lit == Some(number);
                    rows.extend(numbered(part, number + 1, is_lit, width, theme));
                }
                number += 1;
            }
            let rounds = plan.segments.iter().find(|segment| segment.set == at).map_or(1, |segment| segment.rounds);
            if rounds > 1 && set.steps.len() > 1 {
                rows.push(vec![(NUMBER, format!("{rounds} times"), theme.text())]);
            }
        }
        self.sections.push(Section { rows, must: true });
        self.end_with(coach::equipment(plan, 0).as_deref(), true, width, theme.text());
        self.end_with(stretch.felt.as_deref(), false, width, theme.quiet());
        let positions: Vec<_> = stretch.positions.iter().map(|position| position.phrase()).collect();
        let positions = (!positions.is_empty()).then(|| format!("{}.", capital(&positions.join(" or "))));
        self.end_with(positions.as_deref(), false, width, theme.quiet());
    }

    /// The number of rows with a blank row between sections.
    pub(super) fn length(&self) -> usize {
        spaced(&self.sections).len()
    }

    /// Writes it from row `scroll` on, with a blank row between sections.
    pub(super) fn scrolled(&self, writer: &mut Writer<'_>, scroll: usize) {
        put(writer, spaced(&self.sections).into_iter().skip(scroll));
    }

    /// Writes as much as fits: blank rows give way first, then what need not be read before the start. What must be read
    /// and does not fit is counted, and `key` shows it.
    pub(super) fn fitted(&self, writer: &mut Writer<'_>, key: &str, theme: Theme) {
        let height = usize::from(writer.area().height);
        let mut kept: Vec<bool> = self.sections.iter().map(|section| section.must).collect();
        let rows = |kept: &[bool], gaps: bool| {
            let sections = self.sections.iter().zip(kept).filter(|(_, kept)| **kept);
            let (rows, count) = sections.fold((0, 0), |(rows, count), (one, _)| (rows + one.rows.len(), count + 1));
            rows + if gaps && count > 0 { count - 1 } else { 0 }
        };
        let with_gaps = rows(&kept, true) <= height;
        for index in 0..kept.len() {
            let mut more = kept.clone();
            more[index] = true;
            if rows(&more, with_gaps) <= height {
                kept = more;
            }
        }
        let kept: Vec<&Section> =
            self.sections.iter().zip(kept).filter_map(|(one, kept)| kept.then_some(one)).collect();
        if with_gaps {
            put(writer, spaced(kept).into_iter());
            return;
        }
        let all: Vec<&TextRow> = kept.iter().flat_map(|section| &section.rows).collect();
        if all.len() <= height {
            put(writer, all.into_iter());
            return;
        }
        // One row is for the sign. What the stage shows stays in sight.
        let room = height.saturating_sub(1);
        let first = self.lit.map_or(0, |lit| (lit + 1).saturating_sub(room)).min(all.len() - room);
        let more = all.len() - room;
        put(writer, all.into_iter().skip(first).take(room));
        let sign = format!("{}  {key}", counted(more, "more line"));
        writer.put(NUMBER, u16::try_from(room).unwrap_or(u16::MAX), &sign, theme.quiet());
    }
}

/// The rows of sections, with a blank one between them.
fn spaced<'a>(sections: impl IntoIterator<Item = &'a Section>) -> Vec<&'a TextRow> {
    static BLANK: TextRow = TextRow::new();
    let parts: Vec<Vec<&TextRow>> = sections.into_iter().map(|section| section.rows.iter().collect()).collect();
    parts.join(&&BLANK)
}

fn put<'a>(writer: &mut Writer<'_>, rows: impl Iterator<Item = &'a TextRow>) {
    for (row, texts) in (0..writer.area().height).zip(rows) {
        for (column, text, style) in texts {
            writer.put(*column, row, text, *style);
        }
    }
}

fn paragraph(text: &str, width: u16, style: Style) -> Vec<TextRow> {
    wrapped(text, width).into_iter().map(|line| vec![(0, line, style)]).collect()
}

/// A number, with a mark before it if the stage shows that item.
fn numbered_mark(is_lit: bool, number: usize, digits: usize) -> String {
    format!("{}{number:>digits$} ", if is_lit { "▸" } else { " " })
}

/// A step with its number, and its dose at the end.
fn numbered(part: Part<'_>, number: usize, is_lit: bool, width: u16, theme: Theme) -> Vec<TextRow> {
    let mut rows = paragraph(&part.instruction(), width.saturating_sub(NUMBER), theme.text());
    for text in rows.iter_mut().flatten() {
        text.0 = NUMBER;
    }
    if let Some(first) = rows.first_mut() {
        let style = if is_lit { theme.chosen() } else { theme.strong() };
        first.insert(0, (0, numbered_mark(is_lit, number, 1), style));
    }
    let dose = dose(part);
    let column = width.saturating_sub(columns(&dose));
    let has_room = |row: &TextRow| row.last().is_some_and(|(at, text, _)| at + columns(text) + 2 <= column);
    match rows.last_mut().filter(|row| has_room(row)) {
        Some(last) => last.push((column, dose, theme.strong())),
        None => rows.push(vec![(column, dose, theme.strong())]),
    }
    rows
}

/// How long or how often a step is done, on each side, and how many times over where it is the only one of its set.
fn dose(part: Part<'_>) -> String {
    let segment = part.segment;
    let work = match segment.kind {
        Kind::Reps { count, rep } => reps(count, rep, SIGN),
        _ => SIGN(segment.length),
    };
    let each = part.step.each.phrase();
    let times = if part.set.steps.len() == 1 && segment.rounds > 1 {
        format!(", {} times", segment.rounds)
    } else {
        String::new()
    };
    format!("{work}{each}{times}")
}

/// What a stretch needs: `a mat`.
fn needs_of(planned: &Planned) -> String {
    let things: Vec<_> = planned.stretch.equipment.iter().map(|thing| with_article(thing)).collect();
    and_list(&things)
}
