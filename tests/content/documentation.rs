//! docs/content.md says what the program does: its examples load, its tables have every key, its numbers
//! are the program's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use stretch_tui::content::limits::{
    CARE_LENGTH, ID_LENGTH, LONGEST_TEMPO, LONGEST_WORK, MOST_ENTRIES, MOST_PARTS, MOST_REPS, MOST_ROUNDS, NAME_LENGTH,
    SHORTEST_TEMPO, SHORTEST_WORK, TEXT_LENGTH,
};
use stretch_tui::content::load::{LARGEST_FILE, load};
use stretch_tui::content::model::{CautionAction, Dose, Entry, Position, Scope, Side, Urgency};
use stretch_tui::content::parse::SCHEMA;
use stretch_tui::document::diagnostic::Severity;
use stretch_tui::figure::Figures;
use stretch_tui::figure::limits::{
    DEEPEST_NOD, FARTHEST, HEADS, LONGEST_BONE, MOST_EXTRAS, MOST_KEYS, MOST_LIKE, MOST_PHASES, MOST_STROKES, MOTIONS,
    NARROWEST, SHORTEST_BONE, THICKEST, WIDEST,
};
use stretch_tui::figure::model::{MAX_BONES, MAX_PINS, SHORTEST_LOOK};
use stretch_tui::figure::parse::{MODES, VIEWS};
use stretch_tui::plan::build::{CHANGE, DOWN_OR_UP, ON_A_LEVEL, PREPARE, READING};
use stretch_tui::plan::review::LONGEST_SESSION;

use super::{load_and_review, messages};

fn text() -> String {
    fs::read_to_string("docs/content.md").unwrap()
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("doc-{name}.toml"));
    fs::write(&path, text).unwrap();
    path
}

/// The examples of the page.
fn blocks(text: &str) -> Vec<String> {
    let mut parts = text.split("```toml\n");
    parts.next();
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_example_is_right() {
    let blocks = blocks(&text());
    assert!(blocks.len() >= 5);
    for (number, block) in blocks.iter().enumerate() {
        // What comes before a fragment in a file of which it is a part.
        let mut whole = String::new();
        if !block.contains("schema =") {
            whole += "schema = 1\ntitle = \"Example\"\n";
        }
        // The figures are drawn one block after the other.
        let drawn = |block: &&String| block.starts_with("[pose.") || block.starts_with("[motion.");
        whole.extend(blocks[..number].iter().filter(drawn).cloned());
        if !block.contains("[[stretch]]") && block.contains("[[stretch.") {
            whole += "[[stretch]]\nid = \"example\"\nname = \"Example\"\nsetup = \"Sit tall.\"\n";
        }
        if !block.contains("[[stretch.set]]") && block.contains("[[stretch.set.step]]") {
            whole += "[[stretch.set]]\n";
        }
        whole += block;
        let loaded = load_and_review(true, &[file(&format!("example-{number}"), &whole)]);
        let errors = messages(&loaded, Severity::Error);
        assert!(errors.is_empty(), "{block}\n{}", errors.join("\n\n"));
        // A drawing is not even warned about; nor is the one example that has everything there are warnings about.
        if drawn(&block) || block.contains("[[stretch.caution]]") {
            assert_eq!(loaded.problems, [], "{block}");
        }
    }
    assert!(blocks.iter().any(|block| block.contains("[[stretch.caution]]")));
    assert!(blocks.iter().any(|block| block.starts_with("[[caution]]")));
    assert!(blocks.iter().any(|block| block.starts_with("[pose.")));
}

/// What is built in to be named is what the page lists, and the bones of a pose are those of its table.
#[test]
fn every_figure_that_is_listed_is_built_in() {
    let text = text();
    let section = text.split("## Draw a new pose").nth(1).unwrap().split("\n## ").next().unwrap();
    let listed = section.split("\n\n").find(|part| part.starts_with("    ")).unwrap();
    let listed: Vec<_> = listed.split([',', '\n']).map(str::trim).filter(|id| !id.is_empty()).collect();
    let figures = Figures::builtin();
    assert_eq!(listed, figures.motions.keys().map(String::as_str).collect::<Vec<_>>());
    for id in
        section.split("Poses to be like: ").nth(1).unwrap().split("\n\n").next().unwrap().split('`').skip(1).step_by(2)
    {
        assert!(figures.poses.contains_key(id), "{id}");
    }
    for rig in &figures.rigs {
        for chain in rig.chains.iter().filter(|chain| !chain.name.starts_with("l_")) {
            let row = section.lines().find(|line| line.starts_with(&format!("| {} |", chain.name))).unwrap();
            for bone in &rig.bones[chain.bones.clone()] {
                assert!(row.contains(&bone.name), "{} of {}", bone.name, rig.id);
            }
        }
    }
    let props = text.split("### `[prop]`").nth(1).unwrap();
    for prop in ["`chair`", "`mat-kneeling`", "`mat-sitting`"] {
        assert!(props.contains(prop));
    }
}

#[test]
fn every_condition_that_is_built_in_is_listed_and_no_other() {
    let text = text();
    let listed = text.split("These are built in too:").nth(1).unwrap().split("\n\n").nth(1).unwrap();
    let listed: BTreeSet<_> = listed.split([',', '\n']).map(str::trim).filter(|id| !id.is_empty()).collect();
    let library = load(true, &[]).library;
    let conditions = library.cautions.iter().filter(|caution| caution.condition);
    assert_eq!(listed, conditions.map(|caution| &*caution.id.name).collect());
}

/// The tables of the reference: under each heading, each key with the rest of its row.
fn tables() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let text = text();
    let reference = text.split("## Reference").nth(1).unwrap();
    let mut tables = BTreeMap::new();
    for section in reference.split("\n### ").skip(1) {
        let (heading, body) = section.split_once('\n').unwrap();
        let rows = body.lines().filter_map(|line| {
            let cells: Vec<_> = line.strip_prefix("| `")?.split('|').map(|cell| cell.trim().to_owned()).collect();
            Some((cells[0].trim_end_matches('`').to_owned(), cells[1..].to_vec()))
        });
        tables.insert(heading.to_owned(), rows.collect());
    }
    tables
}

