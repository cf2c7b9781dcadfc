//! Each command where it could go wrong: in a pause, in a lead-in, at either end, with nothing left.

use stretch_tui::plan::{Kind, Plan};
use stretch_tui::session::Command::{
    Adjust, Back, Done, Next, NextStretch, Pause, PreviousStretch, Restart, Resume, Stop,
};
use stretch_tui::session::cue::CueKind;
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::{Advance, End, Outcome, Pace, Session};

use super::generate::Content;
use super::walk::START;
use crate::{CHANGE, Coach, LEAD_IN, LEFT, PREPARE_WAVE, RIGHT, TWO, WAVE, seconds};

#[test]
fn a_pause_in_a_lead_in_starts_it_anew() {
    let mut coach = Coach::at(LEFT, 7.0);
    coach.ask(Restart);
    assert_eq!(coach.flow(), LEAD_IN);
    coach.wait(2.0);
    assert_eq!(coach.flow(), Flow::LeadIn(seconds(1.0)));
    assert_eq!(coach.ask(Pause), ["8 #1 Paused"]);
    coach.wait(60.0);
    assert_eq!(coach.ask(Resume), ["8 #1 Resumed", "8 #1 LeadIn(3)"]);
    assert_eq!(coach.wait(3.0), ["8 #1 LeadIn(2)", "8 #1 LeadIn(1)", "8 #1 Started"]);
    assert_eq!(coach.left(), 20.0);
}

#[test]
fn next_in_a_lead_in_passes_over_the_work_it_leads_to() {
    let mut coach = Coach::at(LEFT, 7.0);
    coach.ask(Restart);
    assert_eq!(coach.ask(Next), ["8 #1 Ended(Skipped)", "28 #2 Started"]);
    assert_eq!((coach.index(), coach.flow()), (CHANGE, Flow::Running));
    assert_eq!(coach.session.outcomes()[LEFT], Outcome::Skipped);
}

#[test]
fn back_at_the_start_begins_again() {
    for offset in [0.0, 3.0, 8.0, 12.0] {
        let mut coach = Coach::new();
        coach.wait(offset);
        assert_eq!(coach.ask(Back), ["0 #0 Started"]);
        assert_eq!((coach.elapsed(), coach.flow()), (0.0, Flow::Running));
    }
    let mut coach = Coach::at(PREPARE_WAVE, 1.0);
    coach.ask(Back);
    assert_eq!(coach.index(), RIGHT, "from the getting ready to the work before it");
}

#[test]
fn what_is_asked_for_in_a_pause_is_done_in_the_pause() {
    let mut coach = Coach::at(LEFT, 7.0);
    coach.ask(Pause);
    for (command, index) in [(Next, CHANGE), (Next, RIGHT), (Back, LEFT), (NextStretch, PREPARE_WAVE), (Next, WAVE)] {
        coach.ask(command);
        assert_eq!((coach.index(), coach.flow()), (index, Flow::Paused));
    }
    assert_eq!(coach.ask(Resume), ["61 #5 Resumed", "61 #5 LeadIn(3)"]);
    assert_eq!(coach.wait(3.0)[2..], ["61 #5 Started", "61 #5 Rep(1)", "61 #5 Phase(0)"]);
    coach.ask(Pause);
    assert_eq!(
        coach.ask(Done),
        ["61 #5 Ended(Done)", "61 #5 StretchEnded", "74 #5 SessionEnded(Completed)"],
        "reps can be done in a pause, and the last thing done ends it"
    );
}

#[test]
fn done_is_for_reps() {
    let mut coach = Coach::at(LEFT, 7.0);
    assert_eq!(coach.ask(Done), [""; 0]);
    assert_eq!(coach.index(), LEFT);
    let mut coach = Coach::at(WAVE, 7.0);
    assert_eq!(coach.ask(Done), ["68 #5 Ended(Done)", "68 #5 StretchEnded", "74 #5 SessionEnded(Completed)"]);
    assert_eq!(coach.session.outcomes()[WAVE], Outcome::Done);
}

#[test]
fn stop_ends_it_where_it_is() {
    let mut coach = Coach::at(RIGHT, 7.0);
    assert_eq!(coach.ask(Stop), ["40 #3 SessionEnded(Stopped)"]);
    assert_eq!((coach.elapsed(), coach.session.end()), (40.0, Some(End::Stopped)));
    assert_eq!(coach.session.outcomes()[LEFT..=RIGHT], [Outcome::Done, Outcome::Done, Outcome::Open]);
    assert_eq!(coach.session.next_change(), None);
    let commands = [Pause, Resume, Next, Back, Restart, NextStretch, PreviousStretch, Adjust(5), Done, Stop];
    for command in commands {
        coach.wait(1.0);
        assert_eq!(coach.ask(command), [""; 0], "{command:?} after the end");
        assert_eq!((coach.elapsed(), coach.session.end()), (40.0, Some(End::Stopped)));
    }
}

