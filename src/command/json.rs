//! The JSON that commands print. docs/json.md describes each key. Any other change than a new key needs a new [`SCHEMA`].

use serde::Serialize;

use crate::ascii;
use crate::content::model::Library;
use crate::events::SegmentFields;
use crate::log::moment::Moment;
use crate::plan::adapt::{Adaptation, Change, Ground};
use crate::plan::lookup::Target;
use crate::plan::{Choices, Part, Plan, Planned};
use crate::status::Status;
use crate::time::seconds;

/// The version of everything that is printed as JSON.
const SCHEMA: u32 = 1;

/// What `list --json` prints.
#[derive(Serialize)]
pub(crate) struct Listing<'a> {
    schema: u32,
    routines: Vec<RoutineEntry<'a>>,
    stretches: Vec<StretchEntry<'a>>,
}

#[derive(Serialize)]
struct RoutineEntry<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
    total_seconds: f64,
    stretches: Vec<String>,
    changes: Vec<String>,
    adaptations: Vec<ShownAdaptation<'a>>,
}

#[derive(Serialize)]
struct StretchEntry<'a> {
    id: &'a str,
    name: &'a str,
    purpose: &'a str,
    positions: Vec<String>,
    muscles: &'a [String],
    total_seconds: f64,
    changes: Vec<String>,
    adaptations: Vec<ShownAdaptation<'a>>,
}

impl<'a> Listing<'a> {
    /// Everything in a library, with the user's choices.
    pub(crate) fn of(library: &'a Library, choices: &Choices) -> Self {
        let routines = library.routines.iter().map(|routine| {
            let plan = Target::Routine(routine).plan(library, choices);
            let (changes, adaptations) = changed(library, &plan);
            RoutineEntry {
                id: &routine.id,
                name: &routine.name,
                summary: routine.summary.as_deref().unwrap_or_default(),
                total_seconds: seconds(plan.total()),
                stretches: plan.stretches.iter().map(Planned::id).collect(),
                changes,
                adaptations,
            }
        });
        let stretches = library.stretches.iter().map(|stretch| {
            let plan = Target::Stretch(stretch, None).plan(library, choices);
            let (changes, adaptations) = changed(library, &plan);
            StretchEntry {
                id: &stretch.id,
                name: &stretch.name,
                purpose: stretch.purpose.as_deref().unwrap_or_default(),
                positions: stretch.positions.iter().map(ToString::to_string).collect(),
                muscles: &stretch.muscles,
                total_seconds: seconds(plan.total()),
                changes,
                adaptations,
            }
        });
        Self { schema: SCHEMA, routines: routines.collect(), stretches: stretches.collect() }
    }
}

/// What `show --json` prints.
#[derive(Serialize)]
pub(crate) struct ShownPlan<'a> {
    schema: u32,
    id: &'a str,
    name: &'a str,
    dose: String,
    total_seconds: f64,
    changes: Vec<String>,
    adaptations: Vec<ShownAdaptation<'a>>,
    segments: Vec<ShownSegment<'a>>,
}

#[derive(Serialize)]
struct ShownSegment<'a> {
    start: f64,
    #[serde(flatten)]
    fields: SegmentFields<'a>,
}

/// One reason for a change.
#[derive(Serialize)]
struct ShownAdaptation<'a> {
    stretch: String,
    set: Option<String>,
    /// `left-out`, `ask`, `variant`, `ease` or `overlong`.
    what: &'static str,
    variant: Option<String>,
    condition: Option<String>,
    reason: String,
    source: Vec<&'a str>,
}

/// What a plan changes for the person: in sentences, and for programs.
fn changed<'a>(library: &'a Library, plan: &Plan) -> (Vec<String>, Vec<ShownAdaptation<'a>>) {
    let changes = plan.adaptations.iter().map(Adaptation::sentence).collect();
    (changes, plan.adaptations.iter().flat_map(|one| adaptations(library, one)).collect())
}

fn adaptations<'a>(library: &'a Library, adaptation: &Adaptation) -> impl Iterator<Item = ShownAdaptation<'a>> {
    let variant = match &adaptation.change {
        Change::Exchanged(variant) => variant.as_ref().map(|(id, _)| id.clone()),
        _ => None,
    };
    adaptation.reasons.iter().map(move |reason| ShownAdaptation {
        stretch: adaptation.stretch.clone(),
        set: adaptation.set.clone(),
        what: adaptation.change.word(),
        variant: variant.clone(),
        condition: match &reason.ground {
            Ground::Condition(id, _) => Some(id.clone()),
            Ground::Location(_) | Ground::Time(_) => None,
        },
        reason: reason.note.clone().unwrap_or_else(|| reason.ground.to_string()),
        source: reason.source_titles(library).collect(),
    })
}

impl<'a> ShownPlan<'a> {
    pub(crate) fn of(library: &'a Library, plan: &'a Plan) -> Self {
        let (changes, adaptations) = changed(library, plan);
        let shown = |part: Part<'a>| ShownSegment { start: seconds(part.segment.start), fields: part.into() };
        Self {
            schema: SCHEMA,
            id: &plan.id,
            name: &plan.name,
            dose: plan.dose.to_string(),
            total_seconds: seconds(plan.total()),
            changes,
            adaptations,
            segments: plan.parts().map(shown).collect(),
        }
    }
}

/// What `status --json` prints.
#[derive(Serialize)]
pub(crate) struct ShownStatus {
    schema: u32,
    text: String,
    days: u32,
    goal: u32,
    left: u32,
    active_seconds: f64,
    last: Option<Moment>,
}

impl ShownStatus {
    pub(crate) fn of(status: &Status) -> Self {
        let Status { days, goal, left, active, last, .. } = *status;
        Self { schema: SCHEMA, text: status.to_string(), days, goal, left, active_seconds: seconds(active), last }
    }
}

/// JSON for people and programs: indented, with a newline at the end.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Only a map with a key that is not text, or a failing writer, could be an error.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    ascii::written_json(text)
}
