//! The session: the number first, then what to do, then everything else.
//!
//! Each thing has its place, fixed by the size of the window alone, so that nothing jumps when the
//! session moves on.

pub mod whole;
mod words;

use std::{borrow::Cow, cell::RefCell, time::Duration};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    widgets::{StatefulWidget, Widget},
};

use self::words::{Words, care, care_rows};
use super::{Frame, fits, too_small};
use crate::{
    coach,
    figure::{
        Canvas, Figure, Figures, Marker,
        follow::{self, Shown},
    },
    format::clock,
    plan::{Kind, Plan, Segment, Turn},
    session::{
        Session,
        moment::{Flow, Moment, whole_seconds},
    },
    tui::{
        keys::{Action, Place},
        theme::Theme,
        widgets::{
            bar::{Bar, until_next_cell},
            digits::{Digits, Ink, Size},
            pen::{Align, Cut, Pen, columns, shortened},
        },
    },
    words::counted,
};

/// A session on the screen.
pub struct Player<'a> {
    /// The session.
    pub session: &'a Session,
    /// Whether the question is up whether to stop.
    pub asking: bool,
    /// Whether its sound is off.
    pub muted: bool,
    /// The first row of the words in sight, where they do not fit.
    pub scroll: u16,
    /// What the user has to be told, in place of what comes next.
    pub notice: Option<&'a str>,
    /// The figure, if it is to be seen.
    pub stage: Stage<'a>,
    /// The looks.
    pub theme: Theme,
}

/// The figure that goes with a session.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The motions to choose from.
    pub figures: &'a Figures,
    /// What it is drawn with; none for no figure.
    pub marker: Option<Marker>,
    /// Whether it goes from key pose to key pose without a movement between.
    pub reduced_motion: bool,
    /// What it was drawn on last.
    pub canvas: &'a RefCell<Canvas>,
}

impl<'a> Stage<'a> {
    fn at(&self, moment: &Moment<'_>) -> Option<Shown<'a>> {
        follow::at(self.figures, moment, self.reduced_motion)
    }

    /// Whether there is a figure, and the room is large enough for it to be more than a blot.
    fn fits(&self, moment: &Moment<'_>, room: Rect) -> bool {
        self.marker.zip(self.at(moment)).is_some_and(|(marker, shown)| {
            Figure::new(shown.motion, &shown.pose).marker(marker).fits(room.width, room.height)
        })
    }
}

/// The most columns of the bar under the number: one that moves a little every second.
const BAR_WIDTH: u16 = 48;

/// What stands under the number of a stretch that waits to be begun.
const ENTER: &str = "enter begins";

/// The places of everything in a body.
#[derive(Default)]
struct Layout {
    session_bar: Rect,
    figure: Rect,
    label: Rect,
    number: Rect,
    unit: Rect,
    bar: Rect,
    text: Rect,
    care: Rect,
    next: Rect,
}

/// The columns of a wide margin that what to mind may use.
fn margin(body: Rect) -> u16 {
    u16::from(body.width >= 56)
}

/// The rows of a body from which on everything has a place of its own.
const ROOMY: u16 = 20;

/// The columns of a body from which on the figure stands beside the words.
const WIDE: u16 = 72;

impl Layout {
    fn new(moment: &Moment<'_>, body: Rect, stage: Stage<'_>) -> Self {
        let (session_bar, rest) = body.cut_top(1);
        let places = Self { session_bar, ..Self::default() };
        let care_rows = care_rows(moment, body.width + 2 * margin(body));
        if body.height < ROOMY {
            return places.low(rest, care_rows, moment.segment.is_work());
        }
        let spacious = u16::from(body.height >= 26);
        let (rest, next) = rest.cut_top(1).1.cut_bottom(1).0.cut_bottom(1);
        let (rest, care) = rest.cut_bottom(spacious).0.cut_bottom(care_rows);
        let places = Self { care, next, ..places };
        let (room, _) = rest.cut_bottom(1);
        let (figure, beside) = room.cut_left(room.width * 12 / 25);
        let most = body.height * 2 / 5;
        if body.width >= WIDE && stage.fits(moment, figure) {
            let places = Self { figure, ..places };
            return places.roomy(beside.cut_left(2).1, most, 6, moment);
        }
        places.roomy(room, most, 4 + spacious, moment)
    }

