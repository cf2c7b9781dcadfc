//! A routine of one's own: which stretches, in which order, and how much of each. The total is always in sight.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Frame;
use super::read::moved;
use crate::content::model::{Dose, Library, Reference, Routine, Stretch, find};
use crate::content::own_routine::id_of;
use crate::document::id::Id;
use crate::document::names::folded;
use crate::format::clock;
use crate::plan::lookup::Target;
use crate::plan::{Choices, Plan};
use crate::tui::keys::shared::{DOWN, HELP, UP, VARIANT};
use crate::tui::keys::{Action, Binding, Keys, key, letter};
use crate::tui::theme::Theme;
use crate::tui::widgets::scroll::scroll_mark;
use crate::tui::widgets::writer::{SplitRect, Writer, columns, shortened};
use crate::words::counted;

/// The most rounds that the editor gives a stretch.
const MOST_ROUNDS: u32 = 9;

pub(crate) static KEYS: Keys = Keys {
    title: "The keys of a routine of your own",
    own: &[
        Binding::new(Action::Open, &[key(KeyCode::Enter)], "name it, and save it").hint("save"),
        Binding::new(Action::Tick, &[letter(' ')], "take it in, or leave it out").hint("pick"),
        UP,
        DOWN,
        Binding::new(Action::Earlier, &[letter('K'), letter('<')], "do it earlier").hint("earlier"),
        Binding::new(Action::Later, &[letter('J'), letter('>')], "do it later").hint("later"),
        Binding::new(Action::Dose, &[letter('d')], "its own dose").hint("dose"),
        Binding::new(Action::Longer, &[letter('+')], "a round more"),
        Binding::new(Action::Shorter, &[letter('-')], "a round less"),
        VARIANT,
        Binding::new(Action::Leave, &[key(KeyCode::Esc), letter('q')], "back without saving").hint("back"),
        HELP,
    ],
};

/// The keys while the name is typed.
pub(crate) static NAME_KEYS: Keys = Keys {
    title: "The keys of the name",
    own: &[
        Binding::new(Action::Open, &[key(KeyCode::Enter)], "save it under this name").hint("save"),
        Binding::new(Action::Erase, &[key(KeyCode::Backspace)], "take back a letter"),
        Binding::new(Action::Leave, &[key(KeyCode::Esc)], "back to the stretches").hint("back"),
    ],
};

/// A routine being put together.
#[derive(Clone, Debug)]
pub(crate) struct Editor {
    /// Those that are in it, in their order, and then the others.
    rows: Vec<Reference>,
    /// How many of them are in it.
    chosen: usize,
    cursor: usize,
    /// The dose of those that have none of their own.
    dose: Dose,
    /// The routine that is changed; none for a new one.
    of: Option<Routine>,
    /// The name, while it is typed.
    name: Option<String>,
}

/// What a key leads to.
pub(crate) enum EditorReply {
    Stay,
    /// Back to the menu, without a change.
    Leave,
    Save(Routine),
    /// Why it cannot be saved.
    Tell(&'static str),
}

impl Editor {
    /// Opens a routine to change it.
    pub(crate) fn of(library: &Library, routine: &Routine) -> Self {
        Self { of: Some(routine.clone()), ..Self::new(library, Some(routine)) }
    }

    /// Opens a new routine, with the stretches of another one if there is one to begin with.
    pub(crate) fn new(library: &Library, from: Option<&Routine>) -> Self {
        let chosen: Vec<_> = from.map_or(&[][..], |routine| &routine.stretches).to_vec();
        let is_in = |stretch: &Stretch| chosen.iter().any(|one| *one.stretch == *stretch.id.name);
        let reference = |stretch: &Arc<Stretch>| Reference { stretch: stretch.id.clone(), ..Reference::default() };
        let others = library.stretches.iter().filter(|stretch| !is_in(stretch)).map(reference);
        let rows = chosen.iter().cloned().chain(others);
        let dose = from.map(|routine| routine.dose).unwrap_or_default();
        Self { rows: rows.collect(), chosen: chosen.len(), cursor: 0, dose, of: None, name: None }
    }

