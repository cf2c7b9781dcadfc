//! The words themselves: whole sessions as they are said, and that there is time to say them.

use stretch_tui::coach::{self, HEARING, Weight};
use stretch_tui::content::load::load;
use stretch_tui::plan::build::{READING, reading_time};
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Choices, Pacing, Plan};
use stretch_tui::session::cue::CueKind;
use stretch_tui::session::{Advance, Command, Pace};
use stretch_tui::skin::lines::Skin;
use stretch_tui::skin::plain::Plain;

use std::time::Duration;

use crate::{by_ear, everything, follow};

/// The plain coach's lines, each with the second of the session before it.
fn transcript(plan: Plan, pace: Pace, commands: &[(f64, Command)]) -> String {
    let mut skin = Plain::new(&load(true, &[]).library, true);
    let told = follow(plan, pace, Duration::from_millis(250), commands, |heard| skin.tell(heard));
    let lines = told.iter().flat_map(|(at, text)| text.lines().map(move |line| format!("{at:>7}  {line}\n")));
    lines.collect()
}

#[test]
fn a_stretch_is_told_from_beginning_to_end() {
    insta::assert_snapshot!(transcript(by_ear("neck-stretch"), Pace::default(), &[]));
}

#[test]
fn reps_with_phases_are_counted_with_their_words() {
    insta::assert_snapshot!(transcript(by_ear("cat-camel"), Pace::default(), &[]));
}

#[test]
fn what_the_user_does_is_answered() {
    let commands = [
        (4.0, Command::Next),
        (12.0, Command::Pause),
        (60.0, Command::Resume),
        (64.0, Command::Adjust(5)),
        (66.0, Command::Next),
        (70.0, Command::Back),
        (74.0, Command::NextStretch),
    ];
    insta::assert_snapshot!(transcript(by_ear("upper-back-extension"), Pace::default(), &commands));
}

/// How to get up and out of a position depends on where the body is, and not on what stands before in the plan.
#[test]
fn a_jump_to_another_stretch_says_how_to_leave_the_one_the_body_is_in() {
    let told = |commands: &[(f64, Command)]| {
        let told = transcript(by_ear("full"), Pace::default(), commands);
        let name = "Stretch 3 of 7: Arm press curls";
        let lines: Vec<_> = told.lines().filter(|line| line.len() > 9).map(|line| line[9..].to_owned()).collect();
        let at = lines.iter().rposition(|line| line.starts_with(name)).unwrap();
        lines[at.saturating_sub(2)..at].to_vec()
    };
    let skips = [1.0, 2.0, 3.0].map(|at| (at, Command::NextStretch));
    let work = (4.0, Command::Next);
    let [back, end] = [(12.0, Command::PreviousStretch), (14.0, Command::Stop)];
    let from_the_hold = told(&[&skips[..], &[work, back, end]].concat());
    let up = "Lower your hands. To get up: onto one side, hands and knees, one foot forward, hold on, and rise slowly.";
    assert_eq!(from_the_hold, ["Come back slowly.", up]);
    // Who has not got down yet has not to get up.
    let standing = told(&[&skips[..], &[back, end]].concat());
    assert!(standing.iter().all(|line| !line.contains("get up") && !line.contains("Come back")), "{standing:?}");
}

#[test]
fn who_reads_first_is_told_how_to_begin() {
    let pace = Pace { advance: Advance::Key, lead_in: Duration::from_secs(5), ..Pace::default() };
    let commands = [(30.0, Command::Resume), (33.0, Command::Pause), (40.0, Command::Resume), (50.0, Command::Stop)];
    insta::assert_snapshot!(transcript(by_ear("cat-camel"), pace, &commands));
}