    /// Label, number, unit, bar and words keep together, in the middle of what room there is. Every place follows from
    /// the window alone, but for one thing: before the work, words that would not fit come before the number.
    fn roomy(self, room: Rect, most: u16, text_rows: u16, moment: &Moment<'_>) -> Self {
        const OTHERS: u16 = 5;
        let digits_in = |rows: u16| Size::fitting(rows.min(most), room.width, 2).map_or(1, Size::height);
        let mut digits = digits_in(room.height.saturating_sub(OTHERS + text_rows));
        let mut above = room.height.saturating_sub(OTHERS + text_rows + digits) / 2;
        let needed = Words::of(moment).rows(room.width);
        if !moment.segment.is_work() && needed > room.height.saturating_sub(above + OTHERS + digits) {
            digits = digits_in(room.height.saturating_sub(above + OTHERS + needed));
            above = above.min(room.height.saturating_sub(OTHERS + digits + needed));
        }
        // A number of one row has its unit beside it; where rows are short that one goes to the words, and the one above.
        let gap = u16::from(digits > 1 || room.height >= above + OTHERS + digits + needed);
        let (label, rest) = room.cut_top(above).1.cut_top(1);
        let (number, rest) = rest.cut_top(gap).1.cut_top(digits);
        let (unit, rest) = rest.cut_top(gap);
        let (bar, rest) = rest.cut_top(1);
        Self { label, number, unit, bar: bar.middle(BAR_WIDTH), text: rest.cut_top(1).1, ..self }
    }

    /// Here there is room for the number or for the words: before the work the words are needed, and
    /// during it the number.
    fn low(self, rest: Rect, care_rows: u16, working: bool) -> Self {
        let (label, rest) = rest.cut_top(1);
        let (rest, care) = rest.cut_bottom(care_rows);
        let spare = rest.height.saturating_sub(7);
        let (number, text) = rest.cut_top(if working { 5 + spare / 2 } else { 1 + spare / 3 });
        Self { label, number, text, care, ..self }
    }
}

impl Widget for &Player<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Some(moment) = self.session.moment() else { return };
        if !fits(area) {
            let (number, _) = number(&moment);
            too_small(area, buffer, self.theme, &format!("{number}  {}", self.label(&moment, area.width)));
            return;
        }
        let frame = Frame::new(area);
        let layout = Layout::new(&moment, frame.body, self.stage);
        if let Some((marker, shown)) = self.stage.marker.zip(self.stage.at(&moment)) {
            let figure = Figure::new(shown.motion, &shown.pose).marker(marker).styles(self.theme.figure(marker));
            StatefulWidget::render(&figure, layout.figure, buffer, &mut self.stage.canvas.borrow_mut());
        }
        self.heading(&moment, &frame, &layout, buffer);
        self.work(&moment, &layout, buffer);
        self.words(&moment, &layout, buffer);
        self.keys(&moment, &frame, buffer);
    }
}

