//! docs/content.md says what the program does: its examples load, its tables have every key, its numbers
//! are the program's.

use std::{collections::BTreeMap, fs, path::PathBuf};

use stretch_tui::{
    content::{
        load::{LARGEST_FILE, load},
        model::{Action, Dose, Entry, Position, Reach, Side, Urgency},
        parse::{
            CARE_LENGTH, ID_LENGTH, LONGEST_TEMPO, LONGEST_WORK, MOST_ENTRIES, MOST_PARTS, MOST_REPS, MOST_ROUNDS,
            NAME_LENGTH, SCHEMA, SHORTEST_TEMPO, SHORTEST_WORK, TEXT_LENGTH,
        },
    },
    plan::{
        build::{CHANGE, PREPARE, READING},
        review::LONGEST_SESSION,
    },
};

use super::{load_and_review, messages};
use stretch_tui::content::diagnostic::Severity;

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
        if !block.contains("[[stretch]]") && block.contains("[[stretch.") {
            whole += "[[stretch]]\nid = \"example\"\nname = \"Example\"\nsetup = \"Sit tall.\"\n";
        }
        if !block.contains("[[stretch.set]]") && block.contains("[[stretch.set.step]]") {
            whole += "[[stretch.set]]\n";
        }
        whole += block;
        let loaded = load_and_review(false, &[file(&format!("example-{number}"), &whole)]);
        let errors = messages(&loaded, Severity::Error);
        assert!(errors.is_empty(), "{block}\n{}", errors.join("\n\n"));
    }
    // The last one has everything that is warned about.
    let last = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("doc-example-{}.toml", blocks.len() - 1));
    assert_eq!(load_and_review(false, &[last]).problems, []);
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
    assert_eq!(tables.len(), 13);
}

fn words<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
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
                (_, "schema") => format!("always {SCHEMA}"),
                ("`[[stretch.caution]]`", "id") => String::new(),
                (_, "id") => id.clone(),
                (_, "muscles" | "equipment") => format!("{name} each"),
                (_, "ways") => format!("2 to {MOST_PARTS}, {name} each"),
                (_, "signs") => format!("{text} each, at least one"),
                ("The file", "title") | (_, "name") | ("A phase", "text") => name.clone(),
                (_, "care") => care.clone(),
                (_, "rounds") => format!("whole, 1 to {MOST_ROUNDS}"),
                (_, "reps") => format!("whole, 1 to {MOST_REPS}"),
                (_, "hold" | "move") => work.clone(),
                (_, "tempo" | "seconds") => tempo.clone(),
                (_, "phases") => format!("1 to {MOST_PARTS}"),
                ("`[[stretch]]`", "positions") => words(Position::WORDS),
                (_, "do") => words(Action::WORDS),
                (_, "covers") => words(Reach::WORDS),
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
        format!("| {} s |", CHANGE.as_secs()),
        format!("| {READING} characters a second |"),
        format!("there is time for {reads} characters"),
        format!("An *id* has at most {ID_LENGTH} characters"),
        format!("have at most {MOST_ENTRIES} entries"),
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
