//! The whole log read forward: which of its lines cannot be read, and why.
//!
//! It changes nothing. However long a line is, no more of it is kept than a line of a log can have.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::reader::bits;
use super::record::{LineFault, LogLine};
use super::store::Store;
use super::tail::{LONGEST, open};

/// What there is in a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    pub files: usize,
    /// The records, each counted once, without those that are forgotten.
    pub records: usize,
    /// The lines that cannot be read.
    pub lines: usize,
    /// The files that cannot be read to their end.
    pub unread: usize,
}

/// Something in a log that cannot be read.
#[derive(Debug)]
pub enum LogFault {
    /// A line of a file, counted from 1.
    Line(PathBuf, usize, LineFault),
    File(PathBuf, io::Error),
}

/// Reads all of a log, and hands out each fault when it is found.
/// Fails when the folder cannot be read.
pub fn check(store: &Store, mut found: impl FnMut(LogFault)) -> io::Result<Inventory> {
    let (mut records, mut forgotten) = (HashSet::new(), HashSet::new());
    let mut inventory = Inventory::default();
    for path in store.files()? {
        inventory.files += 1;
        let done = lines(&path, |number, line| match line {
            Ok(LogLine::Record(record)) => {
                records.insert(bits(&record.id));
            }
            Ok(LogLine::Amendment(amendment)) if amendment.forgotten => {
                forgotten.insert(bits(&amendment.id));
            }
            Ok(LogLine::Amendment(_)) => {}
            Err(fault) => {
                inventory.lines += 1;
                found(LogFault::Line(path.clone(), number, fault));
            }
        });
        if let Err(error) = done {
            inventory.unread += 1;
            found(LogFault::File(path, error));
        }
    }
    inventory.records = records.difference(&forgotten).count();
    Ok(inventory)
}

/// Hands out each line of a file that is not blank, with its number from 1.
fn lines(path: &Path, mut each: impl FnMut(usize, Result<LogLine, LineFault>)) -> io::Result<()> {
    let mut file = BufReader::new(open(path)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        if file.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() >= LONGEST && !line.ends_with(b"\n") {
            file.skip_until(b'\n')?;
            each(number, Err(LineFault::Damaged));
        } else if !line.iter().all(u8::is_ascii_whitespace) {
            each(number, LogLine::read(&line));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const RECORD: &str = r#"{"schema":1,"id":"ID","start":"2026-11-26T10:12:03+01:00","end":"2026-11-26T10:22:03+01:00","routine":"full","stretches":[],"planned_seconds":600,"active_seconds":600,"outcome":"completed"}"#;

    fn checked(name: &str, files: &[(&str, Vec<u8>)]) -> (Inventory, Vec<String>) {
        let data = std::env::temp_dir().join(format!("stretch-check-{name}-{}", std::process::id()));
        let store = Store::new(&data, None);
        fs::create_dir_all(store.folder()).unwrap();
        for (file, bytes) in files {
            fs::write(store.folder().join(file), bytes).unwrap();
        }
        let mut faults = Vec::new();
        let inventory = check(&store, |fault| {
            faults.push(match fault {
                LogFault::Line(path, line, fault) => format!("{}:{line}: {fault:?}", name_of(&path)),
                LogFault::File(path, _) => name_of(&path),
            });
        });
        fs::remove_dir_all(data).unwrap();
        (inventory.unwrap(), faults)
    }

    fn name_of(path: &Path) -> String {
        path.file_name().unwrap().to_string_lossy().into_owned()
    }

    #[test]
    fn every_fault_has_its_place() {
        let record = |id| RECORD.replace("ID", id);
        let newer = record("0004").replace("\"schema\":1", "\"schema\":7");
        let torn = &record("0005")[..90];
        let file = [&record("0001"), "", &newer, "\u{0}rubbish", &record("0002"), "{\"schema\":1}", torn].join("\n");
        let forgotten = r#"{"schema":1,"id":"0003","at":"2026-11-27T10:12:03+01:00","forgotten":true}"#;
        let other = [&record("0003"), &record("0001"), forgotten, ""].join("\n");
        let (inventory, faults) =
            checked("faults", &[("a.jsonl", file.into()), ("b.jsonl", other.into()), ("notes.txt", b"no line".into())]);
        assert_eq!(inventory, Inventory { files: 2, records: 2, lines: 4, unread: 0 });
        let said = ["a.jsonl:3: Newer(7)", "a.jsonl:4: Damaged", "a.jsonl:6: Incomplete", "a.jsonl:7: Damaged"];
        assert_eq!(faults, said);
    }

    #[test]
    fn the_line_after_one_that_is_too_long_is_read() {
        let long = " ".repeat(3 * LONGEST);
        let exact = RECORD.to_owned() + &" ".repeat(LONGEST - RECORD.len() - 1);
        let file = [&long, RECORD, &exact, ""].join("\n");
        let (inventory, faults) = checked("long", &[("a.jsonl", file.into())]);
        assert_eq!(faults, ["a.jsonl:1: Damaged"]);
        assert_eq!(inventory, Inventory { files: 1, records: 1, lines: 1, unread: 0 });
    }

    #[test]
    fn what_is_no_file_is_told() {
        let data = std::env::temp_dir().join(format!("stretch-check-folder-{}", std::process::id()));
        let store = Store::new(&data, None);
        fs::create_dir_all(store.folder().join("a.jsonl")).unwrap();
        let mut count = 0;
        let inventory = check(&store, |_| count += 1).unwrap();
        fs::remove_dir_all(data).unwrap();
        assert_eq!((inventory, count), (Inventory { files: 1, unread: 1, ..Inventory::default() }, 1));
    }
}
