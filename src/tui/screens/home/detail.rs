//! What the chosen thing is: in words, and below them as a figure where there is room.

use std::{borrow::Cow, cell::RefCell, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::StatefulWidget};

use super::{Item, view::HomeView};
use crate::{
    coach,
    content::model::{Action, Library, Routine, Stretch, Variant},
    figure::{Canvas, Figure, Marker, Motion, Pose, Way, follow::FRAME},
    format::{clock, doses},
    pages::conditions,
    plan::{Plan, choose::Choice},
    tui::{
        theme::Theme,
        widgets::pen::{Align, Cut, Pen, columns},
    },
    words::{capital, counted},
};

/// The most columns of the words.
const WIDEST: u16 = 72;

/// The figure of the chosen stretch: it shows its motion twice, and then rests in the pose that tells it.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// What it is drawn with; none for no figure.
    pub marker: Option<Marker>,
    /// Whether it rests from the start.
    pub reduced_motion: bool,
    /// The reading of the clock.
    pub now: Duration,
    /// What it was drawn on last.
    pub canvas: &'a RefCell<Canvas>,
}

/// How often the preview shows a motion.
const PREVIEWS: f64 = 2.0;

/// The room a preview takes at the most, and from which on it is there at all: columns and rows.
const PREVIEW_MOST: (u16, u16) = (56, 18);
const PREVIEW_LEAST: (u16, u16) = (24, 6);

/// Writes and draws what is chosen.
pub(super) fn detail(view: &HomeView<'_>, area: Rect, buffer: &mut Buffer) {
    let area = Rect { width: area.width.min(WIDEST), ..area };
    let rows = words(view, area, buffer);
    let shown = view.preview.marker.zip(figure(view));
    if let (Some(room), Some((marker, (motion, pose, _)))) = (room(area, rows), shown) {
        let figure = Figure::new(motion, &pose).marker(marker);
        if figure.fits(room.width, room.height) {
            let figure = figure.styles(view.theme.figure(marker));
            StatefulWidget::render(&figure, room, buffer, &mut view.preview.canvas.borrow_mut());
        }
    }
}

/// The reading of the clock at which the figure of a detail in this area moves on, if it moves and is in sight.
pub(super) fn next_movement(view: &HomeView<'_>, area: Rect) -> Option<Duration> {
    let marker = view.preview.marker?;
    let (motion, pose, moving) = figure(view)?;
    let area = Rect { width: area.width.min(WIDEST), ..area };
    // The room depends on how many rows the words take: they are written aside to see.
    let room = room(area, words(view, area, &mut Buffer::empty(area)))?;
    let seen = Figure::new(motion, &pose).marker(marker).fits(room.width, room.height);
    (moving && seen).then(|| view.preview.now + FRAME)
}

/// What is left for the figure below so many rows of words.
fn room(area: Rect, rows: u16) -> Option<Rect> {
    let (_, room) = area.cut_top(rows + 1);
    let room = Rect { width: room.width.min(PREVIEW_MOST.0), height: room.height.min(PREVIEW_MOST.1), ..room };
    (room.width >= PREVIEW_LEAST.0 && room.height >= PREVIEW_LEAST.1).then_some(room)
}

/// The motion of the chosen stretch and its pose now, and whether it is moving.
fn figure<'a>(view: &HomeView<'a>) -> Option<(&'a Motion, Pose, bool)> {
    let Some(Item::Do(Choice::Stretch(stretch, variant))) = view.home.item(view.library) else { return None };
    let with = variant.map(|variant| stretch.with(variant));
    let step = with.as_ref().unwrap_or(stretch).sets.first()?.steps.first()?;
    let motion = view.library.figures().motion(step.motion.as_deref()?)?;
    let over = view.home.changed.map(|changed| view.preview.now.saturating_sub(changed).as_secs_f64());
    let round = over.map_or(PREVIEWS, |over| over / motion.seconds.max(0.1));
    if round >= PREVIEWS || view.preview.reduced_motion {
        return Some((motion, motion.telling_pose(Way::default()), false));
    }
    Some((motion, motion.pose(round.fract(), Way::default()), true))
}

/// What the chosen thing is, in words; returns how many rows they take.
fn words(view: &HomeView<'_>, area: Rect, buffer: &mut Buffer) -> u16 {
    let reserved = if view.preview.marker.is_some() { PREVIEW_LEAST.1 + 1 } else { 0 };
    let mut text = Writer { pen: Pen::new(buffer, area), row: 0, reserved, theme: view.theme };
    match view.home.item(view.library) {
        Some(Item::Do(choice)) => {
            let plan = choice.plan(view.library, view.home.choices);
            match choice {
                Choice::Routine(routine) => text.routine(routine, &plan, view.library),
                Choice::Stretch(stretch, variant) => text.stretch(stretch, variant, &plan, view.library),
            }
        }
        Some(Item::Read(page)) => {
            text.title(page.title());
            text.paragraph(page.about());
        }
        None => text.paragraph("There is nothing in the content files."),
    }
    text.row
}

