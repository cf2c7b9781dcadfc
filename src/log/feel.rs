//! How it feels before and after: a number from 0 to 10, and what can be said of some of them.
//!
//! It says what was lower or higher after than before. It must never say why.

use std::ops::RangeInclusive;

/// The numeric rating scale: 0 is no pain, 10 the worst there could be (Williamson and Hoggart 2005, Journal of Clinical
/// Nursing 14:798).
pub const SCALE: RangeInclusive<u8> = 0..=10;
/// How much higher a number is after a session that made it worse. Two points are a change that people with long pain
/// notice (Farrar 2001, Pain 94:149).
pub const WORSE: u8 = 2;
/// The fewest sessions that can tell something.
pub const FEWEST: usize = 13;
/// How many times as likely the numbers must be with a difference as without one, for each routine. By Ville's inequality
/// fewer than one person in this many is told of a difference that there is not, however often they look at the numbers of some
/// weeks. Twelve weeks move on: twenty times twenty is for one person in twenty in all of ten years, which a test looks at.
const EVIDENCE: f64 = 400.0;

/// A number before a session and one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub before: u8,
    pub after: u8,
}

/// What the numbers of one routine say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There are too few to tell.
    TooFew,
    Lower,
    Higher,
    /// They differ no more than by chance.
    Unclear,
}

/// What some numbers of one routine say, of a person with numbers for so many routines.
///
/// Sessions with the same number before and after tell nothing. Of the others, `lower` of `n` are lower after. If higher and
/// lower were equally likely, what was seen would have a likelihood of 2^-n; if any share of lower ones were, it would have
/// 1 / ((n + 1) * C(n, lower)). The second over the first is a martingale if nothing differs, so it may be looked at after
/// every session (Ville 1939, Étude critique de la notion de collectif; Robbins 1970, Annals of Mathematical Statistics
/// 41:1397).
pub fn verdict(pairs: &[Pair], routines: usize) -> Verdict {
    let lower = pairs.iter().filter(|pair| pair.after < pair.before).count();
    let higher = pairs.iter().filter(|pair| pair.after > pair.before).count();
    if pairs.len() < FEWEST {
        return Verdict::TooFew;
    }
    let n = to_f64(lower + higher);
    let ways: f64 = (1..=lower.min(higher)).map(to_f64).map(|k| ((n + 1.0 - k) / k).ln()).sum();
    let evidence = n * std::f64::consts::LN_2 - (n + 1.0).ln() - ways;
    match lower > higher {
        _ if evidence < (EVIDENCE * to_f64(routines.max(1))).ln() => Verdict::Unclear,
        true => Verdict::Lower,
        false => Verdict::Higher,
    }
}

/// Whether the last two sessions of a routine both made it worse, the newest first: it is better left for now.
pub fn is_worse_twice(pairs: &[Pair]) -> bool {
    matches!(pairs, [last, before, ..] if last.is_worse() && before.is_worse())
}

/// What is said then of a routine, by its name.
pub(crate) fn worse_twice(name: &str) -> String {
    format!(
        "It felt worse after {name} the last two times. Please leave it for now, and talk to a doctor or a physiotherapist."
    )
}

impl Pair {
    fn is_worse(self) -> bool {
        self.after >= self.before.saturating_add(WORSE)
    }
}

fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
