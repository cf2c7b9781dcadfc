//! What a coach says: the words to each cue, for whoever listens instead of looking.
//!
//! Speech says these lines and the plain coach prints them, so that both tell the same. The words of the content
//! are the content's; here are only those between them. It must never say a number that is not the plan's.

use std::{borrow::Cow, time::Duration};

use unicode_width::UnicodeWidthStr;

use crate::{
    content::{model::Phase, placeholder},
    format::spoken,
    plan::{
        Hearing, Kind, Plan, Segment, Turn,
        build::{READING, can_be_said},
    },
    session::{
        End, Session,
        cue::{COUNTDOWN, CueKind},
        cue_event::CueEvent,
        snapshot::{Flow, Snapshot, whole_seconds},
        summary::Summary,
    },
    words::{and_list, capital, counted, with_article},
};

/// What is said at a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sentences; each is worth a line of its own where lines are read.
    pub sentences: Vec<String>,
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is to be heard, and ends what is being said.
    Call,
    /// It is to be heard in time or not at all, and interrupts no call.
    Count,
    /// It keeps the time of a rep: it ends the beat before it, and interrupts no call.
    Beat,
    /// It is to be heard together with the call that follows at once.
    Opening,
    /// It is to be read: there is no time to say it.
    Silent,
}

impl Line {
    /// The sentences as one text.
    #[must_use]
    pub fn text(&self) -> String {
        self.sentences.join(" ")
    }
}

/// The shortest rep that leaves time to say its number.
const SAYABLE: Duration = Duration::from_secs(1);

/// What is said at a cue; nothing where there is nothing to say.
#[must_use]
pub fn said(event: &CueEvent<'_>) -> Option<Line> {
    let (cue, session) = (event.cue, event.session);
    let plan = session.plan();
    let segment = plan.segments.get(cue.segment)?;
    let counts = matches!(segment.kind, Kind::Reps { rep, .. } if rep >= SAYABLE);
    match cue.kind {
        CueKind::SessionStarted => Some(Line { sentences: opening(plan), weight: Weight::Opening }),
        CueKind::Started => {
            let phase = plan.phase(segment, 0).filter(|_| segment.is_work());
            match phase {
                // How many reps there are has been said before: they begin with their own words.
                Some(phase) => Some(timed(phase, phase.text.clone() + ".")),
                None => call(started(plan, cue.segment, session.snapshot()?.last_work, session.is_waiting())),
            }
        }
        CueKind::Moved => call([which(plan, segment), at(plan, segment)]),
        CueKind::Halfway => count(HALFWAY),
        // In reps the count is of reps; seconds among them would only confuse.
        CueKind::Countdown(n) if segment.reps().is_none() => count(n.to_string()),
        CueKind::Rep(n @ 2..) if counts => match plan.phase(segment, 0) {
            Some(phase) => Some(timed(phase, format!("{n}. {}.", phase.text))),
            None => count(n.to_string()),
        },
        CueKind::Phase(index @ 1..) => plan.phase(segment, index).map(|phase| timed(phase, phase.text.clone() + ".")),
        CueKind::Paused => call(["Paused."]),
        // After a pause in a getting ready the instructions are said again, in place of a countdown.
        CueKind::Resumed if led_in_to_getting_ready(session) => call(go_on(plan, &session.snapshot()?)),
        CueKind::LeadIn(_) if !segment.is_work() => None,
        CueKind::LeadIn(n) if n > COUNTDOWN => call(["Get ready."]),
        // The first of them ends what was being said before.
        CueKind::LeadIn(n) if u64::from(n) == whole_seconds(session.lead_in()) => call([n.to_string()]),
        CueKind::LeadIn(n) => count(n.to_string()),
        CueKind::GoesOn if segment.is_work() && cue.at > segment.start => {
            call(["Go on.".to_owned(), to_go(&session.snapshot()?)])
        }
        CueKind::Adjusted => count(to_go(&session.snapshot()?)),
        CueKind::SaidAgain => call(again(plan, &session.snapshot()?)),
        CueKind::SessionEnded(End::Completed) => call(closing(session)),
        _ => None,
    }
}

/// Said of a stretch that waits to be begun.
pub const BEGIN: &str = "Press Enter when you are ready.";

/// Said before whatever comes after a hold.
pub const COME_BACK: &str = "Come back slowly.";

/// When to stop, as it is said once in a session: chest pain, numbness and dizziness do not hurt in the way that "stop
/// if it hurts" makes people expect. It is the one sentence for the signs that end a session.
pub const STOP_AT_ONCE: &str = "Stop at once at sharp or spreading pain, tingling, dizziness or chest pain.";

const BREATHE: &str = "Keep breathing.";

