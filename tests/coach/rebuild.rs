//! The plain transcript says everything: the whole plan is made again from its lines alone.

use std::time::Duration;

use stretch_tui::content::load::load;
use stretch_tui::plan::{Kind, Plan};
use stretch_tui::session::Pace;
use stretch_tui::skin::lines::Skin;
use stretch_tui::skin::plain::Plain;

use crate::{by_ear, everything, follow};

/// One piece of work, as somebody who reads or listens has understood it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Work {
    stretch: usize,
    name: String,
    setup: String,
    care: Option<String>,
    instruction: String,
    /// `left side`, or the way.
    each: Option<String>,
    /// `20 seconds`, `12 reps`.
    amount: String,
    round: u32,
    rounds: u32,
}

/// The work of a plan.
fn planned(plan: &Plan) -> Vec<Work> {
    let work = plan.parts().filter(|part| part.segment.is_work()).map(|part| {
        let (segment, planned) = (part.segment, part.planned);
        let side = segment.side.map(|side| format!("{side} side"));
        Work {
            stretch: segment.stretch + 1,
            name: planned.name().into_owned(),
            setup: planned.stretch.setup.clone(),
            care: planned.stretch.care.clone(),
            instruction: part.instruction().into_owned(),
            each: side.or_else(|| part.way.map(str::to_owned)),
            amount: match segment.kind {
                Kind::Reps { count, .. } => format!("{count} reps"),
                _ => stretch_tui::format::spoken(segment.length),
            },
            round: segment.round,
            rounds: segment.rounds,
        }
    });
    work.collect()
}

/// Reads a transcript as a stranger does who knows nothing of the plan.
struct Reader<'a> {
    lines: std::iter::Peekable<std::str::Lines<'a>>,
    now: Work,
    all: Vec<Work>,
    /// What is told in a round, in order, and which of it comes.
    known: Vec<String>,
    step: usize,
    /// The reps that begin with words of their own.
    reps: Option<&'a str>,
}

/// `12 reps.`, `12 reps, backwards.`
fn is_reps(line: &str) -> bool {
    let (count, rest) = line.split_once(' ').unwrap_or_default();
    count.parse::<u32>().is_ok() && rest.starts_with("reps")
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> &'a str {
        self.lines.next().unwrap_or_default()
    }

    /// `Name, 3 rounds.`
    fn begins(&mut self, line: &str) {
        let line = line.trim_end_matches('.');
        let (name, rounds) = match line
            .rsplit_once(", ")
            .and_then(|(name, rounds)| Some((name, rounds.strip_suffix(" rounds")?.parse().ok()?)))
        {
            Some((name, rounds)) => (name, rounds),
            None => (line, 1),
        };
        let stretch = self.now.stretch + 1;
        self.now = Work { stretch, name: name.to_owned(), round: 1, rounds, ..Work::default() };
        if self.lines.peek().is_some_and(|line| line.starts_with("You need ")) {
            self.next();
        }
        self.now.setup = self.next().to_owned();
        self.new_set();
        self.instruction();
        if self.lines.peek().is_none_or(|line| line.parse::<u32>().is_err()) {
            self.now.care = Some(self.next().to_owned());
        }
    }

    /// What to do, and how many reps of it if they begin with words of their own.
    fn instruction(&mut self) {
        let told = self.next().trim_start_matches("Then: ");
        self.known.truncate(self.step);
        self.known.push(told.to_owned());
        self.as_before();
        if let Some(reps) = self.lines.next_if(|line| is_reps(line)) {
            self.reps = Some(reps);
        }
    }

    /// What was told in an earlier round is known.
    fn as_before(&mut self) {
        self.now.instruction = self.known[self.step].clone();
        self.step += 1;
    }

    fn new_set(&mut self) {
        (self.step, self.reps) = (0, None);
    }

    fn work(&mut self, line: &str) {
        let mut parts: Vec<_> = line.trim_end_matches('.').split(", ").collect();
        let amount = if line.contains(" reps") { parts.remove(0) } else { parts.pop().unwrap() };
        parts.retain(|part| !["Hold", "Keep moving"].contains(part));
        self.now.amount = String::from(amount);
        self.now.each = parts.first().map(|each| (*each).to_owned());
        self.all.push(self.now.clone());
    }

    fn read(transcript: &'a str) -> Vec<Work> {
        let lines = transcript.lines().peekable();
        let (now, all, known) = (Work::default(), Vec::new(), Vec::new());
        let mut reader = Self { lines, now, all, known, step: 0, reps: None };
        let several = !reader.next().starts_with("1 stretch,");
        // The opening ends with where to read on.
        while !reader.next().ends_with("stretch learn stop-signs.") {}
        if !several {
            let name = reader.next();
            reader.begins(name);
        }
        while let Some(line) = reader.lines.next() {
            let words: Vec<_> = line.trim_end_matches('.').split(' ').collect();
            match words.as_slice() {
                ["Stretch", _, "of", ..] if several => {
                    let name = line.split_once(": ").unwrap().1;
                    reader.begins(name);
                }
                ["Round", round, "of", _, "as", "before"] => {
                    (reader.now.round, reader.step) = (round.parse().unwrap(), 0);
                    reader.as_before();
                }
                ["Next," | "Other", .., "as", "before"] => reader.as_before(),
                ["Round", round, "of", rounds] => {
                    reader.step = 0;
                    (reader.now.round, reader.now.rounds) = (round.parse().unwrap(), rounds.parse().unwrap());
                    reader.instruction();
                }
                ["Next", "part"] => {
                    (reader.now.round, reader.now.rounds) = (1, 1);
                    reader.new_set();
                    reader.instruction();
                }
                ["Next", "part,", rounds, "rounds"] => {
                    (reader.now.round, reader.now.rounds) = (1, rounds.parse().unwrap());
                    reader.new_set();
                    reader.instruction();
                }
                ["Next"] | ["Other", "side" | "way"] => reader.instruction(),
                ["Hold," | "Keep", ..] if line.starts_with("Hold, ") || line.starts_with("Keep moving, ") => {
                    reader.work(line);
                }
                _ if is_reps(line) => reader.work(line),
                // After the last of the three numbers they begin with their own words.
                ["1"] if reader.reps.is_some() => reader.work(reader.reps.unwrap()),
                _ => {}
            }
        }
        reader.all
    }
}

#[test]
fn the_whole_plan_is_in_the_transcript() {
    let library = load(true, &[]).library;
    for name in everything(&library) {
        let plan = by_ear(&name);
        let mut skin = Plain::new(&library, false);
        let lines = follow(plan.clone(), Pace::default(), Duration::from_secs(1), &[], |heard| skin.tell(heard));
        let transcript: String = lines.into_iter().map(|(_, lines)| lines).collect();
        let (read, expected) = (Reader::read(&transcript), planned(&plan));
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected, "{name}");
        }
        assert_eq!(read.len(), expected.len(), "{name}");
    }
}