/// All words before the work are spoken before its countdown begins, at the pace of a voice.
#[test]
fn there_is_time_to_hear_everything_before_the_work() {
    let library = load(true, &[]).library;
    let routines = library.routines.iter().map(Target::Routine);
    let stretches = library.stretches.iter().flat_map(|stretch| {
        let variants = stretch.variants.iter().map(Some);
        std::iter::once(None).chain(variants).map(move |variant| Target::Stretch(stretch, variant))
    });
    for target in routines.chain(stretches) {
        let pacing = Pacing { by_ear: Some(HEARING), ..Pacing::default() };
        let plan = target.plan(&library, Choices { pacing, ..Choices::default() });
        let mut opening = String::new();
        let told = follow(plan.clone(), Pace::default(), Duration::from_secs(1), &[], |heard| {
            let ready = heard.cue.kind == CueKind::Started && !plan.segments[heard.cue.segment].is_work();
            (ready.then_some(heard.cue.segment), coach::line(heard))
        });
        for (_, (ready, line)) in told {
            match (ready, line) {
                (None, Some(line)) if line.weight == Weight::Opening => opening = line.text() + " ",
                (Some(index), Some(line)) => {
                    let text = std::mem::take(&mut opening) + &line.text();
                    let room = plan.segments[index].length.saturating_sub(Duration::from_secs(3));
                    assert!(reading_time(&text) <= room, "{room:?} for {text:?}");
                    assert_eq!(line.weight, Weight::Call);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn nobody_who_looks_waits_for_who_listens() {
    let library = load(true, &[]).library;
    let full = Target::find(&library, "full").unwrap();
    let (seen, heard) = (full.plan(&library, None), by_ear("full"));
    let work = |plan: &Plan| -> Vec<_> {
        plan.segments.iter().filter(|segment| segment.is_work()).map(|segment| (segment.kind, segment.length)).collect()
    };
    assert_eq!(work(&seen), work(&heard), "the dose is the same");
    assert!(seen.total() < heard.total());
    assert!(seen.segments.iter().zip(&heard.segments).all(|(seen, heard)| seen.length <= heard.length));
}

#[test]
fn a_rep_too_short_for_its_number_is_not_counted_aloud() {
    let mut plan = by_ear("shoulder-rolls");
    let reps = plan.segments.iter().position(|segment| segment.reps().is_some()).unwrap();
    let quick = stretch_tui::plan::Kind::Reps { count: 8, rep: Duration::from_millis(900) };
    plan.resize(reps, quick, Duration::from_millis(7200));
    let told = follow(plan, Pace::default(), Duration::from_millis(100), &[], |heard| {
        (heard.cue.segment == reps && matches!(heard.cue.kind, CueKind::Rep(_))).then(|| coach::line(heard))
    });
    let reps: Vec<_> = told.into_iter().filter_map(|(_, line)| line).collect();
    assert_eq!(reps, vec![None; 8]);
}

/// What is said beside the work is over before the middle of it, also for a voice of half the speed of reading; and what
/// fits is said.
#[test]
fn what_is_said_beside_the_work_has_the_time_it_takes_and_no_less() {
    let library = load(true, &[]).library;
    let (mut felt_said, mut left_out) = (0, 0);
    for name in everything(&library) {
        let plan = by_ear(&name);
        let told = follow(plan.clone(), Pace::default(), Duration::from_secs(1), &[], |heard| {
            let segment = &plan.segments[heard.cue.segment];
            let begins = heard.cue.kind == CueKind::Started && segment.is_work() && segment.reps().is_none();
            begins.then(|| (heard.cue.segment, coach::line(heard).unwrap()))
        });
        for (index, line) in told.into_iter().filter_map(|(_, line)| line) {
            let segment = &plan.segments[index];
            let time = |text: &str| Duration::from_secs(text.chars().count() as u64) / READING * 2;
            let beside: Duration = line.sentences[1..].iter().map(|sentence| time(sentence)).sum();
            assert!(beside <= segment.length / 2, "{name}: {beside:?} in {:?}: {line:?}", segment.length);
            let felt = plan.part(index).unwrap().felt().filter(|_| segment.round == 1);
            let felt = felt.map(std::borrow::Cow::into_owned);
            if let Some(felt) = felt {
                let is_said = line.sentences.contains(&felt);
                assert!(is_said || beside + time(&felt) > segment.length / 2, "{name}: there is time for {felt:?}");
                (felt_said, left_out) = (felt_said + u32::from(is_said), left_out + u32::from(!is_said));
            }
        }
    }
    assert!(felt_said > 20 && left_out > 0, "{felt_said} said, {left_out} left out");
}
