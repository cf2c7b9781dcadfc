//! Any file gives a list of problems, quickly, and no text that could control the terminal.

use std::fs;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;
use stretch_tui::content::load::{Loaded, MOST_PROBLEMS};
use stretch_tui::document::diagnostic::Severity;

use super::{fixtures, load_and_review};

/// A change to the bytes of a file, at a place given in parts of its length.
#[derive(Clone, Debug)]
enum Change {
    Delete(f64, usize),
    Duplicate(f64, usize),
    Insert(f64, Vec<u8>),
    Flip(f64, u8),
    DeleteLine(f64),
    DuplicateLine(f64),
    SwapLines(f64, f64),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || 0.0..1.0_f64;
    let odd = prop::sample::select(vec![
        "\u{feff}",
        "\x1b[2J",
        "\\u001b",
        "\u{9b}",
        "\u{202e}",
        "{",
        "}",
        "{side}",
        "[",
        "]]",
        "\"",
        "\"\"\"",
        "'",
        "=",
        "#",
        "\r",
        "\r\n",
        "\0",
        "nan",
        "-inf",
        "1e999",
        "0x10",
        "99999999999999999999",
        "吸",
        "[[stretch]]\n",
        ":",
    ]);
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        (at(), 1..200_usize).prop_map(|(at, length)| Change::Duplicate(at, length)),
        (at(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), odd).prop_map(|(at, text)| Change::Insert(at, text.as_bytes().to_vec())),
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        at().prop_map(Change::DeleteLine),
        at().prop_map(Change::DuplicateLine),
        (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn index(at: f64, length: usize) -> usize {
    ((at * length as f64) as usize).min(length.saturating_sub(1))
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (length, count) = (bytes.len(), lines.len());
    if length == 0 {
        return;
    }
    match change {
        Change::Delete(at, most) => {
            let at = index(*at, length);
            bytes.drain(at..(at + most).min(length));
        }
        Change::Duplicate(at, most) => {
            let at = index(*at, length);
            let part = bytes[at..(at + most).min(length)].to_vec();
            bytes.splice(at..at, part);
        }
        Change::Insert(at, new) => {
            let at = index(*at, length);
            bytes.splice(at..at, new.iter().copied());
        }
        Change::Flip(at, byte) => bytes[index(*at, length)] ^= byte,
        Change::DeleteLine(at) => {
            lines.remove(index(*at, count));
            *bytes = lines.concat();
        }
        Change::DuplicateLine(at) => {
            let at = index(*at, count);
            lines.insert(at, lines[at].clone());
            *bytes = lines.concat();
        }
        Change::SwapLines(one, other) => {
            lines.swap(index(*one, count), index(*other, count));
            *bytes = lines.concat();
        }
    }
}

/// Loads bytes as a file, and checks what holds for every result.
fn answer(name: &str, bytes: &[u8]) -> Loaded {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("strange-{name}.toml"));
    fs::write(&path, bytes).unwrap();
    let loaded = load_and_review(false, &[path]);
    for severity in [Severity::Error, Severity::Warning] {
        let told = loaded.problems.iter().filter(|problem| problem.severity == severity);
        assert!(told.count() <= MOST_PROBLEMS + 1);
    }
    for problem in &loaded.problems {
        for colour in [false, true] {
            let mut shown = loaded.sources.render(problem, colour);
            if colour {
                for code in ["1;31", "1;33", "1", "34", "0"] {
                    shown = shown.replace(&format!("\x1b[{code}m"), "");
                }
            }
            assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
            assert!(shown.len() < 4000, "{}", shown.len());
        }
        assert!(!problem.message.is_empty() && !problem.help.is_empty());
    }
    loaded
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_is_answered(which in 0..5_usize, changes in vec(change(), 1..6)) {
        let files = ["minimal", "every-key", "crlf-and-bom", "figure-pose", "figure-rig"];
        let mut bytes = fs::read(format!("tests/content/valid/{}.toml", files[which])).unwrap();
        for change in &changes {
            apply(&mut bytes, change);
        }
        answer("changed", &bytes);
    }

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..400)) {
        answer("bytes", &bytes);
    }

    #[test]
    fn a_prefix_of_a_file_is_answered(at in 0.0..1.0_f64) {
        let bytes = fs::read("tests/content/valid/every-key.toml").unwrap();
        answer("prefix", &bytes[..index(at, bytes.len())]);
    }
}

#[test]
fn each_fixture_without_any_one_of_its_lines_is_answered() {
    for path in fixtures("valid") {
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        for without in 0..lines.len() {
            let (before, after) = lines.split_at(without);
            answer("without-line", [before.concat(), after[1..].concat()].concat().as_bytes());
        }
    }
}

const HEAD: &str = "schema = 1\ntitle = \"A\"\n";
const STRETCH: &str = "[[stretch]]\nid = \"a\"\nname = \"A\"\nsetup = \"A.\"\n";
const STEP: &str = "[[stretch.set.step]]\ntext = \"A.\"\nhold = 1\n";

/// As much of a text as makes a file of the largest size, begun with `head`.
fn filled(head: &str, part: impl Fn(usize) -> String, tail: &str) -> String {
    let mut text = head.to_owned();
    for number in 0.. {
        let next = part(number);
        if text.len() + next.len() + tail.len() > 1 << 20 {
            break;
        }
        text.push_str(&next);
    }
    text + tail
}

