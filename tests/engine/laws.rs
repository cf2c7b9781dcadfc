//! The laws of any session: any content, any dose, any commands, any readings of the clock.

use std::time::Duration;

use proptest::prelude::*;
use stretch_tui::plan::Segment;
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::snapshot::Flow;
use stretch_tui::session::{Advance, Command, End, LONGEST_GAP, Outcome, Pace, Session};

use super::generate;
use super::walk::{self, Reading, START, Seen, Step, Walk, pace, undisturbed};

/// Longer than any session: no gap is one.
const NO_GAP: Duration = Duration::from_secs(u32::MAX as u64);

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Goes through a script, with so many looks in between as well: the clock of a slow or a busy computer.
fn play(mut session: Session, mut cues: Vec<Cue>, script: &[(Duration, Command)], looks: u32) -> (Seen, Vec<Cue>) {
    let mut now = START;
    for (wait, command) in script {
        for look in 1..=looks {
            cues.extend(session.advance_to(now + *wait * look / (looks + 1)));
        }
        now += *wait;
        cues.extend(session.command(*command, now));
    }
    (Seen::new(&session), cues)
}

/// Whether it may be adjusted without its other side, done before, being left behind.
fn is_first_side(plan: &[Segment], index: usize) -> bool {
    !plan[..index].iter().any(|before| before.is_work() && before.is_sibling(&plan[index]))
}

