//! The menu: routines, stretches and reading pages, and beside them what the chosen one is.

use std::{borrow::Cow, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Frame, fits, too_small};
use crate::{
    content::model::{Dose, Library, Routine, Stretch, Variant},
    figure::{Figure, Marker, Motion, Pose, Way, follow::FRAME},
    format::{clock, counted, work},
    pages::{Page, conditions},
    plan::{Plan, choose::Choice},
    tui::{
        keys::{Action, Place},
        theme::Theme,
        widgets::pen::{Align, Cut, Pen, columns},
    },
};

/// The state of the menu.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What is chosen: an index into the items.
    chosen: usize,
    /// The dose asked for; none for each routine's own.
    pub dose: Option<Dose>,
    /// The variant chosen of each stretch: 0 for the stretch itself, then its variants from 1.
    variants: Vec<usize>,
    /// The length of each routine and stretch as chosen, in the order of the items.
    totals: Vec<Duration>,
    /// The reading of the clock at which something else was chosen, once it was.
    changed: Option<Duration>,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A routine or a stretch.
    Do(Choice<'a>),
    /// A page.
    Read(Page),
}

impl Home {
    /// A menu of everything in a library.
    #[must_use]
    pub fn new(library: &Library, dose: Option<Dose>) -> Self {
        let mut home = Self { dose, variants: vec![0; library.stretches.len()], ..Self::default() };
        home.plan(library);
        home
    }

    fn plan(&mut self, library: &Library) {
        let totals = items(library, &self.variants).into_iter().filter_map(|item| match item {
            Item::Do(choice) => Some(choice.plan(library, self.dose).total()),
            Item::Read(_) => None,
        });
        self.totals = totals.collect();
    }

    /// The chosen item.
    #[must_use]
    pub fn item<'a>(&self, library: &'a Library) -> Option<Item<'a>> {
        items(library, &self.variants).get(self.chosen).copied()
    }

    /// Moves the choice, at a reading of the clock.
    pub fn choose(&mut self, action: Action, library: &Library, now: Duration) {
        let before = self.chosen;
        let last = items(library, &self.variants).len().saturating_sub(1);
        let groups = groups(library);
        self.chosen = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => (self.chosen + 1).min(last),
            Action::Top => 0,
            Action::Bottom => last,
            Action::Following => groups.iter().copied().find(|start| *start > self.chosen).unwrap_or(0),
            Action::Previous => {
                let before = groups.iter().rev().copied().find(|start| *start < self.chosen);
                before.or(groups.last().copied()).unwrap_or(0)
            }
            _ => self.chosen,
        };
        if self.chosen != before {
            self.changed = Some(now);
        }
    }

    /// The next dose.
    pub fn change_dose(&mut self, library: &Library) {
        let dose = match (self.dose, self.item(library)) {
            (None, Some(Item::Do(Choice::Routine(routine)))) => routine.dose,
            (dose, _) => dose.unwrap_or_default(),
        };
        self.dose = Some(dose.next());
        self.plan(library);
    }

    /// The next variant of the chosen stretch, at a reading of the clock.
    pub fn change_variant(&mut self, library: &Library, now: Duration) {
        let stretch = self.chosen.checked_sub(library.routines.len());
        let all = stretch.and_then(|index| library.stretches.get(index)).map_or(0, |stretch| stretch.variants.len());
        if let Some(variant) = stretch.and_then(|index| self.variants.get_mut(index)) {
            *variant = (*variant + 1) % (all + 1);
            self.changed = Some(now);
            self.plan(library);
        }
    }
}

fn items<'a>(library: &'a Library, variants: &[usize]) -> Vec<Item<'a>> {
    let routines = library.routines.iter().map(|routine| Item::Do(Choice::Routine(routine)));
    let stretches = library.stretches.iter().enumerate().map(|(index, stretch)| {
        let variant = variants.get(index).and_then(|variant| stretch.variants.get(variant.checked_sub(1)?));
        Item::Do(Choice::Stretch(stretch, variant))
    });
    routines.chain(stretches).chain(Page::ALL.map(Item::Read)).collect()
}

/// The first item of each group that has any.
fn groups(library: &Library) -> Vec<usize> {
    let (routines, stretches) = (library.routines.len(), library.stretches.len());
    let mut groups = vec![0, routines, routines + stretches];
    groups.dedup();
    groups
}

/// The menu on the screen.
pub struct HomeView<'a> {
    /// Its state.
    pub home: &'a Home,
    /// What there is.
    pub library: &'a Library,
    /// The figure beside it.
    pub preview: Preview,
    /// The looks.
    pub theme: Theme,
}

