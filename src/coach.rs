//! What a coach would say: the line of a cue, for whoever speaks it.
//!
//! It says what the plan says and nothing else; who speaks it, and whether there is time to, is decided elsewhere.

use crate::{
    listener::Heard,
    session::{End, cue::What},
};

/// Something to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words, on one line.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What to do now: it is said whatever is being said.
    Call,
    /// A number: worth nothing when it is late.
    Count,
}

/// The line of a cue, if there is one.
#[must_use]
pub fn said(heard: &Heard<'_>) -> Option<Line> {
    let plan = heard.session.plan();
    let segment = plan.segments.get(heard.cue.segment)?;
    let call = |text: String| Some(Line { text, weight: Weight::Call });
    match heard.cue.what {
        What::Started => {
            call(plan.setup(segment).map_or_else(|| plan.instruction(segment).into_owned(), str::to_owned))
        }
        What::Rep(number) => Some(Line { text: number.to_string(), weight: Weight::Count }),
        What::SessionEnded(End::Completed) => call("Done.".into()),
        _ => None,
    }
}