#[test]
fn stretches_are_gone_through_from_their_beginnings() {
    let mut coach = Coach::at(RIGHT, 7.0);
    assert_eq!(coach.ask(PreviousStretch), ["0 #0 Started"], "there is none before the first");
    assert_eq!(coach.ask(NextStretch).last().unwrap(), "53 #4 Started");
    assert_eq!(coach.ask(PreviousStretch), ["0 #0 Started"]);
    coach.ask(NextStretch);
    assert_eq!(coach.ask(NextStretch).last().unwrap(), "74 #5 SessionEnded(Completed)");
    assert_eq!(coach.session.end(), Some(End::Completed));
    assert_eq!(coach.left(), 0.0);
}

#[test]
fn what_was_skipped_can_be_done_after_all() {
    let mut coach = Coach::at(LEFT, 7.0);
    coach.ask(NextStretch);
    assert_eq!(coach.session.outcomes()[LEFT..=RIGHT], [Outcome::Skipped; 3]);
    coach.ask(PreviousStretch);
    coach.wait(8.0 + 20.0 + 1.0);
    assert_eq!(coach.session.outcomes()[LEFT..=RIGHT], [Outcome::Done, Outcome::Open, Outcome::Skipped]);
    coach.wait(1000.0);
    coach.ask(Resume);
    assert_eq!(coach.index(), CHANGE, "a gap is a pause");
    coach.wait(7.0 + 20.0);
    assert_eq!(coach.session.outcomes()[LEFT..=RIGHT], [Outcome::Done; 3]);
}

#[test]
fn once_done_stays_done() {
    let mut coach = Coach::at(RIGHT, 1.0);
    coach.ask(Back);
    coach.wait(4.0);
    assert_eq!(coach.ask(Next)[0], "9 #1 Ended(Skipped)", "this time");
    assert_eq!(coach.session.outcomes()[LEFT], Outcome::Done);
}

#[test]
fn a_getting_ready_is_made_longer_and_shorter_too() {
    let mut coach = Coach::at(0, 2.0);
    coach.ask(Adjust(5));
    assert_eq!((coach.length(0), coach.left(), coach.length(LEFT)), (13.0, 11.0, 20.0));
    coach.ask(Adjust(-5));
    coach.ask(Adjust(-5));
    assert_eq!(coach.length(0), 5.0, "never less than five seconds");
    assert_eq!(coach.ask(Adjust(-5)), [""; 0], "nothing to tell where nothing changes");
    let mut coach = Coach::at(CHANGE, 1.0);
    coach.ask(Adjust(5));
    assert_eq!((coach.length(CHANGE), coach.length(LEFT), coach.length(RIGHT)), (10.0, 20.0, 20.0));
    let mut coach = Coach::at(0, 6.0);
    assert_eq!(coach.ask(Adjust(-5)), ["6 #0 Adjusted", "6 #0 Ended(Done)", "6 #1 LeadIn(3)"]);
    assert_eq!(coach.flow(), LEAD_IN, "nobody is thrown into a hold");
}

#[test]
fn an_adjustment_in_a_lead_in_leaves_the_lead_in_alone() {
    let mut coach = Coach::at(LEFT, 2.0);
    coach.ask(Pause);
    coach.ask(Resume);
    coach.wait(1.0);
    assert_eq!(coach.ask(Adjust(-5)), ["10 #1 Adjusted"]);
    assert_eq!((coach.left(), coach.flow()), (13.0, Flow::LeadIn(seconds(2.0))));
    coach.wait(2.0);
    assert_eq!((coach.left(), coach.flow()), (13.0, Flow::Running));
}

#[test]
fn less_with_less_left_ends_it_there() {
    let mut coach = Coach::at(LEFT, 18.0);
    assert_eq!(coach.ask(Adjust(-5)), ["26 #1 Adjusted", "26 #1 Ended(Done)", "26 #2 Started"]);
    assert_eq!((coach.length(LEFT), coach.length(RIGHT)), (18.0, 18.0), "the sides stay equal");
    assert_eq!((coach.index(), coach.elapsed(), coach.session.plan().total()), (CHANGE, 26.0, seconds(70.0)));
}

#[test]
fn holds_stay_between_five_seconds_and_ten_minutes() {
    let mut coach = Coach::at(LEFT, 0.0);
    for (ask, length) in [(i32::MIN, 5.0), (-5, 5.0), (0, 5.0), (5, 10.0), (i32::MAX, 600.0), (5, 600.0), (-5, 595.0)] {
        coach.ask(Adjust(ask));
        assert_eq!((coach.length(LEFT), coach.length(RIGHT)), (length, length), "after {ask}");
    }
}

