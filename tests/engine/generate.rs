//! Content made up by proptest: real TOML text, read by the real parser.

use std::fmt;

use proptest::prelude::*;
use stretch_tui::content::model::{Dose, Library};
use stretch_tui::content::parse::parse;
use stretch_tui::document::diagnostic::{Severity, Sources};
use stretch_tui::plan::Plan;
use stretch_tui::plan::lookup::Target;

/// A content file and what it says. It shows itself as the file, so that a failure can be read.
pub struct Content {
    text: String,
    pub library: Library,
}

impl Content {
    /// Reads a file that has no errors.
    pub fn new(text: String) -> Self {
        let mut sources = Sources::default();
        let file = sources.add("made-up.toml", text.clone());
        let draft = parse(&sources, file);
        let errors: Vec<_> = draft.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{text}");
        Self { text, library: draft.library }
    }

    /// The plan of the file's only routine.
    pub fn plan(&self, dose: Option<Dose>) -> Plan {
        Target::Routine(&self.library.routines[0]).plan(&self.library, dose)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)
    }
}

/// Any file: one routine of some stretches, each with some sets of some steps, timed in every way there is.
pub fn content() -> impl Strategy<Value = Content> {
    let positions =
        prop::collection::vec(prop::sample::select(vec!["standing", "seated", "floor", "hands-and-knees"]), 0..=2);
    let leave = prop::option::of(words(10).prop_map(|words| format!("leave = \"Get up. {words}\"\n")));
    let stretch = (words(40), positions, leave, prop::collection::vec(set(), 1..=3));
    prop::collection::vec(stretch, 1..=3).prop_map(|stretches| {
        let mut text = String::from("schema = 1\ntitle = \"Made up\"\n");
        for (index, (setup, positions, leave, sets)) in stretches.iter().enumerate() {
            let head =
                format!("[[stretch]]\nid = \"s{index}\"\nname = \"Stretch {index}\"\nsetup = \"Sit. {setup}\"\n");
            let positions = format!("positions = {positions:?}\n");
            text.extend([head, positions, leave.clone().unwrap_or_default(), sets.concat()]);
        }
        let ids: Vec<_> = (0..stretches.len()).map(|index| format!("\"s{index}\"")).collect();
        let routine = format!("[[routine]]\nid = \"all\"\nname = \"All\"\nstretches = [{}]\n", ids.join(", "));
        Content::new(text + &routine)
    })
}

pub fn dose() -> impl Strategy<Value = Dose> {
    prop::sample::select(vec![Dose::Light, Dose::Standard, Dose::Full])
}

fn set() -> impl Strategy<Value = String> {
    let rounds = prop::option::of(dosed(1..=3u32, |rounds| rounds.to_string()));
    (rounds, prop::collection::vec(step(), 1..=3)).prop_map(|(rounds, steps)| {
        let rounds = rounds.map_or(String::new(), |rounds| format!("rounds = {rounds}\n"));
        format!("[[stretch.set]]\n{rounds}{}", steps.concat())
    })
}

fn step() -> impl Strategy<Value = String> {
    let sides = prop::sample::select(vec!["[\"left\", \"right\"]", "[\"right\", \"left\"]"]);
    let ways = (2..=4usize, 1..=5usize).prop_map(|(ways, words)| {
        let names: Vec<_> = (1..=ways).map(|way| format!("\"{}w{way}\"", "slowly ".repeat(words))).collect();
        format!("[{}]", names.join(", "))
    });
    let each = prop_oneof![
        2 => Just(("", String::new())),
        2 => sides.prop_map(|sides| (" {side} {other}", format!("sides = {sides}\n"))),
        1 => ways.prop_map(|ways| (" {way}", format!("ways = {ways}\n"))),
    ];
    let change = prop::option::weighted(0.2, (1..=12u32).prop_map(|seconds| format!("change = {seconds}\n")));
    (words(30), work(), each, change).prop_map(|(text, work, (of, each), change)| {
        let change = change.unwrap_or_default();
        format!("[[stretch.set.step]]\ntext = \"Go{of} {text}\"\n{work}\n{each}{change}")
    })
}

fn work() -> impl Strategy<Value = String> {
    let time = || {
        let whole = (1..=40u32).prop_map(|seconds| seconds * 1000);
        dosed(prop_oneof![10 => whole, 6 => 1000..=40_000u32, 1 => 40_000..=600_000u32], seconds)
    };
    let tempo = || prop_oneof![(1..=6u32).prop_map(|seconds| seconds * 1000), 500..=6000u32].prop_map(seconds);
    let phases = prop::collection::vec(tempo(), 1..=4).prop_map(|phases| {
        let phases: Vec<_> = phases.iter().map(|time| format!("{{ text = \"Breathe\", seconds = {time} }}")).collect();
        format!("phases = [{}]", phases.join(", "))
    });
    let tempo = prop_oneof![tempo().prop_map(|time| format!("tempo = {time}")), phases];
    let reps = (dosed(1..=6u32, |count| count.to_string()), tempo);
    prop_oneof![
        3 => time().prop_map(|time| format!("hold = {time}")),
        1 => time().prop_map(|time| format!("move = {time}")),
        3 => reps.prop_map(|(count, tempo)| format!("reps = {count}\n{tempo}")),
    ]
}

/// A dose value in one of its three forms: a number, a range, or one for each dose.
fn dosed(value: impl Strategy<Value = u32>, write: fn(u32) -> String) -> impl Strategy<Value = String> {
    let values = prop::collection::vec(value, 3);
    (values, 0..3).prop_map(move |(mut values, form)| {
        values.sort_unstable();
        let values: Vec<_> = values.into_iter().map(write).collect();
        match form {
            0 => values[0].clone(),
            1 => format!("[{}, {}]", values[0], values[2]),
            _ => format!("{{ light = {}, standard = {}, full = {} }}", values[0], values[1], values[2]),
        }
    })
}

/// Milliseconds as a file writes them: in seconds.
fn seconds(millis: u32) -> String {
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

/// Up to so many words, some wider than their letters are many.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["breathe", "slowly", "é", "伸ばす"]);
    prop::collection::vec(word, 0..=most).prop_map(|words| words.join(" "))
}
