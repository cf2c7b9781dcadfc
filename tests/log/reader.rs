//! What is read of many files.

use std::fs;

use stretch_tui::log::reader::{Records, Unread};
use stretch_tui::log::record::{LineFault, LogLine};

use super::folder::{Folder, lines, moment, record};

fn amendment(id: &str, day: u32, word: &str) -> String {
    format!("{{\"schema\":1,\"id\":\"{id}\",\"at\":\"2026-11-{day:02}T11:00:00+01:00\",{word}}}\n")
}

fn unread(folder: &Folder) -> Unread {
    let mut records = Records::open(&folder.store());
    records.by_ref().for_each(drop);
    records.unread()
}

#[test]
fn the_files_of_all_machines_are_read_as_one_the_newest_first() {
    let folder = Folder::new("machines");
    folder.put("a.jsonl", lines(&[("01", 1), ("04", 4), ("05", 5)]));
    folder.put("b.jsonl", lines(&[("02", 2), ("03", 3), ("06", 6)]));
    folder.put("notes.txt", lines(&[("07", 7)]));
    assert_eq!(folder.ids(), ["06", "05", "04", "03", "02", "01"]);
}

#[test]
fn a_copy_that_a_program_has_left_which_syncs_counts_once() {
    let folder = Folder::new("copy");
    folder.put("a.jsonl", lines(&[("01", 1), ("02", 2), ("03", 3)]));
    folder.put("a.sync-conflict-20261103-101500-K3F9A2P.jsonl", lines(&[("01", 1), ("02", 2), ("04", 4)]));
    folder.put("a (conflicted copy).jsonl", lines(&[("01", 1)]));
    assert_eq!(folder.ids(), ["04", "03", "02", "01"]);
    assert_eq!(unread(&folder), Unread::default());
}

#[test]
fn a_later_line_forgets_a_record_or_adds_to_it() {
    let folder = Folder::new("later");
    let answered = amendment("02", 2, "\"after\":3");
    folder.put("a.jsonl", lines(&[("01", 1), ("02", 2)]) + &answered + &amendment("02", 3, "\"after\":4"));
    // Forgotten on another machine.
    folder.put("b.jsonl", amendment("01", 6, "\"forgotten\":true"));
    let entries: Vec<_> = Records::open(&folder.store()).collect();
    assert_eq!(
        entries.iter().map(|entry| (&*entry.record.id, entry.record.after)).collect::<Vec<_>>(),
        [("02", Some(4))]
    );
    assert!(entries[0].json().contains("\"after\":4"), "{}", entries[0].json());
}

#[test]
fn keys_that_are_not_known_are_kept() {
    let folder = Folder::new("unknown-keys");
    let line = lines(&[("01", 1)]).replace("\"id\"", "\"mood\":\"calm\",\"id\"");
    folder.put("a.jsonl", line.clone() + &amendment("01", 1, "\"after\":3"));
    let entry = Records::open(&folder.store()).next().unwrap();
    assert!(entry.json().contains("\"mood\":\"calm\"") && entry.json().contains("\"after\":3"), "{}", entry.json());
    folder.put("a.jsonl", line.clone());
    assert_eq!(Records::open(&folder.store()).next().unwrap().json() + "\n", line);
}

#[test]
fn what_cannot_be_read_is_skipped_counted_and_left_as_it_is() {
    let folder = Folder::new("rubbish");
    let newer = lines(&[("99", 4)]).replace("\"schema\":1", "\"schema\":2");
    let mut bytes = b"{\"schema\":1,\"id\":\"98\",\"st\n".to_vec();
    bytes.extend(lines(&[("01", 1)]).bytes());
    bytes.extend(b"\0\0\0\0\0\0\0\0\n\xff\xfe rubbish\n\n[]\n");
    bytes.extend(newer.bytes());
    bytes.extend(lines(&[("02", 2)]).bytes());
    // One line longer than any block, and one longer than any line can be.
    bytes.extend(vec![b'x'; 50_000]);
    bytes.push(b'\n');
    bytes.extend(lines(&[("03", 3)]).bytes());
    bytes.extend(vec![b'y'; 3 << 20]);
    bytes.push(b'\n');
    bytes.extend(lines(&[("04", 4)]).trim_end().bytes());
    folder.put("a.jsonl", &bytes);
    fs::create_dir(folder.store().folder().join("folder.jsonl")).unwrap();
    assert_eq!(folder.ids(), ["04", "03", "02", "01"]);
    assert_eq!(unread(&folder), Unread { lines: 7, files: 1 });
    assert_eq!(fs::read(folder.store().folder().join("a.jsonl")).unwrap(), bytes);
}