/// Writes what the chosen thing is, from top to bottom.
struct Writer<'b> {
    pen: Pen<'b>,
    row: u16,
    /// The rows that are kept for the figure, with one above it.
    reserved: u16,
    theme: Theme,
}

impl Writer<'_> {
    fn say(&mut self, text: &str, style: Style) {
        self.row += self.pen.paragraph(self.row, text, Align::Left, style);
    }

    fn title(&mut self, text: &str) {
        self.say(text, self.theme.strong());
    }

    fn paragraph(&mut self, text: &str) {
        self.say(text, self.theme.text());
    }

    fn gap(&mut self) {
        self.row += 1;
    }

    fn routine(&mut self, routine: &Routine, plan: &Plan, library: &Library) {
        self.title(&routine.name);
        if let Some(summary) = &routine.summary {
            self.paragraph(summary);
        }
        self.paragraph(&about(plan));
        self.needs(plan);
        self.gap();
        self.parts_to_leave_out(library, plan);
        self.gap();
        for (index, planned) in plan.stretches.iter().enumerate() {
            let time = clock(plan.length_of(index));
            let name = format!("{:>2}  {}", index + 1, planned.name());
            self.pen.put(0, self.row, &name, self.theme.text());
            let column = self.pen.area().width.min(44).saturating_sub(columns(&time));
            self.pen.put(column, self.row, &time, self.theme.quiet());
            self.row += 1;
        }
    }

    fn stretch(&mut self, stretch: &Arc<Stretch>, variant: Option<&Variant>, plan: &Plan, library: &Library) {
        let shown = plan.stretches.first().map_or(stretch, |planned| &planned.stretch);
        self.title(&plan.name);
        // When to take a variant says more than what the stretch is for.
        if let Some(text) = variant.and_then(|variant| variant.text.as_ref()).or(stretch.purpose.as_ref()) {
            self.paragraph(text);
        }
        self.gap();
        self.paragraph(&about(plan));
        for set in &shown.sets {
            self.say(&doses(set, plan.dose), self.theme.quiet());
        }
        self.needs(plan);
        self.cautions(library, shown);
        // What follows gives way to the figure.
        if let Some(felt) = shown.felt.as_ref().filter(|_| self.has_room(4)) {
            self.gap();
            self.paragraph(felt);
        }
        if !stretch.variants.is_empty() && self.has_room(2) {
            let names: Vec<_> = stretch.variants.iter().map(|variant| &*variant.name).collect();
            self.say(&format!("Variants (v): {}", names.join(", ")), self.theme.quiet());
        }
    }

    /// Whether so many rows more leave enough for the figure, where there is one.
    fn has_room(&self, rows: u16) -> bool {
        self.row + rows + self.reserved <= self.pen.area().height
    }

    /// The cautions of all stretches of a routine, in short: who should read on before starting.
    fn parts_to_leave_out(&mut self, library: &Library, plan: &Plan) {
        for action in [Action::Skip, Action::Ask, Action::Ease] {
            let all = plan.stretches.iter().flat_map(|planned| conditions(library, &planned.stretch));
            let mut seen: Vec<Cow<'_, str>> = Vec::new();
            for name in all.filter(|(other, _)| *other == action).flat_map(|(_, names)| names) {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            let what = if action == Action::Skip { "Leave parts out" } else { &capital(action.phrase()) };
            self.condition_names(what, &seen);
        }
    }

    /// What a few conditions ask for, by name, or how many more there are of them.
    fn condition_names(&mut self, what: &str, names: &[Cow<'_, str>]) {
        const FEW: usize = 3;
        let shown = match names.split_at_checked(FEW) {
            Some((_, [])) | None => names.join(", "),
            Some((few, others)) => format!("{} and {} more, in Cautions", few.join(", "), others.len()),
        };
        if !names.is_empty() {
            self.say(&format!("{what}: {shown}"), self.theme.caution());
        }
    }

    fn cautions(&mut self, library: &Library, stretch: &Stretch) {
        self.gap();
        for (action, names) in conditions(library, stretch) {
            self.condition_names(&capital(action.phrase()), &names);
        }
    }

    /// Where the stretches are done, and what they need.
    fn needs(&mut self, plan: &Plan) {
        let mut positions: Vec<&str> = Vec::new();
        for position in plan.stretches.iter().flat_map(|planned| &planned.stretch.positions) {
            if !positions.contains(&position.phrase()) {
                positions.push(position.phrase());
            }
        }
        let positions = positions.join(if plan.stretches.len() == 1 { " or " } else { ", " });
        let positions = (!positions.is_empty()).then(|| format!("{}.", capital(&positions)));
        let needs: Vec<_> = positions.into_iter().chain(coach::equipment(plan, 0)).collect();
        self.paragraph(&needs.join(" "));
    }
}

/// The time, the number of stretches and the dose of a plan.
pub(super) fn about(plan: &Plan) -> String {
    let time = clock(plan.total());
    match plan.stretches.len() {
        1 => format!("{time} at the {} dose", plan.dose),
        several => format!("{time}  ·  {}  ·  {} dose", counted(several, "stretch"), plan.dose),
    }
}