/// Work that grows with the square of the size would make this the test that never ends, and depth without a bound would
/// end it at once.
#[test]
#[expect(clippy::too_many_lines, reason = "a list of files")]
fn the_largest_files_are_answered() {
    let brackets = |n: usize| "[".repeat(n);
    let sided = "[[stretch.set.step]]\ntext = \"{side}\"\nsides = [\"left\", \"right\"]\nhold = 600\n";
    let cases: Vec<(&str, String)> = vec![
        ("arrays", format!("{HEAD}aim = {}", brackets((1 << 20) - 40))),
        ("tables", filled(&format!("{HEAD}aim = "), |_| "{a=".into(), "")),
        ("headers", filled(HEAD, |_| "[[".into(), "")),
        ("dotted-key", filled(HEAD, |_| "a.".into(), "a = 1\n")),
        ("dotted-header", filled(&format!("{HEAD}["), |_| "a.".into(), "a]\n")),
        ("dotted-keys", filled(HEAD, |n| format!("{}a = {n}\n", format!("k{n}.").repeat(60)), "")),
        ("junk", filled(HEAD, |_| "= ".into(), "")),
        ("junk-lines", filled(HEAD, |_| "=\n".into(), "")),
        ("no-equals", filled(HEAD, |n| format!("k{n} 1\n"), "")),
        ("prose", filled(HEAD, |_| "one two three\n".into(), "")),
        ("lists-without-equals", filled(HEAD, |_| "k [\n".into(), "")),
        ("open-lists", filled(HEAD, |_| "k = [\n".into(), "")),
        ("open-tables", filled(HEAD, |_| "k = {\n".into(), "")),
        ("open-texts", filled(HEAD, |_| "k = \"\"\"\n".into(), "")),
        ("open-headers", filled(HEAD, |_| "[[stretch\n".into(), "")),
        ("quotes", filled(HEAD, |_| "\"".into(), "")),
        ("control", filled(HEAD, |_| "\u{1b}".into(), "")),
        ("unknown-keys", filled(HEAD, |n| format!("k{n}=1\n"), "")),
        ("long-keys", filled(HEAD, |n| format!("{}{n}=1\n", "k".repeat(500)), "")),
        ("one-key", filled(HEAD, |_| "k".into(), "=1\n")),
        ("same-ids", filled(HEAD, |_| "[[source]]\nid=\"a\"\ntitle=\"A\"\n".into(), "")),
        ("empty-tables", filled(HEAD, |_| "[[stretch]]\n".into(), "")),
        (
            "references",
            filled(
                &format!("{HEAD}[[cause]]\nid=\"a\"\nname=\"A\"\ntext=\"A\"\nstretches=["),
                |n| format!("\"b{n}\","),
                "]",
            ),
        ),
        (
            "many-references",
            filled(
                HEAD,
                |n| {
                    if n >= 200 {
                        return "#\n".into();
                    }
                    let all = (0..200).map(|m| format!("\"source-{n}-{m}\"")).collect::<Vec<_>>().join(",");
                    let source = format!("[[source]]\nid=\"source-{n}\"\ntitle=\"A\"\n");
                    format!("{source}[[benefit]]\nid=\"b{n}\"\nname=\"A\"\ntext=\"A\"\nsources=[{all}]\n")
                },
                "",
            ),
        ),
        ("steps", filled(&format!("{HEAD}{STRETCH}[[stretch.set]]\nrounds=20\n"), |_| STEP.into(), "")),
        (
            "sets",
            filled(&format!("{HEAD}{STRETCH}"), |_| format!("[[stretch.set]]\nrounds=20\n{}", sided.repeat(200)), ""),
        ),
        (
            "variants",
            filled(
                &format!("{HEAD}{STRETCH}[[stretch.set]]\nid=\"s\"\n{STEP}"),
                |n| {
                    let step = "[[stretch.variant.set.step]]\ntext=\"A.\"\nhold=1\n".repeat(150);
                    format!("[[stretch.variant]]\nid=\"v{n}\"\nname=\"A\"\n[[stretch.variant.set]]\nid=\"s\"\n{step}")
                },
                "",
            ),
        ),
        (
            "motions",
            filled(
                HEAD,
                |n| {
                    let keys = "\"handstand\",".repeat(16);
                    if n < 200 {
                        format!("[motion.m{n}]\nmode=\"to\"\nkeys=[{keys}]\nframe=[0,0,1,1]\n")
                    } else {
                        "#\n".into()
                    }
                },
                "",
            ),
        ),
        (
            "poses",
            filled(
                HEAD,
                |n| {
                    let like = format!("[pose.p{n}]\nlike=\"p{}\"\nspine=[1,2,3]\npins={{a=[1,1],b=[1,1]}}\n", n / 2);
                    if n < 200 { like } else { "#\n".into() }
                },
                "",
            ),
        ),
        ("too-many-poses", filled(HEAD, |n| format!("[pose.p{n}]\nlike=\"p{}\"\n", n + 1), "")),
        ("angles", filled(&format!("{HEAD}[pose.a]\nspine=["), |_| "90,".into(), "]\n")),
        (
            "steps-with-motions",
            filled(
                &format!("{HEAD}{STRETCH}"),
                |_| {
                    format!(
                        "[[stretch.set]]\n{}",
                        "[[stretch.set.step]]\ntext=\"A.\"\nmotion=\"neck-tild\"\nhold=1\n".repeat(200)
                    )
                },
                "",
            ),
        ),
        (
            "routines",
            filled(
                &format!("{HEAD}{STRETCH}[[stretch.set]]\nrounds=20\n{}", STEP.repeat(100)),
                |n| format!("[[routine]]\nid=\"r{n}\"\nname=\"A\"\nstretches=[{}]\n", "\"a\",".repeat(200)),
                "",
            ),
        ),
    ];
    for (name, text) in cases {
        let loaded = answer(name, text.as_bytes());
        assert!(!loaded.problems.is_empty(), "{name}");
    }
}
