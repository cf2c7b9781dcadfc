//! A file of the log, read from its end: the newest line first, and no more of it than is asked for.
//!
//! It must never write, nor stop at a line that it cannot read.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use jiff::Timestamp;

use super::moment::Moment;
use super::record::{BYTE_ORDER_MARK, LogLine};

/// How many bytes are read at once.
const BLOCK: u64 = 4 << 10;
/// The longest line that is taken for one of a log.
pub(super) const LONGEST: usize = 1 << 20;
/// How many lines are looked at before one is handed out: they tell a clock that was wrong for a while. See
/// [`Tail::newest`].
const AHEAD: usize = 8;

/// Opens a file of the log to be read. Opening a pipe would wait for somebody to write to it.
pub(super) fn open(path: &Path) -> io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "this is no file"));
    }
    File::open(path)
}

#[derive(Debug)]
pub(super) struct Tail {
    file: File,
    /// Where the part begins that was read.
    read_from: u64,
    /// The end of a line whose beginning was not read yet.
    rest: Vec<u8>,
    /// Whether that line is too long for one, so that its end is not kept.
    is_overlong: bool,
    /// What was read and not yet handed out, the oldest first, each with its place in time. Most lines are only looked at
    /// for that, and read as a whole when they are handed out.
    lines: VecDeque<(Timestamp, Vec<u8>)>,
    /// How many of the lines that were wanted could not be read.
    pub(super) faults: usize,
    /// When it was opened.
    now: Timestamp,
}

impl Tail {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = open(path)?;
        let read_from = file.seek(SeekFrom::End(0))?;
        Ok(Self {
            file,
            read_from,
            rest: Vec::new(),
            is_overlong: false,
            lines: VecDeque::new(),
            faults: 0,
            now: Timestamp::now(),
        })
    }

    /// When the newest line was written that was not yet handed out.
    ///
    /// Lines stand in the order in which they were written. So one whose clock says that it was written before the one
    /// that stands before it was written then: a clock that was wrong for a while does not hide what is before it.
    pub(super) fn newest(&mut self) -> io::Result<Option<Timestamp>> {
        while self.lines.len() <= AHEAD && self.read_from > 0 {
            self.read_block()?;
        }
        Ok(self.lines.back().map(|(at, _)| *at))
    }

    /// Hands out the newest line, with its bytes; nothing if it cannot be read.
    pub(super) fn take(&mut self) -> Option<(LogLine, Vec<u8>)> {
        let (_, bytes) = self.lines.pop_back()?;
        if let Ok(line) = LogLine::read(&bytes) {
            return Some((line, bytes));
        }
        self.faults += 1;
        None
    }

    /// Reads the block before the part that was read, and all lines that are whole now.
    fn read_block(&mut self) -> io::Result<()> {
        let from = self.read_from.saturating_sub(BLOCK);
        let mut bytes = vec![0; usize::try_from(self.read_from - from).unwrap_or(0)];
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_exact(&mut bytes)?;
        self.read_from = from;
        // What stands before the first line break belongs to a line that begins before this block.
        let begun = if from == 0 { Some(0) } else { bytes.iter().position(|byte| *byte == b'\n').map(|at| at + 1) };
        let Some(begun) = begun else {
            self.keep(bytes);
            return Ok(());
        };
        let (before, whole) = bytes.split_at(begun);
        let mut lines = whole.rsplit(|byte| *byte == b'\n');
        // The last one goes on in what was read before.
        self.keep(lines.next().unwrap_or_default().to_vec());
        let last = std::mem::take(&mut self.rest);
        if std::mem::take(&mut self.is_overlong) {
            self.faults += 1;
        } else {
            self.add(last);
        }
        for line in lines.filter(|line| !line.is_empty()) {
            self.add(line.to_vec());
        }
        self.rest = before.strip_suffix(b"\n").unwrap_or(before).to_vec();
        self.order();
        Ok(())
    }

    /// Keeps the beginning of the part of a line that was read, before the rest of it.
    fn keep(&mut self, mut beginning: Vec<u8>) {
        if self.is_overlong || beginning.len() + self.rest.len() > LONGEST {
            self.is_overlong = true;
            self.rest.clear();
        } else {
            beginning.append(&mut self.rest);
            self.rest = beginning;
        }
    }

    /// Takes in a line that is older than all others.
    fn add(&mut self, mut bytes: Vec<u8>) {
        if bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        match bytes.trim_ascii_start().first() {
            None => return,
            Some(b'{') => {}
            // There may be millions of these.
            Some(_) => {
                self.faults += 1;
                return;
            }
        }
        let read = || LogLine::read(&bytes).ok().map(|line| line.written().timestamp);
        match glance(&bytes).or_else(read) {
            Some(at) => self.lines.push_front((at, bytes)),
            None => self.faults += 1,
        }
    }

    /// Gives every line a place in time that is not before that of the line before it.
    fn order(&mut self) {
        let mut latest = Timestamp::MIN;
        for (at, _) in &mut self.lines {
            // A clock that is ahead of ours says nothing of the lines after it.
            if *at <= self.now {
                latest = latest.max(*at);
                *at = latest;
            }
        }
    }
}

/// When a line says that it was written, if that stands near its beginning, as this program writes it. It takes a tenth of
/// the time of reading the line.
fn glance(line: &[u8]) -> Option<Timestamp> {
    /// How much of a line is looked at.
    const NEAR: usize = 256;
    let near = &line[..line.len().min(NEAR)];
    // In a text these bytes could not stand: the quotes would have a backslash before them.
    let (key, end) = [&br#""end":""#[..], br#""at":""#].into_iter().find_map(|key| {
        let starts = |at: &usize| near[*at] == b'"' && near[*at..].starts_with(key);
        let at = (0..near.len()).find(starts)?;
        Some((key, at))
    })?;
    let value = near.get(end + key.len()..)?;
    let close = value.iter().position(|byte| *byte == b'"')?;
    Moment::read(std::str::from_utf8(&value[..close]).ok()?).map(|moment| moment.timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_sees_what_reading_does() {
        let record = r#"{"schema":1,"id":"3f2a","start":"2026-11-26T10:12:03+01:00","end":"2026-11-26T10:22:03+01:00","routine":"full","stretches":[],"planned_seconds":600,"active_seconds":600,"outcome":"completed"}"#;
        let amendment = r#"{"schema":1,"id":"3f2a","at":"2026-11-27T10:12:03+01:00","forgotten":true}"#;
        for line in [record, amendment] {
            let read = LogLine::read(line.as_bytes()).unwrap().written().timestamp;
            assert_eq!(glance(line.as_bytes()), Some(read));
        }
        let odd = record.replacen("3f2a", r#"\"end\":\"2020-01-01T00:00:00Z\""#, 1);
        assert_eq!(glance(odd.as_bytes()), glance(record.as_bytes()));
        for line in
            ["", "rubbish", r#"{"end":"never"}"#, r#"{"end":"2026-11-26T10:2"#, r#"{"end": "2026-11-26T10:22:03Z"}"#]
        {
            assert_eq!(glance(line.as_bytes()), None, "{line}");
        }
        let late = format!("{{\"later\":\"{}\",{}", "x".repeat(300), &record[1..]);
        assert_eq!(glance(late.as_bytes()), None, "it is too far on, so the line is read as a whole");
    }
}
