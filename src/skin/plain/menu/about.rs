//! About you in lines: each question with its numbered answers.

use std::fmt::Write as _;

use crate::about::Interview;
use crate::content::model::Library;

/// What is said before the first question.
pub(super) const OPENING: &str = "About you. Your answers change what is taught to you. This is no diagnosis and no treatment.\n\
     They stay on this machine, in a file that only you can read. b goes a question back, s tells when not to stretch, q leaves it as it was.\n";

pub(super) const NO_ANSWER: &str = "That is no number of an answer.\n";
pub(super) const SAVED: &str = "Saved. You can change it with a.\n";

/// The question, its answers by number, and how to answer.
pub(super) fn question(interview: &Interview, library: &Library) -> String {
    let (number, count) = interview.number(library);
    let mut out = format!("{number} of {count}. {}\n", interview.topic().question());
    for (number, option) in first_number(interview).zip(interview.options(library)) {
        let chosen = if option.is_chosen { ", chosen" } else { "" };
        let aside = option.aside.map_or_else(String::new, |aside| format!(" ({aside})"));
        let _ = writeln!(out, "{number}. {}{aside}{chosen}.", option.text);
    }
    out.push_str(if interview.topic().takes_several() {
        "Write all numbers that apply, with spaces between them. Enter keeps what is chosen.\n"
    } else {
        "Write a number. Enter keeps what is chosen.\n"
    });
    out
}

/// Where several can be chosen, 0 means none of them.
fn first_number(interview: &Interview) -> std::ops::RangeFrom<usize> {
    if interview.topic().takes_several() { 0.. } else { 1.. }
}

/// Takes in a line as the answer. Returns whether it is one.
pub(super) fn answer(interview: &mut Interview, line: &str, library: &Library) -> bool {
    let words = line.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let Ok(numbers) = words.map(str::parse::<usize>).collect::<Result<Vec<_>, _>>() else { return false };
    let first = first_number(interview).start;
    let count = interview.options(library).len();
    let Some(chosen) = numbers.iter().map(|number| number.checked_sub(first)).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let is_one = interview.topic().takes_several() || chosen.len() <= 1;
    if !is_one || chosen.iter().any(|index| *index >= count) {
        return false;
    }
    if interview.topic().takes_several() && !chosen.is_empty() {
        interview.choose(library, 0);
    }
    for index in chosen {
        interview.choose(library, index);
    }
    true
}