    /// Whether its name is being typed.
    pub(crate) fn is_naming(&self) -> bool {
        self.name.is_some()
    }

    pub(crate) fn keys(&self) -> &'static Keys {
        if self.name.is_some() { &NAME_KEYS } else { &KEYS }
    }

    /// Takes in a letter of the name.
    pub(crate) fn type_in(&mut self, letter: char) {
        if let Some(name) = &mut self.name
            && !letter.is_control()
            && name.chars().count() < crate::content::limits::NAME_LENGTH
        {
            name.push(letter);
        }
    }

    pub(crate) fn act(&mut self, action: Action, library: &Library) -> EditorReply {
        if self.name.is_some() {
            return self.naming(action, library);
        }
        let is_in = self.cursor < self.chosen;
        match action {
            Action::Tick if is_in => self.take_out(),
            Action::Tick if self.cursor < self.rows.len() => self.take_in(),
            Action::Earlier if is_in && self.cursor > 0 => self.swap(self.cursor - 1),
            Action::Later if is_in && self.cursor + 1 < self.chosen => self.swap(self.cursor + 1),
            Action::Dose if is_in => self.change(|reference| reference.dose = Dose::after(reference.dose)),
            Action::Longer if is_in => self.change(|reference| {
                reference.rounds = Some((reference.rounds.unwrap_or(0) + 1).min(MOST_ROUNDS));
            }),
            // Before the first one there are as many as the dose says.
            Action::Shorter if is_in => self.change(|reference| {
                reference.rounds = reference.rounds.filter(|rounds| *rounds > 1).map(|rounds| rounds - 1);
            }),
            Action::Variant if is_in => self.next_variant(library),
            Action::Leave => return EditorReply::Leave,
            Action::Open if self.chosen == 0 => return EditorReply::Tell("take in a stretch first, with space"),
            Action::Open => self.name = Some(self.of.as_ref().map_or(String::new(), |routine| routine.name.clone())),
            _ => self.cursor = moved(self.cursor, action, self.rows.len().saturating_sub(1), 1),
        }
        EditorReply::Stay
    }

    fn naming(&mut self, action: Action, library: &Library) -> EditorReply {
        let name = self.name.clone().unwrap_or_default();
        match action {
            Action::Erase => _ = self.name.as_mut().and_then(String::pop),
            Action::Leave => self.name = None,
            Action::Open => {
                let id = self.of.as_ref().map_or_else(|| id_of(&name), |routine| routine.id.name.clone());
                if id.is_empty() {
                    return EditorReply::Tell("type a name with a letter or a number in it");
                }
                let routines = library.routines.iter().map(|routine| (&routine.id, &routine.name));
                let stretches = library.stretches.iter().map(|stretch| (&stretch.id, &stretch.name));
                let mut others = routines.chain(stretches).filter(|(known, _)| self.of.is_none() || known.name != id);
                if others.any(|(known, its_name)| known.name == id || folded(its_name) == folded(&name)) {
                    return EditorReply::Tell("there is something of that name: type another");
                }
                return EditorReply::Save(self.routine(&id, name.trim()));
            }
            _ => {}
        }
        EditorReply::Stay
    }

    /// The routine as it is now.
    pub(crate) fn routine(&self, id: &str, name: &str) -> Routine {
        let summary = self.of.as_ref().and_then(|routine| routine.summary.clone());
        Routine {
            id: Id { name: id.to_owned(), place: <_>::default() },
            name: name.to_owned(),
            summary,
            stretches: self.rows[..self.chosen].to_vec(),
            dose: self.dose,
            time: None,
            conditions: Vec::new(),
        }
    }

    fn take_in(&mut self) {
        let row = self.rows.remove(self.cursor);
        self.rows.insert(self.chosen, row);
        self.chosen += 1;
        self.cursor = (self.cursor + 1).min(self.rows.len() - 1);
    }