#[test]
fn every_fault_of_a_line_has_its_reason() {
    let whole = lines(&[("01", 1)]);
    for (line, fault) in [
        (whole[..40].to_owned(), LineFault::Damaged),
        ("hello".to_owned(), LineFault::Damaged),
        (whole.replace("\"schema\":1", "\"schema\":7"), LineFault::Newer(7)),
        (whole.replace("\"start\"", "\"begin\""), LineFault::Incomplete),
        (whole.replace("\"done\"", "\"did\""), LineFault::Incomplete),
        // What cannot be.
        (whole.replace("\"active_seconds\":300.0", "\"active_seconds\":-5"), LineFault::Incomplete),
        (whole.replace("\"active_seconds\":300.0", "\"active_seconds\":1e300"), LineFault::Incomplete),
        (whole.replace("\"planned_seconds\":300.0", "\"planned_seconds\":1.8e19"), LineFault::Incomplete),
        (whole.replace("\"before\":null", "\"before\":200"), LineFault::Incomplete),
        (whole.replace("\"done\":2", "\"done\":3"), LineFault::Incomplete),
        (whole.replace("\"id\":\"01\"", "\"id\":\"\""), LineFault::Incomplete),
        (amendment("01", 1, "\"after\":11"), LineFault::Incomplete),
        ("{\"id\":\"01\"}".to_owned(), LineFault::Incomplete),
        ("{\"schema\":1,\"id\":\"01\"}".to_owned(), LineFault::Incomplete),
    ] {
        assert_eq!(LogLine::read(line.trim().as_bytes()), Err(fault), "{line}");
    }
    assert!(LogLine::read(whole.trim().as_bytes()).is_ok());
    assert!(LogLine::read(format!("\u{feff}{}", whole.trim()).as_bytes()).is_ok());
}

#[test]
fn a_clock_that_was_wrong_for_a_while_hides_nothing() {
    let folder = Folder::new("clock");
    let at = |id: &str, start: &str| serde_json::to_string(&record(id, start)).unwrap() + "\n";
    let mut text = String::new();
    for day in 1..=9 {
        text += &at(&format!("0{day}"), &format!("2026-11-0{day}T10:00:00+01:00"));
    }
    // The battery of the clock was empty, then it ran ahead.
    text += &at("11", "1980-01-01T00:05:00+01:00");
    text += &at("12", "2031-05-01T10:00:00+01:00");
    text += &at("13", "2026-11-10T10:00:00+01:00");
    folder.put("a.jsonl", text);
    let since = moment("2026-11-08T00:00:00+01:00").timestamp;
    let ids: Vec<_> = Records::open(&folder.store()).since(since).map(|entry| entry.record.id).collect();
    assert_eq!(ids, ["13", "12", "11", "09", "08"]);
    assert_eq!(folder.ids().len(), 12);
}

#[test]
fn a_mark_at_the_beginning_of_a_file_is_no_part_of_its_line() {
    let folder = Folder::new("mark");
    folder.put("a.jsonl", format!("\u{feff}{}", lines(&[("01", 1)])));
    let entry = Records::open(&folder.store()).next().unwrap();
    assert_eq!(entry.json() + "\n", lines(&[("01", 1)]));
}

#[test]
fn a_clock_that_is_ahead_on_one_machine_puts_nothing_before_the_newest_of_another() {
    let folder = Folder::new("ahead");
    let at = |id: &str, start: &str| serde_json::to_string(&record(id, start)).unwrap() + "\n";
    let ahead = at("01", "2199-01-01T10:00:00+01:00");
    folder.put("a.jsonl", ahead + &at("02", "2026-11-03T10:00:00+01:00") + &at("03", "2026-11-04T10:00:00+01:00"));
    folder.put("b.jsonl", at("04", "2026-11-05T10:00:00+01:00"));
    assert_eq!(folder.ids(), ["04", "03", "02", "01"]);
}

#[test]
fn many_lines_are_all_read_whatever_their_length() {
    let folder = Folder::new("many");
    let (mut text, mut wanted) = (String::new(), Vec::new());
    for number in 0..2000_u32 {
        let mut record = record(&format!("{number:012x}"), "2026-11-01T10:00:00+01:00");
        // Lines end at every place of a block.
        record.name = "é".repeat((number as usize * 37) % 900);
        text += &(serde_json::to_string(&record).unwrap() + "\n");
        wanted.push(record.id);
    }
    folder.put("a.jsonl", text);
    wanted.reverse();
    assert_eq!(folder.ids(), wanted);
    assert_eq!(unread(&folder), Unread::default());
}