/// Said in holds once [`BREATHE`] is known, or when there is time for both.
const EASE_IN: &str = "Ease in as you breathe out.";

/// Said in the middle of a long hold.
const HALFWAY: &str = "Halfway.";

/// The time that all of a getting ready takes to hear, at [`READING`] speed, and to be counted in after that.
pub const HEARING: Hearing = Hearing(|plan, index| {
    let mut sentences = if index == 0 { opening(plan) } else { Vec::new() };
    sentences.extend(started(plan, index, plan.work_before(index), false));
    let columns: usize = sentences.iter().map(|sentence| sentence.width() + 1).sum();
    let columns = u32::try_from(columns).unwrap_or(u32::MAX);
    Duration::from_secs((columns.div_ceil(READING) + COUNTDOWN).into())
});

#[allow(clippy::unnecessary_wraps)]
fn call<S: Into<String>>(sentences: impl IntoIterator<Item = S>) -> Option<Line> {
    Some(Line { sentences: sentences.into_iter().map(Into::into).collect(), weight: Weight::Call })
}

#[allow(clippy::unnecessary_wraps)]
fn count(text: impl Into<String>) -> Option<Line> {
    Some(Line { sentences: vec![text.into()], weight: Weight::Count })
}

/// A line at the beginning of a phase: said if there is time for the phase's own words.
fn timed(phase: &Phase, text: String) -> Line {
    let weight = if can_be_said(&phase.text, phase.length) { Weight::Beat } else { Weight::Silent };
    Line { sentences: vec![text], weight }
}

/// What is said when a segment begins, by its index, and that of the work the body comes from.
fn started(plan: &Plan, index: usize, from: Option<usize>, waiting: bool) -> Vec<String> {
    let Some(segment) = plan.segments.get(index) else { return Vec::new() };
    if segment.is_work() { work_started(plan, index, segment) } else { getting_ready(plan, index, from, waiting) }
}

fn work_started(plan: &Plan, index: usize, segment: &Segment) -> Vec<String> {
    let breath = breath(plan, index);
    // Whoever has heard it in the first round knows it in the next.
    let felt = plan.felt(segment).filter(|_| segment.round == 1);
    let more = breath.filter(|breath| *breath != EASE_IN).map(|_| EASE_IN);
    let mut time = Free::of(segment);
    let cues = breath.map(Cow::from).into_iter().chain(felt).chain(more.map(Cow::from));
    let mut sentences = vec![work(segment, side_or_way(plan, segment))];
    sentences.extend(cues.filter(|cue| time.fits(cue)).map(Cow::into_owned));
    sentences
}

/// How to breathe in a hold, by its index: to go on, and from the second time a step is done also when to ease in.
#[must_use]
pub fn breath(plan: &Plan, index: usize) -> Option<&'static str> {
    let (before, segment) = (plan.segments.get(..index)?, plan.segments.get(index)?);
    let is_known = before.iter().any(|before| before.is_work() && before.is_same_step(segment));
    (segment.kind == Kind::Hold).then_some(if is_known { EASE_IN } else { BREATHE })
}

/// First how to come out of what was done; then what comes, how to do it, and what to mind.
fn getting_ready(plan: &Plan, index: usize, from: Option<usize>, waiting: bool) -> Vec<String> {
    let Some(segment) = plan.segments.get(index) else { return Vec::new() };
    let mut sentences = Vec::new();
    let mut say = |sentence: &str| sentences.push(sentence.to_owned());
    if comes_back(plan, index, from) {
        say(COME_BACK);
    }
    let instruction = plan.instruction(segment);
    if let Some(setup) = plan.setup(segment) {
        if let Some(up) = getting_up(plan, segment, from) {
            say(up);
        }
        say(&which(plan, segment));
        if let Some(needs) = needs(plan.needs(segment.stretch)) {
            say(&needs);
        }
        say(setup);
        if let Some(each) = unnamed(plan, segment) {
            say(&sentence(&each));
        }
        say(&then(plan, index, &instruction));
        if let Some(reps) = reps_to_come(plan, index) {
            say(&reps);
        }
        if let Some(care) = plan.care(segment) {
            say(care);
        }
    } else {
        let turn = match segment.kind {
            Kind::Change(Turn::Side) => "Other side".into(),
            Kind::Change(Turn::Way) => "Other way".into(),
            Kind::Change(Turn::Round) => format!("Round {} of {}", segment.round, segment.rounds),
            Kind::Change(Turn::Step) => "Next".into(),
            _ => format!("Next part{}", rounds(segment)),
        };
        say(&format!("{turn}{}.", if segment.round > KNOWN { ", as before" } else { "" }));
        if let Some(each) = unnamed(plan, segment) {
            say(&sentence(&each));
        }
        if segment.round <= KNOWN {
            say(&then(plan, index, &instruction));
        }
        if let Some(reps) = reps_to_come(plan, index) {
            say(&reps);
        }
    }
    if waiting {
        say(BEGIN);
    }
    sentences
}