impl Player<'_> {
    /// The reading of the session's clock at which something moves on: the bar of a rep, or the figure.
    #[must_use]
    pub fn next_movement(session: &Session, stage: Stage<'_>, area: Rect) -> Option<Duration> {
        let moment = session.moment()?;
        if !fits(area) || stage.reduced_motion {
            return None;
        }
        let layout = Layout::new(&moment, Frame::new(area).body, stage);
        let frame = if layout.figure.width > 0 { follow::next_frame(stage.figures, &moment) } else { None };
        let cell = match rep_bar(&moment) {
            Some((into, length)) if moment.flow == Flow::Running => until_next_cell(into, length, layout.bar.width),
            _ => None,
        };
        // Where both move, the figure sets the pace for both.
        Some(moment.now + frame.or(cell)?)
    }

    /// How far the words can be scrolled.
    #[must_use]
    pub fn overflow(session: &Session, stage: Stage<'_>, area: Rect) -> u16 {
        let Some(moment) = session.moment().filter(|_| fits(area)) else { return 0 };
        let layout = Layout::new(&moment, Frame::new(area).body, stage);
        Words::of(&moment).overflow(layout.text)
    }

    fn heading(&self, moment: &Moment<'_>, frame: &Frame, layout: &Layout, buffer: &mut Buffer) {
        let plan = moment.plan;
        let (at, of) = (moment.segment.stretch + 1, plan.stretches.len());
        let stretch = plan.planned(moment.segment).map_or(Cow::Borrowed(""), |planned| planned.name());
        let muted = if self.muted { "muted  ·  " } else { "" };
        let left = format!("{muted}{} left", clock(moment.remaining));
        let whole = format!("{}  ·  {at} of {of}  ·  {stretch}", plan.name);
        let place = match of {
            1 => stretch.into_owned(),
            _ if columns(&whole) + 2 + columns(&left) <= frame.body.width => whole,
            _ => format!("{at}/{of} {stretch}"),
        };
        frame.heading(buffer, self.theme, &place, &left);
        let (style, rest) = (self.theme.text(), self.theme.quiet());
        Bar { over: moment.elapsed, length: plan.total(), style, rest }.draw(&mut Pen::new(buffer, layout.session_bar));
    }

    /// The number, what it counts, and its bar.
    fn work(&self, moment: &Moment<'_>, layout: &Layout, buffer: &mut Buffer) {
        let working = moment.segment.is_work() && moment.flow == Flow::Running;
        let (ink, style) = if working { (Ink::Solid, self.theme.accent()) } else { (Ink::Outlined, self.theme.text()) };
        let bold = if working { self.theme.chosen() } else { self.theme.strong() };
        Pen::new(buffer, layout.label).line(0, &self.label(moment, layout.label.width), Align::Centre, bold);

        let (number, unit) = number(moment);
        // What counts down keeps its last digit in place when it gets shorter.
        let most = most_digits(moment).max(number.len());
        let number = if moment.rep.is_none() { format!("{number:>most$}") } else { number };
        let digits = u16::try_from(most.max(2)).unwrap_or(u16::MAX);
        let mut pen = Pen::new(buffer, layout.number);
        match Size::fitting(layout.number.height, layout.number.width, digits) {
            Some(size) => Digits { text: &number, ink, style }.draw(size, &mut pen),
            None if moment.flow == Flow::Waiting => pen.line(0, &unit, Align::Centre, bold),
            None => pen.line(0, &format!("{} {unit}", number.trim_start()), Align::Centre, bold),
        }
        // A number of one row has its unit beside it.
        if layout.number.height > 1 {
            let style = if moment.flow == Flow::Waiting { bold } else { self.theme.quiet() };
            Pen::new(buffer, layout.unit).line(0, &unit, Align::Centre, style);
        }

        let (over, length) = match moment.flow {
            Flow::Running => rep_bar(moment).unwrap_or((moment.offset, moment.segment.length)),
            _ => (moment.offset, moment.segment.length),
        };
        Bar { over, length, style, rest: self.theme.quiet() }.draw_solid(&mut Pen::new(buffer, layout.bar));
    }

    /// What to do, what to mind, what comes next.
    fn words(&self, moment: &Moment<'_>, layout: &Layout, buffer: &mut Buffer) {
        Words::of(moment).draw(self.scroll, layout.text, self.theme, buffer);
        if let Some(care) = care(moment) {
            // A line that needs it may reach into the margins.
            let margin = margin(layout.care);
            let place =
                Rect { x: layout.care.x.saturating_sub(margin), width: layout.care.width + 2 * margin, ..layout.care };
            Pen::new(buffer, place).paragraph(0, &care, Align::Centre, self.theme.caution());
        }
        let mut pen = Pen::new(buffer, layout.next);
        if let Some(notice) = self.notice {
            pen.line(0, &shortened(&format!("! {notice}"), layout.next.width), Align::Centre, self.theme.caution());
            return;
        }
        let mut next = format!("next  {}", following(moment));
        if columns(&next) > layout.next.width {
            next = "next  the next step".into();
        }
        pen.line(0, &next, Align::Centre, self.theme.quiet());
    }

    fn label(&self, moment: &Moment<'_>, width: u16) -> String {
        if self.asking { "STOP THE SESSION HERE?".into() } else { label(moment, width) }
    }

    fn keys(&self, moment: &Moment<'_>, frame: &Frame, buffer: &mut Buffer) {
        if self.asking {
            frame.keys_with(buffer, self.theme, Place::Question, &|_, word| Some(word));
            return;
        }
        let (paused, waiting) = (moment.flow == Flow::Paused, moment.flow == Flow::Waiting);
        let reps = moment.rep.is_some();
        frame.keys_with(buffer, self.theme, Place::Player, &|action, word| match action {
            Action::Pause if paused => Some("go on"),
            Action::Pause if waiting => Some("begin"),
            Action::RepsDone => reps.then_some("done"),
            Action::Mute if self.muted => Some("sound"),
            _ => Some(word),
        });
    }
}

/// The bar of a rep, or of a phase of it: how much is over, how long it takes.
fn rep_bar(moment: &Moment<'_>) -> Option<(Duration, Duration)> {
    let rep = moment.rep?;
    Some(rep.phase.map_or((rep.into, rep.length), |(_, into, length)| (into, length)))
}

