//! What the menu in lines says.

use std::fmt::Write as _;

use crate::changes;
use crate::coach::equipment;
use crate::content::model::{Dose, LeftOut, Library};
use crate::format::spoken;
use crate::log::resume::Start;
use crate::pages::{Condition, Page, conditions as conditions_of};
use crate::plan::adapt::Adaptation;
use crate::plan::lookup::{NameError, Target};
use crate::plan::{Choices, Plan};
use crate::printable::printable;
use crate::progress::{NO_FOLDER, PastSessions};
use crate::skin::plain;
use crate::words::{capital, counted};

pub(super) const BACK: &str = "The menu. A number, a name or its beginning chooses; ? tells the list, q quits.\n";
pub(super) const CHOOSE_FIRST: &str = "Nothing is chosen yet: write a number or a name first.\n";
pub(super) const NO_VARIANTS: &str = "It has no variants.\n";
const SIGNS: &str = "s tells when not to stretch.";
pub(super) const NOTHING: &str = "There is nothing to start: the content has no routines and no stretches.\n";
pub(super) const ABOUT: &str = "a asks what applies to you, and changes the stretches for it.\n";
pub(super) const NO_ABOUT: &str = "There is no folder for your answers: set STRETCH_DATA_DIR to one.\n";

pub(super) const NOTHING_LEFT_OPEN: &str = "There is no session to go on with.\n";

/// How to go on with a session that was left.
pub(super) fn left(left: &Start) -> String {
    let from = left.stretch().map_or_else(String::new, |stretch| format!(", from {stretch}"));
    format!("r goes on with {}, which you left{from}.\n", left.plan.name)
}

/// Why nothing of what is chosen can be started.
pub(super) fn nothing_left(library: &Library, plan: &Plan, choices: &Choices) -> String {
    capital(&changes::nothing_left(library, plan, choices)) + "\n"
}

/// Everything there is to choose, by groups.
pub(super) fn list(library: &Library, choices: &Choices) -> String {
    let mut out = match library.title.as_str() {
        "" => "Stretch.\n".to_owned(),
        title => format!("Stretch. {title}.\n"),
    };
    let mut group = "";
    for (number, target) in (1..).zip(Target::all(library)) {
        let its_group = match target {
            Target::Routine(_) => "Routines",
            Target::Stretch(..) => "Stretches",
        };
        if its_group != group {
            group = its_group;
            let _ = writeln!(out, "{group}.");
        }
        let _ = writeln!(out, "{number}. {}.", with_time(&target.plan(library, choices), ""));
    }
    if group.is_empty() {
        out.push_str(NOTHING);
    }
    out
}

/// How to choose, as it is told once.
pub(super) fn hint(library: &Library) -> String {
    let choose = "A number, a name or its beginning chooses; Enter chooses the first.\n";
    let choose = Target::all(library).next().map_or("", |_| choose);
    let signs = if library.stop_signs.is_empty() { "" } else { "s tells when not to stretch, " };
    format!(
        "{choose}{signs}p tells your last weeks, l is for reading, q quits, and ? tells every key. Press Enter after each.\n"
    )
}

pub(super) fn all_keys(library: &Library) -> String {
    let signs = if library.stop_signs.is_empty() { String::new() } else { format!("{SIGNS}\n") };
    format!(
        "A number, a name or its beginning chooses.\nEnter chooses the first, and starts what is chosen.\n\
         c tells the conditions that ask for care in what is chosen.\nv takes another variant of it.\n\
         d takes another dose.\na asks what applies to you.\np tells what you did in the last weeks.\n{signs}l is for reading.\nq goes back, and quits here.\nPress Enter after each.\n"
    )
}

/// What it is called, more about it, and how long it takes.
fn with_time(plan: &Plan, more: &str) -> String {
    if plan.stretches.is_empty() {
        return format!("{}, left out for you", plan.name);
    }
    format!("{}{more}, {}", plan.name, spoken(plan.total()))
}

/// What the log says of the last weeks.
pub(super) fn progress(past: Option<&PastSessions>, library: &Library, choices: &Choices) -> String {
    let Some(past) = past else { return capital(NO_FOLDER) + ".\n" };
    let signs = if library.stop_signs.is_empty() { "" } else { SIGNS };
    let sentences = past.progress(library, choices).sentences(signs);
    sentences.into_iter().map(|sentence| sentence + "\n").collect()
}

/// What is chosen, in two sentences: what it is and how long it takes, what it needs and how many should take care.
pub(super) fn chosen(library: &Library, target: Target<'_>, plan: &Plan) -> String {
    let (count, about) = match target {
        Target::Routine(routine) => {
            (format!(", {}", counted(plan.stretches.len(), "stretch")), routine.summary.as_ref())
        }
        Target::Stretch(stretch, variant) => {
            // When to take a variant says more than what the stretch is for.
            let about = variant.and_then(|variant| variant.text.as_ref()).or(stretch.purpose.as_ref());
            (String::new(), about)
        }
    };
    let about = about.map_or_else(|| ".".to_owned(), |about| format!(": {about}"));
    let needs = equipment(plan, 0).unwrap_or_else(|| "You need nothing for it.".into());
    let care = match conditions_of(library, plan).len() {
        0 => "no condition is named that asks for care".to_owned(),
        1 => "1 condition asks for care".to_owned(),
        several => format!("{} ask for care", counted(several, "condition")),
    };
    let (name, needs) = (with_time(plan, &count), needs.trim_end_matches('.'));
    let changes = changes::line(plan).map_or_else(String::new, |changes| changes + "\n");
    format!("{name} by ear at the {} dose{about}\n{changes}{needs}, and {care}.\n", plan.dose)
}

