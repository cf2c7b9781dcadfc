//! Comparing an entry with the one it replaces: what it says less about safety.

use std::sync::Arc;

use crate::content::model::{Caution, CautionAction, Id, Lost, Scope, StopSign, Stretch, StretchCaution, find};
use crate::document::names::folded;
use crate::words::counted;

/// What a new entry says less than an old one, and the stretches that the old one applied to without being named there.
pub(crate) type Compare<T> = fn(&T, &T) -> (Vec<Lost>, Option<Scope>);

/// For entries that say nothing about safety.
pub(crate) fn none<T>(_: &T, _: &T) -> (Vec<Lost>, Option<Scope>) {
    (Vec::new(), None)
}

pub(crate) fn of_stretch(new: &Arc<Stretch>, old: &Arc<Stretch>) -> (Vec<Lost>, Option<Scope>) {
    let mut lost = less_in(new, old);
    for variant in &*old.variants {
        let mut was = old.with(variant);
        let same = find(&new.variants, &variant.id);
        let is = same.map_or_else(|| Stretch::clone(new), |same| new.with(same));
        let left_out = |set: &Id| same.is_some_and(|same| same.without.iter().any(|out| **out == **set));
        if same.is_none() {
            // Without the variant the stretch itself is done, and that has its own care line.
            was.care = None;
        }
        was.concerns =
            was.concerns.iter().filter(|concern| !concern.set.as_ref().is_some_and(left_out)).cloned().collect();
        for less in less_in(&is, &was) {
            if !lost.contains(&less) {
                lost.push(Lost { what: format!("in the variant `{}` {}", variant.id, less.what), ..less });
            }
        }
    }
    (lost, None)
}

pub(crate) fn of_caution(new: &Caution, old: &Caution) -> (Vec<Lost>, Option<Scope>) {
    let mut lost = Vec::new();
    if old.condition && !new.condition {
        lost.push(said("general advice in place of a condition"));
    }
    lost.extend(text("text", old.text.as_ref(), new.text.as_ref()));
    let gone = old.aliases.iter().filter(|alias| !is_called(new, alias));
    let gone: Vec<_> = gone.map(|alias| format!("\u{201c}{alias}\u{201d}")).collect();
    if !gone.is_empty() {
        lost.push(said(format!("no alias {}", gone.join(", "))));
    }
    match (&old.general, &new.general) {
        (None, _) => {}
        (Some(was), None) => lost.push(said(format!("no `covers = \"{}\"`", was.covers))),
        (Some(was), Some(is)) => {
            if is.covers != was.covers && is.covers != Scope::All {
                lost.push(said(format!("`covers = \"{}\"` in place of \"{}\"", is.covers, was.covers)));
            }
            lost.extend(action(was.action, is.action).map(said));
            lost.extend(text("note", was.note.as_ref(), is.note.as_ref()));
            for (stretch, variants) in was.variants.iter().filter(|_| is.action != CautionAction::Skip) {
                let suits = |variant: &&Id| is.variants_of(stretch).iter().any(|other| **other == ***variant);
                let unsuited = variants.iter().filter(|variant| !suits(variant));
                lost.extend(unsuited.map(|variant| said(format!("no hint at `{stretch}:{variant}`"))));
            }
        }
    }
    (lost, old.general.as_ref().map(|general| general.covers))
}

pub(crate) fn of_stop_sign(new: &StopSign, old: &StopSign) -> (Vec<Lost>, Option<Scope>) {
    let mut lost = Vec::new();
    if new.urgency > old.urgency {
        lost.push(said(format!("`{}` in place of `{}`", new.urgency, old.urgency)));
    }
    let (was, is) = (old.signs.len(), new.signs.len());
    if is < was {
        lost.push(said(format!("{} in place of {was}", counted(is, "sign"))));
    }
    lost.extend(text("text", old.text.as_ref(), new.text.as_ref()));
    (lost, None)
}

fn said(what: impl Into<String>) -> Lost {
    Lost { what: what.into(), condition: None }
}

/// A text that is missing. One that says something else is not compared.
fn text(key: &str, was: Option<&String>, is: Option<&String>) -> Option<Lost> {
    let text = was.filter(|_| is.is_none())?;
    Some(said(format!("no `{key}` (\u{201c}{text}\u{201d})")))
}

/// An action that is less serious than it was.
fn action(was: CautionAction, is: CautionAction) -> Option<String> {
    (is > was).then(|| format!("`{is}` in place of `{was}`"))
}

fn is_called(caution: &Caution, name: &str) -> bool {
    let name = folded(name);
    caution.aliases.iter().chain([&caution.name]).any(|known| folded(known) == name)
}

/// What a stretch without its variants says less than another one.
fn less_in(stretch: &Stretch, replaced: &Stretch) -> Vec<Lost> {
    let mut lost: Vec<_> = text("care", replaced.care.as_ref(), stretch.care.as_ref()).into_iter().collect();
    for was in &*replaced.concerns {
        for what in less_about(&stretch.concerns, was) {
            let less = Lost { what, condition: Some(was.id.name.clone()) };
            if !lost.contains(&less) {
                lost.push(less);
            }
        }
    }
    lost
}

/// What the cautions of a stretch say less about the condition of another caution.
fn less_about(concerns: &[StretchCaution], was: &StretchCaution) -> Vec<String> {
    let same = || concerns.iter().filter(|concern| *concern.id == *was.id);
    if same().next().is_none() {
        return vec!["no word about".into()];
    }
    let covers = |concern: &&StretchCaution| match (&concern.set, &was.set) {
        (None, _) => true,
        (Some(set), Some(covered)) => **set == **covered,
        (Some(_), None) => false,
    };
    // The most serious of the cautions that cover at least as much.
    let covering = || same().filter(covers);
    let Some(is) = covering().min_by_key(|concern| concern.action) else {
        if was.set.is_some() {
            return vec!["a word about another set only".into()];
        }
        let weaker = same().map(|concern| concern.action).min().and_then(|is| action(was.action, is));
        return weaker.into_iter().chain(["a word about one set only".into()]).collect();
    };
    let mut less: Vec<_> = action(was.action, is.action).into_iter().collect();
    if was.note.is_some() && !covering().any(|concern| concern.note.is_some()) {
        less.push("no `note`".to_owned());
    }
    if is.action != CautionAction::Skip {
        let suits = |variant: &Id| covering().any(|concern| concern.variants.iter().any(|other| **other == **variant));
        let unsuited = was.variants.iter().filter(|variant| !suits(variant));
        less.extend(unsuited.map(|variant| format!("no hint at the variant `{variant}`")));
    }
    less
}