/// The number to be read from the floor, and what it counts.
fn number(moment: &Moment<'_>) -> (String, String) {
    match (moment.flow, moment.rep) {
        (Flow::LeadIn(left), _) => (whole_seconds(left).to_string(), "get ready".into()),
        (Flow::Waiting, _) => (whole_seconds(moment.left).to_string(), ENTER.into()),
        (_, Some(rep)) => (rep.number.to_string(), format!("of {}", rep.of)),
        _ => {
            let left = whole_seconds(moment.left);
            // From a hundred on, minutes say more than the number.
            let number = if left < 100 { left.to_string() } else { clock(moment.left) };
            let unit = match left {
                _ if moment.flow == Flow::Listening => "seconds after the voice",
                100.. => "minutes",
                1 => "second",
                _ => "seconds",
            };
            (number, unit.into())
        }
    }
}

/// How many digits the number of a segment has at the most.
fn most_digits(moment: &Moment<'_>) -> usize {
    match (moment.flow, moment.rep) {
        (Flow::LeadIn(_), _) => 1,
        (_, Some(rep)) => rep.of.to_string().len(),
        // A number of a hundred seconds or more is in minutes, and gets shorter at most once.
        _ => whole_seconds(moment.segment.length).min(99).to_string().len(),
    }
}

/// What is going on, on which side, in which round: side and round are there at any width.
fn label(moment: &Moment<'_>, width: u16) -> String {
    let segment = moment.segment;
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    match moment.flow {
        Flow::Paused => parts.push("PAUSED".into()),
        Flow::Waiting => parts.push("WHEN YOU ARE READY".into()),
        Flow::LeadIn(_) => parts.push("GET READY".into()),
        _ => {}
    }
    let waiting = !parts.is_empty();
    if !waiting || segment.is_work() {
        parts.push(match (segment.kind, moment.rep.and_then(|rep| rep.phase)) {
            (Kind::Prepare, _) => "GET READY".into(),
            (Kind::Hold, _) => "HOLD".into(),
            (Kind::Move, _) => "KEEP MOVING".into(),
            (Kind::Reps { .. }, Some((phase, ..))) if moment.flow == Flow::Running => phase_text(moment, phase).into(),
            (Kind::Reps { count, .. }, _) => counted(usize::try_from(count).unwrap_or(0), "rep").to_uppercase().into(),
            (Kind::Change(Turn::Side), _) => "OTHER SIDE".into(),
            (Kind::Change(Turn::Way), _) => "OTHER WAY".into(),
            (Kind::Change(Turn::Step), _) => "NEXT STEP".into(),
            (Kind::Change(Turn::Round), _) => "NEXT ROUND".into(),
        });
    }
    if let Some(side) = segment.side {
        parts.push(format!("{side} side").to_uppercase().into());
    }
    if let Some(way) = moment.plan.way(segment) {
        parts.push(way.to_uppercase().into());
    }
    if segment.rounds > 1 {
        parts.push(format!("ROUND {} OF {}", segment.round, segment.rounds).into());
    }
    let roomy = parts.join("  ·  ");
    if columns(&roomy) <= width {
        return roomy;
    }
    if columns(&parts.join(" · ")) > width && waiting && segment.is_work() {
        // What it waits for can be read below.
        parts.remove(1);
    }
    parts.join(" · ")
}

fn phase_text(moment: &Moment<'_>, phase: usize) -> String {
    moment.plan.phase(moment.segment, phase).map_or(String::new(), |phase| phase.text.to_uppercase())
}

/// What comes after the work that is being done or got ready for.
fn following<'a>(moment: &Moment<'a>) -> Cow<'a, str> {
    let plan: &'a Plan = moment.plan;
    let ahead = |from: usize| plan.segments.iter().skip(from).find(|segment| segment.is_work());
    let now: Option<&Segment> = if moment.segment.is_work() { Some(moment.segment) } else { ahead(moment.index) };
    let Some(now) = now else { return "the end".into() };
    let after = plan.segments.iter().skip_while(|segment| segment.start < now.end()).find(|segment| segment.is_work());
    match after {
        None => "the end".into(),
        Some(after) if after.stretch != now.stretch => {
            let name = plan.planned(after).map_or(Cow::Borrowed(""), |planned| planned.name());
            match coach::needs(plan.needs(after.stretch)) {
                Some(needs) => format!("{name}. {needs}").into(),
                None => name,
            }
        }
        Some(after) if after.is_sibling(now) => match (after.side, plan.way(after)) {
            (Some(side), _) => format!("the same on the {side}").into(),
            (None, Some(way)) => format!("the same, {way}").into(),
            (None, None) => "".into(),
        },
        Some(after) if after.set == now.set && after.round != now.round => {
            format!("round {} of {}", after.round, after.rounds).into()
        }
        Some(after) => plan.instruction(after),
    }
}