/// What can be done with what has just been chosen.
pub(super) fn keys(target: Target<'_>) -> String {
    let has_variants = matches!(target, Target::Stretch(stretch, _) if !stretch.variants.is_empty());
    let variants = if has_variants { "v takes another variant, " } else { "" };
    format!("Enter starts it, c tells the conditions, {variants}d takes another dose, q goes back.\n")
}

/// How to choose the stretches for a cause, by its id.
pub(super) fn choose_cause(id: &str) -> String {
    format!("Write {id} to choose them.\n")
}

/// What asks for care in what is chosen, a line for each condition.
pub(super) fn conditions(library: &Library, plan: &Plan) -> String {
    let changes = plan.adaptations.iter().map(Adaptation::sentence);
    let conditions = conditions_of(library, plan);
    let lines: String =
        changes.chain(conditions.iter().flat_map(Condition::sentences)).map(|line| line + "\n").collect();
    if lines.is_empty() { "No condition is named that asks for care.\n".into() } else { lines }
}

pub(super) fn stop_signs(library: &Library) -> String {
    plain::stop_signs(library).unwrap_or_else(|| plain::NO_STOP_SIGNS.into())
}

pub(super) fn enter_starts(plan: &Plan) -> String {
    format!("Enter starts {}, q goes back.\n", plan.name)
}

/// The dose that is taken now, of what is chosen if something is.
pub(super) fn dose(dose: Option<Dose>, plan: Option<&Plan>) -> String {
    match (dose, plan) {
        (Some(dose), Some(plan)) => {
            format!("{} dose: {} by ear.\n", capital(&dose.to_string()), spoken(plan.total()))
        }
        (None, Some(plan)) => format!("Its own dose, {}: {} by ear.\n", plan.dose, spoken(plan.total())),
        (Some(dose), None) => format!("{} dose for everything.\n", capital(&dose.to_string())),
        (None, None) => "Each routine at its own dose again.\n".into(),
    }
}

/// A name that leads to nothing, or to more than one thing.
pub(super) fn no_name(error: &NameError, items: &[Target<'_>]) -> String {
    // A number is what is quickest to write now.
    let numbered = |wanted: &str| {
        let found = (1..).zip(items).find_map(|(number, target)| {
            let (id, name) = target.names();
            (id == wanted).then(|| format!("{number}, {name}"))
        });
        found.unwrap_or_else(|| wanted.to_owned())
    };
    leads_nowhere(error, "", "? tells the list", ", or ", |id| numbered(id))
}

/// The same, where there is no `kind` of that name. `hint` tells how to go on, `or` stands between what a name could be,
/// and `shown` is what is said for an id.
fn leads_nowhere(error: &NameError, kind: &str, hint: &str, or: &str, shown: impl Fn(&String) -> String) -> String {
    match error {
        NameError::Unknown { name, nearest: Some(near) } => {
            format!("There is no {kind}{}. Did you mean {}?\n", printable(name), shown(near))
        }
        NameError::Unknown { name, nearest: None } => format!("There is no {kind}{}. {hint}.\n", printable(name)),
        NameError::Ambiguous { name, ids } => {
            let ids: Vec<_> = ids.iter().map(shown).collect();
            format!("{} could be {}.\n", printable(name), ids.join(or))
        }
    }
}

pub(super) fn no_number(line: &str, last: usize) -> String {
    format!("There is no {}: the last number is {last}.\n", printable(line))
}

pub(super) fn cannot_be_used(name: &str, left_out: &LeftOut) -> String {
    format!("{} cannot be used: {}.\n", printable(name), printable(&left_out.consequence()))
}

pub(super) fn pages(pages: &[Page]) -> String {
    let pages = (1..).zip(pages).map(|(number, page)| format!("{number}. {}: {}\n", page.title(), page.about()));
    let hint = "A number or a name opens a page; Enter opens the first. q goes back.\n".to_owned();
    ["To read.\n".to_owned()].into_iter().chain(pages).chain([hint]).collect()
}

pub(super) fn no_page(error: &NameError) -> String {
    let title = |id: &String| Page::ALL.iter().find(|page| page.word() == id).map_or("", |page| page.title());
    leads_nowhere(error, "page ", "? tells the pages, q goes back", " or ", |id| title(id).to_owned())
}

/// Told after a part of a page: what Enter does next. `next` is the page after this one, once it has been read.
pub(super) fn reading_on(next: Option<Page>) -> String {
    match next {
        None => "Enter reads on, q goes back.\n".into(),
        Some(page) if page == Page::ALL[0] => "That was the last page. Enter goes back.\n".into(),
        Some(page) => format!("Enter reads the next page, {}. q goes back.\n", page.title()),
    }
}
