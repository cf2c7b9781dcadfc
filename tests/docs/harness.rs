//! Sessions in which everything happens that can happen, as the event stream prints them.

use std::time::Duration;

use serde_json::Value;
use stretch_tui::content::load::load;
use stretch_tui::content::model::Entry;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Choices, Plan};
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::session::{Advance, Command, End, Pace, Session};
use stretch_tui::skin::events::Stream;
use stretch_tui::skin::lines::{Request, Skin};

/// The reading of the clock when a session begins, and the time between two looks at it.
const START: Duration = Duration::from_secs(86_400);
const LOOK: Duration = Duration::from_millis(500);

/// Input lines, one every few looks; some are not commands.
const LINES: [&str; 18] = [
    "pause",
    "resume",
    "more 5",
    "next",
    "nonsense",
    "less 5",
    "restart",
    "next",
    "back",
    "done",
    "pause",
    "next",
    "resume",
    "next-stretch",
    "previous-stretch",
    "more",
    "next",
    "next",
];

/// A session, and the events it has printed.
struct Harness {
    session: Session,
    now: Duration,
    events: Vec<Value>,
}

impl Harness {
    fn begun(plan: Plan, pace: Pace) -> Self {
        let (session, cues) = Session::new(plan, pace, START);
        let mut told = Self { session, now: START, events: Vec::new() };
        told.tell(&cues);
        told
    }

    fn tell(&mut self, cues: &[Cue]) {
        for cue in cues {
            // A session that is stopped at once leaves no record.
            let record = matches!(cue.kind, CueKind::SessionEnded(End::Completed)).then_some("3f9a2c81d07e");
            let line = Stream.tell(&CueEvent { cue: *cue, session: &self.session, now: self.now, record });
            self.events.push(serde_json::from_str(&line).unwrap());
        }
    }

    fn look(&mut self) {
        self.now += LOOK;
        let cues = self.session.advance_to(self.now);
        self.tell(&cues);
    }

    fn ask(&mut self, command: Command) {
        let cues = self.session.command(command, self.now);
        self.tell(&cues);
    }

    fn read(&mut self, line: &str) {
        match Stream.read(line, &self.session) {
            Request::Of(command) => self.ask(command),
            Request::Answer(answer) => self.events.push(serde_json::from_str(&answer).unwrap()),
            asked => panic!("{asked:?}"),
        }
    }

    /// Continues to the end, with a line every few looks; a session that waits gets `resume`.
    fn ended(mut self, lines: &[&str], every: usize) -> Vec<Value> {
        let mut lines = lines.iter();
        for look in 1_usize.. {
            if self.session.end().is_some() {
                break;
            }
            self.look();
            let due = if look.is_multiple_of(every) { lines.next() } else { None };
            if let Some(line) = due {
                self.read(line);
            } else if self.session.is_waiting() || (self.session.is_paused() && lines.len() == 0) {
                self.ask(Command::Resume);
            }
        }
        self.events
    }
}

/// The ids of all built-in routines and stretches.
pub fn names() -> Vec<String> {
    let library = load(true, &[]).library;
    let routines = library.routines.iter().map(|routine| routine.id().name.clone());
    let stretches = library.stretches.iter().flat_map(|stretch| {
        let variants = stretch.variants.iter().map(|variant| format!("{}:{}", stretch.id.name, variant.id.name));
        [stretch.id.name.clone()].into_iter().chain(variants)
    });
    routines.chain(stretches).collect()
}

pub fn plan(name: &str) -> Plan {
    let library = load(true, &[]).library;
    Target::find(&library, name).unwrap().plan(&library, Choices::default())
}

/// The events of a session without commands.
pub fn undisturbed(name: &str) -> Vec<Value> {
    Harness::begun(plan(name), Pace::default()).ended(&[], 1)
}

/// The events of everything built in: without commands, with all kinds of input lines, and stopped early.
pub fn sessions() -> Vec<Vec<Value>> {
    // Through all of it in a pause.
    let in_a_pause: Vec<_> = std::iter::once("pause").chain(std::iter::repeat_n("next", 60)).collect();
    let waits = Pace { advance: Advance::Key, ..Pace::default() };
    names()
        .iter()
        .flat_map(|name| {
            [
                undisturbed(name),
                Harness::begun(plan(name), waits).ended(&LINES, 7),
                Harness::begun(plan(name), Pace::default()).ended(&["next", "pause", "quit"], 9),
                Harness::begun(plan(name), Pace::default()).ended(&in_a_pause, 1),
            ]
        })
        .collect()
}
