//! Voices of five paces, on the clock that is handed in: nothing that has to be done or minded is cut, and the session
//! waits for a slow listener.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use stretch_tui::coach::{self, Weight};
use stretch_tui::content::load::load;
use stretch_tui::listener::Listener;
use stretch_tui::listener::speech::{Speaker, Voice};
use stretch_tui::plan::Plan;
use stretch_tui::plan::lookup::Target;
use stretch_tui::session::cue::CueKind;
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::session::{Command, Pace, Session};

use crate::{START, by_ear, everything};

/// The words a minute of the voices. A plan by ear allows for 150 words of five letters.
const PACES: [u32; 5] = [100, 130, 150, 200, 300];

/// A clock, and a voice on it that takes so long for each word. What it said stands with whether all of it was heard.
struct StandIn {
    clock: Rc<RefCell<Duration>>,
    words_a_minute: u32,
    until: Option<Duration>,
    said: Rc<RefCell<Vec<(String, bool)>>>,
}

impl StandIn {
    fn break_off(&mut self) {
        if self.until.take().is_some_and(|until| until > *self.clock.borrow()) {
            self.said.borrow_mut().last_mut().unwrap().1 = false;
        }
    }
}

impl Speaker for StandIn {
    fn start(&mut self, text: &str) -> bool {
        self.break_off();
        let words = u32::try_from(text.split_whitespace().count()).unwrap();
        self.until = Some(*self.clock.borrow() + Duration::from_secs(60) * words / self.words_a_minute);
        self.said.borrow_mut().push((text.to_owned(), true));
        true
    }

    fn is_done(&mut self) -> bool {
        self.until.is_none_or(|until| until <= *self.clock.borrow())
    }

    fn hush(&mut self) -> bool {
        self.break_off();
        self.until = None;
        false
    }
}