proptest! {
    #![proptest_config(config(2048))]

    /// All the laws of [`Walk`], at every step.
    #[test]
    fn any_commands_at_any_readings_keep_the_laws(
        content in generate::content(),
        dose in generate::dose(),
        gap in prop_oneof![Just(LONGEST_GAP), Just(LONGEST_GAP * 20), Just(NO_GAP)],
        steps in walk::steps(60),
    ) {
        let mut walk = Walk::new(content.plan(Some(dose)), gap);
        for step in steps {
            walk.step(step);
        }
        let wall = walk.now - START;
        assert!(walk.session.active() <= wall);
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn one_step_of_the_clock_and_many_come_to_the_same(
        content in generate::content(),
        script in prop::collection::vec(((0..60_000u64).prop_map(Duration::from_millis), walk::command()), 0..30),
        looks in 1..40u32,
    ) {
        let (session, started) = Session::new(content.plan(None), pace(NO_GAP), START);
        let once = play(session.clone(), started.clone(), &script, 0);
        assert_eq!(once, play(session.clone(), started.clone(), &script, looks));
        assert_eq!(once, play(session, started, &script, 0), "the same again");
    }

    /// One big step, a step at each change, and steps of any size: nothing repeated, nothing left out.
    #[test]
    fn an_undisturbed_session_says_everything_once(
        content in generate::content(),
        dose in generate::dose(),
        looks in prop::collection::vec(0..1500u64, 1..50),
    ) {
        let plan = content.plan(Some(dose));
        let expected = undisturbed(&plan);

        let (mut session, mut cues) = Session::new(plan.clone(), pace(NO_GAP), START);
        cues.extend(session.advance_to(START + plan.total()));
        assert_eq!(cues, expected);
        assert_eq!(session.end(), Some(End::Completed));
        assert!(session.outcomes().iter().all(|outcome| *outcome == Outcome::Done));

        let (mut session, mut cues) = Session::new(plan.clone(), pace(LONGEST_GAP), START);
        let mut before = START;
        while let Some(change) = session.next_change() {
            assert!(change > before, "a change that never comes");
            for cue in session.advance_to(change) {
                assert_eq!(change, START + cue.at, "{cue:?} is late");
                cues.push(cue);
            }
            before = change;
        }
        assert_eq!(cues, expected);
        assert_eq!(before, START + plan.total(), "the session takes as long as its plan");

        let (mut session, mut cues) = Session::new(plan.clone(), pace(LONGEST_GAP), START);
        let (mut now, mut looks) = (START, looks.into_iter().cycle());
        while session.end().is_none() {
            // A few hundred looks of any size, and then quickly to the end.
            let wait = if now < START + Duration::from_secs(300) { looks.next().unwrap() } else { 1999 };
            now += Duration::from_millis(wait + 1);
            assert!(now < START + plan.total() + LONGEST_GAP, "a session without an end");
            cues.extend(session.advance_to(now));
        }
        assert_eq!(cues, expected);
    }

    #[test]
    fn pauses_take_nothing_away(
        content in generate::content(),
        pauses in prop::collection::vec((0..30_000u64, 0..30_000u64), 0..40),
    ) {
        let plan = content.plan(None);
        let (mut session, mut cues) = Session::new(plan.clone(), pace(NO_GAP), START);
        let mut now = START;
        for (wait, pause) in pauses {
            now += Duration::from_millis(wait);
            cues.extend(session.command(Command::Pause, now));
            now += Duration::from_millis(pause);
            cues.extend(session.command(Command::Resume, now));
        }
        cues.extend(session.advance_to(now + plan.total() + Duration::from_secs(3)));
        cues.retain(|cue| !matches!(cue.kind, CueKind::Paused | CueKind::Resumed | CueKind::LeadIn(_) | CueKind::GoesOn));
        assert_eq!(cues, undisturbed(&plan));
        assert_eq!(session.active(), plan.total());
    }

    /// Who begins each stretch gets all the time there is for reading, and the same session.
    #[test]
    fn a_stretch_can_wait_for_its_beginning(content in generate::content(), waits in prop::collection::vec(0..900u64, 1..9)) {
        let plan = content.plan(None);
        let pace = Pace { advance: Advance::Key, ..pace(NO_GAP) };
        let (mut session, mut cues) = Session::new(plan.clone(), pace, START);
        let (mut now, mut waits) = (START, waits.into_iter().cycle());
        while session.end().is_none() {
            assert!(session.is_waiting());
            assert_eq!(session.next_change(), None);
            assert_eq!(session.snapshot().unwrap().offset, Duration::ZERO);
            now += Duration::from_secs(waits.next().unwrap());
            assert_eq!(session.advance_to(now), []);
            cues.extend(session.command(Command::Resume, now));
            while let Some(change) = session.next_change() {
                now = change;
                cues.extend(session.advance_to(now));
            }
        }
        let waited = cues.iter().filter(|cue| cue.kind == CueKind::Waiting).count();
        assert_eq!(waited, plan.stretches.len());
        cues.retain(|cue| !matches!(cue.kind, CueKind::Waiting | CueKind::GoesOn));
        assert_eq!(cues, undisturbed(&plan));
        assert_eq!(session.active(), plan.total());
    }

    /// No command that comes while a stretch waits loses anything: [`Seen::new`] adds it all up.
    #[test]
    fn any_commands_while_stretches_wait_lose_nothing(
        content in generate::content(),
        script in prop::collection::vec(((0..60_000u64).prop_map(Duration::from_millis), walk::command()), 0..60),
    ) {
        let pace = Pace { advance: Advance::Key, ..pace(NO_GAP) };
        let (mut session, _) = Session::new(content.plan(None), pace, START);
        let mut now = START;
        for (wait, command) in script {
            now += wait;
            let before = Seen::new(&session);
            session.advance_to(now);
            let after = Seen::new(&session);
            assert!(before.flow != Flow::Waiting || before == after, "what waits stands still");
            session.command(command, now);
            let seen = Seen::new(&session);
            assert!(seen.flow != Flow::Waiting || command != Command::Resume, "it was begun");
            assert!(session.active() <= now - START);
        }
    }

    /// A lead-in is three seconds of the clock, counted down once, wherever it is looked at.
    #[test]
    fn a_lead_in_is_three_seconds(content in generate::content(), at in 0..200_000u64, looks in 1..60u32) {
        let plan = content.plan(None);
        let at = START + Duration::from_millis(at).min(plan.total() - Duration::from_nanos(1));
        let (mut session, _) = Session::new(plan, pace(NO_GAP), START);
        session.command(Command::Pause, at);
        let mut cues = session.command(Command::Resume, at);
        let elapsed = session.snapshot().unwrap().elapsed;
        for look in 1..=looks {
            let passed = Duration::from_secs(3) * look / looks;
            cues.extend(session.advance_to(at + passed));
            let flow = if look == looks { Flow::Running } else { Flow::LeadIn(Duration::from_secs(3) - passed) };
            assert_eq!(session.snapshot().unwrap().flow, flow);
        }
        assert_eq!(session.snapshot().unwrap().elapsed, elapsed);
        let said: Vec<_> = cues.iter().map(|cue| cue.kind).collect();
        assert_eq!(said, [CueKind::Resumed, CueKind::LeadIn(3), CueKind::LeadIn(2), CueKind::LeadIn(1), CueKind::GoesOn]);
    }

    #[test]
    fn sides_adjusted_from_the_first_get_equal_time(content in generate::content(), steps in walk::steps(60)) {
        let mut walk = Walk::new(content.plan(None), NO_GAP);
        for step in steps {
            let adjusts = matches!(step.command, Some(Command::Adjust(_)));
            if adjusts {
                walk.step(Step { command: None, ..step });
            }
            let snapshot = walk.session.snapshot().unwrap();
            if !adjusts || is_first_side(&snapshot.part.plan.segments, snapshot.part.index) {
                let reading = if adjusts { Reading::Later(Duration::ZERO) } else { step.reading };
                walk.step(Step { reading, command: step.command });
            }
            let works: Vec<_> = walk.session.plan().segments.iter().filter(|segment| segment.is_work()).collect();
            for pair in works.windows(2).filter(|pair| pair[0].is_sibling(pair[1])) {
                assert_eq!((pair[0].kind, pair[0].length), (pair[1].kind, pair[1].length));
            }
        }
    }
}
