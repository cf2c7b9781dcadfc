//! What the log says of one session, and its line. docs/log.md describes every key.
//!
//! Any other change than a new key needs a new [`SCHEMA`]: older programs then skip the line.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::feel::SCALE;
use super::moment::Moment;

/// The version of the lines.
pub const SCHEMA: u32 = 1;

/// What was done in a session, or in a part of one that was interrupted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub schema: u32,
    /// Twelve hexadecimal digits that no other session has.
    pub id: String,
    pub start: Moment,
    pub end: Moment,
    /// The name of the time zone, such as `Europe/Berlin`, if the system tells it.
    #[serde(default)]
    pub zone: Option<String>,
    /// The id of the routine or stretch, or several joined by `+`.
    pub routine: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub dose: String,
    #[serde(default)]
    pub choices: RecordedChoices,
    /// What the choices and what a person has said changed, without a reason: the reasons are about health.
    #[serde(default)]
    pub changes: Vec<RecordedChange>,
    pub stretches: Vec<RecordedStretch>,
    /// The time that was planned, with the adjustments made on the way.
    pub planned_seconds: f64,
    /// The time it ran; pauses and lead-ins are no part of it.
    pub active_seconds: f64,
    /// `completed` or `stopped`.
    pub outcome: String,
    /// What the plan consists of, as a number in hexadecimal digits: see [`fingerprint`](super::resume::fingerprint).
    #[serde(default)]
    pub plan: String,
    /// The segment in which it was stopped: an index into the segments of the plan.
    #[serde(default)]
    pub stopped_at: Option<usize>,
    /// The id of the record that it continues.
    #[serde(default)]
    pub continues: Option<String>,
    /// How it felt before, on the numeric rating scale.
    #[serde(default)]
    pub before: Option<u8>,
    /// How it felt after.
    #[serde(default)]
    pub after: Option<u8>,
}

/// What the user chose; null is no choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordedChoices {
    pub dose: Option<String>,
    /// The time for the session.
    pub minutes: Option<f64>,
    pub place: Option<String>,
    /// The side that goes first.
    pub tighter: Option<String>,
}

/// What is not as the content has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedChange {
    /// The id of the stretch.
    pub stretch: String,
    /// `left-out`, `ask`, `variant`, `ease` or `overlong`.
    pub what: String,
    /// The id of the variant it was done as.
    pub variant: Option<String>,
}

/// What came of a stretch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedStretch {
    /// Its id, with the variant's after a colon.
    pub id: String,
    pub outcome: StretchOutcome,
    /// How many of its holds, sets of reps and moves were done to the end.
    pub done: usize,
    pub of: usize,
    /// The time it ran, with the getting ready.
    pub active_seconds: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StretchOutcome {
    Done,
    Partial,
    Skipped,
}

/// A later word on a record: it is forgotten, or it has an answer that came after it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    pub schema: u32,
    /// The id of the record.
    pub id: String,
    /// When this was written.
    pub at: Moment,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u8>,
}

/// The most seconds and the most holds, sets of reps and moves of one session: far more than there can be.
const MOST_SECONDS: f64 = 1e6;
const MOST_WORK: usize = 1_000_000;

impl Record {
    /// Whether its values can be: nothing that is worked out of them can then go out of its range.
    fn is_possible(&self) -> bool {
        let times = self.stretches.iter().map(|stretch| stretch.active_seconds);
        let mut times = times.chain([self.planned_seconds, self.active_seconds]);
        self.schema == SCHEMA
            && !self.id.is_empty()
            && times.all(|seconds| (0.0..=MOST_SECONDS).contains(&seconds))
            && self.stretches.iter().all(|stretch| stretch.done <= stretch.of && stretch.of <= MOST_WORK)
            && [self.before, self.after].iter().flatten().all(|number| SCALE.contains(number))
    }
}

impl Amendment {
    fn is_possible(&self) -> bool {
        self.schema == SCHEMA && !self.id.is_empty() && self.after.is_none_or(|after| SCALE.contains(&after))
    }
}

/// What a line of the log says.
#[derive(Clone, Debug, PartialEq)]
pub enum LogLine {
    Record(Box<Record>),
    Amendment(Amendment),
}

/// What some editors put at the beginning of a file.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a line is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineFault {
    /// It ends in the middle, or is no line of a log at all.
    Damaged,
    /// A newer program has written it.
    Newer(u32),
    /// It lacks a key that a line of a log has, or has a value that cannot be.
    Incomplete,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("it is cut off or damaged"),
            Self::Newer(schema) => {
                write!(f, "a newer `stretch` has written it (schema {schema}): this one reads schema {SCHEMA}")
            }
            Self::Incomplete => f.write_str("it lacks a key, or has a value that cannot be"),
        }
    }
}

impl LogLine {
    /// Reads a line, without its line break.
    pub fn read(line: &[u8]) -> Result<Self, LineFault> {
        /// What every line has.
        #[derive(Deserialize)]
        struct Head {
            schema: u32,
        }
        let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        if let Ok(record) = serde_json::from_slice::<Record>(line)
            && record.is_possible()
        {
            return Ok(Self::Record(Box::new(record)));
        }
        match serde_json::from_slice::<Head>(line) {
            Ok(Head { schema }) if schema > SCHEMA => Err(LineFault::Newer(schema)),
            Ok(_) => match serde_json::from_slice::<Amendment>(line) {
                Ok(amendment) if amendment.is_possible() => Ok(Self::Amendment(amendment)),
                _ => Err(LineFault::Incomplete),
            },
            Err(error) if error.is_data() => Err(LineFault::Incomplete),
            Err(_) => Err(LineFault::Damaged),
        }
    }

    pub fn id(&self) -> &str {
        match self {
            Self::Record(record) => &record.id,
            Self::Amendment(amendment) => &amendment.id,
        }
    }

    /// When it was written, as its own clock said.
    pub(crate) fn written(&self) -> Moment {
        match self {
            Self::Record(record) => record.end,
            Self::Amendment(amendment) => amendment.at,
        }
    }
}

/// A line of the log, with its line break.
pub(crate) fn line(of: &impl Serialize) -> String {
    // Only a map with a key that is not text, or a failing writer, could be an error.
    serde_json::to_string(of).unwrap_or_default() + "\n"
}
