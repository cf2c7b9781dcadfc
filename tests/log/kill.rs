//! Two processes that append to one file and are killed at any moment.

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use stretch_tui::log::store::Store;

use super::folder::{Folder, record};

/// Tells a process that this test starts where to append, again and again.
const APPENDS: &str = "STRETCH_TEST_APPENDS";
const ROUNDS: u64 = 500;

/// Appends records for ever, and tells the id of each that is finished.
fn append(folder: &Path) -> ! {
    let store = Store::new(&folder.join("data"), Some(folder.join("state")));
    let mut out = std::io::stdout();
    for number in 0_usize.. {
        let mut record = record("", "2026-11-01T10:00:00+01:00");
        record.id = format!("{:08x}{number:08x}", std::process::id());
        // Most are longer than one page of a disk.
        record.name = "n".repeat((number * 997) % 9000);
        store.append(&(serde_json::to_string(&record).unwrap() + "\n")).unwrap();
        writeln!(out, "finished {}", record.id).unwrap();
    }
    unreachable!()
}

#[cfg(unix)]
#[test]
fn no_finished_record_is_lost_or_damaged() {
    if let Some(folder) = env::var_os(APPENDS) {
        append(Path::new(&folder));
    }
    let folder = Folder::new("killed");
    let start = || {
        Command::new(env::current_exe().unwrap())
            .args(["kill::no_finished_record_is_lost_or_damaged", "--exact", "--nocapture"])
            .env(APPENDS, &folder.0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut finished = BTreeSet::new();
    let mut kill = |mut child: Child, lines: &mut dyn Iterator<Item = String>| {
        child.kill().unwrap();
        child.wait().unwrap();
        finished.extend(lines.filter_map(|line| line.split_once("finished ").map(|(_, id)| id.to_owned())));
    };
    // Two at a time, of which each is killed once: a thousand kills.
    for round in 0..ROUNDS {
        let mut pair: Vec<_> = [start(), start()].into();
        let mut outs: Vec<_> = pair
            .iter_mut()
            .map(|child| BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok))
            .collect();
        // Both have begun to append.
        let first: Vec<String> =
            outs.iter_mut().map(|out| out.find(|line| line.contains("finished ")).unwrap()).collect();
        // Another moment in each round, all over the time that a few records take.
        std::thread::sleep(Duration::from_micros(round * 7919 % 3000));
        for ((child, out), line) in pair.into_iter().zip(&mut outs).zip(first) {
            kill(child, &mut std::iter::once(line).chain(out));
        }
    }
    let read: BTreeSet<_> = folder.ids().into_iter().collect();
    let lost: Vec<_> = finished.difference(&read).collect();
    assert!(lost.is_empty(), "lost {} of {}: {lost:?}", lost.len(), finished.len());
    assert!(finished.len() > 2 * 500, "{}", finished.len());
    // What was being written when it was killed is at most the end of a line, never the middle of another one.
    let text = std::fs::read_to_string(folder.file()).unwrap();
    let damaged = text.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_err()).count();
    assert!(damaged <= 1000, "{damaged}");
}