/// The keys of a table, as the program lists them when it meets one it does not know.
fn keys_of(table: &str) -> Vec<String> {
    let text = format!("schema = 1\ntitle = \"A\"\n{table}\n\"no such key at all\" = 1\n");
    let loaded = load(false, &[file("keys", &text)]);
    let help = loaded.problems.iter().flat_map(|problem| &problem.help);
    let keys = help.filter_map(|help| help.strip_prefix("its keys are ")).next_back();
    let keys = keys.unwrap_or_else(|| panic!("no keys of {table}: {:?}", loaded.problems));
    keys.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_key_is_in_its_table_and_no_other() {
    let parts = [
        ("The file", ""),
        ("`[[stretch]]`", "[[stretch]]"),
        ("`[[stretch.caution]]`", "[[stretch]]\n[[stretch.caution]]"),
        ("`[[stretch.set]]`", "[[stretch]]\n[[stretch.set]]"),
        ("`[[stretch.set.step]]`", "[[stretch]]\n[[stretch.set]]\n[[stretch.set.step]]"),
        ("`[[stretch.variant]]`", "[[stretch]]\n[[stretch.variant]]"),
        ("`[[routine]]`", "[[routine]]"),
        ("`[[caution]]`", "[[caution]]"),
        ("`[[stop-sign]]`", "[[stop-sign]]"),
        ("`[[cause]]`", "[[cause]]"),
        ("`[[benefit]]` and `[[technique]]`", "[[benefit]]"),
        ("`[[benefit]]` and `[[technique]]`", "[[technique]]"),
        ("`[[source]]`", "[[source]]"),
        ("`[pose.ID]`", "[pose.a]"),
        ("`[motion.ID]`", "[motion.a]"),
        ("`[rig.ID]`", "[rig.a]"),
        ("A chain", "[rig.a.spine]"),
    ];
    let tables = tables();
    for (heading, table) in parts {
        let mut keys = keys_of(table);
        keys.sort();
        let documented: Vec<_> = tables[heading].keys().cloned().collect();
        assert_eq!(documented, keys, "{heading}");
    }
    let phase = "[[stretch]]\n[[stretch.set]]\n[[stretch.set.step]]\n[[stretch.set.step.phases]]";
    assert_eq!(tables["A phase"].keys().cloned().collect::<Vec<_>>(), {
        let mut keys = keys_of(phase);
        keys.sort();
        keys
    });
    // A prop has no keys.
    assert!(tables["`[prop]`"].is_empty());
    assert_eq!(tables.len(), 18);
}

fn words<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn figure_limits(heading: &str, key: &str) -> String {
    let frame = || format!("-{FARTHEST} to {FARTHEST} each, at least {NARROWEST} wide and high");
    match (heading, key) {
        (_, "anchor") => format!("-{FARTHEST} to {FARTHEST} each"),
        (_, "pins") => format!("{MAX_PINS} with those of the other side, -{FARTHEST} to {FARTHEST} each"),
        (_, "short") => format!("{SHORTEST_LOOK} to 1 each"),
        (_, "nod") => format!("-{DEEPEST_NOD} to {DEEPEST_NOD}"),
        ("`[pose.ID]`", "spine" | "tail" | "skull" | "r_arm" | "r_leg" | "l_arm" | "l_leg") => {
            format!("-{WIDEST} to {WIDEST} each")
        }
        (_, "mode") => words(MODES),
        (_, "view") => words(VIEWS),
        (_, "keys") => format!("1 to {MOST_KEYS}"),
        (_, "seconds") => format!("{} to {}", MOTIONS.start(), MOTIONS.end()),
        (_, "phases") => format!("1 to {MOST_PHASES}"),
        (_, "frame" | "close") => frame(),
        (_, "accent" | "props" | "guides") => format!("at most {MOST_EXTRAS}"),
        (_, "head") => format!("{} to {} each", HEADS.start(), HEADS.end()),
        (_, "far" | "at") => format!("-{THICKEST} to {THICKEST} each"),
        (_, "muscle") => format!("at most {MOST_STROKES} bands each"),
        (_, "width") => format!("0 to {THICKEST}"),
        (_, "shift") => format!("-{THICKEST} to {THICKEST}"),
        (_, "bones") => format!("1 to {MAX_BONES}"),
        _ => String::new(),
    }
}

#[test]
fn every_limit_is_the_one_that_is_kept() {
    let characters = |count: usize| format!("{count} characters");
    let (id, name, care, text) =
        (characters(ID_LENGTH), characters(NAME_LENGTH), characters(CARE_LENGTH), characters(TEXT_LENGTH));
    let work = format!("{SHORTEST_WORK} to {LONGEST_WORK}");
    let tempo = format!("{SHORTEST_TEMPO} to {LONGEST_TEMPO}");
    for (heading, rows) in tables() {
        for (key, cells) in rows {
            let (kind, limits) = (&cells[0], &cells[1]);
            let expected = match (heading.as_str(), key.as_str()) {
                ("`[pose.ID]`" | "`[rig.ID]`", "like") => format!("at most {MOST_LIKE} in a row"),
                ("`[pose.ID]`" | "`[rig.ID]`" | "`[motion.ID]`" | "A chain", key) => figure_limits(&heading, key),
                (_, "schema") => format!("always {SCHEMA}"),
                ("`[[stretch.caution]]`", "id") => String::new(),
                (_, "id") => id.clone(),
                (_, "muscles" | "equipment") => format!("{name} each"),
                (_, "aliases") => format!("{name} each, each the name of one condition only"),
                (_, "change") => format!("1 to {LONGEST_TEMPO}"),
                (_, "ways") => format!("2 to {MOST_PARTS}, {name} each"),
                (_, "signs") => format!("{text} each, at least one"),
                ("The file", "title") | (_, "name" | "group") | ("A phase", "text") => name.clone(),
                (_, "care") => care.clone(),
                (_, "rounds") => format!("whole, 1 to {MOST_ROUNDS}"),
                (_, "reps") => format!("whole, 1 to {MOST_REPS}"),
                (_, "hold" | "move") => work.clone(),
                (_, "tempo" | "seconds") => tempo.clone(),
                (_, "phases") => format!("1 to {MOST_PARTS}"),
                ("`[[stretch]]`", "positions") => words(Position::WORDS),
                (_, "do") => words(CautionAction::WORDS),
                (_, "covers") => words(Scope::WORDS),
                (_, "level") => words(Urgency::WORDS),
                (_, "dose") => words(Dose::WORDS),
                (_, "sides") => format!("both of {}, in the order you like", words(Side::WORDS)),
                _ if kind.starts_with("text") => text.clone(),
                ("`[[stretch]]`" | "`[[stretch.set]]`", "set" | "step") | ("`[[routine]]`", "stretches") => {
                    "at least one".into()
                }
                ("`[[stretch.variant]]`", "set") => "each with the `id` of the set it replaces".into(),
                _ => String::new(),
            };
            assert_eq!(*limits, expected, "{heading}, {key}");
        }
    }
    assert_eq!(tables()["`[[routine]]`"]["dose"][2], format!("`{}`", Dose::default()));
}

#[test]
fn every_number_in_the_prose_is_the_one_that_is_kept() {
    let text = text().replace('\n', " ");
    let reads = u64::from(READING) * CHANGE.as_secs();
    for said in [
        format!("at least {} s |", PREPARE.as_secs()),
        format!("| {} s, or what the step's `change` says |", CHANGE.as_secs()),
        format!("or up from there | {} s more |", DOWN_OR_UP.as_secs()),
        format!("two positions on the floor | {} s more |", ON_A_LEVEL.as_secs()),
        format!("| {READING} characters a second |"),
        format!("there is time for {reads} characters"),
        format!("An *id* has at most {ID_LENGTH} characters"),
        format!("have at most {MOST_ENTRIES} entries"),
        format!("a list of at most {MOST_STROKES} strokes"),
        format!("A rig has at most {MAX_BONES} bones"),
        format!("A bone is from {SHORTEST_BONE} to {LONGEST_BONE} long"),
        format!("at most {} MiB, and a session at most {} hours", LARGEST_FILE >> 20, LONGEST_SESSION.as_secs() / 3600),
    ] {
        assert!(text.contains(&said), "{said}");
    }
}

/// Keys that are required have no default in the tables, and all others have one.
#[test]
fn every_required_key_is_said_to_be_required() {
    let least = [
        ("`[[stretch]]`", "[[stretch]]"),
        ("`[[stretch.caution]]`", "[[stretch]]\n[[stretch.caution]]"),
        ("`[[stretch.variant]]`", "[[stretch]]\n[[stretch.variant]]"),
        ("`[[routine]]`", "[[routine]]"),
        ("`[[caution]]`", "[[caution]]"),
        ("`[[stop-sign]]`", "[[stop-sign]]"),
        ("`[[cause]]`", "[[cause]]"),
        ("`[[benefit]]` and `[[technique]]`", "[[technique]]"),
        ("`[[source]]`", "[[source]]"),
        ("`[pose.ID]`", "[pose.a]"),
        ("`[motion.ID]`", "[motion.a]"),
        ("`[rig.ID]`", "[rig.a]"),
        ("A chain", "[rig.a.spine]"),
    ];
    let tables = tables();
    for (heading, table) in least {
        let path = file("required", &format!("schema = 1\ntitle = \"A\"\n{table}\n"));
        let lines = table.lines().count() + 2;
        let loaded = load(false, &[path]);
        let here = loaded.problems.iter().filter(|problem| loaded.sources.position(problem.place).0 == lines);
        let needed: Vec<_> = here.filter_map(|problem| Some(problem.message.split_once(" needs `")?.1)).collect();
        for (key, cells) in &tables[heading] {
            let required =
                needed.contains(&format!("{key}`").as_str()) || (heading, &**key) == ("`[[stretch]]`", "set");
            assert_eq!(cells[2].is_empty(), required, "{heading}, {key}");
        }
    }
    assert_eq!(load(true, &[]).library.routines[0].id().name, "full");
}
