//! The words of a session: all of them, in every window they are promised for.

use std::collections::HashSet;
use std::time::Duration;

use stretch_tui::coach::STOP_AT_ONCE;
use stretch_tui::content::model::Dose;
use stretch_tui::plan::{Part, Plan, Segment};

use super::places::label;
use super::shot::Shot;
use super::stage::{BUILT_IN, SIZES, START, Size, Stage};

/// Every stretch there is, and every variant of one.
pub fn everything() -> Vec<String> {
    let variants = |stretch: &stretch_tui::content::model::Stretch| {
        let id = stretch.id.name.clone();
        let variants = stretch.variants.iter().map(|variant| format!("{}:{}", stretch.id, variant.id));
        std::iter::once(id).chain(variants.collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    BUILT_IN.stretches.iter().flat_map(|stretch| variants(stretch)).collect()
}

/// Looks at every segment of every stretch and variant at the full dose, a little after its start.
fn in_every_segment(mut look: impl FnMut(&mut Stage, Part<'_>)) {
    for id in everything() {
        let mut stage = Stage::dosed(Dose::Full, SIZES[1]);
        let plan = stage.play(&id);
        for part in plan.parts() {
            stage.wait(START + part.segment.start + Duration::from_millis(10) - stage.now);
            look(&mut stage, part);
        }
    }
}

/// What is wrong, a line each, and what the first of it looks like.
#[derive(Default)]
struct Wrong {
    lines: Vec<String>,
    first: Option<String>,
}

impl Wrong {
    /// Notes that something is wrong on a screen, unless it is right.
    fn unless(&mut self, right: bool, what: &dyn Fn() -> String, plan: &Plan, size: Size, shot: &Shot) {
        if !right {
            self.lines.push(format!("{} at {size:?}: {}", plan.id, what()));
            self.first.get_or_insert_with(|| shot.picture());
        }
    }

    /// Fails with everything that was noted.
    fn none(mut self) {
        self.lines.dedup();
        let first = self.first.unwrap_or_default();
        assert!(self.lines.is_empty(), "{} wrong:\n{}\nthe first:\n{first}", self.lines.len(), self.lines.join("\n"));
    }
}

#[test]
fn the_words_of_every_segment_are_whole() {
    let mut wrong = Wrong::default();
    in_every_segment(|stage, part| {
        let (plan, instruction, felt) = (part.plan, part.instruction(), part.felt());
        for size in SIZES {
            stage.resize(size);
            let shot = stage.shot();
            // What does not fit scrolls, and says so.
            let whole = !shot.has("↓");
            let felt = felt.as_deref().filter(|_| part.segment.is_work());
            wrong.unless(whole || size == SIZES[0], &|| "there is more".into(), plan, size, &shot);
            for text in [Some(&*instruction), part.setup(), felt].into_iter().flatten().filter(|_| whole) {
                wrong.unless(shot.tells(text), &|| format!("`{text}` is not whole"), plan, size, &shot);
            }
            // The heading may shorten a long name; the label and what comes next are looked at elsewhere.
            let label = shot.row_of(&label(part)).unwrap();
            for row in shot.rows().iter().skip(label + 1).filter(|row| !row.contains("next  ")) {
                wrong.unless(!row.contains('…'), &|| format!("cut off: `{}`", row.trim()), plan, size, &shot);
            }
        }
    });
    wrong.none();
}

#[test]
fn words_that_do_not_fit_can_all_be_read_by_scrolling() {
    let mut stage = Stage::new(SIZES[0]);
    let plan = stage.play("neck-stretch");
    let first = stage.shot();
    assert!(first.has("↓ more"), "{}", first.picture());
    let (mut shots, mut presses) = (vec![first.clone()], 0);
    loop {
        stage.press("down");
        let shot = stage.shot();
        if shots.last() == Some(&shot) {
            break;
        }
        shots.push(shot);
        presses += 1;
    }
    assert!(shots[presses].has("↑ more"), "{}", shots[presses].picture());
    let first_part = plan.part(0).unwrap();
    let texts = format!("{} {}", first_part.setup().unwrap(), first_part.instruction());
    let is_read = |shots: &[Shot]| texts.split(' ').all(|word| shots.iter().any(|shot| shot.has(word)));
    assert!(is_read(&shots) && !is_read(&shots[..1]));
    for _ in 0..presses {
        stage.press("up");
    }
    assert!(stage.shot() == first, "{}", stage.shot().picture());
}

#[test]
fn what_comes_next_is_not_cut_off() {
    let mut wrong = Wrong::default();
    in_every_segment(|stage, Part { plan, .. }| {
        for size in [SIZES[1], SIZES[2]] {
            stage.resize(size);
            let shot = stage.shot();
            for row in &shot.rows()[shot.row_of("next  ").unwrap()..] {
                wrong.unless(!row.contains('…'), &|| format!("`{}`", row.trim()), plan, size, &shot);
            }
        }
    });
    wrong.none();
}

/// The side, the way and the round of a segment, as its label has to tell them.
fn turn(part: Part<'_>) -> Vec<String> {
    let segment = part.segment;
    let side = segment.side.map(|side| format!("{side} side").to_uppercase());
    let way = part.way.map(str::to_uppercase);
    let round = (segment.rounds > 1).then(|| format!("ROUND {} OF {}", segment.round, segment.rounds));
    [side, way, round].into_iter().flatten().collect()
}

#[test]
fn side_and_round_are_told_in_every_segment() {
    let mut wrong = Wrong::default();
    in_every_segment(|stage, part| {
        let plan = part.plan;
        for size in SIZES {
            stage.resize(size);
            let shot = stage.shot();
            let row = &shot.rows()[shot.row_of(&label(part)).unwrap()];
            for word in turn(part) {
                wrong.unless(row.contains(&word), &|| format!("`{}` lacks `{word}`", row.trim()), plan, size, &shot);
            }
        }
    });
    wrong.none();
}

#[test]
fn side_and_round_are_told_in_a_pause_and_in_a_lead_in() {
    let mut wrong = Wrong::default();
    for id in everything() {
        let plan = Stage::dosed(Dose::Full, SIZES[1]).plan(&id);
        for part in plan.parts().filter(|part| part.segment.is_work()) {
            let mut stage = Stage::dosed(Dose::Full, SIZES[1]);
            stage.play(&id);
            stage.wait(part.segment.start + Duration::from_millis(10));
            for sign in ["PAUSED", "GET READY"] {
                stage.press("space");
                for size in SIZES {
                    stage.resize(size);
                    let shot = stage.shot();
                    let row = &shot.rows()[shot.row_of(sign).unwrap()];
                    for word in turn(part) {
                        let what = || format!("`{}` lacks `{word}`", row.trim());
                        wrong.unless(row.contains(&word), &what, &plan, size, &shot);
                    }
                }
            }
        }
    }
    wrong.none();
}

/// Every width and every height from the least on, though not every pair of them.
pub fn windows() -> impl Iterator<Item = Size> {
    let widths = [12, 22, 26].into_iter().flat_map(|height| (40..=132).map(move |width| (width, height)));
    let heights = [40, 80].into_iter().flat_map(|width| (12..=60).map(move |height| (width, height)));
    widths.chain(heights)
}

/// Whether this is the first segment of its kind, in which nothing else differs that the caution could mind.
fn is_new(known: &mut HashSet<String>, plan: &Plan, segment: &Segment) -> bool {
    known.insert(format!("{} {} {:?} {:?}", plan.id, segment.kind.word(), segment.side, segment.way))
}

#[test]
fn the_caution_is_there_in_every_segment_and_every_window() {
    let mut known = HashSet::new();
    let mut wrong = Wrong::default();
    in_every_segment(|stage, part| {
        let plan = part.plan;
        if !is_new(&mut known, plan, part.segment) {
            return;
        }
        let care = if part.index == 0 { STOP_AT_ONCE } else { part.care().unwrap() };
        for size in windows() {
            stage.resize(size);
            let shot = stage.shot();
            wrong.unless(shot.tells(&format!("! {care}")), &|| format!("`{care}` is not whole"), plan, size, &shot);
        }
    });
    wrong.none();
}

#[test]
fn what_comes_next_is_what_comes_next() {
    let mut stage = Stage::new(SIZES[2]);
    let plan = stage.play("full");
    for part in plan.parts() {
        let segment = part.segment;
        stage.wait(START + segment.start + Duration::from_millis(10) - stage.now);
        // The work that is being done, or got ready for; after it comes the next work.
        let mut works = plan.parts().skip(part.index).filter(|part| part.segment.is_work());
        let now = works.next().unwrap().segment;
        let shot = stage.shot();
        let next = works.next();
        let wanted = match next.map(|next| next.segment) {
            None => "the end".to_owned(),
            Some(after) if after.stretch != now.stretch => {
                let name = next.unwrap().planned.name();
                let needs = plan.needs(after.stretch).next().is_some();
                if needs { format!("{name}. You need a mat.") } else { name.into_owned() }
            }
            Some(after) if after.set != now.set || after.step != now.step && after.round == now.round => {
                next.unwrap().instruction().into_owned()
            }
            Some(after) if after.round != now.round => format!("round {} of {}", after.round, after.rounds),
            Some(after) if after.side != now.side => format!("the same on the {}", after.side.unwrap()),
            Some(after) if after.way != now.way => format!("the same, {}", next.unwrap().way.unwrap()),
            Some(_) => next.unwrap().instruction().into_owned(),
        };
        // A long one is told as far as a sentence or a clause of it.
        let parts = [Some(&*wanted), wanted.split(". ").next(), wanted.split(", ").next()];
        let tells = |part: &str| shot.tells(&format!("next  {}", part.trim_end_matches('.')));
        assert!(parts.into_iter().flatten().any(tells), "`{wanted}` after {segment:?}:\n{}", shot.picture());
    }
}