/// What is said in a whole session, each text with whether all of it was heard, and how long it took.
fn session(plan: Plan, words_a_minute: u32, mut each: impl FnMut(&CueEvent<'_>)) -> (Vec<(String, bool)>, Duration) {
    let (clock, said) = (Rc::new(RefCell::new(START)), Rc::<RefCell<Vec<_>>>::default());
    let speaker = StandIn { clock: Rc::clone(&clock), words_a_minute, until: None, said: Rc::clone(&said) };
    let mut voice = Voice::of(speaker);
    let (mut session, mut cues) = Session::new(plan, Pace::default(), START);
    let mut now = START;
    loop {
        for cue in cues {
            let heard = CueEvent { cue, session: &session, now, record: None };
            voice.on_cue(&heard);
            each(&heard);
        }
        if session.end().is_some() {
            break;
        }
        // The loop wakes for the session, and for the end of what is said: here it looks every tenth of a second.
        now = session.next_change().unwrap().min(now + Duration::from_millis(100));
        *clock.borrow_mut() = now;
        voice.reap();
        session.set_speaking(voice.is_speaking());
        cues = session.advance_to(now);
    }
    (said.take(), now - START)
}

/// Everything that says what to do or what to mind.
fn has_to_be_heard(plan: &Plan) -> Vec<String> {
    let mut texts = vec![coach::STOP_AT_ONCE.to_owned()];
    texts.extend(plan.warm_up.clone());
    texts.extend(plan.advice.clone());
    for part in plan.parts() {
        let segment = part.segment;
        texts.extend(part.setup().map(str::to_owned));
        if !segment.is_work() {
            // What was told in two rounds is known.
            if segment.round <= 2 {
                texts.push(part.instruction().into_owned());
            }
            texts.extend(part.care().filter(|_| segment.begins_stretch).map(str::to_owned));
        }
    }
    texts
}

#[test]
fn whatever_the_pace_nothing_that_has_to_be_done_or_minded_is_cut() {
    let library = load(true, &[]).library;
    for name in everything(&library) {
        for pace in PACES {
            let plan = by_ear(&name);
            let mut counted = Vec::new();
            let (said, took) = session(plan.clone(), pace, |heard| {
                let ready = !plan.segments[heard.cue.segment].is_work();
                if let (CueKind::Countdown(n), true) = (heard.cue.kind, ready) {
                    counted.push(n);
                }
            });
            // The last words go on after the end.
            let (last, before) = said.split_last().unwrap();
            assert!(last.0.contains("Well done."));
            for (text, whole) in before {
                let calls = text.split_whitespace().count() > 1;
                assert!(*whole || !calls, "{name} at {pace} words a minute: cut: {text}");
            }
            let mut rest = said.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ");
            for text in has_to_be_heard(&plan) {
                let at = rest.find(&text).unwrap_or_else(|| panic!("{name} at {pace}: {text:?} is not said in time"));
                // What is said last, the advice, is looked for in the whole.
                if Some(&text) != plan.advice.as_ref() {
                    rest.replace_range(at..at + text.len(), "");
                }
            }
            let numbers = said.iter().filter(|(text, _)| ["1", "2", "3"].contains(&text.as_str())).count();
            assert!(numbers >= counted.len(), "every one of the last three seconds is said");
            assert_eq!(counted.len() % 3, 0, "always all three");
            if pace >= 200 {
                assert_eq!(took, plan.total(), "{name}: who speaks as fast as that is not waited for");
            }
        }
    }
}

/// Somebody on the screen with a voice has less time, and is waited for all the more.
#[test]
fn a_plan_for_the_eye_waits_for_a_voice_as_well() {
    let library = load(true, &[]).library;
    let plan = Target::find(&library, "full").unwrap().plan(&library, None);
    let (said, took) = session(plan.clone(), 130, |_| {});
    assert!(took > plan.total());
    let (_, before) = said.split_last().unwrap();
    assert!(before.iter().all(|(text, whole)| *whole || text.split_whitespace().count() == 1));
}

/// A stretch of one's own, in a file.
fn of_ones_own(step: &str) -> Plan {
    let text = format!(
        "schema = 1\n[[stretch]]\nid = \"own\"\nname = \"Own\"\npurpose = \"It helps.\"\nsetup = \"Stand.\"\n\
         [[stretch.set]]\n[[stretch.set.step]]\n{step}\n"
    );
    let path = std::path::PathBuf::from(concat!(env!("CARGO_TARGET_TMPDIR"), "/own-stretch.toml"));
    std::fs::write(&path, text).unwrap();
    let loaded = load(true, &[path]);
    Target::find(&loaded.library, "own").unwrap().plan(&loaded.library, None)
}

#[test]
fn a_phase_too_short_for_its_words_is_never_begun_and_always_printed() {
    let plan = of_ones_own(
        "text = \"Breathe.\"\nreps = 3\n\
         phases = [{ text = \"In through the nose\", seconds = 0.5 }, { text = \"Out\", seconds = 4 }]",
    );
    let mut printed = 0;
    let (said, _) = session(plan, 150, |heard| {
        let line = coach::line(heard).filter(|line| line.text().contains("In through the nose"));
        printed += usize::from(line.is_some_and(|line| line.weight == Weight::Silent));
    });
    assert_eq!(printed, 3);
    assert!(!said.iter().any(|(text, _)| text.contains("In through the nose")), "{said:?}");
    assert!(said.iter().all(|(_, whole)| *whole), "{said:?}");
}

#[test]
fn what_is_asked_for_again_is_said_with_the_side_and_what_is_left() {
    let plan = by_ear("lat-side-stretch");
    let (mut session, _) = Session::new(plan.clone(), Pace { longest_gap: Duration::MAX, ..Pace::default() }, START);
    let mut say_at = |at: Duration| {
        session.advance_to(START + at);
        let cues = session.command(Command::SayAgain, START + at);
        let line = coach::line(&CueEvent { cue: cues[0], session: &session, now: START + at, record: None }).unwrap();
        assert_eq!(line.weight, Weight::Call);
        line.text()
    };
    let (setup, instruction) = (plan.part(0).unwrap().setup().unwrap(), plan.part(1).unwrap().instruction());
    let work = &plan.segments[1];
    let ready = say_at(Duration::from_secs(2));
    assert!(ready.contains(setup), "{ready}");
    // The instruction names the side: it is not said twice in one breath.
    assert!(instruction.contains("left") && !ready.contains("Left side."), "{ready}");
    assert!(ready.contains(&*instruction), "{ready}");
    assert!(ready.ends_with(&format!("{} to go.", stretch_tui::format::spoken(work.start - Duration::from_secs(2)))));
    let held = say_at(work.start + Duration::from_secs(6));
    assert_eq!(held, format!("{instruction} {} seconds to go.", work.length.as_secs() - 6));
}