/// The figure of the chosen stretch: it shows its motion twice, and then rests in the pose that tells it.
#[derive(Clone, Copy, Debug)]
pub struct Preview {
    /// What it is drawn with; none for no figure.
    pub marker: Option<Marker>,
    /// Whether it rests from the start.
    pub reduced_motion: bool,
    /// The reading of the clock.
    pub now: Duration,
}

/// How often the preview shows a motion.
const PREVIEWS: f64 = 2.0;

/// The room a preview takes at the most, and from which on it is there at all: columns and rows.
const PREVIEW_MOST: (u16, u16) = (56, 18);
const PREVIEW_LEAST: (u16, u16) = (24, 8);

/// The columns of the list.
const LIST_WIDTH: u16 = 33;

/// A line of the list.
enum Line<'a> {
    Heading(&'static str),
    Item(usize, Item<'a>),
    Gap,
}

impl Widget for &HomeView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if !fits(area) {
            let name = self.home.item(self.library).map_or(Cow::Borrowed(""), name);
            too_small(area, buffer, self.theme, &name);
            return;
        }
        let frame = Frame::compact(area);
        let dose = self.home.dose.map_or(String::new(), |dose| format!("{dose} dose"));
        frame.heading(buffer, self.theme, &self.library.title, &dose);
        let variants = match self.home.item(self.library) {
            Some(Item::Do(Choice::Stretch(stretch, _))) => !stretch.variants.is_empty(),
            _ => false,
        };
        let reading = matches!(self.home.item(self.library), Some(Item::Read(_)));
        frame.keys_with(buffer, self.theme, Place::Home, &|action, word| match action {
            Action::Variant => variants.then_some(word),
            Action::Dose => (!reading).then_some(word),
            Action::Open if reading => Some("read"),
            _ => Some(word),
        });

        let tall = frame.body.height >= 18;
        let (body, foot) = frame.body.cut_bottom(if tall { 2 } else { 1 });
        self.stop_signs(foot, buffer);
        let (_, body) = body.cut_top(u16::from(tall));
        if body.width >= LIST_WIDTH + 34 {
            let (list, detail) = body.cut_left(LIST_WIDTH);
            self.list(list, buffer);
            self.detail(detail.cut_left(4).1, buffer);
        } else {
            let (list, line) = body.cut_bottom(1);
            self.list(list, buffer);
            self.summary_line(line, buffer);
        }
    }
}