/// The rounds after which nobody has to be told again what to do.
const KNOWN: u32 = 2;

/// How many reps come, by the index of the getting ready for them, where they begin with words of their own.
fn reps_to_come(plan: &Plan, index: usize) -> Option<String> {
    let work = plan.segments.get(index + 1)?;
    plan.phase(work, 0).map(|_| self::work(work, side_or_way(plan, work)))
}

/// Whether a getting ready, by its index, begins with coming out of the position of some work, by its index. The next step
/// of a set says itself how to go on from where the one before ended, and so does the other way.
#[must_use]
pub fn comes_back(plan: &Plan, index: usize, from: Option<usize>) -> bool {
    let goes_on = |segment: &Segment| matches!(segment.kind, Kind::Change(Turn::Step | Turn::Way));
    let goes_on = from == plan.work_before(index) && plan.segments.get(index).is_some_and(goes_on);
    !goes_on && from.and_then(|from| plan.segments.get(from)).is_some_and(Segment::ends_in_a_position)
}

/// How to get up for a segment, if the body comes from some work on the ground, by its index.
#[must_use]
pub fn getting_up<'a>(plan: &'a Plan, segment: &Segment, from: Option<usize>) -> Option<&'a str> {
    plan.getting_up(plan.segments.get(from?)?.stretch, segment.stretch)
}

/// An instruction before the work it is for. The position of a hold is taken while the words are heard, so that it is
/// kept from the first second on; what is done again and again begins with the count.
#[must_use]
pub fn then(plan: &Plan, index: usize, instruction: &str) -> String {
    let begins_later = plan.segments.get(index + 1).is_some_and(|work| work.kind != Kind::Hold);
    if begins_later { format!("Then: {instruction}") } else { instruction.to_owned() }
}

/// What is said before everything else.
fn opening(plan: &Plan) -> Vec<String> {
    let (count, total) = (counted(plan.stretches.len(), "stretch"), spoken(plan.total()));
    let name = if plan.stretches.len() > 1 { format!("{}: ", plan.name) } else { String::new() };
    // The same is shorter where it is shown to be read.
    let time = if plan.by_ear { " with time to listen" } else { "" };
    let mut sentences = vec![format!("{name}{count}, {total}{time}.")];
    sentences.extend(equipment(plan, 1));
    sentences.extend(plan.warm_up.clone());
    sentences.push(STOP_AT_ONCE.into());
    sentences
}

/// What has to be at hand: `You need a mat.`
#[must_use]
pub fn needs<'a>(equipment: impl Iterator<Item = &'a str>) -> Option<String> {
    let items: Vec<_> = equipment.map(with_article).collect();
    (!items.is_empty()).then(|| format!("You need {}.", and_list(&items)))
}

/// What has to be at hand for the stretches of a plan from one on, by its index: `You need a mat from stretch 4.`
#[must_use]
pub fn equipment(plan: &Plan, first: usize) -> Option<String> {
    let mut items: Vec<String> = Vec::new();
    let mut known: Vec<&str> = (0..first).flat_map(|stretch| plan.needs(stretch)).collect();
    for stretch in first..plan.stretches.len() {
        let from = if stretch > 0 { format!(" from stretch {}", stretch + 1) } else { String::new() };
        for item in plan.needs(stretch) {
            if !known.contains(&item) {
                items.push(with_article(item) + &from);
                known.push(item);
            }
        }
    }
    (!items.is_empty()).then(|| format!("You need {}.", and_list(&items)))
}

/// What is said when a session is over: how to come out of it, what was done, and a kind word. It belongs to no
/// segment, so it takes no time of the plan.
#[must_use]
pub fn closing(session: &Session) -> Vec<String> {
    let (plan, summary) = (session.plan(), session.summary());
    let mut sentences = way_out(plan, &summary);
    sentences.push(if summary.end == End::Completed { "Well done." } else { "Stopped." }.into());
    let (done, of) = (summary.stretches.iter().filter(|did| did.all()).count(), plan.stretches.len());
    let time = spoken(summary.active);
    sentences.push(match of {
        1 => format!("{time}."),
        of => format!("{done} of {} done, {time}.", counted(of, "stretch")),
    });
    sentences.extend(last_words(plan, &summary));
    sentences
}

/// How to come out of the stretch that a session ended in.
#[must_use]
pub fn way_out(plan: &Plan, summary: &Summary) -> Vec<String> {
    let held = plan.segments.get(summary.last).is_some_and(|segment| segment.kind == Kind::Hold);
    let back = match summary.end {
        End::Completed => comes_back(plan, plan.segments.len(), summary.last_work),
        End::Stopped => held || comes_back(plan, summary.last, summary.last_work),
    };
    let back = back.then_some(COME_BACK);
    back.into_iter().chain(plan.leave(summary.last)).map(str::to_owned).collect()
}