    fn take_out(&mut self) {
        let row = self.rows.remove(self.cursor);
        self.chosen -= 1;
        self.rows.insert(self.chosen, row);
    }

    fn swap(&mut self, with: usize) {
        self.rows.swap(self.cursor, with);
        self.cursor = with;
    }

    fn change(&mut self, change: impl Fn(&mut Reference)) {
        if let Some(reference) = self.rows.get_mut(self.cursor) {
            change(reference);
        }
    }

    fn next_variant(&mut self, library: &Library) {
        let Some(reference) = self.rows.get_mut(self.cursor) else { return };
        let Some(stretch) = find(&library.stretches, &reference.stretch) else { return };
        let now = reference.variant.as_ref();
        let index = now.and_then(|now| stretch.variants.iter().position(|variant| *variant.id == **now));
        let next = index.map_or(0, |index| index + 1);
        reference.variant = stretch.variants.get(next).map(|variant| variant.id.clone());
    }
}

/// The editor on the screen.
impl Editor {
    pub(crate) fn draw(&self, library: &Library, choices: &Choices, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let name = self.of.as_ref().map_or("A routine of your own", |routine| &routine.name);
        let Some(frame) = Frame::fitting(area, buffer, theme, name) else { return };
        let routine = self.routine("own", name);
        let plan = Target::Routine(&routine).plan(library, choices);
        let total = format!("{}  {}", counted(self.chosen, "stretch"), clock(plan.total()));
        frame.heading(buffer, theme, name, &total);
        self.rows(library, &plan, theme, frame.body.cut_top(1).1, buffer);
        match &self.name {
            Some(name) => frame.ask(buffer, theme, &NAME_KEYS, "name", name),
            None => frame.keys(buffer, theme, &KEYS, &|_, word| Some(word)),
        }
    }

    fn rows(&self, library: &Library, plan: &Plan, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let Self { rows, chosen, cursor, .. } = self;
        let height = usize::from(area.height);
        let scroll = cursor.saturating_sub(height.saturating_sub(2)).min(rows.len().saturating_sub(height));
        let mut writer = Writer::new(buffer, Rect { width: area.width.saturating_sub(2), ..area });
        for (at, (index, row)) in (0..area.height).zip(rows.iter().enumerate().skip(scroll)) {
            let is_here = index == *cursor;
            let is_in = index < *chosen;
            let style = match (is_here, is_in) {
                (true, _) => theme.chosen(),
                (false, true) => theme.text(),
                (false, false) => theme.quiet(),
            };
            let number = if is_in { format!("{:>2}  ", index + 1) } else { "    ".to_owned() };
            let mut column = writer.put(0, at, if is_here { "▸ " } else { "  " }, style);
            column += writer.put(column, at, &number, style);
            let planned = plan.stretches.iter().position(|planned| *planned.stretch.id.name == *row.stretch);
            let time = match planned {
                Some(index) if is_in => clock(plan.length_of(index)),
                None if is_in => "left out".to_owned(),
                _ => String::new(),
            };
            let room = area.width.saturating_sub(column + 11);
            let named = name(library, row) + &about(row);
            writer.put(column, at, &shortened(&named, room), style);
            let right = area.width.saturating_sub(2 + columns(&time));
            writer.put(right, at, &time, style);
        }
        scroll_mark(buffer, area.right() - 1, area, scroll, rows.len(), theme.quiet());
    }
}

fn name(library: &Library, reference: &Reference) -> String {
    let Some(stretch) = find(&library.stretches, &reference.stretch) else { return reference.stretch.name.clone() };
    match reference.variant.as_ref().and_then(|id| find(&stretch.variants, id)) {
        Some(variant) => format!("{} ({})", stretch.name, variant.name),
        None => stretch.name.clone(),
    }
}

/// What is the stretch's own: its dose and its rounds.
fn about(reference: &Reference) -> String {
    let dose = reference.dose.map(|dose| format!(", {dose}"));
    let rounds = reference.rounds.map(|rounds| format!(", {}", counted(rounds as usize, "round")));
    [dose, rounds].into_iter().flatten().collect()
}