impl HomeView<'_> {
    fn lines(&self, gaps: bool) -> Vec<Line<'_>> {
        let groups = groups(self.library);
        let (routines, stretches) = (self.library.routines.len(), self.library.stretches.len());
        let mut lines = Vec::new();
        for (index, item) in items(self.library, &self.home.variants).into_iter().enumerate() {
            if groups.contains(&index) {
                if index > 0 && gaps {
                    lines.push(Line::Gap);
                }
                lines.push(Line::Heading(match index {
                    index if index < routines => "Routines",
                    index if index < routines + stretches => "Stretches",
                    _ => "Learn",
                }));
            }
            lines.push(Line::Item(index, item));
        }
        lines
    }

    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let mut lines = self.lines(true);
        if lines.len() > area.height.into() {
            lines = self.lines(false);
        }
        let height = usize::from(area.height);
        let at = lines.iter().position(|line| matches!(line, Line::Item(index, _) if *index == self.home.chosen));
        // The chosen line stays in sight with a little around it, and the list never ends in an empty half.
        let first =
            at.unwrap_or(0).saturating_sub(height.saturating_sub(3).max(1)).min(lines.len().saturating_sub(height));
        let mut pen = Pen::new(buffer, area);
        for (row, line) in (0..area.height).zip(lines.iter().skip(first)) {
            match line {
                Line::Gap => {}
                Line::Heading(heading) => {
                    pen.put(0, row, heading, self.theme.quiet());
                }
                Line::Item(index, item) => self.item(*index, *item, row, &mut pen),
            }
        }
        let mut arrow = |row, more: bool, arrow| {
            if more {
                pen.put(area.width.saturating_sub(1), row, arrow, self.theme.quiet());
            }
        };
        arrow(0, first > 0, "↑");
        arrow(area.height.saturating_sub(1), first + height < lines.len(), "↓");
    }

    fn item(&self, index: usize, item: Item<'_>, row: u16, pen: &mut Pen<'_>) {
        let chosen = index == self.home.chosen;
        let style = if chosen { self.theme.chosen() } else { self.theme.text() };
        if chosen {
            pen.put(0, row, "▸", style);
        }
        let total = self.home.totals.get(index).map(|total| clock(*total)).unwrap_or_default();
        let width = pen.area().width;
        let room = width.saturating_sub(2 + 2 + columns(&total) + 1);
        let name = super::shortened(&short_name(item), room);
        pen.put(2, row, &name, style);
        let style = if chosen { style } else { self.theme.quiet() };
        pen.put(width.saturating_sub(columns(&total) + 2), row, &total, style);
    }

    /// In a narrow window, the chosen thing in a line.
    fn summary_line(&self, area: Rect, buffer: &mut Buffer) {
        let text = match self.home.item(self.library) {
            Some(Item::Do(choice)) => {
                let variant = match choice {
                    Choice::Stretch(_, Some(variant)) => format!(", {}", variant.name.to_lowercase()),
                    _ => String::new(),
                };
                about(&choice.plan(self.library, self.home.dose)) + &variant
            }
            Some(Item::Read(page)) => page.about().to_owned(),
            None => String::new(),
        };
        Pen::new(buffer, area).line(0, &text, Align::Left, self.theme.quiet());
    }

    fn stop_signs(&self, area: Rect, buffer: &mut Buffer) {
        let text = "When not to stretch: press s for the stop signs.";
        let short = "When not to stretch: s";
        let text = if columns(text) <= area.width { text } else { short };
        let row = area.height.saturating_sub(if area.height > 1 { 2 } else { 1 });
        Pen::new(buffer, area).line(row, text, Align::Left, self.theme.caution());
    }

    /// The motion of the chosen stretch and its pose now, and whether it is moving.
    fn figure(&self) -> Option<(&Motion, Pose, bool)> {
        let Some(Item::Do(Choice::Stretch(stretch, variant))) = self.home.item(self.library) else { return None };
        let with = variant.map(|variant| stretch.with(variant));
        let step = with.as_ref().unwrap_or(stretch).sets.first()?.steps.first()?;
        let motion = self.library.figures().motion(step.motion.as_deref()?)?;
        let over = self.home.changed.map(|changed| self.preview.now.saturating_sub(changed).as_secs_f64());
        let round = over.map_or(PREVIEWS, |over| over / motion.seconds.max(0.1));
        let way = Way::default();
        if round >= PREVIEWS || self.preview.reduced_motion {
            return Some((motion, motion.telling_pose(way), false));
        }
        Some((motion, motion.pose(round.fract(), way), true))
    }

    /// The reading of the clock at which the preview moves on, if it is moving and in sight.
    #[must_use]
    pub fn next_movement(&self, area: Rect, now: Duration) -> Option<Duration> {
        self.preview.marker?;
        let wide = fits(area) && Frame::compact(area).body.width >= LIST_WIDTH + 34;
        self.home.changed.filter(|_| wide)?;
        let (_, _, moving) = self.figure()?;
        moving.then(|| now + FRAME)
    }

    fn detail(&self, area: Rect, buffer: &mut Buffer) {
        let area = Rect { width: area.width.min(72), ..area };
        let rows = self.words(area, buffer);
        let (_, room) = area.cut_top(rows + 1);
        let room = Rect { width: room.width.min(PREVIEW_MOST.0), height: room.height.min(PREVIEW_MOST.1), ..room };
        if room.width < PREVIEW_LEAST.0 || room.height < PREVIEW_LEAST.1 {
            return;
        }
        if let Some((marker, (motion, pose, _))) = self.preview.marker.and_then(|marker| Some((marker, self.figure()?)))
        {
            Figure::new(motion, &pose).marker(marker).styles(self.theme.figure(marker)).render(room, buffer);
        }
    }

    /// What the chosen thing is, in words; returns how many rows they take.
    fn words(&self, area: Rect, buffer: &mut Buffer) -> u16 {
        let mut text = Writer { pen: Pen::new(buffer, area), row: 0, theme: self.theme };
        match self.home.item(self.library) {
            Some(Item::Do(choice)) => {
                let plan = choice.plan(self.library, self.home.dose);
                match choice {
                    Choice::Routine(routine) => text.routine(routine, &plan),
                    Choice::Stretch(stretch, variant) => text.stretch(stretch, variant, &plan, self.library),
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
}

/// Writes what the chosen thing is, from top to bottom.
struct Writer<'b> {
    pen: Pen<'b>,
    row: u16,
    theme: Theme,
}

impl Writer<'_> {
    fn say(&mut self, text: &str, style: ratatui::style::Style) {
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

    fn routine(&mut self, routine: &Routine, plan: &Plan) {
        self.title(&routine.name);
        if let Some(summary) = &routine.summary {
            self.paragraph(summary);
        }
        self.gap();
        self.paragraph(&about(plan));
        self.gap();
        for (index, planned) in plan.stretches.iter().enumerate() {
            let alone = Plan::new(String::new(), String::new(), vec![planned.clone()], plan.dose);
            let time = clock(alone.total());
            let name = format!("{:>2}  {}", index + 1, planned.name());
            self.pen.put(0, self.row, &name, self.theme.text());
            let column = self.pen.area().width.min(44).saturating_sub(columns(&time));
            self.pen.put(column, self.row, &time, self.theme.quiet());
            self.row += 1;
        }
        self.gap();
        self.needs(plan);
    }

    fn stretch(&mut self, stretch: &Arc<Stretch>, variant: Option<&Variant>, plan: &Plan, library: &Library) {
        let shown = plan.stretches.first().map_or(stretch, |planned| &planned.stretch);
        self.title(&stretch.name);
        if let Some(purpose) = &stretch.purpose {
            self.paragraph(purpose);
        }
        self.gap();
        self.paragraph(&about(plan));
        for step in shown.sets.iter().flat_map(|set| set.steps.iter().map(move |step| (set, step))) {
            let (set, step) = step;
            let dose = work(&step.work, plan.dose);
            let each = step.each.phrase();
            let rounds = set.rounds.at(plan.dose);
            let rounds = if rounds > 1 { format!(", {}", counted(rounds as usize, "round")) } else { String::new() };
            self.say(&format!("{dose}{each}{rounds}"), self.theme.quiet());
        }
        if let Some(felt) = &shown.felt {
            self.gap();
            self.paragraph(&format!("You feel it: {}", lower_first(felt)));
        }
        self.needs(plan);
        match variant {
            Some(variant) => {
                self.gap();
                self.say(&format!("Variant: {}", variant.name), self.theme.chosen());
                if let Some(text) = &variant.text {
                    self.paragraph(text);
                }
            }
            None if !stretch.variants.is_empty() => {
                let names: Vec<_> = stretch.variants.iter().map(|variant| variant.name.to_lowercase()).collect();
                self.say(&format!("Variants (v): {}", names.join(", ")), self.theme.quiet());
            }
            None => {}
        }
        self.gap();
        for (action, names) in conditions(library, shown) {
            let mut what = action.phrase().to_owned();
            if let Some(first) = what.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            self.say(&format!("{what}: {}", names.join(", ").to_lowercase()), self.theme.caution());
        }
    }

    fn needs(&mut self, plan: &Plan) {
        let mut positions: Vec<&str> = Vec::new();
        let mut equipment: Vec<&str> = Vec::new();
        for planned in &plan.stretches {
            for position in &planned.stretch.positions {
                if !positions.contains(&position.phrase()) {
                    positions.push(position.phrase());
                }
            }
            for thing in &planned.stretch.equipment {
                if !equipment.contains(&thing.as_str()) {
                    equipment.push(thing);
                }
            }
        }
        let mut parts = Vec::new();
        if !positions.is_empty() {
            parts.push(positions.join(if plan.stretches.len() == 1 { " or " } else { ", " }));
        }
        if !equipment.is_empty() {
            parts.push(format!("with a {}", equipment.join(" and a ")));
        }
        if !parts.is_empty() {
            self.paragraph(&upper_first(&parts.join(", ")));
        }
    }
}

/// The time, the number of stretches and the dose of a plan.
fn about(plan: &Plan) -> String {
    let time = clock(plan.total());
    match plan.stretches.len() {
        1 => format!("{time} at the {} dose", plan.dose),
        several => format!("{time}  ·  {}  ·  {} dose", counted(several, "stretch"), plan.dose),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn name(item: Item<'_>) -> Cow<'_, str> {
    match item {
        Item::Do(Choice::Routine(routine)) => Cow::Borrowed(&routine.name),
        Item::Do(Choice::Stretch(stretch, None)) => Cow::Borrowed(&stretch.name),
        Item::Do(Choice::Stretch(stretch, Some(variant))) => {
            Cow::Owned(format!("{} ({})", stretch.name, variant.name.to_lowercase()))
        }
        Item::Read(page) => Cow::Borrowed(page.title()),
    }
}

/// The name as it stands in the list, where a variant is only a mark.
fn short_name(item: Item<'_>) -> Cow<'_, str> {
    match item {
        Item::Do(Choice::Stretch(stretch, Some(_))) => Cow::Owned(format!("{} *", stretch.name)),
        item => name(item),
    }
}