#[test]
fn the_other_side_follows_though_it_was_skipped_or_done_before() {
    let mut coach = Coach::at(RIGHT, 1.0);
    coach.ask(Next);
    coach.ask(Back);
    coach.ask(Back);
    assert_eq!(coach.index(), LEFT);
    coach.ask(Adjust(5));
    assert_eq!((coach.length(LEFT), coach.length(RIGHT)), (25.0, 25.0));
    let mut coach = Coach::at(RIGHT, 1.0);
    coach.ask(Adjust(5));
    assert_eq!((coach.length(LEFT), coach.length(RIGHT)), (20.0, 25.0), "the first side is over");
    coach.ask(Back);
    coach.ask(Adjust(-5));
    assert_eq!((coach.length(LEFT), coach.length(RIGHT)), (15.0, 15.0), "and equal again");
}

#[test]
fn the_rounds_to_come_follow() {
    let text = TWO.replacen("[[stretch.set]]", "[[stretch.set]]\nrounds = 2", 1);
    let mut coach = Coach::of(Content::new(text).plan(None));
    coach.wait(9.0);
    coach.ask(Adjust(5));
    let works = coach.session.plan().segments.iter().filter(|segment| segment.is_work());
    let seconds: Vec<_> = works.map(|work| work.length.as_secs()).collect();
    assert_eq!(seconds, [25, 25, 25, 25, 13]);
}

#[test]
fn reps_are_added_and_taken_whole() {
    // A rep takes 6.5 s: five seconds are nearest to one.
    let mut coach = Coach::at(WAVE, 1.0);
    for (ask, count) in [(5, 3), (10, 5), (-5, 4), (0, 4), (-1, 3), (-60, 1), (-5, 1), (i32::MAX, 200)] {
        coach.ask(Adjust(ask));
        let Kind::Reps { count: reps, .. } = coach.session.plan().segments[WAVE].kind else { panic!("not reps") };
        assert_eq!((reps, coach.length(WAVE)), (count, 6.5 * f64::from(count)), "after {ask}");
    }
}

#[test]
fn a_rep_that_is_begun_is_kept() {
    let mut coach = Coach::at(WAVE, 7.0);
    assert_eq!(coach.rep(), (2, Some(0), 2));
    assert_eq!(coach.ask(Adjust(-20)), [""; 0]);
    assert_eq!(coach.rep(), (2, Some(0), 2));
    coach.ask(Adjust(5));
    assert_eq!(coach.rep(), (2, Some(0), 3));
    // At the very end of a rep, the next one is not begun.
    let mut coach = Coach::at(WAVE, 6.5);
    assert_eq!(coach.ask(Adjust(-5))[..2], ["67.5 #5 Adjusted", "67.5 #5 Ended(Done)"]);
}

#[test]
fn where_one_moves_to_in_a_pause_is_told_and_begins_when_it_goes_on() {
    let mut coach = Coach::at(LEFT, 2.0);
    coach.ask(Pause);
    assert_eq!(coach.ask(Next), ["10 #1 Ended(Skipped)", "28 #2 Moved"]);
    assert_eq!(coach.ask(NextStretch)[3..], ["53 #4 Moved"]);
    assert_eq!(coach.ask(Resume), ["53 #4 Resumed", "53 #4 Started"], "a getting ready needs no lead-in");
    coach.ask(Pause);
    assert_eq!(coach.ask(Back), ["33 #3 Moved"]);
    assert_eq!(coach.ask(Resume), ["33 #3 Resumed", "33 #3 LeadIn(3)"], "and work does");
    assert_eq!(coach.wait(3.0)[2..], ["33 #3 Started"]);
}

#[test]
fn who_follows_by_ear_goes_back_to_where_it_is_told_what_to_do() {
    let mut coach = Coach::of(Plan { by_ear: true, ..Content::new(TWO.into()).plan(None) });
    coach.wait(55.0);
    assert_eq!(coach.index(), PREPARE_WAVE);
    assert_eq!(coach.ask(Back), ["28 #2 Started"], "the getting ready for the right side");
    assert_eq!(coach.ask(Back), ["0 #0 Started"]);
    assert_eq!(coach.ask(Back), ["0 #0 Started"]);
}

#[test]
fn next_begins_a_stretch_that_waits() {
    let pace = Pace { advance: Advance::Key, ..Pace::default() };
    let (mut session, _) = Session::new(Content::new(TWO.into()).plan(None), pace, START);
    assert!(session.is_waiting());
    let cues = session.command(Next, START);
    assert_eq!(cues.last().unwrap().kind, CueKind::GoesOn);
    assert_eq!(session.snapshot().unwrap().flow, Flow::Running);
    session.command(Pause, START);
    session.command(NextStretch, START);
    session.command(Resume, START);
    assert_eq!(session.snapshot().unwrap().flow, Flow::Running, "who goes on has begun it");
}