/// A kind word at the end of what was done.
#[must_use]
pub fn last_words(plan: &Plan, summary: &Summary) -> Vec<String> {
    plan.advice.iter().filter(|_| summary.end == End::Completed).cloned().collect()
}

/// What there is to do in a segment, while nobody does it.
fn at(plan: &Plan, segment: &Segment) -> String {
    let instruction = plan.instruction(segment);
    if segment.is_work() {
        format!("{} {instruction}", work(segment, unnamed(plan, segment)))
    } else {
        instruction.into_owned()
    }
}

/// Which stretch it is, and in how many rounds its first set is done.
fn which(plan: &Plan, segment: &Segment) -> String {
    let name = plan.planned(segment).map_or_else(Default::default, |planned| planned.name());
    let rounds = rounds(segment);
    match plan.stretches.len() {
        1 => format!("{name}{rounds}."),
        of => format!("Stretch {} of {of}: {name}{rounds}.", segment.stretch + 1),
    }
}

/// The rounds of a set, where there are several.
fn rounds(segment: &Segment) -> String {
    if segment.rounds > 1 { format!(", {} rounds", segment.rounds) } else { String::new() }
}

/// On which side, or which way.
pub(crate) fn side_or_way(plan: &Plan, segment: &Segment) -> Option<String> {
    let side = segment.side.map(|side| format!("{side} side"));
    side.or_else(|| plan.way(segment).map(str::to_owned))
}

/// The side or the way, where the words of the step do not name it.
fn unnamed(plan: &Plan, segment: &Segment) -> Option<String> {
    let text = &plan.step(segment)?.text;
    side_or_way(plan, segment).filter(|_| !placeholder::is_named(text))
}

/// A few words as a sentence.
fn sentence(words: &str) -> String {
    capital(words) + "."
}

/// What to do now, on which side or which way, and how much of it.
fn work(segment: &Segment, each: Option<String>) -> String {
    let much = spoken(segment.length);
    let parts = match segment.kind {
        Kind::Reps { count, .. } => [Some(counted(usize::try_from(count).unwrap_or(usize::MAX), "rep")), each, None],
        Kind::Move => [Some("Keep moving".into()), each, Some(much)],
        _ => [Some("Hold".into()), each, Some(much)],
    };
    format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What there is to do and to mind and how much of it is left, for whoever missed it.
fn again(plan: &Plan, snapshot: &Snapshot<'_>) -> Vec<String> {
    let (index, segment) = (snapshot.index, snapshot.segment);
    let mut sentences = Vec::new();
    if segment.is_work() {
        sentences.push(plan.instruction(segment).into_owned());
        sentences.extend(unnamed(plan, segment).map(|each| sentence(&each)));
    } else {
        if index == 0 {
            sentences.push(STOP_AT_ONCE.into());
        }
        sentences.extend(getting_ready(plan, index, snapshot.last_work, false));
        if segment.round > KNOWN {
            sentences.push(then(plan, index, &plan.instruction(segment)));
        }
    }
    sentences.push(to_go(snapshot));
    sentences
}

fn go_on(plan: &Plan, snapshot: &Snapshot<'_>) -> Vec<String> {
    let mut sentences = again(plan, snapshot);
    sentences.insert(0, "Go on.".into());
    sentences
}

/// Whether the session is about to go on with a getting ready that had begun before.
fn led_in_to_getting_ready(session: &Session) -> bool {
    session.snapshot().is_some_and(|snapshot| matches!(snapshot.flow, Flow::LeadIn(_)) && !snapshot.segment.is_work())
}

/// The time of a segment in which something can be said beside its own words: up to the next cue, at half the speed of
/// reading, so that a slow voice is done before that.
struct Free(Duration);

impl Free {
    fn of(segment: &Segment) -> Self {
        // In reps the numbers have to be heard.
        Self(if segment.reps().is_some() { Duration::ZERO } else { segment.length / 2 })
    }

    /// Takes the time that a text needs, if there is as much.
    fn fits(&mut self, text: &str) -> bool {
        let columns = u32::try_from(text.width()).unwrap_or(u32::MAX);
        let left = self.0.checked_sub(Duration::from_secs(columns.into()) / READING * 2);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// What is left of the segment.
fn to_go(snapshot: &Snapshot<'_>) -> String {
    match snapshot.rep {
        Some(rep) => format!("Rep {} of {}.", rep.number, rep.of),
        None => format!("{} to go.", spoken(snapshot.left)),
    }
}
