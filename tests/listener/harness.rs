//! A session that is told to a listener.

use std::time::Duration;

use stretch_tui::content::parse::parse;
use stretch_tui::document::diagnostic::Sources;
use stretch_tui::listener::Listener;
use stretch_tui::plan::lookup::Target;
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::session::{Command, Pace, Session};

/// Where the clock of these sessions begins.
pub const START: Duration = Duration::from_secs(86_400);

const CONTENT: &str = r#"
    schema = 1
    title = "One"
    [[stretch]]
    id = "lean"
    name = "Lean"
    setup = "Sit tall, \"heavy\" hips; breathe."
    [[stretch.set]]
    [[stretch.set.step]]
    text = "Lean to the {side}."
    sides = ["left", "right"]
    hold = 20
    [[stretch.set.step]]
    text = "Nod."
    reps = 3
    tempo = 2
    [[routine]]
    id = "one"
    name = "One"
    stretches = ["lean"]
"#;

/// A session and its clock.
pub struct Harness {
    pub session: Session,
    pub now: Duration,
    first: Vec<Cue>,
}

impl Harness {
    /// A session that no listener has heard yet.
    pub fn new() -> Self {
        let mut sources = Sources::default();
        let file = sources.add("one.toml", CONTENT);
        let library = parse(&sources, file).library;
        let plan = Target::Routine(&library.routines[0]).plan(&library, None);
        let pace = Pace { longest_gap: Duration::MAX, ..Pace::default() };
        let (session, first) = Session::new(plan, pace, START);
        Self { session, now: START, first }
    }

    /// A session that has just begun, and whose beginning was told.
    pub fn begun(listener: &mut impl Listener) -> Self {
        let mut told = Self::new();
        let first = std::mem::take(&mut told.first);
        told.tell(&first, listener);
        told
    }

    /// Asks something of it.
    pub fn ask(&mut self, command: Command, listener: &mut impl Listener) {
        let cues = self.session.command(command, self.now);
        self.tell(&cues, listener);
    }

    /// Goes on to the next change; returns what was told on the way.
    pub fn on(&mut self, listener: &mut impl Listener) -> Vec<Cue> {
        self.now = self.session.next_change().unwrap();
        let cues = self.session.advance_to(self.now);
        self.tell(&cues, listener);
        cues
    }

    /// A cue about what it is in, as it would be told now.
    pub fn heard(&self, kind: CueKind) -> CueEvent<'_> {
        let snapshot = self.session.snapshot().unwrap();
        let cue = Cue { at: snapshot.elapsed, segment: snapshot.part.index, kind };
        CueEvent { cue, session: &self.session, now: self.now, record: None }
    }

    fn tell(&self, cues: &[Cue], listener: &mut impl Listener) {
        for cue in cues {
            listener.on_cue(&CueEvent { cue: *cue, session: &self.session, now: self.now, record: None });
        }
    }
}
